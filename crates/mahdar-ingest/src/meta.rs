//! What a page says about its article beside the body: headline, section, byline, publisher, address, language.

use crate::byline::byline;
use crate::dom::Page;
use crate::headline::{heading_rank, headline_block, pieces, without_site};
use crate::ld::{LdArticle, Linked, plain};
use crate::section::section;
use crate::tables::{key, phrase, without_prefix};
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
