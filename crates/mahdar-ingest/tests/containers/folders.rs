use super::fixtures::{Got, docx, gzip, response, scratch};
use mahdar_ingest::containers::{Options, records, scan};
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
