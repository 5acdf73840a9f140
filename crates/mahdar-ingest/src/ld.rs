//! schema.org objects in `script type="application/ld+json"`, read with patience: real ones hold line breaks inside
//! strings, trailing commas, several objects in a row.

use crate::dom::Page;
use crate::scan::scan;
use serde_json::{Map, Value};
use std::ops::Range;

/// What the objects of a page say.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    pub(crate) articles: Vec<LdArticle>,
    /// Names of a BreadcrumbList.
    pub(crate) breadcrumbs: Vec<String>,
    /// The name of a WebSite or organization.
    pub(crate) site: Option<String>,
}

/// An article, or a page that says of itself what an article would.
#[derive(Debug, Default)]
pub(crate) struct LdArticle {
    /// Whether its type is a kind of Article, not only WebPage.
    pub(crate) is_article: bool,
    pub(crate) headline: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<(String, Option<Range<usize>>)>,
    pub(crate) modified: Option<(String, Option<Range<usize>>)>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) free: Option<bool>,
}

const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "AskPublicNewsArticle",
    "ReviewNewsArticle",
    "Report",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "ScholarlyArticle",
    "TechArticle",
    "SocialMediaPosting",
];

/// Reads all objects of a page.
pub(crate) fn read(page: &Page) -> Linked {
    let mut linked = Linked::default();
    for raw in &page.raws {
        let element = &page.elements[raw.element];
        let is_ld =
            element.tag == "script" && element.attr("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
        if !is_ld {
            continue;
        }
        let values = parse(&raw.text);
        let mut names = Vec::new();
        for value in &values {
            collect_names(value, &mut names, 0);
        }
        let context = Context { raw: &raw.text, at: raw.span.start, names };
        for value in &values {
            walk(value, &context, &mut linked, 0);
        }
    }
    linked
}

struct Context<'v> {
    raw: &'v str,
    at: usize,
    /// `@id` and the name it stands for.
    names: Vec<(&'v str, &'v str)>,
}

pub(crate) fn parse(text: &str) -> Vec<Value> {
    let trimmed = text
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("/*<![CDATA[*/")
        .trim_start_matches("<![CDATA[")
        .trim();
    let direct = stream(trimmed);
    if !direct.is_empty() { direct } else { stream(&mended(trimmed)) }
}

fn stream(text: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(text).into_iter::<Value>().map_while(Result::ok).take(64).collect()
}

/// Line breaks in strings escaped, trailing commas dropped.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                '\n' => {
                    out.push_str("\\n");
                    continue;
                }
                c if c.is_control() => {
                    out.push(' ');
                    continue;
                }
                _ => {}
            }
        } else if c == '"' {
            in_string = true;
        } else if matches!(c, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        out.push(c);
    }
    out
}

fn collect_names<'v>(value: &'v Value, names: &mut Vec<(&'v str, &'v str)>, depth: usize) {
    if depth > 40 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| collect_names(v, names, depth + 1)),
        Value::Object(map) => {
            if let (Some(id), Some(name)) =
                (map.get("@id").and_then(Value::as_str), map.get("name").and_then(Value::as_str))
            {
                names.push((id, name));
            }
            map.values().for_each(|v| collect_names(v, names, depth + 1));
        }
        _ => {}
    }
}

fn types(map: &Map<String, Value>) -> Vec<&str> {
    match map.get("@type") {
        Some(Value::String(t)) => vec![last(t)],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(last).collect(),
        _ => Vec::new(),
    }
}

/// `http://schema.org/NewsArticle`: NewsArticle.
fn last(name: &str) -> &str {
    name.rsplit(['/', ':', '#']).next().unwrap_or(name)
}

fn walk(value: &Value, context: &Context<'_>, linked: &mut Linked, depth: usize) {
    if depth > 40 || linked.articles.len() > 200 {
        return;
    }
    let map = match value {
        Value::Array(items) => {
            items.iter().for_each(|v| walk(v, context, linked, depth + 1));
            return;
        }
        Value::Object(map) => map,
        _ => return,
    };
    let types = types(map);
    let is_article = types.iter().any(|t| ARTICLES.contains(t));
    let is_page = types.iter().any(|t| matches!(*t, "WebPage" | "ItemPage" | "NewsMediaOrganizationPage"));
    if is_article || is_page {
        linked.articles.push(article(map, context, is_article));
    }
    if types.contains(&"BreadcrumbList") && linked.breadcrumbs.is_empty() {
        for item in map.get("itemListElement").and_then(Value::as_array).into_iter().flatten() {
            let name =
                item.get("name").or_else(|| item.get("item").and_then(|i| i.get("name"))).and_then(Value::as_str);
            linked.breadcrumbs.extend(name.map(plain));
        }
    }
    if linked.site.is_none() && types.iter().any(|t| matches!(*t, "WebSite" | "Organization" | "NewsMediaOrganization"))
    {
        linked.site = map.get("name").and_then(Value::as_str).map(plain).filter(|n| !n.is_empty());
    }
    for (key, inner) in map {
        // An article's own parts are read with it; what it only mentions is another article.
        if !matches!(
            key.as_str(),
            "author"
                | "publisher"
                | "image"
                | "liveBlogUpdate"
                | "hasPart"
                | "isPartOf"
                | "citation"
                | "mentions"
                | "comment"
        ) {
            walk(inner, context, linked, depth + 1);
        }
    }
}

fn article(map: &Map<String, Value>, context: &Context<'_>, is_article: bool) -> LdArticle {
    let text = |key: &str| map.get(key).and_then(one).map(|s| plain(&s)).filter(|s| !s.is_empty());
    let date = |key: &str| {
        let raw = map.get(key).and_then(one)?;
        let at = context.raw.find(&format!("\"{raw}\"")).map(|at| context.at + at + 1);
        let span = at.map(|at| at..at + raw.len());
        Some((raw.trim().to_owned(), span))
    };
    let mut authors = Vec::new();
    if let Some(value) = map.get("author").or_else(|| map.get("creator")) {
        names(value, context, &mut authors);
    }
    let mut publishers = Vec::new();
    if let Some(value) = map.get("publisher") {
        names(value, context, &mut publishers);
    }
    let free = map.get("isAccessibleForFree").and_then(|v| match v {
        Value::Bool(free) => Some(*free),
        Value::String(s) => Some(!s.eq_ignore_ascii_case("false")),
        _ => None,
    });
    let body = map.get("articleBody").or_else(|| map.get("text")).and_then(one);
    let url = map.get("url").and_then(one).or_else(|| match map.get("mainEntityOfPage") {
        Some(Value::String(url)) => Some(url.clone()),
        Some(Value::Object(page)) => page.get("@id").and_then(one),
        _ => None,
    });
    LdArticle {
        is_article,
        headline: text("headline").or_else(|| text("name")),
        body: body.map(|b| if b.contains('<') || b.contains('&') { plain_lines(&b) } else { b }),
        section: text("articleSection"),
        authors,
        publisher: publishers.into_iter().next(),
        published: date("datePublished"),
        modified: date("dateModified"),
        language: map.get("inLanguage").and_then(one),
        url,
        free,
    }
}

/// The string, or the first of several.
fn one(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(items) => items.first().and_then(one),
        Value::Object(map) => map.get("@value").or_else(|| map.get("name")).and_then(one),
        _ => None,
    }
}

fn names(value: &Value, context: &Context<'_>, out: &mut Vec<String>) {
    match value {
        Value::String(name) => out.push(plain(name)),
        Value::Array(items) => items.iter().take(32).for_each(|v| names(v, context, out)),
        Value::Object(map) => {
            if let Some(name) = map.get("name").and_then(one) {
                out.push(plain(&name));
            } else if let Some(id) = map.get("@id").and_then(Value::as_str) {
                out.extend(context.names.iter().find(|(i, _)| *i == id).map(|(_, name)| plain(name)));
            }
        }
        _ => {}
    }
    out.retain(|name| !name.is_empty() && !name.starts_with("http"));
}

/// A string of metadata without entities and tags, white space single.
pub(crate) fn plain(text: &str) -> String {
    if text.contains('&') || text.contains('<') {
        let page = scan(&format!("<p>{text}</p>"));
        return page.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join(" ");
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text with entities and tags read, a paragraph a line.
pub(crate) fn plain_lines(text: &str) -> String {
    let page = scan(&format!("<div>{}</div>", text.replace('\n', "<p>")));
    page.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> Linked {
        read(&scan(&format!("<script type=\"application/ld+json\">{json}</script>")))
    }

    #[test]
    fn a_graph_gives_the_article_with_names_by_reference() {
        let linked = of(r#"{"@graph":[{"@type":"NewsArticle","headline":"A &amp; B","author":{"@id":"p1"},
            "datePublished":"2023-03-14T08:00:00Z"},{"@type":"Person","@id":"p1","name":"Mona Said"}]}"#);
        let article = &linked.articles[0];
        assert_eq!(article.headline.as_deref(), Some("A & B"));
        assert_eq!(article.authors, ["Mona Said"]);
        assert!(article.published.as_ref().is_some_and(|(raw, span)| raw == "2023-03-14T08:00:00Z" && span.is_some()));
    }

    #[test]
    fn broken_json_is_mended() {
        let linked = of("{\"@type\":[\"Article\"],\"headline\":\"two\nlines\",\"isAccessibleForFree\":\"False\",}");
        assert_eq!(linked.articles[0].headline.as_deref(), Some("two lines"));
        assert_eq!(linked.articles[0].free, Some(false));
    }

    #[test]
    fn what_is_no_json_gives_nothing() {
        assert!(of("{\"@type\":").articles.is_empty());
        assert!(of("").articles.is_empty());
    }
}
