//! Every source.

use super::Options;
use mahdar_doc::Article;
use mahdar_formats::input;
use mahdar_ingest::containers::{self, Found, Kind, Pool, Sink, sniff};
use mahdar_ingest::{Hints, IngestError, Record, State};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

pub use mahdar_ingest::containers::Skipped;

/// The files that paths name, those of folders sorted, and what is wrong with some.
pub fn list(paths: &[PathBuf]) -> (Vec<Found>, Vec<String>) {
    let (files, faults) = containers::files(paths);
    (files, faults.iter().map(ToString::to_string).collect())
}

/// What the reader of containers is told.
pub fn settings(options: &Options) -> containers::Options {
    containers::Options {
        columns: options.columns.clone(),
        hints: Hints { fast: options.fast, ..Hints::default() },
        ..containers::Options::default()
    }
}

/// Why a record is not taken; `all`: as long as it has a text it is.
pub fn why_left_out(record: &Record, all: bool) -> Option<&'static str> {
    let state = record.extraction.as_ref().map_or(State::Ok, |extraction| extraction.state);
    let reason = match state {
        _ if state.is_article() || state == State::Summary => None,
        State::PaywallStub => Some("beginnings of articles behind a wall (--all takes them)"),
        State::EmptyShell => Some("pages that hold no text"),
        State::Listing => Some("pages that list others"),
        _ => Some("pages that are no article"),
    };
    let is_empty = record.article.text.trim().is_empty();
    match reason {
        Some(_) if all && !is_empty => None,
        Some(reason) => Some(reason),
        None => is_empty.then_some("reports without a text"),
    }
}

struct Reading<'e> {
    each: &'e mut dyn FnMut(Result<Article, String>) -> bool,
    skipped: &'e mut Skipped,
    all: bool,
}

impl Sink for Reading<'_> {
    fn record(&mut self, record: Record) -> bool {
        match why_left_out(&record, self.all) {
            Some(reason) => {
                let example =
                    record.article.url.as_ref().or(record.article.path.as_ref()).unwrap_or(&record.article.id);
                self.skip(reason, example)
            }
            None => (self.each)(Ok(record.article)),
        }
    }

    fn fault(&mut self, fault: IngestError) -> bool {
        (self.each)(Err(fault.to_string()))
    }

    fn skip(&mut self, reason: &str, example: &str) -> bool {
        self.skipped.add(reason, example);
        !crate::stop::is_wanted()
    }
}

/// Text and lines by their names: others' offsets and ids refer to them, so nothing looks into them. A text that is an
/// export of a press database holds many reports.
fn is_light(path: &Path) -> bool {
    match path.extension().and_then(|e| e.to_str()) {
        Some("jsonl" | "ndjson") => true,
        Some("txt") => !is_export(path),
        _ => false,
    }
}

fn is_export(path: &Path) -> bool {
    /// Bytes that tell a layout.
    const SNIFFED: u64 = 64 * 1024;
    use std::io::Read as _;
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SNIFFED).read_to_end(&mut head));
    read.is_ok() && matches!(sniff(&head, &path.to_string_lossy(), false), Kind::Press(_))
}

/// Gives every article of a file and every fault, until `each` says `false`.
pub fn articles(
    file: &Found,
    options: &Options,
    skipped: &mut Skipped,
    each: &mut dyn FnMut(Result<Article, String>) -> bool,
) {
    if is_light(&file.path) {
        input::articles(&file.path, &mut |item| each(item.map_err(|fault| fault.to_string())));
        return;
    }
    let mut reading = Reading { each, skipped, all: options.all };
    let mut pool = Pool::new(&mut reading, available_parallelism().map_or(1, usize::from));
    file.scan(&settings(options), &mut pool);
    pool.finish();
}

/// What was passed over, a line a reason. Files of a folder that are of another kind go without saying.
pub fn told(skipped: &Skipped) -> Vec<String> {
    let is_other_file = |reason: &str| reason.ends_with(" files") || reason.starts_with("files without");
    let reasons = skipped.0.iter().filter(|(reason, _)| !is_other_file(reason));
    reasons.map(|(reason, (count, example))| format!("left out: {count} {reason}, such as {example}")).collect()
}
