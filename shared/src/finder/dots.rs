//! A number of dots to give to options or to study areas: what matters most, said by weight.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, ChoiceOption, Count, Counted, add, known_once, one_of};
use crate::ids::{AreaId, OptionId};
use crate::refusal::RefusalCode;

/// The dots that one option got from somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Which option; for dots over areas, the area's id.
    pub option: OptionId,
    /// How many dots, at least one.
    pub dots: u8,
}

/// Where the dots went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DotsTally {
    /// How many people answered.
    pub people: Count,
    /// A row for each option, in the definition's order; for areas, only those that got any
    /// and show them.
    pub options: Vec<DotsRow>,
}

/// The dots that one option got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DotsRow {
    /// Which option; for dots over areas, the area's id.
    pub option: OptionId,
    /// How many dots it got.
    pub dots: Count,
    /// From how many people: withheld wherever small counts are, as it would tell who gave more
    /// than one.
    pub people: Count,
}

pub(super) fn check(
    options: &[ChoiceOption],
    areas: Option<&[AreaId]>,
    dots: u8,
    given: &[Given],
) -> Result<(), RefusalCode> {
    if given.is_empty() || given.iter().any(|one| one.dots == 0) {
        return Err(RefusalCode::EmptyAnswer);
    }
    let ids = given.iter().map(|one| &one.option);
    match areas {
        Some(areas) => known_once(ids, |id| areas.iter().any(|area| area.0 == id.0))?,
        None => known_once(ids, one_of(options))?,
    }
    let all: u32 = given.iter().map(|one| u32::from(one.dots)).sum();
    if all > u32::from(dots) { Err(RefusalCode::WrongForm) } else { Ok(()) }
}

pub(super) fn tally<'a>(
    options: impl Iterator<Item = OptionId>,
    answers: impl Iterator<Item = Counted<'a>>,
) -> DotsTally {
    let row = |option| DotsRow { option, dots: Some(0), people: Some(0) };
    let mut tally = DotsTally { people: Some(0), options: options.map(row).collect() };
    for Counted { answer, .. } in answers {
        let Answer::Dots { given } = answer else { continue };
        add(&mut tally.people, 1);
        for row in &mut tally.options {
            if let Some(one) = given.iter().find(|one| one.option == row.option) {
                add(&mut row.dots, u32::from(one.dots));
                add(&mut row.people, 1);
            }
        }
    }
    tally
}

impl DotsTally {
    /// Leaves out what got no dots, or what does not say: of many areas, most.
    pub(super) fn without_empty(mut self) -> Self {
        self.options.retain(|row| row.dots.is_some_and(|dots| dots > 0));
        self
    }

    /// The dots of each row, or, where areas can get dots, of each of these; then from how many
    /// people.
    pub(super) fn on(&self, areas: &[AreaId]) -> [Vec<Count>; 2] {
        let of = |area: &AreaId| self.options.iter().find(|row| row.option.0 == area.0);
        let rows: Vec<_> = match areas {
            [] => self.options.iter().map(Some).collect(),
            areas => areas.iter().map(of).collect(),
        };
        [
            rows.iter().map(|row| row.and_then(|row| row.dots)).collect(),
            rows.iter().map(|row| row.and_then(|row| row.people)).collect(),
        ]
    }
}
