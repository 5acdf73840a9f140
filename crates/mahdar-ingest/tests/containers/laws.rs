//! Laws on any bytes, and the fuzz corpora replayed.

use super::fixtures::{gzip, read, response};
use proptest::prelude::*;
use std::path::Path;

const NAMES: &[&str] = &[
    "a.txt",
    "a.jsonl",
    "a.json",
    "a.csv",
    "a.xml",
    "a.html",
    "a.warc",
    "a.warc.gz",
    "a.docx",
    "a.rtf",
    "a.mhtml",
    "-",
    "a",
];

/// Beginnings that lead into each reader.
const STARTS: &[&str] = &[
    "",
    "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 40\r\n\r\n",
    "HTTP/1.1 200 OK\r\n",
    "<rss version='2.0'><channel><item>",
    "<feed><entry>",
    "<urlset><url>",
    "{\\rtf1 \\ansicpg1256",
    "{\"name\":\"x\",\"type\":\"c\",\"messages\":[",
    "[{\"text\":\"",
    "{\"@graph\":[",
    "id,text\n",
    "PK\u{3}\u{4}",
    "1 of 2 DOCUMENTS\nLENGTH: 1\nBODY:\n",
    "HD  x\nPD  y\nSN  z\nTD\n",
    "<div class=\"page_wrap\"><div class=\"message \">",
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_end(start in 0..STARTS.len(), rest in prop::collection::vec(any::<u8>(), 0..400), name in 0..NAMES.len()) {
        let bytes = [STARTS[start].as_bytes(), &rest].concat();
        read(&bytes, NAMES[name]);
        read(&gzip(&bytes), NAMES[name]);
    }

    /// Wherever an archive is cut or damaged, what stands whole before the damage comes out.
    #[test]
    fn damage_hurts_nothing_before_it(at in 0_usize..2_000, value in any::<u8>(), cut in any::<bool>(), packed in any::<bool>()) {
        let pages: Vec<Vec<u8>> = (0..6).map(|n| response(&format!("https://a.example/{n}"), &format!("<p>{n}</p>"))).collect();
        let pieces: Vec<Vec<u8>> = pages.iter().map(|p| if packed { gzip(p) } else { p.clone() }).collect();
        let mut bytes = pieces.concat();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = value }
        let mut end = 0;
        let whole = pieces.iter().take_while(|piece| { end += piece.len(); end <= at }).count();
        let got = read(&bytes, if packed { "a.warc.gz" } else { "a.warc" });
        // A record whose blank line is damaged may itself be doubted.
        let least = if packed { whole } else { whole.saturating_sub(1) };
        prop_assert!(got.pages.len() >= least, "{} of {whole}: {:?}", got.pages.len(), got.faults);
        for (n, page) in got.pages.iter().enumerate().take(least) {
            let body = format!("<p>{n}</p>");
            prop_assert_eq!(page.bytes.as_slice(), body.as_bytes());
        }
    }

    /// Text goes through tables and lines unchanged.
    #[test]
    fn text_is_kept(text in "[^\\r\\n\\x00]{0,80}[^\\s\\x00]") {
        let line = serde_json::json!({"id": "a", "text": text}).to_string();
        let got = read(line.as_bytes(), "a.jsonl");
        prop_assert_eq!(got.texts(), [text.as_str()]);
        let row = format!("id,text\n1,\"{}\"\n", text.replace('"', "\"\""));
        let got = read(row.as_bytes(), "a.csv");
        prop_assert_eq!(got.texts(), [text.as_str()]);
    }
}

#[test]
fn the_fuzz_corpora_are_read() {
    for (folder, names) in [("warc", ["a.warc", "a.warc.gz"]), ("feed", ["a.xml", "a.json"])] {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(folder);
        let mut seen = 0;
        for entry in std::fs::read_dir(&dir).expect("the corpus is part of the repository") {
            let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
            for name in names {
                read(&bytes, name);
            }
            seen += 1;
        }
        assert!(seen >= 10, "{seen} files in {}", dir.display());
    }
}
