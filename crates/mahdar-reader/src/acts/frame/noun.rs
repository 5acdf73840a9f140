//! The frame of a verbal noun or noun, in steps: the row, the adjectives, who acts, the genitive, the other side.

use super::clause::{clause_end, opens_content, predicate_subject, trim};
use super::envoys::own_envoys;
use super::governor::{done_by, happened, held, made_to};
use super::phrases::{Parser, agent_at};
use super::predicate::{charge, predicated};
use super::slots::is_theme;
use super::violence::by_accident;
use super::{Frame, Trigger};
use crate::acts::{Scene, covers, press};
use crate::np::noun_phrase;
use crate::words::{Is, RECEIVE};
use mahdar_doc::{ActType, EntityId, TokenKind};
use mahdar_lang::{ActEntry, Phrase, Slot, Tense, TitleClass};

/// Lemmas of calls, which have two ends: اتصل, and مكالمة with its like.
const CALLS: [&str; 3] = ["اتصل", "اتصال", "مكالمة"];

/// How far the clause of a noun reaches, in tokens.
const REACH: usize = 14;

/// How far behind a noun its theme may stand, in tokens.
pub(super) const THEME_REACH: usize = 4;

/// A noun and what is found around it, step by step.
struct NounFrame<'f, 's, 'a, 'l, 'p> {
    p: &'f mut Parser<'s, 'a, 'l, 'p>,
    scene: &'s Scene<'a, 'l>,
    trigger: &'f Trigger,
    entry: &'l ActEntry,
    theme: Option<usize>,
    /// One past the noun's clause.
    limit: usize,
    /// Whether the genitive names all sides.
    whole: bool,
    /// Where the evidence begins, if not with the noun.
    evidence_start: usize,
    /// One past the noun and its adjectives.
    head_end: usize,
    /// The parties that adjectives name: الروسي الأوكراني.
    nationalities: Vec<EntityId>,
    /// The parties of the genitive, and one past it.
    genitive: Vec<EntityId>,
    genitive_end: usize,
    agents: Vec<EntityId>,
    recipients: Vec<EntityId>,
    /// The slot in which the other side stood.
    slot: Option<Slot>,
    evidence_end: usize,
    /// Whether the verb that the noun depends on is of the future.
    future: bool,
}

/// A verbal noun or noun: its agent is a pronoun, a nationality, a genitive; its other side stands in its slots.
pub(super) fn noun_frame(p: &mut Parser<'_, '_, '_, '_>, trigger: &Trigger) -> Option<Frame> {
    let scene = p.scene;
    let limit = clause_end(scene, trigger.end).min(trigger.end + REACH);
    if let Some(frame) = predicated(p, trigger) {
        return Some(frame);
    }
    let Some((row, theme)) = choose_row(scene, trigger, limit) else {
        return scene.lose("no theme word of its rows in reach");
    };
    // انتهاء الهدنة, تخليها عن وقف إطلاق النار: a truce that ends is none that is granted.
    let granted = matches!(scene.words.lexicon.acts[row as usize].kind, ActType::Concede | ActType::Agree);
    let ended = |n: usize| trigger.at >= scene.first + n && super::verb::ends(scene.key(trigger.at - n));
    if granted && (ended(1) || ended(2) && scene.is(trigger.at - 1).has(Is::PREP)) {
        return scene.lose("what ends is none that is granted");
    }
    if mentioned(scene, trigger, scene.words.lexicon.acts[row as usize].kind) {
        return scene.lose("talks or dealings that are only mentioned");
    }
    // اتصال هاتفي تلقاه من نظيره: the verb behind it tells who called.
    if scene.words.lexicon.acts[row as usize].kind == ActType::Consult && received(scene, trigger.end) {
        return scene.lose("the verb of receiving behind it tells who acts");
    }
    // اتفاق برعاية الأمم المتحدة: under whose hand talks are; no festival.
    if scene.words.lexicon.acts[row as usize].id.starts_with("under-") && !talks_before(scene, trigger.at) {
        return scene.lose("no talks under anybody's hand");
    }
    let mut noun = NounFrame {
        p,
        scene,
        trigger,
        entry: &scene.words.lexicon.acts[row as usize],
        theme,
        limit,
        whole: false,
        evidence_start: trigger.at,
        head_end: trigger.end,
        nationalities: Vec::new(),
        genitive: Vec::new(),
        genitive_end: trigger.end,
        agents: Vec::new(),
        recipients: Vec::new(),
        slot: None,
        evidence_end: trigger.end,
        future: false,
    };
    noun.read_adjectives();
    noun.find_agents();
    noun.find_genitive()?;
    noun.find_other_side();
    noun.part_genitive();
    noun.complete_sides();
    noun.close()
}

/// دخل وقف إطلاق النار حيز التنفيذ, بدأ سريان الهدنة: whether the truce at `i`, whose words end before `to`, comes into force.
fn comes_into_force(scene: &Scene<'_, '_>, i: usize, to: usize) -> bool {
    const ENTER: [&str; 3] = ["دخل", "سرى", "بدأ"];
    let enters = |k: usize| scene.words.forms_of(k, &ENTER).next().is_some();
    let from = i.saturating_sub(3).max(scene.first);
    let force = |k: usize| {
        matches!(scene.key(k), "حيز" | "موضع") && matches!(scene.key(k + 1), "التنفيذ" | "النفاذ" | "السريان")
    };
    (from..i).any(enters) && ((to..(to + 8).min(scene.last)).any(force) || (from..i).any(|k| scene.key(k) == "سريان"))
        || (from..i).any(|k| scene.words.forms_of(k, &ENTER[1..2]).next().is_some())
}

/// مناورات "الأسد الأفريقي" المشتركة, مناورات (زاباد-2017) بين: one past the name in marks that opens at `k`, where an adjective or
/// a preposition of the two sides goes on behind it.
fn behind_name(scene: &Scene<'_, '_>, k: usize, limit: usize) -> Option<usize> {
    /// The longest name, in tokens with its marks.
    const NAME: usize = 8;
    let opens = matches!(scene.kind(k)?, TokenKind::Open | TokenKind::OpenBracket | TokenKind::Quote);
    let closes =
        |n: &usize| matches!(scene.kind(*n), Some(TokenKind::Close | TokenKind::CloseBracket | TokenKind::Quote));
    let end = (k + 2..limit.min(k + NAME)).find(closes).filter(|_| opens)? + 1;
    let goes_on =
        scene.is(end).has(Is::ADJ) && scene.is(end).has(Is::ARTICLE) || matches!(scene.key(end), "بين" | "مع");
    (end < limit && goes_on).then_some(end)
}

/// Whether within a few words of token `at` a verb of receiving with its object's pronoun stands before من.
fn received(scene: &Scene<'_, '_>, at: usize) -> bool {
    let receives = |k: usize| {
        let mut forms = scene.words.forms_of(k, &RECEIVE);
        forms.any(|(a, form)| matches!(form.tense, Tense::Perfect | Tense::Imperfect) && a.pronoun.is_some())
    };
    (at..(at + 4).min(scene.last)).find(|&k| receives(k)).is_some_and(|k| (k + 1..k + 4).any(|n| scene.key(n) == "من"))
}

/// ملتزمة بالمحادثات, طاولة الحوار, بالتنسيق مع: whether definite talks or dealings, governed by a word that does not say that they
/// take place, are mentioned and not told.
fn mentioned(scene: &Scene<'_, '_>, trigger: &Trigger, kind: ActType) -> bool {
    let i = trigger.at;
    // لقاء مع الصحفيين
    if kind == ActType::Consult && (trigger.end..trigger.end + 3).any(|k| scene.key(k) == "مع" && press(scene, k + 1))
    {
        return true;
    }
    // الاتفاق الذي وقعته الحكومة مع المعارضة: what is described is known.
    if kind == ActType::Agree
        && trigger.verb.is_none()
        && scene.is(i).has(Is::ARTICLE)
        && scene.is(trigger.end).has(Is::REL)
    {
        return true;
    }
    let verb_before = |reach: usize, lemmas: &[&str]| {
        (i.saturating_sub(reach).max(scene.first)..i).any(|k| {
            let mut forms = scene.words.forms_of(k, lemmas);
            forms.any(|(_, form)| matches!(form.tense, Tense::Perfect | Tense::Imperfect))
        })
    };
    // المساعدات العسكرية الألمانية: nor is help told that is known, but where it comes: وصلت المساعدات السعودية.
    if kind == ActType::Aid && trigger.verb.is_none() && (scene.is(i).has(Is::ARTICLE) || trigger.pronoun.is_some()) {
        return !verb_before(2, &["وصل", "سلم", "دخل"]);
    }
    if !matches!(kind, ActType::Consult | ActType::Cooperate)
        || !scene.is(i).has(Is::ARTICLE)
        || trigger.pronoun.is_some()
        || i <= scene.first
    {
        return false;
    }
    let before = scene.key(i - 1);
    // جولة من المفاوضات, ثلاثة أيام من المحادثات: a round of them took place.
    let round = |k: usize| matches!(scene.key(k), "جوله" | "جولات" | "جولتين" | "سلسله" | "جلسه" | "جلسات");
    let counted = before == "من"
        && i > scene.first + 2
        && (round(i - 2)
            || scene.is(i - 2).has(Is::ADJ) && round(i - 3)
            || matches!(
                scene.key(i - 2),
                "يوم" | "يومين" | "ايام" | "ساعات" | "ساعتين" | "اسابيع" | "اسبوعين" | "اشهر"
            ));
    // عاد الوزير من الاجتماع مع نظيره: who comes from it was there.
    let counted = counted || before == "من" && verb_before(7, &["عاد", "رجع", "خرج"]);
    let governed = matches!(before, "من" | "الي" | "علي" | "عن" | "حول" | "بشان" | "نحو" | "دون") && !counted;
    // مشاركته في المحادثات
    let taken_part = matches!(before, "في" | "فى")
        && i > scene.first + 1
        && scene.key(i - 2).trim_start_matches("ال").trim_start_matches('ل').starts_with("مشارك");
    let bare = scene.is(i - 1);
    let genitive = bare.has(Is::NOUN) && !bare.has(Is::ARTICLE) && !bare.has(Is::VERB) && !bare.has(Is::ADVERB);
    let of_talks = genitive
        && matches!(
            before,
            "طاوله"
                | "مائده"
                | "باب"
                | "ابواب"
                | "قنوات"
                | "قناه"
                | "سبل"
                | "سبيل"
                | "جلسات"
                | "مسار"
                | "منطق"
                | "لغه"
        );
    governed || taken_part || of_talks || scene.is(i).has(Is::PREFIXED)
}

/// برعاية, بوساطة, تحت إشراف: whether a noun at `i` says under whose hand something is done.
pub(crate) fn under_hand(scene: &Scene<'_, '_>, i: usize) -> bool {
    scene.key(i).starts_with('ب') || scene.key(i) == "تحت"
}

/// Whether talks, an agreement or a truce stand shortly before token `i` in its sentence.
fn talks_before(scene: &Scene<'_, '_>, i: usize) -> bool {
    let lexicon = scene.words.lexicon;
    let of_talks = |row: u16| {
        matches!(
            lexicon.acts[row as usize].kind,
            ActType::Agree | ActType::Consult | ActType::Concede | ActType::Cooperate | ActType::Retreat
        )
    };
    (i.saturating_sub(12).max(scene.first)..i).any(|k| {
        let by_noun = scene.words.hits(k).iter().any(|h| matches!(h.phrase, Phrase::Act(row) if of_talks(row)));
        by_noun
            || matches!(
                scene.key(k).trim_start_matches("ال"),
                "اتفاق"
                    | "اتفاقا"
                    | "اتفاقيه"
                    | "هدنه"
                    | "مفاوضات"
                    | "محادثات"
                    | "حوار"
                    | "مباحثات"
                    | "تسويه"
                    | "مصالحه"
                    | "لقاء"
                    | "جوله"
                    | "مؤتمر"
                    | "قمه"
                    | "صفقه"
                    | "تبادل"
            )
    })
}

/// لقاء ثلاثي ضم الرئيسين, جمع عشاء عمل الرئيسين: the verb that says of talks at `at`, whose words end before `end`, whom they bring
/// together, and whether it carries a pronoun.
pub(super) fn gathers(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<(usize, bool)> {
    const GATHER: [&str; 2] = ["ضم", "جمع"];
    let finite = |v: usize| {
        let mut forms = scene.words.forms_of(v, &GATHER);
        let (a, _) =
            forms.find(|(_, form)| matches!(form.tense, Tense::Perfect | Tense::Imperfect) && !form.passive)?;
        Some((v, a.pronoun.is_some()))
    };
    let before = at.checked_sub(1).filter(|&v| v >= scene.first).and_then(finite).filter(|(_, pronoun)| !pronoun);
    (end..end + 3).find_map(finite).or(before)
}

/// The row whose theme stands nearest: تقديم مقترحات الضمانات offers proposals, not guarantees.
fn choose_row(scene: &Scene<'_, '_>, trigger: &Trigger, limit: usize) -> Option<(u16, Option<usize>)> {
    let lexicon = scene.words.lexicon;
    let themed = |row: u16| {
        let with = &lexicon.acts[row as usize].with;
        let from = behind_name(scene, trigger.end, limit).unwrap_or(trigger.end);
        (from..(from + THEME_REACH).min(limit)).find(|&k| is_theme(scene, k, with))
    };
    // ردت الجزائر باستدعاء سفيرها: one's own envoy called home is a sanction, another's summoned a rebuke.
    let summons = |row: u16| matches!(lexicon.acts[row as usize].lemma.as_str(), "استدعى" | "استدعاء");
    // استدعاء الرياض سفيرها: behind whose it is.
    let caller = |k: usize| scene.is(k).has(Is::ACTOR) || scene.is(k).has(Is::NISBA);
    let behind = (trigger.end..trigger.end + 3).find(|&k| !caller(k)).unwrap_or(trigger.end);
    if trigger.rows.iter().any(|&row| summons(row)) && own_envoys(scene, behind) {
        let sanction = |row: &&u16| lexicon.acts[**row as usize].kind == ActType::Sanction;
        return trigger.rows.iter().find(sanction).map(|&row| (row, Some(behind)));
    }
    let own = || {
        let said = |row: u16| {
            // الوصول إلى الكويت, اللجوء إلى القوة: rows of a verb alone.
            lexicon.acts[row as usize].finite
                || charge(&lexicon.acts[row as usize])
                || lexicon.acts[row as usize].slots.first() == Some(&Slot::Speaker)
        };
        trigger.rows.iter().copied().filter(move |&row| !said(row))
    };
    // عقدت جلسة ضمت الرئيسين: whom it brings together says that it is one.
    let talks = |row: &u16| {
        let entry = &lexicon.acts[*row as usize];
        entry.kind == ActType::Consult && entry.symmetric
    };
    if let Some(row) = own().find(talks)
        && gathers(scene, trigger.at, trigger.end).is_some()
    {
        return Some((row, themed(row)));
    }
    let free = own().position(|row| lexicon.acts[row as usize].with.is_empty());
    let before_free = own().take(free.unwrap_or(usize::MAX)).filter_map(|row| Some((row, themed(row)?)));
    before_free
        .min_by_key(|(_, t)| *t)
        .map(|(row, t)| (row, Some(t)))
        .or_else(|| own().nth(free?).map(|row| (row, None)))
}

impl NounFrame<'_, '_, '_, '_, '_> {
    /// Whether nobody is known yet who acts.
    fn is_nobodys(&self) -> bool {
        self.agents.is_empty() && self.nationalities.is_empty()
    }

    /// Adjectives: المشترك، الأخير; nationalities: الروسي الأوكراني.
    fn read_adjectives(&mut self) {
        let scene = self.scene;
        let mut k = self.trigger.end;
        let mut until = self.limit.min(self.trigger.end + 5);
        while k < until {
            // مناورات "الأسد الأفريقي" المشتركة بين: behind the name of an exercise or a round.
            if let Some(behind) = behind_name(scene, k, self.limit) {
                k = behind;
                until = self.limit.min(k + 4);
                continue;
            }
            if let Some(id) = self.p.parties.adjective(scene.doc, k) {
                if !self.nationalities.contains(&id) {
                    self.nationalities.push(id);
                }
                k += 1;
                self.evidence_end = k;
            } else if matches!(scene.key(k), "الاخير" | "الاخيره") && !scene.is(self.trigger.at).has(Is::ARTICLE)
            {
                // طرد الأخيرة موظفا: an indefinite noun has no definite adjective; it is who was named last.
                break;
            } else if scene.is(k).has(Is::ADJ)
                && (!scene.is(k).has(Is::TITLE) || self.by_people(k))
                && !scene.is(k).has(Is::PREFIXED)
            {
                k += 1;
            } else {
                break;
            }
        }
        self.head_end = k;
    }

    /// هجوم انتحاري, عملية فدائية: whether the word for people at `k` is the adjective of a deed that is not done to them, as
    /// قتل مدني is.
    fn by_people(&self, k: usize) -> bool {
        let people = crate::np::title_at(self.scene.words, k)
            .is_some_and(|(t, ..)| self.scene.words.lexicon.titles[t as usize].class == TitleClass::People);
        people
            && self.entry.kind == ActType::Assault
            && self.entry.slots.first() != Some(&Slot::Obj)
            && self.scene.is(k).has(Is::ARTICLE) == self.scene.is(self.trigger.at).has(Is::ARTICLE)
    }

    /// Who acts, from what stands before the noun: its pronoun's owner, the subject it is said of, of the verb it depends on.
    fn find_agents(&mut self) {
        let i = self.trigger.at;
        if self.trigger.pronoun.is_some() {
            self.agents.extend(self.owner());
        }
        self.of_predicate();
        if self.is_nobodys() {
            self.of_those_present();
        }
        if self.trigger.verb.is_none() {
            return;
        }
        // دفع موسكو لتقديم مقترحات, أجبر إيران على وقف: whom the verb brings to it does it.
        if self.is_nobodys()
            && let Some(ids) = made_to(self.p, i)
        {
            self.agents = ids;
        }
        // سارعت الحكومة إلى التنديد ب: a verbal noun that attributes is its statement's speaker's.
        if self.is_nobodys()
            && let Some(cue) = self.scene.cue_of(i)
            && let Some(speaker) = &self.scene.doc.statements[cue].speaker
        {
            let parties = &self.p.parties;
            self.agents.extend(speaker.entities.iter().copied().filter(|id| parties.code(*id).is_some()));
        }
        // أعلنت الحكومة رفض وقف إطلاق النار: a stance with which what is said begins is the speaker's.
        let stance = matches!(self.entry.kind, ActType::Reject | ActType::Support | ActType::Accuse);
        if self.is_nobodys()
            && stance
            && let Some(k) = self.scene.inside(i)
            && let statement = &self.scene.doc.statements[k]
            && matches!(statement.cue.lemma.as_str(), "أعلن" | "أكد" | "جدد" | "كرر" | "أبدى")
            && statement.content.first().is_some_and(|c| c.start == self.scene.doc.tokens[i].span.start)
            && let Some(speaker) = &statement.speaker
        {
            let parties = &self.p.parties;
            self.agents.extend(speaker.entities.iter().copied().filter(|id| parties.code(*id).is_some()));
        }
        // ردت كراكاس بقطع العلاقات, واصلت روسيا قصف المدينة: so does the subject of a verb that only says that it is done.
        if self.is_nobodys()
            && let Some(ids) = done_by(self.p, i)
        {
            self.agents = ids;
        }
    }

    /// Who بلاده and a pronoun refer to, if he acts for a party.
    fn owner(&self) -> Option<EntityId> {
        self.p.owner.filter(|id| self.p.parties.code(*id).is_some())
    }

    /// موسكو على استعداد للحوار, بلاده جاهزة: a predicate says it of the phrase before it.
    fn of_predicate(&mut self) {
        let scene = self.scene;
        let i = self.trigger.at;
        let predicate = self.entry.kind == ActType::Agree
            && (self.trigger.end > i + 1 || scene.is(i).has(Is::ADJ))
            && !scene.is(i).has(Is::ARTICLE);
        if !predicate || !self.is_nobodys() {
            return;
        }
        if let Some(np) = predicate_subject(scene, i) {
            self.agents = self.p.entities(&np);
            self.agents.retain(|id| self.p.parties.code(*id).is_some());
        }
        // إنها على استعداد, نحن من جانبنا جاهزون
        let we = || {
            (i.saturating_sub(3).max(scene.first)..i).any(|k| matches!(scene.key(k), "نحن" | "ونحن" | "اننا" | "فنحن"))
                && scene.inside(i).is_some()
        };
        let pronoun = || {
            i > scene.first && scene.words.complementizer(scene.doc, i - 1).is_some_and(|c| c.pronoun.is_some()) || we()
        };
        if self.agents.is_empty() && pronoun() {
            self.agents.extend(self.owner());
        }
    }

    /// خلال اتصال هاتفي مع نظيره, عقب لقاء مع الوفد: the speaker of the sentence was there.
    fn of_those_present(&mut self) {
        let scene = self.scene;
        let i = self.trigger.at;
        let before = i.checked_sub(1).filter(|&k| k >= scene.first).map_or("", |k| scene.key(k));
        let before = before.strip_prefix('و').filter(|_| i - 1 == scene.first).unwrap_or(before);
        let during = matches!(before, "خلال" | "عقب" | "اثر" | "بعد" | "قبيل" | "قبل" | "في" | "اثناء" | "هامش");
        // مؤتمر صحفي عقده في القاهرة مع نظيره: so was he where he held it.
        let held = (self.trigger.end..self.head_end + 3).any(|k| crate::matcher::HELD.contains(&scene.key(k)));
        let with = self.head_end < self.limit && (matches!(scene.key(self.head_end), "مع" | "ب") || held);
        if !self.entry.symmetric || !during {
            return;
        }
        let on_occasion = scene.occasion_of(i);
        let parties = &self.p.parties;
        let speaker = |k: usize| {
            let speaker = scene.doc.statements[k].speaker.as_ref()?.entities.first().copied()?;
            parties.code(speaker).is_some().then_some(speaker)
        };
        if with {
            let here = scene.statement_before(i).filter(|s| scene.statements.contains(s));
            // وفي مؤتمر صحفي عقده مع نظيره، قال الوزير: or whoever speaks behind it.
            let behind = || on_occasion.or_else(|| held.then(|| scene.statements.clone().next()).flatten());
            self.agents.extend(here.or_else(behind).and_then(speaker));
        } else if CALLS.contains(&self.entry.lemma.as_str())
            && !scene.is(i).has(Is::ARTICLE)
            && let Some(k) = on_occasion
            && let Some(speaker) = speaker(k)
        {
            // حث الوزير الرئيس، في اتصال هاتفي، على: whom he called on, or told, is on the line.
            let mut called = parties.called_on(scene.sentence, speaker);
            if called.is_empty()
                && let Some(told) = scene.doc.statements[k].addressee
            {
                let named =
                    scene.doc.mentions_between(told.start, told.end).iter().find(|m| m.span.start == told.start);
                called = named.map(|m| m.entities.clone()).unwrap_or_default();
                called.retain(|id| parties.code(*id).is_some() && !parties.same_party(*id, speaker));
            }
            if !called.is_empty() {
                // Both ends of the line stand before the noun.
                let statement = &scene.doc.statements[k];
                let told = statement.speaker.as_ref().and_then(|s| s.span).map_or(statement.cue.span, |s| s);
                let from = told.start.min(statement.cue.span.start);
                let from = scene.doc.tokens.partition_point(|t| t.span.end <= from).max(scene.first);
                self.evidence_start = from.min(i);
                self.agents.push(speaker);
                self.recipients = called;
                self.slot = Some(Slot::Maa);
            }
        }
    }

    /// لقاء ثلاثي ضم الرئيسين, محادثات جمعت الوزير بنظيره, لقاء جمعه بالسفير: those whom talks bring together by the verb at `k`
    /// or shortly behind it, and one past them.
    fn gathered(&mut self, k: usize) -> Option<(Vec<EntityId>, usize)> {
        let scene = self.scene;
        if !self.entry.symmetric {
            return None;
        }
        // ضم عشاء عمل في سنتوسا رئيس الوزراء ونظيره: the verb may stand before it.
        let k = self.theme.map_or(k, |theme| k.max(theme + 1));
        let (verb, pronoun) = gathers(scene, self.trigger.at, k)?;
        let from = if verb < self.trigger.at { scene.matcher.after_adjuncts(k) } else { verb + 1 };
        let from = from + usize::from(scene.key(from) == "بين");
        let (mut ids, mut end) = if pronoun {
            // لقاء جمعه بنظيره: whoever speaks of it or does what is told.
            let parties = &self.p.parties;
            let speaker = scene.occasion_of(self.trigger.at).and_then(|s| scene.doc.statements[s].speaker.as_ref());
            let speaker = speaker.and_then(|s| s.entities.first().copied()).filter(|id| parties.code(*id).is_some());
            let owner = speaker.or_else(|| self.owner()).or_else(|| self.p.clause_subject(self.trigger.at));
            (owner.into_iter().collect(), from)
        } else {
            self.p.at(from, scene.last)
        };
        let with = scene.key(end) == "مع" || scene.is(end).has(Is::PREFIXED) && scene.key(end).starts_with('ب');
        if ids.len() == 1 && with {
            let (more, behind) = self.p.at(end + usize::from(scene.key(end) == "مع"), scene.last);
            let parties = &self.p.parties;
            let other = more.iter().all(|id| !parties.same_party(*id, ids[0]));
            if other {
                ids.extend(more);
                end = behind;
            }
        }
        (ids.len() > 1).then_some((ids, end))
    }

    /// The genitive behind the noun; a deed of somebody without political standing is no act.
    fn find_genitive(&mut self) -> Option<()> {
        let scene = self.scene;
        let k = self.head_end;
        self.genitive_end = k;
        if !self.is_nobodys() || k >= self.limit {
            return Some(());
        }
        if let Some((ids, end)) = self.gathered(k) {
            self.genitive = ids;
            self.genitive_end = end;
            self.whole = true;
            return Some(());
        }
        let is = scene.is(k);
        // زيارة مرتقبة لوزير الخارجية الهندي إلى كولومبو: behind an adjective ل says whose visit it is.
        let whose = k > self.trigger.end
            && self.entry.mode.as_deref() == Some("visit")
            && is.has(Is::PREFIXED)
            && scene.key(k).starts_with('ل');
        if whose {
            let (ids, end) = self.p.at(k, self.limit);
            self.genitive = ids;
            self.genitive_end = end.max(k);
            return Some(());
        }
        let opens = !is.has(Is::PREFIXED) && !is.has(Is::PREP) && !is.has(Is::PUNCT) && !is.has(Is::COMP);
        // ندوة صحافية is a press conference, not a journalist's.
        let adjective = is.has(Is::ADJ) && is.has(Is::ARTICLE) == scene.is(self.trigger.at).has(Is::ARTICLE);
        let private = !adjective
            && noun_phrase(scene.doc, scene.words, k, self.limit).is_some_and(|np| self.p.parties.nonpolitical(&np));
        if private {
            return scene.lose("the agent is no political actor");
        }
        // رفض انضمام أوكرانيا: what is refused, agreed to or asked for is a deed; it does not refuse.
        use ActType::{Agree, Deny, Propose, Reject, Request};
        let deed = matches!(self.entry.kind, Agree | Deny | Propose | Reject | Request)
            && !is.has(Is::ARTICLE)
            && scene.matcher.verbal_noun(k);
        if opens && !deed && self.theme.is_none_or(|t| t != k) {
            let last = matches!(scene.key(k), "الاخير" | "الاخيره");
            let (ids, end) = if last {
                let np = crate::np::Np::bare(k, k + 1, scene.span(k, k + 1));
                (self.p.entities(&np), k + 1)
            } else {
                self.p.at(k, self.limit)
            };
            self.genitive = ids;
            self.genitive_end = end.max(k);
            // اجتماعات اللجنة المشتركة الأردنية العراقية: two nationalities of one body are two parties.
            let second = self.genitive_end;
            let two = self.entry.symmetric
                && self.genitive.len() == 1
                && second > k + 1
                && scene.is(second - 1).has(Is::NISBA)
                && scene.is(second).has(Is::NISBA)
                && !scene.is(second).has(Is::CONJUNCT);
            if two && let Some(id) = self.p.parties.adjective(scene.doc, second) {
                self.genitive.push(id);
                self.genitive_end = second + 1;
            }
        }
        Some(())
    }

    /// The other side by the slots of the row, and whom an agent after من قبل leaves to suffer.
    fn find_other_side(&mut self) {
        let scene = self.scene;
        let limit = self.limit;
        let after = self.genitive_end.max(self.head_end);
        // مقتل ثمانية أتراك بقصف لقوات النظام: whose deed it was done by.
        let harmed = self.entry.kind == ActType::Assault && self.entry.slots.first() == Some(&Slot::Obj);
        // مقتل 12 شخصا في تحطم طائرة
        if harmed && self.agents.is_empty() && by_accident(scene, self.trigger.end, limit) {
            self.nationalities.clear();
            self.genitive.clear();
            return;
        }
        // مقتل سبعة من جنودها: those of whoever acts or speaks before.
        if harmed
            && self.killed()
            && self.agents.is_empty()
            && self.genitive.is_empty()
            && self.nationalities.is_empty()
        {
            self.genitive = self.own_people(self.head_end);
            // مقتل 12 شخصا في تفجير في بغداد
            if self.genitive.is_empty() {
                self.genitive.extend(self.p.killed_people(self.head_end, limit));
            }
        }
        if harmed && self.agents.is_empty() {
            let by = self.p.by_deed(after, limit);
            let sufferers = if self.genitive.is_empty() { &self.nationalities } else { &self.genitive };
            let other = |ids: &[EntityId]| !sufferers.is_empty() && !ids.iter().any(|id| sufferers.contains(id));
            if let Some((ids, end)) = by.filter(|(ids, _)| other(ids)) {
                self.recipients = sufferers.clone();
                self.nationalities.clear();
                self.genitive.clear();
                self.agents = ids;
                self.evidence_end = self.evidence_end.max(end);
                return;
            }
        }
        // The object of a verbal noun after its agent: استهداف الحوثيين السعودية.
        let is = scene.is(after);
        let bare = after < limit
            && !is.has(Is::PREFIXED)
            && !is.has(Is::PREP)
            && !is.has(Is::PUNCT)
            && !is.has(Is::COMP)
            && !is.has(Is::CONJUNCT);
        let second = (bare && is.has(Is::NOMINAL)).then(|| noun_phrase(scene.doc, scene.words, after, limit)).flatten();
        // A call has its two ends, and talks that bring several together theirs.
        let known = !self.recipients.is_empty() || self.whole;
        let found = (!known)
            .then(|| self.p.other_side(self.entry, &self.agents, second.as_deref(), self.theme, after, limit))
            .flatten();
        if let Some((ids, end, slot)) = found {
            use ActType::{Aid, Assault, Coerce, Mobilize};
            self.slot = Some(slot);
            // A place is no party to talks.
            let place = slot == Slot::Fi && !matches!(self.entry.kind, Assault | Coerce | Aid | Mobilize);
            // نفي الدوحة لقاء مسؤوليها بقادة القاعدة: what is denied is no other side.
            let at = self.theme.unwrap_or(after);
            let mut near = (at..at + 3)
                .filter(|&k| self.p.parties.adjective(scene.doc, k).is_some() || scene.is(k).has(Is::ACTOR));
            let denied = near.next().is_none() && self.entry.kind == ActType::Deny;
            if !place && !denied {
                self.recipients = ids;
                self.evidence_end = self.evidence_end.max(end);
            }
        }
        // اعتقال عشرين عضوا على يد الشرطة: the genitive suffers.
        if let Some(k) = agent_at(scene, self.trigger.end, limit) {
            let (ids, end) = self.p.at(k + 2, limit);
            if !ids.is_empty() {
                let sufferers = if self.genitive.is_empty() { &mut self.nationalities } else { &mut self.genitive };
                self.recipients = std::mem::take(sufferers);
                self.recipients.retain(|r| !ids.contains(r));
                self.agents = ids;
                self.evidence_end = self.evidence_end.max(end);
            }
        }
        if !self.nationalities.is_empty() {
            self.agents = std::mem::take(&mut self.nationalities);
        }
    }

    /// Whether the noun is of death by violence, which is told where only the dead are known: مقتل ثلاثة جنود إسرائيليين.
    fn killed(&self) -> bool {
        let scene = self.scene;
        let i = self.trigger.at;
        if !matches!(scene.key(i).trim_start_matches(['و', 'ب']), "مقتل" | "مصرع") {
            return false;
        }
        // التحقيق في مقتل, ذكرى مقتل: but it is spoken of there, and not told.
        let before = i.checked_sub(1).filter(|&k| k >= scene.first);
        before.is_none_or(|k| {
            let is = scene.is(k);
            let of = is.has(Is::NOUN) && !is.has(Is::ARTICLE) && !is.has(Is::VERB) && !is.has(Is::PUNCT);
            let after = matches!(scene.key(k), "بعد" | "عقب" | "اثر" | "الي" | "جراء");
            after || !of && !is.has(Is::PREP) && !matches!(scene.key(k), "منذ" | "بشان" | "حول" | "قبل")
        })
    }

    /// Whose people those at `k` are, where they are fighters with a pronoun (جنودها, أربعة من عناصره): who acts in the clause
    /// before, else who speaks.
    fn own_people(&mut self, k: usize) -> Vec<EntityId> {
        let scene = self.scene;
        let people = |k: usize| {
            scene.is(k).has(Is::TITLE)
                && scene.words.analyses(k).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')))
        };
        let at = (k..(k + 4).min(self.limit)).find(|&k| people(k));
        let free = |k: usize| scene.is(k).has(Is::PUNCT) || scene.is(k).has(Is::VERB) || scene.is(k).has(Is::COMP);
        if at.is_none_or(|at| (k..at).any(free)) {
            return Vec::new();
        }
        let whose = self.p.clause_subject(self.trigger.at).or(self.owner());
        whose.into_iter().filter(|id| self.p.parties.code(*id).is_some()).collect()
    }

    /// Whether the genitive acts or suffers.
    fn part_genitive(&mut self) {
        let patient = self.entry.slots.first() == Some(&Slot::Obj);
        // مشيرا إلى رفع القيود, أعلن عن إرسال مساعدات: a deed without an agent that a statement begins with is the speaker's.
        if self.agents.is_empty() && self.trigger.verb.is_some() && !self.entry.symmetric {
            // قال بلينكن إن الهجوم يثير الشكوك: an attack that is known is not who speaks of it.
            let known = self.entry.kind == ActType::Assault && self.scene.is(self.trigger.at).has(Is::ARTICLE);
            let opens = opens_content(self.scene, self.trigger.at).filter(|_| !known);
            self.agents = opens.filter(|_| self.genitive.is_empty() || patient).unwrap_or_default();
            self.agents.retain(|id| self.p.parties.code(*id).is_some());
        }
        // تم اعتقال معارضين في زامبيا: a place is whose ground it is, and the genitive suffers.
        use ActType::{Assault, Coerce, Sanction};
        let force = matches!(self.entry.kind, Assault | Coerce | Sanction);
        if patient && force && self.slot == Some(Slot::Fi) && self.agents.is_empty() && !self.genitive.is_empty() {
            let ground = std::mem::replace(&mut self.recipients, std::mem::take(&mut self.genitive));
            if self.entry.kind != Assault {
                self.agents = ground;
            }
            self.evidence_end = self.evidence_end.max(self.genitive_end);
        }
        if self.agents.is_empty() && !self.genitive.is_empty() {
            let genitive = std::mem::take(&mut self.genitive);
            // مقتل عشرات المدنيين في غارة على صنعاء: whoever is dead did nothing.
            let dead = self.killed() && matches!(self.slot, Some(Slot::Ala | Slot::Fi | Slot::Theme));
            if (patient && self.recipients.is_empty() || dead) && !self.entry.symmetric {
                self.recipients = genitive;
            } else {
                self.agents = genitive;
            }
            self.evidence_end = self.evidence_end.max(self.genitive_end);
        }
    }

    /// Who else is meant where one side is not named.
    fn complete_sides(&mut self) {
        let scene = self.scene;
        let i = self.trigger.at;
        let entry = self.entry;
        // أغلقت بلغاريا القنصلية ردا على طرد موسكو دبلوماسييها: whose people suffer is who acts before.
        let behind = self.theme.unwrap_or(self.genitive_end.max(self.head_end));
        let theirs = !self.agents.is_empty()
            && self.recipients.is_empty()
            && matches!(entry.kind, ActType::Sanction | ActType::Coerce | ActType::Assault)
            && scene.is(behind).has(Is::NOMINAL)
            && scene.words.analyses(behind).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')));
        if theirs {
            let other = self.p.clause_subject(i).or(self.owner());
            let parties = &self.p.parties;
            let agents = &self.agents;
            self.recipients.extend(other.filter(|id| agents.iter().all(|a| !parties.same_party(*a, *id))));
        }
        // إنذار من بغداد إلى أربيل, تحذير من واشنطن لطهران: from whom, where it says to whom.
        let from = scene.key(self.head_end) == "من"
            && self.agents.is_empty()
            && matches!(self.slot, Some(Slot::Ila | Slot::Li))
            && matches!(
                entry.kind,
                ActType::Threaten | ActType::Propose | ActType::Aid | ActType::Support | ActType::Request
            );
        if from {
            let (mut ids, _) = self.p.at(self.head_end + 1, self.limit);
            ids.retain(|id| self.recipients.iter().all(|r| !self.p.parties.same_party(*r, *id)));
            self.agents = ids;
        }
        // تهديد الرئيس البيلاروسي بقطع الغاز عن بولندا, تنديد الاتحاد بقادة الانقلاب في الغابون: whom the deed is on, or of whom.
        let next = self.genitive_end.max(self.head_end);
        let by_deed = matches!(entry.kind, ActType::Threaten | ActType::Accuse)
            && self.trigger.verb.is_some()
            && !self.agents.is_empty()
            && self.recipients.is_empty()
            && scene.is(next).has(Is::PREFIXED)
            && scene.key(next).starts_with('ب');
        if by_deed {
            let (mut ids, end) = self.p.parties.inside_to(scene.doc, next, self.limit);
            ids.retain(|id| self.agents.iter().all(|a| !self.p.parties.same_party(*a, *id)));
            if !ids.is_empty() {
                self.recipients = ids;
                self.evidence_end = self.evidence_end.max(end);
            }
        }
        // المباحثات التي جرت اليوم مع روسيا, في اتصال مع نظيره: who tells of his own talks with somebody held them.
        let with = self.slot == Some(Slot::Maa) && entry.symmetric;
        if with && self.agents.is_empty() && self.recipients.len() == 1 && scene.statement_before(i).is_some() {
            self.agents.extend(self.owner().filter(|id| !self.p.parties.same_party(*id, self.recipients[0])));
        }
        // لإجراء محادثات مع المسؤولين, في زيارة إلى: whoever the clause is of.
        let of_clause = matches!(entry.kind, ActType::Consult | ActType::Cooperate);
        if of_clause && self.agents.is_empty() && self.recipients.len() == 1 {
            let subject = self.p.clause_subject(i);
            self.agents.extend(subject.filter(|id| !self.p.parties.same_party(*id, self.recipients[0])));
        }
        // اختتم الطرفان المحادثات دون التوصل إلى اتفاق: who did not agree are those of whom the clause, or the sentence, tells.
        let without = i.checked_sub(1).filter(|&k| k >= scene.first).is_some_and(|k| {
            matches!(scene.key(k), "دون" | "بدون")
                || scene.key(k) == "الي" && k >= scene.first + 2 && matches!(scene.key(k - 2), "دون" | "بدون")
        });
        if entry.kind == ActType::Agree && without && self.agents.is_empty() && self.recipients.is_empty() {
            let mut both = self.p.clause_subjects(i);
            if both.len() < 2 {
                both = self.p.parties.told_together(scene.sentence, &[]);
            }
            // Under whose hand they talked is none of them.
            if both.len() > 2 {
                both.retain(|id| !self.p.parties.all_igos(&[*id]));
            }
            if both.len() > 1 {
                self.agents = both;
                self.evidence_start = i - 1 - usize::from(scene.key(i - 1) == "الي");
                self.evidence_end = self.evidence_end.max(self.theme.map_or(i + 1, |t| t + 1));
            }
        }
        // واصلت جهودها للتوسط بين الطرفين: so is who mediates.
        if entry.kind == ActType::Mediate && self.agents.is_empty() && self.recipients.len() > 1 {
            let mut subjects = self.p.clause_subjects(i);
            if subjects.is_empty() {
                subjects.extend(self.owner());
            }
            let parties = &self.p.parties;
            subjects.retain(|id| !self.recipients.iter().any(|r| parties.same_party(*r, *id)));
            self.agents = subjects;
        }
        // خرجت مظاهرات في باكستان: those who demonstrate are of where they do.
        if entry.kind == ActType::Protest && self.agents.is_empty() && scene.key(self.head_end) == "في" {
            let (ids, end) = self.p.at(self.head_end + 1, self.limit);
            let ids = if ids.is_empty() {
                self.p.ground(self.head_end, self.limit).map_or(ids, |found| found.0)
            } else {
                ids
            };
            if let [only] = ids[..]
                && let Some(code) = self.p.parties.code(only).filter(|code| self.p.parties.is_state(code))
            {
                let code = format!("{code}-CIV");
                self.agents.push(self.p.parties.group(scene.doc, code, scene.span(i, self.trigger.end)));
                self.recipients.retain(|id| *id != only);
                self.evidence_end = self.evidence_end.max(end);
            }
        }
        // سلمت إريتريا جيبوتي أسرى بوساطة قطرية: who mediates does it between the two of whom the report is.
        // محادثات بين الجيش والدعم السريع برعاية سعودية أمريكية: of whom the sentence has just told.
        if entry.kind == ActType::Mediate && self.recipients.is_empty() && !self.agents.is_empty() {
            self.recipients = self.p.parties.told_together(scene.sentence, &self.agents);
            if self.recipients.is_empty() {
                self.recipients = self.p.parties.two_sides(scene.doc, i, &self.agents);
            }
        }
        // قطع العلاقات بين السعودية وإيران: what is between two is of both.
        let between = entry.kind != ActType::Mediate && self.slot == Some(Slot::Bayna);
        if self.agents.is_empty() && self.recipients.len() > 1 && (entry.symmetric || between) {
            self.agents = std::mem::take(&mut self.recipients);
        }
        if entry.kind == ActType::Consult
            && entry.symmetric
            && self.agents.is_empty()
            && self.recipients.is_empty()
            && let Some((verb, coming)) = held(scene, i, self.head_end)
        {
            self.agents = self.p.parties.two_sides(scene.doc, i, &[]);
            self.evidence_end = self.evidence_end.max(verb + 1);
            self.future = coming;
        }
    }

    fn close(self) -> Option<Frame> {
        let scene = self.scene;
        let i = self.trigger.at;
        if self.agents.is_empty() && self.recipients.is_empty() {
            return scene.lose("no party around the noun");
        }
        // A title's noun is no act: وفد المفاوضات; so is one in marks of a name.
        let previous = scene.is(i.saturating_sub(1));
        let of_title = i > scene.first && previous.has(Is::TITLE) && !previous.has(Is::VERB);
        // والحوثيين بوساطة عمانية: under whose hand, behind ب.
        let by = self.entry.kind == ActType::Mediate && under_hand(scene, i);
        // محور لقاء الوزير الأردني بنظيرته السويدية: between two parties it is one, whatever stands before.
        let between =
            matches!(self.entry.lemma.as_str(), "التقى" | "لقاء") && self.agents.len() + self.recipients.len() > 1;
        if of_title && self.trigger.pronoun.is_none() && !scene.is(i).has(Is::PREFIXED) && !by && !between {
            return scene.lose("the noun belongs to a title");
        }
        let to = trim(scene, i + 1, self.evidence_end.max(self.trigger.end).min(scene.last));
        let in_force = self.entry.kind == ActType::Concede && comes_into_force(scene, i, to);
        let dead = self.entry.kind == ActType::Assault && self.agents.is_empty() && self.killed();
        // خطف سائحين إيطاليين في بوركينا فاسو, استقالة رئيس الوزراء الياباني: what a headline opens with is its news.
        // قتل رجلان is a verb; خطف سائحين has them in the genitive.
        let noun = !scene.is(i).has(Is::VERB) || scene.key(i + 1).ends_with("ين");
        // هجوم شنته القوات الروسية على كييف: the verb of its relative clause tells it.
        let noun = noun && !scene.words.is_only_verb(i + 1);
        let news = scene.sentence == 0 && i == scene.first && noun && !scene.is(i).has(Is::ARTICLE);
        let by_nobody = news
            && self.agents.is_empty()
            && self.trigger.verb.is_some()
            && matches!(self.entry.kind, ActType::Assault | ActType::Coerce);
        let clause_end = if covers(self.entry.kind) { self.limit } else { to };
        Some(Frame {
            symmetric: (self.entry.symmetric || self.slot == Some(Slot::Bayna) && self.recipients.is_empty())
                && self.agents.len() + self.recipients.len() > 1,
            future: self.future,
            // خرجت مظاهرات, اندلعت احتجاجات: so is what a verb stands right before.
            told: news
                || happened(scene, i)
                || self.entry.kind == ActType::Protest && i > scene.first && scene.words.is_only_verb(i - 1),
            by_unknown: dead || by_nobody,
            ..Frame::of_row(self.entry, self.theme, self.agents, self.recipients, (self.evidence_start, to), clause_end)
        })
        // دخل وقف إطلاق النار حيز التنفيذ: a truce in force is kept, not only granted.
        .map(|frame| if in_force { Frame { kind: ActType::Retreat, codes: (None, None), ..frame } } else { frame })
    }
}
