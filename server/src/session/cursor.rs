//! Where a screen stands on the board, and how it goes on.

use std::time::Duration;

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::ids::Rev;
use kenspeckle_shared::limits::BEHIND_MS;
use kenspeckle_shared::view::Audience;
use kenspeckle_shared::wire::Resume;
use tokio::time::Instant;

use crate::room::{Missed, Room};

/// How long a frame may wait for a screen.
const BEHIND: Duration = Duration::from_millis(BEHIND_MS);

/// The stage of a connection that has said hello.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The screen has the board at this rev, or what brings it there is on its way.
    Following(Rev),
    /// The screen fetches the snapshot, and then says resume.
    Fetching,
}

/// A reader of a room's frames.
pub(super) struct Cursor {
    room: Room,
    audience: Audience,
    stage: Stage,
    /// When it began to follow. What happened before, the screen was not there for.
    since: Instant,
    /// Where it stood before what it gave last.
    before: Rev,
}

/// What a screen needs next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// These frames, maybe none.
    Frames(Vec<Utf8Bytes>),
    /// It must be told to fetch the snapshot.
    Resync,
}

impl Cursor {
    /// Starts where a hello says, and says how the screen gets from there to now.
    pub(super) fn start(
        room: Room,
        audience: Audience,
        epoch: Option<&str>,
        rev: Rev,
    ) -> (Self, Resume) {
        let mut cursor =
            Self { room, audience, stage: Stage::Fetching, since: Instant::now(), before: rev };
        let resume = match epoch.is_some_and(|epoch| cursor.go_to(epoch, rev)) {
            true => Resume::Frames,
            false => Resume::Snapshot,
        };
        (cursor, resume)
    }

    /// Goes on from a snapshot; false if no frame leads on from there, so that the screen must
    /// fetch a newer one.
    pub(super) fn resume(&mut self, epoch: &str, rev: Rev) -> bool {
        self.go_to(epoch, rev)
    }

    /// Gives what is missing, and moves past it. What has waited for too long is told no more: its
    /// screen would show it as if it were now.
    pub(super) fn next(&mut self, now: Instant) -> Next {
        let Stage::Following(rev) = self.stage else { return Next::Frames(Vec::new()) };
        self.before = rev;
        let missed = match self.too_long_ago(now) {
            Some(than) => self.room.frames_no_older(than, rev, self.audience),
            None => self.room.frames_after(rev, self.audience),
        };
        match missed {
            Missed::Frames { frames, rev } => {
                self.stage = Stage::Following(rev);
                Next::Frames(frames)
            }
            Missed::TooOld | Missed::Ahead => {
                self.stage = Stage::Fetching;
                Next::Resync
            }
        }
    }

    /// Says whether what it gave last has waited for too long by now.
    pub(super) fn lags(&self, now: Instant) -> bool {
        let ago = self.too_long_ago(now);
        ago.is_some_and(|ago| self.room.frames_are_from_before(ago, self.before))
    }

    /// Leaves out frames that it gave: the line did not take them in time.
    pub(super) fn skip(&mut self) {
        self.stage = Stage::Fetching;
    }

    /// What happened before that has waited for too long, if the screen was there for it.
    fn too_long_ago(&self, now: Instant) -> Option<Instant> {
        now.checked_sub(BEHIND).filter(|ago| self.since < *ago)
    }

    fn go_to(&mut self, epoch: &str, rev: Rev) -> bool {
        let known = epoch == self.room.epoch() && self.room.frames_lead_on(rev, self.audience);
        self.since = Instant::now();
        self.stage = if known { Stage::Following(rev) } else { Stage::Fetching };
        known
    }
}
