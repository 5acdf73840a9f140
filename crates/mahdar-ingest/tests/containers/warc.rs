use super::fixtures::{gzip, read, response, warc_record};
use mahdar_ingest::{Place, SourceKind};

const FIRST: &str = "<html><p>قال الوزير إن الخطة جاهزة.</p></html>";
const SECOND: &str = "<html><p>وأضاف أن الحوار مستمر.</p></html>";

fn archive() -> Vec<Vec<u8>> {
    vec![
        warc_record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        response("https://a.example/1", FIRST),
        warc_record("request", "https://a.example/1", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        response("https://a.example/2", SECOND),
    ]
}

#[test]
fn pages_come_out_of_plain_and_compressed_archives() {
    let plain: Vec<u8> = archive().concat();
    let members: Vec<u8> = archive().iter().flat_map(|record| gzip(record)).collect();
    let one_member = gzip(&plain);
    for (bytes, name) in [(&plain, "a.warc"), (&members, "a.warc.gz"), (&one_member, "one.gz")] {
        let got = read(bytes, name);
        assert_eq!(got.faults, Vec::<String>::new(), "{name}");
        assert_eq!(got.bodies(), [FIRST, SECOND], "{name}");
        let page = &got.pages[1];
        assert_eq!(page.hints.url.as_deref(), Some("https://a.example/2"));
        assert_eq!(page.hints.content_type.as_deref(), Some("text/html; charset=utf-8"));
        let fetched = page.hints.fetched_at.expect("WARC-Date");
        assert_eq!((fetched.year, fetched.month, fetched.day), (2023, 3, 14));
        assert_eq!(page.source.kind, SourceKind::Warc);
        assert_eq!(got.skipped.0["WARC request record"].0, 1);
    }
    let got = read(&plain, "a.warc");
    let Place::Offset(at) = got.pages[1].source.place else { panic!("an offset") };
    assert!(plain[usize::try_from(at).expect("small")..].starts_with(b"WARC/1.0\r\nWARC-Type: response"));
    let got = read(&members, "a.warc.gz");
    let Place::Offset(at) = got.pages[1].source.place else { panic!("an offset") };
    assert!(members[usize::try_from(at).expect("small")..].starts_with(&[0x1f, 0x8b]));
}

#[test]
fn header_names_are_of_any_case_and_lines_may_end_in_lf() {
    let html = "<p>x</p>";
    let block = format!("HTTP/1.1 200 OK\ncontent-TYPE: Text/HTML\n\n{html}");
    let record = format!(
        "WARC/1.1\nwarc-type: Response\nwarc-target-uri: <https://a.example/>\ncontent-type: application/http\n\
         content-length: {}\n\n{block}\n\n",
        block.len()
    );
    let got = read(record.as_bytes(), "x");
    assert_eq!(got.bodies(), [html]);
    assert_eq!(got.pages[0].hints.url.as_deref(), Some("https://a.example/"));
}

#[test]
fn what_is_no_page_is_counted_by_reason() {
    let with = |head: &str| warc_record("response", "https://a.example/", "application/http", head.as_bytes());
    let bytes = [
        with("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone</p>"),
        with("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{89}PNG"),
        with("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        with("no response"),
        response("https://a.example/", FIRST),
    ]
    .concat();
    let got = read(&bytes, "a.warc");
    assert_eq!(got.bodies(), [FIRST]);
    assert_eq!(got.faults, Vec::<String>::new());
    let reasons: Vec<&str> = got.skipped.0.keys().map(String::as_str).collect();
    let expected =
        ["HTTP status 404", "image/png response", "response without a body", "response without an HTTP status"];
    assert_eq!(reasons, expected);
}

#[test]
fn chunked_and_compressed_bodies_are_decoded() {
    let head = |extra: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{extra}\r\n\r\n").into_bytes();
    let chunked =
        [head("Transfer-Encoding: chunked"), b"5\r\n<p>he\r\n9;x\r\nllo</p>\r\n\r\n0\r\n\r\n".to_vec()].concat();
    let zipped = [head("Content-Encoding: gzip"), gzip(FIRST.as_bytes())].concat();
    // The header says so, but the crawler stored what it had decoded.
    let stored = [head("Transfer-Encoding: chunked\r\nContent-Encoding: gzip, br"), FIRST.as_bytes().to_vec()].concat();
    let bytes: Vec<u8> =
        [chunked, zipped, stored].iter().flat_map(|b| warc_record("response", "u", "application/http", b)).collect();
    let got = read(&bytes, "a.warc");
    assert_eq!(got.faults, Vec::<String>::new());
    assert_eq!(got.bodies(), ["<p>hello</p>\r\n", FIRST, FIRST]);
}

/// The second of three records has a length that is wrong; the third must come, the second may be lost.
#[test]
fn a_wrong_length_costs_one_record() {
    let good = response("https://a.example/1", FIRST);
    let text = String::from_utf8(response("https://a.example/2", SECOND)).expect("UTF-8");
    let at = text.find("Content-Length: ").expect("a length") + "Content-Length: ".len();
    let end = at + text[at..].find('\r').expect("an end of line");
    for wrong in ["1", "100000", "99999999999999999999", "-5", "", "x", "18446744073709551615"] {
        let bad = format!("{}{wrong}{}", &text[..at], &text[end..]).into_bytes();
        let bytes = [good.clone(), bad, response("https://a.example/3", "<p>3</p>"), good.clone()].concat();
        let got = read(&bytes, "a.warc");
        let urls: Vec<_> = got.pages.iter().filter_map(|p| p.hints.url.as_deref()).collect();
        assert!(urls.first() == Some(&"https://a.example/1"), "{wrong}: {urls:?}");
        assert_eq!(got.faults.len(), 1, "{wrong}: {:?}", got.faults);
        assert!(got.faults[0].contains(&format!("byte {}", good.len())), "{wrong}: {:?}", got.faults);
        // A length that reaches beyond the end swallows what follows, unless it can be found again.
        assert!(urls.ends_with(&["https://a.example/3", "https://a.example/1"]), "{wrong}: {urls:?}");
    }
}

#[test]
fn a_member_broken_in_the_middle_costs_one_record() {
    let members: Vec<Vec<u8>> =
        (0..5).map(|n| gzip(&response(&format!("https://a.example/{n}"), &format!("{FIRST}{n}")))).collect();
    for damage in [0_usize, 12, 40] {
        let mut bytes = members[..2].concat();
        let mut broken = members[2].clone();
        if damage == 0 {
            broken.truncate(broken.len() / 2);
        } else {
            let middle = damage.min(broken.len() - 1);
            broken[middle..].iter_mut().take(20).for_each(|b| *b ^= 0xa5);
        }
        bytes.extend(broken);
        bytes.extend(members[3..].concat());
        let got = read(&bytes, "a.warc.gz");
        let urls: Vec<_> = got.pages.iter().filter_map(|p| p.hints.url.as_deref()).collect();
        let rest = ["https://a.example/0", "https://a.example/1", "https://a.example/3", "https://a.example/4"];
        assert_eq!(urls, rest, "damage {damage}: {:?}", got.faults);
        assert_eq!(got.faults.len(), 1, "{:?}", got.faults);
        let offset = members[0].len() + members[1].len();
        assert!(got.faults[0].contains(&format!("byte {offset}")), "{:?}", got.faults);
    }
}

#[test]
fn a_file_that_was_cut_gives_what_is_whole() {
    let plain = archive().concat();
    let members: Vec<u8> = archive().iter().flat_map(|record| gzip(record)).collect();
    for (bytes, name) in [(&plain, "a.warc"), (&members, "a.warc.gz")] {
        let got = read(&bytes[..bytes.len() - 30], name);
        assert_eq!(got.bodies(), [FIRST], "{name}");
        assert_eq!(got.faults.len(), 1, "{name}: {:?}", got.faults);
    }
}

#[test]
fn rubbish_between_records_is_passed_over() {
    let bytes =
        [response("u:1", FIRST), b"\r\nrubbish WARC/ and more\r\n".repeat(9_000), response("u:2", SECOND)].concat();
    let got = read(&bytes, "a.warc");
    assert_eq!(got.bodies(), [FIRST, SECOND]);
    assert_eq!(got.faults.len(), 1, "{:?}", got.faults);
    assert_eq!(got.pages[0].source.url.as_deref(), Some("u:1"));
}
