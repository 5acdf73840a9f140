//! One run over `sources.toml`: ask, fetch, take out the reports, append what is new.

use crate::fetcher::{Fetcher, Outcome, Page, Request};
use crate::health::Health;
use crate::options::Options;
use crate::sources::Sources;
use crate::store::{Line, Store, StoreError, key};
use crate::time::{day, iso};
use crate::warc::hex;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};
use url::Url;

/// What a page, or the text of a feed's entry, is.
#[derive(Clone, Debug, PartialEq)]
pub enum Extracted {
    /// A report: `text`, and what else is known (`id`, `url`, `headline`, `published`, `publisher`, `language` ...).
    Report(Map<String, Value>),
    /// Something else: a list, a wall, an empty shell. It is not asked for again.
    Other(String),
}

/// An entry of a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The page it stands for.
    pub link: Option<String>,
    /// Its date, as it stands in the feed.
    pub dated: Option<String>,
    /// Its own text.
    pub own: Extracted,
}

/// Reads pages and feeds; [`update`] only fetches them.
pub trait Extract {
    /// The entries of a feed, in its order.
    ///
    /// # Errors
    /// Why this is no feed.
    fn feed(&self, page: &Page) -> Result<Vec<Entry>, String>;

    /// The report of a page.
    fn page(&self, page: &Page) -> Extracted;
}

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Feeds asked.
    pub feeds: usize,
    /// Feeds that were not due, or are gone.
    pub not_due: usize,
    /// Feeds that had nothing new (304).
    pub unchanged: usize,
    /// Feeds that failed.
    pub failed_feeds: usize,
    /// Pages fetched.
    pub pages: usize,
    /// Reports appended.
    pub reports: usize,
    /// Pages that are no report.
    pub others: usize,
    /// Reports that were there already.
    pub known: usize,
    /// Pages that gave nothing.
    pub failed: usize,
    /// Addresses left for the next run.
    pub left: usize,
}

#[derive(Clone, Debug)]
enum Plan {
    Feed(usize),
    Page { source: usize, url: String, dated: Option<String> },
}

struct Run<'r> {
    sources: &'r Sources,
    extract: &'r dyn Extract,
    tell: &'r mut dyn FnMut(String),
    store: Store,
    health: Health,
    /// Hosts with the hashes of their texts.
    texts: BTreeSet<(String, String)>,
    plans: Vec<Plan>,
    /// Pages asked for in this run, of each source.
    asked: Vec<usize>,
    summary: Summary,
    now: SystemTime,
}

fn host(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// Asks each feed that is due (all of them with `all`), fetches the pages that are new, and appends the reports to
/// `YYYY-MM-DD.jsonl` (the day of the run in UTC) in the folder of reports. `tell` hears of every fault as it happens.
///
/// # Errors
/// [`StoreError::Busy`] if another run is at work; a disk that cannot be written. Faults of feeds and pages are no errors.
pub fn update(
    sources: &Sources,
    options: &Options,
    extract: &dyn Extract,
    all: bool,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(String),
) -> Result<Summary, StoreError> {
    let mut options = options.clone();
    options.contact = options.contact.or_else(|| sources.contact.clone());
    let private = sources.sources.iter().filter(|source| source.private);
    options.private_hosts.extend(private.filter_map(|source| source.feed.host_str().map(str::to_owned)));
    let pages = Some(sources.pages.as_path()).filter(|path| !path.as_os_str().is_empty());
    let mut store = Store::open(&sources.reports, pages, &options.user_agent())?;
    let io = |source| StoreError::Io { path: sources.reports.clone(), source };
    recover(&mut store)?;
    let health = Health::read(&sources.reports).map_err(io)?;
    let text = |(_, known): (&String, &crate::store::Known)| {
        known.line.text.clone().map(|text| (host(known.line.found_at.as_ref().unwrap_or(&known.line.url)), text))
    };
    let texts = store.all().filter_map(text).collect();
    let mut run = Run {
        sources,
        extract,
        tell,
        store,
        health,
        texts,
        plans: Vec::new(),
        asked: vec![0; sources.sources.len()],
        summary: Summary::default(),
        now: SystemTime::now(),
    };
    let requests = run.first(all)?;
    let mut fatal = None;
    Fetcher::new(options).run(requests, stop, &mut |request, outcome| match run.take(&request, outcome) {
        Ok(more) => ControlFlow::Continue(more),
        Err(error) => {
            fatal = Some(error);
            ControlFlow::Break(())
        }
    });
    let path = run.store.hidden("feeds.toml");
    let written = run.health.write(&path).map_err(|source| StoreError::Io { path, source });
    if let Some(fatal) = fatal {
        return Err(fatal);
    }
    run.summary.left = run.store.open_addresses().len();
    written.map(|()| run.summary)
}

impl Run<'_> {
    fn request(&mut self, url: &str, plan: Plan) -> Option<Request> {
        let validators = match &plan {
            Plan::Feed(source) => {
                let feed = self.sources.sources[*source].feed.as_str();
                self.health.feeds.get(feed).map(|health| health.validators.clone()).unwrap_or_default()
            }
            Plan::Page { url, .. } => self.store.validators(url),
        };
        let url = Url::parse(url).ok()?;
        self.plans.push(plan);
        Some(Request { url, validators, tag: self.plans.len() as u64 - 1 })
    }

    /// The feeds that are due, and pages that an earlier run left.
    fn first(&mut self, all: bool) -> Result<Vec<Request>, StoreError> {
        let mut requests = Vec::new();
        for (i, source) in self.sources.sources.iter().enumerate() {
            let feed = source.feed.as_str();
            if !all && self.health.feeds.get(feed).is_some_and(|health| !health.is_due(self.now)) {
                self.summary.not_due += 1;
                continue;
            }
            self.summary.feeds += 1;
            requests.extend(self.request(feed, Plan::Feed(i)));
        }
        let source = |feed: &Option<String>| {
            self.sources.sources.iter().position(|source| Some(source.feed.as_str()) == feed.as_deref())
        };
        let left = self.store.all().filter(|(_, known)| known.is_open()).filter_map(|(_, known)| {
            Some((source(&known.line.feed)?, known.line.url.clone(), known.line.dated.clone()))
        });
        for (source, url, dated) in left.collect::<Vec<_>>() {
            requests.extend(self.page(source, url, dated));
        }
        Ok(requests)
    }

    /// A page, if its source may still have one in this run.
    fn page(&mut self, source: usize, url: String, dated: Option<String>) -> Option<Request> {
        if self.asked[source] >= self.sources.sources[source].limit {
            return None;
        }
        let request = self.request(&url.clone(), Plan::Page { source, url, dated })?;
        self.asked[source] += 1;
        Some(request)
    }

    fn take(&mut self, request: &Request, outcome: Outcome) -> Result<Vec<Request>, StoreError> {
        let Some(plan) = self.plans.get(request.tag as usize).cloned() else { return Ok(Vec::new()) };
        match plan {
            Plan::Feed(source) => self.feed(source, outcome),
            Plan::Page { source, url, dated } => self.fetched(source, &url, dated, outcome).map(|()| Vec::new()),
        }
    }

    fn feed(&mut self, source: usize, outcome: Outcome) -> Result<Vec<Request>, StoreError> {
        let given = &self.sources.sources[source];
        let (now, every) = (self.now, Duration::from_secs(60 * u64::from(given.every_minutes)));
        let address = given.feed.to_string();
        let page = match outcome {
            Outcome::Page(page) => page,
            Outcome::NotModified => {
                self.summary.unchanged += 1;
                self.health.feeds.entry(address).or_default().answered(now, every);
                return Ok(Vec::new());
            }
            Outcome::Failed(fault) => {
                self.summary.failed_feeds += 1;
                (self.tell)(format!("{address}: {fault}"));
                self.health.feeds.entry(address).or_default().failed_by(now, every, &fault);
                return Ok(Vec::new());
            }
        };
        let entries = match self.extract.feed(&page) {
            Ok(entries) => entries,
            Err(why) => {
                self.summary.failed_feeds += 1;
                (self.tell)(format!("{address}: {why}"));
                self.health.feeds.entry(address).or_default().failed(now, every, why, None);
                return Ok(Vec::new());
            }
        };
        let count = entries.len();
        let mut requests = Vec::new();
        let mut is_new = false;
        for entry in entries {
            // A link may be relative to the feed.
            let link = entry.link.as_deref().and_then(|link| page.url.join(link.trim()).ok());
            let Some(url) = link.filter(|url| matches!(url.scheme(), "http" | "https")).map(String::from) else {
                continue;
            };
            let known = self.store.known(&url);
            let is_dated_anew = |known: &crate::store::Known| {
                entry.dated.is_some() && known.line.dated.is_some() && known.line.dated != entry.dated
            };
            // A feed that gives the text itself tells by it, whatever its dates say.
            let is_other = |known: &crate::store::Known| {
                let text = match &entry.own {
                    Extracted::Report(report) if !given.follow => report.get("text").and_then(Value::as_str),
                    _ => None,
                };
                text.is_some_and(|text| known.line.text.as_ref().is_some_and(|before| *before != hex(text.as_bytes())))
            };
            if known.is_some_and(|known| known.is_open() || !is_dated_anew(known) && !is_other(known)) {
                continue;
            }
            is_new = true;
            let feed = Some(address.clone());
            let state = if given.follow { "wanted" } else { "page" };
            let line =
                Line { url: url.clone(), state: state.to_owned(), dated: entry.dated.clone(), feed, ..Line::default() };
            if given.follow {
                self.store.note(line)?;
                requests.extend(self.page(source, url, entry.dated));
            } else {
                self.extracted(source, line, &page, entry.own)?;
            }
        }
        // The validators last: a run that is cut off before has the feed again.
        let health = self.health.feeds.entry(address).or_default();
        health.answered(now, every);
        health.entries = count;
        health.validators = page.validators.clone();
        health.moved_to = page.is_moved.then(|| page.url.to_string());
        if is_new {
            health.new_entry = Some(iso(now));
        }
        let path = self.store.hidden("feeds.toml");
        self.health.write(&path).map_err(|source| StoreError::Io { path, source })?;
        Ok(requests)
    }

    fn fetched(&mut self, source: usize, url: &str, dated: Option<String>, outcome: Outcome) -> Result<(), StoreError> {
        let page = match outcome {
            Outcome::Page(page) => page,
            Outcome::NotModified => {
                let mut line = self.store.known(url).map(|known| known.line.clone()).unwrap_or_default();
                (line.state, line.at, line.dated) = ("page".to_owned(), String::new(), dated);
                return self.store.note(line);
            }
            Outcome::Failed(fault) => {
                self.summary.failed += 1;
                (self.tell)(format!("{url}: {fault}"));
                return self.store.fail(url, &fault);
            }
        };
        self.summary.pages += 1;
        let mut line = self.store.page_line(url, &page)?;
        line.dated = dated;
        line.feed = Some(self.sources.sources[source].feed.to_string());
        let extracted = self.extract.page(&page);
        self.extracted(source, line, &page, extracted)
    }

    /// Appends what was taken out of a page, if it is a report and new, and notes it.
    fn extracted(
        &mut self,
        source: usize,
        mut line: Line,
        page: &Page,
        extracted: Extracted,
    ) -> Result<(), StoreError> {
        let mut report = match extracted {
            Extracted::Report(report) => report,
            Extracted::Other(why) => {
                self.summary.others += 1;
                line.why = Some(why);
                return self.store.note(line);
            }
        };
        let text = report.get("text").and_then(Value::as_str).unwrap_or_default();
        let hash = hex(text.as_bytes());
        let address = line.found_at.clone().unwrap_or_else(|| line.url.clone());
        let before = self.store.known(&line.url).map(|known| known.line.clone()).unwrap_or_default();
        line.text = Some(hash.clone());
        line.version = before.version;
        if before.text.as_ref() == Some(&hash) || !self.texts.insert((host(&address), hash)) {
            self.summary.known += 1;
            return self.store.note(line);
        }
        let version = before.version.unwrap_or(0) + 1;
        line.version = Some(version);
        let given = &self.sources.sources[source];
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value.filter(|_| report.get(name).is_none_or(Value::is_null)) {
                report.insert(name.to_owned(), value);
            }
        };
        put("id", Some(key(&address).into()));
        put("url", Some(address.clone().into()));
        put("publisher", given.name.clone().map(Value::from));
        put("published", line.dated.clone().map(Value::from));
        report.insert("fetched_at".to_owned(), iso(page.fetched_at).into());
        report.insert("feed".to_owned(), given.feed.as_str().into());
        if version > 1 {
            report.insert("version".to_owned(), version.into());
        }
        let mut record = Map::from_iter(
            [("pages", line.file.clone().map(Value::from)), ("offset", line.offset.map(Value::from))]
                .into_iter()
                .filter_map(|(name, value)| Some((name.to_owned(), value?))),
        );
        if !record.is_empty() {
            record.insert("sha256".to_owned(), line.sha256.clone().into());
            report.insert("raw".to_owned(), record.into());
        }
        self.append(&report)?;
        self.summary.reports += 1;
        self.health.feeds.entry(given.feed.to_string()).or_default().reports += 1;
        self.store.note(line)
    }

    fn append(&self, report: &Map<String, Value>) -> Result<(), StoreError> {
        let day = day(self.now);
        let name = format!("{:04}-{:02}-{:02}.jsonl", day.year, day.month, day.day);
        let path = self.store.path().join(name);
        let io = |source| StoreError::Io { path: path.clone(), source };
        let mut bytes = serde_json::to_vec(report).map_err(|error| io(error.into()))?;
        bytes.push(b'\n');
        let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(io)?;
        file.write_all(&bytes).and_then(|()| file.sync_data()).map_err(io)
    }
}

/// After a crash: a line cut off at the end of the last file goes, and a report that was appended but not noted is noted.
fn recover(store: &mut Store) -> Result<(), StoreError> {
    let Some(path) = last_file(store.path()) else { return Ok(()) };
    let io = |source| StoreError::Io { path: path.clone(), source };
    let mut file = OpenOptions::new().read(true).write(true).open(&path).map_err(io)?;
    let (mut whole, mut line, mut lost) = (0, Vec::new(), Vec::new());
    let mut reader = BufReader::new(&file);
    while reader.read_until(b'\n', &mut line).map_err(io)? > 0 && line.ends_with(b"\n") {
        whole += line.len() as u64;
        if let Ok(report) = serde_json::from_slice::<Map<String, Value>>(&line) {
            let field = |name: &str| report.get(name).and_then(Value::as_str).map(str::to_owned);
            if let (Some(url), Some(text)) = (field("url"), field("text")) {
                let hash = hex(text.as_bytes());
                if store.known(&url).is_none_or(|known| known.line.text.is_none()) {
                    let version = report.get("version").and_then(Value::as_u64).unwrap_or(1) as u32;
                    let feed = field("feed");
                    lost.push(Line {
                        url,
                        state: "page".to_owned(),
                        feed,
                        text: Some(hash),
                        version: Some(version),
                        ..Line::default()
                    });
                }
            }
        }
        line.clear();
    }
    if file.seek(SeekFrom::End(0)).map_err(io)? > whole {
        file.set_len(whole).map_err(io)?;
    }
    lost.into_iter().try_for_each(|line| store.note(line))
}

/// The newest file of reports; their names are days.
fn last_file(folder: &Path) -> Option<PathBuf> {
    let names = std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_day = |name: &String| name.len() == 16 && name.ends_with(".jsonl") && name.as_bytes()[4] == b'-';
    names.filter(is_day).max().map(|name| folder.join(name))
}
