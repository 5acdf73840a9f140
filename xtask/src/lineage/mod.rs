//! Lineages on copies of own gold: recall, false joins, earliest report; and their cost.
//!
//! `cargo xtask lineage` writes `gold/results/lineage.txt` (`--check` compares); `--scale N` measures time and memory over N
//! short documents and writes nothing.

mod copies;

use crate::{put, root};
use anyhow::Context as _;
use copies::{Copier, Cut, Dated, Random};
use mahdar_doc::Article;
use mahdar_formats::{Engine, to_report};
use mahdar_lexicon::{Folder, PackFiles};
use mahdar_lineage::{Atlas, Lineages, Source};
use mahdar_reader::Reader;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Own gold that is made of whole reports.
const SETS: &[&str] = &["practice", "heldout", "reports-acts", "no-acts", "twins", "samples", "flashes", "exam"];
/// Reports of fewer words are read along but not copied.
const LEAST_WORDS: usize = 80;
/// Cut, and one word in so many replaced; the first is the bar of the project, the second is harder.
const LEVELS: &[(f64, usize)] = &[(0.2, 20), (0.3, 10)];

/// A report of own gold.
struct Gold {
    id: String,
    text: String,
    headline_line: usize,
    published: Option<String>,
}

fn gold() -> anyhow::Result<Vec<Gold>> {
    let mut out = Vec::new();
    for set in SETS {
        let path = root().join(format!("gold/{set}.jsonl"));
        let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for line in lines.lines() {
            let value: serde_json::Value = serde_json::from_str(line)?;
            out.push(Gold {
                id: value["id"].as_str().context("no id")?.to_owned(),
                text: value["text"].as_str().context("no text")?.to_owned(),
                headline_line: value["meta"]["headline_line"].as_u64().unwrap_or(1) as usize,
                published: value["meta"]["published"].as_str().map(str::to_owned),
            });
        }
    }
    Ok(out)
}

/// Reads articles as the program does and joins them.
fn join(reader: &Reader, folder: &Folder, articles: Vec<Article>) -> Atlas {
    let mut lineages = Lineages::new(folder);
    for article in articles {
        let doc = reader.read(article);
        let report = to_report(&doc, Engine { version: "", packs: "", label: None });
        lineages.add(&Source::from_report(&report));
    }
    lineages.finish()
}

/// Lineages that hold reports of more than one original; a copy's id is the original's and a mark.
fn false_joins(atlas: &Atlas) -> Vec<String> {
    let original = |id: &str| id.split('+').next().unwrap_or_default().to_owned();
    let ids = |l: &mahdar_lineage::Lineage| l.reports.iter().map(|r| original(&r.id)).collect::<BTreeSet<_>>();
    let mixed = atlas.lineages.iter().map(ids).filter(|ids| ids.len() > 1);
    mixed.map(|ids| ids.into_iter().collect::<Vec<_>>().join(" ")).collect()
}

fn article(id: &str, dated: &Dated, publisher: &str) -> Article {
    Article {
        id: id.to_owned(),
        text: dated.text.clone(),
        published: dated.published.clone(),
        publisher: Some(publisher.to_owned()),
        ..Article::default()
    }
}

/// One run: every report of 80 words with one copy, the others beside them. Returns a line of the result.
fn run(reader: &Reader, folder: &Folder, gold: &[Gold], cut: Cut, level: (f64, usize), graft: bool) -> String {
    let mut random = Random::new(20_241_128);
    let copier = Copier::new(gold.iter().map(|g| g.text.as_str()), level.0, level.1, cut);
    let mut articles = Vec::new();
    let mut copied = Vec::new();
    for (i, report) in gold.iter().enumerate() {
        let frame = reader.read(Article::from_text(report.text.clone())).frame;
        let line = frame.published.as_ref().and_then(|p| p.basis.span()).map(|span| span.start as usize);
        let (publisher, other) = copies::publishers(&mut random);
        if report.text.split_whitespace().count() < LEAST_WORDS {
            let dated = Dated { text: report.text.clone(), published: report.published.clone() };
            articles.push(article(&report.id, &dated, publisher));
            continue;
        }
        let (original, copy) = copies::date(&report.text, line, report.published.as_deref(), &mut random);
        let mut text = copier.copy(&copy.text, report.headline_line, publisher, &mut random);
        if graft {
            let most = text.split_whitespace().count() / 3;
            text.push_str(&copies::sentences(&gold[(i + 1) % gold.len()].text, most));
        }
        articles.push(article(&report.id, &original, publisher));
        let id = format!("{}+{}", report.id, cut.name());
        articles.push(article(&id, &Dated { text, published: copy.published }, other));
        copied.push((report.id.clone(), id));
    }
    let atlas = join(reader, folder, articles);
    let (mut found, mut first, mut missed) = (0, 0, Vec::new());
    for (original, copy) in &copied {
        match atlas.lineage_of(copy).filter(|l| l.reports.iter().any(|r| r.id == *original)) {
            Some(lineage) => {
                found += 1;
                first += usize::from(lineage.earliest.report == *original);
            }
            None => missed.push(original.as_str()),
        }
    }
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for lineage in &atlas.lineages {
        *kinds.entry(serde_json::to_string(&lineage.earliest.by).unwrap_or_default().replace('"', "")).or_default() +=
            1;
    }
    let kinds: Vec<String> = kinds.into_iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    let mut line = format!(
        "  {:<10} recall {found}/{} {:.3}   earliest right {first}/{found} {:.3} ({})   false joins {}",
        cut.name(),
        copied.len(),
        share(found, copied.len()),
        share(first, found),
        kinds.join(", "),
        false_joins(&atlas).len(),
    );
    for ids in false_joins(&atlas) {
        let _ = write!(line, "\n             joined {ids}");
    }
    if !missed.is_empty() {
        let _ = write!(line, "\n             missed {}", missed.join(" "));
    }
    line
}

/// Writes `gold/results/lineage.txt`, or compares it.
pub fn run_all(check: bool) -> anyhow::Result<()> {
    let gold = gold()?;
    let reader = Reader::embedded()?;
    let folder = Folder::new(&PackFiles::embedded())?;
    let long = gold.iter().filter(|g| g.text.split_whitespace().count() >= LEAST_WORDS).count();
    let mut out = String::from("Lineages over copies of own gold (cargo xtask lineage; seed fixed).\n");
    let _ = writeln!(
        out,
        "{} distinct reports, {long} of at least {LEAST_WORDS} words; each of these gets one copy a run:",
        gold.len()
    );
    out.push_str(
        "cut, words replaced, spelling and digits changed, another headline, half with a credit, half later in time,\n",
    );
    out.push_str("the rest of the same day or without a time.\n");
    for &level in LEVELS {
        let _ = writeln!(out, "\ncut by {:.0} %, one word in {} replaced", level.0 * 100.0, level.1);
        for cut in [Cut::End, Cut::Middle, Cut::Sentences] {
            out.push_str(&run(&reader, &folder, &gold, cut, level, false));
            out.push('\n');
        }
    }
    out.push_str(
        "\nthe same as the first, with sentences of another report at the end, up to a third of the copy's words\n",
    );
    for cut in [Cut::End, Cut::Middle, Cut::Sentences] {
        out.push_str(&run(&reader, &folder, &gold, cut, LEVELS[0], true));
        out.push('\n');
    }
    let plain =
        |g: &Gold| Article { published: g.published.clone(), id: g.id.clone(), ..Article::from_text(g.text.clone()) };
    let atlas = join(&reader, &folder, gold.iter().map(plain).collect());
    let joined = false_joins(&atlas);
    let _ = writeln!(
        out,
        "\nthe distinct reports alone: false joins {}, passage links {}",
        joined.len(),
        atlas.links.len()
    );
    for ids in joined {
        let _ = writeln!(out, "  joined {ids}");
    }
    for link in &atlas.links {
        let words: u32 = link.passages.iter().map(|p| p.words).sum();
        let _ = writeln!(out, "  linked {} {} by {words} words", link.copy, link.original);
    }
    print!("{out}");
    put("gold/results/lineage.txt", &out, check)
}

/// Time and memory over `n` short documents, three in ten of them copies.
pub fn scale(n: usize) -> anyhow::Result<()> {
    let texts: Vec<String> = gold()?.into_iter().map(|g| g.text).collect();
    let folder = Folder::new(&PackFiles::embedded())?;
    let mut random = Random::new(7);
    let words: Vec<&str> = texts.iter().flat_map(|t| t.split_whitespace()).collect();
    let mut lineages = Lineages::new(&folder);
    let (mut bytes, mut last, mut copied) = (0usize, String::new(), 0usize);
    let start = std::time::Instant::now();
    for i in 0..n {
        if random.below(10) < 3 && !last.is_empty() {
            copied += 1;
            let cut = last.char_indices().map(|(at, _)| at).nth(last.chars().count() * 4 / 5).unwrap_or(last.len());
            last.truncate(cut);
        } else {
            last = copies::patchwork(&words, &mut random);
        }
        bytes += last.len();
        let (id, day) = (format!("r{i}"), format!("2024-05-{:02}", 1 + random.below(28)));
        lineages.add(&Source { id: &id, text: &last, published: Some(&day), ..Source::default() });
    }
    let added = start.elapsed();
    let after_adding = peak_memory();
    let atlas = lineages.finish();
    println!(
        "{n} documents, {:.1} MB, {copied} copies: added in {:.2} s, joined in {:.2} s ({:.0} documents/s); memory {} MB after adding, peak {} MB; {} lineages, {} origins, {} links",
        bytes as f64 / 1e6,
        added.as_secs_f64(),
        (start.elapsed() - added).as_secs_f64(),
        n as f64 / start.elapsed().as_secs_f64(),
        after_adding,
        peak_memory(),
        atlas.lineages.len(),
        atlas.origin_count(),
        atlas.links.len(),
    );
    Ok(())
}

/// The process's peak of resident memory in MB, where /proc tells it.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
