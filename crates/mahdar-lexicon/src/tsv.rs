//! A table of a pack: tab-separated, a header row, every row with its line number.

use crate::PackError;
use std::sync::Arc;

/// A table as loaded; cells are not yet understood.
#[derive(Clone, Debug, Default)]
pub struct Table {
    path: Arc<str>,
    header: Arc<[String]>,
    rows: Vec<(u32, Vec<String>, Arc<str>)>,
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    index: usize,
}

impl Table {
    /// Reads a table. Rows may be short (missing cells are empty) but not long.
    ///
    /// # Errors
    /// No header, or rows with more cells than the header: all of them at once.
    pub fn parse(path: &str, text: &str) -> Result<Self, PackError> {
        let path: Arc<str> = path.into();
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let header: Arc<[String]> = match lines.next() {
            Some((_, line)) => line.trim_start_matches('\u{FEFF}').split('\t').map(str::to_owned).collect(),
            None => return Err(PackError::NoHeader { path: path.to_string() }),
        };
        let mut rows = Vec::new();
        let mut long = Vec::new();
        for (at, line) in lines {
            let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
            if cells.len() > header.len() {
                long.push((at + 1) as u32);
            } else {
                rows.push(((at + 1) as u32, cells, path.clone()));
            }
        }
        if long.is_empty() {
            Ok(Table { path, header, rows })
        } else {
            Err(PackError::LongRows { path: path.to_string(), columns: header.len(), rows: long })
        }
    }

    /// The file it came from.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The column names.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Its rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows.len()).map(|index| Row { table: self, index })
    }

    /// Lays another table over this one: a row with the same first cell replaces, others are added at the end.
    ///
    /// # Errors
    /// A column that this table does not have.
    pub fn overlay(&mut self, other: Table) -> Result<(), PackError> {
        let mut columns = Vec::with_capacity(other.header.len());
        for name in other.header.iter() {
            match self.header.iter().position(|mine| mine == name) {
                Some(at) => columns.push(at),
                None => {
                    return Err(PackError::UnknownColumn {
                        path: other.path.to_string(),
                        column: name.clone(),
                        known: self.header.join(", "),
                    });
                }
            }
        }
        for (line, cells, path) in other.rows {
            let mut row = vec![String::new(); self.header.len()];
            for (cell, &at) in cells.into_iter().zip(&columns) {
                row[at] = cell;
            }
            match self.rows.iter_mut().find(|(_, mine, _)| mine.first() == row.first()) {
                Some(mine) => *mine = (line, row, path),
                None => self.rows.push((line, row, path)),
            }
        }
        Ok(())
    }
}

impl<'t> Row<'t> {
    /// The cell in `column`; empty if the row is short or the column absent.
    pub fn get(&self, column: &str) -> &'t str {
        let at = self.table.header.iter().position(|name| name == column);
        at.and_then(|at| self.table.rows[self.index].1.get(at)).map_or("", String::as_str)
    }

    /// The values of a cell that holds several, separated by `|`.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> {
        self.get(column).split('|').map(str::trim).filter(|value| !value.is_empty())
    }

    /// Its line in the file, counted from 1.
    pub fn line(&self) -> u32 {
        self.table.rows[self.index].0
    }

    /// The file it came from: the overlay's, if it was laid over.
    pub fn path(&self) -> &'t str {
        &self.table.rows[self.index].2
    }

    /// An error at one cell.
    pub fn error(&self, column: &str, what: &str) -> PackError {
        PackError::Cell {
            path: self.path().to_owned(),
            line: self.line(),
            column: column.to_owned(),
            value: self.get(column).to_owned(),
            what: what.to_owned(),
        }
    }
}
