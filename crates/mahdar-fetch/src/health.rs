//! How each feed does.

use crate::fault::Fault;
use crate::fetcher::Validators;
use crate::time::{iso, parse};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// No feed is left alone longer, whatever happened.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// How a feed does. Times are ISO 8601 in UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedHealth {
    /// When it was last asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// When it last answered, be it that nothing is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<String>,
    /// When it last had an entry that was new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_entry: Option<String>,
    /// It is not asked before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<String>,
    /// How often in a row it failed.
    #[serde(default)]
    pub failures: u32,
    /// What was wrong the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// It is gone for good (410) and is not asked any more.
    #[serde(default)]
    pub gone: bool,
    /// Where it moved for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// Entries it held the last time.
    #[serde(default)]
    pub entries: usize,
    /// Reports that came of it.
    #[serde(default)]
    pub reports: u64,
    /// Its validators, as they came.
    #[serde(flatten)]
    pub validators: Validators,
}

impl FeedHealth {
    /// Whether it may be asked.
    #[must_use]
    pub fn is_due(&self, now: SystemTime) -> bool {
        let until = self.not_before.as_deref().and_then(parse);
        !self.gone && until.is_none_or(|until| until <= now)
    }

    pub(crate) fn answered(&mut self, now: SystemTime, every: Duration) {
        (self.asked, self.answered) = (Some(iso(now)), Some(iso(now)));
        (self.failures, self.fault) = (0, None);
        self.not_before = Some(iso(now + every.min(LONGEST)));
    }

    /// It failed: the wait doubles each time, up to a day; a longer wait that the host asks for wins.
    pub(crate) fn failed(&mut self, now: SystemTime, every: Duration, fault: String, wait: Option<Duration>) {
        self.asked = Some(iso(now));
        self.failures += 1;
        self.fault = Some(fault);
        let doubled = every.saturating_mul(1 << (self.failures - 1).min(16)).min(LONGEST);
        self.not_before = Some(iso(now + doubled.max(wait.unwrap_or_default())));
    }

    pub(crate) fn failed_by(&mut self, now: SystemTime, every: Duration, fault: &Fault) {
        let wait = if let Fault::Busy { wait, .. } = fault { Some(*wait) } else { None };
        self.failed(now, every, fault.to_string(), wait);
        self.gone = *fault == Fault::Status(410);
    }
}

/// All feeds that were ever asked, by address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// By address.
    #[serde(default)]
    pub feeds: BTreeMap<String, FeedHealth>,
}

impl Health {
    /// Reads the file of a folder of reports; no file: nothing is known.
    ///
    /// # Errors
    /// A file that cannot be read or is no health of feeds.
    pub fn read(reports: &Path) -> io::Result<Health> {
        let path = reports.join(".mahdar/feeds.toml");
        match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).map_err(|error| {
                io::Error::other(format!("{}: {error}; delete the file to begin anew", path.display()))
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Health::default()),
            Err(error) => Err(io::Error::new(error.kind(), format!("{}: {error}", path.display()))),
        }
    }

    /// Writes it beside and moves it over, so that there is always a whole one.
    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        let beside = path.with_extension("toml.new");
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(b"# How each feed does; written by `mahdar update`.\n\n")?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(beside, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    #[test]
    fn a_failing_feed_is_asked_less_and_less() {
        let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let every = Duration::from_secs(1800);
        let mut feed = FeedHealth::default();
        assert!(feed.is_due(now));
        let mut waits = Vec::new();
        for _ in 0..8 {
            feed.failed_by(now, every, &Fault::Status(500));
            waits.push((1..=48).find(|n| feed.is_due(now + every * *n)).expect("within a day"));
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 48, 48]);
        feed.failed_by(now, every, &Fault::Busy { status: 429, wait: Duration::from_secs(200_000) });
        assert!(!feed.is_due(now + LONGEST));
        feed.answered(now, every);
        assert!((feed.failures, feed.is_due(now + every)) == (0, true) && !feed.is_due(now));
        feed.failed_by(now, every, &Fault::Status(410));
        assert!(!feed.is_due(now + LONGEST * 100));
    }

    #[test]
    fn the_file_comes_back_as_it_went() {
        let mut health = Health::default();
        let mut feed = FeedHealth { moved_to: Some("https://b.example/rss".to_owned()), ..FeedHealth::default() };
        feed.validators.etag = Some("W/\"a\\b\"".to_owned());
        feed.failed_by(UNIX_EPOCH, Duration::ZERO, &Fault::Status(500));
        health.feeds.insert("https://a.example/rss?x=[1]".to_owned(), feed);
        let text = toml::to_string(&health).expect("TOML");
        assert_eq!(toml::from_str::<Health>(&text).expect("TOML"), health);
    }
}
