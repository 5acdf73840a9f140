//! A day of the proleptic Gregorian calendar and the arithmetic on it.
//!
//! Every date of the crate ends here, whatever calendar it was written in. The day count follows Howard Hinnant,
//! "chrono-Compatible Low-Level Date Algorithms" (`days_from_civil`, `civil_from_days`; public domain).
//!
//! ```
//! use mahdar_dates::Civil;
//! let day = Civil::new(2023, 3, 14).expect("a real day");
//! assert_eq!(day.weekday(), 1); // Tuesday
//! ```

/// Day numbers are kept within about two million years, so that no sum overflows.
const MAX_ORDINAL: i64 = 700_000_000;

/// A day of the proleptic Gregorian calendar.
///
/// ```
/// use mahdar_dates::Civil;
/// assert_eq!(Civil::new(2023, 2, 29), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// The year; 0 is 1 BC.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Civil {
    /// The day, or `None` where the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Civil> {
        let is_day = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        is_day.then_some(Civil { year, month, day })
    }

    /// The weekday, 0 = Monday to 6 = Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01, day 0, was a Thursday.
        u8::try_from((self.ordinal() + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The day `days` later (earlier where negative), held within two million years.
    ///
    /// ```
    /// use mahdar_dates::Civil;
    /// let day = Civil::new(2023, 3, 1).expect("a real day");
    /// assert_eq!(day.add_days(-1), Civil::new(2023, 2, 28).expect("a real day"));
    /// ```
    #[must_use]
    pub fn add_days(self, days: i64) -> Civil {
        Civil::from_ordinal(self.ordinal().saturating_add(days))
    }

    /// The number of the day; 1970-01-01 is 0.
    #[must_use]
    pub fn ordinal(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted = if month > 2 { month - 3 } else { month + 9 };
        let day_of_year = (153 * shifted + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day with this number; 0 is 1970-01-01.
    #[must_use]
    pub fn from_ordinal(ordinal: i64) -> Civil {
        let shifted = ordinal.clamp(-MAX_ORDINAL, MAX_ORDINAL) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Civil {
            year: i32::try_from(year).unwrap_or(0),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }
}

/// The length of a Gregorian month; 0 for a month that is none.
pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

fn is_leap(year: i32) -> bool {
    (year.rem_euclid(4) == 0 && year.rem_euclid(100) != 0) || year.rem_euclid(400) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(year: i32, month: u8, day: u8) -> Civil {
        Civil::new(year, month, day).expect("a real day")
    }

    #[test]
    fn day_numbers_run_both_ways() {
        for ordinal in (-1_000_000..1_000_000).step_by(97) {
            let day = Civil::from_ordinal(ordinal);
            assert_eq!(day.ordinal(), ordinal);
            assert_eq!(Civil::new(day.year, day.month, day.day), Some(day));
        }
        assert_eq!(civil(1970, 1, 1).ordinal(), 0);
        assert_eq!(civil(2000, 3, 1).ordinal(), 11_017);
    }

    #[test]
    fn weekdays_are_known() {
        assert_eq!(civil(2023, 3, 14).weekday(), 1);
        assert_eq!(civil(2020, 10, 7).weekday(), 2);
        assert_eq!(civil(1969, 12, 31).weekday(), 2);
    }

    #[test]
    fn days_that_are_none_are_refused() {
        assert_eq!(Civil::new(1900, 2, 29), None);
        assert!(Civil::new(2000, 2, 29).is_some());
        assert_eq!(Civil::new(2023, 13, 1), None);
        assert_eq!(Civil::new(2023, 4, 0), None);
    }

    #[test]
    fn huge_steps_do_not_overflow() {
        let far = civil(2023, 3, 14).add_days(i64::MAX);
        assert!(far.year > 1_000_000);
        assert!(civil(2023, 3, 14).add_days(i64::MIN).year < -1_000_000);
        let odd = Civil { year: i32::MIN, month: 255, day: 255 };
        let _ = (odd.ordinal(), odd.weekday(), odd.add_days(1));
    }
}
