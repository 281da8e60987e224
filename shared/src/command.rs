//! What a client may ask of a board.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agenda::{Activity, ActivityState};
use crate::finder::{Answer, Finder};
use crate::ids::{ActivityId, AreaId, CommandId, FinderId, GuestId, KindId, Seq};
use crate::moderation::Why;
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
        /// In which round of the question I gave it, as its view said (`FinderView`), so that what
        /// waited on the way counts for no later one. Without it, for whichever it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        round: Option<u32>,
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
        /// Whether everybody may read it in the list of who is here.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(as = "Option<bool>", optional)]
        shown: bool,
    },
    /// Say that somebody who has no device of their own agreed, in spoken words, to take part
    /// through another person's.
    NoteConsent {},
    /// Erase everything of mine, here and in the log, for good. My token opens nothing afterwards.
    Erase {},
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
    /// Facilitator: hide a sticker, its note, or a text of an answer from everybody but its
    /// author, or show it: again, or for the first time.
    SetHidden {
        /// With `part`, its name on the board.
        seq: Seq,
        /// Which part: of a sticker, 0 is the sticker and 1 its note; of an answer, which text.
        #[serde(default, skip_serializing_if = "is_zero")]
        #[ts(as = "Option<u8>", optional)]
        part: u8,
        /// Whether it is hidden.
        hidden: bool,
        /// Why, for its author.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        why: Option<Why>,
    },
    /// Facilitator: hide a name that its owner shows to everybody from all but its owner, or show
    /// it: again, or for the first time.
    SetNameHidden {
        /// Whose.
        guest: GuestId,
        /// Whether it is hidden.
        hidden: bool,
        /// Why, for its owner.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        why: Option<Why>,
    },
    /// Facilitator: pause the placing and writing of whoever put this thing, or let it go on.
    SetMuted {
        /// The name of a sticker, or of a text of an answer, of theirs.
        seq: Seq,
        /// Which text.
        #[serde(default, skip_serializing_if = "is_zero")]
        #[ts(as = "Option<u8>", optional)]
        part: u8,
        /// Whether they are paused.
        muted: bool,
        /// Why, for them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        why: Option<Why>,
    },
    /// Facilitator: bring the board to an activity, and open it if people were not to see it yet.
    GoTo {
        /// Which one.
        activity: ActivityId,
    },
    /// Facilitator: add an activity, or put this in place of the one with its id.
    PutActivity {
        /// The whole activity.
        activity: Box<Activity>,
        /// The activity that a new one comes before; at the end if none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        before: Option<ActivityId>,
    },
    /// Facilitator: move an activity within the agenda.
    MoveActivity {
        /// Which one.
        activity: ActivityId,
        /// The one that it comes before; to the end if none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        before: Option<ActivityId>,
    },
    /// Facilitator: take an activity out of the agenda.
    RemoveActivity {
        /// Which one.
        activity: ActivityId,
    },
    /// Facilitator: say what people can do in an activity.
    SetActivityState {
        /// Which one.
        activity: ActivityId,
        /// How it stands from now on.
        state: ActivityState,
    },
    /// Facilitator: start the timer anew, or put it away.
    SetTimer {
        /// How long from now on, in milliseconds; none puts it away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        ms: Option<u64>,
    },
    /// Facilitator: invite everybody to come to where the board is.
    Bring {},
    /// Facilitator: write an opinion finder, or put this in place of the one with its id.
    PutFinder {
        /// The whole opinion finder.
        finder: Box<Finder>,
    },
    /// Facilitator: ask an opinion finder again. The answers become those of the round before.
    AskAgain {
        /// Which one.
        finder: FinderId,
    },
    /// Facilitator: switch signs from people's phones off, or on again.
    SetQuiet {
        /// Whether it is quiet.
        quiet: bool,
    },
    /// Facilitator: put the board away, or take it out again.
    SetArchived {
        /// Whether it is put away.
        archived: bool,
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
            | Self::SetName { .. }
            | Self::NoteConsent {}
            | Self::Erase {} => Role::Participant,
            Self::SetFinderOpen { .. }
            | Self::SetFinderRevealed { .. }
            | Self::SetLocked { .. }
            | Self::SetHidden { .. }
            | Self::SetNameHidden { .. }
            | Self::SetMuted { .. }
            | Self::GoTo { .. }
            | Self::PutActivity { .. }
            | Self::MoveActivity { .. }
            | Self::RemoveActivity { .. }
            | Self::SetActivityState { .. }
            | Self::SetTimer { .. }
            | Self::Bring {}
            | Self::PutFinder { .. }
            | Self::AskAgain { .. }
            | Self::SetQuiet { .. }
            | Self::SetArchived { .. }
            | Self::ShowArea { .. }
            | Self::SetEnded { .. } => Role::Facilitator,
        }
    }
}

fn is_zero(part: &u8) -> bool {
    *part == 0
}
