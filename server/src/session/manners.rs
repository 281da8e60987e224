//! What a participant tells and shows beside commands, and what that does.

use std::time::Duration;

use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::limits::{SIGN_MS, SLOW_MS};
use kenspeckle_shared::wire::{ClientMessage, CloseCode, Here, Sign};
use tokio::time::Instant;

use super::ending::Ending;
use crate::room::{PresenceGuard, Report, Room};

/// One connection's presence, and how it stands.
pub(super) struct Manners {
    room: Room,
    actor: Actor,
    report: Report,
    /// The last write took long.
    dragging: bool,
    /// Nothing was heard for longer than a beat.
    late: bool,
    next_sign: Instant,
    present: PresenceGuard,
}

impl Manners {
    pub(super) fn enter(room: &Room, actor: Actor, here: Here) -> Self {
        let present = room.enter(actor, here);
        let next_sign = Instant::now();
        Self {
            room: room.clone(),
            actor,
            report: Report::default(),
            dragging: false,
            late: false,
            next_sign,
            present,
        }
    }

    /// Does what a message asks that is neither a command nor of the connection itself. Whoever
    /// says what is not theirs to say is none of our pages.
    pub(super) fn hear(&mut self, message: &ClientMessage) -> Result<(), Ending> {
        match (self.actor.role, message) {
            (Role::Participant, ClientMessage::Doing { busy, unsent }) => {
                self.say(Report { busy: *busy, unsent: *unsent > 0, ..self.report });
            }
            (Role::Participant, ClientMessage::Hand { up: true }) => self.present.raise(),
            (Role::Participant, ClientMessage::Hand { up: false }) => self.present.lower(),
            (Role::Participant, ClientMessage::Show { sign }) => self.show(*sign),
            (Role::Facilitator, ClientMessage::LowerHand { number }) => {
                self.room.lower_hand(*number);
            }
            _ => return Err(Ending::Close(CloseCode::BadMessage)),
        }
        Ok(())
    }

    /// Notes how long a write took.
    pub(super) fn wrote_in(&mut self, took: Duration) {
        self.dragging = took >= Duration::from_millis(SLOW_MS);
        self.judge_line();
    }

    /// A beat is late.
    pub(super) fn is_late(&mut self) {
        self.late = true;
        self.judge_line();
    }

    /// The beat came after all.
    pub(super) fn is_in_time(&mut self) {
        self.late = false;
        self.judge_line();
    }

    /// The connection ends, and how.
    pub(super) fn leave(&mut self, ending: &Ending) {
        if *ending == Ending::Left {
            self.present.said_goodbye();
        }
    }

    fn judge_line(&mut self) {
        self.say(Report { slow: self.dragging || self.late, ..self.report });
    }

    fn say(&mut self, report: Report) {
        if std::mem::replace(&mut self.report, report) != report {
            self.present.report(report);
        }
    }

    /// What comes too soon is not an offence: a finger drums.
    fn show(&mut self, sign: Sign) {
        let now = Instant::now();
        if now >= self.next_sign && !self.room.is_quiet() {
            self.next_sign = now + Duration::from_millis(SIGN_MS);
            self.present.show(sign);
        }
    }
}
