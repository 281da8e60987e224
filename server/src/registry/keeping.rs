//! How long boards are kept that nobody uses.

use std::time::Duration;

use kenspeckle_shared::ids::BoardId;
use rusqlite::{Connection, OptionalExtension};

use super::{Registry, RegistryFault};
use crate::log::LogFault;
use crate::log::sqlite::not_read;

/// When a board was last used: its last entry, or its making.
const LAST_USED: &str = "max(created_ms, coalesce(
    (SELECT json_extract(body, '$.at_ms') FROM entries WHERE board = id ORDER BY rev DESC LIMIT 1),
    0))";

/// For how long a board is kept after it was last used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention(Option<Duration>);

impl Retention {
    /// For so many days; for ever if that is 0.
    pub fn days(days: u16) -> Self {
        Self((days > 0).then(|| Duration::from_secs(u64::from(days) * 86_400)))
    }

    /// Gives until when a board is kept, in milliseconds since 1970-01-01 UTC; none for ever.
    pub fn until(self, used_ms: u64) -> Option<u64> {
        Some(used_ms.saturating_add(u64::try_from(self.0?.as_millis()).unwrap_or(u64::MAX)))
    }
}

impl Registry {
    /// Gives the boards whose time is over, oldest first.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn expired(&self, retention: Retention) -> Result<Vec<BoardId>, RegistryFault> {
        let now_ms = self.clock.now_ms();
        let Some(kept) = retention.0.and_then(|kept| u64::try_from(kept.as_millis()).ok()) else {
            return Ok(Vec::new());
        };
        let before = now_ms.saturating_sub(kept);
        Ok(self.database.read(move |reader| unused(reader, before)).await?)
    }

    /// Gives when a board was last used, in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn last_used(&self, board: &BoardId) -> Result<Option<u64>, RegistryFault> {
        let board = board.clone();
        let sql = format!("SELECT {LAST_USED} FROM boards WHERE id = ?1");
        let find = move |reader: &Connection| {
            let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
            select.query_row([board.as_str()], |row| row.get(0)).optional().map_err(not_read)
        };
        Ok(self.database.read(find).await?)
    }

    /// Takes a board out for good: what people put in, their keys, and every link to it.
    ///
    /// # Errors
    /// The database did not do its part; it can be asked again.
    pub async fn erase(&self, board: &BoardId) -> Result<(), RegistryFault> {
        Ok(self.database.erase_board(board).await?)
    }
}

fn unused(reader: &Connection, before_ms: u64) -> Result<Vec<BoardId>, LogFault> {
    let sql = format!("SELECT id FROM boards WHERE {LAST_USED} < ?1 ORDER BY created_ms, rowid");
    let mut select = reader.prepare_cached(&sql).map_err(not_read)?;
    let ids = select.query_map([before_ms], |row| row.get(0).map(BoardId)).map_err(not_read)?;
    ids.collect::<Result<_, _>>().map_err(not_read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r9_9_no_days_are_for_ever() {
        assert_eq!(Retention::days(0).until(5), None);
        assert_eq!(Retention::days(2).until(5), Some(172_800_005));
        assert_eq!(Retention::days(1).until(u64::MAX), Some(u64::MAX));
    }
}
