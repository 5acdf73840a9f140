//! Which blocks are the body: the extractors vote, the page's own build decides where they differ.
//!
//! The text is put together from our own blocks, never from what an extractor gives back: so every character is the
//! page's, and every paragraph has its place. A block gets the votes of those whose output holds its words: two
//! extractors, the article body of the page's JSON-LD, and our own finder. Where the votes lie thickest is the *core*, the
//! element that holds the article. Inside it what votes left out may be taken back by its likeness to its neighbours;
//! what is marked as a leak (related links, captions, share lines) is dropped whoever voted for it.

use crate::anchor;
use crate::cards;
use crate::dom::{Block, Page};
use crate::tables::{Marks, phrases_in};
use crate::talk;
use crate::words::{SHINGLE, Witness, joined};
use rustc_hash::{FxHashMap, FxHashSet};

/// A witness holds a block from this share of its shingles on.
const HELD: f32 = 0.6;

/// So much text without a mark above a box, and the box's mark is believed.
const CLEAR: usize = 150;
/// A page may have an article of so many characters.
const SHORTEST: usize = 90;

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

impl Body {
    /// Ends the body where the wall's own words begin: at the box that holds them, or at them.
    pub(crate) fn end_at_wall(&mut self, page: &Page) {
        let Some(wall) = page.blocks.iter().position(|b| phrases_in("paywall", &b.words) > 0) else { return };
        let starts = page.around(page.blocks[wall].element).take(3).map(|e| page.blocks_of(e).start);
        // A box that holds the teaser as well says nothing of where it ends.
        let from = starts.filter(|start| self.blocks.iter().any(|n| n < start)).min().unwrap_or(wall);
        self.blocks.retain(|n| *n < from.min(wall));
    }
}

/// The headline's block, and whether the metadata say the same words.
#[derive(Clone, Copy)]
pub(crate) struct Title {
    pub(crate) block: usize,
    pub(crate) sure: bool,
}

pub(crate) struct Judge<'p> {
    pub(crate) page: &'p Page,
    pub(crate) votes: Vec<f32>,
    pub(crate) core: usize,
    /// Leak marks between a block and the core.
    pub(crate) marks: Vec<Marks>,
    /// Elements whose marks are passed over: they hold much of the text.
    pub(crate) trusted: FxHashSet<usize>,
    /// Blocks of cards that lead elsewhere.
    pub(crate) cards: Vec<bool>,
    /// From this sum of votes on a block is taken.
    threshold: f32,
}

/// Weighs the votes. `known` are folded texts of headline, byline and the like.
pub(crate) fn find(page: &Page, voices: &Voices, title: Option<Title>, known: &FxHashSet<u64>) -> Body {
    let count = page.blocks.len();
    let mut judge = Judge {
        page,
        votes: vec![0.0; count],
        marks: vec![Marks::default(); count],
        core: 0,
        trusted: FxHashSet::default(),
        cards: cards::find(page, title.map(|t| t.block)),
        threshold: 0.0,
    };
    let headline = title.map(|t| t.block);
    judge.vote(voices, headline);
    judge.clear_own_cards(title);
    let talk = talk::find(page, headline, &judge.cards);
    talk.into_iter().for_each(|blocks| judge.cards[blocks].fill(true));
    judge.rescue(headline);
    judge.settle(title);
    let mut taken = judge.take(title.map(|t| t.block), known);
    judge.follow_linked(&mut taken, voices);
    judge.drop_repeats(&mut taken);
    judge.trim(&mut taken, known);
    judge.drop_odd_ends(&mut taken);
    // What stood behind the odd ends is an end now.
    judge.trim(&mut taken, known);
    Body { blocks: taken.iter().enumerate().filter(|(_, t)| **t).map(|(n, _)| n).collect(), core: judge.core }
}

/// Text that a person wrote to be read: long enough, or ended like a sentence, and not made of links.
pub(crate) fn is_prose(block: &Block) -> bool {
    block.link_density() < 0.4 && (block.chars >= 80 || (is_ended(block) && block.chars >= 25))
}

/// Whether a block ends like a sentence.
pub(crate) fn is_ended(block: &Block) -> bool {
    block
        .text
        .trim_end_matches(['"', '\'', '»', '”', '’', ')', ']', '\u{200f}', '\u{200e}', ' ', '\u{a0}'])
        .ends_with(['.', '!', '?', '؟', '…', '۔', ':', '؛', '。'])
}

impl<'p> Judge<'p> {
    pub(crate) fn block(&self, n: usize) -> &'p Block {
        &self.page.blocks[n]
    }

    /// Gives the votes.
    fn vote(&mut self, voices: &Voices, headline: Option<usize>) {
        let own = anchor::own_container(self.page, headline, &self.cards);
        // A body of JSON-LD is believed if it says about as much as the page shows.
        let linked = voices.linked.as_ref().filter(|w| w.words >= 40);
        let asked = [&voices.trafilatura, &voices.smoothie].into_iter().flatten().count();
        for n in 0..self.votes.len() {
            let block = self.block(n);
            if self.page.elements[block.inner].hidden && linked.is_none() && !own.1 {
                continue;
            }
            let mut sum = 0.0;
            for voice in [&voices.trafilatura, &voices.smoothie].into_iter().flatten() {
                if voice.holds(&block.words) >= HELD {
                    sum += 1.0;
                }
            }
            if own.0.is_some_and(|c| self.page.is_within(block.inner, c)) && is_prose(block) {
                sum += 0.6;
            }
            if let Some(linked) = linked
                && linked.holds(&block.words) >= HELD
                && (block.words.len() >= SHINGLE || sum > 0.0)
            {
                sum += 1.5;
            }
            self.votes[n] = sum;
        }
        // Two extractors: both, or one and another witness. One: it and our own finder. None: our own finder.
        self.threshold = match asked {
            2 => 1.5,
            1 => 1.0,
            _ => 0.6,
        };
    }

    /// Finds the core: from the top down, the element that still holds nearly all that was voted for; then asks the headline.
    fn settle(&mut self, title: Option<Title>) {
        let page = self.page;
        let is_voted = |n: &usize| self.votes[*n] >= self.threshold && is_prose(self.block(*n)) && !self.cards[*n];
        let voted: Vec<usize> = (0..self.votes.len()).filter(is_voted).collect();
        let mut weight: FxHashMap<usize, usize> = FxHashMap::default();
        let mut total = 0;
        for n in &voted {
            total += self.block(*n).chars;
            for e in page.around(self.block(*n).element) {
                *weight.entry(e).or_default() += self.block(*n).chars;
            }
        }
        // The deepest element with nearly all; of equals the deepest is the last in the page.
        for (number, element) in page.elements.iter().enumerate() {
            if weight.get(&number).is_some_and(|w| *w * 100 >= total * 85 && *w > 0)
                && element.depth >= page.elements[self.core].depth
            {
                self.core = number;
            }
        }
        if let Some(title) = title {
            self.heed_headline(title, &voted, total);
        }
        // An element that holds much of the text is no box beside it, whatever its class says.
        let shares = weight.iter().filter(|(_, w)| **w * 100 > total * 35).map(|(e, _)| *e);
        // Unless it is marked as talk or links, and text that is not marked stands above it.
        let starts = self.starts(title.map(|t| t.block), &voted);
        let stands_below = |n: usize| starts.is_some_and(|start| n > start);
        self.trusted = shares
            .filter(|e| !(page.elements[*e].marks.any(Marks::BELOW) && stands_below(page.blocks_of(*e).start)))
            .collect();
        for n in 0..self.votes.len() {
            let mut marks = Marks::default();
            for e in page.around(self.block(n).inner).take_while(|e| *e != self.core) {
                if !self.trusted.contains(&e) {
                    marks = marks.with(page.elements[e].marks);
                }
            }
            self.marks[n] = marks;
        }
        // A class that so much of the text bears means something else on this page ("widget" of a page builder).
        for mark in Marks::LEAK.each() {
            let bearing =
                voted.iter().filter(|n| self.marks[**n].any(mark)).map(|n| self.block(*n).chars).sum::<usize>();
            let first = voted.iter().find(|n| self.marks[**n].any(mark));
            if mark.any(Marks::BELOW) && first.is_some_and(|n| stands_below(*n)) {
                continue;
            }
            if bearing * 100 > total * 40 {
                self.marks.iter_mut().for_each(|m| *m = m.without(mark));
            }
        }
    }

    /// The block at which enough text of the article has been seen, so that what is marked as talk or links below it is
    /// that and no misleading name.
    fn starts(&self, headline: Option<usize>, voted: &[usize]) -> Option<usize> {
        let mut seen = 0;
        voted.iter().copied().filter(|n| headline.is_none_or(|h| *n > h)).find(|n| {
            let marked = self.page.around(self.block(*n).inner).any(|e| self.page.elements[e].marks.any(Marks::BELOW));
            seen += if marked { 0 } else { self.block(*n).chars };
            seen >= CLEAR
        })
    }

    /// The extractors took what is no body (comments, cards, another page's teasers) or hardly anything: then our own
    /// finder's word is enough.
    fn rescue(&mut self, headline: Option<usize>) {
        let free = |n: &usize| !self.cards[*n] && is_prose(self.block(*n)) && !self.is_marked_off(*n, headline);
        let weigh = |blocks: &[usize]| blocks.iter().map(|n| self.block(*n).chars).sum::<usize>();
        let voted: Vec<usize> = (0..self.votes.len()).filter(|n| self.votes[*n] >= self.threshold && free(n)).collect();
        let after = headline.map_or(0, |h| h + 1);
        let enough = weigh(&voted) * 3;
        let most =
            (after..self.votes.len()).map(|n| self.block(n)).filter(|b| is_prose(b)).map(|b| b.chars).sum::<usize>();
        if enough >= most {
            return;
        }
        let own = anchor::own_container(self.page, headline, &self.cards).0;
        let scope = headline.and_then(|h| anchor::scope(self.page, h, &self.cards)).or(own);
        let Some(holder) = own.filter(|own| scope.is_none_or(|s| self.page.is_within(*own, s))).or(scope) else {
            return;
        };
        let mine: Vec<usize> = self.page.blocks_of(holder).filter(|n| *n >= after).filter(free).collect();
        if enough < weigh(&mine) {
            let threshold = self.threshold;
            mine.iter().for_each(|n| self.votes[*n] = self.votes[*n].max(threshold));
        }
    }

    /// Marked as no body, itself or near above; what holds the headline as well says nothing.
    fn is_marked_off(&self, n: usize, headline: Option<usize>) -> bool {
        let page = self.page;
        let holds = |e: &usize| headline.is_some_and(|h| page.blocks_of(*e).contains(&h));
        page.around(self.block(n).inner).take(6).take_while(|e| !holds(e)).any(|e| {
            let element = &page.elements[e];
            element.marks.any(Marks::LEAK) || matches!(element.tag, "aside" | "nav" | "footer" | "form" | "figcaption")
        })
    }

    /// Entries of a live page may look like cards: what makes up the article below the headline is none.
    fn clear_own_cards(&mut self, title: Option<Title>) {
        let headline = title.map(|t| t.block);
        let scope = title.and_then(|t| Some((anchor::scope(self.page, t.block, &[])?, t.block)));
        let Some(after) = scope.map(|(scope, h)| anchor::after(self.page, h, scope)) else { return };
        let of = |cards: bool| -> Vec<usize> {
            let mine = after.clone().filter(|n| self.cards[*n] == cards && is_prose(self.block(*n)));
            mine.filter(|n| if cards { self.votes[*n] >= self.threshold } else { !self.is_marked_off(*n, headline) })
                .collect()
        };
        let weigh = |blocks: &[usize]| blocks.iter().map(|n| self.block(*n).chars).sum::<usize>();
        let (cards, mut others) = (of(true), of(false));
        let Some(last) = cards.last() else { return };
        // What stands below them all is of the page.
        others.retain(|n| n < last);
        // A teaser is a line or two; an entry says more.
        let timed = cards.iter().filter(|n| self.has_clock(**n)).count();
        let long = weigh(&cards) > 200 * cards.len() || timed * 10 >= cards.len() * 6;
        if weigh(&cards) > weigh(&others) && (long || weigh(&others) < SHORTEST) {
            self.cards[after].fill(false);
        }
    }

    /// Whether an hour stands by itself right above a block, as in the entries of a live page.
    fn has_clock(&self, n: usize) -> bool {
        (n.saturating_sub(3)..n).any(|m| {
            let text = self.block(m).text.as_str();
            let figures = text.chars().filter(|c| c.is_numeric()).count();
            (3..=6).contains(&figures) && text.contains(':') && self.block(m).chars <= 16
        })
    }

    /// Several articles on a page: the headline says which is its own.
    fn heed_headline(&mut self, title: Title, voted: &[usize], total: usize) {
        let page = self.page;
        let Some(scope) = anchor::scope(page, title.block, &self.cards) else { return };
        if page.is_within(self.core, scope) {
            return;
        }
        // The page itself parts its articles, and this one has text.
        let own = page.around(page.blocks[title.block].inner).find(|e| page.elements[*e].tag == "article");
        if let Some(own) = own.filter(|own| page.is_within(scope, *own) && !page.is_within(self.core, *own)) {
            self.core = own;
            let after = anchor::after(page, title.block, own);
            for n in 0..self.votes.len() {
                let mine = after.contains(&n)
                    && (self.votes[n] > 0.0 || is_prose(self.block(n)))
                    && !self.cards[n]
                    && !self.is_marked_off(n, Some(title.block));
                self.votes[n] = if mine { self.votes[n].max(self.threshold) } else { 0.0 };
            }
            return;
        }
        let after = anchor::after(page, title.block, scope);
        let inside: usize = voted.iter().filter(|n| after.contains(n)).map(|n| self.block(*n).chars).sum();
        if inside * 10 >= total * 3 {
            let other = anchor::next_titled(page, title.block).is_some_and(|n| {
                !page.is_within(page.blocks[n].inner, scope) && page.is_within(page.blocks[n].inner, self.core)
            });
            if other && page.is_within(scope, self.core) {
                self.core = scope;
            }
            return;
        }
        // The extractors took another article, a longer one, for this page's.
        let Some(first) = voted.iter().find(|n| !after.contains(n)).copied() else { return };
        if title.sure && first > title.block && anchor::is_titled_apart(page, first, scope) {
            self.core = scope;
            for n in 0..self.votes.len() {
                let mine = after.contains(&n) && is_prose(self.block(n));
                self.votes[n] = if mine { self.votes[n].max(self.threshold) } else { 0.0 };
            }
        }
    }

    pub(crate) fn in_core(&self, n: usize) -> bool {
        self.page.is_within(self.block(n).inner, self.core)
    }

    fn take(&self, headline: Option<usize>, known: &FxHashSet<u64>) -> Vec<bool> {
        let count = self.votes.len();
        let leaks: Vec<bool> = (0..count).map(|n| self.is_leak(n)).collect();
        let mut taken: Vec<bool> = (0..count)
            .map(|n| {
                let needed = if self.in_core(n) { self.threshold } else { self.threshold.max(2.0) };
                self.votes[n] >= needed
                    && !leaks[n]
                    && headline != Some(n)
                    && (self.in_core(n) || is_prose(self.block(n)))
            })
            .collect();
        self.take_back(&mut taken, &leaks, known);
        self.take_enclosed(&mut taken, &leaks);
        self.take_first_heading(&mut taken, &leaks);
        headline.into_iter().for_each(|h| taken[h] = false);
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
        let mut shapes: FxHashMap<_, usize> = FxHashMap::default();
        let mut total = 0;
        for n in (0..taken.len()).filter(|n| taken[*n]) {
            *shapes.entry(self.shape(n)).or_default() += self.block(n).chars;
            total += self.block(n).chars;
        }
        let common = |n: usize| shapes.get(&self.shape(n)).is_some_and(|c| *c * 5 >= total);
        let (Some(first), Some(last)) = (taken.iter().position(|t| *t), taken.iter().rposition(|t| *t)) else { return };
        for n in first..=last {
            let block = self.block(n);
            if taken[n] || leaks[n] || !self.in_core(n) || known.contains(&joined(&block.words)) {
                continue;
            }
            let e = block.element;
            let like = makes.contains_key(&(page.elements[e].parent, page.elements[e].tag));
            let heading = self.is_subheading(n, taken);
            let voted = self.votes[n] > 0.9 && is_prose(block);
            if (like && (is_prose(block) || self.votes[n] > 0.0) && block.link_density() < 0.5)
                || heading
                || voted
                || common(n) && is_prose(block) && self.marks[n] == Marks::default()
            {
                taken[n] = true;
            }
        }
        // The first and the last paragraphs are what extractors miss most.
        for n in (last + 1..self.votes.len()).chain((0..first).rev()) {
            let block = self.block(n);
            let e = block.element;
            let like = makes.get(&(page.elements[e].parent, page.elements[e].tag)).is_some_and(|c| *c >= 200)
                || common(n) && page.elements[e].has_class;
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

    /// The heading above the first paragraph, if more of its make stand between the others.
    fn take_first_heading(&self, taken: &mut [bool], leaks: &[bool]) {
        let Some(first) = taken.iter().position(|t| *t).filter(|n| *n > 0) else { return };
        let n = first - 1;
        let is_heading = |m: usize| matches!(self.page.elements[self.block(m).element].tag, "h2" | "h3" | "h4");
        let like = |m: usize| {
            let (a, b) = (&self.page.elements[self.block(m).element], &self.page.elements[self.block(n).element]);
            a.tag == b.tag && a.make == b.make
        };
        let more = (first..taken.len()).any(|m| taken[m] && is_heading(m) && like(m));
        taken[n] = is_heading(n) && more && !leaks[n] && self.in_core(n) && self.block(n).links == 0;
    }

    /// Tables, lists and listings between the paragraphs, or right below the last of them.
    fn take_enclosed(&self, taken: &mut [bool], leaks: &[bool]) {
        let page = self.page;
        let mut parents: FxHashSet<usize> = FxHashSet::default();
        for n in (0..taken.len()).filter(|n| taken[*n]) {
            parents.insert(page.elements[self.block(n).element].parent);
        }
        let (Some(first), Some(mut last)) = (taken.iter().position(|t| *t), taken.iter().rposition(|t| *t)) else {
            return;
        };
        for (number, element) in page.elements.iter().enumerate() {
            let fits = matches!(element.tag, "table" | "ul" | "ol" | "dl" | "pre") && !element.hidden;
            if !fits || element.blocks.is_empty() || !page.is_within(number, self.core) {
                continue;
            }
            let blocks = element.blocks.clone();
            // Above the first paragraph stand boxes of facts and contents.
            if blocks.start < first || blocks.start > last + 1 || taken[blocks.clone()].iter().all(|t| *t) {
                continue;
            }
            // Beside paragraphs, or in a wrapper of its own beside them.
            let beside = parents.contains(&element.parent)
                || parents.contains(&page.elements[element.parent].parent)
                    && page.blocks_of(element.parent).len() <= blocks.len() + 2;
            let all = &page.blocks[blocks.clone()];
            let chars: usize = all.iter().map(|b| b.chars).sum();
            let linked: usize = all.iter().map(|b| b.linked).sum();
            // A table that lays out the page holds other tables.
            let lays_out =
                element.tag == "table" && page.elements[number + 1..element.end].iter().any(|e| e.tag == "table");
            if !beside || linked * 3 > chars || lays_out || leaks[blocks.start] && blocks.len() < 3 {
                continue;
            }
            for n in blocks.clone() {
                let says = element.tag == "table" || self.block(n).text.contains(char::is_alphabetic);
                taken[n] |= says && !leaks[n] && self.marks[n] == Marks::default();
            }
            last = last.max(blocks.end - 1);
        }
    }

    /// The make of a block: its element and the one around it.
    pub(crate) fn shape(&self, n: usize) -> (&'static str, u64, &'static str, u64) {
        let element = &self.page.elements[self.block(n).element];
        let parent = &self.page.elements[element.parent];
        (element.tag, element.make, parent.tag, parent.make)
    }

    /// A heading between taken text: beside it, or in a wrapper of its own, with text of the article next.
    fn is_subheading(&self, n: usize, taken: &[bool]) -> bool {
        let page = self.page;
        let block = self.block(n);
        let e = &page.elements[block.element];
        let tag = page.elements[block.element].tag;
        if !block.uniform && !matches!(tag, "h2" | "h3" | "h4" | "h5" | "dt") {
            return false;
        }
        // A picture or an hour may stand between a heading and its text.
        let Some(next) = (n + 1..taken.len().min(n + 4)).find(|m| taken[*m]) else { return false };
        if block.link_density() >= 0.5
            || !(n + 1..next).all(|m| self.is_leak(m) || !self.block(m).text.contains(char::is_alphabetic))
        {
            return false;
        }
        let next = self.block(next).element;
        let beside = page.is_within(next, e.parent) && e.parent != self.core || page.elements[next].parent == e.parent;
        match e.tag {
            "h2" | "h3" | "h4" | "h5" | "dt" => beside || block.links == 0 && n > 0 && taken[n - 1],
            // A line all in bold.
            _ => {
                let bold = page.around(block.inner).take_while(|x| *x != block.element);
                block.uniform
                    && block.links == 0
                    && block.words.len() <= 16
                    && n > 0
                    && taken[n - 1]
                    && page.elements[next].parent == e.parent
                    && bold.into_iter().any(|x| matches!(page.elements[x].tag, "b" | "strong"))
            }
        }
    }
}
