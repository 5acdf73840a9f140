//! Hostile and broken input: every one ends, in bounded memory, with a fault that says what is wrong.

use super::fixtures::{Got, docx, gzip, read, response, warc_record, zip};
use mahdar_ingest::containers::{Options, scan_reader};
use std::io::Read as _;

#[test]
fn a_header_line_of_two_gigabytes() {
    let start = b"WARC/1.0\r\nWARC-Type: response\r\nX-Long: ".as_slice();
    let endless = std::io::repeat(b'a').take(2 << 30);
    let last = response("https://a.example/", "<p>after</p>");
    let input = start.chain(endless).chain(b"\r\n\r\n".as_slice()).chain(last.as_slice());
    let mut got = Got::default();
    scan_reader(input, "a.warc", &Options::default(), &mut got);
    assert_eq!(got.bodies(), ["<p>after</p>"]);
    assert_eq!(got.faults.len(), 1);
    assert!(got.faults[0].contains("header longer than"), "{:?}", got.faults);
}

#[test]
fn a_zip_bomb_in_gzip() {
    // A gibibyte of spaces in a megabyte, within a line of JSON.
    let bomb = gzip(&vec![b' '; 1 << 30]);
    let got = read(&bomb, "a.jsonl.gz");
    assert_eq!(got.records.len(), 0);
    assert!(got.faults.iter().any(|f| f.contains("bomb") || f.contains("may have")), "{:?}", got.faults);
    let mut archive = gzip(&response("https://a.example/1", "<p>1</p>"));
    archive.extend(bomb);
    archive.extend(gzip(&response("https://a.example/2", "<p>2</p>")));
    let got = read(&archive, "a.warc.gz");
    assert_eq!(got.bodies(), ["<p>1</p>", "<p>2</p>"]);
    assert_eq!(got.faults.len(), 1, "{:?}", got.faults);
}

#[test]
fn a_zip_bomb_in_a_body_and_in_a_document() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
    let body = [head, gzip(&vec![b' '; 200 << 20])].concat();
    let bytes = [warc_record("response", "u", "application/http", &body), response("u:2", "<p>2</p>")].concat();
    let got = read(&bytes, "a.warc");
    assert_eq!(got.bodies(), ["<p>2</p>"]);
    assert!(got.faults[0].contains("more than"), "{:?}", got.faults);
    let got = read(&zip(&[("word/document.xml", &vec![b' '; 100 << 20])]), "a.docx");
    assert!(got.faults[0].contains("zip bomb"), "{:?}", got.faults);
}

#[test]
fn deep_nesting() {
    let deep = "[".repeat(1_000_000);
    let xml = "<w:p>".repeat(200_000);
    let inputs: Vec<(Vec<u8>, &str)> = vec![
        (format!("[{{\"text\": \"a\"}}, {deep}").into_bytes(), "a.json"),
        (format!("{{\"name\": \"x\", \"type\": \"y\", \"messages\": {deep}").into_bytes(), "a.json"),
        (format!("{{\"id\": 1, \"text\": {deep}").into_bytes(), "a.jsonl"),
        (format!("{{\"a\": {}", "{\"a\":".repeat(1_000_000)).into_bytes(), "a.jsonl"),
        (docx(&xml), "a.docx"),
        (format!("<rss version='2.0'><channel><item><description>{}", "<b>".repeat(200_000)).into_bytes(), "a.xml"),
        (format!("<urlset>{}", "<url>".repeat(200_000)).into_bytes(), "a.xml"),
        (format!("{{\\rtf1 {}", "{".repeat(200_000)).into_bytes(), "a.rtf"),
    ];
    for (bytes, name) in inputs {
        let got = read(&bytes, name);
        assert!(got.records.len() <= 1, "{name}");
        assert!(!got.faults.is_empty() || !got.skipped.0.is_empty(), "{name}");
    }
}

#[test]
fn a_billion_laughs() {
    let mut xml = "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a0 'lol'>".to_owned();
    for n in 1..=9 {
        xml.push_str(&format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10)));
    }
    let feed = format!(
        "{xml}]><rss version='2.0'><channel><title>&a9;</title><item><description>&a9;</description></item></channel></rss>"
    );
    let map = format!("{xml}]><urlset><url><loc>https://a.example/&a9;</loc></url></urlset>");
    for (bytes, name) in [(feed, "a.xml"), (map, "b.xml")] {
        let got = read(bytes.as_bytes(), name);
        assert!(got.records.iter().all(|record| record.article.text.len() < 100), "{name}");
    }
}

#[test]
fn an_unclosed_quotation_mark_swallows_a_table_but_no_memory() {
    let start = b"id,text\n1,a\n2,\"".as_slice();
    let input = start.chain(std::io::repeat(b'x').take(400 << 20));
    let mut got = Got::default();
    scan_reader(input, "a.csv", &Options::default(), &mut got);
    assert_eq!(got.texts(), ["a"]);
    assert!(got.faults[0].contains("one item may have"), "{:?}", got.faults);
}

#[test]
fn a_line_of_json_without_end() {
    let start = b"{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\": \"".as_slice();
    let rest = b"\n{\"id\": 3, \"text\": \"c\"}\n".as_slice();
    let input = start.chain(std::io::repeat(b'x').take(400 << 20)).chain(rest);
    let mut got = Got::default();
    scan_reader(input, "a.jsonl", &Options::default(), &mut got);
    assert_eq!(got.texts(), ["a", "c"]);
    assert!(got.faults[0].starts_with("a.jsonl:2: "), "{:?}", got.faults);
}

#[test]
fn a_reader_that_fails_is_a_fault_after_what_came() {
    struct Fails;
    impl std::io::Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    for (start, name, count) in [
        ("{\"id\": 1, \"text\": \"a\"}\n", "a.jsonl", 1),
        ("id,text\n1,a\n", "a.csv", 1),
        ("[{\"text\": \"a\"},", "a.json", 1),
        ("WARC/1.0\r\n", "a.warc", 0),
        ("<urlset><url>", "a.xml", 0),
    ] {
        let mut got = Got::default();
        scan_reader(start.as_bytes().chain(Fails), name, &Options::default(), &mut got);
        assert_eq!(got.records.len(), count, "{name}");
        assert!(got.faults.iter().any(|fault| fault.contains("the disk is gone")), "{name}: {:?}", got.faults);
    }
}
