//! Text and JSONL.

use mahdar_doc::Article;
use mahdar_formats::input;
use std::path::{Path, PathBuf};

/// There is nothing to choose.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Options {}

/// Nothing is passed over.
#[derive(Debug, Default)]
pub struct Skipped;

/// The files that paths name, and what is wrong with some.
pub fn list(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let (files, faults) = input::expand(paths);
    (files, faults.iter().map(ToString::to_string).collect())
}

/// Gives every article of a file and every fault, until `each` says `false`.
pub fn articles(file: &Path, _: &Options, _: &mut Skipped, each: &mut dyn FnMut(Result<Article, String>) -> bool) {
    input::articles(file, &mut |item| each(item.map_err(|fault| fault.to_string())));
}

/// Nothing is passed over.
pub fn told(_: &Skipped) -> Vec<String> {
    Vec::new()
}
