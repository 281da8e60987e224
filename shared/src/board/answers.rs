//! Opinion finders: answers, opening, revealing and asking again.

use crate::agenda::{ActivityKind, ActivityState};
use crate::finder::{Answer, Finder, Reader, Tally};
use crate::ids::{ActorId, FinderId};
use crate::moderation::{Standing, Text};

use super::apply::Effect;
use super::state::{Board, FinderState, Sticker, StoredAnswer};

impl Board {
    /// Counts the present answers to an opinion finder exactly: for facilitators.
    pub fn tally(&self, rule: &Finder) -> Tally {
        let answers = self.finders.get(&rule.id).map(|state| &state.answers);
        let counted = answers.into_iter().flatten().map(|(by, stored)| self.counted(*by, stored));
        rule.form.tally(counted, &self.rules.areas, Reader::Facilitator)
    }

    /// Counts the answers of the round before exactly: for facilitators. None before it is asked
    /// again.
    pub fn tally_before(&self, rule: &Finder) -> Option<Tally> {
        let state = self.finders.get(&rule.id).filter(|state| state.round > 0)?;
        let counted = state.before.iter().map(|(by, stored)| self.counted(*by, stored));
        Some(rule.form.tally(counted, &self.rules.areas, Reader::Facilitator))
    }

    pub(super) fn answer(&mut self, by: ActorId, finder: &FinderId, answer: Answer) -> Vec<Effect> {
        let texts = self.texts_of(by, finder, &answer);
        let stored = StoredAnswer { answer, texts };
        let (_, seen) = self.losing_words(finder, |board| {
            board.finder_mut(finder).answers.insert(by, stored);
        });
        let told = seen.then(|| Effect::Finder(finder.clone()));
        std::iter::once(Effect::Answer { finder: finder.clone(), by }).chain(told).collect()
    }

    /// Names the texts of a new answer. Words that were there before keep their name and how they
    /// stand; new ones wait where the facilitator asked for that, or where this person's words
    /// here are hidden.
    fn texts_of(&self, by: ActorId, finder: &FinderId, answer: &Answer) -> Vec<Text> {
        let old = self.finders.get(finder).and_then(|state| state.answers.get(&by));
        let mut known: Vec<_> = old
            .map(|old| old.answer.texts().into_iter().zip(&old.texts).collect())
            .unwrap_or_default();
        let hidden = known.iter().any(|(_, text): &(&str, &Text)| text.standing.why().is_some());
        let waits = hidden || self.approves(finder);
        let state = self.finders.get(finder);
        // What was hidden when others said it does not come back by being said once more.
        let hidden_word = |words: &str| state.is_some_and(|state| state.hides_word(words));
        let standing = |words: &str| match waits || hidden_word(words) {
            true => Standing::Waiting,
            false => Standing::Shown,
        };
        let name =
            |(part, words): (usize, &str)| match known.iter().position(|(old, _)| *old == words) {
                Some(at) => known.swap_remove(at).1.clone(),
                None => Text { seq: self.rev, part: part as u8, standing: standing(words) },
            };
        answer.texts().into_iter().enumerate().map(name).collect()
    }

    /// Says whether words in answers to this finder wait to be shown.
    fn approves(&self, finder: &FinderId) -> bool {
        let mut asking = self.agenda.iter().filter(|one| one.finder.as_ref() == Some(finder));
        asking.any(|activity| activity.approval)
    }

    /// How a note stands that was just written, on a new sticker or an old one.
    pub(super) fn standing_of_note(&self, note: Option<&str>, old: Option<&Sticker>) -> Standing {
        if let Some(old) = old.filter(|old| old.note.as_deref() == note) {
            return old.note_standing.clone();
        }
        let waits = self.agenda.iter().any(|one| {
            one.kind == ActivityKind::Stickers && one.state == ActivityState::Open && one.approval
        });
        let hidden = old.is_some_and(|old| old.note_standing.why().is_some());
        match note {
            Some(_) if waits || hidden => Standing::Waiting,
            _ => Standing::Shown,
        }
    }

    /// Takes back a person's answer, also that of the round before. Words that only they said leave
    /// what the public sees; frozen counts, of either round, move only when they are counted anew.
    pub(super) fn take_back_answer(&mut self, by: ActorId, finder: &FinderId) -> Vec<Effect> {
        let ((now, before), seen) = self.losing_words(finder, |board| {
            let state = board.finder_mut(finder);
            (state.answers.remove(&by), state.before.remove(&by))
        });
        let moves = |state: &FinderState| before.is_some() && state.published_before.is_none();
        let shown = seen || self.finders.get(finder).is_some_and(moves);
        let mut effects = Vec::new();
        if now.or(before).is_some() {
            effects.push(Effect::Answer { finder: finder.clone(), by });
        }
        if shown {
            effects.push(Effect::Finder(finder.clone()));
        }
        effects
    }

    pub(super) fn set_open(&mut self, finder: &FinderId, open: bool) -> Vec<Effect> {
        let state = if open { ActivityState::Open } else { ActivityState::ViewOnly };
        let mut effects = self.turn(finder, open);
        for activity in self.agenda.iter_mut().filter(|one| one.finder.as_ref() == Some(finder)) {
            if open != (activity.state == ActivityState::Open) {
                activity.state = state;
                effects.push(Effect::Agenda);
            }
        }
        effects
    }

    /// Opens or closes a finder, and nothing else.
    pub(super) fn turn(&mut self, finder: &FinderId, open: bool) -> Vec<Effect> {
        let live = self.finder_rule(finder).is_some_and(|rule| rule.live);
        let state = self.finder_mut(finder);
        state.open = open;
        state.revealed |= open && live;
        self.publish(finder, false);
        vec![Effect::Finder(finder.clone())]
    }

    pub(super) fn set_revealed(&mut self, finder: &FinderId, revealed: bool) -> Vec<Effect> {
        self.finder_mut(finder).revealed = revealed;
        self.publish(finder, true);
        vec![Effect::Finder(finder.clone())]
    }

    pub(super) fn ask_again(&mut self, finder: &FinderId) -> Vec<Effect> {
        let state = self.finder_mut(finder);
        state.before = std::mem::take(&mut state.answers);
        // What the public read of this round last is what its next tally is compared with.
        state.published_before = state.published.take();
        state.revealed = false;
        state.round += 1;
        let answered: Vec<_> = state.before.keys().copied().collect();
        let mut effects = self.set_open(finder, true);
        // Their answers are gone from their cards even where this round, too, is soon one before.
        let gone = |by| Effect::Answer { finder: finder.clone(), by };
        effects.extend(answered.into_iter().map(gone));
        effects.push(Effect::Round(finder.clone()));
        effects
    }

    /// Takes in a finder that was written on this board.
    pub(super) fn put_finder(&mut self, finder: &Finder) -> Vec<Effect> {
        match self.made.iter_mut().find(|made| made.id == finder.id) {
            Some(made) => *made = finder.clone(),
            None => self.made.push(finder.clone()),
        }
        self.publish_anew(&finder.id);
        vec![Effect::Finder(finder.id.clone())]
    }

    pub(super) fn finder_mut(&mut self, id: &FinderId) -> &mut FinderState {
        self.finders.entry(id.clone()).or_default()
    }
}
