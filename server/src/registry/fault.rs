//! Why the registry could not do what was asked.

use thiserror::Error;

use crate::log::LogFault;
use crate::tokens::NoChance;

/// Why the registry could not do what was asked.
#[derive(Debug, Clone, Error)]
pub enum RegistryFault {
    /// No board has this join code.
    #[error("no board has this join code")]
    UnknownCode,
    /// No participant of this board has these three words.
    #[error("no participant has these three words")]
    UnknownWords,
    /// Whoever holds this token has gone: everything of theirs was erased.
    #[error("this token opens nothing")]
    UnknownToken,
    /// Too many wrong codes came just now, or the same person asks too often.
    #[error("asked too often just now")]
    TooFast,
    /// The database did not do its part.
    #[error(transparent)]
    Storage(#[from] LogFault),
    /// The operating system did not do its part.
    #[error(transparent)]
    NoChance(#[from] NoChance),
    /// Hashing words failed.
    #[error("three words could not be hashed")]
    NoHash,
}
