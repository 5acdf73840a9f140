//! The frame of a trigger: actor, other side, theme, by the grammar of its form and the slots of its row.

mod behest;
mod clause;
mod culprit;
mod envoys;
mod governor;
mod noun;
mod obligation;
mod phrases;
mod predicate;
mod slots;
mod stance;
mod stands;
mod verb;
mod violence;

use super::parties::Parties;
use super::{Scene, refusal};
pub(crate) use behest::behest;
pub(crate) use clause::and_subject;
pub(in crate::acts) use culprit::power;
use mahdar_doc::{ActType, EntityId};
use mahdar_lang::{ActEntry, VerbForm};
pub(crate) use noun::under_hand;
pub(crate) use obligation::obligation;
use phrases::Parser;
pub(crate) use stance::stance;
pub(crate) use stands::{nominative_or_person, participle_stands, predicate_stands, verb_stands};

/// In what form a trigger stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TriggerForm {
    Finite,
    Participle,
    /// A participle as predicate: روسيا مستعدة.
    Predicate,
    Noun,
}

/// A word that may tell an act.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    pub at: usize,
    /// One past its last token.
    pub end: usize,
    /// Bytes of clitics before it.
    pub stem: usize,
    pub form: TriggerForm,
    pub verb: Option<VerbForm>,
    pub passive: bool,
    pub pronoun: Option<&'static str>,
    pub future: bool,
    /// Its rows of `acts.tsv`.
    pub rows: Vec<u16>,
}

/// What was found around a trigger.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub kind: ActType,
    pub row: String,
    /// The mode and CAMEO code of the row.
    pub codes: (Option<String>, Option<String>),
    /// The lemma of the row.
    pub lemma: String,
    pub symmetric: bool,
    pub actors: Vec<EntityId>,
    pub recipients: Vec<EntityId>,
    /// The token of the theme word that chose the row.
    pub theme: Option<usize>,
    /// Tokens of what is demanded, offered, refused.
    pub object: Option<(usize, usize)>,
    pub evidence: (usize, usize),
    /// One past the last token of the trigger's clause.
    pub clause_end: usize,
    /// Whether the verb that a noun depends on is of the future: القمة ستعقد.
    pub future: bool,
    /// Whether a noun is told as having happened: في قصف, أدى هجوم إلى.
    pub told: bool,
    /// Whether the words say that somebody did what is condemned, and not who.
    pub unnamed: bool,
    /// Whether nobody knows who did it: خطف مجهولون.
    pub by_unknown: bool,
}

impl Frame {
    /// The frame of a row between two sides; the evidence runs over tokens.
    fn of_row(
        entry: &ActEntry,
        theme: Option<usize>,
        actors: Vec<EntityId>,
        recipients: Vec<EntityId>,
        evidence: (usize, usize),
        clause_end: usize,
    ) -> Self {
        Self {
            kind: entry.kind,
            row: entry.id.clone(),
            codes: (entry.mode.clone(), entry.cameo.clone()),
            lemma: entry.lemma.clone(),
            symmetric: false,
            actors,
            recipients,
            theme,
            object: None,
            evidence,
            clause_end,
            future: false,
            told: false,
            unnamed: false,
            by_unknown: false,
        }
    }
}

/// Parses the frame of a trigger, or says that none of its rows holds here.
pub(crate) fn parse(
    scene: &Scene<'_, '_>,
    parties: &mut Parties<'_>,
    trigger: &Trigger,
    previous: Option<&[EntityId]>,
) -> Option<Frame> {
    if !may_hold(scene, trigger) {
        return scene.lose("no theme word of its rows in reach");
    }
    let owner = owner(scene, parties, trigger.at, previous);
    parties.far_owner =
        scene.cue_of(trigger.at).is_none() && scene.inside(trigger.at).is_none() && !parties.acted_in(scene.sentence);
    let mut parser = Parser {
        scene,
        parties,
        owner,
        harms: false,
        accuses: false,
        acting: Vec::new(),
        unnamed: false,
        by_unknown: false,
    };
    let frame = match trigger.form {
        TriggerForm::Noun => noun::noun_frame(&mut parser, trigger),
        _ => verb::verb_frame(&mut parser, trigger, previous),
    }?;
    let unnamed = parser.unnamed && frame.recipients.is_empty();
    let by_unknown = (parser.by_unknown || frame.by_unknown) && frame.actors.is_empty();
    Some(Frame { unnamed, by_unknown, ..frame })
}

/// Whether a row may hold: one that needs no word beside it, one whose word stands in the sentence, or what a verb tells
/// without a row of its own. Two readings in five end here, before a phrase is parsed.
fn may_hold(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let acts = &scene.words.lexicon.acts;
    let free = |&row: &u16| {
        let entry = &acts[row as usize];
        // قررت الرياض وقف الواردات, سترد على روسيا: by the word behind them.
        entry.with.is_empty() || matches!(entry.lemma.as_str(), "أعلن" | "قرر" | "أقر" | "رد")
    };
    if trigger.rows.is_empty() || trigger.rows.iter().any(free) || refusal(scene, trigger.at) {
        return true;
    }
    // The theme of a relative clause stands before its verb, any other in the clause behind the trigger.
    let (from, to) = match trigger.form {
        TriggerForm::Noun => (trigger.end, trigger.end + noun::THEME_REACH),
        _ => {
            let from = trigger.at.saturating_sub(verb::ANTECEDENT).max(scene.first);
            (from, clause::clause_end(scene, trigger.at + 1).max(trigger.at + 2))
        }
    };
    let gathers = || trigger.form == TriggerForm::Noun && noun::gathers(scene, trigger.at, trigger.end).is_some();
    trigger.rows.iter().any(|&row| scene.may_be_themed(&acts[row as usize].with, from, to)) || gathers()
}

/// Who بلاده and a pronoun refer to at `i`: the speaker of the statement around, else the last subject.
fn owner(scene: &Scene<'_, '_>, parties: &Parties<'_>, i: usize, previous: Option<&[EntityId]>) -> Option<EntityId> {
    let speaker = |k: usize| scene.doc.statements[k].speaker.as_ref().and_then(|s| s.entities.first().copied());
    let before = || scene.statement_before(i);
    // أبلغ المبعوث الوزير، خلال زيارته القاهرة، بأن: between his verb and his words, whoever speaks.
    let at = scene.doc.tokens[i].span.start;
    let between = |k: &usize| {
        scene.statements.contains(k)
            && scene.doc.statements[*k].content.first().is_some_and(|content| at < content.start)
    };
    let last = || previous.and_then(|p| p.first().copied());
    scene
        .cue_of(i)
        .and_then(speaker)
        .or_else(|| scene.inside(i).and_then(speaker))
        .or_else(|| before().filter(between).and_then(speaker))
        .or_else(|| last().filter(|_| parties.acted_in(scene.sentence)))
        .or_else(|| before().filter(|k| scene.statements.contains(k)).and_then(speaker))
        .or_else(last)
        // The last statement's speaker before it, in an earlier sentence.
        .or_else(|| before().and_then(speaker))
}
