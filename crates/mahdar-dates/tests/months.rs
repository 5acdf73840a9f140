//! The 50 month spellings of Arabic news in the four shapes of a news date.

use mahdar_dates::{Civil, DateMatch, Precision, scan};

const GULF: [(&str, u8); 21] = [
    ("يناير", 1),
    ("فبراير", 2),
    ("مارس", 3),
    ("أبريل", 4),
    ("ابريل", 4),
    ("إبريل", 4),
    ("مايو", 5),
    ("يونيو", 6),
    ("يونية", 6),
    ("يوليو", 7),
    ("يولية", 7),
    ("أغسطس", 8),
    ("اغسطس", 8),
    ("سبتمبر", 9),
    ("أكتوبر", 10),
    ("اكتوبر", 10),
    ("نوفمبر", 11),
    ("ديسمبر", 12),
    ("مارس/آذار", 3),
    ("يناير / كانون الثاني", 1),
    ("مارس (آذار)", 3),
];

const LEVANTINE: [(&str, u8); 18] = [
    ("كانون الثاني", 1),
    ("كانون ثاني", 1),
    ("شباط", 2),
    ("آذار", 3),
    ("نيسان", 4),
    ("أيار", 5),
    ("حزيران", 6),
    ("تموز", 7),
    ("آب", 8),
    ("أيلول", 9),
    ("تشرين الأول", 10),
    ("تشرين أول", 10),
    ("تشرين اول", 10),
    ("تشرين الثاني", 11),
    ("كانون الأول", 12),
    ("آذار/مارس", 3),
    ("تشرين الأول/ أكتوبر", 10),
    ("نوفمبر تشرين الثاني", 11),
];

const MAGHREBI: [(&str, u8); 12] = [
    ("جانفي", 1),
    ("فيفري", 2),
    ("أفريل", 4),
    ("ماي", 5),
    ("جوان", 6),
    ("جويلية", 7),
    ("أوت", 8),
    ("يوليوز", 7),
    ("غشت", 8),
    ("شتنبر", 9),
    ("نونبر", 11),
    ("دجنبر", 12),
];

fn spellings() -> impl Iterator<Item = (&'static str, u8)> {
    GULF.into_iter().chain(LEVANTINE).chain(MAGHREBI)
}

/// The only date of the text, which must span all of `written`.
fn only(text: &str, written: &str) -> DateMatch {
    let found = scan(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    let date = found.into_iter().next().expect("one date");
    assert_eq!(text.get(date.span.clone()), Some(written), "{text}");
    date
}

#[test]
fn day_month_year_is_read_in_every_spelling() {
    for (name, month) in spellings() {
        let written = format!("14 {name} 2023");
        let date = only(&format!("اجتمع الوفدان في {written} في جنيف"), &written);
        assert_eq!(date.iso(), Some(format!("2023-{month:02}-14")), "{name}");
        assert_eq!(date.precision, Precision::Day);
    }
}

#[test]
fn weekday_before_is_checked_in_every_spelling() {
    for (name, month) in spellings() {
        let written = format!("الثلاثاء، 14 {name} 2023");
        let date = only(&written, &written);
        assert_eq!(date.iso(), Some(format!("2023-{month:02}-14")), "{name}");
        let is_tuesday = Civil::new(2023, month, 14).is_some_and(|day| day.weekday() == 1);
        assert_eq!(date.weekday_conflict, !is_tuesday, "{name}");
    }
}

#[test]
fn clock_after_is_read_in_every_spelling() {
    for (name, month) in spellings() {
        let written = format!("14 {name} 2023 10:15 ص");
        let date = only(&format!("{written} - قال"), &written);
        assert_eq!(date.iso(), Some(format!("2023-{month:02}-14T10:15")), "{name}");
    }
}

#[test]
fn month_and_year_are_no_day_in_every_spelling() {
    for (name, month) in spellings() {
        let written = format!("{name} 2023");
        let date = only(&format!("منذ {written} لم"), &written);
        assert_eq!(date.iso(), Some(format!("2023-{month:02}")), "{name}");
        assert_eq!((date.precision, date.day), (Precision::Month, None));
    }
}

#[test]
fn day_and_month_alone_have_no_year() {
    for (name, month) in spellings() {
        let written = format!("14 {name}");
        let date = only(&format!("يوم {written}، قال"), &written);
        assert_eq!((date.year, date.month, date.day), (None, Some(month), Some(14)), "{name}");
        assert_eq!(date.iso(), None);
    }
}

#[test]
fn french_and_english_names_are_read() {
    for (written, iso) in [
        ("14 March 2023", "2023-03-14"),
        ("March 14, 2023", "2023-03-14"),
        ("14th of March 2023", "2023-03-14"),
        ("14-Mar-2023", "2023-03-14"),
        ("Sept. 5, 2021", "2021-09-05"),
        ("1er février 2022", "2022-02-01"),
        ("mardi 14 mars 2023", "2023-03-14"),
        ("14 août 2023", "2023-08-14"),
        ("décembre 2020", "2020-12"),
    ] {
        assert_eq!(only(&format!("« {written} »"), written).iso().as_deref(), Some(iso));
    }
}

#[test]
fn russian_german_turkish_and_persian_names_are_read() {
    for (text, iso) in [
        ("14 марта 2023", "2023-03-14"),
        ("1 сентября 2024 года", "2024-09-01"),
        ("12 мар 2023, 16:40", "2023-03-12T16:40"),
        ("14 березня 2023", "2023-03-14"),
        ("14 Mart 2023", "2023-03-14"),
        ("14 März 2023", "2023-03-14"),
        ("۱۴ ژوئن ۲۰۲۳", "2023-06-14"),
        ("14 اکتوبر 2023", "2023-10-14"),
    ] {
        assert_eq!(mahdar_dates::parse(text).and_then(|d| d.iso()).as_deref(), Some(iso), "{text}");
    }
}
