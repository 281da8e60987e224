//! Moving the write-ahead log into the file soon after something was erased: until then it holds the
//! pages as they were before.
//!
//! The writer does so between two transactions and waits for nobody. Who reads meanwhile, such as a
//! backup, keeps the log in use; then it is tried again later. Whatever a power cut leaves of it is
//! as good as what it leaves of any moving: the file has everything before the log is cut.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot::Sender;

use super::schema::{BUSY, LogMoved, move_log};
use crate::log::sqlite::readers::plain_reason;

/// How far apart it is done at most often where nobody waits for it, however many erase themselves.
const SOON: Duration = Duration::from_secs(1);
/// After which time it is tried again: first, and at most.
const FIRST: Duration = Duration::from_millis(50);
const MOST: Duration = Duration::from_secs(5);

/// The log that is to be moved, if it is.
#[derive(Default)]
pub(super) struct Moving {
    /// Who waits for the next try, however it ends.
    asked: Vec<Sender<()>>,
    next: Option<Next>,
}

#[derive(Clone, Copy)]
struct Next {
    at: Instant,
    /// How long to wait if that fails too.
    apart: Duration,
}

impl Moving {
    /// Asks for it: at once if somebody waits, else soon.
    pub(super) fn ask(&mut self, tell: Option<Sender<()>>, now: Instant) {
        match tell {
            Some(tell) => {
                self.asked.push(tell);
                self.next = Some(Next { at: now, apart: FIRST });
            }
            None if self.next.is_none() => {
                self.next = Some(Next { at: now + SOON, apart: FIRST });
            }
            None => {}
        }
    }

    /// Gives how long there is until it is to be tried; none if it need not be.
    pub(super) fn due_in(&self, now: Instant) -> Option<Duration> {
        Some(self.next?.at.saturating_duration_since(now))
    }

    /// Tries it if it is time.
    pub(super) fn go(&mut self, connection: &Connection) {
        let Some(next) = self.next else { return };
        if next.at > Instant::now() {
            return;
        }
        let again = Next { at: Instant::now() + next.apart, apart: MOST.min(next.apart * 2) };
        self.next = match at_once(connection) {
            Ok(LogMoved::Whole) => None,
            Ok(LogMoved::InUse) => Some(again),
            Err(error) => {
                // Once for each time that it was asked for: a full disk can last.
                if next.apart == FIRST {
                    let error = plain_reason(&error);
                    tracing::warn!(error, "the write-ahead log is not moved yet after an erasing");
                }
                Some(again)
            }
        };
        for tell in self.asked.drain(..) {
            // Whoever has gone does not want to know.
            let _ = tell.send(());
        }
    }
}

/// Without waiting for whoever uses the log: live writes wait for this one.
fn at_once(connection: &Connection) -> rusqlite::Result<LogMoved> {
    connection.busy_timeout(Duration::ZERO)?;
    let moved = move_log(connection);
    connection.busy_timeout(BUSY)?;
    moved
}
