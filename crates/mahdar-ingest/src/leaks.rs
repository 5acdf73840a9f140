//! What is no body, whoever votes for it: related links, share lines, captions, credits, repeats, and what stands at the ends.

#![allow(clippy::needless_range_loop, reason = "the number of a block is its place in several lists at once")]

use crate::body::{Judge, Voices, is_ended, is_prose};
use crate::tables::{Marks, phrase};
use crate::words::joined;
use rustc_hash::{FxHashMap, FxHashSet};

impl Judge<'_> {
    /// A heading "related" within the core: what follows it under the same parent, links and cards, goes with it.
    pub(crate) fn drop_sections(&self, taken: &mut [bool]) {
        for n in 0..taken.len() {
            let block = self.block(n);
            if !self.in_core(n) || block.chars > 60 || !phrase("related", &block.words).is_some_and(|p| p.whole) {
                continue;
            }
            taken[n] = false;
            // A box that the heading opens goes as a whole.
            let all = taken.iter().filter(|t| **t).count();
            let page = self.page;
            let holder = page.around(block.element).skip(1).take(2).find(|e| {
                let blocks = page.blocks_of(*e);
                *e != self.core && blocks.start == n && blocks.len() > 1
            });
            if let Some(blocks) = holder.map(|e| page.blocks_of(e))
                && taken[blocks.clone()].iter().filter(|t| **t).count() * 3 <= all
            {
                taken[blocks].fill(false);
            }
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

    /// What is no body by itself.
    pub(crate) fn is_leak(&self, n: usize) -> bool {
        let block = self.block(n);
        let marks = self.marks[n];
        let tag = self.page.elements[block.element].tag;
        if matches!(tag, "button" | "figcaption" | "nav" | "footer" | "legend" | "label")
            || self.within_tag(n, &["nav", "footer", "button", "figcaption"])
            || self.cards[n]
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
        if let Some(found) = phrase("related", &block.words)
            && (found.whole
                || block.links > 0 && density > 0.4
                || found.rest <= 4
                || (short && tag != "li" && block.links > 0)
                // "Read also: ..." as plain text: no sentence ends it.
                || short && found.words >= 2 && !is_ended(block))
        {
            return true;
        }
        if let Some(found) = phrase("follow", &block.words)
            && (found.rest <= 4
                || block.links > 0 && block.chars < 300
                || density > 0.3
                || found.words >= 4
                || short && found.words >= 2 && !is_ended(block))
            && !(is_prose(block) && block.links == 0 && found.rest > 4 && found.words < 4)
        {
            return true;
        }
        // "Updated two hours ago", "© 2024 The Courier".
        let dated = phrase("modified", &block.words).or_else(|| phrase("published", &block.words));
        if dated.is_some_and(|p| p.rest <= 8) && block.text.contains(char::is_numeric) && !is_ended(block)
            || block.chars <= 240
                && block.text.find('©').is_some_and(|at| !is_prose(block) || block.text[..at].chars().count() < 24)
        {
            return true;
        }
        if phrase("credit", &block.words).is_some_and(|p| p.rest <= 5) && !is_prose(block) {
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
        let block = self.block(n);
        block.text.ends_with(['.', '؟', '!', '?']) && block.chars > 100 && block.links > 1
    }

    fn within_tag(&self, n: usize, tags: &[&str]) -> bool {
        self.page
            .around(self.block(n).inner)
            .take_while(|e| *e != self.core)
            .any(|e| tags.contains(&self.page.elements[e].tag) && !self.trusted.contains(&e))
    }

    /// A body in JSON-LD that holds most of the text says where it begins and ends.
    pub(crate) fn follow_linked(&self, taken: &mut [bool], voices: &Voices) {
        let Some(linked) = voices.linked.as_ref().filter(|w| w.words >= 60) else { return };
        let long = |n: &usize| self.block(*n).words.len() >= 6;
        let held = |n: &usize| linked.holds(&self.block(*n).words) >= 0.6;
        let all: Vec<usize> = (0..taken.len()).filter(|n| taken[*n] && long(n)).collect();
        let mine: usize = all.iter().filter(|n| held(n)).map(|n| self.block(*n).words.len()).sum();
        let total: usize = all.iter().map(|n| self.block(*n).words.len()).sum();
        if mine * 10 < total * 6 || mine * 10 < linked.words * 6 {
            return;
        }
        let last = (0..taken.len()).rev().find(|n| self.block(*n).words.ends_with(&linked.tail));
        if let Some(last) = last.filter(|_| linked.tail.len() >= 4) {
            for n in last + 1..taken.len() {
                taken[n] = taken[n] && held(&n) && long(&n);
            }
        }
    }

    /// The same words twice: pull quotes, summaries, copies for small screens. The one among most of its like stays.
    pub(crate) fn drop_repeats(&self, taken: &mut [bool]) {
        let mut parents: FxHashMap<usize, usize> = FxHashMap::default();
        for (n, _) in taken.iter().enumerate().filter(|(_, t)| **t) {
            *parents.entry(self.page.elements[self.block(n).element].parent).or_default() += self.block(n).chars;
        }
        let rank = |n: usize| parents.get(&self.page.elements[self.block(n).element].parent).copied().unwrap_or(0);
        let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
        for n in 0..taken.len() {
            if !taken[n] || self.block(n).words.len() < 4 {
                continue;
            }
            match seen.entry(joined(&self.block(n).words)) {
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
        // A quotation set apart whose words stand in the text. A page of thousands of paragraphs is no article.
        if taken.iter().filter(|t| **t).count() > 2_000 {
            return;
        }
        for n in 0..taken.len() {
            let mine = &self.block(n).words;
            if !taken[n] || mine.len() < 4 || mine.len() > 80 || !self.is_apart(n) {
                continue;
            }
            let inside = (0..taken.len()).any(|m| {
                let other = &self.block(m).words;
                m != n && taken[m] && other.len() > mine.len() && other.windows(mine.len()).any(|w| w == &mine[..])
            });
            if inside {
                taken[n] = false;
            }
        }
    }

    /// Set apart from the paragraphs: a quotation, an aside, an element unlike its neighbours.
    fn is_apart(&self, n: usize) -> bool {
        let page = self.page;
        let element = &page.elements[self.block(n).element];
        let marked = page.around(self.block(n).element).take_while(|e| *e != self.core).any(|e| {
            matches!(page.elements[e].tag, "blockquote" | "aside" | "q") || page.elements[e].marks.any(Marks::PULLQUOTE)
        });
        marked || element.tag != "p" && element.has_class
    }

    /// Lines about the article before its first paragraph and after its last.
    pub(crate) fn trim(&self, taken: &mut [bool], known: &FxHashSet<u64>) {
        let prose: Vec<usize> = (0..taken.len()).filter(|n| taken[*n] && is_prose(self.block(*n))).collect();
        let (Some(first), Some(last)) = (prose.first().copied(), prose.last().copied()) else { return };
        for n in (0..taken.len()).filter(|n| *n < first || *n > last) {
            let block = self.block(n);
            let tag = self.page.elements[block.element].tag;
            let heading = matches!(tag, "h2" | "h3" | "h4");
            let figures = !block.text.contains(char::is_alphabetic);
            let about = figures
                || known.contains(&joined(&block.words))
                || self.marks[n].any(Marks::HEAD.with(Marks::HEADLINE))
                || tag == "h1"
                || (block.link_density() > 0.5 && tag != "li")
                || !mahdar_dates::scan(&block.text).is_empty() && block.chars < 80
                || phrase("by", &block.words).is_some_and(|p| p.rest <= 6) && n < first;
            let trail = n > last && block.links > 0 && block.link_density() > 0.3 && block.chars < 100;
            if taken[n] && (about || trail || (heading && n > last)) {
                taken[n] = false;
            }
        }
        for n in 0..taken.len() {
            if taken[n]
                && known.contains(&joined(&self.block(n).words))
                && !(is_prose(self.block(n)) && self.block(n).chars > 120)
            {
                taken[n] = false;
            }
        }
    }

    /// Below a horizontal rule, what has a make that nothing above it had.
    fn drop_below_rule(&self, taken: &mut [bool]) {
        let mut above = FxHashSet::default();
        let mut ruled = false;
        let mut before = None;
        for n in 0..taken.len() {
            if !taken[n] {
                continue;
            }
            if let Some(b) = before {
                ruled |= self.page.has_rule(self.block(b).span.end..self.block(n).span.start);
            }
            if !ruled {
                above.insert(self.shape(n));
            } else if !above.contains(&self.shape(n)) && self.votes[n] < 3.0 {
                taken[n] = false;
            }
            before = Some(n);
        }
    }

    /// What stands at the ends in another make than the text, and is no sentence: labels, notes, lines of the page.
    pub(crate) fn drop_odd_ends(&self, taken: &mut [bool]) {
        let page = self.page;
        let shape = |n: usize| self.shape(n);
        let mut shapes: FxHashMap<_, usize> = FxHashMap::default();
        let mut total = 0;
        for n in (0..taken.len()).filter(|n| taken[*n]) {
            *shapes.entry(shape(n)).or_default() += self.block(n).chars;
            total += self.block(n).chars;
        }
        self.drop_below_rule(taken);
        let common = |n: usize| shapes.get(&shape(n)).is_some_and(|c| *c * 5 >= total);
        let own: Vec<usize> = (0..taken.len()).filter(|n| taken[*n] && common(*n)).collect();
        let (Some(first), Some(last)) = (own.first().copied(), own.last().copied()) else { return };
        for n in last + 1..taken.len() {
            let block = self.block(n);
            let listed = matches!(page.elements[block.element].tag, "li" | "blockquote" | "dd" | "pre");
            let beside = page.elements[block.element].parent == page.elements[self.block(last).element].parent;
            if taken[n] && !listed && !(beside && is_ended(block)) && block.chars < 160 && self.votes[n] < 3.0 {
                taken[n] = false;
            }
        }
        for n in 0..first {
            if taken[n] && !is_prose(self.block(n)) && self.block(n).chars < 60 && self.votes[n] < 3.0 {
                taken[n] = false;
            }
        }
    }
}
