//! WebSocket messages: JSON text, one message each, told apart by `t`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::command::{Command, Role};
use crate::ids::{BoardId, CommandId, Rev};
use crate::refusal::RefusalCode;
use crate::view::{Card, Change, OwnChange};

use super::{Sign, Signs, Truth};

/// What a client says. Unknown fields and types are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "t", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientMessage {
    /// First of all: who I am and what I have.
    Hello {
        /// The protocol version I speak.
        protocol: u16,
        /// The token from my link or my local storage.
        token: String,
        /// The epoch of the board that I have, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        epoch: Option<String>,
        /// The rev that I have; 0 for none.
        rev: Rev,
        /// Where I am.
        here: Here,
    },
    /// After a snapshot: go on from here.
    Resume {
        /// The snapshot's epoch.
        epoch: String,
        /// The snapshot's rev.
        rev: Rev,
    },
    /// Please do this. The same id may be sent again until an answer has come.
    Command {
        /// A UUIDv7 made by the client.
        id: CommandId,
        /// What to do.
        command: Command,
    },
    /// How it stands on a participant's device, whenever that changes.
    Doing {
        /// Somebody is in the middle of an answer or a note.
        busy: bool,
        /// So many commands are not acked.
        unsent: u32,
    },
    /// A participant raises a hand, or takes it down.
    Hand {
        /// Whether it is up.
        up: bool,
    },
    /// A participant shows a sign to all; not while it is quiet.
    Show {
        /// Which.
        sign: Sign,
    },
    /// A facilitator has seen a hand, and takes it down.
    LowerHand {
        /// Its number.
        number: u32,
    },
    /// I am still here.
    Beat {},
}

/// Where a participant takes part from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Here {
    /// In the hall.
    #[default]
    Room,
    /// From elsewhere.
    Remote,
}

/// What the server says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum ServerMessage {
    /// The answer to a hello.
    Welcome {
        /// The protocol version of everything that follows.
        protocol: u16,
        /// Which board.
        board: BoardId,
        /// What the token allows.
        role: Role,
        /// The life of the board's log.
        epoch: String,
        /// The board's rev now.
        rev: Rev,
        /// Content hash of the board's definition.
        definition: String,
        /// The board's join code.
        join_code: String,
        /// The address that the join code leads to, for people to type or scan.
        join_url: String,
        /// Server time, milliseconds since 1970-01-01 UTC.
        server_ms: u64,
        /// How the client gets from what it has to now.
        resume: Resume,
        /// Participants only: everything that they put in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        card: Option<Box<Card>>,
        /// Who is here.
        presence: Presence,
        /// Hands that are up, and signs so far.
        signs: Signs,
    },
    /// Your command is stored.
    Ack {
        /// Its id.
        id: CommandId,
        /// The rev of its entry.
        rev: Rev,
        /// What came of it.
        outcome: AckOutcome,
    },
    /// Your command was not let into the log.
    Refused {
        /// Its id.
        id: CommandId,
        /// Why.
        code: RefusalCode,
        /// Why, in plain English.
        words: String,
        /// Send it again after this many milliseconds; absent if that would not help.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        retry_ms: Option<u64>,
    },
    /// The board went from one rev to another.
    Frame {
        /// The rev before it; apply only to exactly this one.
        from: Rev,
        /// The rev after it.
        rev: Rev,
        /// What changed, as far as you may see it; may be nothing.
        changes: Vec<Change>,
    },
    /// Your card changed.
    Own {
        /// The rev by which it did.
        rev: Rev,
        /// How.
        changes: Vec<OwnChange>,
    },
    /// Who is here changed.
    Presence(Presence),
    /// A hand went up or down, or somebody showed a sign.
    Signs(Signs),
    /// Facilitators only: how the session stands.
    Truth(Truth),
    /// I am still here, and this is what you should have.
    Beat {
        /// The board's rev.
        rev: Rev,
        /// Check sum over the stickers you see at exactly this rev.
        digest: u32,
    },
    /// You are too far behind: fetch the snapshot, then say resume.
    Resync {},
}

/// How a client gets from what it has to now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Resume {
    /// The missed frames follow.
    Frames,
    /// Fetch the snapshot, then say resume.
    Snapshot,
}

/// What came of a stored command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum AckOutcome {
    /// Done.
    Changed {},
    /// Between the first look and the log, the board had changed: not done.
    Refused {
        /// Why.
        code: RefusalCode,
        /// Why, in plain English.
        words: String,
    },
    /// It had been done before, at the rev of this ack.
    Repeated {},
}

/// How many people are connected; never who.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Presence {
    /// Participants in the hall.
    pub room: u32,
    /// Participants elsewhere.
    pub remote: u32,
    /// Displays.
    pub displays: u32,
    /// Facilitator pages.
    pub facilitators: u32,
}
