//! Any bytes: read, the document's laws hold, and the report object survives its own JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mahdar_doc::Article;
use mahdar_formats::{Engine, to_report};
use mahdar_reader::Reader;
use std::sync::OnceLock;

static READER: OnceLock<Reader> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let reader = READER.get_or_init(|| Reader::embedded().expect("embedded pack"));
    let doc = reader.read(Article::from_text(&*text));
    doc.check().expect("the laws of a document");
    let report = to_report(&doc, Engine { version: "fuzz", packs: reader.packs_hash(), label: None });
    let json = serde_json::to_string(&report).expect("a report is JSON");
    let back: mahdar_doc::report::Report<'_> = serde_json::from_str(&json).expect("its own JSON");
    assert_eq!(report, back);
});
