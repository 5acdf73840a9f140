//! A noun phrase goes on with a genitive, or another phrase begins.

use super::{Np, Parser, Step, title_at};
use crate::words::Is;
use mahdar_lang::{Entry, NamedBy, Number, Phrase, Tense, VerbForm};
use std::ops::ControlFlow::Break;

impl Parser<'_, '_> {
    /// Genitives and adjectives of a described head: مسؤول ملف التفاوض، الوفد المفاوض.
    pub(super) fn genitive(&self, np: &mut Np, i: &mut usize) -> Step {
        let words = self.words;
        let is = words.at(*i);
        if !is.has(Is::NOMINAL) || words.is_finite_verb(*i) && !is.has(Is::ARTICLE) || self.begins_another(np, *i) {
            return Break(());
        }
        if self.behind_whole_plural(np, *i) {
            return Break(());
        }
        let described = !np.titles.is_empty() || np.party.is_some() || np.first + 4 > *i;
        // An indefinite accusative after a definite phrase is its verb's object: أعلن الوزير وقفا.
        let object = !is.has(Is::ARTICLE)
            && np.definite
            && !np.titles.is_empty()
            && self.key(*i).ends_with('ا')
            && !is.has(Is::UNKNOWN)
            && !is.has(Is::NOUN);
        let bare_noun_after_definite = np.definite
            && !is.has(Is::ARTICLE)
            && *i > np.first
            && words.at(*i - 1).has(Is::ARTICLE)
            && !is.has(Is::UNKNOWN);
        if described && !object && !bare_noun_after_definite {
            *i += 1;
        }
        Break(())
    }

    /// نظم ناشطون | وقفة, أغلق محتجون | ميناء: whether `i` is an indefinite noun right behind people in a plural that keeps its ن,
    /// which is in no construct.
    pub(super) fn behind_whole_plural(&self, np: &Np, i: usize) -> bool {
        let words = self.words;
        let is = words.at(i);
        let plural = |i: usize| {
            words.at(i).has(Is::NISBA)
                || words.hits(i).iter().any(|h| {
                    matches!(h.phrase, Phrase::Title { number: Number::Plural, .. }) && h.end as usize == i + 1
                })
        };
        // هجر تنظيم داعش | المسيحيين: nor is one in the article an attribute of one body or man.
        let plural_behind_one = self.key(i).ends_with("يين")
            && is.has(Is::ARTICLE)
            && !is.has(Is::PREFIXED)
            && i > np.first
            && np.number == Number::Singular
            && np
                .actors
                .last()
                .is_some_and(|&(_, by, at)| by != mahdar_lang::NamedBy::Epithet && self.actor_end(at) == i);
        if plural_behind_one {
            return true;
        }
        // قتل جنود أمريكيون | مدنيين أفغانا: nor is a plural of another case its adjective.
        let other_case = self.key(i).ends_with("ين") && plural(i);
        // ضرب شرطيان مصريان | الشاب خالد سعيد: nor has what is indefinite and keeps its ن a definite attribute.
        let definite = is.has(Is::ARTICLE) && !is.has(Is::PREFIXED);
        let dual = self.key(i - 1).ends_with("ان")
            && (words.at(i - 1).has(Is::NISBA)
                || words
                    .hits(i - 1)
                    .iter()
                    .any(|h| matches!(h.phrase, Phrase::Title { number: Number::Dual, .. }) && h.end as usize == i));
        i > np.first
            && !words.at(i - 1).has(Is::ARTICLE)
            && (self.key(i - 1).ends_with("ون") && plural(i - 1) || dual)
            && (definite || other_case || !is.has(Is::ADJ) && !is.has(Is::NISBA))
    }

    /// Whether the noun or adjective at `i` begins another phrase, by what stands before it.
    pub(super) fn begins_another(&self, np: &Np, i: usize) -> bool {
        let words = self.words;
        let is = words.at(i);
        if i == np.first {
            return false;
        }
        let before = words.at(i - 1);
        let titled = || {
            np.party.is_some()
                && np.actors.is_empty()
                && np.name.is_none()
                && title_at(words, np.first).is_some_and(|(.., hit)| hit.end as usize == i && i > np.first + 1)
        };
        let after_proper =
            || titled() || np.actors.iter().any(|(_, by, at)| *by != NamedBy::Epithet && self.actor_end(*at) == i);
        let a_verb = |holds: fn(VerbForm) -> bool| {
            words.analyses(i).iter().any(|a| matches!(a.entry, Entry::Verb { form, .. } if holds(form)))
        };
        // ناشد مؤيديه التزام الهدوء: a pronoun has made the noun before definite.
        let owned = || {
            let key = self.key(i - 1);
            (key.ends_with("ه") || key.ends_with("ها") || key.ends_with("هم"))
                && !self.doc.surface(mahdar_doc::TokenId::from_index(i - 1)).ends_with('ة')
                && words.analyses(i - 1).first().is_some_and(|a| a.pronoun.is_some())
        };
        if !is.has(Is::ARTICLE) && is.has(Is::ACT) && !is.has(Is::ADJ) && !is.has(Is::NAME) && owned() {
            return true;
        }
        if !is.has(Is::ARTICLE) {
            // وفد المعارضة مسؤولية: once a genitive is definite, an indefinite noun begins another phrase; so it does
            // after a name (نفت أسمرة اتهامات).
            return (is.has(Is::NOUN) || is.has(Is::ACT))
                && !is.has(Is::ADJ)
                && (before.has(Is::ARTICLE)
                    // طائرة أوكرانية | مدينة: after a nationality a noun begins another phrase.
                    || np.party.is_some() && before.has(Is::NISBA)
                    || after_proper());
        }
        // After a definite word only an adjective goes on: in أدانت الوزارة الهجوم the attack is the verb's object.
        // رفضت فرنسا التفاوض: so it is after a proper name.
        let noun_after_definite = !is.has(Is::ADJ)
            && (is.has(Is::NOUN) && (before.has(Is::ARTICLE) || after_proper())
                // انتقدت واشنطن | الفيتو الروسي: a word that no lexicon has, too.
                || is.has(Is::UNKNOWN)
                    && !is.has(Is::NAME)
                    && after_proper()
                    && !self.key(i).ends_with('ي')
                    && !self.key(i).ends_with("يه")
                || after_proper() && a_verb(|form| form.tense == Tense::Masdar));
        // في بيان مشترك الربط: after an indefinite adjective a definite noun is no part of the phrase.
        let after_adjective =
            i > np.first + 1 && (before.has(Is::ADJ) || before.has(Is::NISBA)) && !before.has(Is::ARTICLE);
        // وزير الدفاع المقاتلين: a plural after a definite singular is no adjective of it.
        let singular_head = np.number == Number::Singular && before.has(Is::ARTICLE);
        noun_after_definite || after_adjective || singular_head && a_verb(|form| form.number != Number::Singular)
    }

    /// اتهمت الوزارة في بيان | الغرب: behind an occasion the one whom a verb with an object addresses, where it has none yet, is its
    /// object and not whose words they are.
    pub(super) fn issued_against(&self, np: &Np, i: usize) -> bool {
        const OBJECT: [&str; 18] = [
            "اتهم",
            "حمل",
            "دعا",
            "طالب",
            "حذر",
            "أبلغ",
            "هدد",
            "انتقد",
            "أدان",
            "دان",
            "ناشد",
            "حث",
            "شكر",
            "هنأ",
            "توعد",
            "هاجم",
            "حض",
            "أنذر",
        ];
        let words = self.words;
        let occasion = i == np.first + 1
            && matches!(
                self.key(np.first),
                "بيان"
                    | "تصريح"
                    | "تصريحات"
                    | "خطاب"
                    | "كلمه"
                    | "مقابله"
                    | "تغريده"
                    | "تدوينه"
                    | "منشور"
            )
            && np.first > 2
            && self.key(np.first - 1) == "في";
        if !occasion || !(words.at(i).has(Is::ACTOR) || words.at(i).has(Is::TITLE)) || words.at(i).has(Is::PREFIXED) {
            return false;
        }
        let prep = np.first - 1;
        let verb = (prep.saturating_sub(9)..prep - 1).rev().find(|&k| {
            words
                .forms_of(k, &OBJECT)
                .any(|(_, form)| matches!(form.tense, Tense::Perfect | Tense::Imperfect) && !form.passive)
        });
        // Its subject is all that stands between.
        verb.is_some_and(|verb| {
            crate::np::noun_phrase(self.doc, words, verb + 1, prep).is_some_and(|subject| subject.end == prep)
        })
    }
}
