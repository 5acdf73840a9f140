//! Patterns against a sentence: each element tries what the language allows at its place.

use crate::np::{Np, actors_at, noun_phrase, time_end, title_at};
use crate::rules::{CueElement, Element, JoinElement, Rule};
use crate::words::{Is, Words, key_to_text};
use mahdar_doc::{Document, Span, TokenId, TokenKind};
use mahdar_lang::{
    Classes, CueKind, Entry, Gender, Join, NamedBy, Number, Phrase, Prep, Quotation, Tense, TitleClass, VerbForm,
};
use std::cell::RefCell;
use std::rc::Rc;

/// How far a join may stand from its cue, in tokens.
const REACH: usize = 45;

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
    pub speaker: Option<Np>,
    /// The speaker stands before the verb.
    pub before: bool,
    /// An agentless passive: قيل.
    pub passive: bool,
    pub via: Option<Np>,
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
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueReading {
    pub cue: u16,
    pub form: VerbForm,
    pub pronoun: Option<&'static str>,
    pub preposition: Option<char>,
    pub article: bool,
    pub future: bool,
    pub verb: u16,
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
    pub subjects: RefCell<Vec<(SubjectKey, Vec<Np>)>>,
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
                let light = lexicon.light.contains_key(&verb);
                let cue = lexicon.verbs.get(verb as usize)?.cue.or_else(|| light.then_some(u16::MAX))?;
                if damma && form.tense == Tense::Perfect && !form.passive {
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
        let mut best: Option<(usize, Candidate)> = None;
        let mut states: Vec<(CueElement, Vec<State>)> = Vec::new();
        for rule in self.rules {
            let Some(element) = rule.cue() else { continue };
            let mut reached = 0;
            // What a cue element takes at a token is the same for all rules that begin with it.
            let known = states.iter().position(|(e, _)| *e == element);
            let known = known.unwrap_or_else(|| {
                states.push((element, self.cue_states(i, element, &readings, &nouns)));
                states.len() - 1
            });
            for state in states[known].1.clone() {
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
                    if best.as_ref().is_none_or(|(nearest, _)| at < *nearest) {
                        best = Some((at, self.candidate(rule, element, state, join, content, byte)));
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
        best.map(|(_, candidate)| candidate)
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
        if let Some(k) = tongue.filter(|_| speaker.is_some())
            && let Some(np) = noun_phrase(self.doc, self.words, k + 2, join_at)
        {
            via = speaker.replace(Rc::new(np)).or(via);
            cue_span = token(k).join(token(k + 1));
        }
        // وصف الهجوم بأنه ...: what is described is part of the content.
        let describes =
            self.lexicon().cues.get(state.cue as usize).is_some_and(|c| c.class == mahdar_doc::CueClass::Describe);
        let (content, byte) = match &state.addressee {
            Some(np) if describes => (np.first, np.span.start),
            _ => (content, byte),
        };
        Candidate {
            found_by: rule.id.clone(),
            element,
            cue_from: state.cue_from,
            cue_to: state.cue_to,
            cue_span,
            cue: state.cue,
            form: state.form,
            pronoun: state.pronoun,
            speaker: speaker.map(|np| (*np).clone()),
            before: false,
            passive: state.passive,
            via: via.map(|np| (*np).clone()),
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
                    let right = element == CueElement::Participle || row.joins.contains(&Join::Object);
                    if adverbial && right && reading.pronoun.is_none() && self.participle_stands(i, form) {
                        push(state(reading.cue, i + 1, Some(form), None));
                    }
                }
                // عدم ذكر اسمه: what was not said.
                CueElement::Masdar | CueElement::MasdarPronoun
                    if i > self.first && self.key(i - 1).ends_with("عدم") => {}
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
                CueElement::MasdarBi
                    if reading.form.tense == Tense::Masdar
                        && row.is_some()
                        && reading.preposition == Some('ب')
                        && reading.article =>
                {
                    push(state(reading.cue, i + 1, Some(reading.form), None));
                }
                CueElement::Light if finite && third && !reading.future => {
                    for &cue in lexicon.light.get(&reading.verb).into_iter().flatten() {
                        if let Some((tail, end, speaker, object)) = self.light_tail(i, cue) {
                            let row = &lexicon.cues[cue as usize];
                            // حمل X مسؤولية كذا: the noun is the content's first word.
                            let takes_noun = row.object && row.joins.contains(&Join::Object);
                            let mut s = state(cue, if takes_noun { i + 1 } else { end }, Some(reading.form), None);
                            s.at = if takes_noun { tail } else { end };
                            s.speaker = speaker.map(Rc::new);
                            s.addressee = object.map(Rc::new);
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
    fn light_tail(&self, i: usize, cue: u16) -> Option<(usize, usize, Option<Np>, Option<Np>)> {
        let tail = &self.lexicon().cues[cue as usize].tail;
        if tail.is_empty() {
            return None;
        }
        let fits = |from: usize| {
            let mut at = from;
            for word in tail {
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
        if !object_needed {
            return (rest >= at).then_some((at, end, Some(np), None));
        }
        if rest >= at {
            // حمل وفد المعارضة مسؤولية الفشل: where an object is needed and one phrase stands, it is the object.
            return Some((at, end, None, Some(np)));
        }
        let object = noun_phrase(self.doc, self.words, rest, at)?;
        (self.skip_adjuncts(object.end) >= at).then_some((at, end, Some(np), Some(object)))
    }

    /// لم، لا، لن before a verb.
    fn negated(&self, i: usize) -> bool {
        i > self.first
            && matches!(self.key(i - 1), "لم" | "ولم" | "لن" | "ولن" | "لا" | "ولا" | "دون" | "فلم" | "ما" | "لما")
    }

    /// Whether a finite reading stands where a verb of saying can.
    fn finite_cue_stands(&self, i: usize, reading: &CueReading) -> bool {
        let words = self.words;
        let is = words.at(i);
        let previous = i.checked_sub(1).filter(|&p| p >= self.first);
        let previous_is = previous.map_or(Is::PUNCT, |p| words.at(p));
        let previous_key = previous.map_or("", |p| self.key(p));
        let after_qad = previous_key.ends_with("قد");
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
        let after_person = !before_person
            && is.has(Is::FUNCTION)
            && is.has(Is::CUE)
            && self.subject_before(i, reading.form).is_some_and(|np| {
                np.end == i
                    && (np.name.is_some() || !np.titles.is_empty())
                    && np.first > self.first
                    && words.at(np.first - 1).has(Is::COMP)
            });
        if is.has(Is::FUNCTION)
            && !doubled
            && !before_person
            && !after_person
            && !after_qad
            && !(is.has(Is::CONJUNCT) && previous.is_none())
        {
            return false;
        }
        if is.has(Is::NARRATOR) && !self.active_narrator(i)
            || previous_is.has(Is::NARRATOR) && previous_key.ends_with("ما")
        {
            return false;
        }
        // لم يقل، لن يعلن، لا يرى: a speech verb denied is no statement; an attitude or refusal denied still is one.
        if self.negated(i) {
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
        if matches!(previous_key, "كي" | "لكي" | "حتي" | "سوف") {
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
        let clause_start = clause_start || placed;
        // تظاهرة طالب فيها المئات: a clause about the noun before it, which returns as a pronoun.
        let resumed = matches!(self.key(i + 1), "فيه" | "فيها" | "فيهما" | "خلاله" | "خلالها" | "به" | "بها");
        let first_is_verb = self.words.analyses(i).iter().any(
            |a| matches!(a.entry, Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect)),
        );
        first_is_verb && (clause_start || resumed || self.subject_before(i, reading.form).is_some())
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

    /// A participle is adverbial where a clause may end before it; ة alone (مشيرة) needs a comma, a join or a feminine subject.
    fn participle_stands(&self, i: usize, form: VerbForm) -> bool {
        let previous = i.checked_sub(1).filter(|&p| p >= self.first);
        let Some(previous) = previous else { return false };
        let is = self.words.at(previous);
        let key = self.key(previous);
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
                    next.speaker = Some(Rc::new(np));
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
                if let Some(np) = noun_phrase(self.doc, self.words, at, self.last) {
                    let mut next = state.clone();
                    next.at = np.end;
                    next.addressee = Some(Rc::new(np));
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
                let np = noun_phrase(self.doc, self.words, state.at, self.last).filter(Np::can_speak);
                let mut next = state;
                if let Some(np) = np {
                    next.at = np.end;
                    next.via = Some(Rc::new(np));
                }
                if let Some(done) = attempt(next) {
                    return (reached, Some(done));
                }
            }
            Element::ViaSource => {
                if let Some(at) = self.find_preposition(state.at, "عن", 12) {
                    if let Some(np) = noun_phrase(self.doc, self.words, at + 1, self.last) {
                        let mut next = state;
                        next.at = np.end;
                        next.speaker = Some(Rc::new(np));
                        if let Some(done) = attempt(next) {
                            return (reached, Some(done));
                        }
                    } else if matches!(self.key(at), "عنه" | "عنها" | "عنهم") {
                        let mut next = state;
                        next.at = at + 1;
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
                        next.via = self.told_to(next.cue_to, at).map(Rc::new);
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

    /// Candidates for the subject after the cue, best first; kept while one cue is tried.
    fn speakers(&self, state: &State) -> Vec<Np> {
        let key = (state.cue_from, state.at, state.cue, state.form, state.pronoun, state.passive);
        let mut kept = self.subjects.borrow_mut();
        if let Some((_, found)) = kept.iter().find(|(k, _)| *k == key) {
            return found.clone();
        }
        if kept.first().is_some_and(|(k, _)| k.0 != state.cue_from) {
            kept.clear();
        }
        drop(kept);
        let found = self.find_speakers(state);
        self.subjects.borrow_mut().push((key, found.clone()));
        found
    }

    fn find_speakers(&self, state: &State) -> Vec<Np> {
        if state.passive {
            return Vec::new();
        }
        let at = self.skip_light_adjuncts(state.at);
        if at >= self.last
            || self.words.at(at).has(Is::PUNCT) && !matches!(self.kind(at), Some(TokenKind::Open | TokenKind::Quote))
        {
            return Vec::new();
        }
        let Some(np) = noun_phrase(self.doc, self.words, at, self.last) else { return Vec::new() };
        // In VSO order the verb is singular; a dual or plural verb has its subject before it.
        if state.form.is_some_and(|f| {
            f.number != Number::Singular && f.person == 3 && matches!(f.tense, Tense::Perfect | Tense::Imperfect)
        }) {
            return Vec::new();
        }
        // A verbal noun agrees with nobody: إعلان الحكومة.
        let verbal = state.form.filter(|f| f.tense != Tense::Masdar);
        if !self.agrees(verbal, &np) || verbal.is_some() && self.oblique(&np) {
            return Vec::new();
        }
        // كيري يحث الأكراد: a subject right before the verb leaves what follows for its object.
        let finite = state.form.filter(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect));
        if finite.and_then(|f| self.subject_before(state.cue_from, f)).is_some_and(|before| {
            before.can_speak() && (before.end..state.cue_from).all(|k| self.words.at(k).has(Is::PARTICLE))
        }) {
            return Vec::new();
        }
        let row = self.lexicon().cues.get(state.cue as usize);
        // واتهم الجيش بنقل تعزيزات: a verb that needs an object has it in a phrase that stands alone.
        if row.is_some_and(|c| c.needs_object) && state.pronoun.is_none() && np.parts.is_empty() {
            let rest = self.skip_adjuncts(np.end);
            let next = self.words.at(rest);
            let another = (next.has(Is::NOMINAL) || next.has(Is::DEM) || next.has(Is::QUANT))
                && !next.has(Is::PREFIXED)
                && !next.has(Is::COMP)
                && !next.has(Is::PUNCT)
                && !next.has(Is::PREP);
            if !another {
                return Vec::new();
            }
        }
        let object_first = row.is_some_and(|c| c.object) && self.reads_as_object(&np);
        let masdar = !self.words.at(np.first).has(Is::TITLE)
            && !self.words.at(np.first).has(Is::ACTOR)
            && !self.words.at(np.first).has(Is::NAME)
            && self
                .words
                .analyses(np.first)
                .first()
                .is_some_and(|a| matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar));
        if object_first || masdar || !np.can_speak() && self.abstract_head(&np) {
            return Vec::new();
        }
        // أعرب المسؤول الأوروبي عن أمله: the cue's own preposition ends the subject where no other of the kind follows.
        if let Some(row) = row {
            let own = |k: usize| {
                [Prep::Ila, Prep::Ala, Prep::An, Prep::Min].into_iter().any(|prep| {
                    self.key(k) == prep.key()
                        && (row.joins.contains(&Join::PrepAn(prep)) || row.joins.contains(&Join::PrepNoun(prep)))
                })
            };
            let inside = (np.first + 1..np.end).find(|&k| own(k));
            let later = (np.end..(np.end + 12).min(self.last)).any(own);
            if let Some(short) = inside.filter(|_| !later).and_then(|k| noun_phrase(self.doc, self.words, at, k)) {
                return vec![short, np];
            }
        }
        vec![np]
    }

    /// A sound plural or dual in ين is no subject: وعدت الأوروبيين, أبلغ المسؤولين.
    fn oblique(&self, np: &Np) -> bool {
        let first = self.key(np.first);
        let counted = first.ends_with("ين")
            && (np.number != Number::Singular
                || self.words.analyses(np.first).iter().any(|a| match a.entry {
                    Entry::Nisba { number, .. } | Entry::Noun { number, .. } | Entry::Adjective { number, .. } => {
                        number != Number::Singular
                    }
                    Entry::Verb { form, .. } => form.number != Number::Singular,
                    Entry::Name { .. } => false,
                }));
        // ناشد مؤيديه: a plural in ين before its owner's pronoun.
        let possessed = ["يه", "يها", "يهم"].iter().any(|e| first.ends_with(e))
            && !self.words.at(np.first).has(Is::ACTOR)
            && self.words.analyses(np.first).iter().any(|a| {
                a.pronoun.is_some()
                    && match a.entry {
                        Entry::Verb { form, .. } => form.number != Number::Singular,
                        Entry::Noun { number, .. } => number != Number::Singular,
                        _ => false,
                    }
            });
        (counted || possessed) && np.name.is_none_or(|(from, _)| from != np.first)
    }

    /// A person after the verb is its subject, not what is said: رفض الوزير.
    fn reads_as_subject(&self, k: usize, state: &State) -> bool {
        let Some(np) = noun_phrase(self.doc, self.words, k, self.last) else { return false };
        let person = np.name.is_some()
            || np.titles.first().is_some_and(|&t| {
                matches!(
                    self.lexicon().titles[t as usize].class,
                    TitleClass::Office
                        | TitleClass::Spokesman
                        | TitleClass::Expert
                        | TitleClass::Honorific
                        | TitleClass::Anonymous
                )
            })
            || np.actors.first().is_some_and(|(_, by, _)| *by != NamedBy::Epithet);
        // A body that agrees is the subject too: أعلنت وكالة الفضاء نجاح الإطلاق.
        let body =
            np.titles.first().is_some_and(|&t| {
                matches!(self.lexicon().titles[t as usize].class, TitleClass::Body | TitleClass::Outlet)
            }) && state.form.is_some_and(|f| f.gender == np.gender && f.number == Number::Singular);
        (person || body) && self.agrees(state.form, &np) && !self.oblique(&np)
    }

    /// A group that is called upon rather than calling: المجتمع الدولي، جميع الأطراف.
    fn reads_as_object(&self, np: &Np) -> bool {
        let first = self.words.at(np.first);
        let international = np
            .actors
            .first()
            .is_some_and(|(a, _, _)| self.lexicon().actors[*a as usize].party.as_deref() == Some("INTL"));
        (first.has(Is::QUANT) && !np.can_speak()) || international || self.key(np.first) == "المجتمع"
    }

    /// A verbal noun or common noun that cannot speak: أعلن وقف إطلاق النار.
    fn abstract_head(&self, np: &Np) -> bool {
        let is = self.words.at(np.first);
        is.has(Is::NOUN) && !is.has(Is::TITLE)
    }

    /// Whether a subject may agree with a verb before it: a feminine verb needs a feminine or broken-plural subject.
    fn agrees(&self, form: Option<VerbForm>, np: &Np) -> bool {
        let Some(form) = form else { return true };
        // A family name alone may be a woman's or a man's, whoever bears it in the pack.
        if np.titles.is_empty() && np.actors.first().is_some_and(|(_, by, _)| *by == NamedBy::Short) {
            return true;
        }
        if form.gender == Gender::F && np.parts.first().is_none_or(|p| p.gender == Gender::M) {
            let human = np.name.is_some()
                || np.titles.first().is_some_and(|&t| {
                    matches!(
                        self.lexicon().titles[t as usize].class,
                        TitleClass::Office | TitleClass::Spokesman | TitleClass::Expert | TitleClass::Honorific
                    )
                });
            let unknown_name = np.name.is_some() && np.titles.is_empty() && np.actors.is_empty();
            return !(human && np.gender == Gender::M && np.number == Number::Singular) || unknown_name;
        }
        if form.gender == Gender::M && np.gender == Gender::F && np.parts.is_empty() {
            // Plurals of bodies and things take the feminine (دعت الدول); of women a verb before them may stay masculine.
            let women = np.number == Number::Plural
                && np.titles.first().is_some_and(|&t| {
                    !matches!(
                        self.lexicon().titles[t as usize].class,
                        TitleClass::Body | TitleClass::Document | TitleClass::Outlet | TitleClass::Anonymous
                    )
                });
            return women;
        }
        true
    }

    /// [`Self::skip_adjuncts`] for other stages.
    pub fn after_adjuncts(&self, at: usize) -> usize {
        self.skip_adjuncts(at)
    }

    /// Whether a phrase after a verb of this form may be its subject.
    pub fn may_be_subject(&self, form: VerbForm, np: &Np) -> bool {
        form.number == Number::Singular
            && self.agrees(Some(form), np)
            && !self.oblique(np)
            && (np.can_speak() || !self.abstract_head(np))
    }

    /// [`Self::skip_light_adjuncts`] for other stages.
    pub fn after_light_adjuncts(&self, at: usize) -> usize {
        self.skip_light_adjuncts(at)
    }

    /// Skips words that may stand between a verb and its subject: اليوم، أمس، أيضا، له.
    fn skip_light_adjuncts(&self, mut at: usize) -> usize {
        while at < self.last {
            if let Some(end) = time_end(self.words, at)
                .filter(|_| !self.words.at(at).has(Is::TITLE) && !self.words.at(at).has(Is::ACTOR))
            {
                at = end;
            } else if let Some(end) = self.words.function_end(at, Classes::ADVERB).filter(|&end| end > at + 1) {
                at = end;
            } else if self.words.at(at).has(Is::ADVERB)
                && !self.words.at(at).has(Is::TITLE)
                && !self.words.at(at).has(Is::NAME)
            {
                at += 1;
            } else if let Some(end) = self.words.function_end(at, Classes::TURN) {
                at = end;
            } else if matches!(self.key(at), "له" | "لها" | "لهم" | "لنا" | "عنه") {
                at += 1;
            } else if self.kind(at) == Some(TokenKind::OpenBracket) {
                match (at + 1..(at + 8).min(self.last)).find(|&k| self.kind(k) == Some(TokenKind::CloseBracket)) {
                    Some(close) => at = close + 1,
                    None => break,
                }
            } else if self.kind(at) == Some(TokenKind::Number) && at > self.first && self.words.at(at - 1).has(Is::TIME)
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// Skips, beyond light adjuncts, phrases of prepositions and what stands between commas:
    /// أعلنت، في نوفمبر من السنة الماضية، انسحابها; رفضت الحركة في بيان مشترك الربط.
    fn skip_adjuncts(&self, from: usize) -> usize {
        let mut at = self.skip_light_adjuncts(from);
        loop {
            let before = at;
            if self.kind(at) == Some(TokenKind::Comma) {
                let close = (at + 1..(at + 16).min(self.last)).find(|&c| self.kind(c) == Some(TokenKind::Comma));
                let Some(close) = close else { return before };
                let inside = at + 1..close;
                let adjunct = self.words.at(at + 1).has(Is::PREP)
                    || self.words.at(at + 1).has(Is::TIME)
                    || self.words.at(at + 1).has(Is::REL)
                    || self.words.at(at + 1).has(Is::ADVERB)
                    || self.words.at(at + 1).has(Is::TURN);
                if !adjunct
                    || inside.clone().any(|k| self.words.at(k).has(Is::COMP) || self.kind(k) == Some(TokenKind::Stop))
                {
                    return before;
                }
                at = self.skip_light_adjuncts(close + 1);
            } else if self.words.at(at).has(Is::PREP) && !self.words.at(at).has(Is::NAME) {
                let mut end = match (time_end(self.words, at + 1), noun_phrase(self.doc, self.words, at + 1, self.last))
                {
                    (Some(time), _) => time,
                    (None, Some(np)) => np.end,
                    (None, None) => return before,
                };
                // في أبريل/نيسان الماضي
                while self.kind(end) == Some(TokenKind::Other) && self.key(end) == "/" {
                    end += 2;
                    while self.words.at(end).has(Is::ADJ) && self.words.at(end).has(Is::ARTICLE) {
                        end += 1;
                    }
                }
                at = self.skip_light_adjuncts(end);
            } else {
                return at;
            }
            if at <= before {
                return before;
            }
        }
    }

    /// Whether a bare noun stands where the object of a cue would.
    fn bare_object(&self, state: &State) -> bool {
        let k = self.skip_adjuncts(state.at);
        let is = self.words.at(k);
        (is.has(Is::NOMINAL) || is.has(Is::DEM))
            && !is.has(Is::PREFIXED)
            && !is.has(Is::PUNCT)
            && !is.has(Is::COMP)
            && !is.has(Is::PREP)
            && !self.words.is_only_verb(k)
            && !(state.speaker.is_none() && self.reads_as_subject(k, state))
    }

    fn find_preposition(&self, from: usize, prep: &str, reach: usize) -> Option<usize> {
        for k in from..(from + reach).min(self.last) {
            let key = self.key(k);
            if key == prep || (prep == "عن" && matches!(key, "عنه" | "عنها" | "عنهم")) {
                return Some(k);
            }
            if self.words.is_only_verb(k) || self.words.at(k).has(Is::COMP) || self.kind(k) == Some(TokenKind::Stop) {
                return None;
            }
        }
        None
    }

    /// Scans over adjuncts for the first join that the cue allows: the join, its token, one past its preposition, first token and byte of the content.
    fn find_join(
        &self,
        state: &State,
        joins: &[JoinElement],
        crossed: &mut usize,
    ) -> Option<(JoinElement, usize, usize, usize, u32)> {
        let row = &self.lexicon().cues[state.cue as usize];
        let allowed = |join: Join| row.joins.contains(&join);
        let relayed = row.kind == CueKind::Verb && row.lemma == "نقل";
        // مصدر طلب عدم نشر اسمه أن, دراسة نشرت في دورية من أن: an indefinite subject takes a clause without الذي.
        let indefinite = state.speaker.as_ref().is_some_and(|np| !np.definite && np.name.is_none());
        let mut verbs_allowed = if indefinite { 2 } else { 0 };
        // Only a clause or marks are looked for beyond a verb that is none of these.
        let crossing = joins.iter().all(|j| matches!(j, JoinElement::An | JoinElement::PrepAn | JoinElement::Quote));
        let mut comma_open = false;
        let noun_cue = row.kind == CueKind::Noun;
        let limit = (state.at + if noun_cue { 8 } else { REACH }).min(self.last);
        let mut k = state.at;
        while k < limit {
            let is = self.words.at(k);
            let kind = self.kind(k);
            let previous_key = if k > self.first { self.key(k - 1) } else { "" };
            for join in joins {
                match join {
                    JoinElement::An => {
                        if let Some(comp) = self.words.complementizer(self.doc, k).filter(|c| c.conjunction.is_none()) {
                            let other = matches!(
                                previous_key,
                                "الا" | "غير"
                                    | "بيد"
                                    | "كما"
                                    | "حيث"
                                    | "لو"
                                    | "رغم"
                                    | "منذ"
                                    | "بعد"
                                    | "قبل"
                                    | "دون"
                                    | "حتي"
                                    | "يجب"
                                    | "يمكن"
                                    | "علما"
                                    | "سيما"
                                    | "الي"
                                    | "علي"
                                    | "عن"
                                    | "من"
                                    | "ريثما"
                            );
                            if !other
                                && (allowed(Join::An)
                                    || relayed
                                    || (comp.with_bi
                                        && (allowed(Join::PrepNoun(Prep::Bi)) || allowed(Join::PrepAn(Prep::Bi)))))
                            {
                                return self.after_complementizer(JoinElement::An, k, k, comp.pronoun.is_some());
                            }
                        }
                    }
                    JoinElement::PrepAn => {
                        for prep in [Prep::Ila, Prep::Ala, Prep::An, Prep::Min, Prep::Fi] {
                            if self.key(k) == prep.key()
                                && (allowed(Join::PrepAn(prep)) || allowed(Join::PrepNoun(prep)))
                                && let Some(comp) = self
                                    .words
                                    .complementizer(self.doc, k + 1)
                                    .filter(|c| c.conjunction.is_none() && k + 1 < self.last)
                            {
                                return self
                                    .after_complementizer(JoinElement::PrepAn, k, k + 1, comp.pronoun.is_some())
                                    .map(|(j, at, _, c, b)| (j, at, k + 1, c, b));
                            }
                        }
                    }
                    JoinElement::Quote => {
                        if *crossed > 0 && kind != Some(TokenKind::Colon) {
                            continue;
                        }
                        if kind == Some(TokenKind::Colon) && (allowed(Join::Quote) || allowed(Join::An)) {
                            let content = k + 1;
                            return (content < self.last)
                                .then(|| self.join_at(JoinElement::Quote, k, k, content))
                                .flatten();
                        }
                        if (allowed(Join::Quote) || allowed(Join::An))
                            && let Some(quotation) = self.opens(k)
                        {
                            let length = quotation.close.index() - k - 1;
                            let right_after =
                                state.speaker.as_ref().map_or(state.cue_to, |s| s.end.max(state.cue_to)) >= k;
                            // اعتبر الهجوم "عملا": the object stands before the marks, and they are part of what is said.
                            if !right_after && allowed(Join::Object) && self.bare_object(state) {
                                continue;
                            }
                            if length >= 4 || (right_after && length >= 2) || (previous_key == "،" && length >= 3) {
                                return self.join_at(JoinElement::Quote, k, k, k);
                            }
                        }
                    }
                    JoinElement::PrepNoun => {
                        for prep in [Prep::Ila, Prep::Ala, Prep::An, Prep::Min, Prep::Bi, Prep::Fi, Prep::Li] {
                            if !allowed(Join::PrepNoun(prep)) {
                                continue;
                            }
                            let Some(governed) = self.words.governed(self.doc, k, prep) else { continue };
                            if noun_cue && k > state.at + 4 {
                                continue;
                            }
                            if governed.content >= self.last
                                || self.words.at(governed.content).has(Is::COMP) && governed.skip == 0
                            {
                                continue;
                            }
                            if *crossed > 0 {
                                continue;
                            }
                            // أعلن رئيس اللجنة فوز النائب ... عن: the object stands before any preposition.
                            if k > state.at
                                && allowed(Join::Object)
                                && row.kind == CueKind::Verb
                                && self.bare_object(state)
                            {
                                continue;
                            }
                            if matches!(prep, Prep::Fi | Prep::Li | Prep::Bi)
                                && (self.words.occasion_end(governed.content).is_some()
                                    || self.words.at(governed.content).has(Is::TIME))
                                && governed.content > k
                            {
                                continue;
                            }
                            if self.words.complementizer(self.doc, k).is_some() {
                                continue;
                            }
                            let token = self.doc.tokens.get(governed.content)?;
                            let byte = key_to_text(self.doc, self.lexicon(), token, governed.skip) as u32;
                            let prep_end = if governed.skip == 0 { governed.content } else { k };
                            return Some((JoinElement::PrepNoun, k, prep_end, governed.content, byte));
                        }
                    }
                    JoinElement::Object => {
                        if !allowed(Join::Object) || self.negated(state.cue_from) {
                            continue;
                        }
                        let start = self.skip_adjuncts(state.at);
                        // اشترط عدم ذكر اسمه: how a source stays unnamed.
                        if k == start
                            && self.key(k) == "عدم"
                            && matches!(self.key(k + 1), "ذكر" | "نشر" | "كشف" | "الكشف" | "الافصاح" | "افصاح")
                        {
                            return None;
                        }
                        if k == start && state.speaker.is_none() && !state.passive && self.reads_as_subject(k, state) {
                            return None;
                        }
                        if k == start && matches!(self.key(k), "ما" | "اي" | "كل" | "جميع") && state.pronoun.is_none()
                        {
                            return self.join_at(JoinElement::Object, k, k, k);
                        }
                        if k == start
                            && (is.has(Is::NOMINAL) || is.has(Is::DEM))
                            && !is.has(Is::PREFIXED)
                            && !is.has(Is::CONJUNCT)
                            && !self.words.is_only_verb(k)
                            && !is.has(Is::COMP)
                        {
                            let object = is.has(Is::NOUN)
                                || is.has(Is::ARTICLE)
                                || is.has(Is::QUANT)
                                || is.has(Is::TITLE)
                                || is.has(Is::DEM);
                            if object && state.pronoun.is_none() {
                                return self.join_at(JoinElement::Object, k, k, k);
                            }
                            return None;
                        }
                    }
                }
            }
            // What may stand between.
            match kind {
                Some(TokenKind::Stop) | None => return None,
                Some(TokenKind::Colon) => return None,
                Some(TokenKind::Comma) if noun_cue => return None,
                Some(TokenKind::Comma) => {
                    comma_open = !comma_open;
                    // حذر، خلال افتتاح مشروعات بقناة السويس، من: nothing inside the parenthesis joins.
                    let opener = self.words.at(k + 1);
                    let adjunct = opener.has(Is::PREP) || opener.has(Is::TIME);
                    let own = |prep: Prep| {
                        (allowed(Join::PrepAn(prep)) || allowed(Join::PrepNoun(prep))) && self.key(k + 1) == prep.key()
                    };
                    let governed = [Prep::Ila, Prep::Ala, Prep::An, Prep::Min].into_iter().any(own);
                    let close = (k + 2..(k + 22).min(limit))
                        .take_while(|&c| {
                            self.kind(c) != Some(TokenKind::Colon)
                                && self.opens(c).is_none_or(|q| q.close.index() - c <= 4)
                        })
                        .find(|&c| self.kind(c) == Some(TokenKind::Comma));
                    if let Some(close) = close.filter(|_| adjunct && !governed && comma_open) {
                        let clean = (k + 1..close).all(|t| !self.words.at(t).has(Is::COMP));
                        if clean {
                            comma_open = false;
                            k = close;
                        }
                    }
                }
                Some(TokenKind::Dash) => {
                    // مدير الدفاع المدني -وهو ضابط متقاعد- أن: a parenthesis between dashes.
                    let close = (k + 2..(k + 24).min(limit)).find(|&d| self.kind(d) == Some(TokenKind::Dash));
                    if let Some(close) = close.filter(|_| k > state.cue_to) {
                        k = close;
                    }
                }
                Some(TokenKind::Open | TokenKind::Quote) => {
                    if let Some(quotation) = self.opens(k) {
                        let length = quotation.close.index() - k;
                        if length > 12 {
                            return None;
                        }
                        k = quotation.close.index();
                    }
                }
                _ => {
                    if is.has(Is::REL) || matches!(self.key(k), "بعدما" | "عندما" | "حيث" | "بينما" | "قبلما" | "لدي")
                    {
                        verbs_allowed = 3;
                    }
                    let adverbial_cue = is.has(Is::ADVERBIAL)
                        && self
                            .cue_readings(k)
                            .iter()
                            .any(|r| r.form.tense == Tense::ActiveParticiple && r.form.accusative && !r.article);
                    let after_comma = previous_key == "،" || previous_key == ",";
                    if adverbial_cue && k > state.at && (after_comma || !is.has(Is::NAME) && !is.has(Is::ADJ)) {
                        return None;
                    }
                    // في بيان تلقته, في كلمة ألقاها: an indefinite noun after a preposition takes a clause without الذي.
                    if self.words.occasion_end(k).is_some() && !is.has(Is::ARTICLE) {
                        verbs_allowed = verbs_allowed.max(2);
                    }
                    if self.words.is_finite_verb(k) && !is.has(Is::FUNCTION) {
                        if verbs_allowed == 0 && !is.has(Is::NOMINAL) {
                            *crossed += 1;
                            if !crossing || *crossed > 1 || is.has(Is::CUE) || is.has(Is::CONJUNCT) {
                                return None;
                            }
                        }
                        verbs_allowed = usize::saturating_sub(verbs_allowed, 1);
                    }
                    if is.has(Is::COMP)
                        && !matches!(
                            previous_key,
                            "بعد" | "قبل" | "منذ" | "دون" | "رغم" | "الا" | "الي" | "علي" | "عن" | "من"
                        )
                    {
                        return None;
                    }
                }
            }
            k += 1;
        }
        None
    }

    fn after_complementizer(
        &self,
        join: JoinElement,
        at: usize,
        comp: usize,
        pronoun: bool,
    ) -> Option<(JoinElement, usize, usize, usize, u32)> {
        // أنه يرفض: the pronoun is the clause's subject, but the content is marked after the complementizer.
        let _ = pronoun;
        let mut content = comp + 1;
        if self.kind(content) == Some(TokenKind::Colon) {
            content += 1;
        }
        (content < self.last).then(|| self.join_at(join, at, at, content)).flatten()
    }

    fn join_at(
        &self,
        join: JoinElement,
        at: usize,
        prep_end: usize,
        content: usize,
    ) -> Option<(JoinElement, usize, usize, usize, u32)> {
        let token = self.doc.tokens.get(content)?;
        (self.kind(content).is_some_and(|k| !matches!(k, TokenKind::Stop | TokenKind::Comma))).then_some((
            join,
            at,
            prep_end,
            content,
            token.span.start,
        ))
    }

    /// Prepositions that open an occasion.
    fn opens_occasion(&self, k: usize) -> bool {
        let is = self.words.at(k);
        is.has(Is::PREP)
            && matches!(
                self.key(k),
                "في" | "خلال"
                    | "عقب"
                    | "بعد"
                    | "اثناء"
                    | "علي"
                    | "امام"
                    | "لدي"
                    | "اثر"
                    | "ضمن"
                    | "عبر"
                    | "قبيل"
                    | "قبل"
                    | "من"
                    | "وفي"
                    | "وخلال"
                    | "وعقب"
            )
    }

    /// An occasion phrase between two tokens.
    pub fn occasion_between(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        (from..to.min(self.last)).find_map(|k| self.occasion_at(k, to))
    }

    /// The occasion phrase that begins at `k` and ends before `to`: في مؤتمر صحفي مشترك.
    pub fn occasion_at(&self, k: usize, to: usize) -> Option<(usize, usize)> {
        if !self.opens_occasion(k) {
            return None;
        }
        let noun = (k + 1..(k + 3).min(to)).find(|&n| self.words.occasion_end(n).is_some())?;
        if (k + 1..noun).any(|m| self.words.at(m).has(Is::PUNCT)) {
            return None;
        }
        let mut end = self.words.occasion_end(noun)?;
        while end < to {
            let is = self.words.at(end);
            if is.has(Is::PUNCT)
                && !matches!(
                    self.kind(end),
                    Some(TokenKind::Open | TokenKind::Close | TokenKind::Quote | TokenKind::Dash | TokenKind::Number)
                )
            {
                break;
            }
            if is.has(Is::COMP) || self.words.is_only_verb(end) || is.has(Is::REL) {
                break;
            }
            // A preposition that the cue governs (إلى أن) ends it.
            if is.has(Is::PREP) && self.words.at(end + 1).has(Is::COMP) {
                break;
            }
            end += 1;
        }
        Some((k, end))
    }

    /// The outlet that a statement was made to: في تصريح لصحيفة الغد.
    fn told_to(&self, from: usize, to: usize) -> Option<Np> {
        (from..to).find_map(|k| {
            let lone = self.key(k) == "ل";
            let start = if lone { k + 1 } else { k };
            if !(lone || self.words.at(k).has(Is::PREFIXED) && self.key(k).starts_with('ل')) {
                return None;
            }
            // وكالة كذا للأنباء, تقرير للوكالة: part of a name, or whose report it is.
            let part_of = k > from && {
                let before = title_at(self.words, k - 1).map(|(t, ..)| self.lexicon().titles[t as usize].class);
                matches!(before, Some(TitleClass::Outlet | TitleClass::Document | TitleClass::Body))
                    && self.words.occasion_end(k - 1).is_none()
                    || self.key(k - 1) == "تقرير"
            };
            if part_of || k < from + 1 && self.key(k).ends_with("انباء") {
                return None;
            }
            let outlet_title = title_at(self.words, start)
                .is_some_and(|(t, ..)| self.lexicon().titles[t as usize].class == TitleClass::Outlet);
            let inner =
                if matches!(self.kind(start), Some(TokenKind::Open | TokenKind::Quote)) { start + 1 } else { start };
            let outlet = actors_at(self.words, inner)
                .into_iter()
                .find(|(a, by, _)| *by != NamedBy::Epithet && self.lexicon().actors[*a as usize].outlet);
            if outlet_title {
                let mut np = prefixed_phrase(self.doc, self.words, start, to)?;
                np.span.start =
                    key_to_text(self.doc, self.lexicon(), &self.doc.tokens[start], if lone { 0 } else { 2 }) as u32;
                return Some(np);
            }
            let (actor, by, hit) = outlet?;
            let token = self.doc.tokens.get(inner)?;
            let begin = key_to_text(self.doc, self.lexicon(), token, hit.stem as usize) as u32;
            let end = self.doc.tokens.get(hit.end as usize - 1)?.span.end;
            let mut np = bare_np(inner, hit.end as usize, Span { start: begin, end });
            np.actors.push((actor, by, inner));
            Some(np)
        })
    }

    /// The subject that stands before a verb: the phrase, between the clause's start and the verb.
    pub fn subject_before(&self, i: usize, form: VerbForm) -> Option<Np> {
        // وشدد, فأعلن begin their clause; أما المفوضية فوعدت has its subject after أما.
        if self.cue_stem(i) > 0 {
            if !self.key(i).starts_with('ف') {
                return None;
            }
            let from = i.saturating_sub(24).max(self.first);
            let amma = (from..i).rev().find(|&k| matches!(self.key(k), "اما" | "واما"))?;
            let np = noun_phrase(self.doc, self.words, amma + 1, i).filter(Np::can_speak)?;
            let described = |k: usize| (np.end..k).any(|r| self.words.at(r).has(Is::REL));
            let clear = (np.end..i)
                .all(|k| (!self.words.is_only_verb(k) || described(k)) && self.kind(k) != Some(TokenKind::Stop));
            return Some(np).filter(|np| clear && self.agrees_before(form, np));
        }
        // Skip particles between subject and verb: وكان لافروف، قد أعلن.
        let mut stop = i;
        while stop > self.first
            && (self.words.at(stop - 1).has(Is::PARTICLE)
                || matches!(self.key(stop - 1), "قد" | "لقد" | "كان" | "كانت"))
        {
            stop -= 1;
        }
        // أما رئيس المرصد فقد طالب: the subject stands after أما.
        if matches!(self.key(stop), "فقد" | "فلقد") {
            let from = stop.saturating_sub(24).max(self.first);
            if let Some(amma) = (from..stop).rev().find(|&k| matches!(self.key(k), "اما" | "واما"))
                && let Some(np) = noun_phrase(self.doc, self.words, amma + 1, stop).filter(Np::can_speak)
            {
                return Some(np);
            }
        }
        let found = self.subject_across(stop).or_else(|| self.subject_near(stop));
        found.filter(|np| self.agrees_before(form, np))
    }

    /// A subject with a parenthesis between commas before its verb: رئيس الوزراء، الذي استقال مطلع العام، قد حذر.
    fn subject_across(&self, stop: usize) -> Option<Np> {
        let close = stop.checked_sub(1).filter(|&c| c > self.first && self.kind(c) == Some(TokenKind::Comma))?;
        let window = close.saturating_sub(22).max(self.first);
        let mut open = close;
        while open > window {
            open -= 1;
            if matches!(self.kind(open), Some(TokenKind::Stop | TokenKind::Colon)) {
                return None;
            }
            if self.kind(open) != Some(TokenKind::Comma) {
                continue;
            }
            let from = open.saturating_sub(16).max(self.first);
            let np = (from..open)
                .filter(|&j| self.opens_subject(j))
                .find_map(|j| noun_phrase(self.doc, self.words, j, open).filter(|np| np.end == open && np.can_speak()));
            if np.is_some() {
                return np;
            }
        }
        None
    }

    /// Whether a subject may begin at `j`: after أن, after كان, where a clause begins.
    fn opens_subject(&self, j: usize) -> bool {
        let before = j.checked_sub(1).filter(|&b| b >= self.first);
        before.is_none_or(|b| {
            let is = self.words.at(b);
            is.has(Is::COMP)
                || is.has(Is::PUNCT)
                || is.has(Is::CONJ)
                || matches!(self.key(b), "وكان" | "كان" | "وكانت" | "كانت" | "وقد" | "قد")
                || self.turn_ends_at(j)
        })
    }

    fn subject_near(&self, stop: usize) -> Option<Np> {
        let window = stop.saturating_sub(22).max(self.first);
        let mut commas = 0;
        let mut best = None;
        let mut j = stop;
        while j > window {
            j -= 1;
            let is = self.words.at(j);
            let kind = self.kind(j);
            if matches!(kind, Some(TokenKind::Stop | TokenKind::Colon)) {
                break;
            }
            if kind == Some(TokenKind::Comma) {
                commas += 1;
                if commas > 2 {
                    break;
                }
                continue;
            }
            let was = matches!(self.key(j), "وكان" | "كان" | "وكانت" | "كانت");
            if was || self.words.is_only_verb(j) && !is.has(Is::FUNCTION) {
                // A verb before: the clause begins after it. كان takes a subject of its own.
                if was
                    && let Some(np) = noun_phrase(self.doc, self.words, j + 1, stop)
                        .filter(|np| self.fills(np, stop) && np.can_speak())
                {
                    best = Some(np);
                }
                break;
            }
            if is.has(Is::COMP) {
                if let Some(np) = noun_phrase(self.doc, self.words, j + 1, stop)
                    .filter(|np| self.fills(np, stop) || np.can_speak() && self.described(np, stop))
                {
                    best = Some(np);
                }
                break;
            }
            // A phrase that runs up to the verb, from a clause's start.
            let opens_clause = j == self.first
                || self.words.at(j - 1).has(Is::PUNCT)
                || self.words.at(j - 1).has(Is::CONJ)
                || is.has(Is::CONJUNCT)
                || self.words.at(j - 1).has(Is::TURN)
                || self.turn_ends_at(j);
            if opens_clause
                && let Some(np) =
                    noun_phrase(self.doc, self.words, j, stop).filter(|np| np.can_speak() && self.fills(np, stop))
            {
                // والمملكة تحذر: what stands right before the verb goes before anything that does not.
                if best.as_ref().is_none_or(|b: &Np| b.end != stop || np.end == stop) {
                    best = Some(np);
                }
            }
            if is.has(Is::CONJ) {
                break;
            }
        }
        best
    }

    /// Whether only adjectives, participles and their complements stand between a subject and its verb:
    /// مصدرا وزاريا مواكبا للمفاوضات دعا.
    fn described(&self, np: &Np, stop: usize) -> bool {
        stop - np.end <= 8
            && (np.end..stop).all(|k| {
                let is = self.words.at(k);
                !self.words.is_only_verb(k) && !is.has(Is::COMP) && !is.has(Is::PUNCT) && !is.has(Is::CONJ)
            })
    }

    /// Whether only adjuncts stand between a subject and its verb.
    fn fills(&self, np: &Np, stop: usize) -> bool {
        if np.end == stop {
            return true;
        }
        let rest = np.end..stop;
        if rest.len() > 14 {
            return false;
        }
        let comma = self.kind(np.end) == Some(TokenKind::Comma) || self.kind(np.end) == Some(TokenKind::OpenBracket);
        let starts = comma
            || self.words.at(np.end).has(Is::PREP)
            || self.words.at(np.end).has(Is::TIME)
            || self.words.at(np.end).has(Is::REL);
        starts
            && rest
                .clone()
                .all(|k| !self.words.is_only_verb(k) || rest.clone().any(|r| r < k && self.words.at(r).has(Is::REL)))
            && rest.clone().all(|k| !self.words.at(k).has(Is::COMP))
    }

    /// A subject before its verb agrees in number too.
    fn agrees_before(&self, form: VerbForm, np: &Np) -> bool {
        // سكانا أفادوا, مصدرا أكد: the alef of the accusative looks like a dual in a construct.
        let accusative = !np.definite && np.number == Number::Dual && self.key(np.first).ends_with('ا');
        if accusative && form.number != Number::Dual {
            return true;
        }
        if form.number == Number::Dual {
            return np.number == Number::Dual
                || np.parts.len() == 2
                || self.key(np.first).ends_with("ان")
                || self.key(np.first).ends_with("ين");
        }
        if form.number == Number::Plural {
            return np.number == Number::Plural || !np.parts.is_empty() || np.titles.is_empty();
        }
        if !np.parts.is_empty() {
            return false;
        }
        let plural_thing = np.number == Number::Plural;
        form.gender == np.gender || plural_thing || np.titles.is_empty() && np.actors.is_empty()
    }
}

/// A noun phrase after a prefixed preposition: لصحيفة «الحياة».
pub(crate) fn prefixed_phrase(doc: &Document, words: &Words<'_>, start: usize, limit: usize) -> Option<Np> {
    let (title, gender, number, hit) = title_at(words, start)?;
    let mut np = bare_np(start, hit.end as usize, doc.tokens.get(start)?.span);
    np.titles.push(title);
    np.gender = gender;
    np.number = number;
    let mut k = hit.end as usize;
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
                || is.has(Is::TIME)
                || is.has(Is::REL))
        {
            break;
        }
        if let Some((actor, by, hit)) = actors_at(words, k).first().copied() {
            np.actors.push((actor, by, k));
            k = hit.end as usize;
            continue;
        }
        k += 1;
        if k > start + 8 {
            break;
        }
    }
    np.end = k;
    np.span.end = doc.tokens.get(k - 1)?.span.end;
    Some(np)
}

/// A phrase of given tokens with nothing known of it.
pub(crate) fn bare_np(first: usize, end: usize, span: Span) -> Np {
    Np {
        first,
        end,
        span,
        titles: Vec::new(),
        actors: Vec::new(),
        alternatives: Vec::new(),
        party: None,
        name: None,
        former: false,
        definite: true,
        gender: Gender::M,
        number: Number::Singular,
        pair: None,
        parts: Vec::new(),
    }
}
