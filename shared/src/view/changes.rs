//! What frames carry: changes, as one audience may see them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Audience, agenda_view, finder_view, guest_names, guests, names, sticker_view};
use crate::agenda::{Activity, Call, Timer};
use crate::board::{Board, Effect, FinderState};
use crate::finder::{AreaTally, Finder, Tally};
use crate::ids::{ActivityId, ActorId, AreaId, FinderId, GuestId, KindId, Rev, Seq};
use crate::moderation::{Handled, Standing};
use crate::position::Position;

/// One change of the board. Applying it twice does nothing more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum Change {
    /// This sticker is on the board as it stands here, new or changed.
    Sticker(StickerView),
    /// No sticker of this name is on the board (any more).
    StickerGone {
        /// Its name.
        seq: Seq,
    },
    /// An opinion finder stands like this.
    Finder(Box<FinderView>),
    /// Placing is paused, or goes on.
    Locked {
        /// Whether it is paused.
        locked: bool,
    },
    /// Every screen is pointed at this area, or at none.
    Showing {
        /// Which one.
        area: Option<AreaId>,
    },
    /// The session has ended, or was taken up again.
    Ended {
        /// Whether it has ended.
        ended: bool,
    },
    /// The board has another definition: fetch it, then the snapshot.
    Defined {
        /// Its content hash.
        definition: String,
    },
    /// The agenda stands like this.
    Agenda(AgendaView),
    /// The timer stands like this.
    Timer {
        /// None when it was put away.
        timer: Option<Timer>,
    },
    /// Everybody is invited to come to where the board is.
    Call {
        /// The invitation.
        call: Option<Call>,
    },
    /// Signs from people's phones are switched off, or on again.
    Quiet {
        /// Whether it is quiet.
        quiet: bool,
    },
    /// The board was put away, or taken out again.
    Archived {
        /// Whether it was put away.
        archived: bool,
    },
    /// The names of those who want everybody to know that they are here, hidden ones left out.
    Guests {
        /// The names.
        names: Vec<String>,
    },
    /// A facilitator did this to somebody else's thing.
    Handled(Handled),
    /// Facilitator only: the names that people gave, in alphabetical order.
    Names {
        /// The names.
        names: Vec<String>,
        /// Those among them that their owners show to everybody.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(as = "Option<Vec<GuestName>>", optional)]
        guest_names: Vec<GuestName>,
    },
}

/// A name that its owner shows to everybody, for the facilitator who may hide it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GuestName {
    /// Whose, for `set_name_hidden` and for nothing else.
    pub guest: GuestId,
    /// The name.
    pub name: String,
    /// Whether everybody sees it.
    #[serde(default, skip_serializing_if = "Standing::is_shown")]
    #[ts(as = "Option<Standing>", optional)]
    pub standing: Standing,
}

/// One sticker as others see it: no author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StickerView {
    /// Its name on the board.
    pub seq: Seq,
    /// Its kind.
    pub kind: KindId,
    /// The study area it lies in, if any.
    pub area: Option<AreaId>,
    /// Where it is drawn.
    pub at: Position,
    /// A few words with it, as plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// Facilitator only: how the note stands, if not everybody sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note_standing: Option<Standing>,
    /// Facilitator only: it is hidden from everybody else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub hidden: bool,
    /// Facilitator only: its author's placing and writing is paused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub muted: bool,
}

/// Where the workshop stands, as others see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgendaView {
    /// The activities in their order; for the public, without hidden ones and notes.
    pub activities: Vec<Activity>,
    /// The one that the board is in; none where there is no agenda.
    pub now: Option<ActivityId>,
    /// Stickers are neither put nor changed: the agenda has activities for them, and none is open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub stickers_closed: bool,
}

/// Where an opinion finder stands, as others see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FinderView {
    /// Which one.
    pub id: FinderId,
    /// Whether answers are taken.
    pub open: bool,
    /// Whether everybody sees the tally.
    pub revealed: bool,
    /// How often it was asked again.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[ts(as = "Option<u32>", optional)]
    pub round: u32,
    /// The finder itself, if it was written or rewritten on this board; the public gets it once
    /// it is open, revealed, or named in the agenda.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub made: Option<Finder>,
    /// Facilitator only: how many people have answered, skips apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answered: Option<u32>,
    /// Facilitator only: how many people have skipped it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub skipped: Option<u32>,
    /// Facilitator only: answers came or changed after the reveal, and are too few to be added to
    /// what the public reads, now that it is closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub late: bool,
    /// The counts: absent for the public until revealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tally: Option<Tally>,
    /// The counts of the round before, with `tally`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub before: Option<Tally>,
    /// The counts by study area, where the finder gives them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AreaTally>>", optional)]
    pub by_area: Vec<AreaTally>,
    /// The public's counts stand still while people answer, so that nobody's answer shows in their
    /// moving.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub frozen: bool,
}

/// Gives what an audience learns from the effects of a batch of entries, once for each part of the
/// board, as `board` stands after the batch.
pub fn changes(board: &Board, effects: &[Effect], audience: Audience) -> Vec<Change> {
    let mut told = BTreeSet::new();
    let mut changes = Vec::new();
    for effect in effects {
        for part in parts(board, effect, audience) {
            if told.insert(part.clone()) {
                changes.extend(tell(board, part, audience));
            }
        }
    }
    changes
}

/// A part of the board that an audience is told of at most once in a frame.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Definition,
    Sticker(Seq),
    Finder(FinderId),
    Names,
    Guests,
    Agenda,
    Timer,
    Call,
    Quiet,
    Archived,
    Handled(Rev),
    Locked,
    Showing,
    Ended,
}

fn parts(board: &Board, effect: &Effect, audience: Audience) -> Vec<Part> {
    let facilitator = audience == Audience::Facilitator;
    match effect {
        Effect::Rules => vec![Part::Definition],
        Effect::Sticker { seq, .. } | Effect::StickerGone { seq, .. } => vec![Part::Sticker(*seq)],
        Effect::Finder(id) | Effect::Round(id) => vec![Part::Finder(id.clone())],
        // That somebody answered is nobody's business before the reveal, nor while counts are
        // frozen.
        Effect::Answer { finder, .. } => {
            let moves = |state: &FinderState| state.revealed && state.published.is_none();
            let told = facilitator || board.finder(finder).is_some_and(moves);
            told.then(|| Part::Finder(finder.clone())).into_iter().collect()
        }
        Effect::Name { guest, .. } => {
            let names = facilitator.then_some(Part::Names);
            names.into_iter().chain(guest.then_some(Part::Guests)).collect()
        }
        Effect::Muted(by) if facilitator => things_of(board, *by),
        Effect::Muted(_) | Effect::Erased(_) => Vec::new(),
        Effect::Agenda if facilitator => vec![Part::Agenda],
        Effect::Agenda => std::iter::once(Part::Agenda).chain(made_in_waiting(board)).collect(),
        Effect::Timer => vec![Part::Timer],
        Effect::Call => vec![Part::Call],
        Effect::Quiet => vec![Part::Quiet],
        Effect::Archived => vec![Part::Archived],
        Effect::Handled(rev) => vec![Part::Handled(*rev)],
        Effect::Locked => vec![Part::Locked],
        Effect::Showing => vec![Part::Showing],
        Effect::Ended => vec![Part::Ended],
    }
}

/// The finders written here of which the public knows, or not, by the agenda alone.
fn made_in_waiting(board: &Board) -> impl Iterator<Item = Part> {
    let revealed = |id| board.finder(id).is_some_and(|state| state.revealed);
    let made = board.finder_rules().filter(|rule| board.is_made(&rule.id));
    made.filter(move |rule| !revealed(&rule.id)).map(|rule| Part::Finder(rule.id.clone()))
}

/// Everything that shows whether a person is muted.
fn things_of(board: &Board, by: ActorId) -> Vec<Part> {
    let mine = board.stickers().iter().filter(|(_, sticker)| sticker.by == by);
    let stickers = mine.map(|(seq, _)| Part::Sticker(*seq));
    let answered = |finder: &&Finder| {
        let kept =
            |state: &FinderState| [&state.answers, &state.before].map(|all| all.contains_key(&by));
        board.finder(&finder.id).is_some_and(|state| kept(state).contains(&true))
    };
    let finders = board.finder_rules().filter(answered);
    stickers.chain(finders.map(|finder| Part::Finder(finder.id.clone()))).collect()
}

fn tell(board: &Board, part: Part, audience: Audience) -> Option<Change> {
    Some(match part {
        Part::Definition => Change::Defined { definition: board.rules().definition.clone() },
        Part::Sticker(seq) => board
            .stickers()
            .get(&seq)
            .and_then(|sticker| sticker_view(board, seq, sticker, audience))
            .map_or(Change::StickerGone { seq }, Change::Sticker),
        Part::Finder(id) => {
            Change::Finder(Box::new(finder_view(board, board.finder_rule(&id)?, audience)))
        }
        Part::Names => Change::Names { names: names(board), guest_names: guest_names(board) },
        Part::Guests => Change::Guests { names: guests(board) },
        Part::Agenda => Change::Agenda(agenda_view(board, audience)),
        Part::Timer => Change::Timer { timer: board.timer() },
        Part::Call => Change::Call { call: board.call() },
        Part::Quiet => Change::Quiet { quiet: board.is_quiet() },
        Part::Archived => Change::Archived { archived: board.is_archived() },
        Part::Handled(rev) => {
            Change::Handled(board.handled().iter().find(|one| one.rev == rev)?.clone())
        }
        Part::Locked => Change::Locked { locked: board.is_locked() },
        Part::Showing => Change::Showing { area: board.showing().cloned() },
        Part::Ended => Change::Ended { ended: board.has_ended() },
    })
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn is_zero(round: &u32) -> bool {
    *round == 0
}
