//! Which boards there are.

use kenspeckle_shared::ids::BoardId;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{BoardRecord, Network, Registry, RegistryFault};
use crate::log::LogFault;
use crate::log::sqlite::{not_read, not_stored};
use crate::tokens::{JoinCode, NoChance, random_text};

const ID_LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyz23456789";
const ID_CHARS: usize = 8;
const EPOCH_LETTERS: &[u8] = b"0123456789abcdef";
const EPOCH_CHARS: usize = 8;
/// Draws of a join code before giving up: a second one is needed once in millions of boards.
const DRAWS: usize = 16;

const COLUMNS: &str = "id, definition_id, join_code, epoch, created_ms";

impl Registry {
    /// Gives the server's own board of a definition, the oldest, making it if there is none.
    ///
    /// # Errors
    /// The database or the operating system did not do its part.
    pub async fn open_or_create(&self, definition_id: &str) -> Result<BoardRecord, RegistryFault> {
        let fresh = self.draw(definition_id)?;
        let created = move |writer: &Connection| match oldest(writer, &fresh.definition_id)? {
            Some(oldest) => Ok(oldest),
            None => insert(writer, fresh),
        };
        Ok(self.database.write(created).await?)
    }

    /// Makes another board of a definition.
    ///
    /// # Errors
    /// The database or the operating system did not do its part.
    pub async fn create(&self, definition_id: &str) -> Result<BoardRecord, RegistryFault> {
        let fresh = self.draw(definition_id)?;
        Ok(self.database.write(move |writer| insert(writer, fresh)).await?)
    }

    /// Gives a board by its id.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn board(&self, id: &BoardId) -> Result<Option<BoardRecord>, RegistryFault> {
        let id = id.clone();
        let find = move |reader: &Connection| find(reader, "id", id.as_str());
        Ok(self.database.read(find).await?)
    }

    /// Gives all boards, oldest first.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn boards(&self) -> Result<Vec<BoardRecord>, RegistryFault> {
        Ok(self.database.read(all).await?)
    }

    /// Gives the board that a join code leads to, however it is typed.
    ///
    /// # Errors
    /// [`RegistryFault::UnknownCode`], or [`RegistryFault::TooFast`] after too many of these from
    /// there.
    pub async fn board_by_code(
        &self,
        typed: &str,
        from: Network,
    ) -> Result<BoardRecord, RegistryFault> {
        self.board_by_code_or(typed, from, |_| None).await
    }

    /// Does the same, asking `open` before the database: most codes that are typed lead to boards
    /// that somebody has open. It is a guess all the same.
    ///
    /// # Errors
    /// As there.
    pub async fn board_by_code_or(
        &self,
        typed: &str,
        from: Network,
        open: impl FnOnce(&JoinCode) -> Option<BoardRecord>,
    ) -> Result<BoardRecord, RegistryFault> {
        let code = JoinCode::parse(typed);
        let board = match code.as_ref().and_then(open) {
            Some(board) => Some(board),
            None => self.find_by_code(code).await?,
        };
        if !board.as_ref().is_some_and(|board| self.guesses.is_known(from, &board.id)) {
            self.guesses.turn(from).await?;
        }
        match &board {
            Some(board) => self.guesses.right(from, &board.id),
            None => self.guesses.wrong(from),
        }
        board.ok_or(RegistryFault::UnknownCode)
    }

    async fn find_by_code(
        &self,
        code: Option<JoinCode>,
    ) -> Result<Option<BoardRecord>, RegistryFault> {
        let Some(code) = code else { return Ok(None) };
        let find = move |reader: &Connection| find(reader, "join_code", code.as_str());
        Ok(self.database.read(find).await?)
    }

    fn draw(&self, definition_id: &str) -> Result<BoardRecord, RegistryFault> {
        Ok(BoardRecord {
            id: BoardId(random_text(ID_LETTERS, ID_CHARS)?),
            definition_id: definition_id.to_owned(),
            join_code: JoinCode::fresh()?,
            epoch: fresh_epoch()?,
            created_ms: self.clock.now_ms(),
        })
    }
}

/// Draws a name for a life of a log.
pub(crate) fn fresh_epoch() -> Result<String, NoChance> {
    random_text(EPOCH_LETTERS, EPOCH_CHARS)
}

fn all(reader: &Connection) -> Result<Vec<BoardRecord>, LogFault> {
    let sql = format!("SELECT {COLUMNS} FROM boards ORDER BY created_ms, rowid");
    let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
    let rows = select.query_map([], record).map_err(not_read)?;
    rows.collect::<Result<_, _>>().map_err(not_read)
}

fn find(reader: &Connection, column: &str, value: &str) -> Result<Option<BoardRecord>, LogFault> {
    let sql = format!("SELECT {COLUMNS} FROM boards WHERE {column} = ?1");
    let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
    select.query_row([value], record).optional().map_err(not_read)
}

fn oldest(reader: &Connection, definition_id: &str) -> Result<Option<BoardRecord>, LogFault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM boards WHERE definition_id = ?1 ORDER BY created_ms, rowid LIMIT 1"
    );
    let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
    select.query_row([definition_id], record).optional().map_err(not_read)
}

fn insert(writer: &Connection, mut fresh: BoardRecord) -> Result<BoardRecord, LogFault> {
    for _ in 0..DRAWS {
        if find(writer, "join_code", fresh.join_code.as_str())?.is_none() {
            break;
        }
        let draw = JoinCode::fresh();
        fresh.join_code = draw.map_err(|none| LogFault::NotStored { reason: none.to_string() })?;
    }
    let sql = "INSERT INTO boards (id, definition_id, join_code, epoch, created_ms)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let (id, code) = (fresh.id.as_str(), fresh.join_code.as_str());
    let values = params![id, fresh.definition_id, code, fresh.epoch, fresh.created_ms];
    writer.execute(sql, values).map_err(not_stored)?;
    Ok(fresh)
}

fn record(row: &Row<'_>) -> rusqlite::Result<BoardRecord> {
    let code: String = row.get(2)?;
    let join_code = JoinCode::parse(&code).ok_or(rusqlite::Error::InvalidQuery)?;
    let (definition_id, epoch, created_ms) = (row.get(1)?, row.get(3)?, row.get(4)?);
    Ok(BoardRecord { id: BoardId(row.get(0)?), definition_id, join_code, epoch, created_ms })
}
