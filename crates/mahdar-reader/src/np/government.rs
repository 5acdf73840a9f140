//! Prepositions that a head governs: مبعوث الأمم المتحدة إلى, المدير العام للوكالة.

use super::{Np, Parser, actor_at, actors_at, title_at};
use crate::words::Is;
use mahdar_doc::{EntityKind, TokenKind};
use mahdar_lang::{NamedBy, Phrase, TitleClass};

impl Parser<'_, '_> {
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
        // الاتحاد السعودي لكرة القدم: a body is for something.
        let for_something = prep == "ل"
            && free == 0
            && np.end <= *i
            && np.titles.first().is_some_and(|&t| words.lexicon.titles[t as usize].class == TitleClass::Body)
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
        if !governs || second || deed || next >= self.limit || is.has(Is::COMP) || is.has(Is::TIME) {
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
        if free == 1 && matches!(self.kind(next), Some(TokenKind::Open | TokenKind::Quote)) {
            let close = (next + 2..(next + 8).min(self.limit))
                .find(|&k| matches!(self.kind(k), Some(TokenKind::Close | TokenKind::Quote)));
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
            let name = close.map(|c| honorific(c + 1).unwrap_or(c + 1));
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
