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
    /// Wrong, and too many wrong codes came just now.
    #[error("too many wrong codes just now")]
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
