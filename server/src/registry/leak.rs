//! A count that is forgotten bit by bit.

use tokio::time::Instant;

/// How often something happened, less what is forgotten.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leak {
    /// As of `at`.
    count: f64,
    at: Instant,
}

impl Leak {
    /// Gives the count of what has not happened.
    pub(super) fn new(now: Instant) -> Self {
        Self { count: 0.0, at: now }
    }

    /// Counts once more, but never above `most`. `per_second` of them are forgotten.
    pub(super) fn add(&mut self, now: Instant, per_second: f64, most: f64) {
        *self = Self { count: (self.count(now, per_second) + 1.0).min(most), at: now };
    }

    /// Gives what is not forgotten yet.
    pub(super) fn count(&self, now: Instant, per_second: f64) -> f64 {
        (self.count - (now - self.at).as_secs_f64() * per_second).max(0.0)
    }
}
