//! The reader: from an [`mahdar_doc::Article`] to a [`mahdar_doc::Document`].
//!
//! ```
//! use mahdar_doc::Article;
//! use mahdar_reader::Reader;
//! let reader = Reader::embedded().expect("embedded pack");
//! let doc = reader.read(Article::from_text("قال وزير الخارجية المصري إن المحادثات مستمرة."));
//! assert_eq!(doc.slice(doc.statements[0].content[0]), "المحادثات مستمرة");
//! ```
mod acts;
mod explain;
mod frame;
mod language;
mod matcher;
mod memo;
mod np;
mod proof;
mod reader;
mod record;
mod resolve;
mod rules;
mod statements;
mod topics;
mod words;

pub use acts::ActAttempt;
pub use explain::{Explanation, TokenView};
pub use matcher::Attempt;
pub use proof::{ProofFailure, prove};
pub use reader::{Reader, Stage};
pub use rules::{Proof, Rule, load_rules};
pub use topics::{Context, Issue, Topics};
