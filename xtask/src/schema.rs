//! The JSON Schema of the report object.

use mahdar_doc::report::Report;

/// Writes or checks `schema/report.schema.json`.
pub fn run(check: bool) -> anyhow::Result<()> {
    let schema = schemars::schema_for!(Report<'static>);
    let mut text = serde_json::to_string_pretty(&schema)?;
    text.push('\n');
    crate::put("schema/report.schema.json", &text, check)
}
