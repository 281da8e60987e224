//! Whether an opinion finder that was written on a board is whole.

use std::collections::BTreeSet;

use super::{ChoiceOption, Finder, Form};
use crate::definition::validate::{OPTIONS_MAX, QUESTION_CHARS, SENTENCE_CHARS};
use crate::ids::KindId;
use crate::limits::LABEL_CHARS;
use crate::limits::{
    DOTS_MAX, RANK_OPTIONS, TARGET_STATEMENTS, THRESHOLD_MAX, WALL_PROMPTS, WORDS_MAX,
};
use crate::refusal::RefusalCode;

type Verdict = Result<(), RefusalCode>;

impl Finder {
    /// Says whether it is whole: lengths, numbers, ids, threshold. `kinds` are the board's.
    ///
    /// # Errors
    /// `TooLong`, `UnknownKind` or `BadFinder`.
    pub fn check_itself(&self, kinds: &[KindId]) -> Verdict {
        words(&self.question, QUESTION_CHARS)?;
        self.hint.as_deref().map_or(Ok(()), |hint| words(hint, SENTENCE_CHARS))?;
        if self.threshold == 0 || self.threshold > THRESHOLD_MAX {
            return Err(RefusalCode::BadFinder);
        }
        if let Some(kind) = &self.by_area {
            // Small counts by area would tell on people, whatever the whole tally shows.
            whole(self.threshold > 1)?;
            if !kinds.contains(kind) {
                return Err(RefusalCode::UnknownKind);
            }
        }
        self.form.check_itself()
    }
}

impl Form {
    fn check_itself(&self) -> Verdict {
        match self {
            Self::Knowledge { options: list, .. } => options(list, 1, OPTIONS_MAX),
            Self::Choice { options: list, .. } => options(list, 2, OPTIONS_MAX),
            Self::Line { from, to } => ends(from, to),
            Self::Dots { options: list, areas, dots } => {
                whole((1..=DOTS_MAX).contains(dots))?;
                if *areas { whole(list.is_empty()) } else { options(list, 2, OPTIONS_MAX) }
            }
            Self::Words { bank, most, own } => {
                whole((1..=WORDS_MAX).contains(&usize::from(*most)))?;
                whole(*own || !bank.is_empty())?;
                options(bank, 0, OPTIONS_MAX)
            }
            Self::Target { statements } => options(statements, 2, TARGET_STATEMENTS),
            Self::Quadrant { across, up } => {
                ends(&across.from, &across.to)?;
                ends(&up.from, &up.to)
            }
            Self::Rank { options: list } => options(list, 2, RANK_OPTIONS),
            Self::Wall { prompts } => options(prompts, 2, WALL_PROMPTS),
        }
    }
}

fn ends(from: &str, to: &str) -> Verdict {
    words(from, LABEL_CHARS)?;
    words(to, LABEL_CHARS)?;
    whole(from != to)
}

fn options(list: &[ChoiceOption], least: usize, most: usize) -> Verdict {
    whole((least..=most).contains(&list.len()))?;
    let ids: BTreeSet<_> = list.iter().map(|option| &option.id).collect();
    whole(ids.len() == list.len() && ids.iter().all(|id| !id.0.is_empty()))?;
    list.iter().try_for_each(|option| words(&option.label, LABEL_CHARS))
}

fn words(text: &str, most: usize) -> Verdict {
    if text.chars().count() > most {
        return Err(RefusalCode::TooLong);
    }
    whole(!text.trim().is_empty())
}

fn whole(good: bool) -> Verdict {
    if good { Ok(()) } else { Err(RefusalCode::BadFinder) }
}
