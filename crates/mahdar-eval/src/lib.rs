//! Gold, and how far a record is from it.
//!
//! [`resolve`] turns a report marked by hand (quoted strings) into offsets; [`score`] compares report objects with gold
//! as `gold.py score` does (found: same content by Dice >= 0.7; right: the speakers fit one to one; acts: same type and
//! overlapping evidence, then equal parties), keeps every item with its cause, and gives bootstrap intervals
//! (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13: percentile intervals over reports).
mod bootstrap;
mod gold;
mod matching;
mod resolve;
mod score;
mod summary;
mod views;

pub use bootstrap::{Interval, interval};
pub use gold::{GoldAct, GoldError, GoldRecord, GoldStatement, Person, read_gold};
pub use matching::{dice, fold};
pub use resolve::{ResolveError, resolve};
pub use score::{Cause, Item, ItemKind, Outcome, Tally, score};
pub use summary::{Grouping, Reliability, Summary, by_group, reliability, summarize};
pub use views::{GoldViews, VIEWS, ViewTally, score_views};
