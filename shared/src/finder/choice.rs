//! One or many of a list.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, ChoiceOption, Count, Counted, add};
use crate::ids::OptionId;
use crate::refusal::RefusalCode;

/// How many people chose each option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChoiceTally {
    /// How many people answered.
    pub people: Count,
    /// A row for each option, in the definition's order.
    pub options: Vec<ChoiceRow>,
}

/// The people who chose one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChoiceRow {
    /// Which option.
    pub option: OptionId,
    /// How many people chose it.
    pub people: Count,
}

pub(super) fn check(
    options: &[ChoiceOption],
    many: bool,
    chosen: &[OptionId],
) -> Result<(), RefusalCode> {
    if chosen.is_empty() {
        return Err(RefusalCode::EmptyAnswer);
    }
    if !many && chosen.len() > 1 {
        return Err(RefusalCode::WrongForm);
    }
    let distinct: BTreeSet<_> = chosen.iter().collect();
    let known = |id: &OptionId| options.iter().any(|option| option.id == *id);
    if distinct.len() != chosen.len() || !distinct.into_iter().all(known) {
        return Err(RefusalCode::UnknownOption);
    }
    Ok(())
}

pub(super) fn tally<'a>(
    options: &[ChoiceOption],
    answers: impl Iterator<Item = Counted<'a>>,
) -> ChoiceTally {
    let mut rows: Vec<_> = options
        .iter()
        .map(|option| ChoiceRow { option: option.id.clone(), people: Some(0) })
        .collect();
    let mut people = Some(0);
    for Counted { answer, .. } in answers {
        let Answer::Choice { chosen } = answer else { continue };
        add(&mut people, 1);
        for row in rows.iter_mut().filter(|row| chosen.contains(&row.option)) {
            add(&mut row.people, 1);
        }
    }
    ChoiceTally { people, options: rows }
}
