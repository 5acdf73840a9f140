//! Rows that no table has: refusals, blows in return, envoys called home.

use super::super::envoys::own_envoys;
use super::super::{Trigger, TriggerForm};
use crate::acts::Scene;
use crate::words::Is;
use mahdar_doc::{ActType, TokenId};
use mahdar_lang::{ActEntry, Slot};

/// What a party will not do, whatever the verb: no row of the tables.
pub(super) fn refuses() -> ActEntry {
    ActEntry {
        id: "refusal".to_owned(),
        lemma: String::new(),
        kind: ActType::Reject,
        with: Vec::new(),
        slots: vec![Slot::Maa, Slot::Ala, Slot::Ila, Slot::Li, Slot::Obj, Slot::Theme],
        symmetric: false,
        human: false,
        mode: None,
        cameo: None,
        governs: None,
        finite: false,
    }
}

/// A reply in deeds.
pub(super) fn retaliation() -> ActEntry {
    ActEntry {
        id: "retaliation".to_owned(),
        kind: ActType::Coerce,
        slots: vec![Slot::Ala],
        cameo: Some("138".to_owned()),
        ..refuses()
    }
}

/// An envoy called home or sent away.
pub(super) fn recall() -> ActEntry {
    ActEntry {
        id: "recall".to_owned(),
        kind: ActType::Sanction,
        slots: vec![Slot::Min, Slot::Inda, Slot::Fi],
        cameo: Some("160".to_owned()),
        ..refuses()
    }
}

/// Whether one's own envoys are called home.
pub(super) fn recalls(scene: &Scene<'_, '_>, entry: &ActEntry, theme: Option<usize>) -> bool {
    let Some(theme) = theme else { return false };
    // استدعت الكويت سفيرها من طهران: to call one's own ambassador home is no rebuke but a sanction.
    let own_envoy = entry.lemma == "استدعى" && entry.kind == ActType::Accuse && {
        let surface = scene.doc.surface(TokenId::from_index(theme));
        ["ها", "ه", "هم"].iter().any(|e| surface.ends_with(e)) && !surface.ends_with('ة')
    };
    // أعلنت سحب دبلوماسييها من لبنان: one's own envoys called home, announced.
    let verb = scene.key(theme).strip_prefix("ال").unwrap_or(scene.key(theme));
    own_envoy || matches!(verb, "سحب" | "استدعاء" | "اجلاء") && own_envoys(scene, theme + 1)
}

/// Whether a verb of the future is رد على a party.
pub(super) fn retaliates(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let lexicon = scene.words.lexicon;
    let reply = trigger.rows.iter().any(|&row| lexicon.acts[row as usize].lemma == "رد");
    let on = (trigger.end..(trigger.end + 3).min(scene.last)).find(|&k| scene.key(k) == "علي");
    let at_somebody = on.is_some_and(|k| {
        let next = scene.is(k + 1);
        next.has(Is::ACTOR) || next.has(Is::ACT) || matches!(scene.key(k + 1), "اي" | "كل")
    });
    reply
        && trigger.future
        && trigger.form == TriggerForm::Finite
        && !trigger.passive
        && (at_somebody || in_kind(scene, trigger))
}

/// سترد بحزم, سنرد ردا قاسيا: whether a coming reply is told as a blow.
pub(super) fn in_kind(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    const HARSH: [&str; 7] = ["حازم", "قاسي", "قاس", "قوي", "مزلزل", "عنيف", "موجع"];
    (trigger.end..(trigger.end + 3).min(scene.last)).any(|k| {
        let key = scene.key(k);
        matches!(key, "بحزم" | "بقوه" | "بقسوه" | "بالقوه" | "بعنف" | "بشده")
            || key == "ردا" && (k + 1..k + 4).any(|n| HARSH.iter().any(|word| scene.key(n).starts_with(word)))
    })
}

/// أصول, أرصدة, حسابات: whether what belongs to somebody stands at `k`.
pub(super) fn belongings(scene: &Scene<'_, '_>, k: usize) -> bool {
    let bare = scene.key(k).strip_prefix("ال").unwrap_or(scene.key(k));
    ["اصول", "ارصده", "اموال", "حسابات", "ممتلكات", "ودائع", "موجودات"].iter().any(|word| bare.starts_with(word))
}

/// القوات الروسية, مسلحي حفتر, عناصر التنظيم: whether armed people stand at `k`.
pub(super) fn forces(scene: &Scene<'_, '_>, k: usize) -> bool {
    let bare = scene.key(k).strip_prefix("ال").unwrap_or(scene.key(k));
    ["قوات", "جيش", "مسلح", "مقاتل", "عناصر", "ميليشيا", "مليشيا", "متمرد", "جنود", "كتائب"]
        .iter()
        .any(|word| bare.starts_with(word))
}

/// انتهاء الهدنة, نهاية الالتزام بوقف إطلاق النار, تخليها عن الهدنة: whether what is announced between tokens `from` and `theme` is that a
/// truce ends.
pub(super) fn ends_truce(scene: &Scene<'_, '_>, entry: &ActEntry, from: usize, theme: usize) -> bool {
    let bare = |k: usize| scene.key(k).trim_start_matches(['ب', 'ل']).trim_start_matches("ال");
    let truce = matches!(bare(theme), "هدنه" | "تهدئه" | "التزام" | "الالتزام")
        || bare(theme) == "وقف" && scene.key(theme + 1).starts_with("اطلاق");
    entry.lemma == "أعلن" && truce && from < theme && theme <= from + 4 && (from..theme).any(|k| ends(scene.key(k)))
}

/// Whether a word is the verbal noun of ending or leaving something.
pub(in crate::acts::frame) fn ends(key: &str) -> bool {
    const ENDS: [&str; 9] = ["انتهاء", "نهايه", "انهاء", "الغاء", "تخلي", "تنصل", "خرق", "انهيار", "نقض"];
    let bare = key.strip_prefix("ال").unwrap_or(key);
    ENDS.iter().any(|word| bare.strip_prefix(word).is_some_and(|rest| matches!(rest, "" | "ه" | "ها" | "هم" | "هما")))
}
