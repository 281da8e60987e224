//! One data folder, held by one process: its lock, its writer and its readers.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kenspeckle_shared::ids::BoardId;
use rusqlite::Connection;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use super::erasing;
use super::fault::{DatabaseFault, fault_of_opening};
use super::fresh::Fresh;
use super::private::{close_to_others, own_file, own_folder};
use super::readers::Readers;
use super::schema;
use super::wal;
use super::writer::{Class, Writer, not_stored};
use crate::log::LogFault;
use crate::log::keys::{KEYS_FILE, Keyring};
use crate::off_thread::off_thread;

/// The name of the database in its data folder.
pub const DATABASE_FILE: &str = "kenspeckle.db";
/// The name of the file whose lock says that a process holds the data folder.
pub const LOCK_FILE: &str = "kenspeckle.lock";

/// An open database. Clones are the same database.
#[derive(Clone)]
pub struct Database(Arc<Held>);

struct Held {
    file: PathBuf,
    writer: Writer,
    readers: Readers,
    keys: Arc<Keyring>,
    fresh: Fresh,
    /// Released when the last clone is dropped or the process ends, however it ends.
    lock: Mutex<Option<File>>,
}

impl Database {
    /// Opens the database in a data folder, making folder and file if need be. Blocks the thread.
    ///
    /// # Errors
    /// The folder cannot be written, another process holds it, the file is not ours, or it comes
    /// from a newer kenspeckle; each in one sentence.
    pub fn open(folder: &Path) -> Result<Self, DatabaseFault> {
        schema::check_library(rusqlite::version_number())?;
        let lock = hold(folder)?;
        let file = folder.join(DATABASE_FILE);
        close_to_others(folder, [DATABASE_FILE, KEYS_FILE]);
        wal::mend(&file)?;
        let unsure = |error: std::io::Error| DatabaseFault::NotWritable {
            folder: folder.to_owned(),
            reason: error.to_string(),
        };
        make_names_sure(folder).map_err(unsure)?;
        let mut connection = Connection::open(&file).map_err(fault_of_opening(&file))?;
        let keys = Arc::new(Keyring::open(&folder.join(KEYS_FILE))?);
        schema::prepare(&mut connection, &file, &keys)?;
        finish_erasing(&connection, &keys);
        // That of the write-ahead log, which SQLite has made meanwhile.
        make_names_sure(folder).map_err(unsure)?;
        schema::begin_log(&connection);
        let writer = Writer::start(connection)
            .map_err(|error| DatabaseFault::other(&file, &error.to_string()))?;
        let readers = Readers::new(file.clone());
        let (fresh, lock) = (Fresh::default(), Mutex::new(Some(lock)));
        Ok(Self(Arc::new(Held { file, writer, readers, keys, fresh, lock })))
    }

    /// Does a piece of writing in a transaction that it may share with others, and gives what came
    /// of it once it is durable. A piece that fails leaves nothing.
    ///
    /// # Errors
    /// That of the piece, or of storing it.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, LogFault> + Send + 'static,
    ) -> Result<T, LogFault> {
        self.0.writer.write(Class::Now, work).await
    }

    /// Does the same once no other writing is waiting.
    ///
    /// # Errors
    /// That of the piece, or of storing it.
    pub async fn write_when_idle<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, LogFault> + Send + 'static,
    ) -> Result<T, LogFault> {
        self.0.writer.write(Class::WhenIdle, work).await
    }

    /// Says whether there is room to write, by writing something of some size and taking it out
    /// again; an empty transaction would succeed on a full disk.
    pub async fn takes_writes(&self) -> bool {
        self.write(|writer| {
            let sql = "INSERT INTO snapshots (board, rev, version, state, series)
                           VALUES ('', 0, 0, zeroblob(65536), '');
                       DELETE FROM snapshots WHERE board = ''";
            writer.execute_batch(sql).map_err(not_stored)
        })
        .await
        .is_ok()
    }

    /// Reads, off the async threads, what was durable when it began.
    ///
    /// # Errors
    /// That of the piece, or of opening the file.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, LogFault> + Send + 'static,
    ) -> Result<T, LogFault> {
        self.0.readers.read(work).await
    }

    /// Takes a board out for good: its log, its keys, and all that opens it.
    ///
    /// # Errors
    /// That of storing it: some of it may have been done, and it can be asked again.
    pub async fn erase_board(&self, board: &BoardId) -> Result<(), LogFault> {
        self.fresh().forget_board(board);
        let (keys, on) = (self.keys(), board.clone());
        // The keys first: without them nobody can read what is left, whatever happens now.
        off_thread(move || keys.destroy_board(&on)).await.unwrap_or(Err(LogFault::Closed))?;
        let on = board.clone();
        self.write(move |writer| erasing::erase_board(writer, &on)).await?;
        // Titles and questions are not sealed, and stand in the log until then. A database that was
        // closed meanwhile has moved it.
        let _ = self.0.writer.move_log().await;
        Ok(())
    }

    /// Lets the write-ahead log lose soon what somebody's erasing took out of the file.
    pub(super) fn move_log_soon(&self) {
        self.0.writer.move_log_soon();
    }

    /// Gives the tokens that were given a moment ago.
    pub(crate) fn fresh(&self) -> &Fresh {
        &self.0.fresh
    }

    /// Gives the keys of this data folder.
    pub(super) fn keys(&self) -> Arc<Keyring> {
        self.0.keys.clone()
    }

    /// Finishes what is waiting, puts everything into the one file, and lets the data folder go.
    /// Closing again does nothing.
    ///
    /// # Errors
    /// Everything acked is stored, but could not be put into the one file.
    pub async fn close(&self) -> Result<(), LogFault> {
        self.0.readers.close();
        let writer = self.0.writer.clone();
        let closed = spawn_blocking(move || writer.close()).await;
        self.0.lock.lock().await.take();
        closed.unwrap_or(Err(LogFault::Closed))
    }
}

/// Finishes what a crash interrupted, and takes out again which boards an older copy has brought back.
fn finish_erasing(connection: &Connection, keys: &Keyring) {
    match erasing::take_out_remains(connection, keys) {
        Ok(boards) => boards.iter().for_each(|board| {
            tracing::warn!(%board, "erased what was left of a board that had been erased");
        }),
        // As on a full disk: nobody can read it, and the other boards go on.
        Err(fault) => tracing::error!(%fault, "erased boards could not be taken out"),
    }
}

/// Locks the data folder for this process.
pub(crate) fn hold(folder: &Path) -> Result<File, DatabaseFault> {
    let unwritable = |error: std::io::Error| DatabaseFault::NotWritable {
        folder: folder.to_owned(),
        reason: error.to_string(),
    };
    make(folder).map_err(unwritable)?;
    let lock = own_file().create(true).truncate(false).write(true).open(folder.join(LOCK_FILE));
    let lock = lock.map_err(unwritable)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(DatabaseFault::Held { folder: folder.to_owned() }),
        Err(TryLockError::Error(error)) => Err(unwritable(error)),
    }
}

/// Makes a folder, so that it is still there after a power cut: what is in a folder is only found
/// where the folder's own name is on the disk.
fn make(folder: &Path) -> std::io::Result<()> {
    let is_missing = |above: &&Path| !above.as_os_str().is_empty() && !above.exists();
    let missing = folder.ancestors().skip(1).take_while(is_missing).count();
    own_folder(folder)?;
    #[cfg(unix)]
    for above in folder.ancestors().skip(1).take(missing + 1) {
        let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
        // One that we may not look into, or whose file system knows no such thing, is not ours to
        // judge; the folder itself can be used.
        let _ = File::open(above).and_then(|above| above.sync_all());
    }
    Ok(())
}

/// Makes sure that what the databases write to is found after a power cut. They sync folders
/// themselves, but by `fdatasync`, which need not make a name durable; so every file that they will
/// write to, and go back by, is there from now on.
#[cfg(unix)]
fn make_names_sure(folder: &Path) -> std::io::Result<()> {
    let journal = |file| format!("{file}-journal");
    // Left empty between two writes, never taken away: the keys are in `journal_mode=truncate`.
    let mut files = vec![KEYS_FILE.to_owned(), journal(KEYS_FILE)];
    // The first page of a database is written with a journal that SQLite takes away at its end.
    let is_new = std::fs::metadata(folder.join(DATABASE_FILE)).map_or(true, |it| it.len() == 0);
    if is_new {
        files.extend([DATABASE_FILE.to_owned(), journal(DATABASE_FILE)]);
    }
    for file in files {
        // SQLite gives what it makes beside a file the same permissions.
        own_file().create(true).append(true).open(folder.join(file))?;
    }
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn make_names_sure(_: &Path) -> std::io::Result<()> {
    Ok(())
}

impl std::fmt::Debug for Database {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_tuple("Database").field(&self.0.file).finish()
    }
}
