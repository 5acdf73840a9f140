//! Pages as WARC records (ISO 28500:2017, WARC/1.1), each a gzip member of its own.

use crate::fetcher::Page;
use crate::time::{iso, seconds};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file beyond this is followed by another, in compressed bytes.
const FILE_BYTES: u64 = 1 << 30;

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file's name.
    pub file: String,
    /// The first byte of its gzip member.
    pub offset: u64,
    /// SHA-256 of the body.
    pub sha256: String,
}

/// Writes records to files of a folder; a file is made when there is a record to write.
#[derive(Debug)]
pub struct Archive {
    folder: PathBuf,
    software: String,
    open: Option<(String, File, u64)>,
}

/// A hash in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// A UUID made from what it names (version 8 of RFC 9562), so that the same record has the same name.
fn uuid(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    });
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    format!("<urn:uuid:{}-{}-{}-{}-{}>", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

impl Archive {
    pub fn new(folder: &Path, software: String) -> Archive {
        Archive { folder: folder.to_owned(), software, open: None }
    }

    /// Appends a page and has it on the disk.
    pub fn write(&mut self, page: &Page) -> io::Result<Written> {
        let sha256 = hex(&page.body);
        let http = http(page);
        let (date, id) =
            (iso(page.fetched_at), uuid(&[page.url.as_str().as_bytes(), iso(page.fetched_at).as_bytes(), &http]));
        let head = [
            ("WARC-Type", "response"),
            ("WARC-Record-ID", &id),
            ("WARC-Date", &date),
            ("WARC-Target-URI", page.url.as_str()),
            ("WARC-Payload-Digest", &format!("sha256:{sha256}")),
            ("Content-Type", "application/http;msgtype=response"),
        ];
        let (file, offset) = self.append(&record(&head, &http)?, page.fetched_at)?;
        Ok(Written { file, offset, sha256 })
    }

    fn append(&mut self, member: &[u8], now: SystemTime) -> io::Result<(String, u64)> {
        if self.open.as_ref().is_none_or(|(_, _, length)| *length >= FILE_BYTES) {
            self.open = Some(self.begin(now)?);
        }
        let Some((name, file, length)) = &mut self.open else { return Err(io::Error::other("no file")) };
        let offset = *length;
        file.write_all(member)?;
        file.sync_data()?;
        *length += member.len() as u64;
        Ok((name.clone(), offset))
    }

    /// A file of its own for each run: one that a crash cut off is never written to again.
    fn begin(&self, now: SystemTime) -> io::Result<(String, File, u64)> {
        std::fs::create_dir_all(&self.folder)?;
        let stamp: String = iso(now).chars().filter(char::is_ascii_alphanumeric).collect();
        for number in 1..10_000 {
            let name = format!("pages-{stamp}-{number:04}.warc.gz");
            match OpenOptions::new().write(true).create_new(true).open(self.folder.join(&name)) {
                Ok(mut file) => {
                    let body = format!("software: {}\r\nformat: WARC File Format 1.1\r\n", self.software);
                    let (date, id) = (iso(now), uuid(&[name.as_bytes(), &seconds(now).to_le_bytes()]));
                    let head = [
                        ("WARC-Type", "warcinfo"),
                        ("WARC-Record-ID", &id),
                        ("WARC-Date", &date),
                        ("WARC-Filename", &name),
                        ("Content-Type", "application/warc-fields"),
                    ];
                    let member = record(&head, body.as_bytes())?;
                    file.write_all(&member)?;
                    return Ok((name, file, member.len() as u64));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other("ten thousand files of one second"))
    }
}

/// The answer as it goes into a record. The body is decompressed and whole, so the headers that told how it was sent are
/// kept under other names, as Common Crawl does.
fn http(page: &Page) -> Vec<u8> {
    let reason = ureq::http::StatusCode::from_u16(page.status).ok().and_then(|s| s.canonical_reason()).unwrap_or("");
    let mut out = format!("{} {} {reason}\r\n", page.version, page.status).into_bytes();
    for (name, value) in &page.headers {
        if matches!(name.as_str(), "content-encoding" | "transfer-encoding" | "content-length") {
            out.extend_from_slice(b"x-crawl-");
        }
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b": ");
        out.extend(value.iter().filter(|b| !matches!(b, b'\r' | b'\n')));
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("content-length: {}\r\n\r\n", page.body.len()).as_bytes());
    out.extend_from_slice(&page.body);
    out
}

fn record(head: &[(&str, &str)], block: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    write!(out, "WARC/1.1\r\n")?;
    for (name, value) in head {
        write!(out, "{name}: {value}\r\n")?;
    }
    write!(out, "Content-Length: {}\r\n\r\n", block.len())?;
    out.write_all(block)?;
    out.write_all(b"\r\n\r\n")?;
    out.finish()
}
