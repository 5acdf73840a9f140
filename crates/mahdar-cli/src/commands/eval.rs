//! `mahdar eval`.

use crate::args::{By, Eval};
use anyhow::Context as _;
use mahdar_doc::report::Report;
use mahdar_doc::{Article, OffsetIndex, Unit};
use mahdar_eval::{
    GoldRecord, GoldViews, Grouping, Item, ItemKind, Outcome, Summary, Tally, VIEWS, ViewTally, by_group, read_gold,
    reliability, score, score_views, summarize,
};
use mahdar_formats::{Engine, input, to_report};
use mahdar_reader::Reader;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::ExitCode;

fn open(path: &Path) -> anyhow::Result<BufReader<std::fs::File>> {
    Ok(BufReader::new(std::fs::File::open(path).with_context(|| format!("{}", path.display()))?))
}

pub fn run(reader: impl FnOnce() -> anyhow::Result<Reader>, options: &Eval) -> anyhow::Result<ExitCode> {
    if options.record {
        return run_record(&reader()?, options);
    }
    let mut gold: Vec<GoldRecord> = Vec::new();
    for path in &options.gold {
        gold.extend(read_gold(open(path)?).with_context(|| format!("{}", path.display()))?);
    }
    let (tallies, items) = match &options.system {
        Some(path) => score_system(&gold, path)?,
        None => score_now(&gold, options.reports.as_deref(), &reader()?)?,
    };
    if let Some(path) = &options.items {
        std::fs::write(path, item_table(&items)).with_context(|| format!("{}", path.display()))?;
    }
    let mut out = String::new();
    if options.json {
        out = serde_json::to_string(&json(&summarize(&tallies)))?;
        out.push('\n');
    } else {
        errors(&mut out, &items, options.errors);
        print(&mut out, &summarize(&tallies), &items, &options.by);
    }
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn check_text(gold: &GoldRecord, sha256: &str) -> anyhow::Result<()> {
    anyhow::ensure!(
        gold.sha256 == sha256,
        "{}: the report's text differs from the gold's text; offsets cannot be compared. Was a line end changed?",
        gold.id
    );
    Ok(())
}

/// Scores report objects made before.
fn score_system(gold: &[GoldRecord], path: &Path) -> anyhow::Result<(Vec<Tally>, Vec<Item>)> {
    let mut reports: BTreeMap<String, String> = BTreeMap::new();
    for (i, line) in open(path)?.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let report: Report<'_> = serde_json::from_str(&line).with_context(|| {
            format!("{}:{}: no report object of `mahdar read --format jsonl`", path.display(), i + 1)
        })?;
        let id = report.id.clone().into_owned();
        reports.insert(id, line);
    }
    let (mut tallies, mut items) = (Vec::new(), Vec::new());
    for (place, record) in gold.iter().enumerate() {
        let line = reports
            .get(&record.id)
            .with_context(|| format!("{}: no report object for {}", path.display(), record.id))?;
        let report: Report<'_> = serde_json::from_str(line)?;
        check_text(record, &report.sha256)?;
        let (tally, mut found) = score(place, record, &report, &|_| true);
        tallies.push(tally);
        items.append(&mut found);
    }
    Ok((tallies, items))
}

/// Reads the reports and scores what was read.
fn score_now(gold: &[GoldRecord], reports: Option<&Path>, reader: &Reader) -> anyhow::Result<(Vec<Tally>, Vec<Item>)> {
    let mut articles = articles_by_id(reports)?;
    let (mut tallies, mut items) = (Vec::new(), Vec::new());
    for (place, record) in gold.iter().enumerate() {
        let article = article_of(&mut articles, &record.id, record.text.as_ref())?;
        let doc = reader.read(article);
        let label = |id: &str| reader.topics().get(id).map(|i| (i.en.as_str(), i.ar.as_str()));
        let engine = Engine { version: env!("CARGO_PKG_VERSION"), packs: reader.packs_hash(), label: Some(&label) };
        let report = to_report(&doc, engine);
        check_text(record, &report.sha256)?;
        let index = OffsetIndex::new(doc.text());
        let known = |range: [usize; 2]| {
            reader.cue_stands(&doc, |span| {
                let at = index.span(span, Unit::CodePoint);
                at[0] < range[1] && range[0] < at[1]
            })
        };
        let (tally, mut found) = score(place, record, &report, &known);
        tallies.push(tally);
        items.append(&mut found);
    }
    Ok((tallies, items))
}
/// The reports of a file or folder by their id.
fn articles_by_id(reports: Option<&Path>) -> anyhow::Result<BTreeMap<String, Article>> {
    let mut articles: BTreeMap<String, Article> = BTreeMap::new();
    if let Some(path) = reports {
        let (files, faults) = input::expand(&[path.to_owned()]);
        if let Some(fault) = faults.first() {
            anyhow::bail!("{fault}");
        }
        for file in &files {
            let mut broken = None;
            input::articles(file, &mut |item| {
                match item {
                    Ok(article) => {
                        articles.insert(article.id.clone(), article);
                    }
                    Err(fault) => broken = Some(fault),
                }
                broken.is_none()
            });
            if let Some(fault) = broken {
                anyhow::bail!("{fault}");
            }
        }
    }
    Ok(articles)
}

fn article_of(articles: &mut BTreeMap<String, Article>, id: &str, text: Option<&String>) -> anyhow::Result<Article> {
    match (articles.remove(id), text) {
        (Some(article), _) => Ok(article),
        (None, Some(text)) => Ok(Article { id: id.to_owned(), ..Article::from_text(text) }),
        (None, None) => anyhow::bail!("{id}: no text; the gold carries none and --reports has no report of this id"),
    }
}

/// Scores the record: `mahdar eval --record`.
fn run_record(reader: &Reader, options: &Eval) -> anyhow::Result<ExitCode> {
    let mut articles = articles_by_id(options.reports.as_deref())?;
    let mut sums = [ViewTally::default(); 5];
    let mut reports = 0;
    for path in &options.gold {
        for (i, line) in open(path)?.lines().enumerate() {
            let line = line?;
            if line.trim().is_empty() {
                continue;
            }
            let gold: GoldViews = serde_json::from_str(&line)
                .with_context(|| format!("{}:{}: no gold of the record", path.display(), i + 1))?;
            if gold.text.is_none() && !articles.contains_key(&gold.id) {
                continue;
            }
            let doc = reader.read(article_of(&mut articles, &gold.id, gold.text.as_ref())?);
            let engine = Engine { version: env!("CARGO_PKG_VERSION"), packs: reader.packs_hash(), label: None };
            let tallies = score_views(&gold, &to_report(&doc, engine));
            for (sum, tally) in sums.iter_mut().zip(tallies) {
                sum.gold += tally.gold;
                sum.system += tally.system;
                sum.found += tally.found;
                sum.right += tally.right;
            }
            reports += 1;
        }
    }
    let mut out = format!("{reports} reports\n");
    for (name, t) in VIEWS.iter().zip(sums) {
        let _ = writeln!(
            out,
            "{name:<16} gold {:>4}  system {:>4}  found {:>4}  f1 {:.4}  right {:>4}  f1 {:.4}",
            t.gold,
            t.system,
            t.found,
            t.f1(t.found),
            t.right,
            t.f1(t.right)
        );
    }
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn outcome(item: &Item) -> &'static str {
    match item.outcome {
        Outcome::Right => "right",
        Outcome::Found => "found",
        Outcome::Missed => "missed",
        Outcome::Extra => "extra",
    }
}

fn kind(item: &Item) -> &'static str {
    match item.kind {
        ItemKind::Statement => "statement",
        ItemKind::Act => "act",
    }
}

/// One line per item: what CI compares with `gold/results/`.
fn item_table(items: &[Item]) -> String {
    let mut out = String::from("report\tkind\titem\toutcome\tcause\tcue\tconstruct\n");
    for item in items {
        let construct = item.construct.as_deref().unwrap_or("-");
        let cue = item.cue.replace(['\t', '\n'], " ");
        let row = [item.report_id.as_str(), kind(item), &item.id, outcome(item), item.cause.as_str(), &cue, construct];
        out.push_str(&row.join("\t"));
        out.push('\n');
    }
    out
}

fn errors(out: &mut String, items: &[Item], most: usize) {
    for item in items.iter().filter(|i| i.outcome != Outcome::Right).take(most) {
        let _ = writeln!(
            out,
            "{} {} {} {} [{}] {} | {}",
            item.report_id,
            item.id,
            outcome(item),
            kind(item),
            item.cause.as_str(),
            item.cue,
            item.detail
        );
    }
}

fn json(summary: &Summary) -> serde_json::Value {
    let mut out = serde_json::Map::new();
    out.insert("reports".to_owned(), summary.reports.into());
    for f in &summary.figures {
        let interval = f.interval.map(|i| serde_json::json!({"low": i.low, "high": i.high, "standard_error": i.error}));
        out.insert(
            f.name.to_owned(),
            serde_json::json!({"gold": f.gold, "system": f.system, "precision": f.precision, "recall": f.recall, "f1": f.f1, "interval": interval}),
        );
    }
    out.into()
}

fn print(out: &mut String, summary: &Summary, items: &[Item], by: &[By]) {
    let _ = writeln!(out, "{} reports; 95 % bootstrap intervals over reports in brackets", summary.reports);
    for f in &summary.figures {
        let interval = f.interval.map_or(String::new(), |i| format!("  [{:.3}, {:.3}]", i.low, i.high));
        let _ = match (f.system, f.precision, f.f1) {
            (Some(system), Some(p), Some(f1)) => writeln!(
                out,
                "{:<20} gold {:>5}  system {system:>5}  precision {p:.4}  recall {:.4}  f1 {f1:.4}{interval}",
                f.name, f.gold, f.recall
            ),
            _ => writeln!(out, "{:<20} of   {:>5}  {:.4}{interval}", f.name, f.gold, f.recall),
        };
    }
    for (kind, name) in [(ItemKind::Statement, "statements"), (ItemKind::Act, "acts")] {
        if !items.iter().any(|i| i.kind == kind) {
            continue;
        }
        if let Some(r) = reliability(items, kind) {
            let _ = writeln!(out, "\n{name}: confidence against truth, expected calibration error {:.3}", r.error);
            for (low, n, mean, right) in r.bins {
                let _ = writeln!(out, "  {low:.1}-  items {n:>5}  confidence {mean:.3}  right {right:.3}");
            }
        }
        for &by in by {
            let (grouping, title) = match by {
                By::Construct => (Grouping::Construct, "construct"),
                By::Cue => (Grouping::Cue, "cue"),
                By::Outlet => (Grouping::Outlet, "outlet"),
                By::Cause => (Grouping::Cause, "cause"),
            };
            let _ = writeln!(out, "\n{name} by {title}: gold, found, right, extra, recall");
            for (group, gold, found, right, extra) in by_group(items, kind, grouping) {
                let recall = if gold == 0 { 0.0 } else { found as f64 / gold as f64 };
                let _ = writeln!(out, "  {gold:>5} {found:>5} {right:>5} {extra:>5}  {recall:.2}  {group}");
            }
        }
    }
}
