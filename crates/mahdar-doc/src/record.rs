//! The record of a negotiation: what follows from the acts of a report, and nothing that does not.
//!
//! Every view points to the acts it was made from, or to the words it stands on.

use crate::{ActId, EntityId, Span};

/// A day or moment, with the words that tell it; without words it is inferred from the report's own time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// ISO 8601, cut at what is known.
    pub value: String,
    /// The words, if stated.
    pub span: Option<Span>,
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// The name in the report object.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }
    };
}

names!(
    /// How far an agreement has come, in the order of its life.
    Stage {
        /// A plan on the table.
        Proposed = "proposed",
        /// Reached.
        Agreed = "agreed",
        /// Signed, perhaps not ratified.
        Signed = "signed",
        /// It binds.
        InForce = "in-force",
        /// A party is said to have broken it.
        Breached = "breached",
        /// It ended.
        Lapsed = "lapsed",
    }
);
names!(
    /// How a party answers.
    ReplyKind {
        /// Yes.
        Accepts = "accepts",
        /// No.
        Refuses = "refuses",
        /// Yes, if.
        Conditional = "conditional",
        /// Not yet.
        AsksTime = "asks-time",
        /// It did not do what it is accused of.
        Denies = "denies",
    }
);
names!(
    /// Where a party stands on an issue.
    Stance {
        /// It asks for it.
        Demands = "demands",
        /// It puts it forward or is ready for it.
        Offers = "offers",
        /// It said yes.
        Accepts = "accepts",
        /// It said no.
        Refuses = "refuses",
        /// It hangs its step on a condition.
        Conditional = "conditional",
        /// It backs it.
        Supports = "supports",
        /// It votes or works against it.
        Opposes = "opposes",
    }
);
names!(
    /// Who may decide, and how.
    RuleKind {
        /// All must agree.
        Consensus = "consensus",
        /// A majority decides.
        Vote = "vote",
        /// One alone can stop it.
        Veto = "veto",
        /// Some decide and nobody else.
        Exclusive = "exclusive",
    }
);

/// Parties that talk, by whatever means.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// The acts that tell it.
    pub acts: Vec<ActId>,
    /// The body or format: مجلس روسيا-الناتو.
    pub forum: Option<EntityId>,
    /// Who sat or talked.
    pub participants: Vec<EntityId>,
    /// When.
    pub date: Option<When>,
    /// Where.
    pub place: Option<Span>,
    /// Whether it is still to come.
    pub planned: bool,
    /// Roots of the issues spoken of.
    pub issues: Vec<String>,
    /// What both sides agreed.
    pub outcomes: Vec<ActId>,
    /// What was asked, offered or refused and not agreed.
    pub open: Vec<ActId>,
    /// What was announced to follow.
    pub next: Vec<ActId>,
}

/// Something agreed, or put on the table to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Whom it binds.
    pub parties: Vec<EntityId>,
    /// On what.
    pub matter: Span,
    /// Its terms, where they are listed.
    pub parts: Vec<Span>,
    /// Where its terms take effect.
    pub places: Vec<Span>,
    /// The latest stage told.
    pub stage: Stage,
    /// The acts that tell it.
    pub acts: Vec<ActId>,
}

/// An act that answers another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What is answered.
    pub to: ActId,
    /// The answer.
    pub by: ActId,
    /// How.
    pub kind: ReplyKind,
}

/// Where one party stands on one issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The party's code.
    pub party: String,
    /// The issue's key.
    pub issue: String,
    /// The stand.
    pub stance: Stance,
    /// The words of its condition.
    pub condition: Option<Span>,
    /// The acts that show it.
    pub acts: Vec<ActId>,
}

/// A rule of decision: who may decide, who may not.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionRule {
    /// What is decided.
    pub matter: Option<Span>,
    /// Who decides.
    pub deciders: Vec<EntityId>,
    /// Who has no say.
    pub excluded: Vec<EntityId>,
    /// How.
    pub kind: RuleKind,
    /// The words that tell it.
    pub evidence: Span,
}

/// All views of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Who met, and what came of it.
    pub meetings: Vec<Meeting>,
    /// What was agreed.
    pub agreements: Vec<Agreement>,
    /// What answers what.
    pub replies: Vec<Reply>,
    /// Who stands where.
    pub positions: Vec<Position>,
    /// Who decides.
    pub decision_rules: Vec<DecisionRule>,
}
