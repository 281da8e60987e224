//! What a screen has in mind, and how messages change it: what the pages do, again in Rust.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use kenspeckle_shared::command::Command;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::{CommandId, Rev};
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{Audience, Card, Change};
use kenspeckle_shared::wire::{AckOutcome, Resume, ServerMessage};
use kenspeckle_tests::{Memory, apply_to_card};

use crate::world::World;

/// A screen's mind. Outbox and name outlive a reload; the rest does not.
pub(crate) struct Mind {
    pub(crate) number: usize,
    pub(crate) actor: Actor,
    pub(crate) audience: Audience,
    pub(crate) memory: Option<Memory>,
    pub(crate) card: Option<Card>,
    /// What has no final answer yet, in order.
    pub(crate) outbox: VecDeque<(CommandId, Command)>,
    /// When each command was asked, in milliseconds of the run.
    asked_ms: BTreeMap<CommandId, u64>,
    /// It has been welcomed and follows the board.
    pub(crate) live: bool,
    /// Its person was erased, and it was told so.
    pub(crate) gone: bool,
    /// The server is known to have heard that it follows: answers come after their frames.
    ordered: bool,
    /// Where the board was when this screen came back and went on by frames.
    came_back_at: Rev,
    /// Commands that were answered, for sending them again without need.
    pub(crate) answered: Vec<(CommandId, Command)>,
}

/// What a message asks the connection to do.
pub(crate) enum Todo {
    Nothing,
    SendOutbox,
    Fetch,
    SendAgain(CommandId, Option<Duration>),
    /// What came does not fit: begin anew.
    HangUp,
}

impl Mind {
    pub(crate) fn new(number: usize, actor: Actor) -> Self {
        Self {
            number,
            actor,
            audience: Audience::of(actor.role),
            memory: None,
            card: None,
            outbox: VecDeque::new(),
            asked_ms: BTreeMap::new(),
            live: false,
            gone: false,
            ordered: false,
            came_back_at: 0,
            answered: Vec::new(),
        }
    }

    pub(crate) fn rev(&self) -> Rev {
        self.memory.as_ref().map_or(0, |memory| memory.rev)
    }

    /// Puts a command into the outbox.
    pub(crate) fn ask(&mut self, now_ms: u64, id: CommandId, command: Command) {
        self.asked_ms.insert(id, now_ms);
        self.outbox.push_back((id, command));
    }

    /// The page is loaded again: it knows what its storage kept.
    pub(crate) fn reload(&mut self) {
        (self.memory, self.card, self.live) = (None, None, false);
    }

    /// Takes a message in, and lets the judge look at what it did.
    pub(crate) fn hear(&mut self, world: &World, message: ServerMessage) -> Todo {
        match message {
            ServerMessage::Welcome { resume, card, rev, .. } => {
                world.judge(|judge| judge.told_of(rev));
                self.card = card.map(|card| *card);
                self.came_back_at = rev;
                self.welcomed(resume)
            }
            ServerMessage::Ack { id, rev, outcome } => {
                self.acked(world, id, rev, &outcome);
                Todo::Nothing
            }
            ServerMessage::Refused { id, retry_ms: Some(wait), code, .. } => {
                // How long a full log lets people wait is left to chance there, and so here.
                let patience = code == RefusalCode::TooFast;
                let asked_ms = self.asked_ms.get(&id).copied().unwrap_or(0);
                // Asked again while it was being done.
                let erase = (id, Command::Erase {});
                let is_erasing = self.outbox.contains(&erase) || self.answered.contains(&erase);
                if !patience && !is_erasing && !world.was_harmed_since(asked_ms) {
                    world.fail(format!("{id} is not stored, and nothing was wrong"));
                }
                Todo::SendAgain(id, patience.then(|| Duration::from_millis(wait)))
            }
            ServerMessage::Refused { id, code, .. } => {
                if let Some(command) = self.take(id) {
                    world.judge(|judge| judge.refused(self.actor, id, &command, code));
                }
                Todo::Nothing
            }
            ServerMessage::Frame { from, rev, changes } => self.frame(world, from, rev, &changes),
            ServerMessage::Own { rev, changes } => {
                world.judge(|judge| judge.told_of(rev));
                if let Some(card) = &mut self.card {
                    apply_to_card(card, &changes);
                }
                Todo::Nothing
            }
            ServerMessage::Presence(_) | ServerMessage::Signs(_) | ServerMessage::Truth(_) => {
                Todo::Nothing
            }
            ServerMessage::Beat { rev, digest } => self.beat(world, rev, digest),
            ServerMessage::Resync {} => {
                self.live = false;
                Todo::Fetch
            }
        }
    }

    /// Its token opens nothing any more.
    pub(crate) fn sent_away(&mut self, world: &World) {
        world.judge(|judge| judge.sent_away(self.actor));
        self.gone = true;
        self.outbox.clear();
    }

    /// Takes a snapshot in.
    pub(crate) fn fetched(&mut self, world: &World, memory: Memory) {
        if memory.rev < self.rev() {
            let (was, is) = (self.rev(), memory.rev);
            return world.fail(format!("screen {} went back from {was} to {is}", self.number));
        }
        world.judge(|judge| judge.shown(self.number, self.audience, &memory));
        self.memory = Some(memory);
        (self.live, self.ordered) = (true, false);
    }

    fn welcomed(&mut self, resume: Resume) -> Todo {
        match resume {
            Resume::Frames if self.memory.is_some() => {
                (self.live, self.ordered) = (true, true);
                Todo::SendOutbox
            }
            Resume::Frames => Todo::HangUp,
            Resume::Snapshot => Todo::Fetch,
        }
    }

    fn frame(&mut self, world: &World, from: Rev, rev: Rev, changes: &[Change]) -> Todo {
        let Some(memory) = self.memory.as_mut().filter(|_| self.live) else {
            world.fail(format!("screen {} got a frame before its board", self.number));
            return Todo::HangUp;
        };
        let was = memory.rev;
        self.ordered = true;
        let on_the_way = self.audience == Audience::Public && rev <= self.came_back_at;
        for change in changes.iter().filter(|_| on_the_way) {
            let at = self.came_back_at;
            world.judge(|judge| match change {
                Change::Sticker(view) => judge.told_on_the_way(view, at),
                Change::Guests { names } => judge.names_on_the_way(names, at),
                _ => Ok(()),
            });
        }
        if !memory.apply(from, rev, changes) {
            let number = self.number;
            world.fail(format!("screen {number} at {was} got the frame from {from} to {rev}"));
            return Todo::HangUp;
        }
        world.judge(|judge| judge.shown(self.number, self.audience, memory));
        Todo::Nothing
    }

    fn beat(&mut self, world: &World, rev: Rev, digest: u32) -> Todo {
        world.judge(|judge| judge.told_of(rev));
        let here = self.memory.as_ref().filter(|memory| self.live && memory.rev == rev);
        if here.is_some_and(|memory| memory.digest() != digest) {
            world.fail(format!("screen {} at {rev} has another digest", self.number));
        }
        Todo::Nothing
    }

    fn acked(&mut self, world: &World, id: CommandId, rev: Rev, outcome: &AckOutcome) {
        let first = self.take(id);
        world.judge(|judge| judge.acked(self.actor, id, rev, outcome));
        // Frames come before answers, so that nobody is told of what they cannot see.
        if self.live && self.ordered && self.rev() < rev {
            let (number, here) = (self.number, self.rev());
            world.fail(format!("screen {number} at {here} got an ack of {rev} before its frame"));
        }
        if let (Some(card), Some(_)) = (&self.card, &first) {
            world.judge(|judge| judge.card_after(self.actor, id, card));
        }
        self.answered.extend(first.map(|command| (id, command)));
    }

    fn take(&mut self, id: CommandId) -> Option<Command> {
        let at = self.outbox.iter().position(|(waiting, _)| *waiting == id)?;
        self.outbox.remove(at).map(|(_, command)| command)
    }
}
