//! Everything that a screen has in mind, and how messages change it.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use kenspeckle_shared::command::{Command, Role};
use kenspeckle_shared::ids::{CommandId, Rev};
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::Card;
use kenspeckle_shared::wire::{AckOutcome, Presence, Resume, ServerMessage, Truth};

use crate::card;
use crate::memory::Memory;

/// A screen's mind. It outlives connections, as a page's memory and local storage do.
#[derive(Debug, Default)]
pub struct Mind {
    /// How it stands with the server.
    pub connection: Connection,
    /// The board, once it has been seen.
    pub memory: Option<Memory>,
    /// Its holder's own things.
    pub card: Card,
    /// Its role, once welcomed.
    pub role: Option<Role>,
    /// How the last welcome let it go on.
    pub resume: Option<Resume>,
    /// Who is here.
    pub presence: Presence,
    /// How the session stands, as facilitators are told.
    pub truth: Truth,
    /// What has no final answer yet, in order.
    pub outbox: VecDeque<(CommandId, Command)>,
    /// Final answers, and how long they took.
    pub answers: BTreeMap<CommandId, (Answer, Duration)>,
    /// How often the server asked for patience (`retry_ms`).
    pub refused_for_now: u32,
    /// The server's beats.
    pub beats: Vec<(Rev, u32)>,
    /// How many snapshots were fetched.
    pub snapshots: u32,
    /// Every byte of text that came, from sockets and in snapshots.
    pub heard: String,
    /// Every command that was asked, in order.
    pub asked: Vec<CommandId>,
    asked_at: BTreeMap<CommandId, Instant>,
}

/// How a screen stands with the server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Connection {
    /// There is none.
    #[default]
    Away,
    /// There is one, and the board is being brought up to date.
    Opening,
    /// Welcomed, and following.
    Live,
    /// The server ended it, with this code (0 if without a word) and reason.
    Ended(u16, String),
    /// It received what the protocol does not allow.
    Broken(String),
}

/// A final answer to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Stored at this rev, and done.
    Changed(Rev),
    /// Stored at this rev before.
    Repeated(Rev),
    /// Stored at this rev, and not done.
    RefusedByLog(Rev, RefusalCode),
    /// Not let in.
    Refused(RefusalCode),
}

/// What a message asks the connection to do.
pub(crate) enum Todo {
    Nothing,
    SendOutbox,
    FetchSnapshot,
    SendAgain(CommandId, Duration),
}

impl Mind {
    /// Gives the rev of what is shown; 0 for nothing.
    pub fn rev(&self) -> Rev {
        self.memory.as_ref().map_or(0, |memory| memory.rev)
    }

    /// Gives the board as it is shown.
    pub fn board(&self) -> &Memory {
        self.memory.as_ref().unwrap_or_else(|| panic!("this screen has not seen the board"))
    }

    /// Says whether the connection is there and the board on it.
    pub fn is_live(&self) -> bool {
        self.connection == Connection::Live && self.memory.is_some()
    }

    /// Forgets what a page forgets that is loaded anew.
    pub(crate) fn forget(&mut self) {
        (self.memory, self.connection) = (None, Connection::Away);
        self.card = Card::default();
    }

    pub(crate) fn ask(&mut self, id: CommandId, command: Command) {
        self.asked.push(id);
        self.asked_at.insert(id, Instant::now());
        self.outbox.push_back((id, command));
    }

    pub(crate) fn hear(&mut self, message: ServerMessage) -> Todo {
        match message {
            ServerMessage::Welcome { role, resume, card, presence, .. } => {
                self.role = Some(role);
                self.resume = Some(resume);
                self.presence = presence;
                self.card = *card.unwrap_or_default();
                return self.welcomed(resume);
            }
            ServerMessage::Ack { id, rev, outcome } => {
                let answer = match outcome {
                    AckOutcome::Changed {} => Answer::Changed(rev),
                    AckOutcome::Repeated {} => Answer::Repeated(rev),
                    AckOutcome::Refused { code, .. } => Answer::RefusedByLog(rev, code),
                };
                self.answered(id, answer);
            }
            ServerMessage::Refused { id, retry_ms: Some(wait), .. } => {
                self.refused_for_now += 1;
                return Todo::SendAgain(id, Duration::from_millis(wait));
            }
            ServerMessage::Refused { id, code, .. } => self.answered(id, Answer::Refused(code)),
            ServerMessage::Frame { from, rev, changes } => {
                let memory = self.memory.as_mut();
                if !memory.is_some_and(|memory| memory.apply(from, rev, &changes)) {
                    let gap = format!("a frame from {from} to {rev} came at rev {}", self.rev());
                    self.connection = Connection::Broken(gap);
                }
            }
            ServerMessage::Own { changes, .. } => card::apply(&mut self.card, &changes),
            ServerMessage::Presence(presence) => self.presence = presence,
            ServerMessage::Truth(truth) => self.truth = truth,
            ServerMessage::Signs(_) => {}
            ServerMessage::Beat { rev, digest } => self.beat(rev, digest),
            ServerMessage::Resync {} => return Todo::FetchSnapshot,
        }
        Todo::Nothing
    }

    fn welcomed(&mut self, resume: Resume) -> Todo {
        match resume {
            Resume::Frames => {
                self.connection = Connection::Live;
                Todo::SendOutbox
            }
            Resume::Snapshot => Todo::FetchSnapshot,
        }
    }

    fn answered(&mut self, id: CommandId, answer: Answer) {
        self.outbox.retain(|(waiting, _)| *waiting != id);
        let took = self.asked_at.get(&id).map_or(Duration::ZERO, Instant::elapsed);
        self.answers.entry(id).or_insert((answer, took));
    }

    fn beat(&mut self, rev: Rev, digest: u32) {
        self.beats.push((rev, digest));
        if let Some(memory) = self.memory.as_ref().filter(|memory| memory.rev == rev)
            && memory.digest() != digest
        {
            let other = format!("at rev {rev} the server's digest is {digest}, not its own");
            self.connection = Connection::Broken(other);
        }
    }
}
