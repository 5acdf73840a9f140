//! `mahdar`: reads news reports and writes the record of a negotiation.
mod args;
mod commands;
mod config;
mod sources;
mod stop;

use clap::Parser as _;

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(args) {
        Ok(code) => code,
        Err(error) => {
            anstream::eprintln!("mahdar: {error:#}");
            ExitCode::from(2)
        }
    }
}
