//! The frame of a trigger: actor, other side, theme, by the grammar of its form and the slots of its row.

use super::Scene;
use super::parties::Parties;
use crate::np::{Np, noun_phrase};
use crate::words::{Facts, Is};
use mahdar_doc::{ActType, EntityId, TokenKind};
use mahdar_lang::{ActEntry, Entry, Gender, Slot, Tense, VerbForm};
use std::rc::Rc;

/// How far a frame reaches, in tokens.
const REACH: usize = 22;

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
}

/// Whether a finite verb can stand at `i`: not after أن of a wish that its governor takes, not a noun by its place.
pub(crate) fn verb_stands(scene: &Scene<'_, '_>, i: usize) -> bool {
    let is = scene.is(i);
    // الطيران المصري قصف مواقع: after a subject that it agrees with a word that may be a verb is one.
    let after_subject = || {
        scene.words.analyses(i).iter().any(|a| match a.entry {
            Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect) && !form.passive => {
                form.person == 3
                    && scene.matcher.subject_before(i, form).is_some_and(|np| np.can_speak() && np.definite)
            }
            _ => false,
        })
    };
    let bare = !is.has(Is::ARTICLE) && !is.has(Is::PREFIXED) && !is.has(Is::TITLE) && !is.has(Is::NAME);
    if is.has(Is::VERB) && bare && !is.has(Is::CONJUNCT) && i > scene.first && after_subject() {
        return true;
    }
    // بلاده تعارض: his country is a subject.
    let own_state = i > scene.first
        && matches!(
            scene.key(i - 1).trim_start_matches('و'),
            "بلاده" | "بلادها" | "بلادنا" | "بلادهم" | "حكومته" | "حكومتها"
        );
    if is.has(Is::VERB) && bare && !is.has(Is::CONJUNCT) && own_state {
        return true;
    }
    if scene.words.is_only_verb(i) {
        return true;
    }
    // لن تقبل, قد وافق: after such a particle stands a verb.
    if i > scene.first && scene.is(i - 1).has(Is::PARTICLE) && !scene.is(i).has(Is::ARTICLE) {
        return true;
    }
    let previous = i.checked_sub(1).filter(|&p| p >= scene.first);
    let before = previous.map_or(Is::PUNCT, |p| scene.is(p));
    let opens = previous.is_none()
        || before.has(Is::PUNCT)
        || before.has(Is::CONJ)
        || before.has(Is::REL)
        || before.has(Is::COMP)
        || before.has(Is::PARTICLE)
        || before.has(Is::TURN)
        || is.has(Is::CONJUNCT);
    let next = scene.is(i + 1);
    let subject = next.has(Is::TITLE) || next.has(Is::ACTOR) || next.has(Is::NAME) || next.has(Is::ARTICLE);
    // أضرب سائقو, استشهد 17 فلسطينيا, أحكمت «الدعم السريع»: an indefinite subject, a number, a name in marks.
    let other = scene.kind(i + 1) == Some(TokenKind::Number)
        || matches!(scene.kind(i + 1), Some(TokenKind::Open | TokenKind::Quote)) && scene.is(i + 2).has(Is::ACTOR)
        || !is.has(Is::NOUN) && next.has(Is::NOMINAL) && !next.has(Is::PREFIXED)
        // قتل ثلاثة جنود: a number word before its noun.
        || next.has(Is::QUANT)
            && !next.has(Is::CONJ)
            && scene.is(i + 2).has(Is::NOMINAL)
            && !scene.is(i + 2).has(Is::PREFIXED);
    // وعرض عليهم, وطلب منه
    let told_to = is.has(Is::CONJUNCT) && and_goes_on(scene, i);
    opens && (subject || other || told_to) && !is.has(Is::ARTICLE)
}

/// Whether an accusative participle is adverbial at `i`: after a comma, و, or at a statement's cue.
pub(crate) fn participle_stands(scene: &Scene<'_, '_>, i: usize) -> bool {
    scene.cue_of(i).is_some()
        || i > scene.first && scene.is(i - 1).has(Is::PUNCT)
        || scene.is(i).has(Is::CONJUNCT) && !scene.is(i).has(Is::ADJ)
}

/// Whether a participle is the predicate of a phrase before it: موسكو مستعدة، إن بلاده رافضة.
pub(crate) fn predicate_stands(scene: &Scene<'_, '_>, i: usize, form: VerbForm) -> bool {
    // The bare ة of مستعدة serves the accusative too; only ا tells.
    if form.accusative && form.gender == Gender::M || i == scene.first || scene.is(i).has(Is::ARTICLE) {
        return false;
    }
    // نحن مستعدون, إنها مستعدة
    let pronoun = scene.words.complementizer(scene.doc, i - 1).is_some_and(|c| c.pronoun.is_some());
    if scene.is(i - 1).has(Is::PRON) || pronoun {
        return true;
    }
    if head_before(scene, i).is_some() {
        return true;
    }
    let from = i.saturating_sub(8).max(scene.first);
    (from..i).any(|j| {
        let opens = j == scene.first
            || scene.is(j - 1).has(Is::COMP)
            || scene.is(j - 1).has(Is::PUNCT)
            || scene.is(j - 1).has(Is::CONJ);
        opens
            && noun_phrase(scene.doc, scene.words, j, i).is_some_and(|np| {
                np.end == i
                    && (np.can_speak() || scene.key(j).starts_with("بلاد"))
                    && (np.gender == form.gender || np.open_gender() || scene.key(j).starts_with("بلاد"))
            })
    })
}

/// One past the clause that a trigger at `i` governs.
fn clause_end(scene: &Scene<'_, '_>, from: usize) -> usize {
    let mut k = from;
    let limit = (from + REACH).min(scene.last);
    while k < limit {
        let is = scene.is(k);
        match scene.kind(k) {
            Some(TokenKind::Stop) if scene.key(k) == "." || k + 1 >= scene.last => return k,
            // يتعهد بإزالة اللافتة.. والحركة تهاجم: two stops part the halves of a headline.
            Some(TokenKind::Stop) if k > from && scene.key(k) == ".." && scene.is(k + 1).has(Is::CONJUNCT) => return k,
            Some(TokenKind::Colon) => return k,
            Some(TokenKind::Comma) => {
                let next = scene.is(k + 1);
                let turns = next.has(Is::ADVERBIAL)
                    || next.has(Is::CONJ)
                    || next.has(Is::REL)
                    || scene.words.is_only_verb(k + 1)
                    || and_goes_on(scene, k + 1)
                    || next.has(Is::TURN)
                    || next.has(Is::COMP);
                if turns {
                    return k;
                }
            }
            _ => {
                let verb = scene.words.is_only_verb(k) && k > from;
                if verb && (is.has(Is::CONJUNCT) || and_verb(scene, k)) {
                    return k;
                }
            }
        }
        k += 1;
    }
    limit
}

/// ، وعرض عليهم: behind a comma و and a perfect before a preposition with its pronoun, though the word may be a noun too.
fn and_goes_on(scene: &Scene<'_, '_>, k: usize) -> bool {
    let is = scene.is(k);
    is.has(Is::CONJUNCT)
        && is.has(Is::VERB)
        && !is.has(Is::ARTICLE)
        && with_pronoun(scene.key(k + 1))
        && scene.words.analyses(k).iter().any(|a| {
            a.before.conjunction
                && matches!(a.entry, Entry::Verb { form, .. } if form.person == 3 && form.tense == Tense::Perfect)
        })
}

/// عليهم, منه, إليها, لهما: a preposition with a pronoun of the third person.
fn with_pronoun(key: &str) -> bool {
    ["علي", "الي", "من", "عن", "ل", "مع", "ب", "في"]
        .iter()
        .any(|stem| key.strip_prefix(stem).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "هما")))
}

/// وردت روسيا على المبادرة: before a subject و and a verb, where the whole word is a verb too (وردت, it came in).
fn and_verb(scene: &Scene<'_, '_>, k: usize) -> bool {
    let next = scene.is(k + 1);
    let subject = (next.has(Is::ACTOR) || next.has(Is::TITLE)) && !next.has(Is::PREFIXED) && !next.has(Is::CONJUNCT);
    let joined = || {
        scene.words.analyses(k).iter().any(|a| {
            a.before.conjunction
                && matches!(a.entry, Entry::Verb { form, .. } if form.person == 3 && form.tense == Tense::Perfect)
        })
    };
    scene.key(k).starts_with('و') && subject && joined()
}

/// Words that may stand between a theme and its attributes: خطة سلام جديدة.
const ATTRIBUTES: usize = 3;

/// Whether the word at `k` is one of a row's theme words, with whatever clitics.
fn is_theme(scene: &Scene<'_, '_>, k: usize, with: &[u32]) -> bool {
    // الدعم السريع is no support: a word of a name is no theme.
    let named = || {
        (k.saturating_sub(4).max(scene.first)..=k).any(|n| {
            crate::np::actor_at(scene.words, n).as_ref().is_some_and(|(_, by, hit)| {
                *by == mahdar_lang::NamedBy::Name && hit.end as usize > k && hit.end as usize > n + 1
            })
        })
    };
    if !scene.words.tells(k, Facts::THEMED) {
        return false;
    }
    let themes = scene.words.themes(k);
    k < scene.last && themes.iter().any(|id| with.binary_search(id).is_ok()) && !named()
}

/// من قبل, من جانب, على يد: two past them stands who did it.
fn agent_at(scene: &Scene<'_, '_>, from: usize, to: usize) -> Option<usize> {
    (from..to).find(|&k| {
        scene.key(k) == "من" && matches!(scene.key(k + 1), "قبل" | "جانب" | "طرف")
            || scene.key(k) == "علي" && matches!(scene.key(k + 1), "يد" | "ايدي")
    })
}

/// The token after a preposition of `slot` between two tokens, and where a noun phrase behind it begins.
fn slot_at(scene: &Scene<'_, '_>, slot: Slot, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let prepositions = slot.prepositions();
    if prepositions.is_empty() {
        return out;
    }
    for k in from..to {
        let key = scene.key(k);
        for prep in prepositions {
            if key.len() < prep.len() {
                continue;
            }
            if key == *prep || key.strip_prefix('و') == Some(prep) {
                out.push((k, k + 1));
            } else if prep.len() == 2 && key.starts_with(prep) && scene.is(k).has(Is::PREFIXED) {
                out.push((k, k));
            }
        }
    }
    out
}

/// The token of a slot's preposition with a pronoun between two tokens, and whether it is of two: عليه, لها, منهما.
fn pronoun_at(scene: &Scene<'_, '_>, slot: Slot, from: usize, to: usize) -> Option<(usize, bool)> {
    let stems: &[&str] = match slot {
        Slot::Ala => &["علي"],
        Slot::Ila => &["الي"],
        Slot::Li => &["ل"],
        Slot::Maa => &["مع"],
        Slot::Min | Slot::From => &["من"],
        Slot::Didd => &["ضد"],
        Slot::Tujah => &["تجاه", "حيال"],
        Slot::Bayna => &["بين"],
        _ => return None,
    };
    (from..to).find_map(|k| {
        let rest = stems.iter().find_map(|stem| scene.key(k).strip_prefix(stem))?;
        matches!(rest, "ه" | "ها" | "هم" | "هما" | "هن").then_some((k, rest == "هما"))
    })
}

/// The noun phrase at `k`; one that carries its preposition is read by its mention or adjective.
fn phrase_at(scene: &Scene<'_, '_>, k: usize, to: usize) -> Option<Rc<Np>> {
    noun_phrase(scene.doc, scene.words, k, to)
}

struct Parser<'s, 'a, 'l, 'p> {
    scene: &'s Scene<'a, 'l>,
    parties: &'s mut Parties<'p>,
    owner: Option<EntityId>,
    /// Whether the act is a harm: people suffer it as people, not as their state.
    harms: bool,
    /// Who acts, while the other side is looked for.
    acting: Vec<EntityId>,
}

impl Parser<'_, '_, '_, '_> {
    fn entities(&mut self, np: &Np) -> Vec<EntityId> {
        self.parties.of_phrase(self.scene.doc, np, self.owner)
    }

    /// Entities of a phrase, and one past it; a common head acts for whom its complements name: وفد من البنك الدولي,
    /// ثكنة للجيش الصومالي, ريف دمشق.
    fn of_wide(&mut self, np: &Np, to: usize) -> (Vec<EntityId>, usize) {
        let ids = self.entities(np);
        if !ids.is_empty() {
            return (ids, np.end);
        }
        let scene = self.scene;
        let mut end = np.end;
        // أوقفت عددا من المحتجين, ثلاثة من جنودها: of whom they are some.
        let some = scene.is(np.first).has(Is::QUANT)
            || matches!(
                scene.key(np.first),
                "عدد"
                    | "عددا"
                    | "مجموعه"
                    | "العديد"
                    | "بعض"
                    | "العشرات"
                    | "المئات"
                    | "الالاف"
                    | "عشرات"
                    | "مئات"
            );
        if some
            && scene.key(end) == "من"
            && let Some(whole) = noun_phrase(scene.doc, scene.words, end + 1, to)
        {
            let ids = self.entities(&whole);
            if !ids.is_empty() {
                return (ids, whole.end);
            }
        }
        while end < to.min(np.end + 6) {
            let is = scene.is(end);
            let joins = matches!(scene.key(end), "من" | "في" | "لدي")
                || is.has(Is::PREFIXED) && scene.key(end).starts_with('ل');
            let goes_on = joins || end > np.end && is.has(Is::NOMINAL);
            if !goes_on || is.has(Is::PUNCT) || is.has(Is::COMP) || is.has(Is::REL) || scene.words.is_only_verb(end) {
                break;
            }
            end += 1;
        }
        let ids = self.parties.inside(scene.doc, np.first, end);
        if ids.is_empty() && np.end < to && scene.is(np.end).has(Is::PREFIXED) && scene.key(np.end).starts_with('ل') {
            return self.at(np.end, to);
        }
        if ids.is_empty() { (ids, np.end) } else { (ids, end) }
    }

    /// Who acts in a subject, and one past its words: وفد من حركة حماس, مسلحون من طالبان are of whom the genitive after
    /// من names.
    fn acting(&mut self, np: &Np, to: usize) -> (Vec<EntityId>, usize) {
        let scene = self.scene;
        let common = np.name.is_none() && np.party.is_none() && np.actors.is_empty();
        if common
            && (!np.definite && scene.key(np.end) == "من"
                || np.definite && matches!(scene.key(np.end), "في" | "لدي") && scene.is(np.end + 1).has(Is::ACTOR))
            && let Some(of) = noun_phrase(scene.doc, scene.words, np.end + 1, to)
        {
            let mut ids = self.entities(&of);
            ids.retain(|id| self.parties.code(*id).is_some());
            if !ids.is_empty() {
                return (ids, of.end);
            }
        }
        (self.entities(np), np.end)
    }

    /// The first party of the sentence before `i` that no preposition governs.
    fn clause_subject(&mut self, i: usize) -> Option<EntityId> {
        let scene = self.scene;
        let mut k = scene.first;
        while k < i {
            let is = scene.is(k);
            let opens = is.has(Is::TITLE) || is.has(Is::ACTOR) || is.has(Is::NAME);
            if !opens || is.has(Is::PREFIXED) || is.has(Is::VERB) {
                k += 1;
                continue;
            }
            let governed = k > scene.first && scene.is(k - 1).has(Is::PREP);
            let Some(np) = noun_phrase(scene.doc, scene.words, k, i) else {
                k += 1;
                continue;
            };
            let ids = if governed { Vec::new() } else { self.entities(&np) };
            if let Some(id) = ids.into_iter().find(|id| self.parties.code(*id).is_some()) {
                return Some(id);
            }
            k = np.end.max(k + 1);
        }
        None
    }

    /// Who did the deed that something came by: في قصف إسرائيلي, جراء غارات للتحالف, بنيران الجيش.
    fn by_deed(&mut self, from: usize, to: usize) -> Option<(Vec<EntityId>, usize)> {
        let scene = self.scene;
        for k in from..to {
            let free = matches!(scene.key(k), "في" | "جراء" | "اثر" | "خلال" | "نتيجه" | "بسبب");
            let prefixed = scene.is(k).has(Is::PREFIXED) && scene.key(k).starts_with(['ب', 'ل']);
            let noun = if free { k + 1 } else { k };
            if !(free || prefixed) || !scene.is(noun).has(Is::ACT) && !instrument(scene.key(noun)) {
                continue;
            }
            // في كمين نصبه مقاتلو الحزب: who set it.
            if scene.words.is_only_verb(noun + 1)
                && scene.words.analyses(noun + 1).iter().any(|a| a.pronoun.is_some())
                && noun + 2 < to.max(noun + 3)
            {
                let (ids, end) = self.at(noun + 2, scene.last);
                if !ids.is_empty() {
                    return Some((ids, end));
                }
            }
            let end = (noun + 1..to.min(noun + 6))
                .find(|&e| {
                    let is = scene.is(e);
                    is.has(Is::PREP) || is.has(Is::PREFIXED) || is.has(Is::PUNCT) || scene.words.is_only_verb(e)
                })
                .unwrap_or(to.min(noun + 6));
            let ids = self.parties.inside(scene.doc, noun + 1, end);
            if !ids.is_empty() {
                return Some((ids, end));
            }
        }
        None
    }

    /// Entities of the phrase at `k`, and one past it.
    fn at(&mut self, k: usize, to: usize) -> (Vec<EntityId>, usize) {
        if self.scene.is(k).has(Is::PREFIXED) {
            // بروسيا, للحوثيين: the phrase without its preposition.
            let end = (k + 1..to.min(k + 6))
                .find(|&e| {
                    self.scene.is(e).has(Is::PUNCT)
                        || self.scene.is(e).has(Is::PREP)
                        || self.scene.words.is_only_verb(e)
                })
                .unwrap_or(to.min(k + 6));
            let mut ids = self.parties.inside(self.scene.doc, k, (k + 3).min(end));
            let own = self.scene.key(k).contains("بلاد") && ids.is_empty();
            if own {
                ids.extend(self.owner);
            }
            // لروسيا وأوكرانيا
            if !ids.is_empty() {
                let mut e = k + 1;
                while e < to && self.scene.is(e).has(Is::CONJUNCT) && self.scene.is(e).has(Is::ACTOR) {
                    ids.extend(self.parties.inside(self.scene.doc, e, e + 1));
                    e += 1;
                }
                return (ids, e.max(k + 1));
            }
            // مواقع للمعارضة: a faction under its preposition.
            if let Some(np) = crate::matcher::prefixed_phrase(self.scene.doc, self.scene.words, k, end.max(k + 1)) {
                let ids = self.entities(&np);
                if !ids.is_empty() {
                    return (ids, np.end.max(k + 1));
                }
            }
            return (ids, k + 1);
        }
        match phrase_at(self.scene, k, to) {
            Some(np) => self.of_wide(&np, to),
            None => (Vec::new(), k),
        }
    }

    /// The other side by the slots of a row, best first, and one past its words; who acts is none of its two sides.
    fn other_side(
        &mut self,
        entry: &ActEntry,
        actors: &[EntityId],
        object: Option<&Np>,
        theme: Option<usize>,
        from: usize,
        to: usize,
    ) -> Option<(Vec<EntityId>, usize, Slot)> {
        if !entry.symmetric {
            self.parties.third = actors.to_vec();
        }
        self.acting = actors.to_vec();
        // أعادت فتح سفارتها في دمشق: one's own embassy is in whose capital it stands.
        let embassy = (theme.unwrap_or(from)..to.min(from + 6)).find(|&k| {
            let key = self.scene.key(k);
            ["سفارت", "قنصليت", "ممثليت", "بعثت"]
                .iter()
                .any(|head| key.strip_prefix(head).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "يها")))
                && !self.scene.doc.surface(mahdar_doc::TokenId::from_index(k)).ends_with('ة')
        });
        if let Some(k) = embassy
            && let Some(place) = (k + 1..to.min(k + 4)).find(|&p| matches!(self.scene.key(p), "في" | "لدي" | "من"))
        {
            let (ids, end) = self.at(place + 1, to);
            if !ids.is_empty() {
                self.parties.third.clear();
                return Some((ids, end, Slot::Min));
            }
        }
        let mut found = self.by_slots(&entry.slots, object, theme, from, to);
        self.parties.third.clear();
        // قصفت القوات الروسية مدينة خاركيف: what is done to a place is done to whose it is.
        use ActType::{Assault, Coerce, Mobilize};
        if found.is_none() && matches!(entry.kind, Assault | Coerce | Mobilize) && !entry.slots.contains(&Slot::None) {
            found = self.ground(from, to.min(from + 14));
        }
        found
    }

    /// The party of the first place below the state between two tokens.
    fn ground(&mut self, from: usize, to: usize) -> Option<(Vec<EntityId>, usize, Slot)> {
        let scene = self.scene;
        let (k, party, end) = (from..to).find_map(|k| scene.words.place(k).map(|(party, end)| (k, party, end)))?;
        let code = scene.words.lexicon.parties.get(party as usize)?.clone();
        let id = self.parties.of_code(&code, scene.span(k, end))?;
        Some((vec![id], end, Slot::Ala))
    }

    fn by_slots(
        &mut self,
        slots: &[Slot],
        object: Option<&Np>,
        theme: Option<usize>,
        from: usize,
        to: usize,
    ) -> Option<(Vec<EntityId>, usize, Slot)> {
        for &slot in slots {
            match slot {
                Slot::None | Slot::Subject | Slot::Patient => return None,
                Slot::Obj => {
                    if let Some(np) = object.filter(|np| theme.is_none_or(|t| t < np.first || t >= np.end)) {
                        let (mut ids, end) = self.of_wide(np, to);
                        if self.harms && ids.len() == 1 {
                            ids = self.parties.people(self.scene.doc, ids[0], np).map_or(ids, |people| vec![people]);
                        }
                        if !ids.is_empty() {
                            return Some((ids, end, slot));
                        }
                    }
                }
                Slot::Theme => {
                    let start = theme.or(object.map(|np| np.first)).unwrap_or(from);
                    let end = to.min(start + 10);
                    // لعقد لقاء في موسكو: where it is held is no side of it.
                    let held = |k: usize| self.scene.key(k) == "في" && self.scene.is(k + 1).has(Is::ACTOR);
                    let end = if self.harms { end } else { (start..end).find(|&k| held(k)).unwrap_or(end) };
                    // بالاتفاق بين إيران والسعودية
                    let between = (start..end).find(|&k| self.scene.key(k) == "بين");
                    if let Some((ids, end)) = between.map(|k| self.at(k + 1, to)).filter(|(ids, _)| ids.len() > 1) {
                        return Some((ids, end, slot));
                    }
                    let ids = self.parties.inside(self.scene.doc, start, end);
                    if !ids.is_empty() {
                        return Some((ids, end, slot));
                    }
                }
                Slot::Giver => {
                    let (ids, end) = theme.map(|t| self.at(t + 1, to)).unwrap_or_default();
                    if !ids.is_empty() {
                        return Some((ids, end, slot));
                    }
                }
                Slot::Bayna => {
                    for (_, k) in slot_at(self.scene, slot, from, to) {
                        let (ids, end) = self.at(k, to);
                        if ids.len() > 1 {
                            return Some((ids, end, slot));
                        }
                    }
                }
                _ => {
                    for (_, k) in slot_at(self.scene, slot, from, to) {
                        let (mut ids, end) = self.at(k, to);
                        if self.harms
                            && ids.len() == 1
                            && let Some(np) = phrase_at(self.scene, k, to)
                        {
                            ids = self.parties.people(self.scene.doc, ids[0], &np).map_or(ids, |people| vec![people]);
                        }
                        if !ids.is_empty() {
                            return Some((ids, end, slot));
                        }
                    }
                    // عرض عليهم استضافة مؤتمر, طلب منه المغادرة: the preposition's pronoun.
                    if let Some((k, pair)) = pronoun_at(self.scene, slot, from, to.min(from + 5)) {
                        let ids = if pair {
                            self.parties.two_sides(self.scene.doc, k, &self.acting.clone())
                        } else {
                            self.parties.taken_up(self.scene.doc, k, &self.acting.clone())
                        };
                        if !ids.is_empty() {
                            return Some((ids, k + 1, slot));
                        }
                    }
                }
            }
        }
        None
    }
}

/// Who بلاده and a pronoun refer to at `i`: the speaker of the statement around, else the last subject.
fn owner(scene: &Scene<'_, '_>, i: usize, previous: Option<&[EntityId]>) -> Option<EntityId> {
    let speaker = |k: usize| scene.doc.statements[k].speaker.as_ref().and_then(|s| s.entities.first().copied());
    scene
        .cue_of(i)
        .and_then(speaker)
        .or_else(|| scene.inside(i).and_then(speaker))
        .or_else(|| previous.and_then(|p| p.first().copied()))
        .or_else(|| {
            // The last statement's speaker before it, in the sentence or an earlier one.
            scene.statement_before(i).and_then(speaker)
        })
}

/// Parses the frame of a trigger, or says that none of its rows holds here.
pub(crate) fn parse(
    scene: &Scene<'_, '_>,
    parties: &mut Parties<'_>,
    trigger: &Trigger,
    previous: Option<&[EntityId]>,
) -> Option<Frame> {
    let owner = owner(scene, trigger.at, previous);
    let mut parser = Parser { scene, parties, owner, harms: false, acting: Vec::new() };
    match trigger.form {
        TriggerForm::Noun => noun_frame(&mut parser, trigger),
        _ => verb_frame(&mut parser, trigger, previous),
    }
}

fn verb_frame(p: &mut Parser<'_, '_, '_, '_>, trigger: &Trigger, previous: Option<&[EntityId]>) -> Option<Frame> {
    let scene = p.scene;
    let i = trigger.at;
    let form = trigger.verb?;
    let cue = scene.cue_of(i);
    let statement = cue.map(|k| &scene.doc.statements[k]);
    // The subject: before the verb, after it, the statement's speaker, or whoever acted last.
    let before = match trigger.form {
        TriggerForm::Finite => scene.matcher.subject_before(i, form).or_else(|| head_before(scene, i)),
        TriggerForm::Predicate => predicate_subject(scene, i).or_else(|| head_before(scene, i)),
        _ => None,
    };
    let previous_is = i.checked_sub(1).filter(|&p| p >= scene.first).map_or(Is::PUNCT, |p| scene.is(p));
    // ما اتهمت الرياض بغداد: before a perfect without a pronoun, where a clause begins, ما denies.
    let denied = i > scene.first
        && matches!(scene.key(i - 1), "ما" | "وما")
        && form.tense == Tense::Perfect
        && trigger.pronoun.is_none()
        && (i - 1 == scene.first
            || scene.key(i - 1) == "وما"
            || scene.is(i - 2).has(Is::PUNCT)
            || scene.is(i - 2).has(Is::COMP));
    let relative = previous_is.has(Is::REL) && trigger.form == TriggerForm::Finite && !denied;
    // المدرعات التي أهدتها الإمارات: where a pronoun takes up the antecedent, it is the object.
    // هجوم شنته القوات الروسية: so it is of an indefinite noun, without الذي.
    let bare_relative = trigger.form == TriggerForm::Finite
        && trigger.pronoun.is_some()
        && previous_is.has(Is::NOUN)
        && !previous_is.has(Is::ARTICLE)
        && !previous_is.has(Is::REL)
        && !scene.is(i).has(Is::CONJUNCT)
        && i > scene.first
        && trigger.rows.iter().any(|&row| is_theme(scene, i - 1, &scene.words.lexicon.acts[row as usize].with));
    let object_relative = relative && trigger.pronoun.is_some() || bare_relative;
    let described_by = if relative { antecedent(scene, i - 1) } else { None };
    let before = if object_relative { None } else { before.or_else(|| described_by.clone()) };
    // تعنت يهدد الاستقرار: a verb right after an indefinite noun describes it.
    let described = trigger.form == TriggerForm::Finite
        && !bare_relative
        && before.is_none()
        && cue.is_none()
        && previous_is.has(Is::NOMINAL)
        && !previous_is.has(Is::NAME)
        && !previous_is.has(Is::ARTICLE)
        && !scene.is(i).has(Is::CONJUNCT)
        && !and_verb(scene, i);
    if described || relative && !object_relative && before.is_none() && form.person == 3 && cue.is_none() {
        return scene.lose("the clause describes a word that is no party");
    }
    // قال بوتين إنه يرفض القرار الأمريكي: the pronoun on إن is the subject, and what follows the verb is not.
    let by_pronoun = before.is_none()
        && i > scene.first
        && scene.words.complementizer(scene.doc, i - 1).is_some_and(|c| c.pronoun.is_some());
    let limit = clause_end(scene, i + 1);
    // الجزائر تدعو إلى التعقل وباماكو تستدعي سفراءها: what a statement holds ends before another clause.
    let limit = statement
        .and_then(|s| s.content.last())
        .map(|c| scene.doc.tokens.partition_point(|t| t.span.start < c.end))
        .filter(|&e| e > i + 1 && e < limit && scene.is(e).has(Is::CONJUNCT))
        .unwrap_or(limit);
    let after_start = after_count(scene, scene.matcher.after_light_adjuncts(i + 1));
    let candidate = (trigger.form == TriggerForm::Finite && before.is_none() && !by_pronoun)
        .then(|| {
            let np = noun_phrase(scene.doc, scene.words, after_start, limit.max(i + 2));
            // يصل إلى القاهرة رئيس وزراء كينيا: the subject behind a phrase of place.
            let place = scene.is(after_start).has(Is::PREP) && np.is_none();
            np.or_else(|| {
                let at = place.then(|| scene.matcher.after_adjuncts(after_start)).filter(|at| *at < limit)?;
                let bare =
                    !scene.is(at).has(Is::PREFIXED) && !scene.is(at).has(Is::PUNCT) && !scene.is(at).has(Is::CONJUNCT);
                let np = bare.then(|| noun_phrase(scene.doc, scene.words, at, limit)).flatten()?;
                // ويلتقي خلال الزيارة نظيره: a counterpart is the object.
                let counterpart = scene.key(np.first).starts_with("نظير");
                (np.can_speak() && !counterpart && !np.titles.is_empty() && scene.cue_of(i).is_none()).then_some(np)
            })
        })
        .flatten();
    let speaker: Vec<EntityId> =
        statement.and_then(|s| s.speaker.as_ref()).map(|s| s.entities.clone()).unwrap_or_default();
    let explicit_speaker = statement.and_then(|s| s.speaker.as_ref()).is_some_and(|s| s.span.is_some());
    let mut after = None;
    if let Some(np) = candidate {
        let subject = if explicit_speaker {
            {
                let span = statement.and_then(|s| s.speaker.as_ref()).and_then(|s| s.span);
                span.is_some_and(|s| s.start < np.span.end && np.span.start < s.end)
            }
        } else {
            scene.matcher.may_be_subject(form, &np)
        };
        if subject {
            after = Some(np);
        }
    }
    // رحبت مصر بالهدنة، ودعت إيران إلى الحوار: where the verb goes on after و and only one phrase stands before its
    // preposition, it is whom the same subject calls on.
    let human_object =
        trigger.rows.iter().any(|&r| scene.words.lexicon.acts[r as usize].slots.first() == Some(&Slot::Obj));
    let goes_on =
        scene.is(i).has(Is::CONJUNCT) && human_object && !explicit_speaker && previous.is_some_and(|p| !p.is_empty());
    let mut dropped_object = None;
    // استدعى نائب وزير الخارجية القائم بالأعمال الإيراني: two offices with the article behind a verb that needs an object.
    if let Some(np) = after.as_ref().filter(|np| human_object && np.titles.len() > 1 && np.name.is_none()) {
        let second = (np.first + 1..np.end).find(|&k| {
            scene.is(k).has(Is::ARTICLE)
                && crate::np::title_at(scene.words, k).is_some_and(|(t, ..)| {
                    scene.words.lexicon.titles[t as usize].class == mahdar_lang::TitleClass::Office
                })
                && crate::np::title_at(scene.words, np.first).is_some_and(|(.., hit)| hit.end as usize <= k)
        });
        if let Some(k) = second
            && let (Some(subject), Some(of)) = (
                noun_phrase(scene.doc, scene.words, np.first, k),
                noun_phrase(scene.doc, scene.words, k, limit.max(k + 1)),
            )
            && subject.end == k
        {
            dropped_object = Some(of);
            after = Some(subject);
        }
    }
    if let Some(np) = after.as_ref().filter(|_| goes_on && dropped_object.is_none()) {
        let next = scene.matcher.after_light_adjuncts(np.end);
        let closes = scene.is(next).has(Is::PREP) && matches!(scene.key(next), "الي" | "علي")
            || scene.is(next).has(Is::PREFIXED) && scene.key(next).starts_with('ب')
            // وأمهلت باريس ثلاثة أيام
            || scene.is(next).has(Is::QUANT) && trigger.pronoun.is_none()
            || scene.is(next).has(Is::COMP)
            || scene.key(next).starts_with("مسؤولي")
            || scene.key(next).starts_with("المسؤولي");
        let others = p.entities(np);
        let same = |id: &EntityId| previous.is_some_and(|p| p.contains(id));
        if closes && !others.is_empty() && !others.iter().any(same) {
            dropped_object = after.take();
        }
    }
    let object_start = match (&after, trigger.form) {
        (Some(np), _) => {
            let end = p.acting(np, limit.max(np.end)).1;
            // استقبل سامح شكري وزير الخارجية المصري نظيره: the office behind a name, where another phrase follows.
            let office = np.name.filter(|_| end < limit).and_then(|_| noun_phrase(scene.doc, scene.words, end, limit));
            let apposed = office.filter(|of| {
                let next = scene.is(of.end);
                of.first == end
                    && of.name.is_none()
                    && !of.titles.is_empty()
                    && !scene.is(end).has(Is::PREFIXED)
                    && of.end < limit
                    && (next.has(Is::TITLE) || next.has(Is::ACTOR) || next.has(Is::NAME))
                    && !next.has(Is::PREFIXED)
                    && !next.has(Is::CONJUNCT)
            });
            apposed.map_or(end, |of| of.end)
        }
        _ => i + 1,
    };
    let object_at = scene.matcher.after_adjuncts(object_start);
    let counted = scene.kind(object_at) == Some(TokenKind::Number) && scene.is(object_at + 1).has(Is::NOMINAL);
    // اعتقل 3 من ناشطي المعارضة
    let of_many = scene.kind(object_at) == Some(TokenKind::Number) && scene.key(object_at + 1) == "من";
    let object_at = object_at + if of_many { 2 } else { usize::from(counted) };
    let bare = {
        let is = scene.is(object_at);
        object_at < limit
            && (is.has(Is::NOMINAL) || is.has(Is::QUANT) || is.has(Is::DEM))
            && !is.has(Is::PREFIXED)
            && !is.has(Is::COMP)
            && !is.has(Is::PUNCT)
    };
    let mut object = bare.then(|| noun_phrase(scene.doc, scene.words, object_at, limit)).flatten();
    object = dropped_object.or(object);
    // A statement's addressee is the object of its verb.
    if let Some(span) = statement.and_then(|s| s.addressee) {
        let at = (i..scene.last).find(|&k| scene.doc.tokens[k].span.end > span.start);
        if let Some(np) = at.and_then(|k| noun_phrase(scene.doc, scene.words, k, scene.last)) {
            object = Some(np);
        }
    }
    let lexicon = scene.words.lexicon;
    // What a clause after أن tells of somebody else is its own: أعلن الوسيط أن الطرفين توصلا إلى اتفاق. Of the speaker it is
    // the speaker's: أكد أن بلاده ملتزمة.
    let own_clause = (object_start.max(i + 1)..limit).find(|&k| scene.is(k).has(Is::COMP)).filter(|&k| {
        let pronoun = scene.words.complementizer(scene.doc, k).is_some_and(|c| c.pronoun.is_some());
        !pronoun
            && noun_phrase(scene.doc, scene.words, k + 1, scene.last).is_some_and(|np| {
                let ids = p.entities(&np);
                let same = |id: &EntityId| speaker.iter().any(|s| s == id || p.parties.same_party(*s, *id));
                np.can_speak() && !scene.key(np.first).contains("بلاد") && !ids.is_empty() && !ids.iter().any(same)
            })
    });
    let charged = match before.as_ref().or(after.as_ref()) {
        Some(np) if !trigger.passive && cue.is_none() && !negated(scene, i) => charged(p, trigger, np),
        _ => None,
    };
    let mut chosen: Option<(u16, Option<usize>)> = None;
    let (charges, deeds): (Vec<u16>, Vec<u16>) =
        trigger.rows.iter().copied().partition(|&row| charge(&lexicon.acts[row as usize]));
    // أعلن لافروف أن موسكو وطهران تدعوان إلى استئناف: behind a verb of its own a clause tells its own act.
    let own_verb = (object_start.max(i + 1)..limit)
        .find(|&k| scene.is(k).has(Is::COMP))
        .and_then(|comp| (comp + 1..limit).find(|&k| scene.is(k).has(Is::ACT) && scene.words.is_only_verb(k)));
    // أعرب الاتحاد، على لسان المتحدث باسمه، عن قلقه: where the content stands, however far.
    let content_at = statement
        .and_then(|s| s.content.first())
        .map_or(i, |c| scene.doc.tokens.partition_point(|t| t.span.end <= c.start));
    let theme_of = |entry: &ActEntry| -> Option<usize> {
        // تقدم لبنان، عبر مندوبته في نيويورك، بشكوى: behind what stands between commas.
        let reach = (object_start + 9).max(content_at + 2).max(object_at + 3).min(limit.max(i + 2));
        let reach = own_clause.filter(|c| *c < reach).unwrap_or(reach);
        let reach = own_verb.filter(|v| *v < reach && trigger.form != TriggerForm::Predicate).unwrap_or(reach);
        let behind = (i + 1..reach).find(|&k| {
            let in_subject = after.as_ref().is_some_and(|np| np.first <= k && k < np.end);
            !in_subject && is_theme(scene, k, &entry.with)
        });
        // The theme of a relative clause stands before it: الرسالة التي تلقاها.
        behind.or_else(|| {
            let end = if bare_relative { i } else { i.checked_sub(1)? };
            let (from, to) = object_relative.then(|| (i.saturating_sub(8).max(scene.first), end))?;
            (from..to).rev().find(|&k| is_theme(scene, k, &entry.with))
        })
    };
    for &row in charges.iter().filter(|_| charged.is_some()) {
        if let Some(theme) = theme_of(&lexicon.acts[row as usize]) {
            chosen = Some((row, Some(theme)));
            break;
        }
    }
    // يعلق المفاوضات احتجاجا على: of the readings that a word beside the verb may choose, the first whose word stands no
    // farther than the nearest and its attributes; one that needs no word comes after them.
    if chosen.is_none() {
        let themed = deeds.iter().filter(|&&row| !lexicon.acts[row as usize].with.is_empty());
        let found: Vec<(u16, usize)> =
            themed.filter_map(|&row| Some((row, theme_of(&lexicon.acts[row as usize])?))).collect();
        let nearest = found.iter().map(|(_, theme)| theme.abs_diff(i)).min().unwrap_or(0);
        let first = found.into_iter().find(|(_, theme)| theme.abs_diff(i) <= nearest + ATTRIBUTES);
        chosen = first.map(|(row, theme)| (row, Some(theme)));
        let bare = || deeds.iter().copied().find(|&row| lexicon.acts[row as usize].with.is_empty());
        chosen = chosen.or_else(|| bare().map(|row| (row, None)));
    }
    let refusal = || ActEntry {
        id: "refusal".to_owned(),
        lemma: String::new(),
        kind: ActType::Reject,
        with: Vec::new(),
        slots: vec![Slot::Maa, Slot::Ala, Slot::Ila, Slot::Li, Slot::Obj, Slot::Theme],
        symmetric: false,
        human: false,
        mode: None,
        cameo: None,
    };
    let own;
    let (entry, theme) = match chosen {
        Some((row, theme)) => (&lexicon.acts[row as usize], theme),
        // لن نجلس معهم: what a party says it will not do it refuses, whatever else the verb may tell.
        None if deeds.is_empty() && charges.is_empty() || super::refusal(scene, i) => {
            own = refusal();
            (&own, None)
        }
        // بلاده سترد على روسيا: a reply that is announced is no answer in words.
        None if retaliates(scene, trigger) => {
            own = ActEntry {
                id: "retaliation".to_owned(),
                kind: ActType::Coerce,
                slots: vec![Slot::Ala],
                cameo: Some("138".to_owned()),
                ..refusal()
            };
            (&own, None)
        }
        None => return scene.lose("no theme word of its rows in reach"),
    };
    // استدعت الكويت سفيرها من طهران: to call one's own ambassador home is no rebuke but a sanction.
    let own_envoy = entry.lemma == "استدعى"
        && entry.kind == ActType::Accuse
        && theme.is_some_and(|t| {
            let surface = scene.doc.surface(mahdar_doc::TokenId::from_index(t));
            ["ها", "ه", "هم"].iter().any(|e| surface.ends_with(e)) && !surface.ends_with('ة')
        });
    // طلبت الكويت من القائم بالأعمال اللبناني المغادرة, أمهلت دبلوماسيين 24 ساعة لمغادرة البلاد: an envoy told to leave.
    let expelled = expulsion(scene, entry, i, limit.max(i + 2));
    // أعلنت سحب دبلوماسييها من لبنان: one's own envoys called home, announced.
    let called_home = theme.is_some_and(|t| {
        let verb = scene.key(t).strip_prefix("ال").unwrap_or(scene.key(t));
        matches!(verb, "سحب" | "استدعاء" | "اجلاء") && own_envoys(scene, t + 1)
    });
    let own_envoy = own_envoy || called_home;
    let recall;
    let entry = if own_envoy || expelled.is_some() {
        recall = ActEntry {
            id: "recall".to_owned(),
            kind: ActType::Sanction,
            slots: vec![Slot::Min, Slot::Inda, Slot::Fi],
            cameo: Some("160".to_owned()),
            ..refusal()
        };
        &recall
    } else {
        entry
    };
    if let Some((teller, of)) = charged.filter(|_| charge(entry)) {
        let from = before.as_ref().or(after.as_ref()).map_or(i, |np| np.first.min(i));
        let reach = theme.map_or(object_start, |t| t + 1).max(object.as_ref().map_or(i + 1, |np| np.end));
        return Some(Frame {
            kind: entry.kind,
            row: entry.id.clone(),
            codes: (entry.mode.clone(), entry.cameo.clone()),
            lemma: entry.lemma.clone(),
            symmetric: false,
            actors: teller,
            recipients: of,
            theme,
            object: None,
            evidence: (from, trim(scene, i + 1, reach.max(i + 1).min(limit.max(i + 1)))),
            clause_end: limit,
            future: false,
            told: false,
        });
    }
    let mut actors: Vec<EntityId> = Vec::new();
    let mut subject_at = None;
    // قوات الاحتلال اعتقلت 17 مواطنا: without vowels a verb after its subject is active.
    if trigger.passive && before.is_some() && trigger.rows.iter().any(|&r| lexicon.acts[r as usize].human) {
        return scene.lose("after its subject a verb is active");
    }
    let mut passive = trigger.passive;
    let private = before.as_ref().or(after.as_ref()).is_some_and(|np| p.parties.nonpolitical(np));
    if private && !trigger.passive {
        return scene.lose("the subject is no political actor");
    }
    if !speaker.is_empty() && !trigger.passive {
        // انتقدت موسكو كييف وطالبتها: with a pronoun for the object and no subject of its own a verb after و goes on.
        let carried =
            scene.is(i).has(Is::CONJUNCT) && trigger.pronoun.is_some() && !explicit_speaker && after.is_none();
        actors = previous.filter(|p| carried && !p.is_empty()).map_or(speaker, <[EntityId]>::to_vec);
        subject_at = after.as_ref().or(before.as_ref()).map(|np| np.first);
        // مجلس الوزراء يرحب, المعارضة تطالب: a body without a nationality is the home state's.
        if actors.iter().all(|id| p.parties.code(*id).is_none()) {
            let unknown = actors.first().copied();
            let span = statement.and_then(|s| s.speaker.as_ref()).and_then(|s| s.span);
            let at =
                span.and_then(|span| (scene.first..scene.last).find(|&k| scene.doc.tokens[k].span.end > span.start));
            let np = after.clone().or(before.clone()).or_else(|| noun_phrase(scene.doc, scene.words, at?, scene.last));
            if let Some(np) = np {
                actors = p.entities(&np);
            }
            if actors.iter().all(|id| p.parties.code(*id).is_none())
                && let Some(id) = unknown.filter(|_| !explicit_speaker)
            {
                actors = p.parties.standing(scene.doc, id);
            }
        }
    } else if let Some(np) = before.as_ref().or(after.as_ref()) {
        actors = p.acting(np, if np.first < i { i } else { limit.max(np.end) }).0;
        subject_at = Some(np.first);
        // قُتل خمسة مدنيين: people who suffer, with no object after them.
        let by_agent = after.is_some() && agent_at(scene, i + 1, limit).is_some();
        let by_deed = after
            .as_ref()
            .is_some_and(|np| object.as_ref().is_none_or(|o| o.first > np.end) && p.by_deed(np.end, limit).is_some());
        let harm = matches!(entry.kind, ActType::Assault | ActType::Coerce | ActType::Sanction);
        let suffers = (harm && (object.is_none() || by_deed) || by_agent)
            && entry.slots.first() == Some(&Slot::Obj)
            && after.is_some();
        if suffers || entry.slots.first() == Some(&Slot::Patient) {
            passive = true;
        }
        // تظاهر مئات الأشخاص في مظفر أباد: a crowd without a nationality is of where it stands.
        if actors.is_empty() && entry.kind == ActType::Protest {
            let ground = p.ground(scene.first, scene.last).and_then(|(ids, ..)| ids.first().copied());
            actors.extend(p.parties.crowd_here(scene.doc, np, ground));
        }
        if actors.is_empty() && !passive {
            return scene.lose("the subject is no known party");
        }
    } else if trigger.form == TriggerForm::Finite && !passive {
        // A dropped subject: who acted before in the sentence, if the verb goes on with it.
        let person_fits = form.person == 3;
        if scene.is(i).has(Is::CONJUNCT) || scene.cue_of(i).is_some() {
            actors = previous.map(<[EntityId]>::to_vec).unwrap_or_default();
        }
        if actors.is_empty() && (!person_fits || scene.inside(i).is_some()) {
            actors = p.owner.into_iter().collect();
        }
        if actors.is_empty() {
            actors = previous.map(<[EntityId]>::to_vec).unwrap_or_default();
        }
        // بعد عودة الرئيس التركي من طهران حيث التقى: whom the clause before is of.
        if actors.is_empty() && i > scene.first && scene.is(i - 1).has(Is::CONJ) {
            actors.extend(p.clause_subject(i));
        }
    } else if trigger.form == TriggerForm::Predicate {
        actors = p.owner.into_iter().collect();
    } else if trigger.form == TriggerForm::Participle {
        actors = previous.map(<[EntityId]>::to_vec).unwrap_or_else(|| p.owner.into_iter().collect());
    }
    if let Some(np) = before.as_ref().or(after.as_ref()) {
        actors = p.parties.expand(np.span, actors);
    }
    actors.retain(|id| p.parties.code(*id).is_some());
    if passive {
        // What suffers is the grammatical subject.
        let recipients = std::mem::take(&mut actors);
        let np = before.as_ref().or(after.as_ref()).or(object.as_ref());
        let mut recipients =
            if recipients.is_empty() { np.map(|np| p.entities(np)).unwrap_or_default() } else { recipients };
        if let (Some(np), [only]) = (np, &recipients[..])
            && let Some(people) = p.parties.people(scene.doc, *only, np)
        {
            recipients = vec![people];
        }
        // قتل 12 مدنيا في غارة على رفح: people are of where it struck.
        if recipients.is_empty()
            && matches!(entry.kind, ActType::Assault | ActType::Coerce)
            && let Some(np) = np
        {
            let ground = p.ground(np.end, limit).and_then(|(ids, ..)| ids.first().copied());
            recipients.extend(ground.and_then(|id| p.parties.crowd_here(scene.doc, np, Some(id))));
        }
        let by = agent_at(scene, i + 1, limit);
        let mut actors = by.map(|k| p.at(k + 2, limit).0).unwrap_or_default();
        let mut last = np.map_or(i + 1, |np| np.end);
        if actors.is_empty() {
            // قُتل جندي في قصف سوري: whose deed it was done by.
            if let Some((ids, end)) = p.by_deed(last, limit) {
                actors = ids;
                last = end;
            }
        }
        if recipients.is_empty() {
            return scene.lose("what suffers is no known party");
        }
        // اعتُقل معارضون, طُرد السفير: what is done by authority without saying by whom, a state does at home.
        if actors.is_empty() && matches!(entry.kind, ActType::Coerce | ActType::Sanction) {
            actors = p.parties.authority(scene.span(i, i + 1), &recipients);
        }
        return Some(Frame {
            kind: entry.kind,
            row: entry.id.clone(),
            codes: (entry.mode.clone(), entry.cameo.clone()),
            lemma: entry.lemma.clone(),
            symmetric: false,
            actors,
            recipients,
            theme,
            object: None,
            evidence: (i.min(np.map_or(i, |np| np.first)), last.max(i + 1)),
            clause_end: limit,
            future: false,
            told: false,
        });
    }
    let frees = entry.kind == ActType::Retreat && entry.mode.as_deref() == Some("release");
    p.harms = matches!(entry.kind, ActType::Assault | ActType::Coerce | ActType::Aid) || frees;
    if entry.kind == ActType::Protest
        && let (Some(np), [only]) = (before.as_ref().or(after.as_ref()), &actors[..])
    {
        // شهدت العاصمة مظاهرة: those who demonstrate are a state's people.
        let crowd = entry.mode.as_deref().is_some_and(|mode| mode != "boycott");
        let people = p.parties.people(scene.doc, *only, np);
        let people = people.or_else(|| p.parties.crowd_of(scene.doc, *only, np).filter(|_| crowd));
        actors = people.map_or(actors, |people| vec![people]);
    }
    let found = match expelled.and_then(|k| noun_phrase(scene.doc, scene.words, k, limit.max(k + 1))) {
        Some(np) => {
            let end = np.end;
            Some((p.entities(&np), end, Slot::Obj))
        }
        None => p.other_side(entry, &actors, object.as_deref(), theme, object_start.max(i + 1), limit),
    };
    let (mut recipients, mut reach, slot) = match found {
        Some((ids, end, slot)) => (ids, end, Some(slot)),
        None => (Vec::new(), theme.map_or(object_start, |t| t + 1), None),
    };
    // داعية إياهما إلى ضبط النفس: the object's pronoun may stand on إيا.
    let apart = ["اياه", "اياها", "اياهم", "اياهما"].iter().position(|w| scene.key(i + 1) == *w);
    let pronoun = trigger.pronoun.or(apart.map(|n| ["3ms", "3fs", "3mp", "3d"][n]));
    let of_third = matches!(pronoun, Some("3ms" | "3fs" | "3mp" | "3d"));
    let taken_up = recipients.is_empty() && !object_relative && entry.slots.first() == Some(&Slot::Obj);
    // دعتهما إلى القدوم: the two sides, where two are meant.
    if taken_up && pronoun == Some("3d") {
        recipients = p.parties.two_sides(scene.doc, i, &actors);
    }
    if taken_up && of_third && recipients.is_empty() {
        // اتهمتها بغداد: who acted last, else who was named last, and is not the actor.
        let other =
            |id: &EntityId| !actors.iter().any(|a| p.parties.same_party(*a, *id)) && p.parties.code(*id).is_some();
        let last = previous.and_then(|ids| ids.iter().copied().find(|id| other(id)));
        let at = scene.doc.tokens[i].span.start;
        let from = scene.doc.sentences[scene.sentence.saturating_sub(1)].span.start;
        recipients.extend(last.or_else(|| {
            let near = scene.doc.mentions.iter().filter(|m| from <= m.span.start && m.span.end <= at);
            near.rev().flat_map(|m| m.entities.iter().copied()).find(|id| other(id))
        }));
    }
    if slot == Some(Slot::Fi)
        && !matches!(entry.kind, ActType::Assault | ActType::Coerce | ActType::Aid | ActType::Mobilize)
    {
        recipients.clear();
    }
    let each_other = entry.symmetric && actors.len() > 1;
    // What is denied is no other side, but for an accusation of somebody's: نفى اتهامات واشنطن.
    if entry.kind == ActType::Deny && slot == Some(Slot::Theme) {
        let near = |k: usize| p.parties.adjective(scene.doc, k).is_some() || scene.is(k).has(Is::ACTOR);
        let at = theme.or(object.as_ref().map(|np| np.first)).unwrap_or(object_start);
        if !(at + 1..at + 3).any(near) {
            recipients.clear();
        }
    }
    // نقل رسالة من طهران إلى واشنطن: from whom and to whom.
    if entry.kind == ActType::Mediate && recipients.len() == 1 {
        for prep in ["من", "الي"] {
            let at = (object_start..limit).find(|&k| scene.key(k) == prep && scene.is(k + 1).has(Is::NOMINAL));
            if let Some(k) = at {
                for id in p.at(k + 1, limit).0 {
                    let known = recipients.iter().chain(&actors).any(|r| *r == id || p.parties.same_party(*r, id));
                    if !known && p.parties.code(id).is_some() {
                        recipients.push(id);
                    }
                }
            }
        }
    }
    // حشدت روسيا جنودا قرب حدود أوكرانيا: at whose border forces stand.
    if entry.kind == ActType::Mobilize && recipients.is_empty() {
        let border = (object_start..limit.max(i + 2)).find(|&k| {
            let key = scene.key(k).strip_prefix("ال").unwrap_or(scene.key(k));
            matches!(key, "حدود" | "حدودها" | "حدوده" | "سواحل" | "تخوم" | "مشارف")
        });
        if let Some(k) = border {
            let from = if matches!(scene.key(k + 1), "مع") { k + 2 } else { k + 1 };
            let ids = p.parties.inside(scene.doc, from, (from + 3).min(scene.last));
            recipients.extend(ids.into_iter().filter(|id| !actors.iter().any(|a| p.parties.same_party(*a, *id))));
        }
    }
    // تلقى اتصالا من نظيره, حظي بدعم فرنسا: the one who is received from acts.
    if matches!(slot, Some(Slot::From | Slot::Giver)) {
        std::mem::swap(&mut actors, &mut recipients);
    }
    // دعت السعودية الجانبين, حث الأطراف: the two sides are not who calls on them.
    let own = recipients.iter().any(|r| actors.iter().any(|a| p.parties.same_party(*a, *r)));
    let sides = object.as_ref().map_or(object_start, |np| np.first);
    // حث الأطراف اليمنية, رحب بتوقيع طرفي النزاع في السودان: the two sides, whatever names stand by.
    let reach_sides = if recipients.is_empty() { 5 } else { 2 };
    let all_sides = (recipients.len() < 2 && !entry.symmetric)
        && (sides..(sides + reach_sides).min(limit)).any(|k| {
            let key = scene.key(k);
            matches!(
                key.strip_prefix("لل").or(key.strip_prefix("ال")).unwrap_or(key),
                "اطراف" | "طرفين" | "جانبين" | "طرفي" | "بلدين" | "جانبي" | "فرقاء"
            )
        });
    if recipients.len() == 2 && own && !entry.symmetric || all_sides {
        let two = p.parties.two_sides(scene.doc, i, &actors);
        if two.len() == 2 {
            recipients = two;
        }
    }
    // طالب بأن تنسحب روسيا, أعرب عن أمله في أن يلتزم الطرفان: whom the clause is of is called upon.
    if entry.kind == ActType::Request && recipients.is_empty() {
        recipients = clause_called(p, object_start.max(i + 1), limit.max(i + 2), &actors);
    }
    // تعرض الجيش لقصف: what something is exposed to is no offer.
    let exposed = (i + 1..(i + 6).min(limit)).any(|k| scene.is(k).has(Is::PREFIXED) && scene.key(k).starts_with('ل'));
    if entry.id == "arad-04-propose" && recipients.is_empty() && scene.key(i).ends_with("تعرض") && exposed {
        return scene.lose("an offer to nobody");
    }
    if entry.id.starts_with("hope") && recipients.is_empty() {
        return scene.lose("a hope of nobody's conduct");
    }
    if entry.human && recipients.is_empty() && !each_other && !super::covers(entry.kind) {
        return scene.lose("no party where its other side stands");
    }
    // حذر من is a warning of a danger; a threat needs the one who is threatened.
    if entry.kind == ActType::Threaten && entry.id.starts_with("hadhar") && slot != Some(Slot::Obj) {
        return scene.lose("a warning of nobody's hand");
    }
    let dual = actors.len() > 1;
    let symmetric = entry.symmetric && (recipients.is_empty() && dual || !recipients.is_empty());
    if let Some(np) = &object {
        reach = reach.max(np.end);
    }
    // Demands, offers, refusals: evidence runs over what is demanded.
    let spoken = super::covers(entry.kind);
    let to = if spoken { limit.min(reach.max(i + 14)) } else { reach }.max(i + 1).min(scene.last);
    let to = trim(scene, i + 1, to);
    let from = subject_at.filter(|&s| s < i && i - s <= 8).unwrap_or(i);
    // What is asked or offered is what the statement holds: داعيا روسيا إلى «التوقف».
    let content = statement
        .and_then(|s| s.content.first())
        .map(|c| scene.doc.tokens.partition_point(|t| t.span.end <= c.start))
        .filter(|&at| at > i && at < to);
    let object_span = spoken
        .then(|| {
            let at = theme.or(object.as_ref().map(|np| np.first)).unwrap_or(object_start).max(i + 1);
            (content.unwrap_or(at), to)
        })
        .filter(|(a, b)| a < b);
    Some(Frame {
        kind: entry.kind,
        row: entry.id.clone(),
        codes: (entry.mode.clone(), entry.cameo.clone()),
        lemma: entry.lemma.clone(),
        symmetric,
        actors,
        recipients,
        theme,
        object: object_span,
        evidence: (from, to),
        clause_end: limit,
        future: false,
        told: false,
    })
}

/// على إيران أن توقف التخصيب, يجب على إسرائيل وقف: what somebody says that a party must do is asked of it.
pub(crate) fn obligation(scene: &Scene<'_, '_>, parties: &mut Parties<'_>, i: usize) -> Option<(Trigger, Frame)> {
    if !scene.is(i).has(Is::PREP) {
        return None;
    }
    let key = scene.key(i);
    let key = key.strip_prefix('و').unwrap_or(key);
    if key != "علي" {
        return None;
    }
    let inside = scene.inside(i)?;
    let previous = |n: usize| i.checked_sub(n).filter(|&k| k >= scene.first);
    let must = previous(1).filter(|&k| {
        let key = scene.key(k);
        matches!(key.strip_prefix(['و', 'ف']).unwrap_or(key), "يجب" | "ينبغي" | "يتعين" | "يتوجب" | "لزاما" | "بد")
    });
    // Only where a clause begins; تحمل على إيران أن is a verb with its preposition.
    let opens = previous(1).is_none_or(|k| {
        let is = scene.is(k);
        is.has(Is::COMP) || is.has(Is::PUNCT) || is.has(Is::CONJ) || scene.is(i).has(Is::CONJUNCT)
    });
    if must.is_none() && !opens {
        return None;
    }
    let np = noun_phrase(scene.doc, scene.words, i + 1, scene.last)?;
    let clause = scene.is(np.end).has(Is::COMP) && scene.key(np.end) == "ان";
    if !clause && must.is_none() {
        return None;
    }
    let owner = scene.doc.statements[inside].speaker.as_ref().and_then(|s| s.entities.first().copied())?;
    let owner = if parties.code(owner).is_some() { owner } else { *parties.standing(scene.doc, owner).first()? };
    let recipients = parties.of_phrase(scene.doc, &np, Some(owner));
    if recipients.is_empty() {
        return None;
    }
    let from = must.unwrap_or(i);
    let to = clause_end(scene, np.end + 1).min(from + 16).max(np.end);
    let trigger = Trigger {
        at: from,
        end: i + 1,
        stem: 0,
        form: TriggerForm::Finite,
        verb: None,
        passive: false,
        pronoun: None,
        future: false,
        rows: Vec::new(),
    };
    let frame = Frame {
        kind: ActType::Request,
        row: "obligation".to_owned(),
        codes: (None, Some("020".to_owned())),
        lemma: String::new(),
        symmetric: false,
        actors: vec![owner],
        recipients,
        theme: None,
        object: Some((np.end, to)).filter(|(a, b)| a < b),
        evidence: (from, trim(scene, np.end, to)),
        clause_end: to,
        future: false,
        told: false,
    };
    Some((trigger, frame))
}

fn trim(scene: &Scene<'_, '_>, from: usize, mut to: usize) -> usize {
    // A mark that opens, and a lone و before it, begin what comes next.
    let dangling = |k: usize| {
        matches!(
            scene.kind(k),
            Some(
                TokenKind::Comma
                    | TokenKind::Stop
                    | TokenKind::Dash
                    | TokenKind::Colon
                    | TokenKind::Open
                    | TokenKind::OpenBracket
            )
        ) || scene.matcher.opens(k).is_some()
            || scene.key(k) == "و"
    };
    while to > from && dangling(to - 1) {
        to -= 1;
    }
    to
}

/// What kills: برصاص الجيش, في كمين, بصاروخ.
fn instrument(key: &str) -> bool {
    let key = key.strip_prefix('ب').filter(|rest| rest.len() > 4).unwrap_or(key);
    matches!(
        key,
        "رصاص"
            | "نيران"
            | "قذيفه"
            | "قذائف"
            | "صاروخ"
            | "صواريخ"
            | "كمين"
            | "عبوه"
            | "مسيره"
            | "قنبله"
            | "شظايا"
            | "قناصه"
    )
}

/// Past a number before its noun: أضرب نحو 600 ألف موظف, قتل أكثر من 20 جنديا.
fn after_count(scene: &Scene<'_, '_>, at: usize) -> usize {
    let about = match scene.key(at) {
        // غادر آخر جندي فرنسي
        "اخر" | "اول" if scene.is(at + 1).has(Is::NOMINAL) && !scene.is(at + 1).has(Is::ARTICLE) => {
            return at + 1;
        }
        "نحو" | "حوالي" | "قرابه" | "زهاء" => at + 1,
        "اكثر" | "ازيد" | "اقل" if scene.key(at + 1) == "من" => at + 2,
        _ => at,
    };
    if scene.kind(about) != Some(TokenKind::Number) {
        return at;
    }
    let mut k = about + 1;
    while matches!(scene.key(k), "الف" | "الاف" | "مليون" | "ملايين" | "من") {
        k += 1;
    }
    if scene.is(k).has(Is::NOMINAL) { k } else { at }
}

/// The speaker of the statement whose content begins with token `i`, where it tells something rather than judges or denies it.
fn opens_content(scene: &Scene<'_, '_>, i: usize) -> Option<Vec<EntityId>> {
    use mahdar_doc::CueClass::{Add, Affirm, Announce, Explain, Point, Report, Reveal, Say};
    let k = scene.inside(i)?;
    let statement = &scene.doc.statements[k];
    let start = statement.content.first()?.start;
    let tells = matches!(statement.cue.class, Add | Affirm | Announce | Explain | Point | Report | Reveal | Say);
    let token = scene.doc.tokens[i].span;
    let first = token.start <= start && start < token.end;
    let speaker = statement.speaker.as_ref()?;
    (tells && first).then(|| speaker.entities.clone())
}

/// سفير, دبلوماسي, قائم بالأعمال, ملحق: words for those whom a state sends.
fn envoy(scene: &Scene<'_, '_>, k: usize) -> bool {
    const ENVOYS: [&str; 14] = [
        "سفير",
        "سفيره",
        "سفراء",
        "سفيري",
        "دبلوماسي",
        "ديبلوماسي",
        "دبلوماسيين",
        "دبلوماسيون",
        "ديبلوماسيين",
        "قائم",
        "ملحق",
        "قنصل",
        "دبلوماسيا",
        "دبلوماسييها",
    ];
    let key = scene.key(k);
    let key = key.strip_prefix("ال").or(key.strip_prefix("لل")).unwrap_or(key);
    ENVOYS.contains(&key)
}

/// Whether one's own envoys stand at `k`: سفيرها, دبلوماسييها, بعثتها.
fn own_envoys(scene: &Scene<'_, '_>, k: usize) -> bool {
    let key = scene.key(k);
    let surface = scene.doc.surface(mahdar_doc::TokenId::from_index(k.min(scene.last - 1)));
    ["سفير", "سفراء", "دبلوماسي", "ديبلوماسي", "بعثت", "القائم"].iter().any(|head| key.starts_with(head))
        && (surface.ends_with("ها") || surface.ends_with('ه') || surface.ends_with("هم") || key == "القائم")
}

/// Where the envoy stands whom a demand or a term tells to leave the country: طلبت من السفير مغادرة البلاد.
fn expulsion(scene: &Scene<'_, '_>, entry: &ActEntry, i: usize, limit: usize) -> Option<usize> {
    if !matches!(entry.lemma.as_str(), "طلب" | "أمهل" | "أمر" | "طالب" | "أبلغ" | "أعلن" | "قرر")
    {
        return None;
    }
    let leave = (i + 1..limit).find(|&k| {
        let key = scene.key(k);
        ["مغادره", "المغادره", "بمغادره", "بالمغادره", "لمغادره", "للمغادره"].contains(&key)
    })?;
    (i + 1..leave).find(|&k| envoy(scene, k))
}

/// Whether the deed that the noun at `i` names is told as having happened: what it led to follows, or whom it struck goes
/// before (أسفر قصف عن, أدى هجوم إلى; قتلت امرأة في غارة).
fn happened(scene: &Scene<'_, '_>, i: usize) -> bool {
    const EFFECT: [&str; 10] = ["اسفر", "ادي", "ادت", "تسبب", "خلف", "اودي", "اودت", "ادي", "قتل", "اصاب"];
    let before = i.checked_sub(1).filter(|&k| k >= scene.first);
    let effect = |k: usize| {
        let key = scene.key(k).trim_start_matches(['و', 'ف']);
        scene.is(k).has(Is::VERB) && EFFECT.iter().any(|verb| key.starts_with(verb))
    };
    let struck = |k: usize| {
        let key = scene.key(k).trim_start_matches(['و', 'ف']);
        let harm = [
            "قتل",
            "قتلو",
            "اصيب",
            "جرح",
            "استشهد",
            "قضي",
            "لقي",
            "سقط",
            "مقتل",
            "استشهاد",
            "اصابه",
            "دمر",
            "تضرر",
            "انهار",
        ];
        harm.iter().any(|word| key.strip_prefix(word).is_some_and(|rest| matches!(rest, "" | "ت" | "وا" | "ا" | "تا")))
    };
    let governed =
        before.is_some_and(|k| matches!(scene.key(k), "في" | "جراء" | "اثر" | "بعد" | "نتيجه" | "بسبب" | "خلال"));
    before.is_some_and(effect) || governed && (i.saturating_sub(14).max(scene.first)..i).any(struck)
}

/// Whether a verb of the future is رد على a party.
fn retaliates(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let lexicon = scene.words.lexicon;
    let reply = trigger.rows.iter().any(|&row| lexicon.acts[row as usize].lemma == "رد");
    let on = (trigger.end..(trigger.end + 3).min(scene.last)).find(|&k| scene.key(k) == "علي");
    reply
        && trigger.future
        && trigger.form == TriggerForm::Finite
        && !trigger.passive
        && on.is_some_and(|k| {
            let next = scene.is(k + 1);
            next.has(Is::ACTOR) || next.has(Is::ACT) || scene.key(k + 1) == "اي"
        })
}

/// The phrase that a relative pronoun at `rel` describes: الدبلوماسيون الذين أبعدتهم كندا.
fn antecedent(scene: &Scene<'_, '_>, rel: usize) -> Option<Rc<Np>> {
    let end = if scene.kind(rel.checked_sub(1)?) == Some(TokenKind::Comma) { rel - 1 } else { rel };
    let from = end.saturating_sub(10).max(scene.first);
    (from..end).filter_map(|j| noun_phrase(scene.doc, scene.words, j, end)).find(|np| np.end == end && np.can_speak())
}

/// وفد من حركة حماس يزور, الحلفاء في الناتو مستعدون: the common head before من or في whose genitive ends at the verb.
fn head_before(scene: &Scene<'_, '_>, i: usize) -> Option<Rc<Np>> {
    let of = (i.saturating_sub(8).max(scene.first) + 1..i).find(|&k| matches!(scene.key(k), "من" | "في" | "لدي"))?;
    noun_phrase(scene.doc, scene.words, of + 1, i).filter(|np| np.end == i)?;
    let opens = |k: usize| k == scene.first || scene.is(k - 1).has(Is::PUNCT) || scene.is(k - 1).has(Is::COMP);
    (of.saturating_sub(3).max(scene.first)..of).filter(|&k| opens(k)).find_map(|k| {
        // الحلفاء في الناتو مستعدون: a definite head has whose it is after في.
        let partitive = scene.key(of) == "من";
        noun_phrase(scene.doc, scene.words, k, of)
            .filter(|head| head.end == of && (head.definite != partitive) && head.can_speak())
    })
}

/// The parties of the subject of the clause that begins with أن between two tokens, but for those who call.
fn clause_called(p: &mut Parser<'_, '_, '_, '_>, from: usize, to: usize, callers: &[EntityId]) -> Vec<EntityId> {
    let scene = p.scene;
    let reach = to.max(from + 6).min(scene.last);
    let Some(that) = (from..(from + 8).min(reach)).find(|&k| {
        scene.words.complementizer(scene.doc, k).is_some_and(|c| c.pronoun.is_none() && c.conjunction.is_none())
    }) else {
        return Vec::new();
    };
    let verb = that + 1;
    if !scene.is(verb).has(Is::VERB) {
        return Vec::new();
    }
    p.parties.third = callers.to_vec();
    let at = scene.matcher.after_light_adjuncts(verb + 1);
    let mut ids = noun_phrase(scene.doc, scene.words, at, scene.last).map(|np| p.entities(&np)).unwrap_or_default();
    p.parties.third.clear();
    ids.retain(|id| p.parties.code(*id).is_some() && callers.iter().all(|c| !p.parties.same_party(*c, *id)));
    ids
}

/// Whether a row's subject is what somebody else says it of.
fn charge(entry: &ActEntry) -> bool {
    entry.slots.first() == Some(&Slot::Subject)
}

/// لا، لم، لن، ليس before the word at `i`.
fn negated(scene: &Scene<'_, '_>, i: usize) -> bool {
    (1..=2).filter_map(|n| i.checked_sub(n)).filter(|&k| k >= scene.first).any(|k| {
        let key = scene.key(k).trim_start_matches(['و', 'ف']);
        matches!(key, "لا" | "لم" | "لن" | "ليس" | "ليست" | "ليسوا" | "لسنا" | "ما" | "دون" | "عدم")
    })
}

/// Whose statement holds the trigger, if he acts for a party.
fn teller(p: &mut Parser<'_, '_, '_, '_>, trigger: &Trigger) -> Option<Vec<EntityId>> {
    let scene = p.scene;
    let statement = &scene.doc.statements[scene.inside(trigger.at)?];
    let mut ids = statement.speaker.as_ref()?.entities.clone();
    if let [only] = ids[..]
        && p.parties.code(only).is_none()
    {
        ids = p.parties.standing(scene.doc, only);
    }
    ids.retain(|id| p.parties.code(*id).is_some());
    (!ids.is_empty()).then_some(ids)
}

/// Who says it, and of whom: the parties of the subject `np`, if they are not his own.
fn charged(p: &mut Parser<'_, '_, '_, '_>, trigger: &Trigger, np: &Np) -> Option<(Vec<EntityId>, Vec<EntityId>)> {
    let lexicon = p.scene.words.lexicon;
    if !trigger.rows.iter().any(|&row| charge(&lexicon.acts[row as usize])) {
        return None;
    }
    let teller = teller(p, trigger)?;
    let mut of = p.entities(np);
    if of.is_empty() {
        of = p.parties.inside(p.scene.doc, np.first, np.end);
    }
    of.retain(|id| p.parties.code(*id).is_some());
    let own = of.iter().any(|o| teller.iter().any(|t| t == o || p.parties.same_party(*t, *o)));
    (!of.is_empty() && !own).then_some((teller, of))
}

/// A predicate noun or adjective that says of its subject what its speaker holds: إن الوجود التركي احتلال.
fn predicated(p: &mut Parser<'_, '_, '_, '_>, trigger: &Trigger) -> Option<Frame> {
    let scene = p.scene;
    let lexicon = scene.words.lexicon;
    let i = trigger.at;
    let is = scene.is(i);
    // The rows of verbs want their themes and a subject.
    let stands = |row: u16| charge(&lexicon.acts[row as usize]) && lexicon.acts[row as usize].with.is_empty();
    let row = *trigger.rows.iter().find(|&&row| stands(row))?;
    let entry = &lexicon.acts[row as usize];
    // A mark may open before the predicate: القرار «باطل».
    let marked = i > scene.first && matches!(scene.kind(i - 1), Some(TokenKind::Open | TokenKind::Quote));
    let end = if marked { i - 1 } else { i };
    if is.has(Is::ARTICLE) || is.has(Is::PREFIXED) || is.has(Is::CONJUNCT) || end <= scene.first || negated(scene, end)
    {
        return None;
    }
    // After a noun an indefinite word is its attribute or genitive: only a definite phrase has a predicate.
    let pronoun = matches!(scene.key(end - 1), "هو" | "هي" | "مجرد" | "بمثابه" | "محض" | "هم");
    let end = if pronoun { end - 1 } else { end };
    let from = i.saturating_sub(16).max(scene.first);
    let told = |k: usize| scene.inside(k) == scene.inside(i);
    let opens = |j: usize| {
        j == scene.first
            || scene.is(j - 1).has(Is::COMP)
            || scene.is(j - 1).has(Is::PUNCT)
            || scene.is(j - 1).has(Is::CONJ)
            || scene.is(j).has(Is::CONJUNCT)
            || !told(j - 1)
    };
    let np = (from..end).filter(|&j| told(j) && opens(j)).find_map(|j| {
        let np = noun_phrase(scene.doc, scene.words, j, end)?;
        (np.definite || np.name.is_some() || np.party.is_some() || !np.actors.is_empty()).then_some(np)
    })?;
    // Between subject and predicate stand at most its own complements: الوجود التركي في شمال سوريا احتلال.
    if (np.end..end).any(|k| scene.is(k).has(Is::COMP) || scene.words.is_only_verb(k) || scene.is(k).has(Is::REL)) {
        return None;
    }
    let (teller, of) = charged(p, trigger, &np)?;
    let to = trim(scene, i + 1, trigger.end.min(scene.last));
    Some(Frame {
        kind: entry.kind,
        row: entry.id.clone(),
        codes: (entry.mode.clone(), entry.cameo.clone()),
        lemma: entry.lemma.clone(),
        symmetric: false,
        actors: teller,
        recipients: of,
        theme: None,
        object: None,
        evidence: (np.first, to),
        clause_end: clause_end(scene, trigger.end),
        future: false,
        told: false,
    })
}

/// The phrase before a predicate participle.
fn predicate_subject(scene: &Scene<'_, '_>, i: usize) -> Option<Rc<Np>> {
    let from = i.saturating_sub(8).max(scene.first);
    (from..i).find_map(|j| noun_phrase(scene.doc, scene.words, j, i).filter(|np| np.end == i))
}

/// A verbal noun or noun: its agent is a pronoun, a nationality, a genitive; its other side stands in its slots.
fn noun_frame(p: &mut Parser<'_, '_, '_, '_>, trigger: &Trigger) -> Option<Frame> {
    let scene = p.scene;
    let i = trigger.at;
    let lexicon = scene.words.lexicon;
    let limit = clause_end(scene, trigger.end).min(trigger.end + 14);
    if let Some(frame) = predicated(p, trigger) {
        return Some(frame);
    }
    // The row whose theme stands nearest: تقديم مقترحات الضمانات offers proposals, not guarantees.
    let themed = |row: u16| {
        let with = &lexicon.acts[row as usize].with;
        (trigger.end..(trigger.end + 4).min(limit)).find(|&k| is_theme(scene, k, with))
    };
    let own = || trigger.rows.iter().copied().filter(|&row| !charge(&lexicon.acts[row as usize]));
    let free = own().position(|row| lexicon.acts[row as usize].with.is_empty());
    let before_free = own().take(free.unwrap_or(usize::MAX)).filter_map(|row| Some((row, themed(row)?)));
    let chosen = before_free
        .min_by_key(|(_, t)| *t)
        .map(|(row, t)| (row, Some(t)))
        .or_else(|| own().nth(free?).map(|row| (row, None)));
    let Some((row, theme)) = chosen else { return scene.lose("no theme word of its rows in reach") };
    let entry = &lexicon.acts[row as usize];
    let mut k = trigger.end;
    let mut agents: Vec<EntityId> = Vec::new();
    let mut nationalities: Vec<EntityId> = Vec::new();
    let mut evidence_end = trigger.end;
    // Adjectives: المشترك، الأخير; nationalities: الروسي الأوكراني.
    while k < limit.min(trigger.end + 5) {
        if let Some(id) = p.parties.adjective(scene.doc, k) {
            if !nationalities.contains(&id) {
                nationalities.push(id);
            }
            k += 1;
            evidence_end = k;
        } else if scene.is(k).has(Is::ADJ) && !scene.is(k).has(Is::TITLE) && !scene.is(k).has(Is::PREFIXED) {
            k += 1;
        } else {
            break;
        }
    }
    if trigger.pronoun.is_some() && agents.is_empty() {
        agents.extend(p.owner.filter(|id| p.parties.code(*id).is_some()));
    }
    // موسكو على استعداد للحوار, بلاده جاهزة: a predicate says it of the phrase before it.
    let predicate = entry.kind == ActType::Agree
        && (trigger.end > i + 1 || scene.is(i).has(Is::ADJ))
        && !scene.is(i).has(Is::ARTICLE);
    if predicate && agents.is_empty() && nationalities.is_empty() {
        if let Some(np) = predicate_subject(scene, i) {
            agents = p.entities(&np);
            agents.retain(|id| p.parties.code(*id).is_some());
        }
        // إنها على استعداد
        if agents.is_empty() {
            let pronoun =
                i > scene.first && scene.words.complementizer(scene.doc, i - 1).is_some_and(|c| c.pronoun.is_some());
            agents.extend(p.owner.filter(|id| pronoun && p.parties.code(*id).is_some()));
        }
    }
    // خلال اتصال هاتفي مع نظيره, عقب لقاء مع الوفد: the speaker of the sentence was there.
    let before = |n: usize| i.checked_sub(n).filter(|&k| k >= scene.first).map_or("", |k| scene.key(k));
    let during = matches!(before(1), "خلال" | "عقب" | "اثر" | "بعد" | "قبيل" | "قبل" | "في" | "اثناء" | "هامش");
    let with = k < limit && matches!(scene.key(k), "مع" | "ب");
    if entry.symmetric && during && with && agents.is_empty() && nationalities.is_empty() {
        let here = scene.statement_before(i).filter(|s| scene.statements.contains(s));
        agents.extend(here.and(p.owner).filter(|id| p.parties.code(*id).is_some()));
    }
    // دفع موسكو لتقديم مقترحات, أجبر إيران على وقف: whom the verb brings to it does it.
    if agents.is_empty()
        && nationalities.is_empty()
        && trigger.verb.is_some()
        && let Some(ids) = made_to(p, i)
    {
        agents = ids;
    }
    // سارعت الحكومة إلى التنديد ب: a verbal noun that attributes is its statement's speaker's.
    if agents.is_empty()
        && nationalities.is_empty()
        && trigger.verb.is_some()
        && let Some(cue) = scene.cue_of(i)
        && let Some(speaker) = &scene.doc.statements[cue].speaker
    {
        agents.extend(speaker.entities.iter().copied().filter(|id| p.parties.code(*id).is_some()));
    }
    // ردت كراكاس بقطع العلاقات, واصلت روسيا قصف المدينة: so does the subject of a verb that only says that it is done.
    if agents.is_empty()
        && nationalities.is_empty()
        && trigger.verb.is_some()
        && let Some(ids) = done_by(p, i)
    {
        agents = ids;
    }
    let mut genitive: Vec<EntityId> = Vec::new();
    let mut genitive_end = k;
    if agents.is_empty() && nationalities.is_empty() && k < limit {
        let is = scene.is(k);
        let opens = !is.has(Is::PREFIXED) && !is.has(Is::PREP) && !is.has(Is::PUNCT) && !is.has(Is::COMP);
        // ندوة صحافية is a press conference, not a journalist's.
        let adjective = scene.is(k).has(Is::ADJ) && scene.is(k).has(Is::ARTICLE) == scene.is(i).has(Is::ARTICLE);
        let private =
            !adjective && noun_phrase(scene.doc, scene.words, k, limit).is_some_and(|np| p.parties.nonpolitical(&np));
        if private {
            return scene.lose("the agent is no political actor");
        }
        if opens && theme.is_none_or(|t| t != k) {
            let (ids, end) = p.at(k, limit);
            genitive = ids;
            genitive_end = end.max(k);
        }
    }
    let after = genitive_end.max(k);
    // The object of a verbal noun after its agent: استهداف الحوثيين السعودية.
    let second = {
        let is = scene.is(after);
        let bare = after < limit
            && !is.has(Is::PREFIXED)
            && !is.has(Is::PREP)
            && !is.has(Is::PUNCT)
            && !is.has(Is::COMP)
            && !is.has(Is::CONJUNCT);
        (bare && is.has(Is::NOMINAL)).then(|| noun_phrase(scene.doc, scene.words, after, limit)).flatten()
    };
    let by_slot = p.other_side(entry, &agents, second.as_deref(), theme, after, limit);
    let mut recipients = Vec::new();
    if let Some((ids, end, slot)) = &by_slot {
        let there = matches!(entry.kind, ActType::Assault | ActType::Coerce | ActType::Aid | ActType::Mobilize);
        // نفي الدوحة لقاء مسؤوليها بقادة القاعدة: what is denied is no other side.
        let at = theme.unwrap_or(after);
        let near = (at..at + 3).any(|k| p.parties.adjective(scene.doc, k).is_some() || scene.is(k).has(Is::ACTOR));
        if *slot == Slot::Fi && !there || entry.kind == ActType::Deny && !near {
            // A place is no party to talks.
        } else {
            recipients = ids.clone();
            evidence_end = evidence_end.max(*end);
        }
    }
    // اعتقال عشرين عضوا على يد الشرطة: the genitive suffers.
    if let Some(k) = agent_at(scene, trigger.end, limit) {
        let (ids, end) = p.at(k + 2, limit);
        if !ids.is_empty() {
            recipients =
                if genitive.is_empty() { std::mem::take(&mut nationalities) } else { std::mem::take(&mut genitive) };
            recipients.retain(|r| !ids.contains(r));
            agents = ids;
            evidence_end = evidence_end.max(end);
        }
    }
    let mut symmetric = entry.symmetric;
    if !nationalities.is_empty() {
        agents = nationalities;
    }
    // مشيرا إلى رفع القيود, أعلن عن إرسال مساعدات: a deed without an agent that a statement begins with is the speaker's.
    if agents.is_empty() && trigger.verb.is_some() && !symmetric {
        let patient = genitive.is_empty() || entry.slots.first() == Some(&Slot::Obj);
        agents = opens_content(scene, i).filter(|_| patient).unwrap_or_default();
        agents.retain(|id| p.parties.code(*id).is_some());
    }
    if agents.is_empty() && !genitive.is_empty() {
        let patient = entry.slots.first() == Some(&Slot::Obj) && recipients.is_empty();
        if patient && !symmetric {
            recipients = genitive;
        } else {
            agents = genitive;
        }
        evidence_end = evidence_end.max(genitive_end);
    }
    // المباحثات التي جرت اليوم مع روسيا, في اتصال مع نظيره: who tells of his own talks with somebody held them.
    let with = matches!(by_slot, Some((_, _, Slot::Maa)));
    if symmetric && with && agents.is_empty() && recipients.len() == 1 && scene.statement_before(i).is_some() {
        agents.extend(p.owner.filter(|id| p.parties.code(*id).is_some() && !p.parties.same_party(*id, recipients[0])));
    }
    // لإجراء محادثات مع المسؤولين, في زيارة إلى: whoever the clause is of.
    if agents.is_empty() && recipients.len() == 1 && matches!(entry.kind, ActType::Consult | ActType::Cooperate) {
        let subject = p.clause_subject(i).filter(|id| !p.parties.same_party(*id, recipients[0]));
        agents.extend(subject);
    }
    // سلمت إريتريا جيبوتي أسرى بوساطة قطرية: who mediates does it between the two of whom the report is.
    if entry.kind == ActType::Mediate && recipients.is_empty() && agents.len() == 1 {
        recipients = p.parties.two_sides(scene.doc, i, &agents);
    }
    if agents.is_empty() && recipients.len() > 1 && symmetric {
        agents = std::mem::take(&mut recipients);
    }
    let mut future = false;
    if entry.kind == ActType::Consult
        && entry.symmetric
        && agents.is_empty()
        && recipients.is_empty()
        && let Some((verb, coming)) = held(scene, i, k)
    {
        agents = p.parties.two_sides(scene.doc, i, &[]);
        evidence_end = evidence_end.max(verb + 1);
        future = coming;
    }
    symmetric &= agents.len() + recipients.len() > 1;
    if agents.is_empty() && recipients.is_empty() {
        return scene.lose("no party around the noun");
    }
    // A title's noun is no act: وفد المفاوضات; so is one in marks of a name.
    let previous = scene.is(i.saturating_sub(1));
    let governed = scene.is(i).has(Is::PREFIXED);
    if i > scene.first && previous.has(Is::TITLE) && !previous.has(Is::VERB) && trigger.pronoun.is_none() && !governed {
        return scene.lose("the noun belongs to a title");
    }
    let to = trim(scene, i + 1, evidence_end.max(trigger.end).min(scene.last));
    Some(Frame {
        kind: entry.kind,
        row: entry.id.clone(),
        codes: (entry.mode.clone(), entry.cameo.clone()),
        lemma: entry.lemma.clone(),
        symmetric,
        actors: agents,
        recipients,
        theme,
        object: None,
        evidence: (i, to),
        clause_end: if super::covers(entry.kind) { limit } else { to },
        future,
        told: happened(scene, i),
    })
}

/// Whom a verb before the verbal noun at `i` makes do it: دفع موسكو لتقديم, حمل إثيوبيا على تقديم.
fn made_to(p: &mut Parser<'_, '_, '_, '_>, i: usize) -> Option<Vec<EntityId>> {
    let scene = p.scene;
    let prefixed = scene.is(i).has(Is::PREFIXED) && scene.key(i).starts_with('ل');
    let governed = i > scene.first && matches!(scene.key(i - 1), "الي" | "علي");
    let end = if prefixed {
        i
    } else if governed {
        i - 1
    } else {
        return None;
    };
    let from = end.saturating_sub(8).max(scene.first);
    let np =
        (from..end).find_map(|j| noun_phrase(scene.doc, scene.words, j, end).filter(|np| np.end == end && j > from))?;
    let lexicon = scene.words.lexicon;
    let makes = scene.words.analyses(np.first.checked_sub(1)?).iter().any(|a| match a.entry {
        Entry::Verb { verb, .. } => matches!(
            lexicon.verbs[verb as usize].lemma.as_str(),
            "دفع"
                | "حمل"
                | "أجبر"
                | "أرغم"
                | "اضطر"
                | "ألزم"
                | "دعا"
                | "حث"
                | "قاد"
                | "شجع"
                | "حفز"
                | "مكن"
        ),
        _ => false,
    });
    let mut ids = if makes { p.entities(&np) } else { Vec::new() };
    ids.retain(|id| p.parties.code(*id).is_some());
    (!ids.is_empty()).then_some(ids)
}

/// The subject of a verb before the verbal noun at `i` that says no more than that it is done: ردت كراكاس بقطع العلاقات.
fn done_by(p: &mut Parser<'_, '_, '_, '_>, i: usize) -> Option<Vec<EntityId>> {
    let scene = p.scene;
    let lexicon = scene.words.lexicon;
    let prefixed = scene.is(i).has(Is::PREFIXED) && scene.key(i).starts_with('ب');
    let end = if !prefixed && i > scene.first && matches!(scene.key(i - 1), "الي" | "في" | "علي") {
        i - 1
    } else {
        i
    };
    let verb = (i.saturating_sub(10).max(scene.first)..end)
        .rev()
        .take_while(|&k| !scene.is(k).has(Is::COMP) && !scene.is(k).has(Is::PUNCT))
        .find(|&k| scene.is(k).has(Is::VERB))?;
    let form = scene.words.analyses(verb).iter().find_map(|a| match a.entry {
        Entry::Verb { verb, form } if matches!(form.tense, Tense::Perfect | Tense::Imperfect) && !form.passive => {
            let lemma = lexicon.verbs[verb as usize].lemma.as_str();
            matches!(
                lemma,
                "رد" | "قام"
                    | "بدأ"
                    | "باشر"
                    | "شرع"
                    | "واصل"
                    | "استأنف"
                    | "سارع"
                    | "لجأ"
                    | "عمد"
                    | "أقدم"
                    | "بادر"
                    | "اكتفى"
                    | "استمر"
                    | "مضى"
            )
            .then_some(form)
        }
        _ => None,
    })?;
    let behind = noun_phrase(scene.doc, scene.words, verb + 1, end)
        .filter(|np| np.can_speak() && scene.matcher.after_adjuncts(np.end) >= end);
    let np = behind.or_else(|| {
        let before = scene.matcher.subject_before(verb, form)?;
        (scene.matcher.after_adjuncts(verb + 1) >= end).then_some(before)
    })?;
    let mut ids = p.entities(&np);
    ids.retain(|id| p.parties.code(*id).is_some());
    (!ids.is_empty()).then_some(ids)
}

/// The verb that says of the meeting at `i` that it is or will be held, and whether it will: الاجتماع سينعقد، عقدت القمة. `to`
/// is one past the noun and its adjectives.
fn held(scene: &Scene<'_, '_>, i: usize, to: usize) -> Option<(usize, bool)> {
    let lexicon = scene.words.lexicon;
    let holds = |k: usize| {
        scene.words.analyses(k).iter().find_map(|a| match a.entry {
            Entry::Verb { verb, form } if matches!(form.tense, Tense::Perfect | Tense::Imperfect) => matches!(
                lexicon.verbs[verb as usize].lemma.as_str(),
                "عقد"
                    | "انعقد"
                    | "التأم"
                    | "جرى"
                    | "انطلق"
                    | "استأنف"
                    | "اختتم"
                    | "بدأ"
                    | "تواصل"
                    | "أجرى"
            )
            .then_some(a.before.future),
            _ => None,
        })
    };
    let verb = |k: usize| {
        scene.is(k).has(Is::VERB) && verb_stands(scene, k) && !(k > scene.first && scene.is(k - 1).has(Is::PREP))
    };
    let before = i.checked_sub(1).filter(|&k| k >= scene.first && verb(k));
    let after = (to..(to + 6).min(scene.last))
        .take_while(|&k| !scene.is(k).has(Is::PUNCT) && !scene.is(k).has(Is::REL) && !scene.is(k).has(Is::COMP))
        .find(|&k| scene.words.is_only_verb(k));
    before.into_iter().chain(after).find_map(|k| Some((k, holds(k)?)))
}
