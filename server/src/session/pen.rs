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
}

impl Pen {
    pub(super) fn new(timings: &Timings) -> Self {
        Self { flush: timings.flush, send: timings.send, next: Instant::now() }
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
        let mut any = false;
        for text in texts {
            any = true;
            counted().sent(text.len());
            self.in_time(socket.feed(Message::Text(text))).await?;
        }
        if !any {
            return Ok(None);
        }
        self.in_time(socket.flush()).await?;
        let now = Instant::now();
        self.next = now + self.flush;
        Ok(Some(now))
    }

    /// The time is that of each step, so that a slow line which still takes bytes is not cut.
    async fn in_time(
        &self,
        step: impl Future<Output = Result<(), axum::Error>>,
    ) -> Result<(), Ending> {
        let mut step = pin!(step);
        // Mostly the system takes it at once, and then no timer is needed.
        let done = match poll!(step.as_mut()) {
            Poll::Ready(done) => Ok(done),
            Poll::Pending => timeout(self.send, step).await,
        };
        match done {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Ending::Gone),
            Err(_) => Err(Ending::Close(CloseCode::TooSlow)),
        }
    }
}
