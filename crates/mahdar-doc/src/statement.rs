//! Statements: who said what.

use crate::{EntityId, SentenceId, Span, StatementId};

/// What a cue does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The cue's words, in bytes.
    pub span: Span,
    /// The dictionary form: قال for قائلا.
    pub lemma: String,
    /// Its class.
    pub class: CueClass,
}

macro_rules! cue_classes {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// What kind of saying a cue is. The names are those of `packs/ar/cues.tsv`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[allow(missing_docs, reason = "each variant is its own name")]
        pub enum CueClass { $($name),* }

        impl CueClass {
            /// All classes, in the order of the enum.
            pub const ALL: &'static [CueClass] = &[$(CueClass::$name),*];

            /// The name in packs and in the report object.
            pub fn as_str(self) -> &'static str {
                match self { $(CueClass::$name => $text),* }
            }
        }
    };
}

cue_classes! {
    Say = "say", Add = "add", Affirm = "affirm", Explain = "explain", Point = "point", Reveal = "reveal",
    Announce = "announce", Report = "report", Quote = "quote", Write = "write", Deny = "deny", Claim = "claim",
    Confess = "confess", Warn = "warn", Call = "call", Demand = "demand", Urge = "urge", Accuse = "accuse",
    Condemn = "condemn", Criticise = "criticise", Welcome = "welcome", Praise = "praise", Support = "support",
    Threaten = "threaten", Promise = "promise", Expect = "expect", Think = "think", Hope = "hope", Fear = "fear",
    Ask = "ask", Answer = "answer", Comment = "comment", Describe = "describe", Express = "express",
    Propose = "propose", Reject = "reject", Agree = "agree", Inform = "inform", Remind = "remind",
    Conclude = "conclude", Stress = "stress", Regret = "regret", Swear = "swear", AccordingTo = "according-to",
    Headline = "headline",
}

impl std::str::FromStr for CueClass {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        CueClass::ALL.iter().copied().find(|class| class.as_str() == text).ok_or(())
    }
}

/// How much of the content is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// How the speaker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResolvedBy {
    /// Named in the clause of the cue.
    Explicit,
    /// The verb has no subject; an earlier speaker goes on.
    DroppedSubject,
    /// A pronoun: قوله (his saying).
    Pronoun,
    /// A participle of the sentence's subject: مشيرا إلى (pointing out).
    Participle,
    /// The headline's "speaker: content".
    Headline,
}

impl ResolvedBy {
    /// The name in the report object.
    pub fn as_str(self) -> &'static str {
        match self {
            ResolvedBy::Explicit => "explicit",
            ResolvedBy::DroppedSubject => "dropped-subject",
            ResolvedBy::Pronoun => "pronoun",
            ResolvedBy::Participle => "participle",
            ResolvedBy::Headline => "headline",
        }
    }
}

/// The source of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest noun phrase in the cue's clause; `None` if the clause has none.
    pub span: Option<Span>,
    /// Who it is; several if they speak together.
    pub entities: Vec<EntityId>,
    /// How they were found.
    pub resolved_by: ResolvedBy,
}

/// The outlet or agency on whose word the report has a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Via {
    /// Its words.
    pub span: Span,
    /// The entity, if resolved.
    pub entity: Option<EntityId>,
}

/// A piece of content that the report attributes to a source by a cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The sentence of the cue.
    pub sentence: SentenceId,
    /// The word or words that attribute.
    pub cue: Cue,
    /// The source; `None` for an agentless passive with nobody to resolve to.
    pub speaker: Option<Speaker>,
    /// What is said: one span, or more where the cue splits it.
    pub content: Vec<Span>,
    /// How much of it is quoted.
    pub mode: Mode,
    /// The statement in whose content this one stands.
    pub within: Option<StatementId>,
    /// On whose word the report has it.
    pub via: Vec<Via>,
    /// Where or when it was said.
    pub occasion: Option<Span>,
    /// To whom it was said, or whom it calls on.
    pub addressee: Option<Span>,
    /// The rule that made it.
    pub found_by: String,
    /// Between 0 and 1.
    pub confidence: f32,
}
