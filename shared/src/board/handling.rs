//! Moderation: hiding and showing what people put in, and pausing somebody, never silently.

use crate::ids::{ActorId, FinderId, Seq};
use crate::limits::HANDLED_KEPT;
use crate::moderation::{Handle, Handled, Handling, Reason, Standing, Why};

use super::apply::Effect;
use super::state::{Board, FinderState, StoredAnswer};

/// The part of a sticker that is its note.
const NOTE: u8 = 1;

/// Puts a reason together; one that was not given is 'something else'.
pub(super) fn why(reason: Option<Reason>, words: Option<String>) -> Why {
    Why { reason: reason.unwrap_or(Reason::Other), words }
}

impl Board {
    /// Gives whose a sticker, a note or a text of an answer is, if it is there.
    pub fn author_of(&self, seq: Seq, part: u8) -> Option<ActorId> {
        if let Some(sticker) = self.stickers.get(&seq) {
            let there = part == 0 || (part == NOTE && sticker.note.is_some());
            return there.then_some(sticker.by);
        }
        self.finders.values().find_map(|state| state.author_of(seq, part))
    }

    /// Hides something for this reason, or shows it.
    pub(super) fn set_hidden(
        &mut self,
        at_ms: u64,
        seq: Seq,
        part: u8,
        why: Option<Why>,
    ) -> Vec<Effect> {
        let (to, was, effect) = match self.stickers.contains_key(&seq) {
            true => self.hide_on_sticker(seq, part, why.clone()),
            false => self.hide_text(seq, part, why.as_ref()),
        };
        let Some(effect) = effect else { return Vec::new() };
        let deed = match (&why, was) {
            (Some(_), _) => Handling::Hidden,
            (None, Standing::Waiting) => Handling::Approved,
            (None, _) => Handling::Restored,
        };
        self.note_deed(at_ms, deed, to, why.map(|why| why.reason));
        // A frozen tally does not move, but words that are hidden leave it all the same.
        let words = match &effect {
            Effect::Answer { finder, .. } => Some(Effect::Finder(finder.clone())),
            _ => None,
        };
        let told = std::iter::once(effect).chain(words);
        told.chain([Effect::Handled(self.rev)]).collect()
    }

    fn hide_on_sticker(
        &mut self,
        seq: Seq,
        part: u8,
        why: Option<Why>,
    ) -> (Handle, Standing, Option<Effect>) {
        let to = if part == NOTE { Handle::Note } else { Handle::Sticker };
        let Some(sticker) = self.stickers.get_mut(&seq) else {
            return (to, Standing::Shown, None);
        };
        let effect = Effect::Sticker { seq, by: sticker.by };
        if part == NOTE {
            let was = std::mem::replace(&mut sticker.note_standing, standing(why));
            return (to, was, Some(effect));
        }
        sticker.hidden = why;
        (to, Standing::Shown, Some(effect))
    }

    /// Hides or shows a text wherever it is kept: in the answer, in the round before, and in what
    /// the public's frozen tally counts.
    fn hide_text(
        &mut self,
        seq: Seq,
        part: u8,
        why: Option<&Why>,
    ) -> (Handle, Standing, Option<Effect>) {
        let found = |(id, state): (&FinderId, &FinderState)| {
            Some((id.clone(), state.author_of(seq, part)?))
        };
        let Some((finder, by)) = self.finders.iter().find_map(found) else {
            return (Handle::Words, Standing::Shown, None);
        };
        let mut was = Standing::Shown;
        for stored in self.finder_mut(&finder).kept_mut(by) {
            for text in &mut stored.texts {
                if (text.seq, text.part) == (seq, part) {
                    was = std::mem::replace(&mut text.standing, standing(why.cloned()));
                }
            }
        }
        (Handle::Words, was, Some(Effect::Answer { finder, by }))
    }

    /// Pauses whoever put a thing, or lets them go on.
    pub(super) fn set_muted(
        &mut self,
        at_ms: u64,
        seq: Seq,
        part: u8,
        why: Option<Why>,
    ) -> Vec<Effect> {
        let Some(by) = self.author_of(seq, part) else { return Vec::new() };
        let deed = if why.is_some() { Handling::Muted } else { Handling::Unmuted };
        let reason = why.as_ref().map(|why| why.reason);
        self.people.entry(by).or_default().muted = why;
        self.note_deed(at_ms, deed, Handle::Placing, reason);
        vec![Effect::Muted(by), Effect::Handled(self.rev)]
    }

    fn note_deed(&mut self, at_ms: u64, deed: Handling, to: Handle, reason: Option<Reason>) {
        if self.handled.len() >= HANDLED_KEPT {
            self.handled.remove(0);
        }
        self.handled.push(Handled { rev: self.rev, at_ms, deed, to, reason });
    }
}

impl FinderState {
    fn author_of(&self, seq: Seq, part: u8) -> Option<ActorId> {
        let named = |stored: &StoredAnswer| {
            stored.texts.iter().any(|text| (text.seq, text.part) == (seq, part))
        };
        let kept = self.answers.iter().chain(&self.before);
        let mut found = kept.filter(|(_, stored)| named(stored));
        found.next().map(|(by, _)| *by)
    }

    fn kept_mut(&mut self, by: ActorId) -> impl Iterator<Item = &mut StoredAnswer> {
        let published = self.published.as_mut().and_then(|all| all.get_mut(&by));
        let rounds = [self.answers.get_mut(&by), self.before.get_mut(&by)];
        rounds.into_iter().flatten().chain(published.map(|one| &mut one.stored))
    }
}

fn standing(why: Option<Why>) -> Standing {
    why.map_or(Standing::Shown, Standing::Hidden)
}
