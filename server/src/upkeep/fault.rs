//! Why a data folder could not be looked after, each in one sentence.

use std::path::PathBuf;

use thiserror::Error;

use crate::log::LogFault;
use crate::log::sqlite::DatabaseFault;

/// Why a backup, a restore or a check did not end well.
#[derive(Debug, Error)]
pub enum UpkeepFault {
    /// The file is not overwritten.
    #[error("{} is there already; choose another name for the backup", .0.display())]
    Exists(PathBuf),
    /// There is nothing to look after.
    #[error("there is no data of kenspeckle at {}", .0.display())]
    Missing(PathBuf),
    /// The data folder has something in it.
    #[error("the data folder {} is not empty; restore into an empty one with --data", .0.display())]
    NotEmpty(PathBuf),
    /// A file could not be read or written.
    #[error("{} cannot be read or written ({reason})", file.display())]
    File {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// What was found is not whole; the lines before say what.
    #[error("{} is damaged", .0.display())]
    Damaged(PathBuf),
    /// A copy is not what it was made from.
    #[error("the copy {} is not the same as what it was made from", .0.display())]
    Differs(PathBuf),
    /// The database could not be opened.
    #[error(transparent)]
    Database(#[from] DatabaseFault),
    /// The log could not be read.
    #[error(transparent)]
    Log(#[from] LogFault),
}

impl UpkeepFault {
    pub(super) fn file(file: &std::path::Path) -> impl Fn(std::io::Error) -> Self {
        move |error| Self::File { file: file.to_owned(), reason: error.to_string() }
    }
}
