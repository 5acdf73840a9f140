//! Folders: their files, sorted, with those of their folders; what no reader takes is counted by its ending.

use super::stream::Stream;
use super::{Kind, Options, Sink, Source, dispatch, sniff};
use crate::IngestError;
use std::fs::File;
use std::path::Path;

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
    let ending = path.extension().map_or_else(String::new, |e| e.to_string_lossy().to_ascii_lowercase());
    // Pipes and devices would block.
    let opened = path.metadata().and_then(|meta| if meta.is_file() { File::open(path).map(Some) } else { Ok(None) });
    let file = match opened {
        Ok(Some(file)) => file,
        Ok(None) => {
            sink.skip("no regular file", &shown);
            return None;
        }
        Err(source) => return Some(sink.fault(IngestError::Io { path: shown, source })),
    };
    let mut stream = match Stream::new(file) {
        Ok(stream) => stream,
        Err(source) => return Some(sink.fault(IngestError::Io { path: shown, source })),
    };
    let kind = sniff(stream.head(), &shown, !options.columns.is_empty());
    // In a folder, text is a report only where its name says so: a README is none.
    let is_report = match kind {
        Kind::Unknown(_) => false,
        Kind::Text => ending == "txt",
        _ => true,
    };
    if !is_report {
        let reason = if ending.is_empty() { "files without an ending".to_owned() } else { format!(".{ending} files") };
        sink.skip(&reason, &shown);
        return None;
    }
    Some(dispatch(kind, &mut stream, &Source { shown: &shown, options, packed: false }, sink))
}
