//! Where and when something was said.

use super::Matcher;
use crate::np::{actor_at, noun_phrase};
use crate::words::Is;
use mahdar_doc::TokenKind;
use mahdar_lang::{Entry, NamedBy, Tense};

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
}
