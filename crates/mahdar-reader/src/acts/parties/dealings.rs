//! Who dealt with whom so far, and who is named most.

use super::super::adversarial;
use super::{LATE, NAMED, Parties, in_place};
use mahdar_doc::{Document, EntityId, EntityKind};

impl Parties<'_> {
    /// Remembers between whom an act was.
    pub fn note(&mut self, act: &mahdar_doc::Act) {
        self.last = Some((act.sentence.index(), act.actors.clone(), act.recipients.clone()));
        /// Acts that are kept.
        const KEPT: usize = 8;
        if self.recent.len() == KEPT {
            self.recent.remove(0);
        }
        self.recent.push((act.sentence.index(), act.actors.clone(), act.recipients.clone()));
        if self.all_igos(&act.actors) {
            self.last_body = act.actors.first().copied();
        }
        let codes = |ids: &[EntityId]| -> Vec<String> {
            ids.iter().filter_map(|id| self.code(*id)).map(str::to_owned).collect()
        };
        let (actors, recipients) = (codes(&act.actors), codes(&act.recipients));
        let mut pairs: Vec<(String, String)> = Vec::new();
        let among = act.symmetric && recipients.is_empty();
        for (k, a) in actors.iter().enumerate() {
            let others = if among { &actors[k + 1..] } else { &recipients[..] };
            pairs.extend(others.iter().filter(|b| *b != a).map(|b| (a.clone(), b.clone())));
        }
        if act.kind == mahdar_doc::ActType::Mediate {
            for code in &actors {
                self.sides.mediated(code);
            }
        }
        self.sides.note(&pairs, act, adversarial(act.kind));
    }

    /// Who acted last, in sentence `here` or the one before it, if nobody of `actors`.
    pub fn doers(&self, here: usize, actors: &[EntityId]) -> Vec<EntityId> {
        let Some((sentence, by, _)) = &self.last else { return Vec::new() };
        let own = |id: &EntityId| actors.iter().any(|a| self.same_party(*a, *id));
        if *sentence + 1 >= here && !by.iter().any(own) { by.clone() } else { Vec::new() }
    }

    /// The other side of the last act of the same actors in sentence `here` or the one before it.
    pub fn dealt_with(&self, here: usize, actors: &[EntityId]) -> Vec<EntityId> {
        let own = |id: &EntityId| actors.iter().any(|a| self.same_party(*a, *id));
        let of_same = |(sentence, by, on): &&(usize, Vec<EntityId>, Vec<EntityId>)| {
            *sentence + 1 >= here && by.iter().any(own) && !on.iter().any(own)
        };
        self.recent.iter().rev().find(of_same).map(|(_, _, on)| on.clone()).unwrap_or_default()
    }

    /// Whether the last act is of a sentence.
    pub fn acted_in(&self, sentence: usize) -> bool {
        self.last.as_ref().is_some_and(|(s, ..)| *s == sentence)
    }

    /// On whom the last act of a sentence is, if `actor` did it.
    pub fn called_on(&self, sentence: usize, actor: EntityId) -> Vec<EntityId> {
        let last =
            self.last.as_ref().filter(|(s, by, _)| *s == sentence && by.iter().any(|a| self.same_party(*a, actor)));
        let other = |id: &&EntityId| !self.same_party(**id, actor);
        last.map(|(.., on)| on.iter().filter(other).copied().collect()).unwrap_or_default()
    }

    /// Whom a pronoun takes up at token `at` in a clause of `actors`: عرض عليهم, طلب منه. The other side of what they did
    /// before, or whoever acted on them; else the party named last.
    pub fn taken_up(&self, doc: &Document, at: usize, actors: &[EntityId]) -> Vec<EntityId> {
        let here = doc.sentences.partition_point(|s| s.last.index() <= at);
        let own = |id: &EntityId| actors.iter().any(|a| a == id || self.same_party(*a, *id));
        if let Some((sentence, by, on)) = &self.last
            && *sentence + 1 >= here
        {
            if !on.is_empty() && by.iter().any(own) && !on.iter().any(own) {
                return on.clone();
            }
            if !by.is_empty() && on.iter().any(own) && !by.iter().any(own) {
                return by.clone();
            }
        }
        let Some(token) = doc.tokens.get(at) else { return Vec::new() };
        let from = doc.sentences.get(here.saturating_sub(1)).map_or(0, |s| s.span.start);
        // The document's own, and what was added of late.
        let given = self.starting(from, token.span.start).map(|m| &self.mentions[m]);
        let added = self.mentions[self.by_start.len()..].iter().rev().take(LATE);
        let near = given.chain(added.filter(|m| from <= m.span.start)).filter(|m| m.span.end <= token.span.start);
        let near = near.filter(|m| !in_place(doc, m.span));
        let mut near: Vec<(u32, EntityId)> =
            near.flat_map(|m| m.entities.iter().map(|id| (m.span.start, *id))).collect();
        near.sort_by_key(|(start, _)| std::cmp::Reverse(*start));
        near.into_iter().map(|(_, id)| id).find(|id| self.code(*id).is_some() && !own(id)).into_iter().collect()
    }

    /// The parties named before token `at`, the most named first.
    pub(super) fn most_named(&self, doc: &Document, at: usize, without: &[EntityId]) -> Vec<EntityId> {
        let end = doc.tokens.get(at).map_or(u32::MAX, |t| t.span.start);
        let mut counts: Vec<(EntityId, usize)> = Vec::new();
        let own = self.mentions[..self.by_start.len()].partition_point(|m| m.span.start < end);
        let named = self.mentions[own.saturating_sub(NAMED)..own].iter().filter(|m| !in_place(doc, m.span));
        for id in named.flat_map(|m| &m.entities) {
            let body = matches!(
                self.entities[id.index()].kind,
                EntityKind::State
                    | EntityKind::ArmedGroup
                    | EntityKind::Person
                    | EntityKind::Office
                    | EntityKind::Organisation
            );
            let Some(code) = self.code(*id).filter(|code| body && !matches!(*code, "UN" | "EU" | "LAS" | "AU")) else {
                continue;
            };
            if without.iter().any(|w| self.code(*w) == Some(code)) {
                continue;
            }
            match counts.iter_mut().find(|(known, _)| self.code(*known) == Some(code)) {
                Some((_, n)) => *n += 1,
                None => counts.push((*id, 1)),
            }
        }
        counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        counts.into_iter().map(|(id, _)| id).collect()
    }

    /// The parties of the last act of a sentence that has two or more beside those of `out`.
    pub fn told_together(&self, sentence: usize, out: &[EntityId]) -> Vec<EntityId> {
        let here = self.recent.iter().rev().take_while(|(s, ..)| *s == sentence);
        let others = here.map(|(_, actors, recipients)| {
            let mut ids: Vec<EntityId> = Vec::new();
            for id in actors.iter().chain(recipients) {
                let known = |other: &EntityId| other == id || self.same_party(*other, *id);
                if !out.iter().any(known) && !ids.iter().any(known) {
                    ids.push(*id);
                }
            }
            ids
        });
        others.into_iter().find(|ids| ids.len() > 1).unwrap_or_default()
    }
}
