//! `mahdar lineage`.

use crate::args::{Lineage as Options, LineageFormat};
use crate::sources;
use anyhow::Context as _;
use mahdar_doc::report::Report;
use mahdar_formats::{Engine, to_report};
use mahdar_lexicon::Folder;
use mahdar_lineage::{Atlas, Edge, EdgeKind, Lineages, Member, Order, Passage, Source};
use mahdar_reader::Reader;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// Characters of a passage that are shown to a person.
const SHOWN: usize = 90;

/// Reports on their way in; texts are kept only for a person to be shown the words.
struct Intake<'r> {
    reader: &'r Reader,
    lineages: Lineages<'r>,
    texts: Option<BTreeMap<String, String>>,
    left_out: usize,
}

impl Intake<'_> {
    fn fault(&mut self, fault: impl std::fmt::Display) {
        self.left_out += 1;
        anstream::eprintln!("mahdar: {fault}");
    }

    fn add(&mut self, report: &Report<'_>) {
        self.lineages.add(&Source::from_report(report));
        if let Some(texts) = &mut self.texts {
            // Of two reports with one id the first text is kept; their words differ little if they are shown at all.
            texts.entry(report.id.to_string()).or_insert_with(|| report.text.to_string());
        }
    }

    fn reports(&mut self, path: &Path) {
        let shown = path.display();
        let file = match File::open(path) {
            Ok(file) => BufReader::with_capacity(1 << 16, file),
            Err(error) => return self.fault(format!("{shown}: {error}")),
        };
        for (number, line) in file.lines().enumerate() {
            let number = number + 1;
            let line = match line {
                Ok(line) => line,
                Err(error) => {
                    return self.fault(format!("{shown}:{number}: {error}; the rest of the file is left out"));
                }
            };
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<Report<'_>>(&line) {
                Ok(report) => self.add(&report),
                Err(error) => self.fault(format!(
                    "{shown}:{number}: no report object: {error}; lines are as `mahdar read --format jsonl` writes them"
                )),
            }
        }
    }
}

/// Whether the file begins with a report object.
fn is_read_already(path: &Path) -> bool {
    if !matches!(path.extension().and_then(|e| e.to_str()), Some("jsonl" | "ndjson")) {
        return false;
    }
    let mut start = [0; 64];
    let read = File::open(path).and_then(|mut file| std::io::Read::read(&mut file, &mut start)).unwrap_or(0);
    String::from_utf8_lossy(&start[..read]).trim_start_matches('\u{FEFF}').starts_with("{\"schema\":\"mahdar.report/")
}

pub fn run(reader: &Reader, folder: &Folder, options: &Options) -> anyhow::Result<ExitCode> {
    let texts = (options.format == LineageFormat::Text).then(BTreeMap::new);
    let mut intake = Intake { reader, lineages: Lineages::new(folder), texts, left_out: 0 };
    let (files, faults) = sources::list(&options.inputs);
    for fault in faults {
        intake.fault(fault);
    }
    let mut skipped = sources::Skipped::default();
    for file in &files {
        // Report objects, as `mahdar read --format jsonl` writes them, else whatever `mahdar read` takes.
        match is_read_already(file.as_ref()) {
            true => intake.reports(file.as_ref()),
            false => sources::articles(file, &options.sources, &mut skipped, &mut |item| {
                match item {
                    Ok(article) => {
                        let doc = intake.reader.read(article);
                        intake.add(&to_report(&doc, Engine { version: "", packs: "", label: None }));
                    }
                    Err(fault) => intake.fault(fault),
                }
                true
            }),
        }
    }
    for line in sources::told(&skipped) {
        anstream::eprintln!("mahdar: {line}");
    }
    let Intake { lineages, texts, left_out, .. } = intake;
    let atlas = lineages.finish();
    let mut out: Box<dyn Write> = match &options.output {
        Some(path) => Box::new(BufWriter::new(File::create(path).with_context(|| path.display().to_string())?)),
        None => Box::new(BufWriter::new(std::io::stdout().lock())),
    };
    let written = match options.format {
        LineageFormat::Text => text(&mut out, &atlas, &texts.unwrap_or_default()),
        LineageFormat::Jsonl => jsonl(&mut out, &atlas),
    };
    match written.and_then(|()| out.flush()) {
        // A reader that has seen enough (head) is no fault.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => return Err(error).context("writing"),
        _ => {}
    }
    Ok(ExitCode::from(u8::from(left_out > 0)))
}

fn jsonl(out: &mut dyn Write, atlas: &Atlas) -> std::io::Result<()> {
    let line = |out: &mut dyn Write, kind: &str, mut value: serde_json::Value| {
        if let Some(object) = value.as_object_mut() {
            let head =
                [("schema", json!("mahdar.lineage/1")), ("type", json!(kind)), ("offset_unit", json!("codepoint"))];
            let mut all: serde_json::Map<_, _> = head.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
            all.append(object);
            *object = all;
        }
        writeln!(out, "{value}")
    };
    for lineage in &atlas.lineages {
        line(out, "lineage", serde_json::to_value(lineage)?)?;
    }
    for link in &atlas.links {
        line(out, "link", serde_json::to_value(link)?)?;
    }
    let (lineages, links) = (atlas.lineages.len(), atlas.links.len());
    let sums =
        json!({ "reports": atlas.reports, "origins": atlas.origin_count(), "lineages": lineages, "links": links });
    line(out, "summary", sums)
}

fn plural(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// Names and ids come from outside and may be right to left: each in its own isolate.
fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

fn name(member: &Member) -> String {
    let mut out = isolate(&member.id);
    for part in [&member.publisher, &member.published].into_iter().flatten() {
        out.push_str(&format!(" · {}", isolate(part)));
    }
    out
}

fn by(order: Order) -> &'static str {
    match order {
        Order::Published => "by time",
        Order::Credit => "by credit",
        Order::Containment => "by length: it holds the others' words",
        Order::Unknown => "nothing tells which was first",
    }
}

fn evidence(out: &mut dyn Write, passages: &[Passage], text: Option<&String>) -> std::io::Result<()> {
    for passage in passages.iter().take(3) {
        let [start, end] = passage.copy;
        let shown: String =
            text.into_iter().flat_map(|t| t.chars().skip(start).take((end - start).min(SHOWN))).collect();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let more = if end - start > SHOWN { " ..." } else { "" };
        let statements = match (passage.copy_statements.as_slice(), passage.original_statements.as_slice()) {
            ([], []) => String::new(),
            (copy, original) => format!(" · statements {} ← {}", copy.join(" "), original.join(" ")),
        };
        writeln!(out, "     {}{more}", isolate(&shown))?;
        writeln!(
            out,
            "       {} · {start}-{end} ← {}-{}{statements}",
            plural(passage.words as usize, "word"),
            passage.original[0],
            passage.original[1]
        )?;
    }
    if passages.len() > 3 {
        writeln!(out, "     and {} more", plural(passages.len() - 3, "passage"))?;
    }
    Ok(())
}

fn kind(edge: &Edge) -> &'static str {
    match edge.kind {
        EdgeKind::SameText => "same text",
        EdgeKind::NearDuplicate => "near-duplicate",
        EdgeKind::Credit => "passage, with credit",
        EdgeKind::Passages => "passage",
    }
}

fn text(out: &mut dyn Write, atlas: &Atlas, texts: &BTreeMap<String, String>) -> std::io::Result<()> {
    for lineage in &atlas.lineages {
        writeln!(out, "{} · {}, one origin", lineage.id, plural(lineage.reports.len(), "report"))?;
        for (i, report) in lineage.reports.iter().enumerate() {
            if i == 0 {
                writeln!(out, "  {} · the earliest, {}", name(report), by(lineage.earliest.by))?;
                continue;
            }
            writeln!(out, "  {}", name(report))?;
            for edge in lineage.edges.iter().filter(|edge| edge.copy == report.id) {
                let percent = (edge.containment * 100.0).round();
                writeln!(out, "   ← {} · {} · {percent} % of it", isolate(&edge.original), kind(edge))?;
                evidence(out, &edge.passages, texts.get(&edge.copy))?;
            }
        }
        writeln!(out)?;
    }
    if !atlas.links.is_empty() {
        writeln!(out, "passages shared by reports that are no copies")?;
        for link in &atlas.links {
            let unsure = if link.order == Order::Unknown { " · which was first is not known" } else { "" };
            writeln!(out, "  {} ← {}{unsure}", isolate(&link.copy), isolate(&link.original))?;
            evidence(out, &link.passages, texts.get(&link.copy))?;
        }
        writeln!(out)?;
    }
    let (reports, origins) = (plural(atlas.reports, "report"), plural(atlas.origin_count(), "independent origin"));
    writeln!(out, "{reports}, {origins}")
}
