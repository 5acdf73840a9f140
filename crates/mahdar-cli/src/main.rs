//! `mahdar`: reads news reports and writes the record of a negotiation.
mod args;
mod commands;
mod config;
mod in_order;
mod sources;
mod stop;

use clap::Parser as _;

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => match args::left_out(&error) {
            Some(what) => {
                anstream::eprintln!("mahdar: {what}");
                return ExitCode::from(2);
            }
            None => error.exit(),
        },
    };
    match commands::run(args) {
        Ok(code) => code,
        Err(error) => {
            anstream::eprintln!("mahdar: {error:#}");
            ExitCode::from(2)
        }
    }
}
