//! From bytes to characters, and from an offset in the characters back to the bytes.
//!
//! A page says its encoding in several places and is often wrong. They are asked in a fixed order: byte order mark,
//! HTTP, `meta`, valid UTF-8, detection by letter frequencies (`chardetng`). What the bytes contradict is passed over.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use std::ops::Range;

/// `meta` is looked for in this many bytes; the standard asks for 1,024, real pages put scripts before it.
const PRESCAN: usize = 8_192;
/// Bytes of text between two known places of the map of a single-byte page.
const STRIDE: usize = 512;

/// A page as characters.
pub(crate) struct Decoded {
    /// Its characters, without the byte order mark.
    pub(crate) text: String,
    /// The encoding used.
    pub(crate) encoding: &'static Encoding,
    map: RawMap,
}

/// Where a byte of the text was in the raw page.
enum RawMap {
    /// The same place, so much further on.
    Shift(usize),
    /// Each pair: from this byte of the text on, that byte of the page.
    Pieces(Vec<(usize, usize)>),
    /// One byte a character: characters before every `STRIDE`-th byte of the text.
    OneByte(Vec<usize>),
    /// Not known.
    Unknown,
}

impl Decoded {
    /// The bytes of the raw page that a range of the text was read from.
    pub(crate) fn raw(&self, range: &Range<usize>) -> Option<Range<usize>> {
        Some(self.raw_at(range.start)?..self.raw_at(range.end)?)
    }

    fn raw_at(&self, at: usize) -> Option<usize> {
        match &self.map {
            RawMap::Shift(by) => Some(at + by),
            RawMap::Pieces(pieces) => {
                let (text, raw) = pieces[pieces.partition_point(|(text, _)| *text <= at).checked_sub(1)?];
                Some(raw + (at - text))
            }
            RawMap::OneByte(before) => {
                let step = (at / STRIDE).min(before.len().checked_sub(1)?);
                let from = step * STRIDE;
                Some(before[step] + starts(self.text.as_bytes().get(from..at)?))
            }
            RawMap::Unknown => None,
        }
    }
}

/// Characters that begin in these bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count()
}

/// Reads a page. `http` is the label of the Content-Type header.
pub(crate) fn decode(bytes: &[u8], http: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read(bytes, encoding, mark);
    }
    let meta = meta_label(bytes);
    for label in [http, meta.as_deref()].into_iter().flatten() {
        if let Some(encoding) = Encoding::for_label_no_replacement(label.trim().as_bytes()) {
            // A page that can say it is UTF-16 in ASCII is not UTF-16.
            let encoding = if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding };
            if agrees(bytes, encoding) {
                return read(bytes, encoding, 0);
            }
        }
    }
    if std::str::from_utf8(bytes).is_ok() {
        return read(bytes, UTF_8, 0);
    }
    read(bytes, detect(bytes), 0)
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether the bytes can be what they are said to be.
fn agrees(bytes: &[u8], encoding: &'static Encoding) -> bool {
    if encoding == UTF_8 && std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    if encoding == UTF_8 {
        // Titles cut in the middle of a letter are a fault of the page, not of its declaration; in another encoding
        // nearly every byte beyond ASCII is one.
        let faults = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        return faults * 10 <= high;
    }
    if high == 0 {
        return true;
    }
    if std::str::from_utf8(bytes).is_ok() && high >= 4 {
        return false;
    }
    // "Latin" is what servers say that do not know: so many bytes beyond ASCII are another script.
    if encoding == WINDOWS_1252 {
        let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
        return high * 10 < letters || detect(bytes) == WINDOWS_1252;
    }
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    // The two of Arabic share most of their letters, and each is declared for the other.
    if (encoding == WINDOWS_1256 || encoding == ISO_8859_6)
        && matches!(detect(bytes), guess if guess != encoding && (guess == WINDOWS_1256 || guess == ISO_8859_6))
    {
        return !(faulty || is_mixed(&text));
    }
    !faulty || encoding.is_single_byte()
}

/// Whether Latin letters with marks stand inside Arabic words: `انèزêر` is ISO-8859-6 read as windows-1256.
fn is_mixed(text: &str) -> bool {
    let arabic = |c: char| ('\u{621}'..='\u{64A}').contains(&c);
    let (mut letters, mut joined, mut last) = (0, 0, ' ');
    for c in text.chars() {
        letters += usize::from(arabic(c));
        joined += usize::from(arabic(last) && ('\u{C0}'..='\u{FF}').contains(&c));
        last = c;
    }
    joined * 50 > letters
}

fn read(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Decoded {
    let body = &bytes[mark..];
    if encoding == UTF_8 {
        if let Ok(text) = std::str::from_utf8(body) {
            return Decoded { text: text.to_owned(), encoding, map: RawMap::Shift(mark) };
        }
        let mut text = String::with_capacity(body.len());
        let (mut pieces, mut raw) = (vec![(0, mark)], mark);
        for chunk in body.utf8_chunks() {
            text.push_str(chunk.valid());
            raw += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                pieces.push((text.len(), raw));
                text.push('\u{FFFD}');
                raw += chunk.invalid().len();
                pieces.push((text.len(), raw));
            }
        }
        return Decoded { text, encoding, map: RawMap::Pieces(pieces) };
    }
    let (text, _) = encoding.decode_without_bom_handling(body);
    let text = text.into_owned();
    let map = if encoding.is_single_byte() {
        let mut before = vec![0];
        let mut count = 0;
        for part in text.as_bytes().chunks(STRIDE) {
            count += starts(part);
            before.push(count);
        }
        RawMap::OneByte(before)
    } else {
        RawMap::Unknown
    };
    Decoded { text, encoding, map }
}

/// The encoding that `meta` names: `charset=...` inside a `meta` tag, or in the XML declaration.
fn meta_label(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes).to_ascii_lowercase();
    if head.starts_with(b"<?xml")
        && let Some(end) = find(&head, b"?>", 0)
        && let Some(at) = find(&head[..end], b"encoding=", 0)
    {
        return value(&head, at + b"encoding=".len());
    }
    let mut from = 0;
    while let Some(at) = find(&head, b"<meta", from) {
        let end = find(&head, b">", at).unwrap_or(head.len());
        if let Some(charset) = find(&head[..end], b"charset", at) {
            let mut next = charset + b"charset".len();
            while head.get(next).is_some_and(u8::is_ascii_whitespace) {
                next += 1;
            }
            if head.get(next) == Some(&b'=') {
                return value(&head, next + 1);
            }
        }
        from = end;
    }
    None
}

fn value(head: &[u8], from: usize) -> Option<String> {
    let rest = head.get(from..)?;
    let start = rest.iter().position(|b| !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\''))?;
    let label: Vec<u8> = rest[start..]
        .iter()
        .copied()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .collect();
    String::from_utf8(label).ok().filter(|label| !label.is_empty())
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|w| w == what).map(|at| at + from)
}

/// The `charset` of a Content-Type header.
pub(crate) fn charset_of(content_type: &str) -> Option<&str> {
    let lower = content_type.to_ascii_lowercase();
    let at = lower.find("charset=")? + "charset=".len();
    let rest = content_type.get(at..)?.trim_start().trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| c == ';' || c == '"' || c == '\'' || c.is_whitespace()).unwrap_or(rest.len());
    rest.get(..end).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "قال وزير الخارجية إن المحادثات بين الجانبين ستستأنف في العاصمة خلال أيام";
    const RUSSIAN: &str = "Министр сообщил, что переговоры продолжатся на следующей неделе в столице";

    fn bytes(text: &str, label: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(label.as_bytes()).expect("a known label");
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{label} cannot hold {text}");
        bytes.into_owned()
    }

    #[test]
    fn undeclared_arabic_and_russian_are_detected() {
        for (text, label) in
            [(SENTENCE, "windows-1256"), (SENTENCE, "iso-8859-6"), (RUSSIAN, "windows-1251"), (RUSSIAN, "koi8-r")]
        {
            let page = format!("<html><body><p>{text}</p></body></html>");
            let decoded = decode(&bytes(&page, label), None);
            assert_eq!(decoded.text, page, "{label}");
        }
    }

    #[test]
    fn http_goes_before_meta_and_meta_before_detection() {
        let page = format!("<meta charset=\"windows-1251\"><p>{SENTENCE}</p>");
        let raw = bytes(&page, "windows-1256");
        assert_eq!(decode(&raw, Some("windows-1256")).text, page);
        let page = format!("<meta http-equiv=Content-Type content='text/html; charset=windows-1256'><p>{SENTENCE}</p>");
        assert_eq!(decode(&bytes(&page, "windows-1256"), None).encoding.name(), "windows-1256");
    }

    #[test]
    fn a_declaration_that_the_bytes_contradict_is_passed_over() {
        let page = format!("<meta charset=\"utf-8\"><p>{RUSSIAN}</p>");
        assert_eq!(decode(&bytes(&page, "windows-1251"), Some("utf-8")).text, page);
        let page = format!("<meta charset=\"windows-1256\"><p>{SENTENCE}</p>");
        assert_eq!(decode(page.as_bytes(), None).encoding, UTF_8);
        let page = format!("<meta charset=\"iso-8859-1\"><p>{SENTENCE}</p>");
        assert_eq!(decode(&bytes(&page, "windows-1256"), None).text, page);
    }

    #[test]
    fn a_mark_goes_before_all_and_is_dropped() {
        let mut raw = b"\xEF\xBB\xBF".to_vec();
        raw.extend_from_slice(SENTENCE.as_bytes());
        let decoded = decode(&raw, Some("windows-1251"));
        assert_eq!(decoded.text, SENTENCE);
        assert_eq!(decoded.raw(&(0..SENTENCE.len())), Some(3..raw.len()));
    }

    #[test]
    fn offsets_lead_back_to_the_bytes() {
        let page = format!("<p>{}</p>", SENTENCE.repeat(30));
        let raw = bytes(&page, "windows-1256");
        let decoded = decode(&raw, Some("windows-1256"));
        let at = page.rfind("أيام").expect("there");
        let range = decoded.raw(&(at..at + "أيام".len())).expect("one byte a character");
        assert_eq!(&raw[range], &bytes("أيام", "windows-1256")[..]);
        let broken = [page.as_bytes(), b"<p>\xFF end</p>"].concat();
        let decoded = decode(&broken, Some("utf-8"));
        let at = decoded.text.find("end").expect("there");
        assert_eq!(&broken[decoded.raw(&(at..at + 3)).expect("known")], b"end");
    }

    #[test]
    fn two_byte_encodings_have_no_map() {
        let mut raw = vec![0xFF, 0xFE];
        raw.extend(SENTENCE.encode_utf16().flat_map(u16::to_le_bytes));
        let decoded = decode(&raw, None);
        assert_eq!(decoded.text, SENTENCE);
        assert_eq!(decoded.raw(&(0..2)), None);
    }

    #[test]
    fn titles_cut_within_a_letter_leave_utf8() {
        let mut page = format!("<meta charset=utf-8>{}", SENTENCE.repeat(3)).into_bytes();
        for _ in 0..6 {
            page.extend_from_slice(&"محادث".as_bytes()[..9]);
            page.extend_from_slice(b"...</a>");
        }
        let decoded = decode(&page, None);
        assert_eq!(decoded.encoding, UTF_8);
        assert!(decoded.text.contains(SENTENCE));
    }

    #[test]
    fn each_encoding_of_arabic_is_told_from_the_other() {
        for (label, said) in [("windows-1256", "iso-8859-6"), ("iso-8859-6", "windows-1256")] {
            let text = format!("<meta charset={said}>{}", SENTENCE.repeat(4));
            assert!(decode(&bytes(&text, label), None).text.contains(SENTENCE), "{label} said to be {said}");
        }
    }

    #[test]
    fn the_header_names_its_charset() {
        assert_eq!(charset_of("text/html; charset=\"windows-1256\"; x=y"), Some("windows-1256"));
        assert_eq!(charset_of("text/html"), None);
    }
}
