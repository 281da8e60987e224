//! Commands on the built-in board, by short names.

use kenspeckle_shared::command::{Command, Place};
use kenspeckle_shared::position::Position;
use serde_json::{Value, json};

/// Some study areas of the built-in board.
pub const AREAS: [&str; 4] = ["red-road", "govan", "sighthill", "shawbridge"];

/// Reads a command from its JSON.
pub fn command(value: Value) -> Command {
    serde_json::from_value(value).unwrap()
}

/// 'I lived here', in an area.
pub fn place_in(area: &str) -> Command {
    Command::Place { kind: "lived".into(), place: Place::Area(area.into()), note: None }
}

/// 'I lived here', in an area, with a few words.
pub fn place_in_with_note(area: &str, note: &str) -> Command {
    Command::Place {
        kind: "lived".into(),
        place: Place::Area(area.into()),
        note: Some(note.to_owned()),
    }
}

/// 'I visited', at a point in 1e-5 degree.
pub fn visit(lon: i32, lat: i32) -> Command {
    let place = Place::Point(Position { lon, lat });
    Command::Place { kind: "visited".into(), place, note: None }
}

/// The facilitator opens or closes an opinion finder.
pub fn open(finder: &str, open: bool) -> Command {
    Command::SetFinderOpen { finder: finder.into(), open }
}

/// The facilitator reveals an opinion finder's tally, or hides it.
pub fn reveal(finder: &str, revealed: bool) -> Command {
    Command::SetFinderRevealed { finder: finder.into(), revealed }
}

/// An answer to the built-in board's line finder, in thousandths.
pub fn answer_line(value: u16) -> Command {
    command(json!({
        "do": "answer", "finder": "say",
        "answer": { "form": "line", "at": { "kind": "point", "value": value } }
    }))
}
