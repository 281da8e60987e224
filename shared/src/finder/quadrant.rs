//! A point between two pairs of named ends: two questions at once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, Count, Counted, add};
use crate::limits::{LINE_END, QUADRANT_CELLS};
use crate::refusal::RefusalCode;

/// One of the two directions of a quadrant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// Name of the end at 0: left, or bottom.
    pub from: String,
    /// Name of the end at `LINE_END`: right, or top.
    pub to: String,
}

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum QuadrantPoint {
    /// At this point.
    Point {
        /// Thousandths of the way from the first end of the horizontal axis to the second.
        x: u16,
        /// The same for the vertical axis, from the bottom up.
        y: u16,
    },
    /// Not sure.
    NotSure {},
}

/// How many people stand where, on a grid of equal cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuadrantTally {
    /// How many people answered.
    pub people: Count,
    /// Cells along each side: `QUADRANT_CELLS`, or 2 where small counts are withheld.
    pub side: u8,
    /// People in each cell, row by row from the bottom, each from the left.
    pub cells: Vec<Count>,
    /// People who are not sure.
    pub not_sure: Count,
}

pub(super) fn check(at: QuadrantPoint) -> Result<(), RefusalCode> {
    match at {
        QuadrantPoint::Point { x, y } if x > LINE_END || y > LINE_END => {
            Err(RefusalCode::OutOfBounds)
        }
        QuadrantPoint::Point { .. } | QuadrantPoint::NotSure {} => Ok(()),
    }
}

pub(super) fn tally<'a>(answers: impl Iterator<Item = Counted<'a>>) -> QuadrantTally {
    let side = QUADRANT_CELLS;
    let cells = vec![Some(0); usize::from(side) * usize::from(side)];
    let mut tally = QuadrantTally { people: Some(0), side, cells, not_sure: Some(0) };
    for Counted { answer, .. } in answers {
        let Answer::Quadrant { at } = answer else { continue };
        add(&mut tally.people, 1);
        match at {
            QuadrantPoint::Point { x, y } => {
                let cell = part(*y, side) * usize::from(side) + part(*x, side);
                if let Some(count) = tally.cells.get_mut(cell) {
                    add(count, 1);
                }
            }
            QuadrantPoint::NotSure {} => add(&mut tally.not_sure, 1),
        }
    }
    tally
}

impl QuadrantTally {
    /// Counts by quadrant only, so that fewer counts are small. Exact tallies only.
    pub(super) fn coarse(&self) -> Self {
        let (side, half) = (usize::from(self.side), usize::from(self.side) / 2);
        let mut cells = vec![Some(0); 4];
        for (at, count) in self.cells.iter().enumerate() {
            let (row, column) = (at / side, at % side);
            if let Some(cell) = cells.get_mut(2 * (row / half) + column / half) {
                add(cell, count.unwrap_or(0));
            }
        }
        Self { people: self.people, side: 2, cells, not_sure: self.not_sure }
    }
}

/// The part of an axis a value falls into; the last part includes its end.
fn part(value: u16, parts: u8) -> usize {
    let parts = usize::from(parts);
    (usize::from(value) * parts / (usize::from(LINE_END) + 1)).min(parts - 1)
}
