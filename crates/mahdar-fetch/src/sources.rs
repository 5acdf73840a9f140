//! `sources.toml`: which feeds, and where to.

use serde::Deserialize;
use std::path::{Path, PathBuf};
use url::Url;

/// What `mahdar update` reads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sources {
    /// The folder of JSONL; relative to the file.
    #[serde(default = "reports")]
    pub reports: PathBuf,
    /// The folder of raw pages (WARC); relative to the file; empty: raw pages are not kept.
    #[serde(default = "pages")]
    pub pages: PathBuf,
    /// Whom the owner of a site can turn to.
    pub contact: Option<String>,
    /// Each feed.
    #[serde(rename = "source", default)]
    pub sources: Vec<FeedSource>,
}

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FeedSource {
    /// The outlet; the publisher of reports that name none.
    pub name: Option<String>,
    /// The address of its RSS, Atom or JSON feed.
    pub feed: Url,
    /// The feed is not asked more often.
    #[serde(default = "every_minutes")]
    pub every_minutes: u32,
    /// Pages fetched in a run; the others wait for the next.
    #[serde(default = "limit")]
    pub limit: usize,
    /// Whether pages are fetched, or the feed's own texts are the reports.
    #[serde(default = "follow")]
    pub follow: bool,
    /// Whether its host may have an address that is not public.
    #[serde(default)]
    pub private: bool,
}

fn reports() -> PathBuf {
    "reports".into()
}

fn pages() -> PathBuf {
    "pages".into()
}

fn every_minutes() -> u32 {
    30
}

fn limit() -> usize {
    100
}

fn follow() -> bool {
    true
}

impl Sources {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong, with the file and, where there is one, the line.
    pub fn read(path: &Path) -> Result<Sources, String> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Sources::parse(&text, folder).map_err(|error| format!("{shown}: {error}"))
    }

    /// Reads the text of a file that stands in `folder`.
    ///
    /// # Errors
    /// What is wrong.
    pub fn parse(text: &str, folder: &Path) -> Result<Sources, String> {
        let mut sources: Sources = toml::from_str(text).map_err(|error| error.to_string())?;
        if sources.sources.is_empty() {
            return Err("no [[source]]; each has at least a line: feed = \"https://...\"".to_owned());
        }
        for (i, source) in sources.sources.iter().enumerate() {
            if !matches!(source.feed.scheme(), "http" | "https") {
                return Err(format!("{}: a feed has an http or https address", source.feed));
            }
            if sources.sources[..i].iter().any(|other| other.feed == source.feed) {
                return Err(format!("{}: the feed stands twice", source.feed));
            }
        }
        sources.reports = folder.join(&sources.reports);
        if !sources.pages.as_os_str().is_empty() {
            sources.pages = folder.join(&sources.pages);
        }
        Ok(sources)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_enough() {
        let sources =
            Sources::parse("[[source]]\nfeed = \"https://a.example/rss\"\n", Path::new("/x")).expect("sources");
        assert_eq!(sources.reports, Path::new("/x/reports"));
        let source = &sources.sources[0];
        assert_eq!((source.every_minutes, source.limit, source.follow, source.private), (30, 100, true, false));
    }

    #[test]
    fn faults_are_named() {
        let fault = |text: &str| Sources::parse(text, Path::new("")).expect_err("a fault");
        assert!(fault("").contains("no [[source]]"));
        assert!(fault("[[source]]\nfeed = \"https://a.example/rss\"\nlimt = 3\n").contains("limt"));
        assert!(fault("[[source]]\nfeed = \"ftp://a.example/rss\"\n").contains("http"));
        let twice = "[[source]]\nfeed = \"https://a.example/rss\"\n".repeat(2);
        assert!(fault(&twice).contains("twice"));
    }
}
