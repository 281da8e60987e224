//! Where the server takes the time of day from: one place, so that tests can say what time it is.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// A source of server time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> u64 + Send + Sync>);

impl Clock {
    /// Gives the clock of the machine.
    pub fn system() -> Self {
        Self::from_fn(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
        })
    }

    /// Gives a clock that tells what the function gives, in milliseconds since 1970-01-01 UTC.
    pub fn from_fn(now_ms: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now_ms))
    }

    /// Gives the time in milliseconds since 1970-01-01 UTC.
    pub fn now_ms(&self) -> u64 {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Clock")
    }
}

/// The clock of limiters: that of the async runtime, so that tests with paused time pause it too.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ticks;

impl governor::clock::Clock for Ticks {
    type Instant = std::time::Instant;

    fn now(&self) -> Self::Instant {
        tokio::time::Instant::now().into_std()
    }
}
