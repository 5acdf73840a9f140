//! What the ingest hands on: an article, and how it was come by.

use mahdar_dates::{Civil, DateMatch};
use mahdar_doc::Article;
use std::ops::Range;
use std::time::Duration;

/// One report as it came in: the article to be read, and everything that says where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// What is read. `published` is the raw string of the date chosen among [`dates`](Self::dates).
    pub article: Article,
    /// The rubric it stands under, as printed.
    pub section: Option<String>,
    /// Who wrote it, as printed, without "by" or كتب; several authors joined as printed.
    pub byline: Option<String>,
    /// Where its bytes are.
    pub source: Origin,
    /// Every date that could be the report's, the most trusted of each role first.
    pub dates: Vec<DateCandidate>,
    /// The language the source claims, as given (`ar-EG`).
    pub declared_language: Option<String>,
    /// The language of the letters and words, ISO 639-1.
    pub detected_language: Option<String>,
    /// How the body was found; `None` for sources that give it apart (JSONL, feeds).
    pub extraction: Option<Extraction>,
    /// What a reader of it should know: of whom a message was forwarded, that the words of a PDF are reversed.
    pub notes: Vec<String>,
}

impl Record {
    /// The first candidate of a role: the one believed.
    ///
    /// ```
    /// use mahdar_ingest::{DateRole, Record};
    /// assert_eq!(Record::default().date(DateRole::Published), None);
    /// ```
    #[must_use]
    pub fn date(&self, role: DateRole) -> Option<&DateCandidate> {
        self.dates.iter().find(|date| date.role == role && date.fault.is_none() && date.parsed.is_some())
    }
}

impl Record {
    /// The laws of a record read from `raw`: paragraphs are the text, in order, a line each; what is said of the raw page
    /// lies within it; a date's reading lies within its string. Property tests and fuzzing ask it.
    ///
    /// # Errors
    /// The first law that is broken, in words.
    pub fn check(&self, raw: &[u8]) -> Result<(), String> {
        let text = &self.article.text;
        for date in &self.dates {
            if date.span.as_ref().is_some_and(|s| s.start > s.end || s.end > raw.len()) {
                return Err(format!("the date {:?} lies outside the page", date.raw));
            }
            if date.parsed.as_ref().is_some_and(|d| date.raw.get(d.span.clone()).is_none()) {
                return Err(format!("the reading of {:?} lies outside it", date.raw));
            }
        }
        let Some(extraction) = &self.extraction else { return Ok(()) };
        if !(0.0..=1.0).contains(&extraction.agreement) {
            return Err(format!("agreement {}", extraction.agreement));
        }
        let (mut at, mut raw_at) = (0, 0);
        let mut before = None;
        for paragraph in &extraction.paragraphs {
            let range = &paragraph.text;
            if range.start != at || text.get(range.clone()).is_none_or(str::is_empty) {
                return Err(format!("paragraph {range:?} after {at}"));
            }
            at = range.end + 1;
            if let Some(range) = &paragraph.raw {
                // Lines of one string of a script have its place in common.
                let same = before.as_ref() == Some(range);
                if range.start < raw_at && !same || range.start >= range.end || range.end > raw.len() {
                    return Err(format!("raw range {range:?} after {raw_at} in {} bytes", raw.len()));
                }
                raw_at = range.end;
                before = Some(range.clone());
            }
        }
        if at.saturating_sub(1) != text.len() {
            return Err(format!("paragraphs end at {at}, the text at {}", text.len()));
        }
        Ok(())
    }
}

/// Where the bytes of a record are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file, `-` for standard input.
    pub path: Option<String>,
    /// What holds the record.
    pub kind: SourceKind,
    /// Where in it.
    pub place: Place,
    /// The address it was fetched from, where an archive tells: the page may name another one as its own.
    pub url: Option<String>,
    /// SHA-256 in hexadecimal: of the record's raw bytes; of an entry of a feed or an object of JSON, which is taken out of
    /// its markup first, of its title and text, or of the object as read.
    pub sha256: String,
}

/// What a record was taken out of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SourceKind {
    /// A page of HTML.
    #[default]
    Page,
    /// A record of a web archive.
    Warc,
    /// An entry of an RSS, Atom or JSON feed.
    Feed,
    /// An entry of a sitemap.
    Sitemap,
    /// A schema.org object.
    JsonLd,
    /// An IPTC ninjs object.
    Ninjs,
    /// A line of JSON.
    Jsonl,
    /// A row of a table.
    Csv,
    /// A Word document.
    Docx,
    /// A PDF document.
    Pdf,
    /// An article of a press database's export.
    PressExport,
    /// A message of a Telegram export.
    Telegram,
    /// Plain text.
    Text,
}

/// Where in its source a record stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Place {
    /// The source is the record.
    #[default]
    Whole,
    /// It begins at this byte.
    Offset(u64),
    /// It is this line or row, from 1.
    Line(u64),
    /// It is this item, from 1.
    Item(u64),
}

/// What a date says of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateRole {
    /// First published.
    Published,
    /// Last changed.
    Modified,
    /// The date of a feed or sitemap entry: published, on the word of the list.
    Feed,
}

/// Where a date was found, from the most trusted to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DateSource {
    /// `datePublished` or `dateModified` of a schema.org article.
    JsonLd,
    /// A `meta` element.
    Meta,
    /// A `time` element, or an attribute of microdata or RDFa.
    TimeElement,
    /// A date printed in the page.
    Visible,
    /// The path of the address.
    Url,
    /// A feed or sitemap.
    Feed,
    /// A field of a record (JSONL, CSV, ninjs).
    Field,
    /// A header of HTTP or of an archive's record.
    Header,
}

/// A date that could be the report's.
#[derive(Clone, Debug, PartialEq)]
pub struct DateCandidate {
    /// What it says.
    pub role: DateRole,
    /// Where it was found.
    pub source: DateSource,
    /// The string, as given.
    pub raw: String,
    /// What it is read as; its span is in bytes of `raw`. `None` if it cannot be read.
    pub parsed: Option<DateMatch>,
    /// Its byte range in the raw page, if known.
    pub span: Option<Range<usize>>,
    /// Why it is not believed.
    pub fault: Option<DateFault>,
}

/// Why a date is kept but not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateFault {
    /// It cannot be read.
    Unread,
    /// More than a day after the page was fetched.
    Future,
    /// Before 1990: no page of news is older.
    TooOld,
    /// The weekday beside it is another day's.
    Weekday,
    /// It has no year.
    NoYear,
    /// A relative date ("two hours ago").
    Relative,
    /// It belongs to something else on the page.
    Elsewhere,
}

/// How the body of a page was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// What the page is.
    pub state: State,
    /// How far the extractors agree: F1 of their word shingles, 0 to 1; 1 if only one was asked.
    pub agreement: f32,
    /// Who found it, with versions: `trafilatura 0.6.0 + dom_smoothie 0.19`.
    pub extractor: String,
    /// The encoding the bytes were read in, as the WHATWG names it.
    pub encoding: &'static str,
    /// The body, paragraph by paragraph.
    pub paragraphs: Vec<Paragraph>,
}

/// What a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// An article, and the extractors agree on its body.
    #[default]
    Ok,
    /// An article, but the extractors do not agree: look at it.
    LowAgreement,
    /// The beginning of an article behind a wall; `text` holds what is shown.
    PaywallStub,
    /// The summary of an article that stands elsewhere: an entry of a feed.
    Summary,
    /// No text: a shell for a script, or a consent page.
    EmptyShell,
    /// A list of other pages.
    Listing,
    /// Something else: not found, sign in, a form.
    NotArticle,
}

impl State {
    /// Whether there is a whole article to be read.
    #[must_use]
    pub fn is_article(self) -> bool {
        matches!(self, State::Ok | State::LowAgreement)
    }
}

/// A paragraph of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its byte range in `article.text`.
    pub text: Range<usize>,
    /// Its byte range in the raw page, markup inside it included, or that of the script that keeps it; `None` where the encoding allows no map (UTF-16, GBK).
    pub raw: Option<Range<usize>>,
}

/// What is known of a page beside its bytes.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Its address.
    pub url: Option<String>,
    /// `charset` of the Content-Type header, if apart from [`content_type`](Self::content_type).
    pub http_charset: Option<String>,
    /// The Content-Type header.
    pub content_type: Option<String>,
    /// The file it came from.
    pub path: Option<String>,
    /// The day it was fetched: no date of the page may lie more than a day after it.
    pub fetched_at: Option<Civil>,
    /// One extractor instead of two: about four times as fast, and no agreement.
    pub fast: bool,
    /// What a page may cost.
    pub limits: Limits,
}

/// What a page may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Larger pages are refused, in bytes.
    pub bytes: usize,
    /// Time for the extractors of others. After it the body is found without them.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 16 << 20, time: Duration::from_secs(5) }
    }
}
