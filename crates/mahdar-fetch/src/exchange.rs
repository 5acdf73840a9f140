//! One hop: a request and its answer, bounded, nothing followed.

use crate::address::{Guard, Refused};
use crate::decode::{self, bounded};
use crate::fault::Fault;
use crate::fetcher::Validators;
use crate::options::Options;
use std::time::Duration;
use ureq::http::{HeaderMap, header};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

/// Bytes of headers.
const HEADER_BYTES: usize = 64 << 10;
const ACCEPT: &str = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,application/xml;q=0.8,*/*;q=0.5";

/// What a server answered.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub version: String,
    pub headers: HeaderMap,
    /// Decompressed; empty unless the status is a success.
    pub body: Vec<u8>,
}

impl Reply {
    /// A header as text; bytes that are no UTF-8 are replaced.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
    }

    pub fn validators(&self) -> Validators {
        Validators { etag: self.header("etag"), last_modified: self.header("last-modified") }
    }
}

/// How much of a body is wanted.
#[derive(Clone, Copy, Debug)]
pub enum Want {
    /// All of it, or a fault.
    Whole,
    /// As much as the limit allows.
    Beginning(u64),
}

/// Makes requests.
#[derive(Clone, Debug)]
pub struct Client {
    agent: ureq::Agent,
    timeout: Duration,
    bytes: u64,
    decoded_bytes: u64,
}

impl Client {
    pub fn new(options: &Options) -> Client {
        let config = ureq::Agent::config_builder()
            // A proxy would resolve names where they cannot be checked.
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(options.user_agent())
            .accept(ACCEPT)
            .accept_encoding(decode::ACCEPTED)
            .max_response_header_size(HEADER_BYTES)
            .max_idle_connections_per_host(1)
            .timeout_connect(Some(options.connect_timeout))
            .timeout_resolve(Some(options.connect_timeout))
            .timeout_global(Some(options.timeout))
            .build();
        let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), Guard::new(&options.private_hosts));
        Client { agent, timeout: options.timeout, bytes: options.bytes, decoded_bytes: options.decoded_bytes }
    }

    /// Asks for an address.
    pub fn get(&self, url: &Url, validators: &Validators, want: Want) -> Result<Reply, Fault> {
        let mut request = self.agent.get(url.as_str());
        // Both go back as they came; which of them counts is the server's business (RFC 9110, 13.1).
        for (name, value) in
            [(header::IF_NONE_MATCH, &validators.etag), (header::IF_MODIFIED_SINCE, &validators.last_modified)]
        {
            if let Some(value) = value.as_ref().filter(|v| v.bytes().all(|b| b == b'\t' || b >= b' ' && b != 127)) {
                request = request.header(name, value);
            }
        }
        let host = || url.host_str().unwrap_or_default().to_owned();
        let response = request.call().map_err(|error| self.fault(error, host()))?;
        let (head, mut body) = response.into_parts();
        let mut reply = Reply {
            status: head.status.as_u16(),
            version: format!("{:?}", head.version),
            headers: head.headers,
            body: Vec::new(),
        };
        if !head.status.is_success() {
            return Ok(reply);
        }
        let limit = match want {
            Want::Whole => self.bytes,
            Want::Beginning(limit) => limit,
        };
        let announced = reply.header("content-length").and_then(|length| length.parse::<u64>().ok());
        let read = |reader| bounded(reader, limit);
        let reader = body.as_reader();
        reply.body = match want {
            Want::Whole if announced.is_some_and(|length| length > limit) => Ok(None),
            Want::Whole => read(reader),
            Want::Beginning(_) => {
                let mut out = Vec::new();
                std::io::Read::read_to_end(&mut std::io::Read::take(reader, limit), &mut out).map(|_| Some(out))
            }
        }
        .map_err(|error| self.fault(ureq::Error::from(error), host()))?
        .ok_or(Fault::TooLarge { what: "as received", limit })?;
        if let Some(encodings) = reply.header("content-encoding") {
            reply.body = decode::decode(std::mem::take(&mut reply.body), &encodings, self.decoded_bytes)?;
        }
        Ok(reply)
    }

    fn fault(&self, error: ureq::Error, host: String) -> Fault {
        use std::io::ErrorKind;
        match error {
            ureq::Error::Timeout(_) => Fault::Timeout(self.timeout),
            ureq::Error::HostNotFound => Fault::NoHost(host),
            ureq::Error::LargeResponseHeader(..) => Fault::Headers,
            ureq::Error::Other(inner) => match inner.downcast::<Refused>() {
                Ok(refused) => Fault::Private { host: refused.host, address: refused.address },
                Err(inner) => Fault::Network(format!("{host}: {inner}")),
            },
            ureq::Error::Io(error) if error.kind() == ErrorKind::UnexpectedEof => Fault::Truncated,
            ureq::Error::Io(error) if error.kind() == ErrorKind::TimedOut => Fault::Timeout(self.timeout),
            // The system's resolver says what it has to say in an error without a kind of its own.
            ureq::Error::Io(error) if error.to_string().contains("failed to lookup address") => Fault::NoHost(host),
            error => Fault::Network(format!("{host}: {error}")),
        }
    }
}
