//! A point between two named ends. *Not sure* is an answer of its own, not the middle.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, Count, Counted, add};
use crate::limits::{LINE_BINS, LINE_END};
use crate::refusal::RefusalCode;

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LinePoint {
    /// On the line, from 0 to [`LINE_END`].
    Point {
        /// Thousandths of the way from the first end to the second.
        value: u16,
    },
    /// Not sure. Braces, so that an unknown field is refused here too.
    NotSure {},
}

/// How many people stand where, in bins of equal width.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineTally {
    /// How many people answered.
    pub people: Count,
    /// People in each of [`LINE_BINS`] equal parts of the line, from the first end on.
    pub bins: Vec<Count>,
    /// People who are not sure.
    pub not_sure: Count,
}

pub(super) fn check(at: LinePoint) -> Result<(), RefusalCode> {
    match at {
        LinePoint::Point { value } if value > LINE_END => Err(RefusalCode::OutOfBounds),
        LinePoint::Point { .. } | LinePoint::NotSure {} => Ok(()),
    }
}

pub(super) fn tally<'a>(answers: impl Iterator<Item = Counted<'a>>) -> LineTally {
    let mut tally =
        LineTally { people: Some(0), bins: vec![Some(0); LINE_BINS], not_sure: Some(0) };
    for Counted { answer, .. } in answers {
        let Answer::Line { at } = answer else { continue };
        add(&mut tally.people, 1);
        match at {
            LinePoint::Point { value } => add(&mut tally.bins[bin(*value)], 1),
            LinePoint::NotSure {} => add(&mut tally.not_sure, 1),
        }
    }
    tally
}

/// The part of the line a value falls into; the last part includes its end.
fn bin(value: u16) -> usize {
    (usize::from(value) * LINE_BINS / (usize::from(LINE_END) + 1)).min(LINE_BINS - 1)
}
