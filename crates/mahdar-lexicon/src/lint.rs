//! `mahdar pack lint`: every finding at once, with file, row, column, value and what to do.

use crate::schema::{Column, FileSchema, Values, schema_of};
use crate::{Folder, PackFiles, Row, Table, format_table};
use rustc_hash::FxHashMap;
use std::fmt;
use unicode_normalization::is_nfc;

/// One fault of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A stable code, L001 ...
    pub code: &'static str,
    /// The file.
    pub path: String,
    /// Its line, counted from 1; 0 for the whole file.
    pub line: u32,
    /// The column.
    pub column: String,
    /// The cell.
    pub value: String,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.code)?;
        if !self.column.is_empty() {
            write!(f, ": column `{}`, value \u{2068}{}\u{2069}", self.column, self.value)?;
        }
        write!(f, ": {}", self.what)
    }
}

/// Checks every table of a pack. Codes: L000 unreadable, L001 columns, L002 unknown value, L003 duplicate after folding, or
/// an actor in two tables, L004 characters that never match, L007 dates, L009 not in `pack fmt` form, L011 references. What only the reader tells has L012, forms that are not the
/// lemma's, and L013, rules; `mahdar pack lint` adds them.
pub fn lint(files: &PackFiles) -> Vec<Finding> {
    let mut findings = Vec::new();
    let folder = match Folder::new(files) {
        Ok(folder) => folder,
        Err(error) => return vec![whole("L000", "ar/fold.tsv", error.to_string())],
    };
    for name in files.names().filter(|name| name.ends_with(".tsv")) {
        let Some(schema) = schema_of(name) else {
            findings.push(whole(
                "L001",
                name,
                "no table of this name is read; see packs/README.md for the tables".to_owned(),
            ));
            continue;
        };
        for (path, text) in files.texts(name) {
            if format_table(text) != text {
                findings.push(whole("L009", path, "not sorted or not NFC; run `mahdar pack fmt`".to_owned()));
            }
            match Table::parse(path, text) {
                Ok(table) => lint_table(schema, &table, &folder, &mut findings),
                Err(error) => findings.push(whole("L000", path, error.to_string())),
            }
        }
    }
    references(files, &mut findings);
    one_row_an_actor(files, &mut findings);
    findings
}

fn whole(code: &'static str, path: &str, what: String) -> Finding {
    Finding { code, path: path.to_owned(), line: 0, column: String::new(), value: String::new(), what }
}

fn at(code: &'static str, row: &Row<'_>, column: &str, what: impl Into<String>) -> Finding {
    Finding {
        code,
        path: row.path().to_owned(),
        line: row.line(),
        column: column.to_owned(),
        value: row.get(column).to_owned(),
        what: what.into(),
    }
}

fn lint_table(schema: &FileSchema, table: &Table, folder: &Folder, findings: &mut Vec<Finding>) {
    let wanted: Vec<&str> = schema.columns.iter().map(|column| column.name).collect();
    for name in table.header() {
        if !wanted.contains(&name.as_str()) {
            let near = nearest(name, &wanted).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            findings.push(whole("L001", table.path(), format!("column `{name}` is not read{near}")));
        }
    }
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for row in table.rows() {
        for column in schema.columns {
            lint_cell(column, &row, findings);
        }
        let first = wanted.first().copied().unwrap_or_default();
        // Verbs that fold alike (أثر, آثر) are told apart by root and form.
        let mut key = folder.fold(row.get(first));
        if schema.path == "ar/verbs.tsv" {
            key = [key.as_str(), row.get("root"), row.get("form")].join("\t");
        }
        if schema.unique
            && let Some(line) = seen.insert(key, row.line())
        {
            findings.push(at("L003", &row, first, format!("the same as line {line} after folding; keep one row")));
        }
        if row.get("offices").contains('@') {
            offices(&row, findings);
        }
    }
}

fn lint_cell(column: &Column, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let cell = row.get(column.name);
    if cell.is_empty() {
        if column.required {
            findings.push(at("L001", row, column.name, "empty; every row needs a value here"));
        }
        return;
    }
    let values: Vec<&str> = if column.many { row.list(column.name).collect() } else { vec![cell] };
    for value in values {
        match column.values {
            Values::OneOf(known) if !known.contains(&value) => {
                let near = nearest(value, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                findings.push(at(
                    "L002",
                    row,
                    column.name,
                    format!("`{value}` is unknown{near} Known: {}", known.join(", ")),
                ));
            }
            Values::Slug if !value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') => {
                findings.push(at("L002", row, column.name, "write it in lower-case ASCII letters, digits and hyphens"));
            }
            Values::Form if value.chars().any(never_matches) || !is_nfc(value) => {
                findings.push(at(
                    "L004",
                    row,
                    column.name,
                    "holds tatweel, a diacritic, a presentation form or an invisible character, or is not NFC; folding removes them from texts: write plain letters",
                ));
            }
            _ => {}
        }
    }
}

fn never_matches(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{064B}'..='\u{0655}' | '\u{0670}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
}

/// `role@of:from..to`, years or months, in order.
fn offices(row: &Row<'_>, findings: &mut Vec<Finding>) {
    let date = |text: &str| {
        let mut parts = text.splitn(2, '-');
        let year = parts.next().and_then(|y| y.parse::<u32>().ok()).filter(|y| (1900..2100).contains(y));
        let month = parts.next().map_or(Some(0), |m| m.parse::<u32>().ok().filter(|m| (1..=12).contains(m)));
        year.zip(month)
    };
    for office in row.list("offices") {
        let parsed = office.split_once('@').and_then(|(role, rest)| {
            let (of, span) = rest.split_once(':').unwrap_or((rest, ".."));
            let (from, to) = span.split_once("..")?;
            Some((role, of, from, to))
        });
        let Some((role, of, from, to)) = parsed else {
            findings.push(at(
                "L007",
                row,
                "offices",
                format!("`{office}`: write role@of:2012-05..2021-04, open ends empty"),
            ));
            continue;
        };
        let ends = [from, to].map(|end| if end.is_empty() { Some(None) } else { date(end).map(Some) });
        match ends {
            [Some(from), Some(to)] => {
                if from
                    .zip(to)
                    .is_some_and(|((fy, fm), (ty, tm))| fy > ty || (fy == ty && fm != 0 && tm != 0 && fm > tm))
                {
                    findings.push(at("L007", row, "offices", format!("`{office}` ends before it begins")));
                }
            }
            _ => findings.push(at("L007", row, "offices", format!("`{office}`: dates are YYYY or YYYY-MM"))),
        }
        if role.is_empty() || of.is_empty() {
            findings.push(at("L007", row, "offices", format!("`{office}`: role and party are needed")));
        }
    }
}

/// Rows that name rows of other tables.
fn references(files: &PackFiles, findings: &mut Vec<Finding>) {
    let (Ok(verbs), Ok(cues)) = (files.table("ar/verbs.tsv"), files.table("ar/cues.tsv")) else { return };
    let lemmas: rustc_hash::FxHashSet<&str> = verbs.rows().map(|row| row.get("lemma")).collect();
    for row in cues.rows().filter(|row| row.get("kind") == "verb") {
        if !lemmas.contains(row.get("lemma")) {
            findings.push(at("L011", &row, "lemma", "no such verb in ar/verbs.tsv; add it there, with root and form"));
        }
    }
    let named: rustc_hash::FxHashSet<&str> = cues.rows().map(|row| row.get("lemma")).collect();
    for row in verbs.rows().filter(|row| row.get("kind") == "cue" && !named.contains(row.get("lemma"))) {
        findings.push(at(
            "L011",
            &row,
            "kind",
            "kind is cue, but ar/cues.tsv has no row for it; add one or write act or common",
        ));
    }
}

/// An actor has one row, in whichever table of actors: two would be two people.
fn one_row_an_actor(files: &PackFiles, findings: &mut Vec<Finding>) {
    let mut seen: FxHashMap<String, (String, u32)> = FxHashMap::default();
    let named = |name: &&str| {
        name.starts_with("actors/")
            && !matches!(*name, "actors/agencies.tsv" | "actors/places.tsv" | "actors/roots.tsv")
    };
    for name in files.names().filter(named) {
        let Ok(table) = files.table(name) else { continue };
        for row in table.rows() {
            let id = row.get("id");
            // States go by their code.
            if id.is_empty() {
                continue;
            }
            match seen.get(id) {
                Some((path, line)) if path != row.path() => {
                    let what = format!("{path}:{line} has this id too; merge the rows, or give one another id");
                    findings.push(at("L003", &row, "id", what));
                }
                Some(_) => {}
                None => {
                    seen.insert(id.to_owned(), (row.path().to_owned(), row.line()));
                }
            }
        }
    }
}

/// The known name with the fewest edits, if it is near.
fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known.iter().map(|k| (distance(name, k), *k)).filter(|(d, _)| *d <= 2).min().map(|(_, k)| k)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let cost = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_known_word_is_offered() {
        assert_eq!(nearest("affrm", &["say", "affirm"]), Some("affirm"));
        assert_eq!(nearest("zzzzzz", &["say", "affirm"]), None);
    }
}
