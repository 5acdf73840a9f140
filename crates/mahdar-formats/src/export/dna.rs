//! Statements for Discourse Network Analyzer (Leifeld): person, organisation, concept, agreement, with time and document.
//! The concept is the issue of the position that the statement's acts show; agreement says whether it is for it.

use super::words;
use mahdar_doc::report::Report;
use serde::{Deserialize, Serialize};

/// One statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DnaRow {
    /// `report/s1`.
    pub id: String,
    /// ISO date or moment of the report.
    pub time: String,
    /// The report.
    pub document_id: String,
    /// Its headline.
    pub document_title: String,
    /// Its publisher.
    pub document_source: String,
    /// Who speaks; several by `;`.
    pub person: String,
    /// The party that the speaker acts for; several by `;`.
    pub organization: String,
    /// The issue's key.
    pub concept: String,
    /// 1 for, 0 against, empty where no stance shows.
    pub agreement: String,
    /// The words.
    pub text: String,
    /// First code point of the words.
    pub start: usize,
    /// One past the last.
    pub stop: usize,
}

impl super::Columns for DnaRow {
    const NAMES: &'static [&'static str] = &[
        "id",
        "time",
        "document_id",
        "document_title",
        "document_source",
        "person",
        "organization",
        "concept",
        "agreement",
        "text",
        "start",
        "stop",
    ];
}

pub(super) fn rows(report: &Report<'_>) -> Vec<DnaRow> {
    let entity = |id: &String| report.entities.iter().find(|e| e.id == *id);
    let mut out = Vec::new();
    for statement in &report.statements {
        let speakers: Vec<_> = statement.speaker.iter().flat_map(|s| &s.entities).filter_map(entity).collect();
        let acts: Vec<&String> =
            report.acts.iter().filter(|a| a.statement.as_ref() == Some(&statement.id)).map(|a| &a.id).collect();
        // A stand is the speaker's own, not one that he tells of another.
        let own = |party: &str| speakers.iter().any(|e| e.party.as_deref() == Some(party));
        let position = report.positions.iter().find(|p| own(&p.party) && p.acts.iter().any(|id| acts.contains(&id)));
        let issue = position.map(|p| p.issue.clone().into_owned()).or_else(|| {
            let act = report.acts.iter().find(|a| a.statement.as_ref() == Some(&statement.id) && a.issue.is_some());
            act.and_then(|a| a.issue.as_ref()).map(|i| i.key.clone().into_owned())
        });
        let agreement = position.map_or("", |p| match &*p.stance {
            "refuses" | "opposes" => "0",
            "conditional" => "",
            _ => "1",
        });
        let (first, last) = (statement.content.first(), statement.content.last());
        let (Some(first), Some(last)) = (first, last) else { continue };
        out.push(DnaRow {
            id: format!("{}/{}", report.id, statement.id),
            time: report.published.as_ref().map_or_else(String::new, |p| p.value.clone().into_owned()),
            document_id: report.id.clone().into_owned(),
            document_title: report.headline.as_ref().map_or_else(String::new, |h| h.text.clone().into_owned()),
            document_source: report.publisher.as_ref().map_or_else(String::new, |p| p.text.clone().into_owned()),
            person: super::list(speakers.iter().map(|e| super::name(e))),
            organization: super::list(
                speakers.iter().map(|e| e.party.as_ref().map_or_else(String::new, |p| p.clone().into_owned())),
            ),
            concept: issue.unwrap_or_default(),
            agreement: agreement.to_owned(),
            text: words(report, [first[0], last[1]]),
            start: first[0],
            stop: last[1],
        });
    }
    out
}
