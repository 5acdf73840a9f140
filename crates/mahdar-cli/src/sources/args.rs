//! Arguments of what reads sources.

use clap::Args;
use std::path::PathBuf;

/// How sources are read.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Sources")]
pub struct Options {
    /// Name a column of a table, or a field of JSON, by what it holds (may be repeated): text=Body.
    /// Ours are id, text, headline, published, modified, publisher, url, language, section, byline
    #[arg(long, value_name = "OURS=THEIRS", value_parser = column)]
    pub columns: Vec<(String, String)>,
    /// Find the body of pages with one extractor instead of two: faster, and no measure of how sure it is
    #[arg(long)]
    pub fast: bool,
    /// Take what is no article as well, if it has a text: beginnings of articles behind a wall, lists of articles
    #[arg(long)]
    pub all: bool,
}

const ABOUT: &str = "\
Bring pages, archives, feeds, exports and documents into one file of reports.

What a file is, its first bytes say, not its name:

  pages        HTML, MHTML
  archives     WARC, WARC.gz; .zip and .gz round any other
  feeds        RSS, Atom, JSON Feed; an entry without the whole article is taken as a summary
  JSON         JSONL, schema.org JSON-LD, IPTC ninjs, arrays of objects
  tables       CSV and TSV whose first row names the columns
  documents    DOCX, PDF, RTF, plain text (.txt)
  databases    exports of Nexis and Factiva: text, RTF, DOCX, HTML
  Telegram     exports of a channel: JSON, HTML

A report is one line of JSON: id, text and what is known of published, publisher, url, headline, language, section,
byline; then every date found, the place in the source with its SHA-256, and how sure the body of a page is. `mahdar
read` takes the file, and takes the sources directly too.

A broken item is named on standard error and costs no other. What is no report (pictures, lists of articles, paywalls)
is counted by kind at the end.";

const EXAMPLES: &str = "\
EXAMPLES
  mahdar ingest crawl.warc.gz -o reports.jsonl
  mahdar ingest saved-pages/ feed.xml statement.docx -o reports.jsonl
  mahdar ingest corpus.csv --columns text=Content --columns published=Day -o reports.jsonl
  curl -s https://example.org/feed | mahdar ingest - | mahdar read --format jsonl -";

/// `mahdar ingest`.
#[derive(Debug, Args)]
#[command(long_about = ABOUT, after_long_help = EXAMPLES)]
pub struct Ingest {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "SOURCE")]
    pub inputs: Vec<PathBuf>,
    /// Write to a file instead of standard output; it gets its name when it is whole
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file that --output names
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Look into pages on this many threads; the output is the same [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub sources: Options,
    /// Show no progress and no summary
    #[arg(long)]
    pub quiet: bool,
}

fn column(text: &str) -> Result<(String, String), String> {
    let known: Vec<&str> = mahdar_ingest::containers::fields().collect();
    match text.split_once('=') {
        Some((ours, theirs)) if known.contains(&ours) && !theirs.is_empty() => Ok((ours.to_owned(), theirs.to_owned())),
        Some((ours, _)) if !known.contains(&ours) => {
            Err(format!("no field is named {ours:?}; known are {}", known.join(", ")))
        }
        _ => Err("OURS=THEIRS is expected, such as text=Body".to_owned()),
    }
}
