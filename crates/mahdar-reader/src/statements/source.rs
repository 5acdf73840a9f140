//! Who says what a cue introduces, where no phrase beside it says so.

use super::{Open, Source, Work};
use crate::matcher::Candidate;
use crate::np::{Np, noun_phrase};
use crate::rules::{CueElement, JoinElement};
use crate::words::{Is, RECEIVE};
use mahdar_doc::TokenKind;
use mahdar_lang::{Entry, Gender, Number, Tense, TitleClass, VerbForm};
use std::rc::Rc;

impl Work<'_, '_, '_> {
    /// Who says a candidate's content. `closed` is the open draft that it goes on beside, `parent` the one that holds it.
    pub(super) fn source(&self, c: &Candidate, closed: Option<usize>, parent: Option<usize>, opens: &[Open]) -> Source {
        if c.passive && c.speaker.is_none() {
            return Source::Nobody;
        }
        if let Some(np) = &c.speaker {
            return Source::Phrase(np.clone());
        }
        if let Some(np) = self.bearers(c) {
            return Source::Subject(np);
        }
        let adverbial = matches!(c.element, CueElement::Participle | CueElement::ParticipleNoun | CueElement::MasdarBi);
        if c.pronoun.is_none()
            && (adverbial || self.is(c.cue_from).has(Is::CONJUNCT))
            && let Some(np) = self.behind_taken_up(c)
        {
            return Source::Subject(np);
        }
        // Outside all statements.
        let alone = parent.is_none() && opens.is_empty();
        if !adverbial
            && closed.is_none()
            && let Some(k) = self.spoken_before_pronoun(c, opens)
        {
            return Source::Same(k);
        }
        if !adverbial
            && closed.is_none()
            && let Some(np) = self.before_pronoun(c, alone)
        {
            return Source::Subject(np);
        }
        if alone && let Some(np) = self.caller(c) {
            return Source::Subject(np);
        }
        // وهو ما رفضه الجانب المصري واعتبره: who did the one did the other.
        let which = (c.cue_from.saturating_sub(10).max(self.m.first + 1)..c.cue_from)
            .rfind(|&k| self.key(k) == "ما" && matches!(self.key(k - 1), "وهو" | "وهي"));
        if let Some(what) = which.filter(|_| c.pronoun.is_some() && self.is(c.cue_from).has(Is::CONJUNCT))
            && !(what..c.cue_from).any(|k| self.is(k).has(Is::PUNCT))
            && let Some(np) = self.clause_before_of(c.cue_from, c)
        {
            return Source::Subject(np);
        }
        // مقابلة مع الرئيس دعا فيها, رسالة من الملك حث فيها
        if !adverbial
            && self.m.resumes(c.cue_from + 1)
            && let Some(np) = self.m.author(c.cue_from)
            && suits(&np, gender_number(c))
        {
            return Source::Subject(np);
        }
        // رد الحزب ببيان وصف فيه: the verb that the clause about a noun hangs on is the nearest.
        if !adverbial
            && c.pronoun.is_none()
            && self.m.resumes(c.cue_from + 1)
            && (self.received(c).is_none() || self.tells_of_document(c.cue_from))
            && let Some(np) = self.clause_before_of(c.cue_from, c)
        {
            return Source::Subject(np);
        }
        if !adverbial
            && alone
            && c.pronoun.is_none()
            && self.hangs_on_main_verb(c)
            && let Some(np) = self.main_subject(c)
        {
            return Source::Subject(np);
        }
        if let Some(k) = closed {
            // أفادت وكالة الأنباء أن المجلس تابع ...، مجددا: a participle that does not agree with who says it is of whom it is said.
            let wanted = gender_number(c).filter(|_| adverbial);
            let other = wanted.filter(|&(g, n)| {
                self.speaker_gender(&opens[k], opens).is_some_and(|(gender, number)| !agree(g, n, gender, number))
            });
            if let Some(np) = other.and_then(|_| self.clause_before_of(c.cue_from, c)) {
                return Source::Subject(np);
            }
            if let Some(np) = self.council(&opens[k].c).filter(|np| suits(np, gender_number(c))) {
                return Source::Subject(np);
            }
            return Source::Same(k);
        }
        if adverbial || self.is_with_bi(c) {
            return self.of_adverbial(c, adverbial, opens);
        }
        if c.pronoun.is_none() || c.element == CueElement::MasdarPronoun {
            if let Some(np) = self.antecedent(c) {
                return Source::Subject(np);
            }
        } else if let Some(k) = parent.filter(|_| self.is(c.cue_from.saturating_sub(1)).has(Is::REL)) {
            // قرار البرنامج، الذي وصفه بأنه: what is described is the antecedent; who describes it goes on.
            return Source::Same(k);
        }
        if let Some(k) = self.before_which(c, opens) {
            return Source::Same(k);
        }
        // قال الجيش الذي يقوده البرهان إنه يأمل: the pronoun of the clause that a statement begins with is its speaker.
        let whole = parent.filter(|&p| {
            opens[p].c.content == c.cue_from
                && self
                    .m
                    .words
                    .complementizer(self.m.doc, c.cue_from - 1)
                    .is_some_and(|a| a.pronoun.is_some_and(|p| p.starts_with('3')))
                && gender_number(c).is_none_or(|(g, n)| {
                    self.speaker_gender(&opens[p], opens).is_none_or(|(gender, number)| agree(g, n, gender, number))
                })
        });
        if let Some(k) = whole {
            return Source::Same(k);
        }
        // استقبل الرئيس السفير، وشدد على: the subject of the narrator's verb goes on.
        // ويذهب المحلل أبعد من ذلك، إذ يقول.
        let after_conjunction = c.cue_from > self.m.first && self.is(c.cue_from - 1).has(Is::CONJ);
        // واستدعت برلين السفير وأبلغته: its object's pronoun is another's.
        if alone
            && (c.pronoun.is_none() || self.is(c.cue_from).has(Is::CONJUNCT))
            && (self.is(c.cue_from).has(Is::CONJUNCT) || after_conjunction)
            && let Some(np) = self.main_subject(c)
        {
            return Source::Subject(np);
        }
        // أعلنت زاخاروفا أن موسكو ترفض الاتهامات، ووصفتها: whose statement has ended right before goes on.
        let ended =
            opens.iter().rposition(|o| o.parent.is_none() && !o.dropped && o.backward.is_none() && o.end <= c.cue_from);
        if let Some(k) = ended.filter(|&k| {
            let agrees = c.form.is_none_or(|f| {
                self.speaker_gender(&opens[k], opens).is_none_or(|(g, n)| agree(f.gender, f.number, g, n))
            });
            parent.is_none()
                && c.pronoun.is_some()
                && self.is(c.cue_from).has(Is::CONJUNCT)
                && opens[k].end + 1 >= c.cue_from
                && agrees
        }) {
            return Source::Same(k);
        }
        // إن ميركل اتصلت ببوتين وحثته: inside what is said, the subject of its verb goes on.
        if let Some(p) = parent.filter(|_| self.is(c.cue_from).has(Is::CONJUNCT) && c.pronoun.is_some())
            && let Some(np) = self.clause_before_of(c.cue_from, c)
            && np.first >= opens[p].c.content
        {
            return Source::Subject(np);
        }
        // ونقل عنه التلفزيون قوله: whose words an outlet carries is whom the clause before is about.
        if c.via.is_some()
            && let Some(np) = self.carried_by(c)
        {
            return Source::Subject(np);
        }
        if (parent.is_some() || c.pronoun.is_some() || self.is(c.cue_from.saturating_sub(1)).has(Is::REL))
            && c.via.is_none()
            && let Some(np) = self.nearest_before(c)
        {
            return Source::Subject(np);
        }
        // أعلنت السرايا، الجناح العسكري للحركة، مسؤوليتها، وهددت: who said the one thing of a sentence says the next.
        let sibling = || {
            let finite = |o: &Open| o.c.form.is_some_and(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect));
            let goes_on = self.is(c.cue_from).has(Is::CONJUNCT) && parent.is_none() && c.pronoun.is_none();
            let agrees = |o: &Open| {
                let of = self.speaker_gender(o, opens);
                c.form.zip(of).is_some_and(|(f, (g, n))| f.tense == Tense::Perfect && agree(f.gender, f.number, g, n))
            };
            let last = opens.iter().rposition(|o| o.parent.is_none() && !o.dropped && o.backward.is_none())?;
            (goes_on && finite(&opens[last]) && agrees(&opens[last])).then_some(last)
        };
        if let Some(k) = sibling() {
            return Source::Same(k);
        }
        Source::Earlier(gender_number(c))
    }

    /// ونقل عنه التلفزيون الرسمي قوله: the subject of the clause before the verb that carries the words.
    fn carried_by(&self, c: &Candidate) -> Option<Rc<Np>> {
        let outlet = c.via.as_ref()?;
        let at = (self.m.first..outlet.first.min(c.cue_from))
            .rev()
            .find(|&k| matches!(self.key(k), "عنه" | "عنها" | "عنهم"))?;
        let verb = at.checked_sub(1).filter(|&k| k > self.m.first)?;
        self.clause_before_of(verb, c)
    }

    /// أوضح الوزير أن مجلس الوزراء تابع ...، وأعرب عن: whose sitting a minister reads out goes on.
    fn council(&self, c: &Candidate) -> Option<Rc<Np>> {
        let np = noun_phrase(self.m.doc, self.m.words, c.content, self.m.last)?;
        let head = matches!(self.key(np.first), "مجلس" | "المجلس");
        (head && np.parts.is_empty() && self.m.words.is_finite_verb(np.end)).then_some(np)
    }

    /// وهو ما رفضه نظيره هادي هيج مؤكدا, الأمر الذي تنفيه أبيدجان وتطالب: who stands right before it, behind a verb with its
    /// object's pronoun, goes on.
    fn behind_taken_up(&self, c: &Candidate) -> Option<Rc<Np>> {
        let mut before = (c.cue_from.saturating_sub(9).max(self.m.first)..c.cue_from).rev();
        // رفضها is her refusal too.
        let taken_up = |k: usize| {
            self.m.words.analyses(k).iter().any(|a| {
                a.pronoun.is_some()
                    && matches!(a.entry, Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect))
            })
        };
        let verb = before.find(|&k| {
            self.m.words.is_only_verb(k) || taken_up(k) && k > self.m.first && self.is(k - 1).has(Is::CONJ)
        })?;
        if !taken_up(verb) {
            return None;
        }
        let np = noun_phrase(self.m.doc, self.m.words, verb + 1, c.cue_from)?;
        (np.can_speak() && np.end == c.cue_from && suits(&np, gender_number(c))).then_some(np)
    }

    /// ورددوا هتافات تطالب, رفع المحتجون لافتات تدعو: what is chanted or held up says what those who do so say.
    fn bearers(&self, c: &Candidate) -> Option<Rc<Np>> {
        const BORNE: [&str; 9] =
            ["هتافات", "شعارات", "لافتات", "يافطات", "صيحات", "اناشيد", "لوحات", "ملصقات", "منشورات"];
        let noun = c.cue_from.checked_sub(1).filter(|&k| k > self.m.first && BORNE.contains(&self.key(k)))?;
        let is_verb = |&k: &usize| {
            self.m.words.is_finite_verb(k) && !self.is(k).has(Is::FUNCTION) || self.begins_clause_as_verb(k)
        };
        let verb = (self.m.first..noun).rev().find(is_verb)?;
        let subject = |verb: usize, form: VerbForm| {
            let several = |np: &Rc<Np>| form.number != Number::Plural || np.number != Number::Singular;
            let fits = |np: &Rc<Np>| np.can_speak() && several(np) && self.m.may_be_subject(form, np);
            self.m.subject_before(verb, form).filter(fits).or_else(|| {
                let from = self.m.after_light_adjuncts(verb + 1);
                noun_phrase(self.m.doc, self.m.words, from, noun).filter(fits)
            })
        };
        let form = self.finite_form(verb)?;
        subject(verb, form).or_else(|| {
            let verb = (self.m.first..verb).rev().find(is_verb)?;
            subject(verb, self.finite_form(verb)?)
        })
    }

    /// رحب لعمامرة بما تضمنه بيان القصر، غير أنه اعتبر: of him who has spoken before in the sentence, sooner than of what he spoke of.
    fn spoken_before_pronoun(&self, c: &Candidate, opens: &[Open]) -> Option<usize> {
        let before = self.m.pronoun_before(c.cue_from)?;
        let (gender, number) = gender_number(c)?;
        let last = opens.iter().rposition(|o| {
            o.parent.is_none()
                && !o.dropped
                && o.backward.is_none()
                && o.c.cue_from < before
                && matches!(o.source, Source::Phrase(_))
                // قال المكتب إن الرئيس قدر الجهد غير أنه شدد: of a clause with a subject of its own it may be that one.
                && matches!(o.c.join, JoinElement::PrepNoun | JoinElement::Object)
        })?;
        let of = self.speaker_gender(&opens[last], opens)?;
        agree(gender, number, of.0, of.1).then_some(last)
    }

    /// لكنه أبلغهم, غير أنه شدد: the pronoun before the verb is whom the clause before it was of.
    fn before_pronoun(&self, c: &Candidate, alone: bool) -> Option<Rc<Np>> {
        let before = self.m.pronoun_before(c.cue_from)?;
        // Where a whole sentence is set against, its first subject is meant.
        let whole = alone && self.key(before).contains("لكن");
        let first = whole.then(|| self.main_subject(c)).flatten();
        // غير أنه: "he" is one.
        let one = self.key(before).ends_with('ه');
        first.or_else(|| self.clause_before_of(before, c)).filter(|np| !one || np.number != Number::Plural)
    }

    /// خرج الرئيس ليعلن, اكتفى بتغريدة رأى فيها: whether the main verb's subject speaks.
    fn hangs_on_main_verb(&self, c: &Candidate) -> bool {
        let resumed = self.m.resumes(c.cue_from + 1);
        let purpose = self.key(c.cue_from).starts_with("لي") && self.m.words.is_only_verb(c.cue_from);
        resumed && self.received(c).is_none() || purpose
    }

    /// تلقى الوزير اتصالا من نظيره، أشاد خلاله: where the main verb is of receiving, its token.
    fn received(&self, c: &Candidate) -> Option<usize> {
        (self.m.first..c.cue_from).find(|&k| self.m.words.forms_of(k, &RECEIVE).next().is_some())
    }

    /// تلقت الصحيفة نسخة من عريضة وقعها المعلمون، جاء فيها: whether the last verb before token `at` tells with its pronoun what somebody
    /// did with the document.
    fn tells_of_document(&self, at: usize) -> bool {
        let finite = |k: &usize| self.m.words.is_finite_verb(*k) && !self.is(*k).has(Is::FUNCTION);
        let verb = (self.m.first..at).rev().find(finite);
        verb.is_some_and(|k| self.m.words.analyses(k).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3'))))
    }

    /// Who calls speaks, not who is called: the phrase behind من.
    fn caller(&self, c: &Candidate) -> Option<Rc<Np>> {
        let verb = self.received(c).filter(|_| self.m.resumes(c.cue_from + 1))?;
        let from = (verb + 1..c.cue_from).find(|&k| self.key(k) == "من")?;
        let np = noun_phrase(self.m.doc, self.m.words, from + 1, c.cue_from)?;
        (np.can_speak() && suits(&np, gender_number(c))).then_some(np)
    }

    /// Who says what a participle, بالقول or بقوله carries: the last root statement of the sentence that agrees, else the
    /// subject of the main verb.
    fn of_adverbial(&self, c: &Candidate, adverbial: bool, opens: &[Open]) -> Source {
        let agrees = |open: &Open, f: VerbForm| {
            self.speaker_gender(open, opens)
                .is_none_or(|(g, n)| f.tense == Tense::Masdar || agree(f.gender, f.number, g, n))
        };
        let earlier = (0..opens.len())
            .rev()
            .filter(|&k| opens[k].parent.is_none() && opens[k].c.cue_from < c.cue_from)
            .find(|&k| adverbial && c.form.is_some_and(|f| agrees(&opens[k], f)));
        if let Some(k) = earlier {
            return Source::Same(k);
        }
        // وهو ما كرره رئيس الوزراء بقوله: the verb that بقوله hangs on is the nearest.
        if self.is_with_bi(c)
            && let Some(np) = self.nearest_subject(c)
        {
            return Source::Subject(np);
        }
        if let Some(np) = self.main_subject(c) {
            return Source::Subject(np);
        }
        Source::Earlier(gender_number(c).filter(|_| adverbial && c.element != CueElement::MasdarBi))
    }

    /// ..., قبل أن يلفت: the speaker of the statement before.
    fn before_which(&self, c: &Candidate, opens: &[Open]) -> Option<usize> {
        let before_an = c.cue_from >= self.m.first + 2
            && self.is(c.cue_from - 1).has(Is::COMP)
            && matches!(self.key(c.cue_from - 2), "قبل" | "وقبل");
        if !before_an {
            return None;
        }
        let agrees = |open: &Open, f: VerbForm| {
            self.speaker_gender(open, opens).is_none_or(|(g, n)| agree(f.gender, f.number, g, n))
        };
        opens.iter().rposition(|o| o.parent.is_none() && !o.dropped && c.form.is_none_or(|f| agrees(o, f)))
    }
}

/// Whether a phrase agrees with what a cue wants of its speaker, if anything.
fn suits(np: &Np, wanted: Option<(Gender, Number)>) -> bool {
    wanted.is_none_or(|(g, n)| agree(g, n, np.gender, np.number) || np.open_gender())
}

impl Work<'_, '_, '_> {
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
        // اتهامات مينسك، التي قالت فيها: in what somebody said he says it.
        if matches!(self.key(c.cue_to), "فيها" | "فيه" | "فيهما") {
            return (from + 1..end).rev().find_map(|j| {
                let own = self.is(j).has(Is::TITLE) || self.is(j).has(Is::ACTOR) || self.is(j).has(Is::NAME);
                let np = own.then(|| noun_phrase(self.m.doc, self.m.words, j, end)).flatten()?;
                let known = np.party.is_some() || np.name.is_some() || !np.actors.is_empty();
                (np.end == end && np.can_speak() && known).then_some(np)
            });
        }
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
        // "الوضع صعب. الألبان يريدون التصعيد"، مضيفا: who is named in what was quoted says nothing behind it.
        let quoted = self.m.quotation_at(self.m.first).map(|q| q.close.index()).filter(|&close| close < c.cue_from);
        let first = quoted.map_or(self.m.first, |close| close + 1);
        if quoted.is_some() && (first..c.cue_from).all(|k| self.is(k).has(Is::PUNCT)) {
            return None;
        }
        let gender = gender_number(c);
        // وعما إذا كانت بلاده ستشارك، أجاب: his country is no new speaker.
        let fits = |np: &Np| np.can_speak() && suits(np, gender) && !self.own_state(np);
        // وكان المبعوث التقى الوفدين، وحذر; وزير الخارجية يستقبل السفير ويؤكد: a phrase right before the first verb is its
        // subject.
        let first = if matches!(self.key(first), "وكان" | "كان" | "وكانت" | "كانت" | "اما" | "واما")
        {
            first + 1
        } else {
            first
        };
        // واشنطن تفرض عقوبات وأنقرة ترد متهمة: of two clauses that و joins, the second one's.
        if matches!(c.element, CueElement::Participle | CueElement::ParticipleNoun)
            && let Some(np) = self.second_subject(c)
        {
            return Some(np);
        }
        if let Some(np) = noun_phrase(self.m.doc, self.m.words, first, c.cue_from).filter(|np| fits(np))
            && np.end < c.cue_from
            && self.m.words.is_only_verb(np.end)
        {
            return Some(np);
        }
        let verb = (first..c.cue_from).find(|&k| self.begins_clause_as_verb(k));
        if let Some(verb) = verb {
            // بيد أن الوزير ديختر هاجم ... قائلا: the subject before the verb.
            let form = self.finite_form(verb);
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

    /// بلاده, حكومتها: no new speaker.
    fn own_state(&self, np: &Np) -> bool {
        crate::matcher::own_state(self.key(np.first))
    }

    /// The subject that stands behind و before the last finite verb before a cue: وأنقرة ترد متهمة.
    fn second_subject(&self, c: &Candidate) -> Option<Rc<Np>> {
        let verb = (self.m.first..c.cue_from).rev().find(|&k| self.m.words.is_finite_verb(k))?;
        let joined = |j: &usize| {
            let is = self.is(*j);
            is.has(Is::CONJUNCT) && !is.has(Is::PREFIXED) && (is.has(Is::ACTOR) || is.has(Is::TITLE))
        };
        let behind = |j| noun_phrase(self.m.doc, self.m.words, j, verb).filter(|np| np.end == verb && np.can_speak());
        let np = (verb.saturating_sub(6).max(self.m.first + 1)..verb).filter(joined).find_map(behind)?;
        // الهند وباكستان تتبادلان: و may join two subjects too.
        let alone = self.m.subject_before(verb, self.finite_form(verb)?).is_none_or(|s| s.parts.is_empty());
        (alone && suits(&np, gender_number(c))).then_some(np)
    }

    /// The subject of the last finite verb before token `at`, where it agrees with a cue.
    fn clause_before_of(&self, at: usize, c: &Candidate) -> Option<Rc<Np>> {
        let wanted = gender_number(c);
        let fits = |np: &Np| np.can_speak() && suits(np, wanted) && !self.own_state(np);
        let mut verbs = (self.m.first..at).rev().filter(|&k| {
            let is = self.is(k);
            self.m.words.is_finite_verb(k) && !is.has(Is::FUNCTION)
                || is.has(Is::VERB) && is.has(Is::CUE) && is.has(Is::FUNCTION)
        });
        verbs.by_ref().take(2).find_map(|verb| {
            let form = self.finite_form(verb)?;
            let before = self.m.subject_before(verb, form).filter(|np| fits(np));
            before.or_else(|| {
                let from = self.m.after_light_adjuncts(verb + 1);
                noun_phrase(self.m.doc, self.m.words, from, at).filter(|np| fits(np) && self.m.may_be_subject(form, np))
            })
        })
    }

    fn finite_form(&self, verb: usize) -> Option<VerbForm> {
        self.m.words.analyses(verb).iter().find_map(|a| match a.entry {
            Entry::Verb { form, .. } if matches!(form.tense, Tense::Perfect | Tense::Imperfect) => Some(form),
            _ => None,
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
            // بحث الرئيس: research is no title where somebody in office stands behind it.
            && (!is.has(Is::TITLE) || self.key(k) == "بحث" && next.has(Is::ARTICLE))
            && (next.has(Is::TITLE) || next.has(Is::ACTOR) || next.has(Is::NAME))
            && !next.has(Is::PREFIXED)
    }

    /// The subject right after the last finite verb before a cue.
    fn nearest_subject(&self, c: &Candidate) -> Option<Rc<Np>> {
        let gender = gender_number(c);
        let verb = (self.m.first..c.cue_from)
            .rev()
            .filter(|&k| self.m.words.is_finite_verb(k) && !self.is(k).has(Is::FUNCTION) && !self.is(k).has(Is::NAME))
            // ردت على تصريحات أوربان، التي اتهم فيها ألمانيا، بالقول: a verb that describes a word is not the one it hangs on.
            .find(|&k| {
                let closed = (k..c.cue_from).any(|n| self.kind(n) == Some(TokenKind::Comma));
                !(closed && k > self.m.first && self.is(k - 1).has(Is::REL))
            })?;
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
                let np = noun_phrase(self.m.doc, self.m.words, k, c.cue_from)
                    .filter(|np| np.can_speak() && !self.own_state(np));
                if let Some(np) = np {
                    let end = np.end;
                    // ادعاءات أنقرة بأنها أبلغت دمشق: claims say nothing, whoever makes them does.
                    let claims = matches!(
                        self.key(np.first).trim_start_matches(['و', 'ل', 'ب']),
                        "ادعاءات" | "مزاعم" | "اتهامات" | "تصريحات" | "اقوال" | "تاكيدات" | "تهديدات"
                    );
                    let inner = (claims && np.end > np.first + 1)
                        .then(|| noun_phrase(self.m.doc, self.m.words, np.first + 1, c.cue_from))
                        .flatten()
                        .filter(|np| np.can_speak());
                    let np = inner.unwrap_or(np);
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

    pub(super) fn speaker_gender(&self, open: &Open, opens: &[Open]) -> Option<(Gender, Number)> {
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
}

pub(super) fn gender_number(c: &Candidate) -> Option<(Gender, Number)> {
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
