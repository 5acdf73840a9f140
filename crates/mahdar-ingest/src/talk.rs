//! What readers say below an article: boxes that a heading opens ("22 comments", "Leave a reply", "تعليقات").
//!
//! Classes that say so are marks ([`crate::tables::Marks::COMMENTS`]); this is for pages whose classes say nothing.

use crate::anchor::is_heading;
use crate::body::is_prose;
use crate::dom::Page;
use crate::tables::{Marks, phrase};
use std::ops::Range;

/// So much text stands between the headline and what readers say of it.
const ENOUGH: usize = 100;

/// The blocks of such boxes.
pub(crate) fn find(page: &Page, headline: Option<usize>, cards: &[bool]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut above = 0;
    for n in headline.map_or(0, |h| h + 1)..page.blocks.len() {
        let block = &page.blocks[n];
        if above >= ENOUGH && opens(page, n) && found.last().is_none_or(|f| f.end <= n) {
            found.push(n..end(page, n));
        }
        above += if is_prose(block) && cards.get(n) != Some(&true) { block.chars } else { 0 };
    }
    found
}

/// A heading, or a line marked as belonging to comments.
fn opens(page: &Page, n: usize) -> bool {
    let block = &page.blocks[n];
    let marked = || page.elements[block.element].marks.any(Marks::COMMENTS);
    block.chars <= 80
        && (is_heading(page, n) || marked())
        // A count, the name of the article in quotation marks: "10 Replies to “The orchard”".
        && phrase("comments", &block.words).is_some_and(|p| p.whole || p.rest <= 2 || block.text.contains(['“', '"', '«']))
}

/// The end of the box: of the element that the heading opens, else of the one around it, or the next heading as high.
fn end(page: &Page, n: usize) -> usize {
    let element = page.blocks[n].element;
    let opened = page.around(element).take_while(|e| page.blocks_of(*e).start == n).last().unwrap_or(element);
    let holder = if page.blocks_of(opened).len() > 1 { opened } else { page.elements[opened].parent };
    let tag = page.elements[element].tag;
    let end = page.blocks_of(holder).end.max(n + 1);
    let next = (n + 1..end).find(|m| {
        let other = page.blocks[*m].element;
        let level = page.elements[other].tag;
        is_heading(page, *m)
            && tag.starts_with('h')
            && level <= tag
            && page.elements[other].parent == page.elements[element].parent
    });
    // Another heading of talk ("Leave a reply") is a box of its own.
    next.unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::scan;

    const TEXT: &str = "<h1>The bench that lends books</h1><p>Nobody remembers who first left a book on the bench at Lock \
        Nine, swollen with rain. It was gone by noon, and by the end of the week there were four.</p>";

    #[test]
    fn a_heading_opens_the_box_of_comments() {
        let page = scan(&format!(
            "<div>{TEXT}<div><h3>2 comments</h3><p>Nonsense from start to end.</p></div><p>End.</p></div>"
        ));
        assert_eq!(find(&page, Some(0), &[]), vec![std::ops::Range { start: 2, end: 4 }]);
    }

    #[test]
    fn a_word_in_a_line_or_above_the_text_opens_none() {
        let page = scan(&format!("<div>{TEXT}<p>The mayor made no comments.</p></div>"));
        assert!(find(&page, Some(0), &[]).is_empty());
        let page = scan(&format!("<div><h2>5 comments</h2>{TEXT}</div>"));
        assert!(find(&page, Some(1), &[]).is_empty());
    }
}
