//! When a page was published and when it was changed: every date that could say so, and which is believed.
//!
//! Order of trust: JSON-LD, `meta`, `time` and microdata, a printed date, the address. Published and modified are never
//! mixed (a page that names only its change has no published date), and what is written as a year stays a year.

use crate::body::Body;
use crate::dom::Page;
use crate::ld::{LdArticle, Linked};
use crate::record::{DateCandidate, DateFault, DateRole, DateSource};
use crate::tables::{Marks, date_field, phrase};
use mahdar_dates::{Civil, DateMatch, Kind, Precision};
use std::ops::Range;

/// A candidate and how far it is trusted: 0 is most.
struct Found {
    candidate: DateCandidate,
    rank: u32,
}

/// All dates of a page; of each role the believed one first.
pub(crate) fn find(
    page: &Page,
    linked: &Linked,
    main: Option<&LdArticle>,
    headline: Option<usize>,
    body: &Body,
    url: Option<&str>,
    fetched: Option<Civil>,
) -> Vec<DateCandidate> {
    let mut found = Vec::new();
    from_linked(linked, main, &mut found);
    from_meta(page, &mut found);
    from_elements(page, headline, body, &mut found);
    from_text(page, headline, body, &mut found);
    from_url(url, &mut found);
    for f in &mut found {
        if f.candidate.fault.is_none() {
            f.candidate.fault = fault(&f.candidate, fetched);
        }
    }
    choose(found)
}

fn candidate(role: DateRole, source: DateSource, raw: &str, span: Option<Range<usize>>) -> DateCandidate {
    let raw = raw.trim().to_owned();
    let parsed = mahdar_dates::parse(&raw);
    DateCandidate { role, source, raw, parsed, span, fault: None }
}

fn from_linked(linked: &Linked, main: Option<&LdArticle>, found: &mut Vec<Found>) {
    for article in &linked.articles {
        let is_main = main.is_some_and(|m| std::ptr::eq(m, article));
        for (date, role) in [(&article.published, DateRole::Published), (&article.modified, DateRole::Modified)] {
            let Some((raw, span)) = date else { continue };
            let mut candidate = candidate(role, DateSource::JsonLd, raw, span.clone());
            let same_page = !article.is_article && linked.articles.len() <= 3;
            if !is_main && !same_page {
                candidate.fault = Some(DateFault::Elsewhere);
            }
            found.push(Found { candidate, rank: if is_main { 0 } else { 5 } });
        }
    }
}

fn from_meta(page: &Page, found: &mut Vec<Found>) {
    for element in page.elements.iter().filter(|e| e.tag == "meta") {
        let Some(content) = element.attr("content").filter(|c| !c.trim().is_empty()) else { continue };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            let Some((published, rank)) = element.attr(key).and_then(date_field) else { continue };
            let role = if published { DateRole::Published } else { DateRole::Modified };
            let source = if key == "itemprop" { DateSource::TimeElement } else { DateSource::Meta };
            found.push(Found { candidate: candidate(role, source, content, None), rank: 10 * u32::from(rank) });
            break;
        }
    }
}

/// `time`, and microdata or RDFa on any element.
fn from_elements(page: &Page, headline: Option<usize>, body: &Body, found: &mut Vec<Found>) {
    let (from, to) = reach(page, headline, body);
    for (number, element) in page.elements.iter().enumerate() {
        if element.tag == "meta" {
            continue;
        }
        let named = ["itemprop", "property"].iter().find_map(|k| {
            let names = element.attr(k)?;
            names.split_ascii_whitespace().find_map(date_field)
        });
        let value = [
            "datetime",
            "content",
            "data-datetime",
            "data-published",
            "data-date",
            "data-timestamp",
            "data-time",
            "title",
        ]
        .iter()
        .filter_map(|k| element.attr(k))
        .find(|v| mahdar_dates::parse(v).is_some());
        let is_time = element.tag == "time";
        if !is_time && named.is_none() {
            continue;
        }
        // What cannot be read stays, as such, beside what the element shows.
        if value.is_none()
            && let Some(unread) = element.attr("datetime").filter(|v| !v.trim().is_empty())
        {
            found.push(Found {
                candidate: candidate(DateRole::Published, DateSource::TimeElement, unread, None),
                rank: 90,
            });
        }
        let text = if value.is_none() { page.text_of(number) } else { String::new() };
        let raw = value.unwrap_or(&text);
        if raw.trim().is_empty() {
            continue;
        }
        let marks = page.around(number).take(3).fold(Marks::default(), |m, e| m.with(page.elements[e].marks));
        let before = words_before(page, number);
        let modified = named.map_or_else(
            || {
                says("modified", &before) && !says("published", &before)
                    || marks.any(Marks::MODIFIED) && !element.marks.any(Marks::DATE) && !says("published", &before)
            },
            |(published, _)| !published,
        );
        let role = if modified { DateRole::Modified } else { DateRole::Published };
        let mut candidate = candidate(role, DateSource::TimeElement, raw, None);
        let outside = element.at < from || element.at > to;
        let linked = page.around(number).any(|e| page.elements[e].tag == "a");
        let elsewhere = page
            .around(number)
            .take_while(|e| *e != body.core)
            .any(|e| page.elements[e].marks.any(Marks::ELSEWHERE) || matches!(page.elements[e].tag, "aside" | "nav"));
        let trusted = named.is_some() || element.attr("pubdate").is_some();
        if elsewhere && !(trusted && !outside) || outside && !trusted || linked && !trusted {
            candidate.fault = Some(DateFault::Elsewhere);
        }
        let rank = 25 + if named.is_some() { 0 } else { 3 } + if outside { 20 } else { 0 };
        found.push(Found { candidate, rank });
    }
}

/// Where in the page dates of the article stand: from a little before the headline to a little after the body.
fn reach(page: &Page, headline: Option<usize>, body: &Body) -> (usize, usize) {
    let first = body.blocks.first().copied().unwrap_or(0);
    let last = body.blocks.last().copied().unwrap_or(page.blocks.len().saturating_sub(1));
    let head = headline.filter(|h| *h <= first + 3).unwrap_or(first);
    let from = page.blocks.get(head.saturating_sub(6)).map_or(0, |b| b.span.start.saturating_sub(200));
    let to = page.blocks.get(last + 8).or_else(|| page.blocks.last()).map_or(usize::MAX, |b| b.span.end);
    (from, to)
}

/// The words just before an element: its block's beginning, or the block before.
fn words_before(page: &Page, element: usize) -> String {
    let at = page.elements[element].at;
    let next = page.blocks.partition_point(|b| b.span.end <= at);
    let mut out = String::new();
    if let Some(block) = next.checked_sub(1).map(|n| &page.blocks[n])
        && block.chars < 40
        && page.elements[block.element].parent == page.elements[page.elements[element].parent].parent
    {
        out.push_str(&block.text);
    }
    if let Some(block) = page.blocks.get(next).filter(|b| b.span.start < at) {
        // Offsets of the page are not those of the text: what precedes is at most that long.
        let length = at - block.span.start;
        out.push(' ');
        out.extend(block.text.char_indices().take_while(|(n, _)| *n < length).map(|(_, c)| c));
    }
    out
}

fn says(kind: &str, text: &str) -> bool {
    phrase(kind, &crate::words::words(text)).is_some()
}

/// Dates printed about the headline and under the body.
fn from_text(page: &Page, headline: Option<usize>, body: &Body, found: &mut Vec<Found>) {
    if page.blocks.is_empty() {
        return;
    }
    let first = body.blocks.first().copied().unwrap_or(0);
    let last = body.blocks.last().copied().unwrap_or(0);
    let head = headline.filter(|h| *h <= first + 3).unwrap_or(first);
    let mut last_day: Option<DateMatch> = None;
    for n in head.saturating_sub(8)..page.blocks.len().min(last + 12) {
        let block = &page.blocks[n];
        if body.blocks.binary_search(&n).is_ok()
            || block.chars > 240
            || page.elements[block.inner].hidden
            || Some(n) == headline
        {
            continue;
        }
        let marks = page
            .around(block.inner)
            .take_while(|e| *e != body.core)
            .take(5)
            .fold(Marks::default(), |m, e| m.with(page.elements[e].marks));
        // A line of metadata by the headline may be marked as navigation; a date alone is none.
        let alone = n.abs_diff(head) <= 4 && near(page, n.min(head), n.max(head)) && block.links == 0;
        let foreign = if alone { Marks::ELSEWHERE.without(Marks::NAV) } else { Marks::ELSEWHERE };
        let elsewhere = marks.any(foreign.with(Marks::CAPTION))
            || page.around(block.inner).any(|e| matches!(page.elements[e].tag, "aside" | "nav" | "footer"));
        let label = n
            .checked_sub(1)
            .map(|m| page.blocks[m].text.as_str())
            .filter(|t| t.chars().count() < 40)
            .unwrap_or_default();
        let mut from = 0;
        for date in scan(&block.text) {
            let before = block.text.get(from..date.span.start).unwrap_or_default();
            let bare = before.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
            let context = if bare && from == 0 { label } else { before };
            let to_published = says("published", context);
            let modified = says("modified", context) && !to_published
                || marks.any(Marks::MODIFIED) && !to_published && !marks.any(Marks::DATE);
            let raw = block.text.get(date.span.clone()).unwrap_or_default().to_owned();
            let span = Some(block.span.clone())
                .filter(|_| block.text.len() == block.span.len())
                .map(|s| s.start + date.span.start..s.start + date.span.end);
            from = date.span.end;
            let mut parsed = date;
            parsed.span = 0..raw.len();
            let day = parsed.precision >= Precision::Day && parsed.year.is_some();
            let role = if modified { DateRole::Modified } else { DateRole::Published };
            // In a line of text a date is what the line tells of; alone, labelled or marked it is the page's.
            let rest = block.chars.saturating_sub(raw.chars().count());
            let mut candidate = DateCandidate {
                role,
                source: DateSource::Visible,
                raw,
                parsed: Some(parsed.clone()),
                span,
                fault: None,
            };
            let labelled = to_published || modified;
            let marked = marks.any(Marks::DATE.with(Marks::MODIFIED));
            if elsewhere && !labelled
                || !labelled && !marked && rest > 80
                || (n < head && !labelled && !near(page, n, head))
            {
                candidate.fault = Some(DateFault::Elsewhere);
            }
            let zone = if n > head && n <= first.max(head) + 1 {
                0
            } else if n > last {
                4
            } else {
                2
            };
            let rank = 40
                + zone
                + if labelled {
                    0
                } else if marked {
                    1
                } else {
                    3
                }
                + if day { 0 } else { 10 };
            if day {
                last_day = Some(parsed);
            }
            found.push(Found { candidate, rank });
        }
    }
    let _ = last_day;
}

/// The dates of a line. `1391/07/18` alone could be of two calendars; in a line with Persian letters or of figures only,
/// years from 1350 to 1430 are taken for Solar ones: lunar ones of that time are seldom written in figures alone.
fn scan(text: &str) -> Vec<DateMatch> {
    let found = mahdar_dates::scan(text);
    if !found.is_empty() || text.len() > 200 {
        return found;
    }
    // ۱۴۰۲/۰۲/۲۴: figures of other scripts are read as ours, and found again by their place.
    let plain: String =
        text.chars().map(|c| c.to_digit(10).or_else(|| figure(c)).map_or(c, |d| char::from(b'0' + d as u8))).collect();
    if plain.len() != text.len() {
        let at = |byte: usize| {
            let chars = plain[..byte].chars().count();
            text.char_indices().nth(chars).map_or(text.len(), |(n, _)| n)
        };
        let mut dates = scan(&plain);
        for date in &mut dates {
            date.span = at(date.span.start)..at(date.span.end);
        }
        return dates;
    }
    let figures: Vec<(usize, usize)> = runs(text);
    let Some(at) = figures.windows(3).find(|w| {
        let year = text[w[0].0..w[0].1].parse::<u32>().is_ok_and(|y| (1350..=1430).contains(&y));
        let joint = |a: usize, b: usize| b == a + 1 && matches!(text.as_bytes()[a], b'/' | b'-');
        year && joint(w[0].1, w[1].0) && joint(w[1].1, w[2].0)
    }) else {
        return found;
    };
    let (start, end) = (at[0].0, at[2].1);
    // The clock beside it is read with the day.
    let clock = text[end..].trim_start_matches(|c: char| c.is_whitespace() || c == '-' || c == '|');
    let clock_at = text.len() - clock.len();
    let clock_end = clock.find(|c: char| !c.is_ascii_digit() && c != ':').map_or(text.len(), |n| clock_at + n);
    let clock = text[clock_at..clock_end].contains(':').then(|| &text[clock_at..clock_end]);
    let written = format!("{} ش {}", &text[start..end], clock.unwrap_or_default());
    let Some(mut date) = mahdar_dates::parse(written.trim()) else { return found };
    date.span = start..if clock.is_some() && date.clock.is_some() { clock_end } else { end };
    vec![date]
}

/// A figure of Arabic or Persian.
fn figure(c: char) -> Option<u32> {
    match c {
        '\u{660}'..='\u{669}' => Some(u32::from(c) - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(u32::from(c) - 0x6F0),
        _ => None,
    }
}

/// Whether a block before the headline stands in the same small element with it: not in the site's header.
fn near(page: &Page, n: usize, head: usize) -> bool {
    let Some(headline) = page.blocks.get(head) else { return false };
    page.around(headline.element).take(5).skip(1).any(|e| {
        page.is_within(page.blocks[n].inner, e)
            && !matches!(page.elements[e].tag, "body" | "html")
            && page.blocks[n..head].iter().all(|b| page.is_within(b.inner, e))
    })
}

/// `/2024/05/06/`, `/2024-05-06-`, `/20240506/`, `/2024/05/`.
fn from_url(url: Option<&str>, found: &mut Vec<Found>) {
    let Some(url) = url else { return };
    let path_at = url.find("://").map_or(0, |at| at + 3);
    let path = url[path_at..].find('/').map_or("", |at| &url[path_at + at..]);
    let numbers: Vec<(usize, usize)> = runs(path);
    let number = |r: &(usize, usize)| path[r.0..r.1].parse::<u32>().ok();
    for (n, run) in numbers.iter().enumerate() {
        let (start, end) = *run;
        let Some(value) = number(run) else { continue };
        let mut raw = None;
        match end - start {
            4 if (1990..2100).contains(&value) => {
                let apart = |a: usize, b: usize| b == a + 1 && matches!(path.as_bytes()[a], b'/' | b'-' | b'_' | b'.');
                if let Some(month) = numbers
                    .get(n + 1)
                    .filter(|m| apart(end, m.0) && m.1 - m.0 <= 2 && number(m).is_some_and(|v| (1..=12).contains(&v)))
                {
                    let day = numbers.get(n + 2).filter(|d| {
                        apart(month.1, d.0) && d.1 - d.0 <= 2 && number(d).is_some_and(|v| (1..=31).contains(&v))
                    });
                    raw = Some(match day {
                        Some(day) => {
                            format!("{value:04}-{:02}-{:02}", number(month).unwrap_or(0), number(day).unwrap_or(0))
                        }
                        None => format!("{value:04}-{:02}", number(month).unwrap_or(0)),
                    });
                }
            }
            8 if (19_900_101..21_000_101).contains(&value) => {
                raw = Some(format!("{:04}-{:02}-{:02}", value / 10_000, value / 100 % 100, value % 100));
            }
            _ => {}
        }
        if let Some(raw) = raw
            && let Some(parsed) = mahdar_dates::parse(&raw)
        {
            let rank = if parsed.precision >= Precision::Day { 60 } else { 70 };
            let candidate = DateCandidate {
                role: DateRole::Published,
                source: DateSource::Url,
                raw,
                parsed: Some(parsed),
                span: None,
                fault: None,
            };
            found.push(Found { candidate, rank });
            return;
        }
    }
    // dd/mm/yyyy has no habit in paths; a year alone says too little to be kept.
}

fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, b) in text.bytes().enumerate() {
        match (b.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    out.extend(start.map(|from| (from, text.len())));
    out
}

/// The day of the clock, for what does not say when it was fetched.
fn today() -> Civil {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Civil::from_ordinal(i64::try_from(now.as_secs() / 86_400).unwrap_or(i64::MAX))
}

/// Why a date is not to be believed.
pub(crate) fn fault(candidate: &DateCandidate, fetched: Option<Civil>) -> Option<DateFault> {
    let Some(date) = &candidate.parsed else { return Some(DateFault::Unread) };
    if date.kind == Kind::Relative {
        return Some(DateFault::Relative);
    }
    let Some(year) = date.year else { return Some(DateFault::NoYear) };
    if date.weekday_conflict {
        return Some(DateFault::Weekday);
    }
    if year < 1990 {
        return Some(DateFault::TooOld);
    }
    let day = Civil::new(year, date.month.unwrap_or(1), date.day.unwrap_or(1))?;
    if day.ordinal() > fetched.unwrap_or_else(today).ordinal() + 1 {
        return Some(DateFault::Future);
    }
    None
}

/// Believed first: by role, then sound before faulty, then by trust; a finer date of the same day goes before a coarser one.
fn choose(mut found: Vec<Found>) -> Vec<DateCandidate> {
    found.sort_by_key(|f| (f.candidate.role, f.candidate.fault.is_some(), coarse(&f.candidate), f.rank));
    for role in [DateRole::Published, DateRole::Modified] {
        let Some(first) = found.iter().position(|f| f.candidate.role == role && f.candidate.fault.is_none()) else {
            continue;
        };
        let best = &found[first];
        let Some(date) = &best.candidate.parsed else { continue };
        if date.clock.is_some() {
            continue;
        }
        // The printed line may know the hour of the day that the metadata names.
        let finer = found.iter().position(|f| {
            f.candidate.role == role
                && f.candidate.fault.is_none()
                && f.candidate
                    .parsed
                    .as_ref()
                    .is_some_and(|d| d.clock.is_some() && (d.year, d.month, d.day) == (date.year, date.month, date.day))
        });
        if let Some(at) = finer {
            let f = found.remove(at);
            found.insert(first, f);
        }
    }
    found.into_iter().map(|f| f.candidate).collect()
}

/// A month or a year is believed only where nothing names a day.
fn coarse(candidate: &DateCandidate) -> u8 {
    match candidate.parsed.as_ref().map(|d| d.precision) {
        Some(Precision::Year) | None => 2,
        Some(Precision::Month) => 1,
        Some(_) => 0,
    }
}
