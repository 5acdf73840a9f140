//! CSV and TSV: a header names the columns, each row is a report.

use super::stream::Stream;
use super::walk::Guard;
use super::{LARGEST_ITEM, Sink, Source, columns};
use crate::{Place, SourceKind};
use std::io::BufReader;

pub(crate) fn read(stream: &mut Stream<'_>, delimiter: u8, source: &Source<'_>, sink: &mut dyn Sink) -> bool {
    let guard = Guard::new(stream.decoded(), LARGEST_ITEM);
    let counter = guard.counter();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(BufReader::new(guard));
    let mut row = csv::StringRecord::new();
    let mut assigned = Vec::new();
    let mut width = 0;
    loop {
        counter.set(0);
        let line = reader.position().line();
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => return true,
            Err(error) => {
                let place = error.position().map_or(line, csv::Position::line);
                let fatal = error.is_io_error();
                if !sink.fault(source.fault(place, reason(&error))) {
                    return false;
                }
                if fatal {
                    return true;
                }
                continue;
            }
        }
        // Blank lines are passed over by the reader, so the row's own position counts.
        let line = row.position().map_or(line, csv::Position::line);
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
        match columns::record(cells, SourceKind::Csv, Place::Line(line), raw.as_bytes(), source) {
            Some(record) => {
                if !sink.record(record) {
                    return false;
                }
            }
            None => sink.skip("rows without a text", &format!("{}:{line}", source.shown)),
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
