//! Acts: triggers in all forms of a verb and in nouns, their frames by Arabic grammar, their status.
//!
//! A trigger is a word of `acts.tsv` where it can stand: a finite verb, an adverbial participle, a verbal noun, a noun. Its
//! frame gives the actor (subject, speaker, nationality adjective, genitive) and the other side (the slots of its row).

mod build;
mod counterpart;
mod frame;
mod parties;
mod setting;
mod sides;
mod status;
mod triggers;
mod within;

pub(crate) use triggers::plural_under_pronoun;

use crate::matcher::Matcher;
use crate::topics::Topics;
use crate::words::{Facts, Is, Words};
use build::{build, press};
use frame::{Frame, Trigger, TriggerForm};
use mahdar_doc::{Act, ActStatus, ActType, Document, EntityId, Span, TokenKind};
use mahdar_lang::Quotation;
pub(crate) use parties::{Parties, faction, faction_in, groups};
pub(crate) use status::facts_of_key;
use std::cell::{Cell, OnceCell, RefCell};
use triggers::triggers;

/// Rows of one verb that are tried in turn.
const ROWS_TRIED: usize = 3;

/// Types whose content is no act of its own: what is demanded, threatened, offered, promised.
fn covers(kind: ActType) -> bool {
    use ActType::{Accuse, Agree, Deny, Propose, Reject, Request, Support, Threaten};
    matches!(kind, Request | Threaten | Propose | Agree | Reject | Deny | Support | Accuse)
}

/// Deeds that an accusation may report.
fn deed(kind: ActType) -> bool {
    use ActType::{Aid, Assault, Coerce, Concede, Mobilize, Retreat, Sanction};
    matches!(kind, Assault | Coerce | Concede | Mobilize | Aid | Sanction | Retreat)
}

/// What may be told inside praise or blame as having taken place.
fn fact(kind: ActType) -> bool {
    matches!(kind, ActType::Agree | ActType::Aid | ActType::Consult)
}

/// Verbs of backing somebody.
const BACKS: [&str; 4] = ["دعم", "ساند", "أيد", "آزر"];

/// What the stage works on in one sentence.
pub(crate) struct Scene<'a, 'l> {
    pub doc: &'a Document,
    pub words: &'a Words<'l>,
    pub matcher: Matcher<'a, 'l>,
    pub sentence: usize,
    pub first: usize,
    pub last: usize,
    /// The statements of the sentence, as indices.
    pub statements: std::ops::Range<usize>,
    /// What became of each trigger, where somebody asks.
    log: Option<&'a RefCell<Vec<ActAttempt>>>,
    /// Why the last frame was given up.
    lost: Cell<&'static str>,
    /// Tokens that may be theme words, with the ids they may be; `None` where غير makes another of the next word.
    themes: OnceCell<Option<Vec<(usize, u32)>>>,
}

/// What became of one reading of a word that may tell an act.
#[derive(Clone, Debug)]
pub struct ActAttempt {
    /// Its first token.
    pub token: usize,
    /// How the word stands: verb, passive verb, participle, predicate or noun.
    pub form: String,
    /// Its rows of `acts.tsv`.
    pub rows: Vec<String>,
    /// The row that made an act, or why none did.
    pub outcome: Result<String, &'static str>,
}

impl Scene<'_, '_> {
    /// Gives a frame up, and says why.
    pub fn lose<T>(&self, why: &'static str) -> Option<T> {
        self.lost.set(why);
        None
    }

    fn tell(&self, trigger: &Trigger, outcome: Result<&str, &'static str>) {
        let Some(log) = self.log else { return };
        let rows = trigger.rows.iter().map(|&row| self.words.lexicon.acts[row as usize].id.clone()).collect();
        let form = match trigger.form {
            TriggerForm::Noun => "noun",
            TriggerForm::Predicate => "predicate",
            TriggerForm::Participle => "participle",
            TriggerForm::Finite if trigger.passive => "passive verb",
            TriggerForm::Finite => "verb",
        };
        log.borrow_mut().push(ActAttempt {
            token: trigger.at,
            form: form.to_owned(),
            rows,
            outcome: outcome.map(str::to_owned),
        });
    }

    pub fn key(&self, i: usize) -> &str {
        if i < self.last { self.doc.key_at(i) } else { "" }
    }

    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        (i < self.last).then(|| self.doc.tokens.get(i).map(|t| t.kind)).flatten()
    }

    pub fn is(&self, i: usize) -> Is {
        if i < self.last { self.words.at(i) } else { Is::default() }
    }

    pub fn span(&self, from: usize, to: usize) -> Span {
        self.doc.tokens[from].span.join(self.doc.tokens[to.max(from + 1) - 1].span)
    }

    /// Whether a theme word of a row may stand between two tokens.
    fn may_be_themed(&self, with: &[u32], from: usize, to: usize) -> bool {
        let themes = self.themes.get_or_init(|| {
            let tokens = self.first..self.last;
            if tokens.clone().any(|k| matches!(self.key(k), "غير" | "بغير")) {
                return None;
            }
            let themed = tokens.filter(|&k| self.words.tells(k, Facts::THEMED));
            Some(themed.flat_map(|k| self.words.themes(k).iter().map(move |&id| (k, id))).collect())
        });
        let holds = |(k, id): &(usize, u32)| from <= *k && *k < to && with.binary_search(id).is_ok();
        themes.as_ref().is_none_or(|themes| themes.iter().any(holds))
    }

    /// The statement whose cue holds token `i`.
    pub fn cue_of(&self, i: usize) -> Option<usize> {
        let span = self.doc.tokens[i].span;
        let holds = |s: &mahdar_doc::Statement| s.cue.span.start < span.end && span.start < s.cue.span.end;
        self.statements.clone().find(|&k| holds(&self.doc.statements[k]))
    }

    /// The innermost statement in whose content token `i` stands; contents do not leave their sentence.
    pub fn inside(&self, i: usize) -> Option<usize> {
        let at = self.doc.tokens[i].span.start;
        let holds = |s: &mahdar_doc::Statement| s.content.iter().any(|c| c.start <= at && at < c.end);
        let size = |s: &mahdar_doc::Statement| s.content.iter().map(|c| c.end - c.start).sum::<u32>();
        let all = self.statements.clone().filter(|&k| holds(&self.doc.statements[k]));
        all.min_by_key(|&k| size(&self.doc.statements[k]))
    }

    /// The statement of the sentence in whose occasion token `i` stands: في اتصال هاتفي مع نظيره.
    pub fn occasion_of(&self, i: usize) -> Option<usize> {
        let at = self.doc.tokens[i].span.start;
        let holds = |s: &mahdar_doc::Statement| s.occasion.is_some_and(|o| o.start <= at && at < o.end);
        self.statements.clone().find(|&k| holds(&self.doc.statements[k]))
    }

    /// The last statement before token `i`, here or in an earlier sentence.
    pub fn statement_before(&self, i: usize) -> Option<usize> {
        let at = self.doc.tokens[i].span.start;
        (0..self.statements.end).rev().find(|&k| self.doc.statements[k].cue.span.start < at)
    }
}

/// A stretch of tokens in which acts are content, not acts.
struct Covered {
    from: usize,
    to: usize,
    kind: ActType,
    /// The other side of the covering act: whose deeds an accusation reports.
    other: Vec<EntityId>,
    /// Who accuses.
    by: Vec<EntityId>,
    /// Whether he judges a deed, and charges nobody with it.
    condemns: bool,
}

impl Covered {
    /// What `act` covers, from token `from` to before token `to`.
    fn new(from: usize, to: usize, act: &Act) -> Self {
        let condemns = act.kind == ActType::Accuse && act.mode.as_deref() == Some("disapprove");
        Self { from, to, kind: act.kind, other: act.recipients.clone(), by: act.actors.clone(), condemns }
    }

    /// Whether token `i` is outside after all: a statement of its own, or a fact told in a relative clause
    /// (رحب بالجهود التي تبذلها مصر, he welcomed the efforts that Egypt makes).
    fn beyond(&self, scene: &Scene<'_, '_>, i: usize) -> bool {
        let told = i > scene.first && scene.is(i - 1).has(Is::REL) && scene.is(i).has(Is::VERB) && i - 1 > self.from;
        // مشروع قرار قدمته بريطانيا: so it is behind an indefinite noun, whose pronoun the verb has.
        let before = i.checked_sub(1).filter(|&k| k > self.from).map(|k| scene.is(k));
        let bare = scene.words.is_only_verb(i)
            && before.is_some_and(|is| {
                is.has(Is::NOMINAL) && !is.has(Is::ARTICLE) && !is.has(Is::NAME) && !is.has(Is::PREP)
            })
            && scene.words.analyses(i).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')));
        let own_statement = scene.cue_of(i).is_some() && scene.inside(i).is_none();
        // خطة سلام تتوسط فيها المنظمة
        let resumed = scene.words.is_only_verb(i)
            && matches!(scene.key(i + 1), "فيه" | "فيها" | "فيهما")
            && before.is_some_and(|is| is.has(Is::NOMINAL) && !is.has(Is::ARTICLE));
        let bare = bare || resumed;
        told || bare || own_statement || self.occasion(scene, i)
    }
}

/// Words before a noun that tell when: after talks, during a visit.
pub(crate) const WHEN: [&str; 6] = ["بعد", "عقب", "اثر", "خلال", "اثناء", "غداه"];

impl Covered {
    /// اتفقا، بعد محادثات سرية، على كذا; طالب بضمانات خلال زيارته إلى باكو: what went before, or on what occasion, is no content.
    fn occasion(&self, scene: &Scene<'_, '_>, i: usize) -> bool {
        let Some(k) = i.checked_sub(1).filter(|&k| k >= self.from) else { return false };
        let key = scene.key(k);
        let when = WHEN.contains(&key) || key == "هامش" || key == "اعقاب";
        if !when || scene.is(i).has(Is::VERB) && !scene.is(i).has(Is::NOUN) && !scene.is(i).has(Is::ACT) {
            return false;
        }
        let behind_comma = scene.kind(k - 1) == Some(TokenKind::Comma);
        let during = matches!(key, "خلال" | "اثناء" | "هامش");
        let own = scene.words.analyses(i).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')));
        let outside = own && scene.inside(i).is_none();
        behind_comma || during && own || outside || matches!(self.kind, ActType::Agree | ActType::Support) && !during
    }
}

/// Finds the acts of a document and adds them, with entities for parties that only an adjective names.
pub(crate) fn find(
    doc: &mut Document,
    words: &Words<'_>,
    quotations: &[Quotation],
    topics: &Topics,
    log: Option<&RefCell<Vec<ActAttempt>>>,
) {
    let mut acts: Vec<Act> = Vec::new();
    if parties::another_field(doc, words) {
        return;
    }
    let vote = OnceCell::new();
    let mut parties = Parties::new(doc, words);
    let mut previous: Option<Vec<EntityId>> = None;
    for s in 0..doc.sentences.len() {
        let (first, last) = (doc.sentences[s].first.index(), doc.sentences[s].last.index());
        if last - first > 4_000 {
            continue;
        }
        let matcher = Matcher { doc, words, rules: &[], quotations, first, last, subjects: RefCell::default() };
        if crate::statements::links(&matcher) {
            continue;
        }
        // Statements stand in the order of their cues, so those of a sentence stand together.
        let begin = doc.statements.partition_point(|statement| statement.sentence.index() < s);
        let end = doc.statements.partition_point(|statement| statement.sentence.index() <= s);
        let scene = Scene {
            doc,
            words,
            matcher,
            sentence: s,
            first,
            last,
            statements: begin..end,
            log,
            lost: Cell::default(),
            themes: OnceCell::new(),
        };
        let from = acts.len();
        sentence(&scene, &mut parties, &mut acts, &mut previous);
        for act in &mut acts[from..] {
            act.issue = topics.issue(&scene, act, &parties, &|| *vote.get_or_init(|| topics.vote(doc, words)));
            act.contexts = topics.contexts_of(&scene, act);
            // What the trigger leaves open its content may settle: a demand to withdraw is REQUEST yield.
            if act.mode.is_none()
                && let Some(content) = topics.content_mode(&scene, act)
            {
                act.mode = Some(content.mode.clone()).filter(|mode| !mode.is_empty());
                act.cameo = Some(content.cameo.clone()).filter(|code| !code.is_empty()).or(act.cameo.take());
            }
        }
    }
    counterpart::answer_accusers(&parties, &mut acts);
    counterpart::turn_home(&mut parties, &mut acts, |act| act.kind == ActType::Protest);
    counterpart::answer_deeds(doc, words, &parties, &mut acts);
    counterpart::infer_recipients(doc, &parties, &mut acts);
    counterpart::turn_home(&mut parties, &mut acts, |act| adversarial(act.kind) && act.kind != ActType::Deny);
    // قال إن بلاده ستقطع كل صلة: a sanction on nobody named that somebody only speaks of is hardly ever one (2 of 14 on the
    // read sets).
    acts.retain(|act| {
        act.kind != ActType::Sanction || act.statement.is_none() || !act.found_by.ends_with("+counterpart")
    });
    for act in &mut acts {
        act.confidence = calibrated(act.confidence);
    }
    setting::find(doc, words, &mut acts);
    let (entities, mentions) = parties.into_layers();
    doc.entities = entities;
    doc.mentions = mentions;
    acts.sort_by_key(|a| (a.trigger.start, a.trigger.end));
    doc.acts = acts;
}

/// How often an act found so is right with its parties: a line through the shares of the read sets of `gold/` (2155 acts of
/// exam to exam-5, practice, practice-2, heldout and reports-acts, by the bins of `mahdar eval`).
fn calibrated(confidence: f32) -> f32 {
    const SLOPE: f32 = 1.18;
    const INTERCEPT: f32 = -0.275;
    ((SLOPE * confidence + INTERCEPT).clamp(0.05, 0.95) * 100.0).round() / 100.0
}

/// Whether several who act need nobody else: those who agree agree with each other, two who propose propose it to each other.
fn among_themselves(act: &Act) -> bool {
    let several = act.actors.len() > 1;
    let two_offer = act.actors.len() == 2 && act.kind == ActType::Propose;
    several && (act.symmetric || matches!(act.kind, ActType::Agree | ActType::Cooperate) || two_offer)
}

/// Acts in words, which bodies of one state do to each other.
fn speaks(kind: ActType) -> bool {
    use ActType::{Accuse, Agree, Consult, Propose, Reject, Request, Support};
    matches!(kind, Accuse | Agree | Consult | Propose | Reject | Request | Support)
}

/// Acts of conflict, whose other side is an adversary; the rest are of talks and help.
fn adversarial(kind: ActType) -> bool {
    use ActType::{Accuse, Assault, Coerce, Deny, Mobilize, Protest, Reject, Request, Sanction, Threaten};
    matches!(kind, Accuse | Assault | Coerce | Deny | Mobilize | Protest | Reject | Request | Sanction | Threaten)
}

/// Acts that a body of states does by itself: عقد المجلس جلسة, سيناقش المجلس التقرير, أقر المجلس القرار.
fn sits(act: &Act) -> bool {
    act.kind == ActType::Consult
        || act.announced == Some(ActType::Consult)
        || act.kind == ActType::Support && BODY_ADOPTS.contains(&act.lemma.as_str())
}

/// Ends the row of an act whose words leave open who did what it condemns: nobody is looked for.
const UNNAMED: &str = "+unnamed";

/// Verbs of a body that takes a decision of its own.
const BODY_ADOPTS: [&str; 6] = ["أقر", "اعتمد", "تبنى", "صادق", "صوت", "أصدر"];

/// The triggers of a sentence, in order; a noun used as the theme of a verb's row is none.
fn sentence(
    scene: &Scene<'_, '_>,
    parties: &mut Parties<'_>,
    acts: &mut Vec<Act>,
    previous: &mut Option<Vec<EntityId>>,
) {
    parties.enter(scene.doc, scene.first);
    let mut covered: Vec<Covered> = Vec::new();
    let mut themes: Vec<usize> = Vec::new();
    let mut i = scene.first;
    while i < scene.last {
        let under = covered.iter().rfind(|c| c.from <= i && i < c.to && !c.beyond(scene, i));
        if under.is_none()
            && let Some((trigger, frame)) =
                frame::obligation(scene, parties, i).or_else(|| frame::stance(scene, parties, i))
            && let Some(act) = build(scene, parties, &trigger, &frame, None)
        {
            covered.push(Covered::new(i, frame.clause_end, &act));
            acts.push(act);
            i = trigger.end;
            continue;
        }
        // يجتمع المجلس بطلب من الأردن: at whose request a deed is done, though what is asked for is none.
        let done = under.is_none_or(|c| {
            !matches!(c.kind, ActType::Request | ActType::Propose | ActType::Accuse | ActType::Reject | ActType::Deny)
        });
        if done && scene.is(i).has(Is::ACT) {
            let last = acts.last().filter(|a| a.sentence.index() == scene.sentence);
            let doers = last.map(|a| a.actors.clone()).unwrap_or_default();
            if let Some((trigger, frame)) = frame::behest(scene, parties, i, &doers)
                && let Some(act) = build(scene, parties, &trigger, &frame, None)
            {
                acts.push(act);
                i = trigger.end;
                continue;
            }
        }
        // أعربت عن دعمها للحوار، وعن قلقها من التصعيد: the verb holds again for what stands behind a second preposition.
        if let Some((trigger, frame)) = again(scene, parties, i, acts)
            && let Some(act) = build(scene, parties, &trigger, &frame, None)
            && !acts.iter().any(|a| a.sentence.index() == scene.sentence && a.kind == act.kind && a.lemma == act.lemma)
        {
            covered.push(Covered::new(i, frame.clause_end, &act));
            acts.push(act);
            i += 1;
            continue;
        }
        let refused = refusal(scene, i);
        if !scene.is(i).has(Is::ACT) && !refused || scene.kind(i) != Some(TokenKind::Word) || themes.contains(&i) {
            i += 1;
            continue;
        }
        // The first reading whose frame makes an act; a word that only content holds is passed over.
        let mut next = i + 1;
        let mut found = None;
        let mut readings = triggers(scene, i);
        // لن تتخلى طهران عن حقها: where no row of the verb holds, what a party will not do is refused.
        if refused && let Some(first) = readings.iter().find(|t| t.form == TriggerForm::Finite && !t.passive) {
            readings.push(Trigger { rows: Vec::new(), ..first.clone() });
        }
        'readings: for mut trigger in readings {
            // The rows of one reading in turn, where the one whose word stands by leaves a side open that it needs:
            // أجرت الصين تدريبات has no partner, so it is no exercise with somebody.
            // What the reader of an explanation asks is why the row fails whose word stands there.
            const ONE_SIDED: &str = "no party on one side, and the type needs both";
            for turn in 0..ROWS_TRIED {
                scene.lost.set("no phrase that can act, and nobody to whom");
                let Some(frame) = frame::parse(scene, parties, &trigger, previous.as_deref()) else {
                    scene.tell(&trigger, Err(if turn == 0 { scene.lost.get() } else { ONE_SIDED }));
                    continue 'readings;
                };
                next = next.max(trigger.end);
                let reported = under.is_some_and(|c| c.kind == ActType::Accuse && deed(frame.kind));
                // اتفقا على هدنة برعاية الأمم المتحدة: under whose hand it is done is no part of what is said.
                // Where it is only asked for or offered, it is.
                // محادثات بين الطرفين استضافتها بكين, توسط فيها الاتحاد: nor is who held the talks that are agreed on.
                let held = trigger.form == TriggerForm::Finite
                    && (trigger.pronoun.is_some() || matches!(scene.key(i + 1), "فيها" | "فيه"));
                let mediated = frame.kind == ActType::Mediate
                    && (frame::under_hand(scene, i) || held)
                    && under.is_none_or(|c| matches!(c.kind, ActType::Agree | ActType::Support | ActType::Concede));
                // رحب باجتماع الرئيسين الروسي والأوكراني, انتقد دعم إريتريا للحركة: what is welcomed or condemned took place.
                let took_place = under.is_some_and(|c| matches!(c.kind, ActType::Support | ActType::Accuse))
                    && trigger.form == TriggerForm::Noun
                    && trigger.verb.is_some()
                    && !scene.is(i).has(Is::ARTICLE)
                    && (fact(frame.kind) || frame.kind == ActType::Support && BACKS.contains(&frame.lemma.as_str()))
                    && !frame.actors.is_empty()
                    && (!frame.recipients.is_empty() || frame.symmetric && frame.actors.len() > 1)
                    && !frame.actors.iter().any(|a| under.is_some_and(|c| c.by.contains(a)));
                // شدد الوزير في اتصال مع نظيره على: nor is the occasion on which it is said.
                // An interview is none with a party.
                let occasion = frame.kind == ActType::Consult
                    && frame.symmetric
                    && !matches!(frame.lemma.as_str(), "قابل" | "مقابلة")
                    && scene.occasion_of(i).is_some();
                let mediated = mediated || took_place || occasion;
                if under.is_some() && !reported && !mediated {
                    scene.tell(&trigger, Err("content of the act before it: what is demanded, offered, refused"));
                    continue 'readings;
                }
                // تستضيف القاهرة غدا محادثات بين الطرفين: talks are to come where their host is to hold them.
                let to_come = trigger.form == TriggerForm::Noun
                    && frame.kind == ActType::Consult
                    && acts.last().is_some_and(|act| {
                        act.kind == ActType::Mediate
                            && act.status == ActStatus::Planned
                            && act.sentence.index() == scene.sentence
                            && act.evidence.start <= scene.doc.tokens[i].span.start
                            && scene.doc.tokens[i].span.end <= act.evidence.end
                    });
                let frame = if to_come { Frame { future: true, ..frame } } else { frame };
                if let Some(act) = build(scene, parties, &trigger, &frame, under.filter(|_| !mediated)) {
                    scene.tell(&trigger, Ok(&frame.row));
                    found = Some((trigger, frame, act));
                    break 'readings;
                }
                let tried = trigger.rows.len();
                trigger.rows.retain(|&row| {
                    let entry = &scene.words.lexicon.acts[row as usize];
                    entry.id != frame.row && !entry.with.is_empty()
                });
                if trigger.rows.is_empty() || trigger.rows.len() == tried || frame.theme.is_none() {
                    break;
                }
            }
            scene.tell(&trigger, Err(ONE_SIDED));
        }
        // أعلن عزمه سحب قواته: what somebody intends, and its verbal noun, are one.
        let again = found.as_ref().and_then(|(trigger, _, act)| {
            let last = acts.last_mut().filter(|_| trigger.form == TriggerForm::Noun && act.kind == ActType::Concede)?;
            let same = |a: &[EntityId], b: &[EntityId]| {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| parties.same_party(*a, *b))
            };
            let within = last.sentence == act.sentence && act.trigger.start < last.evidence.end;
            let one = within && last.kind == act.kind && same(&last.actors, &act.actors);
            (one && same(&last.recipients, &act.recipients)).then(|| last.status = act.status)
        });
        if again.is_some() {
            i = next;
            continue;
        }
        if let Some((trigger, frame, act)) = found {
            if let Some((end, theme, not_done)) = abstained(scene, parties, &trigger, &frame, &act, previous.as_deref())
            {
                themes.extend(theme);
                *previous = Some(not_done.actors.clone());
                acts.push(not_done);
                i = end;
                continue;
            }
            // استضافت الدوحة محادثات بين الطرفين: they talk, too.
            let hosts = act.kind == ActType::Mediate && matches!(frame.lemma.as_str(), "استضاف" | "احتضن");
            themes.extend(frame.theme.filter(|_| !hosts));
            // قرار قدمته واشنطن، ينتقد إيران: who did what a clause describes is no subject of what goes on.
            let describes = i > scene.first && scene.is(i - 1).has(Is::REL)
                || under.is_none() && covered.iter().any(|c| c.from <= i && i < c.to);
            if trigger.form != TriggerForm::Noun && !act.actors.is_empty() && !describes {
                *previous = Some(act.actors.clone());
            }
            if covers(act.kind) && (trigger.form != TriggerForm::Noun || frame.clause_end > trigger.end) {
                let to = content_end(scene, i).max(frame.clause_end);
                // إن اعتراف واشنطن بكوسوفو يمثل تدخلا: of the noun that begins a clause its verb tells something else.
                let topic = trigger.form == TriggerForm::Noun
                    && (i == scene.first || scene.is(i - 1).has(Is::COMP) || scene.is(i - 1).has(Is::PUNCT));
                let verb = |k: usize| topic && scene.words.is_only_verb(k) && !scene.is(k).has(Is::CONJUNCT);
                // إن بلاده تؤيد المقترح وإنها مستعدة: another clause of the same statement.
                let told = scene.cue_of(i).is_none() && scene.inside(i).is_some();
                let another = |k: usize| {
                    told && scene.inside(k) == scene.inside(i)
                        && scene.words.complementizer(scene.doc, k).is_some_and(|c| c.conjunction.is_some())
                };
                let ends = |&k: &usize| turns_away(scene, k) || verb(k) || another(k);
                let to = (trigger.end..to).find(ends).unwrap_or(to);
                covered.push(Covered::new(i + 1, to, &act));
            }
            if !repeats(acts, &act, scene.sentence) {
                parties.note(&act);
                acts.push(act);
            }
        }
        i = next;
    }
}

/// أعرب عن ... وعن قلقه: the frame of the verb that stands before, for what وعن at `i` adds.
fn again(scene: &Scene<'_, '_>, parties: &mut Parties<'_>, i: usize, acts: &[Act]) -> Option<(Trigger, Frame)> {
    if scene.key(i) != "وعن" {
        return None;
    }
    let first =
        acts.iter().rev().find(|a| a.sentence.index() == scene.sentence && a.lemma == "أعرب" || a.lemma == "عبر")?;
    if first.sentence.index() != scene.sentence {
        return None;
    }
    let at = scene.doc.tokens.partition_point(|t| t.span.end <= first.trigger.start);
    let verb = triggers(scene, at).into_iter().find(|t| t.form == TriggerForm::Finite && !t.passive)?;
    let actors = first.actors.clone();
    let trigger = Trigger { at: i, end: i + 1, stem: 0, pronoun: None, future: false, ..verb };
    let frame = frame::parse(scene, parties, &trigger, Some(&actors))?;
    frame.theme.is_some_and(|t| t <= i + 2).then_some((trigger, frame))
}

/// امتنعت عن إدانة موسكو, أحجمت عن فرض عقوبات: what a party abstains from is what it did not do. One past the noun of
/// the deed, its theme, and the act.
fn abstained(
    scene: &Scene<'_, '_>,
    parties: &mut Parties<'_>,
    trigger: &Trigger,
    frame: &Frame,
    act: &Act,
    previous: Option<&[EntityId]>,
) -> Option<(usize, Option<usize>, Act)> {
    if !matches!(frame.lemma.as_str(), "امتنع" | "أحجم") {
        return None;
    }
    let from = (trigger.end..frame.clause_end.min(trigger.end + 8)).find(|&k| scene.key(k) == "عن")?;
    triggers(scene, from + 1).into_iter().filter(|t| t.form == TriggerForm::Noun).find_map(|noun| {
        let mut inner = frame::parse(scene, parties, &noun, previous)?;
        inner.actors.clone_from(&act.actors);
        let mut made = build(scene, parties, &noun, &inner, None)?;
        made.status = ActStatus::Negated;
        made.evidence = act.evidence.join(made.evidence);
        Some((noun.end, inner.theme, made))
    })
}

/// بينما، فيما، غير أن before a clause: what follows is no content of the act before.
fn turns_away(scene: &Scene<'_, '_>, k: usize) -> bool {
    let key = scene.key(k);
    let bare = key.strip_prefix('و').unwrap_or(key);
    let verb = (k + 1..k + 4).any(|n| scene.words.is_finite_verb(n));
    // أشاد بالاتفاق، وقد استضافت باريس المحادثات; رفع العقوبات، وكانت بلغراد قد طردت السفير: the narrator goes back.
    let back = key == "وقد" && scene.is(k + 1).has(Is::VERB)
        || matches!(key, "وكان" | "وكانت" | "وكانوا")
            && (k + 1..k + 8).any(|n| scene.key(n) == "قد" || scene.words.is_only_verb(n));
    scene.matcher.quotation_at(k).is_none()
        && (back
            || frame::and_subject(scene, k)
            || matches!(bare, "بينما" | "فيما" | "لكن" | "لكنه" | "لكنها") && verb
            || matches!(bare, "غير" | "بيد") && scene.is(k + 1).has(Is::COMP)
            || bare == "في" && scene.key(k + 1) == "حين" && verb)
}

/// لن + a verb of no act: what a party says it will not do.
fn refusal(scene: &Scene<'_, '_>, i: usize) -> bool {
    i > scene.first
        && scene.is(i).has(Is::VERB)
        && scene.is(i - 1).has(Is::PARTICLE)
        && scene.key(i - 1).trim_start_matches('و') == "لن"
}

/// Where the content of the statement whose cue is at `i` ends, in tokens.
fn content_end(scene: &Scene<'_, '_>, i: usize) -> usize {
    let Some(statement) = scene.cue_of(i) else { return i };
    let end = scene.doc.statements[statement].content.last().map_or(0, |c| c.end);
    (i..scene.last).find(|&k| scene.doc.tokens[k].span.start >= end).unwrap_or(scene.last)
}

/// The same act again in one sentence: مباحثات after the verb that held them.
fn repeats(acts: &[Act], act: &Act, sentence: usize) -> bool {
    acts.iter().rev().take_while(|a| a.sentence.index() == sentence).any(|a| {
        let meet = a.evidence.start < act.evidence.end && act.evidence.start < a.evidence.end;
        // أطلقت القوات الرصاص على المحتجين ما أدى إلى مقتل خمسة: whom an attack killed tells no other one.
        let outcome = act.kind == ActType::Assault
            && act.actors.is_empty()
            && matches!(act.lemma.as_str(), "مقتل" | "مصرع")
            && (!a.actors.is_empty() || a.recipients == act.recipients);
        a.kind == act.kind
            && (outcome || meet && (a.actors == act.actors || act.actors.is_empty() || act.recipients.is_empty()))
    })
}
