//! The files of a pack: embedded, from a folder, or one over the other.

use crate::Table;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// A folder or file that cannot be read.
    #[error("{path}; a pack is a folder with tables such as actors/states.tsv")]
    Io {
        /// The file or folder.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file that is not UTF-8.
    #[error("{path}: not UTF-8; save the table as UTF-8")]
    NotUtf8 {
        /// The file.
        path: String,
    },
    /// A folder without any table.
    #[error("{path}: no .tsv or .toml file in it; a pack is a folder with tables such as actors/states.tsv")]
    Empty {
        /// The folder.
        path: String,
    },
    /// A file that the reader needs.
    #[error("{path}: missing from the pack; take the one of the embedded pack (`mahdar pack export DIR`)")]
    Missing {
        /// The file, relative to the pack.
        path: String,
    },
    /// A table without a header row.
    #[error("{path}: no header row; the first line names the columns, separated by tabs")]
    NoHeader {
        /// The file.
        path: String,
    },
    /// Rows with more cells than columns.
    #[error("{path}: rows {rows:?} have more than {columns} cells; a tab too many?")]
    LongRows {
        /// The file.
        path: String,
        /// Columns of the header.
        columns: usize,
        /// Line numbers.
        rows: Vec<u32>,
    },
    /// An overlay with a column of its own.
    #[error("{path}: column `{column}` is unknown; known: {known}")]
    UnknownColumn {
        /// The file.
        path: String,
        /// The column.
        column: String,
        /// The columns there are.
        known: String,
    },
    /// A cell that cannot be understood.
    #[error("{path}:{line}: column `{column}`: `{value}`: {what}")]
    Cell {
        /// The file.
        path: String,
        /// Its line.
        line: u32,
        /// The column.
        column: String,
        /// The cell.
        value: String,
        /// What is expected.
        what: String,
    },
    /// A TOML file that cannot be understood.
    #[error("{path}: {message}")]
    Toml {
        /// The file.
        path: String,
        /// What is wrong, with the place.
        message: String,
    },
}

/// The files of a pack by path, relative to its root. A path maps to the texts laid over each other, lowest first.
#[derive(Clone, Debug, Default)]
pub struct PackFiles {
    files: BTreeMap<String, Vec<Layer>>,
}

#[derive(Clone, Debug)]
struct Layer {
    /// The path as a person would open it.
    path: String,
    text: std::borrow::Cow<'static, str>,
}

impl PackFiles {
    /// The pack embedded in the binary: byte for byte the folder `packs/` at build time.
    pub fn embedded() -> Self {
        let layer = |(path, text): &(&'static str, &'static str)| {
            ((*path).to_owned(), vec![Layer { path: format!("packs/{path}"), text: (*text).into() }])
        };
        PackFiles { files: EMBEDDED.iter().map(layer).collect() }
    }

    /// A pack from a folder.
    ///
    /// # Errors
    /// A folder that cannot be read or holds no table.
    pub fn from_dir(dir: &Path) -> Result<Self, PackError> {
        let mut pack = PackFiles::default();
        pack.read_dir(dir, dir)?;
        if pack.files.is_empty() {
            return Err(PackError::Empty { path: dir.display().to_string() });
        }
        Ok(pack)
    }

    fn read_dir(&mut self, root: &Path, dir: &Path) -> Result<(), PackError> {
        let io = |path: &Path| {
            let path = path.display().to_string();
            move |source| PackError::Io { path, source }
        };
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(io(dir))? {
            entries.push(entry.map_err(io(dir))?.path());
        }
        entries.sort();
        for path in entries {
            if path.is_dir() {
                self.read_dir(root, &path)?;
            } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
                let bytes = std::fs::read(&path).map_err(io(&path))?;
                let shown = path.display().to_string();
                let text = String::from_utf8(bytes).map_err(|_| PackError::NotUtf8 { path: shown.clone() })?;
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                self.files.insert(name, vec![Layer { path: shown, text: text.into() }]);
            }
        }
        Ok(())
    }

    /// Lays another pack over this one: tables row by row on the first column, rule files rule by rule on `id`.
    #[must_use]
    pub fn overlay(mut self, other: PackFiles) -> Self {
        for (name, layers) in other.files {
            self.files.entry(name).or_default().extend(layers);
        }
        self
    }

    /// The names of all files, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// A table with its overlays laid on.
    ///
    /// # Errors
    /// The file is missing, or cannot be read as a table.
    pub fn table(&self, name: &str) -> Result<Table, PackError> {
        let layers = self.files.get(name).ok_or_else(|| PackError::Missing { path: name.to_owned() })?;
        let mut tables = layers.iter().map(|layer| Table::parse(&layer.path, &layer.text));
        let mut table = tables.next().ok_or_else(|| PackError::Missing { path: name.to_owned() })??;
        for other in tables {
            table.overlay(other?)?;
        }
        Ok(table)
    }

    /// A table that a pack may lack.
    ///
    /// # Errors
    /// A table that is there and cannot be understood.
    pub fn table_if_any(&self, name: &str) -> Result<Option<Table>, PackError> {
        match self.table(name) {
            Ok(table) => Ok(Some(table)),
            Err(PackError::Missing { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The texts of a file, lowest layer first, each with its path.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        self.files.get(name).into_iter().flatten().map(|layer| (layer.path.as_str(), layer.text.as_ref()))
    }

    /// SHA-256 over names and bytes, the first 16 hexadecimal digits: what `engine.packs` says.
    pub fn hash(&self) -> String {
        let mut sha = Sha256::new();
        for (name, layers) in &self.files {
            for layer in layers {
                sha.update(name.as_bytes());
                sha.update([0]);
                sha.update(layer.text.as_bytes());
                sha.update([0]);
            }
        }
        sha.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}
