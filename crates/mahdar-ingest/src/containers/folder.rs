//! Folders: their files, sorted, with those of their folders; what no reader takes is counted by its ending.

use super::{Kind, Options, Sink};
use crate::IngestError;
use std::fs::File;
use std::path::{Path, PathBuf};

/// A file that the user named, or that was found in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The file; `-` is standard input.
    pub path: PathBuf,
    /// Whether it was found in a folder: there, what cannot be read is passed over.
    pub in_folder: bool,
}

impl AsRef<Path> for Found {
    fn as_ref(&self) -> &Path {
        &self.path
    }
}

impl Found {
    /// Reads it into a sink. Returns whether the sink wants more.
    pub fn scan(&self, options: &Options, sink: &mut dyn Sink) -> bool {
        if self.in_folder {
            file(&self.path, options, sink).unwrap_or(true)
        } else {
            super::scan(&self.path, options, sink)
        }
    }
}

/// The files that paths name, those of folders sorted, and what is wrong with the folders.
///
/// # Errors
/// Folders that cannot be listed or hold no file; the files of the others are given nevertheless.
#[must_use]
pub fn files(paths: &[PathBuf]) -> (Vec<Found>, Vec<IngestError>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            let mut files = Vec::new();
            crate::walk::walk(path, &mut files, &mut errors);
            if files.is_empty() {
                errors.push(IngestError::EmptyFolder { path: path.display().to_string() });
            }
            found.extend(files.into_iter().map(|path| Found { path, in_folder: true }));
        } else {
            found.push(Found { path: path.clone(), in_folder: false });
        }
    }
    (found, errors)
}

pub(crate) fn read(dir: &Path, options: &Options, sink: &mut dyn Sink) -> bool {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    crate::walk::walk(dir, &mut files, &mut errors);
    for error in errors {
        if !sink.fault(error) {
            return false;
        }
    }
    let mut taken = 0;
    for path in &files {
        match file(path, options, sink) {
            Some(true) => taken += 1,
            Some(false) => return false,
            None => {}
        }
    }
    taken > 0 || sink.fault(IngestError::EmptyFolder { path: dir.display().to_string() })
}

/// Reads a file of a folder; `None` if it is of a kind that is passed over.
fn file(path: &Path, options: &Options, sink: &mut dyn Sink) -> Option<bool> {
    let shown = path.display().to_string();
    // Pipes and devices would block.
    let opened = path.metadata().and_then(|meta| if meta.is_file() { File::open(path).map(Some) } else { Ok(None) });
    match opened {
        Ok(Some(file)) => super::open(file, &shown, true, options, sink),
        Ok(None) if sink.skip("no regular file", &shown) => None,
        Ok(None) => Some(false),
        Err(source) => Some(sink.fault(IngestError::Io { path: shown, source })),
    }
}

/// Why a file that nobody named is passed over: in a folder, text is a report only where its name says so: a README is
/// none.
pub(crate) fn why_not(kind: Kind, name: &str) -> Option<String> {
    let ending = Path::new(name).extension().map_or_else(String::new, |e| e.to_string_lossy().to_ascii_lowercase());
    let is_report = match kind {
        Kind::Unknown(_) => false,
        Kind::Text => ending == "txt",
        _ => true,
    };
    (!is_report)
        .then(|| if ending.is_empty() { "files without an ending".to_owned() } else { format!(".{ending} files") })
}
