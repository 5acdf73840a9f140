//! From open candidates to drafts: their content and mode, their occasion, their confidence.

use super::{Draft, Open, Source, Work};
use crate::rules::{CueElement, JoinElement};
use crate::words::Is;
use mahdar_doc::{CueClass, Mode, Span, TokenKind};
use mahdar_lang::{CueKind, Number, Tense};

impl Work<'_, '_, '_> {
    /// The drafts of a sentence; those of earlier sentences are `base` many.
    pub(super) fn drafts(&mut self, opens: Vec<Open>, base: usize) -> Vec<Draft> {
        let lexicon = self.m.words.lexicon;
        let mut kept: Vec<Option<usize>> = Vec::with_capacity(opens.len());
        let mut out: Vec<Draft> = Vec::new();
        // `Same` and `parent` point into opens; evidentials appended at the end keep earlier indices valid only by order of pushing.
        for open in &opens {
            let Some((content, mode)) = self.content(open).filter(|_| !open.dropped) else {
                kept.push(None);
                continue;
            };
            let c = &open.c;
            let row = lexicon.cues.get(c.cue as usize);
            let headline = c.found_by == "ar.statement.headline-colon";
            if let Some(via) = &c.via
                && self.is_outlet(via)
            {
                self.outlets.push(via.clone());
            }
            let map = |k: usize| kept.get(k).copied().flatten();
            let source = match &open.source {
                Source::Same(k) => map(*k).map_or(Source::Earlier(None), |d| Source::Same(base + d)),
                other => other.clone(),
            };
            let within = open.parent.and_then(map).map(|d| base + d);
            let around = if c.occasion.is_none() { self.occasion_around(open) } else { None };
            let span = |(from, to): (usize, usize)| self.m.doc.tokens[from].span.join(self.m.doc.tokens[to - 1].span);
            let occasion = c.occasion.or(around).map(span).or_else(|| self.setting(open));
            let mut via = open.via.clone();
            // وفي مقابلة مع صحيفة الغد، قال, وذلك في تصريح لرويترز
            if via.is_empty()
                && let Some((from, to)) = around
            {
                via.extend(self.m.told_to(from, self.clause_after(to)));
            }
            kept.push(Some(out.len()));
            out.push(Draft {
                sentence: self.sentence,
                found_by: c.found_by.clone(),
                element: Some(c.element),
                cue_token: c.cue_from,
                cue_span: c.cue_span,
                lemma: row.map_or_else(|| self.m.doc.slice(c.cue_span).to_owned(), |r| r.lemma.clone()),
                class: row.map_or(if headline { CueClass::Headline } else { CueClass::Quote }, |r| r.class),
                speaker_span: c.speaker.as_ref().map(|np| np.whole_span()),
                source,
                headline,
                content,
                mode,
                within,
                via,
                occasion,
                addressee: c.addressee,
                confidence: confidence(open, row.map(|r| r.kind)),
                pronoun: c.pronoun.is_some() && c.element == CueElement::MasdarPronoun,
                agrees: c
                    .form
                    .filter(|f| {
                        matches!(f.tense, Tense::Perfect | Tense::Imperfect)
                            && f.person == 3
                            && f.number == Number::Singular
                    })
                    .map(|f| f.gender),
            });
        }
        // What an evidential holds stands before it in the list.
        for (k, open) in opens.iter().enumerate() {
            if let Some(parent) = open.parent.filter(|&p| p > k)
                && let (Some(draft), Some(within)) = (kept[k], kept[parent])
            {
                out[draft].within = Some(base + within);
            }
        }
        in_text_order(out, base)
    }

    /// An occasion before the cue (وفي مؤتمر صحفي، قال) or right after the content.
    fn occasion_around(&self, open: &Open) -> Option<(usize, usize)> {
        let c = &open.c;
        if open.parent.is_some() || matches!(c.element, CueElement::Participle | CueElement::ParticipleNoun) {
            return None;
        }
        let from = c.cue_from.saturating_sub(16).max(self.m.first);
        let lead = (from..c.cue_from).find_map(|k| self.m.occasion_at(k, c.cue_from));
        let clear = lead.filter(|&(k, end)| (k == self.m.first || self.is(k - 1).has(Is::PUNCT)) && end <= c.cue_from);
        let tail = || {
            let k = open.end;
            // ..., وذلك في تصريح لوكالة كذا
            let at = k + 1 + usize::from(self.key(k + 1) == "وذلك");
            (self.kind(k) == Some(TokenKind::Comma)).then(|| self.m.occasion_at(at, self.m.last)).flatten()
        };
        clear.or_else(tail)
    }

    /// Where the clause that describes an occasion ends: في مقابلة | أجرتها معه وكالة كذا.
    fn clause_after(&self, end: usize) -> usize {
        let stops =
            |k: usize| self.is(k).has(Is::COMP) || matches!(self.kind(k), Some(TokenKind::Comma | TokenKind::Colon));
        let verb = self.m.words.is_only_verb(end) && !self.is(end).has(Is::CUE);
        let past = || (end..(end + 8).min(self.m.last)).find(|&k| stops(k)).unwrap_or(end);
        if verb { past() } else { end }
    }

    /// Where, before whom or by what it was said, without a word for an occasion: وفي موسكو، دعت, قال أمام البرلمان, عبر
    /// الهاتف.
    fn setting(&self, open: &Open) -> Option<Span> {
        let c = &open.c;
        let finite =
            matches!(c.element, CueElement::Verb | CueElement::VerbObject | CueElement::VerbNoun | CueElement::Light);
        if open.parent.is_some() || !finite {
            return None;
        }
        let first = self.m.first;
        // What opens a sentence is where its first verb says it.
        let lead = self.m.setting_at(first, c.cue_from).filter(|&(_, end)| {
            (end == c.cue_from || self.kind(end) == Some(TokenKind::Comma))
                && !(end..c.cue_from).any(|k| self.m.words.is_only_verb(k))
        });
        let behind = c.speaker.as_ref().filter(|np| np.first > c.cue_from).map_or(c.cue_to, |np| np.end);
        let inner = || (behind..c.content).find_map(|k| self.m.setting_at(k, c.content));
        lead.or_else(inner).map(|(from, to)| self.m.doc.tokens[from].span.join(self.m.doc.tokens[to - 1].span))
    }

    /// The spans of a content and how much of it is quoted.
    fn content(&self, open: &Open) -> Option<(Vec<Span>, Mode)> {
        let doc = self.m.doc;
        let (from, to) = open.backward.unwrap_or((open.c.content, open.end));
        let mut start = from;
        let mut end = self.trim_end(from, to);
        let mut direct = open.backward.is_some() && open.c.found_by == "ar.statement.quote-verb";
        let quotation = if open.backward.is_some() { None } else { self.m.opens(start) };
        let mut stripped = false;
        if let Some(q) = quotation {
            let close = q.close.index();
            let whole = close >= end || close + 1 == end;
            if whole || self.quotes_reach(start, end) {
                start += 1;
                end = end.min(self.last_close(start, end));
                if !q.closed && close + 1 >= end {
                    end = end.max(close + 1);
                }
                direct = true;
                stripped = true;
            }
        }
        while start < end
            && doc
                .tokens
                .get(start)
                .is_some_and(|t| matches!(t.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Dash))
        {
            start += 1;
        }
        while end > start
            && doc
                .tokens
                .get(end - 1)
                .is_some_and(|t| matches!(t.kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Dash))
        {
            end -= 1;
        }
        if end <= start {
            return None;
        }
        let mut span = doc.tokens[start].span.join(doc.tokens[end - 1].span);
        if start == from && !stripped && open.backward.is_none() {
            span.start = open.c.content_byte;
        }
        if span.is_empty() {
            return None;
        }
        let mut spans = vec![span];
        for &(from, to) in &open.more {
            if to > from && doc.tokens.get(to - 1).is_some() {
                let mut to = to;
                while to > from + 1 && matches!(doc.tokens[to - 1].kind, TokenKind::Stop | TokenKind::Comma) {
                    to -= 1;
                }
                let more = doc.tokens[from].span.join(doc.tokens[to - 1].span);
                if more.start >= span.end && !more.is_empty() {
                    spans.push(more);
                }
            }
        }
        let quoted_inside = (start..end).any(|k| self.m.opens(k).is_some());
        let mode = if direct {
            Mode::Direct
        } else if quoted_inside {
            Mode::Mixed
        } else if open.c.join == JoinElement::Quote
            && self.first_person(start, end)
            && !open.c.found_by.ends_with("headline-colon")
        {
            Mode::Direct
        } else {
            Mode::Indirect
        };
        Some((spans, mode))
    }
}

/// Drafts by the place of their cues, with the ids between them kept true.
fn in_text_order(drafts: Vec<Draft>, base: usize) -> Vec<Draft> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&d| drafts[d].cue_span.start);
    let mut place = vec![0; drafts.len()];
    for (now, &was) in order.iter().enumerate() {
        place[was] = now;
    }
    let moved = |id: usize| base + place.get(id.wrapping_sub(base)).copied().unwrap_or(0);
    let mut slots: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let mut out: Vec<Draft> = order.into_iter().filter_map(|was| slots[was].take()).collect();
    for draft in &mut out {
        draft.within = draft.within.map(moved);
        if let Source::Same(k) = draft.source {
            draft.source = Source::Same(moved(k));
        }
    }
    out
}

/// How sure a statement is, from how it was found.
fn confidence(open: &Open, kind: Option<CueKind>) -> f32 {
    let join = match open.c.join {
        JoinElement::An | JoinElement::PrepAn => 0.93,
        JoinElement::Quote => 0.92,
        JoinElement::PrepNoun => 0.78,
        JoinElement::Object => 0.7,
    };
    let source = match &open.source {
        Source::Phrase(_) => 1.0,
        Source::Same(_) => 0.95,
        Source::Subject(_) => 0.85,
        Source::Earlier(_) => 0.8,
        Source::Nobody => 0.7,
    };
    let kind = match kind {
        Some(CueKind::Verb) => 1.0,
        Some(CueKind::Light) => 0.9,
        Some(CueKind::Prep) => 0.85,
        Some(CueKind::Noun) => 0.7,
        None => 0.85,
    };
    let nested = if open.parent.is_some() { 0.9 } else { 1.0 };
    let product: f32 = join * source * kind * nested;
    (product * 100.0).round() / 100.0
}
