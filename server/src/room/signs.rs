//! Raised hands and signs of a room: what is shown for a moment and never stored.

use std::collections::BTreeMap;

use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::limits::HANDS_SHOWN;
use kenspeckle_shared::wire::{Hand, Here, Sign, Signs};

/// The hands that are up, and how often each sign was shown.
#[derive(Default)]
pub(super) struct SignBoard {
    hands: Vec<(ActorId, Hand)>,
    last: u32,
    sent: BTreeMap<Sign, u32>,
}

impl SignBoard {
    /// Puts a hand up, or takes it down; says whether that changed anything.
    pub(super) fn hand(&mut self, by: ActorId, up: Option<(Option<String>, Here)>) -> bool {
        let at = self.hands.iter().position(|(actor, _)| *actor == by);
        match (at, up) {
            (None, Some((name, here))) => {
                self.last = self.last.wrapping_add(1);
                self.hands.push((by, Hand { number: self.last, name, here }));
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
        self.hands.retain(|(_, hand)| hand.number != number);
        self.hands.len() < before
    }

    pub(super) fn show(&mut self, sign: Sign) {
        let count = self.sent.entry(sign).or_default();
        *count = count.wrapping_add(1);
    }

    /// Gives hands and signs as one person reads them.
    pub(super) fn read_by(&self, reader: ActorId) -> Signs {
        let more = self.hands.len().saturating_sub(HANDS_SHOWN);
        let mine = self.hands.iter().find(|(actor, _)| *actor == reader);
        Signs {
            hands: self.hands.iter().take(HANDS_SHOWN).map(|(_, hand)| hand.clone()).collect(),
            more: u32::try_from(more).unwrap_or(u32::MAX),
            sent: self.sent.clone(),
            mine: mine.map(|(_, hand)| hand.number),
        }
    }
}
