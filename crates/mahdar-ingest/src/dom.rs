//! The page as elements and blocks: what the extractors of others cannot give, places in the raw page.
//!
//! The tokens come from `html5gum`, which follows the WHATWG's tokenizer and tells offsets. The tree above them is
//! simpler than the standard's: implied end tags are closed, an end tag without its start is passed over, text never
//! moves. A *block* is text without a block-level boundary inside: a paragraph, a heading, a cell, a line of links.

use crate::tables::Marks;
use std::ops::Range;

/// An element.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its name, in lower case; empty if not known.
    pub(crate) tag: &'static str,
    /// The element around it; its own number for the first.
    pub(crate) parent: usize,
    /// Elements around it.
    pub(crate) depth: usize,
    /// What its class, id, role and itemprop say of it.
    pub(crate) marks: Marks,
    /// Attributes that carry data.
    pub(crate) attrs: Vec<(&'static str, String)>,
    /// Class and id as one number, names with digits left out: siblings of one make have the same.
    pub(crate) make: u64,
    /// Whether it has a class or an id.
    pub(crate) has_class: bool,
    /// The first element after it that is not within it.
    pub(crate) end: usize,
    /// The blocks within it.
    pub(crate) blocks: Range<usize>,
    /// Not shown: `hidden`, `display:none`.
    pub(crate) hidden: bool,
    /// Its start tag in the text of the page.
    pub(crate) at: usize,
}

impl Element {
    pub(crate) fn attr(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }
}

/// Text between two boundaries.
#[derive(Debug)]
pub(crate) struct Block {
    /// The innermost block-level element around it.
    pub(crate) element: usize,
    /// The innermost element of any kind around its first character.
    pub(crate) inner: usize,
    /// Its text: entities decoded, runs of ASCII white space one space, ends trimmed, nothing else touched.
    pub(crate) text: String,
    /// Its byte range in the decoded page, from its first to its last character.
    pub(crate) span: Range<usize>,
    /// Characters of it inside links.
    pub(crate) linked: usize,
    /// Links in it.
    pub(crate) links: usize,
    /// Characters; an ideograph counts for three, it says as much.
    pub(crate) chars: usize,
    /// Its words, folded.
    pub(crate) words: Vec<u64>,
    /// All of it is within [`inner`](Self::inner): one style, one link.
    pub(crate) uniform: bool,
}

impl Block {
    /// Share of its characters inside links.
    pub(crate) fn link_density(&self) -> f32 {
        self.linked as f32 / self.chars.max(1) as f32
    }
}

/// The content of an element that is not read as text.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) element: usize,
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

/// A page, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) elements: Vec<Element>,
    pub(crate) blocks: Vec<Block>,
    /// `script`, `noscript`, `title`.
    pub(crate) raws: Vec<Raw>,
    /// Nesting as written, unclosed elements counted.
    pub(crate) deepest: usize,
    /// Texts of elements about the article (author, section), inline ones too, in the order of the elements.
    pub(crate) told: Vec<(usize, String)>,
    /// What the extractors need not see: scripts, styles, drawings, attributes for scripts; in order.
    pub(crate) idle: Vec<Range<usize>>,
}

impl Page {
    /// The page without what is idle.
    pub(crate) fn slim(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut from = 0;
        for idle in &self.idle {
            out.push_str(html.get(from..idle.start).unwrap_or_default());
            // A gap stays a gap: `<a data-x="1"href="...">`.
            out.push(' ');
            from = idle.end;
        }
        out.push_str(html.get(from..).unwrap_or_default());
        out
    }

    /// The element and all around it, inside out.
    pub(crate) fn around(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(element).filter(|e| *e < self.elements.len());
        std::iter::from_fn(move || {
            let now = next?;
            let parent = self.elements[now].parent;
            next = (parent != now).then_some(parent);
            Some(now)
        })
    }

    pub(crate) fn is_within(&self, element: usize, container: usize) -> bool {
        self.elements.get(container).is_some_and(|c| container <= element && element < c.end)
    }

    /// Whether a horizontal rule stands there.
    pub(crate) fn has_rule(&self, range: Range<usize>) -> bool {
        let from = self.elements.partition_point(|e| e.at < range.start);
        self.elements[from..].iter().take_while(|e| e.at < range.end).any(|e| e.tag == "hr")
    }

    /// What an element's own text says, if it is one of those about the article.
    pub(crate) fn told(&self, element: usize) -> Option<&str> {
        let at = self.told.binary_search_by_key(&element, |(e, _)| *e).ok()?;
        Some(self.told[at].1.trim())
    }

    /// Blocks within an element, by number.
    pub(crate) fn blocks_of(&self, element: usize) -> Range<usize> {
        self.elements.get(element).map_or(0..0, |e| e.blocks.clone())
    }

    /// Text of all blocks within an element, a space between.
    pub(crate) fn text_of(&self, element: usize) -> String {
        let mut out = String::new();
        for block in &self.blocks[self.blocks_of(element)] {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&block.text);
        }
        out
    }
}
