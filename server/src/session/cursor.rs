//! Where a screen stands on the board, and how it goes on.

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::ids::Rev;
use kenspeckle_shared::view::Audience;
use kenspeckle_shared::wire::Resume;

use crate::room::{Missed, Room};

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
        let mut cursor = Self { room, audience, stage: Stage::Fetching };
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

    /// Gives what is missing, and moves past it.
    pub(super) fn next(&mut self) -> Next {
        let Stage::Following(rev) = self.stage else { return Next::Frames(Vec::new()) };
        match self.room.frames_after(rev, self.audience) {
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

    fn go_to(&mut self, epoch: &str, rev: Rev) -> bool {
        let known = epoch == self.room.epoch() && self.room.frames_lead_on(rev, self.audience);
        self.stage = if known { Stage::Following(rev) } else { Stage::Fetching };
        known
    }
}
