//! The log in one SQLite file.

mod chain;
mod database;
mod fault;
mod readers;
mod rows;
mod schema;
mod stored;
mod writer;

pub(crate) use database::hold;
pub use database::{DATABASE_FILE, Database, LOCK_FILE};
pub use fault::DatabaseFault;
pub(crate) use readers::not_read;
pub use stored::Stored;
pub(crate) use writer::not_stored;

use kenspeckle_shared::entry::Entry;
use kenspeckle_shared::ids::{BoardId, Rev};

use super::{KeptSnapshot, Log, LogFault};
use rows::Row;

/// The log of all boards of a data folder.
#[derive(Debug, Clone)]
pub struct SqliteLog {
    database: Database,
}

impl SqliteLog {
    /// Gives the log of a database.
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

impl Log for SqliteLog {
    async fn append(&self, board: &BoardId, entries: &[Entry]) -> Result<Rev, LogFault> {
        if entries.is_empty() {
            let board = board.clone();
            return self.database.read(move |reader| rows::next_rev(reader, &board)).await;
        }
        let rows = entries.iter().map(Row::of).collect::<Result<Vec<_>, _>>()?;
        let board = board.clone();
        self.database.write(move |writer| rows::append(writer, &board, &rows)).await
    }

    async fn read_after(
        &self,
        board: &BoardId,
        rev: Rev,
        most: usize,
    ) -> Result<Vec<Entry>, LogFault> {
        let board = board.clone();
        self.database.read(move |reader| rows::read_after(reader, &board, rev, most)).await
    }

    async fn keep_snapshot(&self, board: &BoardId, snapshot: KeptSnapshot) -> Result<(), LogFault> {
        let board = board.clone();
        self.database
            .write_when_idle(move |writer| rows::keep_snapshot(writer, &board, &snapshot))
            .await
    }

    async fn kept_snapshot(&self, board: &BoardId) -> Result<Option<KeptSnapshot>, LogFault> {
        let board = board.clone();
        self.database.read(move |reader| rows::kept_snapshot(reader, &board)).await
    }

    async fn close(&self) -> Result<(), LogFault> {
        self.database.close().await
    }
}
