//! Prepositions that a head governs: مبعوث الأمم المتحدة إلى, المدير العام للوكالة.

use super::continuation::Step;
use super::{Np, Parser, actor_at, actors_at, title_at};
use crate::words::Is;
use mahdar_doc::{EntityKind, TokenKind};
use mahdar_lang::{NamedBy, Number, Phrase, TitleClass};

impl Parser<'_, '_> {
    /// The field or the post of an office, and behind it whoever holds it: المبعوث الأمريكي للشرق الأوسط جورج ميتشل,
    /// السفير المصري بالخرطوم حسام عيسى. Takes both, or nothing.
    pub(super) fn field_then_name(&self, np: &mut Np, i: &mut usize) -> Step {
        let words = self.words;
        let is = words.at(*i);
        let free = is.has(Is::PREP) && !is.has(Is::NAME);
        let prefixed = is.has(Is::PREFIXED) && !self.whole(*i);
        let may = (free || prefixed)
            && *i > np.first
            && np.name.is_none()
            && np.number == Number::Singular
            && self.is_holder(np);
        if !may {
            return Step::Continue(());
        }
        let prep = if free { self.key(*i) } else { &self.key(*i)[..2] };
        // A preposition that the office governs takes its phrase without what follows being known.
        let (mut trial, mut taken) = (np.clone(), *i);
        self.governed(&mut trial, &mut taken, prep, usize::from(free));
        if taken > *i {
            return Step::Continue(());
        }
        // Where one serves is told of those who are sent; with others a place is where the verb's deed was done.
        let sent = || {
            np.titles.iter().any(|&t| {
                words.lexicon.titles[t as usize].governs.iter().any(|p| matches!(p.as_str(), "في" | "لدى" | "إلى"))
            })
        };
        let from = *i + usize::from(free);
        // وزير الخارجية بدولة قطر, مسؤولة السياسة الخارجية بالاتحاد الأوروبي: of whom the office is.
        let owner = if matches!(prep, "ب" | "في") && np.party.is_none() && np.actors.is_empty() {
            self.owner(from)
        } else {
            None
        };
        let fits = match prep {
            "ل" => true,
            "ب" if self.charged(*i - 1) => true,
            "ب" | "في" | "لدي" | "الي" => {
                (np.definite || words.at(*i - 1).has(Is::ARTICLE)) && (sent() || owner.is_some())
            }
            _ => false,
        };
        let mut inside = Vec::new();
        let Some(mut k) = Some(from).filter(|_| fits).and_then(|from| self.field_end(from, &mut inside)) else {
            return Step::Continue(());
        };
        // مساعدة الوزير المكلفة بالشؤون السياسية، فيكتوريا نولاند، إن: the name in apposition is found from the comma on.
        if self.kind(k) == Some(TokenKind::Comma) {
            let next = words.at(k + 1);
            if next.has(Is::ARTICLE) || !(next.has(Is::NAME) || next.has(Is::ACTOR)) || next.has(Is::TITLE) {
                return Step::Continue(());
            }
            np.actors.extend(inside);
            *i = k;
            return Step::Break(());
        }
        let mut honorifics = Vec::new();
        while let Some((title, _, _, hit)) = title_at(words, k)
            && words.lexicon.titles[title as usize].class == TitleClass::Honorific
        {
            honorifics.push(title);
            k = hit.end as usize;
        }
        let person = actor_at(words, k)
            .filter(|(a, by, _)| *by == NamedBy::Name && words.lexicon.actors[*a as usize].kind == EntityKind::Person);
        let is = words.at(k);
        let begins = k < self.limit
            && !is.has(Is::PREFIXED)
            && !is.has(Is::CONJUNCT)
            && !is.has(Is::COMP)
            && !is.has(Is::PREP)
            && !is.has(Is::TIME)
            && (is.has(Is::NAME) || is.has(Is::UNKNOWN) && !is.has(Is::ARTICLE))
            && !words.is_only_verb(k);
        if k >= self.limit || person.is_none() && !begins {
            return Step::Continue(());
        }
        let mut end = k;
        if let Some((actor, ..)) = owner {
            np.party.clone_from(&words.lexicon.actors[actor as usize].party);
        }
        np.actors.extend(inside);
        match person {
            Some((actor, by, hit)) => {
                np.actors.push((actor, by, k));
                np.name = Some((k, hit.end as usize));
                end = hit.end as usize;
            }
            None => self.names(np, &mut end),
        }
        if end > k {
            np.titles.extend(honorifics);
            *i = end;
            return Step::Break(());
        }
        Step::Continue(())
    }

    /// المكلفة ب, المعني ب: with what somebody is charged.
    fn charged(&self, i: usize) -> bool {
        ["المكلف", "المعني", "المختص", "الملحق"].iter().any(|stem| self.key(i).starts_with(stem))
    }

    /// The organisation or, named in full, the state that stands under a preposition at `from`.
    fn owner(&self, from: usize) -> Option<(u32, NamedBy, usize)> {
        let words = self.words;
        let realm = matches!(self.key(from).trim_start_matches('ب'), "دوله" | "مملكه" | "جمهوريه" | "سلطنه" | "اماره");
        let at = from + usize::from(realm);
        let (actor, by, _) = actor_at(words, at)?;
        let row = &words.lexicon.actors[actor as usize];
        let owns = by == NamedBy::Name
            && match row.kind {
                EntityKind::Igo | EntityKind::Organisation => !row.outlet,
                EntityKind::State => realm,
                _ => false,
            };
        owns.then_some((actor, by, at))
    }

    /// One past the field of an office that begins at `from`, under its preposition: للشؤون الأوروبية, بالخرطوم, لشؤون الشرق
    /// الأدنى. No person, to whom something is told, and no outlet but the region that one is called after.
    fn field_end(&self, from: usize, actors: &mut Vec<(u32, NamedBy, usize)>) -> Option<usize> {
        let words = self.words;
        let region = self.key(from).ends_with("الشرق") || self.key(from).ends_with("لشرق");
        let mut k = from;
        while k < self.limit && k < from + 7 {
            let is = words.at(k);
            if is.has(Is::PUNCT) || is.has(Is::COMP) || is.has(Is::REL) || is.has(Is::TIME) || is.has(Is::PRON) {
                break;
            }
            let titled = title_at(words, k).filter(|(t, ..)| {
                !matches!(words.lexicon.titles[*t as usize].class, TitleClass::Body | TitleClass::Document)
            });
            if titled.is_some() {
                if k == from {
                    return None;
                }
                break;
            }
            if let Some((actor, by, hit)) = actor_at(words, k).filter(|(_, by, _)| *by != NamedBy::Epithet) {
                let row = &words.lexicon.actors[actor as usize];
                if row.kind == EntityKind::Person || by == NamedBy::Short && row.outlet {
                    break;
                }
                if row.outlet && !(k == from && region) {
                    return None;
                }
                if !row.outlet {
                    actors.push((actor, by, k));
                }
                k = hit.end as usize;
                continue;
            }
            let field = k == from
                && (is.has(Is::NOUN)
                    || is.has(Is::ARTICLE)
                    || self.key(k).starts_with("لل")
                    || matches!(self.key(k), "بشوون" | "لشوون" | "بملف" | "لملف" | "بقضايا" | "لقضايا"))
                || is.has(Is::ARTICLE) && !is.has(Is::PREFIXED);
            if !field || words.is_only_verb(k) {
                break;
            }
            k += 1;
        }
        (k > from && k < self.limit).then_some(k)
    }

    /// Whether a body with its adjectives stands at `i` and right behind it the name of the person whose office `np` is.
    fn body_then_name(&self, np: &Np, i: usize) -> bool {
        let words = self.words;
        let body = title_at(words, i).filter(|(t, ..)| words.lexicon.titles[*t as usize].class == TitleClass::Body);
        let state = actor_at(words, i)
            .as_ref()
            .filter(|(a, by, _)| *by == NamedBy::Name && words.lexicon.actors[*a as usize].kind != EntityKind::Person)
            .map(|(_, _, hit)| hit.end as usize);
        let Some(mut k) = body.map(|(_, _, _, hit)| hit.end as usize).or(state).filter(|_| self.is_holder(np)) else {
            return false;
        };
        while k < self.limit && (words.at(k).has(Is::NISBA) || words.at(k).has(Is::ADJ)) && words.at(k).has(Is::ARTICLE)
        {
            k += 1;
        }
        let is = words.at(k);
        let person = actor_at(words, k)
            .as_ref()
            .is_some_and(|(a, ..)| words.lexicon.actors[*a as usize].kind == EntityKind::Person);
        // وزير الشؤون الخارجية في سلطنة عمان: a state by its full name is whose office it is, and no place.
        let in_full = matches!(self.key(i), "سلطنه" | "دوله" | "مملكه" | "جمهوريه" | "حكومه") && np.party.is_none();
        if in_full {
            return true;
        }
        k < self.limit
            && (is.has(Is::NAME) || person || is.has(Is::UNKNOWN) && !is.has(Is::ARTICLE))
            && !is.has(Is::PREFIXED)
            && !is.has(Is::CONJUNCT)
            && !words.is_only_verb(k)
            && !is.has(Is::COMP)
    }

    /// A preposition that the last title governs, and the phrase after it.
    pub(super) fn governed(&self, np: &mut Np, i: &mut usize, prep: &str, free: usize) {
        let words = self.words;
        if np.name.is_some() {
            return;
        }
        // هددت رابطة الأساتذة بالإضراب: with what somebody threatens is no part of him.
        let is = words.at(*i);
        if prep == "ب"
            && free == 0
            && is.has(Is::ACT)
            && title_at(words, *i).is_none_or(|(t, ..)| words.lexicon.titles[t as usize].class == TitleClass::Document)
            && !is.has(Is::ACTOR)
            && words.place(*i).is_none()
        {
            return;
        }
        // الاتحاد السعودي لكرة القدم: a body is for something.
        let for_something = prep == "ل"
            && free == 0
            && np.end <= *i
            && np.titles.first().is_some_and(|&t| {
                let title = &words.lexicon.titles[t as usize];
                // تصدت القوات الأوكرانية | لهجوم, استجابت الحكومة المالية | لمطالب: but no army or government with its nationality.
                let forces = title.form == "قوات" && self.key(*i) != "لحفظ";
                let rules = (forces || matches!(title.sector.as_deref(), Some("MIL" | "COP" | "GOV" | "REB" | "OPP")))
                    && np.party.is_some()
                    && is.has(Is::ACT)
                    && !self.key(*i).starts_with("لل");
                title.class == TitleClass::Body && !rules
            })
            && (words.at(*i).has(Is::NOUN) || self.key(*i).starts_with("لل"))
            && !words.at(*i).has(Is::ACTOR);
        // المدير العام للوكالة, الأمين العام للحزب: of whom the office is.
        let of_body = prep == "ل"
            && free == 0
            && self.key(*i).starts_with("لل")
            && *i >= np.first + 2
            && np.party.is_none()
            && words.at(*i - 1).has(Is::ARTICLE)
            && np.titles.last().is_some_and(|&t| words.lexicon.titles[t as usize].class == TitleClass::Office)
            && !words.at(*i).has(Is::OCCASION);
        // المكتب السياسي لطالبان, المكتب الإعلامي لرئيس الوزراء: whose office a definite body is.
        let whose = prep == "ل"
            && free == 0
            && *i >= np.first + 2
            && np.party.is_none()
            && words.at(*i - 1).has(Is::ARTICLE)
            && (np.first..*i)
                .any(|k| matches!(self.key(k).trim_start_matches(['و', 'ب']), "المكتب" | "الجناح" | "الذراع"))
            && (words.at(*i).has(Is::TITLE)
                || actor_at(words, *i).is_some_and(|(a, by, _)| {
                    let row = &words.lexicon.actors[a as usize];
                    by != NamedBy::Epithet && !row.outlet && row.kind != EntityKind::Person
                }));
        let governs = for_something
            || of_body
            || whose
            || np.titles.iter().any(|&t| words.lexicon.titles[t as usize].governs.iter().any(|p| p == prep));
        let next = *i + free;
        let is = words.at(next);
        // رئيس لجنة الأمن والسياسة الخارجية في البرلمان الإيراني إبراهيم عزيزي: the office's body, then who holds it.
        let governs = governs || free == 1 && matches!(prep, "في" | "لدي" | "عن") && self.body_then_name(np, next);
        // جندي تركي في قصف سوري: an act is no field of an office.
        let deed = free == 1 && prep == "في" && is.has(Is::ACT) && !is.has(Is::TITLE) && !is.has(Is::ARTICLE);
        // رحب مسؤول بوزارة الخارجية بقرار: one ministry under ب, and behind it the verb's own preposition.
        let second = free == 0
            && prep == "ب"
            && (np.first + 1..*i)
                .any(|k| words.at(k).has(Is::PREFIXED) && self.key(k).starts_with('ب') && !self.whole(k));
        // ندد مصدر عراقي | بالموقف التركي: a source is in a body; what is none stands under the verb's own preposition.
        // مقتل جنديين تركيين | بقصف: nor is a soldier in what is indefinite and no body.
        let no_body = free == 0
            && prep == "ب"
            && (self.head_class(np) == Some(TitleClass::Anonymous) || !is.has(Is::ARTICLE))
            && !is.has(Is::TITLE)
            && !is.has(Is::ACTOR)
            && !is.has(Is::PRIVATE)
            && words.place(next).is_none();
        if !governs || second || deed || no_body || next >= self.limit || is.has(Is::COMP) || is.has(Is::TIME) {
            return;
        }
        if free == 1
            && words.occasion_end(next).is_some()
            && title_at(words, next)
                .is_none_or(|(t, ..)| words.lexicon.titles[t as usize].class == TitleClass::Document)
        {
            return;
        }
        // القيادي في «ائتلاف دولة القانون» خلف الساعدي: a body in marks, and then the name.
        // رئيس المكتب السياسي لـ(حماس) إسماعيل هنية: or in brackets.
        let marks = matches!(self.kind(next), Some(TokenKind::Open | TokenKind::Quote))
            || self.kind(next) == Some(TokenKind::OpenBracket) && words.at(next + 1).has(Is::ACTOR);
        if free == 1 && marks {
            let close = (next + 2..(next + 8).min(self.limit))
                .find(|&k| matches!(self.kind(k), Some(TokenKind::Close | TokenKind::Quote | TokenKind::CloseBracket)));
            let named = |k: usize| {
                let is = words.at(k);
                (is.has(Is::NAME) || is.has(Is::UNKNOWN) && !is.has(Is::ARTICLE))
                    && !is.has(Is::PREFIXED)
                    && !is.has(Is::CONJUNCT)
            };
            // نائب الأمين العام لـ"حزب الله" الشيخ نعيم قاسم: an honorific may stand before the name.
            let honorific = |k: usize| {
                title_at(words, k)
                    .filter(|(t, ..)| words.lexicon.titles[*t as usize].class == TitleClass::Honorific)
                    .map(|(.., hit)| hit.end as usize)
            };
            let person = |k: usize| {
                actor_at(words, k).filter(|(a, by, _)| {
                    *by == NamedBy::Name && words.lexicon.actors[*a as usize].kind == EntityKind::Person
                })
            };
            // لـ«الحزب الاشتراكي» الصربي إيفيتسا: so may its nationality.
            let behind =
                |c: usize| c + 1 + usize::from(words.at(c + 1).has(Is::NISBA) && words.at(c + 1).has(Is::ARTICLE));
            let name = close.map(behind).map(|at| honorific(at).unwrap_or(at));
            if let Some(name) = name.filter(|&k| k < self.limit && (named(k) || person(k).is_some())) {
                if let Some((actor, by, _)) = actor_at(words, next + 1)
                    && words.lexicon.actors[actor as usize].kind != EntityKind::Person
                {
                    np.actors.push((actor, by, next + 1));
                }
                *i = name;
                match person(name) {
                    Some((actor, by, hit)) => {
                        np.actors.push((actor, by, name));
                        *i = hit.end as usize;
                    }
                    None => self.names(np, i),
                }
            }
            return;
        }
        if matches!(
            self.doc.tokens.get(next).map(|t| t.kind),
            Some(TokenKind::Open | TokenKind::Quote | TokenKind::Number)
        ) {
            return;
        }
        if free == 0 {
            // "مسؤول لرويترز": told to an outlet, not an official of it.
            let outlet = actor_at(words, *i)
                .as_ref()
                .is_some_and(|(a, by, _)| *by != NamedBy::Epithet && words.lexicon.actors[*a as usize].outlet);
            let outlet_title =
                title_at(words, *i).is_some_and(|(t, ..)| words.lexicon.titles[t as usize].class == TitleClass::Outlet);
            let people = words.hits(*i).iter().any(|h| matches!(h.phrase, Phrase::Title { title, .. } if words.lexicon.titles[title as usize].class == TitleClass::Expert));
            if outlet || outlet_title && !of_body || people {
                return;
            }
        }
        let mut k = next;
        let mut inner = Np { titles: Vec::new(), actors: Vec::new(), name: None, ..np.clone() };
        if free == 1 || !actors_at(words, k).is_empty() || title_at(words, k).is_some() || is.has(Is::NOMINAL) {
            let before = k;
            self.head(&mut inner, &mut k);
            if k == before {
                return;
            }
        }
        np.titles.extend(inner.titles.iter().copied());
        np.actors.extend(
            inner
                .actors
                .iter()
                .filter(|(a, _, _)| words.lexicon.actors[*a as usize].kind != EntityKind::Person)
                .copied(),
        );
        // مبعوث الأمم المتحدة إلى ليبيا, المندوب لدى المنظمة: whither one is sent is not for whom one acts.
        let sent = free == 1 && matches!(prep, "الي" | "لدي");
        if !sent && (np.party.is_none() || !inner.actors.is_empty()) {
            np.party = inner.party.or(np.party.take());
        }
        *i = k;
    }
}
