//! A few connections for reading, used off the async threads.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::schema;
use crate::log::LogFault;
use crate::off_thread::off_thread;

/// Reads at once. More would only wait for the same disk.
const AT_ONCE: usize = 4;

/// Hands out reading connections.
pub(super) struct Readers(Arc<Pool>);

struct Pool {
    file: PathBuf,
    turn: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(file: PathBuf) -> Self {
        let (turn, idle) = (Semaphore::new(AT_ONCE), Mutex::default());
        Self(Arc::new(Pool { file, turn, idle }))
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, LogFault> + Send + 'static,
    ) -> Result<T, LogFault> {
        let turn = self.0.turn.acquire().await.map_err(|_| LogFault::Closed)?;
        let pool = self.0.clone();
        let done = off_thread(move || {
            let connection = pool.take().map_err(not_read)?;
            let done = work(&connection);
            pool.idle().push(connection);
            done
        });
        let done = done.await.unwrap_or(Err(LogFault::Closed));
        drop(turn);
        done
    }

    /// Lets no more reads begin, and closes the connections that are idle.
    pub(super) fn close(&self) {
        self.0.turn.close();
        self.0.idle().clear();
    }
}

impl Pool {
    fn take(&self) -> rusqlite::Result<Connection> {
        if let Some(connection) = self.idle().pop() {
            return Ok(connection);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.file, flags)?;
        schema::set_up(&connection, false)?;
        Ok(connection)
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// SQLite's words name tables and columns, never what is in them.
#[allow(clippy::needless_pass_by_value, reason = "the form that `map_err` takes")]
pub(crate) fn not_read(error: rusqlite::Error) -> LogFault {
    LogFault::NotRead { reason: plain_reason(&error) }
}

/// What SQLite says, without the values that conversion errors quote.
pub(crate) fn plain_reason(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(code, words) => {
            words.clone().unwrap_or_else(|| code.to_string())
        }
        _ => "a row is not in the form it should have".to_owned(),
    }
}
