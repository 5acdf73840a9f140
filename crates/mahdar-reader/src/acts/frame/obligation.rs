//! What somebody says that a party must do.

use super::clause::{clause_end, trim};
use super::{Frame, Trigger, TriggerForm};
use crate::acts::Scene;
use crate::acts::parties::Parties;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::ActType;

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
