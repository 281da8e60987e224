//! What a connection is told beside the board: who is here, hands and signs, how people stand.

use std::time::Duration;

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::limits::PRESENCE_PEOPLE;
use kenspeckle_shared::wire::{Presence, ServerMessage, Signs, Truth};
use tokio::time::Instant;

use super::ending::Ending;
use super::letters;
use crate::room::{Follower, News, Room};

/// How much less often, at most, a large hall is told who is here.
const RARER_MOST: u32 = 3;

/// The asides of one connection: the first news leave at once, later ones at a pace. Who is here
/// was said by the welcome, so that even its first news wait.
pub(super) struct Asides {
    room: Room,
    actor: Actor,
    told: Option<Truth>,
    /// Those that wait to be told. Until they are, more of the same wake nobody.
    waiting: News,
    next: Instant,
    next_presence: Instant,
    every: Duration,
}

impl Asides {
    pub(super) fn new(room: &Room, actor: Actor, every: Duration) -> Self {
        let next = Instant::now();
        let mut asides = Self {
            room: room.clone(),
            actor,
            told: None,
            waiting: News::default(),
            next,
            next_presence: next,
            every,
        };
        asides.wait_with_presence(next);
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
        let presence = self.waiting.any(News::PRESENCE).then_some(self.next_presence);
        let others = self.waiting.any(News::SIGNS | News::STAND).then_some(self.next);
        presence.into_iter().chain(others).min()
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
        if self.waiting.any(News::PRESENCE) && now >= self.next_presence {
            self.look_at(News::PRESENCE, follower);
            tray.push(self.room.presence_message());
            self.wait_with_presence(now);
        }
        if now < self.next {
            return Ok(());
        }
        let news = self.look_at(News::SIGNS | News::STAND, follower);
        let before = tray.len();
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

    /// Gives those of these news that wait, and waits for further ones.
    fn look_at(&mut self, of: News, follower: &Follower) -> News {
        let news = self.waiting.only(of);
        self.waiting = self.waiting.without(of);
        follower.take(news);
        news
    }

    fn wait_with_presence(&mut self, now: Instant) {
        let here = self.room.who_is_here();
        let people = here.room.saturating_add(here.remote);
        self.next_presence = now + self.every * (people / PRESENCE_PEOPLE).clamp(1, RARER_MOST);
    }
}
