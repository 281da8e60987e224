//! How long a connection waits for what. Tests shorten it.

use std::time::Duration;

use kenspeckle_shared::limits::{BEAT_MS, FLUSH_MS, HELLO_MS, SEND_MS, SILENCE_MS};

/// The times of a connection; by default those of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timings {
    /// Until the hello has arrived.
    pub hello: Duration,
    /// Between two beats of the server.
    pub beat: Duration,
    /// Without hearing anything.
    pub silence: Duration,
    /// Between two writes, at least.
    pub flush: Duration,
    /// For the other end to take what is written.
    pub send: Duration,
    /// Between two messages of who is here, at least.
    pub presence: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            hello: Duration::from_millis(HELLO_MS),
            beat: Duration::from_millis(BEAT_MS),
            silence: Duration::from_millis(SILENCE_MS),
            flush: Duration::from_millis(FLUSH_MS),
            send: Duration::from_millis(SEND_MS),
            presence: Duration::from_secs(1),
        }
    }
}
