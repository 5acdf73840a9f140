//! Finds and reads dates in running text: Arabic news first, ISO and English forms beside it.
//!
//! The crate sits before every other stage that asks "when?": the reader calls [`scan()`] on an article's
//! text, the ingest calls [`parse`] on the strings of a page's metadata. It has no dependency and no state.
//!
//! Month names come in three Arabic families (يناير in the Gulf and Egypt, كانون الثاني in the Levant and Iraq,
//! جانفي and غشت in the Maghreb), often as a pair (مارس/آذار); Hijri and Jalali dates are turned into Gregorian
//! ones. All words are rows of the tables in `data/`.
//!
//! ```
//! let text = "نشر في الثلاثاء، 14 مارس/آذار 2023 10:15 ص";
//! let found = mahdar_dates::scan(text);
//! assert_eq!(found.len(), 1);
//! assert_eq!(found.first().and_then(|date| date.iso()).as_deref(), Some("2023-03-14T10:15"));
//! ```
//!
//! What is left out on purpose: years of two digits, and numeric dates of the years 1300 to 1499
//! without a sign of their era (1444/3/14 may be Hijri or Jalali).

#![forbid(unsafe_code)]

mod civil;
mod clock;
mod core_date;
mod date;
mod fold;
mod hijri;
mod jalali;
mod lex;
mod metadata;
mod relative;
mod scan;
mod tables;

pub use civil::Civil;
pub use date::{Calendar, Clock, DateMatch, Kind, Precision};
pub use metadata::{epoch, parse};
pub use scan::{may_be_dated, scan, scan_with_anchor};
