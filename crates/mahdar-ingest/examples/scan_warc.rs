//! Goes through a web archive as `mahdar ingest` does, looking into no page: what `benches/warc.sh` measures.
#![allow(clippy::print_stdout)] // its output is the measurement

use std::fs::File;
use std::io::Read as _;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: scan_warc FILE")?;
    let mut magic = [0; 2];
    File::open(&path)?.read_exact(&mut magic)?;
    let start = Instant::now();
    let mut bodies = 0_u64;
    let counts = mahdar_ingest::containers::warc::pages(File::open(&path)?, magic == [0x1f, 0x8b], &mut |_, body| {
        bodies += body.len() as u64;
        true
    });
    let seconds = start.elapsed().as_secs_f64();
    println!("{} {} {} {} {bodies} {seconds:.3}", counts.records, counts.pages, counts.faults, counts.bytes);
    Ok(())
}
