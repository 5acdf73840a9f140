//! Acts as a plain table: one act a row.

use super::{day, ends, list, words};
use mahdar_doc::report::Report;
use serde::{Deserialize, Serialize};

/// One act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActRow {
    /// The report.
    pub report: String,
    /// `a1` ...
    pub id: String,
    /// One of the 19 types.
    pub r#type: String,
    /// PLOVER's mode.
    pub mode: String,
    /// Party codes by `;`.
    pub actors: String,
    /// Party codes by `;`.
    pub recipients: String,
    /// Whether both sides do the same.
    pub symmetric: bool,
    /// actual, planned, conditional, negated, reported.
    pub status: String,
    /// Party of who claims it.
    pub claimed_by: String,
    /// The issue's key.
    pub issue: String,
    /// ISO date.
    pub date: String,
    /// stated or inferred.
    pub date_basis: String,
    /// Where, as printed.
    pub place: String,
    /// What is demanded, offered, refused.
    pub object: String,
    /// The words of the condition.
    pub condition: String,
    /// The words it stands on.
    pub evidence: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The statement it stands in.
    pub statement: String,
    /// Between 0 and 1.
    pub confidence: f32,
}

impl super::Columns for ActRow {
    const NAMES: &'static [&'static str] = &[
        "report",
        "id",
        "type",
        "mode",
        "actors",
        "recipients",
        "symmetric",
        "status",
        "claimed_by",
        "issue",
        "date",
        "date_basis",
        "place",
        "object",
        "condition",
        "evidence",
        "start",
        "end",
        "statement",
        "confidence",
    ];
}

pub(super) fn rows(report: &Report<'_>) -> Vec<ActRow> {
    let parties = |ids: &[String]| list(ends(report, None, ids).into_iter().map(|end| end.party));
    let text =
        |place: &Option<mahdar_doc::report::Place>| place.as_ref().map_or_else(String::new, |p| words(report, p.span));
    report
        .acts
        .iter()
        .map(|act| ActRow {
            report: report.id.clone().into_owned(),
            id: act.id.clone(),
            r#type: act.r#type.clone().into_owned(),
            mode: act.mode.as_ref().map_or_else(String::new, |m| m.clone().into_owned()),
            actors: parties(&act.actors),
            recipients: parties(&act.recipients),
            symmetric: act.symmetric,
            status: act.status.clone().into_owned(),
            claimed_by: parties(&act.claimed_by.iter().cloned().collect::<Vec<_>>()),
            issue: act.issue.as_ref().map_or_else(String::new, |i| i.key.clone().into_owned()),
            date: day(report, act),
            date_basis: act.time.as_ref().map_or_else(String::new, |t| t.basis.clone().into_owned()),
            place: text(&act.place),
            object: text(&act.object),
            condition: text(&act.condition),
            evidence: words(report, act.evidence),
            start: act.evidence[0],
            end: act.evidence[1],
            statement: act.statement.clone().unwrap_or_default(),
            confidence: act.confidence,
        })
        .collect()
}
