//! How far a run may go, and how fast.

use std::time::Duration;

/// Bounds and manners of a [`Fetcher`](crate::Fetcher).
#[derive(Clone, Debug)]
pub struct Options {
    /// Who is asking: an address or a page that the owner of a site can turn to. Sent with every request.
    pub contact: Option<String>,
    /// Hosts that may have an address which is not public, as they stand in addresses (`intranet.example`, `127.0.0.1`).
    pub private_hosts: Vec<String>,
    /// Time between two requests to one host; a longer crawl delay of its robots.txt wins.
    pub delay: Duration,
    /// Hosts asked at the same time; each has one connection.
    pub connections: usize,
    /// How often a request is made before it is given up.
    pub attempts: u32,
    /// The first wait after a failure; it doubles each time, and a random part of it is waited.
    pub backoff: Duration,
    /// A host that asks for a longer wait, in `Retry-After`, is left alone for the rest of the run.
    pub longest_wait: Duration,
    /// Redirects that are followed.
    pub redirects: u8,
    /// Time for a connection, name and TLS included.
    pub connect_timeout: Duration,
    /// Time for a whole exchange.
    pub timeout: Duration,
    /// Bytes of a body as received.
    pub bytes: u64,
    /// Bytes of a body once decompressed.
    pub decoded_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            contact: None,
            private_hosts: Vec::new(),
            delay: Duration::from_secs(1),
            connections: 8,
            attempts: 3,
            backoff: Duration::from_secs(2),
            longest_wait: Duration::from_secs(120),
            redirects: 5,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(60),
            bytes: 8 << 20,
            decoded_bytes: 32 << 20,
        }
    }
}

impl Options {
    /// The User-Agent header: who, which version, whom to ask.
    #[must_use]
    pub fn user_agent(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        // A header is visible ASCII; a bracket in a contact would end the comment.
        let is_kept = |c: &char| c.is_ascii_graphic() && !matches!(c, '(' | ')' | '\\');
        let contact: String = self.contact.iter().flat_map(|c| c.chars()).filter(is_kept).take(200).collect();
        match contact.is_empty() {
            true => format!("Mahdar/{version} (reads news reports; obeys robots.txt)"),
            false => format!("Mahdar/{version} (reads news reports; obeys robots.txt; +{contact})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_cannot_break_the_header() {
        let options = Options { contact: Some("desk@example.org\r\nX: 1 (ü)".to_owned()), ..Options::default() };
        assert!(options.user_agent().ends_with("; +desk@example.orgX:1)"), "{}", options.user_agent());
    }
}
