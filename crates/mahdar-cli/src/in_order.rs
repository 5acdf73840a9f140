//! Work on several threads whose results come out in the order in which the work went in.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// As many pieces of work are under way or wait for their turn, for each thread: what is held in memory stays bounded
/// however slow one of them is.
const WINDOW: usize = 8;

/// Gives `work` on everything that `feed` gives, in that order, to `take`, on as many threads beside the caller's and
/// `feed`'s; with one, everything happens on the caller's. `feed` is told `false` once `take` wants no more, and ends then.
pub fn in_order<J: Send, R: Send>(
    threads: usize,
    feed: impl FnOnce(&mut dyn FnMut(J) -> bool) + Send,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) {
    if threads <= 1 {
        feed(&mut |piece| take(work(piece)));
        return;
    }
    let (to_workers, from_feed) = sync_channel::<(J, SyncSender<R>)>(threads * WINDOW);
    let (to_queue, queue) = sync_channel(threads * WINDOW);
    let from_feed = Mutex::new(from_feed);
    let worker = || {
        loop {
            // The lock is let go before the work begins.
            let next = from_feed.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((piece, to)) = next else { break };
            // Nobody waits for it once `take` wanted no more.
            let _ = to.send(work(piece));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(worker);
        }
        scope.spawn(move || {
            feed(&mut |piece| {
                let (to, result) = sync_channel(1);
                to_queue.send(result).is_ok() && to_workers.send((piece, to)).is_ok()
            });
        });
        for result in queue {
            // A sender that is gone belongs to a thread that panicked; the scope tells of it.
            let Ok(result) = result.recv() else { break };
            if !take(result) {
                break;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Later pieces are done first, and still come out last.
    fn squares(threads: usize) -> Vec<u64> {
        let mut out = Vec::new();
        let feed = |give: &mut dyn FnMut(u64) -> bool| {
            for n in 0..200 {
                if !give(n) {
                    break;
                }
            }
        };
        let work = |n: u64| {
            std::thread::sleep(std::time::Duration::from_micros(300 - n));
            n * n
        };
        in_order(threads, feed, work, |n| {
            out.push(n);
            true
        });
        out
    }

    #[test]
    fn results_keep_the_order_on_any_number_of_threads() {
        let one = squares(1);
        assert_eq!(one, (0..200u64).map(|n| n * n).collect::<Vec<_>>());
        assert_eq!(squares(4), one);
    }

    #[test]
    fn who_wants_no_more_gets_no_more_and_the_feed_ends() {
        for threads in [1, 3] {
            let fed = AtomicUsize::new(0);
            let mut taken = 0;
            let feed = |give: &mut dyn FnMut(usize) -> bool| {
                while give(fed.fetch_add(1, Ordering::Relaxed)) {}
            };
            in_order(
                threads,
                feed,
                |n| n,
                |_| {
                    taken += 1;
                    taken < 10
                },
            );
            assert_eq!(taken, 10);
            let fed = fed.load(Ordering::Relaxed);
            assert!(
                fed <= 10 + 2 * super::WINDOW * threads + threads + 2,
                "{fed} were read ahead on {threads} threads"
            );
        }
    }
}
