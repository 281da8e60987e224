//! The board definition to serve: built in, or from a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use kenspeckle_shared::definition::validate::DEFINITION_FILE_BYTES;
use kenspeckle_shared::definition::{AREAS_FILE, BASE_FILE, BOARD_FILE, Beginning, Definition};

use super::StartFault;

/// The files of the built-in board.
const BUILT_IN: [(&str, &[u8]); 3] = [
    (BOARD_FILE, include_bytes!("../../../boards/gowell-glasgow/board.toml")),
    (AREAS_FILE, include_bytes!("../../../boards/gowell-glasgow/areas.geojson")),
    (BASE_FILE, include_bytes!("../../../boards/gowell-glasgow/base.geojson")),
];

/// The words of a short meeting, which has whatever map its server has.
const SHORT_MEETING: &str = include_str!("../../../boards/short-meeting.toml");

/// Gives the built-in board of Glasgow.
///
/// # Errors
/// Only if this program was built with a faulty one.
pub fn built_in() -> Result<Definition, StartFault> {
    let files = BUILT_IN.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    Definition::from_files(&BTreeMap::from(files)).map_err(StartFault::Definition)
}

/// Gives the beginning of a meeting of an hour, for any map.
///
/// # Errors
/// Only if this program was built with a faulty one.
pub fn short_meeting() -> Result<Beginning, StartFault> {
    Beginning::read(SHORT_MEETING).map_err(StartFault::Definition)
}

/// Gives the definition in a folder.
///
/// # Errors
/// The folder cannot be read, or its files have mistakes.
pub fn from_folder(folder: &Path) -> Result<Definition, StartFault> {
    let unreadable = |fault: std::io::Error| StartFault::NoBoardFolder {
        folder: folder.to_owned(),
        reason: fault.to_string(),
    };
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match read(&path) {
            Ok(bytes) => drop(files.insert(name, bytes)),
            Err(fault) if fault.kind() == ErrorKind::IsADirectory => {}
            Err(fault) => return Err(unreadable(fault)),
        }
    }
    Definition::from_files(&files).map_err(StartFault::Definition)
}

/// Reads a file, but not much more of it than a definition may have.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if path.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(DEFINITION_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_built_in_board_has_no_mistakes() {
        assert_eq!(built_in().unwrap().id, "gowell-glasgow");
    }

    #[test]
    fn the_built_in_short_meeting_has_no_mistakes() {
        assert_eq!(short_meeting().unwrap().agenda.len(), 2);
    }

    #[test]
    fn a_folder_with_the_same_files_is_the_same_board() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../boards/gowell-glasgow");
        assert_eq!(from_folder(&folder).unwrap().hash(), built_in().unwrap().hash());
    }

    #[test]
    fn a_folder_that_is_not_there_says_what_to_do() {
        let fault = from_folder(Path::new("/no/such/folder")).unwrap_err();
        assert!(fault.to_string().contains("--board"), "{fault}");
        assert_eq!(fault.exit_code(), 2);
    }
}
