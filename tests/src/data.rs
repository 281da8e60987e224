//! What the program leaves on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kenspeckle_shared::board::Board;
use kenspeckle_shared::entry::{Entry, EntryBody};
use kenspeckle_shared::ids::{ActorId, BoardId, Rev};
use kenspeckle_shared::view::{Audience, snapshot};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::memory::Memory;
use crate::sealed::Keys;

/// A data folder. Clones are the same folder; it goes when the last of them does.
#[derive(Debug, Clone)]
pub struct DataFolder {
    path: PathBuf,
    _around: Arc<TempDir>,
}

/// The log of one board, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLog {
    /// Which board.
    pub board: BoardId,
    /// Its life.
    pub epoch: String,
    /// Its entries; the first has rev 1.
    pub entries: Vec<Entry>,
}

impl DataFolder {
    /// Makes an empty one.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        let around = TempDir::new().unwrap();
        Self { path: around.path().to_owned(), _around: Arc::new(around) }
    }

    /// Gives one that is not there yet, in a folder that has nothing else in it.
    pub fn not_made() -> Self {
        let around = TempDir::new().unwrap();
        Self { path: around.path().join("data"), _around: Arc::new(around) }
    }

    /// Gives its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies it as it is, so that looking at the copy leaves this one as a crash left it.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        for file in self.files() {
            std::fs::copy(&file, copy.path().join(file.file_name().unwrap())).unwrap();
        }
        copy
    }

    /// Says in which of its files some bytes are.
    pub fn files_with(&self, bytes: &[u8]) -> Vec<PathBuf> {
        let mut files = self.files();
        files.retain(|file| {
            let content = std::fs::read(file).unwrap();
            content.windows(bytes.len()).any(|window| window == bytes)
        });
        files
    }

    /// Gives the key of somebody on its oldest board; nothing if there is none, or none any more.
    pub fn key_of(&self, actor: ActorId) -> Option<Vec<u8>> {
        Keys::of(self.path()).key(&read_board(&self.database()).0, &actor.to_string())
    }

    /// Opens its database, of which only one writer may be at work.
    pub fn database(&self) -> Connection {
        Connection::open(self.path().join("kenspeckle.db")).unwrap()
    }

    /// Reads the log of its oldest board as a crash left it, from a copy.
    pub fn log(&self) -> StoredLog {
        let copy = self.copy();
        read(&copy.database(), &Keys::of(copy.path()))
    }

    /// Reads the log of its oldest board while a server is at work on it.
    pub fn log_at_work(&self) -> StoredLog {
        read(&self.database(), &Keys::of(self.path()))
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.path()).unwrap();
        let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        files.collect()
    }
}

fn read_board(database: &Connection) -> (BoardId, String) {
    let sql = "SELECT id, epoch FROM boards ORDER BY created_ms";
    database.query_row(sql, [], |row| Ok((BoardId(row.get(0)?), row.get(1)?))).unwrap()
}

fn read(database: &Connection, keys: &Keys) -> StoredLog {
    let (board, epoch) = read_board(database);
    let mut entries = database
        .prepare("SELECT rev, body, personal FROM entries WHERE board = ?1 ORDER BY rev")
        .unwrap();
    let entries = entries
        .query_map([board.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .enumerate()
        .map(|(index, row)| {
            let (rev, body, personal): (i64, String, Option<Vec<u8>>) = row.unwrap();
            assert_eq!(rev, index as i64 + 1, "revs are dense");
            let body: EntryBody = serde_json::from_str(&body).unwrap();
            let personal = personal.and_then(|sealed| keys.open(&board, &body, &sealed));
            Entry { body, personal }
        })
        .collect();
    StoredLog { board, epoch, entries }
}

impl StoredLog {
    /// Replays it up to a rev.
    pub fn replay(&self, rev: Rev) -> Board {
        let mut board = Board::default();
        for entry in &self.entries[..rev as usize] {
            board.apply(entry);
        }
        board
    }

    /// Replays all of it.
    pub fn replay_all(&self) -> Board {
        self.replay(self.last())
    }

    /// Gives the rev of its last entry.
    pub fn last(&self) -> Rev {
        self.entries.len() as Rev
    }

    /// Gives what a screen of an audience would show at a rev.
    pub fn shown_at(&self, rev: Rev, audience: Audience) -> Memory {
        Memory::of(snapshot(&self.replay(rev), &self.board, &self.epoch, audience))
    }
}
