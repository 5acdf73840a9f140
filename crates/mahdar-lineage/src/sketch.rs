//! The sketch of a report: what lineages keep of it. Hashes and offsets, about 12 bytes a word, and no text.

use crate::hash;
use crate::moment::Moment;
use crate::source::Source;
use mahdar_lexicon::Folder;

/// Words in a shingle. Four survive light editing (one word in ten leaves 0.9⁴ = 66 %) and are rarely shared by chance.
pub const SHINGLE: usize = 4;
/// A sentence of fewer words is no passage of its own.
pub const MIN_SENTENCE_WORDS: usize = 8;
/// A quotation of fewer words is no passage of its own.
pub const MIN_QUOTE_WORDS: usize = 6;

/// Where a word stands, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Word {
    pub start: u32,
    pub len: u16,
}

/// A sentence or a quotation, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Unit {
    /// Of its words.
    pub hash: u64,
    /// Of its words with every number read as the same: the template behind it.
    pub mask: u64,
    /// Its first word.
    pub first: u32,
    /// How many words it has.
    pub words: u32,
    /// Whether it stands in quotation marks.
    pub is_quote: bool,
}

/// A credit, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Credit {
    /// Each name as the hashes of its words.
    pub names: Vec<Vec<u64>>,
    pub pack_id: Option<String>,
    pub is_whole: bool,
}

/// A range of content of a statement, in code points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Said {
    pub start: u32,
    pub end: u32,
    pub statement: Box<str>,
}

/// What is kept of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    pub(crate) id: String,
    pub(crate) moment: Option<Moment>,
    pub(crate) published: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) publisher_words: Vec<u64>,
    pub(crate) url: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) credits: Vec<Credit>,
    pub(crate) said: Vec<Said>,
    /// The hash of all words.
    pub(crate) whole: u64,
    pub(crate) words: Vec<Word>,
    /// The hash of the shingle that begins at each word but the last three.
    pub(crate) shingles: Vec<u32>,
    /// Sentences and quotations long enough to be passages, in order.
    pub(crate) units: Vec<Unit>,
}

/// Words of a text as hashes, with where each stands and what ends between them.
struct Words {
    hashes: Vec<u64>,
    masks: Vec<u64>,
    places: Vec<Word>,
    sentences: Vec<(u32, u32)>,
    quotes: Vec<(u32, u32)>,
}

/// Marks that join letters or set direction; they stand inside words and are none themselves.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn words_of(text: &str, folder: &Folder) -> Words {
    let mut out =
        Words { hashes: Vec::new(), masks: Vec::new(), places: Vec::new(), sentences: Vec::new(), quotes: Vec::new() };
    let mut folded = String::new();
    let mut open: Option<(usize, u32)> = None;
    let (mut sentence, mut quote): (u32, Option<u32>) = (0, None);
    let mut chars = text.char_indices().enumerate().peekable();
    let mut close = |out: &mut Words, open: &mut Option<(usize, u32)>, to: usize, at: u32| {
        let Some((from, start)) = open.take() else { return };
        folded.clear();
        folder.fold_into(&text[from..to], &mut folded);
        if folded.is_empty() {
            return;
        }
        let hash = hash::word(folded.as_bytes());
        out.hashes.push(hash);
        out.masks.push(if folded.bytes().all(|b| b.is_ascii_digit()) { 0 } else { hash });
        out.places.push(Word { start, len: u16::try_from(at - start).unwrap_or(u16::MAX) });
    };
    while let Some((at, (byte, c))) = chars.next() {
        let at = at as u32;
        if c.is_alphanumeric() {
            open.get_or_insert((byte, at));
            continue;
        }
        if is_joiner(c) && open.is_some() {
            continue;
        }
        close(&mut out, &mut open, byte, at);
        let next = out.places.len() as u32;
        let inside = |(_, (_, c)): &(usize, (usize, char))| c.is_alphanumeric();
        let is_end = matches!(c, '\n' | '!' | '?' | '؟' | '؛' | '…') || (c == '.' && !chars.peek().is_some_and(inside));
        if is_end && sentence < next {
            out.sentences.push((sentence, next));
            sentence = next;
        }
        match c {
            '«' | '“' | '„' => quote = Some(next),
            '"' if quote.is_none() => quote = Some(next),
            '»' | '”' | '"' => {
                out.quotes.extend(quote.take().filter(|&first| first < next).map(|first| (first, next)));
            }
            // A mark left open ends with its paragraph.
            '\n' => quote = None,
            _ => {}
        }
    }
    close(&mut out, &mut open, text.len(), text.chars().count() as u32);
    let next = out.places.len() as u32;
    if sentence < next {
        out.sentences.push((sentence, next));
    }
    out
}

/// The words of a name.
pub(crate) fn name_words(name: &str, folder: &Folder) -> Vec<u64> {
    words_of(name, folder).hashes
}

impl Sketch {
    /// Sketches a report.
    #[must_use]
    pub fn new(source: &Source<'_>, folder: &Folder) -> Sketch {
        let words = words_of(source.text, folder);
        let slice = |hashes: &[u64], (from, to): (u32, u32)| {
            hash::sequence(hashes.get(from as usize..to as usize).unwrap_or_default())
        };
        let unit = |range: (u32, u32), is_quote| Unit {
            hash: slice(&words.hashes, range),
            mask: slice(&words.masks, range),
            first: range.0,
            words: range.1 - range.0,
            is_quote,
        };
        let long = |least: usize| move |range: &&(u32, u32)| (range.1 - range.0) as usize >= least;
        let mut units: Vec<Unit> =
            words.sentences.iter().filter(long(MIN_SENTENCE_WORDS)).map(|r| unit(*r, false)).collect();
        units.extend(words.quotes.iter().filter(long(MIN_QUOTE_WORDS)).map(|r| unit(*r, true)));
        units.sort_unstable_by_key(|unit| (unit.first, unit.words, unit.is_quote));
        let mut credits: Vec<Credit> = source
            .credits
            .iter()
            .map(|given| {
                let mut names: Vec<Vec<u64>> = given.names.iter().map(|name| name_words(name, folder)).collect();
                names.retain(|name| !name.is_empty());
                names.sort();
                names.dedup();
                Credit { names, pack_id: given.pack_id.map(str::to_owned), is_whole: given.is_whole }
            })
            .collect();
        credits.sort();
        let said = source.statements.iter().flat_map(|spoken| {
            let range = |r: &[usize; 2]| Said { start: r[0] as u32, end: r[1] as u32, statement: spoken.id.into() };
            spoken.content.iter().map(range).collect::<Vec<_>>()
        });
        Sketch {
            id: source.id.to_owned(),
            moment: source.published.and_then(|value| Moment::parse(value, source.timezone)),
            published: source.published.map(str::to_owned),
            publisher: source.publisher.map(str::to_owned),
            publisher_words: source.publisher.map(|name| name_words(name, folder)).unwrap_or_default(),
            url: source.url.map(str::to_owned),
            path: source.path.map(str::to_owned),
            credits,
            said: said.collect(),
            whole: hash::sequence(&words.hashes),
            shingles: words.hashes.windows(SHINGLE).map(|w| hash::sequence(w) as u32).collect(),
            words: words.places,
            units,
        }
    }

    /// The words `first..first + count`, in code points.
    pub(crate) fn range(&self, first: u32, count: u32) -> [usize; 2] {
        let start = self.words.get(first as usize).map_or(0, |w| w.start);
        let last = self.words.get((first + count.max(1)) as usize - 1).or(self.words.last());
        [start as usize, last.map_or(start, |w| w.start + u32::from(w.len)) as usize]
    }

    /// The statements half of whose content lies in a range, or that hold half of the range.
    pub(crate) fn statements_in(&self, range: [usize; 2]) -> Vec<String> {
        let (from, to) = (range[0] as u32, range[1] as u32);
        let mut ids: Vec<String> = Vec::new();
        for said in &self.said {
            let common = to.min(said.end).saturating_sub(from.max(said.start));
            let half = (said.end.saturating_sub(said.start)).min(to - from).max(1).div_ceil(2);
            if common >= half && !ids.iter().any(|id| **id == *said.statement) {
                ids.push(said.statement.to_string());
            }
        }
        ids
    }

    /// Whether it stands, as a whole, on the word of the other's publisher.
    pub(crate) fn credits_publisher(&self, other: &Sketch) -> bool {
        let publisher = &other.publisher_words;
        // A report that names its own outlet credits nobody else.
        if publisher.is_empty() || is_same_name(&self.publisher_words, publisher) {
            return false;
        }
        self.credits.iter().any(|c| c.is_whole && c.names.iter().any(|name| is_same_name(name, publisher)))
    }
}

/// Whether two names are one: the same words, or one the end of the other (وكالة أنباء آسيا برس and آسيا برس).
fn is_same_name(a: &[u64], b: &[u64]) -> bool {
    !a.is_empty() && !b.is_empty() && (a.ends_with(b) || b.ends_with(a))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mahdar_lexicon::PackFiles;

    fn folder() -> Folder {
        Folder::new(&PackFiles::embedded()).expect("the embedded pack is linted")
    }

    fn sketch(text: &str) -> Sketch {
        Sketch::new(&Source { id: "a", text, ..Source::default() }, &folder())
    }

    #[test]
    fn spelling_and_digits_do_not_count() {
        assert_eq!(sketch("أعلنت الوزارة إلى ١٢ دولة").whole, sketch("اعلنت الوزاره الي 12 دولة.").whole);
    }

    #[test]
    fn a_range_is_in_code_points() {
        let text = "قال: «أولُ الغيثِ قطرة».";
        let sketch = sketch(text);
        let [start, end] = sketch.range(1, 2);
        let shown: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(shown, "أولُ الغيثِ");
    }

    #[test]
    fn sentences_and_quotations_are_units() {
        let sketch = sketch("قال الوزير: «لن نقبل بأي حل لا يعيد الأرض إلى أهلها». وغادر القاعة بعد ذلك.");
        let units: Vec<(u32, bool)> = sketch.units.iter().map(|u| (u.words, u.is_quote)).collect();
        assert_eq!(units, [(11, false), (9, true)]);
    }

    #[test]
    fn a_point_inside_a_number_ends_no_sentence() {
        let sketch = sketch("بلغت نسبة النمو 3.5 في المئة خلال الربع الأول من العام.");
        assert_eq!(sketch.units.len(), 1);
    }

    #[test]
    fn an_agency_is_known_by_the_end_of_its_name() {
        let folder = folder();
        let name = |text| name_words(text, &folder);
        assert!(is_same_name(&name("وكالة أنباء آسيا برس"), &name("آسيا برس")));
        assert!(!is_same_name(&name("الشرق الأوسط"), &name("الشرق")));
    }
}
