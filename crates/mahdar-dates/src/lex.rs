//! Cuts text into numbers, known words and marks, each with its byte range in the untouched text.
//!
//! A word of no table is only "unknown"; no string outlives its look-up, so a text of any size streams through.
//! [`View`] is the window the rules look at.
//!
//! `14 مارس` gives `Number { value: 14, width: 2 }` and `Word(id of مارس)`.

use std::str::CharIndices;

use crate::fold::{Folded, fold, low_folds};
use crate::tables::{Sense, Tables, UNKNOWN, tables};

/// Words longer than this are in no table; their rest is not kept.
const LONGEST_WORD: usize = 48;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lexeme {
    /// A run of digits; `value` saturates, `width` is the count of digits.
    Number { value: u32, width: u8 },
    /// A word by its number in the tables.
    Word(u16),
    /// Any other character; '\n' stands for a blank line.
    Mark(char),
    /// Past the last token.
    End,
}

/// A lexeme and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// White space stands before it.
    pub(crate) is_spaced: bool,
    pub(crate) lexeme: Lexeme,
}

const END: Token = Token { start: 0, end: 0, is_spaced: true, lexeme: Lexeme::End };

/// Reads tokens off a text, one by one.
pub(crate) struct Lexer<'t> {
    chars: CharIndices<'t>,
    held: Option<(usize, char)>,
    word: String,
    tables: &'static Tables,
    low: &'static [Folded],
}

impl<'t> Lexer<'t> {
    pub(crate) fn new(text: &'t str) -> Lexer<'t> {
        let mut chars = text.char_indices();
        let held = chars.next();
        Lexer { chars, held, word: String::new(), tables: tables(), low: low_folds() }
    }

    pub(crate) fn next_token(&mut self) -> Option<Token> {
        let (mut is_spaced, mut lines) = (false, 0_u8);
        loop {
            let (start, c) = self.held?;
            match self.fold(c) {
                Folded::Space => {
                    is_spaced = true;
                    lines = lines.saturating_add(u8::from(c == '\n' || c == '\u{2029}'));
                    self.bump();
                    if lines == 2 {
                        self.skip_space();
                        return Some(Token { start, end: start + c.len_utf8(), is_spaced, lexeme: Lexeme::Mark('\n') });
                    }
                }
                Folded::Silent | Folded::Invisible => self.bump(),
                Folded::Mark(mark) => {
                    self.bump();
                    return Some(Token { start, end: start + c.len_utf8(), is_spaced, lexeme: Lexeme::Mark(mark) });
                }
                Folded::Digit(_) => return Some(self.number(start, is_spaced)),
                Folded::Letter(_) => return Some(self.word(start, is_spaced)),
            }
        }
    }

    #[inline]
    fn fold(&self, c: char) -> Folded {
        self.low.get(c as usize).copied().unwrap_or_else(|| fold(c))
    }

    #[inline]
    fn bump(&mut self) {
        self.held = self.chars.next();
    }

    fn skip_space(&mut self) {
        while let Some((_, c)) = self.held
            && fold(c) == Folded::Space
        {
            self.bump();
        }
    }

    fn number(&mut self, start: usize, is_spaced: bool) -> Token {
        let (mut value, mut width, mut end) = (0_u32, 0_u8, start);
        while let Some((at, c)) = self.held
            && let Folded::Digit(digit) = fold(c)
        {
            value = value.saturating_mul(10).saturating_add(u32::from(digit));
            width = width.saturating_add(1);
            end = at + c.len_utf8();
            self.bump();
        }
        Token { start, end, is_spaced, lexeme: Lexeme::Number { value, width } }
    }

    fn word(&mut self, start: usize, is_spaced: bool) -> Token {
        self.word.clear();
        let (mut length, mut end) = (0_usize, start);
        while let Some((at, c)) = self.held {
            match self.fold(c) {
                Folded::Letter(letter) => {
                    length += 1;
                    if length <= LONGEST_WORD {
                        self.word.push(letter);
                    }
                    end = at + c.len_utf8();
                }
                Folded::Silent => end = at + c.len_utf8(),
                Folded::Invisible => {}
                _ => break,
            }
            self.bump();
        }
        let id = if length <= LONGEST_WORD { self.tables.word(&self.word) } else { UNKNOWN };
        Token { start, end, is_spaced, lexeme: Lexeme::Word(id) }
    }
}

/// A stretch of tokens and the text they are of; looking past either end is no error.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
}

impl View<'_> {
    pub(crate) fn at(&self, i: usize) -> Token {
        self.tokens.get(i).copied().unwrap_or(END)
    }

    /// Where the token before `next` ends.
    pub(crate) fn end_before(&self, next: usize) -> usize {
        self.at(next.saturating_sub(1)).end
    }

    /// Value and width of a number.
    pub(crate) fn number(&self, i: usize) -> Option<(u32, u8)> {
        match self.at(i).lexeme {
            Lexeme::Number { value, width } => Some((value, width)),
            _ => None,
        }
    }

    /// A number with no space before it.
    pub(crate) fn tight_number(&self, i: usize) -> Option<(u32, u8)> {
        if self.at(i).is_spaced { None } else { self.number(i) }
    }

    pub(crate) fn mark(&self, i: usize) -> Option<char> {
        match self.at(i).lexeme {
            Lexeme::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// A mark with no space before it.
    pub(crate) fn tight_mark(&self, i: usize) -> Option<char> {
        if self.at(i).is_spaced { None } else { self.mark(i) }
    }

    /// `i`, moved past one mark of `marks` if such a mark stands there.
    pub(crate) fn skip_mark(&self, i: usize, marks: &str) -> usize {
        if self.mark(i).is_some_and(|mark| marks.contains(mark)) { i + 1 } else { i }
    }

    /// The longest phrase of the tables at `i` in a sense `pick` takes, and the token after it.
    pub(crate) fn sense<T>(&self, i: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        let Lexeme::Word(first) = self.at(i).lexeme else { return None };
        for phrase in tables().phrases(first) {
            let is_here = phrase.rest.iter().zip(i + 1..).all(|(id, at)| self.at(at).lexeme == Lexeme::Word(*id));
            if is_here && let Some(value) = pick(phrase.sense) {
                return Some((value, i + 1 + phrase.rest.len()));
            }
        }
        None
    }

    /// The token after a phrase of exactly this sense.
    pub(crate) fn skip_sense(&self, i: usize, sense: Sense) -> Option<usize> {
        self.sense(i, |found| (found == sense).then_some(())).map(|((), next)| next)
    }

    /// Something stuck to the front of the token makes it part of a longer sign: `+966-11`, `1.5`, `F16`, `COVID-19`.
    ///
    /// `marks` are those that bind when a digit stands before them.
    pub(crate) fn is_bound_before(&self, i: usize, marks: &str) -> bool {
        let token = self.at(i);
        let mut before = self.text.get(..token.start).unwrap_or("").chars().rev().map(fold);
        match before.find(|folded| !matches!(folded, Folded::Silent | Folded::Invisible)) {
            Some(Folded::Mark('+' | '_' | '@' | '#' | '=' | '&')) => true,
            Some(Folded::Mark(mark)) => match before.next() {
                Some(Folded::Digit(_)) => marks.contains(mark),
                Some(Folded::Letter(letter)) => mark == '-' && letter.is_ascii(),
                _ => false,
            },
            Some(Folded::Letter(letter)) => letter.is_ascii(),
            Some(Folded::Digit(_)) => true,
            _ => false,
        }
    }

    /// A further number is stuck to the end: `14/03/2023/5`, `2023.5`.
    pub(crate) fn is_bound_after(&self, next: usize, marks: &str) -> bool {
        let is_mark = self.tight_mark(next).is_some_and(|mark| marks.contains(mark));
        is_mark && self.tight_number(next + 1).is_some()
    }

    /// The first letter of the token is a capital one.
    pub(crate) fn is_capital(&self, i: usize) -> bool {
        self.first_char(i).is_some_and(char::is_uppercase)
    }

    /// The token begins with a Latin letter.
    pub(crate) fn is_latin(&self, i: usize) -> bool {
        self.first_char(i).is_some_and(|c| c.is_ascii_alphabetic())
    }

    fn first_char(&self, i: usize) -> Option<char> {
        self.text.get(self.at(i).start..).and_then(|rest| rest.chars().next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut lexer = Lexer::new(text);
        std::iter::from_fn(|| lexer.next_token()).collect()
    }

    #[test]
    fn ranges_are_those_of_the_text() {
        let text = "\u{200F}١٤ مسـاءً\u{200F}، 3";
        let surfaces: Vec<&str> = tokens(text).iter().filter_map(|token| text.get(token.start..token.end)).collect();
        assert_eq!(surfaces, ["١٤", "مسـاءً", "،", "3"]);
    }

    #[test]
    fn a_blank_line_is_a_mark() {
        let lexemes: Vec<Lexeme> = tokens("3\n \n4").iter().map(|token| token.lexeme).collect();
        assert_eq!(
            lexemes,
            [Lexeme::Number { value: 3, width: 1 }, Lexeme::Mark('\n'), Lexeme::Number { value: 4, width: 1 }]
        );
    }

    #[test]
    fn long_numbers_saturate() {
        let long = "9".repeat(1_000);
        assert_eq!(
            tokens(&long).first().map(|token| token.lexeme),
            Some(Lexeme::Number { value: u32::MAX, width: 255 })
        );
    }
}
