//! Cards: rows of like elements, each with a headline that is a link to another page, and perhaps a teaser.

use crate::dom::Page;
use crate::words::joined;
use rustc_hash::FxHashMap;

/// So many of one make in a row are a list of cards.
const ROW: usize = 3;
/// A card has at most so many characters; what is longer is a post, an answer, an entry.
const LONGEST: usize = 500;

/// For each block, whether it stands in a card.
pub(crate) fn find(page: &Page, headline: Option<usize>) -> Vec<bool> {
    let mut found = vec![false; page.blocks.len()];
    // A headline link: most of the block, of several words.
    let leads: Vec<bool> = page
        .blocks
        .iter()
        .map(|b| b.link_density() > 0.75 && b.words.len() >= 3 && leads_away(page, b.inner))
        .collect();
    let mut rows: FxHashMap<(usize, &str, u64), Vec<usize>> = FxHashMap::default();
    for (number, element) in page.elements.iter().enumerate() {
        let fits = matches!(element.tag, "article" | "li" | "div" | "section" | "td" | "tr" | "a" | "dd" | "figure");
        let blocks = &element.blocks;
        if !fits || element.depth < 3 || blocks.is_empty() || blocks.len() > 12 {
            continue;
        }
        if headline.is_some_and(|h| blocks.contains(&h)) {
            continue;
        }
        rows.entry((element.parent, element.tag, element.make)).or_default().push(number);
    }
    let mut rows: Vec<_> = rows.into_iter().filter(|(_, row)| row.len() >= ROW).collect();
    rows.sort_unstable_by_key(|(_, row)| row[0]);
    let mut found_in = |row: &[usize]| row.iter().flat_map(|e| page.blocks_of(*e)).for_each(|n| found[n] = true);
    for (_, row) in rows {
        let leading = row.iter().filter(|e| page.blocks_of(**e).any(|n| leads[n])).count();
        let chars: usize = row.iter().flat_map(|e| page.blocks_of(*e)).map(|n| page.blocks[n].chars).sum();
        // Two blocks in some: else it is a list of links, which others see to.
        let teased = row.iter().any(|e| page.blocks_of(*e).len() >= 2);
        if leading * 10 >= row.len() * 7 && chars <= LONGEST * row.len() && teased && leads_apart(page, &row, &leads) {
            found_in(&row);
        }
    }
    // Cards strewn over the text: of one class, a headline link first, a line or two after it.
    let mut strewn: FxHashMap<(&str, u64), Vec<usize>> = FxHashMap::default();
    for (number, element) in page.elements.iter().enumerate() {
        let blocks = &element.blocks;
        if element.has_class && element.depth >= 3 && (2..=4).contains(&blocks.len()) && is_strewn(page, blocks.clone())
        {
            strewn.entry((element.tag, element.make)).or_default().push(number);
        }
    }
    let mut strewn: Vec<_> = strewn.into_values().filter(|all| all.len() >= 2).collect();
    strewn.sort_unstable();
    for row in strewn {
        let inside = |e: &usize| headline.is_some_and(|h| page.blocks_of(*e).contains(&h));
        if !row.iter().any(inside) && leads_apart(page, &row, &leads) {
            found_in(&row);
        }
    }
    for element in forms(page) {
        let blocks = page.blocks_of(element);
        if !headline.is_some_and(|h| blocks.contains(&h)) {
            found_in(&[element]);
        }
    }
    found
}

/// Whether the link around leads to another page: headings of a live page lead to themselves.
fn leads_away(page: &Page, element: usize) -> bool {
    let link = page.around(element).find(|e| page.elements[*e].tag == "a");
    link.is_none_or(|e| page.elements[e].attr("href").is_none_or(|href| !href.contains('#')))
}

/// A headline link, then short lines that are no links.
fn is_strewn(page: &Page, blocks: std::ops::Range<usize>) -> bool {
    let blocks = &page.blocks[blocks];
    let Some((first, rest)) = blocks.split_first() else { return false };
    first.link_density() > 0.95
        && first.words.len() >= 4
        && rest.iter().all(|b| b.links == 0)
        && blocks.iter().map(|b| b.chars).sum::<usize>() <= 320
}

/// Boxes about a field to fill in: a newsletter, a poll, a search, with the lines that invite to it.
fn forms(page: &Page) -> Vec<usize> {
    let mut found = Vec::new();
    for (number, element) in page.elements.iter().enumerate() {
        let is_field = match element.tag {
            "input" => element.attr("type").is_none_or(|t| !t.eq_ignore_ascii_case("hidden")),
            "textarea" | "button" => true,
            _ => false,
        };
        if !is_field {
            continue;
        }
        let around = page.around(number).skip(1).take(3);
        let fits = |e: &usize| {
            let element = &page.elements[*e];
            let blocks = &page.blocks[element.blocks.clone()];
            matches!(element.tag, "div" | "section" | "form" | "aside" | "fieldset")
                && blocks.len() <= 8
                && blocks.iter().map(|b| b.chars).sum::<usize>() <= 320
        };
        if let Some(e) = around.take_while(fits).last() {
            found.push(e);
        }
    }
    found.dedup();
    found
}

/// Whether the headlines differ: a link "reply" or a name of one author in each is no headline.
fn leads_apart(page: &Page, row: &[usize], leads: &[bool]) -> bool {
    let mut seen: Vec<u64> = row
        .iter()
        .filter_map(|e| page.blocks_of(*e).find(|n| leads[*n]))
        .map(|n| joined(&page.blocks[n].words))
        .collect();
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    seen.len() * 2 > all
}
