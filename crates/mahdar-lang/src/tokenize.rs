//! Text to tokens. A token keeps its whole surface; only its key is folded.

use mahdar_doc::{Span, Token, TokenKind};
use mahdar_lexicon::Folder;
use std::sync::LazyLock;

/// What a character is to the tokenizer, as a set.
const LETTER: u8 = 1;
const MARK: u8 = 2;
const NUMERIC: u8 = 4;
const BLANK: u8 = 8;
const INVISIBLE: u8 = 16;

/// The sets of the characters below U+0700, of which Arabic and Latin news is made; asked once of the tables of Unicode.
static LOW: LazyLock<[u8; 0x700]> =
    LazyLock::new(|| std::array::from_fn(|c| char::from_u32(c as u32).map_or(0, find_class)));

fn find_class(c: char) -> u8 {
    let one = |holds: bool, class: u8| if holds { class } else { 0 };
    one(letter(c), LETTER)
        | one(mark(c), MARK)
        | one(c.is_numeric(), NUMERIC)
        | one(c.is_whitespace(), BLANK)
        | one(invisible(c), INVISIBLE)
}

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

/// العربية.نت, CNN.com: whether the stop at byte `at` stands inside the address of a site, of which newsrooms make names.
fn in_address(text: &str, at: usize) -> bool {
    const ENDINGS: [&str; 12] = ["نت", "كوم", "أورغ", "اورغ", "أورج", "اورج", "com", "net", "org", "info", "tv", "ps"];
    let behind = &text[at + 1..];
    let word = behind.find(|c: char| !letter(c)).map_or(behind, |end| &behind[..end]);
    text[..at].chars().next_back().is_some_and(letter) && ENDINGS.contains(&word)
}

/// Titles of persons as the press shortens them, the longest first.
const HONOURS: [&str; 18] = [
    "أ. م. د.",
    "أ.م.د.",
    "أ. د.",
    "ا. د.",
    "د. م.",
    "أ. م.",
    "أ.د.",
    "ا.د.",
    "أ.د/",
    "ا.د/",
    "د.م.",
    "أ.م.",
    "أ.",
    "ا.",
    "د.",
    "م.",
    "د/",
    "م/",
];

/// The bytes of a shortened title before a name: د. مصطفى, أ.د. علي, م/ حسن. In د.ب.أ and أ. ش. أ letters go on.
fn honour(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let title = HONOURS.iter().find(|title| rest.starts_with(**title))?;
    let behind = rest[title.len()..].trim_start_matches([' ', '\u{A0}']);
    let letters = behind.chars().take_while(|c| letter(*c)).take(2).count();
    // Alone it is as a table has it.
    (text == *title || letters == 2).then_some(title.len())
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
    let low = &*LOW;
    let class = |c: char| low.get(c as usize).copied().unwrap_or_else(|| find_class(c));
    let mut tokens = Vec::with_capacity(text.len() / 8 + 4);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let first = class(c);
        if first & LETTER == 0 && first & (BLANK | INVISIBLE) != 0 {
            continue;
        }
        let mut end = start + c.len_utf8();
        let number = tokens.last().is_some_and(|last: &Token| last.kind == TokenKind::Number);
        let kind = if let Some(length) =
            matches!(c, 'أ' | 'ا' | 'د' | 'م').then(|| honour(text, start)).flatten().filter(|_| !number)
        {
            // The stop of a title is part of it, and ends nothing.
            end = start + length;
            while chars.next_if(|(at, _)| *at < end).is_some() {}
            TokenKind::Word
        } else if first & (LETTER | MARK) != 0 {
            while let Some(&(at, next)) = chars.peek() {
                let set = class(next);
                let joins = set & (LETTER | MARK | NUMERIC) != 0
                    || (set & INVISIBLE != 0
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
            // بغداد ـ «الشرق الأوسط»: the stroke that lengthens letters, alone, is typed for a dash.
            if text[start..end].chars().all(|c| c == '\u{0640}') { TokenKind::Dash } else { TokenKind::Word }
        } else if first & NUMERIC != 0 {
            while let Some(&(at, next)) = chars.peek() {
                let separates = matches!(next, '.' | ',' | ':' | '/' | '٫' | '٬')
                    && text[at + next.len_utf8()..].chars().next().is_some_and(char::is_numeric);
                if class(next) & NUMERIC == 0 && !separates {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            TokenKind::Number
        } else {
            let kind = if c == '.' && in_address(text, start) { TokenKind::Other } else { kind_of(c) };
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
