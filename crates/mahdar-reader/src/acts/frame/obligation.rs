//! What somebody says that a party must do.

use super::clause::{clause_end, trim};
use super::{Frame, Trigger, TriggerForm};
use crate::acts::Scene;
use crate::acts::parties::Parties;
use crate::np::noun_phrase;
use crate::words::Is;
use mahdar_doc::{ActType, EntityId, TokenId, TokenKind};

/// على إيران أن توقف التخصيب, يجب على إسرائيل وقف: what somebody says that a party must do is asked of it.
pub(crate) fn obligation(scene: &Scene<'_, '_>, parties: &mut Parties<'_>, i: usize) -> Option<(Trigger, Frame)> {
    if let Some(found) = subject_must(scene, parties, i) {
        return Some(found);
    }
    if let Some(found) = must_act(scene, parties, i).or_else(|| it_must(scene, parties, i)) {
        return Some(found);
    }
    if !scene.is(i).has(Is::PREP) {
        return None;
    }
    let key = scene.key(i);
    let key = key.strip_prefix('و').unwrap_or(key);
    if key != "علي" {
        return None;
    }
    scene.inside(i)?;
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
    let np = noun_phrase(scene.doc, scene.words, beside(scene, i + 1), scene.last)?;
    // على أميركا التي خرجت من الاتفاق أن ترفع: what describes her stands between.
    let that = if scene.is(np.end).has(Is::REL) {
        (np.end + 2..(np.end + 12).min(scene.last))
            .take_while(|&k| scene.kind(k) != Some(TokenKind::Stop))
            .find(|&k| scene.key(k) == "ان" && scene.is(k).has(Is::COMP))
            .unwrap_or(np.end)
    } else {
        np.end
    };
    // على الأوروبيين ألا يخضعوا: nor must they do it.
    let clause = scene.is(that).has(Is::COMP) && scene.key(that) == "ان"
        || scene.key(that) == "الا"
            && scene.doc.surface(TokenId::from_index(that)) != "إلا"
            && scene.is(that + 1).has(Is::VERB);
    // المعارضة: على الحكومة تقديم موعد الانتخابات: behind a colon or أن a verbal noun says it too.
    let headed = previous(1).is_some_and(|k| scene.kind(k) == Some(TokenKind::Colon) || scene.is(k).has(Is::COMP));
    let deed = || {
        let is = scene.is(that);
        // وقف is a noun of a deed though no verb's own.
        let told = || scene.words.hits(that).iter().any(|hit| matches!(hit.phrase, mahdar_lang::Phrase::Act(_)));
        let bars = [Is::TITLE, Is::ACTOR, Is::NAME, Is::PREFIXED, Is::CONJUNCT, Is::ARTICLE];
        scene.matcher.verbal_noun(that)
            || !bars.iter().any(|&fact| is.has(fact)) && (scene.words.may_be_masdar(that) || is.has(Is::NOUN) && told())
    };
    if !clause && must.is_none() && !(headed && deed()) {
        return None;
    }
    let owner = speaks_for(scene, parties, i)?;
    let recipients = parties.of_phrase(scene.doc, &np, Some(owner));
    if recipients.is_empty() {
        return None;
    }
    let from = must.unwrap_or(i);
    let to = clause_end(scene, that + 1).min(that + 14).max(that);
    let trigger = must_trigger(from, i + 1);
    let frame = asked(vec![owner], recipients, (that, to), (from, trim(scene, that, to)));
    Some((trigger, frame))
}

/// على الجارة إريتريا: a word of what a state is to another stands before its name.
fn beside(scene: &Scene<'_, '_>, i: usize) -> usize {
    let kin =
        ["الجاره", "الجار", "الشقيقه", "الشقيق", "الصديقه", "الصديق", "الحليفه", "الحليف"].contains(&scene.key(i));
    if kin && scene.is(i + 1).has(Is::ACTOR) { i + 1 } else { i }
}

/// Where the clause begins of what must be done: behind يجب أن, لا بد أن, لا بد من أن, من الضروري أن.
fn must_clause(scene: &Scene<'_, '_>, i: usize) -> Option<usize> {
    let key = scene.key(i);
    let key = key.strip_prefix(['و', 'ف']).unwrap_or(key);
    let next = match key {
        "يجب" | "ينبغي" | "يتعين" | "يتوجب" | "لابد" => i + 1,
        "لا" if scene.key(i + 1) == "بد" => i + 2,
        "من" if matches!(
            scene.key(i + 1),
            "الضروري" | "المهم" | "الواجب" | "اللازم" | "المطلوب" | "المفترض" | "الافضل" | "الحتمي"
        ) =>
        {
            i + 2
        }
        _ => return None,
    };
    let that = if scene.key(next) == "من" { next + 1 } else { next };
    (scene.key(that) == "ان" && scene.is(that).has(Is::COMP)).then_some(that)
}

/// يجب أن ترفع إريتريا يدها, لا بد أن تتحدث وارسو إلى جيرانها: the verb of what must be done goes before its subject.
fn must_act(scene: &Scene<'_, '_>, parties: &mut Parties<'_>, i: usize) -> Option<(Trigger, Frame)> {
    let that = must_clause(scene, i)?;
    let owner = speaks_for(scene, parties, i)?;
    let verb = that + 1;
    if !scene.is(verb).has(Is::VERB) {
        return None;
    }
    let np = noun_phrase(scene.doc, scene.words, beside(scene, verb + 1), scene.last)?;
    let head = scene.is(np.first);
    if !(head.has(Is::TITLE) || head.has(Is::ACTOR) || head.has(Is::NAME)) || head.has(Is::PREFIXED) {
        return None;
    }
    let mut recipients = parties.of_phrase(scene.doc, &np, Some(owner));
    recipients.retain(|id| parties.code(*id).is_some() && !parties.same_party(*id, owner));
    if recipients.is_empty() {
        return None;
    }
    let to = clause_end(scene, np.end).min(np.end + 10).max(np.end);
    let frame = asked(vec![owner], recipients, (that, to), (i, trim(scene, that, to)));
    Some((must_trigger(i, that), frame))
}

/// أوقفت إسرائيل الاقتحام، وعليها أن تحترم الوضع القائم: of whom the clause before is must do it.
fn it_must(scene: &Scene<'_, '_>, parties: &mut Parties<'_>, i: usize) -> Option<(Trigger, Frame)> {
    let key = scene.key(i);
    let on = matches!(key.strip_prefix(['و', 'ف']).unwrap_or(key), "عليها" | "عليه" | "عليهم" | "عليهما");
    let that = i + 1;
    if !on || scene.key(that) != "ان" || !scene.is(that).has(Is::COMP) || !scene.is(that + 1).has(Is::VERB) {
        return None;
    }
    let opens = i == scene.first || {
        let is = scene.is(i - 1);
        is.has(Is::COMP)
            || is.has(Is::PUNCT)
            || is.has(Is::CONJ)
            || scene.is(i).has(Is::CONJUNCT)
            || key.starts_with('و')
    };
    let owner = speaks_for(scene, parties, i).filter(|_| opens)?;
    let content = scene.doc.statements[scene.inside(i)?].content.first()?.start;
    let at = scene.doc.tokens[i].span.start;
    let before = scene.doc.mentions_between(content, at).iter().filter(|m| m.span.end <= at);
    let other = before
        .rev()
        .flat_map(|m| m.entities.iter().copied())
        .find(|id| parties.code(*id).is_some() && !parties.same_party(*id, owner));
    // "عليهم أن يوقفوا القصف": where nobody is named in what he says, whoever he dealt with before.
    let other = other.or_else(|| parties.taken_up(scene.doc, i, &[owner]).first().copied())?;
    let to = clause_end(scene, that + 1).min(that + 14).max(that);
    let frame = asked(vec![owner], vec![other], (that, to), (i, trim(scene, that, to)));
    Some((must_trigger(i, that), frame))
}

/// For which party the statement around `i` is spoken.
fn speaks_for(scene: &Scene<'_, '_>, parties: &mut Parties<'_>, i: usize) -> Option<EntityId> {
    let inside = scene.inside(i)?;
    let owner = scene.doc.statements[inside].speaker.as_ref().and_then(|s| s.entities.first().copied())?;
    if parties.code(owner).is_some() { Some(owner) } else { parties.standing(scene.doc, owner).first().copied() }
}

/// كاراكاس يجب أن تلغي الحظر: so it is where the party stands before the verb.
fn subject_must(scene: &Scene<'_, '_>, parties: &mut Parties<'_>, i: usize) -> Option<(Trigger, Frame)> {
    // اليابان عليها أن تعتذر, أوغندا عليها سحب قواتها
    let on_it = matches!(scene.key(i), "عليها" | "عليه" | "عليهم")
        && (scene.key(i + 1) == "ان" && scene.is(i + 1).has(Is::COMP) || scene.matcher.verbal_noun(i + 1));
    let must = matches!(scene.key(i), "يجب" | "ينبغي" | "يتعين") && matches!(scene.key(i + 1), "ان" | "عليها" | "عليه");
    // النظام مطالب بوقف غاراته, الأوروبيون مدعوون إلى الحوار
    let called =
        matches!(scene.key(i), "مطالب" | "مطالبه" | "مطالبون" | "مطالبين" | "مدعو" | "مدعوه" | "مدعوون" | "مدعوين")
            && (scene.key(i + 1).starts_with('ب') && scene.is(i + 1).has(Is::PREFIXED)
                || scene.is(i + 1).has(Is::COMP)
                || scene.key(i + 1) == "الي");
    if !must && !on_it && !called {
        return None;
    }
    let np = (i.saturating_sub(8).max(scene.first)..i)
        .filter(|&j| j == scene.first || scene.is(j - 1).has(Is::COMP) || scene.is(j - 1).has(Is::PUNCT))
        .find_map(|j| noun_phrase(scene.doc, scene.words, j, i).filter(|np| np.end == i && np.can_speak()))?;
    // مفاوضات فيينا يجب أن تستأنف: talks do nothing.
    let head = scene.is(np.first);
    if !(head.has(Is::TITLE) || head.has(Is::ACTOR) || head.has(Is::NAME)) || head.has(Is::ACT) && !head.has(Is::ACTOR)
    {
        return None;
    }
    let owner = speaks_for(scene, parties, i)?;
    let mut recipients = parties.of_phrase(scene.doc, &np, Some(owner));
    recipients.retain(|id| !parties.same_party(*id, owner));
    if recipients.is_empty() {
        return None;
    }
    let to = clause_end(scene, i + 2).min(i + 16).max(i + 2);
    let trigger = must_trigger(i, i + 1);
    let frame = asked(vec![owner], recipients, (i + 1, to), (np.first, trim(scene, i + 1, to)));
    Some((trigger, frame))
}

/// The words of obligation as a trigger: no row tells what they say.
pub(super) fn must_trigger(at: usize, end: usize) -> Trigger {
    Trigger {
        at,
        end,
        stem: 0,
        form: TriggerForm::Finite,
        verb: None,
        passive: false,
        pronoun: None,
        future: false,
        rows: Vec::new(),
    }
}

/// What a party is asked to do: the frame of a demand between two sides, its object and evidence in tokens.
pub(super) fn asked(
    actors: Vec<EntityId>,
    recipients: Vec<EntityId>,
    object: (usize, usize),
    evidence: (usize, usize),
) -> Frame {
    Frame {
        kind: ActType::Request,
        row: "obligation".to_owned(),
        codes: (None, Some("020".to_owned())),
        lemma: String::new(),
        symmetric: false,
        actors,
        recipients,
        theme: None,
        object: Some(object).filter(|(from, to)| from < to),
        evidence,
        clause_end: object.1,
        future: false,
        told: false,
        unnamed: false,
        by_unknown: false,
    }
}
