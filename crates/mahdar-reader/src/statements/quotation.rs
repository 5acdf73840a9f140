//! Quotations: before their verb, or a sentence by themselves; where marks end a content.

use super::{Open, Source, Work};
use crate::matcher::Candidate;
use crate::np::noun_phrase;
use crate::rules::{CueElement, JoinElement};
use crate::words::Is;
use mahdar_doc::TokenKind;
use mahdar_lang::{Entry, Join, Tense};

impl Work<'_, '_, '_> {
    /// «...»، قال فلان: the content stands before its cue.
    pub(super) fn backward_quote(&self, i: usize) -> Option<Candidate> {
        let first = self.m.first;
        let reading = self.m.cue_readings(i).into_iter().find(|r| {
            matches!(r.form.tense, Tense::Perfect | Tense::Imperfect)
                && r.form.person == 3
                && !r.form.passive
                && !r.future
                && r.cue != u16::MAX
        })?;
        let row = &self.m.words.lexicon.cues[reading.cue as usize];
        if !row.joins.contains(&Join::Quote) || i == first {
            return None;
        }
        let mut close = i - 1;
        // «...»، هكذا رد الرئيس, بهذه الكلمات علق, هذا ما قاله: what points back to the words stands between.
        let key = |k: usize| self.m.doc.key_at(k);
        let pointing = match key(close) {
            "هكذا" => 1,
            "الكلمات" | "العبارات" | "العباره" | "الجمله"
                if close > first && matches!(key(close - 1), "بهذه" | "بتلك") =>
            {
                2
            }
            "ما" if close > first && matches!(key(close - 1), "هذا" | "ذلك") => 2,
            _ => 0,
        };
        if close < first + pointing + 1 {
            return None;
        }
        close -= pointing;
        // "الوضع كارثي"، يقول الطبيب: two words are quoted before a comma, else three.
        let least = if self.kind(close) == Some(TokenKind::Comma) { 2 } else { 3 };
        if matches!(self.kind(close), Some(TokenKind::Comma | TokenKind::Dash)) && close > first {
            close -= 1;
        }
        let quotation = self
            .m
            .quotation_at(close)
            .filter(|q| q.close.index() == close && q.closed && q.close.index() > q.open.index() + least)?;
        let subject = self.m.after_told(i + 1);
        let np = noun_phrase(self.m.doc, self.m.words, subject, self.m.last).filter(|np| np.can_speak());
        // هكذا كتب على اللافتة: who said it stands behind.
        if pointing > 0 && np.is_none() {
            return None;
        }
        // The quotation is free: no cue claims it from the left.
        let open = quotation.open.index();
        if open > first && !matches!(self.kind(open - 1), Some(TokenKind::Stop | TokenKind::Comma)) {
            return None;
        }
        Some(Candidate {
            found_by: "ar.statement.quote-verb".to_owned(),
            element: CueElement::Verb,
            cue_from: i - pointing,
            cue_to: i + 1,
            cue_span: self.m.doc.tokens[i].span,
            cue: reading.cue,
            form: Some(reading.form),
            pronoun: None,
            before: false,
            passive: false,
            via: None,
            addressee: None,
            occasion: None,
            join: JoinElement::Quote,
            content: np.as_ref().map_or(i + 1, |np| np.end),
            content_byte: 0,
            speaker: np,
        })
    }

    /// A sentence that is one quotation and has no cue: the last speaker goes on.
    pub(super) fn bare_quotation(&self, opens: &mut Vec<Open>) {
        if !opens.is_empty() || self.headline {
            return;
        }
        let first = self.m.first;
        let Some(q) = self.m.opens(first) else { return };
        let last = self.strip_stops(self.m.last);
        if q.close.index() + 1 < last || q.close.index() < first + 6 {
            return;
        }
        let c = Candidate {
            found_by: "ar.statement.bare-quotation".to_owned(),
            element: CueElement::Noun,
            cue_from: first,
            cue_to: first + 1,
            cue_span: self.m.doc.tokens[first].span,
            cue: u16::MAX,
            form: None,
            pronoun: None,
            speaker: None,
            before: false,
            passive: false,
            via: None,
            addressee: None,
            occasion: None,
            join: JoinElement::Quote,
            content: first,
            content_byte: self.m.doc.tokens[first].span.start,
        };
        opens.push(Open::new(c, Source::Earlier(None), None, q.close.index()));
    }

    /// After the closing mark at `after - 1`: whether the narrator goes on.
    pub(super) fn ends_after_quote(&self, after: usize, last: usize) -> bool {
        match self.kind(after) {
            Some(TokenKind::Stop) | None => true,
            Some(TokenKind::Comma) => {
                let next = after + 1;
                next >= last
                    || self.turns(next, true)
                    || !self.m.cue_readings(next).is_empty()
                    || self.is(next).has(Is::CONJ)
                    || self.is(next).has(Is::CONJUNCT)
                    || self.is(next).has(Is::TURN)
            }
            _ => true,
        }
    }

    /// Whether the content is marks joined by و from its first to its last token.
    pub(super) fn quotes_reach(&self, start: usize, end: usize) -> bool {
        let mut k = start;
        while k < end {
            if let Some(q) = self.m.opens(k) {
                k = q.close.index() + usize::from(q.closed);
            } else if self.key(k) == "و" {
                k += 1;
            } else {
                return false;
            }
        }
        true
    }

    pub(super) fn last_close(&self, start: usize, end: usize) -> usize {
        let closing =
            |k: usize| self.m.doc.tokens.get(k).is_some_and(|t| matches!(t.kind, TokenKind::Close | TokenKind::Quote));
        if end > start && closing(end - 1) { end - 1 } else { end }
    }

    /// نحن، إننا، سنفعل: a first person says that the words are the speaker's own.
    pub(super) fn first_person(&self, start: usize, end: usize) -> bool {
        (start..end).any(|k| {
            matches!(self.key(k), "نحن" | "انا" | "اننا" | "انني" | "لدينا" | "علينا" | "لي" | "لنا")
                || self.m.words.analyses(k).first().is_some_and(|a| {
                    matches!(a.entry, Entry::Verb { form, .. } if form.person == 1 && form.tense == Tense::Imperfect)
                        && !self.is(k).has(Is::NOMINAL)
                })
        })
    }
}
