//! What the public may see of a tally: counts of a few people are withheld, and so is whatever
//! would give them away.
//!
//! With a threshold of t: a count below t, zero included, is withheld. Who did *not* choose a thing
//! is a count too: the number of people who answered is given only where everybody chooses one
//! thing and every count is given, so that it is no more than their sum. Of an order nothing but
//! the order is given. By area, an option is given only if at least t of those who chose it are
//! elsewhere than in the areas that show it. Why each of these tells nothing is in decision 0011.

use std::collections::BTreeMap;

use super::{
    AreaTally, Count, Counted, Finder, Form, Frozen, OwnEntry, Reader, Tally, fold, words::OwnRow,
};
use crate::ids::AreaId;

/// What the public may see of the answers to an opinion finder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The counts.
    pub tally: Tally,
    /// The counts by study area; empty unless the finder asks for it.
    pub by_area: Vec<AreaTally>,
}

/// The people who chose one thing, by area.
pub(super) struct Column {
    /// In each area.
    pub here: Vec<u32>,
    /// In no area, or in one that does not show them.
    pub left: u32,
    /// Whether areas with enough people show them.
    pub shown: bool,
}

impl Finder {
    /// Says whether it withholds counts of a few people.
    pub fn withholds(&self) -> bool {
        self.threshold > 1 && self.form.counts()
    }

    /// Gives what the public may see of these answers, each with its author's study area.
    pub fn publish<'a>(
        &self,
        answers: impl Iterator<Item = (Counted<'a>, Option<&'a AreaId>)>,
        areas: &[AreaId],
    ) -> Published {
        let answers: Vec<_> = answers.collect();
        let present = answers.iter().map(|(counted, _)| *counted);
        if self.withholds() {
            let frozen = self.count(answers.iter().copied(), areas);
            return self.publish_frozen(&frozen, present, areas);
        }
        let mut tally = self.form.tally(present, areas, Reader::Public);
        if self.threshold > 1 {
            *tally.people_mut() = None;
        }
        Published { tally, by_area: Vec::new() }
    }

    /// Gives what the public may see of a count that stands still. The words in it are those that
    /// `present` still says and that are shown.
    pub fn publish_frozen<'a>(
        &self,
        frozen: &Frozen,
        present: impl Iterator<Item = Counted<'a>>,
        areas: &[AreaId],
    ) -> Published {
        let mut tally = self.withheld(&frozen.whole);
        let columns = self.columns(frozen, &tally, areas);
        let by_area = areas.iter().enumerate().map(|(at, area)| {
            let cell = |column: &Column| {
                column
                    .here
                    .get(at)
                    .copied()
                    .filter(|count| column.shown && *count >= self.threshold)
            };
            (area, columns.iter().map(cell).collect::<Vec<Count>>())
        });
        let shown = by_area.filter(|(_, cells)| cells.iter().any(Option::is_some));
        let by_area = shown.map(|(area, cells)| {
            let mut tally =
                self.withheld(&self.form.tally(std::iter::empty(), areas, Reader::Public));
            tally.put_cells(cells);
            AreaTally { area: area.clone(), tally }
        });
        let by_area = by_area.collect();
        self.put_words(&mut tally, frozen, present);
        Published { tally, by_area }
    }

    /// Leaves of exact counts what tells nothing of a few people.
    pub(super) fn withheld(&self, exact: &Tally) -> Tally {
        let mut tally = exact.clone().bare();
        tally.withhold(self.threshold);
        if let (Form::Dots { areas: true, .. }, Tally::Dots(dots)) = (&self.form, &mut tally) {
            // A row without a number would tell that a few people chose this area.
            *dots = dots.clone().without_empty();
        }
        // Everywhere else, whoever knows how many answered knows how many did not choose a thing.
        if !self.form.takes_one() || tally.numbers().iter().any(Option::is_none) {
            *tally.people_mut() = None;
        }
        tally
    }

    /// The counts that are given by area.
    pub(super) fn columns(&self, exact: &Frozen, told: &Tally, areas: &[AreaId]) -> Vec<Column> {
        if self.by_area.is_none() {
            return Vec::new();
        }
        let told: Vec<Count> = told.clone().cells_mut().into_iter().map(|cell| *cell).collect();
        let column = |(at, (margin, told)): (usize, (u32, Count))| {
            let of = |area| exact.by_area.get(area).and_then(|cells| cells.get(at)).copied();
            let here: Vec<u32> = areas.iter().map(|area| of(area).unwrap_or(0)).collect();
            let seen: u32 = here.iter().filter(|count| **count >= self.threshold).sum();
            let left = margin.saturating_sub(seen);
            let shown = told.is_some() && seen > 0 && left >= self.threshold;
            Column { here, left, shown }
        };
        exact.whole.cells().into_iter().zip(told).enumerate().map(column).collect()
    }

    /// Puts in people's own words, as far as enough people stand behind them.
    fn put_words<'a>(
        &self,
        tally: &mut Tally,
        frozen: &Frozen,
        present: impl Iterator<Item = Counted<'a>>,
    ) {
        let said = present.flat_map(|counted| counted.entries(Reader::Public));
        match tally {
            // Beside a count, so that entries do not say that enough people answered.
            Tally::Knowledge(tally) if tally.options.iter().any(|row| row.people.is_some()) => {
                let known = |entry: &OwnEntry| frozen.texts.contains(&(entry.seq, entry.part));
                tally.own = said.filter(known).collect();
                tally.own.sort_by_key(|entry| (entry.seq, entry.part));
            }
            Tally::Words(tally) => {
                let mut spelt = BTreeMap::<String, String>::new();
                for OwnEntry { words, .. } in said {
                    let same = spelt.entry(fold(&words)).or_insert_with(|| words.clone());
                    *same = words.min(std::mem::take(same));
                }
                let many = frozen.words.iter().filter(|(_, people)| **people >= self.threshold);
                let row = |(word, people): (&String, &u32)| Some((spelt.remove(word)?, *people));
                let mut rows: Vec<_> = many.filter_map(row).collect();
                // The sort is stable: of equal counts, the words stay in their order.
                rows.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
                // Their names on the board would tell how early somebody said them.
                let named = (0..).zip(rows).map(|(seq, (words, people))| {
                    let word = OwnEntry { seq, part: 0, words, standing: None, muted: false };
                    OwnRow { word, people }
                });
                tally.own = named.collect();
            }
            _ => {}
        }
    }
}

impl Form {
    /// Says whether everybody who answers chooses exactly one thing, and all things are counted.
    fn takes_one(&self) -> bool {
        matches!(self, Self::Choice { many: false, .. } | Self::Line { .. } | Self::Quadrant { .. })
    }
}

impl Tally {
    /// Withholds counts below the threshold, and what would give them away; all but `people`.
    fn withhold(&mut self, threshold: u32) {
        let few = self.people().is_none_or(|people| people < threshold);
        let gone = |count: &mut Count| *count = count.filter(|count| *count >= threshold);
        match self {
            Self::Knowledge(tally) => {
                for row in &mut tally.options {
                    let small = |part: &Count| part.is_none_or(|part| part < threshold);
                    if row.depths.iter().chain([&row.untold()]).any(small) {
                        row.depths = [None; 3];
                    }
                    gone(&mut row.people);
                }
            }
            Self::Choice(tally) => tally.options.iter_mut().for_each(|row| gone(&mut row.people)),
            Self::Line(tally) => tally.bins.iter_mut().chain([&mut tally.not_sure]).for_each(gone),
            Self::Dots(tally) => {
                for row in &mut tally.options {
                    // With the dots, it would tell how many gave more than one.
                    let enough = row.people.take().is_some_and(|people| people >= threshold);
                    row.dots = row.dots.filter(|_| enough);
                }
            }
            Self::Words(tally) => tally.bank.iter_mut().for_each(|row| gone(&mut row.people)),
            Self::Target(tally) => {
                for row in &mut tally.statements {
                    row.rings.iter_mut().for_each(gone);
                    row.people = row.people.filter(|_| row.rings.iter().all(Option::is_some));
                }
            }
            Self::Quadrant(tally) => {
                tally.cells.iter_mut().chain([&mut tally.not_sure]).for_each(gone);
            }
            Self::Rank(tally) => {
                for row in &mut tally.options {
                    row.places.fill(None);
                    row.place = row.place.filter(|_| !few);
                }
            }
            Self::Wall(_) => {}
        }
    }
}
