//! The extractors of others, behind one trait and a guard: a panic, an endless loop or a deep page costs one opinion, not the run.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Once, mpsc};
use std::time::Duration;

/// Finds the body of a page.
pub(crate) trait Extractor: Send + Sync {
    /// Name and version.
    fn name(&self) -> &'static str;
    /// The body as text, one paragraph a line; `None` if it finds none.
    fn body(&self, html: &str) -> Option<String>;
}

/// `trafilatura`, the Rust port: the best of what was measured, and the slower one.
pub(crate) struct Trafilatura;

impl Extractor for Trafilatura {
    fn name(&self) -> &'static str {
        "trafilatura 0.6.0"
    }

    fn body(&self, html: &str) -> Option<String> {
        let mut options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
        options.html_date_mode = trafilatura::HtmlDateMode::Disabled;
        let found = trafilatura::extract(html, &options).ok()?;
        Some(found.content_text).filter(|text| !text.trim().is_empty())
    }
}

/// `dom_smoothie`, a port of readability.js: four times as fast.
pub(crate) struct DomSmoothie;

impl Extractor for DomSmoothie {
    fn name(&self) -> &'static str {
        "dom_smoothie 0.19"
    }

    fn body(&self, html: &str) -> Option<String> {
        let config = dom_smoothie::Config {
            text_mode: dom_smoothie::TextMode::Formatted,
            disable_json_ld: true,
            ..dom_smoothie::Config::default()
        };
        let mut reader = dom_smoothie::Readability::new(html, None, Some(config)).ok()?;
        let found = reader.parse().ok()?;
        Some(found.text_content.to_string()).filter(|text| !text.trim().is_empty())
    }
}

/// Deeper pages are not given to others: their trees are walked by recursion.
pub(crate) const DEEPEST: usize = 400;
/// Stack of the thread the extractors run on.
const STACK: usize = 64 << 20;
/// The name of such a thread: its panics are reported as a missing opinion, not on standard error.
pub(crate) const THREAD: &str = "mahdar-extractor";

/// What a worker is asked.
struct Job {
    extractors: &'static [&'static dyn Extractor],
    html: String,
}

/// A thread with a large stack that reads page after page: to begin one for each page costs more than a small page.
struct Worker {
    jobs: mpsc::Sender<Job>,
    found: mpsc::Receiver<(usize, Option<String>)>,
}

impl Worker {
    fn begin() -> Option<Worker> {
        let (jobs, asked) = mpsc::channel::<Job>();
        let (sender, found) = mpsc::channel();
        let work = move || {
            while let Ok(job) = asked.recv() {
                for (n, extractor) in job.extractors.iter().enumerate() {
                    let body = catch_unwind(AssertUnwindSafe(|| extractor.body(&job.html))).unwrap_or(None);
                    if sender.send((n, body)).is_err() {
                        return;
                    }
                }
            }
        };
        let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(work);
        thread.is_ok().then_some(Worker { jobs, found })
    }
}

thread_local! {
    /// The worker of this thread, between two pages.
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
}

/// What each extractor found, in order; `None` where one found nothing, panicked or took longer than `limit` in all.
///
/// A worker that takes too long is left alone: it ends with its page, and the next page gets another.
pub(crate) fn run(extractors: &'static [&'static dyn Extractor], html: String, limit: Duration) -> Vec<Option<String>> {
    silence();
    let mut found = vec![None; extractors.len()];
    let Some(worker) = WORKER.take().or_else(Worker::begin) else { return found };
    if worker.jobs.send(Job { extractors, html }).is_err() {
        return found;
    }
    let start = std::time::Instant::now();
    for _ in 0..extractors.len() {
        let Ok((n, body)) = worker.found.recv_timeout(limit.saturating_sub(start.elapsed())) else { return found };
        found[n] = body;
    }
    WORKER.set(Some(worker));
    found
}

thread_local! {
    /// Whether a panic of this thread is expected and caught.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives, or `None` if it panics: for a parser of others that does where it should give an error.
pub(crate) fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    silence();
    QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(work)).ok();
    QUIET.set(false);
    result
}

/// Keeps panics of threads of that name, and expected ones, off standard error.
pub(crate) fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(THREAD) && !QUIET.get() {
                before(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Panics;
    impl Extractor for Panics {
        fn name(&self) -> &'static str {
            "panics"
        }
        fn body(&self, _: &str) -> Option<String> {
            panic!("on purpose")
        }
    }

    struct Sleeps;
    impl Extractor for Sleeps {
        fn name(&self) -> &'static str {
            "sleeps"
        }
        fn body(&self, _: &str) -> Option<String> {
            std::thread::sleep(Duration::from_secs(20));
            Some("late".to_owned())
        }
    }

    const PAGE: &str = "<html><body><article><h1>A title of some words</h1><p>The two sides met on Monday in the capital, \
        officials said, and agreed to meet again in a month.</p><p>A second paragraph says what the first did not say, \
        at some length, so that it is taken for text.</p></article></body></html>";

    #[test]
    fn both_find_a_plain_body() {
        for extractor in [&Trafilatura as &dyn Extractor, &DomSmoothie] {
            let body = extractor.body(PAGE).unwrap_or_default();
            assert!(body.contains("agreed to meet again"), "{}", extractor.name());
        }
    }

    #[test]
    fn a_panic_costs_one_opinion() {
        let found = run(&[&Panics, &DomSmoothie], PAGE.to_owned(), Duration::from_secs(10));
        assert_eq!(found[0], None);
        assert!(found[1].is_some());
    }

    #[test]
    fn a_page_that_takes_too_long_is_given_up() {
        let start = std::time::Instant::now();
        let found = run(&[&DomSmoothie, &Sleeps], PAGE.to_owned(), Duration::from_millis(1500));
        assert!(found[0].is_some());
        assert_eq!(found[1], None);
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}
