//! Short notes under a few prompts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, ChoiceOption, Count, Counted, OwnEntry, Reader, add, one_of};
use crate::ids::OptionId;
use crate::limits::{WALL_NOTE_CHARS, WALL_NOTES};
use crate::refusal::RefusalCode;

/// One note that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WallNote {
    /// Under which prompt.
    pub prompt: OptionId,
    /// Personal words, at most `WALL_NOTE_CHARS` characters.
    pub words: String,
}

/// What hangs on the wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WallTally {
    /// How many people wrote something that is shown.
    pub people: Count,
    /// A row for each prompt, in the definition's order.
    pub prompts: Vec<WallRow>,
}

/// The notes under one prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WallRow {
    /// Which prompt.
    pub prompt: OptionId,
    /// The notes, in the order of their names. The public's are those that are shown.
    pub notes: Vec<OwnEntry>,
}

pub(super) fn check(
    prompts: &[ChoiceOption],
    notes: &[WallNote],
    erased: bool,
) -> Result<(), RefusalCode> {
    if notes.is_empty() {
        return Err(RefusalCode::EmptyAnswer);
    }
    if notes.len() > WALL_NOTES {
        return Err(RefusalCode::TooMany);
    }
    let known = one_of(prompts);
    if !notes.iter().all(|note| known(&note.prompt)) {
        return Err(RefusalCode::UnknownOption);
    }
    if notes.iter().any(|note| note.words.chars().count() > WALL_NOTE_CHARS) {
        return Err(RefusalCode::TooLong);
    }
    match !erased && notes.iter().any(|note| note.words.trim().is_empty()) {
        true => Err(RefusalCode::EmptyAnswer),
        false => Ok(()),
    }
}

pub(super) fn tally<'a>(
    prompts: &[ChoiceOption],
    answers: impl Iterator<Item = Counted<'a>>,
    reader: Reader,
) -> WallTally {
    let row = |prompt: &ChoiceOption| WallRow { prompt: prompt.id.clone(), notes: Vec::new() };
    let mut tally = WallTally { people: Some(0), prompts: prompts.iter().map(row).collect() };
    for counted in answers {
        let Answer::Wall { notes } = counted.answer else { continue };
        let entries = counted.entries(reader);
        if !entries.is_empty() {
            add(&mut tally.people, 1);
        }
        for entry in entries {
            let named =
                |text: &&crate::moderation::Text| (text.seq, text.part) == (entry.seq, entry.part);
            let at = counted.texts.iter().position(|text| named(&text));
            let prompt = at.and_then(|at| notes.get(at)).map(|note| &note.prompt);
            let row = tally.prompts.iter_mut().find(|row| Some(&row.prompt) == prompt);
            if let Some(row) = row {
                row.notes.push(entry);
            }
        }
    }
    for row in &mut tally.prompts {
        row.notes.sort_by_key(|note| (note.seq, note.part));
    }
    tally
}
