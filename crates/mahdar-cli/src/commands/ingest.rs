//! `mahdar ingest`.

use crate::sources::{self, Ingest};
use crate::stop;
use anyhow::Context as _;
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use mahdar_ingest::containers::{Found, Pool, Sink, Skipped};
use mahdar_ingest::{IngestError, Line, Record, State};
use std::fs::File;
use std::io::{BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Where lines go.
struct Output {
    out: Box<dyn Write>,
    /// The file under way, and the name it gets when it is whole.
    file: Option<(PathBuf, PathBuf)>,
}

impl Output {
    fn open(options: &Ingest) -> anyhow::Result<Self> {
        let Some(path) = &options.output else {
            return Ok(Output {
                out: Box::new(BufWriter::with_capacity(1 << 16, std::io::stdout().lock())),
                file: None,
            });
        };
        anyhow::ensure!(
            options.force || !path.exists(),
            "{}: is there already; --force replaces it, or name another file",
            path.display()
        );
        anyhow::ensure!(!path.is_dir(), "{}: is a folder; name a file in it", path.display());
        // A device or a pipe gets no other name.
        let is_file = path.metadata().map_or(true, |meta| meta.is_file());
        let part = if is_file { PathBuf::from(format!("{}.part", path.display())) } else { path.clone() };
        let out = File::create(&part).with_context(|| format!("{}", part.display()))?;
        Ok(Output {
            out: Box::new(BufWriter::with_capacity(1 << 16, out)),
            file: is_file.then(|| (part, path.clone())),
        })
    }

    fn finish(mut self) -> std::io::Result<()> {
        self.out.flush()?;
        drop(self.out);
        self.file.map_or(Ok(()), |(part, path)| std::fs::rename(part, path))
    }
}

/// What came of a run.
#[derive(Default)]
struct Counts {
    reports: u64,
    /// Of them with extractors that do not agree.
    unsure: u64,
    /// Of them summaries.
    summaries: u64,
    faults: u64,
    skipped: Skipped,
}

/// Writes records and counts the rest.
struct Writer<'o> {
    output: &'o mut Output,
    all: bool,
    bar: ProgressBar,
    read: Arc<AtomicU64>,
    start: Instant,
    buffer: Vec<u8>,
    counts: Counts,
    failed: Option<std::io::Error>,
}

impl Writer<'_> {
    fn told(&mut self) -> bool {
        self.bar.set_position(self.read.load(Ordering::Relaxed));
        let rate = self.counts.reports as f64 / self.start.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{} reports, {rate:.0}/s", HumanCount(self.counts.reports)));
        !stop::is_wanted()
    }

    fn write(&mut self, record: &Record) -> std::io::Result<()> {
        self.buffer.clear();
        serde_json::to_writer(&mut self.buffer, &Line(record))?;
        self.buffer.push(b'\n');
        self.output.out.write_all(&self.buffer)
    }
}

impl Sink for Writer<'_> {
    fn record(&mut self, record: Record) -> bool {
        if let Some(reason) = sources::why_left_out(&record, self.all) {
            let example = record.article.url.as_ref().or(record.article.path.as_ref()).unwrap_or(&record.article.id);
            return self.skip(reason, example);
        }
        if let Err(error) = self.write(&record) {
            self.failed = Some(error);
            return false;
        }
        self.counts.reports += 1;
        let state = record.extraction.as_ref().map(|extraction| extraction.state);
        self.counts.unsure += u64::from(state == Some(State::LowAgreement));
        self.counts.summaries += u64::from(state == Some(State::Summary));
        self.told()
    }

    fn fault(&mut self, fault: IngestError) -> bool {
        self.counts.faults += 1;
        self.bar.suspend(|| anstream::eprintln!("mahdar: {fault}"));
        self.told()
    }

    fn skip(&mut self, reason: &str, example: &str) -> bool {
        self.counts.skipped.add(reason, example);
        self.told()
    }
}

pub fn run(options: &Ingest) -> anyhow::Result<ExitCode> {
    let (mut files, faults) = sources::list(&options.inputs);
    let mut output = Output::open(options)?;
    stop::catch()?;
    let mut settings = sources::settings(&options.sources);
    let read = Arc::new(AtomicU64::new(0));
    settings.progress = Some(Arc::clone(&read));
    let threads =
        options.threads.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let mut writer = Writer {
        bar: progress(&files, options),
        output: &mut output,
        all: options.sources.all,
        read,
        start: Instant::now(),
        buffer: Vec::new(),
        counts: Counts { faults: faults.len() as u64, ..Counts::default() },
        failed: None,
    };
    for fault in &faults {
        writer.bar.suspend(|| anstream::eprintln!("mahdar: {fault}"));
    }
    if let Some(path) = &options.output {
        without(path, &mut files, &mut writer.counts.skipped);
    }
    let mut pool = Pool::new(&mut writer, threads);
    for file in &files {
        if !file.scan(&settings, &mut pool) {
            break;
        }
    }
    pool.finish();
    writer.bar.finish_and_clear();
    let Writer { start, counts, failed, read, .. } = writer;
    let part =
        output.file.as_ref().map_or_else(|| "standard output".to_owned(), |(part, _)| part.display().to_string());
    if let Err(error) = failed.map_or(Ok(()), Err).and_then(|()| output.finish()) {
        // A reader that has seen enough (head) is no fault.
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Ok(ExitCode::SUCCESS);
        }
        return Err(error).context(format!("writing {part} (its whole lines can be used)"));
    }
    if !options.quiet {
        counts.tell(options, start.elapsed(), read.load(Ordering::Relaxed));
    }
    if stop::is_wanted() {
        anstream::eprintln!("mahdar: stopped after {} reports; what was written is whole", counts.reports);
        return Ok(ExitCode::from(130));
    }
    Ok(if counts.faults > 0 || counts.reports == 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The output is no source of itself.
fn without(output: &Path, files: &mut Vec<Found>, skipped: &mut Skipped) {
    let part = format!("{}.part", output.display());
    let ours: Vec<PathBuf> = [output, Path::new(&part)].iter().filter_map(|path| path.canonicalize().ok()).collect();
    files.retain(|file| {
        let is_ours = file.path.canonicalize().is_ok_and(|path| ours.contains(&path));
        if is_ours {
            skipped.add("the output itself", &file.path.display().to_string());
        }
        !is_ours
    });
}

fn count(number: u64, of: &str) -> String {
    format!("{} {of}{}", HumanCount(number), if number == 1 { "" } else { "s" })
}

impl Counts {
    /// `bytes`: read of the sources, as they are stored.
    fn tell(&self, options: &Ingest, took: Duration, bytes: u64) {
        let place = options.output.as_ref().map_or_else(String::new, |path| format!(" in {}", path.display()));
        let seconds = took.as_secs_f64();
        // Of less than a second no rate is to be told.
        let rate = if seconds < 1.0 {
            String::new()
        } else {
            let bytes = HumanBytes((bytes as f64 / seconds) as u64);
            format!(" in {seconds:.1} s ({:.0} reports/s, {bytes}/s)", self.reports as f64 / seconds)
        };
        anstream::eprintln!("mahdar: {}{place}; {} read{rate}", count(self.reports, "report"), HumanBytes(bytes));
        if self.unsure > 0 {
            anstream::eprintln!(
                "  {} of them low-agreement: the extractors differ on the body, look at them",
                HumanCount(self.unsure)
            );
        }
        if self.summaries > 0 {
            anstream::eprintln!("  {} of them summaries: the article stands elsewhere", HumanCount(self.summaries));
        }
        if self.faults > 0 {
            anstream::eprintln!("  {}, named above", count(self.faults, "fault"));
        }
        if self.skipped.0.is_empty() {
            return;
        }
        anstream::eprintln!("left out:");
        let mut all: Vec<_> = self.skipped.0.iter().collect();
        all.sort_by_key(|(reason, (count, _))| (std::cmp::Reverse(*count), *reason));
        for (reason, (count, example)) in all {
            anstream::eprintln!("  {:>9}  {reason}, such as {example}", HumanCount(*count).to_string());
        }
    }
}

fn progress(files: &[Found], options: &Ingest) -> ProgressBar {
    let to_terminal = options.output.is_none() && std::io::stdout().is_terminal();
    if options.quiet || to_terminal || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let sizes: Option<u64> = files.iter().map(|file| file.path.metadata().ok().map(|meta| meta.len())).sum();
    // Standard input has no size.
    let (bar, template) = match sizes {
        Some(total) => {
            (ProgressBar::new(total), "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {msg} {elapsed}, {eta} left")
        }
        None => (ProgressBar::no_length(), "{spinner} {bytes} {bytes_per_sec} {msg} {elapsed}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
