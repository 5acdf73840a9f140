//! What a speaker says that somebody does: rows whose subject is charged, by a verb or by a predicate noun.

use super::Frame;
use super::Trigger;
use super::clause::{clause_end, negated, trim};
use super::phrases::Parser;
use crate::acts::Scene;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::{ActType, EntityId, TokenKind};
use mahdar_lang::{ActEntry, Slot};
use std::rc::Rc;

/// Whether a row's subject is what somebody else says it of.
pub(super) fn charge(entry: &ActEntry) -> bool {
    entry.slots.first() == Some(&Slot::Subject)
}

/// Whose statement holds the trigger, if he acts for a party.
pub(super) fn teller(p: &mut Parser<'_, '_, '_, '_>, trigger: &Trigger) -> Option<Vec<EntityId>> {
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
pub(super) fn charged(
    p: &mut Parser<'_, '_, '_, '_>,
    trigger: &Trigger,
    np: &Np,
) -> Option<(Vec<EntityId>, Vec<EntityId>)> {
    let lexicon = p.scene.words.lexicon;
    if !trigger.rows.iter().any(|&row| charge(&lexicon.acts[row as usize])) {
        return None;
    }
    let teller = teller(p, trigger)?;
    // قال الوزير المجري إن البلدين فشلا: who charges is none of the two.
    p.parties.third.clone_from(&teller);
    let mut of = p.entities(np);
    p.parties.third.clear();
    if of.is_empty() {
        // اعتراف واشنطن بالرئيس: the genitive may stand beyond a head that is no phrase of its own.
        let end = if p.scene.is(np.end).has(Is::ACTOR) { np.end + 1 } else { np.end };
        of = p.parties.inside(p.scene.doc, np.first, end);
    }
    of.retain(|id| p.parties.code(*id).is_some());
    let own = of.iter().any(|o| teller.iter().any(|t| t == o || p.parties.same_party(*t, *o)));
    (!of.is_empty() && !own).then_some((teller, of))
}

/// The phrase with which the clause around a predicate at `i` begins, before token `end`: what the predicate is said of.
/// Between the two stand at most its own complements: الوجود التركي في شمال سوريا احتلال.
pub(super) fn clause_topic(scene: &Scene<'_, '_>, i: usize, end: usize) -> Option<Rc<Np>> {
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
        // إن ما تقوم به اليونان استفزاز: of whose doings the clause is.
        if scene.key(j) == "ما" && j + 2 < end && scene.words.is_finite_verb(j + 1) {
            let by = ["به", "بها", "عليه", "عليها", "اليه"].contains(&scene.key(j + 2));
            return noun_phrase(scene.doc, scene.words, j + 2 + usize::from(by), end).filter(|np| np.can_speak());
        }
        let np = noun_phrase(scene.doc, scene.words, j, end)?;
        // After a noun an indefinite word is its attribute: only a definite phrase has a predicate. Its genitive makes it
        // definite too: خطوة الدول الغربية, اعتراف واشنطن.
        let next = scene.is(np.first + 1);
        let construct = np.first + 1 < end
            && (next.has(Is::ARTICLE) || next.has(Is::ACTOR) || next.has(Is::NAME))
            && !next.has(Is::PREFIXED);
        (np.definite || np.name.is_some() || np.party.is_some() || !np.actors.is_empty() || construct).then_some(np)
    })?;
    let apart = |k: usize| scene.is(k).has(Is::COMP) || scene.words.is_only_verb(k) || scene.is(k).has(Is::REL);
    (!(np.end..end).any(apart)).then_some(np)
}

/// A predicate noun or adjective that says of its subject what its speaker holds: إن الوجود التركي احتلال.
pub(super) fn predicated(p: &mut Parser<'_, '_, '_, '_>, trigger: &Trigger) -> Option<Frame> {
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
    let pronoun = matches!(scene.key(end - 1), "هو" | "هي" | "مجرد" | "بمثابه" | "محض" | "هم");
    // فرض حصار سيكون خطأ: who says so of a coming step is against it.
    let coming = matches!(scene.key(end - 1), "سيكون" | "ستكون" | "سيشكل" | "ستشكل" | "سيمثل" | "ستمثل");
    let end = if pronoun || coming { end - 1 } else { end };
    if end <= scene.first {
        return None;
    }
    let np = clause_topic(scene, i, end)?;
    // عملية تركية أحادية: behind an indefinite phrase an adjective is its attribute.
    let attribute = !np.definite
        && np.name.is_none()
        && np.actors.is_empty()
        && np.end == end
        && !marked
        && scene.key(i) != "غير"
        && scene.words.nisba(scene.doc, np.end - 1).is_some();
    if attribute {
        return None;
    }
    // هذه المزاعم لا أساس لها: what is denied need be of nobody.
    let denied = entry.kind == ActType::Deny;
    let (teller, of) = match charged(p, trigger, &np) {
        None if denied && p.entities(&np).is_empty() => (teller(p, trigger)?, Vec::new()),
        found => found?,
    };
    let to = trim(scene, i + 1, trigger.end.min(scene.last));
    let end = clause_end(scene, trigger.end);
    let mut frame = Frame::of_row(entry, None, teller, of, (np.first, to), end);
    if coming && frame.kind == ActType::Accuse {
        frame.kind = ActType::Reject;
    }
    Some(frame)
}
