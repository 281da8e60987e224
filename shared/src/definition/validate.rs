//! How large a definition may be, and the checks that every entry shares.

use std::collections::BTreeSet;

use super::fault::{Faults, Spot};

/// In bytes. A detailed city map is 2 MB; beyond this it is the wrong file.
pub const DEFINITION_FILE_BYTES: usize = 16_000_000;
/// In areas. More than anyone can find in a list.
pub const AREAS_MAX: usize = 500;
/// In types of area. Each needs a line in the legend.
pub const AREA_TYPES_MAX: usize = 24;
/// In opinion finders. A day of workshops with room to spare.
pub const FINDERS_MAX: usize = 100;
/// In options of one opinion finder. More than this cannot be read on a projector.
pub const OPTIONS_MAX: usize = 24;
/// In other names of one area. Old names, streets and parts that people may search for.
pub const ALSO_MAX: usize = 24;
/// In lines of attribution. They stand under the map all the time.
pub const ATTRIBUTION_MAX: usize = 8;
/// In features of the sketch map. It is drawn as SVG, whole, on small phones.
pub const BASE_FEATURES_MAX: usize = 20_000;
/// In positions of areas and sketch map together. About 1 MB on its way to a phone.
pub const POINTS_MAX: usize = 200_000;
/// In characters. An id is part of links and log entries.
pub const ID_CHARS: usize = 40;
/// In characters. One line at the top of a phone.
pub const TITLE_CHARS: usize = 60;
/// In characters. A name in the list of areas, on two lines of a phone at most.
pub const AREA_NAME_CHARS: usize = 60;
/// In characters. A question that can be read aloud in one breath.
pub const QUESTION_CHARS: usize = 160;
/// In characters. A sentence or two of help, note or attribution.
pub const SENTENCE_CHARS: usize = 280;
/// In characters. What people read on arrival before they begin.
pub const WELCOME_CHARS: usize = 400;

/// Reports more entries than there may be.
pub(super) fn at_most(spot: &Spot, faults: &Faults, what: &str, found: usize, max: usize) {
    if found > max {
        faults.add(
            spot,
            format!("there are {found} {what}"),
            format!("Keep at most {max} of them."),
        );
    }
}

/// Reports ids that are used more than once. `what` is the singular: `kind`.
pub(super) fn unique<'a>(
    spot: &Spot,
    faults: &Faults,
    what: &str,
    ids: impl Iterator<Item = &'a str>,
) {
    let mut seen = BTreeSet::new();
    let mut told = BTreeSet::new();
    for id in ids.filter(|id| !id.is_empty()) {
        if !seen.insert(id) && told.insert(id) {
            faults.add(
                &spot.part(&format!("{what} {id:?}")),
                format!("the id {id:?} is used more than once"),
                format!("Give each {what} an id of its own."),
            );
        }
    }
}

/// Gives the remedy for a word that is not one of the known ones: the nearest, or all of them.
pub(super) fn did_you_mean(word: &str, known: &[&str]) -> String {
    let near = known
        .iter()
        .map(|name| (distance(&word.to_lowercase(), &name.to_lowercase()), name))
        .min()
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4);
    match (near, known) {
        (Some((_, name)), _) => format!("Did you mean {name:?}?"),
        (None, []) => "There are none yet.".to_owned(),
        (None, _) => format!("Use one of: {}.", known.join(", ")),
    }
}

/// Levenshtein distance: how many letters to add, drop or change.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (above, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for (column, other) in to.iter().enumerate() {
            let change = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}
