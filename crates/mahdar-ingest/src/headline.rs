//! The headline: what the title claims, without the site's name, and where the page prints it.

use crate::dom::{Block, Page};
use crate::tables::Marks;
use crate::words::{folded, words};
use rustc_hash::FxHashSet;

const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", "|"];

/// Pieces of a title, with the separator before each.
pub(crate) fn pieces(title: &str) -> Vec<&str> {
    let separator = SEPARATORS.iter().find(|s| title.contains(**s));
    separator.map_or_else(|| vec![title], |s| title.split(s).map(str::trim).filter(|p| !p.is_empty()).collect())
}

/// A title without the site's name at either end.
pub(crate) fn without_site(title: &str, publisher: Option<&str>) -> String {
    let site = publisher.map(folded);
    let mut rest = title.trim();
    for _ in 0..3 {
        let mut cut = None;
        for separator in SEPARATORS {
            if let Some(at) = rest.rfind(separator) {
                let (head, tail) = (rest[..at].trim(), rest[at + separator.len()..].trim());
                let tail_words = words(tail).len();
                let known =
                    site.as_deref().is_some_and(|s| folded(tail) == s || !s.is_empty() && folded(tail).contains(s));
                if known
                    || (tail_words <= 4
                        && words(head).len() > tail_words.max(3)
                        && separator != " - "
                        && separator != "|"
                        && separator != " — ")
                {
                    cut = Some(head);
                    break;
                }
                if let Some(first) = rest.find(separator)
                    && site.as_deref().is_some_and(|s| folded(&rest[..first]) == s)
                {
                    cut = Some(rest[first + separator.len()..].trim());
                    break;
                }
            }
        }
        match cut {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => break,
        }
    }
    rest.to_owned()
}

pub(crate) fn heading_rank(page: &Page, block: &Block) -> u32 {
    page.around(block.element)
        .take(3)
        .map(|e| match page.elements[e].tag {
            "h1" => 4,
            "h2" => 3,
            "h3" => 2,
            _ if page.elements[e].attr("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("headline")) => 4,
            _ if page.elements[e].marks.any(Marks::HEADLINE) => 2,
            _ => 0,
        })
        .max()
        .unwrap_or(0)
}

pub(crate) fn outside(page: &Page, block: &Block) -> bool {
    page.around(block.inner).any(|e| {
        matches!(page.elements[e].tag, "nav" | "footer" | "aside")
            || page.elements[e].marks.any(Marks::RELATED.with(Marks::COMMENTS)) && page.elements[e].depth > 3
    })
}

/// Where the headline is printed, and whether the metadata say so: the heading that says what they claim; else the best
/// heading with prose below it.
pub(crate) fn headline_block(page: &Page, claims: &[String]) -> Option<(usize, bool)> {
    let claims: Vec<Vec<u64>> = claims.iter().map(|c| words(c)).collect();
    let mut best: Option<(f32, f32, usize)> = None;
    for (n, block) in page.blocks.iter().enumerate() {
        if block.chars > 400 || page.elements[block.inner].hidden {
            continue;
        }
        let rank = heading_rank(page, block);
        let mine = &block.words;
        let count = mine.len();
        let mut fit = 0.0f32;
        for claim in &claims {
            let long = claim.len();
            let within = |a: &[u64], b: &[u64]| !a.is_empty() && b.windows(a.len()).any(|w| w == a);
            let same = if claim == mine {
                1.0
            } else if count >= 3 && (within(mine, claim) || long >= 3 && within(claim, mine)) {
                0.5 + 0.4 * (count.min(long) as f32 / count.max(long) as f32)
            } else if rank >= 3 && count >= 4 {
                0.8 * overlap(mine, claim)
            } else {
                0.0
            };
            fit = fit.max(same);
        }
        if fit < 0.5 || (rank == 0 && (fit < 0.99 || count < 3)) {
            continue;
        }
        // A heading that is a link is another page's, or the site's name.
        let linked = if block.link_density() > 0.8 && (rank < 4 || fit < 0.9) { 1.5 } else { 0.0 };
        let score = fit * 6.0 + rank as f32 * 0.7 - 2.0 - linked - if outside(page, block) { 3.0 } else { 0.0 };
        if best.is_none_or(|(b, ..)| score > b + 0.001) {
            best = Some((score, fit, n));
        }
    }
    let claimed = best.filter(|(score, ..)| *score > 1.0).map(|(_, fit, n)| (n, fit >= 0.85));
    // A line that is no heading and says what the title says may be the site's name: old pages have one title for all.
    let weak = claimed.is_none_or(|(n, _)| heading_rank(page, &page.blocks[n]) == 0 && page.blocks[n].words.len() < 5);
    if weak && let Some(n) = heading_above_prose(page).filter(|n| claimed.is_none_or(|(c, _)| c < *n)) {
        return Some((n, false));
    }
    claimed
}

/// The most prominent heading, or line in a style of its own, right above prose.
fn heading_above_prose(page: &Page) -> Option<usize> {
    let is_above = |n: usize, rank: u32| {
        let enough = if rank >= 4 { 1 } else { 2 };
        let next = &page.blocks[n + 1..page.blocks.len().min(n + 9)];
        next.iter().filter(|b| crate::body::is_prose(b) && b.chars >= 60).count() >= enough
    };
    let rank = |block: &Block| {
        let heading = page.around(block.element).take(2).map(|e| page.elements[e].tag).find_map(|tag| match tag {
            "h1" => Some(4),
            "h2" => Some(3),
            "h3" | "h4" => Some(2),
            _ => None,
        });
        heading.unwrap_or_else(|| match is_set_apart(page, block) {
            true if is_large(page, block) => 2,
            apart => u32::from(apart),
        })
    };
    let fits = |n: &usize| {
        let block = &page.blocks[*n];
        block.words.len() >= 3
            && block.chars <= 200
            && block.link_density() < 0.5
            && !page.elements[block.inner].hidden
            && !outside(page, block)
    };
    let mut best: Option<(u32, usize)> = None;
    for n in (0..page.blocks.len()).filter(fits) {
        let mine = rank(&page.blocks[n]);
        if mine > 0 && best.is_none_or(|(b, _)| mine > b) && is_above(n, mine) {
            best = Some((mine, n));
        }
    }
    best.map(|(_, n)| n)
}

/// In a `font` larger than text.
fn is_large(page: &Page, block: &Block) -> bool {
    page.around(block.inner).take_while(|e| *e != block.element).any(|e| {
        let size = page.elements[e].attr("size").map(str::trim).unwrap_or_default();
        size.starts_with('+') || size.parse::<u32>().is_ok_and(|size| size >= 4)
    })
}

/// A whole line in bold or another size, not a sentence.
fn is_set_apart(page: &Page, block: &Block) -> bool {
    block.uniform
        && block.words.len() >= 4
        && block.chars <= 160
        && !block.text.ends_with(['.', '،', ',', ':', '؛'])
        && page
            .around(block.inner)
            .take_while(|e| *e != block.element)
            .any(|e| matches!(page.elements[e].tag, "b" | "strong" | "font" | "big"))
        && mahdar_dates::scan(&block.text).is_empty()
}

/// Share of words two texts have in common.
fn overlap(a: &[u64], b: &[u64]) -> f32 {
    let (a, b): (FxHashSet<u64>, FxHashSet<u64>) = (a.iter().copied().collect(), b.iter().copied().collect());
    let common = a.intersection(&b).count();
    common as f32 / a.len().max(b.len()).max(1) as f32
}
