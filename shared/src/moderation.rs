//! How words that people wrote stand, and what a facilitator did to other people's things.
//!
//! Nothing is hidden silently: the author sees it with its reason, and everybody can read in the
//! board's list of deeds that it was done, though never whose it was or what it said.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{Rev, Seq};

/// Whether others see some words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Standing {
    /// Everybody sees them.
    #[default]
    Shown,
    /// They wait for the facilitator to show them; until then only their author sees them.
    Waiting,
    /// The facilitator hid them; only their author sees them, with the reason.
    Hidden(Why),
}

/// Why something was hidden or somebody muted, as its author reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// The reason, which everybody may read.
    pub reason: Reason,
    /// More of it, for the author alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<String>,
}

/// A reason that a facilitator can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It tells something private about its author.
    Private,
    /// It speaks of another person who can be told from it.
    AboutSomebody,
    /// It could hurt somebody.
    Hurtful,
    /// It belongs to another question or place.
    Elsewhere,
    /// It is there twice, or was put there by mistake.
    Mistake,
    /// Something else.
    Other,
}

/// One text of an answer: its name on the board, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The rev of the entry that brought it.
    pub seq: Seq,
    /// Which text of that entry it was, from 0 on.
    pub part: u8,
    /// Whether others see it.
    #[serde(default, skip_serializing_if = "Standing::is_shown")]
    pub standing: Standing,
}

/// Something that a facilitator did to somebody else's thing. It names neither the person nor the
/// thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Handled {
    /// The entry that did it.
    pub rev: Rev,
    /// Server time, milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
    /// What was done.
    pub deed: Handling,
    /// To what kind of thing.
    pub to: Handle,
    /// Why, if a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<Reason>,
    /// The deed that paused somebody, which this one ends or takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ends: Option<Rev>,
}

/// What a facilitator can do to somebody else's thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Handling {
    Hidden,
    /// Shown again after it was hidden.
    Restored,
    /// Shown for the first time, after waiting.
    Approved,
    Muted,
    Unmuted,
}

/// The kinds of things that can be handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Handle {
    /// A sticker, with its note.
    Sticker,
    /// The note of a sticker.
    Note,
    /// Words in an answer.
    Words,
    /// A name that its owner shows to everybody.
    Name,
    /// A person's placing of stickers and writing of words.
    Placing,
}

impl Standing {
    /// Says whether everybody sees the words.
    pub fn is_shown(&self) -> bool {
        *self == Self::Shown
    }

    /// Gives why they were hidden, if they were.
    pub fn why(&self) -> Option<&Why> {
        match self {
            Self::Hidden(why) => Some(why),
            Self::Shown | Self::Waiting => None,
        }
    }
}
