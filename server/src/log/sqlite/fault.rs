//! Why a data folder could not be opened, each in one sentence.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why a data folder could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DatabaseFault {
    /// The folder, or a file in it, cannot be made or written.
    #[error("the data folder {} cannot be written ({reason}); choose another with --data", folder.display())]
    NotWritable {
        /// Which folder.
        folder: PathBuf,
        /// What the operating system says.
        reason: String,
    },
    /// Another process has it open.
    #[error("another kenspeckle holds the data folder {}; stop it, or choose another folder with --data", folder.display())]
    Held {
        /// Which folder.
        folder: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a database of kenspeckle; move it away, or choose another folder with --data", file.display())]
    NotOurs {
        /// Which file.
        file: PathBuf,
    },
    /// The file has a form of the future.
    #[error("{} was written by a newer kenspeckle (form {found}, this one knows {known}); please use that one", file.display())]
    Newer {
        /// Which file.
        file: PathBuf,
        /// Its form.
        found: i64,
        /// The newest form that this release knows.
        known: i64,
    },
    /// The file has a form of the past, and was only to be looked at.
    #[error("{} was written by an older kenspeckle; start this one with it once", file.display())]
    Older {
        /// Which file.
        file: PathBuf,
    },
    /// What the data was sealed with is not there.
    #[error("the file of keys {} is not there; without it nobody's words can be read", file.display())]
    NoKeys {
        /// Which file.
        file: PathBuf,
    },
    /// The newest part of what was stored is not what it was.
    #[error(
        "{} is damaged after its first {good} bytes, and something that was stored later follows; \
         restore a backup, or, to go on without the newest part, keep a copy of the folder and cut \
         that file to {good} bytes",
        file.display()
    )]
    Spoilt {
        /// Which file.
        file: PathBuf,
        /// How much of it is whole, in bytes.
        good: u64,
    },
    /// The SQLite library has a known fault that can damage a database.
    #[error(
        "this kenspeckle was built with SQLite {found}, which is older than 3.51.3; build it with its bundled SQLite"
    )]
    OldSqlite {
        /// Its version.
        found: String,
    },
    /// Anything else.
    #[error("{} could not be opened: {reason}", file.display())]
    Other {
        /// Which file.
        file: PathBuf,
        /// What SQLite says.
        reason: String,
    },
}

impl DatabaseFault {
    pub(super) fn other(file: &Path, reason: &str) -> Self {
        Self::Other { file: file.to_owned(), reason: reason.to_owned() }
    }
}

/// Reads what SQLite says about a file in our words.
pub(crate) fn fault_of_opening(file: &Path) -> impl Fn(rusqlite::Error) -> DatabaseFault {
    move |error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => DatabaseFault::NotOurs { file: file.to_owned() },
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            let folder = file.parent().unwrap_or(file).to_owned();
            DatabaseFault::NotWritable { folder, reason: error.to_string() }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            DatabaseFault::Held { folder: file.parent().unwrap_or(file).to_owned() }
        }
        _ => DatabaseFault::other(file, &error.to_string()),
    }
}
