//! Any bytes as a web archive, plain and compressed: it ends, in bounded memory.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mahdar_ingest::containers::warc::pages;

fuzz_target!(|bytes: &[u8]| {
    for gzip in [false, true] {
        let mut bodies = 0;
        let counts = pages(bytes, gzip, &mut |_, _| {
            bodies += 1;
            true
        });
        assert_eq!(counts.pages, bodies);
        assert!(counts.pages <= counts.records);
    }
});
