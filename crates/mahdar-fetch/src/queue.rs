//! Whose turn it is: one connection a host, each host in its time, robots.txt before pages.

use crate::fault::Fault;
use crate::fetcher::Request;
use crate::robots::{Rules, origin};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};
use url::Url;

/// Faults in a row after which a host is left alone.
const FAULTS: u32 = 3;

/// What a hop is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    Page,
    /// The robots.txt of this origin.
    Robots(String),
}

/// A request on its way.
#[derive(Clone, Debug)]
pub struct Job {
    pub request: Request,
    pub purpose: Purpose,
    /// Where it is after the redirects so far.
    pub at: Url,
    pub hops: u8,
    /// Whether all redirects so far were permanent.
    pub is_moved: bool,
    /// Attempts made at this hop.
    pub attempts: u32,
}

#[derive(Debug, Default)]
struct Host {
    jobs: VecDeque<Job>,
    free_at: Option<Instant>,
    is_busy: bool,
    faults: u32,
    /// It asked for a long wait: until when, and with which status.
    closed: Option<(Instant, u16)>,
}

#[derive(Debug)]
enum Known {
    Asked(Vec<Job>),
    Rules(Arc<Rules>),
}

/// What there is to do.
#[derive(Debug)]
pub enum Turn {
    /// Fetch this.
    Fetch(Box<Job>),
    /// This gives nothing.
    Refuse(Box<Job>, Fault),
    /// Nothing yet; something may be free after so long.
    Wait(Option<Duration>),
}

/// All hosts with what is to be fetched of them.
#[derive(Debug, Default)]
pub struct Queue {
    hosts: BTreeMap<String, Host>,
    robots: BTreeMap<String, Known>,
    delay: Duration,
}

fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

impl Queue {
    pub fn new(delay: Duration) -> Self {
        Queue { delay, ..Queue::default() }
    }

    pub fn push(&mut self, job: Job) {
        self.hosts.entry(host_of(&job.at)).or_default().jobs.push_back(job);
    }

    /// Puts a job before the others of its host: a redirect, a second attempt, a robots.txt.
    pub fn push_first(&mut self, job: Job) {
        self.hosts.entry(host_of(&job.at)).or_default().jobs.push_front(job);
    }

    /// The job of the host that has been free longest. Its host is busy until [`Queue::release`].
    pub fn take(&mut self, now: Instant) -> Turn {
        loop {
            let waiting = self.hosts.iter().filter(|(_, host)| !host.is_busy && !host.jobs.is_empty());
            let next = waiting.min_by_key(|(_, host)| host.free_at);
            let Some(name) = next.map(|(name, _)| name.clone()) else { return Turn::Wait(None) };
            let Some(host) = self.hosts.get_mut(&name) else { return Turn::Wait(None) };
            let closed = host.closed.filter(|(until, _)| *until > now);
            let is_down = host.faults >= FAULTS;
            if closed.is_none()
                && !is_down
                && let Some(free_at) = host.free_at.filter(|at| *at > now)
            {
                return Turn::Wait(Some(free_at - now));
            }
            let Some(job) = host.jobs.pop_front() else { continue };
            if let Some((until, status)) = closed {
                return Turn::Refuse(Box::new(job), Fault::Busy { status, wait: until - now });
            }
            if is_down {
                return Turn::Refuse(Box::new(job), Fault::HostDown(name));
            }
            if job.purpose == Purpose::Page {
                match self.robots.get_mut(&origin(&job.at)) {
                    Some(Known::Asked(waiting)) => {
                        waiting.push(job);
                        continue;
                    }
                    Some(Known::Rules(rules)) => {
                        if let Err(fault) = rules.check(&job.at) {
                            return Turn::Refuse(Box::new(job), fault);
                        }
                    }
                    None => {
                        let origin = origin(&job.at);
                        let mut robots =
                            Job { purpose: Purpose::Robots(origin.clone()), attempts: 0, hops: 0, ..job.clone() };
                        robots.at.set_path("/robots.txt");
                        robots.at.set_query(None);
                        self.robots.insert(origin, Known::Asked(vec![job]));
                        self.push_first(robots);
                        continue;
                    }
                }
            }
            if let Some(host) = self.hosts.get_mut(&name) {
                host.is_busy = true;
            }
            return Turn::Fetch(Box::new(job));
        }
    }

    /// A hop is over: its host is free after the delay, or after `wait` if that is longer.
    pub fn release(&mut self, job: &Job, now: Instant, wait: Option<Duration>) {
        let rules = match self.robots.get(&origin(&job.at)) {
            Some(Known::Rules(rules)) => rules.delay(),
            _ => None,
        };
        let delay = match &job.purpose {
            Purpose::Page => self.delay.max(rules.unwrap_or_default()),
            Purpose::Robots(_) => Duration::ZERO,
        };
        if let Some(host) = self.hosts.get_mut(&host_of(&job.at)) {
            host.is_busy = false;
            host.free_at = now.checked_add(delay.max(wait.unwrap_or_default()));
        }
    }

    /// Notes how a request to a host ended, after all its attempts.
    pub fn note(&mut self, at: &Url, fault: Option<&Fault>, now: Instant) {
        let Some(host) = self.hosts.get_mut(&host_of(at)) else { return };
        host.faults = if fault.is_some_and(Fault::is_of_the_host) { host.faults + 1 } else { 0 };
        if let Some(Fault::Busy { status, wait }) = fault {
            host.closed = now.checked_add(*wait).map(|until| (until, *status));
        }
    }

    /// The robots.txt of an origin is known; whoever waited for it stands first.
    pub fn learn(&mut self, origin: &str, rules: Rules) {
        let known = self.robots.insert(origin.to_owned(), Known::Rules(Arc::new(rules)));
        if let Some(Known::Asked(waiting)) = known {
            for job in waiting.into_iter().rev() {
                self.push_first(job);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetcher::Validators;

    fn job(url: &str) -> Job {
        let at = Url::parse(url).expect("an address");
        let request = Request { url: at.clone(), validators: Validators::default(), tag: 0 };
        Job { request, purpose: Purpose::Page, at, hops: 0, is_moved: true, attempts: 0 }
    }

    fn fetched(turn: Turn) -> Job {
        match turn {
            Turn::Fetch(job) => *job,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn robots_come_first_and_a_host_has_one_connection() {
        let mut queue = Queue::new(Duration::from_secs(1));
        let now = Instant::now();
        queue.push(job("https://a.example/1"));
        queue.push(job("https://a.example/2"));
        queue.push(job("https://b.example/1"));
        let first = fetched(queue.take(now));
        assert_eq!(first.at.as_str(), "https://a.example/robots.txt");
        let second = fetched(queue.take(now));
        assert_eq!(second.at.as_str(), "https://b.example/robots.txt");
        assert!(matches!(queue.take(now), Turn::Wait(None)));
        queue.learn("https://a.example", Rules::read(b"User-agent: *\nDisallow: /2\nCrawl-delay: 7"));
        queue.release(&first, now, None);
        let page = fetched(queue.take(now));
        assert_eq!(page.at.as_str(), "https://a.example/1");
        assert!(matches!(queue.take(now), Turn::Wait(None)));
        queue.release(&page, now, None);
        assert!(matches!(queue.take(now), Turn::Wait(Some(wait)) if wait == Duration::from_secs(7)));
        assert!(matches!(queue.take(now + Duration::from_secs(7)), Turn::Refuse(_, Fault::Robots(_))));
    }

    #[test]
    fn the_ports_of_a_host_are_one_host() {
        let mut queue = Queue::new(Duration::ZERO);
        let now = Instant::now();
        queue.push(job("http://a.example/1"));
        queue.push(job("https://a.example:8443/1"));
        fetched(queue.take(now));
        assert!(matches!(queue.take(now), Turn::Wait(None)));
    }

    #[test]
    fn a_host_that_asks_for_a_long_wait_is_left_alone() {
        let mut queue = Queue::new(Duration::ZERO);
        let now = Instant::now();
        queue.push(job("https://a.example/1"));
        let busy = Fault::Busy { status: 429, wait: Duration::from_secs(3600) };
        queue.note(&job("https://a.example/0").at, Some(&busy), now);
        assert!(matches!(queue.take(now), Turn::Refuse(_, fault) if fault == busy));
    }
}
