//! Who is here, how far they are, and what they show one another: apart from the log.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::board::{Board, FinderState};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::wire::{Here, Presence, ServerMessage, Sign, Signs, Truth};
use tokio::sync::watch;
use tokio::time::Instant;

use super::bell::News;
use super::followers::Followers;
use super::guest::{Guest, Report};
use super::signs::SignBoard;

/// Who is connected to a room, and was since it was opened.
pub(super) struct Attendance {
    connected: Mutex<Connected>,
    count: watch::Sender<Presence>,
    /// The count that was told last, as it travels.
    message: Mutex<(Presence, Utf8Bytes)>,
    followers: Arc<Followers>,
}

#[derive(Default)]
struct Connected {
    guests: HashMap<ActorId, Guest>,
    count: Presence,
    signs: SignBoard,
    last: u64,
}

/// Counts somebody as present as long as it lives.
#[must_use = "dropping the guard ends the presence"]
pub struct PresenceGuard {
    attendance: Arc<Attendance>,
    actor: Actor,
    here: Here,
    number: u64,
    goodbye: bool,
}

impl Attendance {
    pub(super) fn new(followers: Arc<Followers>) -> Self {
        let (count, _) = watch::channel(Presence::default());
        let message = Mutex::new((Presence::default(), encode(Presence::default())));
        Self { connected: Mutex::default(), count, message, followers }
    }

    pub(super) fn enter(this: &Arc<Self>, actor: Actor, here: Here) -> PresenceGuard {
        let mut connected = this.connected();
        connected.last += 1;
        let number = connected.last;
        connected.step(actor, 1, |guest| guest.come(number, here));
        this.tell(&connected);
        PresenceGuard { attendance: this.clone(), actor, here, number, goodbye: false }
    }

    pub(super) fn watch(&self) -> watch::Receiver<Presence> {
        self.count.subscribe()
    }

    pub(super) fn count(&self) -> Presence {
        *self.count.borrow()
    }

    pub(super) fn message(&self) -> Utf8Bytes {
        let now = self.count();
        let mut message = self.message.lock().unwrap_or_else(PoisonError::into_inner);
        if message.0 != now {
            *message = (now, encode(now));
        }
        message.1.clone()
    }

    pub(super) fn signs(&self, reader: ActorId, board: &Board) -> Signs {
        self.connected().signs.read_by(reader, board)
    }

    /// The names of these people, as everybody reads them, may be others: also on their hands.
    pub(super) fn renamed(&self, people: &[ActorId]) {
        if !people.is_empty() && self.connected().signs.has_hand_of(people) {
            self.followers.ring(News::SIGNS);
        }
    }

    pub(super) fn lower(&self, hand: u32) {
        if self.connected().signs.lower(hand) {
            self.followers.ring(News::SIGNS);
        }
    }

    /// Gives how people stand, together with what the board knows of them.
    pub(super) fn truth(&self, board: &Board, now: Instant) -> Truth {
        let mut truth = Truth::default();
        let connected = self.connected();
        let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        // After a restart the board still knows those who put something in.
        let mut joined = contributors(board);
        joined.extend(connected.guests.keys());
        truth.joined = size(joined.len());
        connected.guests.values().for_each(|guest| guest.count(&mut truth, now));
        drop(connected);
        truth.placed = size(board.people().values().filter(|one| one.stickers > 0).count());
        let finder = board.now().and_then(|activity| activity.finder.as_ref());
        let finder = finder.and_then(|finder| board.finder(finder));
        let said = |finder: &FinderState| {
            finder.answers.values().filter(|stored| !stored.answer.is_skip()).count()
        };
        truth.answered = finder.map(|finder| size(said(finder)));
        truth
    }

    fn connected(&self) -> MutexGuard<'_, Connected> {
        self.connected.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Under the lock, so that counts are told in the order in which they were.
    fn tell(&self, connected: &Connected) {
        let now = connected.count;
        if self.count.send_if_modified(|told| std::mem::replace(told, now) != now) {
            self.followers.ring(News::PRESENCE);
        }
        self.followers.ring_facilitators(News::STAND);
    }
}

impl Connected {
    /// A connection came (1) or went (-1). A participant counts once.
    fn step(&mut self, actor: Actor, step: i32, change: impl FnOnce(&mut Guest)) {
        match actor.role {
            Role::Display => return add(&mut self.count.displays, step),
            Role::Facilitator | Role::System => return add(&mut self.count.facilitators, step),
            Role::Participant => {}
        }
        let guest = self.guests.entry(actor.id).or_default();
        let before = guest.place();
        change(guest);
        for (place, step) in [(before, -1), (guest.place(), 1)] {
            match place {
                Some(Here::Room) => add(&mut self.count.room, step),
                Some(Here::Remote) => add(&mut self.count.remote, step),
                None => {}
            }
        }
    }
}

/// Gives who has put in a sticker or an answer.
fn contributors(board: &Board) -> BTreeSet<ActorId> {
    let people = board.people().iter();
    let placed = people.filter(|(_, person)| person.stickers > 0).map(|(id, _)| *id);
    let finders = board.finder_rules().filter_map(|finder| board.finder(&finder.id));
    placed.chain(finders.flat_map(|finder| finder.answers.keys().copied())).collect()
}

fn encode(presence: Presence) -> Utf8Bytes {
    super::live::encode(&ServerMessage::Presence(presence))
}

fn add(count: &mut u32, step: i32) {
    *count = count.saturating_add_signed(step);
}

impl PresenceGuard {
    /// Says how this connection stands.
    pub fn report(&self, report: Report) {
        let mut connected = self.attendance.connected();
        let guest = connected.guests.get_mut(&self.actor.id);
        if guest.is_some_and(|guest| guest.report(self.number, report)) {
            self.attendance.followers.ring_facilitators(News::STAND);
        }
    }

    /// Puts this person's hand up.
    pub fn raise(&self) {
        self.hand(Some(self.here));
    }

    /// Takes this person's hand down.
    pub fn lower(&self) {
        self.hand(None);
    }

    /// Shows a sign to all.
    pub fn show(&self, sign: Sign) {
        self.attendance.connected().signs.show(sign);
        self.attendance.followers.ring(News::SIGNS);
    }

    /// The other end said that it goes: its line did not break.
    pub fn said_goodbye(&mut self) {
        self.goodbye = true;
    }

    fn hand(&self, up: Option<Here>) {
        if self.attendance.connected().signs.hand(self.actor.id, up) {
            self.attendance.followers.ring(News::SIGNS);
        }
    }
}

impl Drop for PresenceGuard {
    fn drop(&mut self) {
        let mut connected = self.attendance.connected();
        let (number, goodbye) = (self.number, self.goodbye);
        connected.step(self.actor, -1, |guest| guest.go(number, goodbye, Instant::now()));
        self.attendance.tell(&connected);
    }
}

impl std::fmt::Debug for PresenceGuard {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("PresenceGuard").field("here", &self.here).finish_non_exhaustive()
    }
}
