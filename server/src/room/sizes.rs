//! How much a room remembers. Tests make it little.

use std::time::Duration;

use kenspeckle_shared::limits::{FRAMES_KEPT, SNAPSHOT_EVERY, SNAPSHOTS_APART_MS};

/// The sizes of a room; by default those of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Frames that are kept for screens that come back.
    pub frames_kept: usize,
    /// Entries between two kept snapshots.
    pub snapshot_every: u64,
    /// From one to the next, at least.
    pub snapshots_apart: Duration,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            frames_kept: FRAMES_KEPT,
            snapshot_every: SNAPSHOT_EVERY,
            snapshots_apart: Duration::from_millis(SNAPSHOTS_APART_MS),
        }
    }
}
