//! Nexis.

use super::{Found, body};

/// Fields before and behind the body, in small letters.
const FIELDS: &[&str] = &[
    "length",
    "section",
    "byline",
    "dateline",
    "load-date",
    "language",
    "headline",
    "publication-type",
    "journal-code",
    "subject",
    "industry",
    "geographic",
    "organization",
    "person",
    "company",
    "graphic",
    "highlight",
    "series",
    "country",
    "state",
    "city",
    "type",
    "correction",
    "correction-date",
    "notes",
    "url",
    "doc-id",
    "copyright",
    "body",
];
/// Those that end the body.
const AFTER: &[&str] = &[
    "load-date",
    "language",
    "publication-type",
    "journal-code",
    "subject",
    "industry",
    "geographic",
    "organization",
    "person",
    "company",
    "graphic",
    "notes",
    "classification",
    "doc-id",
    "url",
];

/// `LENGTH: 512 words`: the field in small letters and its value. `Body` may stand alone.
fn field(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim();
    if line.eq_ignore_ascii_case("body") {
        return Some(("body", ""));
    }
    if line.eq_ignore_ascii_case("classification") {
        return Some(("classification", ""));
    }
    let (name, value) = line.split_once(':')?;
    FIELDS.iter().find(|known| name.eq_ignore_ascii_case(known)).map(|known| (*known, value.trim()))
}

/// `3 of 50 DOCUMENTS`, `Document 3 of 50`.
pub(super) fn begins(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        [a, of, b, documents] => {
            (documents.eq_ignore_ascii_case("documents") && of.eq_ignore_ascii_case("of") && is_number(a) && is_number(b))
                // Document 3 of 50
                || (a.eq_ignore_ascii_case("document") && is_number(of) && b.eq_ignore_ascii_case("of") && is_number(documents))
        }
        _ => false,
    }
}

pub(super) fn ends(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case("end of document")
}

/// What in a line speaks for this layout.
pub(super) fn mark(line: &str) -> Option<&'static str> {
    if begins(line) {
        return Some("document");
    }
    if ends(line) {
        return Some("end of document");
    }
    let marks =
        ["length", "section", "byline", "load-date", "body", "dateline", "headline", "publication-type", "copyright"];
    field(line)
        .map(|(name, _)| name)
        .filter(|name| marks.contains(name))
        .or_else(|| is_copyright(line).then_some("copyright"))
}

fn is_copyright(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("Copyright ") || line.starts_with('©') || line.eq_ignore_ascii_case("all rights reserved")
}

/// `Page 3 of 7` at the head of a printed page.
fn is_page_number(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words.as_slice(), ["Page", a, "of", b] if a.parse::<u32>().is_ok() && b.parse::<u32>().is_ok())
}

/// An article; `None` for a cover page or list of contents: without a body and without a length.
pub(super) fn article(lines: &[String]) -> Option<Found> {
    let lines: Vec<&str> =
        lines.iter().map(String::as_str).filter(|line| !begins(line) && !ends(line) && !is_page_number(line)).collect();
    let fields: Vec<(usize, &'static str, &str)> =
        lines.iter().enumerate().filter_map(|(at, line)| field(line).map(|(name, value)| (at, name, value))).collect();
    let body_at = fields.iter().find(|(_, name, _)| *name == "body").map(|(at, ..)| *at);
    // Without `Body` the text follows the last field above it.
    let last_above = fields.iter().take_while(|(_, name, _)| !AFTER.contains(name)).last().map(|(at, ..)| *at);
    let start = body_at.or(last_above)?;
    let body_end =
        fields.iter().find(|(at, name, _)| *at > start && AFTER.contains(name)).map_or(lines.len(), |(at, ..)| *at);
    let mut found = Found::default();
    for (at, name, value) in &fields {
        // Words of the body may look like a field.
        if (start + 1..body_end).contains(at) && body_at.is_some() {
            continue;
        }
        let value = Some((*value).to_owned()).filter(|value| !value.is_empty());
        match *name {
            "headline" => found.headline = found.headline.take().or(value),
            "section" => found.section = value.map(|v| v.split(';').next().unwrap_or_default().trim().to_owned()),
            "byline" => found.byline = value,
            "language" => found.language = value.map(|v| v.split(';').next().unwrap_or_default().trim().to_owned()),
            _ => {}
        }
    }
    let mut words: Vec<&str> = Vec::new();
    if let Some((_, _, value)) =
        fields.iter().find(|(at, name, value)| *at == start && *name == "body" && !value.is_empty())
    {
        words.push(value);
    }
    words.extend(lines[start + 1..body_end].iter().copied());
    while words.last().is_some_and(|line| line.trim().is_empty() || is_copyright(line)) {
        words.pop();
    }
    found.text = body(&words);
    if found.text.is_empty() {
        return None;
    }
    let first_field = fields.first().map_or(start, |(at, ..)| *at);
    head(&lines[..first_field.min(start)], &mut found);
    Some(found)
}

/// The lines above the fields: publication, date, edition, headline (classic), or headline, publication, date (newer).
fn head(lines: &[&str], found: &mut Found) {
    let lines: Vec<&str> =
        lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty() && !is_copyright(line)).collect();
    let date_at = lines.iter().position(|line| mahdar_dates::parse(line).is_some());
    let Some(date_at) = date_at else {
        found.headline = found.headline.take().or_else(|| lines.first().map(|line| (*line).to_owned()));
        return;
    };
    found.published = Some(lines[date_at].to_owned());
    let above = &lines[..date_at];
    let below = &lines[date_at + 1..];
    found.publisher = above.last().map(|line| (*line).to_owned());
    if found.headline.is_none() {
        found.headline = if above.len() > 1 {
            Some(above[..above.len() - 1].join(" "))
        } else {
            below.last().map(|line| (*line).to_owned())
        };
    }
}
