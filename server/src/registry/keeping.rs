//! How long boards are kept that nobody uses.

use std::time::Duration;

use kenspeckle_shared::ids::BoardId;
use rusqlite::{Connection, OptionalExtension};

use super::due::{self, Bounds, Due};
use super::{Registry, RegistryFault};
use crate::log::sqlite::not_read;

/// How long a board stands marked as due before it is erased, at most: a clock that is wrong for an
/// hour erases nothing, and whoever runs a board that a clock once wrong has marked has a week to
/// use it.
const GRACE: Duration = Duration::from_secs(7 * 86_400);

/// For how long a board is kept after it was last used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention(Option<Duration>);

impl Retention {
    /// For so many days; for ever if that is 0.
    pub fn days(days: u16) -> Self {
        Self((days > 0).then(|| Duration::from_secs(u64::from(days) * 86_400)))
    }

    /// Gives until when a board is kept that was last used and marked as due at these times, in
    /// milliseconds since 1970-01-01 UTC as those are; none for ever.
    pub fn until(self, used_ms: u64, marked_ms: u64) -> Option<u64> {
        let kept = self.0?;
        let over = used_ms.saturating_add(ms(kept));
        Some(over.max(marked_ms.saturating_add(ms(grace(kept)))))
    }

    /// Gives what is over at a time; none if nothing ever is.
    fn bounds(self, now_ms: u64) -> Option<Bounds> {
        let kept = self.0?;
        // The grace is the last part of the time kept, so that what people are told holds.
        let before = |span| now_ms.saturating_sub(ms(span));
        let (due_ms, grace) = (before(kept.saturating_sub(grace(kept))), grace(kept));
        Some(Bounds { now_ms, due_ms, over_ms: before(kept), marked_ms: before(grace) })
    }
}

/// Of a time kept that is shorter than two graces, half.
fn grace(kept: Duration) -> Duration {
    GRACE.min(kept / 2)
}

fn ms(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

impl Registry {
    /// Marks the boards that are due, so that they can be erased once they have been so for long
    /// enough, and takes the mark from those that no longer are. Gives those that are marked now and
    /// were not before, oldest first, each with the time at which it can be erased, in milliseconds
    /// since 1970-01-01 UTC.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn mark_due(
        &self,
        retention: Retention,
    ) -> Result<Vec<(BoardId, u64)>, RegistryFault> {
        let now_ms = self.clock.now_ms();
        let Some(bounds) = retention.bounds(now_ms) else { return Ok(Vec::new()) };
        let look = move |reader: &Connection| {
            Ok((due::outdated(reader, &bounds)?, due::unmarked(reader, &bounds)?))
        };
        let (outdated, fresh) = self.database.read(look).await?;
        if outdated.is_empty() && fresh.is_empty() {
            return Ok(Vec::new());
        }
        let until = |due: &Due| {
            let until = retention.until(due.used_ms, due.marked_ms).unwrap_or(u64::MAX);
            (due.board.clone(), until)
        };
        let marked = fresh.iter().map(until).collect();
        self.database.write(move |writer| due::mark(writer, &outdated, &fresh)).await?;
        Ok(marked)
    }

    /// Gives the boards whose time is over: they were marked long enough ago, and nobody has used
    /// them since. Oldest first.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn expired(&self, retention: Retention) -> Result<Vec<BoardId>, RegistryFault> {
        let Some(bounds) = retention.bounds(self.clock.now_ms()) else { return Ok(Vec::new()) };
        Ok(self.database.read(move |reader| due::over(reader, &bounds)).await?)
    }

    /// Gives until when a board is kept if nobody uses it, in milliseconds since 1970-01-01 UTC;
    /// none if for ever, or if there is no such board.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn kept_until(
        &self,
        board: &BoardId,
        retention: Retention,
    ) -> Result<Option<u64>, RegistryFault> {
        let now_ms = self.clock.now_ms();
        let Some(bounds) = retention.bounds(now_ms) else { return Ok(None) };
        let Some(used_ms) = self.last_used(board).await? else { return Ok(None) };
        let on = board.clone();
        let marked = self.database.read(move |reader| due::marked(reader, &on, &bounds)).await?;
        // One that is not marked will be now at the earliest.
        Ok(retention.until(used_ms, marked.unwrap_or(now_ms)))
    }

    /// Gives when a board was last used, in milliseconds since 1970-01-01 UTC: the latest time that
    /// any of its entries, or its making, bears.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn last_used(&self, board: &BoardId) -> Result<Option<u64>, RegistryFault> {
        let board = board.clone();
        let sql = format!("SELECT {} FROM boards WHERE id = ?1", due::LAST_USED);
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

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: u64 = 86_400_000;

    #[test]
    fn r9_9_no_days_are_for_ever() {
        assert_eq!(Retention::days(0).until(5, 5), None);
        assert_eq!(Retention::days(2).until(5, 0), Some(172_800_005));
        assert_eq!(Retention::days(1).until(u64::MAX, 0), Some(u64::MAX));
        assert_eq!(Retention::days(0).bounds(5), None);
    }

    #[test]
    fn r9_9_the_grace_is_the_last_week_or_half_of_a_shorter_time_and_is_never_cut() {
        let until = |days, marked| {
            Retention::days(days).until(DAY_MS, marked * DAY_MS).map(|until| until / DAY_MS)
        };
        assert_eq!(until(730, 724), Some(731), "what was told holds");
        assert_eq!(until(730, 800), Some(807), "found late");
        assert_eq!(until(4, 3), Some(5));
        assert_eq!(until(4, 8), Some(10));
        let bounds = Retention::days(730).bounds(1_000 * DAY_MS);
        let days = |ms: u64| ms / DAY_MS;
        let days = bounds.map(|it| [it.due_ms, it.over_ms, it.marked_ms].map(days));
        assert_eq!(days, Some([277, 270, 993]));
    }
}
