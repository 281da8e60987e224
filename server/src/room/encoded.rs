//! Snapshots as they travel: encoded and compressed once.

use std::io::Write;
use std::sync::Arc;

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use kenspeckle_shared::ids::Rev;
use kenspeckle_shared::view::{Audience, snapshot};
use tokio::sync::Mutex;

use super::handle::Shared;
use crate::off_thread::off_thread;

/// The board at one rev as an audience may see it, in the forms that HTTP sends.
#[derive(Clone, PartialEq, Eq)]
pub struct EncodedSnapshot {
    /// Which rev.
    pub rev: Rev,
    /// `epoch-rev-audience`, without the quotes that the header wants.
    pub etag: String,
    /// As JSON.
    pub json: Bytes,
    /// The same, compressed with gzip.
    pub gzip: Bytes,
}

/// The latest snapshot of each audience.
#[derive(Default)]
pub(super) struct Encoder([Mutex<Option<Arc<EncodedSnapshot>>>; 2]);

impl Encoder {
    /// Lets go of what was made so far.
    pub(super) async fn forget(&self) {
        for latest in &self.0 {
            latest.lock().await.take();
        }
    }

    /// Gives a snapshot of the present rev or a later one. Whoever asks while one is being made
    /// waits for the next, which then serves all of them.
    pub(super) async fn snapshot(shared: &Arc<Shared>, audience: Audience) -> Arc<EncodedSnapshot> {
        let wanted = shared.live().board.rev();
        let mut latest = shared.encoder.0[audience as usize].lock().await;
        if let Some(made) = latest.as_ref().filter(|made| made.rev >= wanted) {
            return made.clone();
        }
        let elsewhere = shared.clone();
        let made = off_thread(move || encode(&elsewhere, audience)).await;
        let made = Arc::new(made.unwrap_or_else(|_| encode(shared, audience)));
        *latest = Some(made.clone());
        made
    }
}

fn encode(shared: &Shared, audience: Audience) -> EncodedSnapshot {
    let (id, epoch) = (&shared.record.id, &shared.record.epoch);
    let mut snapshot = snapshot(&shared.live().board, id, epoch, audience);
    snapshot.stickers = snapshot.stickers.spread_over(&shared.site.geography);
    let json = serde_json::to_vec(&snapshot);
    debug_assert!(json.is_ok(), "a snapshot always has a JSON form");
    let json = json.unwrap_or_default();
    let name = match audience {
        Audience::Public => "public",
        Audience::Facilitator => "facilitator",
    };
    EncodedSnapshot {
        rev: snapshot.rev,
        etag: format!("{epoch}-{}-{name}", snapshot.rev),
        gzip: gzip(&json).into(),
        json: json.into(),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::default());
    let compressed = gzip.write_all(bytes).and_then(|()| gzip.finish());
    debug_assert!(compressed.is_ok(), "writing to memory cannot fail");
    compressed.unwrap_or_default()
}

impl std::fmt::Debug for EncodedSnapshot {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("EncodedSnapshot").field("rev", &self.rev).finish_non_exhaustive()
    }
}
