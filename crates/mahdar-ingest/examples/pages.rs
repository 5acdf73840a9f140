//! Own gold of pages: `cargo run --release -p mahdar-ingest --example pages -- [--wild] [--check|--write|--time|--show ID]`.
//!
//! Prints a line a page and totals (odd numbers are looked at while tuning, even ones are not). `--wild` takes
//! `gold/pages-wild` instead of `gold/pages`, `--check` compares with `gold/results/pages.txt` (`pages-wild.txt`),
//! `--write` replaces it, `--time` measures pages of 80 kB and more, `--show` prints one page's paragraphs against gold.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for people at a terminal")]

use mahdar_ingest::{DateRole, Hints, Record, State, page};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// As in the program.
#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn gold_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold")
}

struct Item {
    gold: Value,
    bytes: Vec<u8>,
}

impl Item {
    fn text(&self, key: &str) -> Option<&str> {
        self.gold[key].as_str()
    }

    fn strings(&self, key: &str) -> Vec<&str> {
        self.gold[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn id(&self) -> &str {
        self.text("id").unwrap_or_default()
    }

    fn hints(&self, fast: bool) -> Hints {
        Hints {
            url: self.text("url").map(str::to_owned),
            http_charset: self.text("http_charset").map(str::to_owned),
            fast,
            ..Hints::default()
        }
    }
}

fn items(set: &str) -> Vec<Item> {
    let file = std::fs::read_to_string(gold_dir().join(format!("{set}.jsonl"))).expect("a set in gold/");
    file.lines()
        .map(|line| {
            let gold: Value = serde_json::from_str(line).expect("a line of JSON");
            let path = gold_dir().join(gold["file"].as_str().expect("a file"));
            Item { bytes: std::fs::read(path).expect("a page"), gold }
        })
        .collect()
}

/// White space as the gold has it: NBSP kept on both sides as a separator of words.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !is_inside(c))
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .map(str::to_lowercase)
        .collect()
}

/// Marks and joiners belong to the word.
fn is_inside(c: char) -> bool {
    is_control(c)
        || matches!(c, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// Bidi and joiner characters.
fn is_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn counts<T: std::hash::Hash + Eq>(items: impl IntoIterator<Item = T>) -> HashMap<T, usize> {
    let mut out = HashMap::new();
    for item in items {
        *out.entry(item).or_insert(0) += 1;
    }
    out
}

fn common<T: std::hash::Hash + Eq>(a: &HashMap<T, usize>, b: &HashMap<T, usize>) -> usize {
    a.iter().map(|(k, n)| (*n).min(b.get(k).copied().unwrap_or(0))).sum()
}

struct Score {
    f1: f64,
    kept: usize,
    controls: usize,
    leaks: usize,
    /// `None` where gold does not speak of the field.
    right: [Option<bool>; 8],
}

const FIELDS: [&str; 8] = ["headline", "section", "byline", "publisher", "published", "modified", "language", "state"];

fn squash(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn date_of(record: &Record, role: DateRole) -> Option<String> {
    let date = record.date(role)?.parsed.as_ref()?;
    Some(normal(&format!("{}{}", date.iso()?, date.offset.clone().unwrap_or_default())))
}

/// Fractions of a second left out; GMT and +00:00 are Z.
fn normal(date: &str) -> String {
    let mut out = date.replace("+00:00", "Z").replace("GMT", "Z");
    if let Some(dot) = out.find('.') {
        let end = out[dot + 1..].find(|c: char| !c.is_ascii_digit()).map_or(out.len(), |at| dot + 1 + at);
        out.replace_range(dot..end, "");
    }
    out
}

fn score(item: &Item, record: &Record) -> Score {
    let optional: Vec<String> = item.strings("optional").iter().map(|s| squash(s)).collect();
    let is_optional = |p: &str| optional.iter().any(|o| *o == squash(p));
    let gold: Vec<&str> = item.strings("paragraphs");
    let text = record.article.text.as_str();
    let mine: Vec<&str> = text.lines().filter(|p| !is_optional(p)).collect();
    let (g, m) = (counts(gold.iter().flat_map(|p| words(p))), counts(mine.iter().flat_map(|p| words(p))));
    let (total_g, total_m): (usize, usize) = (g.values().sum(), m.values().sum());
    let f1 = if total_g + total_m == 0 { 1.0 } else { 2.0 * common(&g, &m) as f64 / (total_g + total_m) as f64 };
    let controls = counts(gold.iter().flat_map(|p| p.chars()).filter(|c| is_control(*c)));
    let kept = common(&controls, &counts(text.chars().filter(|c| is_control(*c))));
    let flat = squash(text);
    let leaks = item.strings("absent").iter().filter(|a| flat.contains(&squash(a))).count();
    let same = |a: Option<&str>, b: Option<&str>| a.map(squash) == b.map(squash);
    let state = record.extraction.as_ref().map(|e| e.state).unwrap_or_default();
    let kind = match item.text("kind") {
        Some("paywall") => state == State::PaywallStub,
        Some("shell") => state == State::EmptyShell,
        _ => state.is_article(),
    };
    let right = [
        same(record.article.headline.as_deref(), item.text("headline")),
        same(record.section.as_deref(), item.text("section")),
        same(record.byline.as_deref(), item.text("byline")),
        same(record.article.publisher.as_deref(), item.text("publisher")),
        date_of(record, DateRole::Published) == item.text("published").map(normal),
        date_of(record, DateRole::Modified) == item.text("modified").map(normal),
        // A shell has no text to tell a language by.
        total_g == 0 || record.detected_language.as_deref() == item.text("language"),
        kind,
    ];
    let told = |n: usize| {
        !matches!(FIELDS[n], "headline" | "section" | "byline" | "publisher" | "published" | "modified")
            || item.gold.get(FIELDS[n]).is_some()
    };
    let right = std::array::from_fn(|n| told(n).then_some(right[n]));
    Score { f1, kept, controls: controls.values().sum(), leaks, right }
}

fn totals(name: &str, scores: &[&Score]) -> String {
    let n = scores.len();
    let f1 = scores.iter().map(|s| s.f1).sum::<f64>() / n.max(1) as f64;
    let (kept, all): (usize, usize) = (scores.iter().map(|s| s.kept).sum(), scores.iter().map(|s| s.controls).sum());
    let leaks: usize = scores.iter().map(|s| s.leaks).sum();
    let mut line = format!("{name:<5} {n:>2} pages  F1 {f1:.4}  controls {kept}/{all}  leaks {leaks} ");
    for (i, field) in FIELDS.iter().enumerate() {
        if scores.iter().any(|s| s.right[i].is_some()) {
            let _ = write!(line, " {field} {}", scores.iter().filter(|s| s.right[i] == Some(true)).count());
        }
    }
    line
}

fn results(items: &[Item], fast: bool) -> String {
    let scored: Vec<(&Item, Score)> = items
        .iter()
        .map(|item| (item, score(item, &page(&item.bytes, &item.hints(fast)).expect("within the limits"))))
        .collect();
    let mut out = String::new();
    let _ = writeln!(out, "page  F1     controls leaks {}", FIELDS.join(" "));
    for (item, s) in &scored {
        let flag = |right: &Option<bool>| right.map_or(' ', |r| if r { '+' } else { '-' });
        let flags: String = s.right.iter().map(flag).collect();
        let _ = writeln!(out, "{:<5} {:.4} {:>4}/{:<4} {} {flags}", item.id(), s.f1, s.kept, s.controls, s.leaks);
    }
    let is_odd = |item: &Item| item.id()[2..].parse::<u32>().is_ok_and(|n| n % 2 == 1);
    for (name, odd) in [("odd", Some(true)), ("even", Some(false)), ("all", None)] {
        let of: Vec<&Score> =
            scored.iter().filter(|(i, _)| odd.is_none_or(|o| is_odd(i) == o)).map(|(_, s)| s).collect();
        let _ = writeln!(out, "{}", totals(name, &of));
    }
    out
}

/// Processor time of this process so far, in seconds; the clock's where the system does not tell.
fn spent(start: Instant) -> f64 {
    // Fields 14 and 15 of proc_pid_stat(5), in hundredths of a second.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<i64> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().filter_map(|f| f.parse().ok()).collect();
    // The state is no number, so the fields after it are two less one further on.
    match (fields.get(10), fields.get(11)) {
        (Some(user), Some(system)) => (user + system) as f64 / 100.0,
        _ => start.elapsed().as_secs_f64(),
    }
}

/// A page of 80 kB and more in the manner of a newsroom's: menus, scripts, an article, cards.
fn generated(number: usize) -> Vec<u8> {
    const SENTENCES: [&str; 3] = [
        "قال وزير الموارد إن اللجنة توصلت، بعد يومين من الاجتماعات المغلقة، إلى جدول جديد يسري حتى نهاية الموسم.",
        "The two sides met on Monday in the capital, officials said, and agreed to meet again within a month of that day.",
        "Министр сообщил, что переговоры продолжатся на следующей неделе в столице, и поблагодарил посредников за работу.",
    ];
    let sentence = SENTENCES[number % 3];
    let word = |n: usize| sentence.split(' ').nth(n % 12).unwrap_or_default();
    let title: String = (0..8).map(|n| format!("{} ", word(n + number))).collect();
    let mut html = format!(
        "<!doctype html><html><head><meta charset=utf-8><title>{title}| Outlet</title><meta property='og:title' content='{title}'>\
         <meta property='article:published_time' content='2024-05-{:02}T10:00:00+03:00'><style>",
        number % 28 + 1
    );
    for n in 0..300 {
        let _ = write!(html, ".c{n}-x{{margin:{n}px;padding:0 {n}px}}");
    }
    html.push_str("</style></head><body><nav><ul>");
    for n in 0..150 {
        let _ =
            write!(html, "<li class='menu-item menu-item-{n}'><a href='/s/{n}'>{} {}</a></li>", word(n), word(n + 3));
    }
    let _ = write!(html, "</ul></nav><main><article class='story'><h1>{title}</h1><div class='date'>14 {number}</div>");
    for n in 0..25 {
        let _ = write!(html, "<p>{n}. {sentence} {sentence}</p>");
        if n % 6 == 5 {
            let _ = write!(
                html,
                "<div class='related'><a href='/r/{n}'>{} {} {}</a></div>",
                word(n),
                word(n + 1),
                word(n + 2)
            );
        }
    }
    html.push_str("</article></main><section class='cards'>");
    for n in 0..110 {
        let _ = write!(
            html,
            "<div class='card card-{n}' data-track='{{\"el\":\"card\",\"pos\":{n}}}'><a href='/c/{n}'><img src='/i/{n}.jpg' \
             srcset='/i/{n}-640.jpg 640w, /i/{n}-320.jpg 320w'><h3>{} {} {} {} {n}</h3></a><span>{n}</span></div>",
            word(n),
            word(n + 1),
            word(n + 2),
            word(n + 3)
        );
    }
    html.push_str("</section><script>window.state={");
    for n in 0..600 {
        let _ = write!(html, "\"k{n}\":{{\"id\":{n},\"u\":\"/a/b/{n}\"}},");
    }
    html.push_str("}</script></body></html>");
    html.into_bytes()
}

fn time(items: &[Item], fast_only: bool) {
    let generated: Vec<Vec<u8>> = (0..30).map(generated).collect();
    let large: Vec<&[u8]> = generated
        .iter()
        .map(Vec::as_slice)
        .chain(items.iter().map(|i| i.bytes.as_slice()))
        .filter(|bytes| bytes.len() >= 80_000)
        .collect();
    let bytes: usize = large.iter().map(|b| b.len()).sum();
    for (name, fast, words) in [("both", false, "both extractors"), ("fast", true, "the fast one")] {
        if fast_only && !fast {
            continue;
        }
        let hints = Hints { fast, ..Hints::default() };
        let mut best = f64::INFINITY;
        for _ in 0..4 {
            let start = Instant::now();
            let before = spent(start);
            for bytes in &large {
                let record = page(bytes, &hints).expect("within the limits");
                assert!(!record.source.sha256.is_empty());
            }
            best = best.min(spent(start) - before);
        }
        println!(
            "{name}: {:.0} pages/s of processor time with {words}; {} pages of 80 kB and more, {} kB on average, best of 4",
            large.len() as f64 / best,
            large.len(),
            bytes / 1000 / large.len().max(1)
        );
    }
}

fn show(item: &Item, fast: bool) {
    let record = page(&item.bytes, &item.hints(fast)).expect("within the limits");
    let gold: Vec<String> = item.strings("paragraphs").iter().map(|p| squash(p)).collect();
    let mine: Vec<String> = record.article.text.lines().map(squash).collect();
    for p in &mine {
        if !gold.contains(p) {
            println!("  extra   {p}");
        }
    }
    for p in &gold {
        if !mine.contains(p) {
            println!("  missing {p}");
        }
    }
    println!(
        "  state {:?}",
        record.extraction.as_ref().map(|e| (e.state, e.agreement, e.encoding, e.extractor.clone()))
    );
    let pairs = [
        ("headline", record.article.headline.clone()),
        ("section", record.section.clone()),
        ("byline", record.byline.clone()),
        ("publisher", record.article.publisher.clone()),
        ("published", date_of(&record, DateRole::Published)),
        ("modified", date_of(&record, DateRole::Modified)),
        ("language", record.detected_language.clone()),
    ];
    for (key, value) in pairs {
        if value.as_deref().map(normal) != item.text(key).map(normal) {
            println!("  {key}: {value:?}, gold {:?}", item.text(key));
        }
    }
    for date in &record.dates {
        println!(
            "  date {:?} {:?} {:?} {:?} {:?}",
            date.role,
            date.source,
            date.raw,
            date.parsed.as_ref().and_then(|d| d.iso()),
            date.fault
        );
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let set = if has("--wild") { "pages-wild" } else { "pages" };
    let items = items(set);
    let file = gold_dir().join(format!("results/{set}.txt"));
    if has("--time") {
        time(&items, has("--fast"));
        return ExitCode::SUCCESS;
    }
    if has("--show") {
        for item in items.iter().filter(|i| args.iter().any(|a| a == i.id())) {
            println!("{}", item.id());
            show(item, has("--fast"));
        }
        return ExitCode::SUCCESS;
    }
    let now = results(&items, has("--fast"));
    if has("--write") {
        std::fs::write(&file, &now).expect("gold/results can be written");
    } else if has("--check") {
        let before = std::fs::read_to_string(&file).unwrap_or_default();
        for (a, b) in before.lines().zip(now.lines()).filter(|(a, b)| a != b) {
            println!("- {a}\n+ {b}");
        }
        if before != now {
            eprintln!("own gold of pages: lines changed; look at each, then run with --write");
            return ExitCode::from(1);
        }
        println!("{set:<24} {} pages as committed", items.len());
        return ExitCode::SUCCESS;
    }
    print!("{now}");
    ExitCode::SUCCESS
}
