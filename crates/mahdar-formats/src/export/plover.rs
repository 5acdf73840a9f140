//! PLOVER's JSON (PLOVER manual of 2024-02-04): required id, date, actor, event; the rest where known.

use super::{Codes, day, ends, event_id, name, words};
use mahdar_doc::report::Report;
use serde::{Deserialize, Serialize};

/// An actor or recipient of a PLOVER event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// ISO 3166 alpha-3, or UNO, EUR, IGO, NGM.
    pub code: String,
    /// PLOVER's sector.
    pub sector: String,
    /// The party as this project codes it: `SYR-OPP`, `HOUTHI`.
    pub party: String,
    /// Its name.
    pub name: String,
}

/// Where the words of an event stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextInfo {
    /// The sentence of the trigger, as far as the report counts: the statement it stands in, or empty.
    pub statement: Option<String>,
    /// Code points of the report's text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PloverEvent {
    /// Stable from run to run.
    pub id: String,
    /// ISO date of the event.
    pub date: String,
    /// Who did it.
    pub actor: Vec<Actor>,
    /// PLOVER's type.
    pub event: Vec<String>,
    /// To whom.
    pub recipient: Vec<Actor>,
    /// PLOVER's modes.
    pub mode: Vec<String>,
    /// PLOVER's contexts.
    pub context: Vec<String>,
    /// Where.
    pub event_loc: Option<String>,
    /// Words of the trigger.
    pub event_text: Vec<String>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_code: u8,
    /// PLOVER's score.
    pub event_scale: f32,
    /// The words it stands on.
    pub text: String,
    /// Where they stand.
    pub text_info: TextInfo,
    /// The report.
    pub cite_info: String,
    /// Whether it took place: this project's status.
    pub status: String,
    /// This project's type, finer than PLOVER's.
    #[serde(rename = "mahdar_type")]
    pub own_type: String,
    /// Who coded it.
    pub coder: String,
    /// Whether the report has an event at all.
    pub has_event: bool,
}

pub(super) fn rows(report: &Report<'_>, codes: &Codes) -> Vec<PloverEvent> {
    let actors = |ids: &[String]| -> Vec<Actor> {
        ends(report, Some(codes), ids)
            .into_iter()
            .map(|end| Actor { code: end.country, sector: end.sector, party: end.party, name: name(end.entity) })
            .collect()
    };
    report
        .acts
        .iter()
        .map(|act| {
            let (kind, quad_code, event_scale) = codes.of(act);
            PloverEvent {
                id: event_id(report, act),
                date: day(report, act),
                actor: actors(&act.actors),
                event: vec![kind],
                recipient: actors(&act.recipients),
                mode: act.mode.iter().map(ToString::to_string).collect(),
                context: act.contexts.iter().map(ToString::to_string).collect(),
                event_loc: act.place.as_ref().map(|p| words(report, p.span)),
                event_text: vec![words(report, act.trigger)],
                quad_code,
                event_scale,
                text: words(report, act.evidence),
                text_info: TextInfo { statement: act.statement.clone(), start: act.evidence[0], end: act.evidence[1] },
                cite_info: report.id.clone().into_owned(),
                status: act.status.clone().into_owned(),
                own_type: act.r#type.clone().into_owned(),
                coder: format!("mahdar {}", report.engine.version),
                has_event: true,
            }
        })
        .collect()
}
