//! One token, its possible readings: clitics are analyses on it, never cuts.

use crate::{Entry, Lexicon};

/// What stands before the stem of a reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proclitics {
    /// و or ف.
    pub conjunction: bool,
    /// ب، ل or ك.
    pub preposition: Option<char>,
    /// ال.
    pub article: bool,
    /// س.
    pub future: bool,
}

/// A pronoun at the end of a reading: person, gender and number as `3ms`, `3fs`, `3mp`, `3d`, `3fp`, `1s`, `1p`, `2s`, `2p`.
pub type Enclitic = &'static str;

/// One way to read a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Analysis {
    /// What stands before the stem.
    pub before: Proclitics,
    /// The byte of the token's key at which the stem begins.
    pub stem: u32,
    /// A pronoun at the end.
    pub pronoun: Option<Enclitic>,
    /// What the stem is.
    pub entry: Entry,
}

/// The most proclitic readings a word can have: with and without و, each bare, future, preposition, two articles.
const MOST: usize = 10;

/// Proclitics that may stand before a stem: where the stem begins, and what stands before. The shortest comes first.
fn prefixes(key: &str) -> ([(usize, Proclitics); MOST], usize) {
    let bare = Proclitics::default();
    let mut out = [(0, bare); MOST];
    let mut n = 0;
    let mut push = |at: usize, before: Proclitics| {
        out[n] = (at, before);
        n += 1;
    };
    for conjunction in [false, true] {
        if conjunction && !key.starts_with(['و', 'ف']) {
            break;
        }
        let (at, before) = if conjunction { (2, Proclitics { conjunction, ..bare }) } else { (0, bare) };
        let rest = &key[at..];
        push(at, before);
        if rest.starts_with('س') {
            push(at + 2, Proclitics { future: true, ..before });
        }
        if let Some(preposition) = rest.chars().next().filter(|c| matches!(c, 'ب' | 'ل' | 'ك')) {
            let before = Proclitics { preposition: Some(preposition), ..before };
            push(at + 2, before);
            // ل + ال is written لل.
            if rest.starts_with("لل") {
                push(at + 4, Proclitics { article: true, ..before });
            } else if rest[2..].starts_with("ال") {
                push(at + 6, Proclitics { article: true, ..before });
            }
        }
        if rest.starts_with("ال") {
            push(at + 4, Proclitics { article: true, ..before });
        }
    }
    (out, n)
}

/// Pronouns, longest first, with the person they stand for.
const PRONOUNS: &[(&str, Enclitic)] = &[
    ("هما", "3d"),
    ("ها", "3fs"),
    ("هم", "3mp"),
    ("هن", "3fp"),
    ("نا", "1p"),
    ("ني", "1s"),
    ("كم", "2p"),
    ("ه", "3ms"),
    ("ك", "2s"),
    ("ي", "1s"),
];

/// All readings of a folded word, the whole word first. Names and function words are phrases and are looked up elsewhere.
///
/// ```
/// use mahdar_lang::{Lexicon, analyse};
/// use mahdar_lexicon::PackFiles;
/// let lexicon = Lexicon::new(&PackFiles::embedded()).expect("embedded pack");
/// let readings = analyse(&lexicon, "وبقوله");
/// assert!(readings.iter().any(|a| a.before.conjunction && a.before.preposition == Some('ب') && a.pronoun == Some("3ms")));
/// ```
pub fn analyse(lexicon: &Lexicon, key: &str) -> Vec<Analysis> {
    let mut out: Vec<Analysis> = Vec::new();
    let mut scratch = String::new();
    let (starts, n) = prefixes(key);
    for &(at, before) in &starts[..n] {
        let stem = &key[at..];
        if stem.len() < 4 {
            continue;
        }
        for &entry in lexicon.entries(stem) {
            if fits(before, None, &entry) {
                out.push(Analysis { before, stem: at as u32, pronoun: None, entry });
            }
        }
        if before.article {
            continue;
        }
        for &(suffix, pronoun) in PRONOUNS {
            let Some(host) = stem.strip_suffix(suffix).filter(|host| host.len() >= 4) else { continue };
            // دعوة is دعوت before a pronoun; the ه of وجه and توجيه is a root's.
            let mut take = |host: &str, closed: bool| {
                for &entry in lexicon.entries(host) {
                    if !(closed && ends_in_ta(lexicon, &entry)) && fits(before, Some(pronoun), &entry) {
                        out.push(Analysis { before, stem: at as u32, pronoun: Some(pronoun), entry });
                    }
                }
            };
            take(host, host.ends_with('ه'));
            // دعوته: ة opens to ت before a pronoun. نفوها: the silent alef of وا goes. لقائه, لقاؤه: the hamza of لقاء takes
            // a seat.
            let opened = host
                .strip_suffix('ت')
                .map(|open| (open, 'ه'))
                .or(host.ends_with('و').then_some((host, 'ا')))
                .or(host.ends_with("ائ").then(|| (&host[..host.len() - 2], 'ء')))
                .or(host.ends_with("اؤ").then(|| (&host[..host.len() - 2], 'ء')));
            if let Some((open, end)) = opened {
                scratch.clear();
                scratch.push_str(open);
                scratch.push(end);
                take(&scratch, false);
            }
        }
    }
    // وقفا: a dual of the perfect is rarer by far than the indefinite accusative that is written like it.
    let dual = |a: &Analysis| matches!(a.entry, Entry::Verb { form, .. } if form.tense == crate::Tense::Perfect && form.number == crate::Number::Dual);
    if out.iter().all(dual) {
        inflected_nouns(lexicon, key, &starts[..n], &mut out);
    }
    out
}

/// Whether a reading of a word in ه is of one in ة: زيارة, and not توجيه, whose root ends in it.
fn ends_in_ta(lexicon: &Lexicon, entry: &Entry) -> bool {
    match entry {
        Entry::Noun { gender, .. } => *gender == crate::Gender::F,
        Entry::Verb { verb, .. } => !lexicon
            .verbs
            .get(*verb as usize)
            .is_some_and(|row| row.lemma.trim_end_matches(|c: char| c == '#' || c.is_ascii_digit()).ends_with('ه')),
        _ => true,
    }
}

/// Forms of nouns that are made by rule and not listed: the dual (اتصالين, رسالتان) and the indefinite accusative (جنودا).
fn inflected_nouns(lexicon: &Lexicon, key: &str, starts: &[(usize, Proclitics)], out: &mut Vec<Analysis>) {
    for &(at, before) in starts {
        let stem = &key[at..];
        for (ending, dual) in [("ين", true), ("ان", true), ("ا", false)] {
            let Some(host) = stem.strip_suffix(ending).filter(|host| host.len() >= 6) else { continue };
            if !dual && before.article {
                continue;
            }
            let opened = host.strip_suffix('ت').map(|open| format!("{open}ه"));
            for host in [Some(host), opened.as_deref()].into_iter().flatten() {
                for &entry in lexicon.entries(host) {
                    let gender = match entry {
                        Entry::Noun { gender, .. } => gender,
                        Entry::Verb { form, .. } if form.tense == crate::Tense::Masdar => form.gender,
                        _ => continue,
                    };
                    let entry = if dual { Entry::Noun { gender, number: crate::Number::Dual } } else { entry };
                    if fits(before, None, &entry) && out.iter().all(|a| a.entry != entry) {
                        out.push(Analysis { before, stem: at as u32, pronoun: None, entry });
                    }
                }
            }
        }
    }
}

/// Whether these clitics can stand on this word.
fn fits(before: Proclitics, pronoun: Option<Enclitic>, entry: &Entry) -> bool {
    match entry {
        Entry::Verb { form, .. } => match form.tense {
            crate::Tense::Perfect | crate::Tense::Imperfect => {
                !before.article
                    && (!before.future || form.tense == crate::Tense::Imperfect)
                    && matches!((before.preposition, form.tense), (None, _) | (Some('ل'), crate::Tense::Imperfect))
                    && pronoun != Some("1s")
            }
            _ => {
                !before.future
                    && !(form.accusative
                        && before.article
                        && form.gender == crate::Gender::M
                        && form.number == crate::Number::Singular)
            }
        },
        Entry::Noun { .. } => !before.future,
        Entry::Adjective { .. } | Entry::Nisba { .. } => !before.future && pronoun.is_none(),
        Entry::Name { .. } => !before.future && !before.article && pronoun.is_none(),
    }
}
