//! Which blocks are the body: the extractors vote, the page's own build decides where they differ.
//!
//! The text is put together from our own blocks, never from what an extractor gives back: so every character is the
//! page's, and every paragraph has its place. A block gets the votes of those whose output holds its words: two
//! extractors, the article body of the page's JSON-LD, and our own finder. Where the votes lie thickest is the *core*, the
//! element that holds the article. Inside it what votes left out may be taken back by its likeness to its neighbours;
//! what is marked as a leak (related links, captions, share lines) is dropped whoever voted for it.

use crate::dom::{Block, Page};
use crate::tables::{Marks, key, phrase};
use crate::words::{SHINGLE, Witness, words};
use rustc_hash::{FxHashMap, FxHashSet};

/// A witness holds a block from this share of its shingles on.
const HELD: f32 = 0.6;

/// Who says what the body is.
#[derive(Default)]
pub(crate) struct Voices {
    pub(crate) trafilatura: Option<Witness>,
    pub(crate) smoothie: Option<Witness>,
    /// The article body of the page's JSON-LD.
    pub(crate) linked: Option<Witness>,
}

/// The body of a page.
#[derive(Default)]
pub(crate) struct Body {
    /// Its blocks, in order.
    pub(crate) blocks: Vec<usize>,
    /// The element that holds them.
    pub(crate) core: usize,
}

struct Judge<'p> {
    page: &'p Page,
    /// Words of each block.
    words: Vec<Vec<u64>>,
    votes: Vec<f32>,
    core: usize,
    /// Leak marks between a block and the core.
    marks: Vec<Marks>,
    /// Elements whose marks are passed over: they hold most of the text.
    trusted: FxHashSet<usize>,
}

/// Weighs the votes. `headline` is the block of the headline, `known` are folded texts of headline, byline and the like.
pub(crate) fn find(page: &Page, voices: &Voices, headline: Option<usize>, known: &FxHashSet<u64>) -> Body {
    let words: Vec<Vec<u64>> = page.blocks.iter().map(|b| words(&b.text)).collect();
    let mut judge = Judge {
        page,
        votes: vec![0.0; words.len()],
        marks: vec![Marks::default(); words.len()],
        words,
        core: 0,
        trusted: FxHashSet::default(),
    };
    let threshold = judge.vote(voices, headline);
    judge.settle(threshold, headline);
    let mut taken = judge.take(threshold, headline, known);
    judge.drop_repeats(&mut taken);
    judge.trim(&mut taken, known);
    Body { blocks: taken.iter().enumerate().filter(|(_, t)| **t).map(|(n, _)| n).collect(), core: judge.core }
}

/// Text that a person wrote to be read: long enough, or ended like a sentence, and not made of links.
fn is_prose(block: &Block) -> bool {
    let ended = block
        .text
        .trim_end_matches(['"', '\'', '»', '”', '’', ')', ']', '\u{200f}', '\u{200e}', ' ', '\u{a0}'])
        .ends_with(['.', '!', '?', '؟', '…', '۔', ':', '؛', '。']);
    block.link_density() < 0.4 && (block.chars >= 80 || (ended && block.chars >= 25))
}

impl Judge<'_> {
    fn block(&self, n: usize) -> &Block {
        &self.page.blocks[n]
    }

    /// Gives the votes; returns the sum from which a block is taken.
    fn vote(&mut self, voices: &Voices, headline: Option<usize>) -> f32 {
        let own = own_container(self.page, headline);
        // A body of JSON-LD is believed if it says about as much as the page shows.
        let linked = voices.linked.as_ref().filter(|w| w.words >= 40);
        let mut threshold = 0.0;
        for (voice, weight) in [(&voices.trafilatura, 1.0), (&voices.smoothie, 1.0)] {
            threshold += if voice.is_some() { weight } else { 0.0 };
        }
        for n in 0..self.words.len() {
            let block = &self.page.blocks[n];
            if self.page.elements[block.inner].hidden && voices.linked.is_none() && !own.1 {
                continue;
            }
            let mut sum = 0.0;
            for voice in [&voices.trafilatura, &voices.smoothie].into_iter().flatten() {
                if voice.holds(&self.words[n]) >= HELD {
                    sum += 1.0;
                }
            }
            if own.0.is_some_and(|c| self.page.is_within(block.inner, c)) && is_prose(block) {
                sum += 0.6;
            }
            if let Some(linked) = linked
                && linked.holds(&self.words[n]) >= HELD
                && (self.words[n].len() >= SHINGLE || sum > 0.0)
            {
                sum += 1.5;
            }
            self.votes[n] = sum;
        }
        // Two extractors: both, or one and another witness. One: it and our own finder. None: our own finder.
        match threshold {
            t if t >= 2.0 => 1.5,
            t if t >= 1.0 => 1.0,
            _ => 0.6,
        }
    }

    /// Finds the core: from the top down, the element that still holds nearly all that was voted for.
    fn settle(&mut self, threshold: f32, headline: Option<usize>) {
        let page = self.page;
        let mut weight: FxHashMap<usize, f32> = FxHashMap::default();
        let mut total = 0.0;
        for n in 0..self.words.len() {
            if self.votes[n] >= threshold && is_prose(self.block(n)) {
                let w = self.block(n).chars as f32;
                total += w;
                for e in page.around(self.block(n).element) {
                    *weight.entry(e).or_default() += w;
                }
            }
        }
        // The deepest element with nearly all; of equals the deepest is the last in the page.
        for (number, element) in page.elements.iter().enumerate() {
            if weight.get(&number).is_some_and(|w| *w >= total * 0.85 && *w > 0.0)
                && element.depth >= page.elements[self.core].depth
            {
                self.core = number;
            }
        }
        // Several articles on one page, one after the other: the one of the headline.
        if let Some(h) = headline {
            let holder = page.around(self.block(h).element).find(|e| is_article_element(page, *e));
            if let Some(article) = holder
                && page.is_within(article, self.core)
                && article != self.core
                && weight.get(&article).copied().unwrap_or(0.0) > 0.0
                && weight.get(&article).copied().unwrap_or(0.0) >= total * 0.1
                && self.others_like(article, &weight)
            {
                self.core = article;
            }
        }
        // An element that holds most of the text is no box beside it, whatever its class says.
        for (element, w) in weight
            .iter()
            .filter(|(_, w)| **w > total * 0.5)
            .map(|(e, w)| (*e, *w))
            .collect::<std::collections::BTreeMap<_, _>>()
        {
            let _ = w;
            self.trusted.insert(element);
        }
        for n in 0..self.words.len() {
            let mut marks = Marks::default();
            for e in page.around(self.block(n).inner) {
                if e == self.core {
                    break;
                }
                if !self.trusted.contains(&e) {
                    marks = marks.with(page.elements[e].marks);
                }
            }
            self.marks[n] = marks;
        }
    }

    /// Whether siblings of one make with the article hold voted text of their own under headings of their own.
    fn others_like(&self, article: usize, weight: &FxHashMap<usize, f32>) -> bool {
        let page = self.page;
        page.elements.iter().enumerate().any(|(n, e)| {
            n != article
                && e.tag == page.elements[article].tag
                && !page.is_within(n, article)
                && !page.is_within(article, n)
                && weight.get(&n).copied().unwrap_or(0.0) > 0.0
        })
    }

    fn in_core(&self, n: usize) -> bool {
        self.page.is_within(self.block(n).inner, self.core)
    }

    fn take(&self, threshold: f32, headline: Option<usize>, known: &FxHashSet<u64>) -> Vec<bool> {
        let count = self.words.len();
        let leaks: Vec<bool> = (0..count).map(|n| self.is_leak(n)).collect();
        let mut taken: Vec<bool> = (0..count)
            .map(|n| {
                let needed = if self.in_core(n) { threshold } else { threshold.max(2.0) };
                self.votes[n] >= needed
                    && !leaks[n]
                    && headline != Some(n)
                    && (self.in_core(n) || is_prose(self.block(n)))
            })
            .collect();
        self.take_back(&mut taken, &leaks, known);
        self.drop_sections(&mut taken);
        if let Some(h) = headline {
            // The headline begins the article: what stands before it in the same element is not its body.
            let heads = (0..count).filter(|n| taken[*n] && *n < h).count();
            let all = taken.iter().filter(|t| **t).count();
            if heads * 3 < all {
                taken[..h].fill(false);
            }
        }
        taken
    }

    /// Blocks between two taken ones, of the same make, are body as well.
    fn take_back(&self, taken: &mut [bool], leaks: &[bool], known: &FxHashSet<u64>) {
        let page = self.page;
        let mut makes: FxHashMap<(usize, &str), usize> = FxHashMap::default();
        for (n, _) in taken.iter().enumerate().filter(|(_, t)| **t) {
            let e = self.block(n).element;
            *makes.entry((page.elements[e].parent, page.elements[e].tag)).or_default() += self.block(n).chars;
        }
        let (Some(first), Some(last)) = (taken.iter().position(|t| *t), taken.iter().rposition(|t| *t)) else { return };
        for n in first..=last {
            if taken[n] || leaks[n] || !self.in_core(n) || known.contains(&key(&self.block(n).text)) {
                continue;
            }
            let block = self.block(n);
            let e = block.element;
            let like = makes.contains_key(&(page.elements[e].parent, page.elements[e].tag));
            let heading = matches!(page.elements[e].tag, "h2" | "h3" | "h4" | "h5")
                && makes.keys().any(|(parent, _)| *parent == page.elements[e].parent)
                && taken.get(n + 1).is_some_and(|t| *t)
                && block.link_density() < 0.5;
            let voted = self.votes[n] > 0.9 && is_prose(block);
            if (like && (is_prose(block) || self.votes[n] > 0.0) && block.link_density() < 0.5) || heading || voted {
                taken[n] = true;
            }
        }
        // The first and the last paragraphs are what extractors miss most.
        for n in (last + 1..self.words.len()).chain((0..first).rev()) {
            let block = self.block(n);
            let e = block.element;
            let like = makes.get(&(page.elements[e].parent, page.elements[e].tag)).is_some_and(|c| *c >= 200);
            if like
                && is_prose(block)
                && !leaks[n]
                && self.in_core(n)
                && self.marks[n] == Marks::default()
                && block.link_density() < 0.2
            {
                taken[n] = true;
            }
        }
    }

    /// A heading "related" within the core: what follows it under the same parent, links and cards, goes with it.
    fn drop_sections(&self, taken: &mut [bool]) {
        for n in 0..taken.len() {
            let block = self.block(n);
            if !self.in_core(n) || block.chars > 60 || !phrase("related", &block.text).is_some_and(|p| p.whole) {
                continue;
            }
            taken[n] = false;
            for m in n + 1..taken.len().min(n + 30) {
                let next = self.block(m);
                // Prose without links ends the box.
                if (is_prose(next) && next.link_density() < 0.3 && next.links == 0) || !self.in_core(m) {
                    break;
                }
                taken[m] = false;
            }
        }
    }

    /// What is no body, whoever votes for it.
    fn is_leak(&self, n: usize) -> bool {
        let block = self.block(n);
        let marks = self.marks[n];
        let tag = self.page.elements[block.element].tag;
        if matches!(tag, "button" | "figcaption" | "nav" | "footer" | "legend" | "label")
            || self.within_tag(n, &["nav", "footer", "button", "figcaption"])
        {
            return true;
        }
        let short = block.chars < 140;
        if marks.any(Marks::LEAK) {
            // JSON-LD says it is body: then the class is misleading.
            return self.votes[n] < 3.0 || short;
        }
        if marks.any(Marks::HEAD) && short && !is_prose(block) {
            return true;
        }
        if self.within_tag(n, &["aside", "form"]) && self.votes[n] < 3.0 {
            return true;
        }
        let density = block.link_density();
        if let Some(found) = phrase("related", &block.text)
            && (found.whole
                || block.links > 0 && density > 0.4
                || found.rest <= 4
                || (short && tag != "li" && block.links > 0))
        {
            return true;
        }
        if let Some(found) = phrase("follow", &block.text)
            && (found.rest <= 4 || block.links > 0 && block.chars < 300 || density > 0.3)
            && !(is_prose(block) && block.links == 0 && found.rest > 4)
        {
            return true;
        }
        if phrase("credit", &block.text).is_some_and(|p| p.rest <= 5) && !is_prose(block) {
            return true;
        }
        // A line that is one link to somewhere else.
        density > 0.85
            && (tag != "li" || block.chars < 200)
            && block.chars < 220
            && self.votes[n] < 3.0
            && !self.link_in_text(n)
    }

    /// A whole-link paragraph that ends like a sentence is text in some old pages.
    fn link_in_text(&self, n: usize) -> bool {
        let text = &self.block(n).text;
        text.ends_with(['.', '؟', '!', '?']) && self.block(n).chars > 100 && self.block(n).links > 1
    }

    fn within_tag(&self, n: usize, tags: &[&str]) -> bool {
        self.page
            .around(self.block(n).inner)
            .take_while(|e| *e != self.core)
            .any(|e| tags.contains(&self.page.elements[e].tag) && !self.trusted.contains(&e))
    }

    /// The same words twice: pull quotes, summaries, copies for small screens. The one among most of its like stays.
    fn drop_repeats(&self, taken: &mut [bool]) {
        let mut parents: FxHashMap<usize, usize> = FxHashMap::default();
        for (n, _) in taken.iter().enumerate().filter(|(_, t)| **t) {
            *parents.entry(self.page.elements[self.block(n).element].parent).or_default() += self.block(n).chars;
        }
        let rank = |n: usize| parents.get(&self.page.elements[self.block(n).element].parent).copied().unwrap_or(0);
        let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
        for n in 0..taken.len() {
            if !taken[n] || self.words[n].len() < 4 {
                continue;
            }
            match seen.entry(crate::words::joined(&self.words[n])) {
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(n);
                }
                std::collections::hash_map::Entry::Occupied(mut place) => {
                    let before = *place.get();
                    if rank(n) > rank(before) {
                        taken[before] = false;
                        place.insert(n);
                    } else {
                        taken[n] = false;
                    }
                }
            }
        }
        // A quotation set apart whose words stand in the text.
        for n in 0..taken.len() {
            let apart = self.page.around(self.block(n).element).take_while(|e| *e != self.core).any(|e| {
                matches!(self.page.elements[e].tag, "blockquote" | "aside" | "q")
                    || self.page.elements[e].marks.any(Marks::PULLQUOTE)
            });
            if !taken[n] || !apart || self.words[n].len() < 5 {
                continue;
            }
            let mine = &self.words[n];
            let inside = (0..taken.len()).any(|m| {
                m != n
                    && taken[m]
                    && self.words[m].len() > mine.len()
                    && self.words[m].windows(mine.len()).any(|w| w == &mine[..])
            });
            if inside {
                taken[n] = false;
            }
        }
    }

    /// Lines about the article before its first paragraph and after its last.
    fn trim(&self, taken: &mut [bool], known: &FxHashSet<u64>) {
        let prose: Vec<usize> = (0..taken.len()).filter(|n| taken[*n] && is_prose(self.block(*n))).collect();
        let (Some(first), Some(last)) = (prose.first().copied(), prose.last().copied()) else { return };
        for n in (0..taken.len()).filter(|n| *n < first || *n > last) {
            let block = self.block(n);
            let tag = self.page.elements[block.element].tag;
            let heading = matches!(tag, "h2" | "h3" | "h4");
            let about = known.contains(&key(&block.text))
                || self.marks[n].any(Marks::HEAD.with(Marks::HEADLINE))
                || tag == "h1"
                || (block.link_density() > 0.5 && tag != "li")
                || !mahdar_dates::scan(&block.text).is_empty() && block.chars < 80
                || phrase("by", &block.text).is_some_and(|p| p.rest <= 6) && n < first;
            if taken[n] && (about || (heading && n > last)) {
                taken[n] = false;
            }
        }
        for n in 0..taken.len() {
            if taken[n]
                && known.contains(&key(&self.block(n).text))
                && !(is_prose(self.block(n)) && self.block(n).chars > 120)
            {
                taken[n] = false;
            }
        }
    }
}

/// An element that says it is one article.
fn is_article_element(page: &Page, element: usize) -> bool {
    let e = &page.elements[element];
    e.tag == "article" || e.attr("itemtype").is_some_and(|t| t.contains("Article") || t.contains("BlogPosting"))
}

/// Our own finder: the element whose near descendants hold most prose. Second: whether only hidden text was found.
fn own_container(page: &Page, headline: Option<usize>) -> (Option<usize>, bool) {
    for hidden in [false, true] {
        let mut score: FxHashMap<usize, f32> = FxHashMap::default();
        for (n, block) in page.blocks.iter().enumerate() {
            if page.elements[block.inner].hidden != hidden && !hidden || !is_prose(block) {
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
            && s >= 60.0
        {
            return (Some(number), hidden);
        }
    }
    (None, false)
}
