//! ZIP archives: Word documents, and archives of files, which are read like those of a folder.
//!
//! Each file is unpacked as it is read. One that gives hundreds of times its size is taken for a bomb and given up;
//! archives within archives are not read, Word documents within them are.

use super::stream::Stream;
use super::{LARGEST_DOCUMENT, Sink, Source, dispatch, docx, folder, members, sha256, sniff};
use crate::IngestError;
use sha2::{Digest as _, Sha256};
use std::io::{self, Cursor, Read, Seek};
use zip::ZipArchive;

/// Reads an archive.
pub(crate) fn read<R: Read + Seek>(mut input: R, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    // The list of files stands at the end and is read at once: an archive of nothing but names is refused.
    let archive = match ZipArchive::new(&mut input) {
        Ok(archive) => archive,
        Err(error) => return sink.fault(source.fault("byte 0", format!("no ZIP archive: {error}"))),
    };
    if archive.index_for_name(docx::BODY).is_none() {
        return entries(archive, source, sink);
    }
    drop(archive);
    let hash = match input.rewind().and_then(|()| hashed(&mut input)) {
        Ok(hash) => hash,
        Err(error) => return sink.fault(source.io(error)),
    };
    match ZipArchive::new(input) {
        Ok(mut archive) => docx::read(&mut archive, hash, source, sink),
        Err(error) => sink.fault(source.fault("byte 0", format!("no ZIP archive: {error}"))),
    }
}

/// Reads an archive that is in another one, or comes from a pipe: from memory, so it must be small.
pub(crate) fn read_packed(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let bytes = match source.whole(stream) {
        Ok(bytes) => bytes,
        Err(IngestError::Malformed { .. }) => {
            let message =
                format!("a ZIP archive of more than {LARGEST_DOCUMENT} bytes that is no file; save it to one");
            return sink.fault(source.fault("byte 0", message));
        }
        Err(fault) => return sink.fault(fault),
    };
    if !source.packed {
        return read(Cursor::new(bytes), source, sink);
    }
    match ZipArchive::new(Cursor::new(bytes.as_slice())) {
        Ok(mut archive) if archive.index_for_name(docx::BODY).is_some() => {
            docx::read(&mut archive, sha256(&bytes), source, sink)
        }
        Ok(_) => sink.skip("ZIP archives within archives", source.shown),
        Err(error) => sink.fault(source.fault("byte 0", format!("no ZIP archive: {error}"))),
    }
}

fn hashed(input: &mut impl Read) -> io::Result<String> {
    use std::fmt::Write as _;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = input.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hasher.update(&buffer[..count]);
    }
    Ok(hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

/// Files of other programs that are ZIP archives, by a file that each holds.
const OTHERS: &[(&str, &str)] = &[
    ("xl/workbook.xml", "an Excel workbook; save it as CSV"),
    ("ppt/presentation.xml", "a presentation; save it as PDF"),
    ("META-INF/manifest.xml", "an OpenDocument file; save it as .docx or CSV"),
    ("META-INF/container.xml", "an e-book; it is not read"),
    ("META-INF/MANIFEST.MF", "a program"),
];

fn entries<R: Read + Seek>(mut archive: ZipArchive<R>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    if let Some((_, what)) = OTHERS.iter().find(|(name, _)| archive.index_for_name(name).is_some()) {
        return sink.fault(source.fault("byte 0", what));
    }
    let mut order: Vec<(String, usize)> = (0..archive.len())
        .filter_map(|at| Some((archive.name_for_index(at)?.to_owned(), at)))
        .filter(|(name, _)| !name.ends_with('/') && !name.starts_with("__MACOSX/"))
        .collect();
    order.sort();
    for (name, at) in order {
        let shown = format!("{}!/{name}", source.shown);
        let source = Source { shown: &shown, packed: true, ..*source };
        let wants_more = match archive.by_index(at) {
            Ok(file) => entry(file, &source, sink),
            Err(error) => sink.fault(source.fault("byte 0", format!("cannot be unpacked: {error}"))),
        };
        if !wants_more {
            return false;
        }
    }
    true
}

fn entry<R: Read>(file: zip::read::ZipFile<'_, R>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let bounded = Bounded { packed: file.compressed_size(), given: 0, input: file };
    let mut stream = match Stream::new(bounded) {
        Ok(stream) => stream,
        Err(error) => return sink.fault(source.io(error)),
    };
    let kind = sniff(stream.head(), source.shown, !source.options.columns.is_empty());
    match folder::why_not(kind, source.shown) {
        Some(reason) => sink.skip(&reason, source.shown),
        None => dispatch(kind, &mut stream, source, sink),
    }
}

/// An unpacked file, an error where it becomes a bomb.
struct Bounded<R> {
    input: R,
    packed: u64,
    given: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(into)?;
        self.given += count as u64;
        if self.given > members::SUSPECT && self.given / self.packed.max(1) > members::BOMB {
            let message = format!("{} compressed bytes gave {}: taken for a zip bomb", self.packed, self.given);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(count)
    }
}
