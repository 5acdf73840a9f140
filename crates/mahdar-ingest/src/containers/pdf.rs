//! PDF: its text, by `pdf-extract`, and what is known to be wrong with it.
//!
//! A PDF holds places of glyphs, no text. Programs that write Arabic leave it in reading order, or as the glyphs stand
//! from left to right, or as shapes (presentation forms); nothing in the file says which. What comes out is kept as it
//! is, and a note of the record says if it does not look like reading order.

use super::stream::Stream;
use super::{Sink, Source, press};
use crate::{Extraction, Place, SourceKind, State};
use mahdar_doc::Article;
use std::sync::mpsc;
use std::time::Duration;

/// A document that takes longer is given up.
const LONGEST: Duration = Duration::from_secs(60);
/// Some documents nest deeply.
const STACK: usize = 64 << 20;

pub(crate) fn read(stream: &mut Stream<'_>, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let bytes = match source.whole(stream) {
        Ok(bytes) => bytes,
        Err(fault) => return sink.fault(fault),
    };
    let text = match extract(bytes.clone()) {
        Ok(text) => text,
        Err(message) => return sink.fault(source.fault("1", message)),
    };
    if text.trim().is_empty() {
        return sink.skip("PDF documents without a text (scanned pages?)", source.shown);
    }
    // The library begins every page with a blank line.
    let text = text.trim_matches(['\n', '\u{c}']).to_owned();
    if let Some(layout) = press::layout(&text) {
        return press::split(text.as_bytes(), layout, source, sink);
    }
    let notes: Vec<String> = doubts(&text).into_iter().map(str::to_owned).collect();
    let state = if notes.is_empty() { State::Ok } else { State::LowAgreement };
    let article = Article { text, ..Article::default() };
    let mut record = source.record(article, source.origin(SourceKind::Pdf, Place::Whole, &bytes));
    record.notes = notes;
    record.extraction = Some(Extraction {
        state,
        agreement: 1.0,
        extractor: "pdf-extract 0.12".to_owned(),
        encoding: "UTF-8",
        paragraphs: Vec::new(),
    });
    sink.record(record)
}

/// The text; a fault or a panic of the library, or its never ending, is a message.
fn extract(bytes: Vec<u8>) -> Result<String, String> {
    let (send, receive) = mpsc::channel();
    let work = move || {
        let result = std::panic::catch_unwind(|| pdf_extract::extract_text_from_mem(&bytes));
        // Nobody may be waiting any longer.
        let _ = send.send(match result {
            Ok(Ok(text)) => Ok(text),
            Ok(Err(error)) => Err(format!("no text can be taken from this PDF: {error}")),
            Err(_) => Err("no text can be taken from this PDF: it is broken".to_owned()),
        });
    };
    crate::extract::silence();
    std::thread::Builder::new()
        .name(crate::extract::THREAD.to_owned())
        .stack_size(STACK)
        .spawn(work)
        .map_err(|error| format!("no thread for a PDF: {error}"))?;
    receive
        .recv_timeout(LONGEST)
        .unwrap_or_else(|_| Err(format!("no text came from this PDF within {} seconds", LONGEST.as_secs())))
}

/// What is suspicious in a text: each makes a note.
fn doubts(text: &str) -> Vec<&'static str> {
    let mut doubts = Vec::new();
    let is_shape = |c: char| matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let is_letter = |c: char| matches!(c, '\u{621}'..='\u{64a}');
    let shapes = text.chars().filter(|c| is_shape(*c)).count();
    let letters = text.chars().filter(|c| is_letter(*c)).count();
    if shapes > letters / 4 && shapes > 0 {
        doubts.push(
            "the text is stored as shapes of letters (presentation forms), not as letters: words will not be found",
        );
    }
    // These letters end words and never begin them.
    let is_final = |c: char| matches!(c, '\u{629}' | '\u{649}' | '\u{fe93}' | '\u{fe94}' | '\u{feef}' | '\u{fef0}');
    let (mut begins, mut ends) = (0, 0);
    for word in text.split(|c: char| !is_letter(c) && !is_shape(c)).filter(|word| word.chars().count() > 2) {
        begins += usize::from(word.chars().next().is_some_and(is_final));
        ends += usize::from(word.chars().next_back().is_some_and(is_final));
    }
    if begins > ends {
        doubts.push("the letters stand in the order of the page (left to right), not of reading: words are reversed");
    }
    if text.contains('\u{fffd}') {
        doubts.push("some characters have no name in the file's fonts");
    }
    doubts
}

#[cfg(test)]
mod tests {
    use super::doubts;

    #[test]
    fn reading_order_gives_no_doubt() {
        assert!(doubts("عقدت اللجنة المشتركة جلسة ثانية في القاهرة، وقال الوزير إن الخطة جاهزة.").is_empty());
        assert!(doubts("The committee met twice.").is_empty());
    }

    #[test]
    fn reversed_letters_and_shapes_are_told() {
        let reversed: String = "عقدت اللجنة المشتركة جلسة ثانية في القاهرة".chars().rev().collect();
        assert!(doubts(&reversed).iter().any(|d| d.contains("reversed")));
        assert!(doubts("\u{fee3}\u{feb4}\u{feae}\u{fea3}").iter().any(|d| d.contains("presentation forms")));
    }
}
