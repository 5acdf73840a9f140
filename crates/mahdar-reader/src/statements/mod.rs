//! Statements of a document: cues matched, levels sorted out, contents bounded.

mod boundary;
mod draft;
mod evidential;
mod headline;
mod place;
mod quotation;
mod run_on;
mod source;
mod taken_up;

use crate::matcher::{Attempt, Candidate, Matcher};
use crate::np::Np;
use crate::rules::{CueElement, JoinElement, Rule};
use crate::words::{Is, Words};
use headline::second_headline;
use mahdar_doc::{CueClass, Document, Mode, Span, TokenKind};
use mahdar_lang::{Classes, Gender, Number, Phrase, Quotation};
pub(crate) use source::agree;
use std::cell::RefCell;
use std::rc::Rc;

/// Where a draft's speaker comes from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// A phrase of the clause.
    Phrase(Rc<Np>),
    /// The speaker of an earlier draft of the sentence.
    Same(usize),
    /// The subject of the sentence's main clause.
    Subject(Rc<Np>),
    /// An earlier speaker of the report with this gender and number.
    Earlier(Option<(Gender, Number)>),
    /// Nobody: an agentless passive.
    Nobody,
}

impl Source {
    /// The phrase that names the speaker.
    pub fn phrase(&self) -> Option<&Rc<Np>> {
        match self {
            Self::Phrase(np) | Self::Subject(np) => Some(np),
            Self::Same(_) | Self::Earlier(_) | Self::Nobody => None,
        }
    }
}

/// A statement with bounds, before its entities are known.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub sentence: usize,
    pub found_by: String,
    pub element: Option<CueElement>,
    pub cue_token: usize,
    pub cue_span: Span,
    pub lemma: String,
    pub class: CueClass,
    pub source: Source,
    pub speaker_span: Option<Span>,
    pub headline: bool,
    pub content: Vec<Span>,
    pub mode: Mode,
    pub within: Option<usize>,
    pub via: Vec<Rc<Np>>,
    pub occasion: Option<Span>,
    pub addressee: Option<Span>,
    pub confidence: f32,
    pub pronoun: bool,
    /// The gender of a finite cue of the third person singular, with which its speaker agrees.
    pub agrees: Option<Gender>,
}

/// What the statement stage hands on.
pub(crate) struct Drafts {
    pub drafts: Vec<Draft>,
    /// Outlets named by evidentials: credits.
    pub outlets: Vec<Rc<Np>>,
}

/// The statements of a document as drafts, sentence by sentence.
pub(crate) fn find(
    doc: &Document,
    words: &Words<'_>,
    rules: &[Rule],
    quotations: &[Quotation],
    headline: Option<usize>,
    mut trace: Option<&mut Vec<Attempt>>,
) -> Drafts {
    let mut out = Drafts { drafts: Vec::new(), outlets: Vec::new() };
    let head = headline.unwrap_or(0);
    let head_line_end = doc.sentences.get(head).map_or(0, |first| {
        let start = first.span.start as usize;
        doc.text()[start..].find('\n').map_or(doc.text().len(), |at| start + at) as u32
    });
    let head_line_end = second_headline(doc, words, head, head_line_end);
    for (s, sentence) in doc.sentences.iter().enumerate() {
        let matcher = Matcher {
            doc,
            words,
            rules,
            quotations,
            first: sentence.first.index(),
            last: sentence.last.index(),
            subjects: RefCell::default(),
        };
        // "الأول يفعل.. والثاني: كذا": every sentence of the headline's line is one.
        let headline = head <= s && sentence.span.start < head_line_end;
        let mut work = Work { m: &matcher, sentence: s, headline, outlets: &mut out.outlets };
        // نشر في: الأربعاء 22 مايو: the line of the report's own time says nothing.
        let dated = doc.frame.published.as_ref().and_then(|p| p.basis.span()).is_some_and(|span| {
            let (first, last) = (doc.tokens[matcher.first].span, doc.tokens[matcher.last - 1].span);
            first.start <= span.start && span.end <= last.end && matcher.last - matcher.first <= 14
        });
        if dated || links(&matcher) {
            continue;
        }
        let drafts = work.sentence(out.drafts.len(), trace.as_deref_mut());
        out.drafts.extend(drafts);
    }
    run_on::extend(doc, words, &mut out.drafts);
    out
}

/// اقرأ أيضا: ..., شاهد: whether a sentence is the line of a link to another report, which tells nothing here.
pub(crate) fn links(matcher: &Matcher<'_, '_>) -> bool {
    let key = |n: usize| {
        let i = matcher.first + n;
        if i < matcher.last { matcher.doc.key(mahdar_doc::TokenId::from_index(i)) } else { "" }
    };
    let reads = matches!(key(0), "اقرا" | "اقراوا" | "طالع" | "شاهد" | "تابع" | "اقراي");
    reads && matches!(key(1), "ايضا" | "المزيد" | "كذلك" | "التالي" | ":" | "اكثر" | "هنا")
        || key(0) == "للمزيد" && matches!(key(1), ":" | "اقرا" | "من" | "طالع")
        || key(0) == "مواضيع" && key(1) == "ذات"
}

struct Work<'a, 'b, 'l> {
    m: &'a Matcher<'b, 'l>,
    sentence: usize,
    headline: bool,
    outlets: &'a mut Vec<Rc<Np>>,
}

/// A candidate with its level and end.
struct Open {
    c: Candidate,
    source: Source,
    parent: Option<usize>,
    /// One past the last content token.
    end: usize,
    /// A second part after a splitting cue.
    more: Vec<(usize, usize)>,
    via: Vec<Rc<Np>>,
    backward: Option<(usize, usize)>,
    /// Another cue took its content.
    dropped: bool,
}

impl Open {
    fn new(c: Candidate, source: Source, parent: Option<usize>, end: usize) -> Self {
        let (more, via) = (Vec::new(), Vec::new());
        Self { c, source, parent, end, more, via, backward: None, dropped: false }
    }
}

impl Work<'_, '_, '_> {
    fn key(&self, i: usize) -> &str {
        self.m.doc.key_at(i)
    }

    fn kind(&self, i: usize) -> Option<TokenKind> {
        (i < self.m.last).then(|| self.m.doc.tokens.get(i).map(|t| t.kind)).flatten()
    }

    fn is(&self, i: usize) -> Is {
        if i < self.m.last { self.m.words.at(i) } else { Is::default() }
    }

    /// The drafts of a sentence, from left to right; `base` drafts stand before it.
    fn sentence(&mut self, base: usize, mut trace: Option<&mut Vec<Attempt>>) -> Vec<Draft> {
        let (first, last) = (self.m.first, self.m.last);
        let byline = self.m.words.hits(first).iter().any(|h| h.phrase == Phrase::Byline)
            && (matches!(self.kind(first + 1), Some(TokenKind::Colon | TokenKind::Dash))
                || last - first <= 8 && !matches!(self.kind(last - 1), Some(TokenKind::Stop)));
        if byline {
            return Vec::new();
        }
        let mut opens: Vec<Open> = Vec::new();
        let lead_via = self.leading_evidential();
        let mut i = first;
        if let Some(open) = self.headline_colon() {
            i = open.c.content;
            let second = self.second_colon(&open);
            opens.push(open);
            if let Some(second) = second {
                // The first one's words end before its speaker.
                let from = second.c.speaker.as_ref().map_or(second.c.cue_from, |np| np.first);
                opens[0].end = opens[0].end.min(self.trim_end(opens[0].c.content, from));
                opens.push(second);
            }
        }
        while i < last {
            if !matches!(self.kind(i), Some(TokenKind::Word)) {
                i += 1;
                continue;
            }
            if let Some(end) = self.narrator(i) {
                i = end;
                continue;
            }
            // ونقلا عن: according to somebody, and not "the two relayed".
            let relays = matches!(self.key(i), "نقلا" | "ونقلا") && self.m.words.evidential(i).is_some();
            if !self.is(i).has(Is::CUE) || relays {
                i += 1;
                continue;
            }
            let found = self.m.match_at(i, trace.as_deref_mut());
            // "..."، قال فلان، "...": the marks before the cue belong to it as much as those after it.
            let free = opens.iter().all(|o| o.c.cue_from + 1 != i && (o.end < i || o.backward.is_some()));
            let split = found.as_ref().is_some_and(|c| c.join == JoinElement::Quote && c.element == CueElement::Verb);
            let backward = if found.is_none() || split && free { self.backward_quote(i) } else { None };
            let Some(candidate) = backward.or(found) else {
                i += 1;
                continue;
            };
            let next = candidate.cue_to.max(i + 1);
            self.place(candidate, &mut opens);
            i = next;
        }
        self.taken_up(&mut opens);
        self.evidentials(&mut opens);
        self.bare_quotation(&mut opens);
        if let Some(np) = lead_via
            && let Some(open) = opens.iter_mut().find(|o| o.parent.is_none() && o.via.is_empty())
        {
            open.via.push(np);
        }
        self.drafts(opens, base)
    }

    /// يذكر أن، الجدير بالذكر أن: the report's own voice.
    fn narrator(&self, i: usize) -> Option<usize> {
        self.m.words.function_end(i, Classes::NARRATOR).filter(|_| !self.m.active_narrator(i))
    }

    fn strip_stops(&self, mut last: usize) -> usize {
        while last > self.m.first && matches!(self.kind(last - 1), Some(TokenKind::Stop)) {
            last -= 1;
        }
        last
    }

    /// Drops commas, dashes and colons before `end`.
    fn trim_end(&self, from: usize, mut end: usize) -> usize {
        while end > from
            && matches!(
                self.kind(end - 1),
                Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Colon | TokenKind::Stop)
            )
        {
            end -= 1;
        }
        end
    }
}
