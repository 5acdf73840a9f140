//! Text to tokens. A token keeps its whole surface; only its key is folded.

use mahdar_doc::{Span, Token, TokenKind};
use mahdar_lexicon::Folder;

fn mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{200C}' | '\u{200D}')
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
        || c.is_control()
}

/// A letter, asked first of the letters that Arabic news is made of: the general question is a search in a table.
#[inline]
pub fn letter(c: char) -> bool {
    match c {
        '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' | 'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{A9}' | '\u{0600}'..='\u{060F}' | '\u{061B}'..='\u{061F}' | '\u{2000}'..='\u{206F}' => false,
        _ => c.is_alphabetic(),
    }
}

fn kind_of(c: char) -> TokenKind {
    match c {
        '«' | '“' | '„' | '‹' | '❝' => TokenKind::Open,
        '»' | '”' | '›' | '❞' => TokenKind::Close,
        '"' | '＂' | '‟' => TokenKind::Quote,
        '.' | '!' | '?' | '؟' | '…' | '۔' => TokenKind::Stop,
        '،' | ',' | '؛' | ';' => TokenKind::Comma,
        ':' | '：' => TokenKind::Colon,
        '-' | '–' | '—' | '‐' | '‑' | '−' | '―' => TokenKind::Dash,
        '(' | '[' | '{' => TokenKind::OpenBracket,
        ')' | ']' | '}' => TokenKind::CloseBracket,
        _ => TokenKind::Other,
    }
}

/// Splits `text` and appends keys to `keys`. Linear in the text.
///
/// ```
/// use mahdar_lang::tokenize;
/// use mahdar_lexicon::{Folder, PackFiles};
/// let folder = Folder::new(&PackFiles::embedded()).expect("embedded pack");
/// let mut keys = String::new();
/// let text = "قالت: «نعم» في 12.5%";
/// let tokens = tokenize(text, &folder, &mut keys);
/// let surfaces: Vec<&str> = tokens.iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(surfaces, ["قالت", ":", "«", "نعم", "»", "في", "12.5", "%"]);
/// ```
pub fn tokenize(text: &str, folder: &Folder, keys: &mut String) -> Vec<Token> {
    tokenize_with(text, keys, |surface, _, keys| folder.fold_into(surface, keys))
}

/// [`tokenize`], where the caller appends the key of each surface: the fold of a word seen before need not be made again.
pub fn tokenize_with(text: &str, keys: &mut String, mut fold: impl FnMut(&str, TokenKind, &mut String)) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 8 + 4);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c == ' ' || (!letter(c) && (c.is_whitespace() || invisible(c))) {
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if letter(c) || mark(c) {
            while let Some(&(at, next)) = chars.peek() {
                let joins = letter(next)
                    || (next != ' ' && next.is_numeric())
                    || mark(next)
                    || (invisible(next)
                        && !next.is_control()
                        && text[at + next.len_utf8()..].chars().next().is_some_and(letter))
                    || (matches!(next, '\'' | '’')
                        && text[at + next.len_utf8()..].chars().next().is_some_and(|c| c.is_ascii_alphabetic()));
                if !joins {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            TokenKind::Word
        } else if c.is_numeric() {
            while let Some(&(at, next)) = chars.peek() {
                let separates = matches!(next, '.' | ',' | ':' | '/' | '٫' | '٬')
                    && text[at + next.len_utf8()..].chars().next().is_some_and(char::is_numeric);
                if !next.is_numeric() && !separates {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            TokenKind::Number
        } else {
            let kind = kind_of(c);
            // "..", "...", "--" are one mark.
            if matches!(kind, TokenKind::Stop | TokenKind::Dash) {
                while let Some(&(at, next)) = chars.peek() {
                    if kind_of(next) != kind {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
            }
            kind
        };
        let from = keys.len();
        fold(&text[start..end], kind, keys);
        tokens.push(Token { span: Span::new(start, end), key: Span::new(from, keys.len()), kind });
    }
    tokens
}
