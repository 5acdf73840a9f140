//! Between cue and content: adjuncts, parentheses, occasions, outlets told to, and where the content joins.

use super::*;

/// مؤتمر صحفي عقده في عمان: verbs of holding an occasion, with the pronoun that takes it up.
pub(crate) const HELD: [&str; 10] =
    ["عقده", "عقدته", "عقداه", "عقدوه", "اجراه", "اجرته", "جمعه", "جمعها", "نظمته", "نظمه"];

/// How far a join may stand from its cue, in tokens.
const REACH: usize = 45;

/// The frames of a cue's row, as a set.
#[derive(Clone, Copy)]
struct Takes(u32);

impl Takes {
    const PREPOSITIONS: [Prep; 7] = [Prep::Ila, Prep::Ala, Prep::An, Prep::Min, Prep::Bi, Prep::Fi, Prep::Li];

    fn of(row: &CueEntry) -> Self {
        Takes(row.joins.iter().fold(0, |set, join| set | Self::bit(*join)))
    }

    fn bit(join: Join) -> u32 {
        1 << match join {
            Join::An => 0,
            Join::Quote => 1,
            Join::Object => 2,
            Join::Subordinate => 3,
            Join::PrepAn(prep) => 4 + prep as u32,
            Join::PrepNoun(prep) => 11 + prep as u32,
            Join::ObjectQuoted => 18,
            Join::ObjectAs => 19,
            Join::Masdar => 20,
            Join::PrepAs(prep) => 21 + prep as u32,
        }
    }

    fn has(self, join: Join) -> bool {
        self.0 & Self::bit(join) != 0
    }

    /// Whether an element of a pattern can join anything to this cue at all; نقل takes a clause whatever its row says.
    fn any_of(self, row: &CueEntry, element: JoinElement) -> bool {
        let by = |prep| self.has(Join::PrepAn(prep)) || self.has(Join::PrepNoun(prep));
        match element {
            JoinElement::An => self.has(Join::An) || by(Prep::Bi) || row.kind == CueKind::Verb && row.lemma == "نقل",
            JoinElement::PrepAn => Self::PREPOSITIONS.into_iter().any(by),
            JoinElement::PrepNoun => {
                let noun = |prep| self.has(Join::PrepNoun(prep)) || self.has(Join::PrepAs(prep));
                Self::PREPOSITIONS.into_iter().any(noun)
            }
            JoinElement::Quote => self.has(Join::Quote) || self.has(Join::An),
            JoinElement::Object => self.has(Join::Object) || self.has(Join::ObjectQuoted) || self.has(Join::ObjectAs),
        }
    }
}

impl Matcher<'_, '_> {
    /// Whether a cue can have any of these joins; a rule without one makes no statement of it.
    pub(super) fn may_join(&self, cue: u16, joins: &[JoinElement]) -> bool {
        let Some(row) = self.lexicon().cues.get(cue as usize) else { return true };
        let takes = Takes::of(row);
        joins.iter().any(|join| takes.any_of(row, *join))
    }

    /// أدان الوزير، الهجوم على السفارة; رفضت الحكومة، مقترحا: whether the comma at `comma` stands by habit of some agencies between the
    /// subject of a finite verb and its object, which no clause with أن follows. Another verbal noun than one in the accusative
    /// is told by the caller.
    fn object_behind_comma(&self, state: &State, comma: usize, verbal: bool) -> bool {
        /// How far a clause may stand that would be what is said.
        const CLAUSE: usize = 20;
        /// The most words between subject and comma.
        const ADJUNCTS: usize = 8;
        let finite = state.form.is_some_and(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect));
        // انتقد السفير في تغريدة عبر حسابه، الخطاب: with where he said it between.
        let behind_subject = state
            .speaker
            .as_ref()
            .is_some_and(|np| np.end <= comma && comma <= np.end + ADJUNCTS && np.first >= state.cue_to);
        if !finite || !behind_subject {
            return false;
        }
        let k = comma + 1;
        let is = self.words.at(k);
        let bars = [
            Is::TITLE,
            Is::ACTOR,
            Is::NAME,
            Is::ADVERBIAL,
            Is::ADVERB,
            Is::TIME,
            Is::TURN,
            Is::PREFIXED,
            Is::CONJUNCT,
            Is::DEM,
            Is::REL,
            Is::NISBA,
        ];
        let noun =
            is.has(Is::NOUN) && (is.has(Is::ARTICLE) || self.key(k).ends_with('ا')) || verbal && !is.has(Is::ARTICLE);
        noun && !bars.iter().any(|&fact| is.has(fact))
            && !(k..(k + CLAUSE).min(self.last)).any(|n| self.words.at(n).has(Is::COMP))
    }

    /// Whether a bare noun stands where the object of a cue would.
    pub(super) fn bare_object(&self, state: &State) -> bool {
        let mut k = self.after_told(self.skip_adjuncts(state.at));
        // أعلنت كوسوفو استقلالها عن صربيا: the object behind a subject that was not taken for one.
        if state.speaker.is_none()
            && self.reads_as_subject(k, state)
            && let Some(np) = noun_phrase(self.doc, self.words, k, self.last)
        {
            k = self.skip_adjuncts(np.end);
        }
        let is = self.words.at(k);
        (is.has(Is::NOMINAL) || is.has(Is::DEM))
            && !is.has(Is::PREFIXED)
            && !is.has(Is::PUNCT)
            && !is.has(Is::COMP)
            && !is.has(Is::PREP)
            && !self.words.is_only_verb(k)
            && !(state.speaker.is_none() && self.reads_as_subject(k, state))
    }

    /// Whether token `k` is a preposition that the cue governs, with a pronoun of the third person: إليه after دعا.
    pub fn own_pronoun(&self, row: &CueEntry, k: usize) -> bool {
        let key = self.key(k);
        row.joins.iter().any(|join| {
            let Join::PrepNoun(prep) = join else { return false };
            key.strip_prefix(prep.key()).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "هما"))
        })
    }

    /// وأعرب الرئيس، يضيف البيان، عن: a verb of saying and its subject between commas only say again who tells it.
    pub(super) fn says_between(&self, open: usize, close: usize) -> bool {
        let verb = self.words.at(open + 1);
        close <= open + 6
            && verb.has(Is::CUE)
            && verb.has(Is::VERB)
            && !verb.has(Is::CONJUNCT)
            && !verb.has(Is::ARTICLE)
            && self.cue_readings(open + 1).iter().any(|r| r.form.person == 3 && r.form.tense == Tense::Imperfect)
            && (open + 2..close).all(|k| !self.words.at(k).has(Is::COMP) && !self.words.is_only_verb(k))
    }

    /// بيان للوزارة، حصلت الصحيفة على نسخة منه، أن: a clause with a pronoun that points back describes an indefinite noun; between
    /// commas and before the clause that is told it is no more than an adjunct.
    pub(super) fn described_between(&self, open: usize, close: usize) -> bool {
        let verb = self.words.at(open + 1);
        close <= open + 10
            && self.words.is_finite_verb(open + 1)
            && !verb.has(Is::CONJUNCT)
            && self.words.at(close + 1).has(Is::COMP)
            && (open + 1..close).any(|k| {
                matches!(
                    self.key(k),
                    "منه"
                        | "منها"
                        | "عليه"
                        | "عليها"
                        | "به"
                        | "بها"
                        | "فيه"
                        | "فيها"
                        | "له"
                        | "لها"
                        | "اليه"
                        | "اليها"
                        | "عنه"
                        | "عنها"
                ) || self.words.analyses(k).iter().any(|a| a.pronoun.is_some())
            })
    }

    /// Whether words are quoted in the clause that begins at `k`: تجنب العنف "مهما كلف الأمر".
    fn quoted_in(&self, k: usize) -> bool {
        (k..(k + 12).min(self.last))
            .take_while(|&t| !matches!(self.kind(t), Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Colon)))
            .any(|t| self.opens(t).is_some_and(|q| q.closed && q.close.index() > t + 2))
    }

    /// Whether the noun phrase at `k` is followed by what it is called, without an article: القرار انتهاكا للسيادة.
    fn called_as(&self, k: usize) -> bool {
        let Some(np) = noun_phrase(self.doc, self.words, k, self.last) else { return false };
        let mut at = self.skip_adjuncts(np.end);
        if self.opens(at).is_some() {
            at += 1;
        }
        let is = self.words.at(at);
        let accusative = self.key(at).ends_with('ا')
            || self.words.analyses(at).iter().any(|a| !a.before.article && self.key(at).ends_with('ه'));
        at < self.last
            && at > np.first
            && is.has(Is::NOMINAL)
            && !is.has(Is::ARTICLE)
            && !is.has(Is::PREFIXED)
            && !is.has(Is::CONJUNCT)
            && !is.has(Is::ADVERBIAL)
            && !is.has(Is::NAME)
            && !is.has(Is::ACTOR)
            && accusative
    }

    /// Whether at `k` begins what is answered or commented on: ردا على سؤال, تعليقا على القرار, في إشارة إلى المحادثات.
    pub(super) fn aside(&self, k: usize) -> bool {
        let noun = k + usize::from(self.key(k) == "في");
        let word = if noun > k {
            matches!(self.key(noun), "اشاره" | "رد" | "تعليق" | "تعقيب" | "جواب" | "تلميح" | "معرض")
        } else {
            matches!(self.key(noun), "ردا" | "تعليقا" | "تعقيبا" | "جوابا" | "اجابه" | "اشاره" | "عطفا" | "تلميحا")
        };
        word && (matches!(self.key(noun + 1), "علي" | "الي") || self.key(noun) == "معرض")
    }

    /// Where what a cue takes goes on behind a relative clause that a comma at `k` opens and another closes.
    fn behind_relative(&self, k: usize, takes: Takes) -> Option<usize> {
        /// The longest relative clause.
        const LONGEST: usize = 34;
        let goes_on = |n: usize| {
            let clause = |n: usize| self.words.complementizer(self.doc, n).is_some_and(|c| c.conjunction.is_none());
            let prep = Prep::free(self.key(n));
            clause(n)
                || prep.is_some_and(|prep| takes.has(Join::PrepNoun(prep)) || takes.has(Join::PrepAn(prep)))
                || self.opens(n).is_some()
        };
        (k + 2..(k + LONGEST).min(self.last))
            .take_while(|&n| self.kind(n) != Some(TokenKind::Stop))
            .find(|&n| self.kind(n) == Some(TokenKind::Comma) && goes_on(n + 1))
            .map(|n| n + 1)
    }

    pub(super) fn find_preposition(&self, from: usize, prep: &str, reach: usize) -> Option<usize> {
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
    pub(super) fn find_join(
        &self,
        state: &State,
        joins: &[JoinElement],
        crossed: &mut usize,
    ) -> Option<(JoinElement, usize, usize, usize, u32)> {
        let row = &self.lexicon().cues[state.cue as usize];
        let takes = Takes::of(row);
        let allowed = |join: Join| takes.has(join);
        let relayed = row.kind == CueKind::Verb && row.lemma == "نقل";
        // مصدر طلب عدم نشر اسمه أن, دراسة نشرت في دورية من أن: an indefinite subject takes a clause without الذي.
        // بلاغ للوزارة، توصلت الصحيفة بنسخة منه، أن: so does the document of whoever issued it.
        let indefinite =
            state.speaker.as_ref().is_some_and(|np| !np.definite && np.name.is_none() || np.issued.is_some());
        let mut verbs_allowed = if indefinite { 2 } else { 0 };
        // Only a clause or marks are looked for beyond a verb that is none of these.
        let crossing = joins.iter().all(|j| matches!(j, JoinElement::An | JoinElement::PrepAn | JoinElement::Quote));
        if !joins.iter().any(|join| takes.any_of(row, *join)) {
            return None;
        }

        let mut comma_open = false;
        let noun_cue = row.kind == CueKind::Noun;
        let limit = (state.at + if noun_cue { 8 } else { REACH }).min(self.last);
        let start_of_object = OnceCell::new();
        // أكد الوزير ناصر بوريطة، تمسك الرباط بدعوتها: a stray comma between a named subject and a verbal noun.
        let find_object = || {
            let start = self.skip_adjuncts(state.at);
            // نفى الوزير لرويترز صحة الأنباء: behind the outlet told to.
            let start = self.after_told(start);
            let named = state.speaker.as_ref().is_some_and(|np| {
                let row = |a: u32| &self.lexicon().actors[a as usize];
                let person = |&(a, ..): &(u32, NamedBy, usize)| row(a).kind == mahdar_doc::EntityKind::Person;
                (np.name.is_some() || np.actors.iter().any(person)) && np.end == start
            });
            let masdar = |k: usize| {
                let noun = |a: &mahdar_lang::Analysis| {
                    matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar) && !a.before.conjunction
                };
                self.words.analyses(k).iter().any(noun) && !self.words.at(k).has(Is::TITLE)
            };
            let comma = self.kind(start) == Some(TokenKind::Comma);
            let stray =
                comma && (named && masdar(start + 1) || self.object_behind_comma(state, start, masdar(start + 1)));
            if stray { start + 1 } else { start }
        };
        let wants_object = joins.contains(&JoinElement::Object)
            && takes.any_of(row, JoinElement::Object)
            // لم يستبعد الوزير عقد لقاء: what he does not rule out; لم يخف خيبة أمله: what he does not hide.
            && (!self.negated(state.cue_from)
                || matches!(row.lemma.as_str(), "استبعد" | "أخفى")
                || self.what(state.cue_from));
        let prepositions = [Prep::Ila, Prep::Ala, Prep::An, Prep::Min, Prep::Bi, Prep::Fi, Prep::Li]
            .map(|prep| (prep, allowed(Join::PrepNoun(prep)), allowed(Join::PrepAs(prep))));
        let mut k = state.at;
        while k < limit {
            let is = self.words.at(k);
            // برر الوزير القرار بقوله إن: what follows is joined by that noun, which attributes it.
            let by_words = matches!(self.key(k), "بقوله" | "بقولها" | "بقولهم" | "بقولهما" | "بالقول");
            if by_words
                && k > state.cue_to
                && (self.words.at(k + 1).has(Is::COMP) || self.kind(k + 1) == Some(TokenKind::Colon))
            {
                return None;
            }
            let kind = self.kind(k);
            // طالبت برلين على لسان متحدثة باسم الخارجية كراكاس بالسماح: through whom one speaks joins nothing.
            if self.key(k) == "علي"
                && self.key(k + 1) == "لسان"
                && k > state.cue_to
                && let Some(np) = noun_phrase(self.doc, self.words, k + 2, self.last)
            {
                k = np.end.max(k + 2);
                continue;
            }
            // أصر فلان، الذي عاد على متن طائرة بعدما منحته المكسيك حق اللجوء، على أن: what describes the speaker joins nothing.
            if kind == Some(TokenKind::Comma)
                && k > state.cue_to
                && self.words.at(k + 1).has(Is::REL)
                && (self.key(k + 1).starts_with("الذ")
                    || self.key(k + 1).starts_with("الت")
                    || self.key(k + 1).starts_with("الل"))
                && let Some(behind) = self.behind_relative(k, takes)
            {
                k = behind;
                continue;
            }
            // أعلن المتحدث، ردا على خبر بثته قناة، أنه: what it answers or comments on joins nothing.
            if kind == Some(TokenKind::Comma)
                && k > state.cue_to
                && self.aside(k + 1)
                && let Some(behind) = self.behind_relative(k, takes)
            {
                k = behind;
                continue;
            }
            // نفت نفيا قاطعا ما تردد: how it is said stands between.
            if let Some(end) = self.words.function_end(k, Classes::ADVERB).filter(|&end| end > k + 1) {
                k = end;
                continue;
            }
            // توقعوا ألا يتفق الوزراء: "that" and "not" in one word, which is part of what is said.
            if self.key(k) == "الا"
                && joins.contains(&JoinElement::An)
                && allowed(Join::An)
                && self.doc.surface(TokenId::from_index(k)).starts_with('أ')
                && self.words.at(k + 1).has(Is::VERB)
            {
                return self.join_at(JoinElement::An, k, k, k);
            }
            // Most words join nothing: no clause, no marks, no preposition, and not where an object would stand.
            let quiet = kind == Some(TokenKind::Word) && !is.has(Is::COMP) && !self.words.joins(k);
            let object_here = || wants_object && *start_of_object.get_or_init(find_object) == k;
            let previous_key = if k > self.first { self.key(k - 1) } else { "" };
            let free = if quiet { None } else { Prep::free(self.key(k)) };
            let joins = if quiet && !object_here() { &[][..] } else { joins };
            for join in joins {
                match join {
                    JoinElement::An => {
                        if let Some(comp) = self.words.complementizer(self.doc, k).filter(|c| c.conjunction.is_none()) {
                            let other = matches!(
                                previous_key,
                                "الا" | "غير"
                                    | "سبق"
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
                            // ما ذكره مسؤولون من أن: in apposition to what somebody said.
                            let other = other
                                && !(previous_key == "من"
                                    && state.pronoun.is_some()
                                    && state.cue_from > self.first
                                    && matches!(self.key(state.cue_from - 1), "ما" | "مما" | "بما" | "لما"));
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
                        if let Some(prep) = free
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
                            // التقرير المعنون "صيف من الدم": what a text is called.
                            let titled = matches!(
                                previous_key.trim_start_matches("ال"),
                                "معنون"
                                    | "معنونه"
                                    | "عنوان"
                                    | "بعنوان"
                                    | "مسمي"
                                    | "مسماه"
                                    | "موسوم"
                                    | "موسومه"
                            );
                            if titled {
                                continue;
                            }
                            // رأى "غسان سلامة" أن: who speaks, in marks.
                            // وأضافت "الخارجية اليابانية": "لن نقبل"
                            let behind_marks = quotation.close.index() + 1;
                            if k == state.cue_to
                                && length <= 4
                                && (self.kind(behind_marks) == Some(TokenKind::Colon)
                                    || self.office_behind_marks(behind_marks, row).is_some()
                                    || allowed(Join::An)
                                        && self
                                            .words
                                            .complementizer(self.doc, behind_marks)
                                            .is_some_and(|c| c.conjunction.is_none()))
                            {
                                continue;
                            }
                            // وأبلغ مصدر وزاري «الشرق الأوسط» أن: who is told, in marks.
                            let told = row.class == mahdar_doc::CueClass::Inform
                                && length <= 4
                                && actors_at(self.words, k + 1)
                                    .iter()
                                    .any(|(a, ..)| self.lexicon().actors[*a as usize].outlet);
                            if told {
                                continue;
                            }
                            let right_after =
                                state.speaker.as_ref().map_or(state.cue_to, |s| s.end.max(state.cue_to)) >= k;
                            // اعتبر الهجوم "عملا": the object stands before the marks, and they are part of what is said.
                            if !right_after && allowed(Join::Object) && self.bare_object(state) {
                                continue;
                            }
                            // متهما "دول العدوان" بالسعي: who is accused, in marks.
                            let behind = quotation.close.index() + 1;
                            let named = row.object
                                && length <= 6
                                && [Prep::Bi, Prep::Ila, Prep::Ala].into_iter().any(|prep| {
                                    allowed(Join::PrepNoun(prep))
                                        && self.words.governed(self.doc, behind, prep).is_some()
                                });
                            if named {
                                continue;
                            }
                            if length >= 4
                                || (right_after && length >= 2)
                                || (matches!(previous_key, "،" | ",")
                                    && (length >= 3 || length == 2 && allowed(Join::Object)))
                            {
                                return self.join_at(JoinElement::Quote, k, k, k);
                            }
                        }
                    }
                    JoinElement::PrepNoun => {
                        for (prep, noun, called) in prepositions {
                            if !noun && !called {
                                continue;
                            }
                            let Some(governed) = self.words.governed(self.doc, k, prep) else { continue };
                            // تحدث الوزير عن العلاقات: a definite noun is what he talked about, and no content.
                            let about = self.words.at(governed.content);
                            let topic = row.lemma == "تحدث"
                                && row.kind == CueKind::Verb
                                && (about.has(Is::ARTICLE)
                                    || about.has(Is::ACTOR)
                                    || self.words.analyses(governed.content).iter().any(|a| a.pronoun.is_some()));
                            // لوح المتظاهرون بالأعلام: flags are no threat.
                            let flags = row.lemma == "لوح"
                                && ["اعلام", "علم", "رايات", "صور", "لافتات", "يد"].iter().any(|word| {
                                    self.key(k).trim_start_matches('ب').trim_start_matches("ال").starts_with(word)
                                });
                            // بالنسبة للسكان: "as for".
                            if topic || flags || matches!(self.key(k), "بالنسبه" | "بالنظر") {
                                continue;
                            }
                            // أفاد بيان صادر عن الرئاسة بأن: by whom a document was issued.
                            if prep == Prep::An && matches!(previous_key, "صادر" | "الصادر" | "صدر") {
                                continue;
                            }
                            // على متن طائرة, من أجل السلام: a preposition of two words is where or what for.
                            if governed.skip == 0
                                && self.words.function_end(k, Classes::PREP).is_some_and(|end| end > k + 1)
                            {
                                continue;
                            }
                            // أكد الخبر مسؤول على ما ذكرت الوكالة: words that say according to whom.
                            if self.words.evidential(k).is_some_and(|(_, hit)| hit.end as usize > k + 1) {
                                continue;
                            }
                            // أقر البرلمان بالإجماع مشروع القانون: how it is done.
                            let adverb = is.has(Is::ADVERB) && self.words.at(k + 1).has(Is::NOMINAL);
                            // اعترفت بغوايدو رئيسا: who is recognised is nothing confessed.
                            let named = self.words.at(governed.content);
                            // اعترفت بسيادة كينيا, بزعيم المعارضة: nor is what is recognised.
                            let recognised = row.class == mahdar_doc::CueClass::Confess
                                && ((named.has(Is::ACTOR) || named.has(Is::NAME)) && !named.has(Is::NOUN)
                                    || named.has(Is::TITLE)
                                    || self.recognition(k, governed.content));
                            if adverb || recognised {
                                continue;
                            }
                            if !noun && !self.called_as(governed.content) {
                                continue;
                            }
                            if noun_cue && k > state.at + 4 {
                                continue;
                            }
                            if governed.content >= self.last
                                || self.words.at(governed.content).has(Is::COMP) && governed.skip == 0
                            {
                                continue;
                            }
                            if *crossed > 0 || self.own_pronoun(row, state.cue_to) {
                                continue;
                            }
                            // صرح مسؤول بوزارة الخارجية بأن: what belongs to the subject joins nothing.
                            let body = self.words.hits(k).iter().any(|h| {
                                h.stem == 2
                                    && matches!(h.phrase, Phrase::Title { title, .. }
                                        if self.lexicon().titles[title as usize].class == TitleClass::Body)
                            });
                            if body
                                && state.speaker.is_none()
                                && self.speakers(state).iter().any(|np| np.first < k && k < np.end)
                            {
                                continue;
                            }
                            // لا يستبعد ذلك على نحو قاطع, بشكل تعسفي: how is not what.
                            let bare = self.key(governed.content);
                            let bare = if governed.skip > 0 { bare.strip_prefix('ب').unwrap_or(bare) } else { bare };
                            if matches!(bare, "نحو" | "شكل" | "صوره" | "بشكل" | "بصوره") {
                                continue;
                            }
                            // وأبلغت العواصم بذلك: "that" alone is no content.
                            let alone = matches!(self.key(k), "بذلك" | "ذلك") && k + 1 >= self.last
                                || self.key(k) == "بذلك" && self.words.at(k + 1).has(Is::PUNCT);
                            if alone {
                                continue;
                            }
                            // اتهام بوغوتا لبلاده بإيواء متمردين, دعوته إلى: of verbal nouns, those of calls and accusations.
                            let noun = state.form.is_some_and(|f| f.tense == Tense::Masdar);
                            // دعوة لإجراء محادثات is an invitation.
                            if noun
                                && (prep == Prep::Li
                                    || !matches!(
                                        row.class,
                                        mahdar_doc::CueClass::Call
                                            | mahdar_doc::CueClass::Demand
                                            | mahdar_doc::CueClass::Urge
                                            | mahdar_doc::CueClass::Accuse
                                    ))
                            {
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
                            // طالب الوفود بحضور الجلسات: what is demanded, promised or called for is no occasion.
                            let asked = prep == Prep::Bi
                                && matches!(
                                    row.class,
                                    mahdar_doc::CueClass::Demand
                                        | mahdar_doc::CueClass::Call
                                        | mahdar_doc::CueClass::Promise
                                        | mahdar_doc::CueClass::Accuse
                                );
                            if !asked
                                && matches!(prep, Prep::Fi | Prep::Li | Prep::Bi)
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
                        // إعلان الرئيس حل المجلس: of verbal nouns, those of announcing.
                        let noun = state.form.is_some_and(|f| f.tense == Tense::Masdar);
                        // نقلت الوكالة عن مصدر نفيه سقوط المطار: of those that an outlet relays, all.
                        let relayed = state.via.is_some();
                        if !wants_object || noun && !relayed && row.class != mahdar_doc::CueClass::Announce {
                            continue;
                        }
                        let start = *start_of_object.get_or_init(find_object);
                        // اشترط عدم ذكر اسمه: how a source stays unnamed.
                        if k == start
                            && self.key(k) == "عدم"
                            && matches!(self.key(k + 1), "ذكر" | "نشر" | "كشف" | "الكشف" | "الافصاح" | "افصاح")
                        {
                            return None;
                        }
                        // رفض التعليق, أحجم عن الإدلاء بتفاصيل: who keeps silent says nothing.
                        if k == start && row.class == mahdar_doc::CueClass::Reject && withheld(self.key(k)) {
                            return None;
                        }
                        // حماس توقع الورقة المصرية: whoever signs a paper does not expect it.
                        if k == start && self.other_deed(state, k) {
                            return None;
                        }
                        if k == start
                            && state.speaker.is_none()
                            && (self.reads_as_subject(k, state) || self.rest_as_subject(state).is_some())
                        {
                            return None;
                        }
                        // انتقدت النقابة "تقاعس السلطات": what is criticised, refused or hailed, in marks.
                        let light = row.kind == CueKind::Light && row.object;
                        let marked = k == start
                            && (row.kind == CueKind::Verb || light)
                            && allowed(Join::Object)
                            && state.pronoun.is_none()
                            && (light
                                || matches!(
                                    row.class,
                                    mahdar_doc::CueClass::Criticise
                                        | mahdar_doc::CueClass::Condemn
                                        | mahdar_doc::CueClass::Reject
                                        | mahdar_doc::CueClass::Deny
                                        | mahdar_doc::CueClass::Praise
                                ))
                            && self.opens(k).is_some_and(|q| q.close.index() - k > 2)
                            && (self.words.may_be_masdar(k + 1) || self.words.at(k + 1).has(Is::ARTICLE));
                        if marked {
                            return self.join_at(JoinElement::Object, k, k, k);
                        }
                        // ونفت باريس ذلك: "that" alone is no content; معتبرا ذلك "إضاعة للوقت" says what it is called.
                        let alone = self.key(k) == "ذلك"
                            && !self.words.at(k + 1).has(Is::ARTICLE)
                            && !matches!(row.class, mahdar_doc::CueClass::Think | mahdar_doc::CueClass::Describe);
                        if k == start && alone {
                            return None;
                        }
                        if k == start && matches!(self.key(k), "ما" | "اي" | "كل" | "جميع") && state.pronoun.is_none()
                        {
                            return self.join_at(JoinElement::Object, k, k, k);
                        }
                        if k == start
                            && (is.has(Is::NOMINAL) || is.has(Is::DEM) || self.key(k) == "عدم")
                            && !is.has(Is::PREFIXED)
                            && !is.has(Is::CONJUNCT)
                            && !self.words.is_only_verb(k)
                            && !is.has(Is::COMP)
                        {
                            // يزعم الانقلابيون في نيامي أنهم: a plural in ون is the subject.
                            let nominative =
                                is.has(Is::ARTICLE) && self.key(k).ends_with("ون") && row.kind == CueKind::Verb;
                            let nominal = [Is::NOUN, Is::ARTICLE, Is::QUANT, Is::TITLE, Is::DEM];
                            let object = !nominative
                                && (nominal.iter().any(|&fact| is.has(fact))
                                    || self.key(k) == "عدم"
                                    // أعلن المجلس، الهيئة التي تتخذ من عدن مقرا لها، استعداده
                                    || self.words.may_be_masdar(k)
                                        && self.words.analyses(k).iter().any(|a| a.pronoun.is_some()));
                            // أبلغ الوزير نظيره: without a pronoun the noun is who is told.
                            let told = row.class == mahdar_doc::CueClass::Inform;
                            let shaped = allowed(Join::Object) && !told
                                || allowed(Join::ObjectQuoted) && self.quoted_in(k)
                                || allowed(Join::ObjectAs) && self.called_as(k);
                            // أبلغته رفض بلادها: who is told is a pronoun, and what he is told an object.
                            // ناشد السكان توفير المياه: behind who is addressed only a verbal noun.
                            let addressed = state.addressee.is_some() && row.kind == CueKind::Verb;
                            let bare = [Is::ARTICLE, Is::TITLE, Is::ACTOR].iter().all(|&fact| !is.has(fact));
                            // ناشدت الهيئة السكان الكف عن: with the article before its own preposition.
                            let next = self.words.at(k + 1);
                            let governs = || {
                                self.words
                                    .analyses(k)
                                    .iter()
                                    .any(|a| matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar))
                            };
                            let deed = is.has(Is::NOUN) && bare
                                || self.words.may_be_masdar(k)
                                || (next.has(Is::PREP) || next.has(Is::PREFIXED)) && governs();
                            // So it is of a finite verb that cannot do without.
                            let needs = row.needs_object
                                && row.kind == CueKind::Verb
                                && state.pronoun.is_none()
                                && state.form.is_some_and(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect));
                            if (addressed || needs) && !deed {
                                return None;
                            }
                            let told = told && allowed(Join::Object) && (state.pronoun.is_some() || addressed);
                            let shaped = shaped || told && is.has(Is::NOUN) && !is.has(Is::TITLE);
                            // اعتبره الوزير خرقا: what is meant is a pronoun, and what it is called stands in the accusative.
                            let thought = state.pronoun.is_some()
                                && row.class == mahdar_doc::CueClass::Think
                                && !is.has(Is::ARTICLE)
                                && !is.has(Is::TITLE)
                                && !matches!(self.key(state.cue_from.saturating_sub(1)), "الذي" | "التي" | "الذين")
                                && (self.key(k).ends_with('ا') || self.key(k).ends_with('ه') && is.has(Is::NOUN));
                            if thought {
                                return self.join_at(JoinElement::Object, k, k, k);
                            }
                            if (object || addressed) && (state.pronoun.is_none() || told) && shaped {
                                return self.join_at(JoinElement::Object, k, k, k);
                            }
                            return None;
                        }
                    }
                }
            }
            // اتهامات وصفها الوزير بـ: a verb after a noun of speech describes it.
            if noun_cue && k >= state.at && self.words.is_finite_verb(k) && is.has(Is::CUE) && !is.has(Is::FUNCTION) {
                return None;
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
                    let adjunct = opener.has(Is::PREP)
                        || opener.has(Is::TIME)
                        || (k + 3..(k + 7).min(limit))
                            .any(|c| self.kind(c) == Some(TokenKind::Comma) && self.says_between(k, c))
                        || opener.has(Is::PREFIXED) && !opener.has(Is::CONJUNCT)
                        || self.key(k + 1).starts_with("بشرط");
                    let own = |prep: Prep| {
                        (allowed(Join::PrepAn(prep)) || allowed(Join::PrepNoun(prep)))
                            && (self.key(k + 1) == prep.key() || self.words.governed(self.doc, k + 1, prep).is_some())
                    };
                    let governed = [Prep::Ila, Prep::Ala, Prep::An, Prep::Min, Prep::Bi, Prep::Li].into_iter().any(own);
                    let close = (k + 2..(k + 22).min(limit))
                        .take_while(|&c| {
                            self.kind(c) != Some(TokenKind::Colon)
                                && self.opens(c).is_none_or(|q| q.close.index() - c <= 4)
                        })
                        .find(|&c| self.kind(c) == Some(TokenKind::Comma));
                    if let Some(close) = close.filter(|_| adjunct && !governed && comma_open) {
                        let clean = |from: usize, to: usize| (from..to).all(|t| !self.words.at(t).has(Is::COMP));
                        if clean(k + 1, close) {
                            comma_open = false;
                            k = close;
                            // ، في كلمة أمام البرلمان، قبيل سفرها إلى بروكسل، إلى أن: another one may follow.
                            let second = self.words.at(k + 1);
                            let next = (k + 2..(k + 12).min(limit)).find(|&c| self.kind(c) == Some(TokenKind::Comma));
                            let own = [Prep::Ila, Prep::Ala, Prep::An, Prep::Min, Prep::Bi, Prep::Li].into_iter().any(
                                |prep| {
                                    (allowed(Join::PrepAn(prep)) || allowed(Join::PrepNoun(prep)))
                                        && (self.key(k + 1) == prep.key()
                                            || self.words.governed(self.doc, k + 1, prep).is_some())
                                },
                            );
                            let goes_on =
                                |c: usize| self.words.at(c + 1).has(Is::PREP) || self.words.at(c + 1).has(Is::COMP);
                            if let Some(next) = next.filter(|&c| {
                                (second.has(Is::PREP) || second.has(Is::TIME)) && !own && clean(k + 1, c) && goes_on(c)
                            }) {
                                k = next;
                            }
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
                // لـ(د.ب.أ): the stops of an outlet's letters end nothing.
                Some(TokenKind::OpenBracket) => {
                    let close = (k + 1..(k + 10).min(limit)).find(|&c| self.kind(c) == Some(TokenKind::CloseBracket));
                    k = close.unwrap_or(k);
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
                    // قال مصدر، طالبا حجب اسمه، إن
                    if self.stays_unnamed(k) {
                        k = self.unnamed_end(k);
                        continue;
                    }
                    if is.has(Is::REL) || !quiet && matches!(self.key(k), "بعدما" | "عندما" | "حيث" | "قبلما" | "لدي")
                    {
                        verbs_allowed = 3;
                    }
                    // أعلن الاتحاد نيته ...، بينما قالت باريس إنها: what stands against a clause is none of its own.
                    if !quiet && matches!(self.key(k), "بينما" | "فيما") && self.words.is_finite_verb(k + 1) {
                        return None;
                    }
                    // جاء رده في خطاب بكسلا، حيث أعلن أن: who announces there says it himself.
                    if self.key(k) == "حيث"
                        && k > state.cue_to
                        && self.words.is_finite_verb(k + 1)
                        && self.words.at(k + 1).has(Is::CUE)
                        && self.words.complementizer(self.doc, k + 2).is_some()
                    {
                        return None;
                    }
                    // رفض الإفصاح عن عددها، لكنه قال إن
                    if previous_key == "،"
                        && matches!(self.key(k), "لكن" | "لكنه" | "لكنها" | "لكنهم" | "ولكن" | "ولكنه" | "ولكنها")
                    {
                        return None;
                    }
                    // في مدينة حلب: a city is not "condemning".
                    let adverbial_cue = is.has(Is::ADVERBIAL)
                        && self.cue_readings(k).iter().any(|r| {
                            r.form.tense == Tense::ActiveParticiple
                                && r.form.accusative
                                && !r.article
                                && self.participle_stands(k, r.form)
                        });
                    let after_comma = previous_key == "،" || previous_key == ",";
                    // بالرد في ساحة القتال، وقال إن: a verb that attributes behind و takes its own clause.
                    if after_comma && is.has(Is::CUE) && self.cue_stem(k) > 0 && self.words.is_finite_verb(k) {
                        return None;
                    }
                    // ولدى سؤاله عن الضمانات، قال: what a noun asks ends before another verb attributes.
                    let noun = state.form.is_some_and(|f| f.tense == Tense::Masdar);
                    if after_comma && noun && is.has(Is::CUE) && self.words.is_finite_verb(k) {
                        return None;
                    }
                    let sure = !is.has(Is::TITLE) && !is.has(Is::NOUN);
                    if adverbial_cue
                        && !self.says_again(k)
                        && (k > state.at || sure && k >= state.cue_to)
                        && (after_comma || !comma_open && !is.has(Is::NAME) && !is.has(Is::ADJ))
                    {
                        return None;
                    }
                    // في بيان تلقته, في كلمة ألقاها: an indefinite noun after a preposition takes a clause without الذي.
                    if self.words.occasion_end(k).is_some() && !is.has(Is::ARTICLE) {
                        verbs_allowed = verbs_allowed.max(2);
                    }
                    // وزيرة الخارجية، التي تعارض بلادها الخطة، ترى أن: a verb behind a comma has the clause behind it for its own.
                    let owns = after_comma
                        && is.has(Is::CUE)
                        && k > state.cue_to
                        && self.words.is_finite_verb(k)
                        && self.words.complementizer(self.doc, k + 1).is_some_and(|c| c.conjunction.is_none());
                    // أعلنوا تضامنهم معها، وهو ما وصفه الوزير بأنه: so has one that takes up all that was said.
                    let takes_up = k > state.cue_to && is.has(Is::CUE) && self.what(k);
                    if owns || takes_up {
                        return None;
                    }
                    // وردت الحركة ببيان اعتبرت فيه: a clause about a noun that says it itself; ببيان جاء فيه أن only holds it.
                    let holds = matches!(self.key(k), "جاء" | "جاءت" | "ورد" | "وردت" | "يقول" | "تقول");
                    if !holds
                        && is.has(Is::CUE)
                        && self.resumes(k + 1)
                        && k > state.cue_to
                        && self.words.is_finite_verb(k)
                    {
                        return None;
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
                            "بعد"
                                | "قبل"
                                | "منذ"
                                | "دون"
                                | "رغم"
                                | "الا"
                                | "الي"
                                | "علي"
                                | "عن"
                                | "من"
                                | "سبق"
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

    /// Whether the object at `k` is what another verb, written like the cue, takes in a row of acts.
    fn other_deed(&self, state: &State, k: usize) -> bool {
        let lexicon = self.lexicon();
        let Some(row) = lexicon.cues.get(state.cue as usize).filter(|row| row.kind == CueKind::Verb) else {
            return false;
        };
        let themes = self.words.themes(k);
        !themes.is_empty()
            && self.words.analyses(state.cue_from).iter().any(|a| {
                let Entry::Verb { verb, form } = a.entry else { return false };
                lexicon.verbs[verb as usize].lemma != row.lemma
                    && state.form.is_some_and(|f| f.tense == form.tense)
                    && lexicon
                        .acts_of(verb)
                        .iter()
                        .any(|&act| themes.iter().any(|id| lexicon.acts[act as usize].with.binary_search(id).is_ok()))
            })
    }

    /// Whether the word at `k` chooses an act of support of the verbs of recognising: سيادة, استقلال, شرعية.
    fn recognition(&self, k: usize, content: usize) -> bool {
        self.chooses("اعترف", &[mahdar_doc::ActType::Support], content.max(k))
    }

    pub(super) fn after_complementizer(
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

    pub(super) fn join_at(
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
}

/// رفض التعليق, امتنع عن الكشف: whether a key is of what they keep to themselves who do not speak.
pub(crate) fn withheld(key: &str) -> bool {
    let key = key.strip_prefix("ال").unwrap_or(key);
    matches!(key, "تعليق" | "ادلاء" | "كشف" | "افصاح" | "خوض" | "تعقيب" | "تسميه")
}
