//! What the crate hands back: a date as the text gives it, no more precise than it is written.
//!
//! `14 مارس` (14 March) has a month and a day and no year; [`DateMatch::resolve`] finds the year near an anchor.

use std::ops::Range;

use crate::civil::Civil;
use crate::hijri;

/// The farthest a year that was left out may take a date from its anchor, in days: six months.
const NEAREST: i64 = 183;

/// The calendar a date is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// The Gregorian calendar.
    Gregorian,
    /// The Islamic calendar by its tabular rule, within a day or two of the declared one.
    Hijri,
    /// The Iranian solar calendar.
    Jalali,
}

/// A time of the day on a clock of 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59, where it is written.
    pub second: Option<u8>,
}

/// The smallest unit the text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A year: عام 2019.
    Year,
    /// A month: مارس 2023.
    Month,
    /// A day.
    Day,
    /// A day and a clock without seconds.
    Minute,
    /// A day and a clock with seconds.
    Second,
}

/// Whether a date stands by itself or leans on the day of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 14 مارس 2023.
    Absolute,
    /// أمس (yesterday).
    Relative,
}

/// A date found in a text.
///
/// Year, month and day are Gregorian, whatever [`calendar`](Self::calendar) says, with one exception: a Hijri
/// date without a year cannot be turned, so its month and day are Hijri until [`resolve`](Self::resolve).
/// A Hijri month or year lies across two Gregorian ones; the one its middle falls in is given, marked
/// [`ambiguous`](Self::ambiguous).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMatch {
    /// The byte range in the untouched text.
    pub span: Range<usize>,
    /// The year, where it is written or known from the anchor.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// The time of the day.
    pub clock: Option<Clock>,
    /// The offset of the clock, only where the text gives it: `+03:00`, `Z`, `GMT`.
    pub offset: Option<String>,
    /// How much of the date is known.
    pub precision: Precision,
    /// Whether it stands by itself.
    pub kind: Kind,
    /// The calendar it is written in; of a pair (… الموافق …) the Gregorian.
    pub calendar: Calendar,
    /// A weekday stands beside the date and is not that day's.
    pub weekday_conflict: bool,
    /// The reading is a guess among several: 3/4/2021, or a Hijri month.
    pub ambiguous: bool,
}

impl DateMatch {
    /// The date in ISO 8601 form, cut at its precision and without the offset; `None` without a year.
    ///
    /// ```
    /// let found = mahdar_dates::scan("12 كانون الثاني 2022 16:53");
    /// assert_eq!(found.first().and_then(|date| date.iso()).as_deref(), Some("2022-01-12T16:53"));
    /// ```
    #[must_use]
    pub fn iso(&self) -> Option<String> {
        let mut iso = format!("{:04}", self.year?);
        if self.precision == Precision::Year {
            return Some(iso);
        }
        iso.push_str(&format!("-{:02}", self.month?));
        if self.precision == Precision::Month {
            return Some(iso);
        }
        iso.push_str(&format!("-{:02}", self.day?));
        if let Some(clock) = self.clock {
            iso.push_str(&format!("T{:02}:{:02}", clock.hour, clock.minute));
            if let Some(second) = clock.second {
                iso.push_str(&format!(":{second:02}"));
            }
        }
        Some(iso)
    }

    /// The day meant, where a year that is left out is filled from the anchor: the nearest such date not more
    /// than six months off. `None` where the text names no day.
    ///
    /// ```
    /// use mahdar_dates::{Civil, scan};
    /// let anchor = Civil::new(2023, 1, 5).expect("a real day");
    /// let found = scan("في 28 ديسمبر");
    /// assert_eq!(found.first().and_then(|date| date.resolve(anchor)), Civil::new(2022, 12, 28));
    /// ```
    #[must_use]
    pub fn resolve(&self, anchor: Civil) -> Option<Civil> {
        let (month, day) = (self.month?, self.day?);
        match self.year {
            Some(year) => Civil::new(year, month, day),
            None => nearest(self.calendar, month, day, anchor),
        }
    }
}

/// The day of this month and day number nearest to the anchor, within six months.
pub(crate) fn nearest(calendar: Calendar, month: u8, day: u8, anchor: Civil) -> Option<Civil> {
    let here = anchor.ordinal();
    (-1..=1_i32)
        .filter_map(|step| match calendar {
            Calendar::Gregorian => Civil::new(anchor.year.saturating_add(step), month, day),
            Calendar::Hijri => hijri::to_civil(hijri::year_of(anchor).saturating_add(step), month, day),
            Calendar::Jalali => None,
        })
        .filter(|found| (found.ordinal() - here).abs() <= NEAREST)
        .min_by_key(|found| (found.ordinal() - here).abs())
}
