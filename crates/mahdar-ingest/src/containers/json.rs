//! Files of JSON: schema.org JSON-LD, IPTC ninjs, arrays of reports; streamed object by object.
//!
//! A file may be one object, an array, or an object with an array under `@graph`, `items`, `articles`, `documents`,
//! `results` or `data`. Each object is taken by what it has: `articleBody` or `@type` is JSON-LD, `body_text`,
//! `body_html` or `bodies` is ninjs, a text under a name that tables use is a report.

use super::stream::Stream;
use super::walk::{Guard, Items};
use super::{LARGEST_ITEM, Sink, Source, columns, dates, markup};
use crate::plain::BadLine;
use crate::{DateRole, DateSource, Extraction, Place, Record, SourceKind, State};
use mahdar_doc::Article;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Arrays that hold reports.
const ARRAYS: &[&str] = &["@graph", "items", "articles", "documents", "results", "data", "newsItems"];

pub(crate) fn read(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let guard = Guard::new(stream, LARGEST_ITEM);
    let mut number = 0;
    let mut waiting = Waiting::default();
    let result = Items::new(ARRAYS).run(guard, &mut |_, value| {
        number += 1;
        waiting.learn(&value);
        if waiting.objects.is_empty() && named_elsewhere(&value).is_none() {
            return object(&value, Place::Item(number), source, sink);
        }
        waiting.objects.push((number, value));
        waiting.objects.len() < MOST_WAITING || waiting.let_go(source, sink)
    });
    let result = result.map(|wants_more| wants_more && waiting.let_go(source, sink));
    if result.is_err() {
        waiting.let_go(source, sink);
    }
    match result {
        Ok(wants_more) => wants_more,
        Err(error) => sink.fault(source.fault(
            format!("{}:{}", error.line(), error.column()),
            format!("{error}; what stands behind this place is not read"),
        )),
    }
}

/// As many objects wait for the name of their publisher, which may stand behind them in the same graph.
const MOST_WAITING: usize = 64;

/// An object that names its publisher by `@id`, what came behind it, and the names known so far.
#[derive(Default)]
struct Waiting {
    objects: Vec<(u64, Value)>,
    names: BTreeMap<String, String>,
}

impl Waiting {
    fn learn(&mut self, value: &Value) {
        let id = value.get("@id").and_then(Value::as_str);
        let name = value.get("name").and_then(Value::as_str);
        if let (Some(id), Some(name), true) = (id, name, self.names.len() < 1024) {
            self.names.insert(id.to_owned(), name.to_owned());
        }
    }

    /// Returns whether the sink wants more.
    fn let_go(&mut self, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
        for (number, mut value) in self.objects.drain(..) {
            if let Some(name) = named_elsewhere(&value).and_then(|id| self.names.get(id)) {
                value["publisher"] = Value::from(name.as_str());
            }
            if !object(&value, Place::Item(number), source, sink) {
                return false;
            }
        }
        true
    }
}

/// The `@id` of a publisher of which nothing else is said here.
fn named_elsewhere(value: &Value) -> Option<&str> {
    let publisher = value.get("publisher")?;
    let id = publisher.get("@id")?.as_str()?;
    publisher.get("name").is_none().then_some(id)
}

/// A line of JSONL that is not of our shape: perhaps of another one.
pub(crate) fn other_line(bad: BadLine<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    match serde_json::from_str::<Value>(bad.raw) {
        Ok(value) if value.get("text").is_none_or(Value::is_string) => {
            match taken(&value, Place::Line(bad.number), source) {
                Some(record) => sink.record(record),
                None => sink.fault(bad.fault),
            }
        }
        _ => sink.fault(bad.fault),
    }
}

fn object(value: &Value, place: Place, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    match taken(value, place, source) {
        Some(record) => sink.record(record),
        None => {
            let kind = value.get("@type").map(strings).and_then(|types| types.into_iter().next());
            let reason = kind.map_or_else(|| "JSON object without a text".to_owned(), |kind| format!("{kind} object"));
            sink.skip(&reason, source.shown)
        }
    }
}

fn taken(value: &Value, place: Place, source: &Source<'_>) -> Option<Record> {
    let object = value.as_object()?;
    let raw = value.to_string();
    if object.contains_key("articleBody") || object.contains_key("@type") {
        return json_ld(object, place, raw.as_bytes(), source);
    }
    let is_ninjs = ["body_text", "body_html", "body_xhtml", "bodies", "versioncreated", "versionCreated"]
        .iter()
        .any(|key| object.contains_key(*key));
    if is_ninjs {
        return ninjs(object, place, raw.as_bytes(), source);
    }
    let assigned = columns::assign(object.keys().map(String::as_str), &source.options.columns);
    let cells: Vec<(columns::Field, String)> =
        assigned.into_iter().zip(object.values()).filter_map(|(field, value)| Some((field?, cell(value)?))).collect();
    columns::record(cells.iter().map(|(f, v)| (*f, v.as_str())), SourceKind::Jsonl, place, raw.as_bytes(), source)
}

/// A value as a table would show it.
fn cell(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(_) | Value::Object(_) => Some(strings(value).join(", ")).filter(|joined| !joined.is_empty()),
        Value::Null | Value::Bool(_) => None,
    }
}

/// The strings that a value of JSON-LD stands for: itself, its `@value` or `name`, those of its members.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(members) => members.iter().flat_map(strings).collect(),
        Value::Object(object) => ["@value", "name", "value", "headline", "@id", "url"]
            .iter()
            .find_map(|key| object.get(*key))
            .map(strings)
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn first(object: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter()
        .find_map(|key| object.get(*key).and_then(|value| strings(value).into_iter().find(|s| !s.trim().is_empty())))
}

/// Body text: markup is taken off, anything else is kept as it is.
fn plain(text: String) -> String {
    if markup::is_markup(&text) { markup::text(&text) } else { text }
}

fn json_ld(object: &Map<String, Value>, place: Place, raw: &[u8], source: &Source<'_>) -> Option<Record> {
    let mut state = State::Ok;
    let body = first(object, &["articleBody", "text"]).map(plain).or_else(|| {
        // A live blog is its entries.
        let entries = object.get("liveBlogUpdate")?.as_array()?;
        let bodies: Vec<String> =
            entries.iter().filter_map(|e| first(e.as_object()?, &["articleBody", "text"]).map(plain)).collect();
        (!bodies.is_empty()).then(|| bodies.join("\n"))
    });
    let text = match body {
        Some(body) => body,
        None => {
            let is_article = object
                .get("@type")
                .map(strings)
                .unwrap_or_default()
                .iter()
                .any(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind.ends_with("Report"));
            state = State::Summary;
            first(object, &["description", "abstract"]).map(plain).filter(|_| is_article)?
        }
    };
    let is_address = |text: &String| text.starts_with("http://") || text.starts_with("https://");
    let article = Article {
        text,
        headline: first(object, &["headline", "name"]).map(plain),
        published: first(object, &["datePublished", "dateCreated"]),
        // An object of the same graph is named by its place there, which is no name.
        publisher: first(object, &["publisher", "sourceOrganization", "provider"])
            .filter(|name| !name.starts_with(['#', '_']) && !is_address(name)),
        url: ["url", "mainEntityOfPage", "@id"].iter().find_map(|key| {
            let value = object.get(*key)?;
            let id = value.get("@id").map(strings).unwrap_or_default();
            id.into_iter().chain(strings(value)).find(is_address)
        }),
        language: first(object, &["inLanguage"]),
        ..Article::default()
    };
    let mut record = source.record(article, source.origin(SourceKind::JsonLd, place, raw));
    finish(&mut record, state, "JSON-LD");
    record.section = first(object, &["articleSection"]);
    record.byline = object.get("author").map(strings).map(|names| names.join(", ")).filter(|names| !names.is_empty());
    dates::add(&mut record, DateRole::Published, DateSource::JsonLd, first(object, &["datePublished"]));
    dates::add(&mut record, DateRole::Modified, DateSource::JsonLd, first(object, &["dateModified"]));
    Some(record)
}

fn ninjs(object: &Map<String, Value>, place: Place, raw: &[u8], source: &Source<'_>) -> Option<Record> {
    // Pictures, videos and packages have descriptions, no text.
    if object.get("type").and_then(Value::as_str).is_some_and(|kind| kind != "text") {
        return None;
    }
    let mut state = State::Ok;
    let body = first(object, &["body_text"])
        .or_else(|| first(object, &["body_html", "body_xhtml"]).map(|html| markup::text(&html)))
        .or_else(|| role(object, "bodies"))
        .or_else(|| {
            state = State::Summary;
            first(object, &["description_text"]).or_else(|| role(object, "descriptions"))
        })?;
    let headline =
        first(object, &["headline"]).or_else(|| role(object, "headlines")).or_else(|| first(object, &["title"]));
    let published = first(object, &["firstcreated", "firstCreated", "contentcreated", "contentCreated"]);
    let version = first(object, &["versioncreated", "versionCreated"]);
    let article = Article {
        id: first(object, &["uri"]).unwrap_or_default(),
        text: body,
        headline,
        published: published.clone().or_else(|| version.clone()),
        publisher: first(object, &["infosources", "infosource", "copyrightholder", "copyrightHolder"]),
        url: first(object, &["uri"]).filter(|uri| uri.starts_with("http")),
        language: first(object, &["language"]),
        ..Article::default()
    };
    let mut record = source.record(article, source.origin(SourceKind::Ninjs, place, raw));
    finish(&mut record, state, "ninjs");
    record.byline = first(object, &["byline", "by"]);
    record.section = first(object, &["subject", "subjects"]);
    dates::add(&mut record, DateRole::Published, DateSource::Field, published);
    dates::add(&mut record, DateRole::Modified, DateSource::Field, version);
    Some(record)
}

/// ninjs 2 and 3: a list of values, the one of role `main` or the first.
fn role(object: &Map<String, Value>, key: &str) -> Option<String> {
    let list = object.get(key)?.as_array()?;
    let is_main = |value: &&Value| value.get("role").and_then(Value::as_str) == Some("main");
    let chosen = list.iter().find(is_main).or_else(|| list.first())?;
    let value = chosen.get("value")?.as_str()?.to_owned();
    let is_html = chosen
        .get("contentType")
        .or_else(|| chosen.get("contenttype"))
        .and_then(Value::as_str)
        .is_some_and(|t| t.contains("html"));
    Some(if is_html { markup::text(&value) } else { value })
}

/// The declared language, and whether the text is the whole article.
fn finish(record: &mut Record, state: State, extractor: &str) {
    record.declared_language.clone_from(&record.article.language);
    record.extraction = Some(Extraction {
        state,
        agreement: 1.0,
        extractor: extractor.to_owned(),
        encoding: "UTF-8",
        paragraphs: Vec::new(),
    });
}
