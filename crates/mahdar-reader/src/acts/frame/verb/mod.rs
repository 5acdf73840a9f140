//! The frame of a verb, an adverbial participle or a predicate, in steps: the clause, the subject, the object, the row that
//! holds, who acts, the other side.

mod actors;
mod arrivals;
mod crowds;
mod decided;
mod looks;
mod made;
mod object;
mod recipients;
mod row;
mod subject;
mod sufferers;
mod theme;
mod voice;

use super::clause::{and_verb, antecedent, clause_end, head_before, predicate_subject, trim};
use super::phrases::Parser;
use super::predicate::{charge, clause_topic};
use super::slots::is_theme;
use super::{Frame, Trigger, TriggerForm};
use crate::acts::{Scene, covers};
use crate::np::{Np, noun_phrase};
use crate::words::Is;
pub(super) use made::ends;
use mahdar_doc::{EntityId, Span, Statement};
use mahdar_lang::{Tense, VerbForm};
use recipients::Sides;
use row::Row;
use std::rc::Rc;

/// How far before the verb of a relative clause its theme may stand, in tokens.
pub(super) const ANTECEDENT: usize = 8;

/// A verb and what is found around it, step by step.
struct VerbFrame<'f, 's, 'a, 'l, 'p> {
    p: &'f mut Parser<'s, 'a, 'l, 'p>,
    scene: &'s Scene<'a, 'l>,
    trigger: &'f Trigger,
    form: VerbForm,
    /// Who acted last in the sentence.
    previous: Option<&'f [EntityId]>,
    /// The statement whose cue the verb is, its speaker, and whether its own words name him.
    statement: Option<&'a Statement>,
    speaker: Vec<EntityId>,
    explicit_speaker: bool,
    relative: Relative,
    /// The pronoun on إن before the verb is its subject.
    by_pronoun: bool,
    /// One past the verb's clause.
    limit: usize,
    /// The subject, before the verb or after it.
    before: Option<Rc<Np>>,
    after: Option<Rc<Np>>,
    /// What a verb of charge is said of, though it can do nothing itself, and whether only that keeps the clause.
    topic: Option<(Rc<Np>, bool)>,
    object: Option<Rc<Np>>,
    /// One past the subject.
    object_start: usize,
    /// Where an object may begin.
    object_at: usize,
}

/// Parses the frame of a verb. `previous` acted last in the sentence.
pub(super) fn verb_frame(
    p: &mut Parser<'_, '_, '_, '_>,
    trigger: &Trigger,
    previous: Option<&[EntityId]>,
) -> Option<Frame> {
    let mut verb = VerbFrame::in_clause(p, trigger, previous)?;
    let parted = verb.find_subject();
    verb.find_object(parted);
    let row = verb.choose_row()?;
    if let Some((teller, of)) = row.charged {
        return Some(verb.charge(&row.entry, row.theme, teller, of));
    }
    let subject = verb.find_actors(&row)?;
    if subject.passive {
        return verb.suffers(&row, subject.actors);
    }
    let mut sides = verb.find_sides(&row, subject.actors);
    let row = verb.warned_of(row, &mut sides);
    verb.holds(&row, &sides)?;
    Some(verb.close(&row, sides, subject.at))
}

/// How the verb's clause describes a word before it.
#[derive(Clone, Copy)]
struct Relative {
    /// Behind الذي.
    marked: bool,
    /// Behind an indefinite noun, without الذي.
    bare: bool,
    /// The word before is what the verb is done to.
    of_object: bool,
}

impl Relative {
    fn new(scene: &Scene<'_, '_>, trigger: &Trigger, form: VerbForm) -> Self {
        let i = trigger.at;
        let previous_is = before_it(scene, i);
        // ما اتهمت الرياض بغداد: before a perfect without a pronoun, where a clause begins, ما denies.
        let denied = i > scene.first
            && matches!(scene.key(i - 1), "ما" | "وما")
            && form.tense == Tense::Perfect
            && trigger.pronoun.is_none()
            && (i - 1 == scene.first
                || scene.key(i - 1) == "وما"
                || scene.is(i - 2).has(Is::PUNCT)
                || scene.is(i - 2).has(Is::COMP));
        let marked = previous_is.has(Is::REL) && trigger.form == TriggerForm::Finite && !denied;
        // المدرعات التي أهدتها الإمارات: where a pronoun takes up the antecedent, it is the object.
        // هجوم شنته القوات الروسية: so it is of an indefinite noun, without الذي.
        // هدنة توسطت فيها المنظمة: or a preposition's pronoun does.
        let resumes = matches!(scene.key(i + 1), "فيه" | "فيها" | "فيهما" | "به" | "بها" | "بهما" | "عليه" | "عليها");
        // الاتفاق الذي توصلت إليه إريتريا وإثيوبيا: behind الذي, where the pronoun is of its gender.
        let taken_up = marked && taken_up(scene, i);
        let bare = trigger.form == TriggerForm::Finite
            && (trigger.pronoun.is_some() || resumes)
            && (previous_is.has(Is::NOUN)
                || (previous_is.has(Is::ADJ) || previous_is.has(Is::NISBA)) && trigger.pronoun.is_some())
            && !previous_is.has(Is::ARTICLE)
            && !previous_is.has(Is::REL)
            && !scene.is(i).has(Is::CONJUNCT)
            && i > scene.first
            && (resumes || {
                // شروطا إسرائيلية جديدة حملها: behind its adjectives.
                let adjective = |k: usize| {
                    let is = scene.is(k);
                    (is.has(Is::ADJ) || is.has(Is::NISBA)) && !is.has(Is::ARTICLE) && !is.has(Is::NAME)
                };
                let head = (i.saturating_sub(4).max(scene.first)..i).rev().find(|&k| !adjective(k)).unwrap_or(i - 1);
                let themed = |k: usize| {
                    trigger.rows.iter().any(|&row| is_theme(scene, k, &scene.words.lexicon.acts[row as usize].with))
                };
                // جلسة طارئة عقدها: so behind words that may be nouns.
                let indefinite = |k: usize| {
                    let is = scene.is(k);
                    is.has(Is::NOMINAL) && !is.has(Is::ARTICLE) && !is.has(Is::PREP) && !is.has(Is::PREFIXED)
                };
                let farther = |n: usize| {
                    i >= scene.first + n && (i - n + 1..i).all(indefinite) && indefinite(i - n) && themed(i - n)
                };
                // سفينة بريطانية احتجزها الحرس الثوري: so it is where somebody who did it stands behind the verb.
                let by_another = || {
                    let is = scene.is(i + 1);
                    let opens = (is.has(Is::ACTOR) || is.has(Is::TITLE) || is.has(Is::ARTICLE) && is.has(Is::NOMINAL))
                        && ![Is::PREFIXED, Is::CONJUNCT, Is::PREP, Is::TIME].iter().any(|&fact| is.has(fact));
                    opens
                        && form.number == mahdar_lang::Number::Singular
                        && noun_phrase(scene.doc, scene.words, i + 1, scene.last)
                            .is_some_and(|np| np.party.is_some() || !np.actors.is_empty())
                };
                themed(i - 1) || head < i - 1 && themed(head) || farther(2) || farther(3) || by_another()
            });
        Self { marked, bare, of_object: marked && trigger.pronoun.is_some() || taken_up || bare }
    }
}

/// وفي وقت سابق طلبت باريس, وقبل أسبوعين أعلنت: whether the verb at `i` stands behind a phrase of time or occasion with which the
/// clause begins, and has its subject behind it.
fn behind_occasion(scene: &Scene<'_, '_>, i: usize) -> bool {
    /// The longest such phrase.
    const MOST: usize = 7;
    let next = scene.is(i + 1);
    let subject = (next.has(Is::TITLE) || next.has(Is::ACTOR) || next.has(Is::NAME) || next.has(Is::ARTICLE))
        && !next.has(Is::PREFIXED)
        && !next.has(Is::CONJUNCT);
    let opens = |k: usize| k == scene.first || scene.is(k - 1).has(Is::PUNCT) || scene.is(k - 1).has(Is::COMP);
    let from = i.saturating_sub(MOST).max(scene.first);
    subject
        && (from..i).rev().take_while(|&k| !scene.is(k).has(Is::PUNCT) && !scene.words.is_only_verb(k)).any(|k| {
            let key = scene.key(k);
            let key = key.strip_prefix('و').unwrap_or(key);
            opens(k)
                && matches!(
                    key,
                    "في" | "قبل"
                        | "بعد"
                        | "منذ"
                        | "خلال"
                        | "عقب"
                        | "اثر"
                        | "علي"
                        | "قبيل"
                        | "اثناء"
                        | "ل"
                        | "يوم"
                        | "مساء"
                        | "صباح"
                )
        })
}

/// Whether behind the verb at `i` a preposition's pronoun takes up what the relative pronoun before it describes.
fn taken_up(scene: &Scene<'_, '_>, i: usize) -> bool {
    let pronoun = match scene.key(i - 1) {
        // وهو ما رحبت به دمشق
        "الذي" | "ما" => "ه",
        "التي" => "ها",
        "اللذان" | "اللذين" | "اللتان" | "اللتين" => "هما",
        _ => return false,
    };
    ["ب", "علي", "الي", "في"].iter().any(|stem| scene.key(i + 1).strip_prefix(stem) == Some(pronoun))
}

/// What the word before token `i`, and before سبق أن, is.
fn before_it(scene: &Scene<'_, '_>, i: usize) -> Is {
    is_before(scene, if scene.matcher.did_before(i) { i - 2 } else { i })
}

/// What the word before token `i` is; the sentence begins as after a mark.
fn is_before(scene: &Scene<'_, '_>, i: usize) -> Is {
    i.checked_sub(1).filter(|&p| p >= scene.first).map_or(Is::PUNCT, |p| scene.is(p))
}

impl<'f, 's, 'a, 'l, 'p> VerbFrame<'f, 's, 'a, 'l, 'p> {
    /// The verb in its clause, with the subject that stands before it: the phrase, or what الذي describes.
    fn in_clause(
        p: &'f mut Parser<'s, 'a, 'l, 'p>,
        trigger: &'f Trigger,
        previous: Option<&'f [EntityId]>,
    ) -> Option<Self> {
        let scene = p.scene;
        let i = trigger.at;
        let form = trigger.verb?;
        let statement = scene.cue_of(i).map(|k| &scene.doc.statements[k]);
        let before = match trigger.form {
            TriggerForm::Finite => scene.matcher.subject_before(i, form).or_else(|| head_before(scene, i)),
            TriggerForm::Predicate => predicate_subject(scene, i).or_else(|| head_before(scene, i)),
            _ => None,
        };
        let relative = Relative::new(scene, trigger, form);
        let before = if relative.of_object {
            None
        } else {
            let pronoun = i.saturating_sub(if scene.matcher.did_before(i) { 3 } else { 1 });
            before.or_else(|| relative.marked.then(|| antecedent(scene, pronoun)).flatten())
        };
        // تعنت يهدد الاستقرار: a verb right after an indefinite noun describes it.
        // إن اعتراف واشنطن بكوسوفو يمثل تدخلا: nor what a speaker says of something.
        let previous_is = is_before(scene, i);
        let charges = trigger.form == TriggerForm::Finite
            && !trigger.passive
            && before.is_none()
            && !relative.marked
            && !relative.bare
            && statement.is_none()
            && trigger.rows.iter().any(|&row| charge(&scene.words.lexicon.acts[row as usize]));
        let topic = charges.then(|| clause_topic(scene, i, i)).flatten();
        let described = trigger.form == TriggerForm::Finite
            && !relative.bare
            && before.is_none()
            && statement.is_none()
            && previous_is.has(Is::NOMINAL)
            && !previous_is.has(Is::NAME)
            && !previous_is.has(Is::ARTICLE)
            && !behind_occasion(scene, i)
            && !scene.is(i).has(Is::CONJUNCT)
            && !and_verb(scene, i);
        let of_nobody = relative.marked && !relative.of_object && before.is_none() && form.person == 3;
        if described && topic.is_none() || of_nobody && statement.is_none() {
            return scene.lose("the clause describes a word that is no party");
        }
        // قال بوتين إنه يرفض القرار الأمريكي: the pronoun on إن is the subject, and what follows the verb is not.
        // وأنه لن يقبل: with a particle between.
        let comp = (scene.first..i).rev().find(|&k| !scene.is(k).has(Is::PARTICLE)).unwrap_or(i);
        let by_pronoun = before.is_none()
            && comp < i
            && scene.words.complementizer(scene.doc, comp).is_some_and(|c| c.pronoun.is_some());
        let limit = clause_end(scene, i + 1);
        // الجزائر تدعو إلى التعقل وباماكو تستدعي سفراءها: what a statement holds ends before another clause.
        let limit = statement
            .and_then(|s| s.content.last())
            .map(|c| scene.doc.tokens.partition_point(|t| t.span.start < c.end))
            .filter(|&e| e > i + 1 && e < limit && scene.is(e).has(Is::CONJUNCT))
            .unwrap_or(limit);
        let speaker = statement.and_then(|s| s.speaker.as_ref());
        Some(Self {
            p,
            scene,
            trigger,
            form,
            previous,
            statement,
            speaker: speaker.map(|s| s.entities.clone()).unwrap_or_default(),
            explicit_speaker: speaker.is_some_and(|s| s.span.is_some()),
            relative,
            by_pronoun,
            limit,
            before,
            topic: topic.map(|np| (np, described)),
            after: None,
            object: None,
            object_start: i + 1,
            object_at: i + 1,
        })
    }

    /// The subject, whichever side of the verb it stands on.
    fn subject(&self) -> Option<Rc<Np>> {
        self.before.as_ref().or(self.after.as_ref()).cloned()
    }

    /// Where the statement whose cue the verb is names its speaker.
    fn speaker_span(&self) -> Option<Span> {
        self.statement.and_then(|s| s.speaker.as_ref()).and_then(|s| s.span)
    }

    /// The token at which the content begins of the statement whose cue the verb is.
    fn content_at(&self) -> Option<usize> {
        let content = self.statement?.content.first()?;
        Some(self.scene.doc.tokens.partition_point(|t| t.span.end <= content.start))
    }

    /// Whether the object of one of the trigger's rows is the other side.
    fn has_human_object(&self) -> bool {
        let scene = self.scene;
        self.trigger
            .rows
            .iter()
            .any(|&r| scene.words.lexicon.acts[r as usize].slots.first() == Some(&mahdar_lang::Slot::Obj))
    }

    /// The frame of what a speaker says that somebody does; its evidence begins with whom he charges.
    fn charge(
        &self,
        entry: &mahdar_lang::ActEntry,
        theme: Option<usize>,
        teller: Vec<EntityId>,
        of: Vec<EntityId>,
    ) -> Frame {
        let i = self.trigger.at;
        let topic = self.topic.as_ref().map(|(np, _)| Rc::clone(np));
        let from = topic.or_else(|| self.subject()).map_or(i, |np| np.first.min(i));
        let reach = theme.map_or(self.object_start, |t| t + 1).max(self.object.as_ref().map_or(i + 1, |np| np.end));
        let to = trim(self.scene, i + 1, reach.max(i + 1).min(self.limit.max(i + 1)));
        Frame::of_row(entry, theme, teller, of, (from, to), self.limit)
    }

    /// The frame, with the evidence from the subject to the last word that was read.
    fn close(&self, row: &Row<'_>, sides: Sides, subject_at: Option<usize>) -> Frame {
        let scene = self.scene;
        let i = self.trigger.at;
        let dual = sides.actors.len() > 1;
        let symmetric = row.entry.symmetric && (sides.recipients.is_empty() && dual || !sides.recipients.is_empty());
        let reach = self.object.as_ref().map_or(sides.reach, |np| sides.reach.max(np.end));
        // زار القاهرة أمس وزير الخارجية: the subject may stand last.
        let reach = self.after.as_ref().map_or(reach, |np| reach.max(np.end));
        // Demands, offers, refusals: evidence runs over what is demanded.
        let spoken = covers(row.entry.kind);
        let to = if spoken { self.limit.min(reach.max(i + 14)) } else { reach }.max(i + 1).min(scene.last);
        let to = trim(scene, i + 1, to);
        let from = subject_at.filter(|&s| s < i && i - s <= 8).unwrap_or(i);
        // What is asked or offered is what the statement holds: داعيا روسيا إلى «التوقف».
        let content = self.content_at().filter(|&at| at > i && at < to);
        let object = spoken.then(|| (content.unwrap_or(self.theme_or_object(row).max(i + 1)), to));
        Frame {
            symmetric,
            object: object.filter(|(a, b)| a < b),
            ..Frame::of_row(&row.entry, row.theme, sides.actors, sides.recipients, (from, to), self.limit)
        }
    }

    /// Where the theme stands, else the object, else what follows the subject.
    fn theme_or_object(&self, row: &Row<'_>) -> usize {
        row.theme.or(self.object.as_ref().map(|np| np.first)).unwrap_or(self.object_start)
    }
}
