use super::fixtures::{Got, docx, gzip, response, scratch, zip};
use mahdar_ingest::containers::{Options, Pool, records, scan};
use std::path::Path;

fn read(path: &Path) -> Got {
    let mut got = Got::default();
    scan(path, &Options::default(), &mut got);
    got
}

#[test]
fn a_folder_gives_its_files_sorted_and_counts_the_others_by_kind() {
    let dir = scratch("folder");
    std::fs::create_dir_all(dir.join("b")).expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(dir.join(name), bytes).expect("written");
    write("c.txt", "ثالث".as_bytes());
    write("a.jsonl", b"{\"id\": \"1\", \"text\": \"first\"}\n");
    write("b/z.txt.gz", &gzip(b"second"));
    write("d.docx", &docx("<w:p><w:t>fourth</w:t></w:p>"));
    write("e.warc", &response("https://a.example/", "<p>x</p>"));
    write("README.md", b"not a report");
    write("x.png", b"\x89PNG");
    write("y.png", b"\x89PNG");
    let got = read(&dir);
    assert_eq!(got.faults, Vec::<String>::new());
    assert_eq!(got.texts(), ["first", "second", "ثالث", "fourth"]);
    assert_eq!(got.records[1].article.id, "z");
    assert_eq!(got.bodies(), ["<p>x</p>"]);
    assert_eq!(got.skipped.0[".png files"].0, 2);
    assert_eq!(got.skipped.0[".md files"].0, 1);
}

#[test]
fn an_empty_folder_and_a_missing_file_are_faults() {
    let dir = scratch("empty");
    assert!(read(&dir).faults[0].contains("nothing in this folder"));
    assert!(read(&dir.join("missing.txt")).faults[0].contains("missing.txt"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_ends() {
    let dir = scratch("cycle");
    std::fs::write(dir.join("a.txt"), "x").expect("written");
    std::fs::create_dir_all(dir.join("b")).expect("a folder");
    std::os::unix::fs::symlink(&dir, dir.join("b/loop")).expect("a link");
    std::os::unix::fs::symlink("nowhere", dir.join("b/dangling")).expect("a link");
    let got = read(&dir);
    assert_eq!(got.texts(), ["x"]);
}

#[test]
fn reading_ends_when_the_caller_has_enough() {
    let dir = scratch("enough");
    let lines: String = (0..100).map(|n| format!("{{\"id\": {n}, \"text\": \"x\"}}\n")).collect();
    std::fs::write(dir.join("a.jsonl"), &lines).expect("written");
    std::fs::write(dir.join("b.jsonl"), &lines).expect("written");
    let mut count = 0;
    records(&dir, &Options::default(), &mut |_| {
        count += 1;
        count < 3
    });
    assert_eq!(count, 3);
}

fn archive() -> Vec<u8> {
    zip(&[
        ("b/in.jsonl", b"{\"id\": \"1\", \"text\": \"first\"}\n".as_slice()),
        ("a.txt", "أول".as_bytes()),
        ("__MACOSX/a.txt", b"rubbish"),
        ("c.docx", &docx("<w:p><w:t>third</w:t></w:p>")),
        ("d.warc.gz", &gzip(&response("https://a.example/", "<p>x</p>"))),
        ("README", b"no report"),
        ("e.zip", &zip(&[("f.txt", b"deep")])),
    ])
}

#[test]
fn a_zip_archive_is_a_folder() {
    let dir = scratch("zip");
    let file = dir.join("in.zip");
    std::fs::write(&file, archive()).expect("written");
    for got in [read(&file), read(&dir), super::fixtures::read(&archive(), "-")] {
        assert_eq!(got.faults, Vec::<String>::new());
        assert_eq!(got.texts(), ["أول", "first", "third"]);
        assert_eq!(got.bodies(), ["<p>x</p>"]);
        assert!(got.records[1].article.path.as_deref().is_some_and(|path| path.ends_with("!/b/in.jsonl")));
        assert_eq!(got.skipped.0["files without an ending"].0, 1);
        assert_eq!(got.skipped.0["ZIP archives within archives"].0, 1);
    }
}

#[test]
fn a_broken_file_of_an_archive_costs_no_other() {
    let mut bytes = archive();
    let at = bytes.windows(10).position(|name| name == b"b/in.jsonl").expect("the first file") + 14;
    bytes[at..at + 8].iter_mut().for_each(|byte| *byte ^= 0xff);
    let got = super::fixtures::read(&bytes, "in.zip");
    assert_eq!(got.texts(), ["أول", "third"]);
    assert!(!got.faults.is_empty() && got.faults.iter().all(|f| f.contains("!/b/in.jsonl")), "{:?}", got.faults);
    let got = super::fixtures::read(&archive()[..400], "in.zip");
    assert_eq!((got.records.len(), got.faults.len()), (0, 1), "{:?}", got.faults);
}

#[test]
fn office_files_that_are_not_read_say_what_to_do() {
    let got = super::fixtures::read(&zip(&[("xl/workbook.xml", b"<x/>".as_slice())]), "in.xlsx");
    assert!(got.faults[0].contains("save it as CSV"), "{:?}", got.faults);
}

#[test]
fn a_pool_keeps_the_order() {
    let dir = scratch("pool");
    for n in 0..30 {
        let page = format!("<html><p>{}</p></html>", "قال الوزير إن الخطة جاهزة للتنفيذ. ".repeat(5 + n));
        std::fs::write(dir.join(format!("{n:02}.html")), page).expect("written");
        std::fs::write(dir.join(format!("{n:02}.jsonl")), format!("{{\"text\": \"{n}\"}}\n{{\n")).expect("written");
    }
    let plain = |threads: usize| {
        let mut got = Kept::default();
        let mut pool = Pool::new(&mut got, threads);
        assert!(scan(&dir, &Options::default(), &mut pool));
        assert!(pool.finish());
        got.0
    };
    let one = plain(1);
    assert_eq!(one.len(), 90);
    assert_eq!(plain(4), one);
    // A sink that has enough gets no more.
    let mut few = Few(5);
    let mut pool = Pool::new(&mut few, 3);
    scan(&dir, &Options::default(), &mut pool);
    pool.finish();
    assert_eq!(few.0, 0);
}

/// What came, in order, as strings; pages are looked into.
#[derive(Default)]
struct Kept(Vec<String>);

impl mahdar_ingest::containers::Sink for Kept {
    fn record(&mut self, record: mahdar_ingest::Record) -> bool {
        self.0.push(format!("{} {}", record.article.id, record.article.text));
        true
    }

    fn fault(&mut self, fault: mahdar_ingest::IngestError) -> bool {
        self.0.push(fault.to_string());
        true
    }

    fn skip(&mut self, reason: &str, _: &str) -> bool {
        self.0.push(reason.to_owned());
        true
    }
}

/// Wants as many records, and must not be given one more.
struct Few(usize);

impl mahdar_ingest::containers::Sink for Few {
    fn record(&mut self, _: mahdar_ingest::Record) -> bool {
        self.0 = self.0.checked_sub(1).expect("no more than were wanted");
        self.0 > 0
    }

    fn fault(&mut self, _: mahdar_ingest::IngestError) -> bool {
        true
    }

    fn skip(&mut self, _: &str, _: &str) -> bool {
        true
    }
}
