//! Deeds inside one state: whose of its people, rebels and bodies they are.

use super::Scene;
use super::frame::{Frame, Trigger, TriggerForm};
use super::parties::Parties;
use crate::words::Is;
use mahdar_doc::{ActType, EntityId};

/// Who of a state it is that a deed inside it is by and on: انقلب ضباط على الرئيس is of its rebels, قصف الجيش أحياء سكنية on its
/// people, and اعتقلت ستة شبان is done to those young men by whoever acted before.
pub(super) fn within_a_state(
    scene: &Scene<'_, '_>,
    parties: &mut Parties<'_>,
    trigger: &Trigger,
    frame: &Frame,
    actors: &mut Vec<EntityId>,
    recipients: &mut Vec<EntityId>,
) {
    /// Places of people, not of armies.
    const HOMES: [&str; 23] = [
        "حي",
        "احيا",
        "احياء",
        "سوق",
        "اسواق",
        "مدرسه",
        "مدارس",
        "مستشفي",
        "مستشفيات",
        "مسجد",
        "مساجد",
        "كنيسه",
        "كنايس",
        "كنائس",
        "منزل",
        "منازل",
        "بيوت",
        "مساكن",
        "حافله",
        "حافلات",
        "سكنيه",
        "مخبز",
        "روضه",
    ];
    if !matches!(frame.kind, ActType::Assault | ActType::Coerce) {
        return;
    }
    let span = scene.span(trigger.at, trigger.end);
    let state = |parties: &Parties<'_>, id: &EntityId| {
        parties.code(*id).filter(|code| parties.is_state(code)).map(str::to_owned)
    };
    // قصف أحياء سكنية, قصف في الليلة ذاتها حي أبوسليم: within six words, before a mark or another verb.
    let near: Vec<usize> = (trigger.end..frame.evidence.1.min(trigger.end + 6))
        .take_while(|&k| !scene.is(k).has(Is::PUNCT) && !scene.words.is_only_verb(k))
        .collect();
    let homes = near.iter().any(|&k| {
        let key = scene.key(k);
        let bare = key.strip_prefix(['و', 'ب', 'ل']).filter(|rest| rest.starts_with("ال")).unwrap_or(key);
        HOMES.contains(&bare.strip_prefix("ال").or(bare.strip_prefix("لل")).unwrap_or(bare))
    });
    // خطف مسلحون عمالا في نيجيريا: people in the case of an object, of whom only the place is known.
    let people = near.iter().copied().find(|&k| {
        let key = scene.key(k);
        trigger.form == TriggerForm::Finite
            && (key.ends_with('ا') || key.ends_with("ين"))
            && !scene.is(k).has(Is::PREFIXED)
            && !scene.is(k - 1).has(Is::PREP)
            && parties.heads_people(scene.doc, k)
            && scene.words.lexicon.factions.get(key).is_none_or(|suffix| suffix == "CIV")
    });
    let span = people.map_or(span, |k| scene.span(k, k + 1));
    let homes = homes || people.is_some();
    let itself =
        recipients.is_empty() && frame.recipients.iter().any(|r| actors.iter().any(|a| parties.same_party(*a, *r)));
    if itself
        && !frame.symmetric
        && let [only] = actors[..]
        && let Some(code) = state(parties, &only)
    {
        if matches!(frame.lemma.as_str(), "انقلب" | "انقلاب" | "أطاح" | "إطاحة" | "تمرد") {
            // Those who overthrow a government are of its own state, and no rebels where they have not fought before.
            if frame.lemma == "تمرد" {
                *recipients = std::mem::replace(actors, vec![parties.group(scene.doc, format!("{code}-REB"), span)]);
            } else {
                recipients.clone_from(actors);
            }
        } else if homes {
            recipients.push(parties.group(scene.doc, format!("{code}-CIV"), span));
        }
        return;
    }
    if homes
        && !frame.symmetric
        && let [only] = recipients[..]
        && let Some(code) = state(parties, &only)
    {
        *recipients = vec![parties.group(scene.doc, format!("{code}-CIV"), span)];
    }
    let arrests = matches!(frame.lemma.as_str(), "اعتقل" | "أوقف" | "احتجز" | "رحل" | "أبعد");
    if arrests
        && trigger.form == TriggerForm::Finite
        && !trigger.passive
        && recipients.is_empty()
        && actors.iter().all(|id| parties.code(*id).is_some_and(|code| code.ends_with("-CIV")))
        && !actors.is_empty()
    {
        let by = parties.doers(scene.sentence, actors);
        if !by.is_empty() {
            *recipients = std::mem::replace(actors, by);
        }
    }
}
