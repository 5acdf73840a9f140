//! What a page says about its article beside the body: headline, section, byline, publisher, address, language.

use crate::dom::{Block, Page};
use crate::ld::{LdArticle, Linked, plain};
use crate::tables::{Marks, key, phrase, without_prefix};
use crate::words::{folded, words};
use rustc_hash::FxHashSet;

/// What a page says about its article.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) headline: Option<String>,
    /// The block the headline is printed in.
    pub(crate) headline_block: Option<usize>,
    /// The metadata say the same words.
    pub(crate) headline_sure: bool,
    pub(crate) section: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) language: Option<String>,
    /// Texts of the page that are these and no body, as keys.
    pub(crate) known: FxHashSet<u64>,
}

/// The `content` of the first meta element of one of these names, the first name first.
pub(crate) fn meta<'p>(page: &'p Page, names: &[&str]) -> Option<&'p str> {
    names.iter().find_map(|name| {
        page.elements.iter().filter(|e| e.tag == "meta").find_map(|e| {
            let is_it = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .any(|key| e.attr(key).is_some_and(|v| v.trim().eq_ignore_ascii_case(name)));
            e.attr("content").map(str::trim).filter(|content| is_it && !content.is_empty())
        })
    })
}

/// The object of JSON-LD that is this page's article: the one whose headline or address the page has, else the first.
pub(crate) fn main_article<'l>(linked: &'l Linked, title: &str, url: Option<&str>) -> Option<&'l LdArticle> {
    let title = folded(title);
    let score = |a: &LdArticle| {
        let same = a.headline.as_deref().is_some_and(|h| {
            let h = folded(h);
            !h.is_empty() && (title.contains(&h) || h.contains(&title) && !title.is_empty())
        });
        let here = url.is_some_and(|u| a.url.as_deref().is_some_and(|a| same_address(a, u)));
        u32::from(a.is_article) * 2 + u32::from(same) * 3 + u32::from(here) * 2
    };
    let best = linked.articles.iter().map(&score).max()?;
    linked.articles.iter().find(|a| score(a) == best)
}

fn same_address(a: &str, b: &str) -> bool {
    let bare = |u: &str| {
        let u = u.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').to_owned();
        u.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").to_owned()
    };
    bare(a) == bare(b)
}

/// Reads all of it.
pub(crate) fn read(page: &Page, linked: &Linked, main: Option<&LdArticle>, url: Option<&str>) -> About {
    let mut about = About::default();
    let title = title(page);
    let og_title =
        meta(page, &["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"])
            .map(plain);
    about.canonical = canonical(page, url);
    about.language = language(page, main);
    about.publisher = publisher(page, linked, main, title.as_deref(), og_title.as_deref());
    let claims: Vec<String> = [main.filter(|m| m.is_article).and_then(|m| m.headline.clone()), og_title, title]
        .into_iter()
        .flatten()
        .map(|t| without_site(&t, about.publisher.as_deref()))
        .filter(|t| !t.is_empty())
        .collect();
    if let Some((block, sure)) = headline_block(page, &claims) {
        (about.headline_block, about.headline_sure) = (Some(block), sure);
    }
    about.headline = match about.headline_block {
        Some(n) => Some(page.blocks[n].text.clone()),
        None => claims.first().cloned(),
    };
    if let (Some(h), Some(p)) = (&about.headline, &about.publisher)
        && folded(h) == folded(p)
        && about.headline_block.is_none()
    {
        about.headline = None;
    }
    about.section = section(page, linked, main, &about);
    about.byline = byline(page, main, &about);
    for text in [&about.headline, &about.section, &about.byline, &about.publisher].into_iter().flatten() {
        about.known.insert(key(text));
    }
    for claim in &claims {
        about.known.insert(key(claim));
    }
    about
}

fn title(page: &Page) -> Option<String> {
    let raw = page.raws.iter().find(|r| page.elements[r.element].tag == "title")?;
    Some(plain(&raw.text)).filter(|t| !t.is_empty())
}

/// The page's title, for finding its article.
pub(crate) fn any_title(page: &Page) -> String {
    meta(page, &["og:title"]).map(plain).or_else(|| title(page)).unwrap_or_default()
}

const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", "|"];

/// Pieces of a title, with the separator before each.
fn pieces(title: &str) -> Vec<&str> {
    let separator = SEPARATORS.iter().find(|s| title.contains(**s));
    separator.map_or_else(|| vec![title], |s| title.split(s).map(str::trim).filter(|p| !p.is_empty()).collect())
}

/// A title without the site's name at either end.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    let site = publisher.map(folded);
    let mut rest = title.trim();
    for _ in 0..3 {
        let mut cut = None;
        for separator in SEPARATORS {
            if let Some(at) = rest.rfind(separator) {
                let (head, tail) = (rest[..at].trim(), rest[at + separator.len()..].trim());
                let tail_words = words(tail).len();
                let known =
                    site.as_deref().is_some_and(|s| folded(tail) == s || !s.is_empty() && folded(tail).contains(s));
                if known
                    || (tail_words <= 4
                        && words(head).len() > tail_words.max(3)
                        && separator != " - "
                        && separator != "|"
                        && separator != " — ")
                {
                    cut = Some(head);
                    break;
                }
                if let Some(first) = rest.find(separator)
                    && site.as_deref().is_some_and(|s| folded(&rest[..first]) == s)
                {
                    cut = Some(rest[first + separator.len()..].trim());
                    break;
                }
            }
        }
        match cut {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => break,
        }
    }
    rest.to_owned()
}

fn heading_rank(page: &Page, block: &Block) -> u32 {
    page.around(block.element)
        .take(3)
        .map(|e| match page.elements[e].tag {
            "h1" => 4,
            "h2" => 3,
            "h3" => 2,
            _ if page.elements[e].attr("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("headline")) => 4,
            _ if page.elements[e].marks.any(Marks::HEADLINE) => 2,
            _ => 0,
        })
        .max()
        .unwrap_or(0)
}

fn outside(page: &Page, block: &Block) -> bool {
    page.around(block.inner).any(|e| {
        matches!(page.elements[e].tag, "nav" | "footer" | "aside")
            || page.elements[e].marks.any(Marks::RELATED.with(Marks::COMMENTS)) && page.elements[e].depth > 3
    })
}

/// Where the headline is printed, and whether the metadata say so: the heading that says what they claim; else the best
/// heading with prose below it.
fn headline_block(page: &Page, claims: &[String]) -> Option<(usize, bool)> {
    let claims: Vec<Vec<u64>> = claims.iter().map(|c| words(c)).collect();
    let mut best: Option<(f32, f32, usize)> = None;
    for (n, block) in page.blocks.iter().enumerate() {
        if block.chars > 400 || page.elements[block.inner].hidden {
            continue;
        }
        let rank = heading_rank(page, block);
        let mine = &block.words;
        let count = mine.len();
        let mut fit = 0.0f32;
        for claim in &claims {
            let long = claim.len();
            let within = |a: &[u64], b: &[u64]| !a.is_empty() && b.windows(a.len()).any(|w| w == a);
            let same = if claim == mine {
                1.0
            } else if count >= 3 && (within(mine, claim) || long >= 3 && within(claim, mine)) {
                0.5 + 0.4 * (count.min(long) as f32 / count.max(long) as f32)
            } else if rank >= 3 && count >= 4 {
                0.8 * overlap(mine, claim)
            } else {
                0.0
            };
            fit = fit.max(same);
        }
        if fit < 0.5 || (rank == 0 && (fit < 0.99 || count < 3)) {
            continue;
        }
        // A heading that is a link is another page's, or the site's name.
        let linked = if block.link_density() > 0.8 && (rank < 4 || fit < 0.9) { 1.5 } else { 0.0 };
        let score = fit * 6.0 + rank as f32 * 0.7 - 2.0 - linked - if outside(page, block) { 3.0 } else { 0.0 };
        if best.is_none_or(|(b, ..)| score > b + 0.001) {
            best = Some((score, fit, n));
        }
    }
    let claimed = best.filter(|(score, ..)| *score > 1.0).map(|(_, fit, n)| (n, fit >= 0.85));
    // A line that is no heading and says what the title says may be the site's name: old pages have one title for all.
    let weak = claimed.is_none_or(|(n, _)| heading_rank(page, &page.blocks[n]) == 0 && page.blocks[n].words.len() < 5);
    if weak && let Some(n) = heading_above_prose(page).filter(|n| claimed.is_none_or(|(c, _)| c < *n)) {
        return Some((n, false));
    }
    claimed
}

/// The most prominent heading, or line in a style of its own, right above prose.
fn heading_above_prose(page: &Page) -> Option<usize> {
    let is_above = |n: usize, rank: u32| {
        let enough = if rank >= 4 { 1 } else { 2 };
        let next = &page.blocks[n + 1..page.blocks.len().min(n + 9)];
        next.iter().filter(|b| crate::body::is_prose(b) && b.chars >= 60).count() >= enough
    };
    let rank = |block: &Block| {
        let heading = page.around(block.element).take(2).map(|e| page.elements[e].tag).find_map(|tag| match tag {
            "h1" => Some(4),
            "h2" => Some(3),
            "h3" | "h4" => Some(2),
            _ => None,
        });
        heading.unwrap_or_else(|| match is_set_apart(page, block) {
            true if is_large(page, block) => 2,
            apart => u32::from(apart),
        })
    };
    let fits = |n: &usize| {
        let block = &page.blocks[*n];
        block.words.len() >= 3
            && block.chars <= 200
            && block.link_density() < 0.5
            && !page.elements[block.inner].hidden
            && !outside(page, block)
    };
    let mut best: Option<(u32, usize)> = None;
    for n in (0..page.blocks.len()).filter(fits) {
        let mine = rank(&page.blocks[n]);
        if mine > 0 && best.is_none_or(|(b, _)| mine > b) && is_above(n, mine) {
            best = Some((mine, n));
        }
    }
    best.map(|(_, n)| n)
}

/// In a `font` larger than text.
fn is_large(page: &Page, block: &Block) -> bool {
    page.around(block.inner).take_while(|e| *e != block.element).any(|e| {
        let size = page.elements[e].attr("size").map(str::trim).unwrap_or_default();
        size.starts_with('+') || size.parse::<u32>().is_ok_and(|size| size >= 4)
    })
}

/// A whole line in bold or another size, not a sentence.
fn is_set_apart(page: &Page, block: &Block) -> bool {
    block.uniform
        && block.words.len() >= 4
        && block.chars <= 160
        && !block.text.ends_with(['.', '،', ',', ':', '؛'])
        && page
            .around(block.inner)
            .take_while(|e| *e != block.element)
            .any(|e| matches!(page.elements[e].tag, "b" | "strong" | "font" | "big"))
        && mahdar_dates::scan(&block.text).is_empty()
}

/// Share of words two texts have in common.
fn overlap(a: &[u64], b: &[u64]) -> f32 {
    let (a, b): (FxHashSet<u64>, FxHashSet<u64>) = (a.iter().copied().collect(), b.iter().copied().collect());
    let common = a.intersection(&b).count();
    common as f32 / a.len().max(b.len()).max(1) as f32
}

fn canonical(page: &Page, url: Option<&str>) -> Option<String> {
    let link = page.elements.iter().find(|e| {
        e.tag == "link"
            && e.attr("rel").is_some_and(|r| r.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case("canonical")))
    });
    let found = link.and_then(|e| e.attr("href")).or_else(|| meta(page, &["og:url"])).map(str::trim);
    let absolute = |href: &str| -> Option<String> {
        if href.starts_with("http://") || href.starts_with("https://") {
            return Some(href.to_owned());
        }
        let url = url?;
        let host_at = url.find("://")? + 3;
        let root = url[host_at..].find('/').map_or(url, |at| &url[..host_at + at]);
        if let Some(rest) = href.strip_prefix("//") {
            return Some(format!("{}//{rest}", &url[..host_at - 2]));
        }
        href.starts_with('/').then(|| format!("{root}{href}"))
    };
    found.filter(|h| !h.is_empty()).and_then(absolute).or_else(|| url.map(str::to_owned))
}

fn language(page: &Page, main: Option<&LdArticle>) -> Option<String> {
    let html = page.elements.iter().find(|e| e.tag == "html").and_then(|e| e.attr("lang"));
    html.or_else(|| meta(page, &["content-language", "language", "dc.language", "og:locale"]))
        .map(str::to_owned)
        .or_else(|| main.and_then(|m| m.language.clone()))
        .map(|l| l.trim().to_owned())
        .filter(|l| !l.is_empty())
}

fn publisher(
    page: &Page,
    linked: &Linked,
    main: Option<&LdArticle>,
    title: Option<&str>,
    og_title: Option<&str>,
) -> Option<String> {
    let looks_like_name =
        |s: &String| !s.is_empty() && words(s).len() <= 10 && !s.starts_with("http") && !s.starts_with('@');
    let is_host = |s: &String| s.contains('.') && !s.contains(' ');
    let site = meta(page, &["og:site_name"]).map(plain).filter(looks_like_name);
    let by_ld = main.and_then(|m| m.publisher.clone()).filter(looks_like_name);
    let candidates = [site.clone().filter(|s| !is_host(s)), by_ld, site, linked.site.clone().filter(looks_like_name)];
    if let Some(found) = candidates.into_iter().flatten().next() {
        return Some(found);
    }
    let named = meta(
        page,
        &[
            "publisher",
            "dc.publisher",
            "dcterms.publisher",
            "application-name",
            "apple-mobile-web-app-title",
            "cre",
            "copyright",
            "article:publisher",
        ],
    )
    .map(plain)
    .filter(looks_like_name);
    if named.is_some() {
        return named;
    }
    for e in page.elements.iter().filter(|e| e.attr("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("publisher"))) {
        let number = page.elements.iter().position(|x| std::ptr::eq(x, e))?;
        let inner = page.elements.iter().enumerate().find(|(n, x)| {
            page.is_within(*n, number) && x.attr("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("name"))
        });
        let name = inner
            .and_then(|(n, x)| x.attr("content").map(plain).or_else(|| Some(page.text_of(n))))
            .filter(looks_like_name);
        if name.is_some() {
            return name;
        }
    }
    // What stands beside the headline in the title.
    let title = title?;
    let undated = |name: &str| {
        let end = mahdar_dates::scan(name).first().map_or(name.len(), |date| date.span.start);
        name.get(..end)
            .unwrap_or(name)
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '،' | '-'))
            .to_owned()
    };
    let parts = pieces(title);
    if parts.len() > 1 {
        let headline = og_title.map(folded);
        let heading = |p: &str| page.blocks.iter().any(|b| heading_rank(page, b) >= 3 && folded(&b.text) == folded(p));
        let rest: Vec<&&str> = parts
            .iter()
            .filter(|p| headline.as_deref() != Some(&folded(p)) && !heading(p) && words(p).len() <= 6)
            .collect();
        if let Some(name) = rest.last() {
            return Some(undated(name)).filter(|name| !name.is_empty());
        }
    }
    // "BLOG: headline", the blog's name printed as well.
    if let Some((name, _)) = title.split_once(": ")
        && page.blocks.iter().take(20).any(|b| b.links > 0 && b.words == words(name))
    {
        return Some(name.trim().to_owned());
    }
    // One title for all pages: the site's name, printed at the top of each.
    let mine = words(title);
    if mine.len() <= 5 && page.blocks.iter().take(12).any(|b| b.words == mine && heading_rank(page, b) < 3) {
        return Some(title.to_owned());
    }
    by_copyright(page)
}

/// `© 2024 NAME`, `NAME © 2024`, with or without "all rights reserved".
fn by_copyright(page: &Page) -> Option<String> {
    let block = page
        .blocks
        .iter()
        .rev()
        .find(|b| b.chars < 240 && (b.text.contains('©') || phrase("rights", &b.words).is_some()))?;
    let parts = block.text.split(['.', '|', '،', ',', '؛', ';', '«', '»', '©', '–', '—', '·']);
    parts
        .filter_map(|part| {
            let mut name = part.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
            while let Some(rest) = without_prefix("rights", name) {
                name = rest;
            }
            let name: String = name.chars().filter(|c| !c.is_numeric() && !matches!(c, '(' | ')' | ':')).collect();
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let name = name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            let count = words(&name).len();
            ((1..=6).contains(&count) && phrase("rights", &words(&name)).is_none()).then_some(name)
        })
        .next()
}

fn section(page: &Page, linked: &Linked, main: Option<&LdArticle>, about: &About) -> Option<String> {
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

fn byline(page: &Page, main: Option<&LdArticle>, about: &About) -> Option<String> {
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
