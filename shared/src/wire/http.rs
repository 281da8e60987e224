//! Bodies of HTTP requests and answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

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

/// `POST /api/boards`, by a facilitator of any board: a new, empty board of the same definition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewBoard {}

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
    /// Too many wrong codes on this server just now; try again in a moment.
    TooFast,
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
            Self::TooFast => "Too many wrong codes just now. Please try again in a moment.",
            Self::Fault => "Something went wrong on our side. Please try again.",
        }
    }
}
