//! Where a content ends by itself.

use super::Work;
use crate::matcher::Candidate;
use crate::np::noun_phrase;
use crate::rules::{CueElement, JoinElement};
use crate::words::Is;
use mahdar_doc::TokenKind;
use mahdar_lang::{Entry, Join, Number, Phrase, Tense, VerbForm};

/// What bounds a content besides marks.
#[derive(Clone, Copy)]
struct Reach {
    /// One past what a content may hold of its sentence.
    last: usize,
    /// The content of a headline's colon: commas do not end it.
    colon: bool,
    /// The sentence is the headline's, or the content is.
    headline: bool,
    /// The content is a noun, no clause.
    nominal: bool,
}

impl Work<'_, '_, '_> {
    /// Where a content ends by itself: the end of its quotation, a turn of the narrator, the end of its noun phrase. And the
    /// marks that go on with it.
    pub(super) fn natural_end(&self, c: &Candidate, colon: bool) -> (usize, Vec<(usize, usize)>) {
        let mut last = self.m.last;
        while last > c.content && matches!(self.kind(last - 1), Some(TokenKind::Stop)) {
            last -= 1;
        }
        if let Some(quoted) = self.end_of_marks(c, last) {
            return quoted;
        }
        let nominal = matches!(c.join, JoinElement::PrepNoun | JoinElement::Object);
        let reach = Reach { last, colon, headline: colon || self.headline, nominal };
        let mut k = c.content;
        while k < last {
            if let Some(q) = self.m.opens(k) {
                k = q.close.index().min(last - 1) + 1;
                // "مدروسا وقويا" من دون أن يكشف عن طبيعته: the narrator goes on behind the marks.
                let without = k + usize::from(self.key(k) == "من");
                if self.key(without) == "دون" && self.key(without + 1) == "ان" {
                    break;
                }
                continue;
            }
            let comma = self.kind(k) == Some(TokenKind::Comma);
            if self.clause_begins(c, k, reach) || k > c.content && self.then(c, k) {
                break;
            } else if let Some(close) = comma.then(|| self.parenthesis(k, reach)).flatten() {
                k = close;
            } else if self.ends_at(c, k, reach) {
                break;
            }
            k += 1;
        }
        (k.min(last), Vec::new())
    }

    /// The end of a content that is in marks, and the marks behind a comma that go on with it; none where the content goes on
    /// behind them by itself.
    fn end_of_marks(&self, c: &Candidate, last: usize) -> Option<(usize, Vec<(usize, usize)>)> {
        let q = self.m.opens(c.content)?;
        let mut close = q.close.index();
        let mut after = close + usize::from(q.closed);
        // «...» و«...»: the content goes on over the next marks.
        loop {
            let and = self.kind(after) == Some(TokenKind::Word) && self.key(after) == "و";
            let join = if and { after + 1 } else { after };
            match self.m.opens(join) {
                Some(next) if join > after => {
                    close = next.close.index();
                    after = close + usize::from(next.closed);
                }
                _ => break,
            }
        }
        // أوضح أن "البيان لا يمت بصلة"، وأن صياغته تكشف: another clause of the same.
        let comma = usize::from(self.kind(after) == Some(TokenKind::Comma));
        let clause = c.join != JoinElement::Quote
            && q.closed
            && self.m.words.complementizer(self.m.doc, after + comma).is_some_and(|c| c.conjunction.is_some());
        if clause && after + comma < last {
            return None;
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
        if (c.join != JoinElement::Quote || object) && !ended && close < last {
            return None;
        }
        // الرئاسة: "حركة الشباب" تتلقى تمويلا: a name in marks, and the sentence goes on with its verb.
        let named = q.closed
            && close <= c.content + 6
            && self.m.words.is_finite_verb(after)
            && !self.is(after).has(Is::CUE)
            && noun_phrase(self.m.doc, self.m.words, c.content + 1, close)
                .is_some_and(|np| np.end == close && np.can_speak());
        if named && after < last {
            return None;
        }
        // A split quotation: «...»، بحسب قوله، «...» is left to the next cue; a comma and marks go on.
        let next = (self.kind(after) == Some(TokenKind::Comma)).then(|| self.m.opens(after + 1)).flatten();
        let more = next.map(|next| (after + 2, next.close.index())).into_iter().collect();
        Some((close.max(c.content + 1), more))
    }

    /// أشادت الجامعة بالخطوة بينما عارضتها واشنطن, مساندته للمدرب لكنه أقر: a noun content ends where a contrast begins.
    /// حماس تتوعد بالرد والوسطاء يكثفون: in a headline another subject with its verb.
    fn clause_begins(&self, c: &Candidate, k: usize, reach: Reach) -> bool {
        reach.nominal
            && (k > c.content + 1 && (self.contrasts(k) || self.participle_joins(k, c))
                || k > c.content && self.verb_goes_on(c, k))
            || k > c.content + 2 && self.remarks(k)
            || reach.headline
                && k > c.content
                && (self.is(k).has(Is::CONJUNCT)
                    || self.m.words.and_place(self.m.doc, k) && self.m.words.is_finite_verb(k + 1))
                && !self.second_between(c.content, k)
                && self.another_tells(c.content, k, reach.nominal)
    }

    /// وقف إطلاق النار بين واشنطن والحوثيين: whether و at `k` joins the second of those something is between.
    fn second_between(&self, from: usize, k: usize) -> bool {
        /// The longest name of the first.
        const FIRST: usize = 6;
        let near = k.saturating_sub(FIRST).max(from);
        let between = (near..k).rev().find(|&n| self.key(n) == "بين");
        between.is_some_and(|n| {
            n + 1 < k && (n + 1..k).all(|m| !self.is(m).has(Is::CONJUNCT) && !self.is(m).has(Is::PUNCT))
        })
    }

    /// إذا أعلنت واشنطن أن العقوبات باقية فلن نمدد: what follows from a condition is none of what is said in it.
    fn then(&self, c: &Candidate, k: usize) -> bool {
        let key = self.key(k);
        let follows = matches!(key, "فلن" | "فلا" | "فان" | "فسوف" | "فلم" | "فقد")
            || key.starts_with("فس") && self.m.words.is_finite_verb(k);
        follows
            && c.join != JoinElement::Quote
            && (c.cue_from.saturating_sub(3).max(self.m.first)..c.cue_from)
                .any(|n| matches!(self.key(n), "اذا" | "واذا" | "لو" | "ولو" | "ان") && !self.m.words.is_only_verb(n))
            && !self
                .m
                .words
                .complementizer(self.m.doc, c.cue_from.wrapping_sub(1))
                .is_some_and(|_| self.key(c.cue_from - 1) == "ان")
    }

    /// رحبت بالسد وتعترف بحق الجيران: a verb behind و tells more of the subject, where the noun before it has no verb of its own.
    fn verb_goes_on(&self, c: &Candidate, k: usize) -> bool {
        let is = self.is(k);
        let within = (c.content..k).any(|n| {
            let is = self.is(n);
            is.has(Is::REL) || is.has(Is::COMP) || self.m.words.is_finite_verb(n) || self.key(n) == "ما"
        });
        // أعلن استقالته ووعد بدعم الحكومة: so does a verb of saying before what it governs, though the word may be a noun too.
        let says = || {
            let next = self.is(k + 1);
            let governs =
                (next.has(Is::PREFIXED) || next.has(Is::PREP) || next.has(Is::TIME)) && !next.has(Is::CONJUNCT);
            governs
                && !is.has(Is::ARTICLE)
                && self.m.cue_readings(k).iter().any(|r| {
                    r.cue != u16::MAX
                        && r.form.tense == Tense::Perfect
                        && r.form.person == 3
                        && !r.form.passive
                        && c.form.is_some_and(|f| {
                            f.tense == Tense::Perfect && f.gender == r.form.gender && f.number == r.form.number
                        })
                })
        };
        is.has(Is::CONJUNCT) && (self.m.words.is_only_verb(k) || says()) && !within && self.m.quotation_at(k).is_none()
    }

    /// أهمية مواصلة الحوار، وخفض التصعيد: whether what و joins behind a comma is a verbal noun with its genitive and no verb: no verb
    /// of saying, and a definite noun that could not be its subject stands behind it.
    fn joins_deed(&self, k: usize) -> bool {
        let next = self.is(k + 1);
        let bars = [Is::TITLE, Is::ACTOR, Is::NAME, Is::PREFIXED, Is::CONJUNCT, Is::PREP];
        self.is(k).has(Is::CONJUNCT)
            && !self.is(k).has(Is::CUE)
            && self.m.words.may_be_masdar(k)
            && next.has(Is::ARTICLE)
            && next.has(Is::NOMINAL)
            && !bars.iter().any(|&fact| next.has(fact))
    }

    /// حل سياسي واقعي، عملي، مستدام: another indefinite adjective of the same noun, behind a comma at `k - 1`.
    fn another_adjective(&self, k: usize) -> bool {
        let participle = |n: usize| {
            self.m.words.analyses(n).iter().any(|a| {
                matches!(a.entry, Entry::Verb { form, .. }
                    if matches!(form.tense, Tense::ActiveParticiple | Tense::PassiveParticiple) && !form.accusative)
            })
        };
        let adjective = |n: usize| {
            let is = self.is(n);
            (is.has(Is::ADJ) || is.has(Is::NISBA) || participle(n))
                && ![Is::ARTICLE, Is::CONJUNCT, Is::NAME, Is::TITLE, Is::PREFIXED].iter().any(|&fact| is.has(fact))
        };
        k >= self.m.first + 2
            && adjective(k)
            && adjective(k - 2)
            && !self.is(k).has(Is::ADVERBIAL)
            && !self.m.words.is_finite_verb(k)
    }

    /// ... في نطنز وهي خطوة وصفتها واشنطن بأنها تصعيد: the narrator's remark on what was said, with a cue of its own.
    fn remarks(&self, k: usize) -> bool {
        let pronoun = matches!(self.key(k), "وهو" | "وهي" | "وهم");
        let noun = self.is(k + 1);
        pronoun
            && self.m.quotation_at(k).is_none()
            && noun.has(Is::NOMINAL)
            && !noun.has(Is::ARTICLE)
            && !noun.has(Is::PREFIXED)
            && (k + 2..k + 4).any(|v| {
                self.is(v).has(Is::CUE)
                    && self.m.words.is_finite_verb(v)
                    && self.m.cue_readings(v).iter().any(|r| r.pronoun.is_some() && r.form.person == 3)
            })
    }

    /// The comma that closes a parenthesis inside what is said: أبلغ نظيره، خلال اجتماع في القاهرة، برفض مصر.
    fn parenthesis(&self, k: usize, reach: Reach) -> Option<usize> {
        let mut tokens = k + 2..(k + 14).min(reach.last);
        let close = tokens.find(|&n| self.kind(n) == Some(TokenKind::Comma))?;
        let after = self.is(close + 1);
        let goes_on = self.m.occasion_at(k + 1, close).is_some_and(|(_, end)| end == close)
            && !reach.nominal
            && (after.has(Is::PREFIXED) && !after.has(Is::CONJUNCT) || after.has(Is::COMP))
            && !(k + 1..close).any(|n| self.m.words.is_only_verb(n))
            && !self.m.words.complementizer(self.m.doc, close + 1).is_some_and(|c| c.conjunction.is_some());
        // بعد تلقيها، عبر أنقرة، ضمانات: between a verbal noun and its object.
        let object = self.is(k + 1).has(Is::PREP)
            && close <= k + 6
            && self.m.words.analyses(k - 1).iter().any(|a| {
                a.pronoun.is_some() && matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar)
            })
            && after.has(Is::NOMINAL)
            && !after.has(Is::CONJUNCT)
            && !after.has(Is::PREFIXED)
            && !after.has(Is::ADVERBIAL)
            && !after.has(Is::PREP)
            && !self.m.words.is_finite_verb(close + 1);
        // أن الملف، على حد تعبيره، طوي; أن العدد، بحسب الوزارة، أكبر: an evidential between commas does not split it.
        let of_speaker = self.key(k + 1) == "علي" && self.key(k + 2) == "حد" && close <= k + 5;
        let vouched = self.evidential_source(k + 1).is_some_and(|(_, _, end)| end == close);
        let clause = !after.has(Is::CONJUNCT)
            && !after.has(Is::CONJ)
            && !after.has(Is::ADVERBIAL)
            && !after.has(Is::TURN)
            && !self.turns(close + 1, false);
        (goes_on || object || (of_speaker || vouched) && clause).then_some(close)
    }

    /// Whether the mark or the evidential at `k` ends a content.
    fn ends_at(&self, c: &Candidate, k: usize, reach: Reach) -> bool {
        let inside = k + 1 < reach.last;
        match self.kind(k) {
            Some(TokenKind::Comma) => {
                !reach.colon
                    && (self.participle_of_act(k + 1, c)
                        || self.fronted(c) && self.m.words.is_finite_verb(k + 1)
                        || self.turns(k + 1, reach.nominal) && !self.governs_again(c, k + 1)
                        || self.cue_goes_on(k + 1, c))
            }
            Some(TokenKind::Stop) if inside && self.key(k) == "." => true,
            // النيل قضية وجود.. وإثيوبيا تتمسك بالملء: what stands behind two stops in a headline is told by itself.
            Some(TokenKind::Stop)
                if reach.headline && inside && k > c.content && self.another_tells(k, k + 1, true) =>
            {
                true
            }
            _ => {
                let evidential = self.m.words.evidential(k).is_some() && k > c.content + 2;
                evidential && self.evidential_source(k).is_some_and(|(_, _, end)| end >= reach.last)
            }
        }
    }

    /// وبشأن تصريحات بأن بلاده خسرت، علق الوزير: what stands before the sentence's own verb ends at its comma.
    fn fronted(&self, c: &Candidate) -> bool {
        let first = self.m.first;
        c.element == CueElement::Noun
            && c.cue_from <= first + 4
            && self.is(first).has(Is::PREP)
            && !(first..c.cue_from).any(|k| self.m.words.is_only_verb(k))
    }

    /// أشاد بالموقف الحازم، وبصلابة فنلندا: the preposition that governs what is said stands again behind و.
    fn governs_again(&self, c: &Candidate, k: usize) -> bool {
        let prefixed = c.join == JoinElement::PrepNoun && c.content_byte > self.m.doc.tokens[c.content].span.start;
        let first = self.key(c.content).chars().next();
        prefixed
            && self.key(k).strip_prefix('و').is_some_and(|rest| rest.chars().next() == first)
            && !self.m.words.is_finite_verb(k)
    }

    /// ...، مقترحا عقد قمة: a participle of an act goes on with the narrator's subject.
    fn participle_of_act(&self, k: usize, c: &Candidate) -> bool {
        let is = self.is(k);
        is.has(Is::ADVERBIAL)
            && is.has(Is::ACT)
            && !is.has(Is::NOUN)
            && !is.has(Is::CONJUNCT)
            && self.m.quotation_at(k - 1).is_none()
            && self.m.cue_readings(k).is_empty()
            && c.form.is_none_or(|f| {
                let agrees = |form: VerbForm| form.gender == f.gender && form.number == f.number;
                self.m.words.analyses(k).iter().any(|a| matches!(a.entry, Entry::Verb { form, .. } if agrees(form)))
            })
    }
}

impl Work<'_, '_, '_> {
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
                        matches!(a.entry, Entry::Verb { form, .. }
                            if form.tense == Tense::Imperfect && form.number == Number::Singular && form.person == 3)
                    })
            })
    }

    /// مجددا دعم بلاده ومنوها بما تحقق: a participle of saying behind و, of the same speaker.
    fn participle_joins(&self, k: usize, c: &Candidate) -> bool {
        let is = self.is(k);
        let Some(form) = c.form.filter(|f| f.tense == Tense::ActiveParticiple) else { return false };
        is.has(Is::CONJUNCT)
            && is.has(Is::CUE)
            && !is.has(Is::ARTICLE)
            && !is.has(Is::PREFIXED)
            && self.m.cue_readings(k).iter().any(|r| {
                r.cue != u16::MAX
                    && r.form.tense == Tense::ActiveParticiple
                    && r.form.accusative
                    && !r.article
                    && r.form.gender == form.gender
                    && r.form.number == form.number
            })
    }

    /// لكن، بينما, غير أن: what follows stands against what was said.
    fn contrasts(&self, k: usize) -> bool {
        let key = self.key(k);
        let bare = key.strip_prefix('و').unwrap_or(key);
        matches!(bare, "بينما" | "لكن" | "لكنه" | "لكنها" | "لكنهم" | "لكنهما")
            || bare == "فيما" && self.m.words.is_finite_verb(k + 1)
            || matches!(bare, "غير" | "بيد" | "الا") && self.is(k + 1).has(Is::COMP)
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
    pub(super) fn turns(&self, k: usize, nominal: bool) -> bool {
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
        // ...، غير أنه أضاف أن: the same one goes on; لكنه قال إنه may be of somebody in what is said.
        let pronoun = |n: usize| {
            self.m.words.complementizer(self.m.doc, n).is_some_and(|c| c.pronoun.is_some_and(|p| p.starts_with('3')))
        };
        let contrast = if matches!(self.key(k), "لكنه" | "لكنها" | "لكنهم" | "لكنهما" | "ولكنه" | "ولكنها")
        {
            Some(k + 1)
        } else {
            (matches!(self.key(k), "غير" | "الا" | "بيد") && pronoun(k + 1)).then_some(k + 2)
        };
        let says = |v: usize| {
            self.m.words.is_finite_verb(v)
                && self.m.cue_readings(v).iter().any(|r| {
                    r.cue != u16::MAX
                        && matches!(
                            self.m.words.lexicon.cues[r.cue as usize].class,
                            mahdar_doc::CueClass::Add | mahdar_doc::CueClass::Confess
                        )
                        && r.form.tense == Tense::Perfect
                        && r.form.person == 3
                        && !r.form.passive
                })
        };
        if contrast.is_some_and(says) {
            return true;
        }
        // ...، وقد استضافت أوسلو لقاءات: so is what had been.
        if self.key(k) == "وقد" && self.m.words.is_finite_verb(k + 1) {
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
            // ...، ولم يصدر أي تعليق: another clause.
            let clause = matches!(self.key(k), "ولم" | "ولن" | "وقد" | "وسوف") && self.is(k + 1).has(Is::VERB);
            if is.has(Is::PRON) || clause {
                return true;
            }
            // A noun content goes on after a comma only as a coordinated noun.
            let coordinate = self.m.words.complementizer(self.m.doc, k).is_some_and(|c| c.conjunction.is_some());
            let goes_on = !coordinate
                && (is.has(Is::CONJUNCT) || self.key(k) == "و")
                && (!self.m.words.is_finite_verb(k) || self.joins_deed(k))
                || self.another_adjective(k)
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
}
