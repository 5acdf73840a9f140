//! Who did the attack that is condemned: not whoever it was done to.

use super::phrases::{Parser, agent_at};
use crate::acts::Scene;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::EntityId;

/// How far behind the condemning word the attack may stand, and how far behind that who did it, in tokens.
const NEAR: usize = 2;
const REACH: usize = 16;

/// Nouns of an attack whose genitive is who attacks (هجمات الحوثيين); of the others (استهداف, مقتل, قصف المدينة) it suffers, unless
/// an object or a preposition follows.
const BY_GENITIVE: [&str; 22] = [
    "هجوم",
    "هجمات",
    "هجمه",
    "اعتداء",
    "اعتداءات",
    "عدوان",
    "غاره",
    "غارات",
    "جريمه",
    "جرائم",
    "مجزره",
    "مجازر",
    "مذبحه",
    "انتهاكات",
    "انتهاك",
    "ارهاب",
    "عمليه",
    "عمليات",
    "ضربه",
    "ضربات",
    "هجوما",
    "اعتداءا",
];

impl Parser<'_, '_, '_, '_> {
    /// Who did the attack that stands between two tokens as what is condemned, and one past his words; `None` where none is
    /// condemned. أدانت الكويت الهجوم الذي استهدف منشأة يابانية accuses nobody of those it names.
    pub(super) fn culprits(&mut self, from: usize, to: usize) -> Option<(Vec<EntityId>, usize)> {
        let scene = self.scene;
        let head = (from..to.min(from + NEAR)).find(|&k| attack(scene, k))?;
        let mut k = head + 1;
        // هجمات الحوثيين: behind an indefinite noun a definite word is its genitive.
        let bare = !scene.is(head).has(Is::ARTICLE);
        while k < to
            && (scene.is(k).has(Is::ADJ) || scene.is(k).has(Is::NISBA))
            && !scene.is(k).has(Is::CONJUNCT)
            && !(bare && scene.is(k).has(Is::ACTOR) && scene.is(k).has(Is::ARTICLE))
        {
            if let Some(id) = self.parties.adjective(scene.doc, k) {
                let mut ids = vec![id];
                let end = self.joined(&mut ids, k + 1, to);
                return Some((ids, end));
            }
            k += 1;
        }
        let to = to.max((head + REACH).min(scene.last));
        if let Some(by) = agent_at(scene, k, to) {
            return Some(self.at(by + 2, to));
        }
        if let Some(verb) = (k..to.min(k + REACH)).find(|&v| committed(scene, v)) {
            let next = verb + 1 + usize::from(matches!(scene.key(verb + 1), "به" | "بها" | "بهما"));
            let (ids, end) = self.at(next, scene.last);
            if !ids.is_empty() {
                return Some((ids, end));
            }
        }
        let is = scene.is(k);
        let genitive = k == head + 1
            && k < to
            && is.has(Is::NOMINAL)
            && !scene.is(head).has(Is::ARTICLE)
            && ![Is::PREFIXED, Is::PREP, Is::REL, Is::COMP, Is::PUNCT, Is::CONJUNCT].iter().any(|&fact| is.has(fact));
        if let Some(np) = genitive.then(|| noun_phrase(scene.doc, scene.words, k, to)).flatten() {
            let next = scene.is(np.end);
            let bare = scene.key(head).trim_start_matches(['ب', 'ل', 'و']).trim_start_matches("ال");
            let object = matches!(scene.key(np.end), "علي" | "ضد" | "بحق" | "في")
                || next.has(Is::NOMINAL) && !next.has(Is::CONJUNCT) && !next.has(Is::PREFIXED) && !next.has(Is::TIME);
            if BY_GENITIVE.contains(&bare) || object && scene.words.place(k).is_none() {
                let (ids, end) = self.of_wide(&np, to);
                return Some((ids, end));
            }
        }
        Some((Vec::new(), head + 1))
    }

    /// The state whose power did what is condemned, where no one is named who did: اعتقال ناشطين في مصر, إعدام سجناء إيرانيين. Its
    /// ground goes before the nationality of those who suffer (احتجاز صحفي فرنسي في طهران).
    pub(super) fn state_power(&mut self, start: usize, to: usize) -> Option<(Vec<EntityId>, usize)> {
        let scene = self.scene;
        let head = (start..to.min(start + NEAR + 2)).find(|&k| power(scene, k))?;
        self.state_over(head, head + 1, to)
    }

    /// The state that is asked to let people go, where nobody is named who is asked: طالبت بالإفراج عن ناشطين في مصر. Hostages are in
    /// no state's power.
    pub(super) fn jailer(&mut self, start: usize, to: usize) -> Option<(Vec<EntityId>, usize)> {
        let scene = self.scene;
        let bare = |k: usize| {
            let key = scene.key(k);
            key.strip_prefix("بال").or(key.strip_prefix("ال")).or(key.strip_prefix('ب')).unwrap_or(key)
        };
        let (head, behind) = (start..to.min(start + NEAR + 2)).find_map(|k| match (bare(k), scene.key(k + 1)) {
            ("افراج", "عن") => Some((k, k + 2)),
            ("افراج", _) => Some((k, k + 1)),
            ("اطلاق", "سراح") | ("اخلاء", "سبيل") => Some((k, k + 2)),
            _ => None,
        })?;
        let first = behind + usize::from(scene.is(behind).has(Is::QUANT));
        let held = ["رهائن", "رهينه", "مختطف", "مخطوف", "اسر", "محتجز", "جنود"];
        if held.iter().any(|word| scene.key(first).trim_start_matches("ال").starts_with(word)) {
            return None;
        }
        self.state_over(head, first, to)
    }

    /// The state in whose power the people at `first`, of whom the noun at `head` tells, are: on whose ground, else whose they are.
    fn state_over(&mut self, head: usize, first: usize, to: usize) -> Option<(Vec<EntityId>, usize)> {
        let scene = self.scene;
        let first = first + usize::from(scene.is(first).has(Is::QUANT));
        let body = |k: usize| {
            crate::np::title_at(scene.words, k)
                .is_some_and(|(t, ..)| scene.words.lexicon.titles[t as usize].class == mahdar_lang::TitleClass::Body)
        };
        let people = scene.is(first).has(Is::NOMINAL) && !scene.is(first).has(Is::ACTOR) && !body(first);
        if !people || agent_at(scene, head, to).is_some() {
            return None;
        }
        let stop = |k: usize| {
            [Is::PUNCT, Is::COMP, Is::REL].iter().any(|&fact| scene.is(k).has(fact)) || scene.words.is_only_verb(k)
        };
        let end = (first..to.min(head + REACH)).find(|&k| stop(k)).unwrap_or(to.min(head + REACH));
        let inside = (first..end).find(|&k| matches!(scene.key(k), "في" | "داخل"));
        for at in inside.map_or(0..0, |k| k + 1..end.min(k + 3)) {
            if let Some((party, end)) = scene.words.place(at) {
                let code = scene.words.lexicon.parties.get(party as usize)?.clone();
                return Some((vec![self.parties.of_code(&code, scene.span(at, end))?], end));
            }
            let (ids, end) = if scene.is(at).has(Is::ACTOR) { self.at(at, end) } else { (Vec::new(), at) };
            if ids.iter().any(|id| self.parties.code(*id).is_some_and(|code| self.parties.is_state(code))) {
                return Some((ids, end));
            }
        }
        let (ids, end) = self.at(first, inside.unwrap_or(end));
        let code = ids.first().and_then(|id| self.parties.code(*id))?;
        let state = code.split_once('-').map(|(state, _)| state.to_owned())?;
        let id = self.parties.of_code(&state, scene.span(first, end))?;
        Some((vec![id], end))
    }

    /// Who imposed the sanctions, the siege or the ban that stands at `start` or shortly behind it, and on or off whom it lies: the
    /// adjective's, who does it behind a verb or من قبل. `None` where none lies on somebody.
    pub(super) fn imposers(&mut self, start: usize, to: usize) -> Option<(Vec<EntityId>, usize)> {
        const BURDENS: [&str; 11] =
            ["عقوبات", "عقوبه", "حصار", "حظر", "قيود", "رسوم", "مقاطعه", "عزله", "حصارا", "حظرا", "قيودا"];
        let scene = self.scene;
        let burden = |k: usize| {
            let key = scene.key(k).trim_start_matches(['و', 'ب', 'ل']);
            BURDENS.contains(&key.strip_prefix("ال").unwrap_or(key))
        };
        let head = (start..to.min(start + NEAR + 1)).find(|&k| burden(k))?;
        let on = (head + 1..to.min(head + 6)).find(|&k| matches!(scene.key(k), "علي" | "عن" | "ضد"))?;
        if !scene.is(on + 1).has(Is::ACTOR) && !scene.is(on + 1).has(Is::TITLE) && scene.words.place(on + 1).is_none() {
            return None;
        }
        let by = (head + 1..on).find_map(|k| Some((self.parties.adjective(scene.doc, k)?, k + 1)));
        if let Some((id, end)) = by {
            let mut ids = vec![id];
            let end = self.joined(&mut ids, end, to);
            return Some((ids, end));
        }
        if let Some(by) = agent_at(scene, head + 1, to) {
            return Some(self.at(by + 2, to));
        }
        let verb = (head + 1..on + 1)
            .find(|&k| scene.is(k).has(Is::VERB) && ["تفرض", "فرض"].iter().any(|v| scene.key(k).starts_with(v)));
        if let Some(verb) = verb {
            let (ids, end) = self.at(verb + 1, to.max(on));
            if !ids.is_empty() {
                return Some((ids, end));
            }
        }
        Some((Vec::new(), head + 1))
    }
}

/// Nouns of an attack besides those of [`BY_GENITIVE`].
const ATTACKS: [&str; 26] = [
    "تفجير",
    "تفجيرات",
    "انفجار",
    "انفجارات",
    "قصف",
    "استهداف",
    "اغتيال",
    "اغتيالات",
    "قتل",
    "مقتل",
    "خطف",
    "اختطاف",
    "حادث",
    "حادثه",
    "اقتحام",
    "اقتحامات",
    "احراق",
    "حرق",
    "تخريب",
    "هجومين",
    "تفجيرين",
    "اعتداءين",
    "محاوله",
    "اطلاق",
    "اعمال",
    "سقوط",
];

/// Nouns of what only a state does to people.
const POWER: [&str; 23] = [
    "اعتقال",
    "اعتقالات",
    "احتجاز",
    "توقيف",
    "توقيفات",
    "محاكمه",
    "محاكمات",
    "اعدام",
    "اعدامات",
    "سجن",
    "حبس",
    "تعذيب",
    "قمع",
    "اضطهاد",
    "ترحيل",
    "ملاحقه",
    "ملاحقات",
    "مضايقه",
    "استجواب",
    "اسكات",
    "تفريق",
    "انتهاك",
    "انتهاكات",
];

/// Whether the word at `k` is a noun of a state's power over people.
pub(in crate::acts) fn power(scene: &Scene<'_, '_>, k: usize) -> bool {
    let key = scene.key(k);
    let key = key.strip_prefix('و').unwrap_or(key);
    let key = key.strip_prefix('ب').or(key.strip_prefix('ل')).filter(|rest| POWER.contains(rest)).unwrap_or(key);
    POWER.contains(&key)
}

/// Whether the word at `k` is a noun of an attack.
fn attack(scene: &Scene<'_, '_>, k: usize) -> bool {
    let key = scene.key(k);
    let key = key.strip_prefix('و').unwrap_or(key);
    let bare = key
        .strip_prefix("بال")
        .or(key.strip_prefix("لل"))
        .or(key.strip_prefix("ال"))
        .or(key.strip_prefix('ب'))
        .or(key.strip_prefix('ل'));
    let bare = bare.unwrap_or(key);
    // محاولة اغتيال, إطلاق النار, أعمال العنف: what was tried, fired or done makes them one.
    let next = scene.key(k + 1).trim_start_matches("ال");
    let with = match bare {
        "محاوله" => ["اغتيال", "انقلاب", "اعتداء", "تفجير"].contains(&next),
        "اطلاق" => ["نار", "صاروخ", "صواريخ", "رصاص"].contains(&next),
        "اعمال" => ["عنف", "ارهابيه", "شغب"].contains(&next),
        "سقوط" => ["صاروخ", "صواريخ", "قذائف", "قذيفه"].contains(&next),
        "عمليه" | "عمليات" => ["ارهابيه", "انتحاريه", "قتل", "اغتيال"].contains(&next),
        _ => true,
    };
    with && (BY_GENITIVE.contains(&bare) || ATTACKS.contains(&bare))
}

/// الذي شنه الحوثيون, والتي نفذها تنظيم, هجوما شنته روسيا, الذي قامت به: whether the verb at `k` says of the attack who did it.
fn committed(scene: &Scene<'_, '_>, k: usize) -> bool {
    const DONE: [&str; 17] = [
        "شن",
        "نفذ",
        "ارتكب",
        "قام",
        "اقترف",
        "تبن",
        "دبر",
        "وجه",
        "اطلق",
        "ينفذ",
        "تنفذ",
        "يشن",
        "تشن",
        "ترتكب",
        "يرتكب",
        "قاد",
        "خطط",
    ];
    let key = scene.doc.key_at(k);
    scene.is(k).has(Is::VERB)
        && DONE.iter().any(|stem| {
            key.strip_prefix(stem).is_some_and(|rest| {
                matches!(rest, "ه" | "ها" | "ته" | "تها" | "اه" | "اها" | "تهما" | "هما")
                    || matches!(rest, "" | "ت") && matches!(scene.key(k + 1), "به" | "بها" | "لها" | "له")
            })
        })
}
