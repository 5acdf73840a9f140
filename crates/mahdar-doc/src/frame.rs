//! The frame of a report: headline, section, byline, time, credits.

use crate::{EntityId, Span};

/// Where a value comes from. Every datum has one of the three; the types allow no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Words of the text.
    Text(Span),
    /// A named field of the input's metadata, such as `published`.
    Field(String),
    /// Derived from other data.
    Inferred,
}

impl Basis {
    /// The words, if it stands on words.
    pub fn span(&self) -> Option<Span> {
        match self {
            Basis::Text(span) => Some(*span),
            Basis::Field(_) | Basis::Inferred => None,
        }
    }
}

/// A value of the frame and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The value, as given.
    pub text: String,
    /// Its evidence.
    pub basis: Basis,
}

/// How exact a time is. It is never overstated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Only the year is known.
    Year,
    /// Year and month.
    Month,
    /// A day.
    Day,
    /// A minute.
    Minute,
    /// A second.
    Second,
}

/// When the report was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// ISO 8601, cut at its precision: `2022-01-12T16:53`.
    pub value: String,
    /// How exact it is.
    pub precision: Precision,
    /// An offset or zone, only if the source gives one.
    pub timezone: Option<String>,
    /// The words or the field, as given.
    pub raw: String,
    /// Its evidence.
    pub basis: Basis,
}

/// How a credit is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditKind {
    /// A line "المصدر: ..." (source: ...).
    SourceLine,
    /// An agency's tag or dateline: (CNN) --, "القاهرة - رويترز".
    AgencyTag,
    /// Named in the text as where its news comes from: بحسب موقع ...
    AccordingTo,
}

/// An outlet or agency on whose word the report stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Its name, as the text has it.
    pub span: Span,
    /// The entity.
    pub entity: Option<EntityId>,
    /// How it is given.
    pub kind: CreditKind,
}

/// The report's frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The first line set apart, or the field given.
    pub headline: Option<Field>,
    /// A rubric above the headline.
    pub section: Option<Field>,
    /// Who wrote it.
    pub byline: Option<Field>,
    /// The outlet that published it.
    pub publisher: Option<Field>,
    /// The report's own time line; a time inside the story is not it.
    pub published: Option<Published>,
    /// Outlets and agencies on whose word it stands.
    pub credits: Vec<Credit>,
}
