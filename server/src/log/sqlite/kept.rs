//! Kept states of boards as rows: snapshots, which are a cache, and baselines, which are not.

use kenspeckle_shared::ids::{BoardId, Rev};
use rusqlite::{Connection, OptionalExtension, params};

use super::readers::not_read;
use super::rows::damaged_or;
use super::writer::not_stored;
use crate::log::keys::{Key, Keyring, Known, Owner};
use crate::log::{KeptSnapshot, LogFault};

/// A state that is sealed and ready to be kept.
pub(super) struct Sealed {
    rev: Rev,
    version: u16,
    series: String,
    state: Vec<u8>,
}

impl Sealed {
    /// Seals a snapshot with the board's present series. Takes as long as the state is large.
    pub(super) fn of(
        keys: &Keyring,
        board: &BoardId,
        kept: &KeptSnapshot,
    ) -> Result<Self, LogFault> {
        let (series, key) = keys.series(board)?;
        let state = seal(board, kept, &key)?;
        Ok(Self { rev: kept.rev, version: kept.version, series, state })
    }

    /// Keeps it in place of the older one.
    pub(super) fn keep(self, connection: &Connection, board: &BoardId) -> Result<(), LogFault> {
        let Self { rev, version, series, state } = self;
        insert(connection, "snapshots", board, rev, version, &series, &state)
    }
}

/// Keeps a state in a table, sealed with the key of a series.
pub(super) fn put(
    connection: &Connection,
    table: &str,
    board: &BoardId,
    kept: &KeptSnapshot,
    series: &str,
    key: &Key,
) -> Result<(), LogFault> {
    let state = seal(board, kept, key)?;
    insert(connection, table, board, kept.rev, kept.version, series, &state)
}

fn seal(board: &BoardId, kept: &KeptSnapshot, key: &Key) -> Result<Vec<u8>, LogFault> {
    // The hash is sealed as well: words can be tried against the hash of a state that has them.
    let length = [kept.state_hash.len() as u8];
    let text = [&length, kept.state_hash.as_bytes(), &kept.state].concat();
    let sealed = key.seal(&place(board, kept.rev, kept.version), &text);
    sealed.map_err(|none| LogFault::NotStored { reason: none.to_string() })
}

fn insert(
    connection: &Connection,
    table: &str,
    board: &BoardId,
    rev: Rev,
    version: u16,
    series: &str,
    state: &[u8],
) -> Result<(), LogFault> {
    let sql = format!(
        "INSERT OR REPLACE INTO {table} (board, rev, version, state, series)
         VALUES (?1, ?2, ?3, ?4, ?5)"
    );
    let values = params![board.as_str(), rev, version, state, series];
    connection.execute(&sql, values).map(drop).map_err(not_stored)
}

/// Gives the kept snapshot, if there is one that opens.
pub(super) fn snapshot(
    connection: &Connection,
    keys: &Keyring,
    board: &BoardId,
) -> Result<Option<KeptSnapshot>, LogFault> {
    match get(connection, keys, "snapshots", board) {
        // It is only a cache: what does not open is made again.
        Err(LogFault::Damaged { .. } | LogFault::KeyMissing { .. }) => {
            Err(LogFault::NotRead { reason: "the kept snapshot does not open".to_owned() })
        }
        other => other,
    }
}

/// Gives the state from which a board begins, if it does not begin with its first entry.
pub(super) fn baseline(
    connection: &Connection,
    keys: &Keyring,
    board: &BoardId,
) -> Result<Option<KeptSnapshot>, LogFault> {
    get(connection, keys, "baselines", board)
}

fn get(
    connection: &Connection,
    keys: &Keyring,
    table: &str,
    board: &BoardId,
) -> Result<Option<KeptSnapshot>, LogFault> {
    let sql = format!("SELECT rev, version, state, series FROM {table} WHERE board = ?1");
    let mut select = connection.prepare_cached(&sql).map_err(not_read)?;
    let row = select.query_row([board.as_str()], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?, row.get::<_, String>(3)?))
    });
    let row = row.optional().map_err(damaged_or(board, 1))?;
    let Some((rev, version, sealed, series)) = row else { return Ok(None) };
    let key = match keys.key(board, &Owner::Series(series))? {
        Known::Key(key) => key,
        // A copy from before somebody's erasing: the log alone tells what is left.
        Known::Destroyed => return Ok(None),
        Known::Missing => return Err(LogFault::KeyMissing { board: board.clone() }),
    };
    let damaged = || LogFault::Damaged { board: board.clone(), rev };
    let text = key.open(&place(board, rev, version), &sealed).ok_or_else(damaged)?;
    let (state_hash, state) = parts(&text).ok_or_else(damaged)?;
    Ok(Some(KeptSnapshot { rev, version, state, state_hash }))
}

/// The hash and the state of an opened text.
fn parts(text: &[u8]) -> Option<(String, Vec<u8>)> {
    let (length, rest) = text.split_first()?;
    let (hash, state) = rest.split_at_checked(usize::from(*length))?;
    Some((String::from_utf8(hash.to_vec()).ok()?, state.to_vec()))
}

fn place(board: &BoardId, rev: u64, version: u16) -> String {
    format!("{board} {rev} {version}")
}
