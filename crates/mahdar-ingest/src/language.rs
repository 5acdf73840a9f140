//! The language of a text: letters first, then common words.
//!
//! Arabic-script languages are told apart by the letters only they use and by their commonest words (`data/stopwords.tsv`);
//! Cyrillic and Latin ones by `whatlang`. The declared language is not asked: pages in Arabic declare `en-US`.

use crate::tables::rows;
use crate::words::{joined, words};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Characters looked at.
const ENOUGH: usize = 4_000;

/// The language of a text, ISO 639-1; `None` if it has too few letters to say.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    let (mut arabic, mut cyrillic, mut latin, mut hebrew, mut other, mut letters) = (0, 0, 0, 0, 0, 0);
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        if letters >= ENOUGH {
            end = at;
            break;
        }
        if !c.is_alphabetic() {
            continue;
        }
        letters += 1;
        match c {
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => {
                arabic += 1
            }
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => latin += 1,
            '\u{590}'..='\u{5FF}' => hebrew += 1,
            _ => other += 1,
        }
    }
    if letters < 3 {
        return None;
    }
    let text = &text[..end];
    let most = arabic.max(cyrillic).max(latin).max(hebrew).max(other);
    match most {
        n if n == arabic => arabic_script(text),
        n if n == hebrew => Some("he"),
        n if n == cyrillic || n == latin || n == other => by_whatlang(text),
        _ => None,
    }
}

fn stop_words() -> &'static FxHashMap<u64, &'static str> {
    static WORDS: OnceLock<FxHashMap<u64, &'static str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let table = rows(include_str!("../data/stopwords.tsv"));
        table.filter_map(|row| Some((joined(&words(row.get(1)?)), *row.first()?))).collect()
    })
}

/// Arabic, Persian, Urdu, Pashto, Sorani Kurdish: letters of one language alone, and common words.
fn arabic_script(text: &str) -> Option<&'static str> {
    const LANGUAGES: [&str; 5] = ["ar", "fa", "ur", "ps", "ckb"];
    let mut score = [0i64; 5];
    for c in text.chars() {
        match c {
            // Teh marbuta and hamza under alef are rare outside Arabic; ي and ك too, but old Persian pages have them.
            'ة' | 'إ' => score[0] += 3,
            'أ' => score[0] += 1,
            'ى' => score[0] += 1,
            'پ' | 'چ' | 'ژ' | 'گ' => {
                score[1] += 2;
                score[2] += 1;
                score[4] += 1;
            }
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' | 'ہ' | 'ھ' => score[2] += 4,
            'ټ' | 'ډ' | 'ړ' | 'ږ' | 'ښ' | 'ګ' | 'ڼ' | 'ې' | 'ۍ' | 'څ' | 'ځ' => score[3] += 5,
            'ە' | 'ێ' | 'ۆ' | 'ڕ' | 'ڵ' | 'ڤ' => score[4] += 4,
            _ => {}
        }
    }
    for word in words(text) {
        if let Some(language) = stop_words().get(&joined(&[word]))
            && let Some(at) = LANGUAGES.iter().position(|l| l == language)
        {
            score[at] += 6;
        }
    }
    let best = (0..5).max_by_key(|n| (score[*n], std::cmp::Reverse(*n)))?;
    Some(if LANGUAGES[best] == "ckb" { "ku" } else { LANGUAGES[best] })
}

fn by_whatlang(text: &str) -> Option<&'static str> {
    use whatlang::Lang;
    // The languages of much news: among all 70 an English headline may come out as Estonian.
    static DETECTOR: OnceLock<whatlang::Detector> = OnceLock::new();
    let detector = DETECTOR.get_or_init(|| {
        whatlang::Detector::with_allowlist(vec![
            Lang::Eng,
            Lang::Fra,
            Lang::Deu,
            Lang::Spa,
            Lang::Ita,
            Lang::Por,
            Lang::Nld,
            Lang::Tur,
            Lang::Pol,
            Lang::Swe,
            Lang::Rus,
            Lang::Ukr,
            Lang::Bul,
            Lang::Srp,
            Lang::Bel,
            Lang::Ell,
            Lang::Hye,
            Lang::Kat,
            Lang::Hin,
            Lang::Ben,
            Lang::Cmn,
            Lang::Jpn,
            Lang::Kor,
            Lang::Tha,
            Lang::Ces,
            Lang::Ron,
            Lang::Hun,
            Lang::Ind,
            Lang::Vie,
            Lang::Aze,
        ])
    });
    iso_639_1(detector.detect(text)?.lang().code())
}

/// The two-letter code of whatlang's three.
fn iso_639_1(code: &str) -> Option<&'static str> {
    static CODES: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    let codes = CODES.get_or_init(|| {
        rows(include_str!("../data/languages.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
    });
    codes.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        for (text, language) in [
            ("قال الوزير إن المحادثات مستمرة في العاصمة", "ar"),
            ("وزیر گفت که گفتگوها در پایتخت ادامه دارد", "fa"),
            ("رئيس اتحاديه گفت که قيمت نان تغيير نمي‌کند", "fa"),
            ("وزیر نے کہا کہ دارالحکومت میں مذاکرات جاری ہیں", "ur"),
            ("وزیر وویل چې په پلازمېنه کې خبرې روانې دي", "ps"),
            ("وەزیر گوتی کە گفتوگۆکان لە پایتەخت بەردەوامن", "ku"),
            ("Министр сообщил, что переговоры продолжатся на следующей неделе", "ru"),
            ("Міністр повідомив, що переговори продовжаться наступного тижня", "uk"),
            ("The minister said that the talks would go on next week", "en"),
            ("Le ministre a déclaré que les discussions se poursuivraient la semaine prochaine", "fr"),
            ("השר אמר כי השיחות יימשכו בשבוע הבא", "he"),
        ] {
            assert_eq!(detect(text), Some(language), "{text}");
        }
        assert_eq!(detect("12 - 34"), None);
    }

    #[test]
    fn every_code_of_the_table_is_two_letters() {
        for row in rows(include_str!("../data/languages.tsv")) {
            assert!(row.len() == 2 && row[0].len() == 3 && row[1].len() == 2, "{row:?}");
        }
    }
}
