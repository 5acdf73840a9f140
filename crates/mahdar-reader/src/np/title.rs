//! Titles: the longest at a token, and where a word is a verb before a person instead.

use crate::words::{Facts, Hit, Is, Words};
use mahdar_doc::EntityKind;
use mahdar_lang::{Gender, NamedBy, Number, Phrase, TitleClass};
use std::cmp::Reverse;

/// The longest title at `i`, and where it ends.
#[inline]
pub(crate) fn title_at(words: &Words<'_>, i: usize) -> Option<(u16, Gender, Number, Hit)> {
    if words.tells(i, Facts::TITLE) { longest_title(words, i) } else { None }
}

fn longest_title(words: &Words<'_>, i: usize) -> Option<(u16, Gender, Number, Hit)> {
    let hits = words.hits(i).iter().filter_map(|h| match h.phrase {
        Phrase::Title { title, gender, number } => Some((title, gender, number, *h)),
        _ => None,
    });
    // بحث وزير الخارجية مع نظيره: where a clause opens before a person, "he discussed" and no study.
    let hits = hits.filter(|(title, _, _, h)| {
        h.end as usize > i + 1
            // وطالب وزير الخارجية: nor a student.
            || !matches!(words.lexicon.titles[*title as usize].class, TitleClass::Document | TitleClass::People)
            || !verb_before_person(words, i)
    });
    // القضاء على التهديدات is doing away with them, not the judiciary.
    let hits = hits.filter(|(title, _, _, h)| {
        h.end as usize > i + 1 || words.lexicon.titles[*title as usize].form != "قضاء" || !words.at(i + 1).has(Is::PREP)
    });
    // وأكد رئيسي أن: the two presidents of somebody need that somebody; alone it is a name.
    let hits = hits.filter(|(_, _, number, h)| {
        let next = words.at(h.end as usize);
        let of = next.has(Is::NOMINAL) || next.has(Is::ARTICLE) || next.has(Is::ACTOR) || next.has(Is::NAME);
        *number != Number::Dual || h.end as usize > i + 1 || !words.at(i).has(Is::NAME) || of && !next.has(Is::PUNCT)
    });
    // الشيخ صباح الأحمد: before a name an address, no office.
    let honours = |title: u16, end: usize| {
        let next = words.at(end);
        words.lexicon.titles[title as usize].class == TitleClass::Honorific
            && (next.has(Is::NAME) || next.has(Is::ACTOR))
    };
    hits.max_by_key(|(title, _, number, h)| {
        (h.end, Reverse(h.stem), *number == Number::Singular, honours(*title, h.end as usize))
    })
}

pub(super) fn verb_before_person(words: &Words<'_>, i: usize) -> bool {
    let is = words.at(i);
    let opens = || {
        i == 0 || {
            let before = words.at(i - 1);
            before.has(Is::PUNCT) || before.has(Is::CONJ) || is.has(Is::CONJUNCT)
        }
    };
    let person = || {
        words.hits(i + 1).iter().any(|h| match h.phrase {
            Phrase::Title { title, .. } => matches!(
                words.lexicon.titles[title as usize].class,
                TitleClass::Office | TitleClass::Spokesman | TitleClass::Honorific | TitleClass::Anonymous
            ),
            Phrase::Actor { actor, by } => {
                by != NamedBy::Epithet && words.lexicon.actors[actor as usize].kind == EntityKind::Person
            }
            _ => false,
        })
    };
    is.has(Is::VERB) && !is.has(Is::ARTICLE) && !is.has(Is::PREFIXED) && opens() && person()
}
