//! `mahdar minutes`.

use crate::args::{Language, Minutes, Page};
use crate::sources;
use anyhow::Context as _;
use mahdar_formats::minutes::{docx, html, markdown, minutes};
use mahdar_formats::{Engine, Tongue, Wording, to_report};
use mahdar_lexicon::PackFiles;
use mahdar_reader::Reader;
use std::io::Write as _;
use std::process::ExitCode;

fn page(options: &Minutes) -> anyhow::Result<Page> {
    let ending = options.output.as_ref().and_then(|path| path.extension()?.to_str().map(str::to_lowercase));
    let page = match (options.format, ending.as_deref()) {
        (Some(format), _) => format,
        (None, None | Some("md" | "markdown" | "txt")) => Page::Md,
        (None, Some("html" | "htm")) => Page::Html,
        (None, Some("docx")) => Page::Docx,
        (None, Some(other)) => {
            anyhow::bail!("minutes are written as .md, .html or .docx, not .{other}; or name --format")
        }
    };
    let file = options.output.is_some();
    anyhow::ensure!(page != Page::Docx || file, "a Word document needs a file: --output minutes.docx");
    Ok(page)
}

pub fn run(reader: &Reader, packs: &PackFiles, options: &Minutes) -> anyhow::Result<ExitCode> {
    let page = page(options)?;
    let wording = Wording::new(packs).context("the packs cannot be used; `mahdar pack lint DIR` lists every fault")?;
    let tongue = if options.lang == Language::Ar { Tongue::Ar } else { Tongue::En };
    let (files, faults) = sources::list(&options.inputs);
    let mut left_out = faults.len();
    for fault in &faults {
        anstream::eprintln!("mahdar: {fault}");
    }
    let mut all = Vec::new();
    let mut skipped = sources::Skipped::default();
    for file in &files {
        sources::articles(file, &options.sources, &mut skipped, &mut |item| {
            match item {
                Ok(article) => {
                    let doc = reader.read(article);
                    let label = |id: &str| reader.topics().get(id).map(|i| (i.en.as_str(), i.ar.as_str()));
                    let engine =
                        Engine { version: env!("CARGO_PKG_VERSION"), packs: reader.packs_hash(), label: Some(&label) };
                    all.push(minutes(&to_report(&doc, engine), &wording, &label, tongue));
                }
                Err(fault) => {
                    left_out += 1;
                    anstream::eprintln!("mahdar: {fault}");
                }
            }
            true
        });
    }
    for line in sources::told(&skipped) {
        anstream::eprintln!("mahdar: {line}");
    }
    let bytes = match page {
        Page::Md => all.iter().map(markdown).collect::<Vec<_>>().join("\n---\n\n").into_bytes(),
        Page::Html => html(&all, &wording, tongue).into_bytes(),
        Page::Docx => docx(&all)?,
    };
    match &options.output {
        Some(path) => std::fs::write(path, bytes).with_context(|| format!("{}", path.display()))?,
        // A reader that has seen enough (head) is no fault.
        None => match std::io::stdout().write_all(&bytes) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
            other => other?,
        },
    }
    Ok(if left_out > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
