//! A database file that is only looked at: one that a server holds, or a backup.

use std::path::{Path, PathBuf};

use kenspeckle_shared::entry::Entry;
use kenspeckle_shared::ids::{BoardId, Rev};
use rusqlite::{Connection, OpenFlags};

use super::fault::{DatabaseFault, fault_of_opening};
use super::{erasing, kept, not_read, rows, schema};
use crate::log::keys::Keyring;
use crate::log::{KeptSnapshot, LogFault};

/// A database file that nothing is changed in.
#[derive(Debug)]
pub struct Stored {
    file: PathBuf,
    connection: Connection,
    keys: Keyring,
}

impl Stored {
    /// Opens a file and its file of keys, also while a server works with them. Blocks the thread, as
    /// everything here.
    ///
    /// # Errors
    /// One of them is not there, not ours, or of an older or newer form.
    pub fn open(file: &Path, keys: &Path) -> Result<Self, DatabaseFault> {
        // Not for reading only: SQLite takes its part in the locks of a file that is in use.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(file, flags).map_err(fault_of_opening(file))?;
        schema::check_is_newest(&connection, file)?;
        connection
            .busy_timeout(std::time::Duration::from_secs(5))
            .map_err(fault_of_opening(file))?;
        let keys = Keyring::open_existing(keys)?;
        Ok(Self { file: file.to_owned(), connection, keys })
    }

    /// Gives what is wrong with the file as a file; nothing if all is well.
    ///
    /// # Errors
    /// It could not be asked.
    pub fn integrity(&self) -> Result<Option<String>, LogFault> {
        let check = "PRAGMA integrity_check(1)";
        let said: String =
            self.connection.query_row(check, [], |row| row.get(0)).map_err(not_read)?;
        // Its further words could quote what is stored.
        Ok((said != "ok").then(|| "SQLite finds the file damaged".to_owned()))
    }

    /// Gives the ids of all boards that are known or have entries, oldest first, but of none that was
    /// erased.
    ///
    /// # Errors
    /// They could not be read.
    pub fn boards(&self) -> Result<Vec<BoardId>, LogFault> {
        let sql = "SELECT id FROM (SELECT id, created_ms FROM boards UNION ALL
                   SELECT board, 1 << 60 FROM heads UNION ALL
                   SELECT DISTINCT board, 1 << 60 FROM entries)
                   GROUP BY id ORDER BY min(created_ms), id";
        let mut select = self.connection.prepare(sql).map_err(not_read)?;
        let ids = select.query_map([], |row| row.get(0).map(BoardId)).map_err(not_read)?;
        let mut ids = ids.collect::<Result<Vec<_>, _>>().map_err(not_read)?;
        let erased = self.keys.destroyed_boards()?;
        ids.retain(|id| !erased.contains(id));
        Ok(ids)
    }

    /// Gives the boards that were erased and of which something is still in the file: it is older
    /// than its keys.
    ///
    /// # Errors
    /// They could not be read.
    pub fn erased_boards(&self) -> Result<Vec<BoardId>, LogFault> {
        erasing::remains(&self.connection, &self.keys)
    }

    /// Takes out what is left of boards that were erased, of a file that is nobody's yet, and gives
    /// which they were.
    ///
    /// # Errors
    /// It could not be written.
    pub fn leave_out_erased(&self) -> Result<Vec<BoardId>, DatabaseFault> {
        let secure = self.connection.pragma_update(None, "secure_delete", true);
        secure.map_err(fault_of_opening(&self.file))?;
        let taken = erasing::take_out_remains(&self.connection, &self.keys);
        taken.map_err(|fault| self.other(&fault))
    }

    /// Gives entries as [`crate::log::Log::read_after`] does, each checked.
    ///
    /// # Errors
    /// As there.
    pub fn read_after(
        &self,
        board: &BoardId,
        rev: Rev,
        most: usize,
    ) -> Result<Vec<Entry>, LogFault> {
        rows::read_after(&self.connection, &self.keys, board, rev, most)
    }

    /// Gives the board's kept snapshot, if there is one.
    ///
    /// # Errors
    /// It could not be read.
    pub fn kept_snapshot(&self, board: &BoardId) -> Result<Option<KeptSnapshot>, LogFault> {
        kept::snapshot(&self.connection, &self.keys, board)
    }

    /// Gives the state from which a board begins, if it does not begin with its first entry.
    ///
    /// # Errors
    /// It could not be read.
    pub fn baseline(&self, board: &BoardId) -> Result<Option<KeptSnapshot>, LogFault> {
        kept::baseline(&self.connection, &self.keys, board)
    }

    /// Says whether the keys are those of this data: every baseline opens.
    ///
    /// # Errors
    /// The file could not be read.
    pub fn opens(&self) -> Result<bool, LogFault> {
        let sql = "SELECT count(*) FROM baselines WHERE board = ?1";
        for board in self.boards()? {
            let count = self.connection.query_row(sql, [board.as_str()], |row| row.get(0));
            let there: i64 = count.map_err(not_read)?;
            if there > 0 && self.baseline(&board)?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Says whether this log has the other's end of a board's log in the same place: then all that
    /// comes before is the same as well.
    ///
    /// # Errors
    /// One of them could not be read.
    pub fn contains(&self, other: &Self, board: &BoardId) -> Result<bool, LogFault> {
        let head = rows::head(&other.connection, board)?;
        Ok(rows::link_at(&self.connection, board, head.rev)? == head.link)
    }

    /// Writes all of it but the keys, as it is at one moment, into a file that is empty or not
    /// there.
    ///
    /// # Errors
    /// It could not be written.
    pub fn copy_into(&self, file: &Path) -> Result<(), DatabaseFault> {
        let into = file.to_string_lossy();
        let copied = self.connection.execute("VACUUM INTO ?1", [&*into]);
        copied.map(drop).map_err(fault_of_opening(file))
    }

    /// Writes all keys, as they are at one moment, into a file that is empty or not there.
    ///
    /// # Errors
    /// It could not be written.
    pub fn copy_keys_into(&self, file: &Path) -> Result<(), DatabaseFault> {
        self.keys.copy_into(file)
    }

    /// Begins a new life of every board's log, so that no screen goes on from a rev that now means
    /// something else. None is due to be erased: what was marked when the copy was made is old now,
    /// and would be erased before anybody could use it.
    ///
    /// # Errors
    /// It could not be written.
    pub fn begin_anew(&self, epoch: impl Fn() -> Option<String>) -> Result<(), DatabaseFault> {
        let fault = fault_of_opening(&self.file);
        for board in self.boards().map_err(|bad| self.other(&bad))? {
            let fresh = epoch().ok_or_else(|| self.other(&LogFault::Closed))?;
            let sql = "UPDATE boards SET epoch = ?2 WHERE id = ?1";
            self.connection.execute(sql, [board.as_str(), &fresh]).map_err(&fault)?;
        }
        self.connection.execute("DELETE FROM due", []).map_err(&fault)?;
        Ok(())
    }

    fn other(&self, fault: &LogFault) -> DatabaseFault {
        DatabaseFault::other(&self.file, &fault.to_string())
    }
}
