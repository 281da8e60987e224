//! Things in order, the most important first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, ChoiceOption, Count, Counted, add, known_once, one_of};
use crate::ids::OptionId;
use crate::refusal::RefusalCode;

/// The order of all together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RankTally {
    /// How many people answered.
    pub people: Count,
    /// A row for each option, in the definition's order.
    pub options: Vec<RankRow>,
}

/// How people ranked one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RankRow {
    /// Which option.
    pub option: OptionId,
    /// Its place in the order of all together, from 1 on; equal places for equal points. Withheld
    /// when too few people answered to tell.
    pub place: Count,
    /// People who put it in each place, from the first on.
    pub places: Vec<Count>,
}

pub(super) fn check(options: &[ChoiceOption], order: &[OptionId]) -> Result<(), RefusalCode> {
    if order.is_empty() {
        return Err(RefusalCode::EmptyAnswer);
    }
    known_once(order.iter(), one_of(options))
}

/// The order of all together goes by points (Borda): of n things, n for a first place, n - 1 for a
/// second, and so on; none for what was not ranked.
pub(super) fn tally<'a>(
    options: &[ChoiceOption],
    answers: impl Iterator<Item = Counted<'a>>,
) -> RankTally {
    let row = |option: &ChoiceOption| RankRow {
        option: option.id.clone(),
        place: None,
        places: vec![Some(0); options.len()],
    };
    let mut tally = RankTally { people: Some(0), options: options.iter().map(row).collect() };
    for Counted { answer, .. } in answers {
        let Answer::Rank { order } = answer else { continue };
        add(&mut tally.people, 1);
        for (place, id) in order.iter().enumerate() {
            let row = tally.options.iter_mut().find(|row| row.option == *id);
            if let Some(count) = row.and_then(|row| row.places.get_mut(place)) {
                add(count, 1);
            }
        }
    }
    let points: Vec<_> = tally.options.iter().map(points).collect();
    for (row, mine) in tally.options.iter_mut().zip(&points) {
        let better = points.iter().filter(|other| *other > mine).count();
        row.place = Some(better as u32 + 1).filter(|_| tally.people != Some(0));
    }
    tally
}

fn points(row: &RankRow) -> usize {
    let most = row.places.len();
    let of_place = |(place, people): (usize, &Count)| (most - place) * people.unwrap_or(0) as usize;
    row.places.iter().enumerate().map(of_place).sum()
}
