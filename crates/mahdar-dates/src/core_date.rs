//! Reads year, month and day at one token, in the numbering of the calendar they are written in.
//!
//! No clock and no weekday yet; `scan` puts those around. Shapes: `2023-03-14`, `14/03/2023`, `14 مارس/آذار 2023`,
//! `March 14, 2023`, `مارس 2023`, `عام 2019`.

use crate::civil::{Civil, days_in_month};
use crate::date::Calendar;
use crate::lex::View;
use crate::tables::{Role, Sense};
use crate::{hijri, jalali};

/// Year, month and day in their own calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CoreDate {
    pub(crate) year: Option<i32>,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
    pub(crate) calendar: Calendar,
    pub(crate) is_ambiguous: bool,
}

impl CoreDate {
    /// The Gregorian day, where year, month and day are known.
    ///
    /// The Hijri table may be off by two days, so of the days that near the one of the given weekday is taken.
    pub(crate) fn to_civil(self, weekday: Option<u8>) -> Option<Civil> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        match self.calendar {
            Calendar::Gregorian => Civil::new(year, month, day),
            Calendar::Jalali => jalali::to_civil(year, month, day),
            Calendar::Hijri => {
                let table = hijri::to_civil(year, month, day)?;
                let near = [0, -1, 1, -2, 2].map(|step| table.add_days(step));
                let agreeing = near.into_iter().find(|near| weekday == Some(near.weekday()));
                Some(agreeing.unwrap_or(table))
            }
        }
    }

    fn is_real(self) -> bool {
        match (self.year, self.month, self.day) {
            (Some(_), Some(_), Some(_)) => self.to_civil(None).is_some(),
            (None, Some(month), Some(day)) => match self.calendar {
                Calendar::Gregorian => day >= 1 && day <= days_in_month(2_000, month),
                Calendar::Hijri => (1..=30).contains(&day),
                Calendar::Jalali => false,
            },
            _ => true,
        }
    }
}

/// A month name as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MonthName {
    pub(crate) calendar: Calendar,
    pub(crate) month: u8,
    pub(crate) is_guarded: bool,
}

/// The date at token `i` and the token after it.
pub(crate) fn core_at(view: &View<'_>, i: usize) -> Option<(CoreDate, usize)> {
    let found = if view.number(i).is_some() {
        numeric(view, i).or_else(|| day_first(view, i))
    } else {
        month_first(view, i).or_else(|| year_only(view, i))
    };
    found.filter(|(core, _)| core.is_real())
}

/// A month name, alone or doubled: مارس, مارس/آذار, مارس (آذار), نوفمبر تشرين الثاني.
pub(crate) fn month_at(view: &View<'_>, i: usize) -> Option<(MonthName, usize)> {
    let (name, next) = single_month(view, i)?;
    if let Some((other, end)) = single_month(view, next)
        && (other.calendar, other.month) == (name.calendar, name.month)
    {
        return Some((name, end));
    }
    let Some(mark) = view.mark(next).filter(|mark| matches!(mark, '/' | '-' | '(' | '\\' | '|')) else {
        return Some((name, next));
    };
    match single_month(view, next + 1) {
        Some((other, end)) if (other.calendar, other.month) == (name.calendar, name.month) => match mark {
            '(' if view.mark(end) == Some(')') => Some((name, end + 1)),
            '(' => Some((name, next)),
            _ => Some((name, end)),
        },
        _ => Some((name, next)),
    }
}

fn single_month(view: &View<'_>, i: usize) -> Option<(MonthName, usize)> {
    view.sense(i, |sense| match sense {
        Sense::Month { calendar, month, is_guarded } => Some(MonthName { calendar, month, is_guarded }),
        _ => None,
    })
}

/// `2023-03-14`, `14/03/2023`, `14.3.2023`, `14 / 3 / 2023`, `14 - 3 - 2023`.
fn numeric(view: &View<'_>, i: usize) -> Option<(CoreDate, usize)> {
    let (first, first_width) = view.number(i)?;
    let mark = view.mark(i + 1).filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    let (second, second_width) = view.number(i + 2)?;
    let (third, third_width) = view.number(i + 4)?;
    let next = i + 5;
    let is_tight = (i + 1..next).all(|at| !view.at(at).is_spaced);
    let is_wide = mark == '-' && third_width == 4 && (i + 1..next).all(|at| view.at(at).is_spaced);
    if view.mark(i + 3) != Some(mark) || !(is_tight || is_wide || mark == '/') || second_width > 2 {
        return None;
    }
    let is_clock_next = view.tight_mark(next) == Some('-') && view.tight_mark(next + 2) == Some(':');
    let is_bound_after = view.is_bound_after(next, "/-.+") && !is_clock_next;
    if is_bound_after || view.is_bound_before(i, "/-.:,\u{66B}\u{66C}") {
        return None;
    }
    let (year, month, day, is_ambiguous) = match (first_width, third_width) {
        (4, 1 | 2) => (first, second, third, false),
        // Dotted dates are written day first everywhere.
        (1 | 2, 4) if second <= 12 => (third, second, first, first <= 12 && first != second && mark != '.'),
        (1 | 2, 4) if first <= 12 => (third, first, second, false),
        _ => return None,
    };
    let year = i32::try_from(year).ok()?;
    let (era, end) = match era_at(view, next) {
        Some((era, end)) => (Some(era), end),
        None => (None, next),
    };
    let calendar = match (year, era) {
        (1_500..=2_199, None | Some(Calendar::Gregorian)) => Calendar::Gregorian,
        (1_300..=1_499, Some(era @ (Calendar::Hijri | Calendar::Jalali))) => era,
        // The sign is that of something else: "14/3/2023 ه".
        (1_500..=2_199, Some(_)) => return core(year, month, day, Calendar::Gregorian, is_ambiguous, next),
        _ => return None,
    };
    core(year, month, day, calendar, is_ambiguous, end)
}

fn core(
    year: i32,
    month: u32,
    day: u32,
    calendar: Calendar,
    is_ambiguous: bool,
    next: usize,
) -> Option<(CoreDate, usize)> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let date = CoreDate { year: Some(year), month: Some(month), day: Some(day), calendar, is_ambiguous };
    Some((date, next))
}

/// `14 مارس`, `14 من شهر مارس 2023`, `14th of March 2023`, `14-Mar-2023`.
fn day_first(view: &View<'_>, i: usize) -> Option<(CoreDate, usize)> {
    let (day, mut at) = day_number(view, i)?;
    if view.is_bound_before(i, ".:,\u{66B}\u{66C}") {
        return None;
    }
    let is_glued = matches!(view.tight_mark(at), Some('-' | '/')) && !view.at(at + 1).is_spaced;
    if is_glued {
        at += 1;
    } else {
        at = view.skip_sense(at, Sense::Role(Role::Of)).unwrap_or(at);
        at = view.skip_sense(at, Sense::Role(Role::MonthWord)).unwrap_or(at);
    }
    let (name, next) = month_at(view, at)?;
    let (year, end) = match year_after(view, next, name.calendar) {
        Some((year, end)) => (Some(year), end),
        None => (None, next),
    };
    if year.is_none() && (name.calendar == Calendar::Jalali || (name.is_guarded && !view.is_capital(at))) {
        return None;
    }
    let date = CoreDate { year, month: Some(name.month), day: Some(day), calendar: name.calendar, is_ambiguous: false };
    Some((date, end))
}

/// `مارس 2023`, `March 14, 2023`, `March 14`.
fn month_first(view: &View<'_>, i: usize) -> Option<(CoreDate, usize)> {
    let (name, next) = month_at(view, i)?;
    if name.is_guarded && !view.is_capital(i) {
        return None;
    }
    let mut date =
        CoreDate { year: None, month: Some(name.month), day: None, calendar: name.calendar, is_ambiguous: false };
    if let Some((year, end)) = year_after(view, next, name.calendar) {
        date.year = Some(year);
        return Some((date, end));
    }
    let is_latin = view.is_latin(i);
    let at = if is_latin && !view.at(next).is_spaced { view.skip_mark(next, ".") } else { next };
    let (day, after) = day_number(view, at)?;
    date.day = Some(day);
    if let Some((year, end)) = year_after(view, after, name.calendar) {
        date.year = Some(year);
        return Some((date, end));
    }
    // "مارس 14 لاعبا" (14 players practised) is no date; "March 14" is.
    let is_free = !view.is_bound_after(after, ".,:/-") && !matches!(view.tight_mark(after), Some('%' | ':'));
    (is_latin && is_free).then_some((date, after))
}

/// `عام 2019`, `سنة 1436 هـ`; a year that may be Hijri or Jalali needs its sign.
fn year_only(view: &View<'_>, i: usize) -> Option<(CoreDate, usize)> {
    let at = view.skip_sense(i, Sense::Role(Role::YearWord))?;
    let (year, width) = view.number(at)?;
    if view.is_bound_after(at + 1, ".,:") {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    let (calendar, end) = match (year, era_at(view, at + 1)) {
        (1_500..=2_199, Some((Calendar::Gregorian, end))) => (Calendar::Gregorian, end),
        (1_500..=2_199, _) if width == 4 => (Calendar::Gregorian, at + 1),
        (1..=1_499, Some((Calendar::Hijri, end))) => (Calendar::Hijri, end),
        (1_300..=1_499, Some((Calendar::Jalali, end))) => (Calendar::Jalali, end),
        _ => return None,
    };
    let date = CoreDate { year: Some(year), month: None, day: None, calendar, is_ambiguous: false };
    Some((date, end))
}

/// A day of the month and the token after it and its `th`.
fn day_number(view: &View<'_>, i: usize) -> Option<(u8, usize)> {
    let (value, width) = view.number(i)?;
    if width > 2 || !(1..=31).contains(&value) {
        return None;
    }
    let day = u8::try_from(value).ok()?;
    let after = view.skip_sense(i + 1, Sense::Role(Role::Ordinal)).filter(|_| !view.at(i + 1).is_spaced);
    Some((day, after.unwrap_or(i + 1)))
}

/// The year after a month or a day: `2023`, `، 2023`, `عام 2023 م`, `1436 هـ`, `-2023`.
fn year_after(view: &View<'_>, next: usize, calendar: Calendar) -> Option<(i32, usize)> {
    let mut at = next;
    if view.tight_mark(at) == Some('.') && view.is_latin(at.saturating_sub(1)) {
        at += 1;
    }
    if matches!(view.tight_mark(at), Some('-' | '/')) && !view.at(at + 1).is_spaced {
        at += 1;
    } else {
        at = view.skip_mark(at, ",");
        at = view.skip_sense(at, Sense::Role(Role::Of)).unwrap_or(at);
        at = view.skip_sense(at, Sense::Role(Role::YearWord)).unwrap_or(at);
    }
    let (year, width) = view.number(at)?;
    if view.is_bound_after(at + 1, ".:/") || view.tight_mark(at + 1) == Some('%') {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    let end = era_at(view, at + 1).filter(|(era, _)| *era == calendar).map(|(_, end)| end);
    let is_year = match calendar {
        Calendar::Gregorian => width == 4 && (1_500..=2_199).contains(&year),
        Calendar::Hijri if end.is_some() => (1..=1_600).contains(&year),
        Calendar::Hijri => width == 4 && (1_300..=1_499).contains(&year),
        Calendar::Jalali => width == 4 && jalali::YEARS.contains(&year),
    };
    is_year.then_some((year, end.unwrap_or(at + 1)))
}

fn era_at(view: &View<'_>, i: usize) -> Option<(Calendar, usize)> {
    view.sense(i, |sense| match sense {
        Sense::Era(calendar) => Some(calendar),
        _ => None,
    })
}
