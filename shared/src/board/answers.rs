//! Opinion finders: answers, opening, revealing, asking again, and what the public's tally counts.

use std::collections::BTreeMap;

use crate::agenda::{ActivityKind, ActivityState};
use crate::finder::{Answer, Counted, Finder, Published as Publication, Reader, Tally};
use crate::ids::{ActorId, AreaId, FinderId, KindId};
use crate::moderation::{Standing, Text};

use super::apply::Effect;
use super::state::{Board, FinderState, Published, Sticker, StoredAnswer};

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

    /// Gives what the public may see of the present answers.
    pub fn publication(&self, rule: &Finder) -> Publication {
        let Some(state) = self.finders.get(&rule.id) else {
            return rule.publish(std::iter::empty(), &self.rules.areas);
        };
        if let Some(published) = &state.published {
            let pairs = published
                .iter()
                .map(|(by, one)| (self.counted(*by, &one.stored), one.area.as_ref()));
            return rule.publish(pairs, &self.rules.areas);
        }
        let homes = self.homes(rule.by_area.as_ref());
        let pairs = state
            .answers
            .iter()
            .map(|(by, stored)| (self.counted(*by, stored), homes.get(by).copied()));
        rule.publish(pairs, &self.rules.areas)
    }

    /// Gives what the public may see of the answers of the round before, as counts.
    pub fn publication_before(&self, rule: &Finder) -> Option<Tally> {
        let state = self.finders.get(&rule.id).filter(|state| state.round > 0)?;
        let frozen = state.published_before.iter().flatten();
        let frozen = frozen.map(|(by, one)| (*by, &one.stored));
        let moving = state.before.iter().map(|(by, stored)| (*by, stored));
        let moving = moving.filter(|_| state.published_before.is_none());
        let pairs = frozen.chain(moving).map(|(by, stored)| (self.counted(by, stored), None));
        Some(rule.publish(pairs, &self.rules.areas).tally)
    }

    fn counted<'a>(&self, by: ActorId, stored: &'a StoredAnswer) -> Counted<'a> {
        let muted = self.people.get(&by).is_some_and(|person| person.muted.is_some());
        Counted { answer: &stored.answer, texts: &stored.texts, muted }
    }

    /// The study area of each person's newest sticker of a kind.
    fn homes(&self, kind: Option<&KindId>) -> BTreeMap<ActorId, &AreaId> {
        let of_kind = |sticker: &&Sticker| Some(&sticker.kind) == kind;
        let stickers = self.stickers.values().filter(of_kind);
        stickers.filter_map(|one| Some((one.by, one.area.as_ref()?))).collect()
    }

    pub(super) fn answer(&mut self, by: ActorId, finder: &FinderId, answer: Answer) -> Vec<Effect> {
        let texts = self.texts_of(by, finder, &answer);
        let stored = StoredAnswer { answer, texts };
        self.finder_mut(finder).answers.insert(by, stored);
        vec![Effect::Answer { finder: finder.clone(), by }]
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

    /// Takes back a person's answer, also that of the round before, and their words out of what
    /// the public sees. Frozen counts, of either round, move only when they are counted anew.
    pub(super) fn take_back_answer(&mut self, by: ActorId, finder: &FinderId) -> Vec<Effect> {
        let state = self.finder_mut(finder);
        let (now, before) = (state.answers.remove(&by), state.before.remove(&by));
        let published = [&mut state.published, &mut state.published_before];
        let published = published.into_iter().flatten().filter_map(|all| all.get_mut(&by));
        let texts = published.flat_map(|one| &mut one.stored.texts);
        let words = texts.map(|text| text.standing = Standing::Waiting).count();
        let mut effects = Vec::new();
        let shown = words > 0 || (before.is_some() && state.published_before.is_none());
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

    /// Decides what the public's tally counts. Where counts are withheld it stands still while
    /// people answer, and a new count takes the old one's place only when enough answers differ:
    /// otherwise the difference of the two would tell of a few.
    fn publish(&mut self, finder: &FinderId, asked: bool) {
        let Some(rule) = self.finder_rule(finder).cloned() else { return };
        let Some(state) = self.finders.get(finder) else { return };
        if rule.threshold <= 1 || !rule.form.counts() || !state.revealed {
            return;
        }
        if state.open && state.published.is_some() && !asked {
            return;
        }
        let homes = self.homes(rule.by_area.as_ref());
        let publish = |(by, stored): (&ActorId, &StoredAnswer)| {
            let area = homes.get(by).map(|area| (*area).clone());
            (*by, Published { stored: stored.clone(), area })
        };
        let fresh = state.answers.iter().map(publish).collect();
        let before = (state.round > 0).then(|| without_areas(&state.before));
        let state = self.finder_mut(finder);
        replace(&mut state.published, fresh, rule.threshold);
        if let Some(before) = before {
            replace(&mut state.published_before, before, rule.threshold);
        }
    }

    pub(super) fn ask_again(&mut self, finder: &FinderId) -> Vec<Effect> {
        let state = self.finder_mut(finder);
        state.before = std::mem::take(&mut state.answers);
        // What the public read of this round last is what its next tally is compared with.
        let published = state.published.take();
        state.published_before = published.map(|all| {
            all.into_iter().map(|(by, one)| (by, Published { area: None, ..one })).collect()
        });
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
        self.finder_mut(&finder.id);
        vec![Effect::Finder(finder.id.clone())]
    }

    pub(super) fn finder_mut(&mut self, id: &FinderId) -> &mut FinderState {
        self.finders.entry(id.clone()).or_default()
    }
}

/// The answers of the round before: they are never given by area.
fn without_areas(answers: &BTreeMap<ActorId, StoredAnswer>) -> BTreeMap<ActorId, Published> {
    let publish = |(by, stored): (&ActorId, &StoredAnswer)| {
        (*by, Published { stored: stored.clone(), area: None })
    };
    answers.iter().map(publish).collect()
}

/// Puts a new publication in the place of an old one, if enough people's answers differ.
fn replace(
    old: &mut Option<BTreeMap<ActorId, Published>>,
    fresh: BTreeMap<ActorId, Published>,
    threshold: u32,
) {
    if old.as_ref().is_none_or(|old| differing(old, &fresh) >= threshold as usize) {
        *old = Some(fresh);
    }
}

/// How many people's answers differ between two publications.
fn differing(old: &BTreeMap<ActorId, Published>, new: &BTreeMap<ActorId, Published>) -> usize {
    let gone = old.keys().filter(|by| !new.contains_key(by)).count();
    let same = |(by, one): &(&ActorId, &Published)| {
        old.get(by)
            .is_some_and(|old| old.stored.answer == one.stored.answer && old.area == one.area)
    };
    gone + new.iter().filter(|pair| !same(pair)).count()
}
