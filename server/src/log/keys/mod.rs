//! Keys of people and boards, in a file of their own, and what is sealed with them.
//!
//! What a person wrote stands in the log only as long as their key: without it, every copy of it,
//! also one that was made before, is noise. So the keys are kept apart from the log, and a key that
//! was destroyed is remembered as destroyed, and so is a board that was erased whole.

mod file;
mod seal;
mod tombs;

pub use file::{KEYS_FILE, Keyring};
pub(super) use seal::Key;

use kenspeckle_shared::ids::ActorId;

/// Whose key: a person's, or that of a board's kept states.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Owner {
    /// What one person wrote on a board.
    Person(ActorId),
    /// The kept states of a board, until somebody's erasing begins a new series.
    Series(String),
}

impl Owner {
    const SERIES: &str = "series:";

    fn name(&self) -> String {
        match self {
            Self::Person(actor) => actor.to_string(),
            Self::Series(series) => format!("{}{series}", Self::SERIES),
        }
    }

    fn read(name: &str) -> Option<Self> {
        match name.strip_prefix(Self::SERIES) {
            Some(series) => Some(Self::Series(series.to_owned())),
            None => ActorId::parse_str(name).ok().map(Self::Person),
        }
    }
}

/// What is known of a key.
#[derive(Debug, Clone)]
pub(super) enum Known {
    /// It is here.
    Key(Key),
    /// It was destroyed on purpose: what it sealed is gone.
    Destroyed,
    /// There never was one, or it was lost.
    Missing,
}
