//! Patterns against a sentence: each element tries what the language allows at its place.

mod adjuncts;
mod before;
mod cues;
mod join;
mod occasion;
mod stands;
pub(crate) use join::{HELD, withheld};
mod subject;
mod told;

use crate::np::{Np, actor_at, actors_at, noun_phrase, title_at};
use crate::rules::{CueElement, Element, JoinElement, Rule};
use crate::words::{Is, Words, key_to_text};
use mahdar_doc::{Document, Span, TokenId, TokenKind};
use mahdar_lang::{
    Classes, CueEntry, CueKind, Entry, Gender, Join, NamedBy, Number, Phrase, Prep, Quotation, Tense, TitleClass,
    VerbForm,
};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// A statement in the making.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Id of the rule or stage that made it.
    pub found_by: String,
    pub element: CueElement,
    /// Tokens of the cue.
    pub cue_from: usize,
    pub cue_to: usize,
    pub cue_span: Span,
    /// Row of `cues.tsv`.
    pub cue: u16,
    pub form: Option<VerbForm>,
    /// A pronoun on the cue: قوله.
    pub pronoun: Option<&'static str>,
    pub speaker: Option<Rc<Np>>,
    /// The speaker stands before the verb.
    pub before: bool,
    /// An agentless passive: قيل.
    pub passive: bool,
    pub via: Option<Rc<Np>>,
    pub addressee: Option<Span>,
    pub occasion: Option<(usize, usize)>,
    pub join: JoinElement,
    /// First token of the content.
    pub content: usize,
    /// First byte of the content.
    pub content_byte: u32,
}

/// How far a rule came at a cue, for `explain`.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The rule.
    pub rule: String,
    /// The cue's token.
    pub token: usize,
    /// How many elements matched.
    pub reached: usize,
    /// The elements, as written.
    pub elements: Vec<String>,
    /// Whether the whole rule matched.
    pub matched: bool,
}

/// What the elements of a rule share while it is tried.
#[derive(Clone, Debug)]
struct State {
    at: usize,
    cue: u16,
    cue_from: usize,
    cue_to: usize,
    form: Option<VerbForm>,
    pronoun: Option<&'static str>,
    passive: bool,
    speaker: Option<Rc<Np>>,
    via: Option<Rc<Np>>,
    addressee: Option<Rc<Np>>,
    occasion: Option<(usize, usize)>,
    join: Option<(JoinElement, usize, usize)>,
    /// Other verbs between cue and join.
    crossed: usize,
}

/// A reading of a token as a cue.
#[derive(Clone, Debug)]
pub(crate) struct CueReading {
    pub cue: u16,
    pub form: VerbForm,
    pub pronoun: Option<&'static str>,
    pub preposition: Option<char>,
    pub article: bool,
    pub future: bool,
    pub verb: u16,
    /// Whether it stands where a verb of saying can, once asked.
    stands: OnceCell<bool>,
}

/// One sentence under the matcher.
pub(crate) struct Matcher<'a, 'l> {
    pub doc: &'a Document,
    pub words: &'a Words<'l>,
    pub rules: &'a [Rule],
    pub quotations: &'a [Quotation],
    pub first: usize,
    pub last: usize,
    /// The subjects found at the cue under way: rules that begin alike ask for the same.
    pub subjects: RefCell<Vec<(SubjectKey, Vec<Rc<Np>>)>>,
}

/// What the subjects of a cue depend on.
type SubjectKey = (usize, usize, u16, Option<VerbForm>, Option<&'static str>, bool);

impl<'l> Matcher<'_, 'l> {
    fn key(&self, i: usize) -> &str {
        self.doc.key_at(i)
    }

    fn kind(&self, i: usize) -> Option<TokenKind> {
        (i < self.last).then(|| self.doc.tokens.get(i).map(|t| t.kind)).flatten()
    }

    fn lexicon(&self) -> &'l mahdar_lang::Lexicon {
        self.words.lexicon
    }

    /// The quotation that opens at token `i`.
    pub fn opens(&self, i: usize) -> Option<&Quotation> {
        let at = self.quotations.partition_point(|q| q.open.index() < i);
        self.quotations.get(at).filter(|q| q.open.index() == i)
    }

    /// The quotation that holds token `i`, marks included.
    pub fn quotation_at(&self, i: usize) -> Option<&Quotation> {
        let at = self.quotations.partition_point(|q| q.open.index() <= i);
        at.checked_sub(1).and_then(|at| self.quotations.get(at)).filter(|q| q.close.index() >= i)
    }

    /// All rules at token `i`: the first that matches, and how far each came.
    pub fn match_at(&self, i: usize, mut trace: Option<&mut Vec<Attempt>>) -> Option<Candidate> {
        let readings = self.cue_readings(i);
        let nouns: Vec<(u16, usize)> = self
            .words
            .hits(i)
            .iter()
            .filter_map(|h| match h.phrase {
                Phrase::Cue(cue) if self.lexicon().cues[cue as usize].kind == CueKind::Noun => {
                    Some((cue, h.end as usize))
                }
                _ => None,
            })
            .collect();
        if readings.is_empty() && nouns.is_empty() {
            return None;
        }
        let mut best: Option<((bool, usize), Candidate)> = None;
        let mut states: Vec<(CueElement, Vec<State>)> = Vec::with_capacity(12);
        for rule in self.rules {
            let Some(element) = rule.cue() else { continue };
            let mut reached = 0;
            // What a cue element takes at a token is the same for all rules that begin with it.
            let known = states.iter().position(|(e, _)| *e == element);
            let known = known.unwrap_or_else(|| {
                states.push((element, self.cue_states(i, element, &readings, &nouns)));
                states.len() - 1
            });
            for state in 0..states[known].1.len() {
                // No rule is run in vain, unless somebody asks how far it came.
                if trace.is_none()
                    && let Some(joins) = rule.own_joins()
                    && !self.may_join(states[known].1[state].cue, joins)
                {
                    continue;
                }
                let state = states[known].1[state].clone();
                let (depth, done) = self.run(&rule.elements[1..], state, 1);
                reached = reached.max(depth);
                if let Some((state, join, content, byte)) = done {
                    // The nearest join wins: دعا X إلى ..., معتبرا أن ... joins at إلى. A relayed source goes before all.
                    let at = match (element, join) {
                        (CueElement::Relay, _) => 0,
                        // نفى اتهامات بأن: what is denied or refused stands before any clause; أعلن وقفا ... أن does not.
                        (_, JoinElement::Object) if !self.affirms(state.cue) => content,
                        (_, JoinElement::Object) => usize::MAX - 1,
                        // A join across another verb is the last resort.
                        _ if state.crossed > 0 => usize::MAX,
                        _ => state.join.map_or(content, |(_, at, _)| at),
                    };
                    // أعلنت سرايا القدس، الجناح العسكري للحركة، مسؤوليتها عن: without marks a verb is active where it can be.
                    let rank = (state.passive, at);
                    if best.as_ref().is_none_or(|(nearest, _)| rank < *nearest) {
                        best = Some((rank, self.candidate(rule, element, state, join, content, byte)));
                    }
                    break;
                }
            }
            if let Some(trace) = trace.as_deref_mut()
                && reached > 0
            {
                trace.push(Attempt {
                    rule: rule.id.clone(),
                    token: i,
                    reached,
                    elements: rule.elements.iter().map(ToString::to_string).collect(),
                    matched: reached == rule.elements.len(),
                });
            }
        }
        best.map(|(_, candidate)| candidate).filter(|candidate| !self.looms(candidate) && !self.tightens(candidate))
    }

    /// وتهدد الغارات بانهيار الهدنة, يهدد الجفاف بأزمة: what threatens is an event, which says nothing.
    fn looms(&self, c: &Candidate) -> bool {
        use mahdar_doc::CueClass::{Threaten, Warn};
        let class = self.lexicon().cues.get(c.cue as usize).map(|row| row.class);
        let finite = c.form.is_some_and(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect));
        if !finite || c.passive || !matches!(class, Some(Threaten | Warn)) || self.quotation_at(c.cue_from).is_some() {
            return false;
        }
        let thing = |np: &Np| {
            let is = self.words.at(np.first);
            !np.can_speak() && is.has(Is::ARTICLE) && is.has(Is::NOUN) && !is.has(Is::NAME) && !is.has(Is::UNKNOWN)
        };
        match &c.speaker {
            Some(np) => thing(np),
            None => {
                let at = self.skip_light_adjuncts(c.cue_to);
                at < c.content && noun_phrase(self.doc, self.words, at, self.last).is_some_and(|np| thing(&np))
            }
        }
    }

    /// شدد الخناق على: the verb of insisting with an object that is tightened, as its rows of acts of force know, between it and
    /// its preposition.
    fn tightens(&self, c: &Candidate) -> bool {
        let lexicon = self.lexicon();
        let insists = lexicon.cues.get(c.cue as usize).is_some_and(|row| row.lemma == "شدد");
        let at = c.speaker.as_deref().map_or(c.cue_to, |np| np.end.max(c.cue_to));
        if !insists || at >= c.content || c.form.is_none_or(|f| f.tense == Tense::Masdar) {
            return false;
        }
        // شددت السلطات الحراسة على السجن: so is any definite noun behind a subject that is one; شدد الرئيس نفسه على is himself.
        let is = self.words.at(at);
        let himself = ["نفس", "انفس", "ذات", "عين"].iter().any(|word| self.key(at).starts_with(word));
        let object = c.speaker.is_some()
            && !himself
            && is.has(Is::NOUN)
            && is.has(Is::ARTICLE)
            && ![Is::PREFIXED, Is::CONJUNCT, Is::TITLE, Is::ACTOR, Is::NAME, Is::TIME, Is::ADVERB, Is::ADJ, Is::NISBA]
                .iter()
                .any(|&fact| is.has(fact));
        use mahdar_doc::ActType::{Coerce, Sanction};
        object || self.chooses("شدد", &[Coerce, Sanction], at)
    }

    /// Whether the word at `k` is a theme of a verb's acts of these types.
    fn chooses(&self, lemma: &str, kinds: &[mahdar_doc::ActType], k: usize) -> bool {
        let themes = self.words.themes(k);
        let mut rows = self.lexicon().acts.iter().filter(|row| row.lemma == lemma && kinds.contains(&row.kind));
        rows.any(|row| themes.iter().any(|id| row.with.binary_search(id).is_ok()))
    }

    /// Whether a cue rather takes a clause than a noun: أكد، أعلن, and not رفض، نفى، أدان.
    fn affirms(&self, cue: u16) -> bool {
        use mahdar_doc::CueClass::{Affirm, Announce, Say};
        self.lexicon().cues.get(cue as usize).is_none_or(|c| matches!(c.class, Affirm | Announce | Say))
    }

    fn candidate(
        &self,
        rule: &Rule,
        element: CueElement,
        state: State,
        join: JoinElement,
        content: usize,
        byte: u32,
    ) -> Candidate {
        let token = |k: usize| self.doc.tokens[k].span;
        let mut cue_span = token(state.cue_from).join(token(state.cue_to - 1));
        // Leading و or ف is no part of the cue.
        let stem = self.cue_stem(state.cue_from);
        cue_span.start = key_to_text(self.doc, self.lexicon(), &self.doc.tokens[state.cue_from], stem) as u32;
        // A preposition that belongs to the cue and stands next to it is part of it: أعرب عن.
        if let Some((JoinElement::PrepNoun | JoinElement::PrepAn, at, prep_end)) = state.join
            && at == state.cue_to
            && prep_end > at
        {
            cue_span.end = token(prep_end - 1).end;
        }
        // وأوردت القناة على لسان مسؤول أن: the outlet only carries it.
        let (mut speaker, mut via) = (state.speaker, state.via);
        let join_at = state.join.map_or(content, |(_, at, _)| at);
        let tongue = (state.cue_to..join_at).find(|&k| self.key(k) == "علي" && self.key(k + 1) == "لسان");
        // حذرت روسيا على لسان مندوبها: a state, body or person that speaks through a spokesman speaks itself.
        let carries = |np: &Np| {
            let of_outlet =
                np.titles.first().is_some_and(|&t| self.lexicon().titles[t as usize].class == TitleClass::Outlet)
                    || np.actors.iter().any(|(a, ..)| self.lexicon().actors[*a as usize].outlet);
            of_outlet || np.name.is_none() && np.party.is_none() && np.actors.is_empty()
        };
        let own = |k: usize| matches!(self.key(k + 3), "باسمه" | "باسمها");
        if let Some(k) = tongue.filter(|&k| speaker.as_deref().is_some_and(carries) && !own(k))
            && let Some(np) = noun_phrase(self.doc, self.words, k + 2, join_at)
        {
            via = speaker.replace(np).or(via);
            cue_span = token(k).join(token(k + 1));
        }
        // وعلمت "النهار" من مصادر وزارية أن: who told the paper speaks.
        let learned = self.lexicon().cues.get(state.cue as usize).is_some_and(|c| c.lemma == "علم");
        let from = (state.cue_to..join_at).find(|&k| self.key(k) == "من").filter(|_| learned);
        if let Some(np) = from.and_then(|k| noun_phrase(self.doc, self.words, k + 1, join_at))
            && speaker.as_deref().is_some_and(carries)
            && np.can_speak()
        {
            via = speaker.replace(np).or(via);
        }
        // وصف الهجوم بأنه ...: what is described is told nothing.
        let describes =
            self.lexicon().cues.get(state.cue as usize).is_some_and(|c| c.class == mahdar_doc::CueClass::Describe);
        let participle = state.form.is_some_and(|f| f.tense == Tense::ActiveParticiple);
        let element = if element == CueElement::Light && participle { CueElement::ParticipleNoun } else { element };
        Candidate {
            found_by: rule.id.clone(),
            element,
            cue_from: state.cue_from,
            cue_to: state.cue_to,
            cue_span,
            cue: state.cue,
            form: state.form,
            pronoun: state.pronoun,
            speaker,
            before: false,
            passive: state.passive,
            via,
            addressee: state.addressee.map(|np| np.span).filter(|_| !describes),
            occasion: state.occasion,
            join,
            content,
            content_byte: byte,
        }
    }

    /// مشترطا عدم كشف هويته, طالبا حجب اسمه: how a source stays unnamed is nothing said.
    pub fn stays_unnamed(&self, i: usize) -> bool {
        // اشترط عدم ذكر اسمه: so it is with a verb.
        let asks = self.words.at(i).has(Is::VERB) && self.key(i + 1) == "عدم";
        (self.words.at(i).has(Is::ADVERBIAL) || asks || self.key(i) == "لم") && self.unnamed_end(i) > i
    }

    /// One past the name that the participle at `i` keeps back, or the verb: جهات لم يسمها; `i` if none is kept back.
    fn unnamed_end(&self, i: usize) -> usize {
        if self.key(i) == "لم" {
            let verb = self.key(i + 1);
            let names = ["يسم", "تسم", "يذكر", "تذكر", "يحدد", "تحدد"];
            let unnamed =
                names.iter().any(|v| verb.strip_prefix(v).is_some_and(|p| matches!(p, "ه" | "ها" | "هم" | "هما")));
            return if unnamed { i + 2 } else { i };
        }
        if !matches!(self.key(i + 1), "عدم" | "حجب" | "اخفاء" | "كتمان" | "اغفال") {
            return i;
        }
        let name = |k: usize| {
            let key = self.key(k);
            let key = key.strip_prefix("ال").unwrap_or(key);
            key.starts_with("اسم") || key.starts_with("هوي")
        };
        (i + 2..(i + 7).min(self.last)).find(|&k| name(k)).map_or(i, |k| k + 1)
    }

    /// تغريدة رأى فيها, اتصال أشاد خلاله: the noun that a clause is about, taken up as where it is said.
    pub fn resumes(&self, k: usize) -> bool {
        matches!(self.key(k), "فيه" | "فيها" | "فيهما" | "خلاله" | "خلالها")
    }

    /// Runs the elements from `state`; how many elements matched in all, and the end state of a whole match.
    fn run(
        &self,
        elements: &[Element],
        state: State,
        depth: usize,
    ) -> (usize, Option<(State, JoinElement, usize, u32)>) {
        let Some((element, rest)) = elements.split_first() else {
            return (depth, None);
        };
        let mut reached = depth;
        let mut attempt = |next: State| {
            let (far, done) = self.run(rest, next, depth + 1);
            reached = reached.max(far);
            done
        };
        match element {
            Element::Cue(_) => {}
            Element::Speaker { optional } => {
                if state.speaker.is_some() {
                    return self.run(rest, state, depth + 1);
                }
                for np in self.speakers(&state) {
                    let mut next = state.clone();
                    next.at = np.end;
                    next.speaker = Some(np);
                    if let Some(done) = attempt(next) {
                        return (reached, Some(done));
                    }
                }
                if *optional && let Some(done) = attempt(state) {
                    return (reached, Some(done));
                }
            }
            Element::Addressee { optional } => {
                let at = self.skip_light_adjuncts(state.at);
                // متهما "دول العدوان" بالسعي: whom it is said of, in marks.
                let marks = self.opens(at).filter(|q| q.closed && q.close.index() <= at + 7);
                if let Some(close) = marks.map(|q| q.close.index())
                    && (self.words.governed(self.doc, close + 1, Prep::Bi).is_some()
                        || self.words.complementizer(self.doc, close + 1).is_some_and(|c| c.with_bi))
                {
                    let mut next = state.clone();
                    next.at = close + 1;
                    if let Some(done) = attempt(next) {
                        return (reached, Some(done));
                    }
                }
                if let Some(np) = noun_phrase(self.doc, self.words, at, self.last) {
                    let mut next = state.clone();
                    next.at = np.end;
                    next.addressee = Some(np);
                    if let Some(done) = attempt(next) {
                        return (reached, Some(done));
                    }
                }
                if *optional && let Some(done) = attempt(state) {
                    return (reached, Some(done));
                }
            }
            Element::Outlet => {
                // نقلت وكالة كذا؛ نقلت عنه: the outlet may be left out.
                let np = noun_phrase(self.doc, self.words, state.at, self.last).filter(|np| np.can_speak());
                let mut next = state;
                if let Some(np) = np {
                    next.at = np.end;
                    next.via = Some(np);
                }
                if let Some(done) = attempt(next) {
                    return (reached, Some(done));
                }
            }
            Element::ViaSource => {
                if let Some(at) = self.find_preposition(state.at, "عن", 12) {
                    // نقلت الوكالة عن "لجنة التوحيد السلمي" قولها: the source in marks.
                    let marks = self.opens(at + 1).map(|q| q.close.index()).filter(|close| close - at <= 10);
                    let first = at + 1 + usize::from(marks.is_some());
                    let taken_up = matches!(self.key(at), "عنه" | "عنها" | "عنهم");
                    let source = || noun_phrase(self.doc, self.words, first, marks.unwrap_or(self.last));
                    if let Some(np) = (!taken_up).then(source).flatten() {
                        let mut next = state;
                        next.at = marks.map_or(np.end, |close| close + 1);
                        next.speaker = Some(np);
                        if let Some(done) = attempt(next) {
                            return (reached, Some(done));
                        }
                    } else if taken_up {
                        let mut next = state;
                        next.at = at + 1;
                        // ونقلت عنه وكالة رويترز قوله: the outlet follows.
                        let outlet = noun_phrase(self.doc, self.words, at + 1, self.last).filter(|np| np.can_speak());
                        if let Some(np) = outlet.filter(|_| next.via.is_none()) {
                            next.at = np.end;
                            next.via = Some(np);
                        }
                        if let Some(done) = attempt(next) {
                            return (reached, Some(done));
                        }
                    }
                }
            }
            Element::RelayedNoun { optional } => {
                let at = self.skip_light_adjuncts(state.at);
                // عن دبلوماسي يشارك في المحادثات قوله: one verb may describe an indefinite source.
                let mut verbs = usize::from(state.speaker.as_ref().is_some_and(|np| !np.definite));
                let reading = (at..(at + 12).min(self.last))
                    .take_while(|&k| {
                        if self.words.is_only_verb(k) {
                            verbs = verbs.wrapping_sub(1);
                        }
                        verbs < 2 && !self.words.at(k).has(Is::COMP)
                    })
                    .find_map(|k| {
                        let reading = self
                            .cue_readings(k)
                            .into_iter()
                            .find(|r| r.form.tense == Tense::Masdar && r.pronoun.is_some() && r.cue != u16::MAX);
                        reading.map(|r| (k, r))
                    });
                if let Some((at, reading)) = reading {
                    let mut next = state.clone();
                    next.cue_from = at;
                    next.cue_to = at + 1;
                    next.cue = reading.cue;
                    next.form = Some(reading.form);
                    next.at = at + 1;
                    if let Some(done) = attempt(next) {
                        return (reached, Some(done));
                    }
                }
                if *optional && let Some(done) = attempt(state) {
                    return (reached, Some(done));
                }
            }
            Element::Adjuncts => {
                if let Some(done) = attempt(state) {
                    return (reached, Some(done));
                }
            }
            Element::Join(joins) => {
                let mut crossed = 0;
                if let Some((join, at, prep_end, content, byte)) = self.find_join(&state, joins, &mut crossed) {
                    let mut next = state;
                    next.crossed = crossed;
                    if next.occasion.is_none() {
                        next.occasion = self.occasion_between(
                            next.speaker.as_ref().map_or(next.cue_to, |s| s.end.max(next.cue_to)),
                            at,
                        );
                    }
                    if next.via.is_none() {
                        // أبلغ رويترز أن: the one told may be the verb's object.
                        let class = self.lexicon().cues.get(next.cue as usize).map(|row| row.class);
                        let informs = class == Some(mahdar_doc::CueClass::Inform);
                        let behind = next.speaker.as_ref().map_or(next.cue_to, |s| s.end.max(next.cue_to));
                        let object = informs.then(|| self.outlet_at(behind, at, false)).flatten();
                        // المدير العام للوكالة: what belongs to the speaker's title is no outlet that he told.
                        let speaker = next.speaker.as_ref().map(|s| s.span);
                        next.via = self
                            .told_to(next.cue_to, at)
                            .or(object)
                            .filter(|via| speaker.is_none_or(|s| via.span.start < s.start || via.span.start >= s.end));
                    }
                    next.join = Some((join, at, prep_end));
                    next.at = content;
                    return (depth + rest.len() + 1, Some((next, join, content, byte)));
                }
            }
            Element::Content => {}
        }
        (reached, None)
    }
}

/// A noun phrase after a prefixed preposition: لصحيفة «الحياة».
pub(crate) fn prefixed_phrase(doc: &Document, words: &Words<'_>, start: usize, limit: usize) -> Option<Rc<Np>> {
    let (title, gender, number, hit) = title_at(words, start)?;
    // The clitic is no part of the phrase.
    let token = doc.tokens.get(start)?;
    let from = crate::words::key_to_text(doc, words.lexicon, token, hit.stem as usize) as u32;
    let mut np = Np::bare(start, hit.end as usize, Span { start: from, ..token.span });
    np.titles.push(title);
    np.gender = gender;
    np.number = number;
    let mut k = hit.end as usize;
    // لقناة الجزيرة: a name that holds its head noun.
    let whole = actor_at(words, start).filter(|(actor, by, h)| {
        *by == NamedBy::Name && h.end > hit.end && words.lexicon.actors[*actor as usize].outlet
    });
    if let Some((actor, by, h)) = whole.filter(|(.., h)| h.end as usize <= limit) {
        np.actors.push((actor, by, start));
        k = h.end as usize;
    }
    while k < limit {
        let is = words.at(k);
        let kind = doc.tokens.get(k).map(|t| t.kind);
        let marks = matches!(kind, Some(TokenKind::Open | TokenKind::Quote | TokenKind::Close));
        if !marks
            && (is.has(Is::PUNCT)
                || is.has(Is::COMP)
                || is.has(Is::PREP)
                || is.has(Is::PREFIXED) && !is.has(Is::ACTOR)
                || words.is_only_verb(k)
                || matches!(doc.key_at(k), "صدر" | "صدرت" | "صادر" | "صادره")
                || is.has(Is::TIME)
                || is.has(Is::REL))
        {
            break;
        }
        if let Some((actor, by, hit)) = actor_at(words, k) {
            np.actors.push((actor, by, k));
            k = hit.end as usize;
            continue;
        }
        // لوزارة الخارجية السعودية: whose ministry an adjective says.
        if np.party.is_none()
            && let Some((party, ..)) = words.nisba(doc, k).filter(|_| !is.has(Is::CONJUNCT))
        {
            np.party = words.lexicon.parties.get(party as usize).cloned();
        }
        k += 1;
        if k > start + 8 {
            break;
        }
    }
    np.end = k;
    np.span.end = doc.tokens.get(k - 1)?.span.end;
    Some(Rc::new(np))
}

/// بلاده, حكومتها: the state or government of whoever speaks.
pub(crate) fn own_state(key: &str) -> bool {
    let key = key.strip_prefix('و').unwrap_or(key);
    ["بلاد", "دولت", "حكومت"]
        .iter()
        .any(|w| key.strip_prefix(w).is_some_and(|p| matches!(p, "ه" | "ها" | "هم" | "هما" | "نا" | "ي")))
}

/// Whether a noun and the word behind it are both feminine by their letters, as a plural of things and its adjective are.
fn end_alike(adjective: &str, noun: &str) -> bool {
    adjective.ends_with('ه') && (noun.ends_with('ه') || noun.ends_with("ات"))
}
