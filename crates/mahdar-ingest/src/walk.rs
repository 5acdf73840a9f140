//! The files of a folder, sorted, with those of its folders. What is hidden (a name that begins with a point) is passed over.

use crate::IngestError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folders within folders beyond this depth are not looked into.
const DEEPEST: usize = 64;

/// Every file below `dir` that is not hidden. A folder that is its own ancestor, by a link, is looked into once.
pub(crate) fn walk(dir: &Path, files: &mut Vec<PathBuf>, errors: &mut Vec<IngestError>) {
    into(dir, files, errors, &mut BTreeSet::new(), 0);
}

fn into(
    dir: &Path,
    files: &mut Vec<PathBuf>,
    errors: &mut Vec<IngestError>,
    seen: &mut BTreeSet<PathBuf>,
    depth: usize,
) {
    let fault = |source| IngestError::Io { path: dir.display().to_string(), source };
    let canonical = match dir.canonicalize() {
        Ok(canonical) => canonical,
        Err(source) => return errors.push(fault(source)),
    };
    if depth > DEEPEST || !seen.insert(canonical) {
        return;
    }
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(source) => return errors.push(fault(source)),
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    paths.retain(|path| !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")));
    paths.sort();
    for path in paths {
        if path.is_dir() {
            into(&path, files, errors, seen, depth + 1);
        } else {
            files.push(path);
        }
    }
}
