//! What counts as the same: strings folded, spans by Dice, pairs assigned greedily.

use crate::gold::Range;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Text as compared: no diacritics, tatweel or direction marks, alef, yeh and teh marbuta variants merged, words in lower
/// case joined by one space.
pub fn fold(text: &str) -> String {
    let dropped = |c: &char| {
        canonical_combining_class(*c) != 0
            || matches!(c, '\u{0640}' | '\u{200e}' | '\u{200f}' | '\u{202a}' | '\u{202b}' | '\u{202c}')
    };
    let merged = |c: char| match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        c => c,
    };
    let mut out = String::with_capacity(text.len());
    let mut open = false;
    for c in text.nfkd().filter(|c| !dropped(c)).map(merged).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' {
            if !open && !out.is_empty() {
                out.push(' ');
            }
            open = true;
            out.push(c);
        } else {
            open = false;
        }
    }
    out
}

/// How many code points two lists of ranges share, and how many each covers.
fn cover(a: &[Range], b: &[Range]) -> (usize, usize, usize) {
    let points = |ranges: &[Range]| -> BTreeSet<usize> { ranges.iter().flat_map(|r| r[0]..r[1]).collect() };
    if let ([a], [b]) = (a, b) {
        let both = a[1].min(b[1]).saturating_sub(a[0].max(b[0]));
        return (both, a[1].saturating_sub(a[0]), b[1].saturating_sub(b[0]));
    }
    let (a, b) = (points(a), points(b));
    (a.intersection(&b).count(), a.len(), b.len())
}

/// Dice's coefficient of the code points of two lists of ranges: 2|A∩B| / (|A|+|B|).
pub fn dice(a: &[Range], b: &[Range]) -> f64 {
    let (both, a, b) = cover(a, b);
    if a + b == 0 { 1.0 } else { 2.0 * both as f64 / (a + b) as f64 }
}

/// Whether two ranges share a code point.
pub(crate) fn meet(a: Range, b: Range) -> bool {
    a[0].max(b[0]) < a[1].min(b[1])
}

/// Greedy one-to-one matching by falling weight; pairs of weight 0 never match. Ties go to the later pair, as in gold.py.
pub(crate) fn assign(gold: usize, system: usize, weight: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for i in 0..gold {
        for j in 0..system {
            let w = weight(i, j);
            if w > 0.0 {
                pairs.push((w, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut used_gold, mut used_system) = (vec![false; gold], vec![false; system]);
    let mut out = Vec::new();
    for (_, i, j) in pairs {
        if !used_gold[i] && !used_system[j] {
            used_gold[i] = true;
            used_system[j] = true;
            out.push((i, j));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_merges_spellings_and_drops_marks() {
        assert_eq!(fold("«مُؤَكِّداً»، إلى القاهرة"), "موكدا الي القاهره");
        assert_eq!(fold("Sergey-Lavrov"), "sergey lavrov");
    }

    #[test]
    fn dice_is_two_shared_over_the_sum() {
        assert!((dice(&[[0, 10]], &[[5, 15]]) - 0.5).abs() < 1e-12);
        assert!((dice(&[[0, 4], [6, 10]], &[[0, 10]]) - 16.0 / 18.0).abs() < 1e-12);
        assert!(dice(&[[0, 2]], &[[2, 4]]) == 0.0);
    }

    #[test]
    fn the_best_pairs_go_first() {
        let w = [[0.9, 0.8], [0.85, 0.0]];
        assert_eq!(assign(2, 2, |i, j| w[i][j]), [(0, 0)]);
    }
}
