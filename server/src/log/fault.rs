//! What can go wrong with a log, in words that name no person and no place.

use kenspeckle_shared::entry::ENTRY_VERSION;
use kenspeckle_shared::ids::{BoardId, Rev};
use thiserror::Error;

/// Why the log could not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LogFault {
    /// Entries were not stored.
    #[error("the log could not store this: {reason}")]
    NotStored {
        /// What the storage says.
        reason: String,
    },
    /// Entries were not read.
    #[error("the log could not be read: {reason}")]
    NotRead {
        /// What the storage says.
        reason: String,
    },
    /// An entry is not in the form that its version has.
    #[error("entry {rev} of board {board} is damaged; please restore the data folder from a copy")]
    Damaged {
        /// On which board.
        board: BoardId,
        /// Which one.
        rev: Rev,
    },
    /// An entry has a version of the future.
    #[error(
        "board {board} was written by a newer kenspeckle (entry {rev} has version {version}, this \
         one knows {ENTRY_VERSION}); please use that one"
    )]
    Newer {
        /// On which board.
        board: BoardId,
        /// Which one.
        rev: Rev,
        /// Its version.
        version: u64,
    },
    /// What an entry or a kept state was sealed with is not there.
    #[error(
        "the keys of board {board} are not all there; please put the file of keys back that belongs \
         to this data folder"
    )]
    KeyMissing {
        /// Of which board.
        board: BoardId,
    },
    /// The log has been closed.
    #[error("the log is closed")]
    Closed,
}
