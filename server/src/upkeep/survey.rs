//! Looking at everything that a data folder or a backup holds.

use kenspeckle_shared::board::Board;
use kenspeckle_shared::ids::{BoardId, Rev};
use kenspeckle_shared::limits::FRAME_ENTRIES;

use crate::log::LogFault;
use crate::log::sqlite::Stored;
use crate::room::board_of_snapshot;

/// What was found of one board.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// Which one.
    pub board: BoardId,
    /// Its rev and its state's hash, or what is wrong with its log.
    pub state: Result<(Rev, String), LogFault>,
    /// Its kept snapshot cannot be used; it is made again from the log.
    pub bad_snapshot: bool,
}

impl std::fmt::Display for Found {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.state {
            Ok((rev, hash)) => write!(out, "board {}: good, rev {rev}, state {hash}", self.board)?,
            Err(fault) => write!(out, "board {}: DAMAGED, {fault}", self.board)?,
        }
        if self.bad_snapshot {
            out.write_str(" (its snapshot is damaged and will be made again from the log)")?;
        }
        Ok(())
    }
}

/// Replays every board from its first entry, or its baseline, checking each entry, and compares its
/// kept snapshot.
///
/// # Errors
/// The boards could not be listed.
pub fn survey(stored: &Stored) -> Result<Vec<Found>, LogFault> {
    Ok(stored.boards()?.into_iter().map(|board| look_at(stored, board)).collect())
}

fn look_at(stored: &Stored, board: BoardId) -> Found {
    let kept = stored.kept_snapshot(&board);
    let (kept_rev, kept_hash, mut bad_snapshot) = match &kept {
        Ok(None) => (None, None, false),
        Ok(Some(kept)) => {
            let whole = board_of_snapshot(kept).is_some();
            (Some(kept.rev), Some(kept.state_hash.clone()), !whole)
        }
        Err(_) => (None, None, true),
    };
    let state = replay(stored, &board, kept_rev).map(|(replayed, hash_then)| {
        bad_snapshot |= kept_rev.is_some() && hash_then != kept_hash;
        (replayed.rev(), hash(&replayed))
    });
    Found { board, state, bad_snapshot }
}

/// The board, and the hash of what it was at a rev.
fn replay(
    stored: &Stored,
    id: &BoardId,
    then: Option<Rev>,
) -> Result<(Board, Option<String>), LogFault> {
    let mut board = match stored.baseline(id)? {
        None => Board::default(),
        Some(kept) => {
            let damaged = || LogFault::Damaged { board: id.clone(), rev: kept.rev };
            board_of_snapshot(&kept).ok_or_else(damaged)?
        }
    };
    let begins = board.rev();
    let mut hash_then = (then == Some(begins)).then(|| hash(&board));
    let mut read = 0;
    loop {
        let entries = stored.read_after(id, read, FRAME_ENTRIES)?;
        if entries.is_empty() {
            return Ok((board, hash_then));
        }
        for entry in &entries {
            read += 1;
            // What the baseline covers is read for its links alone.
            if read <= begins {
                continue;
            }
            board.apply(entry);
            if then == Some(board.rev()) {
                hash_then = Some(hash(&board));
            }
        }
    }
}

fn hash(board: &Board) -> String {
    board.state_hash().to_hex().to_string()
}
