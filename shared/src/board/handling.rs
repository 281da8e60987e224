//! Moderation: hiding and showing what people put in, and pausing somebody, never silently.

use std::collections::BTreeSet;

use crate::finder::{Answer, fold};
use crate::ids::{ActorId, GuestId, Rev, Seq};
use crate::limits::HANDLED_KEPT;
use crate::moderation::{Handle, Handled, Handling, Reason, Standing, Text, Why};

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

    /// Gives whom a thing of theirs names, or the entry that paused them.
    pub fn person_named(&self, seq: Seq, part: u8) -> Option<ActorId> {
        let paused = || {
            let mut people = self.people.iter().filter(|_| part == 0);
            people.find(|(_, person)| person.paused_at == Some(seq)).map(|(by, _)| *by)
        };
        self.author_of(seq, part).or_else(paused)
    }

    /// Hides something for this reason, or shows it.
    pub(super) fn set_hidden(
        &mut self,
        at_ms: u64,
        seq: Seq,
        part: u8,
        why: Option<Why>,
    ) -> Vec<Effect> {
        let (to, was, told) = match self.stickers.contains_key(&seq) {
            true => self.hide_on_sticker(seq, part, why.clone()),
            false => self.hide_text(seq, part, why.as_ref()),
        };
        if told.is_empty() {
            return told;
        }
        self.note_deed(at_ms, hiding(why.as_ref(), &was), to, why.map(|why| why.reason), None);
        told.into_iter().chain([Effect::Handled(self.rev)]).collect()
    }

    /// Hides a name that its owner shows for this reason, or shows it.
    pub(super) fn set_name_hidden(
        &mut self,
        at_ms: u64,
        guest: &GuestId,
        why: Option<Why>,
    ) -> Vec<Effect> {
        let Some(by) = self.guest(guest) else { return Vec::new() };
        let reason = why.as_ref().map(|why| why.reason);
        let person = self.people.entry(by).or_default();
        let was = std::mem::replace(&mut person.name_standing, standing(why));
        let guest = was.is_shown() || person.name_standing.is_shown();
        let deed = hiding(person.name_standing.why(), &was);
        self.note_deed(at_ms, deed, Handle::Name, reason, None);
        vec![Effect::Name { by, guest }, Effect::Handled(self.rev)]
    }

    fn hide_on_sticker(
        &mut self,
        seq: Seq,
        part: u8,
        why: Option<Why>,
    ) -> (Handle, Standing, Vec<Effect>) {
        let to = if part == NOTE { Handle::Note } else { Handle::Sticker };
        let Some(sticker) = self.stickers.get_mut(&seq) else {
            return (to, Standing::Shown, Vec::new());
        };
        let told = vec![Effect::Sticker { seq, by: sticker.by }];
        if part == NOTE {
            let was = std::mem::replace(&mut sticker.note_standing, standing(why));
            return (to, was, told);
        }
        sticker.hidden = why;
        (to, Standing::Shown, told)
    }

    /// Hides or shows a text wherever it is kept: in the answer and in the round before. A word that
    /// several people said is one.
    fn hide_text(
        &mut self,
        seq: Seq,
        part: u8,
        why: Option<&Why>,
    ) -> (Handle, Standing, Vec<Effect>) {
        let named = |state: &FinderState| state.author_of(seq, part).is_some();
        let found = self.finders.iter().find(|(_, state)| named(state));
        let Some(finder) = found.map(|(id, _)| id.clone()) else {
            return (Handle::Words, Standing::Shown, Vec::new());
        };
        let names = self.finder_mut(&finder).same_word(seq, part);
        let (mut was, mut authors) = (Standing::Shown, BTreeSet::new());
        for (by, stored) in self.finder_mut(&finder).kept_mut() {
            for text in &mut stored.texts {
                if names.contains(&(text.seq, text.part)) {
                    was = std::mem::replace(&mut text.standing, standing(why.cloned()));
                    authors.insert(by);
                }
            }
        }
        let answer = |by| Effect::Answer { finder: finder.clone(), by };
        let answers: Vec<_> = authors.into_iter().map(answer).collect();
        // The numbers of a frozen tally do not move, but words that are hidden leave it all the same.
        let told = answers.into_iter().chain([Effect::Finder(finder)]);
        (Handle::Words, was, told.collect())
    }

    /// Pauses whoever put a thing, or lets them go on.
    pub(super) fn set_muted(
        &mut self,
        at_ms: u64,
        seq: Seq,
        part: u8,
        why: Option<Why>,
    ) -> Vec<Effect> {
        let Some(by) = self.person_named(seq, part) else { return Vec::new() };
        let deed = if why.is_some() { Handling::Muted } else { Handling::Unmuted };
        let reason = why.as_ref().map(|why| why.reason);
        let person = self.people.entry(by).or_default();
        let ends = std::mem::replace(&mut person.paused_at, why.is_some().then_some(self.rev));
        person.muted = why;
        self.note_deed(at_ms, deed, Handle::Placing, reason, ends);
        vec![Effect::Muted(by), Effect::Handled(self.rev)]
    }

    fn note_deed(
        &mut self,
        at_ms: u64,
        deed: Handling,
        to: Handle,
        reason: Option<Reason>,
        ends: Option<Rev>,
    ) {
        if self.handled.len() >= HANDLED_KEPT {
            self.handled.remove(0);
        }
        self.handled.push(Handled { rev: self.rev, at_ms, deed, to, reason, ends });
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

    /// Gives the names of all texts that a tally gives as one with this text.
    fn same_word(&self, seq: Seq, part: u8) -> BTreeSet<(Seq, u8)> {
        let kept = || self.answers.values().chain(self.before.values());
        let this = kept()
            .flat_map(StoredAnswer::words)
            .find(|(_, text)| (text.seq, text.part) == (seq, part));
        let Some((Some(word), standing)) = this.map(|(word, text)| (word, &text.standing)) else {
            return BTreeSet::from([(seq, part)]);
        };
        let same = kept()
            .flat_map(StoredAnswer::words)
            .filter(|(other, text)| other.as_ref() == Some(&word) && text.standing == *standing);
        same.map(|(_, text)| (text.seq, text.part)).collect()
    }

    /// Says whether a word is hidden that a tally would give as one with this.
    pub(super) fn hides_word(&self, word: &str) -> bool {
        let kept = self.answers.values().chain(self.before.values());
        let mut same = kept
            .flat_map(StoredAnswer::words)
            .filter(|(other, _)| other.as_deref() == Some(fold(word).as_str()));
        same.any(|(_, text)| text.standing.why().is_some())
    }

    fn kept_mut(&mut self) -> impl Iterator<Item = (ActorId, &mut StoredAnswer)> {
        let rounds = self.answers.iter_mut().chain(&mut self.before);
        rounds.map(|(by, stored)| (*by, stored))
    }
}

impl StoredAnswer {
    /// Its texts, with the form in which a tally counts them where it does.
    fn words(&self) -> impl Iterator<Item = (Option<String>, &Text)> {
        let counted = matches!(self.answer, Answer::Words { .. });
        let folded = move |words: &str| counted.then(|| fold(words));
        self.answer.texts().into_iter().map(folded).zip(&self.texts)
    }
}

/// What it is to hide something that stood like this, or to show it.
fn hiding(why: Option<&Why>, was: &Standing) -> Handling {
    match (why, was) {
        (Some(_), _) => Handling::Hidden,
        (None, Standing::Waiting) => Handling::Approved,
        (None, _) => Handling::Restored,
    }
}

fn standing(why: Option<Why>) -> Standing {
    why.map_or(Standing::Shown, Standing::Hidden)
}
