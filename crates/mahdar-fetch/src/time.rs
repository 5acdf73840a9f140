//! Moments as ISO 8601, to the second, in UTC.

use mahdar_dates::Civil;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Seconds since 1970.
pub fn seconds(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// The day of a moment, in UTC.
pub fn day(at: SystemTime) -> Civil {
    Civil::from_ordinal((seconds(at) / 86_400) as i64)
}

/// `2026-11-28T22:05:09Z`.
pub fn iso(at: SystemTime) -> String {
    let (day, clock) = (day(at), seconds(at) % 86_400);
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", day.year, day.month, day.day)
}

/// The moment behind [`iso`]'s form; `None` for anything else.
pub fn parse(text: &str) -> Option<SystemTime> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    if text.len() != 20 || !text.ends_with('Z') {
        return None;
    }
    let civil = Civil::new(number(0..4)? as i32, number(5..7)? as u8, number(8..10)? as u8)?;
    let clock = u64::from(number(11..13)? * 3600 + number(14..16)? * 60 + number(17..19)?);
    Some(UNIX_EPOCH + Duration::from_secs(u64::try_from(civil.ordinal()).ok()? * 86_400 + clock))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let at = UNIX_EPOCH + Duration::from_secs(1_709_210_096);
        assert_eq!(iso(at), "2024-02-29T12:34:56Z");
        assert_eq!(parse(&iso(at)), Some(at));
        assert_eq!(parse("2024-02-30T12:34:56Z"), None);
        assert_eq!(parse("2024-02-29"), None);
    }
}
