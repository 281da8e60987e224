//! The form of the database, and how it gets it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::fault::{DatabaseFault, fault_of_opening};
use super::rows;
use crate::log::LogFault;
use crate::log::keys::Keyring;

/// Says in the file that it is ours: `Kens`.
const APPLICATION_ID: i64 = 0x4b65_6e73;
/// SQLite before 3.51.3 can damage a database in WAL mode when a checkpoint meets a writer.
const SQLITE_AT_LEAST: i32 = 3_051_003;
/// How long to wait for a lock that somebody else's tool holds.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// Each step brings the database from the form of its number to the next; never change one.
const STEPS: &[&str] = &[
    "
    CREATE TABLE entries (
        board TEXT NOT NULL,
        rev INTEGER NOT NULL,
        body TEXT NOT NULL,
        personal BLOB,
        PRIMARY KEY (board, rev)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE snapshots (
        board TEXT PRIMARY KEY,
        rev INTEGER NOT NULL,
        version INTEGER NOT NULL,
        state BLOB NOT NULL,
        state_hash TEXT NOT NULL
    ) STRICT;
    CREATE TABLE boards (
        id TEXT PRIMARY KEY,
        definition_id TEXT NOT NULL,
        join_code TEXT NOT NULL UNIQUE,
        epoch TEXT NOT NULL,
        created_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX boards_by_definition ON boards (definition_id, created_ms);
    CREATE TABLE tokens (
        hash BLOB PRIMARY KEY,
        board TEXT NOT NULL REFERENCES boards (id),
        role TEXT NOT NULL,
        actor TEXT NOT NULL,
        created_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE card_words (
        board TEXT NOT NULL REFERENCES boards (id),
        words_hash BLOB NOT NULL,
        actor TEXT NOT NULL,
        PRIMARY KEY (board, words_hash),
        UNIQUE (board, actor)
    ) STRICT, WITHOUT ROWID;
",
    "
    CREATE TABLE definitions (
        id TEXT PRIMARY KEY,
        hash TEXT NOT NULL,
        json BLOB NOT NULL
    ) STRICT;
    CREATE INDEX definitions_by_hash ON definitions (hash);
",
    "
    ALTER TABLE entries ADD COLUMN link BLOB NOT NULL DEFAULT x'';
    ALTER TABLE entries ADD COLUMN erased BLOB;
    CREATE TABLE heads (
        board TEXT PRIMARY KEY,
        rev INTEGER NOT NULL,
        link BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
",
    "
    DROP TABLE snapshots;
    CREATE TABLE snapshots (
        board TEXT PRIMARY KEY,
        rev INTEGER NOT NULL,
        version INTEGER NOT NULL,
        state BLOB NOT NULL,
        series TEXT NOT NULL
    ) STRICT;
    CREATE TABLE baselines (
        board TEXT PRIMARY KEY,
        rev INTEGER NOT NULL,
        version INTEGER NOT NULL,
        state BLOB NOT NULL,
        series TEXT NOT NULL
    ) STRICT;
",
    "
    CREATE TABLE due (
        board TEXT PRIMARY KEY,
        rev INTEGER NOT NULL,
        used_ms INTEGER NOT NULL,
        marked_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
",
];

/// The first form in which entries carry links.
const LINKED: i64 = 3;
/// The first form in which personal parts are sealed.
const SEALED: i64 = 4;

/// Refuses an SQLite library that is too old.
pub(super) fn check_library(version: i32) -> Result<(), DatabaseFault> {
    if version >= SQLITE_AT_LEAST {
        return Ok(());
    }
    let found = format!("{}.{}.{}", version / 1_000_000, version / 1_000 % 1_000, version % 1_000);
    Err(DatabaseFault::OldSqlite { found })
}

/// Makes sure that the file is ours and has the newest form, and sets how the writer writes.
pub(super) fn prepare(
    connection: &mut Connection,
    file: &Path,
    keys: &Keyring,
) -> Result<(), DatabaseFault> {
    let fault = fault_of_opening(file);
    check_is_ours(connection, file)?;
    set_up(connection, true).map_err(&fault)?;
    let change = connection.transaction_with_behavior(TransactionBehavior::Exclusive);
    let change = change.map_err(&fault)?;
    let sealed = migrate(&change, file, keys)?;
    change.commit().map_err(&fault)?;
    if sealed {
        // What was written in plain words goes out of the free pages too.
        connection.execute_batch("VACUUM").map_err(&fault)?;
        move_log(connection).map_err(&fault)?;
    }
    Ok(())
}

/// Moves the write-ahead log into the file, so that this life of the server begins its own, which can
/// be read by itself (`wal/`). Only once the names of both are sure: until then a power cut could
/// take the log and leave half of what was moved.
pub(super) fn begin_log(connection: &Connection) {
    if let Err(error) = move_log(connection) {
        // On a full disk it goes on with the old one.
        tracing::warn!(%error, "the write-ahead log was not moved into the file");
    }
}

/// Whether the write-ahead log is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LogMoved {
    /// All of it, and nothing is left beside.
    Whole,
    /// Not yet all: somebody reads what is only there.
    InUse,
}

/// Moves the write-ahead log into the file, outside any transaction.
pub(super) fn move_log(connection: &Connection) -> rusqlite::Result<LogMoved> {
    let busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(if busy { LogMoved::InUse } else { LogMoved::Whole })
}

/// Sets what SQLite forgets with each connection.
pub(super) fn set_up(connection: &Connection, writes: bool) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(32);
    connection.pragma_update(None, "foreign_keys", true)?;
    if !writes {
        return connection.pragma_update(None, "query_only", true);
    }
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "synchronous", "FULL")
}

/// Before anything is written: an empty file, or one that says it is ours.
fn check_is_ours(connection: &Connection, file: &Path) -> Result<(), DatabaseFault> {
    let fault = fault_of_opening(file);
    let id = number(connection, "application_id").map_err(&fault)?;
    let tables = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
        .map_err(&fault)?;
    match (id, tables) {
        (APPLICATION_ID, _) | (0, 0) => Ok(()),
        _ => Err(DatabaseFault::NotOurs { file: file.to_owned() }),
    }
}

/// Refuses a file that is not ours or has another form than the newest, and changes nothing.
pub(super) fn check_is_newest(connection: &Connection, file: &Path) -> Result<(), DatabaseFault> {
    check_is_ours(connection, file)?;
    let known = STEPS.len() as i64;
    let found = number(connection, "user_version").map_err(fault_of_opening(file))?;
    match found {
        _ if found > known => Err(DatabaseFault::Newer { file: file.to_owned(), found, known }),
        _ if found < known => Err(DatabaseFault::Older { file: file.to_owned() }),
        _ => Ok(()),
    }
}

/// Gives whether personal parts were sealed that stood there in plain words.
fn migrate(change: &Transaction<'_>, file: &Path, keys: &Keyring) -> Result<bool, DatabaseFault> {
    let fault = fault_of_opening(file);
    let other = |fault: LogFault| DatabaseFault::other(file, &fault.to_string());
    let known = STEPS.len() as i64;
    let found = number(change, "user_version").map_err(&fault)?;
    if found > known {
        return Err(DatabaseFault::Newer { file: file.to_owned(), found, known });
    }
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        change.execute_batch(step).map_err(&fault)?;
    }
    // What an older folder holds is taken as it is now; from here on, damage is noticed.
    let sealed = found < SEALED && rows::seal_all(change, keys).map_err(&other)?;
    if found < LINKED || sealed {
        rows::link_all(change).map_err(&fault)?;
    }
    change.pragma_update(None, "application_id", APPLICATION_ID).map_err(&fault)?;
    change.pragma_update(None, "user_version", known).map_err(&fault)?;
    Ok(sealed)
}

fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_old_sqlite_is_refused_in_words() {
        let fault = check_library(3_051_002).map_err(|fault| fault.to_string());
        assert!(fault.is_err_and(|words| words.contains("SQLite 3.51.2")));
        assert_eq!(check_library(3_051_003), Ok(()));
        assert_eq!(check_library(rusqlite::version_number()), Ok(()));
    }

    #[test]
    fn r8_1_the_data_of_every_earlier_form_is_still_there() {
        for form in 1..STEPS.len() {
            let mut connection = Connection::open_in_memory().unwrap();
            STEPS[..form].iter().for_each(|step| connection.execute_batch(step).unwrap());
            connection.pragma_update(None, "user_version", form as i64).unwrap();
            connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
            let board =
                "INSERT INTO boards VALUES ('k3v9q2mx', 'glasgow', 'KWMTRP', '6f1c2a90', 1)";
            connection.execute(board, []).unwrap();
            let folder = tempfile::tempdir().unwrap();
            let keys = Keyring::open(&folder.path().join("keys.db")).unwrap();
            prepare(&mut connection, Path::new("kenspeckle.db"), &keys).unwrap();
            let count = |table: &str| {
                let sql = format!("SELECT count(*) FROM {table}");
                connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap()
            };
            assert_eq!((count("boards"), count("definitions")), (1, 0), "from form {form}");
            assert_eq!(number(&connection, "user_version").unwrap(), STEPS.len() as i64);
        }
    }
}
