//! The direction of dependencies: `cargo metadata` against the layer order.

use crate::root;
use anyhow::Context as _;
use serde_json::Value;
use std::process::Command;

/// From left to right: a crate may use only those before it. `&` marks crates of one layer, which may not use each other.
const ORDER: &[&[&str]] = &[
    &["mahdar-doc"],
    &["mahdar-dates"],
    &["mahdar-ingest"],
    &["mahdar-lexicon"],
    &["mahdar-lang"],
    &["mahdar-reader"],
    &["mahdar-lineage"],
    &["mahdar-formats"],
    &["mahdar-eval"],
    &["mahdar-fetch"],
    &["mahdar"],
];

fn layer(name: &str) -> Option<usize> {
    ORDER.iter().position(|layer| layer.contains(&name))
}

/// Fails on an arrow that runs back, or a crate without a layer.
pub fn run() -> anyhow::Result<()> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let out = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .context("cargo metadata")?;
    anyhow::ensure!(out.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&out.stderr));
    let metadata: Value = serde_json::from_slice(&out.stdout)?;
    let mut arrows = 0;
    let mut faults = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        if matches!(name, "xtask" | "mahdar-bench") {
            continue;
        }
        let Some(own) = layer(name) else {
            faults.push(format!("{name} has no layer; give it one in xtask/src/layers.rs and ARCHITECTURE.md"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let to = dependency["name"].as_str().unwrap_or_default();
            let Some(other) = layer(to) else { continue };
            arrows += 1;
            // Tests may look to the right; what ships may not.
            if other >= own && dependency["kind"].as_str() != Some("dev") {
                faults.push(format!("{name} uses {to}, which is not to its left"));
            }
        }
    }
    anyhow::ensure!(faults.is_empty(), "{}", faults.join("\n"));
    println!("layers: {arrows} arrows, all to the left");
    Ok(())
}
