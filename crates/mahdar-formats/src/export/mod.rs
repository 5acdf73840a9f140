//! The shapes that event-data tools take: PLOVER JSON lines, POLECAT's forty columns, GDELT's events, statements for a
//! discourse network, and plain CSV. Each is one mapping from the report object to a typed row, which is written and read
//! by the same type, so that what is written can be read back.

mod dna;
mod gdelt;
mod plover;
mod polecat;
mod table;

pub use dna::DnaRow;
pub use gdelt::GdeltRow;
pub use plover::{Actor, PloverEvent};
pub use polecat::PolecatRow;
pub use table::ActRow;

use mahdar_doc::report::{Act, Entity, Report};
use mahdar_lexicon::{PackError, PackFiles};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::io::{Read, Write};

/// A shape to export to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// PLOVER, one JSON object a line.
    Plover,
    /// POLECAT's forty columns and ours after them, tab-separated, with a header.
    Polecat,
    /// GDELT 2.0's 61 columns, tab-separated, without a header as GDELT has it.
    Gdelt,
    /// Statements for Discourse Network Analyzer, CSV.
    Dna,
    /// Acts as a plain table, CSV.
    Csv,
}

/// Codes that only exports need: PLOVER's types, quads and scores, states' COW numbers.
#[derive(Debug, Default)]
pub struct Codes {
    plover: BTreeMap<String, (String, u8, f32)>,
    cow: BTreeMap<String, String>,
    states: BTreeMap<String, String>,
}

impl Codes {
    /// Reads the tables of a pack.
    ///
    /// # Errors
    /// A table that cannot be read.
    pub fn new(files: &PackFiles) -> Result<Self, PackError> {
        let mut codes = Codes::default();
        for row in files.table("plover.tsv")?.rows() {
            let quad = row.get("quad").parse().map_err(|_| row.error("quad", "1 to 4"))?;
            let score = row.get("score").parse().map_err(|_| row.error("score", "a number"))?;
            codes.plover.insert(row.get("key").to_owned(), (row.get("plover").to_owned(), quad, score));
        }
        for row in files.table("actors/states.tsv")?.rows() {
            codes.cow.insert(row.get("code").to_owned(), row.get("cow").to_owned());
            codes.states.insert(row.get("code").to_owned(), row.get("name_en").to_owned());
        }
        Ok(codes)
    }

    /// PLOVER's type, quad class and score of an act: of its mode where one is known.
    fn of(&self, act: &Act<'_>) -> (String, u8, f32) {
        let by_mode = act.mode.as_ref().and_then(|mode| self.plover.get(&format!("{}.{mode}", act.r#type)));
        by_mode.or_else(|| self.plover.get(&*act.r#type)).cloned().unwrap_or_else(|| (act.plover.to_string(), 0, 0.0))
    }
}

/// One end of an act, as exports see it.
struct End<'a> {
    /// Its party: `RUS`, `UN`, `SYR-OPP`.
    party: String,
    /// ISO 3166 alpha-3 of its state, or PLOVER's IGO for organisations.
    country: String,
    sector: String,
    entity: &'a Entity<'a>,
}

fn ends<'a>(report: &'a Report<'a>, codes: Option<&Codes>, ids: &[String]) -> Vec<End<'a>> {
    let entity = |id: &String| report.entities.iter().find(|e| e.id == *id);
    ids.iter()
        .filter_map(entity)
        .map(|entity| {
            let party =
                entity.party.as_ref().or(entity.code.as_ref()).map_or_else(String::new, |c| c.clone().into_owned());
            let state = party.split('-').next().unwrap_or_default();
            let is_state = codes.is_some_and(|codes| codes.states.contains_key(state));
            // PLOVER gives the UN and the EU codes of their own, other organisations IGO, armed groups their state or NGM.
            let country = match (party.as_str(), &*entity.kind) {
                ("UN", _) => "UNO".to_owned(),
                ("EU", _) => "EUR".to_owned(),
                _ if is_state => state.to_owned(),
                (_, "armed-group") => "NGM".to_owned(),
                ("", _) => String::new(),
                _ => "IGO".to_owned(),
            };
            let sector = entity.sector.as_ref().map_or_else(String::new, |s| s.clone().into_owned());
            End { party, country, sector, entity }
        })
        .collect()
}

fn name(entity: &Entity<'_>) -> String {
    entity.name.en.as_ref().unwrap_or(&entity.name.ar).clone().into_owned()
}

fn words(report: &Report<'_>, range: [usize; 2]) -> String {
    let mut points = report.text.char_indices().map(|(at, _)| at).chain([report.text.len()]);
    let start = points.nth(range[0]).unwrap_or(report.text.len());
    let end = points.nth(range[1].saturating_sub(range[0] + 1)).unwrap_or(report.text.len());
    let text = if range[1] > range[0] { &report.text[start..end.max(start)] } else { "" };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day of an act: its own, else the report's.
fn day(report: &Report<'_>, act: &Act<'_>) -> String {
    let own = act.time.as_ref().map(|t| t.value.split('T').next().unwrap_or_default().to_owned());
    own.or_else(|| report.published.as_ref().map(|p| p.value.split('T').next().unwrap_or_default().to_owned()))
        .unwrap_or_default()
}

/// An id that stays the same from run to run: of the report's content and the act's words.
fn event_id(report: &Report<'_>, act: &Act<'_>) -> String {
    format!("{}-{}-{}", report.sha256.get(..12).unwrap_or(&report.sha256), act.trigger[0], act.r#type)
}

fn list(values: impl IntoIterator<Item = String>) -> String {
    let mut out: Vec<String> = Vec::new();
    for value in values.into_iter().filter(|v| !v.is_empty()) {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    out.join(";")
}

/// Rows with their columns' names.
trait Columns: Serialize {
    /// The columns, in order.
    const NAMES: &'static [&'static str];
}

/// Rows as lines of cells; in a table by tabs, white space inside a cell becomes single spaces.
fn lines<T: Columns>(rows: &[T], tabs: bool, header: bool) -> std::io::Result<Vec<u8>> {
    let cells = |row: &T| -> std::io::Result<Vec<String>> {
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        writer.serialize(row).map_err(std::io::Error::other)?;
        let bytes = writer.into_inner().map_err(|e| std::io::Error::other(e.to_string()))?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
        let record = reader.records().next().transpose().map_err(std::io::Error::other)?.unwrap_or_default();
        Ok(record.iter().map(str::to_owned).collect())
    };
    let mut builder = csv::WriterBuilder::new();
    if tabs {
        builder.delimiter(b'\t').quote_style(csv::QuoteStyle::Never);
    }
    let mut writer = builder.from_writer(Vec::new());
    if header {
        writer.write_record(T::NAMES).map_err(std::io::Error::other)?;
    }
    for row in rows {
        let mut cells = cells(row)?;
        if tabs {
            for cell in &mut cells {
                if cell.contains(['\t', '\n', '\r']) {
                    *cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
                }
            }
        }
        writer.write_record(&cells).map_err(std::io::Error::other)?;
    }
    writer.into_inner().map_err(|e| std::io::Error::other(e.to_string()))
}

/// Writes the rows of one report. The header of a table is written where `first` says so.
///
/// # Errors
/// What the writer gives.
pub fn write(
    out: &mut dyn Write,
    report: &Report<'_>,
    codes: &Codes,
    shape: Shape,
    first: bool,
) -> std::io::Result<()> {
    let bytes = match shape {
        Shape::Plover => {
            let mut bytes = Vec::new();
            for event in plover::rows(report, codes) {
                serde_json::to_writer(&mut bytes, &event)?;
                bytes.push(b'\n');
            }
            bytes
        }
        Shape::Polecat => lines(&polecat::rows(report, codes), true, first)?,
        Shape::Gdelt => lines(&gdelt::rows(report, codes), true, false)?,
        Shape::Dna => lines(&dna::rows(report), false, first)?,
        Shape::Csv => lines(&table::rows(report), false, first)?,
    };
    out.write_all(&bytes)
}

/// Reads rows that [`write`] wrote as a table.
///
/// # Errors
/// The first line that is no such row.
pub fn read_rows<T: DeserializeOwned>(input: impl Read, shape: Shape) -> Result<Vec<T>, csv::Error> {
    let tabs = matches!(shape, Shape::Polecat | Shape::Gdelt);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if tabs { b'\t' } else { b',' })
        .quoting(!tabs)
        .has_headers(shape != Shape::Gdelt)
        .from_reader(input);
    reader.deserialize().collect()
}
