//! Tokens to sentences and paragraphs, and quotation marks to pairs.

use mahdar_doc::{Sentence, Span, Token, TokenId, TokenKind};
use std::collections::BTreeSet;

/// No sentence is longer, in tokens: what follows is a new one, so that work per sentence stays bounded.
const LONGEST: usize = 400;

/// A newline ends a paragraph; so do six spaces in a row, with which some outlets mark paragraphs in one-line texts.
fn breaks_paragraph(gap: &str) -> bool {
    gap.contains('\n') || gap.contains('\u{2029}') || gap.matches([' ', '\u{A0}']).count() >= 6
}

/// Cuts the tokens into sentences. Linear.
///
/// A full stop ends none after an initial or abbreviation (د. محمد, أ.ف.ب), nor when the next word touches it.
pub fn segment(text: &str, tokens: &[Token], keys: &str, abbreviations: &BTreeSet<String>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut paragraph = 0;
    let mut straight_open = false;
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens[i];
        let gap = tokens.get(i + 1).map_or("", |next| &text[token.span.end as usize..next.span.start as usize]);
        let new_paragraph = i + 1 < tokens.len() && breaks_paragraph(gap);
        if token.kind == TokenKind::Quote {
            straight_open = !straight_open;
        }
        let mut last = i;
        let mut ends = new_paragraph || i + 1 == tokens.len() || i + 1 - first >= LONGEST;
        if !ends && token.kind == TokenKind::Stop && stops(tokens, keys, i, abbreviations, gap) {
            ends = true;
            // A closing mark after the stop belongs to the sentence.
            while let Some(next) = tokens.get(last + 1) {
                let closes = next.kind == TokenKind::Close
                    || next.kind == TokenKind::CloseBracket
                    || (next.kind == TokenKind::Quote && straight_open && next.span.start == tokens[last].span.end);
                let gap = &text[tokens[last].span.end as usize..next.span.start as usize];
                if !closes || breaks_paragraph(gap) {
                    break;
                }
                if next.kind == TokenKind::Quote {
                    straight_open = false;
                }
                last += 1;
            }
            // «...»، قال فلان: a comma after the closing mark carries the sentence on.
            if last > i && tokens.get(last + 1).is_some_and(|t| t.kind == TokenKind::Comma) {
                ends = false;
                i = last;
            }
        }
        if ends {
            let span = Span { start: tokens[first].span.start, end: tokens[last].span.end };
            sentences.push(Sentence {
                span,
                first: TokenId::from_index(first),
                last: TokenId::from_index(last + 1),
                paragraph,
            });
            let after =
                tokens.get(last + 1).map_or("", |next| &text[tokens[last].span.end as usize..next.span.start as usize]);
            if breaks_paragraph(after) {
                paragraph += 1;
                straight_open = false;
            }
            first = last + 1;
            i = last;
        }
        i += 1;
    }
    sentences
}

fn stops(tokens: &[Token], keys: &str, i: usize, abbreviations: &BTreeSet<String>, gap: &str) -> bool {
    let token = tokens[i];
    if token.key.of(keys) != "." {
        // ".." is a pause of headlines and of quoted speech; "…" one where no space follows.
        return token.key.of(keys) != ".." && !gap.is_empty() || tokens.get(i + 1).is_none();
    }
    let touches_next =
        gap.is_empty() && tokens.get(i + 1).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    let previous = i.checked_sub(1).and_then(|p| tokens.get(p));
    let touches_previous = previous.is_some_and(|p| p.span.end == token.span.start);
    if let Some(previous) = previous.filter(|p| p.kind == TokenKind::Word) {
        let key = previous.key.of(keys);
        if key.chars().count() == 1 || abbreviations.contains(key) {
            // An initial; but هـ. at the end of a Hijri year may end a sentence: a paragraph break still does.
            return false;
        }
        if touches_next {
            // "الرياض.وقال": a stop without a space still ends a sentence of Arabic words; a Latin name does not (Bit.ly).
            return touches_previous && !key.is_ascii();
        }
    }
    !touches_next || previous.is_none_or(|p| p.kind != TokenKind::Number)
}

/// A pair of quotation marks; `close` is the last token of the paragraph where the mark is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark.
    pub open: TokenId,
    /// The closing mark, or the last token inside if there is none.
    pub close: TokenId,
    /// Whether a closing mark was found.
    pub closed: bool,
}

/// Pairs the marks of each paragraph. Straight marks pair by turn; « » “ ” by direction, also where they are typed
/// the wrong way round; a mark that is never closed runs to the end of its paragraph. Nested pairs are left out.
pub fn quotations(tokens: &[Token], sentences: &[Sentence]) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let mut at = 0;
    while at < sentences.len() {
        let paragraph = sentences[at].paragraph;
        let first = sentences[at].first.index();
        let mut last = first;
        while at < sentences.len() && sentences[at].paragraph == paragraph {
            last = sentences[at].last.index();
            at += 1;
        }
        pair_paragraph(tokens, first, last, &mut out);
    }
    out
}

fn pair_paragraph(tokens: &[Token], first: usize, last: usize, out: &mut Vec<Quotation>) {
    let mut open: Option<(usize, TokenKind)> = None;
    let mut depth = 0;
    for i in first..last {
        let kind = tokens[i].kind;
        match (kind, open) {
            (TokenKind::Open | TokenKind::Close | TokenKind::Quote, None) => {
                // A closing mark that follows a space and touches the next word was typed the wrong way round.
                let lone_close = kind == TokenKind::Close
                    && !tokens
                        .get(i + 1)
                        .is_some_and(|next| next.span.start == tokens[i].span.end && next.kind == TokenKind::Word);
                if !lone_close {
                    open = Some((i, kind));
                    depth = 1;
                }
            }
            (TokenKind::Quote, Some((start, TokenKind::Quote)))
            | (TokenKind::Close, Some((start, TokenKind::Quote))) => {
                out.push(Quotation { open: TokenId::from_index(start), close: TokenId::from_index(i), closed: true });
                open = None;
            }
            (TokenKind::Open, Some((_, TokenKind::Open))) => depth += 1,
            (TokenKind::Close, Some((start, TokenKind::Open))) => {
                depth -= 1;
                if depth == 0 {
                    out.push(Quotation {
                        open: TokenId::from_index(start),
                        close: TokenId::from_index(i),
                        closed: true,
                    });
                    open = None;
                }
            }
            (TokenKind::Open | TokenKind::Close, Some((start, TokenKind::Close))) => {
                out.push(Quotation { open: TokenId::from_index(start), close: TokenId::from_index(i), closed: true });
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, kind)) = open
        && kind != TokenKind::Close
        && start + 1 < last
    {
        out.push(Quotation { open: TokenId::from_index(start), close: TokenId::from_index(last - 1), closed: false });
    }
}
