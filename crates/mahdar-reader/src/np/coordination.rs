//! Coordination: و and another phrase.

use super::{Np, Parser, actor_at};
use crate::words::{Is, key_to_text};
use mahdar_doc::{EntityKind, Span, TokenKind};
use mahdar_lang::{Entry, Gender, NamedBy, Number, Phrase, TitleClass};

/// Phrases that و may join, at most.
const MOST: usize = 6;

impl Parser<'_, '_> {
    /// The noun phrase at `start` with all phrases that و joins to it.
    pub(super) fn coordinated(&self, start: usize) -> Option<Np> {
        let mut np = self.simple(start, false)?;
        if let Some(two) = self.two_named(&np) {
            return Some(two);
        }
        // Coordination: و and another phrase that can speak, as long as the first can.
        let mut parts: Vec<Np> = Vec::new();
        while np.end < self.limit && parts.len() < MOST {
            let next = match self.person_after_then(&np) {
                Some(next) => next,
                None => {
                    let Some(next) = self.conjoined(&np, parts.is_empty()) else { break };
                    if parts.is_empty() && self.one_holder(&np, &next) {
                        join_office(&mut np, next);
                        continue;
                    }
                    next
                }
            };
            // "وزير خارجية فرنسا وألمانيا": a bare state after a title continues the title's complement.
            if parts.is_empty() {
                let mut first = np.clone();
                // الرئيسان الكيني والأوغندي: each of the two is one.
                if np.number == Number::Dual && !np.titles.is_empty() && next.party.is_some() {
                    first.number = Number::Singular;
                }
                parts.push(first);
            }
            np.end = next.end;
            np.span.end = next.span.end;
            parts.push(next);
        }
        if parts.len() > 1 {
            np.number = if parts.len() == 2 { Number::Dual } else { Number::Plural };
            np.gender = if parts.iter().all(|p| p.gender == Gender::F) { Gender::F } else { Gender::M };
            np.parts = parts;
        }
        Some(np)
    }

    /// الوزيران فيالا وليبافسكي: a dual of persons with the names of both.
    fn two_named(&self, np: &Np) -> Option<Np> {
        let words = self.words;
        let at = np.end;
        let dual = np.pair == Some(true) || np.number == Number::Dual && !np.titles.is_empty() && np.name.is_none();
        let is = words.at(at);
        let opens = |is: Is| is.has(Is::NAME) || is.has(Is::ACTOR) || is.has(Is::UNKNOWN);
        if !dual
            || at >= self.limit
            || !opens(is)
            || is.has(Is::CONJUNCT)
            || is.has(Is::PREFIXED)
            || words.is_only_verb(at)
        {
            return None;
        }
        let person = |one: &Np| {
            one.name.is_some()
                || one.actors.iter().any(|(a, ..)| words.lexicon.actors[*a as usize].kind == EntityKind::Person)
        };
        let first = self.simple(at, false).filter(|one| person(one) && one.titles.is_empty())?;
        let and = first.end;
        if and >= self.limit || !words.at(and).has(Is::CONJUNCT) || !self.key(and).starts_with('و') {
            return None;
        }
        let second = self.simple(and, true).filter(|one| person(one) && one.titles.is_empty())?;
        let mut two = np.clone();
        two.pair = None;
        two.number = Number::Dual;
        two.end = second.end;
        two.span.end = second.span.end;
        two.parts = vec![first, second];
        Some(two)
    }

    /// التقى كيري ثم لافروف: one after the other.
    fn person_after_then(&self, np: &Np) -> Option<Np> {
        let words = self.words;
        let then = self.key(np.end) == "ثم"
            && np.name.is_some()
            && actor_at(words, np.end + 1).is_some_and(|(a, by, _)| {
                by != NamedBy::Epithet
                    && words.lexicon.actors[a as usize].kind == EntityKind::Person
                    && !words.at(np.end + 1).has(Is::PREFIXED)
            });
        if then { self.simple(np.end + 1, false).filter(Np::can_speak) } else { None }
    }

    /// The phrase that و joins to `np`: another one that can speak, or another nationality of the same head.
    fn conjoined(&self, np: &Np, is_first: bool) -> Option<Np> {
        let i = np.end;
        // طالبان و«داعش»: a name in marks.
        let marked = self.key(i) == "و"
            && i + 2 < self.limit
            && matches!(self.kind(i + 1), Some(TokenKind::Open | TokenKind::Quote))
            && self.words.at(i + 2).has(Is::ACTOR);
        if marked {
            let next = self.simple(i + 1, false).filter(|next| next.first == i + 1 && next.end > i + 3)?;
            return (next.can_speak() && np.can_speak()).then_some(next);
        }
        // بحث سامح شكري، ونظيره القبرصي، التطورات: a counterpart is another one, though a comma stand between.
        let counterpart =
            self.kind(i) == Some(TokenKind::Comma) && i + 1 < self.limit && self.key(i + 1).starts_with("ونظير");
        let i = i + usize::from(counterpart);
        if !self.words.at(i).has(Is::CONJUNCT) || !self.key(i).starts_with('و') || !self.begins_conjunct(i) {
            return None;
        }
        let nationality = if is_first { self.second_nationality(np) } else { None };
        let next = nationality.or_else(|| self.simple(i, true))?;
        let next = self.with_holder(np, next);
        (next.can_speak() && np.can_speak()).then_some(next)
    }

    /// وزيرا خارجية اليونان جورج جيرابيتريتيس والأردن أيمن الصفدي: behind several holders of an office, of whom one is named, a state
    /// has its holder's name behind it too.
    fn with_holder(&self, np: &Np, mut next: Np) -> Np {
        let several = np.number != Number::Singular && !np.titles.is_empty();
        let person = |np: &Np| {
            np.name.is_some()
                || np.actors.iter().any(|(a, ..)| self.words.lexicon.actors[*a as usize].kind == EntityKind::Person)
        };
        let state = next.titles.is_empty() && next.name.is_none() && next.party.is_some() && next.actors.len() == 1;
        let at = next.end;
        let is = self.words.at(at);
        if !several || !state || !person(np) || at >= self.limit {
            return next;
        }
        if !(is.has(Is::NAME) || is.has(Is::ACTOR)) || is.has(Is::CONJUNCT) || is.has(Is::PREFIXED) || is.has(Is::VERB)
        {
            return next;
        }
        let Some(holder) = self.simple(at, false).filter(|h| person(h) && h.titles.is_empty()) else { return next };
        next.end = holder.end;
        next.span.end = holder.span.end;
        next.titles.clone_from(&np.titles);
        next.name = holder.name;
        next.actors.extend(holder.actors);
        next.alternatives = holder.alternatives;
        next.gender = Gender::M;
        next
    }

    /// الوزيران الروسي والتركي: after a dual and a nationality another one is the second's, not somebody called Turki.
    /// القوات العراقية والتركية, الجانب الروسي والأوكراني: so it is of any phrase that ends with a definite nationality.
    fn second_nationality(&self, np: &Np) -> Option<Np> {
        let words = self.words;
        let i = np.end;
        let adjective = i > np.first + 1
            && i < self.limit
            && words.at(i - 1).has(Is::NISBA)
            && words.at(i - 1).has(Is::ARTICLE)
            && words.at(i).has(Is::ARTICLE)
            && !words.at(i).has(Is::ACTOR);
        let second = (np.number == Number::Dual || adjective)
            && np.party.is_some()
            && np.actors.iter().all(|(_, by, _)| *by == NamedBy::Epithet)
            && np.name.is_none();
        let (party, gender, _, end) = if second { words.nisba(self.doc, i)? } else { return None };
        let start = key_to_text(self.doc, words.lexicon, &self.doc.tokens[i], 2) as u32;
        let mut one = Np::bare(i, end, Span { start, end: self.doc.tokens[end - 1].span.end });
        one.party = words.lexicon.parties.get(party as usize).cloned();
        one.titles.clone_from(&np.titles);
        one.gender = gender;
        Some(one)
    }

    /// نائب رئيس الوزراء ووزير الخارجية صباح الخالد: two offices before one name are one person's. A head of state or
    /// government stands by himself before his minister, unless the named person held that office too.
    fn one_holder(&self, first: &Np, next: &Np) -> bool {
        let lexicon = self.words.lexicon;
        let office = |np: &Np| {
            np.parts.is_empty()
                && np.number == Number::Singular
                && np.titles.first().is_some_and(|&t| {
                    matches!(lexicon.titles[t as usize].class, TitleClass::Office | TitleClass::Spokesman)
                })
        };
        let person = |np: &Np| {
            np.actors.iter().map(|(a, ..)| &lexicon.actors[*a as usize]).find(|r| r.kind == EntityKind::Person)
        };
        let role = first.titles.first().and_then(|&t| lexicon.titles[t as usize].role.as_deref());
        let heads = matches!(role, Some("president" | "prime-minister" | "king" | "emir" | "crown-prince" | "sultan"));
        let held = || person(next).is_some_and(|row| row.offices.iter().any(|o| Some(o.role.as_str()) == role));
        office(first)
            && office(next)
            && first.name.is_none()
            && person(first).is_none()
            && next.name.is_some()
            && first.end > first.first + 1
            && (first.party.is_none() || next.party.is_none() || first.party == next.party)
            && (!heads || held())
    }

    /// Whether what follows و at `i` is a name, a title or a nationality rather than a new clause.
    fn begins_conjunct(&self, i: usize) -> bool {
        let is = self.words.at(i);
        if is.has(Is::PREFIXED)
            || is.has(Is::COMP)
            || self.words.is_finite_verb(i) && !is.has(Is::ACTOR) && !is.has(Is::TITLE)
        {
            return false;
        }
        // The clitic must be one: وزير is no و + زير.
        let clitic = self.words.hits(i).iter().any(|h| {
            h.stem == 2
                && !matches!(
                    h.phrase,
                    Phrase::Function(_) | Phrase::Cue(_) | Phrase::Boundary(_) | Phrase::Byline | Phrase::SourceLine
                )
        });
        let noun = self
            .words
            .analyses(i)
            .iter()
            .any(|a| a.before.conjunction && matches!(a.entry, Entry::Name { .. } | Entry::Nisba { .. }));
        clitic || noun
    }
}

/// Goes on with a second office of the same person.
fn join_office(np: &mut Np, next: Np) {
    np.end = next.end;
    np.span.end = next.span.end;
    np.party = next.party.or(np.party.take());
    np.gender = next.gender;
    np.name = next.name;
    np.titles.extend(next.titles);
    np.actors.extend(next.actors);
    np.alternatives = next.alternatives;
}
