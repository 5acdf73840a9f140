//! Any bytes under the names of feeds, sitemaps, tables and JSON: reading ends, and every record has a text and an id.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mahdar_ingest::containers::{Options, RawPage, Sink, scan_reader};
use mahdar_ingest::{IngestError, Record};

struct Checks;

impl Sink for Checks {
    fn record(&mut self, record: Record) -> bool {
        assert!(!record.article.id.is_empty());
        assert_eq!(record.source.sha256.len(), 64);
        true
    }

    fn fault(&mut self, fault: IngestError) -> bool {
        assert!(!fault.to_string().is_empty());
        true
    }

    fn skip(&mut self, reason: &str, _: &str) -> bool {
        assert!(!reason.is_empty());
        true
    }

    // Pages have a target of their own.
    fn page(&mut self, _: RawPage) -> bool {
        true
    }
}

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.xml", "a.json", "a.csv", "a.jsonl"] {
        scan_reader(bytes, name, &Options::default(), &mut Checks);
    }
});
