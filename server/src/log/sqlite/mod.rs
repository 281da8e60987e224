//! The log in one SQLite file.

mod chain;
mod crowd;
mod database;
mod erasing;
mod fault;
mod fresh;
mod kept;
mod moving;
pub(crate) mod private;
mod readers;
mod rows;
mod schema;
mod stored;
mod wal;
mod writer;

pub(crate) use database::hold;
pub use database::{DATABASE_FILE, Database, LOCK_FILE};
pub use fault::DatabaseFault;
pub(crate) use fault::fault_of_opening;
pub(crate) use readers::not_read;
pub use stored::Stored;
pub(crate) use wal::mend;
pub(crate) use writer::not_stored;

use kenspeckle_shared::entry::Entry;
use kenspeckle_shared::ids::{ActorId, BoardId, Rev};

use rusqlite::Connection;

use super::{KeptSnapshot, Log, LogFault};
use crate::off_thread::off_thread;
use kept::Sealed;
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
        let (board, entries, keys) = (board.clone(), entries.to_vec(), self.database.keys());
        self.database
            .write(move |writer| {
                let seal = |entry| Row::of(&keys, &board, entry);
                let rows = entries.iter().map(seal).collect::<Result<Vec<_>, _>>()?;
                rows::append(writer, &board, &rows)
            })
            .await
    }

    async fn takes_entries(&self) -> bool {
        self.database.takes_writes().await
    }

    async fn read_after(
        &self,
        board: &BoardId,
        rev: Rev,
        most: usize,
    ) -> Result<Vec<Entry>, LogFault> {
        let (board, keys) = (board.clone(), self.database.keys());
        self.database.read(move |reader| rows::read_after(reader, &keys, &board, rev, most)).await
    }

    async fn keep_snapshot(&self, board: &BoardId, snapshot: KeptSnapshot) -> Result<(), LogFault> {
        let (on, keys) = (board.clone(), self.database.keys());
        // Beside the writer, which has entries to write.
        let sealed = off_thread(move || Sealed::of(&keys, &on, &snapshot)).await;
        let (sealed, board) = (sealed.unwrap_or(Err(LogFault::Closed))?, board.clone());
        self.database.write_when_idle(move |writer| sealed.keep(writer, &board)).await
    }

    async fn kept_snapshot(&self, board: &BoardId) -> Result<Option<KeptSnapshot>, LogFault> {
        let (board, keys) = (board.clone(), self.database.keys());
        self.database.read(move |reader| kept::snapshot(reader, &keys, &board)).await
    }

    async fn erase(
        &self,
        board: &BoardId,
        people: &[ActorId],
        baseline: KeptSnapshot,
    ) -> Result<(), LogFault> {
        self.database.fresh().forget(board, people);
        let (keys, on, gone) = (self.database.keys(), board.clone(), people.to_vec());
        let work = move |writer: &Connection| erasing::erase(writer, &keys, &on, &gone, &baseline);
        let series = self.database.write(work).await?;
        // Not before the baseline is durable: until then the keys are all that the board has.
        let (keys, board, people) = (self.database.keys(), board.clone(), people.to_vec());
        off_thread(move || keys.destroy(&board, &people, &series))
            .await
            .unwrap_or(Err(LogFault::Closed))?;
        // Nobody waits for it: their words are noise without the keys, and what they chose is out of
        // the file itself.
        self.database.move_log_soon();
        Ok(())
    }

    async fn baseline(&self, board: &BoardId) -> Result<Option<KeptSnapshot>, LogFault> {
        let (board, keys) = (board.clone(), self.database.keys());
        self.database.read(move |reader| kept::baseline(reader, &keys, &board)).await
    }

    async fn erased(&self, board: &BoardId) -> Result<Vec<ActorId>, LogFault> {
        let (board, keys) = (board.clone(), self.database.keys());
        off_thread(move || keys.destroyed(&board)).await.unwrap_or(Err(LogFault::Closed))
    }

    async fn close(&self) -> Result<(), LogFault> {
        self.database.close().await
    }
}
