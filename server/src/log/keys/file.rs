//! The file of keys.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use kenspeckle_shared::ids::{ActorId, BoardId};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::tombs::is_destroyed;
use super::{Key, Known, Owner};
use crate::log::LogFault;
use crate::log::sqlite::{DatabaseFault, fault_of_opening, not_read, not_stored};
use crate::tokens::{NoChance, random_text};

/// The name of the file of keys in its data folder.
pub const KEYS_FILE: &str = "kenspeckle-keys.db";
/// Says in the file that it is ours: `KenK`.
const APPLICATION_ID: i64 = 0x4b65_6e4b;
/// The form of the file.
const FORM: i64 = 1;
/// How long to wait for a lock that a backup holds, in milliseconds.
const BUSY_MS: u64 = 5_000;
const SERIES_LETTERS: &[u8] = b"0123456789abcdef";
const SERIES_CHARS: usize = 16;

/// Not in WAL mode: there, a destroyed key would stay in a second file for a while.
const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS keys (
        board TEXT NOT NULL,
        owner TEXT NOT NULL,
        key BLOB,
        PRIMARY KEY (board, owner)
    ) STRICT, WITHOUT ROWID;
";

/// The keys of a data folder. Every call may wait for the disk.
pub struct Keyring(Mutex<Held>);

pub(super) struct Held {
    pub(super) connection: Connection,
    /// Keys that were used, so that sealing waits for no disk.
    pub(super) used: HashMap<BoardId, HashMap<Owner, Key>>,
}

impl Keyring {
    /// Opens the file of keys, making it if need be.
    ///
    /// # Errors
    /// It cannot be written, or is something else.
    pub fn open(file: &Path) -> Result<Self, DatabaseFault> {
        let fault = fault_of_opening(file);
        let connection = Connection::open(file).map_err(&fault)?;
        let is_new = is_new(&connection, file)?;
        let set_up = || -> rusqlite::Result<()> {
            connection.busy_timeout(std::time::Duration::from_millis(BUSY_MS))?;
            connection.pragma_update_and_check(None, "journal_mode", "truncate", |_| Ok(()))?;
            connection.pragma_update(None, "synchronous", "EXTRA")?;
            connection.pragma_update(None, "secure_delete", true)?;
            if !is_new {
                return Ok(());
            }
            connection.execute_batch(TABLE)?;
            connection.pragma_update(None, "user_version", FORM)?;
            // Last: what has this number is whole.
            connection.pragma_update(None, "application_id", APPLICATION_ID)
        };
        set_up().map_err(&fault)?;
        Ok(Self(Mutex::new(Held { connection, used: HashMap::new() })))
    }

    /// Opens a file of keys that must be there.
    ///
    /// # Errors
    /// As [`Keyring::open`], and [`DatabaseFault::NoKeys`].
    pub fn open_existing(file: &Path) -> Result<Self, DatabaseFault> {
        if !file.is_file() {
            return Err(DatabaseFault::NoKeys { file: file.to_owned() });
        }
        Self::open(file)
    }

    /// Writes all keys, as they are at one moment, into a file that is empty or not there.
    ///
    /// # Errors
    /// It could not be written.
    pub fn copy_into(&self, file: &Path) -> Result<(), DatabaseFault> {
        let into = file.to_string_lossy();
        let copied = self.held().connection.execute("VACUUM INTO ?1", [&*into]);
        copied.map(drop).map_err(fault_of_opening(file))
    }

    /// Gives what is known of a key.
    pub(in crate::log) fn key(&self, board: &BoardId, owner: &Owner) -> Result<Known, LogFault> {
        self.held().find(board, owner)
    }

    /// Gives a person's key for sealing, drawn and durable if there was none.
    ///
    /// # Errors
    /// [`LogFault::NotStored`], also for a person whose key was destroyed.
    pub(in crate::log) fn key_for_sealing(
        &self,
        board: &BoardId,
        actor: ActorId,
    ) -> Result<Key, LogFault> {
        let (mut held, owner) = (self.held(), Owner::Person(actor));
        match held.find(board, &owner)? {
            Known::Key(key) => Ok(key),
            Known::Missing => held.draw(board, owner),
            Known::Destroyed => {
                Err(LogFault::NotStored { reason: "its author was erased".to_owned() })
            }
        }
    }

    /// Gives the key with which a board's states are sealed at present, and its series.
    pub(in crate::log) fn series(&self, board: &BoardId) -> Result<(String, Key), LogFault> {
        let mut held = self.held();
        if let Some(newest) = held.newest_series(board)? {
            return Ok(newest);
        }
        held.begin_series(board)
    }

    /// Begins a new series of a board's states. The older ones can be opened until
    /// [`Keyring::destroy`].
    pub(in crate::log) fn begin_series(&self, board: &BoardId) -> Result<(String, Key), LogFault> {
        self.held().begin_series(board)
    }

    /// Destroys people's keys, and those of every series but one. What they sealed is gone then.
    pub(in crate::log) fn destroy(
        &self,
        board: &BoardId,
        people: &[ActorId],
        but: &str,
    ) -> Result<(), LogFault> {
        let mut held = self.held();
        held.used.remove(board);
        let change = held.connection.transaction().map_err(not_stored)?;
        for actor in people {
            let owner = Owner::Person(*actor).name();
            let sql = "INSERT OR REPLACE INTO keys (board, owner, key) VALUES (?1, ?2, NULL)";
            change.execute(sql, params![board.as_str(), owner]).map_err(not_stored)?;
        }
        let sql = "UPDATE keys SET key = NULL
                   WHERE board = ?1 AND owner LIKE 'series:%' AND owner <> ?2";
        let but = Owner::Series(but.to_owned()).name();
        change.execute(sql, params![board.as_str(), but]).map_err(not_stored)?;
        change.commit().map_err(not_stored)
    }

    /// Gives the people of a board whose keys were destroyed.
    pub(in crate::log) fn destroyed(&self, board: &BoardId) -> Result<Vec<ActorId>, LogFault> {
        let held = self.held();
        let sql = "SELECT owner FROM keys WHERE board = ?1 AND key IS NULL";
        let mut select = held.connection.prepare_cached(sql).map_err(not_read)?;
        let names = select.query_map([board.as_str()], |row| row.get::<_, String>(0));
        let names = names.map_err(not_read)?.collect::<Result<Vec<_>, _>>().map_err(not_read)?;
        let person = |name: String| match Owner::read(&name) {
            Some(Owner::Person(actor)) => Some(actor),
            _ => None,
        };
        Ok(names.into_iter().filter_map(person).collect())
    }

    pub(super) fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn find(&mut self, board: &BoardId, owner: &Owner) -> Result<Known, LogFault> {
        if let Some(key) = self.used.get(board).and_then(|keys| keys.get(owner)) {
            return Ok(Known::Key(key.clone()));
        }
        let sql = "SELECT key FROM keys WHERE board = ?1 AND owner = ?2";
        let mut select = self.connection.prepare_cached(sql).map_err(not_read)?;
        let found = select.query_row(params![board.as_str(), owner.name()], |row| {
            row.get::<_, Option<Vec<u8>>>(0)
        });
        let found = found.optional().map_err(not_read)?;
        drop(select);
        Ok(match found {
            None => Known::Missing,
            Some(None) => Known::Destroyed,
            Some(Some(kept)) => match Key::read(&kept) {
                Some(key) => Known::Key(self.use_key(board, owner.clone(), key)),
                None => Known::Missing,
            },
        })
    }

    fn draw(&mut self, board: &BoardId, owner: Owner) -> Result<Key, LogFault> {
        if is_destroyed(&self.connection, board)? {
            return Err(LogFault::NotStored { reason: "its board was erased".to_owned() });
        }
        let key = Key::fresh().map_err(no_chance)?;
        let sql = "INSERT INTO keys (board, owner, key) VALUES (?1, ?2, ?3)";
        let values = params![board.as_str(), owner.name(), key.bytes()];
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let change = change.map_err(not_stored)?;
        change.execute(sql, values).map_err(not_stored)?;
        change.commit().map_err(not_stored)?;
        Ok(self.use_key(board, owner, key))
    }

    fn begin_series(&mut self, board: &BoardId) -> Result<(String, Key), LogFault> {
        let series = random_text(SERIES_LETTERS, SERIES_CHARS).map_err(no_chance)?;
        let key = self.draw(board, Owner::Series(series.clone()))?;
        Ok((series, key))
    }

    /// After an interrupted erasing there may be several: any will do, for the next clears up.
    fn newest_series(&mut self, board: &BoardId) -> Result<Option<(String, Key)>, LogFault> {
        let sql = "SELECT owner FROM keys WHERE board = ?1 AND owner LIKE 'series:%'
                   AND key IS NOT NULL LIMIT 1";
        let used =
            self.used.get(board).into_iter().flatten().find_map(|(owner, key)| match owner {
                Owner::Series(series) => Some((series.clone(), key.clone())),
                Owner::Person(_) => None,
            });
        if used.is_some() {
            return Ok(used);
        }
        let name = self.connection.query_row(sql, [board.as_str()], |row| row.get::<_, String>(0));
        let name = name.optional().map_err(not_read)?;
        let Some(Owner::Series(series)) = name.as_deref().and_then(Owner::read) else {
            return Ok(None);
        };
        match self.find(board, &Owner::Series(series.clone()))? {
            Known::Key(key) => Ok(Some((series, key))),
            _ => Ok(None),
        }
    }

    fn use_key(&mut self, board: &BoardId, owner: Owner, key: Key) -> Key {
        self.used.entry(board.clone()).or_default().insert(owner, key.clone());
        key
    }
}

/// Says whether the file is still to be set up; refuses one that is not ours.
fn is_new(connection: &Connection, file: &Path) -> Result<bool, DatabaseFault> {
    let fault = fault_of_opening(file);
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (id, found) = (number("application_id"), number("user_version"));
    match (id.map_err(&fault)?, found.map_err(&fault)?) {
        (APPLICATION_ID, found) if found > FORM => {
            Err(DatabaseFault::Newer { file: file.to_owned(), found, known: FORM })
        }
        (id @ (APPLICATION_ID | 0), _) => Ok(id == 0),
        _ => Err(DatabaseFault::NotOurs { file: file.to_owned() }),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "the form that `map_err` takes")]
fn no_chance(none: NoChance) -> LogFault {
    LogFault::NotStored { reason: none.to_string() }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Keyring")
    }
}
