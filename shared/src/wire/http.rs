//! Bodies of HTTP requests and answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::StartOffer;
use crate::ids::BoardId;

/// `POST /api/join`: become a participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The board's join code, in any case, spaces ignored.
    pub code: String,
}

/// `POST /api/return`: be on another device the participant I was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// The board's join code.
    pub code: String,
    /// My three words, in any case, parted by spaces or hyphens.
    pub words: String,
}

/// The answer to both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Joined {
    /// Which board.
    pub board: BoardId,
    /// My token, to be kept by my device; the server keeps only its hash.
    pub token: String,
}

/// The answer to `POST /api/words`: a new three-word code; an older one is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Words {
    /// Three words, parted by spaces.
    pub words: String,
}

/// `GET /api/board`, by a facilitator: what a list of boards says of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BoardSummary {
    /// Which board.
    pub board: BoardId,
    /// Its title.
    pub title: String,
    /// By which people join.
    pub join_code: String,
    /// When it was made, in milliseconds since 1970-01-01 UTC.
    pub created_ms: u64,
    /// Until when it is kept if nobody uses it, in milliseconds since 1970-01-01 UTC; absent if for
    /// ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub kept_until_ms: Option<u64>,
    /// How many stickers can be seen on it.
    pub stickers: u32,
    /// The session is over.
    pub ended: bool,
    /// It was put away: nobody new can join.
    pub archived: bool,
    /// Content hash of the definition whose map new boards are made from.
    pub template: String,
    /// What they can begin with; the first is how they begin unless somebody chooses.
    pub starts: Vec<StartOffer>,
}

/// The answer to it. The tokens are said only here; the server keeps only their hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Created {
    /// Which board.
    pub board: BoardId,
    /// Its links.
    pub links: Links,
    /// The page that runs it.
    pub facilitator_url: String,
}

/// `POST /api/links`, by a facilitator: the links of their board to share. Each call makes a new
/// display token; older ones stay good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Links {
    /// The board's join code.
    pub join_code: String,
    /// The page for phones.
    pub join_url: String,
    /// The page for the projector.
    pub display_url: String,
}

/// What an HTTP request that failed is answered with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// A stable code.
    pub code: ProblemCode,
    /// What it means, in plain English.
    pub words: String,
    /// The mistakes of a board that was asked for, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub faults: Vec<String>,
}

/// Why an HTTP request failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// No board has this join code.
    UnknownCode,
    /// No participant of this board has these three words.
    UnknownWords,
    /// The token opens nothing here.
    UnknownToken,
    /// The token's role may not do this.
    WrongRole,
    /// The body is not what this address takes.
    BadRequest,
    /// Nothing at this address.
    NotFound,
    /// The board was put away: nobody new can join.
    Archived,
    /// A board cannot be made like that; the faults say why.
    BadBoard,
    /// Too many wrong codes on this server just now; try again in a moment.
    TooFast,
    /// The server does not know the address that was asked for as one of its own.
    UnknownAddress,
    /// The request does not come from a page of this server.
    ForeignPage,
    /// The server met a fault of its own.
    Fault,
}

impl ProblemCode {
    /// What the code means, in plain English.
    pub fn words(self) -> &'static str {
        match self {
            Self::UnknownCode => "No board has this code. Please check the letters on the screen.",
            Self::UnknownWords => "These three words are not known here. Please check them.",
            Self::UnknownToken => "This link does not open a board here.",
            Self::WrongRole => "This link may not do that.",
            Self::BadRequest => "The server did not understand that.",
            Self::NotFound => "There is nothing here.",
            Self::Archived => "This board was put away. Please ask whoever runs it.",
            Self::BadBoard => "This board cannot be made yet. Please look at what is wrong.",
            Self::TooFast => "Too many wrong codes just now. Please try again in a moment.",
            Self::UnknownAddress => "The server does not know this address as one of its own.",
            Self::ForeignPage => "Only pages of this server may do that.",
            Self::Fault => "Something went wrong on our side. Please try again.",
        }
    }
}
