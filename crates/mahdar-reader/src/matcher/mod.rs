//! Patterns against a sentence: each element tries what the language allows at its place.

mod join;
pub(crate) use join::{HELD, withheld};
mod subject;

use crate::np::{Np, actor_at, actors_at, bare_time, noun_phrase, time_end, title_at};
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
        self.doc.key(TokenId::from_index(i))
    }

    fn kind(&self, i: usize) -> Option<TokenKind> {
        (i < self.last).then(|| self.doc.tokens.get(i).map(|t| t.kind)).flatten()
    }

    fn lexicon(&self) -> &'l mahdar_lang::Lexicon {
        self.words.lexicon
    }

    /// Readings of token `i` as a form of a cue verb.
    pub fn cue_readings(&self, i: usize) -> Vec<CueReading> {
        let lexicon = self.lexicon();
        // أُعلن, ذُكر: a damma on the first letter of a perfect says passive.
        let surface = self.doc.surface(TokenId::from_index(i)).trim_start_matches('و');
        let damma = surface.chars().nth(1) == Some('\u{064F}');
        let readings = self.words.analyses(i).iter().filter_map(|a| match a.entry {
            Entry::Verb { verb, form } => {
                // A verb that attributes, and is no cue itself, does so with a noun: أدلى بتصريح.
                let row = lexicon.verbs.get(verb as usize).filter(|row| row.cues)?;
                let cue = row.cue.unwrap_or(u16::MAX);
                // يشارك is "takes part" before "is pointed to, you".
                if form.passive && a.pronoun.is_some() {
                    return None;
                }
                if damma && form.tense == Tense::Perfect && !form.passive || self.words.shadda_denies(self.doc, i, a) {
                    return None;
                }
                Some(CueReading {
                    cue,
                    form,
                    pronoun: a.pronoun,
                    preposition: a.before.preposition,
                    article: a.before.article,
                    future: a.before.future,
                    verb,
                    stands: OnceCell::new(),
                })
            }
            _ => None,
        });
        readings.collect()
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
        best.map(|(_, candidate)| candidate).filter(|candidate| !self.looms(candidate))
    }

    /// وتهدد الغارات بانهيار الهدنة, يهدد الجفاف بأزمة: what threatens is an event, which says nothing.
    /// شدد الجيش الخناق على السكان: so does who tightens something.
    fn looms(&self, c: &Candidate) -> bool {
        use mahdar_doc::CueClass::{Threaten, Warn};
        if self.tightens(c) {
            return true;
        }
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

    /// شدد الخناق على: the verb of insisting with an object, a definite noun that cannot speak, between it and its preposition.
    fn tightens(&self, c: &Candidate) -> bool {
        let insists = self.lexicon().cues.get(c.cue as usize).is_some_and(|row| row.lemma == "شدد");
        let at = c.speaker.as_deref().map_or(c.cue_to, |np| np.end.max(c.cue_to));
        let is = self.words.at(at);
        insists
            && c.form.is_some_and(|f| f.tense != Tense::Masdar)
            && at < c.content
            && is.has(Is::NOUN)
            && (is.has(Is::ARTICLE) || self.words.analyses(at).iter().any(|a| a.pronoun.is_some()))
            && ![Is::PREFIXED, Is::CONJUNCT, Is::TITLE, Is::ACTOR, Is::NAME, Is::TIME, Is::ADVERB]
                .iter()
                .any(|&fact| is.has(fact))
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

    /// Bytes of و or ف before a cue.
    fn cue_stem(&self, i: usize) -> usize {
        let analyses = self.words.analyses(i);
        // ودعت is و and دعت, though there is a verb ودع too.
        let cue = |a: &mahdar_lang::Analysis| match a.entry {
            Entry::Verb { verb, .. } => self.lexicon().verbs.get(verb as usize).is_some_and(|row| row.cues),
            _ => false,
        };
        if analyses.iter().any(|a| a.before.conjunction && cue(a)) && !analyses.iter().any(|a| a.stem == 0 && cue(a)) {
            return 2;
        }
        let whole = analyses.iter().any(|a| a.stem == 0 && matches!(a.entry, Entry::Verb { .. }));
        if !whole && self.words.at(i).has(Is::CONJUNCT) { 2 } else { 0 }
    }

    /// What an element `cue:...` may take at token `i`.
    fn cue_states(&self, i: usize, element: CueElement, readings: &[CueReading], nouns: &[(u16, usize)]) -> Vec<State> {
        let lexicon = self.lexicon();
        let state = |cue: u16, to: usize, form: Option<VerbForm>, pronoun| State {
            at: to,
            cue,
            cue_from: i,
            cue_to: to,
            form,
            pronoun,
            passive: false,
            speaker: None,
            via: None,
            addressee: None,
            occasion: None,
            join: None,
            crossed: 0,
        };
        let mut out: Vec<State> = Vec::new();
        let mut push = |s: State| {
            let same = |o: &State| {
                o.cue == s.cue
                    && o.form.map(|f| (f.tense, f.person, f.gender, f.number))
                        == s.form.map(|f| (f.tense, f.person, f.gender, f.number))
                    && o.pronoun == s.pronoun
            };
            if !out.iter().any(same) {
                out.push(s);
            }
        };
        if element == CueElement::Noun {
            // اكتفى بتغريدة رأى فيها أن: the verb behind the noun says it.
            if self.words.at(i + 1).has(Is::VERB) && self.resumes(i + 2) {
                return out;
            }
            // مساعدات أمنية: behind a noun that it agrees with the word is an adjective.
            let is = self.words.at(i);
            let describes = is.has(Is::ADJ)
                && i > self.first
                && self.words.at(i - 1).has(Is::NOUN)
                && end_alike(self.key(i), self.key(i - 1));
            // النظام مطالب بوقف غاراته: behind "that" and who is asked it is no plural of a noun.
            let asked = matches!(self.key(i), "مطالب" | "مطالبون" | "مطالبين") && self.is_predicate(i);
            if describes || asked {
                return out;
            }
            for &(cue, end) in nouns {
                push(state(cue, end, None, None));
            }
            return out;
        }
        for reading in readings {
            let finite = matches!(reading.form.tense, Tense::Perfect | Tense::Imperfect);
            // «ندعو الجميع إلى»: in marks the first person calls, demands, promises.
            let third = reading.form.person == 3 || self.performs(i, reading);
            if reading.cue == u16::MAX && element != CueElement::Light {
                continue;
            }
            let row = (reading.cue != u16::MAX).then(|| &lexicon.cues[reading.cue as usize]);
            match element {
                CueElement::Verb | CueElement::VerbObject | CueElement::VerbNoun | CueElement::Relay
                    if finite && third && !reading.future =>
                {
                    if !self.finite_cue_stands(i, reading) {
                        continue;
                    }
                    let Some(row) = row else { continue };
                    let right = match element {
                        CueElement::VerbObject => row.object,
                        CueElement::VerbNoun => {
                            // يرى، يقول with a bare object are no statements; اعتبر X كذا is one.
                            let bare = matches!(
                                row.class,
                                mahdar_doc::CueClass::Say
                                    | mahdar_doc::CueClass::Ask
                                    | mahdar_doc::CueClass::Fear
                                    | mahdar_doc::CueClass::Report
                                    | mahdar_doc::CueClass::Write
                            );
                            let thinks = row.class == mahdar_doc::CueClass::Think && row.lemma != "اعتبر";
                            row.joins.contains(&Join::Object) && !bare && !thinks
                                || row.joins.contains(&Join::ObjectQuoted)
                                // «عدّ» with its shadda is no number, and «وعدّت» no promise.
                                || row.joins.contains(&Join::ObjectAs)
                        }
                        CueElement::Relay => row.class == mahdar_doc::CueClass::Quote || row.lemma == "نقل",
                        _ => {
                            !row.object
                                || reading.pronoun.is_some()
                                || row.joins.contains(&Join::An) && row.class != mahdar_doc::CueClass::Describe
                        }
                    };
                    if right {
                        let mut s = state(reading.cue, i + 1, Some(reading.form), reading.pronoun);
                        s.passive = reading.form.passive;
                        push(s);
                    }
                }
                CueElement::Participle | CueElement::ParticipleNoun => {
                    let form = reading.form;
                    let adverbial = form.tense == Tense::ActiveParticiple
                        && form.accusative
                        && !reading.article
                        && reading.preposition.is_none();
                    let Some(row) = row else { continue };
                    let right = element == CueElement::Participle
                        || row.joins.contains(&Join::Object)
                        || row.joins.contains(&Join::ObjectAs);
                    if adverbial
                        && right
                        && reading.pronoun.is_none()
                        && !self.stays_unnamed(i)
                        && !self.says_again(i)
                        && self.participle_stands(i, form)
                    {
                        let mut s = state(reading.cue, i + 1, Some(form), None);
                        // مؤكدا سموه متانة العلاقات: the speaker said again, in honour.
                        let honoured = title_at(self.words, i + 1).is_some_and(|(t, ..)| {
                            lexicon.titles[t as usize].class == TitleClass::Honorific
                                && ["ه", "ها", "هم"].iter().any(|e| self.key(i + 1).ends_with(e))
                        });
                        s.at += usize::from(honoured);
                        push(s);
                    }
                }
                // عدم ذكر اسمه: what was not said.
                CueElement::Masdar | CueElement::MasdarPronoun
                    if i > self.first && self.key(i - 1).ends_with("عدم") => {}
                // ما وصفه الوزير بأنه: behind a relative stands a verb.
                CueElement::MasdarPronoun if self.relates(i, reading) => {}
                // وفي رده على سؤال، أوضح: on what occasion another verb says it.
                CueElement::MasdarPronoun
                    if i > self.first
                        && matches!(
                            self.key(i - 1).trim_start_matches('و'),
                            "في" | "خلال" | "لدي" | "عند" | "بعد" | "قبل" | "اثناء" | "عقب"
                        )
                        && self.key(i + 1) == "علي" => {}
                CueElement::MasdarPronoun
                    if reading.form.tense == Tense::Masdar
                        && row.is_some()
                        && reading.pronoun.is_some_and(|p| p.starts_with('3'))
                        && !reading.article
                        && !self.words.at(i).has(Is::FUNCTION) =>
                {
                    push(state(reading.cue, i + 1, Some(reading.form), reading.pronoun));
                }
                CueElement::Masdar if reading.form.tense == Tense::Masdar && row.is_some() => {
                    // تأكيد الوزير أن: the verbal noun and its subject in the genitive.
                    // إعلان، بيان are documents too.
                    let document = title_at(self.words, i)
                        .is_some_and(|(t, ..)| lexicon.titles[t as usize].class == TitleClass::Document);
                    let is = self.words.at(i);
                    if reading.pronoun.is_none()
                        && !reading.article
                        && !reading.form.accusative
                        && (!is.has(Is::TITLE) || document)
                        && !is.has(Is::ACTOR)
                        && !is.has(Is::NAME)
                        && !is.has(Is::FUNCTION)
                        && !(self.words.is_finite_verb(i) && self.finite_cue_stands(i, reading))
                    {
                        push(state(reading.cue, i + 1, Some(reading.form), None));
                    }
                }
                // تعهد بالرد: what is promised or threatened is no answer.
                CueElement::MasdarBi
                    if row.is_some_and(|row| row.class == mahdar_doc::CueClass::Answer)
                        && !(self.first..i).any(|k| {
                            matches!(self.key(k).trim_start_matches('و'), "اكتفي" | "اكتفت" | "يكتفي" | "تكتفي")
                        }) => {}
                CueElement::MasdarBi
                    if reading.form.tense == Tense::Masdar
                        && row.is_some()
                        && reading.preposition == Some('ب')
                        && reading.article =>
                {
                    push(state(reading.cue, i + 1, Some(reading.form), None));
                }
                // محملا الحكومة المسؤولية: so does a participle.
                CueElement::Light
                    if finite && third && !reading.future
                        || reading.form.tense == Tense::ActiveParticiple
                            && reading.form.accusative
                            && !reading.article
                            && reading.preposition.is_none()
                            && reading.pronoun.is_none()
                            && self.participle_stands(i, reading.form) =>
                {
                    for &cue in lexicon.light.get(&reading.verb).into_iter().flatten() {
                        if let Some((tail, end, speaker, object)) = self.light_tail(i, cue) {
                            let row = &lexicon.cues[cue as usize];
                            // سارعت الحكومة إلى التنديد ب: the verbal noun attributes, to the verb's subject.
                            if row.joins.contains(&Join::Masdar) {
                                let noun = self
                                    .cue_readings(end)
                                    .into_iter()
                                    .find(|r| r.form.tense == Tense::Masdar && r.article && r.cue != u16::MAX);
                                if let Some(noun) = noun {
                                    let mut s = state(noun.cue, end + 1, Some(reading.form), None);
                                    s.cue_from = end;
                                    s.speaker = speaker;
                                    push(s);
                                }
                                continue;
                            }
                            // حمل X مسؤولية كذا: the noun is the content's first word.
                            let takes_noun = row.object && row.joins.contains(&Join::Object);
                            let mut s = state(cue, if takes_noun { i + 1 } else { end }, Some(reading.form), None);
                            // جدد رفض بلاده تعليق العضوية: whose refusal it is stands between.
                            // جددت كندا إدانتها القوية لإطلاق الصواريخ: and how strong it is.
                            let mut own = end + usize::from(own_state(self.key(end)));
                            while self.words.at(own).has(Is::ADJ)
                                && self.words.at(own).has(Is::ARTICLE)
                                && !self.words.at(own).has(Is::PREFIXED)
                                && (self.words.at(own + 1).has(Is::PREFIXED) || self.words.at(own + 1).has(Is::PREP))
                            {
                                own += 1;
                            }
                            s.at = if takes_noun { tail } else { own };
                            // محملا كورتي وحده المسؤولية: a participle's subject is none of what follows it.
                            let participle = reading.form.tense == Tense::ActiveParticiple;
                            s.addressee = if participle { speaker.clone().or(object) } else { object };
                            s.speaker = speaker.filter(|_| !participle);
                            push(s);
                        }
                    }
                }
                _ => {}
            }
        }
        // Active readings before passive ones; the perfect before the imperfect.
        out.sort_by_key(|s| s.form.is_some_and(|f| f.passive));
        out
    }

    /// A first person of the present inside marks that does what it says: نطالب، ندعو، نحذر، أرفض.
    fn performs(&self, i: usize, reading: &CueReading) -> bool {
        use mahdar_doc::CueClass::{Call, Condemn, Demand, Promise, Reject, Urge, Warn, Welcome};
        reading.form.person == 1
            && reading.form.tense == Tense::Imperfect
            && !reading.form.passive
            && self.quotation_at(i).is_some()
            && self
                .lexicon()
                .cues
                .get(reading.cue as usize)
                .is_some_and(|c| matches!(c.class, Call | Condemn | Demand | Promise | Reject | Urge | Warn | Welcome))
    }

    /// The words of a light verb after its verb, with the subject perhaps between them: أدلى الوزير بتصريح.
    #[allow(clippy::type_complexity, reason = "tail, end, subject and object of one place")]
    fn light_tail(&self, i: usize, cue: u16) -> Option<(usize, usize, Option<Rc<Np>>, Option<Rc<Np>>)> {
        let tail = &self.lexicon().cues[cue as usize].tail;
        if tail.is_empty() {
            return None;
        }
        let fits = |from: usize| {
            let mut at = from;
            for word in tail {
                // وجه انتقادات لاذعة إلى, تحذيرا شديد اللهجة إلى: what the noun is like stands before its preposition.
                if at > from && matches!(word.as_str(), "الي" | "علي" | "عن" | "من") && self.words.at(at).has(Is::ADJ)
                {
                    at = (at + 1..(at + 4).min(self.last))
                        .take_while(|&k| !self.words.at(k - 1).has(Is::PUNCT) && !self.words.is_only_verb(k - 1))
                        .find(|&k| self.key(k) == word)
                        .unwrap_or(at);
                }
                let key = self.key(at);
                let same = key == word
                    || key.strip_prefix(word.as_str()).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "ا"));
                let article = key.strip_prefix("ال") == Some(word)
                    || word.strip_suffix('ه').is_some_and(|open| {
                        key.strip_prefix(open).is_some_and(|rest| matches!(rest, "ته" | "تها" | "تهم"))
                    })
                    || (word.starts_with('ب') && key.strip_prefix("بال") == word.strip_prefix('ب'));
                // A last prefix preposition (وجه انتقادات ل) is looked for by the join.
                if word.chars().count() == 1 {
                    continue;
                }
                if !(same || article) || at >= self.last {
                    return None;
                }
                at += 1;
            }
            Some(at)
        };
        // ما ورد في تصريحاته: a relative clause, no cue.
        if i > self.first && (self.words.at(i - 1).has(Is::REL) || self.key(i - 1) == "ما") {
            return None;
        }
        if let Some(end) = fits(i + 1) {
            return Some((i + 1, end, None, None));
        }
        // The tail's own place bounds what stands between: حملت الحكومة الإسرائيلية | مسؤولية.
        let near = (i + 2..(i + 24).min(self.last)).take_while(|&k| {
            !self.words.at(k).has(Is::COMP) && !self.words.is_only_verb(k) && self.kind(k) != Some(TokenKind::Stop)
        });
        let (at, end) = near.into_iter().find_map(|k| fits(k).map(|end| (k, end)))?;
        let object_needed = self.lexicon().cues[cue as usize].object;
        let first = self.skip_light_adjuncts(i + 1);
        if first >= at {
            return Some((at, end, None, None));
        }
        let np = noun_phrase(self.doc, self.words, first, at)?;
        let rest = self.skip_adjuncts(np.end);
        // وجه الرئيس نداء إلى الأطراف: behind its preposition stands whom it is addressed to, before it who acts.
        let governs = tail.last().is_some_and(|word| matches!(word.as_str(), "الي" | "علي" | "ل" | "عن" | "من"));
        if !object_needed || governs {
            let object = if object_needed { noun_phrase(self.doc, self.words, end, self.last) } else { None };
            return (rest >= at).then_some((at, end, Some(np), object));
        }
        if rest >= at {
            // حمل وفد المعارضة مسؤولية الفشل: where an object is needed and one phrase stands, it is the object.
            return Some((at, end, None, Some(np)));
        }
        // حملت دمشق «بعض الأطراف» مسؤولية: the object in marks.
        if let Some(close) = self.opens(rest).filter(|q| q.closed).map(|q| q.close.index()) {
            let object = noun_phrase(self.doc, self.words, rest + 1, close)?;
            return (self.skip_adjuncts(close + 1) >= at).then_some((at, end, Some(np), Some(object)));
        }
        let object = noun_phrase(self.doc, self.words, rest, at)?;
        (self.skip_adjuncts(object.end) >= at).then_some((at, end, Some(np), Some(object)))
    }

    /// رفضت مجددا منح تصريح, أكد الوزير مجددا معارضته: behind a verb or its subject, without a comma, it says "again".
    fn says_again(&self, i: usize) -> bool {
        self.key(i) == "مجددا"
            && (self.first..i)
                .rev()
                .take(6)
                .take_while(|&k| {
                    let is = self.words.at(k);
                    !is.has(Is::PUNCT) && !is.has(Is::COMP) && !is.has(Is::PREP) && !is.has(Is::PREFIXED)
                })
                .any(|k| self.words.is_finite_verb(k))
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

    /// وهو ما اعتبره: "what" before a verb, no denial.
    fn what(&self, i: usize) -> bool {
        i > self.first + 1 && self.key(i - 1) == "ما" && matches!(self.key(i - 2), "وهو" | "هو" | "وهي" | "هي")
    }

    /// لم، لا، لن before a verb.
    fn negated(&self, i: usize) -> bool {
        i > self.first
            && matches!(self.key(i - 1), "لم" | "ولم" | "لن" | "ولن" | "لا" | "ولا" | "دون" | "فلم" | "ما" | "لما")
    }

    /// تنفي ما ذكره مسؤولون: behind ما inside a clause a verb with an object's pronoun is what somebody said, and no denial.
    fn relates(&self, i: usize, reading: &CueReading) -> bool {
        reading.pronoun.is_some_and(|p| p.starts_with('3'))
            && i > self.first + 1
            && matches!(self.key(i - 1), "ما" | "لما")
            && !self.words.at(i - 2).has(Is::PUNCT)
    }

    /// قصفت ما قالت دلهي إنه معسكر: behind ما a perfect whose clause takes it up again is no denial.
    fn so_called(&self, i: usize) -> bool {
        let perfect = self.words.analyses(i).iter().any(
            |a| matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Perfect && a.pronoun.is_none()),
        );
        perfect
            && self.key(i - 1) == "ما"
            && i - 1 > self.first
            && !self.words.at(i - 2).has(Is::PUNCT)
            && (i + 1..(i + 7).min(self.last)).any(|k| {
                self.words
                    .complementizer(self.doc, k)
                    .is_some_and(|c| c.conjunction.is_none() && c.pronoun.is_some_and(|p| p.starts_with('3')))
            })
    }

    /// Whether a finite reading stands where a verb of saying can.
    fn finite_cue_stands(&self, i: usize, reading: &CueReading) -> bool {
        *reading.stands.get_or_init(|| self.find_finite_cue_stands(i, reading))
    }

    fn find_finite_cue_stands(&self, i: usize, reading: &CueReading) -> bool {
        let words = self.words;
        if self.stays_unnamed(i) {
            return false;
        }
        let is = words.at(i);
        let previous = i.checked_sub(1).filter(|&p| p >= self.first);
        let previous_is = previous.map_or(Is::PUNCT, |p| words.at(p));
        let previous_key = previous.map_or("", |p| self.key(p));
        let after_qad = previous_key.ends_with("قد");
        // إن من يتحفظ على الورقة: whoever does is nobody the report names; هناك من يرى أن names a kind of them.
        let whoever = matches!(previous_key, "من" | "ومن" | "لمن" | "بمن")
            && i > self.first + 1
            && !matches!(
                self.key(i - 2).trim_start_matches(['و', 'ف']),
                "هناك" | "هنالك" | "ثمه" | "منهم" | "بينهم" | "منا" | "يوجد"
            );
        // وعن نقل السفارة قال: behind a preposition stands a noun. سئل الوزير عن الموعد: who is asked says nothing.
        let governed = matches!(
            previous_key,
            "عن" | "وعن"
                | "في"
                | "وفي"
                | "الي"
                | "علي"
                | "حول"
                | "وحول"
                | "بشان"
                | "وبشان"
                | "بخصوص"
                | "دون"
                | "خلال"
                | "عبر"
                | "ضد"
        );
        let asked =
            reading.form.passive && self.lexicon().cues.get(reading.cue as usize).is_some_and(|row| row.lemma == "سأل");
        if governed || asked || whoever || self.in_name(i) {
            return false;
        }
        // بين is "between" unless قد says that a verb follows, or a shadda that it is بيّن.
        let doubled = self.doc.surface(TokenId::from_index(i)).contains('\u{0651}');
        // من جهته، عبر رئيس النادي عن: at a clause's start before a person they are verbs too.
        let before_person = (previous.is_none() || previous_is.has(Is::PUNCT) || self.turn_ends_at(i))
            && title_at(words, i + 1).is_some_and(|(t, ..)| {
                matches!(
                    self.lexicon().titles[t as usize].class,
                    TitleClass::Office | TitleClass::Spokesman | TitleClass::Expert | TitleClass::Anonymous
                )
            });
        // بينما عبر نظيره عن ارتياحه: so they are behind a conjunction, where their own preposition follows.
        // ، وعبر البرلمان عن قلقه
        let again = is.has(Is::CONJUNCT) && previous_is.has(Is::PUNCT);
        let joined = (previous_is.has(Is::CONJ) || again || matches!(previous_key, "بينما" | "فيما" | "حين" | "كما"))
            && words.at(i + 1).has(Is::NOMINAL)
            && (i + 2..(i + 14).min(self.last))
                .take_while(|&k| self.kind(k) != Some(TokenKind::Stop) && !words.is_only_verb(k))
                .any(|k| self.key(k) == "عن");
        let before_person = before_person || joined && is.has(Is::CUE);
        let after_person = !before_person
            && is.has(Is::FUNCTION)
            && is.has(Is::CUE)
            && self.subject_before(i, reading.form).is_some_and(|np| {
                np.end == i
                    && (np.name.is_some() || !np.titles.is_empty())
                    && np.first > self.first
                    && words.at(np.first - 1).has(Is::COMP)
            });
        // عبر فيه عن, عبر الجمعة الماضية عن: between it and its own preposition stands no noun that it could govern.
        let takes = |k: usize| self.key(k) == "عن";
        // وعبر عن قلقه: behind و, right before its preposition.
        let through = is.has(Is::CUE)
            // وبين أن المشاورات بلغت: no preposition stands before a clause.
            // كما بين أن المشاورات بلغت
            && ((self.key(i) == "وبين"
                || self.key(i) == "بين"
                    && (previous.is_none() || previous_is.has(Is::CONJ) || matches!(previous_key, "كما" | "حيث" | "ثم")))
                && words.complementizer(self.doc, i + 1).is_some_and(|c| c.conjunction.is_none() && !c.with_bi)
                || takes(i + 1) && self.cue_stem(i) > 0
                || self.resumes(i + 1) && (takes(i + 2) || takes(i + 3))
                || words.at(i + 1).has(Is::TIME)
                    && (i + 2..i + 5).any(takes)
                    && self.subject_before(i, reading.form).is_some_and(|np| np.end == i));
        // وعقب اللقاء: before a definite noun that is nobody it is a preposition.
        let next = words.at(i + 1);
        let thing = next.has(Is::ARTICLE)
            && !next.has(Is::ACTOR)
            && (next.has(Is::NOUN) && !next.has(Is::TITLE) && !next.has(Is::NAME)
                || words.occasion_end(i + 1).is_some())
            // وعقب لقائه الرئيس: so it is before an occasion with a pronoun.
            || words.occasion_end(i + 1).is_some()
                && words.analyses(i + 1).iter().any(|a| a.pronoun.is_some());
        if thing && self.lexicon().cues.get(reading.cue as usize).is_some_and(|c| c.lemma == "عقب") {
            return false;
        }
        if is.has(Is::FUNCTION)
            && !doubled
            && !through
            && !before_person
            && !after_person
            && !after_qad
            && !(is.has(Is::CONJUNCT) && previous.is_none() && !thing)
        {
            return false;
        }
        // أعرب عن أسفه: behind a preposition stands a noun.
        if is.has(Is::NOMINAL) && matches!(previous_key, "عن" | "الي" | "علي" | "في" | "مع" | "بين" | "ضد")
        {
            return false;
        }
        if is.has(Is::NARRATOR) && !self.active_narrator(i)
            || previous_is.has(Is::NARRATOR) && previous_key.ends_with("ما")
        {
            return false;
        }
        // لم يخف الوفد خيبة أمله: what somebody does hide he does not say.
        let lemma = self.lexicon().cues.get(reading.cue as usize).map(|c| c.lemma.as_str());
        if lemma == Some("أخفى") && !self.negated(i) {
            return false;
        }
        // في بيان نشرته الوزارة، أكدت أن: a clause about the noun before it tells where the main verb says it.
        let carried =
            matches!(lemma, Some("نشر" | "نقل" | "بث" | "أصدر" | "أورد" | "وزع" | "تلا" | "أذاع" | "كتب" | "أرسل"))
                && reading.pronoun.is_some_and(|p| p.starts_with('3'))
                && previous_is.has(Is::NOMINAL)
                && !previous_is.has(Is::ARTICLE)
                && i > self.first + 1
                && matches!(
                    self.key(i - 2).trim_start_matches('و'),
                    "في" | "خلال" | "عبر" | "حسب" | "وفق" | "بحسب" | "ضمن"
                );
        if carried {
            return false;
        }
        // فيما وصف بأنه نصر, في ما اعتبر رسالة: nobody calls it so.
        let called = matches!(lemma, Some("وصف" | "اعتبر" | "عد#2" | "عد")) && reading.pronoun.is_none();
        let by_nobody = called
            && (previous_key == "فيما" || previous_key == "ما" && i > self.first + 1 && self.key(i - 2) == "في")
            && (self.words.complementizer(self.doc, i + 1).is_some_and(|c| c.with_bi)
                || words.at(i + 1).has(Is::NOUN)
                    && !words.at(i + 1).has(Is::ARTICLE)
                    && !words.at(i + 1).has(Is::TITLE));
        if by_nobody {
            return false;
        }
        // لم يقل، لن يعلن، لا يرى: a speech verb denied is no statement; an attitude or refusal denied still is one.
        if self.negated(i) && !self.so_called(i) && !self.relates(i, reading) {
            let class = self.lexicon().cues.get(reading.cue as usize).map(|c| c.class);
            use mahdar_doc::CueClass::{Expect, Reject, Think};
            if !matches!(class, Some(Think | Expect | Reject)) || reading.form.passive {
                return false;
            }
        }
        // أن يؤكد: a wish, not a statement. إنه يعتقد has a pronoun.
        // قبل أن يضيف, إلى أن أعلن: what was said next.
        let after = previous.and_then(|p| p.checked_sub(1)).filter(|&p| p >= self.first).map_or("", |p| self.key(p));
        if reading.form.tense == Tense::Imperfect
            && previous.is_some_and(|p| words.complementizer(self.doc, p).is_some_and(|c| c.pronoun.is_none()))
            && !matches!(after, "قبل" | "وقبل")
        {
            return false;
        }
        // دون كشف, عدم ذكر: a verbal noun.
        if matches!(previous_key, "كي" | "لكي" | "حتي" | "سوف") || previous_key.ends_with("عدم") {
            return false;
        }
        // ردا على: a verbal noun unless two subjects stand before it.
        let goes_on = is.has(Is::CONJUNCT) && previous_is.has(Is::PUNCT);
        if reading.form.number == Number::Dual
            && is.has(Is::NOMINAL)
            && !goes_on
            && self.subject_before(i, reading.form).is_none()
        {
            return false;
        }
        if !is.has(Is::NOMINAL) {
            return true;
        }
        // ضرورة وقف إطلاق النار ورفض التهجير: behind another verbal noun, before nobody who could do it, it is one too.
        if self.key(i).starts_with('و') && !previous_is.has(Is::PUNCT) && self.joins_deeds(i) {
            return false;
        }
        // A word that may be a noun too (ذكر، كشف، أمل) is a verb where a clause begins.
        let clause_start = previous.is_none()
            || previous_is.has(Is::PUNCT)
            || previous_is.has(Is::CONJ)
            || previous_is.has(Is::REL)
            || previous_is.has(Is::COMP)
            || previous_is.has(Is::PARTICLE)
            || previous_is.has(Is::TURN)
            || is.has(Is::CONJUNCT)
            || self.turn_ends_at(i);
        // ومن بورتسودان أبدى المبعوث: a phrase of place before the verb.
        let placed = i > self.first
            && i - self.first <= 5
            && words.at(self.first).has(Is::PREP)
            && (self.first + 1..i)
                .all(|k| !words.at(k).has(Is::PUNCT) && !words.is_only_verb(k) && !words.at(k).has(Is::COMP))
            && (words.at(i + 1).has(Is::TITLE) || words.at(i + 1).has(Is::ACTOR) || words.at(i + 1).has(Is::NAME))
            && !words.at(i + 1).has(Is::PREFIXED);
        // اتهامات وصفها وزير الداخلية: a clause about an indefinite noun, which the verb's pronoun takes up.
        let taken_up = reading.pronoun.is_some()
            && previous_is.has(Is::NOUN)
            && !previous_is.has(Is::ARTICLE)
            && ((words.at(i + 1).has(Is::TITLE) || words.at(i + 1).has(Is::ACTOR) || words.at(i + 1).has(Is::NAME))
                && !words.at(i + 1).has(Is::PREFIXED)
                // محادثات وصفتها بأنها صعبة
                || words.complementizer(self.doc, i + 1).is_some_and(|c| c.with_bi && c.pronoun.is_some()));
        let clause_start = clause_start || placed || taken_up;
        // تظاهرة طالب فيها المئات: a clause about the noun before it, which returns as a pronoun.
        let resumes = |k: usize| self.resumes(k) || matches!(self.key(k), "به" | "بها");
        let resumed = resumes(i + 1) || words.at(i + 1).has(Is::ARTICLE) && resumes(i + 2);
        let first_is_verb = self.words.analyses(i).iter().any(
            |a| matches!(a.entry, Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect)),
        );
        first_is_verb && (clause_start || resumed || self.subject_before(i, reading.form).is_some())
    }

    /// رئيسة كوريا الجنوبية، بارك كون هيه: whether a person's name of several words begins at `i`.
    fn in_name(&self, i: usize) -> bool {
        actor_at(self.words, i).is_some_and(|(a, _, end)| {
            end.end as usize > i + 1 && self.lexicon().actors[a as usize].kind == mahdar_doc::EntityKind::Person
        })
    }

    /// Whether و joins a verbal noun at `i` to one shortly before it, no verb or mark between them and no person behind.
    fn joins_deeds(&self, i: usize) -> bool {
        /// How far the other may stand.
        const NEAR: usize = 6;
        let masdar = |k: usize| !self.words.at(k).has(Is::NAME) && self.words.may_be_masdar(k);
        let next = self.words.at(i + 1);
        let person = next.has(Is::ACTOR) || next.has(Is::TITLE) || next.has(Is::NAME) || next.has(Is::UNKNOWN);
        let thing = next.has(Is::NOMINAL) && !person;
        thing
            && masdar(i)
            && (i.saturating_sub(NEAR).max(self.first)..i)
                .rev()
                .take_while(|&k| !self.words.at(k).has(Is::PUNCT) && !self.words.is_only_verb(k))
                .any(|k| {
                    let is = self.words.at(k);
                    let deed = masdar(k) || is.has(Is::NOUN) && is.has(Is::ACT) && !is.has(Is::ARTICLE);
                    deed && k > self.first && self.words.at(k - 1).has(Is::NOMINAL)
                })
    }

    /// يعتقد أن, يتوقع أن are the narrator's own (it is thought that) where a sentence or clause begins with them; with a
    /// subject or a conjunction before them they are somebody's: إذ يعتقد أن.
    pub fn active_narrator(&self, i: usize) -> bool {
        let verb = self.words.is_only_verb(i) && self.words.at(i).has(Is::CUE);
        let previous = i.checked_sub(1).filter(|&p| p >= self.first);
        verb && !self.words.at(i).has(Is::CONJUNCT) && previous.is_some_and(|p| !self.words.at(p).has(Is::PUNCT))
    }

    /// من جانبه، بدوره end at `i`.
    pub fn turn_ends_at(&self, i: usize) -> bool {
        let from = i.saturating_sub(4).max(self.first);
        (from..i).any(|k| {
            self.words.function_end(k, Classes::TURN) == Some(i) || self.words.function_end(k, Classes::TIME) == Some(i)
        })
    }

    /// Whether between "that" and token `i` stands a phrase without a verb, so that `i` tells what it is.
    fn is_predicate(&self, i: usize) -> bool {
        /// How long a subject may be.
        const REACH: usize = 8;
        let from = i.saturating_sub(REACH).max(self.first);
        let comp =
            (from..i).rev().find_map(|k| self.words.complementizer(self.doc, k).map(|c| (k, c.pronoun.is_some())));
        comp.is_some_and(|(k, pronoun)| {
            let start = if self.opens(k + 1).is_some() { k + 2 } else { k + 1 };
            !self.key(i).ends_with('ا')
                && (pronoun && start == i
                    || noun_phrase(self.doc, self.words, start, i).is_some_and(|np| np.end == i && np.first == start))
        })
    }

    /// أكدت أثينا ذلك. مشددة على أن: an accusative that begins a sentence of its own goes on with who spoke last. One that may be a noun
    /// does so before a clause alone.
    fn goes_on(&self, i: usize) -> bool {
        let clause = |k: usize| self.words.complementizer(self.doc, k).is_some_and(|c| c.conjunction.is_none());
        let accusative = self.key(i).ends_with('ا') && !self.words.at(i).has(Is::NAME);
        i > 0 && !self.words.at(i).has(Is::CONJUNCT) && (accusative || clause(i + 1) || clause(i + 2))
    }

    /// A participle is adverbial where a clause may end before it; ة alone (مشيرة) needs a comma, a join or a feminine subject.
    pub(super) fn participle_stands(&self, i: usize, form: VerbForm) -> bool {
        let previous = i.checked_sub(1).filter(|&p| p >= self.first);
        let Some(previous) = previous else { return self.goes_on(i) };
        let is = self.words.at(previous);
        let key = self.key(previous);
        // قدمت الحكومة مقترحا "جديا": a noun behind a verb and its subject is an object.
        let noun = self.words.at(i).has(Is::NOUN) && !self.words.at(i).has(Is::CONJUNCT) && !is.has(Is::PUNCT);
        if noun && self.opens(i + 1).is_some() && self.words.is_finite_verb(previous) {
            return false;
        }
        // بين الجيش ومحتجين: a word for people.
        if form.number != Number::Singular
            && self.words.at(i).has(Is::CONJUNCT)
            && (i.saturating_sub(4).max(self.first)..i).any(|k| self.key(k) == "بين")
        {
            return false;
        }
        // قصفت مدينة خاركيف: a city, unless a comma makes it "condemning".
        if self.key(i) == "مدينه" && (!is.has(Is::PUNCT) || self.words.place(i + 1).is_some()) {
            return false;
        }
        // أن المجموعة الدولية مطالبة بأن تواكب: what stands behind "that" and a phrase without a verb says what that one is.
        if !is.has(Is::PUNCT) && !self.words.at(i).has(Is::CONJUNCT) && self.is_predicate(i) {
            return false;
        }
        // كان مؤكدا، بات متوقعا, غير مستبعد: predicates.
        if matches!(
            key,
            "كان"
                | "وكان"
                | "ليس"
                | "بات"
                | "اصبح"
                | "غير"
                | "يكون"
                | "ظل"
                | "كانت"
                | "يبدو"
                | "تبدو"
                | "بدا"
                | "يزال"
                | "تزال"
                | "يزالون"
                | "زال"
                | "زالت"
                | "مازال"
                | "مازالت"
                | "لازال"
                | "ظلت"
                | "باتت"
                | "اصبحت"
                | "ليست"
                | "تكون"
        ) {
            return false;
        }
        if form.gender == Gender::F && form.number == Number::Singular && is.has(Is::PREP) {
            return false;
        }
        // A plural in ين or ان after a noun is more often an adjective.
        if form.number != Number::Singular
            && !is.has(Is::PUNCT)
            && !self.words.at(i).has(Is::CONJUNCT)
            && is.has(Is::ARTICLE)
        {
            return true;
        }
        true
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
                        // المدير العام للوكالة: what belongs to the speaker's title is no outlet that he told.
                        let speaker = next.speaker.as_ref().map(|s| (s.first, s.end));
                        next.via = self
                            .told_to(next.cue_to, at)
                            .filter(|via| speaker.is_none_or(|(from, to)| via.first < from || via.first >= to));
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
    let mut np = Np::bare(start, hit.end as usize, doc.tokens.get(start)?.span);
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
                || matches!(doc.key(TokenId::from_index(k)), "صدر" | "صدرت" | "صادر" | "صادره")
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
