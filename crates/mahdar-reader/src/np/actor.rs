//! Actors of the lexicon whose name begins at a token.

use super::{Np, Parser};
use crate::words::{Facts, Hit, Is, Words};
use mahdar_doc::EntityKind;
use mahdar_lang::{Entry, NamePart, NamedBy, Phrase};
use std::cmp::Reverse;

/// The actors whose longest name begins at `i`.
pub(crate) fn actors_at(words: &Words<'_>, i: usize) -> Vec<(u32, NamedBy, Hit)> {
    let mut out: Vec<(u32, NamedBy, Hit)> = Vec::new();
    if !words.tells(i, Facts::ACTOR) {
        return out;
    }
    for hit in words.hits(i) {
        if let Phrase::Actor { actor, by } = hit.phrase {
            // لأي is ل and أي before it is a family name.
            let function = |f: &Hit| matches!(f.phrase, Phrase::Function(_)) && f.stem > hit.stem && f.end == hit.end;
            if by == NamedBy::Short && (words.hits(i).iter().any(function) || behind_capital(words.hits(i), hit)) {
                continue;
            }
            let by = if by == NamedBy::Epithet && beside_another(words, i, actor, hit) { NamedBy::Name } else { by };
            out.push((actor, by, *hit));
        }
    }
    let longest = out.iter().map(|(_, _, h)| h.end).max();
    out.retain(|(_, _, h)| Some(h.end) == longest);
    out.sort_by_key(|(actor, by, h)| (*by, h.stem, *actor));
    out
}

/// The first of [`actors_at`], without the list.
#[inline]
pub(crate) fn actor_at(words: &Words<'_>, i: usize) -> Option<(u32, NamedBy, Hit)> {
    if words.tells(i, Facts::ACTOR) { first_actor(words, i) } else { None }
}

/// وبكين is و and Beijing, not و, ب and Keane.
fn behind_capital(hits: &[Hit], short: &Hit) -> bool {
    hits.iter().any(|h| {
        h.stem < short.stem
            && h.end >= short.end
            && matches!(h.phrase, Phrase::Actor { by: NamedBy::Name | NamedBy::Capital, .. })
    })
}

/// حماس وفتح, فتح والجبهة الشعبية: whether a movement that goes by a common word stands beside another one to which و joins it.
/// إطلاق الرهائن وفتح معبر: before a noun the word is what it is.
fn beside_another(words: &Words<'_>, i: usize, actor: u32, hit: &Hit) -> bool {
    let end = hit.end as usize;
    let here = words.at(i);
    if end != i + 1 || here.has(Is::ARTICLE) || !here.has(Is::CONJUNCT) && !words.at(end).has(Is::CONJUNCT) {
        return false;
    }
    let row = |a: u32| &words.lexicon.actors[a as usize];
    let movement = |a: u32| {
        let sector = row(a).sector.as_deref();
        row(a).kind == EntityKind::ArmedGroup || matches!(sector, Some("PTY" | "REB" | "OPP"))
    };
    if row(actor).outlet || !movement(actor) {
        return false;
    }
    let named = |k: usize, until: Option<usize>| {
        words.hits(k).iter().any(|h| {
            until.is_none_or(|until| h.end as usize == until)
                && matches!(h.phrase, Phrase::Actor { actor: other, by: NamedBy::Name } if other != actor && movement(other))
        })
    };
    let next = words.at(end);
    let joined = words.at(i).has(Is::CONJUNCT)
        && (i.saturating_sub(3)..i).any(|k| named(k, Some(i)))
        && (!next.has(Is::NOMINAL) || next.has(Is::PREFIXED) || next.has(Is::CONJUNCT) || next.has(Is::TIME));
    joined || next.has(Is::CONJUNCT) && !next.has(Is::PREFIXED) && named(end, None)
}

fn first_actor(words: &Words<'_>, i: usize) -> Option<(u32, NamedBy, Hit)> {
    let hits = words.hits(i);
    let mut best: Option<(u32, NamedBy, Hit)> = None;
    for hit in hits {
        let Phrase::Actor { actor, by } = hit.phrase else { continue };
        let function = |f: &Hit| matches!(f.phrase, Phrase::Function(_)) && f.stem > hit.stem && f.end == hit.end;
        if by == NamedBy::Short && (hits.iter().any(function) || behind_capital(hits, hit)) {
            continue;
        }
        let by = if by == NamedBy::Epithet && beside_another(words, i, actor, hit) { NamedBy::Name } else { by };
        let before = |(a, b, h): &(u32, NamedBy, Hit)| {
            (Reverse(hit.end), by, hit.stem, actor) < (Reverse(h.end), *b, h.stem, *a)
        };
        if best.as_ref().is_none_or(before) {
            best = Some((actor, by, *hit));
        }
    }
    best
}

impl Parser<'_, '_> {
    pub(super) fn take_actor(&self, np: &mut Np, at: usize, actor: u32, by: NamedBy, all: &[(u32, NamedBy, Hit)]) {
        np.actors.push((actor, by, at));
        np.alternatives.extend(all.iter().filter(|(other, _, _)| *other != actor).map(|(other, by, _)| (*other, *by)));
        let row = &self.words.lexicon.actors[actor as usize];
        // Whether a party governs, the date says.
        let dated = !row.offices.is_empty();
        if np.party.is_none() && row.kind != EntityKind::Person && by != NamedBy::Epithet && !dated {
            np.party.clone_from(&row.party);
        }
        if row.kind == EntityKind::Person {
            let end = all.first().map_or(at + 1, |(_, _, h)| h.end as usize);
            // ليلى بن عمر: a given name before a known short name is part of the name.
            let from = np.name.filter(|&(_, to)| to == at).map_or(at, |(from, _)| from);
            np.name = Some((from, end));
        }
    }

    /// One past the actor's name that begins at `at`.
    pub(super) fn actor_end(&self, at: usize) -> usize {
        actor_at(self.words, at).as_ref().map_or(at + 1, |(_, _, h)| h.end as usize)
    }

    /// إبراهيم سوادوغو: a short name of somebody known, with another name behind it, is a given name like any other.
    pub(super) fn given_before_family(&self, by: NamedBy, hit: &Hit) -> bool {
        let next = hit.end as usize;
        let is = self.words.at(next);
        // انتقد بايدن نتنياهو: two politicians by family names that are nothing else are two.
        let at = next - 1;
        let family = self
            .words
            .analyses(at)
            .iter()
            .all(|a| matches!(a.entry, Entry::Name { part: NamePart::Family, .. }) || a.stem > 0);
        let another = actor_at(self.words, next).is_some_and(|(a, by, _)| {
            by != NamedBy::Epithet && self.words.lexicon.actors[a as usize].kind == EntityKind::Person
        });
        if family && another {
            return false;
        }
        by == NamedBy::Short
            && next < self.limit
            && (is.has(Is::NAME) || is.has(Is::UNKNOWN))
            && !is.has(Is::CONJUNCT)
            && !is.has(Is::PREFIXED)
            // كورتز كوبر إن: right before the clause a verb would have no subject.
            && (!is.has(Is::VERB) || is.has(Is::NAME) && self.words.at(next + 1).has(Is::COMP))
            && !is.has(Is::TITLE)
            && !is.has(Is::COMP)
            && !is.has(Is::FUNCTION)
    }
}
