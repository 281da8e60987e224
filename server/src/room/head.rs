//! How far a board is, told to all who follow it.

use std::sync::Arc;

use kenspeckle_shared::ids::Rev;
use tokio::sync::watch;

use super::bell::News;
use super::followers::Followers;

/// The rev that a room has published. Letting it go says that the room ended.
pub(super) struct Head {
    rev: watch::Sender<Rev>,
    followers: Arc<Followers>,
}

impl Head {
    pub(super) fn new(rev: watch::Sender<Rev>, followers: Arc<Followers>) -> Self {
        Self { rev, followers }
    }

    pub(super) fn tell(&self, rev: Rev) {
        self.rev.send_replace(rev);
        self.followers.ring(News::BOARD);
    }
}

impl Drop for Head {
    fn drop(&mut self) {
        self.followers.end();
    }
}
