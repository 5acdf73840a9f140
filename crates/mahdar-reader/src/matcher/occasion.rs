//! Where and when something was said, and to which outlet.

use super::Matcher;
use super::prefixed_phrase;
use crate::np::{Np, actor_at, actors_at, noun_phrase, title_at};
use crate::words::{Is, key_to_text};
use mahdar_doc::{Span, TokenKind};
use mahdar_lang::{Entry, NamedBy, Tense, TitleClass};
use std::rc::Rc;

impl Matcher<'_, '_> {
    /// Prepositions that open an occasion.
    pub(super) fn opens_occasion(&self, k: usize) -> bool {
        let is = self.words.at(k);
        is.has(Is::PREP)
            && matches!(
                self.key(k),
                "في" | "خلال"
                    | "عقب"
                    | "بعد"
                    | "اثناء"
                    | "علي"
                    | "امام"
                    | "لدي"
                    | "اثر"
                    | "ضمن"
                    | "عبر"
                    | "قبيل"
                    | "قبل"
                    | "من"
                    | "وفي"
                    | "وخلال"
                    | "وعقب"
            )
    }

    /// An occasion phrase between two tokens.
    pub fn occasion_between(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        (from..to.min(self.last)).find_map(|k| self.occasion_at(k, to))
    }

    /// The occasion phrase that begins at `k` and ends before `to`: في مؤتمر صحفي مشترك.
    pub fn occasion_at(&self, k: usize, to: usize) -> Option<(usize, usize)> {
        // ردا على سؤال, في إشارة إلى عقد الجولة الأولى من المحادثات: what is answered or meant is no occasion.
        let meant = (k.saturating_sub(7).max(self.first)..k)
            .rev()
            .take_while(|&m| self.kind(m) == Some(TokenKind::Word))
            .any(|m| self.aside(m) && self.key(m) != "في" || self.aside(m) && self.key(m + 1) == "اشاره");
        if meant || !self.opens_occasion(k) {
            return None;
        }
        let noun = (k + 1..(k + 3).min(to)).find(|&n| self.words.occasion_end(n).is_some())?;
        if (k + 1..noun).any(|m| self.words.at(m).has(Is::PUNCT)) {
            return None;
        }
        let mut end = self.words.occasion_end(noun)?;
        while end < to {
            let is = self.words.at(end);
            if is.has(Is::PUNCT)
                && !matches!(
                    self.kind(end),
                    Some(TokenKind::Open | TokenKind::Close | TokenKind::Quote | TokenKind::Dash | TokenKind::Number)
                )
            {
                break;
            }
            if is.has(Is::COMP) || self.words.is_only_verb(end) || is.has(Is::REL) {
                break;
            }
            // A preposition that the cue governs (إلى أن) ends it.
            if is.has(Is::PREP) && self.words.at(end + 1).has(Is::COMP) {
                break;
            }
            end += 1;
        }
        Some((k, end))
    }

    /// The phrase at `k`, before `to`, that says where, before whom or by what something was said: في موسكو, من بروكسل, أمام
    /// البرلمان, عبر الهاتف, على تويتر, لدى وصوله.
    pub fn setting_at(&self, k: usize, to: usize) -> Option<(usize, usize)> {
        let words = self.words;
        let key = self.key(k).trim_start_matches('و');
        if k + 1 >= to || !words.at(k).has(Is::PREP) {
            return None;
        }
        let phrase = || noun_phrase(self.doc, words, k + 1, to).map(|np| np.end);
        let end = match key {
            "في" | "من" => {
                let actor = actor_at(words, k + 1).filter(|(_, by, _)| matches!(by, NamedBy::Capital));
                let place = words.place(k + 1).map(|(_, end)| end);
                let town = words.at(k + 1).has(Is::UNKNOWN) && !words.at(k + 1).has(Is::ARTICLE) && k == self.first;
                actor.map(|(.., hit)| hit.end as usize).or(place).or(town.then_some(k + 2))
            }
            "امام" => phrase(),
            "عبر" | "علي" => {
                let mark = usize::from(self.opens(k + 1).is_some());
                let medium = matches!(
                    self.key(k + 1 + mark),
                    "الهاتف"
                        | "تويتر"
                        | "فيسبوك"
                        | "تلغرام"
                        | "تليغرام"
                        | "منصه"
                        | "حسابه"
                        | "حسابها"
                        | "صفحته"
                        | "صفحتها"
                );
                medium.then(|| k + 2 + 2 * mark)
            }
            "لدي" | "عقب" | "قبيل" | "اثر" | "بعد" | "قبل" => {
                let deed = words.analyses(k + 1).iter().any(|a| {
                    a.pronoun.is_some() && matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar)
                });
                deed.then(|| {
                    let end = (k + 2..to.min(k + 10)).find(|&e| {
                        let is = words.at(e);
                        is.has(Is::PUNCT) || is.has(Is::COMP) || words.is_only_verb(e)
                    });
                    end.unwrap_or(to.min(k + 10))
                })
            }
            _ => None,
        }?;
        (end <= to).then_some((k, end))
    }

    /// The outlet that a statement was made to: في تصريح لصحيفة الغد.
    pub(super) fn told_to(&self, from: usize, to: usize) -> Option<Rc<Np>> {
        (from..to).find_map(|k| {
            // في حديث مع قناة الجزيرة, في مقابلة مع رويترز
            let talk = matches!(self.key(k), "مع" | "الي")
                && k > from
                && (k.saturating_sub(3)..k).any(|o| self.words.occasion_end(o).is_some());
            let lone = self.key(k) == "ل" || talk;
            let start = if lone { k + 1 } else { k };
            if !(lone || self.words.at(k).has(Is::PREFIXED) && self.key(k).starts_with('ل')) {
                return None;
            }
            // وكالة كذا للأنباء, تقرير للوكالة: part of a name, or whose report it is.
            let part_of = k > from && {
                let before = title_at(self.words, k - 1).map(|(t, ..)| self.lexicon().titles[t as usize].class);
                matches!(before, Some(TitleClass::Outlet | TitleClass::Document | TitleClass::Body))
                    && self.words.occasion_end(k - 1).is_none()
                    || self.key(k - 1) == "تقرير"
            };
            if part_of || k < from + 1 && self.key(k).ends_with("انباء") {
                return None;
            }
            let outlet_title = title_at(self.words, start)
                .is_some_and(|(t, ..)| self.lexicon().titles[t as usize].class == TitleClass::Outlet);
            let inner =
                if matches!(self.kind(start), Some(TokenKind::Open | TokenKind::Quote)) { start + 1 } else { start };
            let outlet = actors_at(self.words, inner)
                .into_iter()
                .find(|(a, by, _)| *by != NamedBy::Epithet && self.lexicon().actors[*a as usize].outlet);
            if outlet_title {
                let mut np = prefixed_phrase(self.doc, self.words, start, to)?;
                Rc::make_mut(&mut np).span.start =
                    key_to_text(self.doc, self.lexicon(), &self.doc.tokens[start], if lone { 0 } else { 2 }) as u32;
                return Some(np);
            }
            // قال المحلل لـ"سبق": a name in marks right behind ل is of whom he told, known or not.
            if outlet.is_none() && self.key(k) == "ل" {
                let close = match self.kind(start) {
                    Some(TokenKind::OpenBracket) => {
                        (start + 2..(start + 6).min(to)).find(|&c| self.kind(c) == Some(TokenKind::CloseBracket))
                    }
                    _ => self.opens(start).filter(|q| q.closed).map(|q| q.close.index()),
                };
                let close = close.filter(|&c| c > start + 1 && c <= start + 5)?;
                let span = self.doc.tokens[start + 1].span.join(self.doc.tokens[close - 1].span);
                return Some(Rc::new(Np::bare(start + 1, close, span)));
            }
            let (actor, by, hit) = outlet?;
            let token = self.doc.tokens.get(inner)?;
            let begin = key_to_text(self.doc, self.lexicon(), token, hit.stem as usize) as u32;
            let end = self.doc.tokens.get(hit.end as usize - 1)?.span.end;
            let mut np = Np::bare(inner, hit.end as usize, Span { start: begin, end });
            np.actors.push((actor, by, inner));
            Some(Rc::new(np))
        })
    }
}
