//! Laws that hold for every text.

use mahdar_dates::{Calendar, Civil, DateMatch, parse, scan, scan_with_anchor};
use proptest::prelude::*;

const PIECES: [&str; 48] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "14",
    "3",
    "31",
    "2023",
    "1444",
    "1401",
    "10:15",
    "٢٠٢٣",
    "/",
    "-",
    ".",
    ",",
    "،",
    ":",
    "(",
    ")",
    "+0300",
    "+",
    "T",
    "Z",
    "مارس",
    "آذار",
    "كانون",
    "الثاني",
    "شعبان",
    "اسفند",
    "الثلاثاء",
    "الماضي",
    "المقبل",
    "أمس",
    "اليوم",
    "قبل",
    "أيام",
    "يومين",
    "عام",
    "هـ",
    "م",
    "ص",
    "الموافق",
    "بتوقيت",
    "غرينتش",
    "\u{200F}",
];

fn check(text: &str, dates: &[DateMatch]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for date in dates {
        prop_assert!(end <= date.span.start && date.span.start < date.span.end);
        prop_assert!(text.get(date.span.clone()).is_some());
        end = date.span.end;
        prop_assert_eq!(date.iso().is_some(), date.year.is_some());
        if let (Some(year), Some(month), Some(day)) = (date.year, date.month, date.day) {
            prop_assert!(Civil::new(year, month, day).is_some());
        }
        prop_assert!(date.day.is_none() || date.month.is_some());
        prop_assert!(date.clock.is_none_or(|clock| clock.hour < 24 && clock.minute < 60));
        prop_assert!(date.year.is_some() || date.calendar != Calendar::Jalali);
    }
    Ok(())
}

fn check_all(text: &str) -> Result<(), TestCaseError> {
    let anchor = Civil { year: 2023, month: 3, day: 14 };
    check(text, &scan(text))?;
    check(text, &scan_with_anchor(text, anchor))?;
    if let Some(date) = parse(text) {
        check(text, &[date])?;
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_scans(text in any::<String>()) {
        check_all(&text)?;
    }

    #[test]
    fn any_mix_of_date_pieces_scans(pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..40)) {
        check_all(&pieces.concat())?;
    }
}

#[test]
fn a_long_line_scans_in_one_pass() {
    let dates = "قال في 14 مارس 2023 إن ".repeat(20_000);
    assert_eq!(scan(&dates).len(), 20_000);
    for odd in ["1/", "1", "14 ", "مارس/", "الثلاثاء ", "10:15 ", "\u{200F}1", "\u{64B}", "(", "+1"] {
        assert!(scan(&odd.repeat(200_000)).is_empty());
    }
}
