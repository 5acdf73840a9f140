//! Dates of pages: every family of month names in the places where pages state them, and what is not to be said.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use mahdar_dates::Civil;
use mahdar_ingest::{DateFault, DateRole, DateSource, Hints, Record, page};

const BODY: &str = "<p>قال وزير الموارد إن اللجنة توصلت، بعد يومين من الاجتماعات المغلقة، إلى جدول جديد يسري حتى نهاية الموسم.</p>\
    <p>وأوضح الوزير، في مؤتمر صحفي، أن الجدول يضمن للجانبين حدا أدنى من المياه طوال الصيف وأن المحادثات ستستأنف.</p>";

fn read(head: &str, line: &str, url: Option<&str>) -> Record {
    let html = format!(
        "<html><head><meta charset=utf-8><title>اللجنة تتفق على جدول جديد للمياه</title>{head}</head><body><div>\
         <h1>اللجنة تتفق على جدول جديد للمياه</h1>{line}{BODY}</div></body></html>"
    );
    page(html.as_bytes(), &Hints { url: url.map(str::to_owned), ..Hints::default() }).expect("small")
}

fn date(record: &Record, role: DateRole) -> Option<String> {
    let date = record.date(role)?.parsed.as_ref()?;
    Some(format!("{}{}", date.iso()?, date.offset.clone().unwrap_or_default()))
}

/// Gulf and Egypt, the Levant and Iraq, the Maghreb, Tunisia and Algeria, pairs; and the other languages read.
const FAMILIES: &[(&str, &str)] = &[
    ("14 يناير 2023", "2023-01-14"),
    ("14 فبراير 2023", "2023-02-14"),
    ("14 مارس 2023", "2023-03-14"),
    ("14 أبريل 2023", "2023-04-14"),
    ("14 إبريل 2023", "2023-04-14"),
    ("14 مايو 2023", "2023-05-14"),
    ("14 يونيو 2023", "2023-06-14"),
    ("14 يونيه 2023", "2023-06-14"),
    ("14 يوليو 2023", "2023-07-14"),
    ("14 أغسطس 2023", "2023-08-14"),
    ("14 سبتمبر 2023", "2023-09-14"),
    ("14 أكتوبر 2023", "2023-10-14"),
    ("14 نوفمبر 2023", "2023-11-14"),
    ("14 ديسمبر 2023", "2023-12-14"),
    ("14 كانون الثاني 2023", "2023-01-14"),
    ("14 شباط 2023", "2023-02-14"),
    ("14 آذار 2023", "2023-03-14"),
    ("14 نيسان 2023", "2023-04-14"),
    ("14 أيار 2023", "2023-05-14"),
    ("14 حزيران 2023", "2023-06-14"),
    ("14 تموز 2023", "2023-07-14"),
    ("14 آب 2023", "2023-08-14"),
    ("14 أيلول 2023", "2023-09-14"),
    ("14 تشرين الأول 2023", "2023-10-14"),
    ("14 تشرين الثاني 2023", "2023-11-14"),
    ("14 كانون الأول 2023", "2023-12-14"),
    ("14 جانفي 2023", "2023-01-14"),
    ("14 فيفري 2023", "2023-02-14"),
    ("14 أفريل 2023", "2023-04-14"),
    ("14 ماي 2023", "2023-05-14"),
    ("14 جوان 2023", "2023-06-14"),
    ("14 جويلية 2023", "2023-07-14"),
    ("14 أوت 2023", "2023-08-14"),
    ("14 غشت 2023", "2023-08-14"),
    ("14 شتنبر 2023", "2023-09-14"),
    ("14 نونبر 2023", "2023-11-14"),
    ("14 دجنبر 2023", "2023-12-14"),
    ("14 مارس/آذار 2023", "2023-03-14"),
    ("الثلاثاء، 14 آذار/مارس 2023", "2023-03-14"),
    ("١٤ آذار ٢٠٢٣", "2023-03-14"),
    ("الثلاثاء 22 شعبان 1444", "2023-03-14"),
    ("۲۳ اسفند ۱۴۰۱", "2023-03-14"),
    ("March 14, 2023", "2023-03-14"),
    ("14 марта 2023", "2023-03-14"),
    ("вторник, 17 октября 2023", "2023-10-17"),
    ("2023-03-14", "2023-03-14"),
];

#[test]
fn every_family_of_months_is_read_in_the_page() {
    for (text, day) in FAMILIES {
        let record = read("", &format!("<div class=date>{text}</div>"), None);
        assert_eq!(date(&record, DateRole::Published).as_deref(), Some(*day), "{text}: {:?}", record.dates);
        let chosen = record.date(DateRole::Published).expect("chosen");
        assert_eq!(chosen.source, DateSource::Visible);
        assert_eq!(record.article.published.as_deref(), Some(chosen.raw.as_str()));
    }
}

#[test]
fn every_family_of_months_is_read_in_meta_and_json_ld() {
    for (text, day) in FAMILIES {
        let meta = read(&format!("<meta property='article:published_time' content='{text}'>"), "", None);
        assert_eq!(date(&meta, DateRole::Published).as_deref(), Some(*day), "meta {text}");
        let linked = format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"اللجنة تتفق على جدول جديد للمياه\",\
             \"datePublished\":\"{text}\"}}</script>"
        );
        let linked = read(&linked, "", None);
        assert_eq!(date(&linked, DateRole::Published).as_deref(), Some(*day), "JSON-LD {text}");
    }
}

#[test]
fn published_and_modified_stay_apart() {
    let head = "<meta property='article:modified_time' content='2023-03-16T11:00:00+02:00'>";
    let record = read(head, "", None);
    assert_eq!(date(&record, DateRole::Modified).as_deref(), Some("2023-03-16T11:00:00+02:00"));
    assert_eq!(date(&record, DateRole::Published), None, "a change is no publication: {:?}", record.dates);
    let record = read(head, "<p>نشر: 14 مارس 2023 | آخر تحديث: 16 مارس 2023</p>", None);
    assert_eq!(date(&record, DateRole::Published).as_deref(), Some("2023-03-14"));
}

#[test]
fn a_year_or_a_month_is_never_stated_as_a_day() {
    let year = read("", "<footer>© 2013</footer>", Some("https://a.example/2013/story"));
    assert_eq!(date(&year, DateRole::Published), None, "{:?}", year.dates);
    let month = read("", "", Some("https://a.example/2023/03/story-of-water"));
    assert_eq!(date(&month, DateRole::Published).as_deref(), Some("2023-03"));
    let day = read("", "", Some("https://a.example/2023/03/14/story-of-water"));
    assert_eq!(date(&day, DateRole::Published).as_deref(), Some("2023-03-14"));
}

#[test]
fn metadata_go_before_print_and_print_before_the_address_and_all_are_kept() {
    let record = read(
        "<meta property='article:published_time' content='2023-03-14T08:42:00+02:00'>",
        "<div class=date>15 آذار 2023</div>",
        Some("https://a.example/2023/03/16/story"),
    );
    assert_eq!(date(&record, DateRole::Published).as_deref(), Some("2023-03-14T08:42:00+02:00"));
    let sources: Vec<DateSource> = record.dates.iter().map(|d| d.source).collect();
    assert_eq!(sources, [DateSource::Meta, DateSource::Visible, DateSource::Url]);
}

#[test]
fn a_date_that_cannot_be_is_kept_and_not_believed() {
    let html = "<html><head><meta charset=utf-8><meta property='article:published_time' content='2031-03-14'></head><body><h1>T</h1></body>";
    let hints = Hints { fetched_at: Civil::new(2026, 11, 28), ..Hints::default() };
    let record = page(html.as_bytes(), &hints).expect("small");
    assert_eq!(date(&record, DateRole::Published), None);
    assert_eq!(record.dates[0].fault, Some(DateFault::Future));
    let wrong = read("<meta name='date' content='الأربعاء 14 مارس 2023'>", "", None);
    assert_eq!(wrong.dates[0].fault, Some(DateFault::Weekday), "it was a Tuesday");
}

#[test]
fn dates_of_related_pages_are_not_the_articles() {
    let record = read(
        "",
        "<div class='related-posts'><a href=/x>خبر آخر عن المياه والسدود</a><time datetime=2020-01-02>2 يناير 2020</time></div>",
        None,
    );
    assert_eq!(date(&record, DateRole::Published), None, "{:?}", record.dates);
    assert!(record.dates.iter().any(|d| d.fault == Some(DateFault::Elsewhere)));
}

#[test]
fn a_solar_date_in_figures_is_read() {
    let record = read("", "<font size=1>1391/07/18 - 09:15</font><br><br>", None);
    assert_eq!(date(&record, DateRole::Published).as_deref(), Some("2012-10-09T09:15"));
}

#[test]
fn a_solar_date_in_figures_of_its_own_is_read() {
    let record = read("", "<span>۱۴۰۲/۰۲/۲۴ - ۰۹:۱۵</span>", None);
    assert_eq!(date(&record, DateRole::Published).as_deref(), Some("2023-05-14T09:15"));
    assert!(record.dates.iter().any(|d| d.raw.contains("۱۴۰۲/۰۲/۲۴")), "{:?}", record.dates);
}

#[test]
fn the_address_that_the_page_gives_itself_tells_the_day() {
    let record = read("<link rel=canonical href='https://a.example/2023/05/14/story'>", "", None);
    assert_eq!(date(&record, DateRole::Published).as_deref(), Some("2023-05-14"));
}

#[test]
fn a_day_that_has_not_come_is_not_believed_whenever_the_page_was_saved() {
    let record = read("<meta property='article:published_time' content='2199-05-14'>", "", None);
    assert_eq!(record.dates.first().and_then(|d| d.fault), Some(DateFault::Future));
}

#[test]
fn what_a_time_element_says_and_cannot_be_read_is_kept() {
    let record = read("", "<time datetime='soon'>14 مايو 2023</time>", None);
    assert!(record.dates.iter().any(|d| d.raw == "soon" && d.fault == Some(DateFault::Unread)), "{:?}", record.dates);
    assert_eq!(date(&record, DateRole::Published).as_deref(), Some("2023-05-14"));
}

#[test]
fn a_date_points_to_the_raw_page_in_every_encoding() {
    let line = "<time datetime='2023-05-14'>الأحد 14 مايو 2023</time><span>نشر في 14 مايو 2023</span>";
    let html = format!("<meta charset=windows-1256><h1>اللجنة تتفق</h1>{line}{BODY}");
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&html);
    let record = page(&bytes, &Hints::default()).expect("small");
    let mut pointed = 0;
    for date in &record.dates {
        let Some(span) = &date.span else { continue };
        let (raw, _) = encoding_rs::WINDOWS_1256.decode_without_bom_handling(&bytes[span.clone()]);
        assert_eq!(raw, date.raw);
        pointed += 1;
    }
    assert!(pointed > 0, "{:?}", record.dates);
}
