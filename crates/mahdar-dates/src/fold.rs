//! Folds one character for look-up: أ as ا, ة as ه, ٣ as 3, É as e; harakat and bidi marks vanish.
//!
//! The text itself is never rewritten. `lex` folds while it reads and keeps the byte range of each token, which
//! is the map from folded form back to the text.
//!
//! `fold('أ')` is `Folded::Letter('ا')`; `fold('٣')` is `Folded::Digit(3)`.

use std::sync::LazyLock;

/// What a character is for look-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folded {
    /// A letter of a word.
    Letter(char),
    /// A decimal digit of any of the three sets.
    Digit(u8),
    /// White space, the no-break ones among it.
    Space,
    /// Part of a written word, of no weight: harakat, tatweel, accents.
    Silent,
    /// No part of a word, unseen: bidi and zero-width marks.
    Invisible,
    /// Everything else.
    Mark(char),
}

/// Folds one character.
pub(crate) fn fold(c: char) -> Folded {
    match c {
        'a'..='z' => Folded::Letter(c),
        'A'..='Z' => Folded::Letter(c.to_ascii_lowercase()),
        '0'..='9' => digit(c, '0'),
        '\u{660}'..='\u{669}' => digit(c, '\u{660}'),
        '\u{6F0}'..='\u{6F9}' => digit(c, '\u{6F0}'),
        'أ' | 'إ' | 'آ' | 'ٱ' => Folded::Letter('ا'),
        // Most of Arabic, without a look into the tables of Unicode.
        'ا' | 'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي' | 'ء' | 'ؤ' | 'ئ' => Folded::Letter(c),
        ' ' | '\n' => Folded::Space,
        // Alef maksura and the Persian ye; the Persian kaf; ta marbuta and the he of Urdu keyboards.
        'ى' | '\u{6CC}' => Folded::Letter('ي'),
        '\u{6A9}' => Folded::Letter('ك'),
        'ة' | '\u{6BE}' | '\u{6C1}' => Folded::Letter('ه'),
        // Harakat and the combining hamza and madda, superscript alef, tatweel, combining accents.
        '\u{64B}'..='\u{655}' | '\u{670}' | '\u{640}' | '\u{300}'..='\u{36F}' => Folded::Silent,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => Folded::Invisible,
        '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => Folded::Invisible,
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => Folded::Letter('e'),
        'à' | 'â' | 'À' | 'Â' => Folded::Letter('a'),
        'û' | 'ù' | 'Û' | 'Ù' => Folded::Letter('u'),
        'ç' | 'Ç' => Folded::Letter('c'),
        '،' => Folded::Mark(','),
        '\u{60D}' | '\u{2044}' | '\u{2215}' | '\u{FF0F}' => Folded::Mark('/'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Folded::Mark('-'),
        '\u{2236}' | '\u{FF1A}' => Folded::Mark(':'),
        _ if c.is_whitespace() => Folded::Space,
        _ if c.is_alphabetic() => Folded::Letter(c.to_lowercase().next().unwrap_or(c)),
        _ => Folded::Mark(c),
    }
}

/// The folds of all characters below U+0700, looked up once.
pub(crate) fn low_folds() -> &'static [Folded] {
    static LOW: LazyLock<Vec<Folded>> =
        LazyLock::new(|| (0..0x700).map(|c| char::from_u32(c).map_or(Folded::Mark('\0'), fold)).collect());
    &LOW
}

/// The words of a table's form, folded.
pub(crate) fn fold_words(form: &str) -> Vec<String> {
    let folded: String = form
        .chars()
        .filter_map(|c| match fold(c) {
            Folded::Letter(letter) => Some(letter),
            Folded::Space => Some(' '),
            _ => None,
        })
        .collect();
    folded.split_whitespace().map(str::to_owned).collect()
}

fn digit(c: char, zero: char) -> Folded {
    Folded::Digit(u8::try_from(u32::from(c) - u32::from(zero)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_alike() {
        assert_eq!(fold_words("الأربعاء"), fold_words("الاربعاء"));
        assert_eq!(fold_words("مساءً"), fold_words("مساء"));
        assert_eq!(fold_words("هـ"), vec!["ه".to_owned()]);
        assert_eq!(fold_words("Décembre"), vec!["decembre".to_owned()]);
        assert_eq!(fold_words("سه\u{200C}شنبه"), vec!["سهشنبه".to_owned()]);
    }

    #[test]
    fn all_digit_sets_fold_to_numbers() {
        assert_eq!(fold('7'), Folded::Digit(7));
        assert_eq!(fold('٧'), Folded::Digit(7));
        assert_eq!(fold('۷'), Folded::Digit(7));
    }
}
