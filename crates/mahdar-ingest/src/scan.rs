//! From markup to elements and blocks: what a tag opens, closes and implies.

use crate::bounded::bounded;
use crate::dom::{Block, Element, Page, Raw};
use crate::tables::{Marks, marks_of};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;
use std::ops::Range;

/// Deeper elements are read as if they were not there.
const DEEPEST: usize = 256;

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text inside goes on: b, span, a.
    Inline,
    /// Begins and ends a block.
    Block,
    /// Its text is not for reading: script, select.
    Skip,
}

macro_rules! tags {
    ($($kind:ident: $($name:literal)*;)*) => {
        fn known(name: &[u8]) -> (&'static str, Kind) {
            $($(const _: &str = $name;)*)*
            match std::str::from_utf8(name).unwrap_or_default() {
                $($($name => ($name, Kind::$kind),)*)*
                _ => ("", Kind::Inline),
            }
        }
    };
}

tags! {
    Inline: "a" "abbr" "acronym" "b" "bdi" "bdo" "big" "cite" "code" "data" "del" "dfn" "em" "font" "i" "ins" "kbd" "label" "mark"
        "nobr" "q" "ruby" "rb" "rt" "rp" "s" "samp" "small" "span" "strike" "strong" "sub" "sup" "time" "tt" "u" "var" "wbr" "img" "source" "meta" "link" "input" "br" "picture";
    Block: "html" "head" "body" "address" "article" "aside" "blockquote" "button" "caption" "center" "dd" "details" "dialog" "dir" "div" "dl"
        "dt" "fieldset" "figcaption" "figure" "footer" "form" "frameset" "h1" "h2" "h3" "h4" "h5" "h6" "header" "hgroup"
        "hr" "legend" "li" "main" "menu" "nav" "ol" "p" "pre" "section" "summary" "table" "tbody" "td" "tfoot" "th" "thead" "tr" "ul"
        "amp-img" "amp-ad" "amp-carousel" "video" "audio" "listing";
    Skip: "script" "style" "noscript" "template" "iframe" "object" "embed" "svg" "math" "select" "option" "textarea" "title" "canvas" "xmp"
        "noembed" "noframes" "noframe" "datalist";
}

fn is_void(tag: &str) -> bool {
    matches!(tag, "img" | "source" | "meta" | "link" | "input" | "br" | "hr" | "wbr" | "embed")
}

/// Attributes kept: they carry data or say what an element is.
const KEPT: &[&str] = &[
    "name",
    "property",
    "content",
    "itemprop",
    "datetime",
    "rel",
    "href",
    "lang",
    "http-equiv",
    "type",
    "dir",
    "role",
    "alt",
    "title",
    "itemtype",
    "pubdate",
    "size",
    "id",
    "data-datetime",
    "data-date",
    "data-published",
    "data-time",
    "data-timestamp",
];

/// Takes a page apart.
pub(crate) fn scan(html: &str) -> Page {
    let mut scanner = Scanner { html, ..Scanner::default() };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        scanner.event(event, span);
        None
    });
    emitter.naively_switch_states(true);
    // The input is in memory: reading it cannot fail.
    let Ok(()) = Tokenizer::new_with_emitter(&*bounded(html), emitter).finish();
    scanner.flush();
    let mut page = scanner.page;
    close(&mut page);
    page
}

/// Sets where each element ends: elements are numbered in the order of their start tags, so what is within one follows it.
fn close(page: &mut Page) {
    page.told.sort_unstable_by_key(|(e, _)| *e);
    for number in (1..page.elements.len()).rev() {
        let (parent, end) = (page.elements[number].parent, page.elements[number].end);
        let parent = &mut page.elements[parent];
        parent.end = parent.end.max(end);
    }
    for n in 0..page.blocks.len() {
        let mut at = page.blocks[n].inner;
        loop {
            let element = &mut page.elements[at];
            if element.blocks.is_empty() {
                element.blocks.start = n;
            }
            element.blocks.end = n + 1;
            if element.parent == at {
                break;
            }
            at = element.parent;
        }
    }
}

fn make_of(class: &str) -> u64 {
    use std::hash::Hasher as _;
    let mut hasher = rustc_hash::FxHasher::default();
    for name in class.split_ascii_whitespace().filter(|n| !n.bytes().any(|b| b.is_ascii_digit())) {
        hasher.write(name.as_bytes());
        hasher.write_u8(0);
    }
    hasher.finish()
}

#[derive(Default)]
struct Scanner<'h> {
    html: &'h str,
    page: Page,
    /// Open elements.
    stack: Vec<usize>,
    /// Elements begun while the stack was full.
    over: usize,
    /// Open elements that skip their text, links, preformatted.
    skipping: usize,
    /// Open elements about the article, and their text so far.
    telling: Vec<(usize, String)>,
    /// Where idle markup under way begins.
    idle_from: Option<usize>,
    attr_at: usize,
    in_link: usize,
    in_pre: usize,
    // The start tag under way.
    name: Vec<u8>,
    tag_at: usize,
    attr: String,
    attrs: Vec<(&'static str, String)>,
    class: String,
    style_hides: bool,
    // The block under way.
    text: String,
    from: usize,
    to: usize,
    inner: usize,
    linked: usize,
    links: usize,
    chars: usize,
    /// A white space stands before the next character.
    gap: bool,
    /// A `br` was the last thing.
    broken: bool,
    /// Text of the block, of the line, stands outside the element its first character is in.
    mixed: bool,
    line_inner: usize,
    line_mixed: bool,
    line_empty: bool,
}

impl Scanner<'_> {
    fn event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name.clear();
                self.name.extend_from_slice(name);
                self.tag_at = span.start;
                self.attrs.clear();
                self.class.clear();
                self.style_hides = false;
                self.attr.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attr.clear();
                self.attr.push_str(std::str::from_utf8(name).unwrap_or_default());
                self.attr_at = span.start;
                if self.attr == "hidden" {
                    self.style_hides = true;
                }
                if self.attr == "pubdate" {
                    self.attrs.push(("pubdate", String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                self.pass_over_attribute(&span);
                let value = String::from_utf8_lossy(value);
                match self.attr.as_str() {
                    "class" | "id" | "data-testid" | "data-component" | "data-role" | "aria-label" | "data-qa" => {
                        self.class.push(' ');
                        self.class.push_str(&value);
                        if self.attr == "id" {
                            self.attrs.push(("id", value.into_owned()));
                        }
                    }
                    "style" => {
                        let flat: String = value.chars().filter(|c| !c.is_whitespace()).collect();
                        self.style_hides |= flat.to_ascii_lowercase().contains("display:none");
                    }
                    name => {
                        if let Some(kept) = KEPT.iter().find(|k| **k == name)
                            && !self.attrs.iter().any(|(n, _)| n == kept)
                        {
                            self.attrs.push((kept, value.into_owned()));
                        }
                    }
                }
            }
            CallbackEvent::CloseStartTag { .. } => self.open(),
            CallbackEvent::EndTag { name } => {
                self.close(name);
                if self.skipping == 0
                    && let Some(from) = self.idle_from.take()
                {
                    self.pass_over(from..span.end);
                }
            }
            CallbackEvent::String { value } => self.string(&String::from_utf8_lossy(value), span.start..span.end),
            _ => {}
        }
    }

    fn open(&mut self) {
        let (tag, kind) = known(&self.name);
        if tag == "br" {
            self.line_break();
            return;
        }
        if kind == Kind::Block && self.skipping == 0 {
            self.flush();
        }
        self.imply_ends(tag, kind);
        let parent = self.stack.last().copied().unwrap_or(0);
        let hides = self.style_hides && !matches!(tag, "html" | "body");
        let inherited = self.page.elements.get(parent).is_some_and(|e| e.hidden);
        for name in ["role", "itemprop", "rel"] {
            if let Some((_, value)) = self.attrs.iter().find(|(n, _)| *n == name) {
                self.class.push(' ');
                self.class.push_str(value);
            }
        }
        let number = self.page.elements.len();
        self.page.elements.push(Element {
            tag,
            parent: if number == 0 { 0 } else { parent },
            depth: self.stack.len(),
            marks: marks_of(tag, &self.class),
            attrs: std::mem::take(&mut self.attrs),
            make: make_of(&self.class),
            has_class: !self.class.is_empty(),
            end: number + 1,
            blocks: 0..0,
            hidden: hides || inherited,
            at: self.tag_at,
        });
        if is_void(tag) {
            return;
        }
        if self.stack.len() >= DEEPEST {
            self.over += 1;
            self.page.deepest = self.page.deepest.max(DEEPEST + self.over);
            return;
        }
        self.page.deepest = self.page.deepest.max(self.stack.len());
        self.stack.push(number);
        let element = &self.page.elements[number];
        let tells = element.marks.any(Marks::BYLINE.with(Marks::SECTION))
            || element.attr("rel").is_some_and(|r| r.contains("author"))
            || element.attr("itemprop").is_some();
        if tells && self.telling.len() < 16 {
            self.telling.push((number, String::new()));
        }
        match tag {
            "a" => {
                self.in_link += 1;
                self.links += 1;
            }
            "pre" | "listing" => self.in_pre += 1,
            _ => {}
        }
        if kind == Kind::Skip {
            if self.skipping == 0 && matches!(tag, "script" | "style" | "svg" | "iframe" | "canvas") {
                self.idle_from = Some(self.tag_at);
            }
            self.skipping += 1;
        }
    }

    fn pass_over(&mut self, range: Range<usize>) {
        let is_after = self.page.idle.last().is_none_or(|last| last.end <= range.start);
        if is_after && self.html.get(range.clone()).is_some() {
            self.page.idle.push(range);
        }
    }

    /// `data-...`, `srcset` and handlers hold much of a page's bytes. Only what is quoted is passed over: its end is sure.
    fn pass_over_attribute(&mut self, value: &Span<usize>) {
        let is_idle = self.attr.starts_with("data-")
            || self.attr.starts_with("on")
            || matches!(self.attr.as_str(), "srcset" | "sizes" | "integrity" | "d");
        if !is_idle || self.idle_from.is_some() || value.start > value.end {
            return;
        }
        let bytes = self.html.as_bytes();
        let (Some(before), Some(after)) =
            (value.start.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(value.end))
        else {
            return;
        };
        let quoted = matches!(before, b'"' | b'\'') && before == after;
        let between = self.html.get(self.attr_at + self.attr.len()..value.start - 1);
        if quoted && between.is_some_and(|b| b.trim() == "=") {
            self.pass_over(self.attr_at..value.end + 1);
        }
    }

    /// Closes what a start tag closes without saying so.
    fn imply_ends(&mut self, tag: &str, kind: Kind) {
        let (closes, stops): (&[&str], &[&str]) = match tag {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr", "td", "th", "caption"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tr", "td", "th", "caption", "tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            "a" => (&["a"], &["td", "th", "table"]),
            "body" => (&["head"], &["html"]),
            _ => (&[], &[]),
        };
        if !closes.is_empty() {
            let found = self.stack.iter().rposition(|e| {
                closes.contains(&self.page.elements[*e].tag) || stops.contains(&self.page.elements[*e].tag)
            });
            if let Some(at) = found
                && closes.contains(&self.page.elements[self.stack[at]].tag)
            {
                if tag == "a" { self.remove(at) } else { self.pop_to(at) }
            }
        }
        // A paragraph ends where any block begins.
        if kind == Kind::Block {
            let found = self.stack.iter().rposition(|e| {
                matches!(self.page.elements[*e].tag, "p" | "td" | "th" | "table" | "button" | "caption" | "html")
            });
            if let Some(at) = found
                && self.page.elements[self.stack[at]].tag == "p"
            {
                self.pop_to(at);
            }
        }
    }

    fn close(&mut self, name: &[u8]) {
        let (tag, kind) = known(name);
        if tag.is_empty() {
            return;
        }
        if tag == "br" {
            return self.line_break();
        }
        if tag == "p" && kind == Kind::Block && self.skipping == 0 {
            self.flush();
        }
        let stops = |t: &str| match tag {
            "table" | "body" | "html" => false,
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => t == "table",
            _ => matches!(t, "td" | "th" | "table"),
        };
        let found = self.stack.iter().rposition(|e| {
            let t = self.page.elements[*e].tag;
            t == tag || stops(t)
        });
        let Some(at) = found.filter(|at| self.page.elements[self.stack[*at]].tag == tag) else { return };
        if kind == Kind::Block && self.skipping == 0 {
            self.flush();
        }
        let between = &self.stack[at + 1..];
        // </b> across a block closes b alone, as the adoption agency of the standard does.
        if kind == Kind::Inline && between.iter().any(|e| known(self.page.elements[*e].tag.as_bytes()).1 == Kind::Block)
        {
            self.remove(at);
        } else {
            self.pop_to(at);
        }
    }

    fn pop_to(&mut self, at: usize) {
        while self.stack.len() > at {
            self.remove(self.stack.len() - 1);
        }
    }

    fn remove(&mut self, at: usize) {
        let number = self.stack.remove(at);
        let tag = self.page.elements[number].tag;
        // "19:10 Talks broken off": the time is a line of its own.
        if tag == "time" && !self.text.is_empty() && !self.mixed && (self.inner >= number) && self.skipping == 0 {
            self.flush();
        }
        if let Some(told) = self.telling.iter().rposition(|(e, _)| *e == number) {
            self.page.told.push(self.telling.remove(told));
        }
        match tag {
            "a" => self.in_link = self.in_link.saturating_sub(1),
            "pre" | "listing" => self.in_pre = self.in_pre.saturating_sub(1),
            _ => {}
        }
        if known(tag.as_bytes()).1 == Kind::Skip {
            self.skipping = self.skipping.saturating_sub(1);
        }
    }

    fn string(&mut self, text: &str, span: Range<usize>) {
        if self.skipping > 0 {
            let Some(&element) = self.stack.last() else { return };
            if matches!(self.page.elements[element].tag, "script" | "noscript" | "title" | "template")
                && self.page.raws.len() < 2_000
            {
                let parent = self.page.elements[self.page.elements[element].parent].tag;
                if parent != "svg" {
                    self.page.raws.push(Raw { element, text: text.to_owned(), span });
                }
            }
            return;
        }
        if self.is_unseen() {
            return;
        }
        let source = self.html.get(span.clone()).unwrap_or_default();
        if self.in_pre == 0 {
            self.append(text, source, span);
            return;
        }
        // In preformatted text an empty line ends the paragraph. Parts have places of their own if their source has as
        // many: an entity may stand for a line break.
        let blank = if source.contains('\r') { "\r\n\r\n" } else { "\n\n" };
        let sources: Vec<&str> = source.split(blank).collect();
        let parts: Vec<&str> = text.split("\n\n").collect();
        if sources.len() != parts.len() {
            self.append(text, source, span);
            return;
        }
        let mut at = span.start;
        for (n, (part, source)) in parts.into_iter().zip(sources).enumerate() {
            if n > 0 {
                self.flush();
                at += blank.len();
            }
            self.append(part, source, at..at + source.len());
            at += source.len();
        }
    }

    /// Adds characters to the block under way. `source` is what they were decoded from.
    fn append(&mut self, text: &str, source: &str, span: Range<usize>) {
        let is_space = |c: char| c.is_ascii_whitespace();
        let core = text.trim_matches(is_space);
        if core.is_empty() {
            self.gap |= !text.is_empty();
            return;
        }
        self.broken = false;
        if text.starts_with(is_space) {
            self.gap = true;
        }
        let head = source.len() - source.trim_start_matches(is_space).len();
        let tail = source.len() - source.trim_end_matches(is_space).len();
        if self.text.is_empty() {
            self.from = span.start + head;
            self.inner = self.stack.last().copied().unwrap_or(0);
            self.gap = false;
            self.mixed = false;
            self.line_empty = true;
        }
        if self.line_empty {
            self.line_empty = false;
            self.line_inner = self.stack.last().copied().unwrap_or(0);
            self.line_mixed = false;
        }
        self.mixed |= !self.stack.contains(&self.inner);
        self.line_mixed |= !self.stack.contains(&self.line_inner);
        self.to = span.end - tail;
        for (_, told) in &mut self.telling {
            if told.len() < 400 {
                told.push(' ');
                core.split_ascii_whitespace().for_each(|piece| {
                    told.push_str(piece);
                    told.push(' ');
                });
                told.pop();
            }
        }
        for piece in core.split_ascii_whitespace() {
            if self.gap {
                self.text.push(' ');
            }
            self.text.push_str(piece);
            self.gap = true;
            let n = piece.chars().map(|c| if crate::words::is_ideograph(c) { 3 } else { 1 }).sum::<usize>() + 1;
            self.chars += n;
            if self.in_link > 0 {
                self.linked += n;
            }
        }
        self.gap = text.ends_with(is_space);
    }

    /// Within a hidden span of a block that is shown. What stands in a hidden block is a block of its own, marked so.
    fn is_unseen(&self) -> bool {
        let elements = &self.page.elements;
        let hidden = |e: usize| elements.get(e).is_some_and(|e| e.hidden);
        self.stack.last().is_some_and(|&e| hidden(e))
            && self
                .stack
                .iter()
                .rev()
                .find(|e| known(elements[**e].tag.as_bytes()).1 != Kind::Inline)
                .is_some_and(|&e| !hidden(e))
    }

    /// `br`: twice it ends a paragraph; once it does so after the end of a sentence, else it is a space.
    fn line_break(&mut self) {
        if self.skipping > 0 {
            return;
        }
        let ended = self
            .text
            .trim_end_matches(['"', '\'', '»', '”', ')', '\u{200f}', '\u{200e}'])
            .ends_with(['.', '!', '?', '؟', '…', ':', '۔', '。']);
        // A line in a style of its own: the title and the date of a page without headings.
        let apart = !self.text.is_empty() && !self.line_mixed && !self.stack.contains(&self.line_inner);
        self.line_empty = true;
        if self.broken || ended || apart {
            self.flush();
        } else {
            self.gap = true;
            self.broken = true;
        }
    }

    /// Ends the block under way.
    fn flush(&mut self) {
        self.broken = false;
        self.gap = false;
        if self.text.is_empty() {
            self.links = 0;
            return;
        }
        let text = std::mem::take(&mut self.text);
        let (linked, links, chars, uniform) = (self.linked, self.links, self.chars, !self.mixed);
        (self.linked, self.links, self.chars) = (0, 0, 0);
        // A block of marks alone says nothing.
        let words = crate::words::words(&text);
        if words.is_empty() {
            return;
        }
        let element = self
            .stack
            .iter()
            .rev()
            .copied()
            .find(|e| known(self.page.elements[*e].tag.as_bytes()).1 == Kind::Block)
            .unwrap_or(0);
        if self.page.elements.is_empty() {
            self.page.elements.push(Element {
                tag: "html",
                parent: 0,
                depth: 0,
                marks: Marks::default(),
                attrs: Vec::new(),
                make: 0,
                has_class: false,
                end: 1,
                blocks: 0..0,
                hidden: false,
                at: 0,
            });
        }
        self.page.blocks.push(Block {
            element,
            inner: self.inner,
            text,
            span: self.from..self.to,
            linked,
            links,
            chars,
            words,
            uniform,
        });
    }
}
