//! What a connection is told beside the board: who is here, hands and signs, how people stand.

use std::time::Duration;

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::wire::{Presence, ServerMessage, Signs, Truth};
use tokio::sync::watch;
use tokio::time::Instant;

use super::ending::Ending;
use super::letters;
use crate::room::Room;

/// The asides of one connection: the first news leave at once, later ones at a pace.
pub(super) struct Asides {
    room: Room,
    actor: Actor,
    presence: watch::Receiver<Presence>,
    signs: watch::Receiver<u64>,
    /// Facilitators only.
    stand: Option<watch::Receiver<u64>>,
    told: Option<Truth>,
    news: News,
    next: Instant,
    every: Duration,
}

/// What waits to be told.
#[derive(Default)]
struct News {
    presence: bool,
    signs: bool,
    truth: bool,
}

impl Asides {
    pub(super) fn new(room: &Room, actor: Actor, every: Duration) -> Self {
        let stand = (actor.role == Role::Facilitator).then(|| room.stand_news());
        Self {
            presence: room.presence(),
            signs: room.signs_news(),
            news: News { truth: stand.is_some(), ..News::default() },
            stand,
            told: None,
            room: room.clone(),
            actor,
            next: Instant::now(),
            every,
        }
    }

    /// Gives what a welcome says of them, after which they are known.
    pub(super) fn greeting(&mut self) -> (Presence, Signs) {
        self.signs.mark_unchanged();
        let presence = *self.presence.borrow_and_update();
        (presence, self.room.signs(self.actor.id))
    }

    /// The board, or the time, may have changed how people stand.
    pub(super) fn look_again(&mut self) {
        self.news.truth = self.stand.is_some();
    }

    /// Waits until there is something new. May be dropped while it waits.
    pub(super) async fn changed(&mut self) {
        tokio::select! {
            biased;
            Ok(()) = self.presence.changed() => self.news.presence = true,
            Ok(()) = self.signs.changed() => self.news.signs = true,
            Ok(()) = moved(&mut self.stand) => self.news.truth = true,
            // The room is gone, and its connections go with it.
            else => std::future::pending().await,
        }
    }

    /// When they are to be told, if there is anything.
    pub(super) fn due(&self) -> Option<Instant> {
        let News { presence, signs, truth } = self.news;
        (presence || signs || truth).then_some(self.next)
    }

    /// Puts what is due into the tray.
    pub(super) fn take(&mut self, now: Instant, tray: &mut Vec<Utf8Bytes>) -> Result<(), Ending> {
        if self.due().is_none_or(|due| now < due) {
            return Ok(());
        }
        let news = std::mem::take(&mut self.news);
        let before = tray.len();
        if news.presence {
            let presence = *self.presence.borrow_and_update();
            tray.push(letters::write(&ServerMessage::Presence(presence))?);
        }
        if news.signs {
            let signs = self.room.signs(self.actor.id);
            tray.push(letters::write(&ServerMessage::Signs(signs))?);
        }
        if news.truth {
            let truth = self.room.truth();
            if self.told.replace(truth) != Some(truth) {
                tray.push(letters::write(&ServerMessage::Truth(truth))?);
            }
        }
        // Looking costs as well, if there was nothing to tell.
        if tray.len() > before || news.truth {
            self.next = now + self.every;
        }
        Ok(())
    }
}

async fn moved(stand: &mut Option<watch::Receiver<u64>>) -> Result<(), watch::error::RecvError> {
    match stand {
        Some(stand) => stand.changed().await,
        None => std::future::pending().await,
    }
}
