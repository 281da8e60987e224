//! Commands that go to the log in one write.

use std::collections::BTreeMap;

use kenspeckle_shared::board::{Board, Seen};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::{Actor, Deed, Entry};
use kenspeckle_shared::ids::{ActorId, AreaId, CommandId};
use tokio::sync::oneshot;

use super::handle::Reply;

/// Entries to be stored, and who waits for them.
#[derive(Default)]
pub(super) struct Batch {
    entries: Vec<Entry>,
    /// In the order of their commands; the same command may be waited for twice.
    waiting: Vec<Waiting>,
    /// Stickers of this batch in each area.
    placed_in: BTreeMap<AreaId, u64>,
}

struct Waiting {
    actor: ActorId,
    id: CommandId,
    again: bool,
    answer: oneshot::Sender<Reply>,
}

impl Batch {
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn placed_in(&self, area: &AreaId) -> u64 {
        self.placed_in.get(area).copied().unwrap_or(0)
    }

    /// Says whether the batch may change what the board answers to somebody: it holds something of
    /// theirs, or of a facilitator.
    pub(super) fn concerns(&self, actor: Actor) -> bool {
        let of = |by: Actor| by.id == actor.id || by.role == Role::Facilitator;
        self.entries.iter().any(|entry| of(entry.body.actor))
    }

    /// Lets a second sending of a command wait for the first. Gives the answer's sender back if the
    /// command is not in the batch.
    pub(super) fn join(
        &mut self,
        actor: ActorId,
        id: CommandId,
        answer: oneshot::Sender<Reply>,
    ) -> Option<oneshot::Sender<Reply>> {
        if !self.waiting.iter().any(|one| one.actor == actor && one.id == id) {
            return Some(answer);
        }
        self.waiting.push(Waiting { actor, id, again: true, answer });
        None
    }

    pub(super) fn push(&mut self, entry: Entry, answer: oneshot::Sender<Reply>) {
        if let Some(area) = area(&entry.body.deed) {
            *self.placed_in.entry(area.clone()).or_default() += 1;
        }
        let (actor, id) = (entry.body.actor.id, entry.body.id);
        self.waiting.push(Waiting { actor, id, again: false, answer });
        self.entries.push(entry);
    }

    /// Leaves out entries that the board has already; whoever waits for them is still answered.
    pub(super) fn leave_out_seen(&mut self, board: &Board) {
        self.entries.retain(|entry| board.seen(entry.body.actor.id, entry.body.id).is_none());
    }

    /// Answers everybody by what the board has seen; what it has not was not stored. Who was erased
    /// is told so only if the log has lost them.
    pub(super) fn answer(self, board: &Board, erased: bool) {
        for Waiting { actor, id, again, answer } in self.waiting {
            let stored =
                |seen: Seen| if again { Reply::repeated(seen) } else { Reply::stored(seen) };
            let seen = board.seen(actor, id).filter(|_| erased || !board.is_erased(actor));
            let reply = seen.map_or_else(Reply::not_stored, stored);
            // Whoever has gone asks again when they come back.
            drop(answer.send(reply));
        }
    }
}

/// The area in which a deed counts a sticker.
fn area(deed: &Deed) -> Option<&AreaId> {
    match deed {
        Deed::Place { area, .. } => area.as_ref(),
        Deed::Change { moved, .. } => moved.as_ref()?.area.as_ref(),
        _ => None,
    }
}
