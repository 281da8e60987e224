//! Boards to test with, read from their folders.
#![allow(dead_code, missing_docs)]

use std::collections::BTreeMap;
use std::path::Path;

use kenspeckle_shared::definition::{Definition, DefinitionFault, FILES};

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The files of a folder beside this crate's manifest.
pub(crate) fn folder(path: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let read = |name: &&str| Some((name.to_string(), std::fs::read(folder.join(name)).ok()?));
    FILES.iter().filter_map(read).collect()
}

/// The small board of `tests/definitions/good`.
pub(crate) fn good() -> Files {
    folder("tests/definitions/good")
}

/// The board that is built into the program.
pub(crate) fn built_in() -> Definition {
    loaded(&folder("../boards/gowell-glasgow"))
}

pub(crate) fn loaded(files: &Files) -> Definition {
    Definition::from_files(files).unwrap_or_else(|faults| panic!("{}", lines(&faults).join("\n")))
}

/// Every fault as the line that people read.
pub(crate) fn lines(faults: &[DefinitionFault]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}

/// What is told of the good board after one text of one file was replaced.
pub(crate) fn told_after(file: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = good();
    replace(&mut files, file, from, to);
    told(&files)
}

pub(crate) fn told(files: &Files) -> Vec<String> {
    Definition::from_files(files).map_or_else(|faults| lines(&faults), |_| Vec::new())
}

/// Replaces a text that must be there.
pub(crate) fn replace(files: &mut Files, file: &str, from: &str, to: &str) {
    let Some(bytes) = files.get_mut(file) else { panic!("no {file}") };
    let text = String::from_utf8_lossy(bytes).into_owned();
    assert!(text.contains(from), "{file} has no {from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}

/// A board whose only area has this outline, as GeoJSON coordinates of a Polygon.
pub(crate) fn with_outline(rings: &[Vec<[f64; 2]>]) -> Files {
    let mut files = good();
    files.remove("base.geojson");
    let area = serde_json::json!({"type": "FeatureCollection", "features": [{
        "type": "Feature",
        "properties": {"id": "only", "name": "Only", "type": "OLD"},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }]});
    files.insert("areas.geojson".to_owned(), area.to_string().into_bytes());
    files
}
