//! The verb that a verbal noun depends on: who is made to do it, who does it, whether it is held, whether it happened.

use super::phrases::Parser;
use super::stands::verb_stands;
use crate::acts::Scene;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::EntityId;
use mahdar_lang::{Entry, Tense};

/// Whom a verb before the verbal noun at `i` makes do it: دفع موسكو لتقديم, حمل إثيوبيا على تقديم.
pub(super) fn made_to(p: &mut Parser<'_, '_, '_, '_>, i: usize) -> Option<Vec<EntityId>> {
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
pub(super) fn done_by(p: &mut Parser<'_, '_, '_, '_>, i: usize) -> Option<Vec<EntityId>> {
    let scene = p.scene;
    let lexicon = scene.words.lexicon;
    let prefixed = scene.is(i).has(Is::PREFIXED) && scene.key(i).starts_with('ب');
    let end = if !prefixed && i > scene.first && matches!(scene.key(i - 1), "الي" | "في" | "علي" | "من") {
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
                    | "تمكن"
                    | "نجح"
                    | "استطاع"
                    | "أفلح"
                    | "حاول"
                    | "انبرى"
                    | "عكف"
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
    // حاول متشددون من تنظيم القاعدة اغتيال الرئيس: of whom they are is behind من.
    let (mut ids, _) = p.acting(&np, end.max(np.end));
    ids.retain(|id| p.parties.code(*id).is_some());
    (!ids.is_empty()).then_some(ids)
}

/// The verb that says of the meeting at `i` that it is or will be held, and whether it will: الاجتماع سينعقد، عقدت القمة. `to`
/// is one past the noun and its adjectives.
pub(super) fn held(scene: &Scene<'_, '_>, i: usize, to: usize) -> Option<(usize, bool)> {
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

/// Whether the deed that the noun at `i` names is told as having happened: what it led to follows, or whom it struck goes
/// before (أسفر قصف عن, أدى هجوم إلى; قتلت امرأة في غارة).
pub(super) fn happened(scene: &Scene<'_, '_>, i: usize) -> bool {
    // تم الإفراج عن, جرى توقيع: so it is where a verb says no more than that it was done.
    let done = |k: usize| {
        let key = scene.key(k).trim_start_matches(['و', 'ف']);
        matches!(key, "تم" | "تمت" | "جري" | "جرت")
    };
    if i > scene.first && done(i - 1) {
        return true;
    }
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
    // تمكن الجيش من السيطرة على المدينة, نجحت القوات في طرد
    let managed = before.is_some_and(|k| matches!(scene.key(k), "من" | "في"))
        && (i.saturating_sub(9).max(scene.first)..i).rev().take_while(|&k| !scene.is(k).has(Is::PUNCT)).any(|k| {
            let key = scene.key(k).trim_start_matches(['و', 'ف']);
            scene.is(k).has(Is::VERB)
                && ["تمكن", "نجح", "استطاع", "افلح"]
                    .iter()
                    .any(|verb| key.strip_prefix(verb).is_some_and(|rest| matches!(rest, "" | "ت" | "وا" | "ا" | "تا")))
        });
    managed || before.is_some_and(effect) || governed && (i.saturating_sub(14).max(scene.first)..i).any(struck)
}
