//! Tokens that were given a moment ago, so that whoever joins is known without asking the disk.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::{ActorId, BoardId};

/// How long they are remembered: a newcomer's page asks for everything within seconds.
const KEPT: Duration = Duration::from_secs(60);
/// How many at most; about a megabyte.
const MOST: usize = 4_096;

/// Whom a token is of, and on which board.
type Holder = (BoardId, Actor);

/// The newest tokens, by their hashes. All of them are in the database as well.
#[derive(Default)]
pub(crate) struct Fresh(Mutex<Held>);

#[derive(Default)]
struct Held {
    by_hash: HashMap<[u8; 32], Holder>,
    by_age: VecDeque<(Instant, [u8; 32])>,
    erasings: u64,
}

/// What had been erased when a token began to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Before(u64);

impl Fresh {
    /// To be asked before a token is stored.
    pub(crate) fn before(&self) -> Before {
        Before(self.held().erasings)
    }

    /// Remembers a token that is stored, unless somebody or something was erased meanwhile.
    pub(crate) fn keep(&self, hash: [u8; 32], holder: Holder, before: Before, now: Instant) {
        let mut held = self.held();
        if before.0 != held.erasings {
            return;
        }
        held.let_go(now);
        held.by_hash.insert(hash, holder);
        held.by_age.push_back((now, hash));
    }

    /// Gives whose token it is, if it is remembered.
    pub(crate) fn find(&self, hash: &[u8; 32], now: Instant) -> Option<Holder> {
        let mut held = self.held();
        held.let_go(now);
        held.by_hash.get(hash).cloned()
    }

    /// Forgets people of a board, who are being erased.
    pub(super) fn forget(&self, board: &BoardId, people: &[ActorId]) {
        self.forget_if(|(on, actor)| on == board && people.contains(&actor.id));
    }

    /// Forgets everybody of a board, which is being erased.
    pub(super) fn forget_board(&self, board: &BoardId) {
        self.forget_if(|(on, _)| on == board);
    }

    fn forget_if(&self, gone: impl Fn(&Holder) -> bool) {
        let mut held = self.held();
        held.erasings += 1;
        held.by_hash.retain(|_, holder| !gone(holder));
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Lets go of those that are too old, and of the oldest if there is no room for another.
    fn let_go(&mut self, now: Instant) {
        let too_old = |at: Instant| now.saturating_duration_since(at) >= KEPT;
        while let Some((at, hash)) = self.by_age.front()
            && (too_old(*at) || self.by_age.len() >= MOST)
        {
            self.by_hash.remove(hash);
            self.by_age.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use kenspeckle_shared::command::Role;

    use super::*;

    fn person(number: u128) -> Holder {
        let id = ActorId::from_u128(number);
        ("k3v9q2mx".into(), Actor { id, role: Role::Participant })
    }

    #[test]
    fn r8_10_whoever_is_erased_is_forgotten_at_once_also_while_their_token_is_stored() {
        let (fresh, now) = (Fresh::default(), Instant::now());
        let board = BoardId::from("k3v9q2mx");
        for one in 1..=3 {
            fresh.keep([one; 32], person(u128::from(one)), fresh.before(), now);
        }
        let before = fresh.before();
        fresh.forget(&board, &[ActorId::from_u128(2)]);
        fresh.keep([4; 32], person(4), before, now);
        let known = [1, 2, 3, 4].map(|one| fresh.find(&[one; 32], now).is_some());
        assert_eq!(known, [true, false, true, false]);
        fresh.forget_board(&"another".into());
        assert_eq!(fresh.find(&[1; 32], now), Some(person(1)));
        fresh.forget_board(&board);
        assert_eq!(fresh.find(&[1; 32], now), None);
    }

    #[test]
    fn only_so_many_are_remembered_and_not_for_long() {
        let (fresh, now) = (Fresh::default(), Instant::now());
        let hash = |number: usize| {
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&number.to_le_bytes());
            hash
        };
        for number in 0..=MOST {
            fresh.keep(hash(number), person(1), fresh.before(), now);
        }
        assert_eq!(fresh.find(&hash(0), now), None);
        let lengths = |held: &Held| (held.by_hash.len(), held.by_age.len());
        assert_eq!(lengths(&fresh.held()), (MOST - 1, MOST - 1));
        assert_eq!(fresh.find(&hash(MOST), now), Some(person(1)));
        assert_eq!(fresh.find(&hash(MOST), now + KEPT), None);
        assert!(fresh.held().by_hash.is_empty());
    }
}
