//! Headlines: a speaker and a colon, and where the headline's lines end.

use super::{Open, Source, Work};
use crate::matcher::Candidate;
use crate::np::{Np, noun_phrase};
use crate::rules::{CueElement, JoinElement};
use crate::words::{Is, Words};
use mahdar_doc::{Document, EntityKind, TokenKind};
use mahdar_lang::NamedBy;
use std::rc::Rc;

/// Where the headline's lines end: a second line right under it, short, without a final stop and with a verb or a denial of
/// its own, is one too.
pub(super) fn second_headline(doc: &Document, words: &Words<'_>, head: usize, end: u32) -> u32 {
    let next = doc.sentences.iter().skip(head).find(|s| s.span.start >= end);
    let Some(next) = next else { return end };
    if doc.text()[end as usize..next.span.start as usize].matches('\n').count() != 1 {
        return end;
    }
    let start = next.span.start as usize;
    let stop = doc.text()[start..].find('\n').map_or(doc.text().len(), |at| start + at);
    let from = next.first.index();
    let to = doc.tokens.partition_point(|t| (t.span.start as usize) < stop);
    let closed =
        doc.tokens.get(to.wrapping_sub(1)).is_some_and(|t| t.kind == TokenKind::Stop && doc.slice(t.span) == ".");
    let told = (from..to).any(|k| words.is_only_verb(k) || words.at(k).has(Is::PARTICLE));
    if (4..=20).contains(&to.saturating_sub(from)) && !closed && told && stop < doc.text().len() {
        stop as u32
    } else {
        end
    }
}

impl Work<'_, '_, '_> {
    /// "لافروف: ...": a speaker, a colon, in a headline or at the start of a report.
    pub(super) fn headline_colon(&self) -> Option<Open> {
        if !self.headline {
            return None;
        }
        let first = self.m.first;
        let mut colons = (first + 1..self.m.last).filter(|&k| self.kind(k) == Some(TokenKind::Colon));
        let mut colon = colons.next()?;
        // تيراسبول تطلب "إجراءات حماية".. والكرملين: روسيا تتابع: the second half of a headline.
        let half = (first + 2..colon).rev().find(|&k| self.kind(k) == Some(TokenKind::Stop) && self.key(k) != ".");
        let first = half.map_or(first, |k| k + 1);
        if colon > first + 12 {
            return None;
        }
        if colon == first {
            colon = colons.next()?;
        }
        self.colon_open(first, colon)
    }

    /// الخارجية: العدوان خرق.. المندوب: دول توفر الغطاء: the second speaker of a headline, behind two stops.
    pub(super) fn second_colon(&self, one: &Open) -> Option<Open> {
        let stop = (one.c.content + 1..self.m.last)
            .find(|&k| self.kind(k) == Some(TokenKind::Stop) && self.key(k) != "." && k + 3 < self.m.last)?;
        let colon = (stop + 2..(stop + 10).min(self.m.last)).find(|&k| self.kind(k) == Some(TokenKind::Colon))?;
        self.colon_open(stop + 1, colon)
    }

    /// The statement of the speaker from token `first` to a colon.
    fn colon_open(&self, first: usize, colon: usize) -> Option<Open> {
        let first = if self.key(first) == "و" { first + 1 } else { first };
        if colon + 2 >= self.m.last || (first..colon).any(|k| self.m.words.is_only_verb(k) || self.is(k).has(Is::COMP))
        {
            return None;
        }
        // وكتب المغرد ناصر الدويلة على منصة إكس: a verb of saying before its subject makes a statement of its own.
        let next = self.is(first + 1);
        let says = self.is(first).has(Is::CUE)
            && self.is(first).has(Is::VERB)
            && (!self.is(first).has(Is::TITLE) || self.is(first).has(Is::CONJUNCT))
            && first + 2 < colon
            && [Is::ARTICLE, Is::TITLE, Is::NAME, Is::ACTOR].iter().any(|&fact| next.has(fact));
        if says {
            return None;
        }
        let mut np = noun_phrase(self.m.doc, self.m.words, first, colon)?;
        // الطبوبي الصغير: ... : an unknown name of two words.
        let two = (self.is(first).has(Is::UNKNOWN) || self.is(first).has(Is::NAME))
            && self.is(first).has(Is::ARTICLE)
            && colon == first + 2;
        if two && np.end != colon && !self.is(first + 1).has(Is::PUNCT) {
            let mut name =
                Np::bare(first, colon, self.m.doc.tokens[first].span.join(self.m.doc.tokens[colon - 1].span));
            name.name = Some((first, colon));
            np = Rc::new(name);
        }
        let named = np.can_speak() || (self.is(first).has(Is::UNKNOWN) && colon - first <= 2);
        let byline = np.titles.is_empty()
            && matches!(self.key(first), "كتب" | "المصدر" | "مصدر" | "تحرير" | "ترجمه" | "اعداد" | "متابعه");
        // المعارضة السورية من جنيف: ..., السفير بالقاهرة: ...
        let placed = np.end + 3 >= colon
            && (self.is(np.end).has(Is::PREP) || self.is(np.end).has(Is::PREFIXED))
            && !self.is(np.first).has(Is::UNKNOWN);
        // فهمي لـ«الأهرام»: ...: the outlet he speaks to.
        let outlet = self.key(np.end) == "ل" && self.m.opens(np.end + 1).is_some_and(|q| q.close.index() + 1 == colon);
        if !named || byline || np.end != colon && !placed && !outlet || self.key(first) == "المصدر" {
            return None;
        }
        if self.topic(&np, colon) {
            return None;
        }
        let content = colon + 1;
        let candidate = Candidate {
            found_by: "ar.statement.headline-colon".to_owned(),
            element: CueElement::Verb,
            cue_from: colon,
            cue_to: colon + 1,
            cue_span: self.m.doc.tokens[colon].span,
            cue: u16::MAX,
            form: None,
            pronoun: None,
            speaker: Some(np.clone()),
            before: true,
            passive: false,
            via: None,
            addressee: None,
            occasion: None,
            join: JoinElement::Quote,
            content,
            content_byte: self.m.doc.tokens[content].span.start,
        };
        let end = self.natural_end(&candidate, true).0;
        Some(Open::new(candidate, Source::Phrase(np), None, end))
    }

    /// Whether what stands before a colon is what a headline is about or a line of place, not who speaks.
    fn topic(&self, np: &Np, colon: usize) -> bool {
        let words = self.m.words;
        let content = colon + 1;
        // الحوار المالي: توقيع خارطة طريق; a talk says nothing.
        if np.name.is_none() && np.actors.is_empty() && self.m.abstract_head(np) {
            return true;
        }
        let named = |by: &[NamedBy]| {
            np.actors.first().is_some_and(|(a, how, _)| {
                by.contains(how) && words.lexicon.actors[*a as usize].kind == EntityKind::State
            })
        };
        let bare =
            np.titles.is_empty() && (np.name.is_none() || np.actors.is_empty() && words.place(np.first).is_some());
        let seat = bare && (named(&[NamedBy::Name, NamedBy::Capital]) || words.place(np.first).is_some());
        // الناصرة ـ «القدس العربي»: a line of place and outlet; بيروت: رانيا الحلبي of place and author.
        let line = (np.first..colon).any(|k| self.kind(k) == Some(TokenKind::Dash));
        // القاهرة: قال الوزير إن: and of place alone.
        let story = || {
            noun_phrase(self.m.doc, words, content + 1, self.m.last).is_some_and(|subject| {
                let near = subject.end..(subject.end + 8).min(self.m.last);
                subject.can_speak() && near.into_iter().any(|k| self.is(k).has(Is::COMP))
            })
        };
        let of_day = words.is_finite_verb(content) && self.is(content).has(Is::CUE) && (line || story());
        let end = (content..self.m.last).find(|&k| self.is(k).has(Is::PUNCT)).unwrap_or(self.m.last);
        let author = end == self.m.last
            && end <= content + 3
            && (content..end).all(|k| self.is(k).has(Is::NAME) || self.is(k).has(Is::UNKNOWN));
        if seat && (of_day || author) {
            return true;
        }
        // كشمير: هل تصمد الهدنة؟; السودان: الجيش يعلن هدنة; كوسوفو: إصابة عشرات في صدامات.
        let unknown = np.actors.is_empty() && self.is(np.first).has(Is::UNKNOWN);
        let place = bare && (named(&[NamedBy::Name]) || words.place(np.first).is_some());
        let question = matches!(self.key(content), "هل" | "كيف" | "لماذا" | "ماذا" | "متي" | "من" | "اين");
        let another = noun_phrase(self.m.doc, words, content, self.m.last)
            .is_some_and(|inner| inner.can_speak() && words.is_only_verb(inner.end));
        let told = (content..self.m.last).any(|k| words.is_finite_verb(k) && !self.is(k).has(Is::NOMINAL));
        // اليمن: مقتل عشرة جنود
        let deed = self.is(content).has(Is::NOUN) && self.is(content).has(Is::ACT) && !self.is(content).has(Is::VERB);
        let event = !self.is(content).has(Is::ARTICLE) && (self.m.verbal_noun(content) || deed) && !told;
        (place || unknown) && question || place && (another || event)
    }
}
