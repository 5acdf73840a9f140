//! What two reports share, exactly.

use crate::atlas::{EdgeKind, Passage};
use crate::candidates::Frequent;
use crate::sketch::{MIN_QUOTE_WORDS, SHINGLE, Sketch};

/// Share of the smaller report's shingles that makes it a copy. A copy cut by 30 % with one word in ten replaced keeps
/// about 0.66 of its own; unrelated reports on one matter stay under 0.1.
const COPY: f32 = 0.45;
/// The same, of the words outside quotation marks: two reporters at one press conference share the quotations alone.
const COPY_OUTSIDE_QUOTES: f32 = 0.35;
/// The same, for a report that is nearly all boilerplate.
const COPY_OF_BOILERPLATE: f32 = 0.9;
/// Under so many words a report is a flash; and a remainder of fewer words says nothing.
const FEW_WORDS: usize = 20;
/// A flash is a copy if this share of it is in another report of at most twice its length.
const COPY_OF_FLASH: f32 = 0.8;
/// Equal words that make a passage which links reports that are no copies.
const LINK_WORDS: u32 = 12;
/// Fewer equal words are not shown as evidence.
const SHOWN_WORDS: u32 = 6;
/// Words between two equal runs that still make one passage.
const GAP: u32 = 4;

/// The shingles of one report, to look others' up in.
pub struct Table(Vec<(u32, u32)>);

impl Table {
    /// Sorts a report's shingles.
    pub fn new(sketch: &Sketch) -> Table {
        let mut entries: Vec<(u32, u32)> = sketch.shingles.iter().copied().zip(0..).collect();
        entries.sort_unstable();
        Table(entries)
    }

    fn places(&self, shingle: u32) -> &[(u32, u32)] {
        let from = self.0.partition_point(|entry| entry.0 < shingle);
        let len = self.0[from..].partition_point(|entry| entry.0 == shingle);
        &self.0[from..from + len]
    }
}

/// Equal words at one place of two reports, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First word in the one.
    pub a: u32,
    /// Words spanned there.
    pub a_words: u32,
    /// First word in the other.
    pub b: u32,
    /// Words spanned there.
    pub b_words: u32,
    /// Words that are equal.
    pub equal: u32,
}

/// Which shingles of each of two reports stand in the other.
pub struct Overlap {
    a: Vec<bool>,
    b: Vec<bool>,
}

fn share(hits: &[bool]) -> f32 {
    if hits.is_empty() { 0.0 } else { hits.iter().filter(|hit| **hit).count() as f32 / hits.len() as f32 }
}

impl Overlap {
    /// Looks the shingles of `b` up in the table of `a`.
    pub fn new(a: &Sketch, table: &Table, b: &Sketch) -> Overlap {
        let mut overlap = Overlap { a: vec![false; a.shingles.len()], b: vec![false; b.shingles.len()] };
        for (hit, shingle) in overlap.b.iter_mut().zip(&b.shingles) {
            for (_, at) in table.places(*shingle) {
                *hit = true;
                overlap.a[*at as usize] = true;
            }
        }
        overlap
    }

    /// For each shingle of `a`, whether it stands in `b`.
    pub fn into_first(self) -> Vec<bool> {
        self.a
    }

    /// Share of the shingles of `a` that stand in `b`, and the other way round.
    pub fn containment(&self) -> (f32, f32) {
        (share(&self.a), share(&self.b))
    }

    /// How the two are copies of each other, if they are.
    pub fn copy(&self, a: &Sketch, b: &Sketch, frequent: &Frequent) -> Option<EdgeKind> {
        if a.whole == b.whole && a.words.len() == b.words.len() && a.words.len() > SHINGLE {
            return Some(EdgeKind::SameText);
        }
        let (small, large, hits) = if a.words.len() <= b.words.len() { (a, b, &self.a) } else { (b, a, &self.b) };
        let shared = hits.iter().filter(|hit| **hit).count();
        let contained = share(hits);
        let is_copy = if small.words.len() < FEW_WORDS {
            contained >= COPY_OF_FLASH && shared >= SHINGLE && small.words.len() * 2 >= large.words.len()
        } else {
            contained >= COPY
                && shared + SHINGLE > FEW_WORDS
                && holds_outside(&quoted(small), hits, COPY_OUTSIDE_QUOTES).unwrap_or(true)
                && {
                    let boilerplate = frequent.words(small);
                    boilerplate.is_empty()
                        || holds_outside(&boilerplate, hits, COPY).unwrap_or(contained >= COPY_OF_BOILERPLATE)
                }
        };
        is_copy.then_some(EdgeKind::NearDuplicate)
    }
}

/// The words in quotation marks.
fn quoted(sketch: &Sketch) -> Vec<bool> {
    let mut out = vec![false; sketch.words.len()];
    for unit in sketch.units.iter().filter(|unit| unit.is_quote) {
        out[unit.first as usize..(unit.first + unit.words) as usize].fill(true);
    }
    out
}

/// Whether of the shingles that begin outside the marked words at least `least` are hits; `None` if they are too few to say.
fn holds_outside(marked: &[bool], hits: &[bool], least: f32) -> Option<bool> {
    let outside: Vec<bool> = hits.iter().zip(marked).filter(|(_, marked)| !**marked).map(|(hit, _)| *hit).collect();
    (outside.len() >= FEW_WORDS).then(|| share(&outside) >= least)
}

/// The runs of equal words of `a` in `b`, in the order of `a`; runs a few words apart on both sides are one.
pub fn runs(a: &Sketch, b: &Sketch) -> Vec<Run> {
    let table = Table::new(b);
    let shingle = SHINGLE as u32;
    let mut out: Vec<Run> = Vec::new();
    let mut at = 0usize;
    while at < a.shingles.len() {
        // Of several places the one that goes on where the last run ended, else the one with the longest run.
        let length = |from: u32| {
            let pairs = a.shingles[at..].iter().zip(&b.shingles[from as usize..]);
            pairs.take_while(|(x, y)| x == y).count() as u32
        };
        let expected = out.last().map_or(0, |run| run.b + run.b_words);
        let near = |from: u32| (expected..=expected + GAP).contains(&from);
        let best = table.places(a.shingles[at]).iter().map(|&(_, from)| (near(from), length(from), from));
        let Some((_, length, from)) = best.max_by_key(|&(near, length, from)| (near, length, u32::MAX - from)) else {
            at += 1;
            continue;
        };
        let words = length + shingle - 1;
        let run = Run { a: at as u32, a_words: words, b: from, b_words: words, equal: words };
        at += words as usize;
        match out.last_mut() {
            Some(last) if gap(last.a + last.a_words, run.a) && gap(last.b + last.b_words, run.b) => {
                last.a_words = run.a + run.a_words - last.a;
                last.b_words = run.b + run.b_words - last.b;
                last.equal += run.equal;
            }
            _ => out.push(run),
        }
    }
    out
}

fn gap(end: u32, start: u32) -> bool {
    start >= end && start - end <= GAP
}

/// The runs that link two reports which are no copies: twelve equal words, or a whole quotation, outside boilerplate.
pub fn linking(a: &Sketch, b: &Sketch, frequent: &Frequent) -> Vec<Run> {
    let boilerplate = frequent.words(a);
    let mut out = runs(a, b);
    out.retain(|run| {
        let end = run.a + run.a_words;
        let quotes = a.units.iter().filter(|u| u.is_quote && run.a <= u.first && u.first + u.words <= end);
        let is_long = run.equal >= LINK_WORDS || quotes.count() > 0 && run.equal >= MIN_QUOTE_WORDS as u32;
        let marked = boilerplate.iter().skip(run.a as usize).take(run.a_words as usize).filter(|m| **m).count();
        is_long && marked * 2 <= run.a_words as usize
    });
    out
}

/// Runs as evidence, in code points, with the statements they stand in.
pub fn passages(copy: &Sketch, original: &Sketch, runs: &[Run]) -> Vec<Passage> {
    let shown = runs.iter().filter(|run| run.equal >= SHOWN_WORDS);
    let passage = |run: &Run| {
        let (in_copy, in_original) = (copy.range(run.a, run.a_words), original.range(run.b, run.b_words));
        Passage {
            copy: in_copy,
            original: in_original,
            words: run.equal,
            copy_statements: copy.statements_in(in_copy),
            original_statements: original.statements_in(in_original),
        }
    };
    shown.map(passage).collect()
}
