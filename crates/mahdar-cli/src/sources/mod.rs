//! Where articles come from: with the feature `ingest` every source, without it text and JSONL.
//!
//! `.txt`, `.jsonl` and `.ndjson` files go the same way in both: `mahdar_formats::input`.

#[cfg(feature = "ingest")]
mod args;
#[cfg(feature = "ingest")]
mod full;
#[cfg(not(feature = "ingest"))]
mod light;

#[cfg(feature = "ingest")]
pub use args::{Ingest, Options};
#[cfg(feature = "ingest")]
pub use full::{Skipped, articles, list, settings, told, why_left_out};
#[cfg(not(feature = "ingest"))]
pub use light::{Options, Skipped, articles, list, told};
