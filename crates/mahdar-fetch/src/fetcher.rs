//! The run: workers, redirects, attempts.

use crate::exchange::{Client, Reply, Want};
use crate::fault::Fault;
use crate::options::Options;
use crate::queue::{Job, Purpose, Queue, Turn};
use crate::retry;
use crate::robots::{self, Rules};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use url::Url;

/// How often a run looks whether it is to stop.
const TICK: Duration = Duration::from_millis(100);

/// What a server gave to tell one version of a page from another, as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// `Last-Modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// Something to fetch.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where.
    pub url: Url,
    /// The version that is there already; none: whatever there is.
    pub validators: Validators,
    /// A number of the caller's, handed back.
    pub tag: u64,
}

/// What was fetched.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it was, after redirects.
    pub url: Url,
    /// Whether every redirect on the way was permanent (301, 308), and there was one.
    pub is_moved: bool,
    /// The status: 200 and its kin.
    pub status: u16,
    /// `HTTP/1.1`.
    pub version: String,
    /// The headers, in order, values as they came.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// When.
    pub fetched_at: SystemTime,
    /// For the next time.
    pub validators: Validators,
}

impl Page {
    /// The first header of a name, in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        let found = self.headers.iter().find(|(n, _)| n == name)?;
        Some(String::from_utf8_lossy(&found.1).trim().to_owned())
    }
}

/// How a request ended.
#[derive(Debug)]
pub enum Outcome {
    /// There it is.
    Page(Box<Page>),
    /// It is what it was (304).
    NotModified,
    /// It gave nothing.
    Failed(Fault),
}

/// Fetches.
#[derive(Debug)]
pub struct Fetcher {
    options: Options,
    client: Client,
}

struct Shared {
    queue: Mutex<Queue>,
    wake: Condvar,
    is_over: AtomicBool,
    options: Options,
    client: Client,
}

/// What follows from a hop.
enum Step {
    Done(Outcome),
    /// The same again, after a wait.
    Again(Duration),
    /// A redirect.
    On(Job),
    Robots(String, Rules),
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // The queue is whole after every statement that holds the lock.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Fetcher {
    /// A fetcher with these bounds and manners.
    #[must_use]
    pub fn new(options: Options) -> Fetcher {
        let client = Client::new(&options);
        Fetcher { options, client }
    }

    /// Fetches all requests and those that `each` goes on with, and hands over each result once, on the caller's thread, as
    /// it comes. A break, or setting `stop`, ends the run soon: what is not finished is not handed over.
    pub fn run(
        &self,
        requests: impl IntoIterator<Item = Request>,
        stop: &AtomicBool,
        each: &mut dyn FnMut(Request, Outcome) -> ControlFlow<(), Vec<Request>>,
    ) {
        let shared = Arc::new(Shared {
            queue: Mutex::new(Queue::new(self.options.delay)),
            wake: Condvar::new(),
            is_over: AtomicBool::new(false),
            options: self.options.clone(),
            client: self.client.clone(),
        });
        let mut open = shared.add(requests);
        // Few, because each holds a body.
        let (sender, results) = sync_channel::<(Request, Outcome)>(2);
        for _ in 0..self.options.connections.clamp(1, 64) {
            let (shared, sender) = (Arc::clone(&shared), sender.clone());
            std::thread::spawn(move || shared.work(&sender));
        }
        while open > 0 && !stop.load(Ordering::Relaxed) {
            match results.recv_timeout(TICK) {
                Ok((request, outcome)) => match each(request, outcome) {
                    ControlFlow::Continue(more) => open = open - 1 + shared.add(more),
                    ControlFlow::Break(()) => break,
                },
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        // Workers see this between two hops; one that is in a hop ends after it, within its timeout.
        shared.is_over.store(true, Ordering::Relaxed);
        shared.wake.notify_all();
    }
}

impl Shared {
    fn add(&self, requests: impl IntoIterator<Item = Request>) -> usize {
        let mut queue = locked(&self.queue);
        let mut count = 0;
        for request in requests {
            let mut at = request.url.clone();
            at.set_fragment(None);
            let _ = at.set_username("");
            let _ = at.set_password(None);
            queue.push(Job { request, purpose: Purpose::Page, at, hops: 0, is_moved: true, attempts: 0 });
            count += 1;
        }
        drop(queue);
        self.wake.notify_all();
        count
    }

    fn work(&self, results: &SyncSender<(Request, Outcome)>) {
        let mut queue = locked(&self.queue);
        while !self.is_over.load(Ordering::Relaxed) {
            let job = match queue.take(Instant::now()) {
                Turn::Wait(time) => {
                    let time = time.unwrap_or(TICK).min(TICK);
                    queue = self.wake.wait_timeout(queue, time).unwrap_or_else(PoisonError::into_inner).0;
                    continue;
                }
                Turn::Refuse(job, fault) => {
                    let step = self.refused(&job, fault);
                    queue = self.follow(queue, *job, step, false, results);
                    continue;
                }
                Turn::Fetch(job) => *job,
            };
            drop(queue);
            // A panic in the HTTP client must cost one page, not the run.
            let step = catch_unwind(AssertUnwindSafe(|| self.hop(&job)));
            let step = step.unwrap_or_else(|_| self.refused(&job, Fault::Network("the HTTP client failed".to_owned())));
            queue = locked(&self.queue);
            let wait = match &step {
                Step::Again(wait) => Some(*wait),
                _ => None,
            };
            queue.release(&job, Instant::now(), wait);
            queue = self.follow(queue, job, step, true, results);
        }
    }

    /// Does what follows from a hop, or from a refusal to make one (`is_answer` is false: it says nothing of the host). The
    /// lock is let go while a result is handed over.
    fn follow<'q>(
        &'q self,
        mut queue: MutexGuard<'q, Queue>,
        mut job: Job,
        step: Step,
        is_answer: bool,
        results: &SyncSender<(Request, Outcome)>,
    ) -> MutexGuard<'q, Queue> {
        match step {
            Step::Again(_) => {
                job.attempts += 1;
                queue.push_first(job);
            }
            Step::On(next) => queue.push_first(next),
            Step::Robots(origin, rules) => {
                let fault = if let Rules::Closed(fault) = &rules { Some(fault) } else { None };
                if is_answer {
                    queue.note(&job.at, fault, Instant::now());
                }
                queue.learn(&origin, rules);
            }
            Step::Done(outcome) => {
                let fault = if let Outcome::Failed(fault) = &outcome { Some(fault) } else { None };
                if is_answer {
                    queue.note(&job.at, fault, Instant::now());
                }
                drop(queue);
                self.wake.notify_all();
                // Nobody listens any more: the run is over.
                let _ = results.send((job.request, outcome));
                return locked(&self.queue);
            }
        }
        self.wake.notify_all();
        queue
    }

    fn refused(&self, job: &Job, fault: Fault) -> Step {
        match &job.purpose {
            Purpose::Page => Step::Done(Outcome::Failed(fault)),
            Purpose::Robots(origin) => Step::Robots(origin.clone(), closed(origin, fault)),
        }
    }

    fn hop(&self, job: &Job) -> Step {
        if !matches!(job.at.scheme(), "http" | "https") {
            return self.refused(job, Fault::NotHttp(job.at.to_string()));
        }
        let unconditional = Validators::default();
        let (validators, want) = match job.purpose {
            Purpose::Page => (&job.request.validators, Want::Whole),
            Purpose::Robots(_) => (&unconditional, Want::Beginning(robots::BYTES)),
        };
        match self.client.get(&job.at, validators, want) {
            Ok(reply) => self.answered(job, reply),
            Err(fault) if fault.is_transient() && job.attempts + 1 < self.options.attempts => {
                Step::Again(self.backoff(job))
            }
            Err(fault) => self.refused(job, fault),
        }
    }

    fn backoff(&self, job: &Job) -> Duration {
        retry::backoff(self.options.backoff, job.attempts + 1, fastrand::f64())
    }

    fn answered(&self, job: &Job, reply: Reply) -> Step {
        match reply.status {
            301 | 302 | 303 | 307 | 308 => self.redirected(job, &reply),
            429 | 503 => {
                let asked = reply.header("retry-after").and_then(|value| retry::retry_after(&value, SystemTime::now()));
                let wait = asked.unwrap_or_default().max(self.backoff(job));
                let is_bearable = wait <= self.options.longest_wait.max(self.options.backoff);
                if is_bearable && job.attempts + 1 < self.options.attempts {
                    return Step::Again(wait);
                }
                self.refused(job, Fault::Busy { status: reply.status, wait })
            }
            304 if job.purpose == Purpose::Page => Step::Done(Outcome::NotModified),
            status @ 200..=299 => match &job.purpose {
                Purpose::Robots(origin) => Step::Robots(origin.clone(), Rules::read(&reply.body)),
                Purpose::Page => {
                    let value = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
                        (name.as_str().to_owned(), value.as_bytes().to_vec())
                    };
                    Step::Done(Outcome::Page(Box::new(Page {
                        url: job.at.clone(),
                        is_moved: job.is_moved && job.hops > 0,
                        status,
                        validators: reply.validators(),
                        headers: reply.headers.iter().map(value).collect(),
                        version: reply.version,
                        body: reply.body,
                        fetched_at: SystemTime::now(),
                    })))
                }
            },
            status => {
                let fault = Fault::Status(status);
                if fault.is_transient() && job.attempts + 1 < self.options.attempts {
                    return Step::Again(self.backoff(job));
                }
                match &job.purpose {
                    // No robots.txt: nothing is forbidden.
                    Purpose::Robots(origin) if (400..500).contains(&status) => {
                        Step::Robots(origin.clone(), Rules::Open)
                    }
                    _ => self.refused(job, fault),
                }
            }
        }
    }

    fn redirected(&self, job: &Job, reply: &Reply) -> Step {
        let location = reply.header("location").unwrap_or_default();
        if job.hops >= self.options.redirects {
            return self.refused(job, Fault::Redirects(self.options.redirects, location.chars().take(200).collect()));
        }
        let target = match job.at.join(&location) {
            Ok(target) if !location.is_empty() => target,
            _ => return self.refused(job, Fault::BadRedirect(location.chars().take(200).collect())),
        };
        if !matches!(target.scheme(), "http" | "https") || target.host_str().is_none() {
            return self.refused(job, Fault::NotHttp(target.to_string()));
        }
        let mut next = job.clone();
        next.at = target;
        next.at.set_fragment(None);
        let _ = next.at.set_username("");
        let _ = next.at.set_password(None);
        next.hops += 1;
        next.attempts = 0;
        next.is_moved &= matches!(reply.status, 301 | 308);
        Step::On(next)
    }
}

/// Nothing is fetched where robots.txt cannot be had; where the host itself is refused, that is the reason.
fn closed(origin: &str, fault: Fault) -> Rules {
    match fault {
        Fault::Private { .. } | Fault::NotHttp(_) | Fault::Busy { .. } | Fault::HostDown(_) | Fault::NoHost(_) => {
            Rules::Closed(fault)
        }
        // Endless redirects and the like: as if it were not there (RFC 9309, 2.3.1.2).
        Fault::Redirects(..) | Fault::BadRedirect(_) | Fault::Encoding(_) | Fault::TooLarge { .. } => Rules::Open,
        fault => Rules::Closed(Fault::NoRobots { origin: origin.to_owned(), why: fault.to_string() }),
    }
}
