//! What may follow inside a noun phrase, in steps: each takes a word, ends the phrase, or leaves the word to the next.

mod genitive;
mod titles;

use super::{Np, Parser, actor_at, actors_at, title_at};
use crate::words::Is;
use mahdar_doc::{EntityKind, TokenId, TokenKind};
use mahdar_lang::{Entry, Gender, NamePart, NamedBy, Number, Phrase, TitleClass, TitleEntry};
use std::ops::ControlFlow::{self, Break, Continue};

/// What a step makes of a word: `Break` where it is settled, taken or left outside the phrase.
pub(super) type Step = ControlFlow<()>;

impl Parser<'_, '_> {
    /// Takes what may follow inside the phrase: adjectives, genitives, names, governed prepositions, names in marks.
    pub(super) fn continue_np(&self, np: &mut Np, i: &mut usize) -> Step {
        self.attribute(np, i)?;
        self.mark(np, i)?;
        // اعتقلت السلطات السنغالية العشرات: how many begins another phrase.
        if *i > np.first && matches!(self.key(*i), "العشرات" | "المئات" | "الالاف") {
            return Break(());
        }
        if self.issued_against(np, *i) {
            return Break(());
        }
        // علقت الحكومة الإيرانية | المفاوضات: what could be an adjective of several women is a noun behind any other head.
        let women = *i > np.first
            && self.key(*i).ends_with("ات")
            && self.words.at(*i).has(Is::ADJ)
            && self.words.at(*i).has(Is::ACT)
            && !self.key(np.first).ends_with("ات");
        if women && (self.words.at(*i - 1).has(Is::ARTICLE) || !np.actors.is_empty()) {
            return Break(());
        }
        if self.issued(np, *i) || self.behind_place(np, *i) {
            return Break(());
        }
        // ناشدت اللجنة الدولية للصليب الأحمر طرفي القتال: so does the word for the sides behind a definite one.
        let sides = *i > np.first && matches!(self.key(*i), "طرفي" | "طرفا" | "جانبي" | "جانبا" | "اطراف");
        if sides && (self.words.at(*i - 1).has(Is::ARTICLE) || !np.actors.is_empty()) {
            return Break(());
        }
        self.term_ended(np, i)?;
        self.accusative_behind_nominative(np, *i)?;
        self.behind_described(np, *i)?;
        self.counterpart(np, *i)?;
        self.of_spokesman(np, i)?;
        self.nationality(np, i)?;
        self.near_whom(np, i)?;
        self.given_name(np, i)?;
        self.field_then_name(np, i)?;
        self.conjunct(np, i)?;
        self.preposition(np, i)?;
        self.actor(np, i)?;
        self.next_title(np, i)?;
        self.other_clause(*i)?;
        self.adjective(np, i)?;
        self.rest_of_name(np, i)?;
        self.genitive(np, i)
    }

    /// هاجم متمردو دارفور | مدينة الفاشر, قتل متمردو دارفور | جنودا: the name of a place is in no construct, so that an indefinite noun or
    /// body behind it is another phrase; غرب السودان says where the place is.
    fn behind_place(&self, np: &Np, i: usize) -> bool {
        const TOWARD: [&str; 10] = ["غرب", "شرق", "شمال", "جنوب", "وسط", "اقصي", "غربي", "شرقي", "شمالي", "جنوبي"];
        let words = self.words;
        let is = words.at(i);
        let bars = [Is::ARTICLE, Is::NAME, Is::CONJUNCT, Is::PUNCT, Is::PREP];
        if i <= np.first + 1 || bars.iter().any(|&fact| is.has(fact)) {
            return false;
        }
        if words.place(i - 1).is_none_or(|(_, end)| end != i) || TOWARD.contains(&self.key(i)) {
            return false;
        }
        let body = title_at(words, i).is_some_and(|(title, ..)| {
            matches!(words.lexicon.titles[title as usize].class, TitleClass::Body | TitleClass::People)
        });
        is.has(Is::NOUN) || body || self.key(i).ends_with('ا') && title_at(words, i).is_some()
    }

    /// القوة المساندة للجيش المالي, حكومة الاستقرار المدعومة من مجلس النواب: whom or what an attribute of the head is for, by or of.
    fn attribute(&self, np: &Np, i: &mut usize) -> Step {
        const ATTRIBUTES: [&str; 9] = ["مساند", "معارض", "مناهض", "مناوئ", "مدعوم", "ممول", "منشق", "متحالف", "مناصر"];
        let words = self.words;
        let at = *i;
        let attribute = at > np.first + 1
            && np.name.is_none()
            && self
                .key(at - 1)
                .strip_prefix("ال")
                .is_some_and(|bare| ATTRIBUTES.iter().any(|word| bare.starts_with(word)));
        if !attribute {
            return Continue(());
        }
        let is = words.at(at);
        let named = |k: usize| actor_at(words, k).map(|(.., hit)| hit.end as usize);
        let titled = |k: usize| title_at(words, k).map(|(.., hit)| hit.end as usize);
        let end = if is.has(Is::PREFIXED) && self.key(at).starts_with('ل') {
            named(at).max(titled(at))
        } else if matches!(self.key(at), "من" | "مع" | "عن") && !words.is_only_verb(at + 1) {
            named(at + 1).max(titled(at + 1))
        } else {
            None
        };
        let Some(mut end) = end.filter(|&end| end <= self.limit) else { return Continue(()) };
        while end < self.limit && words.at(end).has(Is::NISBA) && words.at(end).has(Is::ARTICLE) {
            end += 1;
        }
        *i = end;
        Break(())
    }

    /// خطف مسلحون | دبلوماسيا إماراتيا: behind a head in the nominative an indefinite accusative is the verb's object.
    fn accusative_behind_nominative(&self, np: &Np, i: usize) -> Step {
        let key = self.key(i);
        let is = self.words.at(i);
        if i == np.first || !key.ends_with('ا') && !is.has(Is::ARTICLE) {
            return Continue(());
        }
        let head = self.words.at(np.first);
        let nominative = self.key(np.first).ends_with("ون") && head.has(Is::NOMINAL);
        // أطلق مسلحون النار: nor does what has the article describe an indefinite head, which its nun keeps from a genitive.
        let titled = title_at(self.words, np.first).is_some_and(|(.., hit)| hit.end as usize == np.first + 1);
        if is.has(Is::ARTICLE)
            && nominative
            && titled
            && !head.has(Is::ARTICLE)
            && !is.has(Is::CONJUNCT)
            && !is.has(Is::PREFIXED)
            && np.name.is_none()
            && i == np.first + 1
        {
            return Break(());
        }
        let accusative = key.ends_with('ا')
            && key.chars().count() > 3
            && (is.has(Is::NOUN) || is.has(Is::TITLE))
            && ![Is::ARTICLE, Is::NAME, Is::ACTOR].iter().any(|&fact| is.has(fact))
            // دبلوماسيا is "by diplomacy" too, but not before its adjective.
            && (!is.has(Is::ADVERB) && !is.has(Is::ADVERBIAL)
                || self.words.at(i + 1).has(Is::NISBA) && self.key(i + 1).ends_with('ا'));
        if i > np.first && nominative && accusative && np.name.is_none() { Break(()) } else { Continue(()) }
    }

    /// خطفت جماعة مسلحة | راهبتين, قتلت مجموعة مسلحة | عمالا: an indefinite noun that an adjective describes has its genitive behind
    /// it, if any, in ل; a bare noun or a plural in ين is of another phrase.
    fn behind_described(&self, np: &Np, i: usize) -> Step {
        let words = self.words;
        let (is, before) = (words.at(i), words.at(i - usize::from(i > 0)));
        let described = i > np.first + 1
            && np.number == Number::Singular
            && np.name.is_none()
            && np.actors.is_empty()
            && self.key(np.first).ends_with('ه')
            && self.key(i - 1).ends_with('ه')
            && !words.at(np.first).has(Is::ARTICLE)
            && !before.has(Is::ARTICLE)
            && before.has(Is::ADJ)
            && !before.has(Is::NOUN);
        let bare =
            ![Is::ARTICLE, Is::PREFIXED, Is::CONJUNCT, Is::NAME, Is::ACTOR, Is::PREP].iter().any(|&fact| is.has(fact));
        let noun = is.has(Is::TITLE) || is.has(Is::NOUN) && !is.has(Is::ADJ) && !is.has(Is::NISBA);
        let others = self.key(i).ends_with("ين") && self.key(i).chars().count() > 4;
        // قتل الجيش | مسلحين, مسلحا: nor is what has no article an attribute of what has one.
        let of_another = i > np.first
            && before.has(Is::ARTICLE)
            && np.name.is_none()
            && (others || self.key(i).ends_with('ا'))
            && is.has(Is::TITLE);
        if bare && (described && (noun || others) || of_another) { Break(()) } else { Continue(()) }
    }

    /// الرئيس البرازيلي المنتهية ولايته جايير بولسونارو, الحكومة المنتهية ولايتها: what has ended agrees with its own noun, which
    /// points back.
    fn term_ended(&self, np: &Np, i: &mut usize) -> Step {
        let key = self.key(*i + 1);
        let ended = matches!(self.key(*i), "المنتهيه" | "المنتهي" | "المنقضيه")
            && np.end <= *i
            && ["ولايت", "صلاحيت", "مهام", "عهدت", "فترت"]
                .iter()
                .any(|stem| key.strip_prefix(stem).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "هما")));
        if ended && *i + 1 < self.limit {
            *i += 2;
            return Break(());
        }
        Continue(())
    }

    /// A name in marks, a hyphen; all other marks, a relative clause and a number end the phrase.
    fn mark(&self, np: &mut Np, i: &mut usize) -> Step {
        let words = self.words;
        let is = words.at(*i);
        if is.has(Is::PUNCT) {
            if let Some(end) = self.nickname(np, *i) {
                *i = end;
                return Continue(());
            }
            // أبلغت مصادر ديبلوماسية "النهار" أن: sources that an adjective tells more of are nobody's.
            let anonymous = self.last_title(np).is_some_and(|t| t.class == TitleClass::Anonymous);
            if anonymous && *i > np.first + 1 {
                return Break(());
            }
            let outlet_head = self.last_title(np).is_some_and(|t| {
                matches!(t.class, TitleClass::Outlet | TitleClass::Body | TitleClass::Document | TitleClass::Anonymous)
            });
            match self.kind(*i) {
                Some(TokenKind::Open | TokenKind::Quote) if outlet_head || self.quoted_name(*i) => {
                    // A name in marks of at most six words; استنكر البرلمان "بشدة" says how.
                    let manner = words.at(*i + 1).has(Is::ADVERB)
                        || words.function_end(*i + 1, mahdar_lang::Classes::ADVERB).is_some();
                    let close = (*i + 2..(*i + 8).min(self.limit))
                        .find(|&k| matches!(self.kind(k), Some(TokenKind::Close | TokenKind::Quote)))
                        .filter(|_| !manner);
                    if let Some(close) = close.filter(|_| np.name.is_none()) {
                        if let Some((actor, by, hit)) = actor_at(words, *i + 1) {
                            // حركة «فتح»: behind its head and in marks a common word is the name.
                            let whole = hit.end as usize == close;
                            let by = if whole && by == NamedBy::Epithet { NamedBy::Name } else { by };
                            np.actors.push((actor, by, *i + 1));
                            if whole && np.party.is_none() {
                                np.party.clone_from(&words.lexicon.actors[actor as usize].party);
                            }
                        }
                        *i = close + 1;
                    }
                }
                // حركة (فتح): so it is in brackets, right behind its head.
                Some(TokenKind::OpenBracket) if outlet_head && *i == np.first + 1 && np.actors.is_empty() => {
                    let bracketed = actor_at(words, *i + 1)
                        .filter(|(.., hit)| self.kind(hit.end as usize) == Some(TokenKind::CloseBracket));
                    if let Some((actor, _, hit)) = bracketed {
                        self.take_actor(np, *i + 1, actor, NamedBy::Name, &[]);
                        *i = hit.end as usize + 1;
                    }
                }
                // روسيا-الناتو, فرانك-فالتر
                Some(TokenKind::Dash) if self.touching(*i) && !words.at(*i + 1).has(Is::PUNCT) => *i += 2,
                Some(TokenKind::Dash) => {
                    if let Some(end) = self.wing(np, *i) {
                        *i = end;
                    }
                }
                _ => {}
            }
            return Break(());
        }
        // مصدر من الوزارة: "from" before a noun that the title takes, and no "who".
        let from = is.has(Is::REL)
            && self.key(*i) == "من"
            && np.name.is_none()
            && !words.is_only_verb(*i + 1)
            && self.last_title(np).is_some_and(|t| t.governs.iter().any(|p| p == "من"));
        if is.has(Is::COMP) || is.has(Is::REL) && !from || is.has(Is::NARRATOR) {
            return Break(());
        }
        // اعتقل الأمن السوداني 3: a number counts what follows.
        if self.kind(*i) == Some(TokenKind::Number) && !is.has(Is::ACTOR) && !is.has(Is::TITLE) {
            return Break(());
        }
        Continue(())
    }

    /// الجبهة الشعبية - القيادة العامة, قوى الحرية والتغيير ـ المجلس المركزي: which wing of a body, behind a dash. One past it.
    fn wing(&self, np: &Np, i: usize) -> Option<usize> {
        const WINGS: [&str; 8] = ["القياده", "المجلس", "الجناح", "التيار", "المكتب", "الكتله", "الفصيل", "الامانه"];
        let words = self.words;
        let state = |&(a, ..): &(u32, NamedBy, usize)| words.lexicon.actors[a as usize].kind == EntityKind::State;
        let body = np.name.is_none() && !np.actors.iter().any(state) && (np.actors.len() + np.titles.len()) > 0;
        let last = i + 2;
        let which = words.at(last).has(Is::ARTICLE) && (words.at(last).has(Is::ADJ) || words.at(last).has(Is::NISBA));
        // An insertion has a second dash.
        let inserted = (last..(last + 10).min(self.limit)).any(|k| self.kind(k) == Some(TokenKind::Dash));
        (body && WINGS.contains(&self.key(i + 1)) && which && !inserted && last < self.limit).then_some(last + 1)
    }

    /// محمود عباس "أبو مازن" إنه, محمد حمدان دقلو (حميدتي): by what name somebody goes, in marks behind his own. One past the
    /// mark that closes it.
    fn nickname(&self, np: &Np, i: usize) -> Option<usize> {
        /// The most words of such a name.
        const WORDS: usize = 3;
        let person = |&(actor, _, at): &(u32, NamedBy, usize)| {
            self.actor_end(at) == i && self.words.lexicon.actors[actor as usize].kind == EntityKind::Person
        };
        if np.name.is_none_or(|(_, to)| to != i) && !np.actors.iter().any(person) {
            return None;
        }
        let closes = match self.kind(i)? {
            TokenKind::OpenBracket => TokenKind::CloseBracket,
            TokenKind::Open => TokenKind::Close,
            TokenKind::Quote => TokenKind::Quote,
            _ => return None,
        };
        let close = (i + 2..(i + 2 + WORDS).min(self.limit)).find(|&k| self.kind(k) == Some(closes))?;
        let by_parent = matches!(self.key(i + 1), "ابو" | "ام" | "ابا" | "ابي");
        let word = |k: usize| {
            let is = self.words.at(k);
            self.kind(k) == Some(TokenKind::Word)
                && !self.words.is_only_verb(k)
                && ![Is::PREP, Is::COMP, Is::PARTICLE, Is::NISBA, Is::TITLE, Is::PRON].iter().any(|&fact| is.has(fact))
        };
        // قال الوزير أحمد "انتهى" إن: one word of speech may stand before a clause too, but no name for a person.
        let clause = self.words.at(close + 1).has(Is::COMP);
        let named = by_parent || (i + 1..close).all(word) && (closes == TokenKind::CloseBracket || clause);
        named.then_some(close + 1)
    }

    /// التقى وزير الخارجية المصري | نظيره السوداني: a counterpart is another, and nobody called Nazir.
    fn counterpart(&self, np: &Np, i: usize) -> Step {
        const COUNTERPARTS: [&str; 8] = ["نظير", "نظيره", "نظيرته", "نظيرها", "نظيريه", "نظيريها", "نظراءه", "نظرائه"];
        let another =
            i > np.first && (!np.titles.is_empty() || !np.actors.is_empty()) && COUNTERPARTS.contains(&self.key(i));
        if another { Break(()) } else { Continue(()) }
    }

    /// الناطق الرسمي باسم الرئاسة: after a spokesman باسم is "in the name of", not the name Basim.
    fn of_spokesman(&self, np: &mut Np, i: &mut usize) -> Step {
        let unnamed = np.name.is_none();
        let Some(title) = self.last_title(np).filter(|t| t.class == TitleClass::Spokesman && unnamed) else {
            return Continue(());
        };
        // المتحدث باسمها أحمد عساف: in whose name a pronoun says.
        if matches!(self.key(*i), "باسمه" | "باسمها" | "باسمهم" | "باسمهما") {
            *i += 1;
            return Break(());
        }
        if title.governs.iter().any(|p| p.chars().count() > 1 && p == self.key(*i)) {
            let before = *i;
            self.governed(np, i, self.key(before), 1);
            if *i > before {
                return Break(());
            }
        }
        Continue(())
    }

    /// A nationality adjective of the head.
    fn nationality(&self, np: &mut Np, i: &mut usize) -> Step {
        let words = self.words;
        let is = words.at(*i);
        // طردت فرنسا الدبلوماسيين الأمريكيين: a sound plural is no adjective of a state.
        let of_state = np.actors.last().is_some_and(|&(a, by, at)| {
            by != NamedBy::Epithet
                && self.actor_end(at) == *i
                && words.lexicon.actors[a as usize].kind == EntityKind::State
        });
        if of_state
            && np.number == Number::Singular
            && (is.has(Is::ADJ) || is.has(Is::NISBA))
            && self.key(*i).ends_with("ين")
        {
            return Break(());
        }
        // زار الرئيس الإيراني السعودية: a state whose name is an adjective too is one where it agrees with no head.
        let state = actor_at(words, *i).is_some_and(|(a, by, hit)| {
            by == NamedBy::Name
                // رئيس جنوب أفريقيا: as long as the adjective جنوب أفريقي, which an accusative would be.
                && words.nisba(self.doc, *i).is_none_or(|(.., end)| hit.end as usize >= end)
                && words.lexicon.actors[a as usize].kind == EntityKind::State
        });
        let head = self.key(np.first);
        let people = head.ends_with("ون") || head.ends_with("ين") || np.number == Number::Dual;
        // مصدر في وزارة الخارجية السعودية: with the noun before it, if not with the head.
        let near = *i > np.first
            && words.at(*i - 1).has(Is::ARTICLE)
            && !words.at(*i - 1).has(Is::NISBA)
            && words.gender(self.doc, *i - 1) == Gender::F;
        // أربعين فلاحا نيجيريا: both in the accusative.
        let accusative = *i > np.first
            && self.key(*i).ends_with('ا')
            && self.key(*i - 1).ends_with('ا')
            && !words.at(*i - 1).has(Is::ARTICLE)
            && !words.at(*i - 1).has(Is::ACTOR);
        let agrees = (np.gender == Gender::F || np.number == Number::Plural || near || accusative)
            && (!people || accusative)
            && np.party.is_none()
            && np.name.is_none()
            && np.actors.iter().all(|(_, by, _)| *by == NamedBy::Epithet);
        // وزير خارجية السعودية: there it may be the genitive.
        if state && !agrees && *i > np.first {
            return Continue(());
        }
        // دعا الرئيس اللبناني | اللبنانيين: one person is of no plural.
        let people_behind = *i > np.first
            && np.number == Number::Singular
            && !np.titles.is_empty()
            && words.at(*i - 1).has(Is::ARTICLE)
            // كبير المفاوضين الفلسطينيين: the genitive's adjective.
            && (*i - 1 == np.first || words.at(*i - 1).has(Is::NISBA))
            && !["ين", "ون"].iter().any(|ending| self.key(*i - 1).ends_with(ending))
            && ["ين", "ون"].iter().any(|ending| self.key(*i).ends_with(ending))
            && words.nisba(self.doc, *i).is_some_and(|(_, _, number, _)| number != Number::Singular)
            && np.titles.iter().all(|&t| words.lexicon.titles[t as usize].class == TitleClass::Office);
        if people_behind {
            return Break(());
        }
        if let Some((party, _, _, end)) = words.nisba(self.doc, *i).filter(|_| !is.has(Is::CONJUNCT) || self.whole(*i))
        {
            let prefixed = is.has(Is::PREFIXED) && !self.whole(*i);
            if np.name.is_none() && !prefixed {
                if np.party.is_none() || np.actors.is_empty() {
                    np.party = words.lexicon.parties.get(party as usize).cloned();
                }
                *i = end;
                return Break(());
            }
        }
        Continue(())
    }

    /// مصدرا مقربا منها: to whom somebody is near, a pronoun says.
    fn near_whom(&self, np: &mut Np, i: &mut usize) -> Step {
        let pronoun = matches!(self.key(*i), "منه" | "منها" | "منهم" | "منهما" | "له" | "لها" | "لهم");
        let near = pronoun && *i > np.first && {
            let key = self.key(*i - 1).trim_start_matches("ال");
            ["مقرب", "قريب", "تابع", "موال"].iter().any(|stem| key.starts_with(stem))
        };
        if near {
            *i += 1;
            return Break(());
        }
        Continue(())
    }

    /// وزيرة المالية العراقية طيف الجبوري: between a definite title and a family name stands a given name, whatever
    /// else the word may mean.
    fn given_name(&self, np: &mut Np, i: &mut usize) -> Step {
        let words = self.words;
        let is = words.at(*i);
        if self.is_personal(np)
            && np.name.is_none()
            && self.after_definite_title(np, *i)
            && np.number == Number::Singular
            && !is.has(Is::ARTICLE)
            && !is.has(Is::ADVERBIAL)
            // الرئيس السوداني | يلتقي أردوغان: nor is a word that is nothing but a verb.
            && (!words.is_only_verb(*i) || is.has(Is::NAME))
            && (!is.has(Is::PREP) || is.has(Is::NAME))
            // أشاد الوزير بحكمة أمير: nor does a word under a preposition, before a title.
            && (!is.has(Is::PREFIXED) || is.has(Is::NAME))
            // الرئيس المصري | ونظيره السوداني: nor one that و joins.
            && (!is.has(Is::CONJUNCT) || is.has(Is::NAME))
            // العقيد مطيع الصبري: a family name in ي that no lexicon has, too.
            // أكد الرئيس المصري أهمية السلام: the second word of a given name (عبد السلام) is no family name.
            && (words.at(*i + 1).has(Is::NAME) && !self.second_of_given(*i + 1)
                || words.at(*i + 1).has(Is::UNKNOWN)
                    && words.at(*i + 1).has(Is::ARTICLE)
                    && self.key(*i + 1).ends_with('ي')
                    && !is.has(Is::VERB))
            && !words.at(*i + 1).has(Is::TITLE)
            && !words.at(*i + 1).has(Is::PREFIXED)
            && !words.at(*i + 1).has(Is::CONJUNCT)
            && !words.analyses(*i).iter().any(|a| a.before.conjunction && matches!(a.entry, Entry::Name { .. }))
            && *i + 1 < self.limit
            && self.kind(*i + 1) == Some(TokenKind::Word)
            && words.analyses(*i + 1).iter().all(|a| matches!(a.entry, Entry::Name { .. }) || a.before.article)
            // الرئيس فلاديمير بوتين, لدى الأمم المتحدة | حزب الله: whom the lexicon knows needs no guess.
            && !actor_at(words, *i)
                .as_ref()
                .is_some_and(|(_, by, hit)| *by == NamedBy::Name && hit.end as usize > *i + 1)
        {
            let from = *i;
            *i += 1;
            self.names(np, i);
            np.name = Some((from, *i));
            return Break(());
        }
        Continue(())
    }

    /// Whether a definite word is a name only behind عبد and its like.
    fn second_of_given(&self, i: usize) -> bool {
        let names = || {
            self.words.analyses(i).iter().filter_map(|a| match a.entry {
                Entry::Name { part, .. } => Some(part),
                _ => None,
            })
        };
        self.words.at(i).has(Is::ARTICLE) && names().next().is_some() && names().all(|part| part == NamePart::Given)
    }

    /// وزير الخارجية والدفاع, وزير الخارجية وشؤون المغتربين: a conjunct inside a title, before its name.
    fn conjunct(&self, np: &mut Np, i: &mut usize) -> Step {
        let is = self.words.at(*i);
        if !is.has(Is::CONJUNCT) || self.whole(*i) {
            return Continue(());
        }
        let inside = np.name.is_none()
            && np.actors.is_empty()
            && !np.titles.is_empty()
            && (is.has(Is::ARTICLE) || is.has(Is::NOUN))
            && self.inside_title(*i)
            // القوات العراقية والتركية are two states' forces; so are الحكومة السودانية والحكومة الإثيوبية two bodies.
            && !((is.has(Is::NISBA) || is.has(Is::TITLE)) && np.party.is_some())
            && !(is.has(Is::VERB) && !is.has(Is::ARTICLE))
            && !is.has(Is::PREFIXED)
            && self
                .last_title(np)
                .is_some_and(|t| matches!(t.class, TitleClass::Office | TitleClass::Body | TitleClass::Spokesman));
        if inside {
            *i += 1;
        }
        Break(())
    }

    /// A preposition, free or prefixed: only one that the head governs goes on.
    fn preposition(&self, np: &mut Np, i: &mut usize) -> Step {
        let words = self.words;
        let is = words.at(*i);
        let named = np.name.is_some();
        // كشف مسؤولان لبي بي سي: told to an outlet.
        let told = self.key(*i).starts_with('ل')
            && actor_at(words, *i).as_ref().is_some_and(|(a, _, hit)| {
                hit.stem == 2 && hit.end as usize > *i + 1 && words.lexicon.actors[*a as usize].outlet
            });
        if told {
            return Break(());
        }
        // رحب مسؤول كبير بوزارة الخارجية: a ministry under ب behind an official is where he serves.
        let serves = !named
            && is.has(Is::PREFIXED)
            && (self.is_personal(np) || self.head_class(np) == Some(TitleClass::Anonymous))
            && ["بوزاره", "برئاسه", "بسفاره", "بمكتب", "بديوان", "بالسفاره", "بالوزاره", "بالخارجيه"]
                .contains(&self.key(*i));
        if serves {
            self.ministry(np, i);
            return Break(());
        }
        // وزير الخارجية والمغاربة المقيمين بالخارج, والجالية الوطنية في الخارج: of those abroad.
        let abroad = usize::from(self.key(*i) == "بالخارج")
            + 2 * usize::from(matches!(self.key(*i), "في" | "فى") && self.key(*i + 1) == "الخارج");
        if abroad > 0 && !named && self.head_class(np) == Some(TitleClass::Office) {
            *i += abroad;
            return Break(());
        }
        if *i > np.first && self.unknown_noun_under_bi(*i) {
            return Break(());
        }
        if is.has(Is::PREFIXED) && !self.whole(*i) {
            self.governed(np, i, &self.key(*i)[..2], 0);
            return Break(());
        }
        if is.has(Is::PREP) && !(is.has(Is::NAME) && (named || !np.titles.is_empty())) {
            self.governed(np, i, self.key(*i), 1);
            return Break(());
        }
        Continue(())
    }

    /// The ministry under ب at `i` with its adjectives.
    fn ministry(&self, np: &mut Np, i: &mut usize) {
        let words = self.words;
        let before = *i;
        self.governed(np, i, &self.key(before)[..2], 0);
        if *i > before {
            return;
        }
        *i += 1;
        while *i < self.limit
            && (words.at(*i).has(Is::NISBA) || words.at(*i).has(Is::ARTICLE))
            && !words.at(*i).has(Is::PREFIXED)
        {
            if let Some((party, _, _, end)) = words.nisba(self.doc, *i) {
                np.party = np.party.clone().or_else(|| words.lexicon.parties.get(party as usize).cloned());
                *i = end;
            } else {
                *i += 1;
            }
        }
    }

    /// An actor's name: the holder of the title, the state or body whose it is.
    fn actor(&self, np: &mut Np, i: &mut usize) -> Step {
        let words = self.words;
        let is = words.at(*i);
        let actors = actors_at(words, *i);
        let Some((actor, by, hit)) = actors.first().copied() else { return Continue(()) };
        let named = np.name.is_some();
        let complete = has_whole_name(np);
        let is_person = |a: u32| words.lexicon.actors[a as usize].kind == EntityKind::Person;
        let person = is_person(actor);
        // اتهم المجلس | حفتر: nobody is in apposition to a body; حكومة الدبيبة is his.
        let body = np.titles.first().is_some_and(|&t| words.lexicon.titles[t as usize].class == TitleClass::Body);
        // وصف الرئيس التركي | نتنياهو: a politician of one state holds no office of another.
        // المتحدث الأمريكي ديفيد مور: behind a given name it may be another's family name.
        let next = words.at(hit.end as usize);
        let foreign = person
            && by == NamedBy::Short
            && !named
            && !next.has(Is::NAME)
            && !next.has(Is::UNKNOWN)
            && np.party.as_deref().is_some_and(|party| {
                let row = &words.lexicon.actors[actor as usize];
                words.lexicon.is_state(party)
                    && row.party.as_deref().is_some_and(|own| own != party && words.lexicon.is_state(own))
                    && !row.offices.iter().any(|office| words.lexicon.party_of(&office.of) == Some(party))
            });
        if foreign {
            return Break(());
        }
        // مبعوث ترامب ستيف ويتكوف, مستشار السيسي أحمد الفقي: whose envoy he is stands between his office and his name.
        if person && by != NamedBy::Epithet && !named && self.serves(np, *i, hit.end as usize) {
            np.party = words.lexicon.actors[actor as usize].party.clone();
            *i = hit.end as usize;
            return Break(());
        }
        let fits = if person {
            !complete
                && !(body && words.at(np.first).has(Is::ARTICLE) && words.at(*i - 1).has(Is::ARTICLE) && !named)
                && np.actors.iter().all(|(a, _, _)| !is_person(*a))
                && (!np.titles.is_empty() || np.party.is_some())
                && (np.actors.is_empty() || !np.titles.is_empty())
        } else {
            // رئيسة المفوضية الأوروبية صربيا: after a definite adjective or genitive a state is no genitive.
            let open = *i == np.first || !words.at(*i - 1).has(Is::ARTICLE);
            let outlet = words.lexicon.actors[actor as usize].outlet;
            // أبلغ مصدر أمني | الجزيرة: behind an adjective of an indefinite person an outlet begins another phrase.
            let told = outlet
                && !np.definite
                && *i > np.first + 1
                && words.at(*i - 1).has(Is::ADJ)
                && !words.at(*i - 1).has(Is::NAME)
                && self.is_holder(np);
            if told {
                return Break(());
            }
            // طالب مسؤول مصري رفيع | إثيوبيا, مسؤول في حماس | إثيوبيا: nor is one behind an adjective of somebody indefinite,
            // or behind another's name.
            let adjective = !np.definite
                && title_at(words, np.first).is_some_and(|(.., head)| (head.end as usize) < *i)
                && (words.at(*i - 1).has(Is::ADJ) || words.at(*i - 1).has(Is::NISBA))
                && !words.at(*i - 1).has(Is::NAME)
                && !words.at(*i - 1).has(Is::ARTICLE);
            let behind_name = np.actors.iter().any(|(_, by, at)| *by != NamedBy::Epithet && self.actor_end(*at) == *i);
            if by != NamedBy::Epithet && !outlet && self.is_holder(np) && (adjective || behind_name) {
                return Break(());
            }
            // طائرات التحالف, صواريخ الحركة: arms act for whose they are.
            let arms = *i == np.first + 1 && np.titles.is_empty() && np.actors.is_empty() && self.arms(np.first);
            !named && (!np.titles.is_empty() || arms) && by != NamedBy::Epithet && (open || outlet)
        };
        // Another title at least as long: رئيس الوزراء.
        let as_title = title_at(words, *i).is_some_and(|(_, _, _, h)| h.end > hit.end);
        if fits && person && !as_title && self.given_before_family(by, &hit) {
            // البرلمان العربي مشعل السلمي: with the article it is no given name.
            let given = if is.has(Is::ARTICLE) { hit.end as usize } else { *i };
            let from = np.name.map_or(given, |(first, _)| first);
            *i = hit.end as usize;
            self.names(np, i);
            np.name = Some((from, *i));
            return Break(());
        }
        if fits && !as_title {
            self.take_actor(np, *i, actor, by, &actors);
            *i = hit.end as usize;
            // المتحدث باسم حزب العدالة والتنمية الحاكم: a party that governs or opposes.
            if !person && matches!(self.key(*i), "الحاكم" | "الحاكمه" | "المعارض") {
                *i += 1;
            }
            return Break(());
        }
        if !as_title && by != NamedBy::Epithet {
            // A family name that is an actor's short name too: إبراهيم الجعفري without a row.
            let family = person && !complete && np.name.is_some();
            if family {
                np.name = np.name.map(|(from, _)| (from, hit.end as usize));
                *i = hit.end as usize;
            }
            return Break(());
        }
        Continue(())
    }

    /// Whether a name that ends before `end` is of whom the bearer of an indefinite office serves: another name follows.
    fn serves(&self, np: &Np, i: usize, end: usize) -> bool {
        let words = self.words;
        let opens = |k: usize| {
            let is = words.at(k);
            let barred =
                [Is::ARTICLE, Is::VERB, Is::PREFIXED, Is::CONJUNCT, Is::FUNCTION, Is::NOUN, Is::TITLE, Is::TIME];
            is.has(Is::NAME) && !is.has(Is::ARTICLE) && !is.has(Is::FUNCTION) && !is.has(Is::TITLE)
                || is.has(Is::UNKNOWN) && !barred.iter().any(|&fact| is.has(fact))
        };
        let family = words.at(end + 1);
        let office =
            title_at(words, np.first).filter(|(.., head)| head.end as usize == i).is_some_and(|(t, _, number, _)| {
                let class = words.lexicon.titles[t as usize].class;
                number == Number::Singular
                    && matches!(
                        class,
                        TitleClass::Office | TitleClass::Spokesman | TitleClass::Expert | TitleClass::People
                    )
            });
        // رئيسه كيم: whose he is the pronoun says.
        let owned =
            ["ه", "ها", "هم", "نا"].iter().any(|p| self.doc.surface(TokenId::from_index(np.first)).ends_with(p));
        office
            && !owned
            && !words.at(np.first).has(Is::ARTICLE)
            && end + 1 < self.limit
            && opens(end)
            && (family.has(Is::NAME) || family.has(Is::UNKNOWN))
            && !family.has(Is::COMP)
            && !family.has(Is::CONJUNCT)
    }

    /// أبلغ بلينكن | الصحافيين: whether right behind a person's name a definite sound plural begins another phrase.
    fn others(&self, np: &Np, i: usize) -> bool {
        let words = self.words;
        let behind_person = np.number == Number::Singular
            && np.actors.iter().any(|&(a, by, at)| {
                by != NamedBy::Epithet
                    && self.actor_end(at) == i
                    && words.lexicon.actors[a as usize].kind == EntityKind::Person
            });
        let is = words.at(i);
        // حث البيان الأطراف, دعا الوزير الجانبين: those in general, and the two sides.
        let general = i > np.first
            && (words.at(i - 1).has(Is::ARTICLE) || behind_person || np.name.is_some())
            && (matches!(self.key(i), "الاطراف" | "الفرقاء" | "الجميع" | "القوي" | "الكتل" | "الاحزاب" | "الفصائل")
                || words.hits(i).iter().any(|h| h.stem == 0 && matches!(h.phrase, Phrase::Pair(_))));
        general || behind_person && is.has(Is::ARTICLE) && !is.has(Is::NAME) && self.key(i).ends_with("ين")
    }

    /// Words of time, function words, verbs and adverbial participles are no part of a phrase.
    fn other_clause(&self, i: usize) -> Step {
        let is = self.words.at(i);
        // وفدا أمنيا مصريا: behind a noun in the accusative what opens a new topic elsewhere is an adjective.
        let attribute = is.has(Is::ADJ) && i > 0 && [i - 1, i].iter().all(|&k| self.key(k).ends_with('ا'));
        if is.has(Is::TIME)
            || is.has(Is::ADVERB) && !is.has(Is::ADJ)
            || is.has(Is::CONJ)
            || is.has(Is::TURN) && !attribute
        {
            return Break(());
        }
        if is.has(Is::FUNCTION) && !is.has(Is::NAME) && !attribute || self.words.is_only_verb(i) {
            return Break(());
        }
        if is.has(Is::ADVERBIAL) && !is.has(Is::NAME) && !is.has(Is::ADJ) && !is.has(Is::NOUN) {
            return Break(());
        }
        // وعلق المتحدث متهما واشنطن: behind a definite head an accusative without the article is no attribute.
        if is.has(Is::ADVERBIAL)
            && is.has(Is::CUE)
            && !is.has(Is::NAME)
            && !is.has(Is::ARTICLE)
            && self.key(i).ends_with('ا')
            && self.words.at(i - 1).has(Is::ARTICLE)
        {
            return Break(());
        }
        // بيان صدر عن الوزارة: issued, no chest.
        if matches!(self.key(i), "صدر" | "صدرت") && matches!(self.key(i + 1), "عن" | "من" | "في" | "باسم")
        {
            return Break(());
        }
        // عن مسؤول أمني قوله: what he says is none of his title.
        if matches!(self.key(i), "قوله" | "قولها" | "قولهم" | "قولهما") {
            return Break(());
        }
        Continue(())
    }

    /// An adjective of the head, if it agrees in being definite; it may be a given name instead.
    fn adjective(&self, np: &mut Np, i: &mut usize) -> Step {
        let words = self.words;
        let is = words.at(*i);
        // الآلية الأفريقية رفيعة المستوى, وفدا رفيع المستوى: an attribute of two words, the first without its article.
        let level = ["رفيع", "عالي"].iter().any(|stem| self.key(*i).starts_with(stem)) && self.key(*i + 1) == "المستوي";
        if level && *i > np.first && *i + 1 < self.limit && np.name.is_none() {
            *i += 2;
            return Break(());
        }
        if !is.has(Is::ADJ) {
            return Continue(());
        }
        let former =
            |k: usize| words.analyses(k).iter().any(|a| matches!(a.entry, Entry::Adjective { former: true, .. }));
        if np.name.is_some() {
            // الرئيس حسني مبارك السابق does not occur; the adjective stands before the name.
            return if is.has(Is::ARTICLE) && former(*i) { Break(()) } else { Continue(()) };
        }
        // An indefinite adjective is none of a definite phrase: حملت الحكومة الإسرائيلية مسؤولية.
        let indefinite_after_definite = *i > np.first
            && !is.has(Is::ARTICLE)
            && words.at(*i - 1).has(Is::ARTICLE)
            && !words.at(*i - 1).has(Is::NAME)
            && !is.has(Is::NAME)
            && !self.key(*i).ends_with("ا");
        // قدمت قطر | مساعدات: a proper name is definite too.
        let after_proper = !is.has(Is::ARTICLE)
            && !is.has(Is::NAME)
            && np.actors.iter().any(|&(a, by, at)| {
                by != NamedBy::Epithet
                    && self.actor_end(at) == *i
                    && words.lexicon.actors[a as usize].kind == EntityKind::State
            });
        if indefinite_after_definite || after_proper {
            return Break(());
        }
        // نظيره المغربي كريم العلوي: an indefinite adjective after a definite title is a given name where it can be one.
        let given = is.has(Is::NAME)
            && !is.has(Is::ARTICLE)
            && self.is_personal(np)
            && self.after_definite_title(np, *i)
            && np.number == Number::Singular;
        if given {
            let before = *i;
            self.names(np, i);
            if *i > before {
                return Break(());
            }
        }
        np.former |= former(*i);
        *i += 1;
        Break(())
    }

    /// A name behind a title, a nationality or the beginning of a name.
    fn rest_of_name(&self, np: &mut Np, i: &mut usize) -> Step {
        let is = self.words.at(*i);
        let complete = has_whole_name(np);
        if complete && np.name.is_some_and(|(_, to)| to == *i) && is.has(Is::NAME) && !is.has(Is::VERB) {
            // A longer name than the row's: محمد بن سلمان بن عبد العزيز.
            self.names(np, i);
            return Break(());
        }
        let named = np.name.is_some();
        // أغلق محتجون | ميناء: several who are not known have no one's name.
        // أعادت السعودية | فتح سفارتها: nor has a state.
        let of_state = np.titles.is_empty()
            && np.actors.last().is_some_and(|&(a, by, at)| {
                by != NamedBy::Epithet
                    && self.actor_end(at) == *i
                    && self.words.lexicon.actors[a as usize].kind == EntityKind::State
            });
        // أعلن مدعي المحكمة الجنائية | فتح تحقيق: a word that begins a verbal noun's phrase is no given name.
        let opens = self.words.at(*i - 1).has(Is::ARTICLE)
            && self.key(*i) == "فتح"
            && self.words.at(*i + 1).has(Is::NOUN)
            && !self.words.at(*i + 1).has(Is::NAME);
        let of_state = of_state || opens;
        let several = np.first + 1 == *i && self.key(np.first).ends_with("ون") && np.number == Number::Plural;
        if !complete
            && !several
            && !of_state
            && (is.has(Is::NAME) || (is.has(Is::UNKNOWN) && !is.has(Is::ARTICLE)))
            && (!np.titles.is_empty() || np.party.is_some() || named)
        {
            let before = *i;
            self.names(np, i);
            if *i > before {
                return Break(());
            }
        }
        if named { Break(()) } else { Continue(()) }
    }

    fn last_title(&self, np: &Np) -> Option<&TitleEntry> {
        np.titles.last().map(|&t| &self.words.lexicon.titles[t as usize])
    }

    /// Whether the head is of a person: an office, a rank, an address.
    fn is_personal(&self, np: &Np) -> bool {
        self.is_holder(np) || self.head_class(np) == Some(TitleClass::Honorific)
    }

    /// Whether the word before `i` closes a definite title.
    fn after_definite_title(&self, np: &Np, i: usize) -> bool {
        i > np.first && (self.words.at(i - 1).has(Is::ARTICLE) || self.words.at(i - 1).has(Is::NISBA))
    }
}

/// After a complete name a new actor is the verb's object: اتهم لافروف واشنطن.
fn has_whole_name(np: &Np) -> bool {
    np.name.is_some_and(|(from, to)| {
        to > from + 1 || np.actors.iter().any(|(_, by, at)| *at == from && *by != NamedBy::Epithet)
    })
}

impl Parser<'_, '_> {
    /// Whether a noun after و can go on a title: the fields of an office (الأمن والدفاع), no person and no named body.
    fn inside_title(&self, i: usize) -> bool {
        let lexicon = self.words.lexicon;
        let hits = self.words.hits(i);
        let titled = hits.iter().any(|h| {
            matches!(h.phrase, Phrase::Title { title, .. } if lexicon.titles[title as usize].class != TitleClass::Body)
        });
        let one_word_body = hits.iter().all(|h| !matches!(h.phrase, Phrase::Title { .. }) || h.end as usize == i + 1);
        let named = hits.iter().any(|h| matches!(h.phrase, Phrase::Actor { by, .. } if by != NamedBy::Epithet));
        !titled && one_word_body && !named
    }

    /// Aircraft, ships, guns, fire: indefinite, so that a genitive may say whose.
    fn arms(&self, i: usize) -> bool {
        let key = self.key(i);
        let key = key.strip_prefix('و').filter(|_| self.words.at(i).has(Is::CONJUNCT)).unwrap_or(key);
        matches!(
            key,
            "طائرات"
                | "طائره"
                | "مقاتلات"
                | "مروحيات"
                | "مسيرات"
                | "طيران"
                | "دبابات"
                | "مدفعيه"
                | "مدافع"
                | "صواريخ"
                | "سفن"
                | "بوارج"
                | "زوارق"
                | "غواصات"
                | "نيران"
                | "راجمات"
                | "اليات"
                | "مدرعات"
                | "حاملات"
        )
    }
}
