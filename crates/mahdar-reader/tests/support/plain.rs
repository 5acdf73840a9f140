//! Texts read to their acts, each a type and the codes of its sides.

#[path = "acts.rs"]
mod acts;

pub use acts::{act, acts};
use mahdar_doc::{ActType, Article, Document};
use mahdar_reader::Reader;

pub fn read(text: &str) -> Document {
    Reader::embedded().expect("embedded pack").read(Article::from_text(text))
}

pub fn found(text: &str) -> Vec<(ActType, String, String)> {
    acts(&read(text))
}

/// The last act of a text.
pub fn last(text: &str) -> (ActType, String, String) {
    found(text).pop().unwrap_or_else(|| panic!("no act: {text}"))
}
