//! Factiva.

use super::{Found, body};

/// Codes of fields.
const CODES: &[&str] = &[
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO",
    "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CLM", "ART", "DLN",
];

/// A line that begins a field: the code, and what stands behind it. A code is followed by the end of the line or by two
/// spaces or a tab; in running text a single space follows.
pub(super) fn code(line: &str) -> Option<(&'static str, &str)> {
    let end = line.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    let (name, rest) = (&line[..end], &line[end..]);
    let separated =
        rest.trim().is_empty() || rest.starts_with("  ") || rest.starts_with('\t') || rest.starts_with(" \t");
    let code = CODES.iter().find(|code| **code == name).filter(|_| separated)?;
    Some((code, rest.trim()))
}

/// `Document ABCD000020230314ej3e0001X` alone on a line.
pub(super) fn accession(line: &str) -> Option<&str> {
    let id = line.trim().strip_prefix("Document ")?.trim();
    let is_id = id.len() >= 12
        && id.bytes().all(|b| b.is_ascii_alphanumeric())
        && id.bytes().filter(u8::is_ascii_digit).count() >= 8;
    is_id.then_some(id)
}

/// `512 words`, `1,024 words`.
pub(super) fn word_count(line: &str) -> Option<&str> {
    let number = line.trim().strip_suffix(" words")?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b',')).then_some(number)
}

/// A headline's code where one was already read: the article before had no end.
pub(super) fn begins(line: &str, before: &[String]) -> bool {
    code(line).is_some_and(|(name, _)| name == "HD")
        && before.iter().any(|line| code(line).is_some_and(|(name, _)| matches!(name, "HD" | "TD" | "LP")))
}

pub(super) fn article(lines: &[String]) -> Option<Found> {
    let is_coded = lines.iter().any(|line| code(line).is_some_and(|(name, _)| matches!(name, "HD" | "TD" | "LP")));
    let mut found = if is_coded { coded(lines) } else { plain(lines)? };
    found.id = lines.iter().rev().find_map(|line| accession(line)).map(str::to_owned);
    (!found.text.is_empty()).then_some(found)
}

fn coded(lines: &[String]) -> Found {
    let mut fields: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines {
        if accession(line).is_some() {
            continue;
        }
        match code(line) {
            Some((name, value)) => fields.push((name, if value.is_empty() { Vec::new() } else { vec![value] })),
            None => {
                if let Some((_, values)) = fields.last_mut() {
                    values.push(line);
                }
            }
        }
    }
    let joined = |name: &str| {
        let (_, values) = fields.iter().find(|(code, _)| *code == name)?;
        let words: Vec<&str> = values.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        Some(words.join(" ")).filter(|words| !words.is_empty())
    };
    let text: Vec<&str> = fields
        .iter()
        .filter(|(code, _)| matches!(*code, "LP" | "TD"))
        .flat_map(|(_, values)| values.iter().copied().chain([""]))
        .collect();
    let published = match (joined("PD"), joined("ET")) {
        (Some(day), Some(time)) => Some(format!("{day} {time}")),
        (day, _) => day,
    };
    Found {
        id: None,
        headline: joined("HD"),
        publisher: joined("SN"),
        published,
        section: joined("SE"),
        byline: joined("BY").map(|by| by.strip_prefix("By ").map(str::to_owned).unwrap_or(by)),
        language: joined("LA"),
        text: body(&text),
    }
}

/// The layout without codes: the line of the word count parts headline and byline from date, source and body.
fn plain(lines: &[String]) -> Option<Found> {
    let lines: Vec<&str> = lines.iter().map(String::as_str).filter(|line| accession(line).is_none()).collect();
    let words_at = lines.iter().position(|line| word_count(line).is_some())?;
    let above: Vec<&str> = lines[..words_at].iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let mut found = Found { headline: above.first().map(|line| (*line).to_owned()), ..Found::default() };
    found.byline =
        above[above.len().min(1)..].iter().find_map(|line| line.strip_prefix("By ").map(|by| by.trim().to_owned()));
    // Date, perhaps time, source, code, perhaps page, language, copyright; a blank line or the copyright ends it.
    let rest = &lines[words_at + 1..];
    let is_rights = |line: &&str| {
        let line = line.trim();
        line.starts_with("Copyright") || line.starts_with('©') || line.starts_with("(c)") || line.starts_with("(C)")
    };
    let head_end = rest.iter().take(14).position(is_rights).map_or_else(
        || rest.iter().skip(1).position(|line| line.trim().is_empty()).map_or(rest.len(), |at| at + 1),
        |at| at + 1,
    );
    let head: Vec<&str> = rest[..head_end].iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let date_at = head.iter().position(|line| mahdar_dates::parse(line).is_some());
    if let Some(at) = date_at {
        let is_time = |line: &&&str| line.len() <= 8 && line.bytes().all(|b| b.is_ascii_digit() || b == b':');
        let time = head.get(at + 1).filter(is_time);
        found.published = Some(time.map_or_else(|| head[at].to_owned(), |time| format!("{} {time}", head[at])));
        found.publisher = head.get(at + 1 + usize::from(time.is_some())).map(|line| (*line).to_owned());
        let tail = &head[(at + 1).min(head.len())..];
        found.language = tail.iter().find(|line| is_language(line)).map(|line| (*line).to_owned());
    }
    found.text = body(&rest[head_end..]);
    Some(found)
}

/// Languages of the interface as they are written in an export.
fn is_language(line: &str) -> bool {
    ["Arabic", "English", "French", "German", "Persian", "Russian", "Spanish", "Turkish", "Urdu"].contains(&line)
}
