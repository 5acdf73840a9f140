//! What a lineage is made from: a report, as read.

use mahdar_doc::report::{Range, Report};

/// A report as lineages need it. [`Source::from_report`] takes it from the report object.
#[derive(Clone, Debug, Default)]
pub struct Source<'a> {
    /// The report's id.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// When it was published: ISO 8601, cut at its precision.
    pub published: Option<&'a str>,
    /// Its offset from UTC, if given.
    pub timezone: Option<&'a str>,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// The file it came from.
    pub path: Option<&'a str>,
    /// On whose word it stands.
    pub credits: Vec<Given<'a>>,
    /// Its statements.
    pub statements: Vec<Spoken<'a>>,
}

/// A credit: an outlet or agency that the report names as its source.
#[derive(Clone, Debug, Default)]
pub struct Given<'a> {
    /// As printed, and the names of its entity.
    pub names: Vec<&'a str>,
    /// Its row in the actor tables.
    pub pack_id: Option<&'a str>,
    /// Whether it stands for the whole report (a source line, an agency's tag), not for one statement (according to ...).
    pub is_whole: bool,
}

/// A statement: its id and what is said.
#[derive(Clone, Debug, Default)]
pub struct Spoken<'a> {
    /// `s1`, `s2` ...
    pub id: &'a str,
    /// Its content, in code points of the text.
    pub content: &'a [Range],
}

impl<'a> Source<'a> {
    /// The parts of a report object that lineages need.
    #[must_use]
    pub fn from_report(report: &'a Report<'_>) -> Source<'a> {
        let entity = |id: &str| report.entities.iter().find(|entity| entity.id == id);
        let credits = report.credits.iter().map(|credit| {
            let known = credit.entity.as_deref().and_then(entity);
            let mut names = vec![credit.text.as_ref()];
            names.extend(known.map(|e| e.name.ar.as_ref()));
            names.extend(known.and_then(|e| e.name.en.as_deref()));
            Given {
                names,
                pack_id: known.and_then(|e| e.pack_id.as_deref()),
                is_whole: matches!(credit.kind.as_ref(), "source-line" | "agency-tag"),
            }
        });
        Source {
            id: &report.id,
            text: &report.text,
            published: report.published.as_ref().map(|p| p.value.as_ref()),
            timezone: report.published.as_ref().and_then(|p| p.timezone.as_deref()),
            publisher: report.publisher.as_ref().map(|p| p.text.as_ref()),
            url: report.source.url.as_deref(),
            path: report.source.path.as_deref(),
            credits: credits.collect(),
            statements: report.statements.iter().map(|s| Spoken { id: &s.id, content: &s.content }).collect(),
        }
    }
}
