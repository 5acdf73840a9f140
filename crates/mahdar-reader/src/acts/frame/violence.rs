//! Deaths by somebody's hand: the words for attacks and for what kills in them.

use super::clause::past_about;
use super::phrases::Parser;
use crate::acts::Scene;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::{EntityId, EntityKind, TokenKind};
use mahdar_lang::NamedBy;

/// Words for attacks, and for what is fired, laid or carried in them, by how they begin.
const ATTACKS: [&str; 31] = [
    "تفجير",
    "هجوم",
    "هجمات",
    "هجومين",
    "اعتداء",
    "اعتدا",
    "غاره",
    "غارات",
    "غارتين",
    "قصف",
    "كمين",
    "مكمن",
    "اشتباك",
    "مواجهات",
    "معارك",
    "رصاص",
    "نيران",
    "قذيف",
    "قذايف",
    "قذائف",
    "صاروخ",
    "صواريخ",
    "عبوه",
    "عبوات",
    "عبوتين",
    "قنبل",
    "قنابل",
    "لغم",
    "الغام",
    "طعن",
    "مفخخات",
];

/// What makes an explosion one of them: انفجار سيارة مفخخة. One of gas or in a mine is nobody's.
const BOMBS: [&str; 17] = [
    "مفخخ",
    "ملغوم",
    "ملغم",
    "عبوه",
    "عبوات",
    "عبوتين",
    "قنبل",
    "قنابل",
    "لغم",
    "الغام",
    "ناسف",
    "انتحاري",
    "ارهابي",
    "قذيف",
    "صاروخ",
    "طرد",
    "حزام",
];

/// Words for what kills by nobody's hand, by how they begin.
const ACCIDENTS: [&str; 24] = [
    "فيضان",
    "سيول",
    "زلزال",
    "زلازل",
    "هزه",
    "اعصار",
    "اعاصير",
    "عاصفه",
    "عواصف",
    "امطار",
    "حريق",
    "حرايق",
    "حرائق",
    "انهيار",
    "تحطم",
    "غرق",
    "تصادم",
    "اصطدام",
    "تدافع",
    "انزلاق",
    "بركان",
    "صاعقه",
    "صواعق",
    "تسرب",
];

/// What makes an incident one of them: حادث سير. حادث إطلاق نار is none.
const OF_ACCIDENT: [&str; 12] =
    ["سير", "مرور", "طريق", "طرق", "قطار", "طاير", "طائر", "عمل", "تصادم", "جوي", "بحري", "غرق"];

/// The longest phrase of an attack, in tokens.
const PHRASE: usize = 7;

/// بانفجار سيارة مفخخة, هجوم انتحاري: one past the phrase of an attack whose word stands at `k`, with or without ب.
pub(super) fn attack_at(scene: &Scene<'_, '_>, k: usize, limit: usize) -> Option<usize> {
    let key = scene.key(k);
    let bare = if scene.is(k).has(Is::PREFIXED) { key.strip_prefix('ب')? } else { key };
    let bare = bare.strip_prefix("ال").unwrap_or(bare);
    let begins = |key: &str, words: &[&str]| words.iter().any(|word| key.starts_with(word));
    let end = (k + 1..limit.min(k + PHRASE))
        .find(|&n| {
            let is = scene.is(n);
            !is.has(Is::NOMINAL)
                || is.has(Is::PREP)
                || is.has(Is::PREFIXED)
                || is.has(Is::CONJUNCT)
                || is.has(Is::TIME)
                || is.has(Is::ACTOR)
                || scene.words.is_only_verb(n)
                || scene.words.place(n).is_some()
        })
        .unwrap_or(limit.min(k + PHRASE));
    let bomb = || (k + 1..end).any(|n| begins(scene.key(n).trim_start_matches("ال"), &BOMBS));
    let explosion = bare.starts_with("انفجار") && (bomb() || matches!(bare, "انفجارات" | "انفجارين" | "انفجاران"));
    // سقوط قذيفة, إطلاق نار
    let falls = matches!(bare, "سقوط" | "اطلاق" | "القا" | "القاء")
        && begins(scene.key(k + 1), &["قذ", "صاروخ", "صواريخ", "نار", "النار", "قنبل", "رصاص"]);
    (explosion || falls || begins(bare, &ATTACKS)).then_some(end)
}

/// في انفجار, جراء هجوم, بقنبلة: one past the phrase of the attack that its preposition at `k` says to have killed.
pub(super) fn attack_right_behind(scene: &Scene<'_, '_>, k: usize, limit: usize) -> Option<usize> {
    let free = matches!(scene.key(k), "في" | "فى" | "جراء" | "اثر" | "خلال" | "نتيجه" | "بسبب");
    let bound = scene.is(k).has(Is::PREFIXED) && scene.key(k).starts_with('ب');
    if free || bound { attack_at(scene, k + usize::from(free), limit) } else { None }
}

/// The same of the first such preposition behind `from`.
pub(super) fn attack_behind(scene: &Scene<'_, '_>, from: usize, limit: usize) -> Option<usize> {
    (from..limit).find_map(|k| attack_right_behind(scene, k, limit))
}

/// في حادث سير, جراء فيضانات, بانهيار مبنى: whether what kills behind `from` is an accident, and no attack is told of.
pub(super) fn by_accident(scene: &Scene<'_, '_>, from: usize, limit: usize) -> bool {
    let bare = |key: &str| key.strip_prefix("ال").unwrap_or(key).to_owned();
    let begins = |key: &str, words: &[&str]| words.iter().any(|word| key.starts_with(word));
    let accident = |k: usize| {
        let key = scene.key(k);
        let key = bare(if scene.is(k).has(Is::PREFIXED) { key.strip_prefix('ب').unwrap_or(key) } else { key });
        let next = bare(scene.key(k + 1));
        begins(&key, &ACCIDENTS)
            || begins(&key, &["حادث", "حوادث"]) && begins(&next, &OF_ACCIDENT)
            || key == "انقلاب" && begins(&next, &["حافل", "شاحن", "سيار", "قارب", "زورق", "مركب", "قطار", "عبار"])
            || key.starts_with("سقوط") && begins(&next, &["طائر", "طاير", "مروحي", "حافل", "رافع"])
            || key == "انفجار" && begins(&next, &["غاز", "منجم", "انبوب", "اسطوان", "مصنع", "مستودع", "خزان", "صهريج"])
    };
    let right_behind = |k: usize| {
        let free = matches!(scene.key(k), "في" | "فى" | "جراء" | "اثر" | "خلال" | "نتيجه" | "بسبب");
        let bound = scene.is(k).has(Is::PREFIXED) && scene.key(k).starts_with('ب');
        (free || bound) && accident(k + usize::from(free))
    };
    (from..limit).any(right_behind) && attack_behind(scene, from, limit).is_none()
}

impl Parser<'_, '_, '_, '_> {
    /// قتل عشرة أشخاص في تفجير في مقديشو, في هجوم على باماكو: the state in which a deed between two tokens was done, by its name or
    /// its capital's.
    pub(super) fn state_of_place(&mut self, from: usize, to: usize) -> Option<EntityId> {
        const WHERE: [&str; 13] =
            ["في", "فى", "علي", "قرب", "وسط", "داخل", "غرب", "شرق", "شمال", "جنوب", "غربي", "شرقي", "مدينه"];
        let scene = self.scene;
        // في سوق شعبية في بغداد, ببغداد
        let place = (from + 1..to).find(|&k| {
            let is = scene.is(k);
            is.has(Is::ACTOR)
                && (WHERE.contains(&scene.key(k - 1)) || is.has(Is::PREFIXED) && scene.key(k).starts_with('ب'))
        })?;
        let (a, by, hit) = crate::np::actor_at(scene.words, place)?;
        let row = &scene.words.lexicon.actors[a as usize];
        let state = row.kind == EntityKind::State && by != NamedBy::Epithet;
        let code = row.code.clone().filter(|_| state)?;
        self.parties.of_code(&code, scene.span(place, hit.end as usize))
    }

    /// مقتل 12 شخصا في تفجير في بغداد: the people at `k` without a nationality whom an attack in the sentence killed, of where it was
    /// made, else of where the report is at home.
    pub(super) fn killed_people(&mut self, k: usize, to: usize) -> Option<EntityId> {
        let scene = self.scene;
        let start = past_about(scene, k);
        let start = start + usize::from(scene.kind(start) == Some(TokenKind::Number));
        let np = noun_phrase(scene.doc, scene.words, start, to)?;
        let nobodys = np.party.is_none() && np.name.is_none() && !np.definite;
        let nobodys = nobodys && np.actors.iter().all(|(.., at)| *at > np.first);
        let attack = (scene.first..scene.last).find(|&n| attack_at(scene, n, scene.last).is_some())?;
        let ground = self.ground(np.first, to).and_then(|(ids, ..)| ids.first().copied());
        let ground = ground.or_else(|| self.state_of_place(np.first, to));
        let ground = ground.or_else(|| self.state_of_place(attack, scene.last));
        if nobodys { self.parties.crowd_here(scene.doc, &np, ground) } else { None }
    }
}
