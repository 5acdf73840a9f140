use super::fixtures::read;
use mahdar_ingest::DateRole;

#[test]
fn a_channel_as_json() {
    let json = r#"{"name": "قناة الضفة", "type": "public_channel", "id": 1, "messages": [
        {"id": 1, "type": "service", "date": "2023-03-14T08:00:00", "text": ""},
        {"id": 2, "type": "message", "date": "2023-03-14T08:15:00", "edited": "2023-03-14T09:00:00", "from": "قناة الضفة",
         "forwarded_from": "وكالة", "text": ["قال ", {"type": "bold", "text": "الوزير"}, " إن\u200c الخطة جاهزة"], "author": "سامر"},
        {"id": 3, "type": "message", "date": "2023-03-14T08:20:00", "photo": "x.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2023-03-14T08:30:00", "text": "سطر\nثان"}]}"#;
    let got = read(json.as_bytes(), "result.json");
    assert_eq!(got.faults, Vec::<String>::new());
    assert_eq!(got.texts(), ["قال الوزير إن\u{200c} الخطة جاهزة", "سطر\nثان"]);
    let first = &got.records[0];
    assert_eq!(first.article.id, "قناة الضفة:2");
    assert_eq!(first.article.publisher.as_deref(), Some("قناة الضفة"));
    assert_eq!(first.article.published.as_deref(), Some("2023-03-14T08:15:00"));
    assert_eq!(first.date(DateRole::Modified).map(|d| d.raw.as_str()), Some("2023-03-14T09:00:00"));
    assert_eq!(first.byline.as_deref(), Some("سامر"));
    assert_eq!(first.notes, ["forwarded from: وكالة"]);
    assert_eq!(got.skipped.0["Telegram message without text"].0, 1);
    assert_eq!(got.skipped.0["Telegram service message"].0, 1);
}

#[test]
fn an_account_holds_chats() {
    let json = r#"{"about": "x", "personal_information": {}, "chats": {"about": "y", "list": [
        {"name": "a", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", "date": "2023-03-14T08:15:00", "text": "x"}]},
        {"name": "b", "type": "public_channel", "id": 2, "messages": [{"id": 1, "type": "message", "date": "2023-03-14T08:15:00", "text": "y"}]}]}}"#;
    let got = read(json.as_bytes(), "x.json");
    let ids: Vec<&str> = got.records.iter().map(|r| r.article.id.as_str()).collect();
    assert_eq!(ids, ["a:1", "b:1"]);
}

#[test]
fn a_channel_as_html() {
    let html = r#"<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap">
<div class="page_header"><div class="content"><div class="text bold">
قناة الضفة
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">14 March 2023</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="14.03.2023 08:15:00 UTC+02:00">08:15</div>
<div class="from_name">قناة الضفة</div>
<div class="text">
قال <strong>الوزير</strong> إن الخطة<br>جاهزة &amp; كاملة
</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="14.03.2023 08:30:00 UTC+02:00">08:30</div>
<div class="forwarded body"><div class="from_name">وكالة <span class="date details" title="13.03.2023 08:15:00">13.03</span></div>
<div class="text">نقلا عن الوكالة</div></div></div></div>
<div class="message default clearfix" id="message4"><div class="body"><div class="media_wrap"></div></div></div>
</div></div></div></body></html>"#;
    let got = read(html.as_bytes(), "messages.html");
    assert_eq!(got.faults, Vec::<String>::new());
    assert_eq!(got.texts(), ["قال الوزير إن الخطة\nجاهزة & كاملة", "نقلا عن الوكالة"]);
    assert_eq!(got.records[0].article.id, "قناة الضفة:2");
    assert_eq!(got.records[0].article.published.as_deref(), Some("14.03.2023 08:15:00 UTC+02:00"));
    assert_eq!(got.records[0].article.publisher.as_deref(), Some("قناة الضفة"));
    assert_eq!(got.records[1].article.published.as_deref(), Some("14.03.2023 08:30:00 UTC+02:00"));
    assert_eq!(got.records[1].notes, ["forwarded from: وكالة"]);
    assert_eq!(got.skipped.0["Telegram message without text"].0, 1);
}
