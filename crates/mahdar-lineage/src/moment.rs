//! When a report was published, as exactly as it is known and no more.

use mahdar_dates::Civil;

/// The spread of civil time on Earth, in seconds: clocks run from 12 hours behind UTC to 14 ahead.
const BEHIND: i64 = 12 * 3600;
const AHEAD: i64 = 14 * 3600;

/// A time with its precision, as the interval it leaves open: `2024-05` is the whole of May.
///
/// ```
/// use mahdar_lineage::Moment;
/// let month = Moment::parse("2024-05", None).expect("a month");
/// let day = Moment::parse("2024-05-03", None).expect("a day");
/// let later = Moment::parse("2024-06-01T08:00", None).expect("a minute");
/// assert!(!month.is_before(&day) && !day.is_before(&month));
/// assert!(month.is_before(&later) && day.is_before(&later));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The first second it may be, from 1970-01-01.
    start: i64,
    /// The first second it can no longer be.
    end: i64,
    /// Whether the source gives an offset: then both are UTC.
    zoned: bool,
}

impl Moment {
    /// Reads ISO 8601 cut at its precision (`2024`, `2024-05`, `2024-05-03`, `2024-05-03T08:15`, `2024-05-03T08:15:30`)
    /// and an offset (`+03:00`, `Z`), as the report object's `published` gives them. An offset of another form counts
    /// as none: a zone is never guessed.
    #[must_use]
    pub fn parse(value: &str, timezone: Option<&str>) -> Option<Moment> {
        let (date, time) = match value.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (value, None),
        };
        let mut parts = date.splitn(3, '-');
        let year: i32 = parts.next()?.parse().ok()?;
        let month: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
        let first = Civil::new(year, month.unwrap_or(1), day.unwrap_or(1))?.ordinal();
        let (mut start, mut end) = match (month, day) {
            (_, Some(_)) => (first, first + 1),
            (Some(12), None) | (None, None) => (first, Civil::new(year + 1, 1, 1)?.ordinal()),
            (Some(month), None) => (first, Civil::new(year, month + 1, 1)?.ordinal()),
        };
        (start, end) = (start * 86_400, end * 86_400);
        if let Some(time) = time {
            let mut clock = time.splitn(3, ':');
            let hour: i64 = clock.next()?.parse().ok().filter(|h| (0..=24).contains(h))?;
            let minute: i64 = clock.next().map_or(Some(0), |m| m.parse().ok()).filter(|m| (0..60).contains(m))?;
            let second: Option<i64> = clock.next().map(|s| s.get(..2).unwrap_or(s).parse()).transpose().ok()?;
            start += hour * 3600 + minute * 60 + second.unwrap_or(0);
            end = start + if second.is_some() { 1 } else { 60 };
        }
        let offset = timezone.and_then(offset);
        if let Some(offset) = offset {
            (start, end) = (start - offset, end - offset);
        }
        Some(Moment { start, end, zoned: offset.is_some() })
    }

    /// Whether this is certainly before the other. Two times without a zone are compared as written; one with a zone and
    /// one without only count as apart if no zone on Earth could turn them round.
    #[must_use]
    pub fn is_before(&self, other: &Moment) -> bool {
        let comparable = self.zoned == other.zoned;
        let spread = |m: &Moment| {
            if comparable || m.zoned { (m.start, m.end) } else { (m.start - AHEAD, m.end + BEHIND) }
        };
        spread(self).1 <= spread(other).0
    }
}

impl Moment {
    /// Whether the two may lie within `days` of each other.
    pub(crate) fn is_within(&self, other: &Moment, days: i64) -> bool {
        let reach = days * 86_400;
        self.start - other.end <= reach && other.start - self.end <= reach
    }

    /// Whether both have a zone, or neither, and this one ends first.
    pub(crate) fn ends_before(&self, other: &Moment) -> bool {
        self.zoned == other.zoned && self.end < other.end
    }

    /// For sorting: the first second it may be.
    pub(crate) fn first_second(&self) -> i64 {
        self.start
    }
}

/// Seconds east of UTC.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2)).unwrap_or((rest, "0"));
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(value: &str, zone: Option<&str>) -> Moment {
        Moment::parse(value, zone).expect("a time")
    }

    #[test]
    fn an_offset_is_reckoned_in() {
        let cairo = at("2024-05-03T10:00", Some("+03:00"));
        let london = at("2024-05-03T09:00", Some("+01:00"));
        assert!(cairo.is_before(&london) && !london.is_before(&cairo));
    }

    #[test]
    fn a_time_without_zone_is_not_ordered_against_one_with_a_zone_the_same_day() {
        let zoned = at("2024-05-03T10:00", Some("Z"));
        let bare = at("2024-05-03T15:00", None);
        assert!(!zoned.is_before(&bare) && !bare.is_before(&zoned));
        assert!(zoned.is_before(&at("2024-05-05T15:00", None)));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for value in ["", "soon", "2024-13", "2024-02-30", "2024-05-03T99:00"] {
            assert_eq!(Moment::parse(value, None), None, "{value}");
        }
        assert!(Moment::parse("2024-12", None).is_some());
    }
}
