//! Entries and snapshots as rows.

use std::collections::BTreeMap;

use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::{ENTRY_VERSION, Entry, EntryBody};
use kenspeckle_shared::ids::{BoardId, Rev};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::chain::Link;
use super::readers::not_read;
use super::writer::not_stored;
use crate::log::LogFault;
use crate::log::keys::{Keyring, Known, Owner};
use crate::tokens::{NoChance, random_bytes};

/// An entry as it is stored: its personal fields in a column of their own.
pub(super) struct Row {
    body: String,
    personal: Option<Vec<u8>>,
    /// Counts in the chain in the place of a personal part that is not there. Stands in the column
    /// `erased`.
    hash: Option<[u8; 32]>,
}

impl Row {
    /// Gives an entry as it is stored, its personal part sealed with its author's key.
    pub(super) fn of(keys: &Keyring, board: &BoardId, entry: &Entry) -> Result<Self, LogFault> {
        let formless = |_| LogFault::NotStored { reason: "an entry has no JSON form".to_owned() };
        let body = serde_json::to_string(&entry.body).map_err(formless)?;
        let unsealed = |none: NoChance| LogFault::NotStored { reason: none.to_string() };
        let Some(personal) = &entry.personal else {
            // What a person chose goes when they are erased, but the link that followed from it
            // stays: without something that nobody knows in it, a few choices could be tried.
            let is_erasable = entry.body.actor.role == Role::Participant;
            let hash = is_erasable.then(random_bytes).transpose().map_err(unsealed)?;
            return Ok(Self { body, personal: None, hash });
        };
        let personal = Zeroizing::new(serde_json::to_vec(personal).map_err(formless)?);
        let key = keys.key_for_sealing(board, entry.body.actor.id)?;
        let sealed = key.seal(&place(board, &entry.body), &personal);
        Ok(Self { body, personal: Some(sealed.map_err(unsealed)?), hash: None })
    }

    fn entry(&self, keys: &Keyring, board: &BoardId, rev: Rev) -> Result<Entry, LogFault> {
        let damaged = || LogFault::Damaged { board: board.clone(), rev };
        let version = serde_json::from_str(&self.body).map(|Versioned { version }| version);
        match version {
            Ok(version) if version > u64::from(ENTRY_VERSION) => {
                Err(LogFault::Newer { board: board.clone(), rev, version })
            }
            Ok(_) => {
                let body: EntryBody = serde_json::from_str(&self.body).map_err(|_| damaged())?;
                let personal = self.open(keys, board, &body)?;
                let read = |personal: &Zeroizing<Vec<u8>>| serde_json::from_slice(personal);
                let personal = personal.as_ref().map(read).transpose();
                Ok(Entry { body, personal: personal.map_err(|_| damaged())? })
            }
            Err(_) => Err(damaged()),
        }
    }

    /// The personal part, opened; none where it was erased.
    fn open(
        &self,
        keys: &Keyring,
        board: &BoardId,
        body: &EntryBody,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, LogFault> {
        let missing = || LogFault::KeyMissing { board: board.clone() };
        let Some(sealed) = &self.personal else { return Ok(None) };
        match keys.key(board, &Owner::Person(body.actor.id))? {
            // The link says that it is as it was stored: it is the key that is another one.
            Known::Key(key) => {
                let opened = key.open(&place(board, body), sealed).ok_or_else(missing)?;
                Ok(Some(Zeroizing::new(opened)))
            }
            Known::Destroyed => Ok(None),
            Known::Missing => Err(missing()),
        }
    }
}

/// What a personal part is sealed to, so that it opens in no other entry.
fn place(board: &BoardId, body: &EntryBody) -> String {
    format!("{board} {} {}", body.actor.id, body.id)
}

/// The one field that every version has.
#[derive(Deserialize)]
struct Versioned {
    version: u64,
}

pub(super) fn next_rev(connection: &Connection, board: &BoardId) -> Result<Rev, LogFault> {
    head(connection, board).map(|head| head.rev + 1)
}

/// Where a board's log ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) rev: Rev,
    pub(super) link: Link,
}

/// Adds rows to the end of a board's log and gives the rev of the first.
pub(super) fn append(
    connection: &Connection,
    board: &BoardId,
    rows: &[Row],
) -> Result<Rev, LogFault> {
    let Head { rev: last, mut link } = head(connection, board)?;
    let sql = "INSERT INTO entries (board, rev, body, personal, link, erased)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = connection.prepare_cached(sql).map_err(not_stored)?;
    for (rev, row) in (last + 1..).zip(rows) {
        let personal = row.personal.as_deref().map(|part| *blake3::hash(part).as_bytes());
        link = link.next(rev, row.body.as_bytes(), personal.or(row.hash).as_ref());
        let Row { body, personal, hash } = row;
        let values = params![board.as_str(), rev, body, personal, link.bytes(), hash];
        insert.execute(values).map_err(not_stored)?;
    }
    set_head(connection, board, Head { rev: last + rows.len() as Rev, link })?;
    Ok(last + 1)
}

pub(super) fn set_head(
    connection: &Connection,
    board: &BoardId,
    head: Head,
) -> Result<(), LogFault> {
    let sql = "INSERT OR REPLACE INTO heads (board, rev, link) VALUES (?1, ?2, ?3)";
    let mut insert = connection.prepare_cached(sql).map_err(not_stored)?;
    let values = params![board.as_str(), head.rev, head.link.bytes()];
    insert.execute(values).map(drop).map_err(not_stored)
}

/// Where the board's log ends, by what was noted when it was last written.
pub(super) fn head(connection: &Connection, board: &BoardId) -> Result<Head, LogFault> {
    let sql = "SELECT rev, link FROM heads WHERE board = ?1";
    let mut select = connection.prepare_cached(sql).map_err(not_read)?;
    let found = select.query_row([board.as_str()], |row| {
        let link = row.get_ref(1)?.as_blob().ok().and_then(Link::read);
        Ok(row.get(0).ok().zip(link).map(|(rev, link)| Head { rev, link }))
    });
    match found.optional().map_err(damaged_or(board, 1))? {
        Some(Some(head)) => Ok(head),
        None if !has_entries(connection, board)? => Ok(Head { rev: 0, link: Link::start(board) }),
        _ => Err(LogFault::Damaged { board: board.clone(), rev: 1 }),
    }
}

fn has_entries(connection: &Connection, board: &BoardId) -> Result<bool, LogFault> {
    let sql = "SELECT EXISTS (SELECT 1 FROM entries WHERE board = ?1)";
    let mut select = connection.prepare_cached(sql).map_err(not_read)?;
    select.query_row([board.as_str()], |row| row.get(0)).map_err(damaged_or(board, 1))
}

/// Reads entries, and judges each by its link and the end by the head.
pub(super) fn read_after(
    connection: &Connection,
    keys: &Keyring,
    board: &BoardId,
    rev: Rev,
    most: usize,
) -> Result<Vec<Entry>, LogFault> {
    // Both the head and the entries as they were at one moment.
    let moment = connection.unchecked_transaction().map_err(not_read)?;
    let head = head(&moment, board)?;
    if rev > head.rev {
        return Ok(Vec::new());
    }
    let mut link = link_at(&moment, board, rev)?;
    let most = usize::try_from(head.rev.saturating_sub(rev)).unwrap_or(usize::MAX).min(most);
    let sql = "SELECT rev, body, personal, link, erased FROM entries
               WHERE board = ?1 AND rev > ?2 ORDER BY rev LIMIT ?3";
    let mut select = moment.prepare_cached(sql).map_err(not_read)?;
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let mut rows = select.query(params![board.as_str(), rev, limit]).map_err(not_read)?;
    let mut entries = Vec::new();
    for rev in (rev + 1..).take(most) {
        let damaged = || LogFault::Damaged { board: board.clone(), rev };
        let row = rows.next().map_err(damaged_or(board, rev))?.ok_or_else(damaged)?;
        let stored = Stored::of(row, link).filter(|stored| stored.rev == rev);
        let stored = stored.ok_or_else(damaged)?;
        link = stored.link;
        entries.push(stored.row.entry(keys, board, rev)?);
    }
    let last = rev + entries.len() as Rev;
    if last == head.rev && link != head.link {
        return Err(LogFault::Damaged { board: board.clone(), rev: last });
    }
    Ok(entries)
}

/// A row whose link is right.
struct Stored {
    rev: Rev,
    row: Row,
    link: Link,
}

impl Stored {
    fn of(row: &rusqlite::Row<'_>, before: Link) -> Option<Self> {
        let rev = row.get(0).ok()?;
        let body = row.get_ref(1).ok()?.as_str().ok()?.to_owned();
        let personal = row.get_ref(2).ok()?.as_blob_or_null().ok()?.map(<[u8]>::to_vec);
        let link = Link::read(row.get_ref(3).ok()?.as_blob().ok()?)?;
        let hash: Option<[u8; 32]> = match &personal {
            Some(_) => None,
            None => row.get(4).ok()?,
        };
        let of_personal = personal.as_deref().map(|part| *blake3::hash(part).as_bytes());
        let follows = before.next(rev, body.as_bytes(), of_personal.or(hash).as_ref()) == link;
        // The link of a body that was erased is taken as it stands, and the chain goes on from it.
        let right = follows || hash == Some(link.seal(rev, body.as_bytes()));
        right.then_some(Self { rev, row: Row { body, personal, hash }, link })
    }
}

/// The link that the entry at `rev` carries.
pub(super) fn link_at(
    connection: &Connection,
    board: &BoardId,
    rev: Rev,
) -> Result<Link, LogFault> {
    if rev == 0 {
        return Ok(Link::start(board));
    }
    let sql = "SELECT link FROM entries WHERE board = ?1 AND rev = ?2";
    let mut select = connection.prepare_cached(sql).map_err(not_read)?;
    let link = select.query_row(params![board.as_str(), rev], |row| {
        Ok(row.get_ref(0)?.as_blob().ok().and_then(Link::read))
    });
    let link = link.optional().map_err(damaged_or(board, rev))?.flatten();
    link.ok_or_else(|| LogFault::Damaged { board: board.clone(), rev })
}

/// Seals every personal part: once, when a folder gets the form in which they are. Says whether
/// there were any.
pub(super) fn seal_all(connection: &Connection, keys: &Keyring) -> Result<bool, LogFault> {
    let sql = "SELECT board, rev, body, personal FROM entries WHERE personal IS NOT NULL";
    let mut select = connection.prepare(sql).map_err(not_read)?;
    let sql = "UPDATE entries SET personal = ?3 WHERE board = ?1 AND rev = ?2";
    let mut update = connection.prepare(sql).map_err(not_stored)?;
    let mut rows = select.query([]).map_err(not_read)?;
    let mut sealed = Vec::new();
    while let Some(row) = rows.next().map_err(not_read)? {
        let (board, rev) = (BoardId(row.get(0).map_err(not_read)?), row.get(1).map_err(not_read)?);
        let body: String = row.get(2).map_err(not_read)?;
        let personal: Vec<u8> = row.get(3).map_err(not_read)?;
        let damaged = |_| LogFault::Damaged { board: board.clone(), rev };
        let body = serde_json::from_str(&body).map_err(damaged)?;
        let personal = Some(serde_json::from_slice(&personal).map_err(damaged)?);
        let row = Row::of(keys, &board, &Entry { body, personal })?;
        sealed.push((board, rev, row.personal));
    }
    for (board, rev, personal) in &sealed {
        update.execute(params![board.as_str(), rev, personal]).map_err(not_stored)?;
    }
    Ok(!sealed.is_empty())
}

/// Gives every entry its link, and every board its head: once, when a folder gets this form.
pub(super) fn link_all(connection: &Connection) -> rusqlite::Result<()> {
    let mut select =
        connection.prepare("SELECT board, rev, body, personal FROM entries ORDER BY board, rev")?;
    let mut update =
        connection.prepare("UPDATE entries SET link = ?3 WHERE board = ?1 AND rev = ?2")?;
    let mut head = connection
        .prepare("INSERT OR REPLACE INTO heads (board, rev, link) VALUES (?1, ?2, ?3)")?;
    let mut ends: BTreeMap<String, (Rev, Link)> = BTreeMap::new();
    let mut links = Vec::new();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (board, rev): (String, Rev) = (row.get(0)?, row.get(1)?);
        let start = Link::start(&BoardId(board.clone()));
        let end = ends.entry(board.clone()).or_insert((0, start));
        let personal = row.get_ref(3)?.as_blob_or_null()?;
        let personal = personal.map(|part| *blake3::hash(part).as_bytes());
        let link = end.1.next(rev, row.get_ref(2)?.as_bytes()?, personal.as_ref());
        *end = (rev, link);
        links.push((board, rev, link));
    }
    drop(rows);
    for (board, rev, link) in links {
        update.execute(params![board, rev, link.bytes()])?;
    }
    for (board, (rev, link)) in ends {
        head.execute(params![board, rev, link.bytes()])?;
    }
    Ok(())
}

/// What SQLite says about a broken page, as damage at a place; anything else as it is.
pub(super) fn damaged_or(board: &BoardId, rev: Rev) -> impl Fn(rusqlite::Error) -> LogFault {
    move |error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            LogFault::Damaged { board: board.clone(), rev }
        }
        _ => not_read(error),
    }
}
