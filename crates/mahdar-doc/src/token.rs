//! Tokens and sentences.

use crate::{Span, TokenId};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with their marks; Arabic or any other script.
    Word,
    /// Digits, with separators between digits (1.5, 2,000, 2022/1/12).
    Number,
    /// A quotation mark that opens.
    Open,
    /// A quotation mark that closes.
    Close,
    /// A straight quotation mark whose direction is not known.
    Quote,
    /// A full stop, question or exclamation mark, ellipsis.
    Stop,
    /// A comma or semicolon, Arabic or Latin.
    Comma,
    /// A colon.
    Colon,
    /// A dash or hyphen.
    Dash,
    /// An opening bracket.
    OpenBracket,
    /// A closing bracket.
    CloseBracket,
    /// Anything else.
    Other,
}

/// The smallest unit: a span of the text and its folded key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The surface, in bytes of the text. Clitics are never cut off: a token keeps its whole span.
    pub span: Span,
    /// The folded form, as a byte range of [`crate::Document::keys`].
    pub key: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// A run of tokens that ends with a full stop, a question mark or the end of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first token's start to the last token's end, in bytes.
    pub span: Span,
    /// First token.
    pub first: TokenId,
    /// One past the last token.
    pub last: TokenId,
    /// The paragraph it stands in, counted from 0.
    pub paragraph: u32,
}
