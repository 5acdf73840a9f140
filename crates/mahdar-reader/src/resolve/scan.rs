//! The phrases of a document that name somebody.

use crate::np::{Np, actors_at, noun_phrase};
use crate::statements::Drafts;
use crate::words::{Is, Words, key_to_text};
use mahdar_doc::{Document, EntityKind, Span, TokenKind};
use mahdar_lang::{NamedBy, Number, Phrase};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The phrases of a document by their first token: those of the running text, of the drafts and of evidentials.
pub(super) fn phrases(doc: &Document, words: &Words<'_>, drafts: &Drafts) -> BTreeMap<usize, Rc<Np>> {
    let mut phrases: BTreeMap<usize, Rc<Np>> = BTreeMap::new();
    for sentence in &doc.sentences {
        let (first, last) = (sentence.first.index(), sentence.last.index());
        let mut i = first;
        while i < last {
            // مؤتمر صحافي holds no journalist.
            if let Some(end) = words.occasion_end(i).filter(|&end| end > i + 1) {
                i = end;
                continue;
            }
            match begins_phrase(doc, words, i).then(|| scan_phrase(doc, words, i, last)).flatten() {
                Some(np) if np.end > i => {
                    i = np.end;
                    phrases.insert(np.first, np);
                }
                _ => i += 1,
            }
        }
    }
    for draft in &drafts.drafts {
        for np in draft.via.iter().chain(draft.source.phrase()) {
            phrases.insert(np.first, np.clone());
        }
    }
    for np in &drafts.outlets {
        phrases.entry(np.first).or_insert_with(|| np.clone());
    }
    phrases
}

/// Whether a phrase that names somebody may begin at `i`.
fn begins_phrase(doc: &Document, words: &Words<'_>, i: usize) -> bool {
    let is = words.at(i);
    // المصدر: رويترز is no source that anybody speaks of.
    let line = words.hits(i).iter().any(|h| h.phrase == Phrase::SourceLine)
        && doc.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Colon);
    let pair = || words.hits(i).iter().any(|h| matches!(h.phrase, Phrase::Pair(_)));
    // بيتر بوتشيك ... التقى بوتشيك السفير: a family name by itself, behind a verb, that the report gave in full before.
    let key = |k: usize| doc.key(mahdar_doc::TokenId::from_index(k));
    let alone = |k: usize| {
        k > 0 && words.at(k).has(Is::NAME) && !words.at(k - 1).has(Is::NAME) && !words.at(k + 1).has(Is::NAME)
    };
    let family = alone(i)
        && ![Is::FUNCTION, Is::NOUN, Is::VERB, Is::PREFIXED, Is::CONJUNCT].iter().any(|&fact| is.has(fact))
        && words.at(i - 1).has(Is::VERB)
        && (1..i).any(|k| key(k) == key(i) && words.at(k - 1).has(Is::NAME));
    !line && (is.has(Is::TITLE) || is.has(Is::ACTOR) || is.has(Is::NISBA) && is.has(Is::ARTICLE) || pair() || family)
}

/// A phrase of the running text; one that begins with a prefixed preposition is read without it.
fn scan_phrase(doc: &Document, words: &Words<'_>, i: usize, last: usize) -> Option<Rc<Np>> {
    if let Some(np) = noun_phrase(doc, words, i, last).filter(|np| np.can_speak()) {
        return Some(np);
    }
    let token = doc.tokens.get(i)?;
    // للجانبين, بين الطرفين
    let pair = words.hits(i).iter().find_map(|h| match h.phrase {
        Phrase::Pair(persons) => Some((persons, h)),
        _ => None,
    });
    if let Some((persons, hit)) = pair {
        let start = key_to_text(doc, words.lexicon, token, hit.stem as usize) as u32;
        let mut np = Np::bare(i, hit.end as usize, Span { start, end: doc.tokens.get(hit.end as usize - 1)?.span.end });
        np.pair = Some(persons);
        np.number = Number::Dual;
        return Some(Rc::new(np));
    }
    let (actor, by, hit) = actors_at(words, i).into_iter().find(|(_, by, _)| *by != NamedBy::Epithet)?;
    let start = key_to_text(doc, words.lexicon, token, hit.stem as usize);
    let end = doc.tokens.get(hit.end as usize - 1)?.span.end;
    let mut np = Np::bare(i, hit.end as usize, Span { start: start as u32, end });
    let row = &words.lexicon.actors[actor as usize];
    np.actors.push((actor, by, i));
    np.gender = row.gender;
    np.party.clone_from(&row.party);
    if row.kind == EntityKind::Person {
        np.name = Some((i, hit.end as usize));
    }
    Some(Rc::new(np))
}
