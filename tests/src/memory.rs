//! What a screen knows of the board.

use std::collections::BTreeMap;

use kenspeckle_shared::agenda::{Call, Timer};
use kenspeckle_shared::ids::{AreaId, BoardId, FinderId, Rev, Seq};
use kenspeckle_shared::moderation::Handled;
use kenspeckle_shared::view::{
    AgendaView, Change, FinderView, GuestName, Snapshot, StickerView, digest_of,
};

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
    /// The agenda, and where in it the board is.
    pub agenda: AgendaView,
    /// The timer.
    pub timer: Option<Timer>,
    /// The last invitation to come to where the board is.
    pub call: Option<Call>,
    /// Whether signs are switched off.
    pub quiet: bool,
    /// Whether the board was put away.
    pub archived: bool,
    /// The names of those who want everybody to know that they are here.
    pub guests: Vec<String>,
    /// What facilitators did to other people's things, by the entry that did it.
    pub handled: BTreeMap<Rev, Handled>,
    /// Facilitator only: names that people gave.
    pub names: Option<Vec<String>>,
    /// Facilitator only: those among them that their owners show to everybody.
    pub guest_names: Vec<GuestName>,
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
            agenda: snapshot.agenda,
            timer: snapshot.timer,
            call: snapshot.call,
            quiet: snapshot.quiet,
            archived: snapshot.archived,
            guests: snapshot.guests,
            handled: snapshot.handled.into_iter().map(|one| (one.rev, one)).collect(),
            names: snapshot.names,
            guest_names: snapshot.guest_names,
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
            Change::Finder(view) => drop(self.finders.insert(view.id.clone(), *view)),
            Change::Locked { locked } => self.locked = locked,
            Change::Showing { area } => self.showing = area,
            Change::Ended { ended } => self.ended = ended,
            Change::Defined { definition } => self.definition = definition,
            Change::Agenda(agenda) => self.agenda = agenda,
            Change::Timer { timer } => self.timer = timer,
            Change::Call { call } => self.call = call,
            Change::Quiet { quiet } => self.quiet = quiet,
            Change::Archived { archived } => self.archived = archived,
            Change::Guests { names } => self.guests = names,
            Change::Handled(one) => drop(self.handled.insert(one.rev, one)),
            Change::Names { names, guest_names } => {
                (self.names, self.guest_names) = (Some(names), guest_names);
            }
        }
    }
}
