//! One module a command.

mod eval;
mod explain;
#[cfg(feature = "fetch")]
mod extract;
#[cfg(feature = "fetch")]
pub mod fetch;
#[cfg(feature = "ingest")]
mod ingest;
mod lineage;
mod minutes;
mod pack;
mod read;
#[cfg(feature = "fetch")]
pub mod update;

use crate::args::{Args, Command, Packs};
use crate::config::{self, Config};
use anyhow::Context as _;
use clap::CommandFactory as _;
use mahdar_lexicon::{Folder, PackFiles};
use mahdar_reader::Reader;
use std::path::PathBuf;
use std::process::ExitCode;

/// Runs a command.
///
/// # Errors
/// What makes the whole command impossible; faults of single items are printed and make exit code 1.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Read(options) => {
            let config = config::load()?;
            let more = if args.packs.packs.is_empty() { config.packs.as_slice() } else { &[] };
            read::run(&reader(&args.packs, &config)?, &files(&args.packs, more)?, &options, &config)
        }
        #[cfg(feature = "ingest")]
        Command::Ingest(options) => ingest::run(&options),
        Command::Minutes(options) => {
            let config = config::load()?;
            let more = if args.packs.packs.is_empty() { config.packs.as_slice() } else { &[] };
            minutes::run(&reader(&args.packs, &config)?, &files(&args.packs, more)?, &options)
        }
        Command::Lineage(options) => {
            let config = config::load()?;
            let more = if args.packs.packs.is_empty() { config.packs.as_slice() } else { &[] };
            let folder = Folder::new(&files(&args.packs, more)?).context("the packs cannot be used")?;
            lineage::run(&reader(&args.packs, &config)?, &folder, &options)
        }
        #[cfg(feature = "fetch")]
        Command::Fetch(options) => fetch::run(&options),
        #[cfg(feature = "fetch")]
        Command::Update(options) => update::run(&options),
        Command::Explain(options) => explain::run(&reader(&args.packs, &config::load()?)?, &options),
        Command::Eval(options) => eval::run(|| reader(&args.packs, &Config::default()), &options),
        Command::Pack(command) => pack::run(&args.packs, command),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "mahdar", &mut std::io::stdout());
            Ok(ExitCode::SUCCESS)
        }
        Command::Man { of } => man(of.as_deref()),
    }
}

/// The manual page of the program, or of one of its commands.
fn man(of: Option<&str>) -> anyhow::Result<ExitCode> {
    let mut all = Args::command();
    all.build();
    let page = match of {
        None => all,
        Some(name) => {
            let names: Vec<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
            let known = names.join(", ");
            let command =
                all.find_subcommand(name).with_context(|| format!("no command `{name}`; there are {known}"))?;
            command.clone()
        }
    };
    clap_mangen::Man::new(page).render(&mut std::io::stdout())?;
    Ok(ExitCode::SUCCESS)
}

/// The packs that the options name.
///
/// # Errors
/// A folder that is no pack.
pub fn files(packs: &Packs, more: &[PathBuf]) -> anyhow::Result<PackFiles> {
    if let Some(only) = &packs.packs_only {
        return Ok(PackFiles::from_dir(only)?);
    }
    let mut files = PackFiles::embedded();
    for dir in packs.packs.iter().chain(more) {
        files = files.overlay(PackFiles::from_dir(dir)?);
    }
    Ok(files)
}

fn reader(packs: &Packs, config: &Config) -> anyhow::Result<Reader> {
    let more = if packs.packs.is_empty() { config.packs.as_slice() } else { &[] };
    if packs.packs_only.is_none() && packs.packs.is_empty() && more.is_empty() {
        return Ok(Reader::embedded()?);
    }
    Reader::new(&files(packs, more)?).context("the packs cannot be used; `mahdar pack lint DIR` lists every fault")
}
