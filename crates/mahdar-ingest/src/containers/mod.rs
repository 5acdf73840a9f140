//! Reports out of what holds them: archives, feeds, tables, exports, documents, folders.
//!
//! [`scan`] takes a path and gives a [`Sink`] every record, fault and passed-over item in order. What a file is, its
//! first bytes say ([`sniff`](mod@sniff)), its name only where they do not. Memory holds one item at a time; one that is
//! broken is a fault, and reading goes on behind it.
//!
//! | container | module |
//! |---|---|
//! | gzip round any other | `members` |
//! | WARC | [`warc`] |
//! | RSS, Atom, JSON Feed | `feed` |
//! | sitemaps | [`sitemap`] |
//! | schema.org JSON-LD, IPTC ninjs, arrays of JSON | `json` |
//! | JSONL, plain text | `plain` |
//! | CSV, TSV | `table` |
//! | ZIP round any other | `zip` |
//! | DOCX, PDF, RTF | `docx`, `pdf`, `rtf` |
//! | press databases | `press` |
//! | Telegram | `telegram` |
//! | MHTML | `mhtml` |
//! | folders | `folder` |

mod columns;
mod dates;
mod docx;
mod feed;
mod folder;
mod http;
mod json;
mod markup;
pub(crate) mod members;
mod mhtml;
mod pdf;
mod press;
mod rtf;
mod sink;
pub mod sitemap;
mod sniff;
mod stream;
mod table;
mod telegram;
mod walk;
pub mod warc;
mod zip;

pub use columns::fields;
pub use feed::{FeedEntry, entries as feed_entries};
pub use folder::{Found, files};
pub use sink::{Pool, RawPage, Sink, Skipped};
pub use sniff::{Kind, sniff};

use crate::{Hints, IngestError, Origin, Place, Record, SourceKind};
use mahdar_doc::Article;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use stream::Stream;

/// An item of a container that is larger is passed over, in bytes.
pub const LARGEST_ITEM: u64 = 256 << 20;
/// A whole document (feed, DOCX, PDF, page) that is larger is passed over, in bytes.
pub const LARGEST_DOCUMENT: u64 = 64 << 20;

/// How containers are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Names of columns or fields of a table's own: (ours, theirs), as `("text", "Body")`.
    pub columns: Vec<(String, String)>,
    /// What is known of the pages and what they may cost; address and path are filled in for each.
    pub hints: Hints,
    /// Grows by every byte that is read of files and of standard input, as they are stored: for showing progress.
    pub progress: Option<Arc<AtomicU64>>,
}

struct Each<'e> {
    each: &'e mut dyn FnMut(Result<Record, IngestError>) -> bool,
    skipped: Skipped,
}

impl Sink for Each<'_> {
    fn record(&mut self, record: Record) -> bool {
        (self.each)(Ok(record))
    }

    fn fault(&mut self, fault: IngestError) -> bool {
        (self.each)(Err(fault))
    }

    fn skip(&mut self, reason: &str, example: &str) -> bool {
        self.skipped.add(reason, example);
        true
    }
}

/// Gives every report and every fault of a file, folder or (`-`) standard input, in order, until `each` says `false`.
/// Returns what was no report.
///
/// ```
/// # let dir = std::env::temp_dir().join(format!("mahdar-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&dir).unwrap();
/// let file = dir.join("in.jsonl");
/// std::fs::write(&file, "{\"id\": \"a\", \"text\": \"قال الوزير إن الحوار مستمر.\"}\n").unwrap();
/// let mut ids = Vec::new();
/// mahdar_ingest::containers::records(&file, &Default::default(), &mut |item| {
///     ids.extend(item.map(|record| record.article.id));
///     true
/// });
/// assert_eq!(ids, ["a"]);
/// ```
pub fn records(path: &Path, options: &Options, each: &mut dyn FnMut(Result<Record, IngestError>) -> bool) -> Skipped {
    let mut sink = Each { each, skipped: Skipped::default() };
    scan(path, options, &mut sink);
    sink.skipped
}

/// Reads a file, folder or (`-`) standard input into a sink. Returns whether the sink wants more.
pub fn scan(path: &Path, options: &Options, sink: &mut dyn Sink) -> bool {
    let shown = path.display().to_string();
    if shown == "-" {
        return scan_reader(Counted { input: std::io::stdin().lock(), options }, "-", options, sink);
    }
    if path.is_dir() {
        return folder::read(path, options, sink);
    }
    match File::open(path) {
        Ok(file) => open(file, &shown, false, options, sink).unwrap_or(true),
        Err(source) => sink.fault(IngestError::Io { path: shown, source }),
    }
}

/// Reads a file; one that was `found` in a folder is passed over, with `None`, if it is of a kind that is not read.
fn open(file: File, shown: &str, found: bool, options: &Options, sink: &mut dyn Sink) -> Option<bool> {
    let mut file = Counted { input: file, options };
    let fault = |source| IngestError::Io { path: shown.to_owned(), source };
    let mut stream = match Stream::new(&mut file) {
        Ok(stream) => stream,
        Err(source) => return Some(sink.fault(fault(source))),
    };
    let kind = sniff(stream.head(), shown, !options.columns.is_empty());
    let source = Source { shown, options, packed: false, in_gzip: false };
    if found && let Some(reason) = folder::why_not(kind, shown) {
        return if sink.skip(&reason, shown) { None } else { Some(false) };
    }
    if kind != Kind::Zip {
        return Some(dispatch(kind, &mut stream, &source, sink));
    }
    // The list of a ZIP archive stands at its end.
    drop(stream);
    Some(match file.rewind() {
        Ok(()) => zip::read(file, &source, sink),
        // A pipe.
        Err(_) => sink.fault(source.fault("byte 0", "a ZIP archive that is no file; save it to one first")),
    })
}

/// Counts the bytes that are read.
struct Counted<'o, R> {
    input: R,
    options: &'o Options,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(into)?;
        if let Some(progress) = &self.options.progress {
            progress.fetch_add(count as u64, Ordering::Relaxed);
        }
        Ok(count)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.input.seek(to)
    }
}

/// Reads bytes into a sink; `shown` is their name, of which the ending may help to tell what they are.
pub fn scan_reader(input: impl Read, shown: &str, options: &Options, sink: &mut dyn Sink) -> bool {
    let mut stream = match Stream::new(input) {
        Ok(stream) => stream,
        Err(source) => return sink.fault(IngestError::Io { path: shown.to_owned(), source }),
    };
    let kind = sniff(stream.head(), shown, !options.columns.is_empty());
    dispatch(kind, &mut stream, &Source { shown, options, packed: false, in_gzip: false }, sink)
}

/// What a reader of a container knows of its input.
#[derive(Clone, Copy)]
pub(crate) struct Source<'s> {
    /// The path to show.
    shown: &'s str,
    options: &'s Options,
    /// Whether the bytes were compressed: sizes are looked at more closely.
    packed: bool,
    /// Whether they were so by gzip, which is undone once.
    in_gzip: bool,
}

impl Source<'_> {
    /// The name of the file without folders, `.gz` and its ending.
    fn stem(&self) -> String {
        stem(self.shown)
    }

    fn fault(&self, place: impl ToString, message: impl ToString) -> IngestError {
        IngestError::Malformed { path: self.shown.to_owned(), place: place.to_string(), message: message.to_string() }
    }

    fn io(&self, source: std::io::Error) -> IngestError {
        IngestError::Io { path: self.shown.to_owned(), source }
    }

    fn origin(&self, kind: SourceKind, place: Place, bytes: &[u8]) -> Origin {
        Origin { path: Some(self.shown.to_owned()), kind, place, url: None, sha256: sha256(bytes) }
    }

    /// A record of an article, with the path filled in and an id if it has none.
    fn record(&self, article: Article, source: Origin) -> Record {
        let mut record = Record { article, source, ..Record::default() };
        record.article.path = Some(self.shown.to_owned());
        record.detected_language = crate::language::detect(&record.article.text).map(str::to_owned);
        if record.article.id.is_empty() {
            record.article.id = record.article.url.clone().unwrap_or_else(|| name(&record.source));
        }
        record
    }

    /// A whole document, if it is not too large.
    fn whole(&self, stream: &mut Stream<'_>) -> Result<Vec<u8>, IngestError> {
        let mut bytes = Vec::new();
        stream.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes).map_err(|source| self.io(source))?;
        if bytes.len() as u64 > LARGEST_DOCUMENT {
            return Err(self.fault("1", format!("larger than the {LARGEST_DOCUMENT} bytes one document may have")));
        }
        Ok(bytes)
    }
}

fn dispatch(kind: Kind, stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    match kind {
        Kind::Gzip if source.in_gzip => sink.fault(source.fault("byte 0", "gzip within gzip; unpack it first")),
        Kind::Gzip => unpack(stream, source, sink),
        Kind::Warc => warc::read(members::Members::new(stream, false), source, sink),
        Kind::Feed => feed::read(stream, source, sink),
        Kind::Sitemap => sitemap::read(stream, source, sink),
        Kind::Json => json::read(stream, source, sink),
        Kind::Telegram => telegram::read_json(stream, source, sink),
        Kind::TelegramHtml => telegram::read_html(stream, source, sink),
        Kind::Jsonl => crate::plain::lines(stream, source.shown, LARGEST_ITEM, &mut |item| match item {
            Ok(line) => {
                let origin = source.origin(SourceKind::Jsonl, Place::Line(line.number), line.raw.as_bytes());
                let mut record = source.record(line.article, origin);
                (record.section, record.byline) = (line.section, line.byline);
                let published = record.article.published.clone();
                dates::add(&mut record, crate::DateRole::Published, crate::DateSource::Field, published);
                sink.record(record)
            }
            Err(bad) => json::other_line(bad, source, sink),
        }),
        Kind::Table(delimiter) => table::read(stream, delimiter, source, sink),
        Kind::Zip => zip::read_packed(stream, source, sink),
        Kind::Pdf => pdf::read(stream, source, sink),
        Kind::Rtf => rtf::read(stream, source, sink),
        Kind::Press(layout) => press::read(stream, layout, source, sink),
        Kind::Mhtml => mhtml::read(stream, source, sink),
        Kind::Html => match source.whole(stream) {
            Ok(bytes) => html_page(bytes, source, sink),
            Err(fault) => sink.fault(fault),
        },
        Kind::Text => text(stream, source, sink),
        Kind::Unknown(what) => sink.fault(source.fault("byte 0", format!("{what}; this is not read"))),
    }
}

/// A page in a file of its own.
fn html_page(bytes: Vec<u8>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let hints = Hints { path: Some(source.shown.to_owned()), ..source.options.hints.clone() };
    let origin = Origin { path: Some(source.shown.to_owned()), ..Origin::default() };
    sink.page(RawPage { bytes, hints, source: origin })
}

fn text(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let limit = if source.packed { LARGEST_ITEM } else { u64::MAX };
    match crate::plain::whole(stream, source.shown, &source.stem(), limit) {
        Ok(article) => {
            let origin = source.origin(SourceKind::Text, Place::Whole, article.text.as_bytes());
            sink.record(source.record(article, origin))
        }
        Err(fault) => sink.fault(fault),
    }
}

fn unpack(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let mut members = members::Members::new(stream, true);
    // A broken first member must not hide what follows it in a web archive.
    let first = members.fill();
    let is_warc = match first {
        Ok(bytes) => bytes.starts_with(b"WARC/"),
        Err(_) => source.shown.contains(".warc"),
    };
    let source = Source { packed: true, in_gzip: true, ..*source };
    if is_warc {
        return warc::read(members, &source, sink);
    }
    if let Err(trouble) = first {
        return sink.fault(match trouble {
            members::Trouble::Io(error) => source.io(error),
            members::Trouble::Broken { offset, message } => source.fault(format!("byte {offset}"), message),
        });
    }
    let mut inner = match Stream::new(members::Joined::new(members)) {
        Ok(inner) => inner,
        Err(error) => return sink.fault(source.io(error)),
    };
    let name = source.shown.strip_suffix(".gz").unwrap_or(source.shown);
    let kind = sniff(inner.head(), name, !source.options.columns.is_empty());
    dispatch(kind, &mut inner, &source, sink)
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The name of a file without folders, `.gz` and its ending.
fn stem(shown: &str) -> String {
    if shown == "-" {
        return "stdin".to_owned();
    }
    let file = shown.strip_suffix(".gz").unwrap_or(shown);
    Path::new(file).file_stem().map_or_else(|| shown.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The id of a record that has none: the file's name and the place in it.
fn name(source: &Origin) -> String {
    let stem = stem(source.path.as_deref().unwrap_or("-"));
    match source.place {
        Place::Whole => stem,
        Place::Offset(n) | Place::Line(n) | Place::Item(n) => format!("{stem}:{n}"),
    }
}
