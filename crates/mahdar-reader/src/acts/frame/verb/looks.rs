//! Words by which a row only seems to hold.

use super::super::Trigger;
use crate::acts::Scene;
use crate::words::Is;
use mahdar_doc::ActType;
use mahdar_lang::ActEntry;

/// Whether a row holds by its word and not by what it says: وقع الهجوم في المدينة (it happened, and signed nothing), قدم السفير
/// أوراق اعتماده, أعلنت رفض وقف إطلاق النار (the verbal noun next to the verb says what was announced), اعتراض صاروخ.
pub(super) fn only_looks(
    scene: &Scene<'_, '_>,
    entry: &ActEntry,
    trigger: &Trigger,
    theme: Option<usize>,
    object: usize,
) -> bool {
    /// Verbal nouns that turn what they govern.
    const TURNS: [&str; 27] = [
        "رفض",
        "تاييد",
        "دعم",
        "تمسك",
        "انسحاب",
        "انتهاء",
        "نهايه",
        "انهاء",
        "الغاء",
        "تخلي",
        "تنصل",
        "خرق",
        "انهيار",
        "فشل",
        "تعثر",
        "معارضه",
        "نقض",
        "انتهاك",
        "خروج",
        "استنكار",
        "ادانه",
        "ترحيب",
        "عدم",
        "نقص",
        "مساندت",
        "معارضت",
        "ادانت",
    ];
    let next = scene.key(trigger.end);
    let happens = entry.kind == ActType::Support
        && entry.lemma.starts_with("وقع")
        && theme.is_none()
        && !(trigger.end..(trigger.end + 12).min(scene.last)).any(|k| {
            let bare = scene.key(k).trim_start_matches("ال");
            ["اتفاق", "مذكر", "معاهد", "بروتوكول", "اعلان", "عقد", "وثيق", "بيان", "خطه", "مرسوم"]
                .iter()
                .any(|w| bare.starts_with(w))
        })
        && matches!(
            next,
            "في" | "قرب"
                | "امام"
                | "داخل"
                | "خارج"
                | "فجر"
                | "مساء"
                | "صباح"
                | "ليل"
                | "ليله"
                | "امس"
                | "اليوم"
                | "بالقرب"
        );
    let credentials = theme.is_some_and(|t| scene.key(t).contains("اوراق") && scene.key(t + 1).starts_with("اعتماد"));
    let turned = theme.is_some_and(|t| {
        let announces = matches!(entry.lemma.as_str(), "أعلن" | "أكد" | "جدد" | "كرر" | "أعرب");
        let governs = |k: usize| {
            let key = scene.key(k);
            let key = key.strip_prefix("ال").unwrap_or(key);
            TURNS.iter().any(|word| {
                key.strip_prefix(word).is_some_and(|rest| matches!(rest, "" | "ها" | "ه" | "هم" | "هما" | "ا"))
            })
        };
        announces && object < t && t <= object + 6 && (object..t).any(governs) && !governs(t)
    });
    let intercepts = entry.kind == ActType::Reject
        && theme.is_some_and(|t| {
            scene.key(t).contains("اعتراض")
                && ["صاروخ", "صواريخ", "مسير", "طائر", "سفين", "سفن", "ناقل", "هدف", "اهداف", "مقذوف", "زورق"]
                    .iter()
                    .any(|word| scene.key(t + 1).starts_with(word))
        });
    let waves = entry.kind == ActType::Threaten
        && entry.lemma == "لوح"
        && (trigger.end..object + 3).any(|k| {
            let bare = scene.key(k).trim_start_matches('ب').trim_start_matches("ال");
            matches!(bare, "اعلام" | "علم" | "رايات" | "رايه" | "صور" | "لافتات" | "يد" | "يده" | "ايديهم" | "اعلاما")
        });
    // أعرب عن قلقه من الوضع في بنغلاديش: concern at what happens somewhere accuses nobody.
    let worries = entry.kind == ActType::Accuse
        && theme.is_some_and(|t| {
            let fears = ["قلق", "خشيت", "خشيه", "تخوف", "مخاوف", "اسف", "اسي", "حزن", "صدم"];
            let key = scene.key(t).trim_start_matches(['ب', 'و']).trim_start_matches("ال");
            fears.iter().any(|word| key.starts_with(word)) && event_behind(scene, t + 1)
        });
    // غادر الوفد هافانا للمشاركة في المفاوضات: who leaves a town for talks walks out of none.
    let travels = entry.lemma == "غادر"
        && entry.kind == ActType::Sanction
        && theme.is_some_and(|t| {
            (trigger.end..t).any(|k| {
                ["للمشارك", "لحضور", "متوج", "لاجراء", "لاستئناف", "لمواصل", "لعقد", "لبدء"]
                    .iter()
                    .any(|word| scene.key(k).starts_with(word))
            })
        });
    happens || credentials || turned || intercepts || waves || worries || travels
}

/// من الوضع في بنغلاديش, إزاء تدهور الأوضاع: whether what stands behind a word of worry, up to two words on, is a state of things
/// that no adjective gives to anybody (التصعيد الإسرائيلي is somebody's).
pub(super) fn event_behind(scene: &Scene<'_, '_>, from: usize) -> bool {
    const EVENTS: [&str; 34] = [
        "وضع",
        "اوضاع",
        "احداث",
        "تطورات",
        "توتر",
        "توترات",
        "ازمه",
        "حاله",
        "تدهور",
        "تصاعد",
        "تصعيد",
        "عنف",
        "اندلاع",
        "اشتباكات",
        "قتال",
        "معارك",
        "فوضي",
        "مواجهات",
        "ظروف",
        "مصير",
        "مستقبل",
        "انتشار",
        "تزايد",
        "تفاقم",
        "نقص",
        "خسائر",
        "كارثه",
        "ضحايا",
        "سقوط",
        "مقتل",
        "تداعيات",
        "مجاعه",
        "نزاع",
        "صراع",
    ];
    let at = (from..from + 4).find(|&k| {
        let key = scene.key(k).trim_start_matches(['ب', 'ل']);
        let bare = key.strip_prefix("ال").unwrap_or(key);
        EVENTS.contains(&bare)
    });
    let Some(at) = at else { return false };
    let only_between = (from..at).all(|k| {
        scene.is(k).has(Is::PREP)
            || scene.is(k).has(Is::ADJ)
            || matches!(
                scene.key(k),
                "العميق" | "البالغ" | "الشديد" | "ازاء" | "حيال" | "تجاه" | "بشان" | "الكبير" | "العميقه"
            )
    });
    only_between
        && !(at + 1..at + 4)
            .take_while(|&k| scene.is(k).has(Is::ADJ) || scene.is(k).has(Is::NISBA))
            .any(|k| scene.is(k).has(Is::NISBA))
}
