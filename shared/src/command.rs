//! What a client may ask of a board.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::finder::Answer;
use crate::ids::{AreaId, CommandId, FinderId, KindId, Seq};
use crate::position::Position;

/// What somebody may do on a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Puts stickers and answers.
    Participant,
    /// Reads only: the projector.
    Display,
    /// Runs the board.
    Facilitator,
    /// The server itself, for instance when it opens a board. No token gives it.
    System,
}

/// Where a sticker goes: an area for kinds of precision `area`, a point for the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Somewhere in this study area; the point never leaves the phone.
    Area(AreaId),
    /// At this point.
    Point(Position),
}

/// One wish of a client. Imperative; every variant has braces so that unknown fields are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Put a sticker. Its id from now on, for its author, is the id of this command.
    Place {
        /// Of which kind.
        kind: KindId,
        /// Where.
        place: Place,
        /// A few words with it, at most `NOTE_CHARS` characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        note: Option<String>,
    },
    /// Make one of my stickers another: kind and note are replaced, the place only if given.
    Change {
        /// The id of the command that placed it.
        sticker: CommandId,
        /// Its kind from now on.
        kind: KindId,
        /// Its place from now on; needed when the new kind has another precision.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        place: Option<Place>,
        /// Its note from now on; none takes the note away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        note: Option<String>,
    },
    /// Take one of my stickers back.
    TakeBack {
        /// The id of the command that placed it.
        sticker: CommandId,
    },
    /// Answer an opinion finder, or change my answer.
    Answer {
        /// Which one.
        finder: FinderId,
        /// My answer from now on.
        answer: Answer,
    },
    /// Take my answer back.
    TakeBackAnswer {
        /// To which opinion finder.
        finder: FinderId,
    },
    /// Say what I want to be called, or no longer.
    SetName {
        /// At most `NAME_CHARS` characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        name: Option<String>,
    },
    /// Facilitator: open an opinion finder or close it.
    SetFinderOpen {
        /// Which one.
        finder: FinderId,
        /// Whether answers are taken.
        open: bool,
    },
    /// Facilitator: show an opinion finder's tally to everybody, or hide it.
    SetFinderRevealed {
        /// Which one.
        finder: FinderId,
        /// Whether everybody sees the tally.
        revealed: bool,
    },
    /// Facilitator: pause placing, or let it go on.
    SetLocked {
        /// Whether placing is paused.
        locked: bool,
    },
    /// Facilitator: hide a sticker, or the words of an answer, from everybody but their author.
    SetHidden {
        /// The name of the sticker or of the answer's words on the board.
        seq: Seq,
        /// Whether it is hidden.
        hidden: bool,
    },
    /// Facilitator: point every screen at one study area, or at none.
    ShowArea {
        /// Which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        area: Option<AreaId>,
    },
    /// Facilitator: end the session, or take it up again.
    SetEnded {
        /// Whether it has ended.
        ended: bool,
    },
}

impl Command {
    /// Says which role may ask this.
    pub fn asked_by(&self) -> Role {
        match self {
            Self::Place { .. }
            | Self::Change { .. }
            | Self::TakeBack { .. }
            | Self::Answer { .. }
            | Self::TakeBackAnswer { .. }
            | Self::SetName { .. } => Role::Participant,
            Self::SetFinderOpen { .. }
            | Self::SetFinderRevealed { .. }
            | Self::SetLocked { .. }
            | Self::SetHidden { .. }
            | Self::ShowArea { .. }
            | Self::SetEnded { .. } => Role::Facilitator,
        }
    }
}
