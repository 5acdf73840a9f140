//! WARC and WARC.gz: responses that hold HTML become pages, everything else is counted.
//!
//! The scanner is our own, over `flate2` with `zlib-rs`: the crates that read WARC either need a seekable input (no
//! standard input), end at the first broken record, or hold header names to one case. This one survives a length that
//! is wrong, a header without end, a member broken in the middle and a file that was cut: each is one fault with its
//! offset, and reading goes on at the next record that can be found.

use super::members::{Members, Trouble};
use super::{LARGEST_DOCUMENT, RawPage, Sink, Source, http};
use crate::{Hints, IngestError, Origin, Place, SourceKind};
use mahdar_dates::Civil;
use std::io::Read;
use std::ops::ControlFlow;

/// A header block may be this long, in bytes.
const LONGEST_HEADER: usize = 64 << 10;
/// A block in which a record seems to begin is believed for as many bytes more.
const LONGEST_DOUBT: usize = 1 << 20;
/// A marker that only the beginning of a record holds.
const MARKER: &[u8] = b"WARC/";

/// The header of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// `response`, `request`, `metadata` ...
    pub kind: String,
    /// `WARC-Target-URI`.
    pub uri: Option<String>,
    /// `WARC-Date`.
    pub date: Option<String>,
    /// `Content-Type` of the block.
    pub content_type: String,
    /// `Content-Length` of the block, in bytes.
    pub length: u64,
    /// Where the record begins in the file: of a compressed file its member, in bytes.
    pub offset: u64,
}

/// What was seen of an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records.
    pub records: u64,
    /// Pages among them.
    pub pages: u64,
    /// Bytes of blocks, decompressed.
    pub bytes: u64,
    /// Faults.
    pub faults: u64,
}

/// Goes through an archive and gives the header and body of every page; `each` ends it by `false`. No page is looked
/// into: this is what the benchmark measures.
pub fn pages(input: impl Read, gzip: bool, each: &mut dyn FnMut(&Header, &[u8]) -> bool) -> Counts {
    let mut counts = Counts::default();
    Scanner::new(Members::new(input, gzip)).run(&mut |item| match item {
        Item::Page(header, page) => {
            counts.records += 1;
            counts.bytes += header.length;
            counts.pages += 1;
            each(header, &page.body)
        }
        Item::Other(header, _) => {
            counts.records += 1;
            counts.bytes += header.length;
            true
        }
        Item::Fault(..) | Item::Stop(_) => {
            counts.faults += 1;
            true
        }
    });
    counts
}

pub(crate) fn read(members: Members<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    Scanner::new(members).run(&mut |item| match item {
        Item::Page(header, page) => sink.page(raw_page(header, page, source)),
        Item::Other(header, reason) => sink.skip(&reason, header.uri.as_deref().unwrap_or(source.shown)),
        Item::Fault(offset, message) => sink.fault(source.fault(format!("byte {offset}"), message)),
        Item::Stop(error) => sink.fault(IngestError::Io { path: source.shown.to_owned(), source: error }),
    })
}

fn raw_page(header: &Header, page: http::Response, source: &Source<'_>) -> RawPage {
    let hints = Hints {
        url: header.uri.clone(),
        http_charset: None,
        content_type: page.content_type,
        path: Some(source.shown.to_owned()),
        fetched_at: header.date.as_deref().and_then(day).or(source.options.hints.fetched_at),
        ..source.options.hints.clone()
    };
    let origin = Origin {
        path: Some(source.shown.to_owned()),
        kind: SourceKind::Warc,
        place: Place::Offset(header.offset),
        url: header.uri.clone(),
        sha256: String::new(),
    };
    RawPage { bytes: page.body, hints, source: origin }
}

/// The day of a date string.
pub(crate) fn day(raw: &str) -> Option<Civil> {
    let date = mahdar_dates::parse(raw)?;
    Civil::new(date.year?, date.month?, date.day?)
}

enum Item<'h> {
    Page(&'h Header, http::Response),
    /// A record that holds no page, and why.
    Other(&'h Header, String),
    /// Where, and what is wrong.
    Fault(u64, String),
    Stop(std::io::Error),
}

/// How the search for a block ended.
enum Found {
    /// There is one.
    Record,
    /// There is none behind this place.
    End,
}

struct Scanner<'a> {
    members: Members<'a>,
    /// Between a fault and the next whole record further faults are not told: they are the same one.
    lost: bool,
}

type Step<T> = Result<T, Trouble>;

impl<'a> Scanner<'a> {
    fn new(members: Members<'a>) -> Self {
        Scanner { members, lost: false }
    }

    /// Returns whether `each` wants more.
    fn run(&mut self, each: &mut dyn FnMut(Item<'_>) -> bool) -> bool {
        loop {
            let trouble = match self.record(each) {
                Ok(ControlFlow::Continue(true)) => continue,
                Ok(ControlFlow::Continue(false)) => return true,
                Ok(ControlFlow::Break(())) => return false,
                Err(trouble) => trouble,
            };
            match trouble {
                Trouble::Io(error) => return each(Item::Stop(error)),
                Trouble::Broken { offset, message } => {
                    if !self.fault(offset, message, each) {
                        return false;
                    }
                    match self.members.resync() {
                        Ok(true) => {}
                        Ok(false) => return true,
                        Err(Trouble::Io(error)) => return each(Item::Stop(error)),
                        Err(Trouble::Broken { .. }) => return true,
                    }
                }
            }
        }
    }

    fn fault(&mut self, offset: u64, message: impl Into<String>, each: &mut dyn FnMut(Item<'_>) -> bool) -> bool {
        std::mem::replace(&mut self.lost, true) || each(Item::Fault(offset, message.into()))
    }

    /// One record. `Continue(false)`: the archive has ended.
    fn record(&mut self, each: &mut dyn FnMut(Item<'_>) -> bool) -> Step<ControlFlow<(), bool>> {
        let next = |wanted: bool| if wanted { ControlFlow::Continue(true) } else { ControlFlow::Break(()) };
        if let Found::End = self.skip_blank()? {
            return Ok(ControlFlow::Continue(false));
        }
        let offset = self.members.offset();
        let mut block = Vec::new();
        if let Err(message) = self.header_block(&mut block)? {
            let wanted = self.fault(offset, message, each);
            self.seek_record()?;
            return Ok(next(wanted));
        }
        let header = match parse(&block, offset) {
            Ok(header) => header,
            Err(message) => {
                let wanted = self.fault(offset, message, each);
                self.seek_record()?;
                return Ok(next(wanted));
            }
        };
        let mut body = Body { left: header.length, cut: false };
        let mut held = Held::default();
        let reason = self.content(&header, &mut body, &mut held)?;
        if reason.is_some() {
            self.pass(&mut body)?;
        }
        if body.cut {
            let message = format!("a record of {} bytes ends {} bytes early", header.length, body.left);
            // What was swallowed is read again.
            if reason.is_none() {
                self.give_back(&held);
            }
            return Ok(next(self.fault(offset, message, each)));
        }
        // Behind a block stands a blank line and the next record, or nothing.
        if !self.in_step()? {
            let message = format!("Content-Length is {}, but no record follows there", header.length);
            // What was swallowed is read again. A page that swallowed nothing is whole as far as can be told.
            if reason.is_some() || !self.give_back(&held) {
                self.seek_record()?;
                if reason.is_none()
                    && let Ok(page) = http::response(held.head.as_deref(), held.body, LARGEST_DOCUMENT)
                    && !each(Item::Page(&header, page))
                {
                    return Ok(ControlFlow::Break(()));
                }
            }
            return Ok(next(self.fault(offset, message, each)));
        }
        self.lost = false;
        let reason = match reason {
            None => match http::response(held.head.as_deref(), held.body, LARGEST_DOCUMENT) {
                Ok(page) => return Ok(next(each(Item::Page(&header, page)))),
                Err(http::No::Page(reason)) => reason,
                Err(http::No::Sense(message)) => {
                    return Ok(next(each(Item::Fault(offset, message))));
                }
            },
            Some(reason) => reason,
        };
        Ok(next(each(Item::Other(&header, reason))))
    }

    /// Passes blank lines and ends of members.
    fn skip_blank(&mut self) -> Step<Found> {
        loop {
            let bytes = self.members.fill()?;
            if bytes.is_empty() {
                if !self.members.advance()? {
                    return Ok(Found::End);
                }
                continue;
            }
            let blank = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let all = bytes.len();
            self.members.consume(blank);
            if blank < all {
                return Ok(Found::Record);
            }
        }
    }

    /// Whether a blank line and a record, or the end, follow. Passes the blank line.
    fn in_step(&mut self) -> Step<bool> {
        let mut start = Vec::new();
        loop {
            let bytes = self.members.fill()?;
            if bytes.is_empty() {
                // The end of the member: what was begun of a marker is none.
                let whole = start.is_empty();
                self.members.unread(&start);
                return Ok(whole);
            }
            let take = if start.is_empty() {
                let blank = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
                if blank > 0 {
                    self.members.consume(blank);
                    continue;
                }
                MARKER.len().min(bytes.len())
            } else {
                (MARKER.len() - start.len()).min(bytes.len())
            };
            start.extend_from_slice(&bytes[..take]);
            self.members.consume(take);
            if start.len() == MARKER.len() {
                self.members.unread(&start);
                return Ok(start == MARKER);
            }
        }
    }

    /// Reads to the blank line that ends a header.
    fn header_block(&mut self, block: &mut Vec<u8>) -> Step<Result<(), String>> {
        loop {
            let bytes = self.members.fill()?;
            if bytes.is_empty() {
                return Ok(Err("the file ends within the header of a record".to_owned()));
            }
            let room = LONGEST_HEADER - block.len();
            let taken = bytes.len().min(room);
            let before = block.len();
            block.extend_from_slice(&bytes[..taken]);
            if !block.starts_with(&MARKER[..block.len().min(MARKER.len())]) {
                return Ok(Err("no WARC record begins here".to_owned()));
            }
            if let Some(end) = end_of_header(block, before) {
                self.members.consume(end - before);
                block.truncate(end);
                return Ok(Ok(()));
            }
            self.members.consume(taken);
            if block.len() == LONGEST_HEADER {
                return Ok(Err(format!("a header longer than {LONGEST_HEADER} bytes")));
            }
        }
    }

    /// Goes to the next place where a record begins: a marker at the beginning of a line, or of a member.
    fn seek_record(&mut self) -> Step<()> {
        // The last bytes of one chunk may begin the marker that the next one ends.
        let mut carry: Vec<u8> = Vec::new();
        loop {
            let bytes = self.members.fill()?;
            if bytes.is_empty() {
                return Ok(());
            }
            let all = bytes.len();
            let mut joined = carry.clone();
            joined.extend_from_slice(&bytes[..all.min(8)]);
            if let Some(at) = find_marker(&joined).filter(|at| *at < carry.len()) {
                self.members.unread(&carry[at + 1..]);
                return Ok(());
            }
            if let Some(at) = find_marker(bytes) {
                self.members.consume(at + 1);
                return Ok(());
            }
            carry.extend_from_slice(&bytes[all.saturating_sub(6)..]);
            carry.drain(..carry.len().saturating_sub(6));
            self.members.consume(all);
        }
    }

    /// Gives back what was held from the first record on that begins in it; false: none does.
    fn give_back(&mut self, held: &Held) -> bool {
        if let Some(at) = find_marker(&held.body) {
            self.members.unread(&held.body[at + 1..]);
            return true;
        }
        let head = held.head.as_deref().unwrap_or_default();
        if let Some(at) = find_marker(head) {
            self.members.unread(&held.body);
            self.members.unread(&head[at + 1..]);
            return true;
        }
        false
    }

    /// Takes the block of a record that may hold a page; otherwise says why it holds none.
    fn content(&mut self, header: &Header, body: &mut Body, held: &mut Held) -> Step<Option<String>> {
        let is_http = header.kind == "response" && header.content_type.starts_with("application/http");
        let is_html = header.kind == "resource" && http::is_html(&header.content_type);
        if !is_http && !is_html {
            return Ok(Some(format!("WARC {} record", if header.kind.is_empty() { "nameless" } else { &header.kind })));
        }
        if header.length > LARGEST_DOCUMENT {
            return Ok(Some(format!("larger than {LARGEST_DOCUMENT} bytes")));
        }
        if is_http {
            let head = held.head.insert(Vec::new());
            // The header of a large picture comes in the first piece: no more is copied before it was looked at.
            let end = loop {
                if let Some(end) = http::end_of_headers(head) {
                    break end;
                }
                if head.len() > LONGEST_HEADER || self.take(body, 8 << 10, head)? == 0 {
                    break head.len();
                }
            };
            // Pictures and scripts are not held.
            if let Some(reason) = http::why_no_page(head) {
                return Ok(Some(reason));
            }
            held.body.reserve(usize::try_from(body.left.min(1 << 20)).unwrap_or(0) + head.len() - end);
            held.body.extend(head.drain(end..));
        }
        // Where a record seems to begin inside this one.
        let mut inside = find_marker(&held.body);
        loop {
            let before = held.body.len();
            if self.take(body, usize::MAX, &mut held.body)? == 0 {
                return Ok(None);
            }
            let from = before.saturating_sub(MARKER.len() + 1);
            inside = inside.or_else(|| find_marker(&held.body[from..]).map(|at| from + at));
            // A page may speak of web archives; a length that swallows one record after the other is wrong. Were it
            // believed to its end each time, a bad archive would take the square of its size.
            if inside.is_some_and(|at| held.body.len() - at > LONGEST_DOUBT) {
                body.cut = true;
                return Ok(None);
            }
        }
    }

    /// Takes the next piece of a block; 0: it has ended.
    fn take(&mut self, body: &mut Body, most: usize, into: &mut Vec<u8>) -> Step<usize> {
        if body.left == 0 {
            return Ok(0);
        }
        let bytes = self.members.fill()?;
        if bytes.is_empty() {
            body.cut = true;
            return Ok(0);
        }
        let taken = bytes.len().min(usize::try_from(body.left).unwrap_or(usize::MAX)).min(most);
        into.extend_from_slice(&bytes[..taken]);
        self.members.consume(taken);
        body.left -= taken as u64;
        Ok(taken)
    }

    /// Passes over what is left of a block. A block that claims to go on behind the beginning of another record is cut.
    fn pass(&mut self, body: &mut Body) -> Step<()> {
        while body.left > 0 && !body.cut {
            let bytes = self.members.fill()?;
            if bytes.is_empty() {
                body.cut = true;
                break;
            }
            let taken = bytes.len().min(usize::try_from(body.left).unwrap_or(usize::MAX));
            if let Some(at) = memchr::memmem::find(&bytes[..taken], b"\r\n\r\nWARC/1.") {
                self.members.consume(at + 4);
                body.left -= at as u64;
                body.cut = true;
                break;
            }
            self.members.consume(taken);
            body.left -= taken as u64;
        }
        Ok(())
    }
}

/// What was taken of a block.
#[derive(Default)]
struct Held {
    /// The header of HTTP, with the blank line that ends it; `None` if the block is the page.
    head: Option<Vec<u8>>,
    body: Vec<u8>,
}

/// What is left of a block.
struct Body {
    left: u64,
    /// It ended before its length.
    cut: bool,
}

/// The end of the first blank line; only what follows `from` is new.
fn end_of_header(block: &[u8], from: usize) -> Option<usize> {
    let start = from.saturating_sub(3);
    memchr::memchr_iter(b'\n', &block[start..])
        .map(|at| start + at)
        .find(|&at| block[at + 1..].starts_with(b"\r\n") || block[at + 1..].starts_with(b"\n"))
        .map(|at| if block[at + 1] == b'\r' { at + 3 } else { at + 2 })
}

/// The line feed before `WARC/` and a digit.
fn find_marker(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, b"\nWARC/")
        .find(|at| bytes.get(at + 6).is_some_and(|digit| matches!(digit, b'0' | b'1')))
}

fn parse(block: &[u8], offset: u64) -> Result<Header, String> {
    let mut header = Header { offset, ..Header::default() };
    let mut length = None;
    for (name, value) in http::fields(block) {
        match name.as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => {
                header.uri = Some(value.trim_start_matches('<').trim_end_matches('>').to_owned());
            }
            "warc-date" => header.date = Some(value),
            "content-type" => header.content_type = value.to_ascii_lowercase(),
            "content-length" => length = Some(value),
            _ => {}
        }
    }
    let length = length.ok_or("a record without Content-Length")?;
    header.length = length.parse().map_err(|_| format!("Content-Length is {length:?}"))?;
    Ok(header)
}
