//! Whether a reading stands where a verb or participle of saying can.

use super::{CueReading, Matcher};
use crate::np::{actor_at, noun_phrase, title_at};
use crate::words::Is;
use mahdar_doc::{TokenId, TokenKind};
use mahdar_lang::{Classes, Entry, Gender, Number, Tense, TitleClass, VerbForm};

impl Matcher<'_, '_> {
    /// وهو ما اعتبره: "what" before a verb, no denial.
    pub(super) fn what(&self, i: usize) -> bool {
        i > self.first + 1 && self.key(i - 1) == "ما" && matches!(self.key(i - 2), "وهو" | "هو" | "وهي" | "هي")
    }

    /// لم، لا، لن before a verb.
    pub(super) fn negated(&self, i: usize) -> bool {
        i > self.first
            && matches!(self.key(i - 1), "لم" | "ولم" | "لن" | "ولن" | "لا" | "ولا" | "دون" | "فلم" | "ما" | "لما")
    }

    /// تنفي ما ذكره مسؤولون: behind ما inside a clause a verb with an object's pronoun is what somebody said, and no denial.
    pub(super) fn relates(&self, i: usize, reading: &CueReading) -> bool {
        reading.pronoun.is_some_and(|p| p.starts_with('3'))
            && i > self.first + 1
            && matches!(self.key(i - 1), "ما" | "لما")
            && !self.words.at(i - 2).has(Is::PUNCT)
    }

    /// قصفت ما قالت دلهي إنه معسكر: behind ما a perfect whose clause takes it up again is no denial.
    pub(super) fn so_called(&self, i: usize) -> bool {
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
    pub(super) fn finite_cue_stands(&self, i: usize, reading: &CueReading) -> bool {
        *reading.stands.get_or_init(|| self.find_finite_cue_stands(i, reading))
    }

    /// إن من يتحفظ على الورقة: whether من at `k` is whoever does something, nobody that the report names. هناك من يرى, ومن المحللين من
    /// يرى tell of a kind of people, هو من قال of him.
    fn whoever(&self, k: usize) -> bool {
        if k == self.first {
            return true;
        }
        let before = self.key(k - 1).trim_start_matches(['و', 'ف']);
        let told = matches!(before, "هو" | "هي" | "هم" | "اول" | "منهم" | "بينهم" | "منا" | "يوجد");
        let opener = self.key(self.first).trim_start_matches(['و', 'ف']);
        let kind = k < self.first + 7
            && matches!(opener, "هناك" | "هنالك" | "ثمه" | "في" | "من" | "كان" | "كانت" | "بين")
            && (self.first..k).all(|n| !self.words.at(n).has(Is::PUNCT) && !self.words.at(n).has(Is::COMP));
        !told && !kind
    }

    pub(super) fn find_finite_cue_stands(&self, i: usize, reading: &CueReading) -> bool {
        let words = self.words;
        if self.stays_unnamed(i) {
            return false;
        }
        // شاب يدعى أحمد: what he is called; who claims is spelt with ي, and claims no name.
        let called = matches!(self.key(i).trim_start_matches(['و', 'ف']), "يدعي" | "تدعي")
            && self.doc.surface(TokenId::from_index(i)).ends_with('ى')
            && words.at(i + 1).has(Is::NAME);
        if called {
            return false;
        }
        let is = words.at(i);
        let previous = i.checked_sub(1).filter(|&p| p >= self.first);
        let previous_is = previous.map_or(Is::PUNCT, |p| words.at(p));
        let previous_key = previous.map_or("", |p| self.key(p));
        let after_qad = previous_key.ends_with("قد");
        let whoever = matches!(previous_key, "من" | "ومن" | "لمن" | "بمن") && i > self.first && self.whoever(i - 1);
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
            if !matches!(class, Some(Think | Expect | Reject)) && lemma != Some("أخفى") || reading.form.passive {
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
    pub(super) fn in_name(&self, i: usize) -> bool {
        actor_at(self.words, i).is_some_and(|(a, _, end)| {
            end.end as usize > i + 1 && self.lexicon().actors[a as usize].kind == mahdar_doc::EntityKind::Person
        })
    }

    /// Whether و joins a verbal noun at `i` to one shortly before it, no verb or mark between them and no person behind.
    pub(super) fn joins_deeds(&self, i: usize) -> bool {
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
    pub(super) fn is_predicate(&self, i: usize) -> bool {
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
    pub(super) fn goes_on(&self, i: usize) -> bool {
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
        // تحولت السوق إلى "مدينة أشباح": what a preposition governs in marks is a noun.
        if matches!(self.kind(previous), Some(TokenKind::Open | TokenKind::Quote))
            && previous > self.first
            && self.words.at(previous - 1).has(Is::PREP)
        {
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
}
