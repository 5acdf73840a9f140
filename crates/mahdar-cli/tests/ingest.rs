//! `mahdar ingest`, and `mahdar read` of every source, as a user runs them.
#![cfg(feature = "ingest")]

use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PAGE: &str = "<!DOCTYPE html><html lang=ar><head><meta charset=utf-8><title>اللجنة تتفق</title>\
    <meta property=article:published_time content=2023-03-14T08:42:00+02:00></head><body><h1>اللجنة تتفق على جدول جديد</h1>\
    <p>قال وزير الموارد المائية إن اللجنة توصلت، بعد يومين من الاجتماعات المغلقة، إلى جدول جديد يسري حتى نهاية الموسم.</p>\
    <p>وأضاف الوزير أن الخبراء سيزورون السدود الثلاثة في الشمال خلال الأسبوع الأول من الشهر المقبل.</p></body></html>";

fn run(args: &[&str], dir: &Path, input: Option<&[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mahdar"))
        .args(args)
        .current_dir(dir)
        .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    if let Some(bytes) = input {
        child.stdin.take().expect("a pipe").write_all(bytes).expect("written");
    }
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A folder of its own with one source of each kind that can be written by hand.
fn sources(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("mahdar-ingest-cli-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(dir.join("in")).expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(dir.join("in").join(name), bytes).expect("written");
    write("page.html", PAGE.as_bytes());
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx";
    let records: String = [("https://a.example/1", block.as_str()), ("https://a.example/x.png", picture)]
        .iter()
        .map(|(url, block)| {
            format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\n\
                 Content-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            )
        })
        .collect();
    write("crawl.warc", records.as_bytes());
    let feed = "<rss version='2.0'><channel><title>الضفة</title><item><title>خبر</title><link>https://a.example/2</link>\
                <pubDate>14 مارس 2023</pubDate><description>قالت الوزيرة إن الحوار مستمر.</description></item></channel></rss>";
    write("feed.xml", feed.as_bytes());
    write("table.csv", "Nr;Inhalt\n7;قال الوزير إن الوضع صعب.\n".as_bytes());
    write("lines.jsonl", "{\"id\": \"a\", \"text\": \"وأضاف الوزير أن الحوار مستمر.\"}\n{broken\n".as_bytes());
    write("notes.md", b"no report");
    dir
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    text(bytes).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn every_source_becomes_lines_and_what_is_left_out_is_told() {
    let dir = sources("all");
    let args = ["ingest", "in", "-o", "out.jsonl", "--columns", "text=Inhalt", "--columns", "id=Nr"];
    let out = run(&args, &dir, None);
    let errors = text(&out.stderr);
    assert_eq!(out.status.code(), Some(1), "{errors}");
    assert!(errors.contains("lines.jsonl:2:"), "{errors}");
    assert!(errors.contains("5 reports in out.jsonl") && errors.contains("1 of them summaries"), "{errors}");
    assert!(errors.contains("1  image/png response, such as https://a.example/x.png"), "{errors}");
    assert!(errors.contains(".md files"), "{errors}");
    let reports = lines(&std::fs::read(dir.join("out.jsonl")).expect("the output"));
    let kinds: Vec<&str> = reports.iter().filter_map(|report| report["source"]["kind"].as_str()).collect();
    assert_eq!(kinds, ["warc", "feed", "jsonl", "page", "csv"]);
    assert_eq!(reports[0]["url"], "https://a.example/1");
    assert_eq!(reports[0]["published"], "2023-03-14T08:42:00+02:00");
    assert_eq!(reports[0]["headline"], "اللجنة تتفق على جدول جديد");
    assert_eq!(reports[1]["dates"][0]["value"], "2023-03-14");
    assert_eq!(reports[4]["id"], "7");
    assert!(!dir.join("out.jsonl.part").exists());
    // The reader takes the result, and the sources.
    let read = run(&["read", "--format", "jsonl", "out.jsonl"], &dir, None);
    assert_eq!(read.status.code(), Some(0), "{}", text(&read.stderr));
    let direct =
        run(&["read", "--format", "jsonl", "in", "--columns", "text=Inhalt", "--columns", "id=Nr"], &dir, None);
    assert_eq!(direct.status.code(), Some(1));
    let cues = |bytes: &[u8]| -> Vec<Value> {
        lines(bytes).into_iter().map(|report| report["statements"][0]["cue"]["lemma"].clone()).collect()
    };
    assert_eq!(cues(&read.stdout), ["قال", "قال", "أضاف", "قال", "قال"]);
    assert_eq!(cues(&read.stdout), cues(&direct.stdout));
}

#[test]
fn a_file_that_is_there_is_replaced_only_if_told() {
    let dir = sources("force");
    std::fs::write(dir.join("out.jsonl"), "mine").expect("written");
    let out = run(&["ingest", "in/page.html", "-o", "out.jsonl"], &dir, None);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("--force"), "{}", text(&out.stderr));
    assert_eq!(std::fs::read_to_string(dir.join("out.jsonl")).expect("the file"), "mine");
    let out = run(&["ingest", "in/page.html", "-o", "out.jsonl", "--force"], &dir, None);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert_eq!(lines(&std::fs::read(dir.join("out.jsonl")).expect("the output")).len(), 1);
    // A folder that holds the output does not feed it to itself.
    let out = run(&["ingest", ".", "-o", "out.jsonl", "--force"], &dir, None);
    assert!(text(&out.stderr).contains("the output itself"), "{}", text(&out.stderr));
}

#[test]
fn the_output_is_the_same_on_any_number_of_threads() {
    let dir = sources("threads");
    let one = run(&["ingest", "in", "--threads", "1"], &dir, None);
    let many = run(&["ingest", "in", "--threads", "7"], &dir, None);
    assert_eq!(lines(&one.stdout).len(), 4);
    assert_eq!(text(&one.stdout), text(&many.stdout));
}

#[test]
fn standard_input_may_be_any_source() {
    let dir = sources("stdin");
    for name in ["page.html", "crawl.warc", "feed.xml"] {
        let bytes = std::fs::read(dir.join("in").join(name)).expect("the source");
        let out = run(&["ingest", "-"], &dir, Some(&bytes));
        assert_eq!(lines(&out.stdout).len(), 1, "{name}: {}", text(&out.stderr));
        let out = run(&["read", "--format", "jsonl", "-"], &dir, Some(&bytes));
        assert_eq!(lines(&out.stdout)[0]["statements"][0]["cue"]["lemma"], "قال", "{name}");
    }
}

#[test]
fn pages_that_are_no_article_are_told_and_not_read() {
    let dir = sources("shell");
    let page = "<!DOCTYPE html><html><head><title>x</title><script src=a.js></script></head><body><div id=root></div></body></html>";
    std::fs::write(dir.join("empty.html"), page).expect("written");
    for command in [&["ingest", "empty.html"][..], &["read", "empty.html"]] {
        let out = run(command, &dir, None);
        assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
        assert!(text(&out.stderr).contains("pages that hold no text"), "{}", text(&out.stderr));
        assert_eq!(text(&out.stdout), "");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_lines() {
    let dir = sources("stop");
    let mut child = Command::new(env!("CARGO_BIN_EXE_mahdar"))
        .args(["ingest", "-", "-o", "out.jsonl"])
        .current_dir(&dir)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    let line = "{\"id\": \"a\", \"text\": \"قال الوزير إن الحوار مستمر.\"}\n";
    pipe.write_all(line.repeat(2_000).as_bytes()).expect("written");
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(interrupted.success());
    // It ends at the next line, though more would come.
    while pipe.write_all(line.repeat(2_000).as_bytes()).is_ok() {}
    drop(pipe);
    let out = child.wait_with_output().expect("it ends");
    assert_eq!(out.status.code(), Some(130), "{}", text(&out.stderr));
    let written = std::fs::read_to_string(dir.join("out.jsonl")).expect("the output");
    assert!(written.is_empty() || written.ends_with('\n'));
    assert!(lines(written.as_bytes()).iter().all(|report| report["id"] == "a"));
}

#[test]
fn columns_are_checked() {
    let dir = sources("columns");
    let out = run(&["ingest", "in/table.csv", "--columns", "body=Inhalt"], &dir, None);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("known are id, text"), "{}", text(&out.stderr));
    let out = run(&["ingest", "in/table.csv"], &dir, None);
    assert!(text(&out.stderr).contains("--columns text=NAME"), "{}", text(&out.stderr));
}
