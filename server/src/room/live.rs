//! The board with all that is made from it at each step.

use std::collections::BTreeMap;

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::board::{Board, Effect, Outcome};
use kenspeckle_shared::entry::Entry;
use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::view::{Audience, OwnChange, changes, own_changes};
use kenspeckle_shared::wire::ServerMessage;

use super::digests::Digests;
use super::frames::Frames;
use super::withdrawing::withdraws;

/// Board, frames and check sums: always of the same rev.
pub(super) struct Live {
    pub(super) board: Board,
    pub(super) frames: Frames,
    pub(super) digests: Digests,
}

impl Live {
    pub(super) fn new(board: Board, frames_kept: usize) -> Self {
        let (frames, digests) = (Frames::new(board.rev(), frames_kept), Digests::of(&board));
        Self { board, frames, digests }
    }

    /// Applies the next entries of the log and makes one frame of them.
    pub(super) fn apply(&mut self, entries: &[Entry]) -> Vec<Effect> {
        let from = self.board.rev();
        let mut effects = Vec::new();
        for entry in entries {
            if let Outcome::Changed(more) = self.board.apply(entry).outcome {
                effects.extend(more);
            }
        }
        let rev = self.board.rev();
        let encoded = Audience::ALL.map(|audience| {
            let changes = changes(&self.board, &effects, audience);
            self.digests.note(audience, &changes);
            encode(&ServerMessage::Frame { from, rev, changes })
        });
        if withdraws(&self.board, entries, &effects) {
            self.frames.withdraw();
        }
        self.frames.push(rev, encoded);
        if effects.iter().any(|effect| matches!(effect, Effect::Erased(_))) {
            self.frames.keep_last();
        }
        effects
    }

    /// Gives what the effects change on the cards of those who are asked for.
    pub(super) fn own(
        &self,
        effects: &[Effect],
        asked: impl Fn(ActorId) -> bool,
    ) -> Vec<(ActorId, Utf8Bytes)> {
        let mut by_owner: BTreeMap<ActorId, Vec<OwnChange>> = BTreeMap::new();
        for effect in effects {
            for (owner, change) in own_changes(&self.board, effect) {
                if asked(owner) {
                    by_owner.entry(owner).or_default().push(change);
                }
            }
        }
        let rev = self.board.rev();
        let message = |changes| encode(&ServerMessage::Own { rev, changes });
        by_owner.into_iter().map(|(owner, changes)| (owner, message(changes))).collect()
    }
}

/// Gives a message as it travels.
pub(super) fn encode(message: &ServerMessage) -> Utf8Bytes {
    let text = serde_json::to_string(message);
    debug_assert!(text.is_ok(), "a message always has a JSON form");
    text.unwrap_or_default().into()
}
