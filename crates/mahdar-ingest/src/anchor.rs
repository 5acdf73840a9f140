//! Where the body may lie: our own finder, and what the place of the headline says.

use crate::body::is_prose;
use crate::dom::Page;
use crate::tables::Marks;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The article is looked for in elements with at least so many characters of prose.
const ENOUGH: f32 = 60.0;

/// Our own finder: the element whose near descendants hold most prose. Second: whether only hidden text was found.
pub(crate) fn own_container(page: &Page, headline: Option<usize>, cards: &[bool]) -> (Option<usize>, bool) {
    for hidden in [false, true] {
        let mut score: FxHashMap<usize, f32> = FxHashMap::default();
        for (n, block) in page.blocks.iter().enumerate() {
            if page.elements[block.inner].hidden != hidden && !hidden || !is_prose(block) || cards.get(n) == Some(&true)
            {
                continue;
            }
            let marks = page.around(block.inner).take(4).fold(Marks::default(), |m, e| m.with(page.elements[e].marks));
            let mut worth = block.chars as f32 * (1.0 - block.link_density());
            if marks.any(Marks::LEAK) {
                worth *= 0.2;
            }
            if headline.is_some_and(|h| n < h) {
                worth *= 0.3;
            }
            for e in page.around(block.element).take(5) {
                let body = if page.elements[e].marks.any(Marks::BODY) { 1.2 } else { 1.0 };
                *score.entry(e).or_default() += worth * body;
                worth *= 0.75;
            }
        }
        let mut best: Option<(usize, f32)> = None;
        for number in 0..page.elements.len() {
            if let Some(s) = score.get(&number)
                && !matches!(page.elements[number].tag, "p" | "html")
                && best.is_none_or(|(_, b)| *s > b)
            {
                best = Some((number, *s));
            }
        }
        if let Some((number, s)) = best
            && s >= ENOUGH
        {
            return (Some(number), hidden);
        }
    }
    (None, false)
}

/// The smallest element around the headline in which prose follows it: where its article should be.
///
/// A deck alone is no article: two paragraphs at least, outside lists.
pub(crate) fn scope(page: &Page, headline: usize, cards: &[bool]) -> Option<usize> {
    page.around(page.blocks.get(headline)?.element).skip(1).find(|e| {
        let after = after(page, headline, *e);
        let free = after.filter(|n| cards.get(*n) != Some(&true)).map(|n| &page.blocks[n]);
        let prose = free.filter(|b| {
            is_prose(b)
                && page.elements[b.element].tag != "li"
                && !page.around(b.inner).take_while(|x| x != e).any(|x| page.elements[x].marks.any(Marks::LEAK))
        });
        let (count, chars) = prose.fold((0, 0), |(count, chars), b| (count + 1, chars + b.chars));
        count >= 2 && chars >= 150
    })
}

/// Blocks of an element after the headline.
pub(crate) fn after(page: &Page, headline: usize, element: usize) -> Range<usize> {
    let blocks = page.blocks_of(element);
    blocks.start.max(headline + 1).min(blocks.end)..blocks.end
}

/// Whether text from this block on stands under a title of its own, outside `scope`.
pub(crate) fn is_titled_apart(page: &Page, first: usize, scope: usize) -> bool {
    (first.saturating_sub(4)..first).any(|n| {
        let block = &page.blocks[n];
        !page.is_within(block.inner, scope)
            && block.words.len() >= 3
            && block.chars <= 200
            && (!is_prose(block) || is_heading(page, n))
            && mahdar_dates::scan(&block.text).is_empty()
    })
}

pub(crate) fn is_heading(page: &Page, n: usize) -> bool {
    let tag = page.elements[page.blocks[n].element].tag;
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Where another article begins below the headline's: a heading of the same make. Lists of headlines are none.
pub(crate) fn next_titled(page: &Page, headline: usize) -> Option<usize> {
    let holder = &page.elements[page.blocks.get(headline)?.element];
    if !matches!(holder.tag, "h1" | "h2") {
        return None;
    }
    (headline + 1..page.blocks.len()).find(|n| {
        let block = &page.blocks[*n];
        let e = &page.elements[block.element];
        e.tag == holder.tag && e.make == holder.make && (e.tag == "h1" || e.has_class) && block.words.len() >= 3
    })
}
