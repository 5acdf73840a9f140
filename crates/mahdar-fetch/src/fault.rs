//! Why a request gave nothing.

use std::net::IpAddr;
use std::time::Duration;

/// Why a request gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Not an address of the web.
    #[error("{0}: not an http or https address")]
    NotHttp(String),
    /// A host whose address is private, loopback, link-local or otherwise not of the public Internet.
    #[error("{host} is at {address}, which is not a public address; if you mean it, allow the host: --private {host}")]
    Private {
        /// The host.
        host: String,
        /// Its first address.
        address: IpAddr,
    },
    /// robots.txt forbids it.
    #[error("robots.txt of {0} asks that this is not fetched")]
    Robots(String),
    /// robots.txt could not be had, so nothing of the host is fetched (RFC 9309, 2.3.1.4).
    #[error("robots.txt of {origin} could not be had ({why}), so nothing is fetched there; try again later")]
    NoRobots {
        /// Scheme, host and port.
        origin: String,
        /// What went wrong.
        why: String,
    },
    /// A status that is no success.
    #[error("status {0}")]
    Status(u16),
    /// The host asks to be left alone for a while.
    #[error("status {status}: the host asks for a wait of {} s; try again after that", wait.as_secs())]
    Busy {
        /// 429 or 503.
        status: u16,
        /// From now.
        wait: Duration,
    },
    /// Requests before this one failed, so the host is left alone for this run.
    #[error("{0} gave no answer several times in a row and is left alone for now")]
    HostDown(String),
    /// The body is beyond the limit.
    #[error("more than {limit} bytes ({what}); raise the limit if this is one report")]
    TooLarge {
        /// As received, or decompressed.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// The headers are beyond the limit.
    #[error("headers of more than 64 kB")]
    Headers,
    /// The body is compressed in a way that is not known, or broken.
    #[error("the body cannot be decompressed: {0}")]
    Encoding(String),
    /// Too many redirects.
    #[error("more than {0} redirects; the last led to {1}")]
    Redirects(u8, String),
    /// A redirect without a target that can be used.
    #[error("a redirect to nowhere: {0}")]
    BadRedirect(String),
    /// Too slow.
    #[error("no whole answer within {} s", .0.as_secs_f32())]
    Timeout(Duration),
    /// The connection ended before the body did.
    #[error("the connection ended before the body did")]
    Truncated,
    /// The name has no address.
    #[error("{0}: no such host")]
    NoHost(String),
    /// Anything else between here and there.
    #[error("{0}")]
    Network(String),
}

impl Fault {
    /// Whether another try may help.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Fault::Status(status) => *status >= 500 && *status != 501 || matches!(status, 408 | 425),
            Fault::NoRobots { .. } | Fault::Busy { .. } | Fault::HostDown(_) | Fault::Timeout(_) => true,
            Fault::Truncated | Fault::NoHost(_) | Fault::Network(_) => true,
            _ => false,
        }
    }

    /// Whether another try with other options may help.
    #[must_use]
    pub(crate) fn is_by_options(&self) -> bool {
        matches!(self, Fault::Private { .. } | Fault::TooLarge { .. })
    }

    /// Whether the host itself seems to be out of reach.
    #[must_use]
    pub(crate) fn is_of_the_host(&self) -> bool {
        matches!(self, Fault::Timeout(_) | Fault::NoHost(_) | Fault::Network(_))
    }
}
