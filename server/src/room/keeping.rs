//! Kept snapshots: a cache that makes opening quick, and nothing more.

use std::sync::Arc;
use std::time::Duration;

use kenspeckle_shared::board::{Board, hash_of_state};
use kenspeckle_shared::ids::BoardId;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::sizes::Sizes;
use crate::log::{KeptSnapshot, Log, LogFault};
use crate::off_thread::off_thread;

/// The version of the state's form that this release writes.
const STATE_VERSION: u16 = 1;

/// Gives the board from which the log goes on: that of the kept snapshot, if there is one that can be
/// trusted; else its baseline, else an empty one.
///
/// # Errors
/// The log itself could not be asked, or there is a baseline that cannot be used.
pub(super) async fn begin<L: Log>(log: &L, id: &BoardId) -> Result<Board, LogFault> {
    if let Some(board) = restore(log, id).await? {
        return Ok(board);
    }
    let Some(kept) = log.baseline(id).await? else { return Ok(Board::default()) };
    let damaged = LogFault::Damaged { board: id.clone(), rev: kept.rev };
    off_thread(move || board_of_snapshot(&kept)).await.ok().flatten().ok_or(damaged)
}

/// Gives the board of the kept snapshot. One that cannot be trusted is left alone.
async fn restore<L: Log>(log: &L, id: &BoardId) -> Result<Option<Board>, LogFault> {
    let next = log.append(id, &[]).await?;
    let kept = match log.kept_snapshot(id).await {
        Ok(None) => return Ok(None),
        Ok(Some(kept)) if kept.rev < next => kept,
        Ok(Some(_)) | Err(LogFault::NotRead { .. }) => return Ok(ignored(id)),
        Err(fault) => return Err(fault),
    };
    let board = off_thread(move || board_of_snapshot(&kept)).await.ok().flatten();
    Ok(board.or_else(|| ignored(id)))
}

fn ignored(id: &BoardId) -> Option<Board> {
    tracing::warn!(board = %id, "the kept snapshot is of no use; reading the log instead");
    None
}

/// Gives a state as it is kept.
pub(super) async fn keep(board: Board) -> Option<KeptSnapshot> {
    off_thread(move || encode(&board)).await.ok().flatten()
}

fn encode(board: &Board) -> Option<KeptSnapshot> {
    let state = serde_json::to_vec(board).ok()?;
    let state_hash = hash_of_state(&state).to_hex().to_string();
    Some(KeptSnapshot { rev: board.rev(), version: STATE_VERSION, state, state_hash })
}

/// Gives the board of a kept snapshot, if it is whole.
pub(crate) fn board_of_snapshot(kept: &KeptSnapshot) -> Option<Board> {
    let known = kept.version == STATE_VERSION;
    // Of the text itself: writing the board once more would take as long as reading it.
    let whole = known && hash_of_state(&kept.state).to_hex().as_str() == kept.state_hash;
    let board: Board = whole.then(|| serde_json::from_slice(&kept.state).ok())??;
    (board.rev() == kept.rev).then_some(board)
}

/// After how long a snapshot that is due is thought of again, while another one is being written.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Keeps a snapshot every so many entries, beside the room's work.
pub(super) struct Keeper<L> {
    log: Arc<L>,
    id: BoardId,
    /// Entries between two snapshots.
    every: u64,
    apart: Duration,
    /// Not before this.
    next: Instant,
    /// Entries since the last snapshot.
    since: u64,
    writing: Option<JoinHandle<()>>,
}

impl<L: Log> Keeper<L> {
    pub(super) fn new(log: Arc<L>, id: BoardId, sizes: Sizes, since: u64) -> Self {
        let (every, apart) = (sizes.snapshot_every, sizes.snapshots_apart);
        Self { log, id, every, apart, next: Instant::now(), since, writing: None }
    }

    /// Counts entries; `board` is asked for the state when it is time.
    pub(super) fn count(&mut self, entries: usize, board: impl FnOnce() -> Board) {
        self.since += entries as u64;
        let now = Instant::now();
        if self.due().is_none_or(|due| now < due) {
            return;
        }
        if self.writing.as_ref().is_some_and(|writing| !writing.is_finished()) {
            self.next = now + self.apart.max(LOOK_AGAIN);
            return;
        }
        self.since = 0;
        self.next = now + self.apart;
        self.writing = Some(tokio::spawn(write(self.log.clone(), self.id.clone(), board())));
    }

    /// When a snapshot is to be kept, also if nothing more happens: after a rush of thousands of
    /// entries the board is not left with a snapshot from its middle.
    pub(super) fn due(&self) -> Option<Instant> {
        (self.since >= self.every).then_some(self.next)
    }

    /// Waits for a snapshot that is being written.
    pub(super) async fn settle(&mut self) {
        if let Some(writing) = self.writing.take()
            && writing.await.is_err()
        {
            tracing::warn!(board = %self.id, "a snapshot was not finished");
        }
    }

    /// Waits for a snapshot that is being written, and keeps a last one if it is time. Otherwise the
    /// next opening replays a little, and so has the frames that screens ask for which come back.
    pub(super) async fn finish(mut self, board: impl FnOnce() -> Board) {
        self.settle().await;
        if self.since >= self.every {
            write(self.log, self.id, board()).await;
        }
    }
}

async fn write<L: Log>(log: Arc<L>, id: BoardId, board: Board) {
    let rev = board.rev();
    let Some(kept) = keep(board).await else { return };
    match log.keep_snapshot(&id, kept).await {
        Ok(()) => tracing::debug!(board = %id, rev, "kept a snapshot"),
        Err(fault) => tracing::warn!(board = %id, rev, %fault, "could not keep a snapshot"),
    }
}
