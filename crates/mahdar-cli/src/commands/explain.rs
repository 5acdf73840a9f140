//! `mahdar explain`.

use crate::args::Explain;
use anyhow::Context as _;
use mahdar_formats::text;
use mahdar_reader::Reader;
use std::fmt::Write as _;
use std::io::{IsTerminal as _, Read as _};
use std::process::ExitCode;

pub fn run(reader: &Reader, options: &Explain) -> anyhow::Result<ExitCode> {
    let mut given = options.text.clone();
    if given == "-" {
        given.clear();
        std::io::stdin().read_to_string(&mut given).context("standard input")?;
    }
    let explanation = reader.explain(&given);
    let doc = &explanation.doc;
    let mut out = text::render(doc, std::io::stdout().is_terminal());
    if options.tokens {
        out.push_str("TOKENS\n");
        for token in &explanation.tokens {
            let _ = writeln!(
                out,
                "  \u{2068}{}\u{2069}  key \u{2068}{}\u{2069}  [{}]",
                doc.slice(token.span),
                token.key,
                token.flags.join(", ")
            );
            for reading in &token.readings {
                let _ = writeln!(out, "      {reading}");
            }
        }
    }
    out.push_str("RULES\n");
    if explanation.attempts.is_empty() {
        out.push_str("  no word of this text is a cue of packs/ar/cues.tsv where a cue can stand\n");
    }
    for attempt in &explanation.attempts {
        let cue = explanation.tokens.get(attempt.token).map_or("", |t| doc.slice(t.span));
        let steps: Vec<String> = attempt
            .elements
            .iter()
            .enumerate()
            .map(|(i, element)| {
                if i < attempt.reached {
                    format!("✓ {element}")
                } else if i == attempt.reached {
                    format!("✗ {element}")
                } else {
                    format!("  {element}")
                }
            })
            .collect();
        let _ = writeln!(
            out,
            "  \u{2068}{cue}\u{2069}  {}  {}\n      {}",
            attempt.rule,
            if attempt.matched { "matched" } else { "stopped" },
            steps.join("   ")
        );
    }
    out.push_str("ACTS\n");
    if explanation.acts.is_empty() {
        out.push_str("  no word of this text is in packs/ar/acts.tsv where it can tell an act\n");
    }
    for attempt in &explanation.acts {
        let word = explanation.tokens.get(attempt.token).map_or("", |t| doc.slice(t.span));
        let (mark, outcome) = match &attempt.outcome {
            Ok(row) => ("✓", row.as_str()),
            Err(why) => ("✗", *why),
        };
        let shown = attempt.rows.len().min(6);
        let more = if attempt.rows.len() > shown { ", ..." } else { "" };
        let _ = writeln!(
            out,
            "  \u{2068}{word}\u{2069}  {}  {mark} {outcome}\n      rows {}{more}",
            attempt.form,
            attempt.rows[..shown].join(", ")
        );
    }
    for entity in &doc.entities {
        let _ = writeln!(
            out,
            "ENTITY  \u{2068}{}\u{2069}  {}  party {}",
            entity.name_ar,
            entity.kind.as_str(),
            entity.party.as_deref().unwrap_or("-")
        );
    }
    anstream::print!("{out}");
    Ok(ExitCode::SUCCESS)
}
