//! Fragments of HTML to text: block elements end a paragraph, everything else is kept byte for byte.

use crate::bounded::bounded;
use html5gum::{Token, Tokenizer};

/// Elements whose content is no text.
const SILENT: &[&str] = &["script", "style", "noscript", "iframe", "object", "svg", "template", "head", "figcaption"];
/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// The text of a fragment, one paragraph a line. White space is joined as a browser joins it; no other character
/// changes. A string without markup is itself, trimmed.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut silent: Option<Vec<u8>> = None;
    for token in Tokenizer::new(&*bounded(html)).flatten() {
        match token {
            Token::StartTag(tag) if silent.is_none() => {
                let name = lossy(&tag.name);
                if BLOCKS.contains(&name.as_str()) {
                    end_line(&mut text);
                } else if SILENT.contains(&name.as_str()) && !tag.self_closing {
                    silent = Some(tag.name.0.clone());
                }
            }
            Token::EndTag(tag) => match &silent {
                Some(name) if *name == tag.name.0 => silent = None,
                Some(_) => {}
                None if BLOCKS.contains(&lossy(&tag.name).as_str()) => end_line(&mut text),
                None => {}
            },
            Token::String(string) if silent.is_none() => push(&mut text, &String::from_utf8_lossy(&string)),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

fn end_line(text: &mut String) {
    while text.ends_with(' ') {
        text.pop();
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Adds words; the white space of HTML (and no other: not U+00A0, not U+200C) becomes one space.
pub(crate) fn push(text: &mut String, words: &str) {
    for c in words.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            if !text.is_empty() && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        } else {
            text.push(c);
        }
    }
}

/// Whether a string holds tags or character references.
pub(crate) fn is_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes)
        .any(|at| bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!')))
        || memchr::memchr_iter(b'&', bytes).any(|at| {
            let name = &bytes[at + 1..bytes.len().min(at + 12)];
            let end = name.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'#');
            end.is_some_and(|end| end > 0 && name[end] == b';')
        })
}
