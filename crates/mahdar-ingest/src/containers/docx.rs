//! Word documents: the paragraphs of the body, and the core properties.
//!
//! Deleted text (tracked changes), field codes and the fallback copies of drawings are left out. A document that is a
//! press database's export is split (see `press`).

use super::{LARGEST_DOCUMENT, Sink, Source, dates, press};
use crate::{DateRole, DateSource, Origin, Place, SourceKind};
use mahdar_doc::Article;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::io::{Read, Seek};
use zip::ZipArchive;

/// What holds the words.
pub(crate) const BODY: &str = "word/document.xml";

/// What the core properties say.
#[derive(Default)]
struct Properties {
    title: Option<String>,
    creator: Option<String>,
    language: Option<String>,
    modified: Option<String>,
}

/// `hash`: SHA-256 of the file.
pub(crate) fn read<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    hash: String,
    source: &Source<'_>,
    sink: &mut dyn Sink,
) -> bool {
    match document(archive) {
        Err(message) => sink.fault(source.fault("1", message)),
        Ok((text, _)) if text.trim().is_empty() => sink.skip("documents without a text", source.shown),
        Ok((text, properties)) => {
            if let Some(layout) = press::layout(&text) {
                return press::split(text.as_bytes(), layout, source, sink);
            }
            let article =
                Article { text, headline: properties.title, language: properties.language, ..Article::default() };
            let origin = Origin { sha256: hash, ..source.origin(SourceKind::Docx, Place::Whole, &[]) };
            let mut record = source.record(article, origin);
            record.declared_language.clone_from(&record.article.language);
            record.byline = properties.creator;
            dates::add(&mut record, DateRole::Modified, DateSource::Field, properties.modified);
            sink.record(record)
        }
    }
}

fn document<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<(String, Properties), String> {
    let body = entry(archive, BODY)?.unwrap_or_default();
    // Properties are beside the matter: broken ones are none.
    let properties = entry(archive, "docProps/core.xml").ok().flatten();
    Ok((paragraphs(&body)?, properties.map(|xml| core(&xml)).unwrap_or_default()))
}

fn entry<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Result<Option<Vec<u8>>, String> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(format!("{name}: {error}")),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Err(format!("{name}: unpacks to more than {LARGEST_DOCUMENT} bytes; taken for a zip bomb"));
    }
    Ok(Some(bytes))
}

/// What a reference stands for.
fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c.to_string());
    }
    quick_xml::escape::resolve_xml_entity(reference).map(str::to_owned)
}

fn paragraphs(xml: &[u8]) -> Result<String, String> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut text = String::new();
    // `w:t` holds the words; `mc:Fallback` says once more what stands before it.
    let (mut in_words, mut fallback) = (false, 0_u32);
    loop {
        let event = reader
            .read_event()
            .map_err(|error| format!("word/document.xml, byte {}: {error}", reader.error_position()))?;
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "Fallback" => fallback += 1,
                "t" => in_words = true,
                name => blank(name, fallback, &mut text),
            },
            Event::Empty(start) => blank(start.local_name().as_ref(), fallback, &mut text),
            Event::End(end) => match end.local_name().as_ref() {
                "Fallback" => fallback = fallback.saturating_sub(1),
                "t" => in_words = false,
                "p" if fallback == 0 && !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
                _ => {}
            },
            Event::Text(words) if in_words && fallback == 0 => text.push_str(&words),
            Event::CData(words) if in_words && fallback == 0 => text.push_str(&words),
            Event::GeneralRef(reference) if in_words && fallback == 0 => {
                text.push_str(&resolved(&reference).unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    Ok(text)
}

/// Elements that are a character.
fn blank(name: &str, fallback: u32, text: &mut String) {
    if fallback > 0 {
        return;
    }
    match name {
        "tab" if !text.is_empty() && !text.ends_with('\n') => text.push('\t'),
        "br" | "cr" => text.push('\n'),
        "noBreakHyphen" => text.push('\u{2011}'),
        "softHyphen" => text.push('\u{ad}'),
        _ => {}
    }
}

fn core(xml: &[u8]) -> Properties {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut properties = Properties::default();
    let mut words = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(_) => words.clear(),
            Event::Text(text) => words.push_str(&text),
            Event::GeneralRef(reference) => words.push_str(&resolved(&reference).unwrap_or_default()),
            Event::End(end) => {
                let value = Some(words.trim().to_owned()).filter(|value| !value.is_empty());
                match end.local_name().as_ref() {
                    "title" => properties.title = value,
                    "creator" => properties.creator = value,
                    "language" => properties.language = value,
                    "modified" => properties.modified = value,
                    _ => {}
                }
                words.clear();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    properties
}
