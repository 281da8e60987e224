//! What is remembered of one address.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::limits::{
    GUESSES_AT_ONCE, KNOWN_HERE_MS, WRONG_CODES, WRONG_CODES_PER_SECOND,
};
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// Boards that one address can be known for; a city's network may have many.
const BOARDS_KNOWN: usize = 64;

/// What is remembered of one address.
#[derive(Debug)]
pub(super) struct Tally {
    /// So many tries were wrong, as of `at`, less those that are forgotten.
    wrong: f64,
    at: Instant,
    /// When somebody last came to these boards from there.
    known: HashMap<BoardId, Instant>,
    /// Tries that wait.
    pub(super) waiting: Arc<Semaphore>,
    /// Checks that cost the machine much: one at a time from one address.
    pub(super) check: Arc<Semaphore>,
}

impl Tally {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            wrong: 0.0,
            at: now,
            known: HashMap::new(),
            waiting: Arc::new(Semaphore::new(GUESSES_AT_ONCE)),
            check: Arc::new(Semaphore::new(1)),
        }
    }

    pub(super) fn add_wrong(&mut self, now: Instant) {
        self.wrong = (self.wrong(now) + 1.0).min(2.0 * f64::from(WRONG_CODES));
        self.at = now;
    }

    /// Says whether more tries were wrong than a hall's mistyping explains.
    pub(super) fn is_suspect(&self, now: Instant) -> bool {
        self.wrong(now) >= f64::from(WRONG_CODES)
    }

    pub(super) fn learn(&mut self, board: BoardId, now: Instant) {
        if self.known.len() >= BOARDS_KNOWN {
            let oldest = self.known.iter().min_by_key(|(_, at)| **at);
            if let Some(oldest) = oldest.map(|(board, _)| board.clone()) {
                self.known.remove(&oldest);
            }
        }
        self.known.insert(board, now);
    }

    pub(super) fn knows(&self, board: &BoardId, now: Instant) -> bool {
        self.known.get(board).is_some_and(|at| is_fresh(*at, now))
    }

    /// Says whether to forget it would change nothing.
    pub(super) fn is_idle(&self, now: Instant) -> bool {
        self.wrong(now) == 0.0 && !self.known.values().any(|at| is_fresh(*at, now))
    }

    fn wrong(&self, now: Instant) -> f64 {
        let forgotten = (now - self.at).as_secs_f64() * f64::from(WRONG_CODES_PER_SECOND);
        (self.wrong - forgotten).max(0.0)
    }
}

fn is_fresh(at: Instant, now: Instant) -> bool {
    now - at < Duration::from_millis(KNOWN_HERE_MS)
}
