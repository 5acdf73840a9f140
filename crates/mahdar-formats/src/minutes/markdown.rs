//! Minutes as Markdown with footnotes (GitHub's form).

use super::{Line, Minutes};
use std::fmt::Write as _;

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The document. Footnotes carry the report's id, so that several minutes can stand in one file.
pub fn markdown(minutes: &Minutes) -> String {
    let key: String = minutes.report.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let line = |line: &Line| {
        let notes: String = line.notes.iter().map(|n| format!("[^{key}-{}]", n + 1)).collect();
        format!("{}{notes}", escape(&line.text))
    };
    let mut out = format!("# {}\n\n", escape(&minutes.title));
    for (label, value) in &minutes.head {
        let _ = writeln!(out, "- **{}:** {}", escape(label), line(value));
    }
    for section in &minutes.sections {
        let _ = write!(out, "\n{} {}\n\n", "#".repeat(usize::from(section.level)), escape(&section.heading));
        for item in &section.lines {
            let _ = writeln!(out, "- {}", line(item));
        }
    }
    out.push('\n');
    for remark in &minutes.remarks {
        let _ = writeln!(out, "{}\n", escape(remark));
    }
    for (n, note) in minutes.notes.iter().enumerate() {
        let _ = writeln!(
            out,
            "[^{key}-{}]: «{}» ({}, {}–{})",
            n + 1,
            escape(&note.words),
            escape(&minutes.report),
            note.range[0],
            note.range[1]
        );
    }
    out
}
