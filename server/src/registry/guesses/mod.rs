//! What keeps strangers from trying codes in bulk, without harm to a hall that shares an address.
//!
//! Each address may be wrong [`WRONG_CODES`] times; these are forgotten, [`WRONG_CODES_PER_SECOND`]
//! a second. Beyond that every try from there has to wait, and only a few may wait at once: the
//! right ones like the wrong ones, so that nothing can be learned any faster. What has been entered
//! from an address before is no guess: the next phones of a hall come in at once, whatever
//! somebody among them does.

mod network;
mod tally;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::limits::{GUESS_DELAY_MS, GUESSING_ADDRESSES};
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};

pub use network::Network;

use super::RegistryFault;
use tally::Tally;

/// Counts wrong codes by where they come from.
#[derive(Debug, Default)]
pub(super) struct Guesses(Mutex<HashMap<Network, Tally>>);

impl Guesses {
    /// Says whether somebody has come to this board from there, and not long ago.
    pub(super) fn is_known(&self, from: Network, board: &BoardId) -> bool {
        self.all().get(&from).is_some_and(|tally| tally.knows(board, Instant::now()))
    }

    /// Waits until a try may be answered: not at all, unless too many from there were wrong.
    ///
    /// # Errors
    /// [`RegistryFault::TooFast`] if as many wait as may.
    pub(super) async fn turn(&self, from: Network) -> Result<(), RegistryFault> {
        let Some(waiting) = self.waiting(from) else { return Ok(()) };
        let _place = waiting.try_acquire().map_err(|_| RegistryFault::TooFast)?;
        sleep(Duration::from_millis(GUESS_DELAY_MS)).await;
        Ok(())
    }

    /// Notes that a try was wrong.
    pub(super) fn wrong(&self, from: Network) {
        self.note(from, |tally, now| tally.add_wrong(now));
    }

    /// Notes that somebody came to a board.
    pub(super) fn right(&self, from: Network, board: &BoardId) {
        self.note(from, |tally, now| tally.learn(board.clone(), now));
    }

    /// Gives the one place for costly checks that an address has.
    pub(super) fn check(&self, from: Network) -> Arc<Semaphore> {
        self.note(from, |tally, _| tally.check.clone())
    }

    /// Gives where tries from there wait, if they have to.
    fn waiting(&self, from: Network) -> Option<Arc<Semaphore>> {
        let all = self.all();
        let tally = all.get(&from)?;
        tally.is_suspect(Instant::now()).then(|| tally.waiting.clone())
    }

    fn note<T>(&self, from: Network, change: impl FnOnce(&mut Tally, Instant) -> T) -> T {
        let (mut all, now) = (self.all(), Instant::now());
        if all.len() >= GUESSING_ADDRESSES && !all.contains_key(&from) {
            make_room(&mut all, now);
        }
        change(all.entry(from).or_insert_with(|| Tally::new(now)), now)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Network, Tally>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets what is of no use any more; if that is not enough, those who are not suspect; then all.
fn make_room(all: &mut HashMap<Network, Tally>, now: Instant) {
    all.retain(|_, tally| !tally.is_idle(now));
    if all.len() >= GUESSING_ADDRESSES / 2 {
        all.retain(|_, tally| tally.is_suspect(now));
    }
    if all.len() >= GUESSING_ADDRESSES {
        all.clear();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::net::{IpAddr, Ipv6Addr};

    use kenspeckle_shared::limits::{GUESSES_AT_ONCE, WRONG_CODES};

    use super::*;

    fn network(number: u128) -> Network {
        Network::of(IpAddr::V6(Ipv6Addr::from_bits(number << 64)))
    }

    #[tokio::test(start_paused = true)]
    async fn r2_6_few_tries_of_a_suspect_wait_and_the_others_are_refused() {
        let guesses = Guesses::default();
        for _ in 0..WRONG_CODES {
            assert_eq!(guesses.turn(network(1)).await.ok(), Some(()));
            guesses.wrong(network(1));
        }
        let begun = Instant::now();
        let tries = (0..2 * GUESSES_AT_ONCE).map(|_| async {
            let answer = guesses.turn(network(1)).await;
            (answer.is_ok(), begun.elapsed() >= Duration::from_millis(GUESS_DELAY_MS))
        });
        let answers = futures_util::future::join_all(tries).await;
        let (waited, refused) = answers.split_at(GUESSES_AT_ONCE);
        assert!(waited.iter().all(|answer| *answer == (true, true)));
        assert!(refused.iter().all(|answer| *answer == (false, false)));
    }

    // With the clock stopped: a busy machine takes longer for this than it takes to be trusted again.
    #[tokio::test(start_paused = true)]
    async fn what_is_remembered_is_bounded_and_the_suspect_are_remembered_longest() {
        let guesses = Guesses::default();
        for _ in 0..=WRONG_CODES {
            guesses.wrong(network(1));
        }
        for number in 2..4 * GUESSING_ADDRESSES as u128 {
            guesses.right(network(number), &BoardId("b".to_owned()));
        }
        assert!(guesses.all().len() <= GUESSING_ADDRESSES);
        assert!(guesses.waiting(network(1)).is_some());
        assert!(guesses.waiting(network(2)).is_none());
    }
}
