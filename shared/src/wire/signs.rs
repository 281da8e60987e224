//! What people show one another for a moment: raised hands and signs. Never in the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Here;

/// A sign that anybody may send to all, from the room or from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Well done.
    Clap,
    /// That touches me.
    Heart,
    /// I see it like that too.
    Agree,
    /// I did not know that.
    Surprise,
    /// That made me laugh.
    Laugh,
}

impl Sign {
    /// Every sign, in the order in which pages offer them.
    pub const ALL: [Self; 5] = [Self::Clap, Self::Heart, Self::Agree, Self::Surprise, Self::Laugh];
}

/// A hand that is up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Hand {
    /// Names this hand for as long as it is up; it says nothing of whose it is.
    pub number: u32,
    /// The name of whoever raised it, if they want everybody to know their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// Where it was raised.
    pub here: Here,
}

/// Hands and signs as everybody sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Signs {
    /// The hands that are up, the first one first; `HANDS_SHOWN` at most.
    pub hands: Vec<Hand>,
    /// How many more hands are up.
    #[serde(default, skip_serializing_if = "is_none")]
    #[ts(optional, as = "Option<_>")]
    pub more: u32,
    /// How often each sign was sent since the board was opened. A page shows what is new to it.
    pub sent: BTreeMap<Sign, u32>,
    /// The hand of whoever reads this, if it is up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mine: Option<u32>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn is_none(count: &u32) -> bool {
    *count == 0
}
