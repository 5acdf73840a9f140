//! Mentions and entities.

use crate::{EntityId, MentionId, Span};

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// With a proper name, with or without a title.
    Name,
    /// With a title or description alone: وزير الخارجية الروسي (the Russian foreign minister).
    Title,
    /// With a definite description that points back: الوزير (the minister), الجانبان (the two sides).
    Anaphor,
}

/// A span that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The noun phrase, in bytes, without a leading conjunction or preposition.
    pub span: Span,
    /// How it names.
    pub kind: MentionKind,
    /// What it names; several for الجانبان (the two sides).
    pub entities: Vec<EntityId>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum EntityKind {
    /// A person.
    Person,
    /// A state.
    State,
    /// An international governmental organisation.
    Igo,
    /// Any other organisation or body.
    Organisation,
    /// An armed group.
    ArmedGroup,
    /// An office without a name: the foreign minister.
    Office,
    /// A place.
    Place,
    /// People without names: the protesters, the two sides.
    Group,
    /// A source of news: outlet, document, anonymous official.
    Source,
}

impl EntityKind {
    /// The name in the report object.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::State => "state",
            EntityKind::Igo => "igo",
            EntityKind::Organisation => "organisation",
            EntityKind::ArmedGroup => "armed-group",
            EntityKind::Office => "office",
            EntityKind::Place => "place",
            EntityKind::Group => "group",
            EntityKind::Source => "source",
        }
    }
}

/// Something named in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its name in Arabic: the fullest of the text, or the pack's.
    pub name_ar: String,
    /// Its English name, if a pack knows it.
    pub name_en: Option<String>,
    /// The pack's id, if it has one.
    pub pack_id: Option<String>,
    /// The party it is (a state, an organisation).
    pub code: Option<String>,
    /// The party it acts for.
    pub party: Option<String>,
    /// The office, as far as known: a title of the text, or a pack's.
    pub role: Option<String>,
    /// PLOVER's sector: GOV, MIL, REB ...
    pub sector: Option<String>,
    /// For a source without a name: `official`, `diplomat`, `source`, `witness`, `medical`, `security`, `military` ...
    pub anonymity: Option<String>,
    /// Its mentions, in text order.
    pub mentions: Vec<MentionId>,
}
