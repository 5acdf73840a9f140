//! A record as a line of JSON: what `mahdar ingest` writes and every command reads.
//!
//! The fields of an [`Article`](mahdar_doc::Article) stand under the names that a line of JSONL has everywhere; beside
//! them stands where they come from. Ranges of `text` are in code points, ranges of the raw page in bytes.

use crate::{DateCandidate, DateFault, DateRole, DateSource, Place, Record, SourceKind, State};
use mahdar_dates::Calendar;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Map, Value, json};

/// A record, to be written as JSON.
///
/// ```
/// use mahdar_ingest::{Line, Record};
/// let mut record = Record::default();
/// record.article.id = "a".to_owned();
/// record.article.text = "قال الوزير".to_owned();
/// let json = serde_json::to_string(&Line(&record)).unwrap();
/// assert!(json.starts_with(r#"{"id":"a","text":"قال الوزير","source":"#));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Line<'r>(pub &'r Record);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.0;
        let article = &record.article;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &article.id)?;
        map.serialize_entry("text", &article.text)?;
        let optional = [
            ("published", &article.published),
            ("publisher", &article.publisher),
            ("url", &article.url),
            ("headline", &article.headline),
            ("language", &article.language),
            ("section", &record.section),
            ("byline", &record.byline),
            ("declared_language", &record.declared_language),
            ("detected_language", &record.detected_language),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                map.serialize_entry(name, value)?;
            }
        }
        if !record.dates.is_empty() {
            // A page may say the same a dozen times, of the articles it links to.
            let mut dates: Vec<Value> = Vec::new();
            for date in record.dates.iter().map(date) {
                if !dates.contains(&date) {
                    dates.push(date);
                }
            }
            map.serialize_entry("dates", &dates)?;
        }
        map.serialize_entry("source", &source(record))?;
        if let Some(extraction) = extraction(record) {
            map.serialize_entry("extraction", &extraction)?;
        }
        if !record.notes.is_empty() {
            map.serialize_entry("notes", &record.notes)?;
        }
        map.end()
    }
}

fn source(record: &Record) -> Value {
    let origin = &record.source;
    let mut source = Map::new();
    source.insert("path".to_owned(), json!(origin.path));
    source.insert("kind".to_owned(), json!(origin.kind.name()));
    match origin.place {
        Place::Whole => {}
        Place::Offset(at) => drop(source.insert("offset".to_owned(), json!(at))),
        Place::Line(at) => drop(source.insert("line".to_owned(), json!(at))),
        Place::Item(at) => drop(source.insert("item".to_owned(), json!(at))),
    }
    if let Some(url) = &origin.url {
        source.insert("url".to_owned(), json!(url));
    }
    source.insert("sha256".to_owned(), json!(origin.sha256));
    Value::Object(source)
}

fn date(date: &DateCandidate) -> Value {
    let mut value = json!({
        "role": date.role.name(),
        "source": date.source.name(),
        "raw": date.raw,
        "value": date.parsed.as_ref().and_then(mahdar_dates::DateMatch::iso),
        "timezone": date.parsed.as_ref().and_then(|parsed| parsed.offset.as_deref()),
        "raw_bytes": date.span.as_ref().map(|span| [span.start, span.end]),
        "fault": date.fault.map(DateFault::name),
    });
    // 3/4/2021, a month that lies in two of ours; a day of the lunar calendar as its table has it, which may be one off.
    if let Some(parsed) = &date.parsed {
        if parsed.ambiguous {
            value["ambiguous"] = json!(true);
        }
        match parsed.calendar {
            Calendar::Gregorian => {}
            Calendar::Hijri => value["calendar"] = json!("hijri"),
            Calendar::Jalali => value["calendar"] = json!("jalali"),
        }
    }
    value
}

fn extraction(record: &Record) -> Option<Value> {
    let extraction = record.extraction.as_ref()?;
    let text = &record.article.text;
    // Paragraphs are ordered: one pass over the text counts its code points.
    let (mut byte, mut point) = (0, 0);
    let mut at = |to: usize| {
        let to = to.min(text.len());
        if to < byte {
            (byte, point) = (0, 0);
        }
        point += text.get(byte..to).map_or(0, |passed| passed.chars().count());
        byte = to;
        point
    };
    let paragraphs: Vec<Value> = extraction
        .paragraphs
        .iter()
        .map(|paragraph| {
            let span = [at(paragraph.text.start), at(paragraph.text.end)];
            json!({"text": span, "raw_bytes": paragraph.raw.as_ref().map(|raw| [raw.start, raw.end])})
        })
        .collect();
    // A share of the words, not more exact than that.
    let agreement = (f64::from(extraction.agreement) * 1000.0).round() / 1000.0;
    let mut value = json!({
        "state": extraction.state.name(),
        "agreement": agreement,
        "extractor": extraction.extractor,
        "encoding": extraction.encoding,
    });
    if !paragraphs.is_empty() {
        value["paragraphs"] = Value::Array(paragraphs);
    }
    Some(value)
}

impl SourceKind {
    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::Page => "page",
            SourceKind::Warc => "warc",
            SourceKind::Feed => "feed",
            SourceKind::Sitemap => "sitemap",
            SourceKind::JsonLd => "json-ld",
            SourceKind::Ninjs => "ninjs",
            SourceKind::Jsonl => "jsonl",
            SourceKind::Csv => "csv",
            SourceKind::Docx => "docx",
            SourceKind::Pdf => "pdf",
            SourceKind::PressExport => "press-export",
            SourceKind::Telegram => "telegram",
            SourceKind::Text => "text",
        }
    }
}

impl DateRole {
    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DateRole::Published => "published",
            DateRole::Modified => "modified",
            DateRole::Feed => "feed",
        }
    }
}

impl DateSource {
    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DateSource::JsonLd => "json-ld",
            DateSource::Meta => "meta",
            DateSource::TimeElement => "time-element",
            DateSource::Visible => "visible",
            DateSource::Url => "url",
            DateSource::Feed => "feed",
            DateSource::Field => "field",
            DateSource::Header => "header",
        }
    }
}

impl DateFault {
    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DateFault::Unread => "unread",
            DateFault::Future => "future",
            DateFault::TooOld => "too-old",
            DateFault::Weekday => "weekday",
            DateFault::NoYear => "no-year",
            DateFault::Relative => "relative",
            DateFault::Elsewhere => "elsewhere",
        }
    }
}

impl State {
    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::LowAgreement => "low-agreement",
            State::PaywallStub => "paywall-stub",
            State::Summary => "summary",
            State::EmptyShell => "empty-shell",
            State::Listing => "listing",
            State::NotArticle => "not-article",
        }
    }
}
