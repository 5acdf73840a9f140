//! What a page is: an article, the beginning of one behind a wall, an empty shell, a list, or nothing of the kind.

use crate::body::{Body, is_ended};
use crate::dom::Page;
use crate::ld::LdArticle;
use crate::meta::{About, meta};
use crate::record::State;
use crate::tables::{Marks, phrases_in};
use crate::words::words;

/// Below this agreement of the extractors an article is flagged. In a measurement of both on 181 pages of others, those
/// that agreed less had a mean F1 of .87 against .97.
pub(crate) const LOW: f32 = 0.7;
/// A body of so few words is no article by itself.
const FEW: usize = 12;
/// A teaser before a wall has at most so many words.
const TEASER: usize = 220;

/// What the page is. `agreement` is that of the two extractors, `None` if only one was asked.
pub(crate) fn of(page: &Page, about: &About, body: &Body, main: Option<&LdArticle>, agreement: Option<f32>) -> State {
    let count: usize = body.blocks.iter().map(|n| page.blocks[*n].words.len()).sum();
    let title = about.headline.clone().unwrap_or_else(|| crate::meta::any_title(page));
    if count < TEASER && not_found(page, &title) {
        return State::NotArticle;
    }
    if is_walled(page, body, main, count) {
        return State::PaywallStub;
    }
    // A flash: one sentence or two below a headline that the page prints.
    let is_flash = (4..FEW).contains(&count)
        && about.headline_block.is_some_and(|head| body.blocks.first().is_some_and(|first| head < *first))
        && body.blocks.len() <= 2
        && body.blocks.iter().all(|n| is_ended(&page.blocks[*n]) && page.blocks[*n].links == 0);
    if is_flash && phrases_in("shell", &page.blocks[body.blocks[0]].words) == 0 {
        return State::LowAgreement;
    }
    let shown: usize = page.blocks.iter().filter(|b| !page.elements[b.inner].hidden).map(|b| b.words.len()).sum();
    let text: Vec<u64> = body.blocks.iter().flat_map(|n| page.blocks[*n].words.iter().copied()).collect();
    if count < 400 && phrases_in("consent", &text) >= 3 {
        return State::EmptyShell;
    }
    if count < 60 && phrases_in("shell", &text) > 0 {
        return State::EmptyShell;
    }
    // The metadata name an article that the page does not print.
    let unprinted = about.headline_block.is_none();
    if unprinted && (count < 150 && has_empty_root(page) || count < 100 && about.headline.is_some() && shown < 300) {
        return State::EmptyShell;
    }
    if count < FEW {
        let noscript = page.raws.iter().any(|r| {
            page.elements[r.element].tag == "noscript" && phrases_in("shell", &words(&crate::ld::plain(&r.text))) > 0
        });
        return if shown < 60 || noscript && shown < 200 {
            State::EmptyShell
        } else if is_listing(page, about, count) {
            State::Listing
        } else {
            State::NotArticle
        };
    }
    if is_listing(page, about, count) && main.is_none_or(|m| !m.is_article) {
        return State::Listing;
    }
    if agreement.is_some_and(|a| a < LOW) { State::LowAgreement } else { State::Ok }
}

/// The element a script would fill, with nothing in it: what else the page shows stands about it.
fn has_empty_root(page: &Page) -> bool {
    const ROOTS: [&str; 10] =
        ["root", "app", "__next", "__nuxt", "___gatsby", "react-root", "main-app", "app-root", "svelte", "application"];
    page.elements.iter().any(|e| e.blocks.is_empty() && e.attr("id").is_some_and(|id| ROOTS.contains(&id)))
}

/// "Page not found" in the title or the first heading, with nothing much below.
fn not_found(page: &Page, title: &str) -> bool {
    let heading = page
        .blocks
        .iter()
        .find(|b| matches!(page.elements[b.element].tag, "h1" | "h2"))
        .map(|b| b.text.as_str())
        .unwrap_or_default();
    [title, heading].iter().any(|t| words(t).len() <= 10 && phrases_in("notfound", &words(t)) > 0)
}

/// A gate in or after the body, or the page's own word that it is not free, and little text.
fn is_walled(page: &Page, body: &Body, main: Option<&LdArticle>, count: usize) -> bool {
    if count > TEASER {
        return false;
    }
    let not_free = main.is_some_and(|m| m.free == Some(false))
        || meta(page, &["article:content_tier"])
            .is_some_and(|t| matches!(t.to_ascii_lowercase().as_str(), "locked" | "metered"));
    let first = body.blocks.first().copied().unwrap_or(0);
    let last = body.blocks.last().copied().unwrap_or(0);
    let gate = page.blocks.iter().enumerate().filter(|(n, _)| *n > first && *n <= last + 25).any(|(_, block)| {
        let marked = page.around(block.inner).any(|e| page.elements[e].marks.any(Marks::PAYWALL));
        let says = phrases_in("paywall", &block.words) > 0;
        let site = page.around(block.inner).any(|e| matches!(page.elements[e].tag, "header" | "footer" | "nav"));
        // In a box marked as a gate a word of subscription is enough.
        let invites = marked && phrases_in("wall", &block.words) > 0;
        invites
            || says && (marked || not_free)
            || says
                && !site
                && block.chars > 15
                && page.is_within(block.inner, parent_of(page, body.core))
                && count < 150
    });
    gate || not_free && count < 120
}

fn parent_of(page: &Page, element: usize) -> usize {
    page.elements.get(element).map_or(0, |e| e.parent)
}

/// Many headlines that lead elsewhere, and little prose.
fn is_listing(page: &Page, about: &About, count: usize) -> bool {
    let cards = page.blocks.iter().filter(|b| b.link_density() > 0.8 && b.words.len() >= 4).count();
    let website = meta(page, &["og:type"]).is_some_and(|t| t.eq_ignore_ascii_case("website"));
    let root = about
        .canonical
        .as_deref()
        .is_some_and(|u| u.split("://").nth(1).is_some_and(|rest| rest.trim_end_matches('/').find('/').is_none()));
    let linked_prose: usize = page.blocks.iter().filter(|b| b.link_density() > 0.5).map(|b| b.words.len()).sum();
    cards >= 12 && linked_prose > count * 3 && (root || website || count < 60) && about.headline_block.is_none()
        || root && cards >= 8 && linked_prose > count
}
