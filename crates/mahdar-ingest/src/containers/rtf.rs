//! RTF: the words, with their code page and Unicode escapes. An export of a press database is split.

use super::stream::Stream;
use super::{Sink, Source, press};
use crate::{Place, SourceKind};
use encoding_rs::{Encoding, WINDOWS_1252};
use mahdar_doc::Article;

/// Groups within groups; real documents have some twenty.
const DEEPEST: usize = 4_000;
/// Destinations that are no text of the document.
const SILENT: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "object",
    "themedata",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "datastore",
    "latentstyles",
    "ftnsep",
    "annotation",
];

pub(crate) fn read(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let bytes = match source.whole(stream) {
        Ok(bytes) => bytes,
        Err(fault) => return sink.fault(fault),
    };
    match text(&bytes) {
        Err(message) => sink.fault(source.fault("1", message)),
        Ok(text) if text.trim().is_empty() => sink.skip("documents without a text", source.shown),
        Ok(text) => match press::layout(&text) {
            Some(layout) => press::split(text.as_bytes(), layout, source, sink),
            None => {
                let article = Article { text, ..Article::default() };
                sink.record(source.record(article, source.origin(SourceKind::Text, Place::Whole, &bytes)))
            }
        },
    }
}

#[derive(Clone, Copy)]
struct Group {
    silent: bool,
    /// Characters to pass over after `\u`.
    fallback: usize,
    encoding: &'static Encoding,
}

struct Reader {
    text: String,
    /// Bytes of the code page not yet turned into characters.
    pending: Vec<u8>,
    group: Group,
    skip: usize,
    /// The first half of a surrogate pair.
    high: Option<u16>,
}

impl Reader {
    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let (words, _) = self.group.encoding.decode_without_bom_handling(&self.pending);
            self.text.push_str(&words);
            self.pending.clear();
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.group.silent {
            self.pending.push(byte);
        }
    }

    fn char(&mut self, c: char) {
        if !self.group.silent {
            self.flush();
            self.text.push(c);
        }
    }

    fn unicode(&mut self, value: i32) {
        let unit = (value & 0xffff) as u16;
        let decoded = match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => {
                self.high = Some(unit);
                None
            }
            (Some(high), 0xdc00..=0xdfff) => char::decode_utf16([high, unit]).next().and_then(Result::ok),
            _ => char::from_u32(u32::from(unit)),
        };
        if let Some(c) = decoded {
            self.char(c);
        }
        self.skip = self.group.fallback;
    }

    fn word(&mut self, name: &str, value: Option<i32>) {
        match name {
            "par" | "line" | "row" | "sect" | "page" => self.char('\n'),
            "tab" | "cell" => self.char('\t'),
            "u" => self.unicode(value.unwrap_or(0)),
            "uc" => self.group.fallback = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(16),
            "ansicpg" => {
                self.flush();
                self.group.encoding = code_page(value.unwrap_or(1252));
            }
            "emdash" => self.char('\u{2014}'),
            "endash" => self.char('\u{2013}'),
            "lquote" => self.char('\u{2018}'),
            "rquote" => self.char('\u{2019}'),
            "ldblquote" => self.char('\u{201c}'),
            "rdblquote" => self.char('\u{201d}'),
            "bullet" => self.char('\u{2022}'),
            "zwj" => self.char('\u{200d}'),
            "zwnj" => self.char('\u{200c}'),
            "ltrmark" => self.char('\u{200e}'),
            "rtlmark" => self.char('\u{200f}'),
            name if SILENT.contains(&name) => {
                self.flush();
                self.group.silent = true;
            }
            _ => {}
        }
    }
}

fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        65001 => "utf-8".to_owned(),
        866 => "ibm866".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// The words of a document.
fn text(bytes: &[u8]) -> Result<String, String> {
    let mut reader = Reader {
        text: String::new(),
        pending: Vec::new(),
        group: Group { silent: false, fallback: 1, encoding: WINDOWS_1252 },
        skip: 0,
        high: None,
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' => {
                reader.flush();
                groups.push(reader.group);
                if groups.len() > DEEPEST {
                    return Err(format!("RTF groups more than {DEEPEST} deep at byte {at}"));
                }
            }
            b'}' => {
                reader.flush();
                reader.skip = 0;
                match groups.pop() {
                    Some(group) => reader.group = group,
                    None => break,
                }
                if groups.is_empty() {
                    break;
                }
            }
            b'\r' | b'\n' => {}
            b'\\' => at = control(bytes, at, &mut reader),
            byte => reader.byte(byte),
        }
    }
    reader.flush();
    Ok(reader.text)
}

/// What stands behind a backslash; returns where it ends.
fn control(bytes: &[u8], at: usize, reader: &mut Reader) -> usize {
    let Some(&first) = bytes.get(at) else { return at };
    if !first.is_ascii_alphabetic() {
        match first {
            b'\'' => {
                let digits = bytes.get(at + 1..at + 3).and_then(|d| std::str::from_utf8(d).ok());
                if let Some(value) = digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
                    reader.byte(value);
                    return at + 3;
                }
            }
            b'*' => {
                reader.flush();
                reader.group.silent = true;
            }
            b'~' => reader.char('\u{a0}'),
            b'_' => reader.char('\u{2011}'),
            b'-' => reader.char('\u{ad}'),
            b'\r' | b'\n' => reader.char('\n'),
            b'\\' | b'{' | b'}' => reader.byte(first),
            _ => {}
        }
        return at + 1;
    }
    let name_end = at + bytes[at..].iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
    let mut end = name_end;
    if bytes.get(end) == Some(&b'-') {
        end += 1;
    }
    end += bytes[end..].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
    let name = std::str::from_utf8(&bytes[at..name_end]).unwrap_or_default();
    let value: Option<i32> = std::str::from_utf8(&bytes[name_end..end]).ok().and_then(|digits| digits.parse().ok());
    if name == "bin" {
        let count = usize::try_from(value.unwrap_or(0)).unwrap_or(0);
        return (end + 1).saturating_add(count).min(bytes.len());
    }
    reader.word(name, value);
    if bytes.get(end) == Some(&b' ') { end + 1 } else { end }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn code_page_unicode_and_silent_destinations() {
        // قال in windows-1256, then a zero-width non-joiner and a letter by escapes with a fallback.
        let rtf =
            br"{\rtf1\ansi\ansicpg1256{\fonttbl{\f0 Arial;}}\'de\'c7\'e1 {\b x}\par \u8204?\u1576 ?{\*\hidden no}}";
        assert_eq!(text(rtf).as_deref(), Ok("قال x\n\u{200c}ب"));
    }

    #[test]
    fn depth_is_bounded() {
        assert!(text("{".repeat(10_000).as_bytes()).is_err());
    }
}
