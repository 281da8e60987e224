//! One or many of a list.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, ChoiceOption, Counted};
use crate::ids::OptionId;
use crate::refusal::RefusalCode;

/// How many people chose each option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChoiceTally {
    /// How many people answered.
    pub people: u32,
    /// A row for each option, in the definition's order.
    pub options: Vec<ChoiceRow>,
}

/// The people who chose one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChoiceRow {
    /// Which option.
    pub option: OptionId,
    /// How many people chose it.
    pub people: u32,
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
    let mut rows: Vec<_> =
        options.iter().map(|option| ChoiceRow { option: option.id.clone(), people: 0 }).collect();
    let mut people = 0;
    for Counted { answer, .. } in answers {
        let Answer::Choice { chosen } = answer else { continue };
        people += 1;
        for row in rows.iter_mut().filter(|row| chosen.contains(&row.option)) {
            row.people += 1;
        }
    }
    ChoiceTally { people, options: rows }
}
