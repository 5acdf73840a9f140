//! What a fetched page or feed says: the bridge from `mahdar-fetch` to `mahdar-ingest`.

use mahdar_dates::Civil;
use mahdar_fetch::{Entry, Extract, Extracted, Page};
use mahdar_ingest::containers::{Kind, Options, Sink, feed_entries, scan_reader, sitemap, sniff};
use mahdar_ingest::{Hints, IngestError, Line, Record, page};
use serde_json::Value;
use std::time::UNIX_EPOCH;

/// A sitemap's entries beyond these are left out: those of a news sitemap are at most a thousand.
const MOST_ENTRIES: usize = 5000;

/// Reads pages, documents and feeds by `mahdar-ingest`.
pub struct Ingest;

fn hints(fetched: &Page) -> Hints {
    let seconds = fetched.fetched_at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Hints {
        url: Some(fetched.url.to_string()),
        content_type: fetched.header("content-type"),
        fetched_at: Some(Civil::from_ordinal((seconds / 86_400) as i64)),
        ..Hints::default()
    }
}

/// A record as a report of its page.
fn report(record: Record) -> Extracted {
    match record.extraction.as_ref().map(|e| e.state).filter(|state| !state.is_article()) {
        Some(state) => Extracted::Other(state.name().to_owned()),
        None => entry(record),
    }
}

/// A record as the report of an entry, whose text is what was asked for, be it a summary.
fn entry(mut record: Record) -> Extracted {
    if record.article.text.trim().is_empty() {
        return Extracted::Other("no text".to_owned());
    }
    record.source.path = None;
    match serde_json::to_value(Line(&record)) {
        Ok(Value::Object(mut line)) => {
            // The address is the id: it is filled in where the report is kept.
            line.remove("id");
            line.remove("url");
            Extracted::Report(line)
        }
        _ => Extracted::Other("not to be written as JSON".to_owned()),
    }
}

/// Takes the first record of a document.
#[derive(Default)]
struct First {
    record: Option<Record>,
    why: Option<String>,
}

impl Sink for First {
    fn record(&mut self, record: Record) -> bool {
        self.record = Some(record);
        false
    }

    fn fault(&mut self, fault: IngestError) -> bool {
        self.why.get_or_insert(fault.to_string());
        true
    }

    fn skip(&mut self, reason: &str, _: &str) -> bool {
        self.why.get_or_insert_with(|| reason.to_owned());
        true
    }
}

/// The addresses of a sitemap, as entries without texts.
fn sitemap(fetched: &Page) -> Result<Vec<Entry>, String> {
    let (mut entries, mut others) = (Vec::new(), Vec::new());
    let own = Extracted::Other("a sitemap has no texts".to_owned());
    let read = sitemap::entries(fetched.body.as_slice(), &mut |entry| {
        match entry.is_sitemap {
            true => others.push(entry.url),
            false => entries.push(Entry {
                link: Some(entry.url),
                dated: entry.published.or(entry.modified),
                own: own.clone(),
            }),
        }
        entries.len() < MOST_ENTRIES && others.len() < MOST_ENTRIES
    });
    match (read, others.first()) {
        (Err((at, why)), _) if entries.is_empty() => Err(format!("byte {at}: {why}")),
        (_, Some(first)) if entries.is_empty() => {
            Err(format!("an index of {} sitemaps; give the address of one of them, such as {first}", others.len()))
        }
        _ => Ok(entries),
    }
}

impl Extract for Ingest {
    fn feed(&self, fetched: &Page) -> Result<Vec<Entry>, String> {
        if matches!(sniff(&fetched.body, fetched.url.path(), false), Kind::Sitemap | Kind::Gzip) {
            return sitemap(fetched);
        }
        let entries = feed_entries(&fetched.body, fetched.url.as_str(), &Options::default());
        let entries = entries
            .map_err(|fault| format!("{fault}; give the address of an RSS, Atom or JSON feed, or of a news sitemap"))?;
        let taken = |found: mahdar_ingest::containers::FeedEntry| Entry {
            link: found.link,
            dated: found.dated,
            own: found.record.map_or_else(|| Extracted::Other("no text".to_owned()), entry),
        };
        Ok(entries.into_iter().map(taken).collect())
    }

    fn page(&self, fetched: &Page) -> Extracted {
        let hints = hints(fetched);
        let name = fetched.url.path();
        let is_html = fetched.header("content-type").is_some_and(|kind| kind.contains("html"));
        if is_html || sniff(&fetched.body, name, false) == Kind::Html {
            return match page(&fetched.body, &hints) {
                Ok(record) => report(record),
                Err(fault) => Extracted::Other(fault.to_string()),
            };
        }
        let mut first = First::default();
        scan_reader(fetched.body.as_slice(), name, &Options { hints, ..Options::default() }, &mut first);
        match first.record {
            Some(record) => report(record),
            None => Extracted::Other(first.why.unwrap_or_else(|| "no report".to_owned())),
        }
    }
}
