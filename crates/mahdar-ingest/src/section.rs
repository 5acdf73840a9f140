//! The section an article stands under: named in metadata, a crumb, or a label about the headline.

use crate::dom::{Block, Page};
use crate::ld::{LdArticle, Linked, plain};
use crate::meta::{About, meta};
use crate::tables::{Marks, phrase};
use crate::words::{folded, words};

pub(crate) fn section(page: &Page, linked: &Linked, main: Option<&LdArticle>, about: &About) -> Option<String> {
    let headline = about.headline.as_deref().map(folded).unwrap_or_default();
    let publisher = about.publisher.as_deref().map(folded).unwrap_or_default();
    let fits = |s: &str| {
        let f = folded(s);
        !f.is_empty()
            && f != headline
            && f != publisher
            && words(s).len() <= 6
            && !s.starts_with("http")
            && !s.contains('/')
    };
    let named = main.and_then(|m| m.section.clone()).filter(|s| fits(s));
    let named = named.or_else(|| {
        meta(
            page,
            &[
                "article:section",
                "og:section",
                "parsely-section",
                "cxenseparse:section",
                "dc.subject.section",
                "section",
            ],
        )
        .map(plain)
        .filter(|s| fits(s))
    });
    if named.is_some() {
        return named;
    }
    if let Some(crumb) = linked.breadcrumbs.iter().skip(1).rev().find(|c| fits(c) && !headline.contains(&folded(c))) {
        return Some(crumb.clone());
    }
    for e in page
        .elements
        .iter()
        .enumerate()
        .filter(|(_, e)| e.attr("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("articlesection")))
    {
        let text = e.1.attr("content").map(plain).unwrap_or_else(|| page.text_of(e.0));
        if fits(&text) {
            return Some(text);
        }
    }
    let h = about.headline_block?;
    let near = |n: usize| n.abs_diff(h);
    let clean = |text: &str| -> String {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        text.to_owned()
    };
    // Marked as a section, near the headline; the last of several crumbs.
    let mut best: Option<(usize, String)> = None;
    for n in h.saturating_sub(8)..page.blocks.len().min(h + 6) {
        let block = &page.blocks[n];
        if n == h || block.chars > 60 || page.elements[block.inner].hidden {
            continue;
        }
        let marks = page.around(block.inner).take(3).fold(Marks::default(), |m, e| m.with(page.elements[e].marks));
        if marks.any(Marks::SECTION) && !marks.any(Marks::RELATED.with(Marks::TAGS)) {
            let text = clean(&block.text);
            if fits(&text) && !text.contains(char::is_numeric) && best.as_ref().is_none_or(|(d, _)| near(n) <= *d) {
                best = Some((near(n), text));
            }
        }
    }
    if let Some((_, text)) = best {
        return Some(text);
    }
    breadcrumb(page, h, &fits).or_else(|| label_above(page, h, &fits)).or_else(|| link_beside_date(page, h, &fits))
}

/// `17 October 2023 | Incidents | Author: ...` below the headline: the piece that is the link.
fn link_beside_date(page: &Page, h: usize, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    page.blocks.iter().skip(h + 1).take(3).find_map(|block| {
        let is_row = block.links == 1 && block.chars < 120 && !mahdar_dates::scan(&block.text).is_empty();
        if !is_row || page.elements[block.element].tag == "p" && crate::body::is_prose(block) {
            return None;
        }
        block
            .text
            .split(['|', '•', '·'])
            .map(str::trim)
            .find(|part| {
                (1..=3).contains(&words(part).len())
                    && !part.contains(char::is_numeric)
                    && !part.contains(':')
                    && phrase("by", &words(part)).is_none()
                    && fits(part)
            })
            .map(str::to_owned)
    })
}

/// A word or two right above the headline, in the same small element.
fn label_above(page: &Page, h: usize, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    let headline = page.blocks.get(h)?;
    for n in (h.saturating_sub(2)..h).rev() {
        let block = &page.blocks[n];
        let holder = page
            .around(headline.element)
            .take(4)
            .find(|e| page.is_within(block.inner, *e) && !matches!(page.elements[*e].tag, "body" | "html"));
        let alone = page.elements[block.element].blocks.len() == 1
            && !matches!(page.elements[block.element].tag, "li" | "h1" | "h2");
        let beside = page.is_within(headline.element, block.element);
        let text = block.text.trim_matches(|c: char| !c.is_alphanumeric());
        if (holder.is_some() && alone || beside)
            && block.words.len() <= 3
            && block.chars <= 30
            && block.links <= 1
            && !text.contains(char::is_numeric)
            && block.uniform
            && phrase("follow", &block.words).is_none()
            && phrase("related", &block.words).is_none()
            && fits(text)
        {
            return Some(text.to_owned());
        }
    }
    None
}

/// The last crumb before the headline that is not the headline.
fn breadcrumb(page: &Page, h: usize, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    let is_crumbs = |e: usize| {
        let element = &page.elements[e];
        element.marks.any(Marks::NAV) && element.depth > 1
    };
    for n in (h.saturating_sub(6)..h).rev() {
        let block = &page.blocks[n];
        let holder = page.around(block.inner).take(4).find(|e| is_crumbs(*e))?;
        let inside: Vec<&Block> = page.blocks.iter().filter(|b| page.is_within(b.inner, holder)).collect();
        // A menu has more.
        if inside.len() > 6 {
            return None;
        }
        let all: Vec<String> = inside
            .iter()
            .flat_map(|b| {
                b.text.split(['>', '»', '›', '/', '|', '«', '←', '•']).map(|s| s.trim().to_owned()).collect::<Vec<_>>()
            })
            .filter(|s| !s.is_empty())
            .collect();
        if all.len() >= 2 {
            return all.into_iter().skip(1).rev().find(|s| fits(s));
        }
    }
    None
}
