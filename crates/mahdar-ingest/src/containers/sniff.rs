//! What a file is: by its first bytes, and by its name only where these do not tell.

use super::press::{self, Layout};
use super::{columns, markup};
use std::path::Path;

/// What bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// gzip; what is in it is told in its turn.
    Gzip,
    /// A web archive.
    Warc,
    /// RSS, Atom, JSON Feed.
    Feed,
    /// A sitemap or an index of sitemaps.
    Sitemap,
    /// JSON-LD, ninjs or an array of reports.
    Json,
    /// `result.json` of Telegram Desktop.
    Telegram,
    /// `messages*.html` of Telegram Desktop.
    TelegramHtml,
    /// A report a line.
    Jsonl,
    /// A table, with its delimiter.
    Table(u8),
    /// A ZIP archive: a Word document, or files.
    Zip,
    /// A PDF document.
    Pdf,
    /// Rich text.
    Rtf,
    /// An export of a press database as text or HTML.
    Press(Layout),
    /// A page saved with its pictures.
    Mhtml,
    /// A page.
    Html,
    /// Text: one report.
    Text,
    /// Something that is not read, and what it looks like.
    Unknown(&'static str),
}

/// Bytes that begin files which are not read.
const OTHERS: &[(&[u8], &str)] = &[
    (b"\x28\xb5\x2f\xfd", "zstd; unpack it with `zstd -d`"),
    (b"BZh", "bzip2; unpack it with `bunzip2`"),
    (b"\xfd7zXZ\0", "xz; unpack it with `unxz`"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"\xd0\xcf\x11\xe0", "a Word document of before 2007; save it as .docx"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
];

/// Tells what a file is from its first 64 KiB and its name. `mapped`: the user named columns, so text in columns is a
/// table even if no column has a known name.
///
/// ```
/// use mahdar_ingest::containers::{Kind, sniff};
/// assert_eq!(sniff(b"WARC/1.0\r\n", "a", false), Kind::Warc);
/// assert_eq!(sniff(b"{\"id\": 1, \"text\": \"x\"}\n", "-", false), Kind::Jsonl);
/// ```
#[must_use]
pub fn sniff(head: &[u8], name: &str, mapped: bool) -> Kind {
    let ending = Path::new(name).extension().map_or_else(String::new, |e| e.to_string_lossy().to_ascii_lowercase());
    let start = head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head).trim_ascii_start();
    if head.starts_with(&[0x1f, 0x8b]) {
        return Kind::Gzip;
    }
    if start.starts_with(b"WARC/1.") || start.starts_with(b"WARC/0.") {
        return Kind::Warc;
    }
    if head.starts_with(b"PK\x03\x04") {
        return Kind::Zip;
    }
    if memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if start.starts_with(b"{\\rtf") {
        return Kind::Rtf;
    }
    if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Kind::Unknown(what);
    }
    // The names of lines of JSON bind: their faults are told line by line.
    if matches!(ending.as_str(), "jsonl" | "ndjson") {
        return Kind::Jsonl;
    }
    let is_wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    // UTF-16 is told by its mark; what it says is told by its characters.
    let wide = super::stream::encoding(head).filter(|_| is_wide).map(|encoding| encoding.decode(head).0);
    let start = wide.as_ref().map_or(start, |text| text.trim_start().as_bytes());
    match start.first() {
        Some(b'<') => return xml(start, &ending),
        Some(b'{' | b'[') => return json(start, &ending),
        _ => {}
    }
    if !is_wide && head.contains(&0) {
        // A name that promises text gets the fault of text.
        return if ending == "txt" { Kind::Text } else { Kind::Unknown("binary data") };
    }
    let text = match super::stream::encoding(head) {
        None => String::from_utf8_lossy(head),
        Some(encoding) => encoding.decode(head).0,
    };
    if is_mhtml(&text) {
        return Kind::Mhtml;
    }
    if let Some(layout) = press::layout(&text) {
        return Kind::Press(layout);
    }
    if ending != "txt"
        && let Some(delimiter) = table(&text, &ending, mapped)
    {
        return Kind::Table(delimiter);
    }
    Kind::Text
}

fn is_mhtml(text: &str) -> bool {
    let head = text.get(..text.len().min(4096)).unwrap_or(text).to_ascii_lowercase();
    head.contains("mime-version:") && head.contains("content-type: multipart/related")
}

fn xml(start: &[u8], ending: &str) -> Kind {
    let root = root(start);
    match root.as_str() {
        "rss" | "feed" | "rdf" | "entry" => Kind::Feed,
        "urlset" | "sitemapindex" => Kind::Sitemap,
        "html" | "head" | "body" | "!doctype" => html(start),
        _ if matches!(ending, "html" | "htm" | "xhtml" | "shtml") => html(start),
        "" => Kind::Text,
        _ if ending == "txt" => Kind::Text,
        _ if start.starts_with(b"<?xml") || ending == "xml" => Kind::Unknown("XML that is no feed, sitemap or page"),
        _ if html_like(&root) => html(start),
        _ => Kind::Text,
    }
}

fn html_like(root: &str) -> bool {
    ["div", "p", "article", "main", "section", "table", "meta", "title", "script", "span", "h1", "link"].contains(&root)
}

/// Pages of Telegram and of press databases are told from articles.
fn html(start: &[u8]) -> Kind {
    let is = |needle: &[u8]| memchr::memmem::find(start, needle).is_some();
    if is(b"page_wrap") && (is(b"class=\"message ") || is(b"tgme") || is(b"class=\"history\"")) {
        return Kind::TelegramHtml;
    }
    // Marks of an export, before the costly look at its lines.
    let may_be_press = is(b"End of Document")
        || is(b"DOCUMENTS")
        || is(b"LOAD-DATE")
        || is(b"Load-Date")
        || is(b">HD<")
        || is(b"Document ");
    if may_be_press {
        let text = markup::text(&String::from_utf8_lossy(start));
        if let Some(layout) = press::layout(&text) {
            return Kind::Press(layout);
        }
    }
    Kind::Html
}

/// The name of the root element in small letters, without prefix; `!doctype` for a page's first line.
fn root(mut rest: &[u8]) -> String {
    loop {
        rest = rest.trim_ascii_start();
        if rest.starts_with(b"<?") {
            let Some(end) = memchr::memmem::find(rest, b"?>") else { return String::new() };
            rest = &rest[end + 2..];
        } else if rest.starts_with(b"<!--") {
            let Some(end) = memchr::memmem::find(rest, b"-->") else { return String::new() };
            rest = &rest[end + 3..];
        } else if rest.len() > 14 && rest[..9].eq_ignore_ascii_case(b"<!doctype") {
            if rest[9..].trim_ascii_start().get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"html")) {
                return "!doctype".to_owned();
            }
            // An internal subset stands in square brackets.
            let close = memchr::memchr(b'>', rest);
            let subset = memchr::memchr(b'[', rest).filter(|at| close.is_none_or(|close| *at < close));
            let end = match subset {
                Some(_) => memchr::memmem::find(rest, b"]>").map(|at| at + 1),
                None => close,
            };
            let Some(end) = end else { return String::new() };
            rest = &rest[end + 1..];
        } else {
            break;
        }
    }
    let Some(name) = rest.strip_prefix(b"<") else { return String::new() };
    let end = name.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b':').unwrap_or(name.len());
    let name = String::from_utf8_lossy(&name[..end]).to_ascii_lowercase();
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn json(start: &[u8], ending: &str) -> Kind {
    let keys = keys(start);
    let has = |key: &str| keys.iter().any(|k| k == key);
    if has("version") && memchr::memmem::find(start, b"jsonfeed.org/version").is_some() {
        return Kind::Feed;
    }
    if (has("messages") && (has("name") || has("type")))
        || (has("chats") && has("personal_information"))
        || has("left_chats")
    {
        return Kind::Telegram;
    }
    // Several objects, one a line.
    let first_line = start.split(|b| *b == b'\n').next().unwrap_or(start);
    let is_line = first_line.trim_ascii_end().ends_with(b"}") && start.first() == Some(&b'{');
    let more = start.get(first_line.len()..).unwrap_or_default().trim_ascii_start();
    if is_line && (more.starts_with(b"{") || (more.is_empty() && has("text"))) {
        return Kind::Jsonl;
    }
    let of_ours = ["@context", "@graph", "@type", "body_text", "body_html", "body_xhtml", "bodies", "versioncreated"];
    if start.first() == Some(&b'[') || ending == "json" || ending == "jsonld" || of_ours.iter().any(|key| has(key)) {
        return Kind::Json;
    }
    Kind::Jsonl
}

/// The keys of the outermost object, or of the first object of the outermost array, as far as the head goes.
fn keys(bytes: &[u8]) -> Vec<String> {
    let mut keys = Vec::new();
    let mut depth = 0_u32;
    let base = if bytes.first() == Some(&b'[') { 2 } else { 1 };
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth < base {
                    break;
                }
            }
            b'"' => {
                let start = at + 1;
                at = start;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                let is_key = bytes.get(at + 1..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"));
                if depth == base && is_key {
                    keys.push(String::from_utf8_lossy(&bytes[start..at.min(bytes.len())]).into_owned());
                }
            }
            _ => {}
        }
        at += 1;
    }
    keys
}

/// The delimiter of a table: a first line with a column for the text and another known one, or a name that says so.
fn table(text: &str, ending: &str, mapped: bool) -> Option<u8> {
    let first = text.trim_start_matches('\u{FEFF}').lines().find(|line| !line.trim().is_empty())?;
    let named = matches!(ending, "csv" | "tsv" | "tab");
    let best = [b'\t', b',', b';', b'|']
        .into_iter()
        .map(|delimiter| {
            let names = first.split(delimiter as char).map(|name| name.trim().trim_matches('"'));
            let known: Vec<columns::Field> =
                names.filter_map(|name| columns::field(name, &[])).map(|(field, _)| field).collect();
            let is_ours = known.contains(&columns::Field::Text) && known.len() > 1;
            (is_ours, first.matches(delimiter as char).count(), delimiter)
        })
        .max()?;
    let (is_ours, count, delimiter) = best;
    if is_ours || ((named || mapped) && count > 0) {
        return Some(delimiter);
    }
    named.then_some(if ending == "csv" { b',' } else { b'\t' })
}

#[cfg(test)]
mod tests {
    use super::{Kind, sniff};

    #[test]
    fn first_bytes_decide_and_not_the_name() {
        let kinds: &[(&[u8], &str, Kind)] = &[
            (b"\x1f\x8b\x08\0", "a.txt", Kind::Gzip),
            (b"%PDF-1.4", "a.txt", Kind::Pdf),
            (b"PK\x03\x04", "a.txt", Kind::Zip),
            (b"{\\rtf1 x}", "a.txt", Kind::Rtf),
            (b"<?xml version='1.0'?><rss version='2.0'>", "a", Kind::Feed),
            (b"<?xml version='1.0'?><!-- x --><feed>", "a", Kind::Feed),
            (b"<?xml version='1.0'?><rdf:RDF>", "a", Kind::Feed),
            (b"<urlset>", "a", Kind::Sitemap),
            (b"<!DOCTYPE html><title>x", "a", Kind::Html),
            (b"\n<HTML>", "a.xml", Kind::Html),
            (b"<a><b/></a>", "a.xml", Kind::Unknown("XML that is no feed, sitemap or page")),
            (b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", "a", Kind::Feed),
            (b"{\"@context\": \"https://schema.org\", \"articleBody\": \"x\"}", "a", Kind::Json),
            (b"[{\"text\": \"x\"}]", "a", Kind::Json),
            (b"{\"uri\": \"x\", \"body_text\": \"x\"}", "-", Kind::Json),
            (b"{\"name\": \"x\", \"type\": \"public_channel\", \"messages\": [", "a", Kind::Telegram),
            (b"{\"id\": 1, \"text\": \"x\"}\n{\"id\": 2, \"text\": \"x\"}\n", "a", Kind::Jsonl),
            (b"{\"id\": 1, \"text\": \"x", "-", Kind::Jsonl),
            (b"id,title,body\n1,a,b\n", "a", Kind::Table(b',')),
            (b"headline\tcontent\na\tb\n", "a", Kind::Table(b'\t')),
            (b"Kopf;Inhalt\na;b\n", "a.csv", Kind::Table(b';')),
            (b"id,title,body\n1,a,b\n", "a.txt", Kind::Text),
            (b"The minister said so.\n", "a", Kind::Text),
            (b"", "a", Kind::Text),
            (b"\0\0\0", "a", Kind::Unknown("binary data")),
        ];
        for (bytes, name, kind) in kinds {
            assert_eq!(sniff(bytes, name, false), *kind, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
