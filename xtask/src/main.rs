//! What the repository does to itself: `cargo xtask layers|gold|schema|codebook|lineage|pages [--check]`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for people at a terminal")]

mod codebook;
mod gold;
mod layers;
mod lineage;
mod pages;
mod schema;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask TASK [--check]
  layers   every arrow between crates runs from right to left of the layer order (ARCHITECTURE.md)
  gold     gold/*.jsonl from gold/authored, gold/texts and samples
  schema   schema/report.schema.json from the report object's types
  codebook CODEBOOK.md from the packs
  lineage  gold/results/lineage.txt: copies of own gold joined; --scale N measures time and memory instead
  pages    gold/results/pages.txt, pages-wild.txt: extraction scored on gold/pages and gold/pages-wild, page by page
With --check nothing is written; a file that would change is an error.";

/// The repository's root.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Writes a generated file, or with `check` compares it.
fn put(path: &str, text: &str, check: bool) -> anyhow::Result<()> {
    let file = root().join(path);
    let now = std::fs::read_to_string(&file).unwrap_or_default();
    if now == text {
        return Ok(());
    }
    anyhow::ensure!(!check, "{path} is not what its sources give; run the task without --check and commit the result");
    if let Some(dir) = file.parent() {
        std::fs::create_dir_all(dir)?;
    }
    std::fs::write(&file, text)?;
    println!("wrote {path}");
    Ok(())
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let check = args.iter().any(|a| a == "--check");
    let result = match args.first().map(String::as_str) {
        Some("layers") => layers::run(),
        Some("gold") => gold::run(check),
        Some("schema") => schema::run(check),
        Some("lineage") => match args.iter().position(|a| a == "--scale").and_then(|i| args.get(i + 1)?.parse().ok()) {
            Some(n) => lineage::scale(n),
            None => lineage::run_all(check),
        },
        Some("codebook") => codebook::run(check),
        Some("pages") => pages::run(check),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(1)
        }
    }
}
