//! Dates that lean on the day of the report, here Tuesday 14 March 2023.

use mahdar_dates::{Civil, DateMatch, Kind, Precision, scan, scan_with_anchor};

fn found(text: &str) -> Vec<DateMatch> {
    scan_with_anchor(text, Civil::new(2023, 3, 14).expect("a real day"))
}

#[test]
fn relative_days_are_resolved() {
    for (written, iso) in [
        ("اليوم", "2023-03-14"),
        ("أمس", "2023-03-13"),
        ("امس", "2023-03-13"),
        ("البارحة", "2023-03-13"),
        ("أول أمس", "2023-03-12"),
        ("أول من أمس", "2023-03-12"),
        ("أمس الأول", "2023-03-12"),
        ("غداً", "2023-03-15"),
        ("بعد غد", "2023-03-16"),
        ("أمس الاثنين", "2023-03-13"),
        ("اليوم (الثلاثاء)", "2023-03-14"),
        ("الثلاثاء", "2023-03-14"),
        ("الأربعاء", "2023-03-08"),
        ("الاحد", "2023-03-12"),
        ("الثلاثاء الماضي", "2023-03-07"),
        ("الثلاثاء المقبل", "2023-03-21"),
        ("الجمعة المقبلة", "2023-03-17"),
        ("الأحد الماضي", "2023-03-12"),
        ("السبت المقبل الساعة 10:30 صباحا", "2023-03-18T10:30"),
        ("قبل 3 ساعات", "2023-03-14"),
        ("منذ يومين", "2023-03-12"),
        ("قبل ثلاثة أيام", "2023-03-11"),
        ("قبل نحو 10 أيام", "2023-03-04"),
        ("قبل أسبوع", "2023-03-07"),
        ("قبل شهرين", "2023-01"),
        ("منذ 20 عاما", "2003"),
        ("الشهر الماضي", "2023-02"),
        ("الأسبوع المقبل", "2023-03"),
        ("العام الجاري", "2023"),
        ("السنة الماضية", "2022"),
        ("هذا العام", "2023"),
        ("مارس الماضي", "2022-03"),
        ("يناير/كانون الثاني الماضي", "2023-01"),
        ("نيسان المقبل", "2023-04"),
        ("20 فبراير الماضي", "2023-02-20"),
        ("14 مارس الماضي", "2022-03-14"),
        ("28 مارس الجاري", "2023-03-28"),
        ("yesterday", "2023-03-13"),
        ("two days ago", "2023-03-12"),
        ("last month", "2023-02"),
        ("next Friday", "2023-03-17"),
    ] {
        let text = format!("« {written} »");
        let dates = found(&text);
        assert_eq!(dates.len(), 1, "{written}: {dates:?}");
        for date in dates {
            assert_eq!(date.iso().as_deref(), Some(iso), "{written}");
            assert_eq!(text.get(date.span.clone()), Some(written));
            assert_eq!(date.kind, Kind::Relative, "{written}");
        }
    }
}

#[test]
fn weeks_and_months_are_never_a_day() {
    for text in ["الشهر الماضي", "الأسبوع الماضي", "قبل شهر", "مارس الماضي", "العام المقبل"]
    {
        for date in found(text) {
            assert!(date.precision <= Precision::Month, "{text}");
            assert_eq!(date.day, None);
        }
    }
}

#[test]
fn round_times_are_marked_as_a_guess() {
    assert_eq!(found("قبل أسبوع").first().map(|date| date.ambiguous), Some(true));
    assert_eq!(found("قبل 3 ساعات").first().map(|date| date.ambiguous), Some(true));
    assert_eq!(found("منذ يومين").first().map(|date| date.ambiguous), Some(false));
}

#[test]
fn a_weekday_beside_the_day_word_is_checked() {
    assert_eq!(found("أمس الثلاثاء").first().map(|date| date.weekday_conflict), Some(true));
    assert_eq!(found("أمس الاثنين").first().map(|date| date.weekday_conflict), Some(false));
}

#[test]
fn a_written_date_wins_over_the_word_beside_it() {
    let text = "أمس الاثنين 13 مارس 2023";
    let surfaces: Vec<_> = found(text).iter().filter_map(|date| text.get(date.span.clone())).collect();
    assert_eq!(surfaces, ["الاثنين 13 مارس 2023"]);
    assert_eq!(found("منذ عام 2011").first().map(|date| date.kind), Some(Kind::Absolute));
}

#[test]
fn other_uses_of_the_words_are_no_dates() {
    for text in [
        "في ذلك اليوم",
        "اليوم التالي",
        "صحيفة المصري اليوم",
        "اليوم العالمي للمرأة",
        "قبل يومين من الانتخابات",
        "قبل شهر رمضان",
        "قبل ساعات",
        "ثلاثة أيام",
        "صلاة الجمعة",
        "the sun",
    ] {
        assert_eq!(found(text), Vec::new(), "{text}");
    }
}

#[test]
fn without_an_anchor_only_written_dates_are_found() {
    let text = "أمس والثلاثاء الماضي وقبل 3 ساعات وفي 14 مارس 2023";
    assert_eq!(scan(text).len(), 1);
}
