//! Reads a string that is a date as a whole: the value of a meta tag, an attribute or a dateline.
//!
//! Words such as نشر في ("published on") and آخر تحديث ("last update") may stand around it; any other word makes
//! the string a sentence, which is the work of [`scan()`].

use crate::civil::Civil;
use crate::clock::clock_at;
use crate::date::{Calendar, Clock, DateMatch, Kind, Precision};
use crate::lex::{Lexeme, Lexer, Token, View};
use crate::scan::scan;
use crate::tables::{Role, Sense};

/// Longer strings are no metadata.
const LONGEST: usize = 400;

/// The date a metadata string is, the first if it names two.
///
/// ISO 8601, RFC 2822 with a year of four digits, `2012-03-14 10:00:00`, `2012-03`, `2012`, `20120314`, d/m/yyyy,
/// yyyy/m/d and the Arabic forms.
///
/// ```
/// let date = mahdar_dates::parse("نشر في: 14 مارس 2023 - 10:15 م");
/// assert_eq!(date.and_then(|date| date.iso()).as_deref(), Some("2023-03-14T22:15"));
/// assert_eq!(mahdar_dates::parse("عاد الوفد في 14 مارس 2023"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<DateMatch> {
    if text.len() > LONGEST {
        return None;
    }
    let found = scan(text);
    let mut rest = 0;
    for date in &found {
        if !is_junk(text.get(rest..date.span.start)?) {
            return None;
        }
        rest = date.span.end;
    }
    if !found.is_empty() {
        return found.into_iter().next().filter(|_| text.get(rest..).is_some_and(is_junk));
    }
    number_only(text)
}

/// Nothing but marks, clocks and the words of a dateline.
fn is_junk(text: &str) -> bool {
    let tokens = tokens(text);
    let view = View { text, tokens: &tokens };
    let mut at = 0;
    while at < tokens.len() {
        let next = match view.at(at).lexeme {
            Lexeme::Mark(_) => Some(at + 1),
            Lexeme::Number { .. } => clock_at(&view, at, false).map(|(_, next)| next),
            _ => view.sense(at, is_dateline_word).map(|((), next)| next),
        };
        match next {
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}

fn is_dateline_word(sense: Sense) -> Option<()> {
    let is_one = matches!(
        sense,
        Sense::Role(Role::Junk | Role::At | Role::HourWord | Role::ZoneIntro | Role::ZoneLocal | Role::DayWord)
            | Sense::Weekday { .. }
            | Sense::Meridiem { .. }
            | Sense::Zone(_)
            | Sense::ZonePlace(_)
    );
    is_one.then_some(())
}

/// `2023`, `2023-03`, `20230314`, `20230314T101500Z`: nothing else may stand in the string.
fn number_only(text: &str) -> Option<DateMatch> {
    let tokens = tokens(text);
    let view = View { text, tokens: &tokens };
    let (value, width) = view.number(0)?;
    let number = i32::try_from(value).ok()?;
    let mut next = 1;
    let mut timed = None;
    let (year, month, day) = match width {
        4 if view.tight_mark(1) == Some('-') => {
            next = 3;
            let (month, _) = view.tight_number(2).filter(|(_, width)| *width == 2)?;
            (number, Some(u8::try_from(month).ok()?), None)
        }
        4 => (number, None, None),
        8 => {
            if let Some((clock, after)) = crate::clock::clock_after(&view, 1) {
                timed = Some(clock);
                next = after;
            }
            (number / 10_000, Some(u8::try_from(number / 100 % 100).ok()?), Some(u8::try_from(number % 100).ok()?))
        }
        _ => return None,
    };
    if next != tokens.len() || !(1_900..=2_199).contains(&year) {
        return None;
    }
    // A missing month or day is checked as the first one.
    Civil::new(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let precision = match (month, day) {
        (None, _) => Precision::Year,
        (Some(_), None) => Precision::Month,
        (Some(_), Some(_)) => Precision::Day,
    };
    let mut date = DateMatch {
        span: view.at(0).start..view.end_before(next),
        year: Some(year),
        month,
        day,
        clock: None,
        offset: None,
        precision,
        kind: Kind::Absolute,
        calendar: Calendar::Gregorian,
        weekday_conflict: false,
        ambiguous: false,
    };
    crate::scan::set_clock(&mut date, timed);
    Some(date)
}

/// Seconds or milliseconds since 1970 in a field that holds a date, such as a database writes them: a whole number of
/// ten or thirteen digits, from 2001 on. In UTC.
///
/// ```
/// let date = mahdar_dates::epoch("1678788900");
/// assert_eq!(date.and_then(|date| date.iso()).as_deref(), Some("2023-03-14T10:15:00"));
/// assert_eq!(mahdar_dates::epoch("20230314"), None);
/// ```
#[must_use]
pub fn epoch(text: &str) -> Option<DateMatch> {
    let digits = text.trim();
    let number: i64 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    let seconds = match digits.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let of_day = u32::try_from(seconds.rem_euclid(86_400)).ok()?;
    let part = |n: u32| u8::try_from(n).unwrap_or(0);
    let day = Civil::from_ordinal(seconds.div_euclid(86_400));
    let start = text.len() - text.trim_start().len();
    Some(DateMatch {
        span: start..start + digits.len(),
        year: Some(day.year),
        month: Some(day.month),
        day: Some(day.day),
        clock: Some(Clock {
            hour: part(of_day / 3600),
            minute: part(of_day / 60 % 60),
            second: Some(part(of_day % 60)),
        }),
        offset: Some("Z".to_owned()),
        precision: Precision::Second,
        kind: Kind::Absolute,
        calendar: Calendar::Gregorian,
        weekday_conflict: false,
        ambiguous: false,
    })
}

fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer::new(text);
    std::iter::from_fn(|| lexer.next_token()).collect()
}
