//! Up to three words, from a word bank or one's own; shown as bars.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, ChoiceOption, Count, Counted, OwnEntry, Reader, add, known_once, one_of};
use crate::ids::OptionId;
use crate::limits::OWN_WORD_CHARS;
use crate::refusal::RefusalCode;

/// How often each word was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WordsTally {
    /// How many people answered.
    pub people: Count,
    /// A row for each word of the bank, in the definition's order.
    pub bank: Vec<BankRow>,
    /// Words of people's own, the most said first. Words that differ only in case and outer marks
    /// count as one.
    pub own: Vec<OwnRow>,
}

/// The people who said one word of the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BankRow {
    /// Which word.
    pub option: OptionId,
    /// How many people said it.
    pub people: Count,
}

/// The people who said one word of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnRow {
    /// The word as it was first said, with the name by which a facilitator can hide it: that hides
    /// it for all who said it. Where words of few are withheld, the public gets the spelling that
    /// comes first in the alphabet, and a place in this list for a name.
    #[serde(flatten)]
    pub word: OwnEntry,
    /// How many people said it. Words of too few people are not in the public's tally at all.
    pub people: u32,
}

pub(super) fn check(
    bank: &[ChoiceOption],
    most: u8,
    own_allowed: bool,
    chosen: &[OptionId],
    own: &[String],
    erased: bool,
) -> Result<(), RefusalCode> {
    known_once(chosen.iter(), one_of(bank))?;
    if !own.is_empty() && !own_allowed || chosen.len() + own.len() > usize::from(most) {
        return Err(RefusalCode::WrongForm);
    }
    if own.iter().any(|word| word.chars().count() > OWN_WORD_CHARS) {
        return Err(RefusalCode::TooLong);
    }
    let empty = chosen.is_empty() && own.is_empty() || own.iter().any(|word| fold(word).is_empty());
    if empty && !erased { Err(RefusalCode::EmptyAnswer) } else { Ok(()) }
}

pub(super) fn tally<'a>(
    bank: &[ChoiceOption],
    answers: impl Iterator<Item = Counted<'a>>,
    reader: Reader,
) -> WordsTally {
    let row = |option: &ChoiceOption| BankRow { option: option.id.clone(), people: Some(0) };
    let mut bank: Vec<_> = bank.iter().map(row).collect();
    let (mut people, mut own) = (Some(0), Vec::<(String, OwnRow)>::new());
    for counted in answers {
        let Answer::Words { chosen, .. } = counted.answer else { continue };
        add(&mut people, 1);
        for row in bank.iter_mut().filter(|row| chosen.contains(&row.option)) {
            add(&mut row.people, 1);
        }
        let mut said = BTreeSet::new();
        for word in counted.entries(reader) {
            let folded = fold(&word.words);
            if said.insert(folded.clone()) {
                count_own(&mut own, folded, word);
            }
        }
    }
    own.sort_by(|(one, a), (other, b)| b.people.cmp(&a.people).then_with(|| one.cmp(other)));
    WordsTally { people, bank, own: own.into_iter().map(|(_, row)| row).collect() }
}

/// Words that stand differently are told apart, so that a facilitator sees which are shown.
fn count_own(own: &mut Vec<(String, OwnRow)>, folded: String, word: OwnEntry) {
    let same = |(other, row): &&mut (String, OwnRow)| {
        *other == folded && row.word.standing == word.standing
    };
    match own.iter_mut().find(same) {
        Some((_, row)) if (word.seq, word.part) < (row.word.seq, row.word.part) => {
            *row = OwnRow { word, people: row.people + 1 };
        }
        Some((_, row)) => row.people += 1,
        None => own.push((folded, OwnRow { word, people: 1 })),
    }
}

/// The form in which words of different people are the same.
pub(crate) fn fold(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}
