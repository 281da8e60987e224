//! What the public reads of an opinion finder's counts, and when it is counted anew.

use std::collections::BTreeMap;

use crate::finder::{Counted, Finder, Frozen, Published, Tally};
use crate::ids::{ActorId, AreaId, FinderId, KindId};

use super::state::{Board, FinderState, Sticker, StoredAnswer};

type Answers = BTreeMap<ActorId, StoredAnswer>;

impl Board {
    /// Gives what the public may see of the present answers.
    pub fn publication(&self, rule: &Finder) -> Published {
        let areas = &self.rules.areas;
        let Some(state) = self.finders.get(&rule.id) else {
            return rule.publish(std::iter::empty(), areas);
        };
        match &state.published {
            Some(frozen) => rule.publish_frozen(frozen, self.all_counted(&state.answers), areas),
            None => rule.publish(self.at_home(rule, &state.answers).into_iter(), areas),
        }
    }

    /// Gives what the public may see of the answers of the round before: never by area.
    pub fn publication_before(&self, rule: &Finder) -> Option<Tally> {
        let areas = &self.rules.areas;
        let state = self.finders.get(&rule.id).filter(|state| state.round > 0)?;
        let said = self.all_counted(&state.before);
        let published = match &state.published_before {
            Some(frozen) => rule.publish_frozen(frozen, said, areas),
            None => rule.publish(said.map(|counted| (counted, None)), areas),
        };
        Some(published.tally)
    }

    /// Says whether a question is closed, and what the public reads of it leaves out answers that
    /// came or changed after the reveal: too few to be counted without telling of them.
    pub fn holds_back(&self, rule: &Finder) -> bool {
        let state = self.finders.get(&rule.id).filter(|state| state.revealed && !state.open);
        let Some((state, told)) = state.and_then(|state| Some((state, state.published.as_ref()?)))
        else {
            return false;
        };
        let areas = &self.rules.areas;
        // Over all: by area, numbers move with people's stickers, too, which are no answers.
        let over_all = Finder { by_area: None, ..rule.clone() };
        let said = self.all_counted(&state.answers).map(|counted| (counted, None));
        let fresh = over_all.count(said, areas);
        let next = || over_all.follow(told.clone(), fresh.clone(), areas);
        // Many who take back an answer are counted when it is revealed again.
        !told.counts_like(&fresh) && (rule.by_area.is_some() || !next().counts_like(&fresh))
    }

    pub(super) fn counted<'a>(&self, by: ActorId, stored: &'a StoredAnswer) -> Counted<'a> {
        let muted = self.people.get(&by).is_some_and(|person| person.muted.is_some());
        Counted { answer: &stored.answer, texts: &stored.texts, muted }
    }

    fn all_counted<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = Counted<'a>> {
        answers.iter().map(|(by, stored)| self.counted(*by, stored))
    }

    /// The answers, each with its author's study area, where the finder asks for it.
    fn at_home<'a>(
        &'a self,
        rule: &Finder,
        answers: &'a Answers,
    ) -> Vec<(Counted<'a>, Option<&'a AreaId>)> {
        let homes = self.homes(rule.by_area.as_ref());
        let pair = |(by, stored): (&ActorId, &'a StoredAnswer)| {
            (self.counted(*by, stored), homes.get(by).copied())
        };
        answers.iter().map(pair).collect()
    }

    /// The study area of each person's newest sticker of a kind.
    fn homes(&self, kind: Option<&KindId>) -> BTreeMap<ActorId, &AreaId> {
        let of_kind = |sticker: &&Sticker| Some(&sticker.kind) == kind;
        let stickers = self.stickers.values().filter(of_kind);
        stickers.filter_map(|one| Some((one.by, one.area.as_ref()?))).collect()
    }

    /// Decides what the public's tally counts. Where counts are withheld it stands still while
    /// people answer, and a new count takes the old one's place only where the two, compared, tell
    /// nothing of a few. `asked`: the facilitator shows it now.
    pub(super) fn publish(&mut self, finder: &FinderId, asked: bool) {
        let Some(rule) = self.finder_rule(finder).cloned() else { return };
        let Some(state) = self.finders.get(finder) else { return };
        if !rule.withholds() || !state.revealed {
            return;
        }
        if state.open && state.published.is_some() && !asked {
            return;
        }
        let areas = &self.rules.areas;
        let fresh = rule.count(self.at_home(&rule, &state.answers).into_iter(), areas);
        let before = || self.all_counted(&state.before).map(|counted| (counted, None));
        let before = (state.round > 0).then(|| rule.count(before(), areas));
        let follow = |old: &Option<Frozen>, fresh: Frozen| match old {
            Some(old) => rule.follow(old.clone(), fresh, areas),
            None => fresh,
        };
        let published = follow(&state.published, fresh);
        let published_before = before.map(|fresh| follow(&state.published_before, fresh));
        let state = self.finder_mut(finder);
        state.published = Some(published);
        state.published_before = published_before;
    }

    /// Brings what the public reads in line with a finder's rule, which is new. Only one that
    /// nobody has answered may withhold otherwise than before: then nothing has been counted.
    pub(super) fn publish_anew(&mut self, finder: &FinderId) {
        let withholds = self.finder_rule(finder).is_some_and(Finder::withholds);
        let state = self.finder_mut(finder);
        if !withholds || !state.is_answered() {
            (state.published, state.published_before) = (None, None);
        }
        if state.published.is_none() {
            self.publish(finder, true);
        }
    }

    /// Takes words out of a frozen tally that nobody says any more, and says whether anybody sees
    /// it. `change` is what may leave such words.
    pub(super) fn losing_words<T>(
        &mut self,
        finder: &FinderId,
        change: impl FnOnce(&mut Self) -> T,
    ) -> (T, bool) {
        let seen = |board: &Self| {
            let rule = board.finder_rule(finder)?;
            let state = board.finders.get(finder)?;
            let frozen = state.published.is_some() || state.published_before.is_some();
            (state.revealed && frozen && rule.form.takes_words())
                .then(|| (board.publication(rule), board.publication_before(rule)))
        };
        let was = seen(self);
        let done = change(self);
        if let Some(mut state) = self.finders.remove(finder) {
            let frozen = (state.published.take(), state.published_before.take());
            state.published = self.without_lost_words(frozen.0, &state.answers);
            state.published_before = self.without_lost_words(frozen.1, &state.before);
            self.finders.insert(finder.clone(), state);
        }
        (done, was != seen(self))
    }

    fn without_lost_words(&self, frozen: Option<Frozen>, answers: &Answers) -> Option<Frozen> {
        frozen.map(|mut frozen| {
            frozen.keep_words_of(self.all_counted(answers));
            frozen
        })
    }
}

impl FinderState {
    /// Says whether anybody's answer is kept, of this round or the one before.
    pub(super) fn is_answered(&self) -> bool {
        !self.answers.is_empty() || !self.before.is_empty()
    }
}
