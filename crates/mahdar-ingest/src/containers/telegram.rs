//! Exports of Telegram Desktop: `result.json` (one chat, or all chats) and `messages*.html`.

use super::stream::Stream;
use super::walk::{Guard, Items};
use super::{LARGEST_ITEM, Sink, Source, dates, markup};
use crate::bounded::bounded;
use crate::{DateRole, DateSource, Place, Record, SourceKind};
use html5gum::{Token, Tokenizer};
use mahdar_doc::Article;
use serde_json::{Map, Value};

/// `messages` of a chat; `chats` and `left_chats` of a whole account hold chats in `list`.
const ARRAYS: &[&str] = &["messages", "chats", "left_chats", "list"];

pub(crate) fn read_json(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let guard = Guard::new(stream, LARGEST_ITEM);
    let mut number = 0;
    let result = Items::new(ARRAYS).run(guard, &mut |chat, value| {
        number += 1;
        match message(chat, &value, number, source) {
            Ok(record) => sink.record(record),
            Err(reason) => sink.skip(reason, source.shown),
        }
    });
    match result {
        Ok(wants_more) => wants_more,
        Err(error) => sink.fault(source.fault(
            format!("{}:{}", error.line(), error.column()),
            format!("{error}; the messages before this place were read"),
        )),
    }
}

fn string(object: &Value, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn message(chat: &Map<String, Value>, value: &Value, number: u64, source: &Source<'_>) -> Result<Record, &'static str> {
    if value.get("type").and_then(Value::as_str).is_some_and(|kind| kind != "message") {
        return Err("Telegram service message");
    }
    let text = flatten(value.get("text").unwrap_or(&Value::Null));
    if text.trim().is_empty() {
        return Err("Telegram message without text");
    }
    let name = chat.get("name").and_then(Value::as_str).map(str::to_owned).or_else(|| string(value, "from"));
    let id = string(value, "id").unwrap_or_else(|| number.to_string());
    let article = Article {
        id: format!("{}:{id}", name.clone().unwrap_or_else(|| source.stem())),
        text,
        published: string(value, "date"),
        publisher: name,
        ..Article::default()
    };
    let raw = value.to_string();
    let mut record = source.record(article, source.origin(SourceKind::Telegram, Place::Item(number), raw.as_bytes()));
    record.byline = string(value, "author");
    let published = record.article.published.clone();
    dates::add(&mut record, DateRole::Published, DateSource::Field, published);
    dates::add(&mut record, DateRole::Modified, DateSource::Field, string(value, "edited"));
    record.notes.extend(string(value, "forwarded_from").map(|from| format!("forwarded from: {from}")));
    Ok(record)
}

/// A string, or an array of strings and marked-up pieces.
fn flatten(text: &Value) -> String {
    match text {
        Value::String(text) => text.clone(),
        Value::Array(pieces) => pieces.iter().map(flatten).collect(),
        Value::Object(piece) => piece.get("text").map(flatten).unwrap_or_default(),
        _ => String::new(),
    }
}

#[derive(Default)]
struct Message {
    id: String,
    date: Option<String>,
    from: String,
    forwarded: String,
    text: String,
}

/// What the words at hand belong to.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Nothing,
    Title,
    From,
    Forwarded,
    Text,
}

pub(crate) fn read_html(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let bytes = match source.whole(stream) {
        Ok(bytes) => bytes,
        Err(fault) => return sink.fault(fault),
    };
    let html = String::from_utf8_lossy(&bytes);
    let (mut title, mut last_from) = (String::new(), String::new());
    let mut message = Message::default();
    // One entry an open `div`: the part it is.
    let mut open: Vec<Part> = Vec::new();
    let mut number = 0;
    let mut stopped = false;
    let mut finish = |message: &mut Message, title: &str, last_from: &mut String| {
        let done = std::mem::take(message);
        if done.id.is_empty() || stopped {
            return !stopped;
        }
        number += 1;
        if !done.from.trim().is_empty() {
            *last_from = done.from.trim().to_owned();
        }
        let text = done.text.trim();
        if text.is_empty() {
            stopped = !sink.skip("Telegram message without text", source.shown);
            return !stopped;
        }
        let name = Some(title.trim()).filter(|t| !t.is_empty()).unwrap_or(last_from.as_str()).to_owned();
        let article = Article {
            id: format!("{}:{}", if name.is_empty() { source.stem() } else { name.clone() }, done.id),
            text: text.to_owned(),
            published: done.date.clone(),
            publisher: Some(name).filter(|name| !name.is_empty()),
            ..Article::default()
        };
        let mut record =
            source.record(article, source.origin(SourceKind::Telegram, Place::Item(number), text.as_bytes()));
        dates::add(&mut record, DateRole::Published, DateSource::Field, done.date);
        let from = done.forwarded.trim();
        if !from.is_empty() {
            record.notes.push(format!("forwarded from: {from}"));
        }
        stopped = !sink.record(record);
        !stopped
    };
    for token in Tokenizer::new(&*bounded(&html)).flatten() {
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &[u8]| {
                    let mut all = tag.attributes.iter();
                    all.find(|(key, _)| key.0 == name).map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                };
                let class = attribute(b"class").unwrap_or_default();
                let has = |name: &str| class.split_ascii_whitespace().any(|c| c == name);
                if tag.name.0 == b"br" && open.last() == Some(&Part::Text) {
                    message.text.push('\n');
                }
                if tag.name.0 != b"div" {
                    // The source of a forwarded message has a date of its own, which is no part of its name.
                    continue;
                }
                let inside = open.last().copied().unwrap_or(Part::Nothing);
                let part = if has("message") {
                    if !finish(&mut message, &title, &mut last_from) {
                        return false;
                    }
                    message.id = attribute(b"id").unwrap_or_default().trim_start_matches("message").to_owned();
                    if has("service") {
                        message.id.clear();
                    }
                    Part::Nothing
                } else if has("date") {
                    message.date = message.date.take().or_else(|| attribute(b"title"));
                    Part::Nothing
                } else if has("forwarded") {
                    Part::Forwarded
                } else if has("from_name") {
                    if inside == Part::Forwarded { Part::Forwarded } else { Part::From }
                } else if has("text") && message.id.is_empty() {
                    // The name of the chat stands above the messages.
                    if title.trim().is_empty() { Part::Title } else { Part::Nothing }
                } else if has("text") || inside == Part::Text {
                    Part::Text
                } else {
                    Part::Nothing
                };
                open.push(part);
            }
            Token::EndTag(tag) if tag.name.0 == b"div" => {
                open.pop();
            }
            Token::String(string) => {
                let words = String::from_utf8_lossy(&string);
                match open.last().copied().unwrap_or(Part::Nothing) {
                    Part::Title => title.push_str(&words),
                    Part::From => message.from.push_str(&words),
                    Part::Forwarded if message.forwarded.trim().is_empty() => message.forwarded.push_str(&words),
                    Part::Text => markup::push(&mut message.text, &words),
                    Part::Forwarded | Part::Nothing => {}
                }
            }
            _ => {}
        }
    }
    finish(&mut message, &title, &mut last_from)
}
