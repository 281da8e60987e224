//! Which boards there are, and who may do what on them.
//!
//! Every answer is given only once what it says is durable.

mod boards;
mod definitions;
mod due;
mod fault;
mod guesses;
mod keeping;
mod tokens;
mod words;

use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::BoardId;

use crate::clock::Clock;
use crate::log::sqlite::Database;
use crate::pace::Pace;
use crate::tokens::JoinCode;
use guesses::Guesses;
pub use guesses::Network;

pub(crate) use boards::fresh_epoch;
pub use fault::RegistryFault;
pub use keeping::Retention;

/// The boards of a data folder, and the hashes of the tokens to them.
#[derive(Debug)]
pub struct Registry {
    database: Database,
    clock: Clock,
    guesses: Guesses,
    hashing: tokio::sync::Semaphore,
    words_pace: Pace,
}

/// One board as the registry knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRecord {
    /// Its id.
    pub id: BoardId,
    /// The id of its definition.
    pub definition_id: String,
    /// By which people join.
    pub join_code: JoinCode,
    /// The life of its log.
    pub epoch: String,
    /// When it was made, in milliseconds since 1970-01-01 UTC.
    pub created_ms: u64,
}

/// What a token allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// On which board.
    pub board: BoardId,
    /// As whom, and in which role.
    pub actor: Actor,
}

impl Registry {
    /// Gives the registry of a database.
    pub fn new(database: Database, clock: Clock) -> Self {
        let hashing = tokio::sync::Semaphore::new(words::HASHES_AT_ONCE);
        Self {
            database,
            clock,
            guesses: Guesses::default(),
            hashing,
            words_pace: Pace::of_new_words(),
        }
    }
}
