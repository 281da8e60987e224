//! What the public may see of a tally: counts of a few people are withheld, and so is whatever
//! would give them away.
//!
//! With a threshold of t: a count below t, zero included, is withheld. The number of people who
//! answered is given only when nothing in the table is withheld, so that nothing follows by
//! subtraction. With fewer than t answers there is nothing at all. By area, an option is given only
//! if what is left of its whole count, after the areas that show theirs, could still be spread in
//! more than one way.

use super::{AreaTally, Count, Counted, Finder, Reader, Tally};
use crate::ids::AreaId;

/// What the public may see of the answers to an opinion finder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The counts.
    pub tally: Tally,
    /// The counts by study area; empty unless the finder asks for it.
    pub by_area: Vec<AreaTally>,
}

impl Finder {
    /// Gives what the public may see of these answers, each with its author's study area.
    pub fn publish<'a>(
        &self,
        answers: impl Iterator<Item = (Counted<'a>, Option<&'a AreaId>)>,
        areas: &[AreaId],
    ) -> Published {
        let answers: Vec<_> = answers.collect();
        let all = answers.iter().map(|(counted, _)| *counted);
        let mut tally = self.form.tally(all, areas, Reader::Public);
        tally.withhold(self.threshold);
        let split = self.by_area.is_some() && self.threshold > 1;
        let by_area = if split { self.split(&tally, &answers, areas) } else { Vec::new() };
        Published { tally, by_area }
    }

    fn split(
        &self,
        whole: &Tally,
        answers: &[(Counted<'_>, Option<&AreaId>)],
        areas: &[AreaId],
    ) -> Vec<AreaTally> {
        let of = |area: &AreaId| {
            let here = answers.iter().filter(|(_, home)| *home == Some(area));
            let mut tally =
                self.form.tally(here.map(|(counted, _)| *counted), areas, Reader::Public);
            tally.withhold(self.threshold);
            tally.drop_people_and_words();
            AreaTally { area: area.clone(), tally }
        };
        let mut split: Vec<_> = areas.iter().map(of).collect();
        let margins: Vec<Count> = whole.clone().cells().into_iter().map(|cell| *cell).collect();
        for (column, margin) in margins.into_iter().enumerate() {
            protect(&mut split, column, margin, self.threshold);
        }
        split.retain_mut(|one| one.tally.cells().iter().any(|cell| cell.is_some()));
        split
    }
}

/// Withholds a column in all areas when what is left of its margin leaves no doubt.
fn protect(split: &mut [AreaTally], column: usize, margin: Count, threshold: u32) {
    let cell = |one: &mut AreaTally| one.tally.cells().get(column).and_then(|cell| **cell);
    let shown: Vec<_> = split.iter_mut().filter_map(cell).collect();
    if shown.is_empty() {
        return;
    }
    // The people without an area are a group too, and one that is never shown.
    let rest = split.len() - shown.len() + 1;
    let safe = margin.is_some_and(|margin| {
        let left = margin.saturating_sub(shown.iter().sum());
        rest >= 2 && left > 0 && left != rest as u32 * (threshold - 1)
    });
    if !safe {
        for one in split {
            if let Some(cell) = one.tally.cells().get_mut(column) {
                **cell = None;
            }
        }
    }
}

impl Tally {
    /// Withholds counts below the threshold, and what would give them away.
    fn withhold(&mut self, threshold: u32) {
        if threshold <= 1 {
            return;
        }
        if let Self::Quadrant(tally) = self {
            *tally = tally.coarse();
        }
        let few = self.people().is_none_or(|people| people < threshold);
        let gone = |count: &mut Count| {
            *count = count.filter(|count| !few && *count >= threshold);
            count.is_none()
        };
        let mut withheld = few;
        match self {
            Self::Knowledge(tally) => {
                for row in &mut tally.options {
                    let told: u32 = row.depths.iter().map(|depth| depth.unwrap_or(0)).sum();
                    let untold = row.people.unwrap_or(0).saturating_sub(told);
                    withheld |= gone(&mut row.people);
                    let small = |depth: &Count| depth.is_none_or(|depth| depth < threshold);
                    if few || row.depths.iter().any(small) || untold < threshold {
                        row.depths = [None; 3];
                    }
                }
            }
            Self::Choice(tally) => {
                for row in &mut tally.options {
                    withheld |= gone(&mut row.people);
                }
            }
            Self::Line(tally) => {
                for count in tally.bins.iter_mut().chain([&mut tally.not_sure]) {
                    withheld |= gone(count);
                }
            }
            Self::Dots(tally) => {
                for row in &mut tally.options {
                    withheld |= gone(&mut row.people);
                    row.dots = row.dots.filter(|_| row.people.is_some());
                }
            }
            Self::Words(tally) => {
                for row in &mut tally.bank {
                    withheld |= gone(&mut row.people);
                }
                let all = tally.own.len();
                tally.own.retain(|row| !few && row.people >= threshold);
                withheld |= tally.own.len() < all;
            }
            Self::Target(tally) => {
                for row in &mut tally.statements {
                    let mut of_row = few;
                    for ring in &mut row.rings {
                        of_row |= gone(ring);
                    }
                    if of_row {
                        row.people = None;
                    }
                    withheld |= of_row;
                }
            }
            Self::Quadrant(tally) => {
                for count in tally.cells.iter_mut().chain([&mut tally.not_sure]) {
                    withheld |= gone(count);
                }
            }
            Self::Rank(tally) => {
                for row in &mut tally.options {
                    for count in &mut row.places {
                        withheld |= gone(count);
                    }
                    row.place = row.place.filter(|_| !few);
                }
            }
            Self::Wall(_) => {}
        }
        if withheld {
            *self.people_mut() = None;
        }
    }

    /// Gives how many people answered, unless that is withheld.
    pub fn people(&self) -> Count {
        match self {
            Self::Knowledge(tally) => tally.people,
            Self::Choice(tally) => tally.people,
            Self::Line(tally) => tally.people,
            Self::Dots(tally) => tally.people,
            Self::Words(tally) => tally.people,
            Self::Target(tally) => tally.people,
            Self::Quadrant(tally) => tally.people,
            Self::Rank(tally) => tally.people,
            Self::Wall(tally) => tally.people,
        }
    }

    fn people_mut(&mut self) -> &mut Count {
        match self {
            Self::Knowledge(tally) => &mut tally.people,
            Self::Choice(tally) => &mut tally.people,
            Self::Line(tally) => &mut tally.people,
            Self::Dots(tally) => &mut tally.people,
            Self::Words(tally) => &mut tally.people,
            Self::Target(tally) => &mut tally.people,
            Self::Quadrant(tally) => &mut tally.people,
            Self::Rank(tally) => &mut tally.people,
            Self::Wall(tally) => &mut tally.people,
        }
    }

    /// The counts that are given by area too, in an order that is the same for every area.
    fn cells(&mut self) -> Vec<&mut Count> {
        match self {
            Self::Knowledge(tally) => tally.options.iter_mut().map(|row| &mut row.people).collect(),
            Self::Choice(tally) => tally.options.iter_mut().map(|row| &mut row.people).collect(),
            Self::Line(tally) => tally.bins.iter_mut().chain([&mut tally.not_sure]).collect(),
            Self::Quadrant(tally) => tally.cells.iter_mut().chain([&mut tally.not_sure]).collect(),
            Self::Target(tally) => {
                tally.statements.iter_mut().flat_map(|row| &mut row.rings).collect()
            }
            Self::Words(tally) => tally.bank.iter_mut().map(|row| &mut row.people).collect(),
            // Dots lie on areas already, an order is no count, and a wall has none.
            Self::Dots(_) | Self::Rank(_) | Self::Wall(_) => Vec::new(),
        }
    }

    /// Leaves only what is protected by area.
    fn drop_people_and_words(&mut self) {
        *self.people_mut() = None;
        match self {
            Self::Knowledge(tally) => {
                tally.own.clear();
                for row in &mut tally.options {
                    row.depths = [None; 3];
                }
            }
            Self::Words(tally) => tally.own.clear(),
            Self::Target(tally) => {
                for row in &mut tally.statements {
                    row.people = None;
                }
            }
            _ => {}
        }
    }
}
