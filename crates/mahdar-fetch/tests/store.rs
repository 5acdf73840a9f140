//! What a folder keeps, and what a crash leaves.

mod server;

use mahdar_fetch::{Fault, Fetcher, Options, Outcome, Request, Store, StoreError, Validators};
use server::{Server, scratch, send};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use url::Url;

const HTML: &str = "<!doctype html><html lang=ar><head><meta charset=utf-8><title>اتفاق على جدول جديد</title></head><body><article>\
    <h1>اتفاق على جدول جديد</h1><p>قال وزير الموارد إن اللجنة توصلت، بعد يومين من الاجتماعات المغلقة، إلى جدول جديد يسري حتى نهاية \
    الموسم، وإن الوفدين وقعا محضر الجلسة أمس.</p><p>وأضاف الوزير أن بلاده لن تقبل أي تعديل قبل أن تجتمع اللجنة مرة أخرى في العاصمة \
    مطلع الشهر المقبل.</p></article></body></html>";

fn server() -> Server {
    Server::new(|asked, before, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, "404 Not Found", &[], b""),
        "/changing" => send(stream, "200 OK", &[("content-type", "text/html")], format!("<p>{before}").as_bytes()),
        path => {
            let etag = format!("\"{path}\"");
            match asked.header("if-none-match") == Some(etag.as_str()) {
                true => send(stream, "304 Not Modified", &[], b""),
                false => send(stream, "200 OK", &[("content-type", "text/html"), ("etag", &etag)], HTML.as_bytes()),
            }
        }
    })
}

fn open(dir: &Path) -> Store {
    Store::open(dir, Some(dir), "test").expect("a store")
}

fn fetch(store: &mut Store, urls: &[String]) {
    let options = Options {
        private_hosts: vec!["127.0.0.1".to_owned()],
        delay: Duration::ZERO,
        backoff: Duration::from_millis(10),
        ..Options::default()
    };
    let request =
        |url: &String| Request { url: Url::parse(url).expect("an address"), validators: Validators::default(), tag: 0 };
    Fetcher::new(options).run(urls.iter().map(request), &AtomicBool::new(false), &mut |request, outcome| {
        let url = request.url.as_str();
        match outcome {
            Outcome::Page(page) => drop(store.keep(url, &page).expect("kept")),
            Outcome::NotModified => store.unchanged(url).expect("noted"),
            Outcome::Failed(fault) => store.fail(url, &fault).expect("noted"),
        }
        ControlFlow::Continue(Vec::new())
    });
}

fn archives(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(".warc.gz")).collect();
    paths.sort();
    paths
}

/// Addresses and texts of the reports in a folder, by the ingest.
fn reports(dir: &Path) -> Vec<(String, String)> {
    let mut out = Vec::new();
    mahdar_ingest::containers::records(dir, &Default::default(), &mut |record| {
        let record = record.expect("a record");
        out.push((record.article.url.expect("an address"), record.article.text));
        true
    });
    out.sort();
    out
}

#[test]
fn pages_are_web_archives_that_the_ingest_reads() {
    let (dir, server) = (scratch("ingested"), server());
    let mut store = open(&dir);
    let urls = ["/a", "/b"].map(|path| server.url(path));
    fetch(&mut store, &urls);
    let reports = reports(&dir);
    assert_eq!(reports.iter().map(|(url, _)| url.clone()).collect::<Vec<_>>(), urls);
    for (_, text) in reports {
        assert!(text.starts_with("قال وزير الموارد") && text.contains("مطلع الشهر المقبل"), "{text}");
    }
}

#[test]
fn a_second_run_goes_on_where_the_first_stopped() {
    let (dir, server) = (scratch("resumed"), server());
    let urls = ["/a", "/b", "/c"].map(|path| server.url(path));
    let mut store = open(&dir);
    for url in &urls {
        store.want(url).expect("noted");
    }
    fetch(&mut store, &urls[..1]);
    drop(store);
    let mut store = open(&dir);
    assert!(store.is_done(&urls[0]) && !store.is_done(&urls[1]));
    let left = store.open_addresses();
    assert_eq!(left, urls[1..]);
    fetch(&mut store, &left);
    drop(store);
    assert!(open(&dir).open_addresses().is_empty());
    assert_eq!(server.paths(), ["/a", "/b", "/c"]);
    assert_eq!(archives(&dir).len(), 2, "a file of its own for each run");
}

#[test]
fn a_line_and_a_record_cut_off_by_a_crash_lose_nothing_else() {
    let (dir, server) = (scratch("crashed"), server());
    let urls = ["/a", "/b"].map(|path| server.url(path));
    let mut store = open(&dir);
    // One after the other: two workers may hand over two results the other way round.
    fetch(&mut store, &urls[..1]);
    fetch(&mut store, &urls[1..]);
    drop(store);
    // The last line of the log and the last record are cut in their middle.
    let log = dir.join(".mahdar/log");
    let text = std::fs::read(&log).expect("the log");
    std::fs::write(&log, &text[..text.len() - 40]).expect("written");
    let archive = archives(&dir).remove(0);
    let bytes = std::fs::read(&archive).expect("an archive");
    std::fs::write(&archive, &bytes[..bytes.len() - 100]).expect("written");
    let mut store = open(&dir);
    assert!(store.is_done(&urls[0]) && !store.is_done(&urls[1]));
    fetch(&mut store, &urls[1..]);
    drop(store);
    let store = open(&dir);
    assert!(store.is_done(&urls[0]) && store.is_done(&urls[1]));
    let mut found = Vec::new();
    mahdar_ingest::containers::records(&dir, &Default::default(), &mut |record| {
        found.extend(record.ok().and_then(|record| record.article.url));
        true
    });
    found.sort();
    found.dedup();
    assert_eq!(found, urls);
}

#[test]
fn a_page_is_kept_again_only_if_it_changed() {
    let (dir, server) = (scratch("changed"), server());
    let urls = ["/a", "/changing"].map(|path| server.url(path));
    let mut store = open(&dir);
    fetch(&mut store, &urls);
    fetch(&mut store, &urls);
    drop(store);
    let size = |path: &PathBuf| std::fs::metadata(path).expect("a file").len();
    assert_eq!(archives(&dir).len(), 1);
    let before = size(&archives(&dir)[0]);
    let mut store = open(&dir);
    fetch(&mut store, &urls[..1]);
    assert_eq!((archives(&dir).len(), size(&archives(&dir)[0])), (1, before));
    let mut records = Vec::new();
    let gzip = std::fs::read(&archives(&dir)[0]).expect("an archive");
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(gzip.as_slice()), &mut records).expect("gzip");
    let text = String::from_utf8_lossy(&records);
    assert_eq!(text.matches("WARC-Type: response").count(), 3);
    assert_eq!(text.matches("WARC-Type: warcinfo").count(), 1);
}

#[test]
fn one_run_at_a_time() {
    let dir = scratch("locked");
    let store = open(&dir);
    assert!(matches!(Store::open(&dir, None, "test"), Err(StoreError::Busy(_))));
    drop(store);
    open(&dir);
}

#[test]
fn what_fails_for_a_time_is_open_and_what_is_refused_is_done() {
    let dir = scratch("failed");
    let mut store = open(&dir);
    store.fail("https://a.example/1", &Fault::Status(503)).expect("noted");
    store.fail("https://a.example/2", &Fault::Status(404)).expect("noted");
    assert_eq!(store.open_addresses(), ["https://a.example/1"]);
    for _ in 0..4 {
        store.fail("https://a.example/1", &Fault::Status(503)).expect("noted");
    }
    assert!(store.open_addresses().is_empty(), "given up after five runs");
}
