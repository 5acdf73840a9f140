//! The command line, with its help.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const ABOUT: &str =
    "Reads news reports, Arabic first, and writes who said what and who did what to whom, each datum on its words.";

const AFTER: &str = "\
EXAMPLES
  mahdar read samples/                     read all reports of a folder, for a person
  mahdar read --format jsonl in.jsonl      one report object a line, for a program
  mahdar read - < report.txt               read standard input
  mahdar ingest crawl.warc.gz feed.xml -o reports.jsonl   pages, feeds, documents to reports
  mahdar minutes report.txt --lang en      the minutes: positions, replies, what was agreed, on its words
  mahdar lineage archive/*.jsonl           who copied whom, and how many independent origins there are
  mahdar fetch --feed https://news.example/rss -o pages/   the pages of a feed, politely
  mahdar update sources.toml               what is new in your feeds, for cron
  mahdar explain \"قال الوزير إن الاتفاق قريب\"   why a sentence yields what it yields
  mahdar eval gold/practice.jsonl --by cause  how far the reader is from reports marked by hand
  mahdar pack lint my-pack                 check your own tables

EXIT CODES
  0  everything was read
  1  something was left out (a broken line, a missing file), a lint or a proof failed; the rest was done
  2  nothing could be done: wrong arguments, unusable packs
  130  stopped by Ctrl-C; what was written is whole

CONFIGURATION
  Defaults are taken from mahdar.toml in the current folder, else from $XDG_CONFIG_HOME/mahdar/config.toml
  (~/.config/mahdar/config.toml). Keys: format, packs, min-confidence. An option on the command line wins.";

const LINEAGE: &str = "\
The same words through three outlets are one origin. Reports are joined if most words of the smaller one stand in the
other, spelling and digits aside, or if a report shares a passage with one whose publisher it names as its source. A
shared quotation alone joins nothing; it is listed as a passage, with the statements it stands in.

The earliest of a lineage is found by the times given (as exact as they are), then by who credits whom, then by
length: of two, the one that holds the other's words is taken for the original.

EXAMPLES
  mahdar lineage monday/ tuesday/          files and folders, as `mahdar read` takes them
  mahdar lineage read.jsonl                report objects that `mahdar read --format jsonl` wrote: quicker
  mahdar lineage --format jsonl in/ | jq 'select(.type == \"summary\").origins'

OUTPUT
  text   each lineage with its reports, the earliest first; under each copy what it was copied from and the words
         they share; offsets are code points, copy ← original
  jsonl  one object a line; `type` is lineage (reports, earliest, edges with passages on both sides), link (a passage
         of reports that are no copies), and last summary (reports, origins)";

/// Commands that a build without their feature does not have.
const LEFT_OUT: &[&str] = if cfg!(feature = "fetch") {
    &[]
} else if cfg!(feature = "ingest") {
    &["fetch", "update"]
} else {
    &["ingest", "fetch", "update"]
};

/// What stands below the help: the examples of the commands that this build has.
fn after() -> String {
    let absent = |line: &str| LEFT_OUT.iter().any(|name| line.trim_start().starts_with(&format!("mahdar {name} ")));
    let here = AFTER.lines().filter(|line| !absent(line));
    let mut out = here.collect::<Vec<_>>().join("\n");
    if !LEFT_OUT.is_empty() {
        out +=
            &format!("\n\nTHIS BUILD\n  is without {}; `cargo build --release` makes the whole.", LEFT_OUT.join(", "));
    }
    out
}

/// What to do about a command that exists, but not in this build.
pub fn left_out(error: &clap::Error) -> Option<String> {
    use clap::error::{ContextKind, ContextValue};
    let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let known = LEFT_OUT.contains(&name.as_str());
    known.then(|| format!("this build is without `{name}`; `cargo build --release` makes one that has it"))
}

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "mahdar", version, about = ABOUT, after_long_help = after(), arg_required_else_help = true, max_term_width = 100)]
pub struct Args {
    #[command(flatten)]
    pub packs: Packs,
    #[command(subcommand)]
    pub command: Command,
}

/// Which packs to use.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Packs {
    /// Lay the tables of this folder over the built-in ones, row by row (may be repeated)
    #[arg(long, global = true, value_name = "DIR")]
    pub packs: Vec<PathBuf>,
    /// Use the tables of this folder alone
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "packs")]
    pub packs_only: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports and print who said what, who did what to whom
    Read(Read),
    /// Bring pages, archives, feeds, exports and documents into one file of reports
    #[cfg(feature = "ingest")]
    Ingest(crate::sources::Ingest),
    /// Write the minutes of each report: who met, where each party stands, what was agreed, every line on its words
    Minutes(Minutes),
    /// Join copies of one text: who copied whom, which was first, how many independent origins
    #[command(after_long_help = LINEAGE)]
    Lineage(Lineage),
    /// Fetch pages, and the pages of feeds, into a folder of web archives
    #[cfg(feature = "fetch")]
    Fetch(crate::commands::fetch::Options),
    /// Ask the feeds of sources.toml and append what is new to a folder of reports
    #[cfg(feature = "fetch")]
    Update(crate::commands::update::Options),
    /// Show how a text is read: tokens, readings, how far each rule came
    Explain(Explain),
    /// Compare what is read with reports marked by hand
    Eval(Eval),
    /// Check, format, prove and extend packs
    #[command(subcommand)]
    Pack(Pack),
    /// Print the completion script of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program, or of one of its commands (roff)
    Man {
        /// The command
        #[arg(value_name = "COMMAND")]
        of: Option<String>,
    },
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person
    Text,
    /// One indented report object after the other
    Json,
    /// One report object a line
    Jsonl,
    /// Acts as PLOVER events, one JSON object a line
    Plover,
    /// Acts in POLECAT's forty columns, ours after them (TSV)
    Polecat,
    /// Acts in GDELT 2.0's 61 columns (TSV without a header)
    Gdelt,
    /// Statements for Discourse Network Analyzer (CSV)
    Dna,
    /// Acts as a plain table (CSV)
    Csv,
}

#[derive(Debug, ClapArgs)]
pub struct Read {
    /// Files (.txt: one report; .jsonl: one report a line; and all that `mahdar ingest` reads), folders, or - for
    /// standard input
    #[arg(required = true, value_name = "FILE")]
    pub inputs: Vec<PathBuf>,
    /// What to print [default: text]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Leave out statements below this confidence (0 to 1); acts stay
    #[arg(long, value_name = "P", value_parser = probability)]
    pub min_confidence: Option<f32>,
    /// Read as far as statements, in about half the time: no acts, issues or record
    #[arg(long)]
    pub statements_only: bool,
    /// Read on this many threads; the output is the same [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,
    /// Show no progress
    #[arg(long)]
    pub quiet: bool,
    #[command(flatten)]
    pub sources: crate::sources::Options,
}

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Page {
    /// Markdown with footnotes
    Md,
    /// A page of its own
    Html,
    /// A Word document; needs --output
    Docx,
}

/// The language of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English labels, names in Latin letters
    En,
    /// Arabic
    Ar,
}

#[derive(Debug, ClapArgs)]
pub struct Minutes {
    /// Reports, as `mahdar read` takes them
    #[arg(required = true, value_name = "FILE")]
    pub inputs: Vec<PathBuf>,
    /// The form of the document [default: from the name given to --output, else md]
    #[arg(long, value_enum)]
    pub format: Option<Page>,
    /// The language of labels and names
    #[arg(long, value_enum, default_value = "ar")]
    pub lang: Language,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub sources: crate::sources::Options,
}

/// How lineages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LineageFormat {
    /// For a person
    Text,
    /// One object a line
    Jsonl,
}

#[derive(Debug, ClapArgs)]
pub struct Lineage {
    /// Reports as `mahdar read` takes them, or report objects it wrote (.jsonl)
    #[arg(required = true, value_name = "FILE")]
    pub inputs: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: LineageFormat,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub sources: crate::sources::Options,
}

#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// The text; - reads standard input
    pub text: String,
    /// Show the tokens' readings too
    #[arg(long)]
    pub tokens: bool,
}

/// What items are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The construct that the gold names
    Construct,
    /// The cue, or the type of an act
    Cue,
    /// The outlet in whose manner a report is written
    Outlet,
    /// The stage that lost the item
    Cause,
}

#[derive(Debug, ClapArgs)]
pub struct Eval {
    /// Gold, one resolved record a line
    #[arg(required = true, value_name = "GOLD")]
    pub gold: Vec<PathBuf>,
    /// The reports' texts, as `mahdar read` takes them; not needed where the gold carries its text
    #[arg(long, value_name = "FILE", conflicts_with = "system")]
    pub reports: Option<PathBuf>,
    /// Report objects made before, instead of reading the reports now
    #[arg(long, value_name = "FILE")]
    pub system: Option<PathBuf>,
    /// List what went wrong, at most N lines
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// Count by construct, cue, outlet or cause of loss
    #[arg(long, value_enum)]
    pub by: Vec<By>,
    /// Write one line per item to this file (TSV)
    #[arg(long, value_name = "FILE")]
    pub items: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// The gold marks the record: meetings, agreements, replies, positions, rules of decision (gold/views.jsonl)
    #[arg(long, conflicts_with_all = ["system", "items", "by", "json"])]
    pub record: bool,
}

#[derive(Debug, Subcommand)]
pub enum Pack {
    /// List every fault of the tables: file, row, column, value, what to do
    Lint {
        /// Folders laid over the built-in tables; none: the built-in tables
        dirs: Vec<PathBuf>,
    },
    /// Bring tables into their one form: sorted, NFC, trimmed
    Fmt {
        /// Folders or .tsv files
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Change nothing; exit 1 if something would change
        #[arg(long)]
        check: bool,
    },
    /// Run the proofs that rules carry, and the examples of cues
    Test {
        /// Folders laid over the built-in tables
        dirs: Vec<PathBuf>,
    },
    /// Add a row to a table of a folder: mahdar pack add my-pack ar/verbs.tsv lemma=ندد root=ن-د-د form=2 kind=cue gloss=denounce
    Add {
        /// The folder; it is made if it is not there
        dir: PathBuf,
        /// The table, such as ar/verbs.tsv or actors/persons-west.tsv
        table: String,
        /// Cells as column=value
        #[arg(required = true)]
        cells: Vec<String>,
    },
    /// Write the built-in tables to a folder
    Export {
        /// The folder
        dir: PathBuf,
    },
}

fn probability(text: &str) -> Result<f32, String> {
    text.parse()
        .ok()
        .filter(|p| (0.0..=1.0).contains(p))
        .ok_or_else(|| "a number between 0 and 1 is expected".to_owned())
}
