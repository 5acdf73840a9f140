//! What may stand between a cue, its subject and what is said: times, places, occasions, asides, attributes.

use super::Matcher;
use super::join::HELD;
use crate::np::{bare_time, noun_phrase, time_end};
use crate::words::Is;
use mahdar_doc::TokenKind;
use mahdar_lang::{Classes, Entry, Tense};

impl Matcher<'_, '_> {
    /// [`Self::skip_adjuncts`] for other stages.
    pub fn after_adjuncts(&self, at: usize) -> usize {
        self.skip_adjuncts(at)
    }

    /// [`Self::skip_light_adjuncts`] for other stages.
    pub fn after_light_adjuncts(&self, at: usize) -> usize {
        self.skip_light_adjuncts(at)
    }

    /// Skips words that may stand between a verb and its subject: اليوم، أمس، أيضا، له.
    pub(super) fn skip_light_adjuncts(&self, mut at: usize) -> usize {
        while at < self.last {
            if let Some(end) = time_end(self.words, at)
                // مطلع العام: a phrase of time, though مطلع is a source too.
                .filter(|&end| end > at + 1 || !self.words.at(at).has(Is::TITLE))
                // قبل الجلسة: before a noun it is a preposition.
                .filter(|&end| {
                    let next = self.words.at(at + 1);
                    end > at + 1 || !self.words.at(at).has(Is::PREP) || !next.has(Is::NOMINAL) || next.has(Is::TIME)
                })
                .filter(|_| !self.words.at(at).has(Is::ACTOR) || bare_time(self.words, at))
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
            } else if let Some(end) = self.adverb_in_marks(at) {
                at = end;
            } else if matches!(
                self.key(at),
                "له" | "لها"
                    | "اليه"
                    | "اليها"
                    | "اليهم"
                    | "اليهما"
                    | "لهم"
                    | "لنا"
                    | "لي"
                    | "عنه"
                    | "نفسه"
                    | "نفسها"
                    | "انفسهم"
                    | "ذاته"
                    | "ذاتها"
                    | "عينه"
                    | "عينها"
            ) {
                at += 1;
            } else if self.key(at) == "/"
                && at > self.first
                && self.words.at(at - 1).has(Is::TIME)
                && self.words.at(at + 1).has(Is::TIME)
            {
                // يوليو/ تموز: the two names of a month.
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

    /// أدانت "بشدة" الهجوم: how something is said, in marks; one past them.
    pub(super) fn adverb_in_marks(&self, at: usize) -> Option<usize> {
        let close = self.opens(at).filter(|q| q.closed)?.close.index();
        let end = match self.words.function_end(at + 1, Classes::ADVERB) {
            Some(end) => end,
            None => at + 1 + usize::from(self.words.at(at + 1).has(Is::ADVERB)),
        };
        (end == close && close > at + 1).then_some(close + 1)
    }

    /// Skips, beyond light adjuncts, phrases of prepositions and what stands between commas:
    /// أعلنت، في نوفمبر من السنة الماضية، انسحابها; رفضت الحركة في بيان مشترك الربط.
    pub(crate) fn skip_adjuncts(&self, from: usize) -> usize {
        let mut at = self.skip_light_adjuncts(from);
        // رفض الرئيس الفنزويلي، نيكولاس مادورو، المقترح: the comma that closes a name in apposition.
        if self.kind(at) == Some(TokenKind::Comma) {
            let open =
                (at.saturating_sub(6).max(self.first)..at).rev().find(|&k| self.kind(k) == Some(TokenKind::Comma));
            let named = open.is_some_and(|open| {
                let part = |k: usize| {
                    let is = self.words.at(k);
                    is.has(Is::NAME) || is.has(Is::ACTOR) || is.has(Is::UNKNOWN)
                };
                open + 1 < at && (open + 1..at).all(part)
            });
            if named {
                at = self.skip_light_adjuncts(at + 1);
                // ...، إغناسيو بيرالتا، الذي حل أمس بالرباط، تأكيد موقف بلاده
                if self.words.at(at).has(Is::REL)
                    && let Some(close) =
                        (at + 1..(at + 22).min(self.last)).find(|&c| self.kind(c) == Some(TokenKind::Comma))
                {
                    at = self.skip_light_adjuncts(close + 1);
                }
            }
        }
        // التقى الرئيس، اليوم الأحد، في العاصمة عدن، السفير: the comma after a phrase that stood behind a comma closes it.
        let mut open = false;
        loop {
            let before = at;
            if open && self.kind(at) == Some(TokenKind::Comma) {
                open = false;
                let next = self.words.at(at + 1);
                if next.has(Is::CONJ) || next.has(Is::COMP) || next.has(Is::ADVERBIAL) || next.has(Is::CONJUNCT) {
                    return before;
                }
                at = self.skip_light_adjuncts(at + 1);
                continue;
            }
            if self.kind(at) == Some(TokenKind::Comma) {
                let close = (at + 1..(at + 16).min(self.last)).find(|&c| self.kind(c) == Some(TokenKind::Comma));
                // دان الاتحاد، بأشد العبارات الانقلاب: a comma opens the adverb, and none closes it.
                let manner = self.words.function_end(at + 1, Classes::ADVERB).filter(|&end| {
                    let next = self.words.at(end);
                    end > at + 2 && next.has(Is::NOMINAL) && !next.has(Is::CONJUNCT) && !next.has(Is::PREFIXED)
                });
                if let Some(end) = manner {
                    at = end;
                    continue;
                }
                let Some(close) = close else { return before };
                let inside = at + 1..close;
                let adjunct = self.words.at(at + 1).has(Is::PREP)
                    || self.words.at(at + 1).has(Is::TIME)
                    || self.words.at(at + 1).has(Is::REL)
                    || self.words.at(at + 1).has(Is::ADVERB)
                    || self.words.at(at + 1).has(Is::TURN)
                    || self.stays_unnamed(at + 1)
                    // ، بقصر الاتحادية،
                    || self.words.at(at + 1).has(Is::PREFIXED) && self.place_end(at + 1).is_some_and(|end| end == close)
                    || self.says_between(at, close)
                    || self.described_between(at, close)
                    // الجزائر، هذا الثلاثاء، تمسكها
                    || self.words.at(at + 1).has(Is::DEM) && self.words.at(at + 2).has(Is::TIME);
                // رفض الرئيس الفنزويلي، نيكولاس مادورو، المقترح: an apposition between commas.
                let opens = self.words.at(at + 1);
                // أعلنت سرايا القدس، الجناح العسكري للحركة، مسؤوليتها: a definite noun right behind a body explains it too.
                let explains =
                    opens.has(Is::ARTICLE) && opens.has(Is::NOMINAL) && self.words.at(close + 1).has(Is::NOUN);
                let apposed = (opens.has(Is::TITLE) || opens.has(Is::NAME) || opens.has(Is::ACTOR) || explains)
                    && !opens.has(Is::CONJUNCT)
                    && at > from.saturating_sub(1)
                    // البرلمان المنتهية ولايته الذي يتخذ من طرابلس مقرا
                    && !inside.clone().take_while(|&k| !self.words.at(k).has(Is::REL)).any(|k| self.words.is_only_verb(k));
                // ، وهو أكبر أحزاب المعارضة،
                let which =
                    matches!(self.key(at + 1), "وهو" | "وهي" | "وهم") && self.words.at(close + 1).has(Is::NOMINAL);
                let adjunct = adjunct || apposed || which;
                if !adjunct
                    || inside.clone().any(|k| self.words.at(k).has(Is::COMP) || self.kind(k) == Some(TokenKind::Stop))
                {
                    return before;
                }
                at = self.skip_light_adjuncts(close + 1);
                open = at == close + 1;
            } else if self.stays_unnamed(at) {
                at = self.unnamed_end(at);
            } else if self.words.at(at).has(Is::PREP) && !self.words.at(at).has(Is::NAME) {
                // على لسان مندوبتها: a preposition of two words.
                let inner = self.words.function_end(at, Classes::PREP).unwrap_or(at + 1);
                let written = self.written_apart(inner);
                let place = self.place_end(inner);
                let mut end = match (time_end(self.words, inner), noun_phrase(self.doc, self.words, inner, self.last)) {
                    (Some(time), _) => time,
                    (None, _) if let Some(place) = place => place,
                    (None, Some(_)) if written => inner + 1,
                    (None, Some(np)) => np.end,
                    (None, None) => return before,
                };
                // خلال مؤتمر صحفي مشترك: what kind of occasion it was.
                if let Some(occasion) = self.words.occasion_end(inner) {
                    const KINDS: [&str; 9] =
                        ["صحفي", "صحافي", "صحافيه", "صحفيه", "مشترك", "مشتركه", "متلفز", "تلفزيوني", "تلفزيونيه"];
                    end = end.max(occasion);
                    while KINDS.contains(&self.key(end)) {
                        end += 1;
                    }
                    // عقده في عمان اليوم مع نظيره، أن: and where he held it, up to the clause.
                    let held = HELD.contains(&self.key(end));
                    let clause =
                        |k: usize| self.words.complementizer(self.doc, k).is_some_and(|c| c.conjunction.is_none());
                    let close = (end + 1..(end + 24).min(self.last)).find(|&k| clause(k));
                    if let Some(close) = close.filter(|&c| {
                        held && !(end + 1..c)
                            .any(|k| self.words.is_only_verb(k) || self.kind(k) == Some(TokenKind::Stop))
                    }) {
                        return close;
                    }
                }
                // خلال المؤتمر الصحافي اليومي: more adjectives.
                // في مؤتمره الصحفي الأسبوعي: so a noun is with its owner's pronoun.
                let owned = |k: usize| self.words.analyses(k).iter().any(|a| a.pronoun.is_some());
                let by_owner = owned(end - 1);
                while (self.words.at(end - 1).has(Is::ARTICLE) || owned(end - 1))
                    && self.words.at(end).has(Is::ARTICLE)
                    && (self.words.at(end).has(Is::ADJ)
                        || self.key(end).ends_with('ي') && !self.words.at(end).has(Is::NAME))
                    && (!self.words.at(end).has(Is::NOUN) || by_owner && self.words.at(end).has(Is::ADJ))
                    && !self.words.at(end).has(Is::ACTOR)
                    && !self.words.at(end).has(Is::REL)
                    && !self.words.at(end).has(Is::PREFIXED)
                    && !self.words.at(end).has(Is::CONJUNCT)
                    && (!self.words.at(end).has(Is::TITLE) || by_owner && self.key(end).ends_with('ي'))
                {
                    end += 1;
                }
                // عقب لقائه وزير الخارجية النرويجي, خلال محادثاته مع الرئيس الفنلندي: and whom he met there.
                if let Some(met) = self.met_at(inner, end) {
                    end = met;
                }
                // في أبريل/نيسان الماضي
                while self.kind(end) == Some(TokenKind::Other) && self.key(end) == "/" {
                    end += 2;
                    while self.words.at(end).has(Is::ADJ) && self.words.at(end).has(Is::ARTICLE) {
                        end += 1;
                    }
                }
                at = self.skip_light_adjuncts(end);
                // خلال اللقاء الذي عقد أمس في أكرا عزم بلاده: or up to a noun of will that is nobody's object there.
                if self.words.at(at).has(Is::REL)
                    && !matches!(self.key(at), "ما" | "من")
                    && self.words.occasion_end(inner).is_some()
                    && let Some(will) = (at + 2..(at + 16).min(self.last))
                        .take_while(|&k| self.kind(k) != Some(TokenKind::Comma) && !self.words.at(k).has(Is::COMP))
                        .find(|&k| self.noun_of_will(k))
                {
                    return will;
                }
                // خلال اللقاء الذي جرى في إسطنبول، تمسك المعارضة: a clause about the occasion, up to its comma.
                if self.words.at(at).has(Is::REL)
                    && !matches!(self.key(at), "ما" | "من")
                    && self.words.occasion_end(inner).is_some()
                    && let Some(close) =
                        (at + 1..(at + 16).min(self.last)).find(|&c| self.kind(c) == Some(TokenKind::Comma))
                    && !(at..close).any(|k| self.words.at(k).has(Is::COMP))
                {
                    at = self.skip_light_adjuncts(close + 1);
                }
            } else if self.words.at(at).has(Is::PREFIXED)
                && self.key(at).starts_with('ب')
                && let Some(end) = self.place_end(at)
            {
                at = self.skip_light_adjuncts(end);
            } else if let Some(end) = self
                .attribute_end(at)
                .or_else(|| (at == from && at > self.first).then(|| self.attribute_end(at - 1)).flatten())
                .filter(|&end| end > at)
            {
                at = self.skip_light_adjuncts(end);
            } else {
                return at;
            }
            if at <= before {
                return before;
            }
        }
    }

    /// One past whom somebody met at an occasion that is his own (لقائه, استقباله, زيارته) and ends before `end`.
    pub(super) fn met_at(&self, occasion: usize, end: usize) -> Option<usize> {
        const MET: [&str; 3] = ["لقا", "استقبال", "زيار"];
        const HELD_WITH: [&str; 6] = ["لقا", "اجتماع", "محادثات", "مباحثات", "مشاورات", "اتصال"];
        let key = self.key(occasion);
        let owned = end == occasion + 1
            && self.words.analyses(occasion).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')))
            || end == occasion + 1 && ["ته", "تها", "اته", "اتها", "ئه", "ئها"].iter().any(|e| key.ends_with(e));
        if !owned {
            return None;
        }
        let begins = |nouns: &[&str]| nouns.iter().any(|noun| key.starts_with(noun));
        let with = self.key(end) == "مع" && begins(&HELD_WITH);
        let at = end + usize::from(with);
        let is = self.words.at(at);
        let person = is.has(Is::TITLE) || is.has(Is::ACTOR) || is.has(Is::NAME) || self.key(at).starts_with("نظير");
        if !(with || begins(&MET)) || !person || is.has(Is::PREFIXED) || is.has(Is::CONJUNCT) {
            return None;
        }
        noun_phrase(self.doc, self.words, at, self.last).map(|np| np.end)
    }

    /// عزم بلاده, استمرار العمل, حرصه: whether at `k` stands bare a noun of what somebody affirms.
    pub(super) fn noun_of_will(&self, k: usize) -> bool {
        const WILL: [&str; 16] = [
            "عزم",
            "استمرار",
            "حرص",
            "دعم",
            "التزام",
            "استعداد",
            "رفض",
            "تمسك",
            "اهميه",
            "ضروره",
            "موقف",
            "وقوف",
            "تضامن",
            "رغبه",
            "ثقه",
            "ثقت",
        ];
        let key = self.key(k);
        let is = self.words.at(k);
        !is.has(Is::PREFIXED)
            && !is.has(Is::CONJUNCT)
            && !self.words.at(k - 1).has(Is::PREP)
            && WILL
                .iter()
                .any(|word| key.strip_prefix(word).is_some_and(|rest| matches!(rest, "" | "ه" | "ها" | "هم" | "هما")))
    }

    /// في العاصمة الأردنية عمان, بمدينة جدة, بقصر الاتحادية, في مكتبه: one past where something is held that begins at `k`: a kind of
    /// place, and its name or owner.
    pub(super) fn place_end(&self, k: usize) -> Option<usize> {
        const TOWNS: [&str; 10] =
            ["عاصمه", "مدينه", "بلده", "محافظه", "ولايه", "منتجع", "قريه", "منطقه", "مدينتي", "اماره"];
        const SEATS: [&str; 10] = ["قصر", "مقر", "مكتب", "مطار", "فندق", "ديوان", "قاعه", "منزل", "مجمع", "سراي"];
        let key = self.key(k);
        let key = if self.words.at(k).has(Is::PREFIXED) { key.strip_prefix('ب').unwrap_or(key) } else { key };
        let bare = key.strip_prefix("ال").unwrap_or(key);
        if TOWNS.contains(&bare) {
            let adjective = |k: usize| self.words.at(k).has(Is::NISBA) && self.words.at(k).has(Is::ARTICLE);
            let name = k + 1 + usize::from(adjective(k + 1));
            let city = self.words.place(name).map(|(_, end)| end);
            let capital = || crate::np::actor_at(self.words, name).map(|(.., hit)| hit.end as usize);
            return city.or_else(capital).or((name > k + 1).then_some(name));
        }
        let owned =
            SEATS.iter().any(|seat| bare.strip_prefix(seat).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم")));
        if owned {
            return Some(k + 1);
        }
        let next = self.words.at(k + 1);
        (SEATS.contains(&bare) && next.has(Is::ARTICLE) && !next.has(Is::PREFIXED) && !next.has(Is::TITLE))
            .then(|| k + 2 + usize::from(self.words.at(k + 2).has(Is::ARTICLE) && self.words.at(k + 2).has(Is::ADJ)))
    }

    /// نفى في تغريدة صحة الأنباء: what is written in stands without an owner, and the object begins behind it.
    pub(super) fn written_apart(&self, k: usize) -> bool {
        let next = self.words.at(k + 1);
        let plain = next.has(Is::NOUN)
            && !next.has(Is::ARTICLE)
            && !next.has(Is::PREFIXED)
            && !next.has(Is::ADJ)
            && !next.has(Is::NISBA)
            && (!next.has(Is::TITLE) || self.verbal_noun(k + 1) || self.key(k + 1) == "صحه")
            && !next.has(Is::ACTOR)
            && !next.has(Is::NAME);
        plain && matches!(self.key(k), "تغريده" | "تدوينه" | "بيان" | "منشور" | "تصريح" | "حوار" | "مقابله")
    }

    /// One past a participle with the article and what it governs, where it describes the phrase before `at`:
    /// حكومة الوفاق المعترف بها دوليا, القوات المدعومة من تركيا, البرلمان المتمركز في الشرق.
    pub(super) fn attribute_end(&self, at: usize) -> Option<usize> {
        let is = self.words.at(at);
        let participle = is.has(Is::ARTICLE)
            && !is.has(Is::TITLE)
            && !is.has(Is::ACTOR)
            && !is.has(Is::PREFIXED)
            && !is.has(Is::CONJUNCT)
            && at > self.first
            && self.words.at(at - 1).has(Is::NOMINAL)
            && self.words.analyses(at).iter().any(|a| {
                a.before.article
                    && matches!(a.entry, Entry::Verb { form, .. } if matches!(form.tense, Tense::ActiveParticiple | Tense::PassiveParticiple))
            });
        if !participle {
            return None;
        }
        let next = at + 1;
        let own = ["ب", "ل", "من", "عن", "الي", "علي", "مع", "في"].iter().any(|stem| {
            self.key(next).strip_prefix(stem).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "هما"))
        });
        if own {
            return Some(next + 1);
        }
        let governs = matches!(self.key(next), "من" | "في" | "الي" | "علي" | "عن" | "ضد" | "امام" | "لدي" | "بين");
        let prefixed = self.words.at(next).has(Is::PREFIXED) && self.key(next).starts_with(['ل', 'ب']);
        if governs {
            return noun_phrase(self.doc, self.words, next + 1, self.last).map(|np| np.end);
        }
        if prefixed {
            // الراعية لعملية السلام: with what the noun belongs to.
            let owned = !self.key(next).starts_with("لل") && self.words.at(next + 1).has(Is::ARTICLE);
            let from = if owned && !self.words.at(next + 1).has(Is::NISBA) { next + 2 } else { next + 1 };
            let end = (from..(next + 6).min(self.last)).find(|&k| !self.words.at(k).has(Is::NISBA));
            return end;
        }
        None
    }
}
