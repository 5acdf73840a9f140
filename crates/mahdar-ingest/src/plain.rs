//! Plain text and JSON lines: what needs no unpacking. [`read`] is the light path: no page is looked into.
//!
//! A `.txt` file is one report. A line of JSONL is `{"id": ..., "text": ...}` with optional `published`, `publisher`,
//! `url`, `headline`, `language`; its text is kept as given, for others' offsets refer to it.

use crate::IngestError;
use mahdar_doc::Article;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

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
}

/// A line of JSONL.
#[derive(Debug)]
pub struct Line<'l> {
    /// What it says.
    pub article: Article,
    /// Its number, from 1.
    pub number: u64,
    /// Its bytes, trimmed.
    pub raw: &'l str,
}

/// A line that is none.
#[derive(Debug)]
pub struct BadLine<'l> {
    /// What is wrong.
    pub fault: IngestError,
    /// Its number, from 1.
    pub number: u64,
    /// Its bytes, trimmed, if they are UTF-8.
    pub raw: &'l str,
}

/// The files that paths name: a folder gives its .txt, .jsonl and .ndjson files, sorted, with those of its folders.
///
/// # Errors
/// A path that does not exist, a folder without reports.
pub fn expand(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<IngestError>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        let before = files.len();
        if path.is_dir() {
            crate::walk::walk(path, &mut files, &mut errors);
            files = before_and_reports(files, before);
            if files.len() == before {
                errors.push(IngestError::EmptyFolder { path: path.display().to_string() });
            }
        } else {
            files.push(path.clone());
        }
    }
    (files, errors)
}

fn before_and_reports(files: Vec<PathBuf>, before: usize) -> Vec<PathBuf> {
    let is_report = |path: &Path| {
        matches!(path.extension().and_then(|e| e.to_str()).unwrap_or_default(), "txt" | "jsonl" | "ndjson")
    };
    files.into_iter().enumerate().filter(|(at, path)| *at < before || is_report(path)).map(|(_, path)| path).collect()
}

/// Reads a file: `.jsonl` and `.ndjson` line by line, anything else as one text. `-` is standard input, where a first
/// character `{` means JSONL. Memory holds one article at a time.
///
/// `each` gets every article or fault in order; it returns `false` to stop.
pub fn read(path: &Path, each: &mut dyn FnMut(Result<Article, IngestError>) -> bool) {
    let shown = path.display().to_string();
    if shown == "-" {
        let mut stdin = BufReader::new(std::io::stdin());
        let jsonl = stdin.fill_buf().is_ok_and(|start| start.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{'));
        if jsonl {
            lines(&mut stdin, "-", u64::MAX, &mut |item| each(item.map(|line| line.article).map_err(|bad| bad.fault)));
        } else {
            each(whole(&mut stdin, "-", "stdin", u64::MAX));
        }
        return;
    }
    let mut file = match File::open(path) {
        Ok(file) => BufReader::with_capacity(1 << 16, file),
        Err(source) => {
            each(Err(IngestError::Io { path: shown, source }));
            return;
        }
    };
    let name = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    if matches!(name, "jsonl" | "ndjson") {
        lines(&mut file, &shown, u64::MAX, &mut |item| each(item.map(|line| line.article).map_err(|bad| bad.fault)));
    } else {
        let stem = path.file_stem().map_or_else(|| shown.clone(), |s| s.to_string_lossy().into_owned());
        each(whole(&mut file, &shown, &stem, u64::MAX));
    }
}

/// One text, at most `limit` bytes of it.
///
/// # Errors
/// Bytes that cannot be read, are no UTF-8 or too many.
pub fn whole(from: &mut dyn Read, path: &str, id: &str, limit: u64) -> Result<Article, IngestError> {
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
pub fn lines(
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
                    Ok(article) => Ok(Line { article, number, raw: line }),
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

fn parse_line(line: &str, path: &str, number: u64) -> Result<Article, String> {
    let parsed: Fields = serde_json::from_str(line).map_err(|error| {
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
    Ok(Article {
        id,
        text: parsed.text,
        path: Some(path.to_owned()),
        url: parsed.url,
        published: parsed.published,
        publisher: parsed.publisher,
        headline: parsed.headline,
        language: parsed.language,
    })
}
