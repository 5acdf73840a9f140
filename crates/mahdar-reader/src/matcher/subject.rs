//! The subject of a cue: what stands after the verb, what stands before it, and what only looks like one.

use super::*;

impl Matcher<'_, '_> {
    /// Candidates for the subject after the cue, best first; kept while one cue is tried.
    pub(super) fn speakers(&self, state: &State) -> Vec<Rc<Np>> {
        let key = (state.cue_from, state.at, state.cue, state.form, state.pronoun, state.passive);
        let mut kept = self.subjects.borrow_mut();
        if let Some((_, found)) = kept.iter().find(|(k, _)| *k == key) {
            return found.clone();
        }
        if kept.first().is_some_and(|(k, _)| k.0 != state.cue_from) {
            kept.clear();
        }
        drop(kept);
        let mut found = self.find_speakers(state);
        if found.is_empty() {
            found.extend(self.rest_as_subject(state));
        }
        self.subjects.borrow_mut().push((key, found.clone()));
        found
    }

    /// أكدت لرويترز عضو اللجنة, تقول لوكالة فرانس برس عائشة الأمين: one past the outlet told to at `at`, behind which the subject
    /// stands; `at` if there is none.
    pub fn after_told(&self, at: usize) -> usize {
        if !self.words.at(at).has(Is::PREFIXED) || !self.key(at).starts_with('ل') {
            return at;
        }
        let outlet = |k: usize| {
            actors_at(self.words, k)
                .into_iter()
                .find(|(a, by, _)| *by != NamedBy::Epithet && self.lexicon().actors[*a as usize].outlet)
        };
        let by_title = || {
            title_at(self.words, at)
                .is_some_and(|(t, ..)| self.lexicon().titles[t as usize].class == TitleClass::Outlet)
        };
        let found = outlet(at).or_else(|| if by_title() { outlet(at + 1) } else { None });
        found.map_or(at, |(_, _, hit)| self.skip_light_adjuncts(hit.end as usize))
    }

    pub(super) fn find_speakers(&self, state: &State) -> Vec<Rc<Np>> {
        if state.passive {
            return Vec::new();
        }
        // ووعد الأخير بعقد مؤتمر: the latter, and no word of time.
        if matches!(self.key(state.at), "الاخير" | "الاخيره") && state.form.is_some_and(|f| f.number == Number::Singular)
        {
            let mut np = Np::bare(state.at, state.at + 1, self.doc.tokens[state.at].span);
            np.gender = if self.key(state.at) == "الاخيره" { Gender::F } else { Gender::M };
            if self.agrees(state.form, &np) {
                return vec![Rc::new(np)];
            }
        }
        let at = self.skip_light_adjuncts(state.at);
        if self.kind(at) == Some(TokenKind::Comma) {
            return self.behind_commas(at, state).into_iter().collect();
        }
        if at >= self.last
            || self.words.at(at).has(Is::PUNCT) && !matches!(self.kind(at), Some(TokenKind::Open | TokenKind::Quote))
        {
            return Vec::new();
        }
        let at = self.after_told(at);
        // طالب 31 نائبا بإحالة: counted people.
        if self.kind(at) == Some(TokenKind::Number)
            && self.words.at(at + 1).has(Is::TITLE)
            && !self.words.at(at + 1).has(Is::ARTICLE)
            && state.form.is_some_and(|f| f.gender == Gender::M && self.subject_before(state.cue_from, f).is_none())
            && let Some(mut np) = noun_phrase(self.doc, self.words, at + 1, self.last)
        {
            Rc::make_mut(&mut np).span.start = self.doc.tokens[at].span.start;
            return vec![np];
        }
        if let Some(named) = self.name_in_marks(at, state).or_else(|| self.unknown_with_article(at, state)) {
            return vec![named];
        }
        let Some(np) = noun_phrase(self.doc, self.words, at, self.last).or_else(|| self.behind_occasion(at, state))
        else {
            return Vec::new();
        };
        // صرح قائلا: a participle that only repeats the verb is nobody.
        // متحدثة باسم المفوضية is somebody, though a feminine participle needs no alef.
        let first = self.words.at(np.first);
        let repeats = first.has(Is::ADVERBIAL)
            && !first.has(Is::NAME)
            && first.has(Is::CUE)
            && !(first.has(Is::TITLE) && self.key(np.first).ends_with('ه'));
        if repeats {
            return Vec::new();
        }
        // In VSO order the verb is singular; a dual or plural verb has its subject before it.
        if state.form.is_some_and(|f| {
            f.number != Number::Singular && f.person == 3 && matches!(f.tense, Tense::Perfect | Tense::Imperfect)
        }) {
            return Vec::new();
        }
        // وأدان تلك الهجمات: what a demonstrative points at is nobody, unless it is a person or body.
        let next = self.words.at(np.first + 1);
        let thing = first.has(Is::DEM) && !next.has(Is::TITLE) && !next.has(Is::ACTOR) && !next.has(Is::NAME);
        if thing && next.has(Is::NOUN) {
            return Vec::new();
        }
        // وجه الوزير دعوة رسمية إلى: an adjective of a verbal noun is nobody.
        let one = np.end == np.first + 1 && np.actors.is_empty() && np.name.is_none();
        if state.form.is_none_or(|f| f.tense == Tense::Masdar)
            && one
            && first.has(Is::ADJ)
            && !first.has(Is::ARTICLE)
            && np.first == state.cue_to
        {
            return Vec::new();
        }
        // A verbal noun agrees with nobody: إعلان الحكومة.
        let verbal = state.form.filter(|f| f.tense != Tense::Masdar);
        if !self.agrees(verbal, &np) || verbal.is_some() && self.oblique(&np) {
            return Vec::new();
        }
        // وأكدت استعدادها، وناشدت السعودية وقطر إلزام الطرف الآخر: of a verb that goes on and takes a bare verbal noun, those
        // before it are called upon.
        let goes_on_with_deed = state.pronoun.is_none()
            && state.cue_from > self.first
            && self.kind(state.cue_from - 1) == Some(TokenKind::Comma)
            && self.cue_stem(state.cue_from) > 0
            && self
                .lexicon()
                .cues
                .get(state.cue as usize)
                .is_some_and(|c| c.needs_object && c.joins.contains(&Join::Object))
            && self.verbal_noun(self.skip_light_adjuncts(np.end));
        if goes_on_with_deed {
            return Vec::new();
        }
        // كيري يحث الأكراد: a subject right before the verb leaves what follows for its object.
        let finite = state.form.filter(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect));
        if finite.and_then(|f| self.subject_before(state.cue_from, f)).is_some_and(|before| {
            let described = self.words.at(before.end).has(Is::REL)
                && self.lexicon().cues.get(state.cue as usize).is_some_and(|c| c.object);
            before.can_speak()
                && (described
                    || (before.end..state.cue_from)
                        .all(|k| self.words.at(k).has(Is::PARTICLE) || matches!(self.key(k), "سبق" | "ان")))
        }) {
            return Vec::new();
        }
        let row = self.lexicon().cues.get(state.cue as usize);
        // وأبلغت شركة الكهرباء المشتركين أن, ناشد محافظ درعا أهالي المدينة: of a verb that needs an object one phrase may be two.
        let np = match row.filter(|c| c.needs_object && state.pronoun.is_none()) {
            Some(_) => self.first_of_two(&np).unwrap_or(np),
            None => np,
        };
        // واتهم الجيش بنقل تعزيزات: a verb that needs an object has it in a phrase that stands alone.
        let own_next = self.own_preposition(row, np.end);
        if row.is_some_and(|c| c.needs_object) && state.pronoun.is_none() && (np.parts.is_empty() || own_next) {
            // حث الطرف المالي على تفهم المطالب: where its own preposition follows, no second phrase is looked for behind that.
            let rest = if own_next { np.end } else { self.skip_adjuncts(np.end) };
            let next = self.words.at(rest);
            let another = (next.has(Is::NOMINAL) || next.has(Is::DEM) || next.has(Is::QUANT))
                && !next.has(Is::PREFIXED)
                && !next.has(Is::COMP)
                && !next.has(Is::PUNCT)
                && !next.has(Is::PREP)
                // ناشد المجتمع الدولي تحمل مسؤولياته: what is asked for is no second phrase.
                && !(row.is_some_and(|c| c.joins.contains(&Join::Object)) && self.verbal_noun(rest));
            // وأبلغ مصدر "رويترز" بأن: who is told, in marks.
            let marked = self.opens(rest).is_some_and(|q| {
                np.name.is_none() && q.closed && q.close.index() <= rest + 4 && self.words.at(rest + 1).has(Is::ACTOR)
                    // اتهم النائب "جهات إقليمية" بالوقوف: who is accused, before the verb's own preposition.
                    || q.closed && q.close.index() <= rest + 8 && self.takes_next(row, q.close.index() + 1)
            });
            // اتهم النائب محمد الصيهود، الكتلة الصدرية بعرقلة: a stray comma before who is accused.
            let behind_comma = next.has(Is::PUNCT)
                && self.kind(rest) == Some(TokenKind::Comma)
                && np.name.is_some()
                && noun_phrase(self.doc, self.words, rest + 1, self.last)
                    .is_some_and(|object| self.takes_next(row, object.end));
            let another = another || marked || behind_comma;
            // وحث مجلس الأمن الذي ناقش الملف الجانبين على: a described subject, the object behind.
            let described = next.has(Is::REL) && np.definite;
            // أبلغت السفيرة إلى من التقتهم أن: told to somebody by a preposition that is none of the verb's own.
            let to = row.is_some_and(|c| !c.joins.contains(&Join::PrepNoun(Prep::Ila))) && self.key(rest) == "الي";
            // اتهام بيرو لبوليفيا بتهريب: of a verbal noun ل marks the object.
            let of_noun = verbal.is_none() && next.has(Is::PREFIXED) && self.key(rest).starts_with('ل');
            // في حين حث مندوب الصين تشانغ جيون على رفع العقوبات: behind a word of contrast another one speaks, by name.
            let contrast = np.name.is_some()
                && !np.titles.is_empty()
                && state.cue_from > self.first
                && (matches!(self.key(state.cue_from - 1), "فيما" | "بينما")
                    || self.key(state.cue_from - 1) == "حين"
                        && matches!(self.key(state.cue_from.saturating_sub(2)), "في" | "علي"));
            // وسأل النائب جورج عدوان: «إلى متى؟»: before a colon he speaks.
            let colon = self.kind(rest) == Some(TokenKind::Colon);
            if !another && !described && !to && !of_noun && !contrast && !colon {
                return Vec::new();
            }
        }
        // ووعدت جماهيرها بالعودة, ناشد مؤيديه: with the verb's own pronoun a noun is its object.
        let owned = row.is_some_and(|c| c.object)
            && np.name.is_none()
            && np.actors.is_empty()
            && (np.end == np.first + 1 || self.own_preposition(row, np.first + 1))
            && self
                .words
                .analyses(np.first)
                .iter()
                .any(|a| a.pronoun.is_some() && matches!(a.entry, Entry::Noun { .. } | Entry::Verb { .. }))
            && (!self.words.at(np.first).has(Is::TITLE) || self.people(np.first));
        // تحذر مواطنيها, وتجدد معارضتها: people with a pronoun of theirs, a deed with its doer's.
        let owned = owned || finite.is_some_and(|f| self.own_object(np.first, f)) && np.name.is_none();
        // وأدان قرار الحكومة الإسرائيلية اقتطاع الأموال: a decision condemns nothing.
        let decided = row.is_some_and(|c| {
            use mahdar_doc::CueClass::{Condemn, Criticise, Deny, Praise, Reject, Welcome};
            matches!(c.class, Condemn | Criticise | Deny | Praise | Reject | Welcome)
        }) && np.name.is_none()
            && matches!(
                self.key(np.first).strip_prefix("ال").unwrap_or(self.key(np.first)),
                "قرار"
                    | "قانون"
                    | "مرسوم"
                    | "اتفاق"
                    | "اتفاقيه"
                    | "مشروع"
                    | "خطه"
                    | "خطوه"
                    | "قرارات"
                    | "اجراءات"
            );
        // أما الوزير، فطالب الغرب بفرض: who stands behind أما calls, and the one phrase before the preposition is called on.
        let amma = row.is_some_and(|c| c.object)
            && self.key(state.cue_from).starts_with('ف')
            && self.cue_stem(state.cue_from) > 0
            && finite.is_some_and(|f| self.subject_before(state.cue_from, f).is_some());
        // ووصفت الاتفاق بأنه: of a verb that says what something is, the one phrase right before بأن is what it is said of.
        let described = row.is_some_and(|c| c.object && c.class == mahdar_doc::CueClass::Describe)
            && state.pronoun.is_none()
            && finite.is_some()
            && np.parts.is_empty()
            && self.words.complementizer(self.doc, np.end).is_some_and(|c| c.with_bi && c.pronoun.is_some());
        if owned || decided || amma || described {
            return Vec::new();
        }
        // تركيا ترحب بالاتفاق وتدعو يريفان إلى: in a headline the subject stands before the first verb and goes on.
        let goes_on = row.is_some_and(|c| c.object)
            && self.words.at(state.cue_from).has(Is::CONJUNCT)
            && state.pronoun.is_none()
            && np.parts.is_empty()
            && finite.is_some_and(|f| f.tense == Tense::Imperfect)
            && noun_phrase(self.doc, self.words, self.first, state.cue_from).is_some_and(|first| {
                first.can_speak() && first.end < state.cue_from && self.words.is_only_verb(first.end)
            })
            && !(self.first..state.cue_from).any(|k| self.kind(k) == Some(TokenKind::Comma));
        if goes_on {
            return Vec::new();
        }
        // التي طالبت الهند بالتراجع: of a verb in a clause about somebody the one phrase before its preposition is the object.
        let of_antecedent = row.is_some_and(|c| c.object)
            && state.pronoun.is_none()
            && finite.is_some()
            && state.cue_from > self.first
            && matches!(self.key(state.cue_from - 1), "الذي" | "التي")
            && self.takes_next(row, self.skip_light_adjuncts(np.end));
        if of_antecedent {
            return Vec::new();
        }
        // مقابلة مع الرئيس دعا فيها الحلف إلى: whose words it holds stands before the verb.
        let authored = row.is_some_and(|c| c.object)
            && finite.is_some()
            && self.resumes(state.cue_from + 1)
            && self.takes_next(row, self.skip_light_adjuncts(np.end))
            && self.author(state.cue_from).is_some();
        if authored {
            return Vec::new();
        }
        // لكنها طالبت الخرطوم بالكف: a pronoun on what stands before the verb is its subject.
        let by_pronoun = row.is_some_and(|c| c.object) && finite.is_some() && self.has_pronoun_before(state.cue_from);
        // وأشادت بالوفدين، ودعت القوى الإقليمية إلى الكف: of a verb that goes on, a group without a name is the object.
        let group = row.is_some_and(|c| c.object)
            && self.words.at(state.cue_from).has(Is::CONJUNCT)
            && state.cue_from > self.first
            && self.kind(state.cue_from - 1) == Some(TokenKind::Comma)
            && np.number == Number::Plural
            && np.name.is_none()
            && np.actors.is_empty()
            && np.party.is_none()
            && np.parts.is_empty();
        // وكان قد دعا تشافيز إلى: between كان and قد a subject would stand.
        let was = state.cue_from.checked_sub(2).filter(|&w| w >= self.first).is_some_and(|w| {
            self.key(w + 1) == "قد" && matches!(self.key(w), "كان" | "وكان" | "كانت" | "وكانت" | "كانوا" | "وكانوا")
        });
        let called = was
            && row.is_some_and(|c| c.object)
            && finite.is_some()
            && self.own_preposition(row, self.skip_light_adjuncts(np.end));
        if by_pronoun
            || group
            || called
            || finite.is_some_and(|f| row.is_some_and(|row| self.called_on(state, row, f, &np)))
        {
            return Vec::new();
        }
        let object_first = row.is_some_and(|c| c.object) && self.reads_as_object(&np);
        let masdar = self.verbal_noun(np.first);
        if object_first || masdar || !np.can_speak() && self.abstract_head(&np) {
            return Vec::new();
        }
        // أعرب المسؤول الأوروبي عن أمله: the cue's own preposition ends the subject where no other of the kind follows.
        if let Some(row) = row {
            let takes = |prep| row.joins.contains(&Join::PrepAn(prep)) || row.joins.contains(&Join::PrepNoun(prep));
            // شكك نواب في جدوى المشروع, لوح مسؤول بإغلاق المضيق: a verbal noun is no place or body of an office.
            let own = |k: usize| {
                self.own_preposition(Some(row), k)
                    || !row.object && self.key(k) == "في" && takes(Prep::Fi)
                    || !row.object
                        && takes(Prep::Bi)
                        && self.words.governed(self.doc, k, Prep::Bi).is_some()
                        && self.prefixed_deed(k)
            };
            let inside = (np.first + 1..np.end).find(|&k| own(k));
            let later = (np.end..(np.end + 12).min(self.last)).any(own);
            if let Some(short) = inside.filter(|_| !later).and_then(|k| noun_phrase(self.doc, self.words, at, k)) {
                return vec![short, np];
            }
        }
        vec![self.issuer(&np).unwrap_or(np)]
    }

    /// قال في المؤتمر نفسه الوزير إن: the subject behind a phrase of occasion, right before what the cue takes.
    fn behind_occasion(&self, at: usize, state: &State) -> Option<Rc<Np>> {
        let finite = state.form.is_some_and(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect) && f.person == 3);
        let row = self.lexicon().cues.get(state.cue as usize)?;
        if !finite || !self.opens_occasion(at) || self.own_preposition(Some(row), at) {
            return None;
        }
        let end = match self.words.occasion_end(at + 1) {
            Some(end) => end,
            None => noun_phrase(self.doc, self.words, at + 1, self.last)?.end,
        };
        // في مؤتمره الصحفي الأسبوعي: what kind of occasion is nobody.
        let described = |k: usize| self.words.at(k).has(Is::ARTICLE) && self.words.at(k).has(Is::ADJ);
        let end = (end..self.last).find(|&k| !described(k)).unwrap_or(end);
        let from = self.skip_light_adjuncts(end);
        let np = noun_phrase(self.doc, self.words, from, self.last)?;
        let person = np.name.is_some()
            || np.titles.first().is_some_and(|&t| {
                matches!(
                    self.lexicon().titles[t as usize].class,
                    TitleClass::Office | TitleClass::Spokesman | TitleClass::Expert | TitleClass::Honorific
                )
            });
        let next = self.skip_light_adjuncts(np.end);
        let takes = self.words.at(next).has(Is::COMP) && row.joins.contains(&Join::An)
            || self.own_preposition(Some(row), next)
            || self.kind(next) == Some(TokenKind::Colon);
        let known = np.definite || np.name.is_some();
        (person && known && takes && self.subject_before(state.cue_from, state.form?).is_none()).then_some(np)
    }

    /// أبرز العلوي أن, كشف التحقيق أن: whatever stands between a verb and its clause, in the nominative or a name, is who says it.
    pub(super) fn rest_as_subject(&self, state: &State) -> Option<Rc<Np>> {
        /// Longer phrases hold more than a subject.
        const MOST: usize = 6;
        let form = state.form.filter(|f| {
            matches!(f.tense, Tense::Perfect | Tense::Imperfect)
                && f.person == 3
                && f.number == Number::Singular
                && !f.passive
        })?;
        let row = self.lexicon().cues.get(state.cue as usize)?;
        if state.pronoun.is_some() || self.subject_before(state.cue_from, form).is_some() {
            return None;
        }
        let from = self.after_told(self.skip_light_adjuncts(state.at));
        let first = self.words.at(from);
        let may = self.kind(from) == Some(TokenKind::Word)
            && (first.has(Is::ARTICLE) || first.has(Is::NAME) || first.has(Is::UNKNOWN))
            && !first.has(Is::PREFIXED)
            && !first.has(Is::CONJUNCT)
            && !first.has(Is::TIME)
            && !first.has(Is::ADVERB)
            && !first.has(Is::FUNCTION)
            && !first.has(Is::COMP)
            && !first.has(Is::REL)
            && !self.words.is_only_verb(from)
            && !(self.key(from).ends_with('ا') && !first.has(Is::ARTICLE) && !first.has(Is::NAME));
        let feminine = self.words.gender(self.doc, from) == Gender::F;
        if !may || form.gender == Gender::M && feminine && !first.has(Is::NAME) {
            return None;
        }
        let mut end = from + 1;
        while end < self.last.min(from + MOST) {
            let is = self.words.at(end);
            let goes_on = self.kind(end) == Some(TokenKind::Word)
                && is.has(Is::NOMINAL)
                && !is.has(Is::PREP)
                && !is.has(Is::PREFIXED)
                && !is.has(Is::COMP)
                && !is.has(Is::TIME)
                && !is.has(Is::ADVERB)
                && !is.has(Is::REL)
                && !self.words.is_only_verb(end);
            if !goes_on {
                break;
            }
            end += 1;
        }
        let next = self.after_told(self.skip_light_adjuncts(end));
        let clause = |k: usize| self.words.complementizer(self.doc, k).is_some_and(|c| c.conjunction.is_none());
        let takes = clause(next) && row.joins.contains(&Join::An) && !row.object
            || Prep::free(self.key(next)).is_some_and(|prep| row.joins.contains(&Join::PrepAn(prep)))
                && clause(next + 1);
        if !takes {
            return None;
        }
        let mut np = Np::bare(from, end, self.doc.tokens[from].span.join(self.doc.tokens[end - 1].span));
        np.name = Some((from, end));
        np.gender = form.gender;
        Some(Rc::new(np))
    }

    /// بيان للخارجية الروسية, بيان صادر عن الديوان, بيان أصدرته الرئاسة: who issued a document speaks in it.
    pub fn issuer(&self, document: &Np) -> Option<Rc<Np>> {
        let of_class =
            |np: &Np, class| np.titles.first().is_some_and(|&t| self.lexicon().titles[t as usize].class == class);
        if !of_class(document, TitleClass::Document) || document.name.is_some() || document.party.is_some() {
            return None;
        }
        let k = document.end;
        let key = self.key(k);
        let issued = matches!(key.strip_prefix("ال").unwrap_or(key), "صادر" | "صادره" | "صدر" | "صدرت");
        let by_verb = || {
            let mut forms = self.words.forms_of(k, &["أصدر", "نشر", "وزع", "بث"]);
            forms.any(|(a, _)| a.pronoun.is_some())
        };
        let np = if issued && matches!(self.key(k + 1), "عن" | "من") {
            noun_phrase(self.doc, self.words, k + 2, self.last)
        } else if key == "من" || by_verb() {
            noun_phrase(self.doc, self.words, k + 1, self.last)
        } else {
            self.prefixed_source(k)
        };
        let np = np.filter(|np| {
            let outlet = np.actors.iter().any(|(a, ..)| self.lexicon().actors[*a as usize].outlet);
            np.can_speak() && !outlet && !of_class(np, TitleClass::Outlet) && !of_class(np, TitleClass::Document)
        });
        np.map(|mut np| {
            Rc::make_mut(&mut np).issued = Some(document.span.start);
            np
        })
    }

    /// لوزارة الخارجية, للجيش: a phrase under ل or ب.
    pub fn prefixed_source(&self, at: usize) -> Option<Rc<Np>> {
        if at >= self.last || !self.words.at(at).has(Is::PREFIXED) || !self.key(at).starts_with(['ل', 'ب']) {
            return None;
        }
        if let Some(mut np) = prefixed_phrase(self.doc, self.words, at, self.last) {
            Rc::make_mut(&mut np).span.start = key_to_text(self.doc, self.lexicon(), &self.doc.tokens[at], 2) as u32;
            return Some(np);
        }
        let (actor, by, hit) = actor_at(self.words, at)?;
        let token = self.doc.tokens.get(at)?;
        let start = key_to_text(self.doc, self.lexicon(), token, hit.stem as usize) as u32;
        let end = self.doc.tokens.get(hit.end as usize - 1)?.span.end;
        let mut np = Np::bare(at, hit.end as usize, Span { start, end });
        np.actors.push((actor, by, at));
        np.gender = self.lexicon().actors[actor as usize].gender;
        Some(Rc::new(np))
    }

    /// The subject, where a phrase without a name takes in people behind it whom it cannot be of: its last word is definite.
    fn first_of_two(&self, np: &Np) -> Option<Rc<Np>> {
        if np.name.is_some() || !np.parts.is_empty() {
            return None;
        }
        (np.first + 1..np.end).find_map(|k| {
            let (is, before) = (self.words.at(k), self.words.at(k - 1));
            let people = self.people(k) && !is.has(Is::ADJ) && !is.has(Is::NISBA) && !is.has(Is::PREFIXED);
            // أبلغت شركة الكهرباء المشتركين أن: so it is a definite plural behind one body.
            let plural = is.has(Is::ARTICLE)
                && self.key(k).ends_with("ين")
                && np.number == Number::Singular
                && ![Is::NISBA, Is::PREFIXED, Is::ACTOR, Is::NAME].iter().any(|&fact| is.has(fact));
            // أبلغ السفير الهندي الخارجية الصينية: a body behind somebody's nationality.
            let body = is.has(Is::ARTICLE)
                && before.has(Is::NISBA)
                && title_at(self.words, k)
                    .is_some_and(|(t, ..)| self.lexicon().titles[t as usize].class == TitleClass::Body);
            let people = people || plural || body;
            let closed = before.has(Is::ARTICLE) || before.has(Is::ACTOR) || self.words.place(k - 1).is_some();
            let subject = || noun_phrase(self.doc, self.words, np.first, k).filter(|s| s.end == k && s.can_speak());
            (people && closed).then(subject).flatten()
        })
    }

    /// مقابلة مع الرئيس بوروشينكو, رسالة من الملك: who stands right before token `at` behind مع, من or ل, and something said
    /// or written before that.
    pub fn author(&self, at: usize) -> Option<Rc<Np>> {
        let of = |k: &usize| {
            let by = matches!(self.key(*k), "مع" | "من") || self.words.governed(self.doc, *k, Prep::Li).is_some();
            let said = |n: usize| {
                self.words.occasion_end(n).is_some()
                    || title_at(self.words, n)
                        .is_some_and(|(t, ..)| self.lexicon().titles[t as usize].class == TitleClass::Document)
            };
            by && *k > self.first && said(*k - 1)
        };
        let from = at.saturating_sub(12).max(self.first + 1);
        (from..at).rev().filter(of).find_map(|k| {
            let free = matches!(self.key(k), "مع" | "من");
            let np = if free { noun_phrase(self.doc, self.words, k + 1, at) } else { self.prefixed_source(k) };
            np.filter(|np| np.end == at && np.can_speak())
        })
    }

    /// قالت زاخاروفا إن ...، ودعت واشنطن إلى الكف عن: of a verb of calling that goes on in the gender of a
    /// verb before it, the one phrase before its preposition is whom the same speaker calls on, person or body.
    fn called_on(&self, state: &State, row: &CueEntry, form: VerbForm, np: &Np) -> bool {
        let i = state.cue_from;
        use mahdar_doc::CueClass::{Accuse, Call, Demand, Urge};
        // وهددت طهران بإغلاق المضيق, وحذرت باريس من: these do as well without whom they are said to.
        let goes_on = row.object
            && matches!(row.class, Accuse | Call | Demand | Urge)
            && state.pronoun.is_none()
            && i > self.first
            && self.cue_stem(i) > 0;
        if !goes_on {
            return false;
        }
        let governs = |k: usize| {
            self.own_preposition(Some(row), k)
                || row.joins.contains(&Join::PrepNoun(Prep::Bi)) && self.words.governed(self.doc, k, Prep::Bi).is_some()
        };
        if !governs(np.end) && !governs(self.skip_light_adjuncts(np.end)) {
            return false;
        }
        let alike = |f: VerbForm| {
            matches!(f.tense, Tense::Perfect | Tense::Imperfect)
                && f.person == 3
                && (f.gender, f.number) == (form.gender, form.number)
        };
        // سلمت بغداد السفير مذكرة وطالبت أنقرة بسحب قواتها: a deed goes on so as well.
        let opens = |k: usize| k == self.first || self.words.at(k - 1).has(Is::PUNCT);
        (self.first..i).any(|k| {
            let says = |r: &CueReading| r.cue != u16::MAX && alike(r.form) && self.finite_cue_stands(k, r);
            let does =
                || self.words.analyses(k).iter().any(|a| matches!(a.entry, Entry::Verb { form, .. } if alike(form)));
            self.cue_readings(k).iter().any(says) || opens(k) && self.words.is_only_verb(k) && does()
        })
    }

    /// Whether the word at `k` is people or a verbal noun under a pronoun of a verb's own subject: مواطنيها, معارضتها.
    fn own_object(&self, k: usize, form: VerbForm) -> bool {
        let key = self.key(k);
        let feminine = key.ends_with("ها");
        let masculine = key.ends_with('ه') && !self.doc.surface(TokenId::from_index(k)).ends_with('ة');
        let own = match form.gender {
            Gender::F => feminine,
            Gender::M => masculine && !feminine,
        };
        let deed = || {
            self.words.analyses(k).iter().any(|a| {
                a.pronoun.is_some() && matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar)
            })
        };
        own && self.words.at(k).has(Is::TITLE) && (self.people(k) && self.oblique_people(k) || deed())
    }

    /// مواطنيها, رعاياه: a plural of people that no subject is.
    fn oblique_people(&self, k: usize) -> bool {
        let key = self.key(k);
        ["يها", "يه", "اياها", "اياه"].iter().any(|e| key.ends_with(e))
    }

    /// Whether a word for people begins at `k`: أنصار, مؤيدون.
    fn people(&self, k: usize) -> bool {
        title_at(self.words, k).is_some_and(|(t, ..)| {
            matches!(self.lexicon().titles[t as usize].class, TitleClass::People | TitleClass::Anonymous)
        })
    }

    /// Whether token `k` is first of all a verbal noun: تحمل, وقف.
    pub fn verbal_noun(&self, k: usize) -> bool {
        let is = self.words.at(k);
        !is.has(Is::TITLE)
            && !is.has(Is::ACTOR)
            && !is.has(Is::NAME)
            && self
                .words
                .analyses(k)
                .first()
                .is_some_and(|a| matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar))
    }

    /// Whether token `k` is ب and a verbal noun: بإغلاق, بعدم.
    fn prefixed_deed(&self, k: usize) -> bool {
        let is = self.words.at(k);
        // مسؤول بوزارة الخارجية: a body is none, whatever its root.
        let body = self.words.hits(k).iter().any(|h| h.stem == 2 && matches!(h.phrase, Phrase::Title { .. }));
        !is.has(Is::TITLE)
            && !body
            && !is.has(Is::ACTOR)
            && !is.has(Is::NAME)
            && (self.key(k) == "بعدم"
                || self.words.analyses(k).iter().any(|a| {
                    a.before.preposition == Some('ب')
                        && matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar)
                }))
    }

    /// Whether token `k` is a free preposition that the cue governs.
    fn own_preposition(&self, row: Option<&CueEntry>, k: usize) -> bool {
        let Some(row) = row else { return false };
        [Prep::Ila, Prep::Ala, Prep::An, Prep::Min].into_iter().any(|prep| {
            self.key(k) == prep.key()
                && (row.joins.contains(&Join::PrepAn(prep)) || row.joins.contains(&Join::PrepNoun(prep)))
        })
    }

    /// Whether token `k` is a preposition that the cue governs, ب too.
    fn takes_next(&self, row: Option<&CueEntry>, k: usize) -> bool {
        self.own_preposition(row, k)
            || row.is_some_and(|row| row.joins.contains(&Join::PrepNoun(Prep::Bi)))
                && self.words.governed(self.doc, k, Prep::Bi).is_some()
    }

    /// ورحبت «أوريون» بالحكم: one or two unknown words in marks right before what the cue takes are somebody's name.
    fn name_in_marks(&self, at: usize, state: &State) -> Option<Rc<Np>> {
        let marks = self.opens(at)?;
        let close = marks.close.index();
        // وأكدت "القوات الإثيوبية" أن: so is a body's or an office's name.
        let titled = self.words.at(at + 1).has(Is::TITLE)
            && noun_phrase(self.doc, self.words, at + 1, close).is_some_and(|np| np.end == close);
        let row = self.lexicon().cues.get(state.cue as usize)?;
        if marks.closed
            && close <= at + 6
            && state.form.is_some_and(|f| f.person == 3)
            && !self.words.is_only_verb(at + 1)
            && let Some(office) = self.office_behind_marks(close + 1, row)
        {
            let mut np = Np::clone(&office);
            np.first = at;
            np.span.start = self.doc.tokens[at].span.start;
            np.name = Some((at + 1, close));
            return Some(Rc::new(np));
        }
        let short = marks.closed && (close > at + 1 && close <= at + 6 && titled || (at + 2..=at + 3).contains(&close));
        let finite = state.form.is_some_and(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect) && f.person == 3);
        if !short || !finite || self.words.at(at + 1).has(Is::ACTOR) && !titled {
            return None;
        }
        let next = close + 1;
        let takes = self.words.at(next).has(Is::COMP) && row.joins.contains(&Join::An)
            || self.kind(next) == Some(TokenKind::Colon)
            || [Prep::Ila, Prep::Ala, Prep::An, Prep::Min, Prep::Bi].into_iter().any(|prep| {
                row.joins.contains(&Join::PrepNoun(prep)) && self.words.governed(self.doc, next, prep).is_some()
            });
        if titled && takes {
            let mut np = noun_phrase(self.doc, self.words, at + 1, close)?;
            Rc::make_mut(&mut np).end = next;
            return Some(np);
        }
        let mut np = Np::bare(at, next, self.doc.tokens[at + 1].span.join(self.doc.tokens[close - 1].span));
        np.name = Some((at + 1, close));
        takes.then(|| Rc::new(np))
    }

    /// قال "كيم سونغ هان" مستشار الأمن القومي إن: what somebody in marks that close before `at` is called, where what the cue takes stands
    /// right behind it.
    pub(super) fn office_behind_marks(&self, at: usize, row: &CueEntry) -> Option<Rc<Np>> {
        let is = self.words.at(at);
        if !is.has(Is::TITLE) || is.has(Is::CONJUNCT) || is.has(Is::PREFIXED) {
            return None;
        }
        let np = noun_phrase(self.doc, self.words, at, self.last).filter(|np| np.name.is_none())?;
        let next = np.end + usize::from(self.kind(np.end) == Some(TokenKind::Comma));
        let clause = |k: usize| self.words.complementizer(self.doc, k).is_some_and(|c| c.conjunction.is_none());
        let takes = clause(next) && row.joins.contains(&Join::An)
            || self.words.at(next).has(Is::PREP) && clause(next + 1)
            || [Prep::Ila, Prep::Ala, Prep::An, Prep::Min]
                .into_iter()
                .any(|prep| row.joins.contains(&Join::PrepNoun(prep)) && self.key(next) == prep.key());
        takes.then_some(np)
    }

    /// أوضحت، في هذا الصدد، وزارة الداخلية أن, وأوضحت بهذا الخصوص، الرئاسة المالية، أن: the subject behind the comma at `at`, right before
    /// the clause.
    fn behind_commas(&self, at: usize, state: &State) -> Option<Rc<Np>> {
        let row = self.lexicon().cues.get(state.cue as usize)?;
        let finite = state.form.is_some_and(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect) && f.person == 3);
        let from = if at > state.at {
            at + 1
        } else {
            let close = (at + 2..(at + 9).min(self.last)).find(|&k| self.kind(k) == Some(TokenKind::Comma))?;
            let opens = self.words.at(at + 1);
            let adjunct = opens.has(Is::PREP) || opens.has(Is::TIME) || opens.has(Is::ADVERB) || opens.has(Is::TURN);
            let plain = (at + 1..close).all(|k| !self.words.is_only_verb(k) && !self.words.at(k).has(Is::COMP));
            (adjunct && plain).then_some(close + 1)?
        };
        let np = noun_phrase(self.doc, self.words, from, self.last).filter(|np| finite && np.can_speak())?;
        let next = np.end + usize::from(self.kind(np.end) == Some(TokenKind::Comma));
        let clause = self.words.complementizer(self.doc, next).is_some_and(|c| c.conjunction.is_none())
            && row.joins.contains(&Join::An);
        (clause && self.agrees(state.form, &np) && self.subject_before(state.cue_from, state.form?).is_none())
            .then_some(np)
    }

    /// أعرب الأهلي عن رفضه: one word with the article, no noun of the language, right before what the cue takes.
    fn unknown_with_article(&self, at: usize, state: &State) -> Option<Rc<Np>> {
        let is = self.words.at(at);
        let finite = state.form.is_some_and(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect) && f.person == 3);
        let name = is.has(Is::ARTICLE)
            && (is.has(Is::UNKNOWN) || is.has(Is::ADJ) && self.key(at).ends_with('ي'))
            && !is.has(Is::NOUN)
            && !is.has(Is::NISBA)
            && !is.has(Is::TITLE)
            && !is.has(Is::ACTOR)
            && !is.has(Is::PREFIXED)
            && !is.has(Is::ADVERBIAL);
        // ويزعم الانقلابيون: a plural in ون is a subject, whatever it means.
        let nominative = is.has(Is::ARTICLE)
            && self.key(at).ends_with("ون")
            && state.form.is_some_and(|f| f.number == Number::Singular)
            && !is.has(Is::TITLE)
            && !is.has(Is::ACTOR)
            && !is.has(Is::NISBA)
            && !is.has(Is::PREFIXED);
        if finite && nominative {
            let mut np = Np::bare(at, at + 1, self.doc.tokens[at].span);
            np.number = Number::Plural;
            return Some(Rc::new(np));
        }
        if !finite || state.form.is_some_and(|f| self.subject_before(state.cue_from, f).is_some()) {
            return None;
        }
        // نددت القمة بالتدخل: a summit speaks where something follows that it says.
        let next = self.words.at(at + 1);
        let goes_on = [Is::PREP, Is::PREFIXED, Is::COMP, Is::NOUN, Is::ACTOR, Is::TITLE, Is::DEM];
        let goes_on = goes_on.iter().any(|&fact| next.has(fact));
        let summit = self.key(at) == "القمه"
            && state.form.is_some_and(|f| f.gender == Gender::F && f.number == Number::Singular);
        if summit && (goes_on || self.kind(at + 1) == Some(TokenKind::Comma)) && !self.after_been(state.cue_from) {
            let mut np = Np::bare(at, at + 1, self.doc.tokens[at].span);
            np.gender = Gender::F;
            np.definite = true;
            return Some(Rc::new(np));
        }
        if !name {
            return None;
        }
        let row = self.lexicon().cues.get(state.cue as usize)?;
        let next = at + 1;
        let takes = self.words.at(next).has(Is::COMP) && row.joins.contains(&Join::An)
            || [Prep::Ila, Prep::Ala, Prep::An]
                .into_iter()
                .any(|prep| row.joins.contains(&Join::PrepNoun(prep)) && self.key(next) == prep.key());
        let mut np = Np::bare(at, next, self.doc.tokens[at].span);
        np.name = Some((at, next));
        takes.then(|| Rc::new(np))
    }

    /// وكانت سارة الهاشمي وزيرة البيئة قد انتقدت القمة: whether the subject of the verb at `i` stands between كان and قد.
    fn after_been(&self, i: usize) -> bool {
        let been = |k: usize| matches!(self.key(k), "كان" | "كانت" | "وكان" | "وكانت" | "فكان" | "فكانت");
        i > self.first + 2 && self.key(i - 1) == "قد" && (self.first..i - 2).rev().take(14).any(been)
    }

    /// A sound plural or dual in ين is no subject: وعدت الأوروبيين, أبلغ المسؤولين.
    pub(super) fn oblique(&self, np: &Np) -> bool {
        let first = self.key(np.first);
        // بكين, الصين: a state or capital is no plural.
        let counted = first.ends_with("ين")
            && !self.words.at(np.first).has(Is::ACTOR)
            && (np.number != Number::Singular
                || self.words.analyses(np.first).iter().any(|a| match a.entry {
                    Entry::Nisba { number, .. } | Entry::Noun { number, .. } | Entry::Adjective { number, .. } => {
                        number != Number::Singular
                    }
                    Entry::Verb { form, .. } => form.number != Number::Singular,
                    Entry::Name { .. } => false,
                }));
        // التقى وزيري خارجية البلدين: so does a dual in a construct.
        let construct = first.ends_with('ي')
            && title_at(self.words, np.first)
                .is_some_and(|(_, _, number, hit)| number == Number::Dual && hit.end as usize > np.first + 1)
            && !self.words.at(np.first).has(Is::NAME);
        if construct {
            return true;
        }
        // قتلت جنديا، : before no genitive what looks like a dual in a construct is an accusative.
        let next = self.words.at(np.first + 1);
        let alone = !next.has(Is::NOMINAL) && !next.has(Is::ACTOR) && !next.has(Is::NAME)
            || next.has(Is::PREFIXED)
            || next.has(Is::CONJUNCT)
            || next.has(Is::PREP)
            || next.has(Is::NISBA) && self.key(np.first + 1).ends_with('ا');
        // قتل 14 مدنيا: counted, it may be one.
        let behind_number = np.first > self.first
            && (self.kind(np.first - 1) == Some(TokenKind::Number) || self.words.at(np.first - 1).has(Is::QUANT));
        let accusative = first.ends_with('ا')
            && alone
            && !behind_number
            && !self.words.at(np.first).has(Is::NAME)
            && title_at(self.words, np.first)
                .is_some_and(|(_, _, number, hit)| number == Number::Dual && hit.end as usize == np.first + 1);
        if accusative {
            return true;
        }
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
        // ناشد القادة الخليجيين: a broken plural shows it by its adjective.
        let adjective = np.number == Number::Plural
            && np.name.is_none()
            && np.parts.is_empty()
            && self.words.at(np.first).has(Is::ARTICLE)
            // آلاف السودانيين: thousands begin with no article.
            && !self.words.at(np.first).has(Is::QUANT)
            && (np.first + 1..np.end).any(|k| {
                let is = self.words.at(k);
                self.key(k).ends_with("ين") && is.has(Is::ARTICLE) && (is.has(Is::NISBA) || is.has(Is::ADJ))
            });
        (counted || possessed || adjective) && np.name.is_none_or(|(from, _)| from != np.first)
    }

    /// A person after the verb is its subject, not what is said: رفض الوزير.
    pub(super) fn reads_as_subject(&self, k: usize, state: &State) -> bool {
        // طهران ترفض العودة: a subject right before the verb leaves what follows for its object.
        let finite = state.form.filter(|f| matches!(f.tense, Tense::Perfect | Tense::Imperfect));
        if finite.and_then(|f| self.subject_before(state.cue_from, f)).is_some_and(|np| np.end == state.cue_from) {
            return false;
        }
        let Some(np) = noun_phrase(self.doc, self.words, k, self.last) else { return false };
        // وتؤكد معارضتها: with a pronoun a verbal noun that is a body elsewhere.
        let own_deed = np.name.is_none()
            && self.words.analyses(k).iter().any(|a| {
                a.pronoun.is_some() && matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar)
            });
        if own_deed {
            return false;
        }
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
        // وأوضح بيان للوزارة أن: before what it says a document is the subject too.
        let document =
            np.titles.first().is_some_and(|&t| self.lexicon().titles[t as usize].class == TitleClass::Document)
                && ((np.end..(np.end + 8).min(self.last))
                    .take_while(|&k| !self.words.is_only_verb(k) && !self.words.at(k).has(Is::PUNCT))
                    .any(|k| self.words.at(k).has(Is::COMP))
                    // بلاغ للوزارة، توصلت الصحيفة بنسخة منه، أن
                    || self.words.at(self.skip_adjuncts(self.issuer(&np).map_or(np.end, |np| np.end))).has(Is::COMP));
        // أكدت الأزمة الأخيرة هشاشة النظام: where a sentence begins, a definite noun that agrees with the verb and has its object
        // behind it is what shows something, and nobody speaks.
        let behind = self.words.at(np.end);
        let shows = k > state.cue_from
            && k == state.cue_to
            && (state.cue_from == self.first || self.kind(state.cue_from - 1) == Some(TokenKind::Dash))
            && !self.words.at(state.cue_from).has(Is::CONJUNCT)
            && self.words.at(k).has(Is::ARTICLE)
            && state.form.is_some_and(|f| f.gender == np.gender && f.number == Number::Singular)
            && np.end < self.last
            && behind.has(Is::NOUN)
            && !self.key(np.end).ends_with('ا')
            && self.key(np.end) != "جمله"
            && ![Is::ARTICLE, Is::ADJ, Is::CONJUNCT, Is::PREFIXED, Is::TIME, Is::ADVERB, Is::PREP, Is::FUNCTION]
                .iter()
                .any(|&fact| behind.has(fact));
        if shows {
            return true;
        }
        // تعهد الطرفان بالسماح: a dual or plural of the nominative is no object.
        let head = self.key(np.first);
        let nominative = np.can_speak()
            && np.definite
            && (np.number == Number::Dual && head.ends_with("ان")
                || np.number == Number::Plural && head.ends_with("ون"));
        (person || body || document || nominative) && self.agrees(state.form, &np) && !self.oblique(&np)
    }

    /// A group that is called upon rather than calling: المجتمع الدولي، جميع الأطراف.
    pub(super) fn reads_as_object(&self, np: &Np) -> bool {
        let first = self.words.at(np.first);
        let international = np
            .actors
            .first()
            .is_some_and(|(a, _, _)| self.lexicon().actors[*a as usize].party.as_deref() == Some("INTL"));
        // دعا الأطراف كلها إلى, دعت القوى الإقليمية إلى: those in general are called upon.
        let general = matches!(self.key(np.first), "الاطراف" | "الفرقاء" | "الجميع" | "القوي" | "المجتمع")
            && np.name.is_none()
            && np.party.is_none();
        (first.has(Is::QUANT) && !np.can_speak()) || international || general
    }

    /// A verbal noun or common noun that cannot speak: أعلن وقف إطلاق النار.
    pub fn abstract_head(&self, np: &Np) -> bool {
        let is = self.words.at(np.first);
        is.has(Is::NOUN) && !is.has(Is::TITLE)
    }

    /// Whether a subject may agree with a verb before it: a feminine verb needs a feminine or broken-plural subject.
    pub(super) fn agrees(&self, form: Option<VerbForm>, np: &Np) -> bool {
        let Some(form) = form else { return true };
        // قال سعادة الزياني, أعلنت معالي الوزيرة: a word of honour has no gender of its own.
        let honour = np.titles.len() == 1
            && self.lexicon().titles[np.titles[0] as usize].class == TitleClass::Honorific
            && np.name.is_none_or(|(from, _)| from > np.first);
        if honour {
            return true;
        }
        // A family name alone may be a woman's or a man's, whoever bears it in the pack.
        if np.titles.is_empty() && np.actors.first().is_some_and(|(_, by, _)| *by == NamedBy::Short) {
            return true;
        }
        // قالت عضو البرلمان: some titles serve both genders.
        if form.gender == Gender::F && self.key(np.first).trim_start_matches('و') == "عضو" {
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
        // A verb before several agrees with the nearest: شكر السعودية وقطر has them as its object.
        if form.gender == Gender::M && np.parts.first().is_some_and(|p| p.gender == Gender::F && !p.actors.is_empty()) {
            return false;
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

    /// Whether a phrase after a verb of this form may be its subject.
    pub fn may_be_subject(&self, form: VerbForm, np: &Np) -> bool {
        self.may_stand_behind(form, np) && (np.can_speak() || !self.abstract_head(np))
    }

    /// Whether a phrase agrees with a verb before it as its subject, whatever it is of.
    pub fn may_stand_behind(&self, form: VerbForm, np: &Np) -> bool {
        // اعتقلت 49 جنديا: a feminine verb has no men for its subject, however many.
        let men = np.first > self.first
            && self.kind(np.first - 1) == Some(TokenKind::Number)
            && self.key(np.first).ends_with('ا')
            && np.gender == Gender::M
            && np.name.is_none();
        form.number == Number::Singular
            && !(men && form.gender == Gender::F)
            && self.agrees(Some(form), np)
            && !self.oblique(np)
    }
}
