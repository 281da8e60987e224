//! What people wrote, as it is stored: read by what the documents say, not by the program's code.

use std::path::Path;
use std::time::Duration;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use kenspeckle_shared::entry::{EntryBody, Personal};
use kenspeckle_shared::ids::BoardId;
use rusqlite::{Connection, OptionalExtension, params};

/// The first byte of what is sealed; a nonce of this many bytes follows.
const FORM: u8 = 1;
const NONCE: usize = 24;
/// How long to wait for a server that writes a key.
const BUSY: Duration = Duration::from_secs(10);

/// The keys of a data folder.
pub(crate) struct Keys(Connection);

impl Keys {
    /// Opens the file of keys in a folder.
    pub(crate) fn of(folder: &Path) -> Self {
        let connection = Connection::open(folder.join("kenspeckle-keys.db")).unwrap();
        connection.busy_timeout(BUSY).unwrap();
        Self(connection)
    }

    /// Opens a sealed part; nothing if its author's key was destroyed.
    pub(crate) fn open(
        &self,
        board: &BoardId,
        body: &EntryBody,
        sealed: &[u8],
    ) -> Option<Personal> {
        let author = body.actor.id.to_string();
        let key = self.key(board, &author)?;
        let place = format!("{board} {author} {}", body.id);
        assert_eq!(sealed[0], FORM, "the form of what is sealed");
        let nonce: [u8; NONCE] = sealed[1..=NONCE].try_into().unwrap();
        let payload = Payload { msg: &sealed[NONCE + 1..], aad: place.as_bytes() };
        let cipher = XChaCha20Poly1305::new_from_slice(&key).unwrap();
        let opened = cipher.decrypt(&XNonce::from(nonce), payload);
        let opened =
            opened.expect("what was written opens with its author's key, in its place only");
        Some(serde_json::from_slice(&opened).unwrap())
    }

    /// Gives a key; nothing if it was destroyed.
    pub(crate) fn key(&self, board: &BoardId, owner: &str) -> Option<Vec<u8>> {
        let sql = "SELECT key FROM keys WHERE board = ?1 AND owner = ?2";
        let key = self.0.query_row(sql, params![board.as_str(), owner], |row| row.get(0));
        key.optional().unwrap().expect("a key is durable before what it seals")
    }
}
