//! Markup that the tokenizer can bear.

use std::borrow::Cow;

/// Attributes that a tag may have. `html5gum` 0.9 goes one call deeper for every quoted one, so tens of thousands on one
/// tag overflow the stack, which nothing can catch; no page has a use for this many.
const MOST: usize = 100;

/// Elements whose text holds no tags.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "iframe"];

/// The same markup, byte for byte as long, where attributes beyond the 100th of a tag are spaces.
pub(crate) fn bounded(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut excess: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|n| at + n) {
        let rest = &bytes[open + 1..];
        if rest.starts_with(b"!--") {
            at = memchr::memmem::find(rest, b"-->").map_or(bytes.len(), |n| open + 1 + n);
            continue;
        }
        let ends = rest.first() == Some(&b'/');
        let name = &rest[usize::from(ends)..];
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let (close, over) = tag(bytes, open + 1);
        excess.extend(over.map(|from| (from, close)));
        at = close;
        let raw = RAW.iter().find(|raw| {
            name.len() > raw.len()
                && name[..raw.len()].eq_ignore_ascii_case(raw.as_bytes())
                && !name[raw.len()].is_ascii_alphanumeric()
        });
        if let Some(raw) = raw.filter(|_| !ends) {
            at = end_of_raw(bytes, at, raw);
        }
    }
    if excess.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for (start, end) in excess {
        out.push_str(&html[from..start]);
        out.extend(std::iter::repeat_n(' ', end - start));
        from = end;
    }
    out.push_str(&html[from..]);
    Cow::Owned(out)
}

/// Where the tag that is open at `at` closes, and where its attributes are too many, behind a quoted one.
fn tag(bytes: &[u8], at: usize) -> (usize, Option<usize>) {
    let (mut i, mut quoted, mut over) = (at, 0, None);
    while let Some(found) = bytes.get(i..).and_then(|rest| memchr::memchr3(b'>', b'"', b'\'', rest)).map(|n| i + n) {
        if bytes[found] == b'>' {
            return (found, over);
        }
        // A quotation mark opens a value only behind =; elsewhere it is part of a name.
        let before = bytes[at..found].iter().rposition(|b| !b.is_ascii_whitespace());
        if before.is_none_or(|n| bytes[at + n] != b'=') {
            i = found + 1;
            continue;
        }
        let Some(end) = memchr::memchr(bytes[found], &bytes[found + 1..]).map(|n| found + 1 + n) else { break };
        quoted += 1;
        if quoted == MOST {
            over = Some(end + 1);
        }
        i = end + 1;
    }
    (bytes.len(), over)
}

/// Where the end tag of a raw element begins.
fn end_of_raw(bytes: &[u8], mut at: usize, name: &str) -> usize {
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</").map(|n| at + n) {
        let behind = &bytes[found + 2..];
        if behind.len() >= name.len() && behind[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return found;
        }
        at = found + 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_of_many_attributes_keeps_its_length_and_loses_the_rest() {
        let html = format!("<p a=\"1\">x</p><i {}>y</i>", "é=\"b\" ".repeat(1000));
        let tame = bounded(&html);
        assert_eq!(tame.len(), html.len());
        assert_eq!(tame.matches("é=").count(), MOST);
        assert!(tame.ends_with(">y</i>") && tame.starts_with("<p a=\"1\">x</p><i é="), "{tame:.60}");
    }

    #[test]
    fn scripts_comments_and_usual_tags_stay() {
        let marks = "a<b = \"x\" ".repeat(2000);
        for html in [
            format!("<script>{marks}</script><p title='a>b'>x</p>"),
            format!("<!-- <i {} --><p>x</p>", "b=\"c\" ".repeat(2000)),
            "<p title=\"a > b\" lang='ar'>x < y</p>".to_owned(),
            "<".repeat(2000),
        ] {
            assert!(matches!(bounded(&html), Cow::Borrowed(_)), "{html:.60}");
        }
    }
}
