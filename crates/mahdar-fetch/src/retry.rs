//! How long to wait.

use std::time::{Duration, SystemTime};

/// No wait is longer, whatever a server asks for.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// The wait that a `Retry-After` asks for: seconds, or a date of HTTP. `None` if it is neither.
pub fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        return Some(value.parse().map_or(LONGEST, Duration::from_secs).min(LONGEST));
    }
    let at = httpdate::parse_http_date(value).ok()?;
    // A date that is past asks for no wait.
    Some(at.duration_since(now).unwrap_or_default().min(LONGEST))
}

/// The wait before attempt `attempt` (the second is 1): exponential, with full jitter, so that many clients which failed
/// together do not come back together.
pub fn backoff(base: Duration, attempt: u32, random: f64) -> Duration {
    let most = base.saturating_mul(1 << attempt.saturating_sub(1).min(10));
    most.mul_f64(random.clamp(0.0, 1.0)).max(base.mul_f64(0.25))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 2022 08:49:37 GMT").expect("a date");
        assert_eq!(retry_after(" 120 ", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Sun, 06 Nov 2022 08:50:07 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Sun, 06 Nov 2022 08:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("99999999999999999999999", now), Some(LONGEST));
        assert_eq!(retry_after("soon", now), None);
        assert_eq!(retry_after("-5", now), None);
    }

    #[test]
    fn waits_grow_and_scatter() {
        let base = Duration::from_secs(2);
        assert_eq!(backoff(base, 1, 1.0), Duration::from_secs(2));
        assert_eq!(backoff(base, 3, 1.0), Duration::from_secs(8));
        assert_eq!(backoff(base, 3, 0.5), Duration::from_secs(4));
        assert_eq!(backoff(base, 3, 0.0), Duration::from_millis(500));
    }
}
