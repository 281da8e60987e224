//! What a screen knows of the board.

use std::collections::BTreeMap;

use kenspeckle_shared::ids::{AreaId, BoardId, FinderId, Rev, Seq};
use kenspeckle_shared::view::{Change, FinderView, Snapshot, StickerView, digest_of};

/// A board as a screen has it, made of one snapshot and the frames after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// Which board.
    pub board: BoardId,
    /// The life of its log.
    pub epoch: String,
    /// What is shown is the board at this rev.
    pub rev: Rev,
    /// Content hash of the definition.
    pub definition: String,
    /// Whether placing is paused.
    pub locked: bool,
    /// Whether the session has ended.
    pub ended: bool,
    /// The area that all screens are pointed at.
    pub showing: Option<AreaId>,
    /// The opinion finders.
    pub finders: BTreeMap<FinderId, FinderView>,
    /// The stickers.
    pub stickers: BTreeMap<Seq, StickerView>,
    /// Facilitator only: names that people gave.
    pub names: Option<Vec<String>>,
}

impl Memory {
    /// Unpacks a snapshot.
    pub fn of(snapshot: Snapshot) -> Self {
        let memory = Self {
            stickers: snapshot.stickers.unpack(),
            board: snapshot.board,
            epoch: snapshot.epoch,
            rev: snapshot.rev,
            definition: snapshot.definition,
            locked: snapshot.locked,
            ended: snapshot.ended,
            showing: snapshot.showing,
            finders: snapshot.finders.into_iter().map(|view| (view.id.clone(), view)).collect(),
            names: snapshot.names,
        };
        assert_eq!(memory.digest(), snapshot.digest, "a snapshot whose digest is not its own");
        memory
    }

    /// Applies a frame to exactly the rev that it is for; says `false` for any other.
    #[must_use]
    pub fn apply(&mut self, from: Rev, rev: Rev, changes: &[Change]) -> bool {
        if from != self.rev || rev <= from {
            return false;
        }
        for change in changes {
            self.change(change);
        }
        self.rev = rev;
        true
    }

    /// Gives the check sum that a beat carries.
    pub fn digest(&self) -> u32 {
        digest_of(self.stickers.values())
    }

    fn change(&mut self, change: &Change) {
        match change.clone() {
            Change::Sticker(view) => drop(self.stickers.insert(view.seq, view)),
            Change::StickerGone { seq } => drop(self.stickers.remove(&seq)),
            Change::Finder(view) => drop(self.finders.insert(view.id.clone(), view)),
            Change::Locked { locked } => self.locked = locked,
            Change::Showing { area } => self.showing = area,
            Change::Ended { ended } => self.ended = ended,
            Change::Defined { definition } => self.definition = definition,
            Change::Names { names } => self.names = Some(names),
        }
    }
}
