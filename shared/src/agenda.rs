//! The agenda: what a workshop does, step by step.
//!
//! A board with an agenda is always in one of its activities. The facilitator moves it on, and can
//! change the agenda while it runs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{ActivityId, AreaId, FinderId, Rev};

/// One step of the workshop, as the facilitator plans it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its id on this board.
    pub id: ActivityId,
    /// What is done in it.
    pub kind: ActivityKind,
    /// What it is called, at most `ACTIVITY_TITLE_CHARS` characters.
    pub title: String,
    /// What people read during it, at most `ACTIVITY_TEXT_CHARS` characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// The opinion finder that it asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub finder: Option<FinderId>,
    /// The study area that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub area: Option<AreaId>,
    /// How long it is meant to take, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub minutes: Option<u16>,
    /// Whether words written in it wait until the facilitator shows them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub approval: bool,
    /// Whether the facilitator has left it out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub skipped: bool,
    /// How it stands.
    pub state: ActivityState,
    /// Facilitator only: notes to oneself, at most `ACTIVITY_NOTES_CHARS` characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub notes: Option<String>,
}

/// What is done in an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// Arriving: who is here, what will happen.
    Welcome,
    /// Putting stickers on the map.
    Stickers,
    /// Answering an opinion finder.
    Finder,
    /// Reading a finding of the research.
    Finding,
    /// Listening to somebody's story of a place.
    Story,
    /// Visiting places together on the map.
    Tour,
    /// Deciding something: an opinion finder whose tally is a decision.
    Vote,
    /// A cup of tea.
    Break,
    /// Looking back at what was said; may ask an opinion finder.
    Reflection,
    /// Thanks and goodbye.
    Close,
}

/// What people can do in an activity.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum ActivityState {
    /// Phones and displays do not know of it.
    Hidden,
    /// People take part.
    Open,
    /// People see what is there and cannot change it.
    ViewOnly,
    /// People see its name only: it is still to come, or over.
    #[default]
    Closed,
}

/// The time that an activity has, counted by the server's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Timer {
    /// When it was started, milliseconds since 1970-01-01 UTC.
    pub started_ms: u64,
    /// How long it runs, in milliseconds.
    pub length_ms: u64,
}

/// An invitation to everybody to come to where the board is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Call {
    /// Its name: the entry that made it.
    pub rev: Rev,
    /// When it was made, milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
}

impl Activity {
    /// Says whether phones and displays know of it.
    pub fn is_public(&self) -> bool {
        self.state != ActivityState::Hidden && !self.skipped
    }

    /// Gives it as phones and displays may see it: without the facilitator's notes.
    pub fn without_notes(&self) -> Self {
        Self { notes: None, ..self.clone() }
    }
}
