//! What a person sees of their own: my card.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::board::{Board, Effect, Sticker};
use crate::finder::Answer;
use crate::ids::{ActorId, AreaId, CommandId, FinderId, KindId, Seq};
use crate::position::Position;

/// Everything that one person put in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Card {
    /// What they want to be called.
    pub name: Option<String>,
    /// Their stickers, oldest first.
    pub stickers: Vec<OwnSticker>,
    /// Their answers.
    pub answers: Vec<OwnAnswer>,
}

/// One of my stickers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnSticker {
    /// The id of the command that placed it.
    pub id: CommandId,
    /// Its name on the board.
    pub seq: Seq,
    /// Its kind.
    pub kind: KindId,
    /// The study area it lies in, if any.
    pub area: Option<AreaId>,
    /// Where it is drawn; none once erased.
    pub at: Option<Position>,
    /// My words with it.
    pub note: Option<String>,
    /// Whether the facilitator hid it from others.
    pub hidden: bool,
}

/// One of my answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnAnswer {
    /// To which opinion finder.
    pub finder: FinderId,
    /// What I answered.
    pub answer: Answer,
    /// Whether the facilitator hid my words in it from others.
    pub words_hidden: bool,
}

/// One change of my card, also when it was made on another device or by the facilitator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum OwnChange {
    /// This sticker of mine stands like this.
    Sticker(OwnSticker),
    /// I have no such sticker (any more).
    StickerGone {
        /// The id of the command that placed it.
        id: CommandId,
    },
    /// My answer stands like this.
    Answer(OwnAnswer),
    /// I have no answer to this opinion finder (any more).
    AnswerGone {
        /// Which one.
        finder: FinderId,
    },
    /// What I want to be called.
    Name {
        /// The name.
        name: Option<String>,
    },
}

impl Card {
    /// Gives a person's card as the board stands.
    pub fn of(board: &Board, actor: ActorId) -> Self {
        let mine = board.stickers().iter().filter(|(_, sticker)| sticker.by == actor);
        let finders = board.rules().finders.iter();
        Self {
            name: board.people().get(&actor).and_then(|person| person.name.clone()),
            stickers: mine.map(|(seq, sticker)| own_sticker(*seq, sticker)).collect(),
            answers: finders.filter_map(|rule| own_answer(board, &rule.id, actor)).collect(),
        }
    }
}

/// Gives what one effect changes on somebody's card, and on whose.
pub fn own_changes(board: &Board, effect: &Effect) -> Option<(ActorId, OwnChange)> {
    match effect {
        Effect::Sticker { seq, by } => {
            let sticker = board.stickers().get(seq)?;
            Some((*by, OwnChange::Sticker(own_sticker(*seq, sticker))))
        }
        Effect::StickerGone { by, id, .. } => Some((*by, OwnChange::StickerGone { id: *id })),
        Effect::Answer { finder, by } => {
            let gone = || OwnChange::AnswerGone { finder: finder.clone() };
            Some((*by, own_answer(board, finder, *by).map_or_else(gone, OwnChange::Answer)))
        }
        Effect::Name(by) => {
            let name = board.people().get(by).and_then(|person| person.name.clone());
            Some((*by, OwnChange::Name { name }))
        }
        Effect::Rules | Effect::Finder(_) | Effect::Locked | Effect::Showing | Effect::Ended => {
            None
        }
    }
}

fn own_sticker(seq: Seq, sticker: &Sticker) -> OwnSticker {
    OwnSticker {
        id: sticker.id,
        seq,
        kind: sticker.kind.clone(),
        area: sticker.area.clone(),
        at: sticker.at,
        note: sticker.note.clone(),
        hidden: sticker.hidden,
    }
}

fn own_answer(board: &Board, finder: &FinderId, actor: ActorId) -> Option<OwnAnswer> {
    let stored = board.finder(finder)?.answers.get(&actor)?;
    Some(OwnAnswer {
        finder: finder.clone(),
        answer: stored.answer.clone(),
        words_hidden: stored.words_hidden,
    })
}
