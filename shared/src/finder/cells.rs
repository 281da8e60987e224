//! The numbers in a tally, whatever its form.

use super::knowledge::KnowledgeRow;
use super::{Count, Tally};

impl Tally {
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

    pub(super) fn people_mut(&mut self) -> &mut Count {
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

    /// Every count that can be published, in an order that is the same for any two tallies of one
    /// finder; dots and an order of things are none.
    pub(super) fn numbers(&self) -> Vec<Count> {
        match self {
            Self::Knowledge(tally) => {
                let rows = tally.options.iter();
                rows.flat_map(|row| row.depths.into_iter().chain([row.people])).collect()
            }
            Self::Choice(tally) => tally.options.iter().map(|row| row.people).collect(),
            Self::Line(tally) => tally.bins.iter().copied().chain([tally.not_sure]).collect(),
            Self::Words(tally) => tally.bank.iter().map(|row| row.people).collect(),
            Self::Target(tally) => {
                tally.statements.iter().flat_map(|row| row.rings.iter().copied()).collect()
            }
            Self::Quadrant(tally) => tally.cells.iter().copied().chain([tally.not_sure]).collect(),
            Self::Dots(_) | Self::Rank(_) | Self::Wall(_) => Vec::new(),
        }
    }

    /// What follows from these counts, or is left of one of them, where it can be published.
    pub(super) fn sums(&self) -> Vec<Count> {
        match self {
            Self::Knowledge(tally) => tally.options.iter().map(KnowledgeRow::untold).collect(),
            Self::Target(tally) => tally.statements.iter().map(|row| row.people).collect(),
            tally => vec![tally.people()],
        }
    }

    /// The exact counts that are given by area too, in an order that is the same for every area.
    pub(super) fn cells(&self) -> Vec<u32> {
        self.clone().cells_mut().into_iter().map(|cell| cell.unwrap_or(0)).collect()
    }

    pub(super) fn put_cells(&mut self, counts: Vec<Count>) {
        for (cell, count) in self.cells_mut().into_iter().zip(counts) {
            *cell = count;
        }
    }

    pub(super) fn cells_mut(&mut self) -> Vec<&mut Count> {
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

    /// Leaves the counts that are given where small ones are withheld: no words, and a quadrant by
    /// its quarters only, so that fewer are small.
    pub(super) fn bare(mut self) -> Self {
        match &mut self {
            Self::Knowledge(tally) => tally.own.clear(),
            Self::Words(tally) => tally.own.clear(),
            Self::Quadrant(tally) => *tally = tally.coarse(),
            _ => {}
        }
        self
    }
}
