//! From quoted strings to offsets.

use crate::gold::{GoldRecord, Range};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Between the first and last words of a long string.
const ELLIPSIS: &str = " ... ";

/// Why an authored record cannot be resolved.
#[derive(Debug, thiserror::Error)]
#[error("{}", problems.join("\n"))]
pub struct ResolveError {
    /// Each string that is not on its line, each key that is missing.
    pub problems: Vec<String>,
}

/// One line of the text: where it starts, in code points, and its characters.
struct Line {
    start: usize,
    chars: Vec<char>,
}

fn find(line: &[char], phrase: &str, from: usize) -> Option<(usize, usize)> {
    let phrase: Vec<char> = phrase.chars().collect();
    if phrase.is_empty() || phrase.len() > line.len() {
        return None;
    }
    (from..=line.len() - phrase.len())
        .find(|&at| line[at..at + phrase.len()] == phrase[..])
        .map(|at| (at, at + phrase.len()))
}

/// The range of `phrase` on `line`; `skip` earlier occurrences are passed over.
fn locate(line: &Line, phrase: &str, skip: usize) -> Option<Range> {
    let (head, tail) = phrase.split_once(ELLIPSIS).map_or((phrase, None), |(head, tail)| (head, Some(tail)));
    let mut from = 0;
    for left in (0..=skip).rev() {
        let (start, end) = find(&line.chars, head, from)?;
        if left == 0 {
            let end = match tail {
                Some(tail) => find(&line.chars, tail, end)?.1,
                None => end,
            };
            return Some([line.start + start, line.start + end]);
        }
        from = start + 1;
    }
    None
}

/// Resolves an authored record against its text. `"skip": {"cue": 1}` in an item takes the second occurrence of its cue.
///
/// # Errors
/// All strings that are not on their line; none is passed over.
pub fn resolve(authored: &Value, text: &str) -> Result<GoldRecord, ResolveError> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let chars: Vec<char> = line.chars().collect();
        let next = start + chars.len() + 1;
        lines.push(Line { start, chars });
        start = next;
    }
    let id = authored["id"].as_str().unwrap_or("?").to_owned();
    let mut problems = Vec::new();
    let mut at = |item: &Value, key: &str| -> Value {
        let Some(phrase) = item[key].as_str().filter(|p| !p.is_empty()) else { return Value::Null };
        let number = item["line"].as_u64().unwrap_or(u64::MAX) as usize;
        let skip = item["skip"][key].as_u64().unwrap_or(0) as usize;
        match lines.get(number).and_then(|line| locate(line, phrase, skip)) {
            Some(range) => json!(range),
            None => {
                problems.push(format!("{id} {} line {number}: {key} not found: {phrase}", item["id"]));
                Value::Null
            }
        }
    };
    let mut items = |list: &Value, spans: &[&str], keep: &[&str]| -> Vec<Value> {
        let items = list.as_array().map_or(&[] as &[Value], Vec::as_slice);
        let one = |item: &Value, at: &mut dyn FnMut(&Value, &str) -> Value| {
            let mut out = Map::new();
            for key in keep {
                if !item[key].is_null() {
                    out.insert((*key).to_owned(), item[key].clone());
                }
            }
            for key in spans {
                let range = at(item, key);
                if !range.is_null() {
                    out.insert((*key).to_owned(), range);
                }
            }
            Value::Object(out)
        };
        items.iter().map(|item| one(item, &mut at)).collect()
    };
    let statements = items(
        &authored["statements"],
        &["cue", "speaker", "content", "via", "occasion"],
        &["id", "who", "mode", "within", "construct"],
    );
    let acts = items(
        &authored["acts"],
        &["evidence"],
        &["id", "type", "actors", "recipients", "status", "topic", "symmetric", "construct", "issue"],
    );
    if !problems.is_empty() {
        return Err(ResolveError { problems });
    }
    let sha256: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut record = json!({"id": id, "meta": {}, "people": {}, "sha256": sha256, "statements": statements, "acts": acts, "text": text});
    for key in ["meta", "people", "construct"] {
        if !authored[key].is_null() {
            record[key] = authored[key].clone();
        }
    }
    serde_json::from_value(record).map_err(|e| ResolveError { problems: vec![format!("{id}: {e}")] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_become_code_points_of_their_line() {
        let text = "عنوان\nوقال الوزير إن الوضع صعب جدا، وقال إنه باق";
        let authored = json!({"id": "x", "statements": [
            {"id": "s1", "line": 1, "cue": "قال", "speaker": "الوزير", "content": "الوضع ... جدا", "who": null, "mode": "indirect"},
            {"id": "s2", "line": 1, "cue": "قال", "skip": {"cue": 1}, "content": "باق", "who": null, "mode": "indirect"}]});
        let record = resolve(&authored, text).expect("resolves");
        let slice = |r: Range| text.chars().skip(r[0]).take(r[1] - r[0]).collect::<String>();
        assert_eq!(slice(record.statements[0].content), "الوضع صعب جدا");
        assert_eq!(slice(record.statements[1].cue), "قال");
        assert!(record.statements[1].cue[0] > record.statements[0].content[1]);
    }

    #[test]
    fn a_string_that_is_not_there_is_an_error() {
        let authored = json!({"id": "x", "statements": [{"id": "s1", "line": 0, "cue": "أكد", "content": "ب", "mode": "indirect"}]});
        let error = resolve(&authored, "أ ب").expect_err("cue is missing");
        assert_eq!(error.problems.len(), 1);
    }
}
