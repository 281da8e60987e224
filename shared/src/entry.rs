//! What was let into the log: a command, located, stamped with server time.
//!
//! The log is the only truth and is kept for ever, so this format is versioned and its golden logs
//! must replay to the same state with every later release. Personal fields travel apart from the
//! rest, so that they can be sealed and erased without touching it.

use serde::{Deserialize, Serialize};

use crate::agenda::{Activity, ActivityState};
use crate::command::Role;
use crate::definition::{Definition, Precision};
use crate::finder::{Answer, Finder};
use crate::ids::{ActivityId, ActorId, AreaId, CommandId, FinderId, GuestId, KindId, Seq};
use crate::moderation::Reason;
use crate::position::Position;

/// The version that this release writes. Readers refuse a higher one.
pub const ENTRY_VERSION: u16 = 1;

/// One entry of a board's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The part that anybody who may read the log may read.
    pub body: EntryBody,
    /// The part that belongs to a person; `None` when there is none, or when it was erased.
    pub personal: Option<Personal>,
}

/// The part of an entry without anybody's words, name or exact place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryBody {
    /// Of this format.
    pub version: u16,
    /// Of the command.
    pub id: CommandId,
    /// Who asked.
    pub actor: Actor,
    /// Server time when it was let in, milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
    /// What was asked.
    pub deed: Deed,
}

/// Who asked for something, and in which role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The person behind the token.
    pub id: ActorId,
    /// The token's role.
    pub role: Role,
}

/// The personal fields of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Personal {
    /// A note, a name, the words to a reason, or the texts of an answer in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// The point of a `street` or `exact` sticker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Position>,
}

/// What an entry asks of the board: a command whose place has been found and whose personal fields
/// have been taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs)]
pub enum Deed {
    /// The board follows these rules from now on.
    Define {
        rules: Rules,
    },
    /// `at` is the stand-in of an `area` kind; the point of other kinds is personal.
    Place {
        kind: KindId,
        area: Option<AreaId>,
        at: Option<Position>,
    },
    Change {
        sticker: CommandId,
        kind: KindId,
        moved: Option<Moved>,
    },
    TakeBack {
        sticker: CommandId,
    },
    /// `texts` counts the personal part's, so that erased ones are told from none.
    Answer {
        finder: FinderId,
        answer: Answer,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        round: Option<u32>,
        #[serde(default, skip_serializing_if = "is_zero")]
        texts: u8,
    },
    TakeBackAnswer {
        finder: FinderId,
    },
    SetName {
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        shown: bool,
    },
    NoteConsent {},
    /// From here on the board holds nothing of this person. The log loses their personal parts.
    Erase {},
    SetFinderOpen {
        finder: FinderId,
        open: bool,
    },
    SetFinderRevealed {
        finder: FinderId,
        revealed: bool,
    },
    SetLocked {
        locked: bool,
    },
    /// Words to the reason are personal.
    SetHidden {
        seq: Seq,
        #[serde(default, skip_serializing_if = "is_zero")]
        part: u8,
        hidden: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// Words to the reason are personal.
    SetNameHidden {
        guest: GuestId,
        hidden: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// Words to the reason are personal.
    SetMuted {
        seq: Seq,
        #[serde(default, skip_serializing_if = "is_zero")]
        part: u8,
        muted: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    GoTo {
        activity: ActivityId,
    },
    PutActivity {
        activity: Activity,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<ActivityId>,
    },
    MoveActivity {
        activity: ActivityId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<ActivityId>,
    },
    RemoveActivity {
        activity: ActivityId,
    },
    SetActivityState {
        activity: ActivityId,
        state: ActivityState,
    },
    SetTimer {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ms: Option<u64>,
    },
    Bring {},
    PutFinder {
        finder: Finder,
    },
    AskAgain {
        finder: FinderId,
    },
    SetQuiet {
        quiet: bool,
    },
    SetArchived {
        archived: bool,
    },
    ShowArea {
        area: Option<AreaId>,
    },
    SetEnded {
        ended: bool,
    },
}

fn is_zero(part: &u8) -> bool {
    *part == 0
}

/// Where a changed sticker went: area and, for `area` kinds, stand-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The study area there, if any.
    pub area: Option<AreaId>,
    /// The stand-in of an `area` kind.
    pub at: Option<Position>,
}

/// What of a definition the board's rules need: the log carries it, so that replay needs no file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Content hash of the whole definition.
    pub definition: String,
    /// The legend, in order.
    pub kinds: Vec<KindRule>,
    /// The study areas, in order.
    pub areas: Vec<AreaId>,
    /// The opinion finders, in order.
    pub finders: Vec<Finder>,
    /// The agenda that a new board begins with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agenda: Vec<Activity>,
}

/// What the rules need of a sticker kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRule {
    /// Its id.
    pub id: KindId,
    /// How exactly it says where.
    pub precision: Precision,
}

impl EntryBody {
    /// Gives what stands in the place of this one once its author was erased: that there was an
    /// entry, of which command, and when. It is of nobody, and a board makes nothing of it.
    pub fn blank(&self) -> Self {
        let actor = Actor { id: ActorId::nil(), role: Role::Participant };
        Self { version: self.version, id: self.id, actor, at_ms: self.at_ms, deed: Deed::Erase {} }
    }

    /// Says whether this stands in the place of what somebody erased.
    pub fn is_blank(&self) -> bool {
        let Actor { id, role } = self.actor;
        id.is_nil() && role == Role::Participant && self.deed == Deed::Erase {}
    }
}

impl Personal {
    /// Gives the first of its texts: the note, the name, or the words to a reason.
    pub fn text(&self) -> Option<&str> {
        self.texts.first().map(String::as_str)
    }
}

impl Rules {
    /// Takes from a definition what the rules need; `hash` is the definition's content hash.
    pub fn of(definition: &Definition, hash: &str) -> Self {
        let kind = |kind: &crate::definition::StickerKind| KindRule {
            id: kind.id.clone(),
            precision: kind.precision,
        };
        Self {
            definition: hash.to_owned(),
            kinds: definition.kinds.iter().map(kind).collect(),
            areas: definition.areas.iter().map(|area| area.id.clone()).collect(),
            finders: definition.finders.clone(),
            agenda: definition.agenda.clone(),
        }
    }
}
