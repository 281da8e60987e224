//! Changes of people's own cards, to their own devices only.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::ids::ActorId;
use tokio::sync::broadcast;

/// Messages kept for a device that is slow to read; past these it is told that it lags.
const KEPT: usize = 32;
/// People known before those without a device are forgotten.
const FORGET_FROM: usize = 64;

/// Who follows their card at present.
#[derive(Default)]
pub(super) struct Cards(Mutex<Followers>);

#[derive(Default)]
struct Followers {
    by_owner: HashMap<ActorId, broadcast::Sender<Utf8Bytes>>,
    forget_at: usize,
}

impl Cards {
    pub(super) fn follow(&self, owner: ActorId) -> broadcast::Receiver<Utf8Bytes> {
        let mut followers = self.lock();
        followers.forget();
        let sender = followers.by_owner.entry(owner);
        sender.or_insert_with(|| broadcast::channel(KEPT).0).subscribe()
    }

    pub(super) fn is_followed(&self, owner: ActorId) -> bool {
        self.lock().by_owner.contains_key(&owner)
    }

    pub(super) fn send(&self, messages: Vec<(ActorId, Utf8Bytes)>) {
        let mut followers = self.lock();
        for (owner, message) in messages {
            let gone = followers.by_owner.get(&owner).is_some_and(|to| to.send(message).is_err());
            if gone {
                followers.by_owner.remove(&owner);
            }
        }
    }

    /// Ends the following of a card whose owner was erased.
    pub(super) fn end(&self, owner: ActorId) {
        self.lock().by_owner.remove(&owner);
    }

    fn lock(&self) -> MutexGuard<'_, Followers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Followers {
    /// Forgets people without a device, each time there are twice as many as were left.
    fn forget(&mut self) {
        if self.by_owner.len() >= self.forget_at.max(FORGET_FROM) {
            self.by_owner.retain(|_, sender| sender.receiver_count() > 0);
            self.forget_at = 2 * self.by_owner.len();
        }
    }
}
