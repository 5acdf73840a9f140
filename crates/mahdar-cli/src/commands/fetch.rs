//! `mahdar fetch`.

use super::extract::Ingest;
use crate::stop;
use anyhow::Context as _;
use mahdar_fetch::{Extract as _, Fetcher, Outcome, Request, Store, Validators};
use std::io::BufRead as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use url::Url;

const LONG: &str = "\
Pages are fetched the way a site would want it: robots.txt and its crawl delay are obeyed, a
host sees one connection at a time and a second between requests, 429 and 503 are waited out as
Retry-After says, every request says who is asking (--contact adds how to reach you). Time,
size, compression, headers, redirects and attempts are bounded. Addresses that are not public
(127.0.0.1, 10.0.0.1, a router, a cloud's metadata) are refused on every hop unless --private
allows the host.

The folder holds the pages as WARC (pages-*.warc.gz), which `mahdar ingest` and every
web-archive tool reads, and in .mahdar/log what became of each address. Stop it at any time: the
same command goes on where it stopped, asks for no page twice, and tries again what failed for a
time.

EXAMPLES
  mahdar fetch https://news.example/a https://news.example/b -o pages/
  mahdar fetch --feed https://news.example/rss -o pages/      every page that a feed links to
  mahdar fetch --list addresses.txt -o pages/ --contact desk@example.org
  mahdar fetch --again https://news.example/a -o pages/       ask whether a page has changed
  mahdar ingest pages/ -o reports.jsonl                       then: pages to reports

EXIT CODES
  0  all is there    1  something gave nothing (it is said why)    2  nothing could be done
  130  stopped by Ctrl-C; the same command goes on";

/// How the web is asked.
#[derive(Clone, Debug, clap::Args)]
pub struct Manners {
    /// How to reach you, a mail address or a page: it is sent with every request
    #[arg(long, value_name = "CONTACT")]
    pub contact: Option<String>,
    /// Allow a host whose address is not public (may be repeated)
    #[arg(long, value_name = "HOST")]
    pub private: Vec<String>,
    /// Seconds between two requests to one host; a longer crawl delay of its robots.txt wins
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds)]
    pub delay: f64,
    /// Hosts asked at the same time
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub connections: usize,
    /// Seconds for one exchange
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0, value_parser = seconds)]
    pub timeout: f64,
    /// Megabytes that a page may have, as received; four times as many decompressed
    #[arg(long, value_name = "MB", default_value_t = 8)]
    pub max_size: u64,
}

impl Manners {
    /// The same, for the fetcher.
    pub fn options(&self) -> mahdar_fetch::Options {
        let bytes = self.max_size.clamp(1, 1 << 12) << 20;
        mahdar_fetch::Options {
            contact: self.contact.clone(),
            private_hosts: self.private.clone(),
            delay: Duration::from_secs_f64(self.delay),
            connections: self.connections,
            timeout: Duration::from_secs_f64(self.timeout),
            bytes,
            decoded_bytes: 4 * bytes,
            ..mahdar_fetch::Options::default()
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = LONG)]
pub struct Options {
    /// Addresses of pages
    #[arg(value_name = "URL", required_unless_present_any = ["list", "feed", "resume"])]
    pub urls: Vec<String>,
    /// A file of addresses, one a line; lines that begin with # are passed over; - is standard input
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    /// A feed (RSS, Atom, JSON Feed) or a news sitemap whose pages are fetched (may be repeated)
    #[arg(long, value_name = "URL")]
    pub feed: Vec<String>,
    /// The folder
    #[arg(short, long, value_name = "DIR", default_value = "pages")]
    pub output: PathBuf,
    /// Ask for the given pages though they are there; what has changed is kept beside the old
    #[arg(long)]
    pub again: bool,
    /// Only go on with what an earlier run in the folder left
    #[arg(long)]
    pub resume: bool,
    #[command(flatten)]
    pub manners: Manners,
}

fn seconds(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|s: &f64| (0.0..=86_400.0).contains(s));
    value.ok_or_else(|| "a number of seconds, at most a day, is expected".to_owned())
}

fn addresses(options: &Options) -> anyhow::Result<Vec<String>> {
    let mut out = options.urls.clone();
    if let Some(list) = &options.list {
        let shown = || list.display().to_string();
        let reader: Box<dyn std::io::BufRead> = match list.as_os_str() == "-" {
            true => Box::new(std::io::stdin().lock()),
            false => Box::new(std::io::BufReader::new(std::fs::File::open(list).with_context(shown)?)),
        };
        for line in reader.lines() {
            let line = line.with_context(shown)?;
            let line = line.trim().trim_start_matches('\u{FEFF}');
            if !line.is_empty() && !line.starts_with('#') {
                out.push(line.to_owned());
            }
        }
    }
    Ok(out)
}

#[derive(Default)]
struct Tally {
    pages: usize,
    unchanged: usize,
    there: usize,
    given_up: usize,
    failed: usize,
}

const PAGE: u64 = 0;
const FEED: u64 = 1;

pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let manners = options.manners.options();
    let wanted = addresses(options)?;
    let mut store = Store::open(&options.output, Some(&options.output), &manners.user_agent())?;
    stop::catch()?;
    let mut tally = Tally::default();
    let mut requests = Vec::new();
    for address in store.open_addresses() {
        requests.extend(Url::parse(&address).ok().map(|url| Request {
            url,
            validators: Validators::default(),
            tag: PAGE,
        }));
    }
    let mut queued: std::collections::BTreeSet<String> = requests.iter().map(|r| key(r.url.as_str())).collect();
    for address in &wanted {
        match Url::parse(address) {
            Ok(url) => requests.extend(want(&mut store, url, options.again, &mut queued, &mut tally)?),
            Err(error) => {
                tally.failed += 1;
                anstream::eprintln!("mahdar: {address}: {error}; an address begins with https:// or http://");
            }
        }
    }
    for address in &options.feed {
        let url = Url::parse(address).with_context(|| format!("{address}: no address"))?;
        requests.push(Request { url, validators: Validators::default(), tag: FEED });
    }
    let mut fatal = None;
    Fetcher::new(manners).run(requests, stop::flag(), &mut |request, outcome| match take(
        &mut store,
        &request,
        outcome,
        &mut queued,
        &mut tally,
    ) {
        Ok(more) => ControlFlow::Continue(more),
        Err(error) => {
            fatal = Some(error);
            ControlFlow::Break(())
        }
    });
    if let Some(error) = fatal {
        return Err(error);
    }
    let left = store.open_addresses().len();
    let mut parts = vec![format!("{} fetched", tally.pages)];
    for (count, what) in [
        (tally.unchanged, "unchanged"),
        (tally.there, "there already"),
        (tally.given_up, "given up earlier (--again asks again)"),
        (tally.failed, "failed"),
        (left, "left for another run of the same command"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    anstream::eprintln!("mahdar: {} · {}", parts.join(", "), options.output.display());
    if stop::is_wanted() {
        return Ok(ExitCode::from(130));
    }
    Ok(ExitCode::from(u8::from(tally.failed > 0)))
}

fn key(address: &str) -> String {
    mahdar_fetch::canonical(address).unwrap_or_else(|| address.to_owned())
}

/// A request for a page, unless it is there or asked for already.
fn want(
    store: &mut Store,
    url: Url,
    again: bool,
    queued: &mut std::collections::BTreeSet<String>,
    tally: &mut Tally,
) -> anyhow::Result<Option<Request>> {
    if !queued.insert(key(url.as_str())) {
        return Ok(None);
    }
    if store.is_done(url.as_str()) && !again {
        match store.is_there(url.as_str()) {
            true => tally.there += 1,
            false => tally.given_up += 1,
        }
        return Ok(None);
    }
    let validators = if again { store.validators(url.as_str()) } else { Validators::default() };
    if !again {
        store.want(url.as_str())?;
    }
    Ok(Some(Request { url, validators, tag: PAGE }))
}

fn take(
    store: &mut Store,
    request: &Request,
    outcome: Outcome,
    queued: &mut std::collections::BTreeSet<String>,
    tally: &mut Tally,
) -> anyhow::Result<Vec<Request>> {
    let address = request.url.as_str();
    let mut more = Vec::new();
    match outcome {
        Outcome::Page(page) if request.tag == FEED => match Ingest.feed(&page) {
            Ok(entries) => {
                for link in entries.iter().filter_map(|entry| page.url.join(entry.link.as_deref()?.trim()).ok()) {
                    more.extend(want(store, link, false, queued, tally)?);
                }
            }
            Err(why) => {
                tally.failed += 1;
                anstream::eprintln!("mahdar: {address}: {why}");
            }
        },
        Outcome::Page(page) => match store.keep(address, &page)? {
            true => tally.pages += 1,
            false => tally.unchanged += 1,
        },
        Outcome::NotModified => {
            tally.unchanged += 1;
            store.unchanged(address)?;
        }
        Outcome::Failed(fault) => {
            tally.failed += 1;
            anstream::eprintln!("mahdar: {address}: {fault}");
            if request.tag == PAGE {
                store.fail(address, &fault)?;
            }
        }
    }
    Ok(more)
}
