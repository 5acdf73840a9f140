//! Exports of press databases: many articles in one text, in the layouts of Nexis and Factiva.
//!
//! | layout | an article begins | and ends | fields |
//! |---|---|---|---|
//! | Nexis, classic | `3 of 50 DOCUMENTS`, `Document 3 of 50` | at the next | `LENGTH:`, `SECTION:`, `BYLINE:`, `LOAD-DATE:` ... |
//! | Nexis, newer | headline, publication, date | `End of Document` | the same, and `Body` alone on a line |
//! | Factiva, codes | `HD`, `BY`, `WC`, `PD` ... at the beginning of a line | `Document ABCD000020230314` | LP and TD are the text |
//! | Factiva, plain | headline, `512 words`, date, source | the same | |

mod factiva;
mod nexis;

use super::stream::Stream;
use super::{LARGEST_ITEM, Sink, Source, dates, markup};
use crate::{DateRole, DateSource, Place, Record, SourceKind};
use mahdar_doc::Article;
use std::io::{BufRead, BufReader, Read};

/// The house whose manner a text follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Nexis.
    Nexis,
    /// Factiva.
    Factiva,
}

/// Tells the layout by the marks in the first part of a text; two of one house's marks may stand in any report, three
/// do not.
pub(crate) fn layout(text: &str) -> Option<Layout> {
    let mut end = text.len().min(1 << 16);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let lines = || text[..end].lines().map(str::trim_end);
    let nexis: std::collections::BTreeSet<&str> = lines().filter_map(nexis::mark).collect();
    if nexis.len() >= 3
        && (nexis.contains("document") || nexis.contains("end of document") || nexis.contains("load-date"))
    {
        return Some(Layout::Nexis);
    }
    let codes: std::collections::BTreeSet<&str> = lines().filter_map(|line| Some(factiva::code(line)?.0)).collect();
    let has_end = lines().any(|line| factiva::accession(line).is_some());
    if codes.contains("HD") && codes.len() >= 4 && (codes.contains("TD") || codes.contains("LP")) {
        return Some(Layout::Factiva);
    }
    let has_words = lines().any(|line| factiva::word_count(line).is_some());
    (has_end && has_words).then_some(Layout::Factiva)
}

pub(crate) fn read(stream: &mut Stream<'_>, layout: Layout, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let start = stream.head().trim_ascii_start();
    if start.starts_with(b"<") {
        // As a page: its lines are its block elements.
        let bytes = match source.whole(stream) {
            Ok(bytes) => bytes,
            Err(fault) => return sink.fault(fault),
        };
        let encoding = super::stream::encoding(&bytes).unwrap_or(encoding_rs::UTF_8);
        let text = markup::text(&encoding.decode(&bytes).0);
        return split(text.as_bytes(), layout, source, sink);
    }
    split(stream.decoded(), layout, source, sink)
}

/// An article's lines, and the line it begins at.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    first: u64,
    bytes: u64,
}

/// Cuts a text into articles and gives each.
pub(crate) fn split(input: impl Read, layout: Layout, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let mut reader = BufReader::with_capacity(1 << 16, input);
    let mut article = Lines::default();
    let mut number = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        number += 1;
        match (&mut reader).take(LARGEST_ITEM).read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return sink.fault(source.io(error)),
        }
        let line = String::from_utf8_lossy(&bytes)
            .trim_end_matches(['\r', '\n', '\u{c}'])
            .trim_start_matches(['\u{FEFF}', '\u{c}'])
            .to_owned();
        let (begins, ends) = match layout {
            Layout::Nexis => (nexis::begins(&line), nexis::ends(&line)),
            Layout::Factiva => (factiva::begins(&line, &article.lines), factiva::accession(&line).is_some()),
        };
        if begins && !give(&mut article, layout, source, sink) {
            return false;
        }
        if article.lines.is_empty() {
            article.first = number;
        }
        article.bytes += line.len() as u64;
        article.lines.push(line);
        if article.bytes > LARGEST_ITEM {
            article = Lines::default();
            if !sink.fault(source.fault(number, format!("an article of more than {LARGEST_ITEM} bytes"))) {
                return false;
            }
        }
        if ends && !give(&mut article, layout, source, sink) {
            return false;
        }
    }
    give(&mut article, layout, source, sink)
}

/// What both layouts find.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    id: Option<String>,
    headline: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    section: Option<String>,
    byline: Option<String>,
    language: Option<String>,
    text: String,
}

fn give(article: &mut Lines, layout: Layout, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let Lines { lines, first, .. } = std::mem::take(article);
    if lines.iter().all(|line| line.trim().is_empty()) {
        return true;
    }
    let found = match layout {
        Layout::Nexis => nexis::article(&lines),
        Layout::Factiva => factiva::article(&lines),
    };
    let Some(found) = found else {
        // A cover page, a list of contents, a search form.
        return sink.skip("parts of an export without an article", &format!("{}:{first}", source.shown));
    };
    let raw = lines.join("\n");
    sink.record(record(found, first, raw.as_bytes(), source))
}

fn record(found: Found, line: u64, raw: &[u8], source: &Source<'_>) -> Record {
    let article = Article {
        id: found.id.unwrap_or_default(),
        text: found.text,
        headline: found.headline,
        publisher: found.publisher,
        published: found.published.clone(),
        language: found.language,
        ..Article::default()
    };
    let mut record = source.record(article, source.origin(SourceKind::PressExport, Place::Line(line), raw));
    record.declared_language.clone_from(&record.article.language);
    (record.section, record.byline) = (found.section, found.byline);
    dates::add(&mut record, DateRole::Published, DateSource::Field, found.published);
    record
}

/// The body: lines that a margin broke are joined again where blank lines part the paragraphs.
fn body(lines: &[&str]) -> String {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in lines {
        if line.trim().is_empty() {
            paragraphs.push(Vec::new());
        } else if let Some(last) = paragraphs.last_mut() {
            last.push(line.trim());
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    // Broken at a margin: all lines but the last of a paragraph are long, and none is very long.
    let widths = || paragraphs.iter().flat_map(|p| &p[..p.len() - 1]).map(|line| line.chars().count());
    let broken = paragraphs.len() > 1 && widths().next().is_some() && widths().all(|width| (40..=100).contains(&width));
    let joint = if broken { " " } else { "\n" };
    paragraphs.iter().map(|paragraph| paragraph.join(joint)).collect::<Vec<_>>().join("\n")
}
