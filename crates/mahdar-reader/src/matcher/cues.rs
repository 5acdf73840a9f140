//! What a word may be as a cue, and what an element `cue:...` takes of it.

use super::{CueReading, Matcher, State, end_alike, own_state};
use crate::np::{Np, noun_phrase, title_at};
use crate::rules::CueElement;
use crate::words::Is;
use mahdar_doc::{TokenId, TokenKind};
use mahdar_lang::{Entry, Join, Tense, TitleClass, VerbForm};
use std::cell::OnceCell;
use std::rc::Rc;

impl<'l> Matcher<'_, 'l> {
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

    /// Bytes of و or ف before a cue.
    pub(super) fn cue_stem(&self, i: usize) -> usize {
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
    pub(super) fn cue_states(
        &self,
        i: usize,
        element: CueElement,
        readings: &[CueReading],
        nouns: &[(u16, usize)],
    ) -> Vec<State> {
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
                            // أصدرت الرئاسة بيانا جاء فيه: what came in it agrees with nobody who says it.
                            let form = Some(reading.form).filter(|_| !self.resumes(i + 1));
                            let mut s = state(cue, if takes_noun { i + 1 } else { end }, form, None);
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
    pub(super) fn performs(&self, i: usize, reading: &CueReading) -> bool {
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
    pub(super) fn light_tail(&self, i: usize, cue: u16) -> Option<(usize, usize, Option<Rc<Np>>, Option<Rc<Np>>)> {
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
        // حمل الوزير الحكومة "المسؤولية الكاملة": the tail may begin in marks.
        let at = if self.opens(at - 1).is_some() { at - 1 } else { at };
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
    pub(super) fn says_again(&self, i: usize) -> bool {
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
}
