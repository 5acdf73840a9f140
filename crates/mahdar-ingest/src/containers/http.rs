//! The HTTP response in a record of an archive: its header, and its body with transfer and content encoding undone.

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// A response that may hold a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Response {
    /// The `Content-Type` header.
    pub(crate) content_type: Option<String>,
    /// The body, decoded.
    pub(crate) body: Vec<u8>,
}

/// Why a block gives no page.
#[derive(Debug)]
pub(crate) enum No {
    /// It holds something else.
    Page(String),
    /// It is broken.
    Sense(String),
}

/// Names in small letters and values of a header block; a line that begins with a space goes on the one before.
pub(crate) fn fields(block: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(block);
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines().skip(1) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    fields
}

/// Where the body begins.
pub(crate) fn end_of_headers(block: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', block).find_map(|at| match block.get(at + 1..) {
        Some([b'\r', b'\n', ..]) => Some(at + 3),
        Some([b'\n', ..]) => Some(at + 2),
        _ => None,
    })
}

/// Whether a content type is HTML.
pub(crate) fn is_html(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}

/// From the header of a response: why it holds no page.
pub(crate) fn why_no_page(block: &[u8]) -> Option<String> {
    let end = end_of_headers(block).unwrap_or(block.len());
    let head = &block[..end];
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    let mut words = line.split_whitespace();
    let status = words.next().filter(|v| v.starts_with("HTTP/")).and_then(|_| words.next());
    match status {
        None => return Some("response without an HTTP status".to_owned()),
        Some("200" | "203" | "206") => {}
        Some(status) if status.len() == 3 && status.bytes().all(|b| b.is_ascii_digit()) => {
            return Some(format!("HTTP status {status}"));
        }
        Some(_) => return Some("response without an HTTP status".to_owned()),
    }
    let content_type = fields(head).into_iter().find(|(name, _)| name == "content-type").map(|(_, value)| value);
    match content_type {
        Some(kind) if !is_html(&kind) => {
            let short: String = kind.split(';').next().unwrap_or_default().trim().chars().take(60).collect();
            Some(format!("{} response", short.to_ascii_lowercase()))
        }
        // Without a type the first bytes decide, in `response`.
        _ => None,
    }
}

/// The response of a header block (`None`: there is none) and a body.
pub(crate) fn response(head: Option<&[u8]>, mut body: Vec<u8>, limit: u64) -> Result<Response, No> {
    let Some(head) = head else {
        return Ok(Response { content_type: None, body });
    };
    if let Some(reason) = why_no_page(head) {
        return Err(No::Page(reason));
    }
    if end_of_headers(head).is_none() {
        return Err(No::Sense("the HTTP header of the response has no end".to_owned()));
    }
    let fields = fields(head);
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    // Many crawlers store the body decoded and leave the header as it was: each step is taken only if the bytes fit.
    if field("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked"))
        && let Some(joined) = unchunk(&body)
    {
        body = joined;
    }
    for coding in field("content-encoding").unwrap_or_default().rsplit(',') {
        if let Some(decoded) = decode(&body, coding.trim(), limit).map_err(No::Sense)? {
            body = decoded;
        }
    }
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(No::Page("response without a body".to_owned()));
    }
    let content_type = field("content-type").map(str::to_owned);
    let start = &body[..body.len().min(1024)];
    if content_type.is_none() && !start.trim_ascii_start().starts_with(b"<") {
        return Err(No::Page("response without a content type".to_owned()));
    }
    Ok(Response { content_type, body })
}

/// Joins chunks; `None` if the bytes are not chunked. Chunks that were cut give what is there.
fn unchunk(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        let taken = size.min(rest.len());
        joined.extend_from_slice(&rest[..taken]);
        rest = &rest[taken..];
        if rest.is_empty() {
            return Some(joined);
        }
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

/// The bytes decoded; `None` if they are not in this coding.
fn decode(bytes: &[u8], coding: &str, limit: u64) -> Result<Option<Vec<u8>>, String> {
    let inflated = match coding.to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" if bytes.starts_with(&[0x1f, 0x8b]) => bounded(MultiGzDecoder::new(bytes), limit),
        "deflate" if !looks_like_text(bytes) => {
            bounded(ZlibDecoder::new(bytes), limit).or_else(|_| bounded(DeflateDecoder::new(bytes), limit))
        }
        "br" if !looks_like_text(bytes) => bounded(brotli_decompressor::Decompressor::new(bytes, 1 << 14), limit),
        "zstd" if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            return Err("content encoding zstd is not read".to_owned());
        }
        _ => return Ok(None),
    };
    inflated.map(Some).map_err(|message| format!("content encoding {coding}: {message}"))
}

fn looks_like_text(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<") || bytes.starts_with("\u{FEFF}".as_bytes())
}

fn bounded(from: impl Read, limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > limit { Err(format!("more than {limit} bytes")) } else { Ok(bytes) }
}
