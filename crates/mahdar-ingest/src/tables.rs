//! The tables of `data/`: what class names, phrases and field names say of a piece of a page.

use crate::words::{joined, words, words_at};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What an element is, by its class, id, role or itemprop: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u32);

macro_rules! marks {
    ($($name:ident = $bit:literal, $word:literal;)*) => {
        impl Marks {
            $(pub(crate) const $name: Marks = Marks(1 << $bit);)*
        }
        fn mark_named(word: &str) -> Marks {
            match word {
                $($word => Marks::$name,)*
                _ => Marks(0),
            }
        }
    };
}

marks! {
    RELATED = 0, "related";
    SHARE = 1, "share";
    CAPTION = 2, "caption";
    NEWSLETTER = 3, "newsletter";
    TAGS = 4, "tags";
    COMMENTS = 5, "comments";
    NAV = 6, "nav";
    AD = 7, "ad";
    BYLINE = 8, "byline";
    BIO = 9, "bio";
    DATE = 10, "date";
    MODIFIED = 11, "modified";
    SECTION = 12, "section";
    HEADLINE = 13, "headline";
    DECK = 14, "deck";
    BODY = 15, "body";
    PAYWALL = 16, "paywall";
    CONSENT = 17, "consent";
    PULLQUOTE = 18, "pullquote";
}

impl Marks {
    /// What is no body, whatever stands in it.
    pub(crate) const LEAK: Marks = Marks(
        Self::RELATED.0
            | Self::SHARE.0
            | Self::CAPTION.0
            | Self::NEWSLETTER.0
            | Self::TAGS.0
            | Self::COMMENTS.0
            | Self::NAV.0
            | Self::AD.0
            | Self::BIO.0
            | Self::PAYWALL.0
            | Self::CONSENT.0
            | Self::PULLQUOTE.0,
    );
    /// What follows an article, often longer than it.
    pub(crate) const BELOW: Marks = Marks(Self::RELATED.0 | Self::COMMENTS.0);
    /// What stands about a headline.
    pub(crate) const HEAD: Marks = Marks(Self::BYLINE.0 | Self::DATE.0 | Self::MODIFIED.0 | Self::SECTION.0);
    /// Where dates belong to something else.
    pub(crate) const ELSEWHERE: Marks = Marks(
        Self::RELATED.0
            | Self::COMMENTS.0
            | Self::NAV.0
            | Self::AD.0
            | Self::NEWSLETTER.0
            | Self::CONSENT.0
            | Self::BIO.0,
    );

    pub(crate) fn any(self, of: Marks) -> bool {
        self.0 & of.0 != 0
    }

    pub(crate) fn with(self, more: Marks) -> Marks {
        Marks(self.0 | more.0)
    }

    /// Its marks one by one.
    pub(crate) fn each(self) -> impl Iterator<Item = Marks> {
        (0..u32::BITS).map(|bit| Marks(1 << bit)).filter(move |m| self.any(*m))
    }

    pub(crate) fn without(self, less: Marks) -> Marks {
        Marks(self.0 & !less.0)
    }
}

/// How a phrase stands in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    Prefix,
    Whole,
    Contains,
}

/// A row of `phrases.tsv`.
struct Phrase {
    how: Match,
    words: Vec<u64>,
}

/// The phrases of one kind, by their first word.
type Phrases = FxHashMap<u64, Vec<Phrase>>;

struct Tables {
    tokens: FxHashMap<&'static str, Marks>,
    phrases: FxHashMap<&'static str, Phrases>,
    dates: FxHashMap<&'static str, (bool, u8)>,
}

/// Rows of a table: comments and the header left out.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).skip(1).map(|l| l.split('\t').collect())
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tokens: FxHashMap<&'static str, Marks> = FxHashMap::default();
        for row in rows(include_str!("../data/class-tokens.tsv")) {
            if let [kind, token, ..] = row[..] {
                let entry = tokens.entry(token).or_default();
                *entry = entry.with(mark_named(kind));
            }
        }
        let mut phrases: FxHashMap<&'static str, Phrases> = FxHashMap::default();
        for row in rows(include_str!("../data/phrases.tsv")) {
            if let [kind, _, how, phrase, ..] = row[..] {
                let how = match how {
                    "prefix" => Match::Prefix,
                    "whole" => Match::Whole,
                    _ => Match::Contains,
                };
                let words = words(phrase);
                let Some(first) = words.first().copied() else { continue };
                phrases.entry(kind).or_default().entry(first).or_default().push(Phrase { how, words });
            }
        }
        let mut dates = FxHashMap::default();
        for row in rows(include_str!("../data/date-fields.tsv")) {
            if let [name, role, rank, ..] = row[..] {
                dates.insert(name, (role == "published", rank.parse().unwrap_or(3)));
            }
        }
        Tables { tokens, phrases, dates }
    })
}

/// What an element is, by its tag and the words of its class.
pub(crate) fn marks_of(tag: &str, class: &str) -> Marks {
    let mut marks = match tag {
        "nav" | "footer" => Marks::NAV,
        "figcaption" => Marks::CAPTION,
        "amp-ad" => Marks::AD,
        _ => Marks::default(),
    };
    if class.is_empty() {
        return marks;
    }
    let tokens = &tables().tokens;
    let mut flat = String::with_capacity(class.len() + 8);
    for name in class.split_ascii_whitespace() {
        let mut before = None;
        for (from, to) in class_words(name, &mut flat) {
            if let Some(found) = tokens.get(&flat[from..to]) {
                marks = marks.with(*found);
            }
            // Two words in a row: one space stands between them.
            if let Some(before) = before.replace(from)
                && let Some(found) = tokens.get(&flat[before..to])
            {
                marks = marks.with(*found);
            }
        }
    }
    marks
}

/// `relatedPosts`, `related-posts`, `related_posts`: "related posts" into `flat`, and where each word of it stands.
fn class_words(name: &str, flat: &mut String) -> Vec<(usize, usize)> {
    flat.clear();
    let mut words: Vec<(usize, usize)> = Vec::new();
    let (mut from, mut lower) = (0, false);
    for c in name.chars() {
        let parts = !c.is_alphanumeric() || (c.is_uppercase() && lower);
        if parts && from < flat.len() {
            words.push((from, flat.len()));
            flat.push(' ');
            from = flat.len();
        }
        lower = c.is_lowercase();
        if c.is_ascii_alphanumeric() {
            flat.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            flat.extend(c.to_lowercase());
        }
    }
    if from < flat.len() {
        words.push((from, flat.len()));
    }
    words
}

/// The longest phrase of a kind that these words have.
pub(crate) fn phrase(kind: &str, block: &[u64]) -> Option<PhraseFound> {
    let phrases = tables().phrases.get(kind)?;
    let mut best: Option<&Phrase> = None;
    for (at, word) in block.iter().enumerate() {
        for phrase in phrases.get(word).into_iter().flatten() {
            let fits = match phrase.how {
                Match::Prefix => at == 0 && block.starts_with(&phrase.words),
                Match::Whole => at == 0 && block == phrase.words,
                Match::Contains => block[at..].starts_with(&phrase.words),
            };
            if fits && best.is_none_or(|b| phrase.words.len() > b.words.len()) {
                best = Some(phrase);
            }
        }
    }
    let best = best?;
    let rest = block.len() - best.words.len();
    Some(PhraseFound { words: best.words.len(), rest, whole: rest == 0 })
}

/// The text without the words of a kind it begins with: "By Mona Said" without "By". `None` if it does not begin so.
pub(crate) fn without_prefix<'t>(kind: &str, text: &'t str) -> Option<&'t str> {
    let phrases = tables().phrases.get(kind)?;
    let (words, ends) = words_at(text.get(..200).unwrap_or(text))?;
    let longest = phrases
        .get(words.first()?)?
        .iter()
        .filter(|p| p.how == Match::Prefix && words.starts_with(&p.words))
        .map(|p| p.words.len())
        .max()?;
    let rest = text.get(*ends.get(longest - 1)?..)?;
    Some(rest.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// How many phrases of a kind these words contain.
pub(crate) fn phrases_in(kind: &str, block: &[u64]) -> usize {
    let Some(phrases) = tables().phrases.get(kind) else { return 0 };
    let mut found: Vec<&Phrase> = Vec::new();
    for (at, word) in block.iter().enumerate() {
        for phrase in phrases.get(word).into_iter().flatten() {
            if block[at..].starts_with(&phrase.words) && !found.iter().any(|f| std::ptr::eq(*f, phrase)) {
                found.push(phrase);
            }
        }
    }
    found.len()
}

/// A phrase in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PhraseFound {
    /// Words of the phrase.
    pub(crate) words: usize,
    /// Words of the block beyond the phrase.
    pub(crate) rest: usize,
    /// The block is the phrase.
    pub(crate) whole: bool,
}

/// What a field of this name says: whether it is the published date, and how far it is trusted (1 is most).
pub(crate) fn date_field(name: &str) -> Option<(bool, u8)> {
    tables().dates.get(name.trim().to_ascii_lowercase().as_str()).copied()
}

/// The words of a text as one number, to compare whole texts.
pub(crate) fn key(text: &str) -> u64 {
    joined(&words(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        for row in rows(include_str!("../data/class-tokens.tsv")) {
            assert_eq!(row.len(), 2, "{row:?}");
            assert_ne!(mark_named(row[0]), Marks::default(), "{row:?}");
            assert_eq!(row[1], row[1].to_lowercase());
        }
        for row in rows(include_str!("../data/phrases.tsv")) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(matches!(row[2], "prefix" | "whole" | "contains"), "{row:?}");
            assert!(!words(row[3]).is_empty(), "{row:?}");
        }
        for row in rows(include_str!("../data/date-fields.tsv")) {
            assert!(matches!(row[1], "published" | "modified"), "{row:?}");
            assert!(matches!(row[2], "1" | "2" | "3"), "{row:?}");
        }
    }

    #[test]
    fn class_names_are_read_by_words() {
        assert!(marks_of("div", "relatedPosts").any(Marks::RELATED));
        assert!(marks_of("div", "c-share__bar").any(Marks::SHARE));
        assert!(marks_of("div", "article-body").any(Marks::BODY));
        assert!(!marks_of("div", "unrelated shareholder").any(Marks::LEAK));
        assert!(marks_of("figcaption", "").any(Marks::CAPTION));
    }

    #[test]
    fn phrases_stand_at_the_beginning_or_alone() {
        assert_eq!(phrase("related", &words("إقرأ أيضًا: خبر آخر")).map(|p| p.rest), Some(2));
        assert!(phrase("related", &words("Advertisement")).is_some_and(|p| p.whole));
        assert_eq!(phrase("related", &words("The minister read more of the letter")), None);
        assert_eq!(phrase("related", &words("related")), phrase("related", &words("Related:")));
    }

    #[test]
    fn date_fields_are_known_in_any_case() {
        assert_eq!(date_field("DC.date.issued"), Some((true, 1)));
        assert_eq!(date_field("article:modified_time"), Some((false, 1)));
        assert_eq!(date_field("viewport"), None);
    }
}
