//! Who signs: named in metadata, marked up, or printed about the headline.

use crate::dom::Page;
use crate::headline::outside;
use crate::ld::{LdArticle, plain};
use crate::meta::{About, meta};
use crate::tables::{Marks, phrase, without_prefix};
use crate::words::{folded, words};

pub(crate) fn byline(page: &Page, main: Option<&LdArticle>, about: &About) -> Option<String> {
    let publisher = about.publisher.as_deref().map(folded).unwrap_or_default();
    let fits = |s: &str| {
        let count = words(s).len();
        let f = folded(s);
        (1..=12).contains(&count)
            && f != publisher
            && !s.contains("http")
            && !s.contains('@')
            && !is_placeholder(&f)
            && !s.ends_with('.')
            && s.chars().filter(|c| c.is_numeric()).count() <= 2
    };
    let printed = printed_byline(page, about, &fits);
    let authors: Vec<String> =
        main.map(|m| m.authors.iter().map(|a| tidy(a)).filter(|a| fits(a)).collect()).unwrap_or_default();
    if !authors.is_empty() {
        if let Some(printed) = &printed {
            let f = folded(printed);
            if authors.iter().all(|a| f.contains(&folded(a))) {
                return Some(printed.clone());
            }
        }
        return Some(authors.join("، ")).map(|a| {
            if a.is_ascii() || !a.contains(|c: char| ('\u{600}'..='\u{6ff}').contains(&c) && c != '،') {
                a.replace("، ", ", ")
            } else {
                a
            }
        });
    }
    let named = meta(
        page,
        &[
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "parsely-author",
            "sailthru.author",
            "article.author",
            "byl",
            "cxenseparse:author",
        ],
    )
    .map(|s| tidy(&plain(s)))
    .filter(|s| fits(s));
    match (printed, named) {
        (Some(printed), Some(named)) if folded(&printed).contains(&folded(&named)) => Some(printed),
        (_, Some(named)) => Some(named),
        (printed, None) => printed,
    }
}

/// Names that content management systems put where nobody signed.
fn is_placeholder(folded: &str) -> bool {
    ["admin", "super user", "superuser", "administrator", "webmaster", "editor", "author", "staff"].contains(&folded)
        || folded.starts_with("admin")
}

fn tidy(text: &str) -> String {
    let mut text = text.trim();
    while let Some(rest) = without_prefix("by", text) {
        if rest.is_empty() || rest.len() == text.len() {
            break;
        }
        text = rest;
    }
    let text = text.split(['|', '•', '·', '–', '—']).next().unwrap_or(text);
    let text = text.split(" - ").next().unwrap_or(text);
    let text = text.split(" on ").next().unwrap_or(text);
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(' && c != '.').to_owned()
}

/// The text of an element that is the author's by its class, `rel` or `itemprop`, near the headline.
fn told_author(page: &Page, h: usize, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    let from = page.blocks.get(h.saturating_sub(6)).map_or(0, |b| b.span.start);
    let to = page.blocks.get(h + 10).or_else(|| page.blocks.last()).map_or(usize::MAX, |b| b.span.end);
    let mut best: Option<(u32, String)> = None;
    for (number, _) in &page.told {
        let element = &page.elements[*number];
        if element.at < from || element.at > to || element.hidden {
            continue;
        }
        let is = |e: usize, name: &str| page.elements[e].attr("itemprop").is_some_and(|p| p.eq_ignore_ascii_case(name));
        let rank = if is(*number, "name") && page.around(*number).skip(1).take(2).any(|e| is(e, "author")) {
            4
        } else if element.attr("rel").is_some_and(|r| r.contains("author")) {
            3
        } else if is(*number, "author") {
            2
        } else if element.marks.any(Marks::BYLINE) {
            1
        } else {
            continue;
        };
        let elsewhere = page.around(*number).any(|e| {
            page.elements[e].marks.any(Marks::RELATED.with(Marks::COMMENTS).with(Marks::NAV).with(Marks::CAPTION))
                || matches!(page.elements[e].tag, "aside" | "nav" | "footer")
        });
        let text = tidy(&undated(page.told(*number).unwrap_or_default()));
        if !elsewhere && fits(&text) && words(&text).len() <= 8 && best.as_ref().is_none_or(|(r, _)| rank > *r) {
            best = Some((rank, text));
        }
    }
    best.map(|(_, text)| text)
}

/// `NAME • 4 March 2022` right below the headline.
fn name_beside_date(page: &Page, h: usize, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    page.blocks.iter().skip(h + 1).take(3).find_map(|block| {
        let date = mahdar_dates::scan(&block.text).into_iter().next()?;
        let before = block.text.get(..date.span.start)?;
        let labelled = phrase("published", &words(before)).is_some() || phrase("modified", &words(before)).is_some();
        let name = tidy(before);
        let is_name = (2..=4).contains(&words(&name).len())
            && !name.contains(char::is_numeric)
            && name.chars().next().is_some_and(|c| !c.is_lowercase())
            && before.trim_end().ends_with(['•', '|', '·', '-', '–', '—', '/', ',', '،']);
        (is_name && !labelled && block.chars < 120 && fits(&name)).then_some(name)
    })
}

/// What stands before the first date of a line.
fn undated(text: &str) -> String {
    let end = mahdar_dates::scan(text).first().map_or(text.len(), |date| date.span.start);
    text.get(..end).unwrap_or(text).to_owned()
}

/// The name as it stands about the headline or under the text.
fn printed_byline(page: &Page, about: &About, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    // A name that is marked up as the author's.
    let h = about.headline_block.unwrap_or(0);
    if let Some(told) = told_author(page, h, fits) {
        return Some(told);
    }
    let from = page.blocks.get(h).map_or(0, |b| b.span.start);
    let mut best: Option<(usize, String)> = None;
    for (n, block) in page.blocks.iter().enumerate() {
        if block.chars > 160 || page.elements[block.inner].hidden || n == h {
            continue;
        }
        let around: Vec<usize> = page.around(block.inner).take(5).collect();
        let marks = around.iter().take(4).fold(Marks::default(), |m, e| m.with(page.elements[*e].marks));
        if around.iter().any(|e| {
            page.elements[*e].marks.any(Marks::RELATED.with(Marks::COMMENTS).with(Marks::NAV).with(Marks::CAPTION))
        }) || outside(page, block)
        {
            continue;
        }
        let mut text = block.text.as_str();
        let prefixed = without_prefix("by", text);
        let author = marks.any(Marks::BYLINE)
            || around.iter().take(3).any(|e| page.elements[*e].attr("rel").is_some_and(|r| r.contains("author")));
        let distance = n.abs_diff(h) * if n < h { 3 } else { 1 };
        if let Some(rest) = prefixed {
            // Without a mark a word such as "from" needs to stand by the headline, and little after it.
            if !author && (distance > 8 || words(rest).len() > 5) {
                continue;
            }
            text = rest;
        } else if !author || distance > 60 {
            continue;
        }
        let dates = mahdar_dates::scan(text);
        let text = match dates.first() {
            Some(date) => text.get(..date.span.start).unwrap_or_default(),
            None => text,
        };
        let text = tidy(text);
        if fits(&text) && words(&text).len() <= 8 && phrase("follow", &words(&text)).is_none() && block.span.end > 0 {
            let distance = distance + if prefixed.is_some() { 0 } else { 2 };
            if best.as_ref().is_none_or(|(d, _)| distance < *d) {
                best = Some((distance, text));
            }
        }
    }
    let _ = from;
    best.map(|(_, text)| text).or_else(|| name_beside_date(page, h, fits))
}
