//! What a person sees of their own: my card.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::board::{Board, Effect, Sticker};
use crate::finder::Answer;
use crate::ids::{ActorId, AreaId, CommandId, FinderId, KindId, Seq};
use crate::moderation::{Standing, Why};
use crate::position::Position;

/// Everything that one person put in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Card {
    /// What they want to be called.
    pub name: Option<String>,
    /// Whether everybody may read it in the list of who is here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub name_shown: bool,
    /// Whether the facilitator lets others read it; absent while they do.
    #[serde(default, skip_serializing_if = "Standing::is_shown")]
    #[ts(as = "Option<Standing>", optional)]
    pub name_standing: Standing,
    /// Why the facilitator paused my placing and writing, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub muted: Option<Why>,
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
    /// How my words stand: whether others see them.
    #[serde(default, skip_serializing_if = "Standing::is_shown")]
    #[ts(as = "Option<Standing>", optional)]
    pub note_standing: Standing,
    /// Why the facilitator hid it from others, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hidden: Option<Why>,
}

/// One of my answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnAnswer {
    /// To which opinion finder.
    pub finder: FinderId,
    /// What I answered.
    pub answer: Answer,
    /// How each of my own words or notes in it stands; absent while everybody may see them all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Standing>>", optional)]
    pub standings: Vec<Standing>,
    /// What I answered in the round before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub before: Option<Answer>,
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
        /// Whether everybody may read it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(as = "Option<bool>", optional)]
        shown: bool,
        /// Whether the facilitator lets others read it; absent while they do.
        #[serde(default, skip_serializing_if = "Standing::is_shown")]
        #[ts(as = "Option<Standing>", optional)]
        standing: Standing,
    },
    /// My placing and writing is paused, or goes on.
    Muted {
        /// Why it is paused.
        why: Option<Why>,
    },
    /// An opinion finder is asked again: my answer is now that of the round before.
    Round {
        /// Which one.
        finder: FinderId,
        /// What I answered then.
        before: Answer,
    },
}

impl Card {
    /// Gives a person's card as the board stands.
    pub fn of(board: &Board, actor: ActorId) -> Self {
        let finders = board.finder_rules();
        let person = board.people().get(&actor);
        let count = person.map_or(0, |person| person.stickers as usize);
        // Newest first and no further than need be: most of a full board is other people's.
        let mine = board.stickers().iter().rev().filter(|(_, sticker)| sticker.by == actor);
        let mut mine: Vec<_> = mine.take(count).collect();
        mine.reverse();
        Self {
            name: person.and_then(|person| person.name.clone()),
            name_shown: person.is_some_and(|person| person.name_shown),
            name_standing: person.map(|person| person.name_standing.clone()).unwrap_or_default(),
            muted: person.and_then(|person| person.muted.clone()),
            stickers: mine.iter().map(|(seq, sticker)| own_sticker(**seq, sticker)).collect(),
            answers: finders.filter_map(|rule| own_answer(board, &rule.id, actor)).collect(),
        }
    }
}

/// Gives what one effect changes on people's cards, and on whose.
pub fn own_changes(board: &Board, effect: &Effect) -> Vec<(ActorId, OwnChange)> {
    let one = match effect {
        Effect::Sticker { seq, by } => board
            .stickers()
            .get(seq)
            .map(|sticker| (*by, OwnChange::Sticker(own_sticker(*seq, sticker)))),
        Effect::StickerGone { by, id, .. } => Some((*by, OwnChange::StickerGone { id: *id })),
        Effect::Answer { finder, by } => {
            let gone = || OwnChange::AnswerGone { finder: finder.clone() };
            Some((*by, own_answer(board, finder, *by).map_or_else(gone, OwnChange::Answer)))
        }
        Effect::Name { by, .. } => board.people().get(by).map(|person| {
            let (name, standing) = (person.name.clone(), person.name_standing.clone());
            (*by, OwnChange::Name { name, shown: person.name_shown, standing })
        }),
        Effect::Muted(by) => {
            let why = board.people().get(by).and_then(|person| person.muted.clone());
            Some((*by, OwnChange::Muted { why }))
        }
        Effect::Round(finder) => return rounds(board, finder),
        _ => None,
    };
    one.into_iter().collect()
}

/// Everybody who answered in the round before.
fn rounds(board: &Board, finder: &FinderId) -> Vec<(ActorId, OwnChange)> {
    let before = board.finder(finder).into_iter().flat_map(|state| &state.before);
    let change = |(by, stored): (&ActorId, &crate::board::StoredAnswer)| {
        let (finder, before) = (finder.clone(), stored.answer.clone());
        (*by, OwnChange::Round { finder, before })
    };
    before.map(change).collect()
}

fn own_sticker(seq: Seq, sticker: &Sticker) -> OwnSticker {
    OwnSticker {
        id: sticker.id,
        seq,
        kind: sticker.kind.clone(),
        area: sticker.area.clone(),
        at: sticker.at,
        note: sticker.note.clone(),
        note_standing: sticker.note_standing.clone(),
        hidden: sticker.hidden.clone(),
    }
}

fn own_answer(board: &Board, finder: &FinderId, actor: ActorId) -> Option<OwnAnswer> {
    let state = board.finder(finder)?;
    let stored = state.answers.get(&actor)?;
    let standings: Vec<_> = stored.texts.iter().map(|text| text.standing.clone()).collect();
    let all_shown = standings.iter().all(Standing::is_shown);
    Some(OwnAnswer {
        finder: finder.clone(),
        answer: stored.answer.clone(),
        standings: if all_shown { Vec::new() } else { standings },
        before: state.before.get(&actor).map(|before| before.answer.clone()),
    })
}
