//! Writing to a connection: what gathers leaves as one write, and not too often.

use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use axum::extract::ws::{Message, Utf8Bytes};
use futures_util::{SinkExt, poll};
use kenspeckle_shared::wire::CloseCode;
use tokio::time::{Instant, timeout};

use super::ending::Ending;
use super::line::Line;
use super::timings::Timings;
use crate::metrics::counted;

/// Paces the writes of one connection.
pub(super) struct Pen {
    flush: Duration,
    send: Duration,
    next: Instant,
    /// Something waits for a flush.
    full: bool,
}

impl Pen {
    pub(super) fn new(timings: &Timings) -> Self {
        Self { flush: timings.flush, send: timings.send, next: Instant::now(), full: false }
    }

    /// Gives the time from which the next write may be made.
    pub(super) fn next(&self) -> Instant {
        self.next
    }

    /// Writes messages and one flush, and gives the time. Nothing to write costs nothing.
    pub(super) async fn write(
        &mut self,
        socket: &mut impl Line,
        texts: impl IntoIterator<Item = Utf8Bytes>,
    ) -> Result<Option<Instant>, Ending> {
        for text in texts {
            self.feed(socket, text).await?;
        }
        if !self.full {
            return Ok(None);
        }
        self.in_time(socket.flush()).await?;
        self.full = false;
        let now = Instant::now();
        self.next = now + self.flush;
        Ok(Some(now))
    }

    /// Puts messages before those of the next write, and stops where a slow line takes them so late
    /// that they are worth nothing. Says whether it gave all of them.
    pub(super) async fn begin(
        &mut self,
        socket: &mut impl Line,
        texts: Vec<Utf8Bytes>,
        too_late: impl Fn() -> bool,
    ) -> Result<bool, Ending> {
        let mut texts = texts.into_iter();
        while let Some(text) = texts.next() {
            // Only a line that makes us wait has cost any time.
            if self.feed(socket, text).await? && texts.len() > 0 && too_late() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn feed(&mut self, socket: &mut impl Line, text: Utf8Bytes) -> Result<bool, Ending> {
        self.full = true;
        counted().sent(text.len());
        self.in_time(socket.feed(Message::Text(text))).await
    }

    /// Says whether it had to wait. The time is that of each step, so that a slow line which still
    /// takes bytes is not cut.
    async fn in_time(
        &self,
        step: impl Future<Output = Result<(), axum::Error>>,
    ) -> Result<bool, Ending> {
        let mut step = pin!(step);
        // Mostly the system takes it at once, and then no timer is needed.
        let (waited, done) = match poll!(step.as_mut()) {
            Poll::Ready(done) => (false, Ok(done)),
            Poll::Pending => (true, timeout(self.send, step).await),
        };
        match done {
            Ok(Ok(())) => Ok(waited),
            Ok(Err(_)) => Err(Ending::Gone),
            Err(_) => Err(Ending::Close(CloseCode::TooSlow)),
        }
    }
}
