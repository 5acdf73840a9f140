//! `mahdar eval`.

use crate::args::Eval;
use mahdar_reader::Reader;
use std::process::ExitCode;

pub fn run(reader: impl FnOnce() -> anyhow::Result<Reader>, options: &Eval) -> anyhow::Result<ExitCode> {
    let _ = (reader, options);
    anyhow::bail!("eval")
}
