//! What it costs: the thread's own time, and the memory of the process.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Gives the time that this thread has had the processor, which a busy machine does not lengthen.
pub fn thread_cpu() -> Duration {
    let spent = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(spent.tv_sec.unsigned_abs(), u32::try_from(spent.tv_nsec).unwrap())
}

/// Gives what the process has in memory, in bytes; `None` where the system does not say (other
/// systems than Linux).
pub fn memory_bytes() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    let resident: u64 = pages.split(' ').nth(1)?.parse().ok()?;
    Some(resident * rustix::param::page_size() as u64)
}
