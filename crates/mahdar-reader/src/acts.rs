//! Acts: triggers in all forms of a verb and in nouns, their frames by Arabic grammar, their status.
//!
//! A trigger is a word of `acts.tsv` where it can stand: a finite verb, an adverbial participle, a verbal noun, a noun. Its
//! frame gives the actor (subject, speaker, nationality adjective, genitive) and the other side (the slots of its row).

mod counterpart;
mod frame;
mod parties;
mod setting;
mod sides;
mod status;
mod within;

use crate::matcher::Matcher;
use crate::topics::Topics;
use crate::words::{Facts, Is, Words};
use frame::{Frame, Trigger, TriggerForm};
use mahdar_doc::{Act, ActStatus, ActType, Document, EntityId, SentenceId, Span, StatementId, TokenId, TokenKind};
use mahdar_lang::{Entry, Phrase, Quotation, Tense};
pub(crate) use parties::{Parties, faction, faction_in, groups};
pub(crate) use status::facts_of_key;
use std::cell::{Cell, OnceCell, RefCell};

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
        if i < self.last { self.doc.key(TokenId::from_index(i)) } else { "" }
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
    several && (act.symmetric || act.kind == ActType::Agree || two_offer)
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
            for _ in 0..ROWS_TRIED {
                scene.lost.set("no phrase that can act, and nobody to whom");
                let Some(frame) = frame::parse(scene, parties, &trigger, previous.as_deref()) else {
                    scene.tell(&trigger, Err(scene.lost.get()));
                    continue 'readings;
                };
                next = next.max(trigger.end);
                let reported = under.is_some_and(|c| c.kind == ActType::Accuse && deed(frame.kind));
                // اتفقا على هدنة برعاية الأمم المتحدة: under whose hand it is done is no part of what is said.
                // Where it is only asked for or offered, it is.
                let mediated = frame.kind == ActType::Mediate
                    && frame::under_hand(scene, i)
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
                let mediated = mediated || took_place;
                if under.is_some() && !reported && !mediated {
                    scene.tell(&trigger, Err("content of the act before it: what is demanded, offered, refused"));
                    continue 'readings;
                }
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
            scene.tell(&trigger, Err("no party on one side, and the type needs both"));
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
            themes.extend(frame.theme);
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
        a.kind == act.kind && meet && (a.actors == act.actors || act.actors.is_empty() || act.recipients.is_empty())
    })
}

/// A lemma without the number that tells homonyms apart: عبر#2.
fn unnumbered(lemma: &str) -> &str {
    lemma.split('#').next().unwrap_or(lemma)
}

/// The readings of token `i` as a trigger, likeliest first.
fn triggers(scene: &Scene<'_, '_>, i: usize) -> Vec<Trigger> {
    let lexicon = scene.words.lexicon;
    let cue = scene.cue_of(i);
    let is = scene.is(i);
    // ويذكر أن: the narrator reminds nobody.
    if is.has(Is::NARRATOR) && cue.is_none() {
        return Vec::new();
    }
    // فقد قرر: a particle before a verb, no loss.
    if is.has(Is::PARTICLE) && scene.is(i + 1).has(Is::VERB) {
        return Vec::new();
    }
    // قصف تركي: behind the noun that it agrees with an adjective of nationality is no verb.
    if is.has(Is::NISBA) && i > scene.first && scene.is(i - 1).has(Is::NOUN) && !is.has(Is::CONJUNCT) && cue.is_none() {
        return Vec::new();
    }
    // بحسب ما نقله الناطق, وفق ما ذكر: nor is what only says according to whom.
    if i > scene.first + 1 && scene.key(i - 1) == "ما" && scene.words.evidential(i - 2).is_some() {
        return Vec::new();
    }
    // طالبا عدم الكشف عن هويته: how a source stays unnamed is asked of nobody.
    if scene.matcher.stays_unnamed(i) {
        return Vec::new();
    }
    // وفق الأمم المتحدة: according to her, and nobody reconciles.
    if scene.words.evidential(i).is_some() {
        return Vec::new();
    }
    // اسلام اباد: the second word of a name is no deed.
    let within = |n: usize| {
        scene.words.hits(n).iter().any(|h| {
            use mahdar_lang::NamedBy::{Capital, Name};
            h.end as usize > i && matches!(h.phrase, Phrase::Actor { by: Name | Capital, .. })
        })
    };
    if (i.saturating_sub(4).max(scene.first)..i).any(within) {
        return Vec::new();
    }
    // شكري is no thanks: a word of a name tells nothing.
    let beside = |k: usize| scene.is(k).has(Is::NAME) || scene.is(k).has(Is::ACTOR);
    let in_name = is.has(Is::NAME) && (i > scene.first && beside(i - 1) || !is.has(Is::VERB) && beside(i + 1));
    // تقدم لبنان بشكوى: a verb is no movement of that name.
    let actor = is.has(Is::ACTOR)
        && (!is.has(Is::VERB)
            || crate::np::actor_at(scene.words, i).is_some_and(|(_, by, _)| by != mahdar_lang::NamedBy::Epithet));
    if in_name && cue.is_none() && !scene.words.is_only_verb(i) || actor {
        return Vec::new();
    }
    let finite = is.has(Is::VERB) && !is.has(Is::FUNCTION) && frame::verb_stands(scene, i);
    let mut triggers: Vec<Trigger> = Vec::new();
    let refused = refusal(scene, i) && !scene.is(i).has(Is::ACT);
    // توقع الوزير أن: he expects; where a word attributes it is of the verb that does, and signs nothing.
    let lemma = |verb: u16| unnumbered(&lexicon.verbs[verb as usize].lemma);
    let attributes = cue.map(|k| unnumbered(&scene.doc.statements[k].cue.lemma)).filter(|cue| {
        scene.words.analyses(i).iter().any(|a| matches!(a.entry, Entry::Verb { verb, .. } if lemma(verb) == *cue))
    });
    for a in scene.words.analyses(i) {
        let Entry::Verb { verb, form } = a.entry else { continue };
        if scene.words.shadda_denies(scene.doc, i, a) || attributes.is_some_and(|cue| lemma(verb) != cue) {
            continue;
        }
        let none = Vec::new();
        let rows = if lexicon.verbs[verb as usize].acts { lexicon.verb_acts.get(&verb) } else { None };
        let Some(rows) = rows.or(refused.then_some(&none)) else { continue };
        let form_kind = match form.tense {
            Tense::Perfect | Tense::Imperfect if (finite || cue.is_some()) && form.person == 3 => TriggerForm::Finite,
            // نطالب، نرفض inside marks, and لن نقبل.
            // Elsewhere نقل is "he carried", not "we dismiss".
            Tense::Imperfect if finite && form.person == 1 && first_person_stands(scene, i) => TriggerForm::Finite,
            // ونحن قبلنا هذه الدعوة: of many.
            Tense::Perfect
                if finite
                    && form.person == 1
                    && form.number == mahdar_lang::Number::Plural
                    && !form.passive
                    && first_person_stands(scene, i) =>
            {
                TriggerForm::Finite
            }
            // موعدا is an appointment, not "threatening".
            Tense::ActiveParticiple if scene.is(i).has(Is::NOUN) && cue.is_none() => continue,
            Tense::ActiveParticiple if form.accusative && !a.before.article && frame::participle_stands(scene, i) => {
                TriggerForm::Participle
            }
            Tense::ActiveParticiple if !a.before.article && frame::predicate_stands(scene, i, form) => {
                TriggerForm::Predicate
            }
            Tense::Masdar if !finite && (!scene.is(i).has(Is::TITLE) || document_deed(scene, i)) => TriggerForm::Noun,
            _ => continue,
        };
        // The passive reading of an unvocalised perfect comes second; the frame tells them apart.
        let same = |t: &Trigger| t.form == form_kind && t.rows == *rows && t.passive == form.passive;
        if triggers.iter().any(same) {
            continue;
        }
        let trigger = Trigger {
            at: i,
            end: i + 1,
            stem: a.stem as usize,
            form: form_kind,
            verb: Some(form),
            passive: form.passive,
            pronoun: a.pronoun,
            future: a.before.future,
            rows: rows.clone(),
        };
        triggers.push(trigger);
    }
    let mut nouns: Vec<(usize, usize, u16)> = Vec::new();
    for hit in scene.words.hits(i) {
        if let Phrase::Act(row) = hit.phrase
            && !finite
        {
            nouns.push((hit.end as usize, hit.stem as usize, row));
        }
    }
    let noun = |end: usize, stem: usize, pronoun: Option<&'static str>, rows: Vec<u16>| Trigger {
        at: i,
        end,
        stem,
        form: TriggerForm::Noun,
        verb: None,
        passive: false,
        pronoun,
        future: false,
        rows,
    };
    if let Some(end) = nouns.iter().map(|n| n.0).max() {
        let rows: Vec<u16> = nouns.iter().filter(|n| n.0 == end).map(|n| n.2).collect();
        let stem = nouns.iter().filter(|n| n.0 == end).map(|n| n.1).min().unwrap_or(0);
        triggers.push(noun(end, stem, None, rows));
    } else if !finite {
        // زيارته إلى تركيا: the rows of the noun under its pronoun.
        let owned = scene.words.analyses(i).iter().find_map(|a| {
            let rows = rows_under_pronoun(lexicon, &scene.key(i)[a.stem as usize..], a.pronoun?);
            (!rows.is_empty()).then_some((a.stem as usize, a.pronoun, rows))
        });
        let owned = owned.or_else(|| plural_under_pronoun(lexicon, scene.key(i)));
        triggers.extend(owned.map(|(stem, pronoun, rows)| noun(i + 1, stem, pronoun, rows)));
    }
    triggers.sort_by_key(|t| (t.form == TriggerForm::Noun, t.passive));
    triggers
}

/// تعليق العقوبات: a word for a document with a genitive behind it may be a deed, no commentary.
fn document_deed(scene: &Scene<'_, '_>, i: usize) -> bool {
    let lexicon = scene.words.lexicon;
    let next = scene.is(i + 1);
    let document = crate::np::title_at(scene.words, i)
        .is_some_and(|(t, ..)| lexicon.titles[t as usize].class == mahdar_lang::TitleClass::Document);
    document
        && !scene.is(i).has(Is::ARTICLE)
        && next.has(Is::NOMINAL)
        && !next.has(Is::PREP)
        && !next.has(Is::PREFIXED)
        && !next.has(Is::CONJUNCT)
        && !next.has(Is::TITLE)
        && !next.has(Is::ACTOR)
        && !next.has(Is::NAME)
        && !next.has(Is::ADJ)
}

/// Whether a first person can speak at `i`: inside marks, after نحن or إننا, after لن.
fn first_person_stands(scene: &Scene<'_, '_>, i: usize) -> bool {
    let before = i.checked_sub(1).filter(|&k| k >= scene.first);
    let pronoun = before.is_some_and(|k| {
        scene.is(k).has(Is::PRON)
            || scene.is(k).has(Is::PARTICLE)
            || scene.words.complementizer(scene.doc, k).is_some_and(|c| matches!(c.pronoun, Some("1s" | "1p")))
    });
    // موسكو: نرفض المقترح: what stands after a colon is said by whom the statement has before it.
    let quoted = before.is_some_and(|k| {
        let from = if scene.is(k).has(Is::CONJ) && k > scene.first { k - 1 } else { k };
        scene.kind(from) == Some(TokenKind::Colon)
    }) && scene.inside(i).is_some();
    pronoun || quoted || scene.matcher.quotation_at(i).is_some()
}

/// محادثاته, لاجتماعاتها: the stem, pronoun and rows of a plural in ات, which no reading of a verb gives.
pub(crate) fn plural_under_pronoun(
    lexicon: &mahdar_lang::Lexicon,
    key: &str,
) -> Option<(usize, Option<&'static str>, Vec<u16>)> {
    const ENDINGS: [(&str, &str); 4] = [("اته", "3ms"), ("اتها", "3fs"), ("اتهم", "3mp"), ("اتهما", "3d")];
    let (_, pronoun) = ENDINGS.into_iter().find(|(ending, _)| key.ends_with(ending))?;
    let starts = [0].into_iter().chain(["و", "ل", "ب"].iter().filter(|p| key.starts_with(**p)).map(|p| p.len()));
    starts.into_iter().find_map(|stem| {
        let rows = rows_under_pronoun(lexicon, &key[stem..], pronoun);
        (!rows.is_empty()).then_some((stem, Some(pronoun), rows))
    })
}

/// The rows of the noun that carries a pronoun: زيارته is زيارة, لقائه is لقاء.
fn rows_under_pronoun(lexicon: &mahdar_lang::Lexicon, stem: &str, pronoun: &str) -> Vec<u16> {
    let ending = match pronoun {
        "3ms" => "ه",
        "3fs" => "ها",
        "3mp" => "هم",
        "3d" => "هما",
        "1p" => "نا",
        _ => return Vec::new(),
    };
    let Some(host) = stem.strip_suffix(ending) else { return Vec::new() };
    let whole = match host.strip_suffix('ت') {
        Some(open) => format!("{open}ه"),
        None => host.strip_suffix(['ئ', 'ؤ']).map_or_else(|| host.to_owned(), |open| format!("{open}ء")),
    };
    let rows = |key: &str| -> Vec<u16> {
        let node = lexicon.word_id(key).and_then(|id| lexicon.step(0, id));
        let phrases = node.map_or(&[][..], |node| lexicon.phrases(node));
        phrases.iter().filter_map(|p| if let Phrase::Act(row) = p { Some(*row) } else { None }).collect()
    };
    let found = rows(&whole);
    if found.is_empty() { rows(host) } else { found }
}

/// الصحفيين, مراسلين: the press, which is nobody's party, at token `k`.
fn press(scene: &Scene<'_, '_>, k: usize) -> bool {
    let key = scene.key(k).trim_start_matches("ال").trim_start_matches("لل");
    ["صحفي", "صحافي", "اعلامي", "مراسل"].iter().any(|word| key.starts_with(word)) && key.ends_with("ين")
}

/// تقدم بشكوى إلى مجلس الأمن, علق مشاركته في محادثات ترعاها السعودية: whether those named are only whom a complaint is brought before, or
/// who holds the talks that somebody leaves.
fn beside_the_point(scene: &Scene<'_, '_>, parties: &Parties<'_>, frame: &Frame, named: &[EntityId]) -> bool {
    if named.is_empty() {
        return false;
    }
    let (from, to) = frame.evidence;
    if frame.kind == ActType::Consult && (from..to).any(|k| scene.key(k) == "مع" && press(scene, k + 1)) {
        return true;
    }
    let Some(theme) = frame.theme else { return false };
    let key = scene.key(theme);
    let complaint = frame.kind == ActType::Accuse && ["شكو", "شكا", "دعو", "بلاغ"].iter().any(|stem| key.contains(stem));
    let takes_part = frame.kind == ActType::Sanction && key.contains("مشارك");
    let with = || (theme + 1..frame.clause_end.min(theme + 8)).any(|k| scene.key(k) == "مع");
    complaint && parties.all_igos(named) || takes_part && !parties.all_igos(named) && !with()
}

fn build(
    scene: &Scene<'_, '_>,
    parties: &mut Parties<'_>,
    trigger: &Trigger,
    frame: &Frame,
    accused: Option<&Covered>,
) -> Option<Act> {
    // إطلاق كوريا الشمالية صاروخا: at nobody, a test.
    let launched = frame.kind == ActType::Assault
        && matches!(frame.lemma.as_str(), "أطلق" | "إطلاق")
        && frame.recipients.is_empty()
        && accused.is_none()
        && frame.theme.is_some_and(|t| ["صاروخ", "صواريخ"].iter().any(|word| scene.key(t).contains(word)))
        // أطلقت صواريخ على مدن, نحو الحدود; but into the sea.
        && !(trigger.end..frame.clause_end.min(trigger.end + 12)).any(|k| {
            let sea = ["بحر", "مياه"].iter().any(|word| scene.key(k + 1).contains(word));
            matches!(scene.key(k), "علي" | "نحو" | "باتجاه" | "صوب") && !sea || scene.key(k) == "اتجاه" && !sea
        })
        && frame.actors.iter().all(|id| parties.code(*id).is_some_and(|code| parties.is_state(code)));
    let launch = launched.then(|| Frame { kind: ActType::Mobilize, ..frame.clone() });
    let frame = launch.as_ref().unwrap_or(frame);
    let mut actors = frame.actors.clone();
    // اتهم إيران بقصف: the accused did it.
    if let Some(cover) = accused.filter(|_| actors.is_empty() || trigger.form == TriggerForm::Noun) {
        actors.clone_from(&cover.other);
    }
    let mut recipients: Vec<EntityId> = frame.recipients.iter().copied().filter(|r| !actors.contains(r)).collect();
    // A party does not act towards itself, but inside one state one body towards another: البرلمان منح الحكومة الثقة.
    let bodies = parties.within_one_state(&actors, &recipients) && speaks(frame.kind);
    recipients.retain(|r| bodies || !actors.iter().any(|a| parties.same_party(*a, *r)));
    within::within_a_state(scene, parties, trigger, frame, &mut actors, &mut recipients);
    // اتهمت باكستان القوات الهندية بقتل مدنيين: people without a nationality are the accuser's.
    if let Some(cover) = accused
        && let [only] = recipients[..]
        && let Some(own) = actors.first().and_then(|a| parties.code(*a)).map(|code| format!("{code}-CIV"))
        && parties.code(only) == Some(own.as_str())
        && let Some(by) = cover.by.first().and_then(|id| parties.code(*id)).filter(|code| parties.is_state(code))
    {
        let code = format!("{by}-CIV");
        recipients = vec![parties.group(scene.doc, code, scene.span(trigger.at, trigger.end))];
    }
    // اتهمت إيران إسرائيل باعتقال موظفيها: where nobody is named it was done to who accuses.
    // دانت قطر التفجير: who condemns what is done is not who suffered it.
    if let Some(cover) = accused.filter(|cover| {
        recipients.is_empty()
            && !(cover.condemns && cover.other.is_empty())
            && !matches!(frame.kind, ActType::Mobilize | ActType::Retreat)
    }) {
        recipients.extend(cover.by.iter().copied().filter(|id| actors.iter().all(|a| !parties.same_party(*a, *id))));
    }
    if actors.is_empty() && recipients.is_empty() {
        return None;
    }
    let outcome = status::decide(scene, parties, trigger, frame, &actors, accused.is_some())?;
    let (kind, status) = (outcome.kind, outcome.status);
    if beside_the_point(scene, parties, frame, &recipients) {
        recipients.clear();
    }
    // ستلجأ إلى مجلس الأمن إذا تكررت الواقعة: whom one turns to is not whom one threatens with it.
    if kind == ActType::Threaten && frame.lemma == "لجأ" && parties.all_igos(&recipients) {
        recipients.clear();
    }
    let trigger_span = {
        let token = scene.doc.tokens[trigger.at];
        let start = crate::words::key_to_text(scene.doc, scene.words.lexicon, &token, trigger.stem) as u32;
        Span { start, end: scene.doc.tokens[trigger.end - 1].span.end }
    };
    let evidence = scene.span(frame.evidence.0, frame.evidence.1).join(trigger_span);
    let statement = scene.cue_of(trigger.at).or_else(|| scene.inside(trigger.at));
    let both = !actors.is_empty() && !recipients.is_empty();
    let base: f32 = match trigger.form {
        TriggerForm::Finite => 0.62,
        TriggerForm::Participle => 0.6,
        TriggerForm::Predicate => 0.5,
        TriggerForm::Noun => 0.42,
    };
    let confidence: f32 = base + if both { 0.12 } else { -0.05 } + if frame.theme.is_some() { 0.05 } else { 0.0 };
    Some(Act {
        sentence: SentenceId::from_index(scene.sentence),
        kind,
        actors,
        recipients,
        announced: (kind != frame.kind && status::announces(frame.kind)).then_some(frame.kind),
        mode: frame.codes.0.clone().filter(|_| kind == frame.kind),
        contexts: Vec::new(),
        cameo: frame.codes.1.clone().filter(|_| kind == frame.kind),
        time: None,
        place: None,
        symmetric: frame.symmetric,
        status,
        claimed_by: outcome.claimed_by,
        condition: outcome.condition,
        object: frame.object.map(|(from, to)| scene.span(from, to)),
        issue: None,
        evidence,
        trigger: trigger_span,
        statement: statement.map(StatementId::from_index),
        lemma: frame.lemma.clone(),
        found_by: format!("ar.act.{}{}", frame.row, if frame.unnamed { UNNAMED } else { "" }),
        confidence: (confidence * 100.0).round() / 100.0,
    })
    .filter(|act| {
        // عقد مجلس الأمن جلسة
        let sits = act.kind == ActType::Consult && trigger.form == TriggerForm::Finite && parties.all_igos(&act.actors);
        plausible(act, trigger, frame) || sits
    })
}

/// What a reading must have to be one: a deed needs both sides unless its verb says it all.
fn plausible(act: &Act, trigger: &Trigger, frame: &Frame) -> bool {
    let themed = frame.theme.is_some();
    use ActType::{Aid, Assault, Coerce, Consult, Cooperate, Mediate, Sanction, Support};
    let both = !act.actors.is_empty() && !act.recipients.is_empty();
    let joint = act.symmetric && act.actors.len() > 1;
    let noun = trigger.form == TriggerForm::Noun;
    match act.kind {
        Consult | Cooperate | Mediate => both || joint,
        // اغتيل محافظ عدن: nobody is said to have done it.
        Assault | Coerce | Sanction if trigger.form == TriggerForm::Finite => {
            both || !act.actors.is_empty() || trigger.passive
        }
        // اندلعت اشتباكات بين الجيش والحركة; لقي جندي مصرعه في قصف باكستاني: whose deed it was is enough where it is news.
        Assault | Coerce | Sanction | Aid => both || joint || (!noun || frame.told) && !act.actors.is_empty(),
        // توقيع ليبيا وإيطاليا مذكرة تفاهم
        Support => both || (!noun && !act.actors.is_empty()) || noun && act.actors.len() > 1 && act.lemma == "وقع",
        // إعلان الجيش الإثيوبي وقف عملياته, تهديد الرئيس بقطع الغاز: a verbal noun with its own agent and matter.
        _ if noun && trigger.verb.is_some() && covers(act.kind) && themed => both || joint || !act.actors.is_empty(),
        // مظاهرات في باكستان احتجاجا على الغارات: people who protest are enough.
        ActType::Protest if noun => both || frame.told && !act.actors.is_empty(),
        _ if noun => both || joint,
        _ => !act.actors.is_empty() && act.status != ActStatus::Negated || both,
    }
}
