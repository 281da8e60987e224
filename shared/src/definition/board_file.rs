//! `board.toml`: the words of a board, its legend and its questions.

use serde_json::Value;

use super::fault::{Faults, Spot};
use super::fields::Fields;
use super::frame::Frame;
use super::validate::{
    AREA_NAME_CHARS, AREA_TYPES_MAX, ATTRIBUTION_MAX, SENTENCE_CHARS, TITLE_CHARS, WELCOME_CHARS,
    at_most, unique,
};
use super::{AreaType, BOARD_FILE, Colour, Finder, Precision, Shape, StickerKind, Welcome};
use super::{agenda_file, finder_file, legend};
use crate::agenda::Activity;
use crate::ids::KindId;
use crate::limits::{KIND_CHARS, KINDS_PER_BOARD};

const PRECISIONS: [(&str, Precision); 3] =
    [("area", Precision::Area), ("street", Precision::Street), ("exact", Precision::Exact)];

const SHAPES: [(&str, Shape); 9] = [
    ("house", Shape::House),
    ("heart", Shape::Heart),
    ("star", Shape::Star),
    ("circle", Shape::Circle),
    ("square", Shape::Square),
    ("triangle", Shape::Triangle),
    ("diamond", Shape::Diamond),
    ("flower", Shape::Flower),
    ("footprint", Shape::Footprint),
];

const COLOURS: [(&str, Colour); 6] = [
    ("coral", Colour::Coral),
    ("teal", Colour::Teal),
    ("plum", Colour::Plum),
    ("amber", Colour::Amber),
    ("leaf", Colour::Leaf),
    ("sky", Colour::Sky),
];

/// What `board.toml` says.
pub(super) struct BoardFile {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) welcome: Welcome,
    pub(super) attribution: Vec<String>,
    pub(super) bounds: Option<Frame>,
    pub(super) area_types: Vec<AreaType>,
    pub(super) kinds: Vec<StickerKind>,
    pub(super) finders: Vec<Finder>,
    pub(super) agenda: Vec<Activity>,
}

/// Reads the file, or gives `None` when it is not TOML at all.
pub(super) fn read(text: &str, faults: &Faults) -> Option<BoardFile> {
    let spot = Spot::file(BOARD_FILE);
    let values = match toml::from_str::<toml::Table>(text) {
        Ok(table) => serde_json::to_value(table).ok()?,
        Err(error) => {
            not_toml(text, &error, faults);
            return None;
        }
    };
    let Value::Object(values) = values else { return None };
    let mut fields = Fields::new(spot, faults, values);
    let board = BoardFile {
        id: fields.id("id"),
        title: fields.text("title", TITLE_CHARS),
        language: language(&mut fields),
        welcome: welcome(&mut fields),
        attribution: fields.texts("attribution", ATTRIBUTION_MAX, SENTENCE_CHARS),
        bounds: bounds(&mut fields),
        area_types: area_types(&mut fields),
        kinds: kinds(&mut fields),
        finders: finder_file::read(&mut fields),
        agenda: agenda_file::read(&mut fields),
    };
    fields.finish();
    Some(board)
}

fn not_toml(text: &str, error: &toml::de::Error, faults: &Faults) {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    faults.add(
        &Spot::file(BOARD_FILE).part(&format!("line {line}")),
        format!("this is not TOML ({message})"),
        "Look for a missing quote, comma or bracket on this line or just above it.",
    );
}

fn language(fields: &mut Fields<'_>) -> String {
    let tag = fields.id("language");
    if tag.contains('_') || (!tag.is_empty() && !(2..=8).contains(&first_part(&tag))) {
        fields
            .fault(format!("the language is {tag:?}"), "Write a tag such as \"en\" or \"pt-BR\".");
    }
    tag
}

fn first_part(tag: &str) -> usize {
    tag.split('-').next().unwrap_or_default().len()
}

fn welcome(fields: &mut Fields<'_>) -> Welcome {
    let spot = fields.spot.part("welcome");
    let Some(values) = fields.table("welcome") else {
        let remedy = "Add [welcome] with a heading and a text.";
        fields.faults.add(&spot, "the welcome is missing", remedy);
        return Welcome { heading: String::new(), text: String::new() };
    };
    let mut fields = Fields::new(spot, fields.faults, values);
    let welcome = Welcome {
        heading: fields.text("heading", TITLE_CHARS),
        text: fields.text("text", WELCOME_CHARS),
    };
    fields.finish();
    welcome
}

fn bounds(fields: &mut Fields<'_>) -> Option<Frame> {
    let spot = fields.spot.part("bounds");
    let values = fields.table("bounds")?;
    let mut fields = Fields::new(spot.clone(), fields.faults, values);
    let sides = ["west", "south", "east", "north"].map(|side| fields.number(side));
    let faults = fields.faults;
    fields.finish();
    let [Some(west), Some(south), Some(east), Some(north)] = sides else { return None };
    let frame = Frame { west, south, east, north };
    if !frame.is_sound() {
        faults.add(
            &spot,
            "west must be less than east, south less than north, all of them on the globe",
            "West and east are longitudes (-180 to 180), south and north latitudes (-90 to 90).",
        );
        return None;
    }
    Some(frame)
}

fn area_types(fields: &mut Fields<'_>) -> Vec<AreaType> {
    let (spot, faults) = (fields.spot.clone(), fields.faults);
    let tables = fields.tables("area_types");
    at_most(&spot, faults, "area types", tables.len(), AREA_TYPES_MAX);
    let types: Vec<_> = tables
        .into_iter()
        .enumerate()
        .map(|(index, values)| {
            let mut fields = Fields::entry(&spot, faults, "area type", index, values);
            let area_type = AreaType {
                id: fields.id("id"),
                name: fields.text("name", AREA_NAME_CHARS),
                plain: fields.text("plain", SENTENCE_CHARS),
            };
            fields.finish();
            area_type
        })
        .collect();
    unique(&spot, faults, "area type", types.iter().map(|area_type| area_type.id.as_str()));
    types
}

fn kinds(fields: &mut Fields<'_>) -> Vec<StickerKind> {
    let (spot, faults) = (fields.spot.clone(), fields.faults);
    let tables = fields.tables("kinds");
    at_most(&spot, faults, "sticker kinds", tables.len(), KINDS_PER_BOARD);
    if tables.is_empty() {
        let remedy = "Add at least one [[kinds]] entry, such as \"I lived here\".";
        faults.add(&spot, "there are no sticker kinds", remedy);
    }
    let read = |(index, values)| kind(Fields::entry(&spot, faults, "kind", index, values));
    let kinds: Vec<_> = tables.into_iter().enumerate().filter_map(read).collect();
    unique(&spot, faults, "kind", kinds.iter().map(|kind| kind.id.as_str()));
    legend::shapes_differ(&spot, faults, &kinds, |_, kind| format!("kind {:?}", kind.id.as_str()));
    kinds
}

fn kind(mut fields: Fields<'_>) -> Option<StickerKind> {
    let id = KindId(fields.id("id"));
    let label = fields.text("label", KIND_CHARS);
    let short = fields.text("short", KIND_CHARS);
    let precision = fields.one_of("precision", &PRECISIONS);
    let shape = fields.one_of("shape", &SHAPES);
    let colour = fields.one_of("colour", &COLOURS);
    fields.finish();
    Some(StickerKind { id, label, short, precision: precision?, shape: shape?, colour: colour? })
}
