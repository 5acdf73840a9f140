//! The tabular Hijri calendar, turned into Gregorian days.
//!
//! This is the civil ("Friday epoch") calendar with the leap years of type II: 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
//! and 29 of each 30. Source: Reingold and Dershowitz, *Calendrical Calculations*, chapter "The Islamic Calendar"
//! (`fixed-from-islamic`, epoch R.D. 227015, which is Friday 16 July 622 Julian). It lies within a day or two of
//! Umm al-Qura and of the months that are declared by sight, so a weekday beside the date is used to correct it
//! (see `core_date`).
//!
//! 25 شوال 1436 (25 Shawwal 1436) is 11 August 2015 here; a Saudi paper of the time says 10 August.

use crate::civil::Civil;

/// R.D. 227015, the first day of the calendar, counted from 1970-01-01 (R.D. 719163).
const EPOCH: i64 = 227_015 - 719_163;

/// The Gregorian day of a Hijri one; `None` where the tabular calendar has no such month or day.
///
/// Day 30 is taken in every month, since a month that has 29 days in the table may have had 30 in life.
pub(crate) fn to_civil(year: i32, month: u8, day: u8) -> Option<Civil> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) || !(1..=9_999).contains(&year) {
        return None;
    }
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let before = 354 * (year - 1) + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2;
    Some(Civil::from_ordinal(EPOCH + before + day - 1))
}

/// The Hijri year a Gregorian day falls in.
pub(crate) fn year_of(day: Civil) -> i32 {
    let year = (30 * (day.ordinal() - EPOCH) + 10_646).div_euclid(10_631);
    i32::try_from(year).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_agree_with_the_table() {
        // Day of each from the formula of the source, worked out apart from this code.
        for (hijri, gregorian) in [
            ((1, 1, 1), (622, 7, 19)),
            ((1436, 10, 25), (2015, 8, 11)),
            ((1443, 1, 1), (2021, 8, 10)),
            ((1444, 8, 22), (2023, 3, 15)),
            ((1445, 9, 1), (2024, 3, 11)),
        ] {
            assert_eq!(to_civil(hijri.0, hijri.1, hijri.2), Civil::new(gregorian.0, gregorian.1, gregorian.2));
        }
    }

    #[test]
    fn the_epoch_is_a_friday() {
        assert_eq!(to_civil(1, 1, 1).map(Civil::weekday), Some(4));
    }

    #[test]
    fn the_year_is_found_again() {
        for year in 1..2_000 {
            for (month, day) in [(1, 1), (6, 15), (12, 29)] {
                assert_eq!(to_civil(year, month, day).map(year_of), Some(year));
            }
        }
    }

    #[test]
    fn day_31_is_refused() {
        assert_eq!(to_civil(1444, 8, 31), None);
        assert_eq!(to_civil(1444, 13, 1), None);
    }
}
