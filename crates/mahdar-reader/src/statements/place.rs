//! The level of a candidate: beside the open statements or inside one, and what it closes.

use super::source::{agree, gender_number};
use super::{Open, Source, Work};
use crate::matcher::Candidate;
use crate::np::{Np, title_at};
use crate::rules::{CueElement, JoinElement};
use crate::words::Is;
use mahdar_doc::{CueClass, TokenKind};
use mahdar_lang::{Classes, Entry, Number, Tense, TitleClass};

enum Level {
    Coordinate(usize),
    Nested,
}

impl Work<'_, '_, '_> {
    /// Finds the level of a candidate, closes what ends before it, and opens it.
    pub(super) fn place(&mut self, mut c: Candidate, opens: &mut Vec<Open>) {
        if c.found_by == "ar.statement.quote-verb" {
            self.place_backward(c, opens);
            return;
        }
        // حسبما أعلن الوزير: the verb belongs to what says according to whom.
        let of_evidential = c.cue_from > self.m.first
            && c.join == JoinElement::Object
            && self.m.words.evidential(c.cue_from - 1).is_some_and(|(_, hit)| hit.end as usize == c.cue_from);
        if of_evidential {
            return;
        }
        self.take_subject_before(&mut c);
        // وعلمت "النهار" أن: what the paper has learned from nobody is its own report.
        let learned = self.m.words.lexicon.cues.get(c.cue as usize).is_some_and(|r| r.lemma == "علم");
        if learned && c.via.is_none() && c.speaker.as_deref().is_some_and(|np| self.is_outlet(np)) {
            return;
        }
        // A relative clause: الذي قال إن; the antecedent speaks.
        let clause_start = self.clause_start(&c);
        let stack = holding(&c, opens);
        let closed = match self.level(&c, clause_start, &stack, opens) {
            Level::Coordinate(k) => Some(k),
            Level::Nested => None,
        };
        let parent = match closed {
            Some(k) => {
                self.close(k, clause_start, &stack, opens);
                opens[k].parent
            }
            None => stack.last().copied(),
        };
        // رفض inside what another says is a deed told, not a statement.
        if parent.is_some()
            && c.join == JoinElement::Object
            && self.m.words.lexicon.cues.get(c.cue as usize).is_some_and(|r| r.class == CueClass::Reject)
        {
            return;
        }
        if let Some(k) = content_headed_by(&c, &stack, opens) {
            let row = self.m.words.lexicon.cues.get(opens[k].c.cue as usize);
            // جدد دعوته إلى: the verb only repeats, the noun has the content.
            if c.element == CueElement::MasdarPronoun && row.is_some_and(|r| r.id == "jaddada") {
                self.take_over(k, c, opens);
                return;
            }
            // نفى اتهامات كييف بأن: what somebody else has charged is said inside the denial.
            let denied = row.is_some_and(|r| matches!(r.class, CueClass::Deny | CueClass::Reject));
            let by = c.speaker.clone().filter(|np| c.element == CueElement::Noun && np.can_speak());
            if let Some(np) = by.filter(|_| denied) {
                self.open(c, Source::Phrase(np), Some(k), opens);
            }
            return;
        }
        if self.stands_in_adjuncts(&c, opens) {
            return;
        }
        if let Some(k) = self.carried(&c, closed, clause_start, opens) {
            self.take_over(k, c, opens);
            return;
        }
        // A first person inside marks is the one quoted.
        // أبلغت بوتين: I told, where no woman speaks.
        let may_be_first = || {
            let first = |a: &mahdar_lang::Analysis| matches!(a.entry, Entry::Verb { form, .. } if form.person == 1);
            c.speaker.is_none() && self.m.words.analyses(c.cue_from).iter().any(first)
        };
        let quoted = stack.last().is_some_and(|&k| opens[k].c.join == JoinElement::Quote);
        let first_person = c.form.is_some_and(|f| f.person == 1) || quoted && may_be_first();
        if first_person {
            if let Some(&k) = stack.last() {
                self.open(c, Source::Same(k), Some(k), opens);
            }
            return;
        }
        let source = self.source(&c, closed, parent, opens);
        self.open(c, source, parent, opens);
    }

    /// «...»، قال فلان، «...»: opens a candidate whose content stands before it, with the marks after it.
    fn place_backward(&mut self, c: Candidate, opens: &mut Vec<Open>) {
        let q = self.m.quotation_at(c.cue_from - 1).or_else(|| self.m.quotation_at(c.cue_from - 2));
        let Some(q) = q else { return };
        let part = (q.open.index() + 1, q.close.index());
        // A first part claimed by another cue is not claimed again.
        if opens.iter().any(|o| o.c.content <= part.0 && o.end >= part.1) {
            return;
        }
        let mut more = Vec::new();
        // «...»، قالت ميركل أمام النواب في برلين، «...»: behind where it was said too.
        let adjuncts = self.m.skip_adjuncts(c.content);
        let mut after = if self.kind(adjuncts) == Some(TokenKind::Comma) { adjuncts } else { c.content };
        if matches!(self.kind(after), Some(TokenKind::Comma | TokenKind::Colon)) {
            after += 1;
        }
        if let Some(second) = self.m.opens(after) {
            more.push((after + 1, second.close.index()));
        }
        let source = c.speaker.clone().map_or(Source::Earlier(gender_number(&c)), Source::Phrase);
        opens.push(Open { more, backward: Some(part), ..Open::new(c, source, None, part.1) });
    }

    /// Gives a finite verb without a speaker the subject before it.
    fn take_subject_before(&self, c: &mut Candidate) {
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
    }

    /// Closes an open draft and everything inside it where a clause begins. A draft beside the stack has ended by itself.
    fn close(&self, k: usize, clause_start: usize, stack: &[usize], opens: &mut [Open]) {
        let at = stack.iter().position(|&x| x == k).unwrap_or(stack.len());
        for &x in &stack[at..] {
            opens[x].end = opens[x].end.min(self.trim_end(opens[x].c.content, clause_start));
        }
    }

    /// Opens a candidate in the place of an open draft, whose content it takes.
    fn take_over(&mut self, k: usize, c: Candidate, opens: &mut Vec<Open>) {
        opens[k].dropped = true;
        let (source, parent) = (opens[k].source.clone(), opens[k].parent);
        self.open(c, source, parent, opens);
    }

    /// كتب في تغريدة أن: the noun stands among the verb's adjuncts, and their content is one.
    fn stands_in_adjuncts(&self, c: &Candidate, opens: &[Open]) -> bool {
        let bare_noun = matches!(c.element, CueElement::Noun | CueElement::Masdar | CueElement::MasdarPronoun);
        let inside_adjuncts = |o: &Open| {
            !o.dropped
                && o.backward.is_none()
                && o.c.content == c.content
                && o.c.cue_from < c.cue_from
                && c.cue_from < o.c.content
        };
        let clause_join = matches!(c.join, JoinElement::An | JoinElement::PrepAn | JoinElement::Quote);
        let participle =
            matches!(c.element, CueElement::Participle | CueElement::ParticipleNoun | CueElement::MasdarBi);
        let with_bi = self.is_with_bi(c);
        (bare_noun && !with_bi || clause_join && !participle && !with_bi) && opens.iter().any(inside_adjuncts)
    }

    /// The open draft whose content a cue only carries: رد ... قائلا، كشف عن صعوبة ... بقوله.
    fn carried(&self, c: &Candidate, closed: Option<usize>, clause_start: usize, opens: &[Open]) -> Option<usize> {
        let taker = matches!(c.element, CueElement::Participle | CueElement::MasdarBi)
            || (c.element == CueElement::MasdarPronoun && self.key(c.cue_from).starts_with('ب'));
        let say = self.m.words.lexicon.cues.get(c.cue as usize).is_some_and(|row| row.class == CueClass::Say);
        if !taker || !say {
            return None;
        }
        // رحب بالاتفاق قائلا إنه: a verb that judges or asks has said something of its own before.
        let ended = closed.filter(|&k| {
            let noun_join = matches!(opens[k].c.join, JoinElement::PrepNoun | JoinElement::Object);
            noun_join && clause_start <= opens[k].end + 1 && !self.says_by_itself(&opens[k])
        });
        // وأضاف الوزير قائلا: both join the same content; it is one statement, of the word that takes it.
        ended
            .or_else(|| opens.iter().rposition(|o| !o.dropped && o.c.content == c.content && o.c.cue_from < c.cue_from))
    }

    /// Whether a draft's verb, with what it governs, says something whatever words carry it: رحب بالاتفاق, حذر من المغامرة.
    fn says_by_itself(&self, open: &Open) -> bool {
        use CueClass::{
            Accuse, Agree, Call, Condemn, Criticise, Demand, Deny, Express, Praise, Promise, Propose, Regret, Reject,
            Support, Threaten, Urge, Warn, Welcome,
        };
        let finite = matches!(open.c.element, CueElement::Verb | CueElement::VerbNoun | CueElement::VerbObject);
        let row = self.m.words.lexicon.cues.get(open.c.cue as usize);
        finite
            && row.is_some_and(|row| {
                matches!(
                    row.class,
                    Accuse
                        | Agree
                        | Call
                        | Condemn
                        | Criticise
                        | Demand
                        | Deny
                        | Express
                        | Praise
                        | Promise
                        | Propose
                        | Regret
                        | Reject
                        | Support
                        | Threaten
                        | Urge
                        | Warn
                        | Welcome
                )
            })
    }

    /// بقوله, وبقولها: a verbal noun with its pronoun that hangs on another verb.
    pub(super) fn is_with_bi(&self, c: &Candidate) -> bool {
        c.element == CueElement::MasdarPronoun && self.key(c.cue_from).trim_start_matches('و').starts_with('ب')
    }
}

/// The open drafts whose content holds a candidate's cue, outermost first.
fn holding(c: &Candidate, opens: &[Open]) -> Vec<usize> {
    let inside = |o: &Open| o.backward.is_none() && !o.dropped && o.c.content <= c.cue_from && c.cue_from < o.end;
    (0..opens.len()).filter(|&k| inside(&opens[k])).collect()
}

/// أعرب عن أمله في أن: the noun is the other cue's content, no cue of its own.
fn content_headed_by(c: &Candidate, stack: &[usize], opens: &[Open]) -> Option<usize> {
    if !matches!(c.element, CueElement::MasdarPronoun | CueElement::Masdar | CueElement::Noun) {
        return None;
    }
    stack.iter().copied().find(|&k| {
        opens[k].c.content == c.cue_from && matches!(opens[k].c.join, JoinElement::PrepNoun | JoinElement::Object)
    })
}

impl Work<'_, '_, '_> {
    /// Opens a candidate; its content ends with what holds it.
    fn open(&mut self, c: Candidate, source: Source, parent: Option<usize>, opens: &mut Vec<Open>) {
        let (mut end, more) = self.natural_end(&c, false);
        if let Some(p) = parent {
            end = end.min(opens[p].end.max(c.content));
            // قال إن الطواقم أبلغت العائلات بأن ...، وإن العائلات كلفت: وإن goes on with what the outer speaker says.
            let outer_clause = matches!(opens[p].c.join, JoinElement::An | JoinElement::PrepAn);
            if outer_clause && self.m.quotation_at(c.cue_from).is_none() {
                // إن بلاده تؤيد المقترح وإنها مستعدة: behind a noun no comma is needed.
                let nominal = matches!(c.join, JoinElement::PrepNoun | JoinElement::Object);
                let coordinate = (c.content + 1..end).find(|&k| {
                    (nominal || self.kind(k - 1) == Some(TokenKind::Comma))
                        && self.m.quotation_at(k).is_none()
                        && self.m.words.complementizer(self.m.doc, k).is_some_and(|c| c.conjunction.is_some())
                });
                if let Some(k) = coordinate {
                    end = if self.kind(k - 1) == Some(TokenKind::Comma) { k - 1 } else { k };
                }
            }
        }
        if end <= c.content {
            return;
        }
        let via = c.via.clone().into_iter().collect();
        opens.push(Open { more, via, ..Open::new(c, source, parent, end) });
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
            let outside = stack.iter().copied().find(|&k| opens[k].c.cue_from > q.open.index());
            return match outside.filter(|_| c.element == CueElement::Participle) {
                Some(k) => Level::Coordinate(k),
                None => Level::Nested,
            };
        }
        match c.element {
            CueElement::Participle | CueElement::ParticipleNoun => {
                Level::Coordinate(self.agreeing(c, stack, opens).unwrap_or(outer))
            }
            CueElement::MasdarBi => Level::Coordinate(outer),
            CueElement::MasdarPronoun if self.is_with_bi(c) => Level::Coordinate(outer),
            CueElement::MasdarPronoun | CueElement::Noun | CueElement::Masdar => Level::Nested,
            _ if opens[inner].c.content == clause_start => Level::Nested,
            _ => self.level_of_verb(c, clause_start, stack, opens),
        }
    }

    /// Whether a verb goes on beside an open draft, by what stands before its clause and by its speaker.
    fn level_of_verb(&self, c: &Candidate, clause_start: usize, stack: &[usize], opens: &[Open]) -> Level {
        let Some(&outer) = stack.first() else { return Level::Nested };
        let before = clause_start.checked_sub(1).filter(|&b| b >= self.m.first);
        let before_is = before.map_or(Is::PUNCT, |b| self.is(b));
        let cue_before = self.is(c.cue_from.saturating_sub(1));
        let conjunct = self.is(clause_start).has(Is::CONJUNCT)
            || matches!(self.key(clause_start), "كما" | "وقد" | "وكان" | "وكانت" | "و" | "ثم" | "فيما" | "بينما");
        if before_is.has(Is::COMP) || before_is.has(Is::REL) || cue_before.has(Is::REL) || cue_before.has(Is::COMP) {
            return Level::Nested;
        }
        if self.m.words.lexicon.cues.get(c.cue as usize).is_some_and(|r| r.continues) {
            return Level::Coordinate(outer);
        }
        let comma = before.is_some_and(|b| {
            matches!(self.kind(b), Some(TokenKind::Comma | TokenKind::Close | TokenKind::Quote | TokenKind::Dash))
        });
        if !conjunct && !comma {
            return Level::Nested;
        }
        if c.speaker.is_none() {
            return self.agreeing(c, stack, opens).map_or(Level::Nested, Level::Coordinate);
        }
        let contrast = matches!(self.key(clause_start), "فيما" | "بينما" | "كما" | "وكان" | "وكانت");
        if !c.before || contrast || conjunct && comma { Level::Coordinate(outer) } else { Level::Nested }
    }

    /// The outermost open draft whose speaker agrees with the candidate's form.
    fn agreeing(&self, c: &Candidate, stack: &[usize], opens: &[Open]) -> Option<usize> {
        let form = c.form?;
        let agrees = |k: usize| match self.speaker_gender(&opens[k], opens) {
            Some((gender, number)) => agree(form.gender, form.number, gender, number),
            None => true,
        };
        let outer = stack.iter().copied().find(|&k| agrees(k))?;
        // صرح المتحدث بأن الوزير أكد ...، مشددا: the inner statement is all that the outer says, so it goes on; أعلن الرئيس أن
        // الوزير أبلغ نظيره ...، مشيرا is the president's.
        let relays = !self.speaks_for_himself(&opens[outer].c);
        let inner = (0..opens.len()).filter(|_| relays).find(|&k| {
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

    /// Whether a holder of an office speaks, and no spokesman: أعلن الرئيس التركي; not صرح السفير فلان، المتحدث باسم الوزارة.
    fn speaks_for_himself(&self, c: &Candidate) -> bool {
        let lexicon = self.m.words.lexicon;
        let class = |title: u16| lexicon.titles[title as usize].class;
        let office =
            c.speaker.as_ref().is_some_and(|np| np.titles.first().is_some_and(|&t| class(t) == TitleClass::Office));
        let for_another = |k: usize| title_at(self.m.words, k).is_some_and(|(t, ..)| class(t) == TitleClass::Spokesman);
        office && !(c.cue_to..c.content).any(for_another)
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
}
