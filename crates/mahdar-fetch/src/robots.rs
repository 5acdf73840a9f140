//! What a robots.txt says to us.

use crate::fault::Fault;
use std::time::Duration;
use texting_robots::Robot;
use url::Url;

/// The name that robots.txt files know us by.
pub const TOKEN: &str = "mahdar";
/// More of a robots.txt is not read; RFC 9309 (2.5) asks for at least 500 KiB.
pub const BYTES: u64 = 512 << 10;

/// What may be fetched of one origin.
#[derive(Debug)]
pub enum Rules {
    /// All of it: there is no robots.txt (RFC 9309, 2.3.1.3).
    Open,
    /// What the file says.
    Given(Box<Robot>),
    /// Nothing.
    Closed(Fault),
}

impl Rules {
    /// Reads a robots.txt. One that cannot be read says nothing.
    pub fn read(bytes: &[u8]) -> Rules {
        let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
        Robot::new(TOKEN, bytes).map_or(Rules::Open, |robot| Rules::Given(Box::new(robot)))
    }

    /// Whether an address may be fetched.
    pub fn check(&self, url: &Url) -> Result<(), Fault> {
        match self {
            Rules::Open => Ok(()),
            Rules::Given(robot) if robot.allowed(url.as_str()) => Ok(()),
            Rules::Given(_) => Err(Fault::Robots(origin(url))),
            Rules::Closed(fault) => Err(fault.clone()),
        }
    }

    /// The crawl delay.
    pub fn delay(&self) -> Option<Duration> {
        match self {
            Rules::Given(robot) => Duration::try_from_secs_f32(robot.delay?).ok(),
            _ => None,
        }
    }
}

/// Scheme, host and port: what a robots.txt speaks for.
pub fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn the_group_with_our_name_wins() {
        let rules = Rules::read(
            b"\xEF\xBB\xBFUser-agent: *\nDisallow: /\n\nUser-agent: Mahdar\nCrawl-delay: 2.5\nDisallow: /private\nAllow: /private/open\n",
        );
        assert_eq!(rules.check(&url("https://a.example/news/1")), Ok(()));
        assert_eq!(
            rules.check(&url("https://a.example:8080/private/x")),
            Err(Fault::Robots("https://a.example:8080".to_owned()))
        );
        assert_eq!(rules.check(&url("https://a.example/private/open/x")), Ok(()));
        assert_eq!(rules.delay(), Some(Duration::from_millis(2500)));
    }

    #[test]
    fn patterns_and_queries_are_matched() {
        let rules = Rules::read(b"User-agent: *\nDisallow: /*?print=\nDisallow: /*.pdf$\nCrawl-delay: -3\n");
        assert!(rules.check(&url("https://a.example/x?print=1")).is_err());
        assert!(rules.check(&url("https://a.example/x.pdf")).is_err());
        assert!(rules.check(&url("https://a.example/x.pdf?y")).is_ok());
        assert_eq!(rules.delay(), None);
    }

    #[test]
    fn rubbish_forbids_nothing() {
        assert!(Rules::read(b"<html>\0\xff\xfe not found").check(&url("https://a.example/x")).is_ok());
    }
}
