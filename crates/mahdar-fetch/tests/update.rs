//! Runs over sources.toml: what is new, once.

mod server;

use mahdar_fetch::{Entry, Extract, Extracted, Health, Options, Page, Sources, StoreError, Summary, update};
use serde_json::{Map, Value};
use server::{Server, scratch, send};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A feed is lines of `address date`; a page is its text; one that begins with LIST is none.
struct Plain;

fn text(page: &Page) -> String {
    String::from_utf8_lossy(&page.body).into_owned()
}

fn report(text: &str) -> Extracted {
    match text.strip_prefix("LIST") {
        Some(_) => Extracted::Other("listing".to_owned()),
        None => Extracted::Report(Map::from_iter([("text".to_owned(), Value::from(text))])),
    }
}

impl Extract for Plain {
    fn feed(&self, page: &Page) -> Result<Vec<Entry>, String> {
        let text = text(page);
        let body = text.strip_prefix("FEED\n").ok_or("no feed")?;
        let entry = |line: &str| {
            let (link, dated) = line.split_once(' ').unwrap_or((line, ""));
            // What stands behind the date is part of the text.
            let (dated, more) = dated.split_once(' ').unwrap_or((dated, ""));
            let dated = Some(dated.to_owned()).filter(|d| !d.is_empty());
            Entry { link: Some(link.to_owned()), dated, own: report(format!("own text of {link} {more}").trim()) }
        };
        Ok(body.lines().map(entry).collect())
    }

    fn page(&self, page: &Page) -> Extracted {
        report(&text(page))
    }
}

fn options() -> Options {
    Options { delay: Duration::ZERO, backoff: Duration::from_millis(10), ..Options::default() }
}

fn sources(dir: &Path, server: &Server, more: &str) -> Sources {
    let feed = server.url("/feed");
    let text = format!("[[source]]\nfeed = \"{feed}\"\nname = \"Example\"\nprivate = true\nevery-minutes = 0\n{more}");
    Sources::parse(&text, dir).expect("sources")
}

fn run(sources: &Sources) -> (Summary, Vec<String>) {
    let mut told = Vec::new();
    let summary = update(sources, &options(), &Plain, false, &AtomicBool::new(false), &mut |fault| told.push(fault));
    (summary.expect("a run"), told)
}

fn lines(sources: &Sources) -> Vec<Value> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(&sources.reports).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "jsonl") {
            let text = std::fs::read_to_string(path).expect("a file");
            out.extend(text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")));
        }
    }
    out.sort_by_key(|line| line["id"].to_string());
    out
}

/// A server whose feed and pages can be changed while it runs.
fn changing(feed: &str) -> (Server, Arc<Mutex<String>>, Arc<AtomicUsize>) {
    let (shared, version) = (Arc::new(Mutex::new(feed.to_owned())), Arc::new(AtomicUsize::new(1)));
    let (feed, pages) = (Arc::clone(&shared), Arc::clone(&version));
    let server = Server::new(move |asked, _, stream| {
        let body = match asked.path.as_str() {
            "/robots.txt" => return send(stream, "404 Not Found", &[], b""),
            "/feed" => {
                let body = feed.lock().expect("the feed").clone();
                let etag = format!("\"{}\"", body.len());
                if asked.header("if-none-match") == Some(&etag) {
                    return send(stream, "304 Not Modified", &[], b"");
                }
                return send(stream, "200 OK", &[("etag", &etag)], body.as_bytes());
            }
            "/list" => "LIST of pages".to_owned(),
            "/missing" => return send(stream, "404 Not Found", &[], b""),
            "/down" if pages.load(Ordering::SeqCst) == 1 => return send(stream, "500 Oops", &[], b""),
            path => format!("text of {path}, version {}", pages.load(Ordering::SeqCst)),
        };
        send(stream, "200 OK", &[("content-type", "text/html")], body.as_bytes())
    });
    (server, shared, version)
}

#[test]
fn what_is_new_is_appended_once() {
    let dir = scratch("update-once");
    let (server, feed, _) = changing("FEED\n/a 2024-05-01\n/b?utm_source=rss\n/list\n/missing\n/b\nmailto:x@y.example");
    let sources = sources(&dir, &server, "");
    let (summary, told) = run(&sources);
    assert_eq!((summary.reports, summary.others, summary.failed, summary.feeds), (2, 1, 1, 1), "{summary:?}");
    assert!(told[0].contains("/missing: status 404"), "{told:?}");
    let reports = lines(&sources);
    assert_eq!(reports[0]["id"], server.url("/a"));
    assert_eq!(reports[0]["published"], "2024-05-01");
    assert_eq!(reports[0]["publisher"], "Example");
    assert_eq!(reports[0]["feed"], server.url("/feed"));
    assert!(reports[0]["raw"]["offset"].is_u64(), "{}", reports[0]);
    assert_eq!(reports[1]["id"], server.url("/b"));
    // Nothing is new: the feed says so itself.
    let (summary, _) = run(&sources);
    assert_eq!((summary.unchanged, summary.pages, summary.reports), (1, 0, 0));
    // One more.
    feed.lock().expect("the feed").push_str("\n/c");
    let (summary, _) = run(&sources);
    assert_eq!((summary.pages, summary.reports), (1, 1));
    assert_eq!(lines(&sources).len(), 3);
    let asked = server.paths();
    for path in ["/a", "/list", "/missing", "/c"] {
        assert_eq!(asked.iter().filter(|p| *p == path).count(), 1, "{path} in {asked:?}");
    }
    let health = Health::read(&sources.reports).expect("health");
    let feed = &health.feeds[server.url("/feed").as_str()];
    assert_eq!((feed.failures, feed.reports, feed.entries), (0, 3, 7));
}

#[test]
fn a_page_whose_text_changed_becomes_a_version() {
    let dir = scratch("update-version");
    let (server, feed, version) = changing("FEED\n/a 2024-05-01");
    let sources = sources(&dir, &server, "");
    run(&sources);
    // A new date, the same text: nothing.
    *feed.lock().expect("the feed") = "FEED\n/a 2024-05-01T10".to_owned();
    let (summary, _) = run(&sources);
    assert_eq!((summary.pages, summary.reports, summary.known), (1, 0, 1));
    version.store(2, Ordering::SeqCst);
    *feed.lock().expect("the feed") = "FEED\n/a 2024-05-01T11:30".to_owned();
    let (summary, _) = run(&sources);
    assert_eq!((summary.pages, summary.reports), (1, 1));
    let reports = lines(&sources);
    assert_eq!(reports.len(), 2);
    assert_eq!((&reports[0]["id"], &reports[1]["version"]), (&reports[1]["id"], &Value::from(2)));
    assert!(reports[0].get("version").is_none());
}

#[test]
fn what_a_run_leaves_the_next_one_takes() {
    let dir = scratch("update-limit");
    let (server, _, version) = changing("FEED\n/a\n/b\n/down\n/c\n/d");
    let sources = sources(&dir, &server, "limit = 3\n");
    let (summary, _) = run(&sources);
    assert_eq!((summary.reports, summary.failed, summary.left), (2, 1, 3), "{summary:?}");
    version.store(2, Ordering::SeqCst);
    // The feed is as it was, and what was left comes nevertheless.
    let (summary, _) = run(&sources);
    assert_eq!((summary.unchanged, summary.reports, summary.left), (1, 3, 0), "{summary:?}");
}

#[test]
fn a_crash_between_report_and_log_appends_nothing_twice() {
    let dir = scratch("update-crash");
    let (server, _, _) = changing("FEED\n/a\n/b");
    let sources = sources(&dir, &server, "");
    run(&sources);
    // The log loses its last two lines and half a one is appended to the reports: as if the plug was pulled.
    let log = sources.reports.join(".mahdar/log");
    let text = std::fs::read_to_string(&log).expect("the log");
    let kept: Vec<&str> = text.lines().filter(|line| line.contains("\"wanted\"")).collect();
    std::fs::write(&log, kept.join("\n") + "\n{\"url\":").expect("written");
    let file = std::fs::read_dir(&sources.reports).expect("a folder").map(|e| e.expect("an entry").path());
    let file = file.into_iter().find(|p| p.extension().is_some_and(|e| e == "jsonl")).expect("reports");
    let whole = std::fs::read(&file).expect("reports");
    std::fs::write(&file, [&whole[..], b"{\"id\": \"half"].concat()).expect("written");
    let (summary, _) = run(&sources);
    assert_eq!(summary.reports, 0, "{summary:?}");
    assert_eq!(std::fs::read(&file).expect("reports"), whole);
}

#[test]
fn the_own_texts_of_a_feed_are_taken_if_asked_for() {
    let dir = scratch("update-own");
    let (server, _, _) = changing("FEED\n/a 2024-05-01\n/b");
    let sources = sources(&dir, &server, "follow = false\n");
    let (summary, _) = run(&sources);
    assert_eq!((summary.pages, summary.reports), (0, 2));
    assert_eq!(lines(&sources)[0]["text"], "own text of /a");
    assert_eq!(server.paths(), ["/feed"]);
}

#[test]
fn a_feeds_own_text_that_changes_is_a_new_version_whatever_its_date() {
    let dir = scratch("update-own-changes");
    let (server, said, _) = changing("FEED\n/a 2024-05-01 first");
    let sources = sources(&dir, &server, "follow = false\n");
    run(&sources);
    *said.lock().expect("the feed") = "FEED\n/a 2024-05-01 second".to_owned();
    let (summary, _) = run(&sources);
    assert_eq!(summary.reports, 1);
    assert_eq!(lines(&sources).last().map(|l| l["version"].clone()), Some(2.into()));
}

#[test]
fn no_feed_fails_and_waits() {
    let dir = scratch("update-no-feed");
    let (server, _, _) = changing("<html>sorry</html>");
    let mut sources = sources(&dir, &server, "");
    sources.sources[0].every_minutes = 30;
    let (summary, told) = run(&sources);
    assert_eq!((summary.failed_feeds, told.len()), (1, 1));
    let (summary, _) = run(&sources);
    assert_eq!((summary.feeds, summary.not_due), (0, 1));
    assert_eq!(server.paths().len(), 1);
    let health = Health::read(&sources.reports).expect("health");
    assert_eq!(health.feeds[server.url("/feed").as_str()].fault.as_deref(), Some("no feed"));
}

#[test]
fn two_runs_at_once_are_one() {
    let dir = scratch("update-lock");
    let (server, _, _) = changing("FEED\n/a");
    let sources = sources(&dir, &server, "");
    let held = mahdar_fetch::Store::open(&sources.reports, None, "test").expect("a store");
    let busy = update(&sources, &options(), &Plain, false, &AtomicBool::new(false), &mut |_| {});
    assert!(matches!(busy, Err(StoreError::Busy(_))));
    assert!(server.asked().is_empty());
    drop(held);
    assert_eq!(run(&sources).0.reports, 1);
}

#[test]
fn the_same_text_of_one_outlet_at_two_addresses_is_one_report() {
    let dir = scratch("update-twice");
    let server = Server::new(|asked, _, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, "404 Not Found", &[], b""),
        "/feed" => send(stream, "200 OK", &[], b"FEED\n/short\n/a\n/b"),
        "/short" => send(stream, "301 Moved", &[("location", "/a")], b""),
        _ => send(stream, "200 OK", &[], b"the same"),
    });
    let sources = sources(&dir, &server, "");
    let (summary, _) = run(&sources);
    assert_eq!((summary.reports, summary.known), (1, 2), "{summary:?}");
    assert_eq!(lines(&sources)[0]["id"], server.url("/a"));
}
