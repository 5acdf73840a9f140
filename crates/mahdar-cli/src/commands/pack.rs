//! `mahdar pack`.

use crate::args::{Pack, Packs};
use anyhow::Context as _;
use mahdar_lexicon::{Finding, PackFiles, Table, format_table, lint, schema_of};
use mahdar_reader::{Reader, prove};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub fn run(packs: &Packs, command: Pack) -> anyhow::Result<ExitCode> {
    match command {
        Pack::Lint { dirs } => lint_packs(&super::files(packs, &dirs)?),
        Pack::Fmt { paths, check } => fmt(&paths, check),
        Pack::Test { dirs } => test(&super::files(packs, &dirs)?),
        Pack::Add { dir, table, cells } => add(&dir, &table, &cells),
        Pack::Export { dir } => export(&dir),
    }
}

fn verdict(count: usize, what: &str) -> ExitCode {
    anstream::println!("{count} {what}");
    if count == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn lint_packs(files: &PackFiles) -> anyhow::Result<ExitCode> {
    let mut findings = lint(files);
    // Rows and rules that only the reader can judge; it stops at a table's first fault, which is among the findings then.
    let whole = |code, path: &str, column: &str, value: &str, what: String| Finding {
        code,
        path: path.to_owned(),
        line: 0,
        column: column.to_owned(),
        value: value.to_owned(),
        what,
    };
    match Reader::new(files) {
        Ok(reader) => findings.extend(reader.lexicon().unconjugated.iter().map(|lemma| {
            let what =
                "root, form and vowels do not give the lemma; check the radicals (ء for hamza, و or ي for a weak one)";
            whole("L012", "ar/verbs.tsv", "root", lemma, what.to_owned())
        })),
        Err(error) if findings.is_empty() || error.to_string().contains(".toml") => {
            findings.push(whole("L013", "rules and tables", "", "", error.to_string()));
        }
        Err(_) => {}
    }
    for finding in &findings {
        anstream::println!("{finding}");
    }
    Ok(verdict(findings.len(), "findings"))
}

fn tables(paths: &[PathBuf], out: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for path in paths {
        if path.is_dir() {
            let mut inner: Vec<PathBuf> = std::fs::read_dir(path)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
            inner.retain(|p| p.is_dir() || p.extension().is_some_and(|e| e == "tsv"));
            inner.sort();
            tables(&inner, out)?;
        } else {
            out.push(path.clone());
        }
    }
    Ok(())
}

fn fmt(paths: &[PathBuf], check: bool) -> anyhow::Result<ExitCode> {
    let mut files = Vec::new();
    tables(paths, &mut files)?;
    let mut changed = 0;
    for path in files {
        let text = std::fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
        let formatted = format_table(&text);
        if formatted != text {
            changed += 1;
            anstream::println!("{}{}", path.display(), if check { " would change" } else { "" });
            if !check {
                std::fs::write(&path, formatted).with_context(|| format!("{}", path.display()))?;
            }
        }
    }
    if check { Ok(verdict(changed, "tables would change")) } else { Ok(ExitCode::SUCCESS) }
}

fn test(files: &PackFiles) -> anyhow::Result<ExitCode> {
    let reader = Reader::new(files)?;
    let failures = prove(&reader);
    for failure in &failures {
        anstream::println!("{failure}");
    }
    Ok(verdict(failures.len(), "proofs failed"))
}

fn add(dir: &Path, table: &str, cells: &[String]) -> anyhow::Result<ExitCode> {
    let schema = schema_of(table).with_context(|| {
        let known: Vec<&str> = mahdar_lexicon::schemas().iter().map(|s| s.path).collect();
        format!("no table `{table}`; there are {}", known.join(", "))
    })?;
    let columns: Vec<&str> = schema.columns.iter().map(|c| c.name).collect();
    let mut row = vec![String::new(); columns.len()];
    for cell in cells {
        let (name, value) = cell.split_once('=').with_context(|| format!("`{cell}`: write column=value"))?;
        let at = columns
            .iter()
            .position(|c| *c == name)
            .with_context(|| format!("no column `{name}` in {table}; there are {}", columns.join(", ")))?;
        anyhow::ensure!(!value.contains(['\t', '\n']), "`{name}`: a cell holds no tab and no newline");
        row[at] = value.trim().to_owned();
    }
    let path = dir.join(table);
    let old = if path.is_file() {
        std::fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?
    } else {
        format!("{}\n", columns.join("\t"))
    };
    let table_path = path.display().to_string();
    let mut merged = Table::parse(&table_path, &old)?;
    merged.overlay(Table::parse(&table_path, &format!("{}\n{}\n", columns.join("\t"), row.join("\t")))?)?;
    let rows: Vec<String> = merged
        .rows()
        .map(|r| merged.header().iter().map(|c| r.get(c).to_owned()).collect::<Vec<_>>().join("\t"))
        .collect();
    let text = format_table(&format!("{}\n{}\n", merged.header().join("\t"), rows.join("\n")));
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).with_context(|| format!("{}", parent.display()))?;
    }
    std::fs::write(&path, text).with_context(|| format!("{}", path.display()))?;
    anstream::println!("{}: {}", path.display(), row.join(" · "));
    // What the new row breaks is said at once.
    let files = PackFiles::embedded().overlay(PackFiles::from_dir(dir)?);
    let findings: Vec<Finding> =
        lint(&files).into_iter().filter(|f| f.path.starts_with(&*dir.display().to_string())).collect();
    for finding in &findings {
        anstream::println!("{finding}");
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn export(dir: &Path) -> anyhow::Result<ExitCode> {
    let files = PackFiles::embedded();
    for name in files.names() {
        let path = dir.join(name);
        anyhow::ensure!(!path.exists(), "{} is there already; choose an empty folder", path.display());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| format!("{}", parent.display()))?;
        }
        for (_, text) in files.texts(name) {
            std::fs::write(&path, text).with_context(|| format!("{}", path.display()))?;
        }
    }
    anstream::println!("{} tables written to {}", files.names().count(), dir.display());
    Ok(ExitCode::SUCCESS)
}
