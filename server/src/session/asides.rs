//! What a connection is told beside the board: who is here, hands and signs, how people stand.

use std::time::Duration;

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::wire::{Presence, ServerMessage, Signs, Truth};
use tokio::time::Instant;

use super::ending::Ending;
use super::letters;
use crate::room::{Follower, News, Room};

/// The asides of one connection: the first news leave at once, later ones at a pace.
pub(super) struct Asides {
    room: Room,
    actor: Actor,
    told: Option<Truth>,
    /// Those that wait to be told. Until they are, more of the same wake nobody.
    waiting: News,
    next: Instant,
    every: Duration,
}

impl Asides {
    pub(super) fn new(room: &Room, actor: Actor, every: Duration) -> Self {
        let next = Instant::now();
        let mut asides =
            Self { room: room.clone(), actor, told: None, waiting: News::default(), next, every };
        asides.look_again();
        asides
    }

    /// Gives what a welcome says of them.
    pub(super) fn greeting(&self) -> (Presence, Signs) {
        (self.room.who_is_here(), self.room.signs(self.actor.id))
    }

    /// The board, or the time, may have changed how people stand.
    pub(super) fn look_again(&mut self) {
        if self.actor.role == Role::Facilitator {
            self.waiting = self.waiting | News::STAND;
        }
    }

    /// There are such news, among others.
    pub(super) fn note(&mut self, news: News) {
        for aside in [News::PRESENCE, News::SIGNS, News::STAND] {
            if news.any(aside) {
                self.waiting = self.waiting | aside;
            }
        }
    }

    /// Gives the news that wait.
    pub(super) fn waiting(&self) -> News {
        self.waiting
    }

    /// When they are to be told, if there is anything.
    pub(super) fn due(&self) -> Option<Instant> {
        (self.waiting != News::default()).then_some(self.next)
    }

    /// Puts what is due into the tray.
    pub(super) fn take(
        &mut self,
        now: Instant,
        follower: &Follower,
        tray: &mut Vec<Utf8Bytes>,
    ) -> Result<(), Ending> {
        if self.due().is_none_or(|due| now < due) {
            return Ok(());
        }
        let news = std::mem::take(&mut self.waiting);
        follower.take(news);
        let before = tray.len();
        if news.any(News::PRESENCE) {
            tray.push(letters::write(&ServerMessage::Presence(self.room.who_is_here()))?);
        }
        if news.any(News::SIGNS) {
            let signs = self.room.signs(self.actor.id);
            tray.push(letters::write(&ServerMessage::Signs(signs))?);
        }
        if news.any(News::STAND) {
            let truth = self.room.truth();
            if self.told.replace(truth) != Some(truth) {
                tray.push(letters::write(&ServerMessage::Truth(truth))?);
            }
        }
        // Looking costs as well, if there was nothing to tell.
        if tray.len() > before || news.any(News::STAND) {
            self.next = now + self.every;
        }
        Ok(())
    }
}
