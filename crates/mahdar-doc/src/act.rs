//! Acts: who did what to whom.

use crate::{EntityId, SentenceId, Span, StatementId, When};

macro_rules! act_types {
    ($($name:ident = $text:literal => $plover:literal),* $(,)?) => {
        /// What kind of act. PLOVER's sixteen (Halterman et al. 2023) with an offer, a mediation and a denial told apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[allow(missing_docs, reason = "each variant is its own name")]
        pub enum ActType { $($name),* }

        impl ActType {
            /// All types, in the order of the enum.
            pub const ALL: &'static [ActType] = &[$(ActType::$name),*];

            /// The name in packs and in the report object.
            pub fn as_str(self) -> &'static str {
                match self { $(ActType::$name => $text),* }
            }

            /// The PLOVER type it is exported as.
            pub fn plover(self) -> &'static str {
                match self { $(ActType::$name => $plover),* }
            }
        }
    };
}

act_types! {
    Agree = "AGREE" => "AGREE", Propose = "PROPOSE" => "AGREE", Consult = "CONSULT" => "CONSULT",
    Mediate = "MEDIATE" => "CONSULT", Support = "SUPPORT" => "SUPPORT", Cooperate = "COOPERATE" => "COOPERATE",
    Aid = "AID" => "AID", Concede = "CONCEDE" => "CONCEDE", Retreat = "RETREAT" => "RETREAT",
    Request = "REQUEST" => "REQUEST", Accuse = "ACCUSE" => "ACCUSE", Reject = "REJECT" => "REJECT",
    Deny = "DENY" => "REJECT", Threaten = "THREATEN" => "THREATEN", Protest = "PROTEST" => "PROTEST",
    Sanction = "SANCTION" => "SANCTION", Mobilize = "MOBILIZE" => "MOBILIZE", Coerce = "COERCE" => "COERCE",
    Assault = "ASSAULT" => "ASSAULT",
}

impl std::str::FromStr for ActType {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        ActType::ALL.iter().copied().find(|t| t.as_str() == text).ok_or(())
    }
}

/// Whether an act took place, in the order of the guidelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum ActStatus {
    /// It happened or is happening.
    Actual,
    /// It is announced or intended.
    Planned,
    /// It hangs on a condition.
    Conditional,
    /// It did not happen.
    Negated,
    /// One party says it of another.
    Reported,
}

impl ActStatus {
    /// The name in the report object.
    pub fn as_str(self) -> &'static str {
        match self {
            ActStatus::Actual => "actual",
            ActStatus::Planned => "planned",
            ActStatus::Conditional => "conditional",
            ActStatus::Negated => "negated",
            ActStatus::Reported => "reported",
        }
    }
}

/// What one party did towards another.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// The sentence of its trigger.
    pub sentence: SentenceId,
    /// What kind.
    pub kind: ActType,
    /// Who did it.
    pub actors: Vec<EntityId>,
    /// To whom.
    pub recipients: Vec<EntityId>,
    /// The deed that is announced, where announcing it is an act of another kind: a coming meeting is AGREE.
    pub announced: Option<ActType>,
    /// PLOVER's mode: `yield`, `aerial`.
    pub mode: Option<String>,
    /// PLOVER's contexts.
    pub contexts: Vec<String>,
    /// The CAMEO code that its words support.
    pub cameo: Option<String>,
    /// When it took or takes place.
    pub time: Option<When>,
    /// Where.
    pub place: Option<Span>,
    /// Whether both sides do the same.
    pub symmetric: bool,
    /// Whether it took place.
    pub status: ActStatus,
    /// Who claims it, where the narrator does not.
    pub claimed_by: Option<EntityId>,
    /// The words of its condition.
    pub condition: Option<Span>,
    /// What is demanded, offered, refused.
    pub object: Option<Span>,
    /// The id of its issue in `issues.toml`, with its objects: `membership:UKR@NATO`.
    pub issue: Option<String>,
    /// The words it stands on.
    pub evidence: Span,
    /// The word that tells its type.
    pub trigger: Span,
    /// The statement in whose content it stands, or whose cue it is.
    pub statement: Option<StatementId>,
    /// The dictionary form of its trigger, as in the row that made it.
    pub lemma: String,
    /// The row or rule that made it.
    pub found_by: String,
    /// Between 0 and 1.
    pub confidence: f32,
}
