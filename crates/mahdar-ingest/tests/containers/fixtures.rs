//! Makes archives, documents and feeds, and collects what is read.

use flate2::Compression;
use flate2::write::GzEncoder;
use mahdar_ingest::containers::{Options, RawPage, Sink, Skipped, scan_reader};
use mahdar_ingest::{IngestError, Record};
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

/// Everything that came, in order.
#[derive(Default)]
pub struct Got {
    pub records: Vec<Record>,
    pub faults: Vec<String>,
    pub skipped: Skipped,
    /// Pages are kept as they are, and not looked into.
    pub pages: Vec<RawPage>,
}

impl Sink for Got {
    fn record(&mut self, record: Record) -> bool {
        self.records.push(record);
        true
    }

    fn fault(&mut self, fault: IngestError) -> bool {
        self.faults.push(fault.to_string());
        true
    }

    fn skip(&mut self, reason: &str, example: &str) -> bool {
        self.skipped.add(reason, example);
        true
    }

    fn page(&mut self, page: RawPage) -> bool {
        self.pages.push(page);
        true
    }
}

impl Got {
    pub fn texts(&self) -> Vec<&str> {
        self.records.iter().map(|record| record.article.text.as_str()).collect()
    }

    pub fn bodies(&self) -> Vec<&str> {
        self.pages.iter().map(|page| std::str::from_utf8(&page.bytes).expect("a page in UTF-8")).collect()
    }

    pub fn only(&self) -> &Record {
        assert_eq!((self.records.len(), &self.faults), (1, &Vec::new()));
        &self.records[0]
    }
}

pub fn read(bytes: &[u8], name: &str) -> Got {
    read_with(bytes, name, &Options::default())
}

pub fn read_with(bytes: &[u8], name: &str, options: &Options) -> Got {
    let mut got = Got::default();
    scan_reader(bytes, name, options, &mut got);
    got
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A record of a web archive.
pub fn warc_record(kind: &str, uri: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2023-03-14T10:15:00Z\r\n\
         WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

/// A response that holds a page.
pub fn response(uri: &str, html: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: x\r\n\r\n{html}");
    warc_record("response", uri, "application/http; msgtype=response", block.as_bytes())
}

/// A ZIP archive of entries.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// A Word document of paragraphs, given as XML runs.
pub fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\">\
         <w:body>{body}</w:body></w:document>"
    );
    let core = "<?xml version=\"1.0\"?><cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\">\
                <dc:title>بيان اللجنة</dc:title><dc:creator>سلمى &amp; رامي</dc:creator><dc:language>ar</dc:language>\
                <dcterms:modified>2023-03-14T10:15:00Z</dcterms:modified></cp:coreProperties>";
    zip(&[("word/document.xml", document.as_bytes()), ("docProps/core.xml", core.as_bytes())])
}

/// A folder of its own for a test.
pub fn scratch(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("mahdar-ingest-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).expect("a folder");
    dir
}
