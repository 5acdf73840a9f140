//! Reports marked by hand, resolved to offsets.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::BufRead;

/// `[start, end]` in code points.
pub type Range = [usize; 2];

/// Why gold cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// The file cannot be read.
    #[error("reading: {0}")]
    Io(#[from] std::io::Error),
    /// A line is no gold record.
    #[error("line {line}: {source}; one gold record a line is expected, as `gold.py resolve` prints it")]
    Json {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// Somebody who speaks in a report.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Person {
    /// The party acted for.
    pub party: Option<String>,
    /// How the report names them.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// One statement of the gold.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct GoldStatement {
    /// `s1` ...
    pub id: String,
    /// The speaker: a key of `people`, several joined by `+`.
    pub who: Option<String>,
    /// direct, mixed or indirect.
    pub mode: String,
    /// The statement it stands in.
    pub within: Option<String>,
    /// The attributing words.
    pub cue: Range,
    /// The speaker's words, if the clause has any.
    pub speaker: Option<Range>,
    /// What is said.
    pub content: Range,
    /// On whose word.
    pub via: Option<Range>,
    /// Where it was said.
    pub occasion: Option<Range>,
    /// The construct it is an example of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub construct: Option<String>,
}

/// One act of the gold.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct GoldAct {
    /// `a1` ...
    pub id: String,
    /// One of the 19 types.
    pub r#type: String,
    /// Party codes.
    #[serde(default)]
    pub actors: Vec<String>,
    /// Party codes.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// actual, planned, conditional, negated, reported.
    pub status: String,
    /// A free word for what it is about.
    pub topic: Option<String>,
    /// Whether both sides do the same.
    pub symmetric: Option<bool>,
    /// The clause that shows it.
    pub evidence: Range,
    /// The construct it is an example of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub construct: Option<String>,
    /// The root of its issue in `packs/issues.toml`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
}

/// The gold of one report.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct GoldRecord {
    /// The report's id.
    pub id: String,
    /// Its frame: `published`, `credits`, `outlet_manner` ...
    #[serde(default)]
    pub meta: serde_json::Map<String, serde_json::Value>,
    /// Who speaks in it.
    #[serde(default)]
    pub people: BTreeMap<String, Person>,
    /// SHA-256 of its text.
    pub sha256: String,
    /// The statements.
    #[serde(default)]
    pub statements: Vec<GoldStatement>,
    /// The acts.
    #[serde(default)]
    pub acts: Vec<GoldAct>,
    /// The report's text; the project's own gold carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The construct a short item stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub construct: Option<String>,
}

impl GoldRecord {
    /// In whose manner it is written.
    pub fn outlet(&self) -> &str {
        self.meta.get("outlet_manner").and_then(|v| v.as_str()).unwrap_or("-")
    }
}

/// Reads gold: one record a line.
///
/// # Errors
/// A file that cannot be read, or the first line that is no record.
pub fn read_gold(input: impl BufRead) -> Result<Vec<GoldRecord>, GoldError> {
    let mut out = Vec::new();
    for (i, line) in input.lines().enumerate() {
        let line = line?;
        if !line.trim().is_empty() {
            out.push(serde_json::from_str(&line).map_err(|source| GoldError::Json { line: i + 1, source })?);
        }
    }
    Ok(out)
}
