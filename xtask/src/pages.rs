//! Own gold of pages, page by page: runs the example of the ingest that scores it.

use anyhow::{Context as _, ensure};
use std::process::Command;

pub(crate) fn run(check: bool) -> anyhow::Result<()> {
    let mode = if check { "--check" } else { "--write" };
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut all_same = true;
    for set in [None, Some("--wild")] {
        let status = Command::new(&cargo)
            .current_dir(crate::root())
            .args(["run", "--release", "--quiet", "-p", "mahdar-ingest", "--example", "pages", "--", mode])
            .args(set)
            .status()
            .context("cargo run --example pages")?;
        all_same &= status.success();
    }
    ensure!(all_same, "pages: a result changed or could not be written; see above");
    Ok(())
}
