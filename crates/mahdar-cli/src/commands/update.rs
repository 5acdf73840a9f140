//! `mahdar update`.

use super::extract::Ingest;
use super::fetch::Manners;
use crate::stop;
use mahdar_fetch::{Health, Sources, StoreError, Summary};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

const LONG: &str = "\
sources.toml names the feeds:

  contact = \"desk@example.org\"     # whom a site's owner can turn to; sent with every request
  reports = \"reports\"              # the folder of reports, beside this file
  pages = \"pages\"                  # the folder of raw pages (WARC); \"\" keeps none

  [[source]]
  feed = \"https://news.example/rss.xml\"   # RSS, Atom, JSON Feed, or a news sitemap
  name = \"News Example\"            # the publisher of reports that name none
  every-minutes = 30               # it is not asked more often
  limit = 100                      # pages in one run; the others wait for the next
  follow = true                    # false: take the feed's own texts
  private = false                  # true: its host may have an address that is not public

A run asks the feeds that are due (with the validators of the last time), fetches the pages that
are new, takes out the reports and appends them to reports/YYYY-MM-DD.jsonl, which `mahdar read`
and `mahdar lineage` take. No report is appended twice; one whose text has changed is appended
with the same id and a higher `version`. Each line says where its raw page is (raw.pages,
raw.offset). Pages that are no article (lists, walls, empty shells) are passed over.

It is made for cron: a run that finds another at work ends quietly; a run that is cut off is
gone on with by the next; a feed that fails is asked less and less, at least once a day; one
that is gone for good (410) is not asked any more.

EXAMPLES
  mahdar update                            sources.toml in this folder
  mahdar update desk/sources.toml --all    ask all feeds now, due or not
  mahdar update --health                   how each feed does; nothing is fetched
  */15 * * * *  mahdar update ~/sources.toml --quiet      in a crontab

EXIT CODES
  0  done, or another run is at work    1  a feed or page gave nothing    2  nothing could be done
  130  stopped by Ctrl-C; the next run goes on";

#[derive(Debug, clap::Args)]
#[command(after_long_help = LONG)]
pub struct Options {
    /// The file of sources
    #[arg(value_name = "FILE", default_value = "sources.toml")]
    pub sources: PathBuf,
    /// Ask all feeds, due or not
    #[arg(long)]
    pub all: bool,
    /// Show how each feed does, and fetch nothing
    #[arg(long)]
    pub health: bool,
    /// Say nothing of single faults and nothing if all went well
    #[arg(long)]
    pub quiet: bool,
    #[command(flatten)]
    pub manners: Manners,
}

pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let sources = Sources::read(&options.sources).map_err(anyhow::Error::msg)?;
    if options.health {
        return health(&sources);
    }
    stop::catch()?;
    let mut tell = |fault: String| {
        if !options.quiet {
            anstream::eprintln!("mahdar: {fault}");
        }
    };
    let done =
        mahdar_fetch::update(&sources, &options.manners.options(), &Ingest, options.all, stop::flag(), &mut tell);
    let summary = match done {
        Ok(summary) => summary,
        Err(error @ StoreError::Busy(_)) => {
            tell(error.to_string());
            return Ok(ExitCode::SUCCESS);
        }
        Err(error) => return Err(error.into()),
    };
    let is_well = summary.failed == 0 && summary.failed_feeds == 0;
    if !options.quiet || !is_well {
        anstream::eprintln!("mahdar: {}", told(&summary));
    }
    if stop::is_wanted() {
        return Ok(ExitCode::from(130));
    }
    Ok(ExitCode::from(u8::from(!is_well)))
}

fn told(summary: &Summary) -> String {
    let counts = [
        (summary.reports, "new reports"),
        (summary.known, "known already"),
        (summary.others, "no reports"),
        (summary.failed, "pages failed"),
        (summary.left, "pages left for the next run"),
    ];
    let mut parts: Vec<String> = counts.iter().take(1).map(|(n, what)| format!("{n} {what}")).collect();
    parts.extend(counts.iter().skip(1).filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    let feeds = [
        (summary.feeds, "feeds asked"),
        (summary.unchanged, "unchanged"),
        (summary.failed_feeds, "failed"),
        (summary.not_due, "not due"),
    ];
    let feeds: Vec<String> = feeds.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    format!("{} · {}", parts.join(", "), feeds.join(", "))
}

fn health(sources: &Sources) -> anyhow::Result<ExitCode> {
    let health = Health::read(&sources.reports)?;
    let mut out = std::io::stdout().lock();
    for source in &sources.sources {
        let address = source.feed.as_str();
        let Some(feed) = health.feeds.get(address) else {
            writeln!(out, "never asked  {address}")?;
            continue;
        };
        let state = match (feed.gone, feed.failures) {
            (true, _) => "gone       ".to_owned(),
            (_, 0) => "well       ".to_owned(),
            (_, n) => format!("failed × {n:<2}"),
        };
        writeln!(out, "{state}  {address}")?;
        let or_never = |time: &Option<String>| time.clone().unwrap_or_else(|| "never".to_owned());
        writeln!(
            out,
            "             answered {} · new entry {} · {} entries · {} reports · not before {}",
            or_never(&feed.answered),
            or_never(&feed.new_entry),
            feed.entries,
            feed.reports,
            feed.not_before.as_deref().unwrap_or("now"),
        )?;
        if let Some(fault) = &feed.fault {
            writeln!(out, "             {fault}")?;
        }
        if let Some(moved) = &feed.moved_to {
            writeln!(out, "             moved for good: write feed = \"{moved}\" in sources.toml")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
