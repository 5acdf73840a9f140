//! Copies of reports as outlets make them: cut, retouched, headed anew, credited or not, dated later, the same day or not at all.

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same copies everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// A first line of more words is no headline: the report is one line.
const LONGEST_HEADLINE: usize = 30;

/// What is cut away.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The last sentences.
    End,
    /// Sentences in a row from the middle.
    Middle,
    /// Sentences here and there.
    Sentences,
}

impl Cut {
    pub fn name(self) -> &'static str {
        match self {
            Cut::End => "end",
            Cut::Middle => "middle",
            Cut::Sentences => "sentences",
        }
    }
}

/// Outlets of our own making.
const OUTLETS: &[&str] = &[
    "وكالة أنباء المشرق الجديد",
    "صحيفة النهر الأخضر",
    "موقع بوابة الميناء",
    "قناة الأفق الثامن",
    "وكالة آسيا برس",
    "صحيفة صدى الساحل",
    "شبكة مرآة الجنوب",
];

/// Two different outlets.
pub fn publishers(random: &mut Random) -> (&'static str, &'static str) {
    let first = random.below(OUTLETS.len());
    let second = (first + 1 + random.below(OUTLETS.len() - 1)) % OUTLETS.len();
    (OUTLETS[first], OUTLETS[second])
}

/// A text and the time given with it.
pub struct Dated {
    pub text: String,
    pub published: Option<String>,
}

/// The original and its copy with their times: half of the copies are later by minutes to two days, a fifth give the
/// original's day alone, the rest no time at all; one original in seven has none. Gold without a time is given one. Without a time, the line of the text that
/// gave it (`line`: a byte in it) goes too.
pub fn date(text: &str, line: Option<usize>, published: Option<&str>, random: &mut Random) -> (Dated, Dated) {
    let without = || match line {
        Some(at) => {
            let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
            let end = text[at..].find('\n').map_or(text.len(), |i| at + i + 1);
            format!("{}{}", &text[..start], &text[end..])
        }
        None => text.to_owned(),
    };
    let given = |published: String| Dated { text: text.to_owned(), published: Some(published) };
    let bare = || Dated { text: without(), published: None };
    let made = format!(
        "2023-{:02}-{:02}T{:02}:{:02}",
        1 + random.below(12),
        1 + random.below(28),
        random.below(24),
        random.below(60)
    );
    let published = Some(published.unwrap_or(&made));
    let roll = random.below(10);
    let lag = 5 + random.below(2 * 24 * 60) as i64;
    let original = match published.filter(|_| random.below(7) != 0) {
        Some(published) => given(published.to_owned()),
        None => bare(),
    };
    let copy = match published {
        Some(published) if roll < 5 => given(later(published, lag)),
        Some(published) if roll < 7 => given(published.get(..10).unwrap_or(published).to_owned()),
        _ => bare(),
    };
    (original, copy)
}

/// A time `minutes` later; of a day alone, the next day or the one after.
fn later(published: &str, minutes: i64) -> String {
    let number = |range: std::ops::Range<usize>| published.get(range).and_then(|s| s.parse::<i64>().ok()).unwrap_or(0);
    let (year, month, day) = (number(0..4) as i32, number(5..7) as u8, number(8..10) as u8);
    let Some(civil) = mahdar_dates::Civil::new(year, month, day) else { return published.to_owned() };
    if published.len() < 16 {
        let next = civil.add_days(1 + minutes / (24 * 60));
        return format!("{:04}-{:02}-{:02}", next.year, next.month, next.day);
    }
    let total = number(11..13) * 60 + number(14..16) + minutes;
    let next = civil.add_days(total.div_euclid(24 * 60));
    let clock = total.rem_euclid(24 * 60);
    format!("{:04}-{:02}-{:02}T{:02}:{:02}", next.year, next.month, next.day, clock / 60, clock % 60)
}

/// Makes copies.
pub struct Copier {
    vocabulary: Vec<String>,
    cut: f64,
    one_in: usize,
    what: Cut,
}

impl Copier {
    /// Copies with `cut` of the words gone and one word in `one_in` replaced by another of `texts`.
    pub fn new<'t>(texts: impl Iterator<Item = &'t str>, cut: f64, one_in: usize, what: Cut) -> Self {
        let vocabulary = texts.flat_map(str::split_whitespace).map(str::to_owned).collect();
        Copier { vocabulary, cut, one_in, what }
    }

    fn word(&self, random: &mut Random) -> &str {
        &self.vocabulary[random.below(self.vocabulary.len())]
    }

    /// A copy of a report whose headline is the line `headline_line` of those that are not empty, from 1.
    pub fn copy(&self, text: &str, headline_line: usize, publisher: &str, random: &mut Random) -> String {
        let kept = self.shorten(text, random);
        let digits = random.below(2) == 0;
        let mut out = String::new();
        let mut number = 0;
        for line in kept.lines() {
            number += usize::from(!line.trim().is_empty());
            let few = (1..=LONGEST_HEADLINE).contains(&line.split_whitespace().count());
            if number == headline_line && few {
                let words: Vec<&str> = (0..8).map(|_| self.word(random)).collect();
                out.push_str(&words.join(" "));
            } else {
                let words: Vec<String> =
                    line.split_whitespace().map(|word| self.retouch(word, digits, random)).collect();
                out.push_str(&words.join(" "));
            }
            out.push('\n');
        }
        if random.below(2) == 0 {
            out.push_str(&format!("\nالمصدر: {publisher}\n"));
        }
        out
    }

    fn retouch(&self, word: &str, digits: bool, random: &mut Random) -> String {
        if random.below(self.one_in) == 0 {
            return self.word(random).to_owned();
        }
        let respell = random.below(3) == 0;
        let last = word.chars().count().saturating_sub(1);
        let change = |(at, c): (usize, char)| match c {
            'أ' | 'إ' if respell => 'ا',
            'ى' if respell && at == last => 'ي',
            'ة' if respell && at == last => 'ه',
            '0'..='9' if digits => char::from_u32(c as u32 - '0' as u32 + '٠' as u32).unwrap_or(c),
            '٠'..='٩' if digits => char::from_u32(c as u32 - '٠' as u32 + '0' as u32).unwrap_or(c),
            _ => c,
        };
        word.chars().enumerate().map(change).collect()
    }

    /// Takes whole sentences away until at least `cut` of the words are gone; the first two lines and the last sentence left stay.
    fn shorten(&self, text: &str, random: &mut Random) -> String {
        let mut sentences: Vec<&str> = text.split_inclusive(['.', '\n', '؟', '!']).collect();
        let count = |s: &str| s.split_whitespace().count();
        let total: usize = count(text);
        let goal = (total as f64 * self.cut).ceil() as usize;
        let (mut gone, mut at) = (0, sentences.len() / 2);
        while gone < goal && sentences.len() > 4 {
            at = match self.what {
                Cut::End => sentences.len() - 1,
                Cut::Middle => at.min(sentences.len() - 1),
                Cut::Sentences => 3 + random.below(sentences.len() - 3),
            };
            gone += count(sentences.remove(at));
        }
        sentences.concat()
    }
}

/// The last sentences of a text, as many as have at most `most` words together.
pub fn sentences(text: &str, most: usize) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut words = 0;
    for sentence in text.split_inclusive(['.', '\n', '؟', '!']).rev() {
        words += sentence.split_whitespace().count();
        if words > most {
            break;
        }
        out.insert(0, sentence);
    }
    out.concat()
}

/// A text of about a hundred words, patched from pieces of one to eight words of others: phrases of the trade recur in it as
/// they do in news.
pub fn patchwork(words: &[&str], random: &mut Random) -> String {
    let mut out: Vec<&str> = Vec::new();
    let goal = 70 + random.below(60);
    while out.len() < goal {
        let (from, len) = (random.below(words.len()), 1 + random.below(8));
        out.extend(&words[from..(from + len).min(words.len())]);
    }
    out.join(" ")
}
