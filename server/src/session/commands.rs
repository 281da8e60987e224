//! The commands of one connection that wait for their answers.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::command::Command;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::limits::TOO_FAST_STRIKES;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::wire::CloseCode;

use super::ending::Ending;
use super::letters;
use crate::metrics::counted;
use crate::room::{Asked, Reply, Room};

/// Commands that wait at once; while there are so many, the connection is not read.
pub(super) const IN_FLIGHT: usize = 64;

/// Asked in order, answered in order.
pub(super) struct Commands {
    room: Room,
    actor: Actor,
    asked: VecDeque<(CommandId, Asked)>,
    strikes: u32,
}

impl Commands {
    pub(super) fn new(room: Room, actor: Actor) -> Self {
        Self { room, actor, asked: VecDeque::new(), strikes: 0 }
    }

    /// Gives the number of those that wait.
    pub(super) fn waiting(&self) -> usize {
        self.asked.len()
    }

    /// Asks the room.
    pub(super) fn ask(&mut self, id: CommandId, command: Command) {
        self.asked.push_back((id, self.room.ask(self.actor, id, command)));
    }

    /// Waits for the next answer; for ever while nothing was asked.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Utf8Bytes, Ending>> {
        let Some((id, asked)) = self.asked.front_mut() else { return Poll::Pending };
        let (id, reply) = (*id, ready!(Pin::new(asked).poll(context)));
        self.asked.pop_front();
        counted().answered(&reply);
        Poll::Ready(self.count(&reply).and_then(|()| letters::write(&reply.into_message(id))))
    }

    /// A client that goes on although it is told to wait is not one of ours.
    fn count(&mut self, reply: &Reply) -> Result<(), Ending> {
        let too_fast = matches!(reply, Reply::Refused { code: RefusalCode::TooFast, .. });
        self.strikes = if too_fast { self.strikes + 1 } else { 0 };
        match self.strikes < TOO_FAST_STRIKES {
            true => Ok(()),
            false => Err(Ending::Close(CloseCode::TooFast)),
        }
    }
}
