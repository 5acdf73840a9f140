//! Reads the clock beside a date: 16:53, 10:15 ص, الساعة 10 مساء بتوقيت غرينتش, T10:00:00+03:00.
//!
//! A bare number is never an hour: it needs minutes, or a word such as مساء (in the evening).

use crate::date::Clock;
use crate::lex::View;
use crate::tables::{Half, Role, Sense};

/// A clock and its offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timed {
    pub(crate) clock: Clock,
    pub(crate) offset: Option<String>,
}

/// The clock after a date that ends before token `next`, with what leads to it, and the token after it.
pub(crate) fn clock_after(view: &View<'_>, next: usize) -> Option<(Timed, usize)> {
    if let Some(at) = view.skip_sense(next, Sense::Role(Role::IsoT))
        && !view.at(next).is_spaced
        && !view.at(at).is_spaced
    {
        return compact_clock(view, at).or_else(|| clock_at(view, at, false));
    }
    let mut at = view.skip_mark(next, ",-|\u{B7}\u{2022}:");
    let after_marks = view.skip_mark(at, "-|(");
    let has_parenthesis = view.mark(at) == Some('(');
    at = after_marks;
    let mut has_hour_word = false;
    for _ in 0..2 {
        if let Some(after) = view.skip_sense(at, Sense::Role(Role::HourWord)) {
            has_hour_word = true;
            at = view.skip_mark(after, ":");
        } else if let Some(after) = view.skip_sense(at, Sense::Role(Role::At)) {
            at = after;
        }
    }
    let (timed, end) = clock_at(view, at, has_hour_word)?;
    let end = if has_parenthesis { view.skip_mark(end, ")") } else { end };
    Some((timed, end))
}

/// The clock whose hour is token `at`.
pub(crate) fn clock_at(view: &View<'_>, at: usize, has_hour_word: bool) -> Option<(Timed, usize)> {
    let (hour, width) = view.number(at)?;
    if width > 2 || hour > 23 {
        return None;
    }
    let mut end = at + 1;
    let (mut minute, mut second) = (None, None);
    if let Some(after) = minutes_mark(view, end)
        && let Some((value, 2)) = view.tight_number(after)
        && value < 60
    {
        minute = Some(value);
        end = after + 1;
        if view.tight_mark(end) == Some(':')
            && let Some((value, 2)) = view.tight_number(end + 1)
            && value <= 60
        {
            // A leap second is told as the last one of its minute.
            second = Some(value.min(59));
            end += 2;
            if view.is_bound_after(end, ".,") {
                end += 2;
            }
        }
        if view.is_bound_after(end, ":") {
            return None;
        }
    }
    let meridiem = view.sense(end, |sense| match sense {
        Sense::Meridiem { half, is_short } if minute.is_some() || has_hour_word || !is_short => Some(half),
        _ => None,
    });
    if minute.is_none() && meridiem.is_none() {
        return None;
    }
    let mut hour = u8::try_from(hour).ok()?;
    if let Some((half, after)) = meridiem {
        hour = on_24_hours(hour, half);
        end = after;
    }
    let clock = Clock {
        hour,
        minute: u8::try_from(minute.unwrap_or(0)).ok()?,
        second: second.and_then(|value| u8::try_from(value).ok()),
    };
    let (offset, end) = zone_at(view, end, second.is_some()).unwrap_or((None, end));
    Some((Timed { clock, offset }, end))
}

/// `T101500Z` or `T1015`, the basic form of ISO 8601.
fn compact_clock(view: &View<'_>, at: usize) -> Option<(Timed, usize)> {
    let (value, width) = view.number(at)?;
    let (hour, minute, second) = match width {
        4 => (value / 100, value % 100, None),
        6 => (value / 10_000, value / 100 % 100, Some(value % 100)),
        _ => return None,
    };
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 60) {
        return None;
    }
    let clock = Clock {
        hour: u8::try_from(hour).ok()?,
        minute: u8::try_from(minute).ok()?,
        second: second.and_then(|value| u8::try_from(value.min(59)).ok()),
    };
    let (offset, end) = zone_at(view, at + 1, true).unwrap_or((None, at + 1));
    Some((Timed { clock, offset }, end))
}

/// The token after `:` or the French `h` between hour and minute.
fn minutes_mark(view: &View<'_>, at: usize) -> Option<usize> {
    match view.tight_mark(at) {
        Some(':') => Some(at + 1),
        Some(_) => None,
        None if view.at(at).is_spaced => None,
        None => view.skip_sense(at, Sense::Role(Role::HourSeparator)),
    }
}

fn on_24_hours(hour: u8, half: Half) -> u8 {
    match (half, hour) {
        (Half::Morning | Half::Night, 12) => 0,
        (Half::Evening, 1..=11) | (Half::Night, 6..=11) => hour + 12,
        _ => hour,
    }
}

/// The offset at `at` and the token after it; a zone of no fixed offset is passed over with `None`.
fn zone_at(view: &View<'_>, at: usize, has_seconds: bool) -> Option<(Option<String>, usize)> {
    if view.mark(at) == Some('(') {
        let (offset, end) = zone_word(view, at + 1)?;
        return (view.mark(end) == Some(')')).then_some((offset, end + 1));
    }
    if let Some((offset, end)) = sign_at(view, at, has_seconds) {
        return Some((Some(offset), end));
    }
    zone_word(view, at)
}

fn zone_word(view: &View<'_>, at: usize) -> Option<(Option<String>, usize)> {
    let is_tight = !view.at(at).is_spaced;
    let direct = view.sense(at, |sense| match sense {
        Sense::Zone(name) => Some(name),
        Sense::ZoneTight(name) if is_tight => Some(name),
        _ => None,
    });
    if let Some((name, end)) = direct {
        if !view.at(end).is_spaced
            && let Some((offset, end)) = sign_at(view, end, true)
        {
            return Some((Some(offset), end));
        }
        return Some((Some(name.to_owned()), end));
    }
    if let Some(end) = view.skip_sense(at, Sense::Role(Role::ZoneLocal)) {
        return Some((None, end));
    }
    let place = view.skip_sense(at, Sense::Role(Role::ZoneIntro))?;
    let (name, end) = view.sense(place, |sense| match sense {
        Sense::ZonePlace(name) | Sense::Zone(name) => Some(name),
        _ => None,
    })?;
    Some((Some(name.to_owned()), end))
}

/// `+0300`, `+03:00`, `-05:00`, `+3`; a minus needs seconds before it, since 10:15-11:30 is a span of time.
fn sign_at(view: &View<'_>, at: usize, has_seconds: bool) -> Option<(String, usize)> {
    let sign = view.mark(at).filter(|mark| matches!(mark, '+' | '-'))?;
    let (value, width) = view.tight_number(at + 1)?;
    if sign == '-' && !has_seconds {
        return None;
    }
    let colon = if view.tight_mark(at + 2) == Some(':') { view.tight_number(at + 3) } else { None };
    let (hours, minutes, end) = match (width, colon) {
        (1 | 2, Some((minutes, 2))) => (value, minutes, at + 4),
        (4, _) => (value / 100, value % 100, at + 2),
        (1 | 2, None) if !view.at(at).is_spaced => (value, 0, at + 2),
        _ => return None,
    };
    if hours > 14 || !matches!(minutes, 0 | 15 | 30 | 45) {
        return None;
    }
    Some((format!("{sign}{hours:02}:{minutes:02}"), end))
}
