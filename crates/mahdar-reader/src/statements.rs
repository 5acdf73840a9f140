//! Statements of a document: cues matched, levels sorted out, contents bounded.

use crate::matcher::{Attempt, Candidate, Matcher};
use crate::np::{Np, noun_phrase};
use crate::rules::{CueElement, JoinElement, Rule};
use crate::words::{Is, Words};
use mahdar_doc::{CueClass, Document, Mode, Span, TokenId, TokenKind};
use mahdar_lang::{Classes, CueKind, Gender, Join, NamedBy, Number, Phrase, Quotation, Tense, TitleClass};
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
}

/// What the statement stage hands on.
pub(crate) struct Drafts {
    pub drafts: Vec<Draft>,
    /// Outlets named by evidentials: credits.
    pub outlets: Vec<Rc<Np>>,
}

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
        if dated {
            continue;
        }
        let drafts = work.sentence(out.drafts.len(), trace.as_deref_mut());
        out.drafts.extend(drafts);
    }
    out
}

/// Where the headline's lines end: a second line right under it, short, without a final stop and with a verb or a denial of
/// its own, is one too.
fn second_headline(doc: &Document, words: &Words<'_>, head: usize, end: u32) -> u32 {
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

impl Work<'_, '_, '_> {
    fn key(&self, i: usize) -> &str {
        self.m.doc.key(TokenId::from_index(i))
    }

    fn kind(&self, i: usize) -> Option<TokenKind> {
        (i < self.m.last).then(|| self.m.doc.tokens.get(i).map(|t| t.kind)).flatten()
    }

    fn is(&self, i: usize) -> Is {
        if i < self.m.last { self.m.words.at(i) } else { Is::default() }
    }

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
            opens.push(open);
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
            if !self.is(i).has(Is::CUE) {
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

    /// الحوار الذي دعا إليه الرئيس, إضرابا دعا إليه الاتحاد: what is called for, welcomed or condemned stands before the verb,
    /// whose preposition takes it up.
    fn taken_up(&mut self, opens: &mut Vec<Open>) {
        use mahdar_doc::CueClass::{Call, Condemn, Demand, Reject, Urge, Warn, Welcome};
        let (first, last) = (self.m.first, self.m.last);
        for i in first + 2..last.saturating_sub(2) {
            let free = self.is(i).has(Is::CUE) && self.is(i).has(Is::VERB) && opens.iter().all(|o| o.c.cue_from != i);
            if !free || self.m.quotation_at(i).is_some() {
                continue;
            }
            let before = self.is(i - 1);
            let relative = before.has(Is::REL) && self.key(i - 1) != "ما";
            let indefinite = before.has(Is::NOMINAL) && !before.has(Is::ARTICLE) && !before.has(Is::NAME);
            if !relative && !indefinite {
                continue;
            }
            let reading = self.m.cue_readings(i).into_iter().find(|r| {
                matches!(r.form.tense, Tense::Perfect | Tense::Imperfect)
                    && r.form.person == 3
                    && !r.form.passive
                    && !r.future
                    && r.cue != u16::MAX
            });
            let Some(reading) = reading else { continue };
            let row = &self.m.words.lexicon.cues[reading.cue as usize];
            let calls = matches!(row.class, Call | Condemn | Demand | Reject | Urge | Warn | Welcome);
            if !calls || !self.m.own_pronoun(row, i + 1) {
                continue;
            }
            let Some(np) = noun_phrase(self.m.doc, self.m.words, i + 2, last).filter(|np| np.can_speak()) else {
                continue;
            };
            let end = if relative { i - 1 } else { i };
            // The longest phrase that ends there and that a noun heads.
            let from = (end.saturating_sub(8).max(first)..end).find(|&j| {
                let is = self.is(j);
                let verb = is.has(Is::VERB) && !is.has(Is::ARTICLE) && (is.has(Is::CONJUNCT) || j == first);
                let heads = (is.has(Is::NOUN) || is.has(Is::TITLE)) && !verb;
                heads
                    && !is.has(Is::PREFIXED)
                    && noun_phrase(self.m.doc, self.m.words, j, end).is_some_and(|of| of.end == end)
            });
            let Some(from) = from else { continue };
            let parent = (0..opens.len())
                .rev()
                .find(|&o| opens[o].backward.is_none() && opens[o].c.content <= from && i <= opens[o].end);
            let cue_span = self.m.doc.tokens[i].span.join(self.m.doc.tokens[i + 1].span);
            opens.push(Open {
                c: Candidate {
                    found_by: "ar.statement.taken-up".to_owned(),
                    element: CueElement::Verb,
                    cue_from: i,
                    cue_to: i + 2,
                    cue_span,
                    cue: reading.cue,
                    form: Some(reading.form),
                    pronoun: None,
                    speaker: Some(np.clone()),
                    before: false,
                    passive: false,
                    via: None,
                    addressee: None,
                    occasion: None,
                    join: JoinElement::PrepNoun,
                    content: from,
                    content_byte: self.m.doc.tokens[from].span.start,
                },
                source: Source::Phrase(np),
                parent,
                end,
                more: Vec::new(),
                via: Vec::new(),
                backward: Some((from, end)),
                dropped: false,
            });
        }
    }

    /// "لافروف: ...": a speaker, a colon, in a headline or at the start of a report.
    fn headline_colon(&self) -> Option<Open> {
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
        let first = if self.key(first) == "و" { first + 1 } else { first };
        if colon + 2 >= self.m.last || (first..colon).any(|k| self.m.words.is_only_verb(k) || self.is(k).has(Is::COMP))
        {
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
        if !named || byline || np.end != colon && !placed || self.key(first) == "المصدر" || self.dateline_only(&np)
        {
            return None;
        }
        // السودان: الجيش يعلن هدنة: a place as topic, where the content has its own subject and cue.
        let place = np.name.is_none()
            && np.titles.is_empty()
            && np.actors.first().is_some_and(|(a, by, _)| {
                *by == NamedBy::Name && self.m.words.lexicon.actors[*a as usize].kind == mahdar_doc::EntityKind::State
            });
        let own_cue = noun_phrase(self.m.doc, self.m.words, colon + 1, self.m.last).is_some_and(|inner| {
            inner.can_speak() && self.is(inner.end).has(Is::CUE) && self.m.words.is_only_verb(inner.end)
        });
        if place && own_cue {
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
        Some(Open {
            source: Source::Phrase(np),
            c: candidate,
            parent: None,
            end,
            more: Vec::new(),
            via: Vec::new(),
            backward: None,
            dropped: false,
        })
    }

    /// "القاهرة: " may be a dateline: a capital and nothing else, followed by an outlet or a clause of the narrator.
    fn dateline_only(&self, np: &Np) -> bool {
        let _ = np;
        false
    }

    /// «...»، قال فلان: the content stands before its cue.
    fn backward_quote(&self, i: usize) -> Option<Candidate> {
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
        if matches!(self.kind(close), Some(TokenKind::Comma | TokenKind::Dash)) && close > first {
            close -= 1;
        }
        let quotation = self
            .m
            .quotation_at(close)
            .filter(|q| q.close.index() == close && q.closed && q.close.index() > q.open.index() + 3)?;
        let np = noun_phrase(self.m.doc, self.m.words, i + 1, self.m.last).filter(|np| np.can_speak());
        // The quotation is free: no cue claims it from the left.
        let open = quotation.open.index();
        if open > first && !matches!(self.kind(open - 1), Some(TokenKind::Stop | TokenKind::Comma)) {
            return None;
        }
        Some(Candidate {
            found_by: "ar.statement.quote-verb".to_owned(),
            element: CueElement::Verb,
            cue_from: i,
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

    /// Finds the level of a candidate, closes what ends before it, and opens it.
    fn place(&mut self, mut c: Candidate, opens: &mut Vec<Open>) {
        if c.found_by == "ar.statement.quote-verb" {
            let q = self.m.quotation_at(c.cue_from - 1).or_else(|| self.m.quotation_at(c.cue_from - 2));
            let Some(q) = q else { return };
            let part = (q.open.index() + 1, q.close.index());
            // A first part claimed by another cue is not claimed again.
            if opens.iter().any(|o| o.c.content <= part.0 && o.end >= part.1) {
                return;
            }
            let mut more = Vec::new();
            let mut after = c.content;
            if matches!(self.kind(after), Some(TokenKind::Comma | TokenKind::Colon)) {
                after += 1;
            }
            if let Some(second) = self.m.opens(after) {
                more.push((after + 1, second.close.index()));
            }
            let source = c.speaker.clone().map_or(Source::Earlier(gender_number(&c)), Source::Phrase);
            opens.push(Open {
                c,
                source,
                parent: None,
                end: part.1,
                more,
                via: Vec::new(),
                backward: Some(part),
                dropped: false,
            });
            return;
        }
        let finite = matches!(
            c.element,
            CueElement::Verb | CueElement::VerbObject | CueElement::VerbNoun | CueElement::Relay | CueElement::Light
        ) && c.form.is_some_and(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect));
        if finite
            && c.speaker.is_none()
            && !c.passive
            && let Some(np) = c.form.and_then(|f| self.m.subject_before(c.cue_from, f))
        {
            c.before = true;
            c.speaker = Some(np);
        }
        // A relative clause: الذي قال إن; the antecedent speaks.
        let clause_start = self.clause_start(&c);
        // Which open drafts hold this cue?
        let mut stack: Vec<usize> = Vec::new();
        for (k, open) in opens.iter().enumerate() {
            let inside =
                open.backward.is_none() && !open.dropped && open.c.content <= c.cue_from && c.cue_from < open.end;
            if inside {
                stack.push(k);
            }
        }
        let mut parent = None;
        let mut closed: Option<usize> = None;
        if let Some(&root) = stack.first() {
            match self.level(&c, clause_start, &stack, opens) {
                Level::Coordinate(k) => closed = Some(k),
                Level::Nested => parent = stack.last().copied(),
            }
            let _ = root;
        }
        if let Some(k) = closed {
            // Close k and everything inside it where this clause begins.
            // A draft beside the stack has ended by itself.
            let at = stack.iter().position(|&x| x == k).unwrap_or(stack.len());
            for &x in &stack[at..] {
                opens[x].end = opens[x].end.min(self.trim_end(opens[x].c.content, clause_start));
            }
            parent = opens[k].parent;
        }
        // رفض inside what another says is a deed told, not a statement.
        if parent.is_some()
            && c.join == JoinElement::Object
            && self.m.words.lexicon.cues.get(c.cue as usize).is_some_and(|r| r.class == CueClass::Reject)
        {
            return;
        }
        // أعرب عن أمله في أن: the noun is the other cue's content, no cue of its own.
        let heads_content = |k: &usize| {
            opens[*k].c.content == c.cue_from && matches!(opens[*k].c.join, JoinElement::PrepNoun | JoinElement::Object)
        };
        if matches!(c.element, CueElement::MasdarPronoun | CueElement::Masdar | CueElement::Noun)
            && let Some(&k) = stack.iter().find(|k| heads_content(k))
        {
            let row = self.m.words.lexicon.cues.get(opens[k].c.cue as usize);
            // جدد دعوته إلى: the verb only repeats, the noun has the content.
            if c.element == CueElement::MasdarPronoun && row.is_some_and(|r| r.id == "jaddada") {
                opens[k].dropped = true;
                let (source, parent) = (opens[k].source.clone(), opens[k].parent);
                self.open(c, source, parent, opens);
            }
            return;
        }
        // كتب في تغريدة أن: the noun stands among the verb's adjuncts, and their content is one.
        let bare_noun = matches!(c.element, CueElement::Noun | CueElement::Masdar | CueElement::MasdarPronoun);
        let inside_adjuncts = |o: &&Open| {
            !o.dropped
                && o.backward.is_none()
                && o.c.content == c.content
                && o.c.cue_from < c.cue_from
                && c.cue_from < o.c.content
        };
        let clause_join = matches!(c.join, JoinElement::An | JoinElement::PrepAn | JoinElement::Quote);
        let participle =
            matches!(c.element, CueElement::Participle | CueElement::ParticipleNoun | CueElement::MasdarBi);
        let with_bi =
            c.element == CueElement::MasdarPronoun && self.key(c.cue_from).trim_start_matches('و').starts_with('ب');
        if (bare_noun && !with_bi || clause_join && !participle && !with_bi)
            && opens.iter().any(|o| inside_adjuncts(&o))
        {
            return;
        }
        // A cue that only carries another cue's content: رد ... قائلا، كشف عن صعوبة ... بقوله.
        let taker = matches!(c.element, CueElement::Participle | CueElement::MasdarBi)
            || (c.element == CueElement::MasdarPronoun && self.key(c.cue_from).starts_with('ب'));
        let say = (c.cue as usize) < self.m.words.lexicon.cues.len()
            && self.m.words.lexicon.cues[c.cue as usize].class == CueClass::Say;
        if let (Some(k), true, true) = (closed, taker, say) {
            let noun_join = matches!(opens[k].c.join, JoinElement::PrepNoun | JoinElement::Object);
            if noun_join && clause_start <= opens[k].end + 1 {
                opens[k].dropped = true;
                let source = opens[k].source.clone();
                self.open(c, source, parent, opens);
                return;
            }
        }
        // وأضاف الوزير قائلا: both join the same content; it is one statement, of the word that takes it.
        if taker && say {
            let same = opens.iter().rposition(|o| !o.dropped && o.c.content == c.content && o.c.cue_from < c.cue_from);
            if let Some(k) = same {
                opens[k].dropped = true;
                let (source, parent) = (opens[k].source.clone(), opens[k].parent);
                self.open(c, source, parent, opens);
                return;
            }
        }
        // A first person inside marks is the one quoted.
        let first_person = c.form.is_some_and(|f| f.person == 1);
        if first_person {
            if let Some(&k) = stack.last() {
                self.open(c, Source::Same(k), Some(k), opens);
            }
            return;
        }
        let source = self.source(&c, closed, parent, opens);
        self.open(c, source, parent, opens);
    }

    fn open(&mut self, c: Candidate, source: Source, parent: Option<usize>, opens: &mut Vec<Open>) {
        let (mut end, more) = self.natural_end(&c, false);
        if let Some(p) = parent {
            end = end.min(opens[p].end.max(c.content));
            // قال إن الطواقم أبلغت العائلات بأن ...، وإن العائلات كلفت: وإن goes on with what the outer speaker says.
            let outer_clause = matches!(opens[p].c.join, JoinElement::An | JoinElement::PrepAn);
            if outer_clause && self.m.quotation_at(c.cue_from).is_none() {
                let coordinate = (c.content + 1..end).find(|&k| {
                    self.kind(k - 1) == Some(TokenKind::Comma)
                        && self.m.quotation_at(k).is_none()
                        && self.m.words.complementizer(self.m.doc, k).is_some_and(|c| c.conjunction.is_some())
                });
                if let Some(k) = coordinate {
                    end = k - 1;
                }
            }
        }
        if end <= c.content {
            return;
        }
        let via = c.via.clone().into_iter().collect();
        opens.push(Open { c, source, parent, end, more, via, backward: None, dropped: false });
    }

    /// The first token of the cue's clause: conjunctions, particles and a subject before the verb belong to it.
    fn clause_start(&self, c: &Candidate) -> usize {
        let mut at = c.cue_from;
        if c.before
            && let Some(np) = &c.speaker
        {
            at = at.min(np.first);
        }
        if c.element == CueElement::Relay {
            // The relaying verb stands before the verbal noun that is the cue.
            at = c.via.as_ref().map_or(at, |v| v.first.saturating_sub(1)).max(self.m.first);
        }
        while at > self.m.first {
            let is = self.is(at - 1);
            let key = self.key(at - 1);
            let carried = is.has(Is::PARTICLE)
                || is.has(Is::CONJ)
                || is.has(Is::TURN)
                || matches!(
                    key,
                    "كما" | "وكان" | "وكانت" | "كان" | "كانت" | "وقد" | "قد" | "و" | "ثم" | "فيما" | "بينما"
                );
            let turn = (at.saturating_sub(4).max(self.m.first)..at)
                .find(|&k| self.m.words.function_end(k, Classes::TURN) == Some(at));
            if let Some(turn) = turn {
                at = turn;
            } else if carried && !is.has(Is::COMP) {
                at -= 1;
            } else {
                break;
            }
        }
        at
    }

    /// Whether a candidate goes on beside an open draft or stands inside the innermost.
    fn level(&self, c: &Candidate, clause_start: usize, stack: &[usize], opens: &[Open]) -> Level {
        let (Some(&outer), Some(&inner)) = (stack.first(), stack.last()) else { return Level::Nested };
        // Inside a quotation of the content nothing of the narrator's stands.
        if let Some(q) = self.m.quotation_at(c.cue_from)
            && stack.iter().all(|&k| {
                opens[k].c.content <= q.close.index() && q.open.index() + 1 >= opens[k].c.content.saturating_sub(1)
            })
            && q.open.index() < c.cue_from
        {
            let outside: Vec<usize> = stack.iter().copied().filter(|&k| opens[k].c.cue_from > q.open.index()).collect();
            if c.element == CueElement::Participle && !outside.is_empty() {
                return Level::Coordinate(outside[0]);
            }
            return Level::Nested;
        }
        let lexicon = self.m.words.lexicon;
        let row = lexicon.cues.get(c.cue as usize);
        match c.element {
            CueElement::Participle | CueElement::ParticipleNoun => {
                Level::Coordinate(self.agreeing(c, stack, opens).unwrap_or(outer))
            }
            CueElement::MasdarBi => Level::Coordinate(outer),
            CueElement::MasdarPronoun => {
                if self.key(c.cue_from).trim_start_matches('و').starts_with('ب') {
                    Level::Coordinate(outer)
                } else {
                    Level::Nested
                }
            }
            CueElement::Noun | CueElement::Masdar => Level::Nested,
            _ => {
                let before = clause_start.checked_sub(1).filter(|&b| b >= self.m.first);
                let before_is = before.map_or(Is::PUNCT, |b| self.is(b));
                let cue_before = self.is(c.cue_from.saturating_sub(1));
                let conjunct = self.is(clause_start).has(Is::CONJUNCT)
                    || matches!(
                        self.key(clause_start),
                        "كما" | "وقد" | "وكان" | "وكانت" | "و" | "ثم" | "فيما" | "بينما"
                    );
                if before_is.has(Is::COMP)
                    || before_is.has(Is::REL)
                    || cue_before.has(Is::REL)
                    || cue_before.has(Is::COMP)
                {
                    return Level::Nested;
                }
                if opens[inner].c.content == clause_start {
                    return Level::Nested;
                }
                if row.is_some_and(|r| r.continues) {
                    return Level::Coordinate(outer);
                }
                let comma = before.is_some_and(|b| {
                    matches!(
                        self.kind(b),
                        Some(TokenKind::Comma | TokenKind::Close | TokenKind::Quote | TokenKind::Dash)
                    )
                });
                let explicit = c.speaker.is_some();
                if explicit && !c.before && (conjunct || comma) {
                    return Level::Coordinate(outer);
                }
                if explicit && c.before && (comma || conjunct) {
                    let contrast = matches!(self.key(clause_start), "فيما" | "بينما" | "كما" | "وكان" | "وكانت");
                    return if contrast || conjunct && comma { Level::Coordinate(outer) } else { Level::Nested };
                }
                if !explicit && (conjunct || comma) {
                    return match self.agreeing(c, stack, opens) {
                        Some(k) => Level::Coordinate(k),
                        None => Level::Nested,
                    };
                }
                Level::Nested
            }
        }
    }

    /// The outermost open draft whose speaker agrees with the candidate's form.
    fn agreeing(&self, c: &Candidate, stack: &[usize], opens: &[Open]) -> Option<usize> {
        let form = c.form?;
        let agrees = |k: usize| match self.speaker_gender(&opens[k], opens) {
            Some((gender, number)) => agree(form.gender, form.number, gender, number),
            None => true,
        };
        let outer = stack.iter().copied().find(|&k| agrees(k))?;
        // صرح المتحدث بأن الوزير أكد ...، مشددا: the inner statement is all that the outer says, so it goes on.
        let inner = (0..opens.len()).find(|&k| {
            let o = &opens[k];
            let near = !o.dropped && o.end + 2 >= c.cue_from.saturating_sub(1) && o.c.cue_from < c.cue_from;
            let starts = o.c.speaker.as_ref().map_or(o.c.cue_from, |np| np.first.min(o.c.cue_from));
            near && o.parent == Some(outer)
                && starts == opens[outer].c.content
                && o.c.speaker.as_ref().is_some_and(|np| self.one_person(np))
                && agrees(k)
        });
        Some(inner.unwrap_or(outer))
    }

    /// A single person, by name or office: الوزير, شكري; no delegation, no state.
    fn one_person(&self, np: &Np) -> bool {
        let lexicon = self.m.words.lexicon;
        // أوضح الوزير أن مجلس الوزراء رحب ...، مؤكدا: the minister reads out what the council says.
        let council = matches!(self.key(np.first), "مجلس" | "المجلس");
        np.parts.is_empty()
            && np.number == Number::Singular
            && (np.name.is_some()
                || council
                || np.titles.first().is_some_and(|&t| {
                    matches!(
                        lexicon.titles[t as usize].class,
                        TitleClass::Office | TitleClass::Spokesman | TitleClass::Expert | TitleClass::Honorific
                    )
                }))
    }

    fn speaker_gender(&self, open: &Open, opens: &[Open]) -> Option<(Gender, Number)> {
        match &open.source {
            Source::Phrase(np) | Source::Subject(np) => {
                // A verb of the singular with several subjects after it speaks for them all.
                if !np.parts.is_empty() {
                    return None;
                }
                let form =
                    open.c.form.filter(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect) && f.person == 3);
                Some(form.map_or((np.gender, np.number), |f| (f.gender, f.number)))
            }
            Source::Same(k) => opens.get(*k).and_then(|o| self.speaker_gender(o, &opens[..*k])),
            Source::Earlier(known) => *known,
            Source::Nobody => None,
        }
    }

    fn source(&self, c: &Candidate, closed: Option<usize>, parent: Option<usize>, opens: &[Open]) -> Source {
        if c.passive && c.speaker.is_none() {
            return Source::Nobody;
        }
        if let Some(np) = &c.speaker {
            return Source::Phrase(np.clone());
        }
        let adverbial = matches!(c.element, CueElement::Participle | CueElement::ParticipleNoun | CueElement::MasdarBi);
        // وهو ما رفضه نظيره هادي هيج مؤكدا, الأمر الذي تنفيه أبيدجان وتطالب: who stands right before it, behind a verb with its
        // object's pronoun, goes on.
        if c.pronoun.is_none() && (adverbial || self.is(c.cue_from).has(Is::CONJUNCT)) {
            let taken_up = (c.cue_from.saturating_sub(9).max(self.m.first)..c.cue_from)
                .rev()
                .find(|&k| self.m.words.is_only_verb(k));
            let taken_up = taken_up.filter(|&k| self.m.words.analyses(k).iter().any(|a| a.pronoun.is_some()));
            if let Some(np) = taken_up
                .and_then(|k| noun_phrase(self.m.doc, self.m.words, k + 1, c.cue_from))
                .filter(|np| np.can_speak() && np.end == c.cue_from)
                .filter(|np| {
                    gender_number(c).is_none_or(|(g, n)| agree(g, n, np.gender, np.number) || np.open_gender())
                })
            {
                return Source::Subject(np);
            }
        }
        // لكنه أبلغهم, غير أنه شدد: the pronoun before the verb is whom the clause before it was of.
        if !adverbial
            && closed.is_none()
            && let Some(before) = self.m.pronoun_before(c.cue_from)
        {
            // Where a whole sentence is set against, its first subject is meant.
            let whole = parent.is_none() && opens.is_empty() && self.key(before).contains("لكن");
            let first = whole.then(|| self.main_subject(c)).flatten();
            if let Some(np) = first.or_else(|| self.clause_before_of(before, c)) {
                return Source::Subject(np);
            }
        }
        // خرج الرئيس ليعلن, اكتفى بتغريدة رأى فيها: the main verb's subject.
        let resumed = self.m.resumes(c.cue_from + 1);
        let purpose = self.key(c.cue_from).starts_with("لي") && self.m.words.is_only_verb(c.cue_from);
        // تلقى الوزير اتصالا من نظيره، أشاد خلاله: who calls speaks, not who is called.
        let receives = || {
            (self.m.first..c.cue_from).any(|k| {
                self.m.words.analyses(k).iter().any(|a| {
                    matches!(a.entry, mahdar_lang::Entry::Verb { verb, .. }
                if matches!(self.m.words.lexicon.verbs[verb as usize].lemma.as_str(), "تلقى" | "تسلم" | "استلم"))
                })
            })
        };
        if !adverbial
            && parent.is_none()
            && opens.is_empty()
            && c.pronoun.is_none()
            && (resumed && !receives() || purpose)
            && let Some(np) = self.main_subject(c)
        {
            return Source::Subject(np);
        }
        let with_bi =
            c.element == CueElement::MasdarPronoun && self.key(c.cue_from).trim_start_matches('و').starts_with('ب');
        if let Some(k) = closed {
            return Source::Same(k);
        }
        if adverbial || with_bi {
            // The last root statement of the sentence that agrees, else the subject of the main verb.
            let form = c.form;
            let earlier = (0..opens.len())
                .rev()
                .filter(|&k| opens[k].parent.is_none() && opens[k].c.cue_from < c.cue_from)
                .find(|&k| {
                    adverbial
                        && form.is_some_and(|f| {
                            self.speaker_gender(&opens[k], opens)
                                .is_none_or(|(g, n)| f.tense == Tense::Masdar || agree(f.gender, f.number, g, n))
                        })
                });
            if let Some(k) = earlier {
                return Source::Same(k);
            }
            // وهو ما كرره رئيس الوزراء بقوله: the verb that بقوله hangs on is the nearest.
            if with_bi && let Some(np) = self.nearest_subject(c) {
                return Source::Subject(np);
            }
            if let Some(np) = self.main_subject(c) {
                return Source::Subject(np);
            }
            return Source::Earlier(gender_number(c).filter(|_| adverbial && c.element != CueElement::MasdarBi));
        }
        if c.pronoun.is_none() || c.element == CueElement::MasdarPronoun {
            if let Some(np) = self.antecedent(c) {
                return Source::Subject(np);
            }
        } else if let Some(k) = parent.filter(|_| self.is(c.cue_from.saturating_sub(1)).has(Is::REL)) {
            // قرار البرنامج، الذي وصفه بأنه: what is described is the antecedent; who describes it goes on.
            return Source::Same(k);
        }
        // استقبل الرئيس السفير، وشدد على: the subject of the narrator's verb goes on.
        // ..., قبل أن يلفت: the speaker of the statement before.
        let before_an = c.cue_from >= self.m.first + 2
            && self.is(c.cue_from - 1).has(Is::COMP)
            && matches!(self.key(c.cue_from - 2), "قبل" | "وقبل");
        if before_an {
            let last = (0..opens.len()).rev().find(|&k| {
                opens[k].parent.is_none()
                    && !opens[k].dropped
                    && c.form.is_none_or(|f| {
                        self.speaker_gender(&opens[k], opens).is_none_or(|(g, n)| agree(f.gender, f.number, g, n))
                    })
            });
            if let Some(k) = last {
                return Source::Same(k);
            }
        }
        // ويذهب المحلل أبعد من ذلك، إذ يقول.
        let after_conjunction = c.cue_from > self.m.first && self.is(c.cue_from - 1).has(Is::CONJ);
        if parent.is_none()
            && c.pronoun.is_none()
            && opens.is_empty()
            && (self.is(c.cue_from).has(Is::CONJUNCT) || after_conjunction)
            && let Some(np) = self.main_subject(c)
        {
            return Source::Subject(np);
        }
        if (parent.is_some() || c.pronoun.is_some() || self.is(c.cue_from.saturating_sub(1)).has(Is::REL))
            && let Some(np) = self.nearest_before(c)
        {
            return Source::Subject(np);
        }
        Source::Earlier(gender_number(c))
    }

    /// ... نظيره الإسباني ألباريس، الذي أكد: the phrase that ends where the relative pronoun begins.
    fn antecedent(&self, c: &Candidate) -> Option<Rc<Np>> {
        let mut rel = c.cue_from.checked_sub(1)?;
        while rel > self.m.first && self.is(rel).has(Is::PARTICLE) {
            rel -= 1;
        }
        if !self.is(rel).has(Is::REL) || rel <= self.m.first || self.key(rel) == "ما" {
            return None;
        }
        let end = if self.kind(rel - 1) == Some(TokenKind::Comma) { rel - 1 } else { rel };
        let from = end.saturating_sub(14).max(self.m.first);
        let wanted = gender_number(c);
        (from..end)
            .filter(|&j| self.is(j).has(Is::TITLE) || self.is(j).has(Is::ACTOR) || self.is(j).has(Is::NAME))
            .filter_map(|j| noun_phrase(self.m.doc, self.m.words, j, end))
            .find(|np| {
                np.end == end
                    && np.can_speak()
                    && wanted.is_none_or(|(g, n)| agree(g, n, np.gender, np.number) || !np.parts.is_empty())
            })
    }

    /// The subject of the verb that a participle hangs on: the phrase after the nearest finite verb before it, or the sentence's first.
    fn main_subject(&self, c: &Candidate) -> Option<Rc<Np>> {
        let first = self.m.first;
        let gender = gender_number(c);
        let fits = |np: &Np| {
            np.can_speak() && gender.is_none_or(|(g, n)| agree(g, n, np.gender, np.number) || np.open_gender())
        };
        // وكان المبعوث التقى الوفدين، وحذر; وزير الخارجية يستقبل السفير ويؤكد: a phrase right before the first verb is its
        // subject.
        let first = if matches!(self.key(first), "وكان" | "كان" | "وكانت" | "كانت" | "اما" | "واما")
        {
            first + 1
        } else {
            first
        };
        if let Some(np) = noun_phrase(self.m.doc, self.m.words, first, c.cue_from).filter(|np| fits(np))
            && np.end < c.cue_from
            && self.m.words.is_only_verb(np.end)
        {
            return Some(np);
        }
        let verb = (first..c.cue_from).find(|&k| self.begins_clause_as_verb(k));
        if let Some(verb) = verb {
            // بيد أن الوزير ديختر هاجم ... قائلا: the subject before the verb.
            let form = self.m.words.analyses(verb).iter().find_map(|a| match a.entry {
                mahdar_lang::Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect) => {
                    Some(form)
                }
                _ => None,
            });
            let at = self.m.after_light_adjuncts(verb + 1);
            // فبعد اجتماع الكتلة، حمل العماد على الرئيس، متهما: a verb behind a comma has its subject behind it.
            if verb > first && self.kind(verb - 1) == Some(TokenKind::Comma) {
                let behind = noun_phrase(self.m.doc, self.m.words, at, c.cue_from)
                    .filter(|np| fits(np) && form.is_some_and(|f| self.m.may_be_subject(f, np)));
                if behind.is_some() {
                    return behind;
                }
            }
            if let Some(np) = form.and_then(|f| self.m.subject_before(verb, f)).filter(|np| fits(np)) {
                return Some(np);
            }
            if let Some(np) = noun_phrase(self.m.doc, self.m.words, at, c.cue_from).filter(|np| fits(np)) {
                return Some(np);
            }
        }
        noun_phrase(self.m.doc, self.m.words, first, c.cue_from).filter(|np| fits(np))
    }

    /// The subject of the last finite verb before token `at`, where it agrees with a cue.
    fn clause_before_of(&self, at: usize, c: &Candidate) -> Option<Rc<Np>> {
        let wanted = gender_number(c);
        let fits = |np: &Np| {
            np.can_speak() && wanted.is_none_or(|(g, n)| agree(g, n, np.gender, np.number) || np.open_gender())
        };
        let mut verbs = (self.m.first..at).rev().filter(|&k| {
            let is = self.is(k);
            self.m.words.is_finite_verb(k) && !is.has(Is::FUNCTION)
                || is.has(Is::VERB) && is.has(Is::CUE) && is.has(Is::FUNCTION)
        });
        verbs.by_ref().take(2).find_map(|verb| {
            let form = self.m.words.analyses(verb).iter().find_map(|a| match a.entry {
                mahdar_lang::Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect) => {
                    Some(form)
                }
                _ => None,
            })?;
            let before = self.m.subject_before(verb, form).filter(|np| fits(np));
            before.or_else(|| {
                let from = self.m.after_light_adjuncts(verb + 1);
                noun_phrase(self.m.doc, self.m.words, from, at).filter(|np| fits(np) && self.m.may_be_subject(form, np))
            })
        })
    }

    /// A finite verb, or a word that may be one where a clause begins and a person or body follows: علّقت القوات، ثمن حمدان.
    fn begins_clause_as_verb(&self, k: usize) -> bool {
        let is = self.is(k);
        if self.m.words.is_finite_verb(k) && !is.has(Is::ADJ) {
            return true;
        }
        let next = self.is(k + 1);
        let opens = k == self.m.first || self.is(k - 1).has(Is::PUNCT) || self.m.turn_ends_at(k);
        opens
            && is.has(Is::VERB)
            && !is.has(Is::FUNCTION)
            && !is.has(Is::TITLE)
            && (next.has(Is::TITLE) || next.has(Is::ACTOR) || next.has(Is::NAME))
            && !next.has(Is::PREFIXED)
    }

    /// The subject right after the last finite verb before a cue.
    fn nearest_subject(&self, c: &Candidate) -> Option<Rc<Np>> {
        let gender = gender_number(c);
        let verb = (self.m.first..c.cue_from)
            .rev()
            .find(|&k| self.m.words.is_finite_verb(k) && !self.is(k).has(Is::FUNCTION) && !self.is(k).has(Is::NAME))?;
        let np = noun_phrase(self.m.doc, self.m.words, verb + 1, c.cue_from).filter(|np| np.can_speak())?;
        gender.is_none_or(|(g, n)| agree(g, n, np.gender, np.number)).then_some(np)
    }

    /// The nearest phrase before a nested cue that agrees with it.
    fn nearest_before(&self, c: &Candidate) -> Option<Rc<Np>> {
        let wanted = gender_number(c);
        let lexicon = self.m.words.lexicon;
        // Persons, states and named bodies before mere nouns: in "ردت روسيا على المبادرة لكنها قالت" Russia speaks.
        let rank = |np: &Np| {
            let thing = np.actors.is_empty()
                && np.name.is_none()
                && np.titles.first().is_some_and(|&t| {
                    matches!(
                        lexicon.titles[t as usize].class,
                        TitleClass::Body | TitleClass::Document | TitleClass::People
                    )
                });
            usize::from(!thing || np.party.is_some())
        };
        let mut best: Option<Rc<Np>> = None;
        let mut k = self.m.first;
        while k < c.cue_from {
            let is = self.is(k);
            if let Some(end) = self.m.words.occasion_end(k).filter(|_| !is.has(Is::ACTOR)) {
                k = end;
                continue;
            }
            if is.has(Is::TITLE) || is.has(Is::ACTOR) {
                // A prefixed preposition does not keep a phrase from being the antecedent.
                let np = noun_phrase(self.m.doc, self.m.words, k, c.cue_from).filter(|np| np.can_speak());
                if let Some(np) = np {
                    let end = np.end;
                    let better = best.as_ref().is_none_or(|b| rank(&np) >= rank(b));
                    if better && wanted.is_none_or(|(g, n)| agree(g, n, np.gender, np.number)) {
                        best = Some(np);
                    }
                    k = end.max(k + 1);
                    continue;
                }
            }
            k += 1;
        }
        best
    }

    /// Where a content ends by itself: the end of its quotation, a turn of the narrator, the end of its noun phrase.
    fn natural_end(&self, c: &Candidate, headline: bool) -> (usize, Vec<(usize, usize)>) {
        let mut last = self.m.last;
        while last > c.content && matches!(self.kind(last - 1), Some(TokenKind::Stop)) {
            last -= 1;
        }
        let mut more = Vec::new();
        if let Some(q) = self.m.opens(c.content) {
            let mut close = q.close.index();
            let mut after = close + usize::from(q.closed);
            // «...» و«...»: the content goes on over the next marks.
            loop {
                let join = if self.kind(after) == Some(TokenKind::Word) && self.key(after) == "و" {
                    after + 1
                } else {
                    after
                };
                match self.m.opens(join) {
                    Some(next) if join > after => {
                        close = next.close.index();
                        after = close + usize::from(next.closed);
                    }
                    _ => break,
                }
            }
            let ended = after >= last
                || self.is(after).has(Is::PUNCT)
                    && self.kind(after) != Some(TokenKind::Dash)
                    && self.kind(after) != Some(TokenKind::OpenBracket)
                    && self.ends_after_quote(after, last)
                || self.m.words.at(after).has(Is::ADVERBIAL) && !self.m.cue_readings(after).is_empty();
            // منتقدا "عجز القادة" عن إيجاد مخرج: marks that open the object of a cue, and it goes on behind them.
            let object = c.cue != u16::MAX
                && self.m.words.lexicon.cues[c.cue as usize].joins.contains(&Join::Object)
                && c.content.checked_sub(1).and_then(|before| self.kind(before)) == Some(TokenKind::Word)
                && (self.is(after).has(Is::PREP) || self.is(after).has(Is::PREFIXED))
                && !self.is(after).has(Is::CONJUNCT)
                && !self.is(after).has(Is::TIME)
                && self.m.words.evidential(after).is_none()
                && close <= c.content + 7;
            if c.join == JoinElement::Quote && !object || ended || close >= last {
                // A split quotation: «...»، بحسب قوله، «...» is left to the next cue; a comma and marks go on.
                if self.kind(after) == Some(TokenKind::Comma)
                    && let Some(next) = self.m.opens(after + 1)
                {
                    more.push((after + 2, next.close.index()));
                }
                return (close.max(c.content + 1), more);
            }
        }
        let nominal = matches!(c.join, JoinElement::PrepNoun | JoinElement::Object);
        let mut k = c.content;
        while k < last {
            if let Some(q) = self.m.opens(k) {
                k = q.close.index().min(last - 1) + 1;
                continue;
            }
            // أشادت الجامعة بالخطوة بينما عارضتها واشنطن, مساندته للمدرب لكنه أقر: a noun content ends where a contrast begins.
            // حماس تتوعد بالرد والوسطاء يكثفون: in a headline another subject with its verb.
            let another = (headline || self.headline)
                && k > c.content
                && self.is(k).has(Is::CONJUNCT)
                && self.another_tells(c.content, k, nominal);
            if k > c.content + 1 && nominal && self.contrasts(k) || another {
                return (k, more);
            }
            match self.kind(k) {
                Some(TokenKind::Comma) => {
                    // ...، مقترحا عقد قمة: a participle of an act goes on with the narrator's subject.
                    let next = self.is(k + 1);
                    let participle = next.has(Is::ADVERBIAL)
                        && next.has(Is::ACT)
                        && !next.has(Is::NOUN)
                        && !next.has(Is::CONJUNCT)
                        && self.m.quotation_at(k).is_none()
                        && self.m.cue_readings(k + 1).is_empty()
                        && c.form.is_none_or(|f| {
                            self.m.words.analyses(k + 1).iter().any(
                                |a| matches!(a.entry, mahdar_lang::Entry::Verb { form, .. } if form.gender == f.gender && form.number == f.number),
                            )
                        });
                    // أبلغ نظيره، خلال اجتماع في القاهرة، برفض مصر: a parenthesis inside what is said.
                    let close = (k + 2..(k + 14).min(last)).find(|&n| self.kind(n) == Some(TokenKind::Comma));
                    let goes_on = close.filter(|&close| {
                        let after = self.is(close + 1);
                        self.m.occasion_at(k + 1, close).is_some_and(|(_, end)| end == close)
                            && !nominal
                            && (after.has(Is::PREFIXED) && !after.has(Is::CONJUNCT) || after.has(Is::COMP))
                            && !(k + 1..close).any(|n| self.m.words.is_only_verb(n))
                            && !self
                                .m
                                .words
                                .complementizer(self.m.doc, close + 1)
                                .is_some_and(|c| c.conjunction.is_some())
                    });
                    if let Some(close) = goes_on {
                        k = close + 1;
                        continue;
                    }
                    if !headline && (participle || self.turns(k + 1, nominal) || self.cue_goes_on(k + 1, c)) {
                        return (k, more);
                    }
                }
                Some(TokenKind::Stop) if k + 1 < last && self.key(k) == "." => return (k, more),
                // النيل قضية وجود.. وإثيوبيا تتمسك بالملء: what stands behind two stops in a headline is told by itself.
                Some(TokenKind::Stop)
                    if (headline || self.headline)
                        && k + 1 < last
                        && k > c.content
                        && self.another_tells(k, k + 1, true) =>
                {
                    return (k, more);
                }
                _ => {
                    let evidential = self.m.words.evidential(k).is_some() && k > c.content + 2;
                    if evidential && self.evidential_source(k).is_some_and(|(_, _, end)| end >= last) {
                        return (k, more);
                    }
                }
            }
            k += 1;
        }
        (last, more)
    }

    /// حماس تتوعد بالرد والوسطاء يكثفون: whether another subject with its verb begins at `k`; what was said from `content` on
    /// must be a noun or have a verb of its own.
    fn another_tells(&self, content: usize, k: usize, nominal: bool) -> bool {
        let is = self.is(k);
        if is.has(Is::ARTICLE) && self.m.words.is_finite_verb(k + 1) && nominal {
            return true;
        }
        let clause = nominal || (content..k).any(|n| self.m.words.is_only_verb(n));
        let opens = is.has(Is::ACTOR) || is.has(Is::TITLE) || is.has(Is::NAME) || is.has(Is::ARTICLE);
        clause
            && opens
            && !is.has(Is::PREFIXED)
            && noun_phrase(self.m.doc, self.m.words, k, self.m.last).is_some_and(|np| {
                np.parts.is_empty()
                    && np.can_speak()
                    && self.m.words.is_finite_verb(np.end)
                    && self.m.words.analyses(np.end).iter().any(|a| {
                        matches!(a.entry, mahdar_lang::Entry::Verb { form, .. }
                            if form.tense == Tense::Imperfect && form.number == Number::Singular && form.person == 3)
                    })
            })
    }

    /// لكن، بينما, غير أن: what follows stands against what was said.
    fn contrasts(&self, k: usize) -> bool {
        let key = self.key(k);
        let bare = key.strip_prefix('و').unwrap_or(key);
        matches!(bare, "بينما" | "لكن" | "لكنه" | "لكنها" | "لكنهم" | "لكنهما")
            || matches!(bare, "غير" | "بيد" | "الا") && self.is(k + 1).has(Is::COMP)
    }

    /// After the closing mark at `after - 1`: whether the narrator goes on.
    fn ends_after_quote(&self, after: usize, last: usize) -> bool {
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

    /// ..., وأكدت: a verb of saying after a comma and و, of the same gender as the cue: the narrator goes on, whether or
    /// not a statement is made of it.
    fn cue_goes_on(&self, k: usize, c: &Candidate) -> bool {
        if !self.is(k).has(Is::CONJUNCT) || !self.m.words.is_finite_verb(k) {
            return false;
        }
        let form = c.form.filter(|f| f.tense != Tense::Masdar);
        self.m.cue_readings(k).iter().any(|r| {
            let finite =
                matches!(r.form.tense, Tense::Perfect) && r.form.person == 3 && !r.form.passive && r.cue != u16::MAX;
            // شدد الوزيران ...، وتعهدا: after its subject the verb is counted.
            let counted =
                c.speaker.as_ref().is_some_and(|np| np.number == r.form.number && np.number != Number::Singular);
            finite && (counted || form.is_none_or(|f| f.gender == r.form.gender && f.number == r.form.number))
        })
    }

    /// Whether the narrator takes over after a comma.
    fn turns(&self, k: usize, nominal: bool) -> bool {
        let boundary = self.m.words.hits(k).iter().find_map(|h| match h.phrase {
            Phrase::Boundary(occasion) if h.stem == 0 || self.key(k).starts_with("و") && h.stem == 2 => {
                Some((occasion, h.end as usize))
            }
            _ => None,
        });
        if let Some((occasion, _)) = boundary
            && (!occasion || self.m.occasion_at(k, self.m.last).is_some())
        {
            return true;
        }
        // وكان ... قد: background.
        if matches!(self.key(k), "وكان" | "وكانت")
            && (k + 1..(k + 12).min(self.m.last)).any(|n| matches!(self.key(n), "قد"))
        {
            return true;
        }
        if nominal {
            let is = self.is(k);
            if is.has(Is::PRON) {
                return true;
            }
            // A noun content goes on after a comma only as a coordinated noun.
            let coordinate = self.m.words.complementizer(self.m.doc, k).is_some_and(|c| c.conjunction.is_some());
            let goes_on =
                !coordinate && (is.has(Is::CONJUNCT) || self.key(k) == "و") && !self.m.words.is_finite_verb(k)
                    || is.has(Is::PREFIXED) && is.has(Is::CONJUNCT)
                    || is.has(Is::PREFIXED) && is.has(Is::NOUN) && self.key(k).starts_with("لل")
                    || self.apposition(k)
                    || is.has(Is::REL);
            return !goes_on;
        }
        false
    }

    /// في الفاشر، عاصمة الولاية، للسماح: a short phrase between commas that only explains the word before it.
    fn apposition(&self, k: usize) -> bool {
        let close = (k + 1..(k + 8).min(self.m.last)).find(|&c| self.kind(c) == Some(TokenKind::Comma));
        close.is_some_and(|close| {
            (self.is(k).has(Is::NOUN) || self.is(k).has(Is::TITLE))
                && (k..close).all(|t| {
                    let is = self.is(t);
                    !is.has(Is::VERB)
                        && !is.has(Is::COMP)
                        && !is.has(Is::PREP)
                        && !is.has(Is::ADVERBIAL)
                        && !is.has(Is::CUE)
                })
                && (self.is(close + 1).has(Is::PREFIXED) || self.is(close + 1).has(Is::PREP))
        })
    }

    /// وبحسب موقع كذا، فقد بين: an outlet at the head of a sentence is the via of its statement.
    fn leading_evidential(&mut self) -> Option<Rc<Np>> {
        let (cue, np, end) = self.evidential_source(self.m.first)?;
        let _ = (cue, end);
        let outlet = self.is_outlet(&np);
        if outlet {
            self.outlets.push(np.clone());
        }
        outlet.then_some(np)
    }

    fn is_outlet(&self, np: &Np) -> bool {
        let lexicon = self.m.words.lexicon;
        np.titles.iter().any(|&t| lexicon.titles[t as usize].class == TitleClass::Outlet)
            || np.actors.iter().any(|(a, _, _)| lexicon.actors[*a as usize].outlet)
    }

    /// An evidential at `k` with its source: cue row, source, one past its last token.
    fn evidential_source(&self, k: usize) -> Option<(u16, Rc<Np>, usize)> {
        let (cue, hit) = self.m.words.evidential(k)?;
        let row = &self.m.words.lexicon.cues[cue as usize];
        let mut at = hit.end as usize;
        // حسبما أفادت رويترز: a finite verb of saying inside.
        if !self.m.cue_readings(at).is_empty() && self.m.words.at(at).has(Is::VERB) && !self.is(at).has(Is::TITLE) {
            at += 1;
        }
        while self.is(at).has(Is::ADVERB) && self.is(at).has(Is::FUNCTION) {
            at += 1;
        }
        let prefixed = row.lemma.ends_with('ل') || row.lemma.ends_with('ب') || self.is(at).has(Is::PREFIXED);
        let np = if prefixed && self.key(at).starts_with(['ل', 'ب']) && self.is(at).has(Is::PREFIXED) {
            self.prefixed_source(at)
        } else if self.key(at) == "ل" {
            noun_phrase(self.m.doc, self.m.words, at + 1, self.m.last)
        } else {
            noun_phrase(self.m.doc, self.m.words, at, self.m.last)
        }?;
        let plan = matches!(
            self.bare_key(np.first),
            "خطه"
                | "اتفاق"
                | "الاتفاق"
                | "قانون"
                | "القانون"
                | "الدستور"
                | "دستور"
                | "قرار"
                | "قرارات"
                | "معاهده"
                | "جدول"
                | "الجدول"
                | "معايير"
                | "شروط"
                | "بنود"
                | "نص"
                | "مبدا"
                | "صيغه"
                | "اليه"
                | "منظور"
                | "رؤيه"
                | "مقتضيات"
                | "توجيهات"
                | "مبادره"
                | "المبادره"
                | "الخطه"
                | "ميثاق"
                | "تقديرات"
                | "برنامج"
        );
        let pronoun = matches!(self.key(at), "قوله" | "قولها" | "قولهم" | "تعبيره" | "تعبيرها" | "وصفه" | "وصفها");
        (!plan && !pronoun && (np.can_speak() || self.is(np.first).has(Is::UNKNOWN) || self.speaks_by_noun(np.first)))
            .then(|| {
                let end = np.end;
                (cue, np, end)
            })
    }

    /// مراقبين، محللين، خبراء and the like are titles; إحصاءات، بيانات are nouns that can be a source.
    fn speaks_by_noun(&self, i: usize) -> bool {
        matches!(
            self.bare_key(i),
            "بيانات"
                | "احصاءات"
                | "احصائيات"
                | "ارقام"
                | "معلومات"
                | "مراقبين"
                | "شهود"
                | "سكان"
                | "ناشطين"
                | "نشطاء"
                | "مصادر"
                | "تقارير"
                | "وثائق"
                | "استطلاع"
        )
    }

    fn bare_key(&self, i: usize) -> &str {
        let key = self.key(i);
        if self.is(i).has(Is::PREFIXED) { key.strip_prefix(['ل', 'ب']).unwrap_or(key) } else { key }
    }

    fn prefixed_source(&self, at: usize) -> Option<Rc<Np>> {
        if let Some(np) = crate::matcher::prefixed_phrase(self.m.doc, self.m.words, at, self.m.last) {
            let mut np = np;
            Rc::make_mut(&mut np).span.start =
                crate::words::key_to_text(self.m.doc, self.m.words.lexicon, &self.m.doc.tokens[at], 2) as u32;
            return Some(np);
        }
        let (actor, by, hit) = crate::np::actor_at(self.m.words, at)?;
        let token = self.m.doc.tokens.get(at)?;
        let start = crate::words::key_to_text(self.m.doc, self.m.words.lexicon, token, hit.stem as usize) as u32;
        let end = self.m.doc.tokens.get(hit.end as usize - 1)?.span.end;
        let mut np = Np::bare(at, hit.end as usize, Span { start, end });
        np.actors.push((actor, by, at));
        np.gender = self.m.words.lexicon.actors[actor as usize].gender;
        Some(Rc::new(np))
    }

    /// Evidentials: a statement of their own where no other cue speaks in the clause, else its via.
    fn evidentials(&mut self, opens: &mut Vec<Open>) {
        let (first, last) = (self.m.first, self.m.last);
        let mut k = first;
        while k < last {
            let Some((cue, np, end)) = self.evidential_source(k) else {
                k += 1;
                continue;
            };
            let outlet = self.is_outlet(&np);
            if outlet && k != first {
                self.outlets.push(np.clone());
            }
            let hit_end = self.m.words.evidential(k).map_or(k + 1, |(_, h)| h.end as usize);
            let in_quote = self.m.quotation_at(k).is_some();
            let holder = opens
                .iter()
                .position(|o| o.backward.is_none() && o.c.cue_from < k && k <= o.end + 1 && o.c.content <= k);
            let leading = k == first;
            let follows = opens.iter().any(|o| o.c.cue_from > k && o.parent.is_none());
            // قال الوزير، بحسب وكالة فارس، إن: between a cue and its content it is the cue's via.
            let between = opens.iter().position(|o| o.backward.is_none() && o.c.cue_from < k && k < o.c.content);
            if let Some(h) = between.filter(|_| holder.is_none() && !in_quote) {
                if opens[h].via.is_empty() {
                    opens[h].via.push(np);
                }
            } else if let Some(h) = holder {
                if outlet && opens[h].via.is_empty() && k >= opens[h].end {
                    opens[h].via.push(np);
                }
            } else if !(leading && follows) && !in_quote {
                let (from, to) = if leading {
                    let mut at = end;
                    while at < last
                        && (matches!(self.kind(at), Some(TokenKind::Comma))
                            || matches!(self.key(at), "فان" | "فقد" | "ان" | "قد" | "فانه"))
                    {
                        at += 1;
                    }
                    (at, self.strip_stops(last))
                } else if self.kind(k - 1) == Some(TokenKind::Comma)
                    && self.kind(end) == Some(TokenKind::Comma)
                    && end + 2 < last
                    && !opens.iter().any(|o| o.c.cue_from > k)
                {
                    // قصفت طائرات، بحسب المرصد، بلدات: the content runs over the evidential.
                    (self.clause_before(k, opens), self.strip_stops(last))
                } else {
                    (self.clause_before(k, opens), self.trim_end(first, k))
                };
                let long_enough = to > from + 1 && self.m.words.is_finite_verb(from) || to > from + 3;
                // قتل 800 مدني وفقا لنقابة الأطباء، ونزح مليون: another clause follows.
                let next = self.is((end + 1).min(last - 1));
                let clause = self.kind(end) == Some(TokenKind::Comma) && next.has(Is::CONJUNCT) && next.has(Is::VERB);
                if long_enough && (leading || self.kind(k - 1) == Some(TokenKind::Comma) || end + 1 >= last || clause) {
                    let row = &self.m.words.lexicon.cues[cue as usize];
                    let stem = usize::from(self.is(k).has(Is::CONJUNCT)) * 2;
                    let start =
                        crate::words::key_to_text(self.m.doc, self.m.words.lexicon, &self.m.doc.tokens[k], stem) as u32;
                    let candidate = Candidate {
                        found_by: "ar.statement.according-to".to_owned(),
                        element: CueElement::Noun,
                        cue_from: k,
                        cue_to: hit_end,
                        cue_span: Span { start, end: self.m.doc.tokens[hit_end - 1].span.end },
                        cue,
                        form: None,
                        pronoun: None,
                        speaker: Some(np.clone()),
                        before: false,
                        passive: false,
                        via: None,
                        addressee: None,
                        occasion: None,
                        join: JoinElement::An,
                        content: from,
                        content_byte: self.m.doc.tokens[from].span.start,
                    };
                    let _ = row;
                    let backward = (!leading).then_some((from, to));
                    opens.push(Open {
                        c: candidate,
                        source: Source::Phrase(np),
                        parent: None,
                        end: to,
                        more: Vec::new(),
                        via: Vec::new(),
                        backward,
                        dropped: false,
                    });
                }
            }
            k = end.max(k + 1);
        }
    }

    /// The first token of the clause that ends before `k`.
    fn clause_before(&self, k: usize, opens: &[Open]) -> usize {
        let mut from = self.m.first;
        for open in opens {
            // Behind an evidential its source stands too.
            let end = match (&open.source, open.backward) {
                (Source::Phrase(np), Some(_)) => open.end.max(np.end.saturating_sub(1)),
                _ => open.end,
            };
            if end < k {
                from = from.max(end + 1);
            }
        }
        while from < k && (self.is(from).has(Is::PUNCT) && self.m.opens(from).is_none()) {
            from += 1;
        }
        from
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

    /// A sentence that is one quotation and has no cue: the last speaker goes on.
    fn bare_quotation(&self, opens: &mut Vec<Open>) {
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
        opens.push(Open {
            c,
            source: Source::Earlier(None),
            parent: None,
            end: q.close.index(),
            more: Vec::new(),
            via: Vec::new(),
            backward: None,
            dropped: false,
        });
    }

    fn drafts(&mut self, opens: Vec<Open>, base: usize) -> Vec<Draft> {
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
            let occasion =
                open.c.occasion.map(|(from, to)| self.m.doc.tokens[from].span.join(self.m.doc.tokens[to - 1].span));
            let occasion = occasion.or_else(|| self.occasion_around(open));
            kept.push(Some(out.len()));
            out.push(Draft {
                sentence: self.sentence,
                found_by: c.found_by.clone(),
                element: Some(c.element),
                cue_token: c.cue_from,
                cue_span: c.cue_span,
                lemma: row.map_or_else(|| self.m.doc.slice(c.cue_span).to_owned(), |r| r.lemma.clone()),
                class: row.map_or(if headline { CueClass::Headline } else { CueClass::Quote }, |r| r.class),
                speaker_span: c.speaker.as_ref().map(|np| np.span),
                source,
                headline,
                content,
                mode,
                within,
                via: open.via.clone(),
                occasion,
                addressee: c.addressee,
                confidence: confidence(open, row.map(|r| r.kind)),
                pronoun: c.pronoun.is_some() && c.element == CueElement::MasdarPronoun,
            });
        }
        in_text_order(out, base)
    }

    /// An occasion before the cue (وفي مؤتمر صحفي، قال) or right after the content.
    fn occasion_around(&self, open: &Open) -> Option<Span> {
        let c = &open.c;
        if open.parent.is_some() || matches!(c.element, CueElement::Participle | CueElement::ParticipleNoun) {
            return None;
        }
        let from = c.cue_from.saturating_sub(16).max(self.m.first);
        let lead = (from..c.cue_from).find_map(|k| self.m.occasion_at(k, c.cue_from));
        let clear = lead.filter(|&(k, end)| (k == self.m.first || self.is(k - 1).has(Is::PUNCT)) && end <= c.cue_from);
        let tail = || {
            let k = open.end;
            (self.kind(k) == Some(TokenKind::Comma)).then(|| self.m.occasion_at(k + 1, self.m.last)).flatten()
        };
        clear.or_else(tail).map(|(from, to)| self.m.doc.tokens[from].span.join(self.m.doc.tokens[to - 1].span))
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
                    end = end.max((close + 1).min(self.paragraph_end(close)));
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

    /// Whether the content is marks joined by و from its first to its last token.
    fn quotes_reach(&self, start: usize, end: usize) -> bool {
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

    fn last_close(&self, start: usize, end: usize) -> usize {
        let closing =
            |k: usize| self.m.doc.tokens.get(k).is_some_and(|t| matches!(t.kind, TokenKind::Close | TokenKind::Quote));
        if end > start && closing(end - 1) { end - 1 } else { end }
    }

    fn paragraph_end(&self, token: usize) -> usize {
        token + 1
    }

    /// نحن، إننا، سنفعل: a first person says that the words are the speaker's own.
    fn first_person(&self, start: usize, end: usize) -> bool {
        (start..end).any(|k| {
            matches!(self.key(k), "نحن" | "انا" | "اننا" | "انني" | "لدينا" | "علينا" | "لي" | "لنا")
                || self.m.words.analyses(k).first().is_some_and(|a| {
                    matches!(a.entry, mahdar_lang::Entry::Verb { form, .. } if form.person == 1 && form.tense == Tense::Imperfect) && !self.is(k).has(Is::NOMINAL)
                })
        })
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

enum Level {
    Coordinate(usize),
    Nested,
}

fn gender_number(c: &Candidate) -> Option<(Gender, Number)> {
    if let Some(pronoun) = c.pronoun.filter(|_| c.element == CueElement::MasdarPronoun) {
        return Some(match pronoun {
            "3fs" => (Gender::F, Number::Singular),
            "3mp" => (Gender::M, Number::Plural),
            "3fp" => (Gender::F, Number::Plural),
            "3d" => (Gender::M, Number::Dual),
            _ => (Gender::M, Number::Singular),
        });
    }
    c.form.filter(|f| f.tense != Tense::Masdar).map(|f| (f.gender, f.number))
}

/// Whether a form can belong to a speaker: plurals of bodies and things take the feminine singular.
pub(crate) fn agree(form_gender: Gender, form_number: Number, gender: Gender, number: Number) -> bool {
    match (form_number, number) {
        (Number::Singular, Number::Singular) => form_gender == gender,
        (Number::Singular, Number::Plural) => form_gender == Gender::F || gender == Gender::M,
        (Number::Dual, Number::Dual) | (Number::Plural, Number::Plural) => true,
        (Number::Dual, _) | (Number::Plural, _) => number != Number::Singular,
        (Number::Singular, Number::Dual) => false,
    }
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
