//! Articles that a page keeps in a script for the browser to print: `articleBody` of JSON-LD, the state of a page built by
//! React and the like. Asked only of pages that show nothing.
//!
//! The longest text wins: one string, or the strings of one list, taken together. Lists whose items lead elsewhere
//! (related articles) and what readers say are passed over.

use crate::dom::Page;
use crate::ld;
use crate::words::words;
use serde_json::Value;
use std::ops::Range;

/// An article has at least so many words.
const FEWEST: usize = 40;
/// What says where an item of a list leads.
const LEADS: &[&str] = &["url", "href", "link", "slug", "permalink", "canonical", "path"];
/// Parts of keys under which other texts stand.
const OTHERS: &[&str] = &[
    "comment",
    "related",
    "recommend",
    "popular",
    "latest",
    "trending",
    "footer",
    "consent",
    "cookie",
    "legal",
    "nav",
];
/// Deeper values are passed over.
const DEEPEST: usize = 24;

/// The paragraphs of the article, and where the script stands in the page.
pub(crate) fn body(page: &Page, headline: Option<&str>) -> Option<(Vec<String>, Range<usize>)> {
    let mut best: Option<(usize, Vec<String>, Range<usize>)> = None;
    for raw in &page.raws {
        if page.elements[raw.element].tag != "script" {
            continue;
        }
        let Some(start) = raw.text.find(['{', '[']) else { continue };
        let mut found: Vec<String> = Vec::new();
        for value in ld::parse(&raw.text[start..]) {
            collect(&value, &mut found, 0);
        }
        for text in found {
            let lines: Vec<String> = ld::plain_lines(&text)
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && Some(*line) != headline)
                .map(str::to_owned)
                .collect();
            let count = lines.iter().map(|line| words(line).len()).sum();
            if count >= FEWEST && is_prose(&lines) && best.as_ref().is_none_or(|(most, ..)| count > *most) {
                best = Some((count, lines, raw.span.clone()));
            }
        }
    }
    best.map(|(_, lines, place)| (lines, place))
}

/// Sentences, and no program.
fn is_prose(lines: &[String]) -> bool {
    let text = lines.join(" ");
    let ends = text.matches(['.', '!', '?', '؟', '۔', '。', '…']).count();
    let code = text.matches(['{', '}', ';', '=', '<', '>', '_']).count();
    ends >= 2 && code <= ends && text.split(' ').filter(|w| w.contains("://")).count() <= ends
}

fn collect(value: &Value, found: &mut Vec<String>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::String(text) if text.len() >= 150 => found.push(text.clone()),
        Value::Array(items) => {
            let texts: Vec<&str> = items.iter().filter_map(|item| text_of(item, 0)).collect();
            if texts.len() >= 2 {
                found.push(texts.join("\n"));
            }
            items.iter().for_each(|item| collect(item, found, depth + 1));
        }
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.to_ascii_lowercase();
                if !OTHERS.iter().any(|other| key.contains(other)) {
                    collect(value, found, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// The text of an item of a list: itself, or its longest string. `None` if it leads elsewhere.
fn text_of(item: &Value, depth: usize) -> Option<&str> {
    match item {
        Value::String(text) => Some(text),
        Value::Object(map) if depth < 3 && !LEADS.iter().any(|key| map.contains_key(*key)) => {
            map.values().filter_map(|value| text_of(value, depth + 1)).max_by_key(|text| text.len())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::scan;

    const FIRST: &str =
        "The island's only school has decided to teach the winter term at sea, with a teacher and a cook.";
    const SECOND: &str = "Parents voted ten to one in favour. The one has asked for a bigger lifebuoy and a second rope. The \
        boat returns every Friday, and the inspectors have been invited to come along.";

    fn of(json: &str) -> Option<Vec<String>> {
        let page = scan(&format!("<div id=app></div><script>{json}</script>"));
        body(&page, None).map(|(lines, _)| lines)
    }

    #[test]
    fn a_string_with_markup_gives_its_paragraphs() {
        let found = of(&format!("window.state = {{\"a\":{{\"body\":\"<p>{FIRST}</p><p>{SECOND}</p>\"}}}};"));
        assert_eq!(found, Some(vec![FIRST.to_owned(), SECOND.to_owned()]));
    }

    #[test]
    fn a_list_of_parts_is_joined_and_one_of_links_is_not() {
        let item = |text: &str, more: &str| format!("{{\"type\":\"p\",\"data\":{{\"text\":\"{text}\"}}{more}}}");
        let list = |more: &str| format!("{{\"parts\":[{},{}]}}", item(FIRST, more), item(SECOND, more));
        assert_eq!(of(&list("")).map(|lines| lines.len()), Some(2));
        assert_eq!(of(&list(",\"url\":\"/a\"")), None);
    }

    #[test]
    fn programs_and_other_texts_are_none() {
        assert_eq!(of("function f() { return {a: 1}; }"), None);
        assert_eq!(of(&format!("{{\"comments\":[\"{FIRST}\",\"{SECOND}\"]}}")), None);
    }
}
