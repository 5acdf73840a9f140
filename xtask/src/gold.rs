//! Own gold: authored records and texts to resolved JSONL, one file a set.

use crate::{put, root};
use anyhow::Context as _;
use mahdar_eval::{GoldRecord, resolve};
use serde_json::Value;
use std::path::Path;

/// A set: its file, and what it is made of.
const SETS: &[(&str, Source)] = &[
    ("practice", Source::Reports("g")),
    ("heldout", Source::Reports("h")),
    ("reports-acts", Source::Reports("p")),
    ("twins", Source::Reports("t")),
    ("exam-2", Source::Reports("v")),
    ("exam-3", Source::Reports("w")),
    ("exam-4", Source::Reports("x")),
    ("exam-5", Source::Reports("z")),
    ("exam-6", Source::Reports("u")),
    ("exam-7", Source::Reports("m")),
    ("exam-8", Source::Reports("e")),
    ("exam-9", Source::Reports("f")),
    ("mirrors", Source::Reports("s")),
    ("mirrors-2", Source::Reports("o")),
    ("mirrors-3", Source::Reports("j")),
    ("mirrors-4", Source::Reports("i")),
    ("mirrors-5", Source::Reports("l")),
    ("practice-2", Source::Reports("y")),
    ("no-acts", Source::Reports("n")),
    ("flashes", Source::Reports("q")),
    ("briefs", Source::Items("briefs.jsonl")),
    ("probes", Source::Items("probes.jsonl")),
    ("probes-statements", Source::Items("probes-statements.jsonl")),
    ("leads", Source::Items("leads.jsonl")),
    ("leads-2", Source::Items("leads-2.jsonl")),
    ("stories", Source::Items("stories.jsonl")),
    ("codes", Source::Items("codes.jsonl")),
    ("wires", Source::Items("wires.jsonl")),
    ("samples", Source::Samples),
    ("constructs-statements", Source::Items("constructs-statements.jsonl")),
    ("constructs-acts", Source::Items("constructs-acts.jsonl")),
];

enum Source {
    /// `authored/X01.json` with `texts/X01.txt`, by the letter of their ids.
    Reports(&'static str),
    /// `authored/STEM.json` with `../samples/STEM.txt`.
    Samples,
    /// One authored item a line, with its text.
    Items(&'static str),
}

fn json(path: &Path) -> anyhow::Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

fn records(source: &Source) -> anyhow::Result<Vec<GoldRecord>> {
    let gold = root().join("gold");
    let authored = gold.join("authored");
    let mut out = Vec::new();
    if let Source::Items(name) = source {
        let path = authored.join(name);
        if !path.exists() {
            return Ok(out);
        }
        let text = std::fs::read_to_string(&path)?;
        for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let value: Value = serde_json::from_str(line).with_context(|| format!("{name}:{}", i + 1))?;
            let text = value["text"].as_str().with_context(|| format!("{name}:{}: no text", i + 1))?;
            out.push(resolve(&value, text).with_context(|| format!("{name}:{}", i + 1))?);
        }
        return Ok(out);
    }
    let mut names: Vec<String> = std::fs::read_dir(&authored)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .collect();
    names.sort();
    for name in names {
        let numbered = |letter: &str| {
            name.strip_prefix(letter).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        };
        let text = match source {
            Source::Reports(letter) if numbered(letter) => gold.join("texts").join(format!("{name}.txt")),
            Source::Samples => root().join("samples").join(format!("{name}.txt")),
            _ => continue,
        };
        if matches!(source, Source::Samples) && !text.exists() {
            continue;
        }
        let body = std::fs::read_to_string(&text).with_context(|| text.display().to_string())?;
        out.push(resolve(&json(&authored.join(format!("{name}.json")))?, &body).with_context(|| name.clone())?);
    }
    Ok(out)
}

/// Writes or checks each set.
pub fn run(check: bool) -> anyhow::Result<()> {
    let mut faults = Vec::new();
    for (name, source) in SETS {
        match records(source) {
            Ok(records) => {
                let mut text = String::new();
                for record in &records {
                    text.push_str(&serde_json::to_string(record)?);
                    text.push('\n');
                }
                put(&format!("gold/{name}.jsonl"), &text, check)?;
                let count = |f: fn(&GoldRecord) -> usize| records.iter().map(f).sum::<usize>();
                println!(
                    "{name}: {} reports, {} statements, {} acts",
                    records.len(),
                    count(|r| r.statements.len()),
                    count(|r| r.acts.len())
                );
            }
            Err(error) => faults.push(format!("{name}: {error:#}")),
        }
    }
    anyhow::ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}
