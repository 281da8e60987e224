//! Raised hands and signs of a room: what is shown for a moment and never stored.

use std::collections::BTreeMap;

use kenspeckle_shared::board::{Board, Person};
use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::limits::HANDS_SHOWN;
use kenspeckle_shared::wire::{Hand, Here, Sign, Signs};

/// The hands that are up, and how often each sign was shown.
#[derive(Default)]
pub(super) struct SignBoard {
    hands: Vec<RaisedHand>,
    last: u32,
    sent: BTreeMap<Sign, u32>,
}

/// Whose name is looked up when it is read, so that one that was hidden since is on no hand.
struct RaisedHand {
    by: ActorId,
    number: u32,
    here: Here,
}

impl SignBoard {
    /// Puts a hand up, or takes it down; says whether that changed anything.
    pub(super) fn hand(&mut self, by: ActorId, up: Option<Here>) -> bool {
        let at = self.hands.iter().position(|hand| hand.by == by);
        match (at, up) {
            (None, Some(here)) => {
                self.last = self.last.wrapping_add(1);
                self.hands.push(RaisedHand { by, number: self.last, here });
                true
            }
            (Some(at), None) => {
                self.hands.remove(at);
                true
            }
            _ => false,
        }
    }

    /// Takes a hand down by its number; says whether it was up.
    pub(super) fn lower(&mut self, number: u32) -> bool {
        let before = self.hands.len();
        self.hands.retain(|hand| hand.number != number);
        self.hands.len() < before
    }

    /// Says whether the hand of one of these is up.
    pub(super) fn has_hand_of(&self, people: &[ActorId]) -> bool {
        self.hands.iter().any(|hand| people.contains(&hand.by))
    }

    pub(super) fn show(&mut self, sign: Sign) {
        let count = self.sent.entry(sign).or_default();
        *count = count.wrapping_add(1);
    }

    /// Gives hands and signs as one person reads them, with the names that the board gives to all.
    pub(super) fn read_by(&self, reader: ActorId, board: &Board) -> Signs {
        let more = self.hands.len().saturating_sub(HANDS_SHOWN);
        let mine = self.hands.iter().find(|hand| hand.by == reader);
        let read = |hand: &RaisedHand| {
            let name = board.people().get(&hand.by).and_then(Person::public_name);
            Hand { number: hand.number, name: name.map(str::to_owned), here: hand.here }
        };
        Signs {
            hands: self.hands.iter().take(HANDS_SHOWN).map(read).collect(),
            more: u32::try_from(more).unwrap_or(u32::MAX),
            sent: self.sent.clone(),
            mine: mine.map(|hand| hand.number),
        }
    }
}
