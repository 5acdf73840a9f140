//! Sitemaps, with Google's news extension, and indexes of sitemaps: lists of addresses to be fetched.
//!
//! They hold no text, so reading one as a source gives no report; [`entries`] gives the addresses with what the list
//! says of them. Names of elements are matched without their prefix, as many sites declare none.

use super::{Sink, Source};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufRead, BufReader, Read};

/// A string of a sitemap may be this long, in bytes.
const LONGEST: usize = 64 << 10;

/// An address of a sitemap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The address.
    pub url: String,
    /// Whether it is another sitemap.
    pub is_sitemap: bool,
    /// `lastmod`, as given.
    pub modified: Option<String>,
    /// `news:publication_date`, as given.
    pub published: Option<String>,
    /// `news:title`.
    pub title: Option<String>,
    /// `news:name`, the publication.
    pub publisher: Option<String>,
    /// `news:language`.
    pub language: Option<String>,
}

/// Gives every address of a sitemap, plain or gzip, until `each` says `false`; streamed.
///
/// ```
/// let xml = "<urlset><url><loc>https://a.example/1</loc><lastmod>2023-03-14</lastmod></url></urlset>";
/// let mut urls = Vec::new();
/// mahdar_ingest::containers::sitemap::entries(xml.as_bytes(), &mut |entry| {
///     urls.push(entry.url);
///     true
/// })
/// .unwrap();
/// assert_eq!(urls, ["https://a.example/1"]);
/// ```
///
/// # Errors
/// Where the XML breaks, in bytes, and how; what came before was given.
pub fn entries(input: impl Read, each: &mut dyn FnMut(Entry) -> bool) -> Result<(), (u64, String)> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let is_gzip = input.fill_buf().is_ok_and(|head| head.starts_with(&[0x1f, 0x8b]));
    if is_gzip {
        let joined = super::members::Joined::new(super::members::Members::new(input, true));
        scan(BufReader::with_capacity(1 << 16, joined), each)
    } else {
        scan(input, each)
    }
}

fn scan(input: impl BufRead, each: &mut dyn FnMut(Entry) -> bool) -> Result<(), (u64, String)> {
    let mut reader = Reader::from_reader(input);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut entry = Entry::default();
    let mut words = String::new();
    let mut depth = 0_u32;
    // Within `image:image` and `video:video` stand other addresses.
    let mut inside_other = None;
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => return Err((reader.error_position(), error.to_string())),
        };
        match event {
            Event::Start(start) => {
                depth += 1;
                words.clear();
                match start.local_name().as_ref() {
                    "url" => entry = Entry::default(),
                    "sitemap" => entry = Entry { is_sitemap: true, ..Entry::default() },
                    "image" | "video" => inside_other = inside_other.or(Some(depth)),
                    _ => {}
                }
            }
            Event::Text(text) => push(&mut words, &text),
            Event::CData(data) => push(&mut words, &data),
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    _ => quick_xml::escape::resolve_html5_entity(&reference).map(str::to_owned),
                };
                if let Some(resolved) = resolved {
                    push(&mut words, &resolved);
                }
            }
            Event::End(end) => {
                let value = Some(words.trim().to_owned()).filter(|value| !value.is_empty());
                words.clear();
                let closes = inside_other.is_some_and(|other| depth <= other);
                depth = depth.saturating_sub(1);
                match end.local_name().as_ref() {
                    _ if closes => inside_other = None,
                    _ if inside_other.is_some() => {}
                    "loc" => entry.url = value.unwrap_or_default(),
                    "lastmod" => entry.modified = value,
                    "publication_date" => entry.published = value,
                    "title" => entry.title = value,
                    "name" => entry.publisher = value,
                    "language" => entry.language = value,
                    "url" | "sitemap" => {
                        let done = std::mem::take(&mut entry);
                        if !done.url.is_empty() && !each(done) {
                            return Ok(());
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof if depth > 0 => {
                return Err((reader.buffer_position(), "the file ends within an element; it was cut".to_owned()));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn push(words: &mut String, more: &str) {
    if words.len() + more.len() <= LONGEST {
        words.push_str(more);
    }
}

pub(crate) fn read(stream: impl Read, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let mut wants_more = true;
    let result = entries(stream, &mut |entry| {
        wants_more = sink.skip("addresses of a sitemap (fetch them first)", &entry.url);
        wants_more
    });
    match result {
        Ok(()) => wants_more,
        Err((byte, message)) => sink.fault(source.fault(format!("byte {byte}"), message)),
    }
}
