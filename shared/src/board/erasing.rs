//! Taking a person out of the board for good.

use crate::ids::{ActorId, CommandId, Seq};

use super::apply::Effect;
use super::state::{Board, Person};

impl Board {
    /// Takes out everything of a person but what became of their commands, by which a command that
    /// comes again is known. Counts that stand still keep standing: they lose words, and no number.
    pub(super) fn erase(&mut self, by: ActorId) -> Vec<Effect> {
        let mut effects = self.erase_stickers(by);
        let finders: Vec<_> = self.finders.keys().cloned().collect();
        for finder in finders {
            effects.extend(self.take_back_answer(by, &finder));
        }
        let person = self.people.entry(by).or_default();
        let seen = std::mem::take(&mut person.seen);
        let old = std::mem::replace(person, Person { erased: true, seen, ..Person::default() });
        if old.name.is_some() {
            effects.push(Effect::Name { by, guest: old.public_name().is_some() });
        }
        effects.push(Effect::Erased(by));
        effects
    }

    fn erase_stickers(&mut self, by: ActorId) -> Vec<Effect> {
        let mine = self.stickers.iter().filter(|(_, sticker)| sticker.by == by);
        let mine: Vec<(Seq, CommandId)> = mine.map(|(seq, sticker)| (*seq, sticker.id)).collect();
        let gone = |(seq, id)| {
            self.stickers.remove(&seq);
            Effect::StickerGone { seq, by, id }
        };
        mine.into_iter().map(gone).collect()
    }
}
