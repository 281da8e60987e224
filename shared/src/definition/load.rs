//! From the files of a folder to a definition, or to everything that is wrong with them.

use std::collections::BTreeMap;

use super::fault::{DefinitionFault, Faults, Spot};
use super::frame::Frame;
use super::ring::Survey;
use super::validate::{DEFINITION_FILE_BYTES, POINTS_MAX, did_you_mean};
use super::{AREAS_FILE, BASE_FILE, BOARD_FILE, BaseMap, Definition, FILES, unpack_path};
use super::{agenda_file, area_file, base_file, board_file, finder_file};

/// The contents of a folder by file name.
type Files = BTreeMap<String, Vec<u8>>;

impl Definition {
    /// Reads a definition from the contents of its files, by file name ([`super::FILES`]); other
    /// names are left alone.
    ///
    /// # Errors
    /// Every fault of every file, in the order board, sketch map, areas.
    pub fn from_files(files: &Files) -> Result<Self, Vec<DefinitionFault>> {
        let faults = Faults::default();
        let definition = read(files, &faults);
        match (definition, faults.into_vec()) {
            (Some(definition), faults) if faults.is_empty() => Ok(definition),
            (_, faults) => Err(faults),
        }
    }
}

fn read(files: &Files, faults: &Faults) -> Option<Definition> {
    let board = text(files, BOARD_FILE, faults).and_then(|text| board_file::read(text, faults));
    let bounds = board.as_ref().and_then(|board| board.bounds);
    let mut survey = Survey::new(faults, bounds, true);
    let base = if files.contains_key(BASE_FILE) {
        text(files, BASE_FILE, faults).map(|text| base_file::read(text, &mut survey))
    } else {
        Some(BaseMap::default())
    };
    survey.frame = bounds.or_else(|| Frame::round(base.as_ref()?.positions()));
    let types = board.as_ref().map(|board| board.area_types.as_slice());
    let areas = text(files, AREAS_FILE, faults)
        .map(|text| area_file::read(text, types, &mut survey))
        .filter(|areas| !areas.is_empty());
    if survey.points > POINTS_MAX {
        let problem = format!("areas and sketch map have {} points together", survey.points);
        let remedy = format!("Simplify their lines to at most {POINTS_MAX}.");
        faults.add(&Spot::file(AREAS_FILE), problem, remedy);
    }
    let (board, base, areas) = (board?, base?, areas?);
    agenda_file::check(&board.agenda, &board.finders, &areas, faults);
    finder_file::check(&board.finders, &board.kinds, faults);
    let outlines = areas.iter().flat_map(|area| area.polygons.iter().flatten());
    let extent = Frame::round(outlines.flat_map(|ring| unpack_path(ring)))?;
    let frame = bounds.unwrap_or_else(|| extent.padded());
    Some(Definition {
        id: board.id,
        title: board.title,
        language: board.language,
        welcome: board.welcome,
        attribution: board.attribution,
        bounds: frame.units(),
        street_grid: frame.street_grid(),
        area_types: board.area_types,
        areas,
        kinds: board.kinds,
        finders: board.finders,
        agenda: board.agenda,
        base,
    })
}

/// The text of a file that is there, not too large and UTF-8.
fn text<'a>(files: &'a Files, name: &'static str, faults: &Faults) -> Option<&'a str> {
    let spot = Spot::file(name);
    let Some(bytes) = files.get(name) else {
        let others = files.keys().map(String::as_str).filter(|other| !FILES.contains(other));
        let others: Vec<_> = others.collect();
        let remedy = match did_you_mean(name, &others) {
            near if near.starts_with("Did") => format!("{near} Rename that file to {name:?}."),
            _ => format!("Add a file {name:?} to the folder."),
        };
        faults.add(&spot, "the file is missing", remedy);
        return None;
    };
    if bytes.len() > DEFINITION_FILE_BYTES {
        let problem = format!("the file has {} bytes", bytes.len());
        faults.add(&spot, problem, format!("Make it smaller than {DEFINITION_FILE_BYTES}."));
        return None;
    }
    match std::str::from_utf8(bytes) {
        // Some editors begin a file with a byte order mark.
        Ok(text) => Some(text.trim_start_matches('\u{feff}')),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            let spot = spot.part(&format!("line {}", line + 1));
            faults.add(&spot, "the text is not UTF-8", "Save the file again as UTF-8.");
            None
        }
    }
}
