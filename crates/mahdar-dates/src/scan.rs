//! Walks a text once and collects its dates: the core with its weekday, its pair in another calendar, its clock.
//!
//! The rules look at a bounded stretch of tokens from each start, so the time is linear in the text.
//!
//! `25 شوال 1436 هـ الموافق 10 أغسطس 2015 م` is one match, 2015-08-10.

use crate::civil::Civil;
use crate::clock::{Timed, clock_after, clock_at};
use crate::core_date::{CoreDate, core_at};
use crate::date::{Calendar, DateMatch, Kind, Precision, nearest};
use crate::lex::{Lexeme, Lexer, Token, View};
use crate::relative::{relative_at, with_relation};
use crate::tables::{Role, Sense, UNKNOWN, tables};
use crate::{hijri, jalali};

/// Tokens held at once.
const CHUNK: usize = 4_096;
/// No rule looks farther ahead than this.
const AHEAD: usize = 128;
/// Nor farther back than this.
const BEHIND: usize = 4;

/// All dates of a text that stand by themselves, in order, without overlap.
///
/// ```
/// let text = "التقى الوفدان في 14 مارس 2023 ثم في 3/4/2021";
/// let found = mahdar_dates::scan(text);
/// let surfaces: Vec<&str> = found.iter().filter_map(|date| text.get(date.span.clone())).collect();
/// assert_eq!(surfaces, ["14 مارس 2023", "3/4/2021"]);
/// assert_eq!(found.last().map(|date| date.ambiguous), Some(true));
/// ```
#[must_use]
pub fn scan(text: &str) -> Vec<DateMatch> {
    walk(text, None)
}

/// All dates of a text, those among them that lean on the day of the report: أمس, الثلاثاء الماضي, قبل 3 ساعات.
///
/// `anchor` is that day. A day and month without a year stays without one; see [`DateMatch::resolve`].
///
/// ```
/// use mahdar_dates::{Civil, scan_with_anchor};
/// let anchor = Civil::new(2023, 3, 14).expect("a real day");
/// let found = scan_with_anchor("قال أمس", anchor);
/// assert_eq!(found.first().and_then(|date| date.iso()).as_deref(), Some("2023-03-13"));
/// ```
#[must_use]
pub fn scan_with_anchor(text: &str, anchor: Civil) -> Vec<DateMatch> {
    walk(text, Some(anchor))
}

/// Whether a word may stand in a date, and not only between its parts: a number, a month, a weekday, a unit of time, أمس. A text
/// without such a word holds no date, so that it need not be scanned.
///
/// ```
/// assert!(mahdar_dates::may_be_dated("الثلاثاء") && mahdar_dates::may_be_dated("2021") && !mahdar_dates::may_be_dated("من"));
/// ```
#[must_use]
pub fn may_be_dated(word: &str) -> bool {
    let valued = |sense: Sense| {
        matches!(
            sense,
            Sense::Month { .. }
                | Sense::Weekday { .. }
                | Sense::RelativeDay(_)
                | Sense::Unit(..)
                | Sense::UnitDefinite(_)
                | Sense::Count(_)
        )
    };
    let mut lexer = Lexer::new(word);
    let mut lexemes = std::iter::from_fn(|| lexer.next_token()).map(|token| token.lexeme);
    lexemes.any(|lexeme| match lexeme {
        Lexeme::Number { .. } => true,
        Lexeme::Word(id) => tables().phrases(id).iter().any(|phrase| valued(phrase.sense)),
        _ => false,
    })
}

fn walk(text: &str, anchor: Option<Civil>) -> Vec<DateMatch> {
    let mut found = Vec::new();
    let mut lexer = Lexer::new(text);
    let mut tokens: Vec<Token> = Vec::with_capacity(CHUNK.min(text.len() / 4 + 16));
    let (mut at, mut is_done) = (0, false);
    loop {
        if !is_done && tokens.len() < at + AHEAD {
            let spent = at.saturating_sub(BEHIND).min(tokens.len());
            tokens.drain(..spent);
            at -= spent;
            while tokens.len() < CHUNK && !is_done {
                match lexer.next_token() {
                    Some(token) => tokens.push(token),
                    None => is_done = true,
                }
            }
        }
        if at >= tokens.len() {
            return found;
        }
        let view = View { text, tokens: &tokens };
        at = match match_at(&view, at, anchor) {
            Some((date, next)) => {
                found.push(date);
                next.max(at + 1)
            }
            None => at + 1,
        };
    }
}

fn match_at(view: &View<'_>, i: usize, anchor: Option<Civil>) -> Option<(DateMatch, usize)> {
    if matches!(view.at(i).lexeme, Lexeme::Word(UNKNOWN) | Lexeme::Mark(_) | Lexeme::End) {
        return None;
    }
    let absolute = absolute_at(view, i);
    let Some(anchor) = anchor else { return absolute };
    match absolute {
        Some((date, next)) => Some(with_relation(view, date, next, anchor)),
        None => relative_at(view, i, anchor),
    }
}

/// The date that stands by itself at token `i`, with all that belongs to it, and the token after it.
pub(crate) fn absolute_at(view: &View<'_>, i: usize) -> Option<(DateMatch, usize)> {
    let mut at = i;
    let lead =
        if view.number(i).is_some() && !view.is_bound_before(i, ".:/-,") { clock_at(view, i, false) } else { None };
    if let Some((_, next)) = &lead {
        at = view.skip_mark(*next, ",-|");
        at = view.skip_sense(at, Sense::Role(Role::DayWord)).unwrap_or(at);
    }
    let mut weekday = None;
    let mut is_open = false;
    if let Some((day, next)) = weekday_at(view, at) {
        weekday = Some(day);
        (at, is_open) = after_weekday(view, next);
    }
    let (mut core, mut next) = core_at(view, at)?;
    if (weekday.is_some() || lead.is_some()) && core.day.is_none() {
        return None;
    }
    if let Some((pair, after)) = pair_after(view, next, core) {
        (core, next) = (pair, after);
    }
    if is_open {
        next = view.skip_mark(next, ")");
    }
    if weekday.is_none()
        && let Some((day, after)) = trailing_weekday(view, next, core)
    {
        weekday = Some(day);
        next = after;
    }
    let mut timed = lead.map(|(timed, _)| timed);
    if timed.is_none()
        && core.day.is_some()
        && let Some((clock, after)) = clock_after(view, next)
    {
        timed = Some(clock);
        next = after;
    }
    let mut date = date_of(core, weekday, timed);
    date.span = view.at(i).start..view.end_before(next);
    Some((date, next))
}

/// A weekday and the token after it; an abbreviation may end in a dot.
pub(crate) fn weekday_at(view: &View<'_>, i: usize) -> Option<(u8, usize)> {
    let (day, next) = view.sense(i, |sense| match sense {
        Sense::Weekday { day, .. } => Some(day),
        _ => None,
    })?;
    let is_dotted = view.is_latin(i) && view.tight_mark(next) == Some('.');
    Some((day, if is_dotted { next + 1 } else { next }))
}

/// Passes what may stand between a weekday and its date: "الثلاثاء الماضي الموافق 14", "الثلاثاء (14".
fn after_weekday(view: &View<'_>, next: usize) -> (usize, bool) {
    let relation = view.sense(next, |sense| if let Sense::Relation(step) = sense { Some(step) } else { None });
    let mut at = relation.map_or(next, |(_, after)| after);
    at = view.skip_mark(at, ",-:|");
    for role in [Role::Pair, Role::At, Role::DayWord] {
        at = view.skip_sense(at, Sense::Role(role)).unwrap_or(at);
    }
    let is_open = view.mark(at) == Some('(');
    (if is_open { at + 1 } else { at }, is_open)
}

/// "14 مارس 2023 (الثلاثاء)" or without brackets, where the date has a year.
fn trailing_weekday(view: &View<'_>, next: usize, core: CoreDate) -> Option<(u8, usize)> {
    core.year.and(core.day)?;
    let is_open = view.mark(next) == Some('(');
    let (day, after) = weekday_at(view, if is_open { next + 1 } else { next })?;
    if is_open {
        return (view.mark(after) == Some(')')).then_some((day, after + 1));
    }
    let is_next_phrase = view.sense(after, |sense| matches!(sense, Sense::Relation(_)).then_some(())).is_some();
    // A weekday with a date of its own belongs to that.
    let has_own_date = core_at(view, after_weekday(view, after).0).is_some_and(|(own, _)| own.day.is_some());
    (!is_next_phrase && !has_own_date).then_some((day, after))
}

/// The same day in another calendar: "25 شوال 1436 هـ الموافق 10 أغسطس 2015 م". The Gregorian wins.
fn pair_after(view: &View<'_>, next: usize, first: CoreDate) -> Option<(CoreDate, usize)> {
    first.day?;
    let mut at = view.skip_mark(next, ",-/");
    let is_open = view.mark(at) == Some('(');
    if is_open {
        at += 1;
    }
    at = view.skip_sense(at, Sense::Role(Role::Pair)).unwrap_or(at);
    at = view.skip_sense(at, Sense::Role(Role::DayWord)).unwrap_or(at);
    if let Some((_, after)) = weekday_at(view, at) {
        at = after_weekday(view, after).0;
    }
    let (second, end) = core_at(view, at)?;
    second.day?;
    let (mut gregorian, other) = match (first.calendar, second.calendar) {
        (Calendar::Gregorian, Calendar::Hijri | Calendar::Jalali) => (first, second),
        (Calendar::Hijri | Calendar::Jalali, Calendar::Gregorian) => (second, first),
        _ => return None,
    };
    if gregorian.year.is_none()
        && let (Some(near), Some(month), Some(day)) = (other.to_civil(None), gregorian.month, gregorian.day)
    {
        gregorian.year = nearest(Calendar::Gregorian, month, day, near).map(|found| found.year);
    }
    Some((gregorian, if is_open { view.skip_mark(end, ")") } else { end }))
}

/// The match of a core date; its span is still empty.
fn date_of(core: CoreDate, weekday: Option<u8>, timed: Option<Timed>) -> DateMatch {
    let civil = core.to_civil(weekday);
    let mut date = DateMatch {
        span: 0..0,
        year: core.year,
        month: core.month,
        day: core.day,
        clock: None,
        offset: None,
        precision: Precision::Year,
        kind: Kind::Absolute,
        calendar: core.calendar,
        weekday_conflict: weekday.zip(civil).is_some_and(|(weekday, civil)| civil.weekday() != weekday),
        ambiguous: core.is_ambiguous,
    };
    if let Some(civil) = civil {
        (date.year, date.month, date.day) = (Some(civil.year), Some(civil.month), Some(civil.day));
    } else if core.calendar != Calendar::Gregorian
        && let Some(year) = core.year
    {
        let middle = middle_of(core.calendar, year, core.month);
        date.year = middle.map(|day| day.year);
        date.month = middle.and(core.month).and(middle).map(|day| day.month);
        date.ambiguous = true;
    }
    date.precision = match (date.month, date.day) {
        (None, _) => Precision::Year,
        (Some(_), None) => Precision::Month,
        (Some(_), Some(_)) => Precision::Day,
    };
    set_clock(&mut date, timed);
    date
}

/// Puts a clock on a date.
pub(crate) fn set_clock(date: &mut DateMatch, timed: Option<Timed>) {
    let Some(timed) = timed else { return };
    date.precision = if timed.clock.second.is_some() { Precision::Second } else { Precision::Minute };
    date.clock = Some(timed.clock);
    date.offset = timed.offset;
}

/// The day in the middle of a month, or of a year, of another calendar.
fn middle_of(calendar: Calendar, year: i32, month: Option<u8>) -> Option<Civil> {
    let (month, day) = month.map_or((7, 1), |month| (month, 15));
    match calendar {
        Calendar::Gregorian => Civil::new(year, month, day),
        Calendar::Hijri => hijri::to_civil(year, month, day),
        Calendar::Jalali => jalali::to_civil(year, month, day),
    }
}
