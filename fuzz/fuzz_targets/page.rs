//! Any bytes as a page: no panic, bounded work, and the laws of a record hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mahdar_ingest::{Hints, page};

fuzz_target!(|bytes: &[u8]| {
    let hints = Hints { fast: bytes.len() % 2 == 0, ..Hints::default() };
    if let Ok(record) = page(bytes, &hints)
        && let Err(broken) = record.check(bytes)
    {
        panic!("{broken}");
    }
});
