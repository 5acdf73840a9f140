//! Which language a text is in, as far as the reader must know.

use mahdar_lang::letter;

/// ISO 639-1 code of the text's language: by script, and within the Arabic script by letters that Arabic does not have.
/// `und` where there are too few letters to say. Looks at the first 4,000 characters.
pub(crate) fn detect(text: &str) -> &'static str {
    let (mut arabic, mut latin, mut cyrillic, mut persian, mut urdu) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for c in text.chars().take(4_000) {
        match c {
            // Most of a text in Arabic.
            'ء'..='غ' | 'ف'..='ي' => arabic += 1,
            'پ' | 'چ' | 'ژ' | 'گ' => persian += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ہ' | 'ھ' => urdu += 1,
            '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FEFC}' if letter(c) => arabic += 1,
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{0400}'..='\u{04FF}' => cyrillic += 1,
            _ => {}
        }
    }
    let script = arabic + persian + urdu;
    if script + latin + cyrillic < 3 {
        "und"
    } else if script >= latin && script >= cyrillic {
        // 2 % of the letters: names with گ or پ alone do not make a Persian text.
        if urdu * 50 > script {
            "ur"
        } else if persian * 50 > script {
            "fa"
        } else {
            "ar"
        }
    } else if cyrillic > latin {
        "ru"
    } else {
        "en"
    }
}
