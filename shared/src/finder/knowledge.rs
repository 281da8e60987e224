//! Kinds of knowledge: all that apply, how deep if one likes, and an entry of one's own.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, ChoiceOption, Count, Counted, OwnEntry, Reader, add};
use crate::ids::OptionId;
use crate::limits::OWN_ENTRY_CHARS;
use crate::refusal::RefusalCode;

/// How well somebody knows a kind of thing. Words, not a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Depth {
    /// 'Heard of it'.
    Heard,
    /// 'Know some'.
    Some,
    /// 'Could tell others'.
    Tell,
}

/// A kind of knowledge that applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Which kind.
    pub option: OptionId,
    /// How deep, if said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub depth: Option<Depth>,
}

/// How many people bring each kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KnowledgeTally {
    /// How many people answered.
    pub people: Count,
    /// A row for each option, in the definition's order.
    pub options: Vec<KnowledgeRow>,
    /// Entries of people's own, in the order of their names on the board. The public's are without
    /// those that the facilitator hid.
    pub own: Vec<OwnEntry>,
}

/// The people who bring one kind of knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KnowledgeRow {
    /// Which kind.
    pub option: OptionId,
    /// How many people chose it.
    pub people: Count,
    /// Of these: heard of it, know some, could tell others.
    pub depths: [Count; 3],
}

impl KnowledgeRow {
    /// Of these: did not say how deep. Withheld where one of the depths is.
    pub(super) fn untold(&self) -> Count {
        let told = self.depths.iter().copied().sum::<Count>()?;
        Some(self.people?.saturating_sub(told))
    }
}

pub(super) fn check(
    options: &[ChoiceOption],
    depth: bool,
    own_allowed: bool,
    chosen: &[Chosen],
    own: Option<&str>,
    erased: bool,
) -> Result<(), RefusalCode> {
    let distinct: BTreeSet<_> = chosen.iter().map(|choice| &choice.option).collect();
    let known = |id: &OptionId| options.iter().any(|option| option.id == *id);
    if distinct.len() != chosen.len() || !distinct.iter().all(|id| known(id)) {
        return Err(RefusalCode::UnknownOption);
    }
    if !depth && chosen.iter().any(|choice| choice.depth.is_some()) {
        return Err(RefusalCode::WrongForm);
    }
    match own {
        Some(_) if !own_allowed => Err(RefusalCode::WrongForm),
        Some(words) if words.trim().is_empty() => Err(RefusalCode::EmptyAnswer),
        Some(words) if words.chars().count() > OWN_ENTRY_CHARS => Err(RefusalCode::TooLong),
        None if chosen.is_empty() && !erased => Err(RefusalCode::EmptyAnswer),
        _ => Ok(()),
    }
}

pub(super) fn tally<'a>(
    options: &[ChoiceOption],
    answers: impl Iterator<Item = Counted<'a>>,
    reader: Reader,
) -> KnowledgeTally {
    let mut rows: Vec<_> = options
        .iter()
        .map(|option| KnowledgeRow {
            option: option.id.clone(),
            people: Some(0),
            depths: [Some(0); 3],
        })
        .collect();
    let (mut people, mut entries) = (Some(0), Vec::new());
    for counted in answers {
        let Answer::Knowledge { chosen, .. } = counted.answer else { continue };
        add(&mut people, 1);
        for choice in chosen {
            let Some(row) = rows.iter_mut().find(|row| row.option == choice.option) else {
                continue;
            };
            add(&mut row.people, 1);
            if let Some(depth) = choice.depth {
                add(&mut row.depths[depth as usize], 1);
            }
        }
        entries.extend(counted.entries(reader));
    }
    entries.sort_by_key(|entry| (entry.seq, entry.part));
    KnowledgeTally { people, options: rows, own: entries }
}
