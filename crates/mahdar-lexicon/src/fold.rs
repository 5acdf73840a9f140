//! One fold for keys and text, with a map back to the original.

use crate::{PackError, PackFiles};
use unicode_normalization::UnicodeNormalization;

/// Folded text and, for each of its bytes, where the character it came from begins in the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// The folded text.
    pub text: String,
    /// `starts[i]` is the byte of the original at which the character behind byte `i` of `text` begins;
    /// one more entry at the end holds the original's length.
    pub starts: Vec<u32>,
}

impl Aligned {
    /// The byte of the original that stands behind byte `at` of the folded text.
    pub fn original(&self, at: usize) -> usize {
        self.starts.get(at).or(self.starts.last()).copied().unwrap_or(0) as usize
    }
}

/// The fold, compiled from `fold.tsv`: spelling variants, diacritics and direction marks go; letters stay.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Folder {
    /// For U+0000..U+0800 and U+2000..U+2080: the folded character, or '\0' where it is dropped.
    low: Vec<char>,
    general: Vec<char>,
}

const LOW_END: u32 = 0x800;
const GENERAL: std::ops::Range<u32> = 0x2000..0x2080;

impl Folder {
    /// Compiles the table.
    ///
    /// # Errors
    /// A cell of `fold.tsv` that is no code point, or outside the two blocks the table serves.
    pub fn new(files: &PackFiles) -> Result<Self, PackError> {
        let plain = |c: u32| char::from_u32(c).map_or('\0', |c| c.to_lowercase().next().unwrap_or(c));
        let mut folder = Folder { low: (0..LOW_END).map(plain).collect(), general: GENERAL.map(plain).collect() };
        let table = files.table("ar/fold.tsv")?;
        for row in table.rows() {
            let point = |column: &str| -> Result<Option<char>, PackError> {
                let cell = row.get(column);
                if cell.is_empty() {
                    return Ok(None);
                }
                let parsed =
                    cell.strip_prefix("U+").and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
                parsed.map(Some).ok_or_else(|| row.error(column, "a code point such as U+0627 is expected"))
            };
            let to = point("to")?.unwrap_or('\0');
            let from =
                point("from")?.ok_or_else(|| row.error("from", "a code point such as U+0627 is expected"))? as u32;
            if from < LOW_END {
                folder.low[from as usize] = to;
            } else if GENERAL.contains(&from) {
                folder.general[(from - GENERAL.start) as usize] = to;
            } else if from != 0xFEFF {
                return Err(row.error("from", "only U+0000..U+07FF, U+2000..U+207F and U+FEFF can be folded"));
            }
        }
        Ok(folder)
    }

    #[inline]
    fn one(&self, c: char) -> char {
        let point = c as u32;
        if point < LOW_END {
            self.low[point as usize]
        } else if GENERAL.contains(&point) {
            self.general[(point - GENERAL.start) as usize]
        } else if c == '\u{FEFF}' {
            '\0'
        } else {
            c
        }
    }

    /// Presentation forms (ﻻ, ﷺ) stand for several letters; everything else folds one to one or to nothing.
    fn is_presentation(c: char) -> bool {
        matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
    }

    /// Appends the fold of `text` to `out`.
    pub fn fold_into(&self, text: &str, out: &mut String) {
        out.reserve(text.len());
        // What folds to itself is copied in runs.
        let mut from = 0;
        for (at, c) in text.char_indices() {
            let folded = self.one(c);
            if folded == c && c != '\0' && !Self::is_presentation(c) {
                continue;
            }
            out.push_str(&text[from..at]);
            from = at + c.len_utf8();
            if Self::is_presentation(c) {
                out.extend(std::iter::once(c).nfkc().map(|c| self.one(c)).filter(|&c| c != '\0'));
            } else if folded != '\0' {
                out.push(folded);
            }
        }
        out.push_str(&text[from..]);
    }

    /// The fold of `text`.
    pub fn fold(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.fold_into(text, &mut out);
        out
    }

    /// The fold of `text` with the map back to its bytes.
    pub fn fold_aligned(&self, text: &str) -> Aligned {
        let mut aligned =
            Aligned { text: String::with_capacity(text.len()), starts: Vec::with_capacity(text.len() + 1) };
        for (at, c) in text.char_indices() {
            let before = aligned.text.len();
            self.fold_into(c.encode_utf8(&mut [0; 4]), &mut aligned.text);
            aligned.starts.extend((before..aligned.text.len()).map(|_| at as u32));
        }
        aligned.starts.push(text.len() as u32);
        aligned
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folder() -> Folder {
        Folder::new(&PackFiles::embedded()).expect("embedded pack")
    }

    #[test]
    fn spelling_variants_fold_to_one_key() {
        let folder = folder();
        for (a, b) in [
            ("إلى", "الي"),
            ("مؤكّداً", "مؤكدا"),
            ("الأُمَم", "الامم"),
            ("وزارة", "وزاره"),
            ("ﻻ", "لا"),
            ("١٢", "12"),
            ("الـــرئيس", "الرئيس"),
        ] {
            assert_eq!(folder.fold(a), folder.fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn a_folded_offset_leads_back_to_the_letter() {
        let aligned = folder().fold_aligned("بأنّ");
        assert_eq!(aligned.text, "بان");
        assert_eq!(aligned.original(2), 2);
        assert_eq!(aligned.original(aligned.text.len()), "بأنّ".len());
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_aligned(text in "[ء-يً-ْٱa-zA-Z0-9٠-٩ ﻻ«».،\u{200f}]{0,60}") {
            let folder = folder();
            let once = folder.fold(&text);
            prop_assert_eq!(folder.fold(&once), once.clone());
            let aligned = folder.fold_aligned(&text);
            prop_assert_eq!(&aligned.text, &once);
            prop_assert_eq!(aligned.starts.len(), once.len() + 1);
            prop_assert!(aligned.starts.windows(2).all(|w| w[0] <= w[1]));
            prop_assert!(aligned.starts.iter().all(|&s| text.is_char_boundary(s as usize)));
        }
    }
}
