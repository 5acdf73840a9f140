//! Words for a reader: labels in English and Arabic, and Arabic names in Latin letters.

use mahdar_lexicon::{PackError, PackFiles};
use std::collections::BTreeMap;

/// The language that a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// English, for readers without Arabic.
    En,
    /// Arabic.
    Ar,
}

/// The labels of `labels.tsv` and the names of `ar/latin.tsv`.
#[derive(Debug, Default)]
pub struct Wording {
    labels: BTreeMap<String, (String, String)>,
    latin: BTreeMap<String, String>,
    /// English and Arabic names of parties by their code.
    parties: BTreeMap<String, (String, String)>,
}

impl Wording {
    /// Reads the tables of a pack.
    ///
    /// # Errors
    /// A table that cannot be read.
    pub fn new(files: &PackFiles) -> Result<Self, PackError> {
        let mut wording = Wording::default();
        for row in files.table("labels.tsv")?.rows() {
            wording.labels.insert(row.get("key").to_owned(), (row.get("en").to_owned(), row.get("ar").to_owned()));
        }
        for row in files.table("ar/latin.tsv")?.rows() {
            wording.latin.insert(row.get("form").to_owned(), row.get("latin").to_owned());
        }
        for row in files.table("actors/states.tsv")?.rows() {
            wording
                .parties
                .insert(row.get("code").to_owned(), (row.get("name_en").to_owned(), row.get("name_ar").to_owned()));
        }
        // The first body of a party that is called like its code, else the first at all.
        for row in files.table("actors/organisations.tsv")?.rows() {
            let (code, id) = (row.get("party"), row.get("id"));
            let own = id.eq_ignore_ascii_case(code);
            if !code.is_empty() && code.len() != 3 && (own || !wording.parties.contains_key(code)) {
                wording.parties.insert(code.to_owned(), (row.get("name_en").to_owned(), row.get("name_ar").to_owned()));
            }
        }
        Ok(wording)
    }

    /// The name of a party.
    pub fn party(&self, code: &str, tongue: Tongue) -> Option<&str> {
        self.parties.get(code).map(|(en, ar)| if tongue == Tongue::En { en.as_str() } else { ar.as_str() })
    }

    /// The label of a key; a key without one is shown as it is.
    pub fn label<'a>(&'a self, key: &'a str, tongue: Tongue) -> &'a str {
        match (self.labels.get(key), tongue) {
            (Some((en, _)), Tongue::En) => en,
            (Some((_, ar)), Tongue::Ar) => ar,
            (None, _) => key,
        }
    }

    /// Whether a key has a label.
    pub fn has(&self, key: &str) -> bool {
        self.labels.contains_key(key)
    }

    /// An Arabic name in Latin letters, as English news spell it: whole names, then runs of words from the table, then
    /// letters. The vowels that Arabic does not write are guessed; the result is a label, never a key.
    pub fn romanise(&self, name: &str) -> String {
        let clean: String = name.chars().filter(|c| !matches!(*c, '\u{0640}' | '\u{064B}'..='\u{0652}')).collect();
        if let Some(whole) = self.latin.get(&clean) {
            return whole.clone();
        }
        let words: Vec<&str> = clean.split_whitespace().collect();
        let mut out: Vec<String> = Vec::new();
        let mut i = 0;
        while i < words.len() {
            let run = (1..=3.min(words.len() - i)).rev().find_map(|n| {
                let run = words[i..i + n].join(" ");
                self.latin.get(&run).map(|latin| (n, latin.clone()))
            });
            match run {
                Some((n, latin)) => {
                    out.push(latin);
                    i += n;
                }
                None => {
                    out.push(self.word(words[i]));
                    i += 1;
                }
            }
        }
        out.join(" ")
    }

    fn word(&self, word: &str) -> String {
        if let Some(rest) = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2) {
            let rest = self.latin.get(rest).cloned().unwrap_or_else(|| self.letters(rest));
            return format!("al-{rest}");
        }
        self.letters(word)
    }

    /// Letter by letter: و and ي are vowels between consonants; two consonants in a row take an `a` between them where the
    /// word has no vowel yet or three would meet.
    fn letters(&self, word: &str) -> String {
        let chars: Vec<char> = word.chars().collect();
        let long = |c: char| matches!(c, 'ا' | 'و' | 'ي' | 'ى' | 'آ' | 'أ' | 'إ' | 'ة');
        let mut out = String::new();
        let mut run = 0;
        for (i, &c) in chars.iter().enumerate() {
            let inner = i > 0 && i + 1 < chars.len();
            let beside = |k: Option<&char>| k.is_some_and(|c| long(*c));
            let free = !beside(chars.get(i + 1)) && !(i > 0 && beside(chars.get(i - 1)));
            let latin = match c {
                'و' if i > 0 && (free || !inner) => if inner { "ou" } else { "u" }.to_owned(),
                'ي' if i > 0 && (free || !inner) => "i".to_owned(),
                _ => self.latin.get(&c.to_string()).cloned().unwrap_or_default(),
            };
            let vowel = latin.starts_with(['a', 'i', 'o', 'u']);
            if vowel || latin.is_empty() {
                run = 0;
            } else {
                run += 1;
                let next_vowel = beside(chars.get(i + 1));
                if run == 2 && (i == 1 || !next_vowel && i + 1 < chars.len()) || run == 3 {
                    out.push('a');
                    run = 1;
                }
            }
            out.push_str(&latin);
        }
        let mut letters = out.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    }
}
