//! Entries and snapshots as rows.

use kenspeckle_shared::entry::{ENTRY_VERSION, Entry, EntryBody, Personal};
use kenspeckle_shared::ids::{BoardId, Rev};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;

use super::readers::not_read;
use super::writer::not_stored;
use crate::log::{KeptSnapshot, LogFault};

/// An entry as it is stored: its personal fields in a column of their own.
pub(super) struct Row {
    body: String,
    personal: Option<Vec<u8>>,
}

impl Row {
    pub(super) fn of(entry: &Entry) -> Result<Self, LogFault> {
        let formless = |_| LogFault::NotStored { reason: "an entry has no JSON form".to_owned() };
        let body = serde_json::to_string(&entry.body).map_err(formless)?;
        let personal = entry.personal.as_ref().map(serde_json::to_vec).transpose();
        Ok(Self { body, personal: personal.map_err(formless)? })
    }

    fn entry(&self, board: &BoardId, rev: Rev) -> Result<Entry, LogFault> {
        let damaged = || LogFault::Damaged { board: board.clone(), rev };
        let version = serde_json::from_str(&self.body).map(|Versioned { version }| version);
        match version {
            Ok(version) if version > u64::from(ENTRY_VERSION) => {
                Err(LogFault::Newer { board: board.clone(), rev, version })
            }
            Ok(_) => self.parse().ok_or_else(damaged),
            Err(_) => Err(damaged()),
        }
    }

    fn parse(&self) -> Option<Entry> {
        let body: EntryBody = serde_json::from_str(&self.body).ok()?;
        let personal = self.personal.as_deref().map(serde_json::from_slice::<Personal>);
        Some(Entry { body, personal: personal.transpose().ok()? })
    }
}

/// The one field that every version has.
#[derive(Deserialize)]
struct Versioned {
    version: u64,
}

pub(super) fn next_rev(connection: &Connection, board: &BoardId) -> Result<Rev, LogFault> {
    last_rev(connection, board).map(|last| last + 1).map_err(not_read)
}

/// Adds rows to the end of a board's log and gives the rev of the first.
pub(super) fn append(
    connection: &Connection,
    board: &BoardId,
    rows: &[Row],
) -> Result<Rev, LogFault> {
    let first = last_rev(connection, board).map_err(not_stored)? + 1;
    let mut insert = connection
        .prepare_cached("INSERT INTO entries (board, rev, body, personal) VALUES (?1, ?2, ?3, ?4)")
        .map_err(not_stored)?;
    for (rev, row) in (first..).zip(rows) {
        insert.execute(params![board.as_str(), rev, row.body, row.personal]).map_err(not_stored)?;
    }
    Ok(first)
}

fn last_rev(connection: &Connection, board: &BoardId) -> rusqlite::Result<Rev> {
    let sql = "SELECT rev FROM entries WHERE board = ?1 ORDER BY rev DESC LIMIT 1";
    let mut select = connection.prepare_cached(sql)?;
    Ok(select.query_row([board.as_str()], |row| row.get(0)).optional()?.unwrap_or(0))
}

pub(super) fn read_after(
    connection: &Connection,
    board: &BoardId,
    rev: Rev,
    most: usize,
) -> Result<Vec<Entry>, LogFault> {
    let sql = "SELECT rev, body, personal FROM entries
               WHERE board = ?1 AND rev > ?2 ORDER BY rev LIMIT ?3";
    let mut select = connection.prepare_cached(sql).map_err(not_read)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = select
        .query_map(params![board.as_str(), rev, most], |row| {
            let (body, personal) = (row.get(1)?, row.get(2)?);
            Ok((row.get::<_, Rev>(0)?, Row { body, personal }))
        })
        .map_err(not_read)?;
    let mut entries = Vec::new();
    for (expected, row) in (rev + 1..).zip(rows) {
        let (rev, row) = row.map_err(not_read)?;
        // A gap: what comes after it cannot be numbered.
        if rev != expected {
            return Err(LogFault::Damaged { board: board.clone(), rev: expected });
        }
        entries.push(row.entry(board, rev)?);
    }
    Ok(entries)
}

pub(super) fn keep_snapshot(
    connection: &Connection,
    board: &BoardId,
    kept: &KeptSnapshot,
) -> Result<(), LogFault> {
    let sql = "INSERT OR REPLACE INTO snapshots (board, rev, version, state, state_hash)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let values = params![board.as_str(), kept.rev, kept.version, kept.state, kept.state_hash];
    connection.execute(sql, values).map(drop).map_err(not_stored)
}

pub(super) fn kept_snapshot(
    connection: &Connection,
    board: &BoardId,
) -> Result<Option<KeptSnapshot>, LogFault> {
    let sql = "SELECT rev, version, state, state_hash FROM snapshots WHERE board = ?1";
    let mut select = connection.prepare_cached(sql).map_err(not_read)?;
    let kept = select.query_row([board.as_str()], |row| {
        let (rev, version, state, state_hash) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(KeptSnapshot { rev, version, state, state_hash })
    });
    kept.optional().map_err(not_read)
}
