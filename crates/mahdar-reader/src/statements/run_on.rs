//! Words behind a colon without marks that go on over the next sentences of their paragraph.

use super::Draft;
use crate::words::{Is, Words};
use mahdar_doc::{Document, TokenKind};
use mahdar_lang::Classes;

/// قال الوزير: العلاقات قوية. نحن نتفاوض بجدية.: without marks nothing but the paragraph's end, another cue or the narrator's
/// own turn ends what a colon opens.
pub(super) fn extend(doc: &Document, words: &Words<'_>, drafts: &mut [Draft]) {
    for d in 0..drafts.len() {
        let draft = &drafts[d];
        let (Some(own), [content]) = (doc.sentences.get(draft.sentence), &draft.content[..]) else { continue };
        let last = drafts.get(d + 1).is_none_or(|next| next.sentence != draft.sentence);
        let first = doc.tokens.partition_point(|token| token.span.start < content.start);
        let opened = first > 0 && doc.tokens[first - 1].kind == TokenKind::Colon;
        let rest = doc.tokens.partition_point(|token| token.span.start < content.end);
        let left = doc.tokens.get(rest..own.last.index());
        let whole = left.is_some_and(|left| left.iter().all(|token| token.kind == TokenKind::Stop));
        if !last || draft.headline || draft.within.is_some() || !opened || !whole {
            continue;
        }
        let next = doc.sentences[draft.sentence + 1..]
            .iter()
            .zip(draft.sentence + 1..)
            .take_while(|(sentence, s)| {
                sentence.paragraph == own.paragraph
                    && drafts.get(d + 1).is_none_or(|next| *s < next.sentence)
                    && !narrated(doc, words, sentence.first.index())
            })
            .last();
        if let Some((sentence, _)) = next {
            let stops =
                doc.tokens[..sentence.last.index()].iter().rev().take_while(|t| t.kind == TokenKind::Stop).count();
            let end = doc.tokens[sentence.last.index() - stops - 1].span.end;
            drafts[d].content[0].end = end;
        }
    }
}

/// Whether a sentence that begins at `i` is the narrator's: يذكر أن, من جانب آخر, وكان, a bracket or a mark.
fn narrated(doc: &Document, words: &Words<'_>, i: usize) -> bool {
    let is = words.at(i);
    words.function_end(i, Classes::NARRATOR).is_some()
        || words.function_end(i, Classes::TURN).is_some()
        || is.has(Is::PUNCT)
        || matches!(doc.key_at(i), "وكان" | "وكانت" | "وكانوا")
}
