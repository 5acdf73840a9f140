//! RSS, Atom and JSON Feed, by `feed-rs`; each date as the feed writes it, for `mahdar-dates` to read.

use super::stream::Stream;
use super::{Options, Sink, Source, dates, markup};
use crate::extract::quietly;
use crate::{DateRole, DateSource, Extraction, IngestError, Place, Record, SourceKind, State};
use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Feed, Link, Text};
use mahdar_doc::Article;
use std::sync::{Arc, Mutex};

/// A text as long as this, with several paragraphs or sentences, may be an article and not its summary.
const SHORTEST_ARTICLE: usize = 600;

pub(crate) fn read(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let bytes = match source.whole(stream) {
        Ok(bytes) => bytes,
        Err(fault) => return sink.fault(fault),
    };
    let Parsed { feed, dates: raw_dates, numbers, encoding, faults } = match parse(&bytes) {
        Ok(parsed) => parsed,
        Err(message) => return sink.fault(source.fault("1", message)),
    };
    for (number, message) in faults {
        if !sink.fault(source.fault(format!("entry {number}"), message)) {
            return false;
        }
    }
    for (at, entry) in feed.entries.iter().enumerate() {
        let number = numbers.get(at).copied().unwrap_or(at as u64 + 1);
        let wants_more = match record(&feed, entry, number, &raw_dates, encoding, source) {
            Some(record) => sink.record(record),
            None => sink.skip("feed entries without a text", entry.links.first().map_or(source.shown, |l| &l.href)),
        };
        if !wants_more {
            return false;
        }
    }
    true
}

/// An entry of a feed, as a list of links has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedEntry {
    /// Its page.
    pub link: Option<String>,
    /// Its date as it stands there: changed, else published.
    pub dated: Option<String>,
    /// Its own report, if it has a text.
    pub record: Option<Record>,
}

/// The entries of a feed, those without a text too; `shown` is its address.
///
/// ```
/// let rss = "<rss version='2.0'><channel><title>t</title><item><link>https://a.example/1</link>\
///     <pubDate>14 مارس 2023</pubDate></item></channel></rss>";
/// let entries = mahdar_ingest::containers::feed_entries(rss.as_bytes(), "https://a.example/rss", &Default::default())?;
/// assert_eq!(entries[0].link.as_deref(), Some("https://a.example/1"));
/// assert_eq!(entries[0].dated.as_deref(), Some("14 مارس 2023"));
/// # Ok::<(), mahdar_ingest::IngestError>(())
/// ```
///
/// # Errors
/// Bytes that are no feed.
pub fn entries(bytes: &[u8], shown: &str, options: &Options) -> Result<Vec<FeedEntry>, IngestError> {
    let source = Source { shown, options, packed: false, in_gzip: false };
    let Parsed { feed, dates: raw_dates, numbers, encoding, .. } =
        parse(bytes).map_err(|message| source.fault("1", message))?;
    let entry = |(at, entry): (usize, &Entry)| FeedEntry {
        link: page_of(entry).map(|link| link.href.clone()),
        dated: raw(entry.updated, &raw_dates).or_else(|| raw(entry.published, &raw_dates)),
        record: record(&feed, entry, numbers.get(at).copied().unwrap_or(at as u64 + 1), &raw_dates, encoding, &source),
    };
    Ok(feed.entries.iter().enumerate().map(entry).collect())
}

/// A feed, the dates as its entries have them, and what is wrong with entries that could not be read, by their number.
struct Parsed {
    feed: Feed,
    dates: Vec<String>,
    /// The numbers of its entries, if some between them could not be read.
    numbers: Vec<u64>,
    /// The encoding it says it is in.
    encoding: &'static str,
    faults: Vec<(u64, String)>,
}

impl Parsed {
    fn of(feed: Feed) -> Self {
        Parsed { feed, dates: Vec::new(), numbers: Vec::new(), encoding: encoding_rs::UTF_8.name(), faults: Vec::new() }
    }
}

/// The dates of a feed in the order in which its parser met them.
type Dates = Arc<Mutex<Vec<String>>>;

/// Reads a feed. One that is not well-formed is read entry by entry, so that a broken one costs no other.
fn parse(bytes: &[u8]) -> Result<Parsed, String> {
    let seen: Dates = Arc::default();
    // A feed may begin with blank lines, which XML forbids.
    let start = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    let mut parsed = match feed_of(start, &seen) {
        Ok(feed) => Parsed::of(feed),
        Err(message) => {
            if let Ok(mut seen) = seen.lock() {
                seen.clear();
            }
            by_entry(start, &seen).ok_or(message)?
        }
    };
    parsed.dates = seen.lock().map(|mut seen| std::mem::take(&mut *seen)).unwrap_or_default();
    parsed.encoding = encoding_of(bytes);
    Ok(parsed)
}

/// The encoding of a feed, as its first line declares it; otherwise UTF-8, as of XML and JSON.
fn encoding_of(bytes: &[u8]) -> &'static str {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declared = start.split_once("?>").and_then(|(line, _)| Some(line.split_once("encoding=")?.1));
    let label = declared.and_then(|rest| rest.split(['"', '\'']).nth(1));
    label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes())).unwrap_or(encoding_rs::UTF_8).name()
}

/// `feed-rs` gives dates read, or none. The number of the string stands in for the date, so that what it cannot read is
/// kept as well, and no time zone is made up.
fn feed_of(bytes: &[u8], seen: &Dates) -> Result<Feed, String> {
    let writer = Arc::clone(seen);
    let parser = feed_rs::parser::Builder::new()
        .sanitize_content(false)
        .timestamp_parser(move |raw| {
            let mut seen = writer.lock().ok()?;
            seen.push(raw.trim().to_owned());
            DateTime::from_timestamp(i64::try_from(seen.len()).ok()? - 1, 0)
        })
        .build();
    // `quick-xml` panics on a second declaration of an encoding.
    let read =
        quietly(|| parser.parse(bytes)).ok_or_else(|| "no feed can be read: it contradicts itself".to_owned())?;
    read.map_err(|error| format!("no feed can be read: {error}"))
}

/// A feed of each entry with what stands before the first; `None` if not even one can be read.
fn by_entry(bytes: &[u8], seen: &Dates) -> Option<Parsed> {
    let text = crate::encoding::decode(bytes, None).text;
    // It is UTF-8 now, whatever it says.
    let text = text.trim_start().strip_prefix("<?xml").and_then(|rest| Some(rest.split_once("?>")?.1)).unwrap_or(&text);
    let text = with_references(text);
    let name = ["item", "entry"].into_iter().find(|name| starts(&text, name, 0).is_some())?;
    let first = starts(&text, name, 0)?;
    let root = text.split_once('<')?.1.split([' ', '>', '\n', '\t', '\r']).next()?;
    let (head, end) = (&text[..first], format!("</{name}>"));
    // RSS 1.0 closes its channel before the items.
    let channel = if head.contains("<channel") && !head.contains("</channel>") { "</channel>" } else { "" };
    let (mut all, mut faults): (Option<Parsed>, _) = (None, Vec::new());
    let (mut at, mut number) = (first, 0);
    loop {
        let next = starts(&text, name, at + 1);
        let entry = &text[at..next.unwrap_or(text.len())];
        let entry = entry.find(&end).map_or(entry, |n| &entry[..n]);
        number += 1;
        match feed_of(format!("{head}{entry}{end}{channel}</{root}>").as_bytes(), seen) {
            Ok(one) => {
                let entries = one.entries.len();
                match &mut all {
                    Some(all) => all.feed.entries.extend(one.entries),
                    None => all = Some(Parsed::of(one)),
                }
                if let Some(all) = &mut all {
                    all.numbers.extend(std::iter::repeat_n(number, entries));
                }
            }
            Err(message) => faults.push((number, message)),
        }
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    Some(Parsed { faults, ..all? })
}

/// Where an element of that name begins, at or behind a place.
fn starts(text: &str, name: &str, from: usize) -> Option<usize> {
    let open = format!("<{name}");
    let mut places = text.get(from..)?.match_indices(&open).map(|(n, _)| from + n);
    places.find(|n| text[n + open.len()..].starts_with(['>', ' ', '\n', '\t', '\r', '/']))
}

/// The text where an ampersand that begins no reference is one: `<title>A & B</title>`.
fn with_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let taken = if from.starts_with("<![CDATA[") { from.find("]]>").unwrap_or(from.len()) } else { 1 };
        let name = from[1..].split(';').next().unwrap_or_default();
        let is_reference = from.len() > 1 + name.len() && !name.is_empty() && name.len() < 12;
        let is_reference =
            is_reference && name.strip_prefix('#').unwrap_or(name).chars().all(|c| c.is_ascii_alphanumeric());
        out.push_str(if from.starts_with('&') && !is_reference { "&amp;" } else { &from[..taken] });
        rest = &from[taken..];
    }
    out.push_str(rest);
    out
}

/// The string behind the number that stands in for a date.
fn raw(date: Option<DateTime<Utc>>, dates: &[String]) -> Option<String> {
    dates.get(usize::try_from(date?.timestamp()).ok()?).cloned()
}

/// The link to an entry's page.
fn page_of(entry: &Entry) -> Option<&Link> {
    let mut links = entry.links.iter();
    links.find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate")).or_else(|| entry.links.first())
}

fn plain(text: &Text) -> String {
    // RSS does not say whether a title is markup; most are text with a reference or two.
    if markup::is_markup(&text.content) { markup::text(&text.content) } else { text.content.trim().to_owned() }
}

fn record(
    feed: &Feed,
    entry: &Entry,
    number: u64,
    raw_dates: &[String],
    encoding: &'static str,
    source: &Source<'_>,
) -> Option<Record> {
    let of = |html: &str| Some(markup::text(html)).filter(|text| !text.is_empty());
    let summary = entry.summary.as_ref().and_then(|summary| of(&summary.content));
    let content = entry.content.as_ref().and_then(|content| of(content.body.as_deref()?));
    let is_whole = |text: &String| text.chars().count() >= SHORTEST_ARTICLE;
    let is_cut = |text: &str| {
        let end = text.trim_end_matches([']', ')', ' ', '\n']);
        end.ends_with('…') || end.ends_with("..")
    };
    let state = match (&content, &summary) {
        (Some(content), Some(summary)) if content.len() > 2 * summary.len() => State::Ok,
        // What a feed gives as content and not as summary is the article, if short; unless it breaks off.
        (Some(content), None) if !is_cut(content) => State::Ok,
        (Some(content), _) if is_whole(content) => State::Ok,
        (None, Some(summary)) if is_whole(summary) && summary.contains('\n') => State::Ok,
        _ => State::Summary,
    };
    let text = match (content, summary) {
        (Some(content), Some(summary)) if summary.len() > content.len() => summary,
        (Some(content), _) => content,
        (None, summary) => summary?,
    };
    let published = raw(entry.published, raw_dates);
    let updated = raw(entry.updated, raw_dates);
    let article = Article {
        text,
        url: page_of(entry).map(|link| link.href.clone()),
        published: published.clone().or_else(|| updated.clone()),
        publisher: feed.title.as_ref().map(plain).filter(|title| !title.is_empty()),
        headline: entry.title.as_ref().map(plain).filter(|title| !title.is_empty()),
        language: entry.language.clone().or_else(|| feed.language.clone()),
        ..Article::default()
    };
    let hashed = [article.headline.as_deref().unwrap_or_default(), &article.text].join("\n");
    let origin = source.origin(SourceKind::Feed, Place::Item(number), hashed.as_bytes());
    let mut record = source.record(article, origin);
    record.declared_language.clone_from(&record.article.language);
    record.section = entry.categories.first().map(|c| c.label.clone().unwrap_or_else(|| c.term.clone()));
    let authors: Vec<&str> = entry.authors.iter().filter_map(|author| author.name.as_deref()).collect();
    record.byline = Some(authors.join(", ")).filter(|names| !names.is_empty());
    // RSS's own pubDate is copied to both fields by the parser.
    let changed = updated.filter(|updated| Some(updated) != published.as_ref());
    dates::add(&mut record, DateRole::Feed, DateSource::Feed, published);
    dates::add(&mut record, DateRole::Modified, DateSource::Feed, changed);
    record.extraction =
        Some(Extraction { state, agreement: 1.0, extractor: "feed-rs 3".to_owned(), encoding, paragraphs: Vec::new() });
    Some(record)
}
