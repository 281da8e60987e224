//! Who may see what of a board: the privacy filter, in one place.
//!
//! What an audience may not see is absent from what these functions give, so that it cannot be on
//! the wire. Nothing here names a participant to anybody else.

mod card;
mod changes;
mod pack;
mod snapshot;

pub use card::{Card, OwnAnswer, OwnChange, OwnSticker, own_changes};
pub use changes::{Change, FinderView, StickerView, changes};
pub use pack::{StickerGroup, StickerPack};
pub use snapshot::{Snapshot, digest, digest_of, snapshot};

use crate::board::{Board, Sticker};
use crate::command::Role;
use crate::entry::FinderRule;
use crate::finder::HiddenWords;
use crate::ids::Seq;

/// A group of screens that see the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    /// Phones and displays.
    Public,
    /// Facilitator pages.
    Facilitator,
}

impl Audience {
    /// Both, in the order in which frames are encoded.
    pub const ALL: [Self; 2] = [Self::Public, Self::Facilitator];

    /// Gives the audience that a role belongs to.
    pub fn of(role: Role) -> Self {
        match role {
            Role::Facilitator | Role::System => Self::Facilitator,
            Role::Participant | Role::Display => Self::Public,
        }
    }
}

/// What an audience sees of one sticker; `None` if it must not know of it.
fn sticker_view(seq: Seq, sticker: &Sticker, audience: Audience) -> Option<StickerView> {
    if sticker.hidden && audience == Audience::Public {
        return None;
    }
    Some(StickerView {
        seq,
        kind: sticker.kind.clone(),
        area: sticker.area.clone(),
        at: sticker.at?,
        note: sticker.note.clone(),
        hidden: sticker.hidden,
    })
}

/// What an audience sees of one opinion finder. The public sees numbers only once revealed.
fn finder_view(board: &Board, rule: &FinderRule, audience: Audience) -> FinderView {
    let state = board.finder(&rule.id);
    let revealed = state.is_some_and(|state| state.revealed);
    let facilitator = audience == Audience::Facilitator;
    let hidden_words = if facilitator { HiddenWords::Marked } else { HiddenWords::LeftOut };
    let answered = state.map_or(0, |state| state.answers.len() as u32);
    FinderView {
        id: rule.id.clone(),
        open: state.is_some_and(|state| state.open),
        revealed,
        answered: facilitator.then_some(answered),
        tally: (revealed || facilitator).then(|| board.tally(rule, hidden_words)),
    }
}

/// The names people want to be called, in alphabetical order: for the facilitator alone.
fn names(board: &Board) -> Vec<String> {
    let mut names: Vec<_> =
        board.people().values().filter_map(|person| person.name.clone()).collect();
    names.sort();
    names
}
