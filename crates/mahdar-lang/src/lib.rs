//! Arabic as the reader needs it.
//!
//! [`tokenize`], [`segment`], [`quotations`] lay the first layers of a document. [`Lexicon`] is the pack compiled for
//! look-up: word forms made by [`conjugate`] and by the rules of adjectives, and a trie of phrases (names, titles,
//! closed-class words). [`analyse`] gives the readings of one token with its clitics: analyses on it, never cuts.
mod analysis;
mod conjugate;
mod lexicon;
mod segment;
mod tokenize;

pub use analysis::{Analysis, Enclitic, Proclitics, analyse};
pub use conjugate::{Gender, Number, Tense, VerbForm, VerbRow, conjugate};
pub use lexicon::{
    ActEntry, Actor, Classes, CueEntry, CueKind, Entry, Join, Lexicon, NamePart, NamedBy, Office, Phrase, Prep, Slot,
    TitleClass, TitleEntry, VerbEntry,
};
pub use segment::{Quotation, quotations, segment};
pub use tokenize::{letter, tokenize, tokenize_with};
