//! Who copied whom.
//!
//! The same words through three outlets are one origin. [`Lineages`] takes reports one by one ([`Lineages::add`]), keeps
//! a [`Sketch`] of each (hashes and offsets, never the text), and [`Lineages::finish`] gives an [`Atlas`]: groups of
//! copies ([`Lineage`]) with edges from copy to original and the words they share on both sides, passages shared by
//! reports that are no copies of each other ([`PassageLink`]), and the count of independent origins of any set of
//! reports ([`Atlas::origins`]).
//!
//! The path: `sketch` (folded words, shingles, sentences and quotations) → `candidates` (which pairs share something
//! rare) → `compare` (what exactly a pair shares) → `group` (joins, the earliest, edges). The result depends on the
//! reports alone, not on their order. All offsets are Unicode code points of the report's text, end exclusive, as in
//! the report object.
//!
//! ```
//! use mahdar_lexicon::{Folder, PackFiles};
//! use mahdar_lineage::{Lineages, Source};
//! let folder = Folder::new(&PackFiles::embedded()).expect("the embedded pack is linted");
//! let mut lineages = Lineages::new(&folder);
//! let text = "اتفق الوفدان في ختام الجولة الثالثة على فتح المعبر البري بين البلدين ابتداء من مطلع الشهر المقبل";
//! lineages.add(&Source { id: "a", text, published: Some("2024-05-02"), ..Source::default() });
//! lineages.add(&Source { id: "b", text, published: Some("2024-05-03"), ..Source::default() });
//! let atlas = lineages.finish();
//! assert_eq!(atlas.lineages.len(), 1);
//! assert_eq!(atlas.lineages[0].earliest.report, "a");
//! assert_eq!(atlas.origins(["a", "b"]).len(), 1);
//! ```
mod atlas;
mod candidates;
mod compare;
mod digest;
mod group;
mod hash;
mod moment;
mod sketch;
mod source;
mod union;

pub use atlas::{Atlas, Earliest, Edge, EdgeKind, Lineage, Member, Order, Origin, Passage, PassageLink};
pub use group::Lineages;
pub use moment::Moment;
pub use sketch::{MIN_QUOTE_WORDS, MIN_SENTENCE_WORDS, SHINGLE, Sketch};
pub use source::{Given, Source, Spoken};
