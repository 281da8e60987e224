//! Opinion finders: forms of question, answers to them, and tallies over answers.
//!
//! A new form is one variant in each of [`Form`], [`Answer`] and [`Tally`] and one file beside this
//! one; nothing outside this folder names a form.

pub mod choice;
pub mod knowledge;
pub mod line;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{OptionId, Seq};
use crate::refusal::RefusalCode;

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// Stable id within the finder.
    pub id: OptionId,
    /// What people read.
    pub label: String,
}

/// How an opinion finder is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "form", rename_all = "snake_case", deny_unknown_fields)]
pub enum Form {
    /// Kinds of knowledge: choose all that apply, never a score.
    Knowledge {
        /// What can be known.
        options: Vec<ChoiceOption>,
        /// Whether each chosen kind may say how deep.
        depth: bool,
        /// Whether people may add an entry of their own.
        own: bool,
    },
    /// One or many of a list.
    Choice {
        /// What can be chosen.
        options: Vec<ChoiceOption>,
        /// Whether more than one may be chosen.
        many: bool,
    },
    /// A point between two named ends, with *not sure* apart from the middle.
    Line {
        /// Name of the end at 0.
        from: String,
        /// Name of the end at 1000.
        to: String,
    },
}

/// One participant's present answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "form", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// To a [`Form::Knowledge`].
    Knowledge {
        /// The kinds that apply, each at most once.
        chosen: Vec<knowledge::Chosen>,
        /// An entry of one's own: personal words, at most `OWN_ENTRY_CHARS` characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        own: Option<String>,
    },
    /// To a [`Form::Choice`].
    Choice {
        /// The options chosen, each at most once.
        chosen: Vec<OptionId>,
    },
    /// To a [`Form::Line`].
    Line {
        /// Where on the line, or not sure.
        at: line::LinePoint,
    },
}

/// The counts over all answers; no participant can be told from it but by the number of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Tally {
    /// Over [`Answer::Knowledge`].
    Knowledge(knowledge::KnowledgeTally),
    /// Over [`Answer::Choice`].
    Choice(choice::ChoiceTally),
    /// Over [`Answer::Line`].
    Line(line::LineTally),
}

/// What a tally does with words that the facilitator hid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenWords {
    /// It leaves them out: for everybody.
    LeftOut,
    /// It keeps them and says so: for the facilitator, who can show them again.
    Marked,
}

/// One answer as the tally reads it: its words can be hidden by the facilitator.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// The name of the answer on its board.
    pub seq: Seq,
    /// What was answered.
    pub answer: &'a Answer,
    /// Whether the facilitator hid its words.
    pub words_hidden: bool,
}

impl Form {
    /// Says whether the answer fits this form, and if not, why.
    pub fn check(&self, answer: &Answer) -> Result<(), RefusalCode> {
        match (self, answer) {
            (
                Self::Knowledge { options, depth, own: own_allowed },
                Answer::Knowledge { chosen, own },
            ) => knowledge::check(options, *depth, *own_allowed, chosen, own.as_deref()),
            (Self::Choice { options, many }, Answer::Choice { chosen }) => {
                choice::check(options, *many, chosen)
            }
            (Self::Line { .. }, Answer::Line { at }) => line::check(*at),
            _ => Err(RefusalCode::WrongForm),
        }
    }

    /// Counts the answers. Answers of another form (left over from an older definition) do not
    /// count.
    pub fn tally<'a>(
        &self,
        answers: impl Iterator<Item = Counted<'a>>,
        hidden_words: HiddenWords,
    ) -> Tally {
        match self {
            Self::Knowledge { options, .. } => {
                Tally::Knowledge(knowledge::tally(options, answers, hidden_words))
            }
            Self::Choice { options, .. } => Tally::Choice(choice::tally(options, answers)),
            Self::Line { .. } => Tally::Line(line::tally(answers)),
        }
    }
}

impl Answer {
    /// Takes a person's own words out of the answer, so that they can be stored apart.
    pub fn take_words(&mut self) -> Option<String> {
        match self {
            Self::Knowledge { own, .. } => own.take(),
            Self::Choice { .. } | Self::Line { .. } => None,
        }
    }

    /// Puts a person's own words back where [`Answer::take_words`] took them from.
    pub fn put_words(&mut self, words: Option<String>) {
        match self {
            Self::Knowledge { own, .. } => *own = words,
            Self::Choice { .. } | Self::Line { .. } => {}
        }
    }
}
