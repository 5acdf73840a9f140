//! Words as numbers, to compare texts: letters folded, marks and joiners passed over.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher as _;
use std::sync::OnceLock;

/// Words in a shingle.
pub(crate) const SHINGLE: usize = 3;

/// Characters inside a word that do not make it another one: marks, joiners, bidi controls, tatweel.
fn is_transparent(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6ED}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn fold_char(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ة' | 'ە' => 'ه',
        'ک' => 'ك',
        'ё' => 'е',
        c => c,
    }
}

/// Chinese and Japanese are written without spaces: each character counts as a word.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// What one character is to a word.
#[derive(Clone, Copy)]
enum Folded {
    /// Between words.
    Gap,
    /// Passed over.
    Nothing,
    Letter(char),
    /// Its small letter is several characters.
    Several,
}

fn fold_slowly(c: char) -> Folded {
    if is_transparent(c) {
        return Folded::Nothing;
    }
    if !c.is_alphanumeric() {
        return Folded::Gap;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => Folded::Letter(fold_char(one)),
        _ => Folded::Several,
    }
}

/// Latin, Greek, Cyrillic, Hebrew and Arabic letters, looked up: folding is the commonest thing done to a page.
fn table() -> &'static [Folded] {
    static TABLE: OnceLock<Vec<Folded>> = OnceLock::new();
    TABLE.get_or_init(|| (0..0x800).map(|n| char::from_u32(n).map_or(Folded::Gap, fold_slowly)).collect())
}

/// Calls `each` with every folded character and `None` between words; the second is where the character stands.
fn fold_into(text: &str, mut each: impl FnMut(Option<char>, usize)) {
    let table = table();
    for (at, c) in text.char_indices() {
        let folded = table.get(c as usize).copied().unwrap_or_else(|| fold_slowly(c));
        match folded {
            Folded::Gap => each(None, at),
            Folded::Nothing => {}
            Folded::Letter(letter) => each(Some(letter), at),
            Folded::Several => c.to_lowercase().for_each(|lower| each(Some(fold_char(lower)), at)),
        }
    }
    each(None, text.len());
}

/// Calls `each` with the hash of every word and where it ends.
fn hash_words(text: &str, mut each: impl FnMut(u64, usize)) {
    let mut hasher = FxHasher::default();
    let mut open = false;
    fold_into(text, |c, at| match c {
        Some(c) if is_ideograph(c) => {
            if open {
                each(hasher.finish(), at);
            }
            let mut own = FxHasher::default();
            own.write_u32(c as u32);
            each(own.finish(), at + c.len_utf8());
            hasher = FxHasher::default();
            open = false;
        }
        Some(c) => {
            hasher.write_u32(c as u32);
            open = true;
        }
        None if open => {
            each(hasher.finish(), at);
            hasher = FxHasher::default();
            open = false;
        }
        None => {}
    });
}

/// The words of a text, each as a hash.
pub(crate) fn words(text: &str) -> Vec<u64> {
    let mut found = Vec::with_capacity(text.len() / 8);
    hash_words(text, |word, _| found.push(word));
    found
}

/// The words of a text, and where each ends; `None` if there is none.
pub(crate) fn words_at(text: &str) -> Option<(Vec<u64>, Vec<usize>)> {
    let (mut found, mut ends) = (Vec::new(), Vec::new());
    hash_words(text, |word, end| {
        found.push(word);
        ends.push(end);
    });
    (!found.is_empty()).then_some((found, ends))
}

/// The words of a text, folded, one space between.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    fold_into(text, |c, _| match c {
        Some(c) => {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
        None => gap = true,
    });
    out
}

/// One number of several words in a row.
pub(crate) fn joined(words: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        hasher.write_u64(*word);
    }
    hasher.finish()
}

/// A text as the multiset of its shingles, with its lines, to ask how much of another text stands in it.
#[derive(Default)]
pub(crate) struct Witness {
    shingles: FxHashMap<u64, u32>,
    lines: FxHashMap<u64, u32>,
    total: u32,
    /// Words in all.
    pub(crate) words: usize,
    /// The last words.
    pub(crate) tail: Vec<u64>,
}

impl Witness {
    pub(crate) fn of(text: &str) -> Witness {
        let mut witness = Witness::default();
        let mut all = Vec::new();
        for line in text.split(['\n', '|']) {
            let line = words(line);
            if !line.is_empty() {
                *witness.lines.entry(joined(&line)).or_default() += 1;
                all.extend(line);
            }
        }
        witness.words = all.len();
        witness.tail = all[all.len().saturating_sub(6)..].to_vec();
        for shingle in all.windows(SHINGLE) {
            *witness.shingles.entry(joined(shingle)).or_default() += 1;
            witness.total += 1;
        }
        witness
    }

    /// How much of these words stands here, 0 to 1. Fewer words than a shingle stand here if they are a whole line.
    pub(crate) fn holds(&self, words: &[u64]) -> f32 {
        if self.lines.contains_key(&joined(words)) {
            return 1.0;
        }
        if words.len() < SHINGLE {
            return 0.0;
        }
        let found = words.windows(SHINGLE).filter(|s| self.shingles.contains_key(&joined(s))).count();
        found as f32 / (words.len() + 1 - SHINGLE) as f32
    }

    /// F1 of the shingles of both; 1 if both are empty.
    pub(crate) fn agreement(&self, other: &Witness) -> f32 {
        if self.total + other.total == 0 {
            return 1.0;
        }
        let mut common = 0;
        for shared in self.shingles.iter().filter_map(|(s, n)| other.shingles.get(s).map(|m| n.min(m))) {
            common += shared;
        }
        2.0 * common as f32 / (self.total + other.total) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_marks_and_joiners_make_no_other_word() {
        assert_eq!(words("أحمدُ قــال"), words("احمد، قال"));
        assert_eq!(words("می\u{200c}گوید"), words("میگوید"));
        assert_eq!(folded("  Read, ALSO: "), "read also");
    }

    #[test]
    fn an_ideograph_is_a_word() {
        assert_eq!(words("老渡口").len(), 3);
        assert_eq!(words("第2班abc船").len(), 5);
        assert_eq!(words_at("a老b").map(|(_, ends)| ends), Some(vec![1, 4, 5]));
    }

    #[test]
    fn a_witness_holds_what_it_says() {
        let witness = Witness::of("one two three four five\nshort");
        assert_eq!(witness.holds(&words("two three four")), 1.0);
        assert_eq!(witness.holds(&words("short")), 1.0);
        assert_eq!(witness.holds(&words("five")), 0.0);
        assert!(witness.holds(&words("three four five six seven")) < 0.5);
    }

    #[test]
    fn agreement_is_whole_for_the_same_text_and_nil_for_another() {
        let (a, b) = (Witness::of("a b c d e"), Witness::of("p q r s t"));
        assert_eq!(a.agreement(&a), 1.0);
        assert_eq!(a.agreement(&b), 0.0);
    }
}
