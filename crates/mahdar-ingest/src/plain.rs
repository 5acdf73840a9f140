//! Plain text and JSON lines: what needs no unpacking.
//!
//! A `.txt` file is one report. A line of JSONL is `{"id": ..., "text": ...}` with optional `published`, `publisher`,
//! `url`, `headline`, `language`; its text is kept as given, for others' offsets refer to it.

use crate::IngestError;
use mahdar_doc::Article;
use serde::Deserialize;
use std::io::{BufRead, Read};
use std::path::Path;

/// A line of JSONL. Unknown fields are ignored: exports of other tools carry many.
#[derive(Deserialize)]
struct Fields {
    id: Option<serde_json::Value>,
    text: String,
    published: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    language: Option<String>,
    headline: Option<String>,
    section: Option<String>,
    byline: Option<String>,
}

/// A line of JSONL.
#[derive(Debug)]
pub(crate) struct Line<'l> {
    /// What it says.
    pub(crate) article: Article,
    /// The rubric, as given.
    pub(crate) section: Option<String>,
    /// Who wrote it, as given.
    pub(crate) byline: Option<String>,
    /// Its number, from 1.
    pub(crate) number: u64,
    /// Its bytes, trimmed.
    pub(crate) raw: &'l str,
}

/// A line that is none.
#[derive(Debug)]
pub(crate) struct BadLine<'l> {
    /// What is wrong.
    pub(crate) fault: IngestError,
    /// Its number, from 1.
    pub(crate) number: u64,
    /// Its bytes, trimmed, if they are UTF-8.
    pub(crate) raw: &'l str,
}

/// One text, at most `limit` bytes of it.
///
/// # Errors
/// Bytes that cannot be read, are no UTF-8 or too many.
pub(crate) fn whole(from: &mut dyn Read, path: &str, id: &str, limit: u64) -> Result<Article, IngestError> {
    let fault = |line: usize, message: String| IngestError::Malformed {
        path: path.to_owned(),
        place: line.to_string(),
        message,
    };
    let mut bytes = Vec::new();
    (&mut *from)
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|source| IngestError::Io { path: path.to_owned(), source })?;
    if bytes.len() as u64 == limit {
        return Err(fault(1, format!("more than the {limit} bytes one text may have; split it into several")));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let article = Article { id: id.to_owned(), text, path: Some(path.to_owned()), ..Article::default() };
            article.checked().map_err(|error| fault(1, error.to_string()))
        }
        Err(error) => {
            let byte = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes()[..byte].iter().filter(|b| **b == b'\n').count();
            Err(fault(line, not_utf8(byte, "file")))
        }
    }
}

fn not_utf8(byte: usize, place: &str) -> String {
    format!("not UTF-8 at byte {byte} of the {place}; convert it first (`iconv -f WINDOWS-1256 -t UTF-8`)")
}

/// Every line of JSONL, or its fault with the line as it stands. A line may have `limit` bytes. Returns whether `each`
/// wants more.
pub(crate) fn lines(
    from: &mut dyn BufRead,
    path: &str,
    limit: u64,
    each: &mut dyn FnMut(Result<Line<'_>, BadLine<'_>>) -> bool,
) -> bool {
    let mut number = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        number += 1;
        match (&mut *from).take(limit).read_until(b'\n', &mut bytes) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(source) => return each(Err(io_fault(path, source, number))),
        }
        if bytes.len() as u64 == limit && bytes.last() != Some(&b'\n') {
            bytes = Vec::new();
            if let Err(source) = skip_line(from) {
                return each(Err(io_fault(path, source, number)));
            }
            if !each(Err(bad_line(path, number, format!("more than the {limit} bytes one line may have"), ""))) {
                return false;
            }
            continue;
        }
        let item = match std::str::from_utf8(&bytes) {
            Err(error) => Err(bad_line(path, number, not_utf8(error.valid_up_to(), "line"), "")),
            Ok(line) => {
                let line = line.trim_start_matches('\u{FEFF}').trim();
                if line.is_empty() {
                    continue;
                }
                match parse_line(line, path, number) {
                    Ok((article, section, byline)) => Ok(Line { article, section, byline, number, raw: line }),
                    Err(message) => Err(bad_line(path, number, message, line)),
                }
            }
        };
        if !each(item) {
            return false;
        }
    }
}

fn io_fault(path: &str, source: std::io::Error, number: u64) -> BadLine<'static> {
    BadLine { fault: IngestError::Io { path: path.to_owned(), source }, number, raw: "" }
}

fn bad_line<'l>(path: &str, number: u64, message: String, raw: &'l str) -> BadLine<'l> {
    let fault = IngestError::Malformed { path: path.to_owned(), place: number.to_string(), message };
    BadLine { fault, number, raw }
}

fn skip_line(from: &mut dyn BufRead) -> std::io::Result<()> {
    loop {
        let bytes = from.fill_buf()?;
        if bytes.is_empty() {
            return Ok(());
        }
        let end = memchr::memchr(b'\n', bytes);
        let used = end.map_or(bytes.len(), |at| at + 1);
        from.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

/// The article of a line, its section and byline.
fn parse_line(line: &str, path: &str, number: u64) -> Result<(Article, Option<String>, Option<String>), String> {
    let parsed: Fields = serde_json::from_str(line).map_err(|error| {
        let error = error.to_string().replace(" at line 1 column ", " at column ");
        format!(
            "{error}; a line is {{\"id\": ..., \"text\": ...}} with optional published, publisher, url, headline, \
             language"
        )
    })?;
    let id = match parsed.id {
        Some(serde_json::Value::String(id)) => id,
        Some(serde_json::Value::Null) | None => {
            format!("{}:{number}", Path::new(path).file_stem().map_or("-".into(), |s| s.to_string_lossy()))
        }
        Some(other) => other.to_string(),
    };
    // The text of a JSONL line is kept as given: offsets of others refer to it.
    let article = Article {
        id,
        text: parsed.text,
        path: Some(path.to_owned()),
        url: parsed.url,
        published: parsed.published,
        publisher: parsed.publisher,
        headline: parsed.headline,
        language: parsed.language,
    };
    Ok((article, parsed.section, parsed.byline))
}
