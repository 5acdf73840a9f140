//! What goes in and what comes out.
//!
//! [`input`] turns files, folders, JSONL lines and standard input into articles one by one; [`to_report`] turns a
//! document into the report object (offsets in code points); [`text`] shows it to a person.
pub mod export;
pub mod input;
pub mod minutes;
mod report;
pub mod text;
mod wording;

pub use report::{Engine, Labels, to_report};
pub use wording::{Tongue, Wording};

/// The JSON Schema of the report object, as committed in `schema/report.schema.json`.
#[cfg(feature = "schema")]
pub fn report_schema() -> serde_json::Value {
    serde_json::to_value(schemars::schema_for!(mahdar_doc::report::Report<'static>)).unwrap_or_default()
}
