//! How many are here: apart from the log, and never who.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::wire::{Here, Presence};
use tokio::sync::watch;

/// Who is connected to a room.
pub(super) struct Attendance {
    connected: Mutex<Connected>,
    count: watch::Sender<Presence>,
}

/// Connections of each participant (in the room, from elsewhere), and of pages.
#[derive(Default)]
struct Connected {
    participants: HashMap<ActorId, [u32; 2]>,
    count: Presence,
}

/// Counts somebody as present as long as it lives.
#[must_use = "dropping the guard ends the presence"]
pub struct PresenceGuard {
    attendance: Arc<Attendance>,
    actor: Actor,
    here: Here,
}

impl Attendance {
    pub(super) fn new() -> Self {
        let (count, _) = watch::channel(Presence::default());
        Self { connected: Mutex::default(), count }
    }

    pub(super) fn enter(this: &Arc<Self>, actor: Actor, here: Here) -> PresenceGuard {
        this.step(actor, here, 1);
        PresenceGuard { attendance: this.clone(), actor, here }
    }

    pub(super) fn watch(&self) -> watch::Receiver<Presence> {
        self.count.subscribe()
    }

    /// A connection came (1) or went (-1).
    fn step(&self, actor: Actor, here: Here, step: i32) {
        let mut connected = self.connected.lock().unwrap_or_else(PoisonError::into_inner);
        match actor.role {
            Role::Participant => connected.participant(actor.id, here, step),
            Role::Display => add(&mut connected.count.displays, step),
            Role::Facilitator | Role::System => add(&mut connected.count.facilitators, step),
        }
        let now = connected.count;
        // Under the lock, so that counts are told in the order in which they were.
        self.count.send_if_modified(|told| std::mem::replace(told, now) != now);
    }
}

impl Connected {
    /// A participant counts once, and in the room if any of their devices is there.
    fn participant(&mut self, id: ActorId, here: Here, step: i32) {
        let devices = self.participants.entry(id).or_default();
        let before = place(*devices);
        add(&mut devices[here as usize], step);
        let after = place(*devices);
        if after.is_none() {
            self.participants.remove(&id);
        }
        for (place, step) in [(before, -1), (after, 1)] {
            match place {
                Some(Here::Room) => add(&mut self.count.room, step),
                Some(Here::Remote) => add(&mut self.count.remote, step),
                None => {}
            }
        }
    }
}

fn place([room, remote]: [u32; 2]) -> Option<Here> {
    match (room, remote) {
        (0, 0) => None,
        (0, _) => Some(Here::Remote),
        _ => Some(Here::Room),
    }
}

fn add(count: &mut u32, step: i32) {
    *count = count.saturating_add_signed(step);
}

impl Drop for PresenceGuard {
    fn drop(&mut self) {
        self.attendance.step(self.actor, self.here, -1);
    }
}

impl std::fmt::Debug for PresenceGuard {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("PresenceGuard").field("here", &self.here).finish_non_exhaustive()
    }
}
