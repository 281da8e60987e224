//! What is wrong with a board definition, where, and what to do about it.

use std::cell::RefCell;
use std::fmt;

/// One mistake in a board definition, in words for the person who edits it.
///
/// Shown, it is one line: `file, entry: problem. Remedy.`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionFault {
    /// The file it is in, for instance `areas.geojson`.
    pub file: String,
    /// Which part of the file, for instance `area "red-road", ring 1`; empty for the whole file.
    pub entry: String,
    /// What is wrong, without a full stop.
    pub problem: String,
    /// What to do, as sentences.
    pub remedy: String,
}

impl fmt::Display for DefinitionFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, entry, problem, remedy } = self;
        let comma = if entry.is_empty() { "" } else { ", " };
        write!(out, "{file}{comma}{entry}: {problem}. {remedy}")
    }
}

impl std::error::Error for DefinitionFault {}

/// Where the reader is: a file and an entry of it.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    file: &'static str,
    entry: String,
}

impl Spot {
    pub(super) fn file(file: &'static str) -> Self {
        Self { file, entry: String::new() }
    }

    /// The place of a smaller part: `area "x"` becomes `area "x", ring 1`.
    pub(super) fn part(&self, part: &str) -> Self {
        let comma = if self.entry.is_empty() { "" } else { ", " };
        Self { file: self.file, entry: format!("{}{comma}{part}", self.entry) }
    }
}

/// Gathers faults, so that one reading names all of them.
///
/// Readers go on after a fault with an empty value; the value is never used, because a definition
/// with any fault is refused as a whole.
#[derive(Debug, Default)]
pub(super) struct Faults(RefCell<Vec<DefinitionFault>>);

impl Faults {
    pub(super) fn add(&self, spot: &Spot, problem: impl Into<String>, remedy: impl Into<String>) {
        self.0.borrow_mut().push(DefinitionFault {
            file: spot.file.to_owned(),
            entry: spot.entry.clone(),
            problem: problem.into(),
            remedy: remedy.into(),
        });
    }

    pub(super) fn into_vec(self) -> Vec<DefinitionFault> {
        self.0.into_inner()
    }
}
