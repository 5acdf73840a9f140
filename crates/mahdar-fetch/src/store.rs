//! What a folder holds: pages, what became of each address, and a lock. A run that was cut off goes on from it.

use crate::fault::Fault;
use crate::fetcher::{Page, Validators};
use crate::link::canonical;
use crate::time::iso;
use crate::warc::{Archive, Written, hex};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The folder of the log, the lock and the health of feeds; its name begins with a point so that readers of the folder pass
/// it over.
const HIDDEN: &str = ".mahdar";
/// A log of more lines, beside so many for each address, is written anew.
const LINES: usize = 10_000;
const LINES_EACH: usize = 4;
/// An address that failed in so many runs is given up.
const RUNS: u32 = 5;

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another run is at work.
    #[error("{0}: another run is at work in this folder; nothing was done")]
    Busy(PathBuf),
    /// What the system says.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong.
        source: io::Error,
    },
}

/// What became of an address; one line of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// The address, as asked for.
    pub url: String,
    /// When.
    pub at: String,
    /// `wanted`, `page`, `unchanged`, `failed`, `refused`, `known`.
    pub state: String,
    /// Where it was, after redirects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_at: Option<String>,
    /// What was wrong, or what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    #[serde(flatten)]
    pub validators: Validators,
    /// SHA-256 of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The WARC file, and where in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The first byte of the record's gzip member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// The date that a feed gave with it, as it stood there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// The feed that wanted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed: Option<String>,
    /// The hash of the report's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Runs in which it failed before this line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<u32>,
    /// How many texts it has had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// What is kept in memory of an address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// The last line but for `unchanged`.
    pub line: Line,
    /// Runs in which it failed.
    pub failed: u32,
}

impl Known {
    /// Whether it is still to be fetched.
    pub fn is_open(&self) -> bool {
        self.line.state == "wanted" || self.line.state == "failed" && self.failed < RUNS
    }
}

/// A folder of pages.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    log: File,
    archive: Option<Archive>,
    known: BTreeMap<String, Known>,
    // Held for its lock.
    _lock: File,
}

/// Takes the lock of a folder; it ends with the file, however the program ends.
fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let io = |source| StoreError::Io { path: path.clone(), source };
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(io)?;
    match fs4::FileExt::try_lock(&file) {
        Ok(()) => Ok(file),
        Err(fs4::TryLockError::WouldBlock) => Err(StoreError::Busy(folder.to_owned())),
        Err(fs4::TryLockError::Error(source)) => Err(StoreError::Io { path, source }),
    }
}

/// The key of an address in the log.
pub(crate) fn key(url: &str) -> String {
    canonical(url).unwrap_or_else(|| url.to_owned())
}

impl Store {
    /// Opens a folder, which is made if it is not there. `pages` is where raw pages go; `None` keeps none.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if another run is at work in it; a folder that cannot be made or read.
    pub fn open(path: &Path, pages: Option<&Path>, software: &str) -> Result<Store, StoreError> {
        let hidden = path.join(HIDDEN);
        std::fs::create_dir_all(&hidden).map_err(|source| StoreError::Io { path: hidden.clone(), source })?;
        let lock = lock(&hidden)?;
        let log_path = hidden.join("log");
        let io = |source| StoreError::Io { path: log_path.clone(), source };
        let mut log = OpenOptions::new().create(true).read(true).append(true).open(&log_path).map_err(io)?;
        let (known, lines) = read(&mut log).map_err(io)?;
        if lines > LINES_EACH * known.len() + LINES {
            log = compact(&log_path, &known).map_err(io)?;
        }
        let archive = pages.map(|pages| Archive::new(pages, software.to_owned()));
        Ok(Store { path: path.to_owned(), log, archive, known, _lock: lock })
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A file of the store's own.
    pub(crate) fn hidden(&self, name: &str) -> PathBuf {
        self.path.join(HIDDEN).join(name)
    }

    /// Whether an address was fetched, or was found to be not worth another try.
    #[must_use]
    pub fn is_done(&self, url: &str) -> bool {
        self.known.get(&key(url)).is_some_and(|known| !known.is_open())
    }

    /// Whether a page of the address was fetched.
    #[must_use]
    pub fn is_there(&self, url: &str) -> bool {
        self.known.get(&key(url)).is_some_and(|known| known.line.sha256.is_some())
    }

    /// Addresses that are wanted and not there: of a run that was cut off, or that failed before.
    #[must_use]
    pub fn open_addresses(&self) -> Vec<String> {
        self.known.values().filter(|known| known.is_open()).map(|known| known.line.url.clone()).collect()
    }

    /// The validators of the version that is there.
    #[must_use]
    pub fn validators(&self, url: &str) -> Validators {
        self.known.get(&key(url)).map(|known| known.line.validators.clone()).unwrap_or_default()
    }

    pub(crate) fn known(&self, url: &str) -> Option<&Known> {
        self.known.get(&key(url))
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&String, &Known)> {
        self.known.iter()
    }

    /// Notes that an address is wanted, before it is asked for.
    ///
    /// # Errors
    /// The log cannot be written.
    pub fn want(&mut self, url: &str) -> Result<(), StoreError> {
        self.note(Line { url: url.to_owned(), state: "wanted".to_owned(), ..Line::default() })
    }

    /// Keeps a page; `true` if its bytes are others than the last time.
    ///
    /// # Errors
    /// The page or the log cannot be written.
    pub fn keep(&mut self, url: &str, page: &Page) -> Result<bool, StoreError> {
        let line = self.page_line(url, page)?;
        let is_new = self.known(url).is_none_or(|known| known.line.sha256 != line.sha256);
        self.note(line)?;
        Ok(is_new)
    }

    pub(crate) fn page_line(&mut self, url: &str, page: &Page) -> Result<Line, StoreError> {
        let folder = self.path.clone();
        let before = self.known(url).and_then(|known| known.line.sha256.clone());
        let sha256 = hex(&page.body);
        let written = match &mut self.archive {
            Some(archive) if before.as_ref() != Some(&sha256) => {
                Some(archive.write(page).map_err(|source| StoreError::Io { path: folder, source })?)
            }
            _ => None,
        };
        let (file, offset) = match written {
            Some(Written { file, offset, .. }) => (Some(file), Some(offset)),
            None => self.known(url).map(|k| (k.line.file.clone(), k.line.offset)).unwrap_or_default(),
        };
        Ok(Line {
            url: url.to_owned(),
            at: iso(page.fetched_at),
            state: "page".to_owned(),
            found_at: Some(page.url.to_string()).filter(|found| found != url),
            validators: page.validators.clone(),
            sha256: Some(sha256),
            file,
            offset,
            ..Line::default()
        })
    }

    /// Notes that a page is what it was.
    ///
    /// # Errors
    /// The log cannot be written.
    pub fn unchanged(&mut self, url: &str) -> Result<(), StoreError> {
        self.note(Line { url: url.to_owned(), state: "unchanged".to_owned(), ..Line::default() })
    }

    /// Notes that an address gave nothing.
    ///
    /// # Errors
    /// The log cannot be written.
    pub fn fail(&mut self, url: &str, fault: &Fault) -> Result<(), StoreError> {
        let state = if fault.is_transient() || fault.is_by_options() { "failed" } else { "refused" };
        self.note(Line {
            url: url.to_owned(),
            state: state.to_owned(),
            why: Some(fault.to_string()),
            ..Line::default()
        })
    }

    /// Appends a line to the log.
    pub(crate) fn note(&mut self, mut line: Line) -> Result<(), StoreError> {
        if line.at.is_empty() {
            line.at = iso(SystemTime::now());
        }
        let io = |source| StoreError::Io { path: self.path.join(HIDDEN).join("log"), source };
        let mut bytes = serde_json::to_vec(&line).map_err(|error| io(io::Error::other(error)))?;
        bytes.push(b'\n');
        self.log.write_all(&bytes).map_err(io)?;
        remember(&mut self.known, line);
        Ok(())
    }
}

fn remember(known: &mut BTreeMap<String, Known>, mut line: Line) {
    let entry = known.entry(key(&line.url)).or_default();
    entry.failed = line.failed.take().unwrap_or(entry.failed);
    match line.state.as_str() {
        "unchanged" => return,
        "failed" => entry.failed += 1,
        // A page that is there stays there while a newer version is wanted.
        "wanted" | "refused" => {}
        _ => entry.failed = 0,
    }
    if matches!(line.state.as_str(), "wanted" | "failed" | "refused") {
        let old = &entry.line;
        line.validators = old.validators.clone();
        line.sha256 = line.sha256.or_else(|| old.sha256.clone());
        line.file = line.file.or_else(|| old.file.clone());
        line.offset = line.offset.or(old.offset);
        line.text = line.text.or_else(|| old.text.clone());
        line.version = line.version.or(old.version);
        line.feed = line.feed.or_else(|| old.feed.clone());
        line.dated = line.dated.or_else(|| old.dated.clone());
    }
    entry.line = line;
}

/// Reads the log, and counts its lines. A line that a crash cut off is passed over; what comes after it begins a line of its own.
fn read(log: &mut File) -> io::Result<(BTreeMap<String, Known>, usize)> {
    let mut known = BTreeMap::new();
    let (mut is_whole, mut lines) = (true, 0);
    let mut reader = BufReader::new(&*log);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        is_whole = line.ends_with(b"\n");
        lines += 1;
        if let Ok(line) = serde_json::from_slice::<Line>(&line) {
            remember(&mut known, line);
        }
        line.clear();
    }
    if !is_whole {
        log.write_all(b"\n")?;
    }
    Ok((known, lines))
}

/// Writes the log anew, a line for each address, beside it, and moves it over.
fn compact(path: &Path, known: &BTreeMap<String, Known>) -> io::Result<File> {
    let beside = path.with_extension("new");
    let mut out = BufWriter::new(File::create(&beside)?);
    for known in known.values() {
        // The line of a failure counts itself.
        let before = known.failed - u32::from(known.line.state == "failed").min(known.failed);
        let line = Line { failed: Some(before).filter(|n| *n > 0), ..known.line.clone() };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    std::fs::rename(&beside, path)?;
    OpenOptions::new().append(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_written_anew_says_the_same() {
        let dir = std::env::temp_dir().join(format!("mahdar-fetch-compact-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a folder");
        let path = dir.join("log");
        let line = |url: &str, state: &str| Line { url: url.to_owned(), state: state.to_owned(), ..Line::default() };
        let mut known = BTreeMap::new();
        let page =
            Line { text: Some("t".to_owned()), sha256: Some("s".to_owned()), ..line("https://a.example/1", "page") };
        remember(&mut known, page);
        for state in ["wanted", "failed", "failed", "failed"] {
            remember(&mut known, line("https://a.example/2", state));
        }
        for state in ["wanted", "failed", "wanted"] {
            remember(&mut known, line("https://a.example/3", state));
        }
        let shown = |known: &BTreeMap<String, Known>| format!("{known:?}");
        compact(&path, &known).expect("written");
        let mut log = OpenOptions::new().read(true).append(true).open(&path).expect("a log");
        let (again, lines) = read(&mut log).expect("read");
        assert_eq!((shown(&again), lines), (shown(&known), 3));
        std::fs::remove_dir_all(&dir).expect("removed");
    }
}
