//! Statements on a target: the nearer to the middle, the more it holds for me.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, ChoiceOption, Count, Counted, add, known_once, one_of};
use crate::ids::OptionId;
use crate::limits::TARGET_RINGS;
use crate::refusal::RefusalCode;

/// Where somebody put one statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Aimed {
    /// Which statement.
    pub option: OptionId,
    /// In which ring: 0 is the middle, `TARGET_RINGS` - 1 the outermost.
    pub ring: u8,
}

/// Where the statements lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TargetTally {
    /// How many people answered.
    pub people: Count,
    /// A row for each statement, in the definition's order.
    pub statements: Vec<TargetRow>,
}

/// Where people put one statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TargetRow {
    /// Which statement.
    pub option: OptionId,
    /// How many people put it anywhere.
    pub people: Count,
    /// People for each ring, from the middle outwards.
    pub rings: Vec<Count>,
}

pub(super) fn check(statements: &[ChoiceOption], aimed: &[Aimed]) -> Result<(), RefusalCode> {
    if aimed.is_empty() {
        return Err(RefusalCode::EmptyAnswer);
    }
    if aimed.iter().any(|one| one.ring >= TARGET_RINGS) {
        return Err(RefusalCode::OutOfBounds);
    }
    known_once(aimed.iter().map(|one| &one.option), one_of(statements))
}

pub(super) fn tally<'a>(
    statements: &[ChoiceOption],
    answers: impl Iterator<Item = Counted<'a>>,
) -> TargetTally {
    let row = |option: &ChoiceOption| TargetRow {
        option: option.id.clone(),
        people: Some(0),
        rings: vec![Some(0); usize::from(TARGET_RINGS)],
    };
    let mut tally =
        TargetTally { people: Some(0), statements: statements.iter().map(row).collect() };
    for Counted { answer, .. } in answers {
        let Answer::Target { aimed } = answer else { continue };
        add(&mut tally.people, 1);
        for row in &mut tally.statements {
            let Some(one) = aimed.iter().find(|one| one.option == row.option) else { continue };
            add(&mut row.people, 1);
            if let Some(ring) = row.rings.get_mut(usize::from(one.ring)) {
                add(ring, 1);
            }
        }
    }
    tally
}
