//! The Jalali (Iranian solar) calendar by the arithmetic rule of 33 years, turned into Gregorian days.
//!
//! Leap years are those with `(25 y + 11) mod 33 < 8`. Source: M. Heydari-Malayeri, "A concise review of the
//! Iranian calendar" (2004), whose rule agrees with the astronomical calendar from 1178 to 1501, so for every
//! year this crate takes (1300 to 1499).
//!
//! ۲۳ اسفند ۱۴۰۱ (23 Esfand 1401) is 14 March 2023.

use std::ops::RangeInclusive;

use crate::civil::Civil;

/// The years a Jalali date may have; outside them a word such as مهر (seal, also the month) is no month.
pub(crate) const YEARS: RangeInclusive<i32> = 1_300..=1_499;

/// The day before R.D. 226895 counted from 1970-01-01 (R.D. 719163).
const EPOCH: i64 = 226_894 - 719_163;

/// The Gregorian day of a Jalali one; `None` where there is no such day or the year is outside [`YEARS`].
pub(crate) fn to_civil(year: i32, month: u8, day: u8) -> Option<Civil> {
    if !YEARS.contains(&year) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let before = if month <= 7 { 31 * (month - 1) } else { 30 * (month - 1) + 6 };
    Some(Civil::from_ordinal(EPOCH + 365 * (year - 1) + (8 * year + 21) / 33 + before + day))
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1..=6 => 31,
        7..=11 => 30,
        12 if (25 * year + 11).rem_euclid(33) < 8 => 30,
        12 => 29,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_agree_with_the_calendar() {
        for (jalali, gregorian) in [
            ((1399, 1, 1), (2020, 3, 20)),
            ((1400, 1, 1), (2021, 3, 21)),
            ((1402, 1, 1), (2023, 3, 21)),
            ((1403, 1, 1), (2024, 3, 20)),
            ((1404, 1, 1), (2025, 3, 21)),
            ((1401, 12, 23), (2023, 3, 14)),
            ((1357, 11, 22), (1979, 2, 11)),
        ] {
            assert_eq!(to_civil(jalali.0, jalali.1, jalali.2), Civil::new(gregorian.0, gregorian.1, gregorian.2));
        }
    }

    #[test]
    fn only_leap_years_have_30_esfand() {
        assert!(to_civil(1399, 12, 30).is_some());
        assert_eq!(to_civil(1401, 12, 30), None);
    }

    #[test]
    fn each_year_ends_the_day_before_the_next() {
        for year in 1_300..1_499 {
            let last = to_civil(year, 12, 30).or_else(|| to_civil(year, 12, 29));
            assert_eq!(last.map(|day| day.add_days(1)), to_civil(year + 1, 1, 1));
        }
    }
}
