//! Boards whose keys were destroyed, which is remembered by their ids alone: an older copy of the
//! data must not look as if its keys had been lost.

use kenspeckle_shared::ids::BoardId;
use rusqlite::{Connection, params};

use super::Keyring;
use crate::log::LogFault;
use crate::log::sqlite::{not_read, not_stored};

/// Stands for the whole board in the place of an owner. Neither a person nor a series has this name.
const BOARD: &str = "board";

/// Whatever has a key is not taken for erased, however the file came to say so.
const ALL: &str = "SELECT board FROM keys AS tombs WHERE owner = ?1 AND key IS NULL
    AND NOT EXISTS (SELECT 1 FROM keys WHERE board = tombs.board AND key IS NOT NULL)";

impl Keyring {
    /// Destroys every key of a board, for good: it gets no new ones.
    pub(in crate::log) fn destroy_board(&self, board: &BoardId) -> Result<(), LogFault> {
        let mut held = self.held();
        held.used.remove(board);
        let change = held.connection.transaction().map_err(not_stored)?;
        let sql = "DELETE FROM keys WHERE board = ?1";
        change.execute(sql, [board.as_str()]).map_err(not_stored)?;
        let sql = "INSERT INTO keys (board, owner, key) VALUES (?1, ?2, NULL)";
        change.execute(sql, params![board.as_str(), BOARD]).map_err(not_stored)?;
        change.commit().map_err(not_stored)
    }

    /// Gives the boards whose keys were destroyed.
    pub(in crate::log) fn destroyed_boards(&self) -> Result<Vec<BoardId>, LogFault> {
        let held = self.held();
        let mut select = held.connection.prepare_cached(ALL).map_err(not_read)?;
        let boards = select.query_map([BOARD], |row| row.get(0).map(BoardId)).map_err(not_read)?;
        boards.collect::<Result<_, _>>().map_err(not_read)
    }
}

/// Says whether a board's keys were destroyed.
pub(super) fn is_destroyed(keys: &Connection, board: &BoardId) -> Result<bool, LogFault> {
    let sql = format!("SELECT EXISTS ({ALL} AND board = ?2)");
    let mut select = keys.prepare_cached(&sql).map_err(not_read)?;
    select.query_row(params![BOARD, board.as_str()], |row| row.get(0)).map_err(not_read)
}
