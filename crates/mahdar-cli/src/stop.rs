//! Ctrl-C: what is under way is finished, then the command ends; a second one ends at once.

use anyhow::Context as _;
use std::sync::atomic::{AtomicBool, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Begins to catch Ctrl-C.
///
/// # Errors
/// A system that does not allow it.
pub fn catch() -> anyhow::Result<()> {
    #[allow(clippy::exit, reason = "nothing is left to do but to tell the shell of the interrupt")]
    let handled = ctrlc::set_handler(|| {
        if STOPPED.swap(true, Ordering::SeqCst) {
            // As a shell tells of an interrupt.
            std::process::exit(130);
        }
    });
    handled.context("Ctrl-C cannot be caught")
}

/// Whether the command is to end.
pub fn is_wanted() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

/// What says so, for a run that looks at it itself.
#[cfg(feature = "fetch")]
pub fn flag() -> &'static AtomicBool {
    &STOPPED
}
