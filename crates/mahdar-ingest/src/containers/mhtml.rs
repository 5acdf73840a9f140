//! MHTML (a page saved by a browser with its pictures): the page.

use super::stream::Stream;
use super::{RawPage, Sink, Source, http};
use crate::{Hints, Origin};

pub(crate) fn read(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let bytes = match source.whole(stream) {
        Ok(bytes) => bytes,
        Err(fault) => return sink.fault(fault),
    };
    let Some(part) = page(&bytes) else {
        return sink.fault(source.fault("1", "no part of this MHTML file is HTML"));
    };
    let hints = Hints {
        url: part.url,
        content_type: Some(part.content_type),
        path: Some(source.shown.to_owned()),
        ..source.options.hints.clone()
    };
    sink.page(RawPage {
        bytes: part.body,
        hints,
        source: Origin { path: Some(source.shown.to_owned()), ..Origin::default() },
    })
}

struct Part {
    url: Option<String>,
    content_type: String,
    body: Vec<u8>,
}

/// The first part that is HTML.
fn page(bytes: &[u8]) -> Option<Part> {
    let end = http::end_of_headers(bytes)?;
    // `fields` takes the first line for a status.
    let head = [b"\n", &bytes[..end]].concat();
    let fields = http::fields(&head);
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    let content_type = field("content-type")?;
    let boundary = parameter(&content_type, "boundary")?;
    let mark = format!("--{boundary}").into_bytes();
    let mut cuts: Vec<usize> = memchr::memmem::find_iter(bytes, &mark).collect();
    cuts.push(bytes.len());
    for pair in cuts.windows(2) {
        let part = &bytes[pair[0] + mark.len()..pair[1]];
        let Some(end) = http::end_of_headers(part) else { continue };
        let fields = http::fields(&part[..end]);
        let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
        let Some(content_type) = field("content-type").filter(|kind| http::is_html(kind)) else { continue };
        let body = &part[end..];
        let body = body.strip_suffix(b"\r\n").or_else(|| body.strip_suffix(b"\n")).unwrap_or(body);
        let body = match field("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        let url = field("content-location").filter(|url| url.starts_with("http"));
        return Some(Part { url, content_type, body });
    }
    None
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// RFC 2045, 6.7.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'=' {
            out.push(byte);
            at += 1;
        } else if bytes[at + 1..].starts_with(b"\r\n") {
            at += 3;
        } else if bytes.get(at + 1) == Some(&b'\n') {
            at += 2;
        } else {
            let digits = bytes.get(at + 1..at + 3).and_then(|d| std::str::from_utf8(d).ok());
            match digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
                Some(value) => {
                    out.push(value);
                    at += 3;
                }
                None => {
                    out.push(byte);
                    at += 1;
                }
            }
        }
    }
    out
}

/// RFC 2045, 6.8: other characters are passed over.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}
