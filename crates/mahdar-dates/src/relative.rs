//! Dates that lean on the day of the report: أمس (yesterday), الثلاثاء الماضي (last Tuesday), منذ يومين (two days
//! ago), الشهر الماضي (last month).
//!
//! A week has no precision of its own: الأسبوع الماضي (last week) is told as a month, never as a day.

use crate::civil::Civil;
use crate::clock::clock_after;
use crate::core_date::month_at;
use crate::date::{Calendar, DateMatch, Kind, Precision};
use crate::lex::{Lexeme, View};
use crate::scan::{absolute_at, set_clock, weekday_at};
use crate::tables::{Role, Sense, Unit};

/// The relative date at token `i` and the token after it.
pub(crate) fn relative_at(view: &View<'_>, i: usize, anchor: Civil) -> Option<(DateMatch, usize)> {
    day_word(view, i, anchor)
        .or_else(|| weekday(view, i, anchor))
        .or_else(|| month_name(view, i, anchor))
        .or_else(|| unit_with_relation(view, i, anchor))
        .or_else(|| ago(view, i, anchor))
}

/// Gives the year to a date that has none and is followed by الماضي or its like: "14 مارس الماضي".
pub(crate) fn with_relation(view: &View<'_>, mut date: DateMatch, next: usize, anchor: Civil) -> (DateMatch, usize) {
    if date.year.is_some() || date.calendar != Calendar::Gregorian {
        return (date, next);
    }
    let (Some(month), Some(day), Some((step, end))) = (date.month, date.day, relation_at(view, next)) else {
        return (date, next);
    };
    // Eight years, for 29 February across 1900 and 2100.
    let year = (0..=8_i32).map(|count| anchor.year.saturating_add(count * i32::from(step))).find(|year| {
        Civil::new(*year, month, day).is_some_and(|found| match step {
            0 => true,
            1.. => found > anchor,
            _ => found < anchor,
        })
    });
    if year.is_none() {
        return (date, next);
    }
    date.year = year;
    date.kind = Kind::Relative;
    date.span.end = view.end_before(end);
    (date, end)
}

/// أمس, اليوم, بعد غد, and with the weekday beside it: "أمس الثلاثاء".
fn day_word(view: &View<'_>, i: usize, anchor: Civil) -> Option<(DateMatch, usize)> {
    let (step, next) = view.sense(i, |sense| if let Sense::RelativeDay(step) = sense { Some(step) } else { None })?;
    if is_blocked_before(view, i) || view.skip_sense(next, Sense::Role(Role::BlockerAfter)).is_some() {
        return None;
    }
    let beside = view.skip_mark(next, ",(");
    if absolute_at(view, beside).is_some_and(|(date, _)| date.day.is_some()) {
        return None;
    }
    let civil = anchor.add_days(i64::from(step));
    let weekday = weekday_at(view, beside).filter(|(_, after)| relation_at(view, *after).is_none());
    let is_open = beside > next && view.mark(next) == Some('(');
    let is_conflict = weekday.is_some_and(|(day, _)| day != civil.weekday());
    let end = match weekday {
        Some((_, after)) if is_open => view.skip_mark(after, ")"),
        Some((_, after)) => after,
        None => next,
    };
    let (mut date, end) = day_match(view, i, end, civil);
    date.weekday_conflict = is_conflict;
    Some((date, end))
}

/// الثلاثاء الماضي, الثلاثاء المقبل, and الثلاثاء alone: the nearest past one, the day itself included.
fn weekday(view: &View<'_>, i: usize, anchor: Civil) -> Option<(DateMatch, usize)> {
    let before = view.sense(i, |sense| if let Sense::RelationBefore(step) = sense { Some(step) } else { None });
    let at = before.map_or(i, |(_, next)| next);
    let (day, next) = view.sense(at, |sense| match sense {
        Sense::Weekday { day, is_bare: true } => Some(day),
        _ => None,
    })?;
    if is_blocked_before(view, i) {
        return None;
    }
    let (step, end) = match (before, relation_at(view, next)) {
        (Some((step, _)), _) => (Some(step), next),
        (None, Some((step, end))) => (Some(step), end),
        (None, None) => (None, next),
    };
    let back = i64::from((anchor.weekday() + 7 - day % 7) % 7);
    let civil = anchor.add_days(match step {
        Some(-1) if back == 0 => -7,
        Some(1) => 7 - back,
        _ => -back,
    });
    Some(day_match(view, i, end, civil))
}

/// مارس الماضي, a month name with الماضي and its like.
fn month_name(view: &View<'_>, i: usize, anchor: Civil) -> Option<(DateMatch, usize)> {
    let before = view.sense(i, |sense| if let Sense::RelationBefore(step) = sense { Some(step) } else { None });
    let at = before.map_or(i, |(_, next)| next);
    let (name, next) = month_at(view, at)?;
    let (step, end) = match before {
        Some((step, _)) => (step, next),
        None => relation_at(view, next)?,
    };
    if name.calendar != Calendar::Gregorian || (name.is_guarded && !view.is_capital(at)) {
        return None;
    }
    let year = match step {
        -1 if name.month >= anchor.month => anchor.year.saturating_sub(1),
        1 if name.month <= anchor.month => anchor.year.saturating_add(1),
        _ => anchor.year,
    };
    let date = blank(view, i, end, Precision::Month);
    Some((DateMatch { year: Some(year), month: Some(name.month), ..date }, end))
}

/// الشهر الماضي, العام الجاري, الأسبوع المقبل, `last month`.
fn unit_with_relation(view: &View<'_>, i: usize, anchor: Civil) -> Option<(DateMatch, usize)> {
    let before = view.sense(i, |sense| if let Sense::RelationBefore(step) = sense { Some(step) } else { None });
    let at = before.map_or(i, |(_, next)| next);
    let (unit, next) = view.sense(at, |sense| if let Sense::UnitDefinite(unit) = sense { Some(unit) } else { None })?;
    let (step, end) = match before {
        Some((step, _)) => (step, next),
        None => relation_at(view, next)?,
    };
    unit_match(view, i, end, unit, i64::from(step), anchor)
}

/// قبل 3 ساعات, منذ يومين, قبل أسبوع, `two days ago`.
fn ago(view: &View<'_>, i: usize, anchor: Civil) -> Option<(DateMatch, usize)> {
    let lead = view.skip_sense(i, Sense::Role(Role::AgoBefore));
    let at = lead.map_or(i, |next| view.skip_sense(next, Sense::Role(Role::About)).unwrap_or(next));
    let number = count_at(view, at);
    let (unit, own, next) = unit_at(view, number.map_or(at, |(_, next)| next))?;
    let count = match number {
        Some((count, _)) => count,
        None if own > 0 => i64::from(own),
        None => return None,
    };
    let end = match lead {
        Some(_) => next,
        None => view.skip_sense(next, Sense::Role(Role::AgoAfter))?,
    };
    // "قبل يومين من الانتخابات" (two days before the vote), "منذ عام 2011", "منذ يوم الثلاثاء", "قبل شهر رمضان".
    let is_other = lead.is_some()
        && (view.skip_sense(end, Sense::Role(Role::Of)).is_some()
            || view.number(end).is_some()
            || weekday_at(view, end).is_some()
            || month_at(view, end).is_some()
            || view.sense(end, |sense| matches!(sense, Sense::RelativeDay(_)).then_some(())).is_some());
    if is_other {
        return None;
    }
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day | Unit::Week => {
            let days = match unit {
                Unit::Minute => count / 1_440,
                Unit::Hour => count / 24,
                Unit::Week => count * 7,
                _ => count,
            };
            let mut date = blank(view, i, end, Precision::Day);
            let civil = anchor.add_days(-days);
            (date.year, date.month, date.day) = (Some(civil.year), Some(civil.month), Some(civil.day));
            // Without the clock of the anchor hours may reach into the day before; a week is a round number.
            date.ambiguous = unit != Unit::Day;
            Some((date, end))
        }
        Unit::Month | Unit::Year => unit_match(view, i, end, unit, -count, anchor),
    }
}

/// A month or a year `step` away from the anchor's; a week is told by its month.
fn unit_match(
    view: &View<'_>,
    i: usize,
    end: usize,
    unit: Unit,
    step: i64,
    anchor: Civil,
) -> Option<(DateMatch, usize)> {
    let months = i64::from(anchor.year) * 12 + i64::from(anchor.month) - 1;
    let (precision, months, is_ambiguous) = match unit {
        Unit::Year => (Precision::Year, months + step * 12, false),
        Unit::Month => (Precision::Month, months + step, false),
        Unit::Week => {
            let civil = anchor.add_days(step * 7);
            let is_split = civil.add_days(-6).month != civil.month || civil.add_days(6).month != civil.month;
            (Precision::Month, i64::from(civil.year) * 12 + i64::from(civil.month) - 1, is_split)
        }
        Unit::Minute | Unit::Hour | Unit::Day => return None,
    };
    let mut date = blank(view, i, end, precision);
    date.year = Some(i32::try_from(months.div_euclid(12)).ok()?);
    if precision == Precision::Month {
        date.month = Some(u8::try_from(months.rem_euclid(12) + 1).ok()?);
    }
    date.ambiguous = is_ambiguous;
    Some((date, end))
}

/// A day known by the anchor, with the clock that follows it.
fn day_match(view: &View<'_>, i: usize, end: usize, civil: Civil) -> (DateMatch, usize) {
    let (timed, end) = match clock_after(view, end) {
        Some((timed, after)) => (Some(timed), after),
        None => (None, end),
    };
    let mut date = blank(view, i, end, Precision::Day);
    (date.year, date.month, date.day) = (Some(civil.year), Some(civil.month), Some(civil.day));
    set_clock(&mut date, timed);
    (date, end)
}

fn blank(view: &View<'_>, i: usize, end: usize, precision: Precision) -> DateMatch {
    DateMatch {
        span: view.at(i).start..view.end_before(end),
        year: None,
        month: None,
        day: None,
        clock: None,
        offset: None,
        precision,
        kind: Kind::Relative,
        calendar: Calendar::Gregorian,
        weekday_conflict: false,
        ambiguous: false,
    }
}

fn relation_at(view: &View<'_>, i: usize) -> Option<(i8, usize)> {
    view.sense(i, |sense| if let Sense::Relation(step) = sense { Some(step) } else { None })
}

/// "ذلك اليوم" (that day), "المصري اليوم" (a newspaper), "صلاة الجمعة" (Friday prayers).
fn is_blocked_before(view: &View<'_>, i: usize) -> bool {
    i > 0 && view.skip_sense(i - 1, Sense::Role(Role::BlockerBefore)).is_some_and(|next| next == i)
}

/// A number of one to three digits, or its word.
fn count_at(view: &View<'_>, i: usize) -> Option<(i64, usize)> {
    match view.at(i).lexeme {
        Lexeme::Number { value, width: 1..=3 } if value > 0 && !view.is_bound_before(i, ".:/-,") => {
            Some((i64::from(value), i + 1))
        }
        _ => view
            .sense(i, |sense| if let Sense::Count(count) = sense { Some(count) } else { None })
            .map(|(count, next)| (i64::from(count), next)),
    }
}

/// A unit, how many the word itself stands for, and the token after it.
fn unit_at(view: &View<'_>, i: usize) -> Option<(Unit, u8, usize)> {
    view.sense(i, |sense| if let Sense::Unit(unit, own) = sense { Some((unit, own)) } else { None })
        .map(|((unit, own), next)| (unit, own, next))
}
