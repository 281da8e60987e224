//! How the session stands, for the facilitator: numbers of people, never who.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How many people are how far, and what is not safe yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Truth {
    /// People who have been here.
    pub joined: u32,
    /// People who have a sticker on the map.
    pub placed: u32,
    /// People who answered the question of the present activity, skips apart; absent if it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answered: Option<u32>,
    /// People who are in the middle of an answer or a note.
    pub busy: u32,
    /// People whose device holds something that is not saved, as far as it could tell us. Those
    /// who left while it did count for `LOST_MS`.
    pub unsent: u32,
    /// People who are connected, but slowly.
    pub slow: u32,
    /// People whose line broke in the last `LOST_MS`, and who have not come back.
    pub lost: u32,
    /// The server could not store what was asked last: its disk is full, or fails. Absent if not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub not_storing: bool,
}
