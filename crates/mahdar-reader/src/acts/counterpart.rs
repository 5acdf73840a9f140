//! The other side of acts where their own words name none: whom a denial answers, whose deed is condemned, and else the party
//! that weighs most.

use super::parties::{self, Parties};
use super::{adversarial, among_themselves, deed, sits};
use crate::words::{Is, Words};
use mahdar_doc::{Act, ActStatus, ActType, Document, EntityId};
use mahdar_lang::Phrase;

// What a party is worth as the unnamed other side of an act, chosen by hand on gold/practice.jsonl, the last four on the sets
// that have been read; a fitted model did no better on other sets.
const PAIR_HERE: f32 = 2.0;
const PAIR_NEAR: f32 = 1.5;
const PAIR_FAR: f32 = 0.5;
const PAIR_MOST: f32 = 2.0;
const REPORT: f32 = 0.15;
const NAMED_HERE: f32 = 0.8;
const NAMED_PLACE: f32 = 0.2;
const NAMED_NEXT: f32 = 0.5;
const CONDITION: f32 = 2.0;
/// A later sentence than the act's counts less.
const LATER: f32 = 0.6;
/// So do talks for an act of conflict, and conflict for talks.
const OTHERWISE: f32 = 0.6;
/// A state's own opposition, rebels, people.
const AT_HOME: f32 = 1.0;
const ENOUGH: f32 = 0.5;

/// Acts before and behind one that tell between whom a report is; in a longer one they are of another matter.
const NEAR: usize = 1_000;

/// The acts between two parties, either way round: for each party and each other, the sentences of those of talks and help
/// and of those of conflict, in order.
#[derive(Default)]
struct Pairs<'p>(std::collections::BTreeMap<&'p str, std::collections::BTreeMap<&'p str, [Vec<usize>; 2]>>);

impl<'p> Pairs<'p> {
    fn note(&mut self, own: &'p str, other: &'p str, sentence: usize, adversarial: bool) {
        let of = self.0.entry(own).or_default().entry(other).or_default();
        of[usize::from(adversarial)].push(sentence);
    }

    /// What the acts between `own` and each other party weigh for an act in sentence `here`.
    fn weights(&self, own: &str, here: usize, hostile: bool) -> Vec<(&str, f32)> {
        let Some(others) = self.0.get(own) else { return Vec::new() };
        let weigh = |sentences: &[usize]| {
            let below = |s: usize| sentences.partition_point(|&x| x < s);
            let (early, at, late, far) = (below(here.saturating_sub(2)), below(here), below(here + 1), below(here + 3));
            let count = |from: usize, to: usize| to.saturating_sub(from) as f32;
            count(0, early) * PAIR_FAR
                + count(early, at) * PAIR_NEAR
                + count(at, late) * PAIR_HERE
                + (count(late, far) * PAIR_NEAR + count(far, sentences.len()) * PAIR_FAR) * LATER
        };
        let weight = |[talks, conflict]: &[Vec<usize>; 2]| {
            let (same, other) = if hostile { (conflict, talks) } else { (talks, conflict) };
            (weigh(same) + weigh(other) * OTHERWISE).min(PAIR_MOST)
        };
        others.iter().map(|(other, of)| (*other, weight(of))).collect()
    }
}

/// نفت يريفان: who denies answers whoever accused him last, or does so right behind: نفت طهران ضلوعها في الهجوم بعدما اتهمتها
/// واشنطن.
pub(super) fn answer_accusers(parties: &Parties<'_>, acts: &mut [Act]) {
    for k in 0..acts.len() {
        let act = &acts[k];
        if act.kind != ActType::Deny || !act.recipients.is_empty() || act.actors.is_empty() {
            continue;
        }
        let of = |id: &EntityId| act.actors.iter().any(|a| parties.same_party(*a, *id));
        let accuses = |a: &&Act| a.kind == ActType::Accuse && a.recipients.iter().any(of) && !a.actors.iter().any(of);
        let before = acts[..k].iter().rev().take(NEAR).find(accuses);
        let behind = || acts[k + 1..].iter().take_while(|a| a.sentence == act.sentence).find(accuses);
        let by = before.or_else(behind).map(|a| a.actors.clone());
        if let Some(by) = by.filter(|by| !by.is_empty()) {
            acts[k].recipients = by;
            acts[k].found_by.push_str("+counterpart");
        }
    }
}

/// اقتحمت قوات الاحتلال المخيم ... وأدان الأردن الاقتحام: who condemns or welcomes a deed that was told before means whoever did
/// it: the last act of the deed's verb, else of its kind.
pub(super) fn answer_deeds(doc: &Document, words: &Words<'_>, parties: &Parties<'_>, acts: &mut [Act]) {
    /// How far behind the trigger the deed may stand, in tokens.
    const BEHIND: usize = 16;
    for k in 0..acts.len() {
        let act = &acts[k];
        let judges = matches!(act.kind, ActType::Accuse | ActType::Support | ActType::Reject | ActType::Agree);
        if !judges || !act.recipients.is_empty() || act.actors.is_empty() {
            continue;
        }
        let from = doc.tokens.partition_point(|t| t.span.end <= act.trigger.end);
        let to = doc.tokens.partition_point(|t| t.span.start < act.evidence.end).min(from + BEHIND);
        // وافقت على الطلب: what is agreed to is never a deed.
        let deeds = act.kind != ActType::Agree;
        let known = |i: &usize| deeds && words.at(*i).has(Is::ARTICLE) && words.at(*i).has(Is::ACT);
        let rows = |i: usize| {
            words.hits(i).iter().filter_map(|h| match h.phrase {
                Phrase::Act(row) => Some(&words.lexicon.acts[row as usize]),
                _ => None,
            })
        };
        let named = (from..to).filter(known).find_map(|i| rows(i).find(|row| deed(row.kind)));
        let Some(row) = named else {
            if let Some(by) = of_clause_before(doc, words, parties, acts, k) {
                acts[k].recipients = by;
                acts[k].found_by.push_str("+counterpart");
                continue;
            }
            // بينما رفضته بوليفيا: or, where a pronoun takes it up, whoever proposed right before.
            let answered = || {
                let own = |id: &EntityId| act.actors.iter().any(|a| parties.same_party(*a, *id));
                let trigger = doc.tokens.partition_point(|t| t.span.end <= act.trigger.start);
                let pronoun = words.analyses(trigger).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')));
                let near = acts[..k].iter().rev().take_while(|a| a.sentence.index() + 1 >= act.sentence.index());
                let last = near.clone().find(|a| a.kind == ActType::Propose && !a.actors.iter().any(own))?;
                (pronoun && act.kind == ActType::Reject && !last.actors.is_empty()).then(|| last.actors.clone())
            };
            if let Some(by) = of_event(doc, words, parties, acts, k, from..to).or_else(answered) {
                acts[k].recipients = by;
                acts[k].found_by.push_str("+counterpart");
            }
            continue;
        };
        let own = |id: &EntityId| act.actors.iter().any(|a| parties.same_party(*a, *id));
        let done = |a: &&Act| a.kind == row.kind && !a.actors.is_empty() && !a.actors.iter().any(own);
        // The same verb goes before another of its kind.
        let of_verb: Vec<&str> =
            words.lexicon.acts.iter().filter(|other| other.lemma == row.lemma).map(|other| other.id.as_str()).collect();
        let same = |a: &&Act| {
            let id = a.found_by.trim_start_matches("ar.act.").split('+').next().unwrap_or_default();
            done(a) && of_verb.contains(&id)
        };
        let before = || acts[..k].iter().rev().take(NEAR);
        if let Some(by) = before().find(same).or_else(|| before().find(done)).map(|a| a.actors.clone()) {
            acts[k].recipients = by;
            acts[k].found_by.push_str("+counterpart");
        }
    }
}

/// اتفق الطرفان على هدنة، وهو ما رحبت به مصر; أرسلت سفينة، في خطوة نددت بها أثينا: who did what the clause before tells, where a verb
/// behind ما, or behind a step, takes it up with a pronoun. Those of the last act before it in its sentence.
fn of_clause_before(
    doc: &Document,
    words: &Words<'_>,
    parties: &Parties<'_>,
    acts: &[Act],
    k: usize,
) -> Option<Vec<EntityId>> {
    const STEPS: [&str; 8] = ["خطوه", "قرار", "اجراء", "امر", "الامر", "موقف", "تحرك", "مسعي"];
    let act = &acts[k];
    let at = doc.tokens.partition_point(|t| t.span.end <= act.trigger.start);
    let key = |n: usize| at.checked_sub(n).map_or("", |i| doc.key_at(i));
    let pronoun = words.analyses(at).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')))
        || matches!(doc.key_at(at + 1), "به" | "بها" | "عليه" | "عليها" | "اليه" | "منه" | "منها");
    let of_clause = key(1) == "ما" && matches!(key(2), "وهو" | "هو") || STEPS.contains(&key(1)) || {
        matches!(key(1), "الذي" | "التي") && STEPS.contains(&key(2))
    };
    let last = acts[..k].iter().rev().find(|a| a.sentence == act.sentence).filter(|_| pronoun && of_clause)?;
    let own = |id: &EntityId| act.actors.iter().any(|a| parties.same_party(*a, *id));
    let both = last.symmetric || last.kind == ActType::Agree && last.recipients.is_empty();
    let of = if both {
        last.actors.iter().chain(&last.recipients).collect::<Vec<_>>()
    } else {
        last.actors.iter().collect()
    };
    let ids: Vec<EntityId> = of.into_iter().copied().filter(|id| parties.code(*id).is_some() && !own(id)).collect();
    (!ids.is_empty()).then_some(ids)
}

/// رحبت الأمم المتحدة بالاتفاق, رحبت باللقاء: those who agreed or met; ندد بالقرار: the body that took it. The parties of the
/// last such act before act `k`, for the definite noun among `tokens` that names it first.
fn of_event(
    doc: &Document,
    words: &Words<'_>,
    parties: &Parties<'_>,
    acts: &[Act],
    k: usize,
    tokens: std::ops::Range<usize>,
) -> Option<Vec<EntityId>> {
    /// How far behind the trigger the noun may stand where no ب leads to it, in tokens.
    const NEXT: usize = 8;
    const AGREED: [&str; 10] =
        ["اتفاق", "اتفاقيه", "تفاهم", "هدنه", "تسويه", "مصالحه", "صفقه", "توقيع", "تطبيع", "معاهده"];
    const MET: [&str; 8] = ["لقاء", "محادثات", "مباحثات", "حوار", "مفاوضات", "قمه", "زياره", "اجتماع"];
    const DECIDED: [&str; 3] = ["قرار", "توصيه", "بيان"];
    const PROPOSED: [&str; 13] =
        ["اقتراح", "مقترح", "عرض", "طلب", "دعوه", "مبادره", "خطه", "فكره", "ورقه", "مطلب", "مطالب", "مقترحات", "شروط"];
    // Who signs is one of those who agreed.
    let judges = matches!(acts[k].kind, ActType::Support | ActType::Accuse) && acts[k].lemma != "وقع";
    let names = |name: &str| [&AGREED[..], &MET, &PROPOSED, &DECIDED].iter().any(|list| list.contains(&name));
    let noun = |i: usize| {
        let key = doc.key_at(i);
        let bare = key.strip_prefix('ب').unwrap_or(key).strip_prefix("ال").or(key.strip_prefix("لل"));
        let is = words.at(i);
        let apart = !is.has(Is::ACTOR) && !is.has(Is::TITLE);
        bare.filter(|name| is.has(Is::ARTICLE) && is.has(Is::NOMINAL) && (apart || judges && names(name)))
    };
    // بالقرار الأمريكي, باتفاق السلام: only what stands alone has been told before; رحب الأمين العام للأمم المتحدة بتوقيع الاتفاق:
    // the subject goes before.
    let by = |i: &usize| words.at(*i).has(Is::PREFIXED) && doc.key_at(*i).starts_with('ب');
    let governed = tokens.clone().find(by).filter(|_| judges);
    let first = |mut tokens: std::ops::Range<usize>| tokens.find_map(|i| Some((i, noun(i)?)));
    let near = tokens.start..tokens.end.min(tokens.start + NEXT);
    let (i, name) = first(near)
        .filter(|(_, name)| names(name))
        .or_else(|| first(governed?..tokens.end).filter(|(_, name)| names(name)))?;
    if words.at(i + 1).has(Is::NISBA) {
        return None;
    }
    let own = |id: &EntityId| acts[k].actors.iter().any(|a| parties.same_party(*a, *id));
    let of = |a: &Act| {
        let mut ids: Vec<EntityId> = Vec::new();
        for id in a.actors.iter().chain(&a.recipients).filter(|id| parties.code(**id).is_some()) {
            if !own(id) && !ids.iter().any(|known| parties.same_party(*known, *id)) {
                ids.push(*id);
            }
        }
        ids
    };
    let two = |a: &&Act| a.actors.len() + a.recipients.len() > 1;
    let before = || acts[..k].iter().rev().take(NEAR);
    let found = if AGREED.contains(&name) {
        let agreed = |a: &&Act| {
            two(a)
                && a.status == ActStatus::Actual
                && (a.kind == ActType::Agree
                    || a.kind == ActType::Support && a.lemma == "وقع"
                    || a.symmetric && a.kind == ActType::Concede)
        };
        match before().find(agreed) {
            Some(act) => of(act),
            // Who agreed was told in other words: those between whom the report is.
            None if judges => parties.two_sides(doc, i, &acts[k].actors),
            None => return None,
        }
    } else if MET.contains(&name) {
        let met = |a: &&Act| two(a) && (a.kind == ActType::Consult || a.announced == Some(ActType::Consult));
        of(before().find(met)?)
    } else if PROPOSED.contains(&name) {
        // ورحبت بالاقتراح, فوافقت على الطلب: whoever proposed or asked last.
        let asked = |a: &&Act| {
            matches!(a.kind, ActType::Propose | ActType::Request) && !a.actors.is_empty() && !a.actors.iter().any(own)
        };
        before().find(asked)?.actors.clone()
    } else if DECIDED.contains(&name) {
        let took = |a: &&Act| parties.all_igos(&a.actors) && !a.actors.iter().any(own);
        before().find(took)?.actors.clone()
    } else {
        return None;
    };
    (!found.is_empty()).then_some(found)
}

/// تظاهر آلاف العراقيين, ترفض المعارضة الحوار: people and parties of a state turn to those who govern it, if to nobody named.
pub(super) fn turn_home(parties: &mut Parties<'_>, acts: &mut [Act], which: fn(&Act) -> bool) {
    for act in acts.iter_mut().filter(|act| act.recipients.is_empty() && which(act)) {
        let state = act.actors.first().and_then(|id| parties.code(*id)).and_then(|code| code.split_once('-'));
        let state = state.map(|(state, _)| state.to_owned());
        if let Some(home) = state.and_then(|state| parties.of_code(&state, act.trigger)) {
            act.recipients = vec![home];
            act.found_by.push_str("+counterpart");
        }
    }
}

/// Whom an act without a named other side is towards. Every other party named in the report is weighed: named in the act's
/// own sentence, the other side of the same actor's acts shortly before, and over the whole report. Denials and protests
/// are left without.
pub(super) fn infer_recipients(doc: &Document, parties: &Parties<'_>, acts: &mut [Act]) {
    use std::collections::BTreeMap;
    let code = |id: &EntityId| parties.code(*id);
    let mut named = Pairs::default();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let acting = doc.mentions.iter().filter(|m| !parties::in_place(doc, m.span));
    for party in acting.flat_map(|m| &m.entities).filter_map(code) {
        *counts.entry(party).or_default() += 1;
    }
    let open: Vec<usize> = (0..acts.len())
        .filter(|&k| {
            let act = &acts[k];
            act.recipients.is_empty()
                && !act.actors.is_empty()
                && !among_themselves(act)
                && !act.found_by.ends_with(super::UNNAMED)
                && !matches!(act.kind, ActType::Deny | ActType::Protest | ActType::Mobilize)
                // أعلن حالة الطوارئ: a rule for one's own is on no other party.
                && !(act.kind == ActType::Coerce && act.mode.as_deref() == Some("restrict"))
                && !(sits(act) && parties.all_igos(&act.actors))
        })
        .collect();
    // دعت بكين إلى ضبط النفس: who is none of the two sides calls on both of them.
    let mut open = open;
    open.retain(|&k| {
        let act = &acts[k];
        if !matches!(act.kind, ActType::Request | ActType::Propose | ActType::Mediate) {
            return true;
        }
        let at = doc.tokens.partition_point(|t| t.span.end <= act.trigger.start);
        let sides = parties.two_sides(doc, at, &[]);
        let own = |id: &EntityId| act.actors.iter().any(|a| parties.same_party(*a, *id));
        // A state's opposition calls on its government alone.
        let root = |id: &EntityId| code(id).and_then(|c| c.split('-').next()).unwrap_or_default().to_owned();
        let kin = |id: &EntityId| act.actors.iter().any(|a| root(a) == root(id));
        let third = act.actors.iter().filter_map(code).all(|c| !c.contains('-'));
        let between = |a: &Act| {
            let on = |side: &EntityId| {
                let of = |id: &EntityId| parties.same_party(*id, *side);
                (a.actors.iter().any(of), a.recipients.iter().any(of))
            };
            matches!((on(&sides[0]), on(&sides[1])), ((true, _), (_, true)) | ((_, true), (true, _)))
        };
        let apart = |a: &&Act| adversarial(a.kind) && between(a);
        if sides.len() != 2
            || sides.iter().any(own)
            || sides.iter().any(kin)
            || !third
            || acts[k.saturating_sub(NEAR)..acts.len().min(k + NEAR)].iter().filter(apart).count() < 2
        {
            return true;
        }
        let act = &mut acts[k];
        act.recipients = sides;
        act.found_by.push_str("+sides");
        false
    });
    for act in acts.iter() {
        let both = if act.symmetric && act.recipients.is_empty() { &act.actors } else { &act.recipients };
        for a in act.actors.iter().filter_map(code) {
            for b in both.iter().filter_map(code).filter(|b| *b != a) {
                named.note(a, b, act.sentence.index(), adversarial(act.kind));
                named.note(b, a, act.sentence.index(), adversarial(act.kind));
            }
        }
    }
    let found: Vec<(usize, EntityId)> =
        open.into_iter().filter_map(|k| Some((k, other_side(doc, parties, &acts[k], &named, &counts)?))).collect();
    for (k, id) in found {
        let act = &mut acts[k];
        act.recipients.push(id);
        act.found_by.push_str("+counterpart");
        act.confidence = (act.confidence * 0.85 * 100.0).round() / 100.0;
    }
}

/// The party that weighs most as the other side of an act, if any weighs enough.
fn other_side(
    doc: &Document,
    parties: &Parties<'_>,
    act: &Act,
    pairs: &Pairs<'_>,
    counts: &std::collections::BTreeMap<&str, usize>,
) -> Option<EntityId> {
    use std::collections::BTreeMap;
    let code = |id: &EntityId| parties.code(*id);
    let all: Vec<String> = act.actors.iter().filter_map(code).map(str::to_owned).collect();
    let own = all.first()?;
    let here = act.sentence.index();
    let hostile = adversarial(act.kind);
    let mut weights: BTreeMap<&str, f32> = BTreeMap::new();
    for (other, weight) in pairs.weights(own, here, hostile) {
        if let Some((known, _)) = counts.get_key_value(other) {
            *weights.entry(known).or_default() += weight;
        }
    }
    let sentence = doc.sentences[here].span;
    let mut nearest: Option<(u32, &str)> = None;
    for m in doc.mentions_between(sentence.start, sentence.end).iter().filter(|m| m.span.end <= sentence.end) {
        // في موسكو is where, not with whom.
        let before = doc.text()[..m.span.start as usize].trim_end();
        let place =
            ["في", "فى", "من", "إلى", "الى"].iter().any(|p| before.ends_with(p)) || parties::made_in(doc, m.span);
        for other in m.entities.iter().filter_map(code).filter(|c| !all.iter().any(|a| a == c)) {
            *weights.entry(other).or_default() += if place { NAMED_PLACE } else { NAMED_HERE };
            if m.span.start > act.trigger.start && !place && nearest.is_none_or(|(at, _)| m.span.start < at) {
                nearest = Some((m.span.start, other));
            }
        }
    }
    for (other, count) in counts {
        *weights.entry(other).or_default() += REPORT * (*count).min(8) as f32;
    }
    // A state's own opposition, rebels and people are its adversary sooner than a stranger.
    let root = |code: &str| code.split('-').next().unwrap_or_default().to_owned();
    for (other, weight) in &mut weights {
        if *other != own && root(other) == root(own) && counts.get(other).is_some_and(|n| *n > 1) {
            *weight += AT_HOME;
        }
    }
    if let Some((_, other)) = nearest {
        *weights.entry(other).or_default() += NAMED_NEXT;
    }
    // ستضطر إلى الرد إذا لم يرد الغرب: whose conduct a step hangs on is whom it threatens.
    if let Some(condition) = act.condition {
        let named = doc.mentions_between(condition.start, condition.end).iter();
        // Its subject: a particle and a verb stand before it at most.
        let subject = named.filter(|m| {
            let before = doc.text()[condition.start as usize..m.span.start as usize].split_whitespace();
            before.filter(|word| !matches!(*word, "لم" | "لا" | "لن" | "قد" | "ما" | "في" | "حال")).count() <= 2
        });
        let first = subject.flat_map(|m| &m.entities).filter_map(code).find(|c| c != own);
        if let Some(other) = first {
            *weights.entry(other).or_default() += CONDITION;
        }
    }
    weights.retain(|other, _| !all.iter().any(|a| a == other));
    // An organisation of states is seldom attacked, seized or marched against.
    if matches!(act.kind, ActType::Assault | ActType::Coerce | ActType::Mobilize | ActType::Aid) && weights.len() > 1 {
        weights
            .retain(|other, _| !matches!(*other, "UN" | "EU" | "LAS" | "AU" | "GCC" | "OIC" | "G7" | "G20" | "INTL"));
    }
    let (best, _) = weights
        .iter()
        .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))
        .filter(|(_, weight)| **weight >= if act.kind == ActType::Mobilize { 2.5 } else { ENOUGH })?;
    (0..parties.len()).map(EntityId::from_index).find(|id| code(id) == Some(*best))
}
