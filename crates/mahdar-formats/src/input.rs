//! Articles from files, folders, JSONL and standard input, one by one; a fault is reported and the rest is still read.

use mahdar_doc::Article;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Why one item of the input was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// A path that cannot be opened.
    #[error("{path}: {source}")]
    Io {
        /// The path.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Bytes that are no UTF-8.
    #[error(
        "{path}:{line}: not UTF-8 at byte {byte} of the {place}; convert it first (`iconv -f WINDOWS-1256 -t UTF-8`)"
    )]
    NotUtf8 {
        /// The file.
        path: String,
        /// Its line, from 1.
        line: usize,
        /// Valid bytes before the fault.
        byte: usize,
        /// `file` or `line`.
        place: &'static str,
    },
    /// A JSONL line that is no report.
    #[error(
        "{path}:{line}: {message}; a line is {{\"id\": ..., \"text\": ...}} with optional published, publisher, url, headline, language"
    )]
    BadLine {
        /// The file.
        path: String,
        /// Its line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A folder without reports.
    #[error("{path}: no .txt, .jsonl or .ndjson file in this folder")]
    EmptyFolder {
        /// The folder.
        path: String,
    },
    /// A text that is too long.
    #[error("{path}:{line}: {source}")]
    TooLong {
        /// The file.
        path: String,
        /// Its line, from 1.
        line: usize,
        /// The limit.
        source: mahdar_doc::ArticleError,
    },
}

/// A JSONL line. Unknown fields are ignored: exports of other tools carry many.
#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    text: String,
    published: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    language: Option<String>,
    headline: Option<String>,
}

/// The files that paths name: a folder gives its .txt, .jsonl and .ndjson files, sorted, with those of its folders.
///
/// # Errors
/// A path that does not exist, a folder without reports.
pub fn expand(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<InputError>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        let before = files.len();
        if path.is_dir() {
            walk(path, &mut files, &mut errors);
            if files.len() == before {
                errors.push(InputError::EmptyFolder { path: path.display().to_string() });
            }
        } else {
            files.push(path.clone());
        }
    }
    (files, errors)
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>, errors: &mut Vec<InputError>) {
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(source) => return errors.push(InputError::Io { path: dir.display().to_string(), source }),
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    paths.sort();
    for path in paths {
        let name = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if path.is_dir() {
            walk(&path, files, errors);
        } else if matches!(name, "txt" | "jsonl" | "ndjson") {
            files.push(path);
        }
    }
}

/// Reads a file: `.jsonl` and `.ndjson` line by line, anything else as one text. `-` is standard input, where a first
/// character `{` means JSONL. Memory holds one article at a time.
///
/// `each` gets every article or fault in order; it returns `false` to stop.
pub fn articles(path: &Path, each: &mut dyn FnMut(Result<Article, InputError>) -> bool) {
    let shown = path.display().to_string();
    if shown == "-" {
        let mut stdin = BufReader::new(std::io::stdin());
        let jsonl = stdin.fill_buf().is_ok_and(|start| start.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{'));
        if jsonl {
            lines(stdin, "-", each);
        } else {
            whole(stdin, "-", "stdin", each);
        }
        return;
    }
    let file = match File::open(path) {
        Ok(file) => BufReader::with_capacity(1 << 16, file),
        Err(source) => {
            each(Err(InputError::Io { path: shown, source }));
            return;
        }
    };
    let name = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    if matches!(name, "jsonl" | "ndjson") {
        lines(file, &shown, each);
    } else {
        let stem = path.file_stem().map_or_else(|| shown.clone(), |s| s.to_string_lossy().into_owned());
        whole(file, &shown, &stem, each);
    }
}

fn whole(mut from: impl Read, path: &str, id: &str, each: &mut dyn FnMut(Result<Article, InputError>) -> bool) {
    let mut bytes = Vec::new();
    if let Err(source) = from.read_to_end(&mut bytes) {
        each(Err(InputError::Io { path: path.to_owned(), source }));
        return;
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let article = Article { id: id.to_owned(), text, path: Some(path.to_owned()), ..Article::default() };
            each(article.checked().map_err(|source| InputError::TooLong { path: path.to_owned(), line: 1, source }));
        }
        Err(error) => {
            let byte = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes()[..byte].iter().filter(|b| **b == b'\n').count();
            each(Err(InputError::NotUtf8 { path: path.to_owned(), line, byte, place: "file" }));
        }
    }
}

fn lines(mut from: impl BufRead, path: &str, each: &mut dyn FnMut(Result<Article, InputError>) -> bool) {
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        bytes.clear();
        number += 1;
        match from.read_until(b'\n', &mut bytes) {
            Ok(0) => return,
            Ok(_) => {}
            Err(source) => {
                each(Err(InputError::Io { path: path.to_owned(), source }));
                return;
            }
        }
        let item = match std::str::from_utf8(&bytes) {
            Err(error) => Err(InputError::NotUtf8 {
                path: path.to_owned(),
                line: number,
                byte: error.valid_up_to(),
                place: "line",
            }),
            Ok(line) => {
                let line = line.trim_start_matches('\u{FEFF}').trim();
                if line.is_empty() {
                    continue;
                }
                parse_line(line, path, number)
            }
        };
        if !each(item) {
            return;
        }
    }
}

fn parse_line(line: &str, path: &str, number: usize) -> Result<Article, InputError> {
    let parsed: Line = serde_json::from_str(line).map_err(|error| InputError::BadLine {
        path: path.to_owned(),
        line: number,
        // The line is named already.
        message: error.to_string().replace(" at line 1 column ", " at column "),
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
