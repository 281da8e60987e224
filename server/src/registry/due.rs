//! Boards that are due to be erased, as rows: marked first, erased when the mark has stood for long
//! enough.
//!
//! A mark stands for a log that ends at one rev: anything newer outdates it, whatever the clock said
//! when that was written. So does a clock that is before the mark, for then one of the two times was
//! wrong.

use kenspeckle_shared::ids::{BoardId, Rev};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::log::LogFault;
use crate::log::sqlite::{not_read, not_stored};

/// When a board was last used: the latest time in its log, or its making. Not simply that of the
/// last entry, which a clock that went back wrote. What is damaged tells no time.
pub(super) const LAST_USED: &str = "max(created_ms, coalesce(
    (SELECT max(json_extract(iif(json_valid(body), body, '{}'), '$.at_ms'))
     FROM entries WHERE board = id), 0))";
/// The same by the last entry alone, so that the whole log is read of few boards only.
const LAST_ENTRY: &str = "max(created_ms, coalesce(
    (SELECT json_extract(iif(json_valid(body), body, '{}'), '$.at_ms')
     FROM entries WHERE board = id ORDER BY rev DESC LIMIT 1), 0))";
const HEAD: &str = "coalesce((SELECT heads.rev FROM heads WHERE heads.board = boards.id), 0)";

/// What is over at one time. In milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// The time itself.
    pub(super) now_ms: u64,
    /// A board that was last used before this is to be marked.
    pub(super) due_ms: u64,
    /// A board that was last used before this is over, if it has been marked for long enough.
    pub(super) over_ms: u64,
    /// A mark is old enough that was set at this time or before.
    pub(super) marked_ms: u64,
}

/// A mark of a board.
#[derive(Debug)]
pub(super) struct Due {
    pub(super) board: BoardId,
    /// Where its log ended then.
    rev: Rev,
    pub(super) used_ms: u64,
    pub(super) marked_ms: u64,
}

/// The boards whose marks mean nothing any more.
pub(super) fn outdated(reader: &Connection, at: &Bounds) -> Result<Vec<BoardId>, LogFault> {
    let sql = format!(
        "SELECT due.board FROM due LEFT JOIN boards ON boards.id = due.board
         WHERE boards.id IS NULL OR due.rev <> {HEAD} OR due.marked_ms > ?1 OR due.used_ms >= ?2"
    );
    let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
    let boards = select.query_map([at.now_ms, at.due_ms], |row| row.get(0).map(BoardId));
    boards.map_err(not_read)?.collect::<Result<_, _>>().map_err(not_read)
}

/// The boards that are due and have no mark that still stands, each with the mark that it should
/// have.
pub(super) fn unmarked(reader: &Connection, at: &Bounds) -> Result<Vec<Due>, LogFault> {
    let sql = format!(
        "SELECT id, {HEAD}, {LAST_USED} FROM boards LEFT JOIN due ON due.board = boards.id
         WHERE (due.board IS NULL OR due.rev <> {HEAD} OR due.marked_ms > ?1)
         AND CASE WHEN {LAST_ENTRY} < ?2 THEN {LAST_USED} < ?2 END
         ORDER BY created_ms, boards.rowid"
    );
    let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
    let due = |row: &Row<'_>| {
        let (board, rev, used_ms) = (row.get(0).map(BoardId)?, row.get(1)?, row.get(2)?);
        Ok(Due { board, rev, used_ms, marked_ms: at.now_ms })
    };
    let rows = select.query_map([at.now_ms, at.due_ms], due).map_err(not_read)?;
    rows.collect::<Result<_, _>>().map_err(not_read)
}

/// Takes some marks away and sets others. A board that is used meanwhile has a mark that does not
/// stand.
pub(super) fn mark(
    writer: &Connection,
    outdated: &[BoardId],
    fresh: &[Due],
) -> Result<(), LogFault> {
    for board in outdated {
        let sql = "DELETE FROM due WHERE board = ?1";
        writer.execute(sql, [board.as_str()]).map_err(not_stored)?;
    }
    let sql = "INSERT OR REPLACE INTO due (board, rev, used_ms, marked_ms) VALUES (?1, ?2, ?3, ?4)";
    for due in fresh {
        let values = params![due.board.as_str(), due.rev, due.used_ms, due.marked_ms];
        writer.execute(sql, values).map_err(not_stored)?;
    }
    Ok(())
}

/// The boards whose time is over, oldest first.
pub(super) fn over(reader: &Connection, at: &Bounds) -> Result<Vec<BoardId>, LogFault> {
    let sql = format!(
        "SELECT id FROM boards JOIN due ON due.board = boards.id
         WHERE due.rev = {HEAD} AND due.marked_ms <= ?1 AND due.used_ms < ?2
         ORDER BY created_ms, boards.rowid"
    );
    let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
    let ids = select.query_map([at.marked_ms, at.over_ms], |row| row.get(0).map(BoardId));
    ids.map_err(not_read)?.collect::<Result<_, _>>().map_err(not_read)
}

/// When a board was marked, if its mark still stands.
pub(super) fn marked(
    reader: &Connection,
    board: &BoardId,
    at: &Bounds,
) -> Result<Option<u64>, LogFault> {
    let sql = format!(
        "SELECT due.marked_ms FROM boards JOIN due ON due.board = boards.id
         WHERE id = ?1 AND due.rev = {HEAD} AND due.marked_ms <= ?2"
    );
    let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
    let found = select.query_row(params![board.as_str(), at.now_ms], |row| row.get(0));
    found.optional().map_err(not_read)
}
