//! From bytes to an article: what a report's page says, and where in the page it stands.
//!
//! [`page()`] takes the bytes of one page. Body, headline, section, byline, publisher and dates come apart; text is kept
//! byte for byte (joiners, bidi marks, diacritics, digits), each paragraph with its range in the raw page.

mod anchor;
mod body;
mod bounded;
mod byline;
mod cards;
pub mod containers;
mod dates;
mod dom;
mod encoding;
mod extract;
mod headline;
mod language;
mod ld;
mod leaks;
mod line;
mod meta;
mod page;
mod plain;
mod record;
mod scan;
mod script;
mod section;
mod state;
mod tables;
mod talk;
mod walk;
mod words;

pub use line::Line;
pub use page::page;
pub use record::{
    DateCandidate, DateFault, DateRole, DateSource, Extraction, Hints, Limits, Origin, Paragraph, Place, Record,
    SourceKind, State,
};

/// Why bytes give no record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// A page beyond the limit.
    #[error("{path}: {bytes} bytes; a page may have {limit}: raise the limit if it is one article")]
    TooLarge {
        /// The file or address.
        path: String,
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// A file that cannot be read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A folder without anything that is read.
    #[error("{path}: nothing in this folder is a report or holds any")]
    EmptyFolder {
        /// The folder.
        path: String,
    },
    /// A record that is not what its source should hold.
    #[error("{path}:{place}: {message}")]
    Malformed {
        /// The file.
        path: String,
        /// The line, item or offset.
        place: String,
        /// What is wrong and what to do.
        message: String,
    },
}
