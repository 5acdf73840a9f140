use super::fixtures::{docx, gzip, read};
use mahdar_ingest::{DateRole, Place, SourceKind, State};

#[test]
fn jsonl_is_kept_as_given() {
    let lines = "\u{FEFF}{\"id\": 7, \"text\": \" نص\\u200c \", \"published\": \"أمس\", \"extra\": 1}\n\n{\"text\": \"b\"}\n{broken\n";
    for bytes in [lines.as_bytes().to_vec(), gzip(lines.as_bytes())] {
        let got = read(&bytes, "in.jsonl");
        assert_eq!(got.texts(), [" نص\u{200c} ", "b"]);
        assert_eq!(got.records[0].article.id, "7");
        assert_eq!(got.records[0].article.published.as_deref(), Some("أمس"));
        assert_eq!(got.records[1].article.id, "in:3");
        assert_eq!(got.records[1].source.place, Place::Line(3));
        assert_eq!(got.faults.len(), 1);
        assert!(got.faults[0].starts_with("in.jsonl:4: "), "{:?}", got.faults);
    }
}

#[test]
fn seconds_since_1970_are_a_date() {
    for line in [
        r#"{"id": "a", "text": "نص", "published": 1678788900}"#,
        r#"{"id": "a", "text": "نص", "published": "1678788900000"}"#,
    ] {
        let got = read(line.as_bytes(), "x.jsonl");
        let date = got.only().date(DateRole::Published).expect("a date");
        assert_eq!(date.parsed.as_ref().and_then(|date| date.iso()).as_deref(), Some("2023-03-14T10:15:00"), "{line}");
    }
}

#[test]
fn lines_of_other_shapes_are_read() {
    let lines = "{\"@type\": \"NewsArticle\", \"articleBody\": \"a\"}\n{\"uri\": \"u\", \"body_text\": \"b\"}\n{\"title\": \"t\", \"content\": \"c\"}\n{\"x\": 1}\n";
    let got = read(lines.as_bytes(), "x.jsonl");
    assert_eq!(got.texts(), ["a", "b", "c"]);
    assert_eq!(got.faults.len(), 1);
}

#[test]
fn json_ld_of_graphs_arrays_and_live_blogs() {
    let json = r#"{"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "site"},
        {"@type": ["NewsArticle", "Thing"], "headline": "عنوان", "articleBody": "فقرة <b>أولى</b><br>ثانية", "datePublished": "2023-03-14",
         "dateModified": "2023-03-15", "publisher": {"@type": "Organization", "name": "الضفة"}, "author": [{"name": "سامر"}, "رنا"],
         "mainEntityOfPage": {"@id": "https://a.example/1"}, "inLanguage": "ar", "articleSection": ["سياسة"]},
        {"@type": "LiveBlogPosting", "liveBlogUpdate": [{"articleBody": "one"}, {"articleBody": "two"}]},
        {"@type": "NewsArticle", "description": "only this", "publisher": {"@id": "_:org"}},
        {"@type": "Organization", "@id": "_:org", "name": "دار الضفة"}]}"#;
    let got = read(json.as_bytes(), "x");
    assert_eq!(got.faults, Vec::<String>::new());
    assert_eq!(got.texts(), ["فقرة أولى\nثانية", "one\ntwo", "only this"]);
    let first = &got.records[0];
    assert_eq!(first.article.headline.as_deref(), Some("عنوان"));
    assert_eq!(first.article.publisher.as_deref(), Some("الضفة"));
    assert_eq!(first.article.url.as_deref(), Some("https://a.example/1"));
    assert_eq!(first.byline.as_deref(), Some("سامر, رنا"));
    assert_eq!(first.section.as_deref(), Some("سياسة"));
    assert_eq!(first.date(DateRole::Published).map(|d| d.raw.as_str()), Some("2023-03-14"));
    assert_eq!(first.date(DateRole::Modified).map(|d| d.raw.as_str()), Some("2023-03-15"));
    assert_eq!(got.records[2].extraction.as_ref().map(|e| e.state), Some(State::Summary));
    // The name of that publisher stands behind the article.
    assert_eq!(got.records[2].article.publisher.as_deref(), Some("دار الضفة"));
    assert_eq!((got.skipped.0["WebSite object"].0, got.skipped.0["Organization object"].0), (1, 1));
}

#[test]
fn ninjs_of_three_versions() {
    let json = r#"[
        {"uri": "urn:1", "type": "text", "headline": "h", "body_html": "<p>a</p><p>b</p>", "versioncreated": "2023-03-14T08:15:00Z",
         "byline": "By X", "infosource": [{"name": "وكالة"}], "language": "ar"},
        {"uri": "urn:2", "type": "text", "headlines": [{"role": "short", "value": "s"}, {"role": "main", "value": "m"}],
         "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>c</p>"}], "firstCreated": "2023-03-14"},
        {"uri": "urn:3", "type": "picture", "body_text": "caption"}]"#;
    let got = read(json.as_bytes(), "x.json");
    assert_eq!(got.texts(), ["a\nb", "c"]);
    assert_eq!(got.records[0].article.id, "urn:1");
    assert_eq!(got.records[0].source.kind, SourceKind::Ninjs);
    assert_eq!(got.records[1].article.headline.as_deref(), Some("m"));
    assert_eq!(got.skipped.0["JSON object without a text"].0, 1);
}

#[test]
fn an_array_that_breaks_gives_what_came_before() {
    let got = read(b"[{\"text\": \"a\"}, {\"text\": \"b\"}, {\"text\": oops", "x.json");
    assert_eq!(got.texts(), ["a", "b"]);
    assert!(got.faults[0].starts_with("x.json:1:"), "{:?}", got.faults);
}

/// What `mahdar ingest` writes is read again as it was.
#[test]
fn a_line_of_ours_comes_back() {
    let body = "<w:p><w:t>قال \u{200f}\"الوزير\"</w:t></w:p><w:p><w:t>إن\u{200c} الخطة</w:t></w:p>";
    let first = read(&docx(body), "report.docx").only().clone();
    let line = serde_json::to_string(&mahdar_ingest::Line(&first)).expect("JSON");
    let value: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(value["source"]["kind"], "docx");
    assert_eq!(value["source"]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(value["dates"][0]["value"], "2023-03-14T10:15:00");
    let again = read(line.as_bytes(), "in.jsonl").only().clone();
    assert_eq!((&again.section, &again.byline), (&first.section, &first.byline));
    let mut article = again.article.clone();
    article.path.clone_from(&first.article.path);
    assert_eq!(article, first.article);
}

#[test]
fn paragraphs_are_in_code_points() {
    let mut record = mahdar_ingest::Record::default();
    record.article.text = "قال\nab".to_owned();
    let paragraph = |text, raw| mahdar_ingest::Paragraph { text, raw };
    record.extraction = Some(mahdar_ingest::Extraction {
        state: mahdar_ingest::State::Ok,
        agreement: 0.912_34,
        extractor: "x".to_owned(),
        encoding: "UTF-8",
        paragraphs: vec![paragraph(0..6, Some(10..20)), paragraph(7..9, None)],
    });
    let value = serde_json::to_value(mahdar_ingest::Line(&record)).expect("JSON");
    let expected = serde_json::json!([{"text": [0, 3], "raw_bytes": [10, 20]}, {"text": [4, 6], "raw_bytes": null}]);
    assert_eq!(value["extraction"]["paragraphs"], expected);
    assert_eq!(value["extraction"]["agreement"], 0.912);
}
