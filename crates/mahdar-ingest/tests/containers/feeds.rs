use super::fixtures::{gzip, read};
use mahdar_ingest::containers::sitemap::{Entry, entries};
use mahdar_ingest::{DateFault, DateRole, DateSource, SourceKind, State};

fn long() -> String {
    "وقال الوزير إن\u{200c}\u{200f} الخطة <b>جاهزة</b> للتنفيذ في العام المقبل بعد التوقيع. ".repeat(15)
}

#[test]
fn rss_gives_text_without_markup_and_raw_dates() {
    let xml = format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>\
         <title>صحيفة الضفة</title><language>ar</language>\
         <item><title>أول &amp;amp; خبر</title><link>https://a.example/1</link><pubDate>14 مارس 2023 10:15 م</pubDate>\
         <description>ملخص قصير</description><content:encoded><![CDATA[<p>{}</p><p>فقرة ثانية&nbsp;هنا</p><script>x()</script>]]></content:encoded>\
         <category>سياسة</category></item>\
         <item><title>ثان</title><link>https://a.example/2</link><pubDate>غير معروف</pubDate>\
         <description>&lt;p&gt;ملخص فقط&lt;/p&gt;</description></item>\
         <item><title>ثالث</title><link>https://a.example/3</link></item>\
         </channel></rss>",
        long()
    );
    let got = read(xml.as_bytes(), "feed.xml");
    assert_eq!(got.faults, Vec::<String>::new());
    assert_eq!(got.records.len(), 2);
    let first = &got.records[0];
    assert_eq!(first.article.url.as_deref(), Some("https://a.example/1"));
    assert_eq!(first.article.id, "https://a.example/1");
    assert_eq!(first.article.headline.as_deref(), Some("أول & خبر"));
    assert_eq!(first.article.publisher.as_deref(), Some("صحيفة الضفة"));
    assert_eq!(first.section.as_deref(), Some("سياسة"));
    assert_eq!(first.source.kind, SourceKind::Feed);
    assert_eq!(first.article.published.as_deref(), Some("14 مارس 2023 10:15 م"));
    let date = first.date(DateRole::Feed).and_then(|date| date.parsed.as_ref()).and_then(|date| date.iso());
    assert_eq!(date.as_deref(), Some("2023-03-14T22:15"));
    let text = &first.article.text;
    assert!(text.starts_with("وقال الوزير إن\u{200c}\u{200f} الخطة جاهزة للتنفيذ"), "{text}");
    assert!(text.ends_with("\nفقرة ثانية\u{a0}هنا"), "{text}");
    assert_eq!(first.extraction.as_ref().map(|e| e.state), Some(State::Ok));
    let second = &got.records[1];
    assert_eq!(second.article.text, "ملخص فقط");
    assert_eq!(second.extraction.as_ref().map(|e| e.state), Some(State::Summary));
    assert_eq!(second.article.published.as_deref(), Some("غير معروف"));
    assert_eq!(second.dates[0].fault, Some(DateFault::Unread));
    assert_eq!(got.skipped.0["feed entries without a text"], (1, "https://a.example/3".to_owned()));
}

#[test]
fn atom_and_json_feed() {
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><id>x</id><updated>2023-03-14T10:15:00+02:00</updated>\
                <entry><id>e1</id><title>h</title><link rel='alternate' href='https://a.example/1'/>\
                <published>2023-03-14T08:15:00+02:00</published><updated>2023-03-15T08:15:00+02:00</updated>\
                <author><name>سامر</name></author><content type='html'>&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;</content></entry></feed>";
    let got = read(atom.as_bytes(), "x");
    let record = got.only();
    assert_eq!(record.article.text, "one\ntwo");
    assert_eq!(record.article.published.as_deref(), Some("2023-03-14T08:15:00+02:00"));
    assert_eq!(record.date(DateRole::Modified).map(|d| d.raw.as_str()), Some("2023-03-15T08:15:00+02:00"));
    assert_eq!(record.byline.as_deref(), Some("سامر"));
    // Content is the article, however short, unless it breaks off.
    let state = |text: &str| read(text.as_bytes(), "x").only().extraction.as_ref().map(|e| e.state);
    assert_eq!(state(atom), Some(State::Ok));
    assert_eq!(state(&atom.replace("two&lt;", "two [...]&lt;")), Some(State::Summary));
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1",
        "url": "https://a.example/1", "content_html": "<p>نص</p>", "date_published": "2023-03-14T08:15:00Z"}]}"#;
    let got = read(json.as_bytes(), "x");
    assert_eq!(got.only().article.text, "نص");
    assert_eq!(got.only().article.published.as_deref(), Some("2023-03-14T08:15:00Z"));
}

#[test]
fn feeds_of_windows_1256() {
    let xml = "<?xml version='1.0' encoding='windows-1256'?><rss version='2.0'><channel><title>قناة</title><item>\
               <title>خبر</title><link>https://a.example/1</link><description>قال الوزير</description></item></channel></rss>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(xml);
    let got = read(&bytes, "x.xml");
    assert_eq!(got.only().article.text, "قال الوزير");
    assert_eq!(got.only().extraction.as_ref().map(|e| e.encoding), Some("windows-1256"));
}

#[test]
fn sitemaps_give_addresses_with_what_is_said_of_them() {
    let xml = "<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='s' xmlns:news='n' xmlns:image='i'>\
        <url><loc>https://a.example/1?a=1&amp;b=2</loc><lastmod>2023-03-15</lastmod>\
        <image:image><image:loc>https://a.example/x.png</image:loc><image:title>no</image:title></image:image>\
        <news:news><news:publication><news:name>الضفة</news:name><news:language>ar</news:language></news:publication>\
        <news:publication_date>2023-03-14T08:15:00+02:00</news:publication_date><news:title><![CDATA[عنوان]]></news:title></news:news></url>\
        <url><loc> https://a.example/2 </loc></url></urlset>";
    for bytes in [xml.as_bytes().to_vec(), gzip(xml.as_bytes())] {
        let mut got = Vec::new();
        entries(bytes.as_slice(), &mut |entry| {
            got.push(entry);
            true
        })
        .expect("whole XML");
        let text = |s: &str| Some(s.to_owned());
        let first = Entry {
            url: "https://a.example/1?a=1&b=2".to_owned(),
            is_sitemap: false,
            modified: text("2023-03-15"),
            published: text("2023-03-14T08:15:00+02:00"),
            title: text("عنوان"),
            publisher: text("الضفة"),
            language: text("ar"),
        };
        assert_eq!(got[0], first);
        assert_eq!(got[1], Entry { url: "https://a.example/2".to_owned(), ..Entry::default() });
    }
    let index = "<sitemapindex><sitemap><loc>https://a.example/s.xml.gz</loc></sitemap></sitemapindex>";
    let mut got = Vec::new();
    entries(index.as_bytes(), &mut |entry| {
        got.push(entry.is_sitemap);
        true
    })
    .expect("whole XML");
    assert_eq!(got, [true]);
    let got = read(xml.as_bytes(), "x");
    assert_eq!(got.skipped.0["addresses of a sitemap (fetch them first)"].0, 2);
}

/// Every month name that the dates know, in each kind of feed: read again, not as the parser of feeds would.
#[test]
fn every_family_of_months_is_read_in_feeds() {
    let table = include_str!("../../../mahdar-dates/data/months.tsv");
    let mut families = std::collections::BTreeSet::new();
    for row in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [form, calendar, month, family, ..] = fields[..] else { panic!("{row}") };
        let month: u32 = month.parse().expect("a number");
        let year = match calendar {
            "hijri" => 1444,
            "jalali" => 1402,
            _ => 2023,
        };
        let raw = format!("9 {form} {year}");
        let rss = format!(
            "<rss version='2.0'><channel><title>t</title><item><title>h</title><link>https://a.example/1</link>\
             <pubDate>{raw}</pubDate><description>قال الوزير</description></item></channel></rss>"
        );
        let atom = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><id>x</id><updated>{raw}</updated><entry><id>e</id>\
             <title>h</title><link href='https://a.example/1'/><published>{raw}</published><content>قال الوزير</content></entry></feed>"
        );
        let json = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [
            {"id": "1", "url": "https://a.example/1", "content_text": "قال الوزير", "date_published": raw}]});
        for feed in [rss, atom, json.to_string()] {
            let got = read(feed.as_bytes(), "x");
            let date = got.only().dates.first().unwrap_or_else(|| panic!("{raw}: no date in {feed}"));
            assert_eq!((date.role, date.source), (DateRole::Feed, DateSource::Feed), "{raw}");
            assert_eq!(date.raw, raw);
            assert_eq!(date.fault, None, "{raw}");
            let iso =
                date.parsed.as_ref().and_then(|parsed| parsed.iso()).unwrap_or_else(|| panic!("{raw} is not read"));
            match calendar {
                "gregorian" => assert_eq!(iso, format!("2023-{month:02}-09"), "{raw}"),
                // Converted: a day all the same.
                _ => assert_eq!(iso.len(), "2023-01-09".len(), "{raw}: {iso}"),
            }
        }
        families.insert(family.to_owned());
    }
    assert_eq!(families.len(), 13, "{families:?}");
}

#[test]
fn a_broken_item_costs_no_other() {
    let item = |title: &str, n: u32, text: &str| {
        format!(
            "<item><title>{title}</title><link>https://a.example/{n}</link><pubDate>1{n} مارس 2023</pubDate><description>{text}</description></item>"
        )
    };
    let head = "<?xml version='1.0' encoding='windows-1256'?><rss version='2.0'><channel><title>صحيفة</title>";
    let broken = format!(
        "{head}{}{}{}{}</channel></rss>",
        item("أول & ثان", 1, "قال الوزير إن الحوار مستمر."),
        item("ثان", 2, "وقال <b>النائب</i> إن الجلسة تأجلت."),
        item("ثالث", 3, "وأعلنت الوزارة &lt;موعد&gt; الجلسة &#1548; أمس."),
        "<item><title>رابع</title><description>مقطوع"
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&broken);
    let got = read(&bytes, "feed.xml");
    let titles: Vec<&str> = got.records.iter().filter_map(|r| r.article.headline.as_deref()).collect();
    assert_eq!(titles, ["أول & ثان", "ثالث"]);
    assert_eq!(got.records[1].article.published.as_deref(), Some("13 مارس 2023"));
    assert_eq!(got.records[1].source.place, mahdar_ingest::Place::Item(3));
    assert_eq!(got.records[1].detected_language.as_deref(), Some("ar"));
    assert_eq!(got.faults.len(), 2, "{:?}", got.faults);
    assert!(got.faults[0].contains("entry 2") && got.faults[1].contains("entry 4"), "{:?}", got.faults);
}

#[test]
fn a_weekday_that_is_not_that_days_is_told() {
    let got = read(
        "<rss version='2.0'><channel><item><title>خبر</title><description>قال الوزير إن الحوار مستمر.</description>\
         <pubDate>Mon, 14 May 2023 10:20:00 +0300</pubDate></item></channel></rss>"
            .as_bytes(),
        "feed.xml",
    );
    assert_eq!(got.records[0].dates[0].fault, Some(DateFault::Weekday));
}
