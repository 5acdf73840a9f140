//! CSV and TSV: a header names the columns, each row is a report.

use super::stream::Stream;
use super::walk::Guard;
use super::{LARGEST_ITEM, Sink, Source, columns};
use crate::{Place, SourceKind};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

/// Ends of lines read and not yet passed: the reader of tables counts neither blank lines nor the LF of a CR LF where
/// a row begins.
#[derive(Default)]
struct Ends {
    /// Offsets of line feeds, in bytes.
    ahead: VecDeque<u64>,
    /// Lines passed.
    passed: u64,
}

impl Ends {
    /// The line, from 1, on which the byte stands; bytes are asked for in order.
    fn line(&mut self, byte: u64) -> u64 {
        while self.ahead.front().is_some_and(|at| *at < byte) {
            self.ahead.pop_front();
            self.passed += 1;
        }
        self.passed + 1
    }
}

struct Counted<R> {
    input: R,
    read: u64,
    ends: Rc<RefCell<Ends>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(into)?;
        let start = self.read;
        self.ends.borrow_mut().ahead.extend(memchr::memchr_iter(b'\n', &into[..count]).map(|at| start + at as u64));
        self.read += count as u64;
        Ok(count)
    }
}

pub(crate) fn read(stream: &mut Stream<'_>, delimiter: u8, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let guard = Guard::new(stream.decoded(), LARGEST_ITEM);
    let counter = guard.counter();
    let ends: Rc<RefCell<Ends>> = Rc::default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(BufReader::new(Counted { input: guard, read: 0, ends: Rc::clone(&ends) }));
    let mut row = csv::StringRecord::new();
    let mut assigned = Vec::new();
    let mut width = 0;
    loop {
        counter.set(0);
        let read = reader.read_record(&mut row);
        // The last line of the row, less the lines its cells hold.
        let last = ends.borrow_mut().line(reader.position().byte().saturating_sub(1));
        let inside: usize = row.iter().map(|cell| memchr::memchr_iter(b'\n', cell.as_bytes()).count()).sum();
        let line = last.saturating_sub(inside as u64).max(1);
        match read {
            Ok(true) => {}
            Ok(false) => return true,
            Err(error) => {
                let fatal = error.is_io_error();
                // Of a row that is not UTF-8 no cell came: the line is its last.
                if !sink.fault(source.fault(if fatal { line } else { last }, reason(&error))) {
                    return false;
                }
                if fatal {
                    return true;
                }
                continue;
            }
        }
        if assigned.is_empty() {
            assigned = columns::assign(row.iter(), &source.options.columns);
            width = row.len();
            if !assigned.contains(&Some(columns::Field::Text)) {
                let names: Vec<String> = row.iter().map(|name| format!("{name:?}")).collect();
                return sink.fault(source.fault(
                    line,
                    format!(
                        "no column holds the text; the columns are {}; name it with --columns text=NAME",
                        names.join(", ")
                    ),
                ));
            }
            continue;
        }
        if row.len() != width {
            let message = format!("{} cells in a table of {width} columns; look for a quotation mark", row.len());
            if !sink.fault(source.fault(line, message)) {
                return false;
            }
            continue;
        }
        let cells = assigned.iter().zip(row.iter()).filter_map(|(field, cell)| Some(((*field)?, cell)));
        let raw: String = row.iter().collect::<Vec<_>>().join("\u{1f}");
        let wants_more = match columns::record(cells, SourceKind::Csv, Place::Line(line), raw.as_bytes(), source) {
            Some(record) => sink.record(record),
            None => sink.skip("rows without a text", &format!("{}:{line}", source.shown)),
        };
        if !wants_more {
            return false;
        }
    }
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => format!("{error}; what stands behind this place is not read"),
        csv::ErrorKind::Utf8 { err, .. } => {
            format!("not UTF-8 in column {}; convert it first (`iconv -f WINDOWS-1256 -t UTF-8`)", err.field() + 1)
        }
        _ => error.to_string(),
    }
}
