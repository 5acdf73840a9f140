//! Fetches pages and feeds, as a good guest.
//!
//! [`Fetcher::run`] takes requests and gives an [`Outcome`] for each: robots.txt and its crawl delay are obeyed, a host sees
//! one connection at a time, 429 and 503 are waited out as `Retry-After` says, validators are sent back as they came, and
//! everything is bounded: time, bytes as received and as decoded, headers, redirects, attempts. Every hop of a redirect is
//! a request of its own, with the robots.txt of its own host; addresses that are not public are refused after the name is
//! resolved, and the connection goes to the address that was checked.
//!
//! [`Store`] keeps what came as WARC records with a log, so that a run that was cut off goes on where it stopped.
//! [`update`](fn@update) reads `sources.toml` ([`Sources`]), asks each feed that is due, fetches what is new and appends it to a folder
//! of JSONL, nothing twice, with the health of each feed ([`Health`]). What a page or feed says is left to an [`Extract`].
//!
//! The path of a request: `queue` (which host is free, which robots.txt is known) → `exchange` (one hop: `address`, `decode`)
//! → `fetcher` (redirect, retry or result).
mod address;
mod decode;
mod exchange;
mod fault;
mod fetcher;
mod health;
mod link;
mod options;
mod queue;
mod retry;
mod robots;
mod sources;
mod store;
mod time;
mod update;
mod warc;

pub use address::is_public;
pub use fault::Fault;
pub use fetcher::{Fetcher, Outcome, Page, Request, Validators};
pub use health::{FeedHealth, Health};
pub use link::canonical;
pub use options::Options;
pub use sources::{FeedSource, Sources};
pub use store::{Store, StoreError};
pub use update::{Entry, Extract, Extracted, Summary, update};
