//! A faulty definition is refused with file, entry, problem and remedy, in one line for each fault.
#![allow(clippy::unwrap_used, missing_docs)]

mod definition_support;

use definition_support::{good, replace, told, told_after};
use kenspeckle_shared::definition::{Definition, DefinitionFault};

const BOARD: &str = "board.toml";
const AREAS: &str = "areas.geojson";
const BASE: &str = "base.geojson";

#[test]
fn the_good_board_has_no_fault() {
    assert_eq!(told(&good()), [""; 0]);
}

#[test]
fn a_fault_is_typed_as_well_as_told() {
    let mut files = good();
    replace(&mut files, AREAS, "\"type\": \"OLD\"", "\"type\": \"NEW\"");
    let expected = DefinitionFault {
        file: "areas.geojson".to_owned(),
        entry: "area \"north\"".to_owned(),
        problem: "unknown type \"NEW\"".to_owned(),
        remedy: "Use one of: OLD. Types are listed in board.toml.".to_owned(),
    };
    assert_eq!(Definition::from_files(&files), Err(vec![expected]));
}

// Files

#[test]
fn a_missing_file_is_named() {
    for file in [BOARD, AREAS] {
        let mut files = good();
        files.remove(file);
        let line = format!("{file}: the file is missing. Add a file \"{file}\" to the folder.");
        assert_eq!(told(&files), [line]);
    }
}

#[test]
fn a_misnamed_file_is_pointed_out() {
    let mut files = good();
    let bytes = files.remove(AREAS).unwrap();
    files.insert("area.geojson".to_owned(), bytes);
    assert_eq!(
        told(&files),
        ["areas.geojson: the file is missing. Did you mean \"area.geojson\"? Rename that file to \
          \"areas.geojson\"."]
    );
}

#[test]
fn a_file_that_is_not_utf_8_is_told_with_its_line() {
    let mut files = good();
    files.get_mut(BOARD).unwrap().extend(b"# caf\xe9\n");
    let told = told(&files);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("board.toml, line ")
            && told[0].ends_with("Save the file again as UTF-8.")
    );
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let mut files = good();
    files.get_mut(AREAS).unwrap().resize(16_000_001, b' ');
    assert_eq!(
        told(&files),
        ["areas.geojson: the file has 16000001 bytes. Make it smaller than 16000000."]
    );
}

#[test]
fn broken_toml_is_told_with_its_line() {
    let told = told_after(BOARD, "language = \"en\"", "language = \"en");
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("board.toml, line 3: this is not TOML ("), "{}", told[0]);
    assert!(
        told[0]
            .ends_with("Look for a missing quote, comma or bracket on this line or just above it.")
    );
}

#[test]
fn broken_json_is_told_with_its_line() {
    for file in [AREAS, BASE] {
        let told = told_after(file, "[10.0", "[10.0,,");
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with(&format!("{file}, line 2, column ")), "{}", told[0]);
        assert!(told[0].contains("this is not JSON ("), "{}", told[0]);
    }
}

#[test]
fn json_that_is_no_feature_collection_is_refused() {
    let told = told_after(AREAS, "\"features\"", "\"areas\"");
    assert_eq!(
        told,
        ["areas.geojson: this is not a GeoJSON FeatureCollection. Export it again as GeoJSON; \
          the file then starts with {\"type\": \"FeatureCollection\", \"features\": [."]
    );
}

#[test]
fn another_coordinate_system_is_refused() {
    let crs =
        "\"crs\": {\"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::27700\"}}, \"features\"";
    assert_eq!(
        told_after(AREAS, "\"features\"", crs),
        [
            "areas.geojson: the coordinate system is \"urn:ogc:def:crs:EPSG::27700\". Export the file \
          again as WGS 84 (EPSG:4326): degrees, longitude first."
        ]
    );
}

#[test]
fn all_faults_of_all_files_are_told_at_once() {
    let mut files = good();
    replace(&mut files, BOARD, "shape = \"house\"", "shape = \"hous\"");
    replace(&mut files, BOARD, "title = \"Littleton\"", "title = \"\"");
    replace(&mut files, AREAS, "\"type\": \"OLD\"", "\"type\": \"\"");
    replace(&mut files, BASE, "\"class\": \"local\"", "\"clas\": \"local\"");
    assert_eq!(
        told(&files),
        [
            "board.toml: `title` is empty. Write some words between the quotes.",
            "board.toml, kind \"lived\": unknown shape \"hous\". Did you mean \"house\"?",
            "base.geojson, feature 2: `class` is missing. Give it a `class`.",
            "base.geojson, feature 2: unknown field \"clas\". Did you mean \"class\"? Or remove it.",
            "areas.geojson, area \"north\": `type` is empty. Write some words between the quotes.",
        ]
    );
}

// Fields

#[test]
fn an_unknown_field_is_told_with_the_nearest_known_one() {
    assert_eq!(
        told_after(BOARD, "title =", "titel = \"x\"\ntitle ="),
        ["board.toml: unknown field \"titel\". Did you mean \"title\"? Or remove it."]
    );
    assert_eq!(
        told_after(BOARD, "short = \"visited\"", "short = \"visited\"\nicon = \"x\""),
        ["board.toml, kind \"visited\": unknown field \"icon\". Use one of: id, label, short, \
          precision, shape, colour. Or remove it."]
    );
    assert_eq!(
        told_after(AREAS, "\"note\"", "\"notes\""),
        [
            "areas.geojson, area \"north\": unknown field \"notes\". Did you mean \"note\"? Or remove it."
        ]
    );
}

#[test]
fn a_field_of_another_form_is_unknown() {
    assert_eq!(
        told_after(BOARD, "from = \"Quiet\"", "from = \"Quiet\"\nmany = true"),
        [
            "board.toml, finder \"line\": unknown field \"many\". Use one of: id, question, hint, form, \
          from, to, threshold, live, by_area. Or remove it."
        ]
    );
}

#[test]
fn a_missing_kind_label_is_told() {
    assert_eq!(
        told_after(BOARD, "label = \"I visited\"\n", ""),
        ["board.toml, kind \"visited\": `label` is missing. Give it a `label`."]
    );
}

#[test]
fn empty_names_are_told() {
    assert_eq!(
        told_after(AREAS, "\"name\": \"North\"", "\"name\": \"  \""),
        ["areas.geojson, area \"north\": `name` is empty. Write some words between the quotes."]
    );
    assert_eq!(
        told_after(BOARD, "label = \"Tea\"", "label = \"\""),
        [
            "board.toml, finder \"like\", option \"tea\": `label` is empty. Write some words between \
          the quotes."
        ]
    );
}

#[test]
fn a_name_that_is_too_long_is_told_with_its_limit() {
    let told =
        told_after(AREAS, "\"name\": \"North\"", &format!("\"name\": \"{}\"", "N".repeat(61)));
    assert_eq!(
        told,
        ["areas.geojson, area \"north\": `name` has 61 characters. Shorten it to at most 60."]
    );
}

#[test]
fn a_value_of_the_wrong_type_is_told() {
    assert_eq!(
        told_after(BOARD, "label = \"I visited\"", "label = 7"),
        ["board.toml, kind \"visited\": `label` is a number. Write it as text, in quotes."]
    );
    assert_eq!(
        told_after(BOARD, "form = \"choice\"", "form = \"choice\"\nmany = \"yes\""),
        ["board.toml, finder \"like\": `many` is text. Write true or false, without quotes."]
    );
}

#[test]
fn an_id_with_spaces_is_told() {
    assert_eq!(
        told_after(AREAS, "\"id\": \"north\"", "\"id\": \"the north\""),
        ["areas.geojson, area \"the north\": `id` is \"the north\". Use only the letters a to z, \
          digits and hyphens, without spaces."]
    );
}

// Ids

#[test]
fn ids_used_twice_are_told_for_every_list() {
    let cases = [
        (AREAS, "\"id\": \"south\"", "\"id\": \"north\"", "area", "north"),
        (BOARD, "id = \"visited\"", "id = \"lived\"", "kind", "lived"),
        (BOARD, "id = \"line\"", "id = \"like\"", "finder", "like"),
    ];
    for (file, from, to, what, id) in cases {
        let line = format!(
            "{file}, {what} \"{id}\": the id \"{id}\" is used more than once. Give each {what} an id \
             of its own."
        );
        assert_eq!(told_after(file, from, to), [line]);
    }
    assert_eq!(
        told_after(BOARD, "id = \"cake\"", "id = \"tea\""),
        [
            "board.toml, finder \"like\", option \"tea\": the id \"tea\" is used more than once. Give \
          each option an id of its own."
        ]
    );
    let twice = "[[area_types]]\nid = \"OLD\"\nname = \"Other\"\nplain = \"Other.\"\n\n[[kinds]]";
    assert_eq!(
        told_after(BOARD, "[[kinds]]", twice),
        [
            "board.toml, area type \"OLD\": the id \"OLD\" is used more than once. Give each area type \
          an id of its own."
        ]
    );
}

#[test]
fn unknown_words_are_told_with_the_known_ones() {
    let cases = [
        (
            "shape = \"house\"",
            "shape = \"blob\"",
            "kind \"lived\": unknown shape \"blob\". Use one of: house, heart, star, circle, square, triangle, diamond, flower, footprint.",
        ),
        (
            "colour = \"coral\"",
            "colour = \"corral\"",
            "kind \"lived\": unknown colour \"corral\". Did you mean \"coral\"?",
        ),
        (
            "precision = \"area\"",
            "precision = \"house\"",
            "kind \"lived\": unknown precision \"house\". Use one of: area, street, exact.",
        ),
        (
            "form = \"line\"",
            "form = \"lines\"",
            "finder \"line\": unknown form \"lines\". Did you mean \"line\"?",
        ),
    ];
    for (from, to, line) in cases {
        assert_eq!(told_after(BOARD, from, to), [format!("{BOARD}, {line}")]);
    }
    assert_eq!(
        told_after(BASE, "\"kind\": \"park\"", "\"kind\": \"parks\""),
        ["base.geojson, feature 3 (\"The Green\"): unknown kind \"parks\". Did you mean \"park\"?"]
    );
}

#[test]
fn kinds_that_only_colour_tells_apart_are_refused() {
    assert_eq!(
        told_after(BOARD, "shape = \"footprint\"", "shape = \"house\""),
        ["board.toml, kind \"visited\": it has the same shape as kind \"lived\". Give it another \
          shape: not everyone can tell kinds by their colour."]
    );
}

// Too few and too many

#[test]
fn a_board_without_areas_is_refused() {
    let mut files = good();
    let empty = b"{\"type\": \"FeatureCollection\", \"features\": []}";
    files.insert(AREAS.to_owned(), empty.to_vec());
    assert_eq!(told(&files), ["areas.geojson: there are no areas. Draw at least one area."]);
}

#[test]
fn a_board_without_kinds_is_refused() {
    let mut files = good();
    let text = String::from_utf8(files[BOARD].clone()).unwrap();
    let (before, rest) = text.split_once("[[kinds]]").unwrap();
    let (_, after) = rest.split_once("[[finders]]").unwrap();
    files.insert(BOARD.to_owned(), format!("{before}[[finders]]{after}").into_bytes());
    assert_eq!(
        told(&files),
        ["board.toml: there are no sticker kinds. Add at least one [[kinds]] entry, such as \"I \
          lived here\"."]
    );
}

#[test]
fn a_question_with_too_few_options_is_refused() {
    assert_eq!(
        told_after(BOARD, "  { id = \"cake\", label = \"Cake\" },\n", ""),
        ["board.toml, finder \"like\": there are too few options to choose from. Give at least 2 \
          under `options`."]
    );
}

#[test]
fn a_question_with_too_many_options_is_refused() {
    let more: String =
        (0..23).map(|n| format!("  {{ id = \"o{n}\", label = \"O\" }},\n")).collect();
    assert_eq!(
        told_after(BOARD, "  { id = \"cake\"", &format!("{more}  {{ id = \"cake\"")),
        ["board.toml, finder \"like\": there are 25 options. Keep at most 24 of them."]
    );
}

#[test]
fn a_map_with_too_many_points_is_refused() {
    let line = "[10.01, 50.01], [10.02, 50.02], ".repeat(100_000);
    let told = told_after(BASE, "[[10.0, 50.05],", &format!("[[10.0, 50.05], {line}"));
    assert_eq!(
        told,
        [
            "areas.geojson: areas and sketch map have 200036 points together. Simplify their lines to \
          at most 200000."
        ]
    );
}
