//! `mahdar read`.

use crate::args::{Format, Read};
use crate::config::Config;
use crate::in_order::in_order;
use crate::{sources, stop};
use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use mahdar_doc::{Article, Document};
use mahdar_formats::export::{self, Codes, Shape};
use mahdar_formats::{Engine, text, to_report};
use mahdar_lexicon::PackFiles;
use mahdar_reader::Reader;
use std::io::{BufWriter, IsTerminal as _, Write};
use std::process::ExitCode;

/// How a report becomes bytes.
struct Printer<'r> {
    format: Format,
    colour: bool,
    reader: &'r Reader,
    statements_only: bool,
    min_confidence: f32,
    /// What exports need beside the report; read once an export is asked for.
    codes: Codes,
}

impl Printer<'_> {
    /// Reads an article and prints its report; tables begin with a header if it is the first.
    fn print(&self, article: Article, first: bool) -> std::io::Result<Vec<u8>> {
        let reader = self.reader;
        let mut doc = if self.statements_only { reader.read_statements(article) } else { reader.read(article) };
        if self.min_confidence > 0.0 {
            leave_out(&mut doc, self.min_confidence);
        }
        let label = |id: &str| reader.topics().get(id).map(|i| (i.en.as_str(), i.ar.as_str()));
        let engine = Engine { version: env!("CARGO_PKG_VERSION"), packs: reader.packs_hash(), label: Some(&label) };
        let mut out = Vec::new();
        let mut table = |shape| export::write(&mut out, &to_report(&doc, engine), &self.codes, shape, first);
        match self.format {
            Format::Text => out = text::render(&doc, self.colour).into_bytes(),
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &to_report(&doc, engine))?;
                out.push(b'\n');
            }
            Format::Jsonl => {
                serde_json::to_writer(&mut out, &to_report(&doc, engine))?;
                out.push(b'\n');
            }
            Format::Plover => table(Shape::Plover)?,
            Format::Polecat => table(Shape::Polecat)?,
            Format::Gdelt => table(Shape::Gdelt)?,
            Format::Dna => table(Shape::Dna)?,
            Format::Csv => table(Shape::Csv)?,
        }
        Ok(out)
    }
}

/// Drops statements below `least`; those inside them move to the statement around. Acts stay.
fn leave_out(doc: &mut Document, least: f32) {
    let keep: Vec<bool> = doc.statements.iter().map(|s| s.confidence >= least).collect();
    let mut place = Vec::with_capacity(keep.len());
    let mut next = 0;
    for kept in &keep {
        place.push(next);
        next += u32::from(*kept);
    }
    let outer: Vec<_> = doc.statements.iter().map(|s| s.within).collect();
    for statement in &mut doc.statements {
        while let Some(w) = statement.within.filter(|w| !keep[w.index()]) {
            statement.within = outer[w.index()];
        }
        statement.within = statement.within.map(|w| mahdar_doc::StatementId(place[w.index()]));
    }
    for act in &mut doc.acts {
        act.statement = act.statement.filter(|s| keep[s.index()]).map(|s| mahdar_doc::StatementId(place[s.index()]));
    }
    let mut kept = keep.into_iter();
    doc.statements.retain(|_| kept.next().unwrap_or(true));
}

fn format_of(options: &Read, config: &Config) -> anyhow::Result<Format> {
    if let Some(format) = options.format {
        return Ok(format);
    }
    match config.format.as_deref() {
        None | Some("text") => Ok(Format::Text),
        Some(name) => <Format as clap::ValueEnum>::from_str(name, false).map_err(|_| {
            let known: Vec<String> = <Format as clap::ValueEnum>::value_variants()
                .iter()
                .filter_map(|f| clap::ValueEnum::to_possible_value(f).map(|v| v.get_name().to_owned()))
                .collect();
            anyhow::anyhow!("config: format = \"{name}\"; known are {}", known.join(", "))
        }),
    }
}

pub fn run(reader: &Reader, packs: &PackFiles, options: &Read, config: &Config) -> anyhow::Result<ExitCode> {
    let format = format_of(options, config)?;
    stop::catch()?;
    let to_terminal = options.output.is_none() && std::io::stdout().is_terminal();
    let mut out: Box<dyn Write> = match &options.output {
        Some(path) => {
            Box::new(BufWriter::new(std::fs::File::create(path).with_context(|| format!("{}", path.display()))?))
        }
        None => Box::new(BufWriter::with_capacity(1 << 16, std::io::stdout().lock())),
    };
    let colour = to_terminal && std::env::var_os("NO_COLOR").is_none();
    let min_confidence = options.min_confidence.or(config.min_confidence).unwrap_or(0.0);
    let exports = matches!(format, Format::Plover | Format::Polecat | Format::Gdelt | Format::Dna | Format::Csv);
    if exports && options.statements_only {
        anyhow::bail!("this format is made of acts; --statements-only goes with --format text, json or jsonl");
    }
    let codes = if exports { Codes::new(packs).context("the packs cannot be used")? } else { Codes::default() };
    let statements_only = options.statements_only;
    let printer = Printer { format, colour, reader, statements_only, min_confidence, codes };
    let (files, faults) = sources::list(&options.inputs);
    let bar = progress(files.len(), options.quiet || to_terminal);
    let mut left_out = 0usize;
    let mut read = 0usize;
    for fault in &faults {
        left_out += 1;
        bar.suspend(|| anstream::eprintln!("mahdar: {fault}"));
    }
    let mut failed: Option<std::io::Error> = None;
    let mut skipped = sources::Skipped::default();
    let feed = |give: &mut dyn FnMut((Result<Article, String>, bool)) -> bool| {
        let mut first = true;
        for file in &files {
            let mut wanted = true;
            sources::articles(file, &options.sources, &mut skipped, &mut |item| {
                let opens = item.is_ok() && std::mem::take(&mut first);
                wanted = give((item, opens)) && !stop::is_wanted();
                wanted
            });
            bar.inc(1);
            if !wanted || stop::is_wanted() {
                break;
            }
        }
    };
    let work = |(item, first): (Result<Article, String>, bool)| item.map(|article| printer.print(article, first));
    let take = |printed: Result<std::io::Result<Vec<u8>>, String>| {
        match printed {
            Ok(report) => {
                if let Err(error) = report.and_then(|bytes| out.write_all(&bytes)) {
                    failed = Some(error);
                    return false;
                }
                read += 1;
                if read.is_multiple_of(64) {
                    bar.set_message(format!("{read} reports"));
                }
            }
            Err(fault) => {
                left_out += 1;
                bar.suspend(|| anstream::eprintln!("mahdar: {fault}"));
            }
        }
        true
    };
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    in_order(options.threads.map_or_else(cores, usize::from), feed, work, take);
    let flushed = out.flush();
    bar.finish_and_clear();
    if let Some(error) = failed.or(flushed.err()) {
        // A reader that has seen enough (head) is no fault.
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Ok(ExitCode::SUCCESS);
        }
        return Err(error).context("writing");
    }
    if stop::is_wanted() {
        anstream::eprintln!("mahdar: stopped after {read} reports; what was written is whole");
        return Ok(ExitCode::from(130));
    }
    for line in sources::told(&skipped) {
        anstream::eprintln!("mahdar: {line}");
    }
    if left_out > 0 {
        anstream::eprintln!("mahdar: {read} reports read, {left_out} items left out (see above)");
        return Ok(ExitCode::from(1));
    }
    if read == 0 {
        anstream::eprintln!("mahdar: nothing was read: there is no report in {}", shown(&options.inputs));
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

fn shown(paths: &[std::path::PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn progress(files: usize, quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} files {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar
}
