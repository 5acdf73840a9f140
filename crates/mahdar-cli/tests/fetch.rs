//! `mahdar fetch` and `mahdar update` against a server on loopback.
#![cfg(feature = "fetch")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};

fn mahdar(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mahdar")).args(args).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn scratch(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).expect("a folder");
    dir
}

fn page(title: &str, words: &str) -> String {
    format!(
        "<!doctype html><html lang=ar><head><meta charset=utf-8><title>{title}</title>\
        <meta property=article:published_time content=2024-05-02T08:42:00+02:00></head><body><article><h1>{title}</h1>\
        <p>قال وزير الموارد إن اللجنة توصلت، بعد يومين من الاجتماعات المغلقة، إلى {words} يسري حتى نهاية الموسم، وإن الوفدين وقعا \
        محضر الجلسة أمس.</p><p>وأضاف الوزير أن بلاده لن تقبل أي تعديل قبل أن تجتمع اللجنة مرة أخرى في العاصمة مطلع الشهر \
        المقبل، وأن الخبراء سيعرضون تقريرهم على الجانبين.</p></article></body></html>"
    )
}

/// A site with a feed of two pages, one of which robots.txt closes; its port.
fn site() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut line = String::new();
            let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
            let _ = reader.read_line(&mut line);
            while reader.read_line(&mut String::new()).is_ok_and(|n| n > 2) {}
            let (status, kind, body) = match line.split(' ').nth(1).unwrap_or_default() {
                "/robots.txt" => ("200 OK", "text/plain", "User-agent: *\nDisallow: /closed\n".to_owned()),
                "/rss" => (
                    "200 OK",
                    "application/rss+xml",
                    "<rss version=\"2.0\"><channel><title>وكالة المثال</title>\
                    <item><title>جدول</title><link>/news/1</link><pubDate>2 أيار 2024</pubDate></item>\
                    <item><link>/closed/2</link></item></channel></rss>"
                        .to_owned(),
                ),
                "/news/1" => ("200 OK", "text/html", page("اللجنة تتفق على جدول جديد", "جدول جديد")),
                "/news/3" => ("200 OK", "text/html", page("اللجنة تؤجل الجدول", "موعد آخر")),
                _ => ("404 Not Found", "text/plain", String::new()),
            };
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
        }
    });
    port
}

#[test]
fn fetched_pages_are_kept_and_asked_for_once() {
    let (dir, port) = (scratch("cli-fetch"), site());
    let out = dir.join("pages");
    let out = out.to_str().expect("a path");
    let (url, feed) = (format!("http://127.0.0.1:{port}/news/3"), format!("http://127.0.0.1:{port}/rss"));
    let args = ["fetch", "--private", "127.0.0.1", "--delay", "0", "-o", out, &url, "--feed", &feed];
    let first = mahdar(&args);
    let said = text(&first.stderr);
    assert_eq!(first.status.code(), Some(1), "{said}");
    assert!(said.contains("2 fetched, 1 failed") && said.contains("robots.txt of"), "{said}");
    let second = text(&mahdar(&args).stderr);
    assert!(second.contains("0 fetched, 2 there already, 1 given up earlier"), "{second}");
    let mut urls = Vec::new();
    mahdar_ingest::containers::records(out.as_ref(), &Default::default(), &mut |record| {
        let record = record.expect("a record");
        assert!(record.article.text.starts_with("قال وزير الموارد"), "{}", record.article.text);
        urls.push(record.article.url.expect("an address"));
        true
    });
    urls.sort();
    assert_eq!(urls, [format!("http://127.0.0.1:{port}/news/1"), url]);
}

#[test]
fn a_private_address_needs_leave() {
    let (dir, port) = (scratch("cli-private"), site());
    let out = dir.to_str().expect("a path");
    let refused = mahdar(&["fetch", "--delay", "0", "-o", out, &format!("http://127.0.0.1:{port}/news/1")]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("--private 127.0.0.1"), "{}", text(&refused.stderr));
    let allowed = mahdar(&["fetch", "--delay", "0", "-o", out, "--private", "127.0.0.1", "--resume"]);
    assert!(text(&allowed.stderr).contains("1 fetched"), "{}", text(&allowed.stderr));
}

#[test]
fn update_appends_reports_that_read_takes() {
    let (dir, port) = (scratch("cli-update"), site());
    let sources = dir.join("sources.toml");
    let feed = format!("http://127.0.0.1:{port}/rss");
    std::fs::write(&sources, format!("[[source]]\nfeed = \"{feed}\"\nname = \"وكالة المثال\"\nprivate = true\n"))
        .expect("written");
    let sources = sources.to_str().expect("a path");
    let first = mahdar(&["update", sources, "--delay", "0"]);
    let said = text(&first.stderr);
    assert!(said.contains("1 new reports, 1 pages failed · 1 feeds asked"), "{said}");
    let second = text(&mahdar(&["update", sources, "--delay", "0"]).stderr);
    assert!(second.contains("0 new reports · 1 not due"), "{second}");
    let read = mahdar(&["read", "--format", "jsonl", dir.join("reports").to_str().expect("a path")]);
    assert!(read.status.success(), "{}", text(&read.stderr));
    let reports: Vec<Value> =
        text(&read.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["id"], format!("http://127.0.0.1:{port}/news/1"));
    assert_eq!(reports[0]["published"]["value"], "2024-05-02T08:42:00");
    assert_eq!(reports[0]["publisher"]["text"], "وكالة المثال");
    assert!(reports[0]["statements"].as_array().is_some_and(|s| s.len() >= 2), "{}", reports[0]["statements"]);
    let health = text(&mahdar(&["update", sources, "--health"]).stdout);
    assert!(health.starts_with("well") && health.contains("2 entries · 1 reports"), "{health}");
}

#[test]
fn a_wrong_sources_file_says_what_is_wrong() {
    let dir = scratch("cli-sources");
    let sources = dir.join("sources.toml");
    std::fs::write(&sources, "[[source]]\nfeed = \"https://a.example/rss\"\nevery = 5\n").expect("written");
    let out = mahdar(&["update", sources.to_str().expect("a path")]);
    assert_eq!(out.status.code(), Some(2));
    let said = text(&out.stderr);
    assert!(said.contains("sources.toml") && said.contains("line 3") && said.contains("every"), "{said}");
}

#[test]
fn help_teaches() {
    let fetch = text(&mahdar(&["fetch", "--help"]).stdout);
    let update = text(&mahdar(&["update", "--help"]).stdout);
    for (help, words) in
        [(&fetch, ["robots.txt", "EXAMPLES", "--private"]), (&update, ["[[source]]", "crontab", "--health"])]
    {
        for word in words {
            assert!(help.contains(word), "{word}");
        }
    }
}
