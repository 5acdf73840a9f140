//! Pages that no one should write: none may panic, take long, or make up text. The fuzz corpus is replayed as well.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use mahdar_ingest::{Hints, IngestError, Limits, Record, State, page};
use proptest::prelude::*;
use std::time::{Duration, Instant};

const TEXT: &str =
    "The two sides met on Monday in the capital, officials said, and agreed to meet again within a month of that day.";

/// Reads with one second for the extractors; asks the laws; says how long it took.
fn read(bytes: &[u8]) -> (Record, Duration) {
    let limits = Limits { time: Duration::from_secs(1), ..Limits::default() };
    let start = Instant::now();
    let record = page(bytes, &Hints { limits, ..Hints::default() }).expect("within the limits");
    let took = start.elapsed();
    if let Err(broken) = record.check(bytes) {
        panic!("{broken}");
    }
    (record, took)
}

/// Generous: the machine may be busy; what grows with the square of the page takes minutes.
fn read_in_time(name: &str, bytes: &[u8]) -> Record {
    let (record, took) = read(bytes);
    assert!(took < Duration::from_secs(30), "{name}: {took:?} for {} bytes", bytes.len());
    record
}

fn article(inner: &str) -> String {
    format!(
        "<html><body><h1>The sides meet again</h1><p>{TEXT}</p>{inner}<p>Second: {TEXT}</p><p>Third: {TEXT}</p></body></html>"
    )
}

#[test]
fn deep_nesting_is_survived_and_text_in_it_is_read() {
    for tag in ["div", "b", "span", "table><tr><td", "ul><li", "blockquote", "a", "font"] {
        let open = format!("<{tag}>").repeat(20_000);
        read_in_time(tag, article(&open).as_bytes());
        read_in_time(tag, format!("{open}{TEXT}").as_bytes());
    }
    let nested = format!("{}<p>{TEXT}</p><p>Again: {TEXT}</p>{}", "<div>".repeat(150), "</div>".repeat(150));
    assert!(read_in_time("150 deep", nested.as_bytes()).article.text.contains("agreed to meet again"));
}

#[test]
fn text_in_every_one_of_many_elements_takes_no_square_of_time() {
    read_in_time("unclosed", "<div class=x>word one two three.".repeat(30_000).as_bytes());
    read_in_time("paragraphs", format!("<p class=t>{TEXT}").repeat(8_000).as_bytes());
    read_in_time("cards", "<li class=c><a href=/x>One two three four</a><p>Five six.</p>".repeat(10_000).as_bytes());
    read_in_time("fields", "<div><input><button>a b</button></div>".repeat(20_000).as_bytes());
    read_in_time("times", "<time datetime=2020-01-01>1 May</time>".repeat(20_000).as_bytes());
}

#[test]
fn megabytes_of_attribute_are_survived() {
    let long = "x ".repeat(1 << 20);
    for attribute in ["class", "style", "data-state", "content", "href", "datetime", "id"] {
        let record = read_in_time(attribute, article(&format!("<div {attribute}=\"{long}\">a</div>")).as_bytes());
        assert!(record.article.text.contains("Second:"), "{attribute}");
    }
    read_in_time("open quote", article(&format!("<div class=\"{long}")).as_bytes());
    read_in_time("attributes", article(&format!("<div {}>", "a=b ".repeat(200_000))).as_bytes());
    // The tokenizer goes a call deeper for each of these.
    for tag in ["div", "/div"] {
        let record = read_in_time("quoted", article(&format!("<{tag} {}>", "a=\"b\" ".repeat(200_000))).as_bytes());
        assert!(record.article.text.contains("Second:"), "{tag}");
    }
}

#[test]
fn broken_tags_and_nul_bytes_leave_the_text() {
    for broken in [
        "<p<p<p>",
        "<>",
        "</",
        "<!--",
        "<!-- -- >",
        "<![CDATA[",
        "<script>",
        "<style>",
        "<title>",
        "<textarea>",
        "&#0;",
        "&#xFFFFFFFF;",
        "&notit;",
        "<a href='",
        "<table><p>x",
        "</table></td></p>",
        "<svg><p>",
        "<select><option>",
        "<template>",
        "<plaintext>",
        "\0\0\0",
        "<p \0class=\0>",
        "<noscript>",
        "<frameset>",
        "<b><p></b></i></p>",
    ] {
        let record = read_in_time(broken, article(broken).as_bytes());
        assert!(record.extraction.is_some(), "{broken}");
    }
    let nul = article("").replace("officials", "offi\0cials");
    assert!(read_in_time("nul", nul.as_bytes()).article.text.contains("The two sides met"));
    for bytes in [&b""[..], b"\0", b"<", b"\xFF\xFE", b"\xEF\xBB\xBF", b"\xFE\xFF\xD8\x00", b"plain text"] {
        read_in_time("tiny", bytes);
    }
}

#[test]
fn lines_beside_the_article_are_left_out_and_a_paragraph_that_holds_a_mark_is_not() {
    let aside = [
        "انسخ الرابط",
        "حجم الخط",
        "شارك هذا المقال على فيسبوك تويتر واتساب",
        "طالع أيضا: وفاة فنان بعد صراع مع المرض",
        "للاشتراك في النشرة البريدية أدخل بريدك الإلكتروني",
        "© 2023 صحيفة الضفة",
        "Copyright © 2023 The Courier. All rights reserved.",
    ];
    for line in aside {
        let (record, _) = read(article(&format!("<p>{line}</p>")).as_bytes());
        assert!(!record.article.text.contains(line) && record.article.text.contains("Second:"), "{line}");
    }
    let (record, _) = read(
        article("<p>The minister said on Monday that the sign © does not protect the rights of authors.</p>")
            .as_bytes(),
    );
    assert!(record.article.text.contains('©'));
    let (record, _) = read(
        article("<p>The talks go on.<span style='display: none'>unseen</span> They end soon, he said.</p>").as_bytes(),
    );
    assert!(record.article.text.contains("go on. They end soon"), "{}", record.article.text);
}

#[test]
fn a_flash_of_one_sentence_is_an_article() {
    let html = "<html><body><nav><a href='/'>Home</a></nav><article><h1>Talks resume tomorrow</h1><time datetime='2023-05-14'>14 May</time>\
        <div><p>Talks between the two sides resume tomorrow in the capital.</p></div></article></body></html>";
    let (record, _) = read(html.as_bytes());
    assert_eq!(record.article.text, "Talks between the two sides resume tomorrow in the capital.");
    assert_eq!(record.extraction.map(|e| e.state), Some(State::LowAgreement));
}

#[test]
fn json_ld_that_is_no_json_or_too_deep_is_passed_over() {
    let deep = "[".repeat(100_000);
    for json in [
        deep.as_str(),
        "{\"@type\":",
        "null",
        "{\"@type\":\"NewsArticle\",\"headline\":{\"a\":[]},\"datePublished\":[[]]}",
    ] {
        let record =
            read_in_time("ld", article(&format!("<script type='application/ld+json'>{json}</script>")).as_bytes());
        assert!(record.article.text.contains("Second:"));
    }
}

#[test]
fn a_page_over_the_limit_is_refused_with_its_name() {
    let limits = Limits { bytes: 10, ..Limits::default() };
    let hints = Hints { limits, path: Some("big.html".to_owned()), ..Hints::default() };
    let error = page(TEXT.as_bytes(), &hints).expect_err("too large");
    assert!(matches!(error, IngestError::TooLarge { limit: 10, .. }));
    assert!(error.to_string().starts_with("big.html:"), "{error}");
}

#[test]
fn stubs_shells_and_lists_are_no_articles() {
    let state = |html: &str| read(html.as_bytes()).0.extraction.expect("a page").state;
    let shell = "<html><head><title>News</title></head><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>";
    assert_eq!(state(shell), State::EmptyShell);
    let wall = format!(
        "<html><body><article><h1>The sides meet again</h1><p>{TEXT}</p><div class=paywall><p>Subscribe to continue reading this article.</p></div></article></body></html>"
    );
    assert_eq!(state(&wall), State::PaywallStub);
    let list: String =
        (0..40).map(|n| format!("<li><a href=/{n}>Headline number {n} of the day is here</a></li>")).collect();
    let list = format!("<html><head><title>News</title></head><body><ul>{list}</ul></body></html>");
    assert!(!state(&list).is_article());
    assert_eq!(
        state(&format!(
            "<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>{TEXT}</p></body></html>"
        )),
        State::NotArticle
    );
    assert_eq!(state(&article("")), State::Ok);
}

#[test]
fn joiners_marks_and_digits_come_through_byte_for_byte() {
    let kept = "می\u{200c}گوید \u{200f}(NATO)\u{200e} قالَ الوزيرُ ۱۲۳ ٤٥٦ \u{2067}abc\u{2069} إنّ المحادثاتِ مستمرة منذ أسبوعين في العاصمة.";
    let html = format!("<meta charset=utf-8><h1>عنوان من كلمات ثلاث</h1><p>{kept}</p><p>{kept} ثم انتهت.</p>");
    let record = read(html.as_bytes()).0;
    assert!(record.article.text.contains(kept), "{}", record.article.text);
    for paragraph in &record.extraction.expect("a page").paragraphs {
        let raw = &html.as_bytes()[paragraph.raw.clone().expect("UTF-8")];
        assert_eq!(raw, record.article.text[paragraph.text.clone()].as_bytes());
    }
}

#[test]
fn the_fuzz_corpus_keeps_the_laws() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/page");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the corpus").map(|f| f.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() >= 20, "{} files", files.len());
    for file in files {
        read_in_time(&file.to_string_lossy(), &std::fs::read(&file).expect("readable"));
    }
}

fn piece() -> impl Strategy<Value = String> {
    let tags = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class='related'>",
        "</div>",
        "<br>",
        "<b>",
        "</b>",
        "<a href=/x>",
        "</a>",
        "<table><tr><td>",
        "</table>",
        "<li>",
        "<h1>",
        "</h1>",
        "<time datetime='2023-03-14'>",
        "</time>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<meta name=date content='14 آذار 2023'>",
        "&amp;",
        "&#x200c;",
        "<hr>",
        "<pre>",
        "</pre>",
        "<title>",
        "</title>",
        "<input>",
    ]);
    prop_oneof![
        3 => tags.prop_map(str::to_owned),
        2 => "[ a-zاب١\u{200c}\u{200f}<>&\"'=/.\n]{0,40}",
        1 => Just(TEXT.to_owned()),
        1 => Just("قال وزير الموارد إن اللجنة توصلت، بعد يومين من الاجتماعات المغلقة، إلى جدول جديد.".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn any_page_keeps_the_laws(pieces in prop::collection::vec(piece(), 0..60)) {
        let html = pieces.concat();
        read(html.as_bytes());
    }

    #[test]
    fn any_bytes_keep_the_laws(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
        read(&[b"<meta charset=windows-1256><p>", &bytes[..]].concat());
    }
}
