//! Packs: the knowledge of the reader, as tables that an analyst can edit.
//!
//! A pack is a folder of TSV and TOML files. The same function loads the folder that was embedded at build time and one
//! given at run time; a folder may also be laid over another row by row ([`PackFiles::overlay`]). [`Folder`] is the one
//! fold function, for keys and for text. [`lint`] lists every finding with file, row, column, value and what to do.
//!
//! ```
//! use mahdar_lexicon::{Folder, PackFiles};
//! let files = PackFiles::embedded();
//! let folder = Folder::new(&files).expect("the embedded pack is linted");
//! assert_eq!(folder.fold("أكّدت إلى"), "اكدت الي");
//! ```
mod fmt;
mod fold;
mod lint;
mod pack;
mod schema;
mod tsv;

pub use fmt::format_table;
pub use fold::{Aligned, Folder};
pub use lint::{Finding, lint};
pub use pack::{PackError, PackFiles};
pub use schema::{Column, FileSchema, Values, schema_of, schemas};
pub use tsv::{Row, Table};
