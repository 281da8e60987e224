//! What frames carry: changes, as one audience may see them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Audience, finder_view, names, sticker_view};
use crate::board::{Board, Effect};
use crate::finder::Tally;
use crate::ids::{AreaId, FinderId, KindId, Seq};
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
    Finder(FinderView),
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
    /// Facilitator only: the names that people gave, in alphabetical order.
    Names {
        /// The names.
        names: Vec<String>,
    },
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
    /// Facilitator only: it is hidden from everybody else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub hidden: bool,
}

/// Where an opinion finder stands, as others see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FinderView {
    /// Which one.
    pub id: FinderId,
    /// Whether answers are taken.
    pub open: bool,
    /// Whether everybody sees the tally.
    pub revealed: bool,
    /// Facilitator only: how many people have answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answered: Option<u32>,
    /// The counts: absent for the public until revealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tally: Option<Tally>,
}

/// Gives what an audience learns from the effects of a batch of entries, once for each part of the
/// board, as `board` stands after the batch.
pub fn changes(board: &Board, effects: &[Effect], audience: Audience) -> Vec<Change> {
    let mut told = BTreeSet::new();
    let mut changes = Vec::new();
    for effect in effects {
        let Some(part) = part(board, effect, audience) else { continue };
        if told.insert(part.clone()) {
            changes.extend(tell(board, part, audience));
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
    Locked,
    Showing,
    Ended,
}

fn part(board: &Board, effect: &Effect, audience: Audience) -> Option<Part> {
    let facilitator = audience == Audience::Facilitator;
    match effect {
        Effect::Rules => Some(Part::Definition),
        Effect::Sticker { seq, .. } | Effect::StickerGone { seq, .. } => Some(Part::Sticker(*seq)),
        Effect::Finder(id) => Some(Part::Finder(id.clone())),
        // That somebody answered is nobody's business before the reveal.
        Effect::Answer { finder, .. } => {
            let revealed = board.finder(finder).is_some_and(|state| state.revealed);
            (revealed || facilitator).then(|| Part::Finder(finder.clone()))
        }
        Effect::Name(_) => facilitator.then_some(Part::Names),
        Effect::Locked => Some(Part::Locked),
        Effect::Showing => Some(Part::Showing),
        Effect::Ended => Some(Part::Ended),
    }
}

fn tell(board: &Board, part: Part, audience: Audience) -> Option<Change> {
    Some(match part {
        Part::Definition => Change::Defined { definition: board.rules().definition.clone() },
        Part::Sticker(seq) => board
            .stickers()
            .get(&seq)
            .and_then(|sticker| sticker_view(seq, sticker, audience))
            .map_or(Change::StickerGone { seq }, Change::Sticker),
        Part::Finder(id) => Change::Finder(finder_view(board, board.finder_rule(&id)?, audience)),
        Part::Names => Change::Names { names: names(board) },
        Part::Locked => Change::Locked { locked: board.is_locked() },
        Part::Showing => Change::Showing { area: board.showing().cloned() },
        Part::Ended => Change::Ended { ended: board.has_ended() },
    })
}
