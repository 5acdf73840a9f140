//! From bytes to an article: what a report's page says, and where in the page it stands.
//!
//! [`page`] takes the bytes of one page. Body, headline, section, byline, publisher and dates come apart; text is kept
//! byte for byte (joiners, bidi marks, diacritics, digits), each paragraph with its range in the raw page.

pub mod containers;
mod line;
mod plain;
mod record;
mod walk;

pub use line::Line;
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

/// The article of a page.
///
/// # Errors
/// A page larger than `hints.limits.bytes`. A page without an article is no error: see [`Extraction::state`].
pub fn page(bytes: &[u8], hints: &Hints) -> Result<Record, IngestError> {
    let path = || hints.path.clone().or_else(|| hints.url.clone()).unwrap_or_else(|| "-".to_owned());
    if bytes.len() > hints.limits.bytes {
        return Err(IngestError::TooLarge { path: path(), bytes: bytes.len(), limit: hints.limits.bytes });
    }
    let html = String::from_utf8_lossy(bytes);
    let mut record = Record::default();
    record.article.path = hints.path.clone();
    record.article.url = hints.url.clone();
    if let Ok(found) = trafilatura::extract(&html, &trafilatura::Options::default()) {
        record.article.text = found.content_text;
    }
    Ok(record)
}
