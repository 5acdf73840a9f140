//! What takes the records of a container, and how pages are looked into on several cores.

use super::name;
use crate::{Hints, IngestError, Origin, Record, page};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// As many pages wait for each other, for each thread.
const PAGES: usize = 16;
/// As many items wait behind a page at most.
const LONGEST_QUEUE: usize = 4096;
/// Pages of as many bytes wait for each other at most.
const LARGEST_QUEUE: usize = 32 << 20;

/// A page as it lies in its container, not yet looked into.
#[derive(Clone, Debug, Default)]
pub struct RawPage {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the container knows of it.
    pub hints: Hints,
    /// Where it lies.
    pub source: Origin,
}

impl RawPage {
    /// Looks into the page.
    ///
    /// # Errors
    /// Those of [`page`].
    pub fn read(self) -> Result<Record, IngestError> {
        let mut record = page(&self.bytes, &self.hints)?;
        record.source = Origin { sha256: std::mem::take(&mut record.source.sha256), ..self.source };
        if record.article.id.is_empty() {
            record.article.id = record.article.url.clone().unwrap_or_else(|| name(&record.source));
        }
        Ok(record)
    }
}

/// Takes what a container gives. Every method that returns a bool ends the reading by `false`.
pub trait Sink {
    /// A report.
    fn record(&mut self, record: Record) -> bool;
    /// Something that should have been a report, or a file that cannot be read on.
    fn fault(&mut self, fault: IngestError) -> bool;
    /// Something that is no report, and why; `example` is its address, path or place.
    fn skip(&mut self, reason: &str, example: &str) -> bool;
    /// A page. By default it is looked into here and now.
    fn page(&mut self, page: RawPage) -> bool {
        match page.read() {
            Ok(record) => self.record(record),
            Err(fault) => self.fault(fault),
        }
    }
}

/// What was passed over: per reason the count and the first example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped(pub BTreeMap<String, (u64, String)>);

impl Skipped {
    /// Counts one.
    pub fn add(&mut self, reason: &str, example: &str) {
        match self.0.get_mut(reason) {
            Some((count, _)) => *count += 1,
            None => {
                self.0.insert(reason.to_owned(), (1, example.to_owned()));
            }
        }
    }
}

/// What waits in a [`Pool`].
enum Item {
    Record(Box<Record>),
    Fault(IngestError),
    Skip(String, String),
    Page(RawPage),
}

/// A sink before another: pages are looked into on several threads, and everything comes out in the order it came in,
/// so that the same input gives the same bytes.
pub struct Pool<'s> {
    sink: &'s mut dyn Sink,
    threads: usize,
    queue: Vec<Item>,
    /// Pages in the queue, and their bytes.
    pages: usize,
    bytes: usize,
    wants_more: bool,
}

impl<'s> Pool<'s> {
    /// A pool of as many threads; with one there is no queue.
    pub fn new(sink: &'s mut dyn Sink, threads: usize) -> Self {
        Pool { sink, threads: threads.max(1), queue: Vec::new(), pages: 0, bytes: 0, wants_more: true }
    }

    /// Gives what still waits. Returns whether the sink wants more.
    pub fn finish(&mut self) -> bool {
        if self.pages > 0 {
            self.look();
        }
        for item in std::mem::take(&mut self.queue) {
            if !self.wants_more {
                break;
            }
            self.wants_more = match item {
                Item::Record(record) => self.sink.record(*record),
                Item::Fault(fault) => self.sink.fault(fault),
                Item::Skip(reason, example) => self.sink.skip(&reason, &example),
                Item::Page(page) => self.sink.page(page),
            };
        }
        (self.pages, self.bytes) = (0, 0);
        self.wants_more
    }

    /// Looks into the pages of the queue.
    fn look(&mut self) {
        let slots: Vec<Mutex<&mut Item>> =
            self.queue.iter_mut().filter(|item| matches!(item, Item::Page(_))).map(Mutex::new).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some(slot) = slots.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
                if let Item::Page(page) = &mut **slot {
                    **slot = match std::mem::take(page).read() {
                        Ok(record) => Item::Record(Box::new(record)),
                        Err(fault) => Item::Fault(fault),
                    };
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.threads.min(slots.len()) {
                scope.spawn(work);
            }
            work();
        });
    }

    fn push(&mut self, item: Item) -> bool {
        self.queue.push(item);
        // Without a page before it nothing has to wait.
        let is_full = self.pages == 0
            || self.pages >= PAGES * self.threads
            || self.bytes >= LARGEST_QUEUE
            || self.queue.len() >= LONGEST_QUEUE;
        if is_full { self.finish() } else { true }
    }
}

impl Sink for Pool<'_> {
    fn record(&mut self, record: Record) -> bool {
        self.push(Item::Record(Box::new(record)))
    }

    fn fault(&mut self, fault: IngestError) -> bool {
        self.push(Item::Fault(fault))
    }

    fn skip(&mut self, reason: &str, example: &str) -> bool {
        if self.pages == 0 {
            return self.sink.skip(reason, example);
        }
        self.push(Item::Skip(reason.to_owned(), example.to_owned()))
    }

    fn page(&mut self, page: RawPage) -> bool {
        if self.threads == 1 {
            return self.sink.page(page);
        }
        self.pages += 1;
        self.bytes += page.bytes.len();
        self.push(Item::Page(page))
    }
}
