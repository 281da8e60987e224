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
    /// People who put it in each place, from the first on. All withheld wherever small counts are:
    /// of some of them the order would tell the others.
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

/// Says whether a newer order tells nothing of a few people: whatever comes before something else
/// that it came after, or was even with, has gained more than a few could have given it.
pub(super) fn may_follow(old: &RankTally, new: &RankTally, threshold: u32) -> bool {
    let people = |tally: &RankTally| tally.people.unwrap_or(0);
    let shown = [old, new].map(|tally| people(tally) >= threshold);
    if shown != [true; 2] {
        return shown == [false; 2] || people(old).abs_diff(people(new)) >= threshold;
    }
    let [was, is] = [old, new].map(|tally| tally.options.iter().map(points).collect::<Vec<_>>());
    // One person can take as many points from one as they give to another.
    let few = 2 * was.len() * (threshold as usize - 1);
    let ahead = |points: &[usize], one: usize, other: usize| points[one].cmp(&points[other]);
    let gained = |one: usize, other: usize| (was[one] + is[other]).abs_diff(is[one] + was[other]);
    let pair = |one: usize, other: usize| {
        ahead(&was, one, other) == ahead(&is, one, other) || gained(one, other) > few
    };
    was.len() == is.len() && (0..was.len()).all(|one| (0..one).all(|other| pair(one, other)))
}

fn points(row: &RankRow) -> usize {
    let most = row.places.len();
    let of_place = |(place, people): (usize, &Count)| (most - place) * people.unwrap_or(0) as usize;
    row.places.iter().enumerate().map(of_place).sum()
}
