//! Opinion finders: forms of question, answers to them, and tallies over answers.
//!
//! A new form is one variant in each of [`Form`], [`Answer`] and [`Tally`] and one file beside this
//! one; nothing outside this folder names a form.

pub mod choice;
pub mod dots;
pub mod knowledge;
pub mod line;
pub mod quadrant;
pub mod rank;
pub mod target;
pub mod wall;
pub mod words;

mod cells;
mod check;
mod frozen;
mod publish;
mod shape;
mod texts;

pub use frozen::Frozen;
pub use publish::Published;
pub use texts::{Counted, Reader};
pub(crate) use words::fold;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{AreaId, FinderId, KindId, OptionId, Seq};
use crate::moderation::Standing;
use crate::refusal::RefusalCode;

/// A number of people or dots; `null` where it is withheld because it is, or would give away, a
/// number below the finder's threshold.
pub type Count = Option<u32>;

/// A question with a form of answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Finder {
    /// Stable id.
    pub id: FinderId,
    /// The question.
    pub question: String,
    /// A line of help under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// How it is answered.
    pub form: Form,
    /// Counts of fewer people than this are withheld from the public. 1 withholds none.
    pub threshold: u32,
    /// Whether its tally is shown from its opening on, without a reveal.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub live: bool,
    /// Counts are also given by study area: that of each person's newest sticker of this kind.
    /// Needs a threshold of at least 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub by_area: Option<KindId>,
}

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
    /// Dots to give away.
    Dots {
        /// What can get dots; empty where the study areas can.
        options: Vec<ChoiceOption>,
        /// Whether the board's study areas get the dots instead of options.
        areas: bool,
        /// How many dots each person has, from 1 to `DOTS_MAX`.
        dots: u8,
    },
    /// Words from a bank or one's own.
    Words {
        /// The word bank; may be empty where own words are allowed.
        bank: Vec<ChoiceOption>,
        /// How many words each person may say, from 1 to `WORDS_MAX`.
        most: u8,
        /// Whether people may say words of their own.
        own: bool,
    },
    /// Statements on a target with `TARGET_RINGS` rings.
    Target {
        /// Two to six statements.
        statements: Vec<ChoiceOption>,
    },
    /// A point between two pairs of named ends.
    Quadrant {
        /// From left to right.
        across: quadrant::Axis,
        /// From the bottom to the top.
        up: quadrant::Axis,
    },
    /// Things in order, the most important first.
    Rank {
        /// What is put in order: two to eight things.
        options: Vec<ChoiceOption>,
    },
    /// Short notes under prompts.
    Wall {
        /// Two to four prompts.
        prompts: Vec<ChoiceOption>,
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
    /// To a [`Form::Dots`].
    Dots {
        /// Where my dots went, each option at most once; together at most as many as I have.
        given: Vec<dots::Given>,
    },
    /// To a [`Form::Words`].
    Words {
        /// Words of the bank, each at most once.
        chosen: Vec<OptionId>,
        /// Words of one's own: personal, each at most `OWN_WORD_CHARS` characters.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(as = "Option<Vec<String>>", optional)]
        own: Vec<String>,
    },
    /// To a [`Form::Target`].
    Target {
        /// Where I put which statement, each at most once, at least one.
        aimed: Vec<target::Aimed>,
    },
    /// To a [`Form::Quadrant`].
    Quadrant {
        /// Where, or not sure.
        at: quadrant::QuadrantPoint,
    },
    /// To a [`Form::Rank`].
    Rank {
        /// Options, each at most once, the most important first; at least one.
        order: Vec<OptionId>,
    },
    /// To a [`Form::Wall`].
    Wall {
        /// My notes, at most `WALL_NOTES` of them.
        notes: Vec<wall::WallNote>,
    },
    /// To any form: I would rather not say. It counts nowhere; only the facilitator learns how many
    /// skipped.
    Skip {},
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
    /// Over [`Answer::Dots`].
    Dots(dots::DotsTally),
    /// Over [`Answer::Words`].
    Words(words::WordsTally),
    /// Over [`Answer::Target`].
    Target(target::TargetTally),
    /// Over [`Answer::Quadrant`].
    Quadrant(quadrant::QuadrantTally),
    /// Over [`Answer::Rank`].
    Rank(rank::RankTally),
    /// Over [`Answer::Wall`].
    Wall(wall::WallTally),
}

/// The answers of the people of one study area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AreaTally {
    /// Which area.
    pub area: AreaId,
    /// The counts over them, as far as they may be shown.
    pub tally: Tally,
}

/// An entry in somebody's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnEntry {
    /// With `part`, its name on the board, by which a facilitator can show or hide it.
    pub seq: Seq,
    /// Which text of that entry it was.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[ts(as = "Option<u8>", optional)]
    pub part: u8,
    /// The words, as plain text.
    pub words: String,
    /// Facilitator only: how it stands, if not everybody sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub standing: Option<Standing>,
    /// Facilitator only: its author is muted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub muted: bool,
}

impl Form {
    /// Says whether the answer fits this form, and if not, why. `areas` are the board's areas;
    /// `erased` says that the answer's words were erased, so that nothing is asked of them.
    ///
    /// # Errors
    /// Why it does not fit.
    pub fn check(
        &self,
        answer: &Answer,
        areas: &[AreaId],
        erased: bool,
    ) -> Result<(), RefusalCode> {
        match (self, answer) {
            (_, Answer::Skip {}) => Ok(()),
            (
                Self::Knowledge { options, depth, own: own_allowed },
                Answer::Knowledge { chosen, own },
            ) => knowledge::check(options, *depth, *own_allowed, chosen, own.as_deref(), erased),
            (Self::Choice { options, many }, Answer::Choice { chosen }) => {
                choice::check(options, *many, chosen)
            }
            (Self::Line { .. }, Answer::Line { at }) => line::check(*at),
            (Self::Dots { options, areas: over_areas, dots }, Answer::Dots { given }) => {
                let areas = over_areas.then_some(areas);
                dots::check(options, areas, *dots, given)
            }
            (Self::Words { bank, most, own: allowed }, Answer::Words { chosen, own }) => {
                words::check(bank, *most, *allowed, chosen, own, erased)
            }
            (Self::Target { statements }, Answer::Target { aimed }) => {
                target::check(statements, aimed)
            }
            (Self::Quadrant { .. }, Answer::Quadrant { at }) => quadrant::check(*at),
            (Self::Rank { options }, Answer::Rank { order }) => rank::check(options, order),
            (Self::Wall { prompts }, Answer::Wall { notes }) => wall::check(prompts, notes, erased),
            _ => Err(RefusalCode::WrongForm),
        }
    }

    /// Counts the answers exactly. Those of another form, left over from an older definition, and
    /// skips do not count.
    pub fn tally<'a>(
        &self,
        answers: impl Iterator<Item = Counted<'a>>,
        areas: &[AreaId],
        reader: Reader,
    ) -> Tally {
        match self {
            Self::Knowledge { options, .. } => {
                Tally::Knowledge(knowledge::tally(options, answers, reader))
            }
            Self::Choice { options, .. } => Tally::Choice(choice::tally(options, answers)),
            Self::Line { .. } => Tally::Line(line::tally(answers)),
            Self::Dots { options, areas: false, .. } => {
                Tally::Dots(dots::tally(options.iter().map(|option| option.id.clone()), answers))
            }
            Self::Dots { .. } => {
                let ids = areas.iter().map(|area| OptionId(area.0.clone()));
                Tally::Dots(dots::tally(ids, answers).without_empty())
            }
            Self::Words { bank, .. } => Tally::Words(words::tally(bank, answers, reader)),
            Self::Target { statements } => Tally::Target(target::tally(statements, answers)),
            Self::Quadrant { .. } => Tally::Quadrant(quadrant::tally(answers)),
            Self::Rank { options } => Tally::Rank(rank::tally(options, answers)),
            Self::Wall { prompts } => Tally::Wall(wall::tally(prompts, answers, reader)),
        }
    }

    /// Says whether people may write words of their own.
    pub fn takes_words(&self) -> bool {
        match self {
            Self::Knowledge { own, .. } | Self::Words { own, .. } => *own,
            form => matches!(form, Self::Wall { .. }),
        }
    }

    /// Says whether its tally has counts that could tell of a few people.
    pub fn counts(&self) -> bool {
        !matches!(self, Self::Wall { .. })
    }
}

/// Says whether ids are all known and none is there twice.
fn known_once<'a>(
    ids: impl Iterator<Item = &'a OptionId>,
    known: impl Fn(&OptionId) -> bool,
) -> Result<(), RefusalCode> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !known(id) || !seen.insert(id) {
            return Err(RefusalCode::UnknownOption);
        }
    }
    Ok(())
}

/// Says whether an option is one of these.
fn one_of(options: &[ChoiceOption]) -> impl Fn(&OptionId) -> bool + '_ {
    |id| options.iter().any(|option| option.id == *id)
}

/// Adds one to an exact count.
fn add(count: &mut Count, more: u32) {
    *count = Some(count.unwrap_or(0) + more);
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn is_zero(part: &u8) -> bool {
    *part == 0
}
