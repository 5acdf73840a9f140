//! `mahdar pack fmt`: one form for every table.

use unicode_normalization::UnicodeNormalization;

/// A table in its one form: NFC, LF, cells trimmed, rows sorted by their first cell, comment lines first.
///
/// ```
/// assert_eq!(mahdar_lexicon::format_table("id\tname\nb \t x\na\ty\n"), "id\tname\na\ty\nb\tx\n");
/// ```
pub fn format_table(text: &str) -> String {
    let text: String = text.nfc().collect();
    let mut comments = Vec::new();
    let mut header = None;
    let mut rows = Vec::new();
    for line in text.lines().map(|line| line.trim_start_matches('\u{FEFF}')) {
        if line.starts_with('#') {
            comments.push(line.trim_end().to_owned());
        } else if !line.trim().is_empty() {
            let cells = line.split('\t').map(str::trim).collect::<Vec<_>>().join("\t");
            match header {
                None => header = Some(cells),
                Some(_) => rows.push(cells),
            }
        }
    }
    rows.sort_by(|a, b| a.split('\t').next().cmp(&b.split('\t').next()).then_with(|| a.cmp(b)));
    let lines = comments.into_iter().chain(header).chain(rows);
    lines.fold(String::new(), |mut out, line| {
        out.push_str(&line);
        out.push('\n');
        out
    })
}
