//! The commands of one connection that wait for their answers.

use axum::extract::ws::Utf8Bytes;
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesOrdered;
use kenspeckle_shared::command::Command;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::limits::TOO_FAST_STRIKES;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::wire::CloseCode;

use super::ending::Ending;
use super::letters;
use crate::metrics::counted;
use crate::room::{Reply, Room};

/// Commands that wait at once; while there are so many, the connection is not read.
pub(super) const IN_FLIGHT: usize = 64;

/// Asked in order, answered in order.
pub(super) struct Commands {
    room: Room,
    actor: Actor,
    asked: FuturesOrdered<BoxFuture<'static, (CommandId, Reply)>>,
    strikes: u32,
}

impl Commands {
    pub(super) fn new(room: Room, actor: Actor) -> Self {
        Self { room, actor, asked: FuturesOrdered::new(), strikes: 0 }
    }

    /// Gives the number of those that wait.
    pub(super) fn waiting(&self) -> usize {
        self.asked.len()
    }

    /// Asks the room. It gets the command when answers are next waited for, in the order of asking.
    pub(super) fn ask(&mut self, id: CommandId, command: Command) {
        let (room, actor) = (self.room.clone(), self.actor);
        let answer = async move { (id, room.submit(actor, id, command).await) };
        self.asked.push_back(Box::pin(answer));
    }

    /// Waits for the next answer; `None` when nothing was asked. May be dropped while it waits.
    pub(super) async fn answer(&mut self) -> Option<Result<Utf8Bytes, Ending>> {
        let (id, reply) = self.asked.next().await?;
        counted().answered(&reply);
        Some(self.count(&reply).and_then(|()| letters::write(&reply.into_message(id))))
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
