//! Work that would hold up everybody else, put off the async threads.

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::{JoinHandle, spawn, spawn_blocking};

/// Does a piece of work that takes long or waits for a disk. On a runtime of one thread it is done
/// in its turn, so that a simulation, which has only one, goes the same way each time.
pub(crate) fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> JoinHandle<T> {
    match Handle::current().runtime_flavor() {
        RuntimeFlavor::CurrentThread => spawn(async move { work() }),
        _ => spawn_blocking(work),
    }
}
