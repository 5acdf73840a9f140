//! Clocks, numeric forms, other calendars, conflicts, spans, and what is no date.

use mahdar_dates::{Calendar, Civil, Clock, DateMatch, Kind, Precision, parse, scan};

fn only(text: &str) -> DateMatch {
    let found = scan(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().expect("one date")
}

fn surfaces(text: &str) -> Vec<&str> {
    scan(text).iter().filter_map(|date| text.get(date.span.clone())).collect()
}

fn civil(year: i32, month: u8, day: u8) -> Civil {
    Civil::new(year, month, day).expect("a real day")
}

#[test]
fn whole_strings_have_their_iso_form() {
    for (text, iso) in [
        ("12 كانون الثاني 2022 16:53", "2022-01-12T16:53"),
        ("الثلاثاء 14 مارس 2023 - 10:15 ص", "2023-03-14T10:15"),
        ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07T12:09"),
        ("14 مارس 2023 12:09 ص", "2023-03-14T00:09"),
        ("14 مارس 2023 10:30 مساءً", "2023-03-14T22:30"),
        ("14 مارس 2023 الساعة 10:30", "2023-03-14T10:30"),
        ("14 مارس 2023، الساعة 9 مساء", "2023-03-14T21:00"),
        ("14 مارس 2023 11 ليلا", "2023-03-14T23:00"),
        ("14 مارس 2023 2:10 ليلا", "2023-03-14T02:10"),
        ("10:15 ص - 14 مارس 2023", "2023-03-14T10:15"),
        ("16:53 الثلاثاء 14 مارس 2023", "2023-03-14T16:53"),
        ("14/03/2023", "2023-03-14"),
        ("14-03-2023 10:15", "2023-03-14T10:15"),
        ("14/03/2023-10:15", "2023-03-14T10:15"),
        ("03/14/2023", "2023-03-14"),
        ("2023-03-14", "2023-03-14"),
        ("٢٠٢٣/٣/١٤", "2023-03-14"),
        ("۲۰۲۳/۰۳/۱۴", "2023-03-14"),
        ("14 / 3 / 2023", "2023-03-14"),
        ("14 - 3 - 2023", "2023-03-14"),
        ("١٤ مارس ٢٠٢٣", "2023-03-14"),
        ("14 من شهر مارس عام 2023 م", "2023-03-14"),
        ("14 مـارِس 2023", "2023-03-14"),
        ("14\u{A0}مارس\u{A0}2023", "2023-03-14"),
        ("الثلاثاء الماضي الموافق 14 مارس 2023", "2023-03-14"),
        ("2023-03-14T10:00:05.250Z", "2023-03-14T10:00:05"),
        ("2023-03-14T10:00", "2023-03-14T10:00"),
        ("سنة 2019", "2019"),
        ("عام 2019م", "2019"),
    ] {
        let date = only(text);
        assert_eq!(date.iso().as_deref(), Some(iso), "{text}");
        assert_eq!(text.get(date.span.clone()), Some(text));
        assert_eq!((date.weekday_conflict, date.kind), (false, Kind::Absolute), "{text}");
    }
}

#[test]
fn offsets_are_told_only_where_given() {
    for (text, offset) in [
        ("14 مارس 2023 10:15 بتوقيت غرينتش", Some("GMT")),
        ("14 مارس 2023 10:15 ص بتوقيت مكة المكرمة", Some("+03:00")),
        ("14 مارس 2023 10:15 ص (بتوقيت أبو ظبي)", Some("+04:00")),
        ("14 مارس 2023 10:15 بالتوقيت المحلي", None),
        ("14 March 2023 10:15 GMT", Some("GMT")),
        ("14 March 2023 10:15 GMT+3", Some("+03:00")),
        ("2023-03-14T10:00:00Z", Some("Z")),
        ("2023-03-14T10:00:00-05:00", Some("-05:00")),
        ("2023-03-14 10:00:00 +0300", Some("+03:00")),
        ("2023-03-14 10:00:00", None),
    ] {
        let date = only(text);
        assert_eq!(date.offset.as_deref(), offset, "{text}");
        assert_eq!(text.get(date.span.clone()), Some(text));
    }
}

#[test]
fn seconds_are_kept() {
    let date = only("2023-03-14 10:00:07");
    assert_eq!(date.clock, Some(Clock { hour: 10, minute: 0, second: Some(7) }));
    assert_eq!(date.precision, Precision::Second);
}

#[test]
fn order_of_day_and_month_is_marked_as_a_guess() {
    let date = only("3/4/2021");
    assert_eq!((date.iso().as_deref(), date.ambiguous), (Some("2021-04-03"), true));
    assert!(!only("13/4/2021").ambiguous);
    assert!(!only("4/4/2021").ambiguous);
    assert!(!only("3.4.2021").ambiguous);
    assert!(!only("2021-04-03").ambiguous);
}

#[test]
fn a_weekday_that_disagrees_is_told() {
    assert!(only("الأربعاء 14 مارس 2023").weekday_conflict);
    assert!(only("14 مارس 2023 (الأربعاء)").weekday_conflict);
    assert!(only("Wed, 14 Mar 2023").weekday_conflict);
    assert!(!only("14 مارس 2023 (الثلاثاء)").weekday_conflict);
    assert!(!only("Tue, 14 Mar 2023").weekday_conflict);
}

#[test]
fn a_pair_of_calendars_is_one_match() {
    for text in [
        "25 شوال 1436 هـ الموافق 10 أغسطس 2015 م",
        "25 شوال 1436هـ الموافق لـ 10 أغسطس 2015م",
        "الاثنين 25 شوال 1436 هـ - 10 أغسطس 2015",
        "10 أغسطس 2015 (25 شوال 1436 هـ)",
        "10 أغسطس 2015 م الموافق 25 شوال 1436 هـ",
        "25 شوال 1436 هـ الموافق 10 أغسطس",
    ] {
        let date = only(text);
        assert_eq!(date.iso().as_deref(), Some("2015-08-10"), "{text}");
        assert_eq!(date.calendar, Calendar::Gregorian);
        assert_eq!(text.get(date.span.clone()), Some(text));
        assert!(!date.weekday_conflict, "{text}");
    }
}

#[test]
fn hijri_days_are_turned_within_two_days() {
    for (text, iso) in [
        ("22 شعبان 1444", "2023-03-15"),
        ("22 شعبان 1444 هـ", "2023-03-15"),
        ("1 رمضان 1445", "2024-03-11"),
        ("1 محرم 1443 ه", "2021-08-10"),
        // The weekday corrects the table: 22 Shaaban 1444 was a Tuesday.
        ("الثلاثاء 22 شعبان 1444", "2023-03-14"),
    ] {
        let date = only(text);
        assert_eq!(date.iso().as_deref(), Some(iso), "{text}");
        assert_eq!((date.calendar, date.weekday_conflict), (Calendar::Hijri, false));
        assert_eq!(text.get(date.span.clone()), Some(text));
    }
}

#[test]
fn all_hijri_months_are_known() {
    let names = [
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الثاني",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ];
    let days: Vec<Civil> =
        names.iter().filter_map(|name| only(&format!("1 {name} 1444 هـ")).resolve(civil(2023, 1, 1))).collect();
    assert_eq!(days.len(), 12);
    for pair in days.windows(2) {
        let &[before, after] = pair else { continue };
        assert!((29..=30).contains(&(after.ordinal() - before.ordinal())));
    }
    for (one, other) in [("ربيع الثاني", "ربيع الآخر"), ("جمادى الآخرة", "جمادى الثانية"), ("ذو الحجة", "ذي الحجة")]
    {
        assert_eq!(only(&format!("5 {one} 1444")).iso(), only(&format!("5 {other} 1444")).iso());
    }
}

#[test]
fn a_hijri_month_is_marked_as_a_guess() {
    let date = only("رمضان 1445");
    assert_eq!((date.iso().as_deref(), date.ambiguous), (Some("2024-03"), true));
    assert_eq!(only("عام 1445 هـ").precision, Precision::Year);
}

#[test]
fn jalali_days_are_turned() {
    for (text, iso) in [
        ("۲۳ اسفند ۱۴۰۱", "2023-03-14"),
        ("1 فروردین 1402", "2023-03-21"),
        ("22 بهمن 1357", "1979-02-11"),
        ("30 اسفند 1399", "2021-03-20"),
    ] {
        let date = only(text);
        assert_eq!((date.iso().as_deref(), date.calendar), (Some(iso), Calendar::Jalali), "{text}");
    }
    assert!(scan("23 مهر 2014").is_empty());
    assert!(scan("5 دی").is_empty());
}

#[test]
fn a_missing_year_comes_from_the_anchor() {
    assert_eq!(only("28 ديسمبر").resolve(civil(2023, 1, 5)), Some(civil(2022, 12, 28)));
    assert_eq!(only("3 يناير").resolve(civil(2022, 12, 28)), Some(civil(2023, 1, 3)));
    assert_eq!(only("14 مارس").resolve(civil(2023, 3, 20)), Some(civil(2023, 3, 14)));
    assert_eq!(only("29 فبراير").resolve(civil(2023, 3, 1)), None);
    assert_eq!(only("مارس 2023").resolve(civil(2023, 3, 1)), None);
    assert_eq!(only("22 شعبان").resolve(civil(2023, 3, 1)), Some(civil(2023, 3, 15)));
}

#[test]
fn spans_hold_the_date_and_no_more() {
    let text = "القاهرة - الثلاثاء، 14 مارس/آذار 2023 – 10:15 ص بتوقيت غرينتش. قال";
    assert_eq!(surfaces(text), ["الثلاثاء، 14 مارس/آذار 2023 – 10:15 ص بتوقيت غرينتش"]);
    assert_eq!(surfaces("\u{200F}14 مارس 2023\u{200F}."), ["14 مارس 2023"]);
    assert_eq!(surfaces("بين 14 و15 مارس 2023 وعام 2011"), ["15 مارس 2023", "وعام 2011"]);
    assert_eq!(surfaces("من 14 آذار إلى 3 نيسان 2021"), ["14 آذار", "3 نيسان 2021"]);
    assert_eq!(surfaces("يوم (14/03/2023)، ثم"), ["14/03/2023"]);
}

#[test]
fn names_and_numbers_are_no_dates() {
    for text in [
        "تيريزا ماي",
        "قالت ماي إنها",
        "رجب طيب أردوغان",
        "شعبان عبد الرحيم",
        "رمضان كريم",
        "تحت الصفر، صفر",
        "آب وأيار",
        "مارس ضغوطا",
        "مارس 14 لاعبا التدريب",
        "فاز 3-1 على ضيفه",
        "خسر 2-1-0",
        "+966-11-2023",
        "011-12-2023",
        "14-03-2023-555",
        "192.168.10.2023",
        "1.5 مليون",
        "مجموعة 5+1",
        "3/4",
        "القرار 2254/2015",
        "0112032023",
        "1678788000",
        "14:30",
        "الثلاثاء",
        "31/02/2023",
        "99/99/2023",
        "1444/03/14",
        "he may 14 times",
        "they march 20 miles",
        "50 مارس",
        "",
    ] {
        assert_eq!(scan(text), Vec::new(), "{text}");
    }
}

#[test]
fn metadata_strings_are_parsed_as_a_whole() {
    for (text, iso) in [
        ("2023-03-14T10:00:00+03:00", "2023-03-14T10:00:00"),
        ("Tue, 14 Mar 2023 10:00:00 +0300", "2023-03-14T10:00:00"),
        ("2012-03-14 10:00:00", "2012-03-14T10:00:00"),
        ("نشر في: 14 مارس 2023", "2023-03-14"),
        ("تاريخ النشر: الثلاثاء 14 مارس 2023 - 10:15 ص", "2023-03-14T10:15"),
        ("آخر تحديث 14/03/2023 10:15", "2023-03-14T10:15"),
        ("نشر في 14 مارس 2023 | آخر تحديث 15 مارس 2023", "2023-03-14"),
        ("14 مارس 2023 - 10:15 ص (آخر تحديث: 11:00 ص)", "2023-03-14T10:15"),
        ("Published on March 14, 2023", "2023-03-14"),
        ("2023/3/14", "2023-03-14"),
        ("2023-03", "2023-03"),
        ("2023", "2023"),
        ("20230314", "2023-03-14"),
        ("20230314T101500Z", "2023-03-14T10:15:00"),
    ] {
        assert_eq!(parse(text).and_then(|date| date.iso()).as_deref(), Some(iso), "{text}");
    }
    for text in ["", "1678788000", "التقى الوفدان في 14 مارس 2023", "14 مارس 2023 قال", "99999999", "الأخبار", "5"]
    {
        assert_eq!(parse(text), None, "{text}");
    }
}
