//! Deaths by somebody's hand: the words for attacks and for what kills in them.

use super::clause::past_about;
use super::phrases::Parser;
use crate::acts::Scene;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::{EntityId, EntityKind, TokenKind};
use mahdar_lang::NamedBy;

/// Words for attacks, and for what is fired in them, by how they begin.
const ATTACKS: [&str; 18] = [
    "تفجير",
    "هجوم",
    "هجمات",
    "هجومين",
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
    "طعن",
    "مفخخات",
];

/// Words for what is laid or fired that explodes, by how they begin.
const EXPLOSIVES: [&str; 12] =
    ["عبوه", "عبوات", "عبوتين", "قنبل", "قنابل", "لغم", "الغام", "قذيف", "قذايف", "قذائف", "صاروخ", "صواريخ"];

/// What else makes an explosion an attack: انفجار سيارة مفخخة. One of gas or in a mine is nobody's.
const BOMBS: [&str; 8] = ["مفخخ", "ملغوم", "ملغم", "ناسف", "انتحاري", "ارهابي", "طرد", "حزام"];

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

fn without_article(key: &str) -> &str {
    key.strip_prefix("ال").unwrap_or(key)
}

/// Whether a key begins as one of some words does.
fn begins(key: &str, words: &[&str]) -> bool {
    words.iter().any(|word| key.starts_with(word))
}

/// في حادث, جراء فيضانات, بقنبلة: the token of what kills, behind the preposition at `k` or with ب.
fn killer(scene: &Scene<'_, '_>, k: usize) -> Option<usize> {
    let free = matches!(scene.key(k), "في" | "فى" | "جراء" | "اثر" | "خلال" | "نتيجه" | "بسبب");
    let bound = scene.is(k).has(Is::PREFIXED) && scene.key(k).starts_with('ب');
    (free || bound).then_some(k + usize::from(free))
}

/// بانفجار سيارة مفخخة, هجوم انتحاري: one past the phrase of an attack whose word stands at `k`, with or without ب.
pub(super) fn attack_at(scene: &Scene<'_, '_>, k: usize, limit: usize) -> Option<usize> {
    let key = scene.key(k);
    let bare = if scene.is(k).has(Is::PREFIXED) { key.strip_prefix('ب')? } else { key };
    let bare = without_article(bare);
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
    let explosive = |key: &str, others: &[&str]| begins(key, &EXPLOSIVES) || begins(key, others);
    let bomb = || (k + 1..end).any(|n| explosive(scene.key(n).trim_start_matches("ال"), &BOMBS));
    let explosion = bare.starts_with("انفجار") && (bomb() || matches!(bare, "انفجارات" | "انفجارين" | "انفجاران"));
    // سقوط قذيفة, إطلاق نار
    let falls = matches!(bare, "سقوط" | "اطلاق" | "القا" | "القاء")
        && begins(scene.key(k + 1), &["قذ", "صاروخ", "صواريخ", "نار", "النار", "قنبل", "رصاص"]);
    (explosion || falls || explosive(bare, &ATTACKS)).then_some(end)
}

/// في انفجار, جراء هجوم, بقنبلة: one past the phrase of the attack that its preposition at `k` says to have killed.
pub(super) fn attack_right_behind(scene: &Scene<'_, '_>, k: usize, limit: usize) -> Option<usize> {
    attack_at(scene, killer(scene, k)?, limit)
}

/// The same of the first such preposition behind `from`.
pub(super) fn attack_behind(scene: &Scene<'_, '_>, from: usize, limit: usize) -> Option<usize> {
    (from..limit).find_map(|k| attack_right_behind(scene, k, limit))
}

/// في حادث سير, جراء فيضانات, بانهيار مبنى: whether what kills behind `from` is an accident, and no attack is told of.
pub(super) fn by_accident(scene: &Scene<'_, '_>, from: usize, limit: usize) -> bool {
    let accident = |k: usize| {
        let key = scene.key(k);
        let key =
            without_article(if scene.is(k).has(Is::PREFIXED) { key.strip_prefix('ب').unwrap_or(key) } else { key });
        let next = without_article(scene.key(k + 1));
        begins(key, &ACCIDENTS)
            || begins(key, &["حادث", "حوادث"]) && begins(next, &OF_ACCIDENT)
            || key == "انقلاب" && begins(next, &["حافل", "شاحن", "سيار", "قارب", "زورق", "مركب", "قطار", "عبار"])
            || key.starts_with("سقوط") && begins(next, &["طائر", "طاير", "مروحي", "حافل", "رافع"])
            || key == "انفجار" && begins(next, &["غاز", "منجم", "انبوب", "اسطوان", "مصنع", "مستودع", "خزان", "صهريج"])
    };
    let right_behind = |k: usize| killer(scene, k).is_some_and(accident);
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
