//! The container of a report: its text, never changed, and the layers read in it.
//!
//! [`Document`] owns the text and one append-only `Vec` per layer, joined by typed ids; views borrow.
//! Spans are half-open byte ranges inside the engine ([`Span`]); at every edge they become Unicode code points,
//! for the browser UTF-16 units ([`OffsetIndex`]). [`report`] holds the one serialised form.
//!
//! ```
//! use mahdar_doc::{Article, Document};
//! let doc = Document::new(Article::from_text("قال الوزير إن المحادثات مستمرة"));
//! assert!(doc.check().is_ok());
//! ```
mod act;
mod document;
mod entity;
mod frame;
mod ids;
mod offsets;
mod record;
pub mod report;
mod span;
mod statement;
mod token;

pub use act::{Act, ActStatus, ActType};
pub use document::{Article, ArticleError, Document, Law, Note, Violation};
pub use entity::{Entity, EntityKind, Mention, MentionKind};
pub use frame::{Basis, Credit, CreditKind, Field, Frame, Precision, Published};
pub use ids::{ActId, EntityId, MentionId, SentenceId, StatementId, TokenId};
pub use offsets::{OffsetIndex, Unit};
pub use record::{Agreement, DecisionRule, Meeting, Position, Record, Reply, ReplyKind, RuleKind, Stage, Stance, When};
pub use span::Span;
pub use statement::{Cue, CueClass, Mode, ResolvedBy, Speaker, Statement, Via};
pub use token::{Sentence, Token, TokenKind};
