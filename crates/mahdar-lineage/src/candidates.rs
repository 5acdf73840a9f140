//! Which pairs of reports are worth comparing: those that share something rare.
//!
//! Of each report a part of its shingles is kept by winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003): the least hash
//! of every window of [`WINDOW`] shingles. So any run of `WINDOW + SHINGLE - 1` equal words has a common fingerprint,
//! wherever it stands and whatever else the two texts hold; a signature of the whole (MinHash with banding) loses copies
//! once the shared part falls under half of both texts together. Sentences and quotations are kept whole beside them.
//! Postings are sorted, never hashed: the same reports give the same pairs in the same order.

use crate::sketch::Sketch;

/// Shingles in a winnowing window.
pub const WINDOW: usize = 4;
/// Up to this many reports of one fingerprint are paired each with each.
const ALL_PAIRS: usize = 8;
/// Up to this many, each is paired with the first and with its neighbour; beyond, with its neighbour alone. So an agency
/// text in a thousand outlets costs a thousand pairs and not half a million, and stays one chain.
const STAR: usize = 64;
/// A sentence that stands, numbers aside, in this many reports may be boilerplate.
const FREQUENT: usize = 8;
/// Fingerprints two reports must share; a sentence or quotation counts as that many.
const LEAST_SHARED: usize = 2;

/// Sentences that stand in many reports, by their mask, sorted.
pub struct Frequent(Vec<u64>);

impl Frequent {
    /// Finds them.
    pub fn new(sketches: &[Sketch]) -> Frequent {
        let mut all: Vec<(u64, u32)> = Vec::new();
        for (i, sketch) in sketches.iter().enumerate() {
            all.extend(sketch.units.iter().filter(|u| !u.is_quote).map(|u| (u.mask, i as u32)));
        }
        all.sort_unstable();
        all.dedup();
        let runs = all.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() >= FREQUENT);
        Frequent(runs.filter_map(|run| run.first().map(|entry| entry.0)).collect())
    }

    /// For each word of a report, whether it stands in such a sentence; empty if none does.
    pub fn words(&self, sketch: &Sketch) -> Vec<bool> {
        let mut out = Vec::new();
        for unit in sketch.units.iter().filter(|u| !u.is_quote && self.0.binary_search(&u.mask).is_ok()) {
            out.resize(sketch.words.len(), false);
            out[unit.first as usize..(unit.first + unit.words) as usize].fill(true);
        }
        out
    }
}

/// The least shingle of every window, each once.
fn winnow(shingles: &[u32]) -> Vec<u32> {
    let mut kept: Vec<u32> =
        shingles.windows(WINDOW.min(shingles.len().max(1))).filter_map(|window| window.iter().min().copied()).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// Pairs `(a, b)`, `a < b`, of reports that share at least two fingerprints or a whole passage, in order.
pub fn pairs(sketches: &[Sketch]) -> Vec<(u32, u32)> {
    let mut shared: Vec<u64> = Vec::new();
    let mut postings: Vec<(u32, u32)> = Vec::new();
    for (i, sketch) in sketches.iter().enumerate() {
        postings.extend(winnow(&sketch.shingles).into_iter().map(|hash| (hash, i as u32)));
    }
    postings.sort_unstable();
    for run in postings.chunk_by(|a, b| a.0 == b.0) {
        spread(run.len(), |i| run[i].1, 1, &mut shared);
    }
    drop(postings);
    let mut units: Vec<(u64, u32)> = Vec::new();
    for (i, sketch) in sketches.iter().enumerate() {
        units.extend(sketch.units.iter().map(|unit| (unit.hash, i as u32)));
        // Short texts have no unit and few shingles: the whole is one.
        units.push((sketch.whole, i as u32));
    }
    units.sort_unstable();
    units.dedup();
    for run in units.chunk_by(|a, b| a.0 == b.0) {
        spread(run.len(), |i| run[i].1, LEAST_SHARED, &mut shared);
    }
    shared.sort_unstable();
    let often = shared.chunk_by(|a, b| a == b).filter(|run| run.len() >= LEAST_SHARED);
    often.filter_map(|run| run.first().map(|&pair| ((pair >> 32) as u32, pair as u32))).collect()
}

/// Pushes the pairs of one posting list, `weight` times each.
fn spread(len: usize, report: impl Fn(usize) -> u32, weight: usize, shared: &mut Vec<u64>) {
    let mut push = |a: u32, b: u32| {
        if a != b {
            shared.extend(std::iter::repeat_n(u64::from(a.min(b)) << 32 | u64::from(a.max(b)), weight));
        }
    };
    for i in 1..len {
        if len <= ALL_PAIRS {
            (0..i).for_each(|j| push(report(j), report(i)));
        } else {
            push(report(i - 1), report(i));
            if len <= STAR && i > 1 {
                push(report(0), report(i));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_as_long_as_a_window_shares_a_fingerprint() {
        let run: Vec<u32> = vec![90, 17, 60, 44];
        let around = |before: &[u32], after: &[u32]| winnow(&[before, &run, after].concat());
        let (a, b) = (around(&[1, 5, 9], &[2, 8]), around(&[70, 3], &[4, 66, 21]));
        assert!(a.iter().any(|hash| b.contains(hash)), "{a:?} {b:?}");
    }

    #[test]
    fn long_posting_lists_stay_linear() {
        for (len, most) in [(8, 28), (64, 125), (1000, 999)] {
            let mut shared = Vec::new();
            spread(len, |i| i as u32, 1, &mut shared);
            assert_eq!(shared.len(), most);
        }
    }
}
