//! To which outlet something was said, and which one published it.

use super::{Matcher, prefixed_phrase};
use crate::np::{Np, actors_at, title_at};
use crate::words::{Is, key_to_text};
use mahdar_doc::{Span, TokenKind};
use mahdar_lang::{NamedBy, TitleClass};
use std::rc::Rc;

/// Names of newspapers that are whom one speaks to as well: قال للشعب إن, أكد للعالم أن.
const ADDRESSED: [&str; 12] =
    ["شعب", "عالم", "امه", "عرب", "وطن", "بلاد", "اتحاد", "جمهوريه", "مصريون", "مصريين", "مجلس", "اسره"];

impl Matcher<'_, '_> {
    /// The outlet that a statement was made to or came out by, between two tokens: في تصريح لصحيفة الغد, في بيان نشرته وكالة سبأ.
    pub(crate) fn told_to(&self, from: usize, to: usize) -> Option<Rc<Np>> {
        (from..to).find_map(|k| self.told_by_preposition(k, from, to).or_else(|| self.published_by(k, from, to)))
    }

    /// What `at` takes up: one past the words for a journalist, for the outlet follows: لمراسل الأناضول, لموفد قناة الجزيرة.
    fn behind_journalist(&self, at: usize) -> usize {
        let key = self.key(at);
        let bare = key.strip_prefix("لل").or(key.strip_prefix('ل')).unwrap_or(key);
        let journalist = matches!(
            bare.strip_prefix("ال").unwrap_or(bare),
            "مراسل"
                | "مراسله"
                | "مراسلي"
                | "مندوب"
                | "مندوبه"
                | "موفد"
                | "موفده"
                | "مبعوث"
                | "مدير"
                | "صحفي"
        );
        at + usize::from(journalist)
    }

    fn told_by_preposition(&self, k: usize, from: usize, to: usize) -> Option<Rc<Np>> {
        // في حديث مع قناة الجزيرة, في مقابلة مع رويترز
        let talk = matches!(self.key(k), "مع" | "الي")
            && k > from
            && (k.saturating_sub(3)..k).any(|o| self.words.occasion_end(o).is_some());
        let lone = self.key(k) == "ل" || talk;
        let start = if lone { k + 1 } else { k };
        let named = |i: usize| actors_at(self.words, i).iter().any(|a| self.lexicon().actors[a.0 as usize].outlet);
        // لبي بي سي: the name may hold what looks like no prefix.
        let is = self.words.at(k);
        let prefixed = self.key(k).starts_with('ل') && (is.has(Is::PREFIXED) || named(k)) && !is.has(Is::TIME);
        if !(lone || prefixed) {
            return None;
        }
        // وكالة كذا للأنباء, تقرير للوكالة: part of a name, or whose report it is.
        let part_of = k > from && {
            let before = title_at(self.words, k - 1).map(|(t, ..)| self.lexicon().titles[t as usize].class);
            let body = matches!(before, Some(TitleClass::Body)) && !lone && !named(k);
            (body || matches!(before, Some(TitleClass::Outlet | TitleClass::Document)))
                && self.words.occasion_end(k - 1).is_none()
                || self.key(k - 1) == "تقرير"
        };
        if part_of || k < from + 1 && self.key(k).ends_with("انباء") {
            return None;
        }
        let journalist = self.behind_journalist(start);
        if journalist > start {
            return self.outlet_at(journalist, to, true);
        }
        // قال المحلل لـ"سبق": a name in marks right behind ل is of whom he told, known or not.
        self.outlet_at(start, to, lone).or_else(|| {
            let marks = (self.key(k) == "ل").then(|| self.between_marks(start, to)).flatten();
            marks.map(|(first, close)| {
                let span = self.doc.tokens[first].span.join(self.doc.tokens[close - 1].span);
                Rc::new(Np::bare(first, close, span))
            })
        })
    }

    /// في بيان نشرته وكالة سبأ, في مقابلة أجرتها معه قناة العربية, في بيان وصل "معا" نسخة منه: behind an occasion, a clause
    /// that tells who published it or got it.
    fn published_by(&self, k: usize, from: usize, to: usize) -> Option<Rc<Np>> {
        let occasion = (k.saturating_sub(4).max(from)..k).find(|&o| self.words.occasion_end(o).is_some())?;
        // نشرته is "his bulletin" too, but for its object.
        let object = self.words.at(k).has(Is::VERB) && self.key(k).ends_with(['ه', 'ا']);
        if !(object || self.words.is_only_verb(k)) {
            return None;
        }
        // كلمة بثتها القناة, بيان اطلعت عليه الوكالة: a speech is made to others, and who saw a text does not publish it.
        let speech = matches!(self.key(occasion), "كلمه" | "خطاب" | "خطبه" | "الكلمه" | "الخطاب");
        if speech || self.key(k).starts_with("اطلع") {
            return None;
        }
        let mut at = k + 1;
        while matches!(
            self.key(at),
            "معه"
                | "معها"
                | "معهم"
                | "به"
                | "بها"
                | "له"
                | "لها"
                | "عنه"
                | "عنها"
                | "عليه"
                | "عليها"
                | "وقائعه"
                | "وقائعها"
                | "نصه"
                | "نصها"
                | "الي"
        ) {
            at += 1;
        }
        self.outlet_at(at, to, false)
    }

    /// One past the opening mark at `start`, and where its closing one stands, for a name of a few words.
    fn between_marks(&self, start: usize, to: usize) -> Option<(usize, usize)> {
        let close = match self.kind(start) {
            Some(TokenKind::OpenBracket) => {
                (start + 2..(start + 8).min(to)).find(|&c| self.kind(c) == Some(TokenKind::CloseBracket))
            }
            _ => self.opens(start).filter(|q| q.closed).map(|q| q.close.index()),
        };
        close.filter(|&c| c > start + 1 && c <= start + 7).map(|close| (start + 1, close))
    }

    /// The outlet whose name begins at `start`; a common word is one in marks, or where nothing goes on behind it if a
    /// preposition `leads` to it or is written on to it.
    pub(super) fn outlet_at(&self, start: usize, to: usize, leads: bool) -> Option<Rc<Np>> {
        let lexicon = self.lexicon();
        if title_at(self.words, start).is_some_and(|(t, ..)| lexicon.titles[t as usize].class == TitleClass::Outlet) {
            let mut np = prefixed_phrase(self.doc, self.words, start, to)?;
            let lone = leads || !self.words.at(start).has(Is::PREFIXED);
            // لتلفزيون (كيه.بي.إس), لوكالة أنباء ((شينخوا)): the name in marks behind the noun.
            let marks = self.between_marks(np.end, to).or_else(|| self.between_marks(np.end + 1, to));
            let behind = np.end > start + 1 || marks.is_some();
            let known = np.party.is_some() || np.actors.iter().any(|a| lexicon.actors[a.0 as usize].outlet);
            let in_marks = marks.is_some() || (start + 1..np.end).any(|i| self.kind(i) != Some(TokenKind::Word));
            // للصحيفة: no outlet is named; لموقع الكمين: no outlet is meant; للوكالة الدولية للطاقة الذرية: another body is.
            let place = self.key(start).trim_start_matches('ل').starts_with("موقع") && !known && !in_marks;
            let other = !in_marks && np.actors.first().is_some_and(|a| !lexicon.actors[a.0 as usize].outlet);
            let all = self.key(start).ends_with("صحافه") || self.key(start).ends_with("وسايل");
            if !behind || place || all || other && !known {
                return None;
            }
            if let Some((_, close)) = marks {
                let np = Rc::make_mut(&mut np);
                np.end = close + 1;
                np.span.end = self.doc.tokens[close].span.end;
            }
            let skip = if lone { 0 } else { 2 };
            Rc::make_mut(&mut np).span.start = key_to_text(self.doc, lexicon, &self.doc.tokens[start], skip) as u32;
            return Some(np);
        }
        let marked = matches!(self.kind(start), Some(TokenKind::Open | TokenKind::Quote | TokenKind::OpenBracket));
        let inner = start + usize::from(marked);
        let (actor, by, hit) = actors_at(self.words, inner).into_iter().find(|(a, by, hit)| {
            let ends = || {
                let end = hit.end as usize;
                let next = self.words.at(end);
                end >= to || next.has(Is::COMP) || next.has(Is::PUNCT) || next.has(Is::PREP) || next.has(Is::TIME)
            };
            let key = self.key(inner);
            let bare = key.strip_prefix("لل").or(key.strip_prefix("ال")).unwrap_or(key);
            lexicon.actors[*a as usize].outlet
                && (*by != NamedBy::Epithet
                    || marked
                    || ends() && !ADDRESSED.contains(&bare) && !self.words.at(inner).has(Is::TIME))
        })?;
        let token = self.doc.tokens.get(inner)?;
        // للأناضول: the ل of its article is the preposition's too.
        let elided = self.key(inner).starts_with("لل") && hit.stem > 0;
        let begin =
            if elided { token.span.start } else { key_to_text(self.doc, lexicon, token, hit.stem as usize) as u32 };
        let end = self.doc.tokens.get(hit.end as usize - 1)?.span.end;
        let mut np = Np::bare(inner, hit.end as usize, Span { start: begin, end });
        np.actors.push((actor, by, inner));
        Some(Rc::new(np))
    }
}
