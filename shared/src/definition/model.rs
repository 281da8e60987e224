//! What a board is made of before anybody has joined it: its words, places, legend and questions.
//!
//! Pages receive this as JSON (`GET /api/definitions/{hash}`), in two parts. Positions are whole
//! numbers of 1e-5 degree; lines and rings are delta-coded to keep the first load small.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agenda::Activity;
use crate::ids::{AreaId, KindId};

pub use crate::finder::Finder;
use crate::position::Position;

/// One board definition, complete and checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Definition {
    /// Stable name of the definition, for instance `gowell-glasgow`.
    pub id: String,
    /// The board's title, shown on every page.
    pub title: String,
    /// Language of the definition's words, as a BCP 47 tag (`en`).
    pub language: String,
    /// What people read when they arrive.
    pub welcome: Welcome,
    /// Lines to show wherever the map is shown: who made it, who holds rights.
    pub attribution: Vec<String>,
    /// The part of the world the map opens on: west, south, east, north in 1e-5 degree.
    pub bounds: [i32; 4],
    /// The grid that a `street` sticker is rounded to: longitude step, latitude step in 1e-5
    /// degree; about 100 m each way at the board's middle latitude.
    pub street_grid: [i32; 2],
    /// The kinds of study area, in the order of the file.
    pub area_types: Vec<AreaType>,
    /// The study areas, in the order of the file.
    pub areas: Vec<Area>,
    /// The legend.
    pub kinds: Vec<StickerKind>,
    /// The opinion finders, in the order in which they are meant to be opened.
    pub finders: Vec<Finder>,
    /// The agenda that a new board begins with, with the facilitator's notes: pages get it from
    /// the board, not from here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(skip)]
    pub agenda: Vec<Activity>,
    /// The sketch map that lies under the areas.
    pub base: BaseMap,
}

impl Definition {
    /// Gives it as pages may fetch it: without the agenda, which holds the facilitator's notes.
    pub fn for_pages(&self) -> Self {
        Self { agenda: Vec::new(), ..self.clone() }
    }
}

/// The first words on the phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Welcome {
    /// A short greeting.
    pub heading: String,
    /// One or two friendly sentences.
    pub text: String,
}

/// A type of study area in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AreaType {
    /// Short id, for instance `TRA`.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// What it means for the people who live there.
    pub plain: String,
}

/// A study area: a polygon of the map with an id, a name and a type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Area {
    /// Stable id, for instance `red-road`.
    pub id: AreaId,
    /// The name people know.
    pub name: String,
    /// Other names that people may search for.
    pub also: Vec<String>,
    /// Id of its [`AreaType`].
    #[serde(rename = "type")]
    pub area_type: String,
    /// One line about the place.
    pub note: Option<String>,
    /// Where a label or a leader line points.
    pub centre: Position,
    /// Ground size in square metres (geodesic), so that smaller areas can be asked first.
    pub size_m2: u64,
    /// Polygons; each is a list of closed rings, the outer one first; each ring is delta-coded:
    /// `[lon, lat, dlon, dlat, dlon, dlat, …]` in 1e-5 degree.
    pub polygons: Vec<Vec<Vec<i32>>>,
}

/// How exactly a sticker of a kind says where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Only the study area is sent and kept; the sticker is drawn at a stand-in position.
    Area,
    /// Rounded to the board's street grid, about 100 m.
    Street,
    /// As placed, to 1e-5 degree.
    Exact,
}

/// The outline of a sticker: shape before colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Shape {
    House,
    Heart,
    Star,
    Circle,
    Square,
    Triangle,
    Diamond,
    Flower,
    Footprint,
}

/// A named colour of the palette; the pages know its light, dark and forced-colours forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Colour {
    Coral,
    Teal,
    Plum,
    Amber,
    Leaf,
    Sky,
}

/// An entry of the legend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StickerKind {
    /// Stable id, for instance `lived`.
    pub id: KindId,
    /// In the first person: 'I lived here'.
    pub label: String,
    /// For counts on the display: 'lived here'.
    pub short: String,
    /// How exactly it says where.
    pub precision: Precision,
    /// Its outline.
    pub shape: Shape,
    /// Its colour.
    pub colour: Colour,
}

/// The sketch map, merged and grouped by what is drawn alike, in drawing order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BaseMap {
    /// What its numbers count, in 1e-5 degree: a sketch needs no finer grid, and coarser numbers
    /// make the first load smaller.
    pub step: i32,
    /// Shapes from the bottom up.
    pub layers: Vec<BaseLayer>,
    /// Words and points on the map.
    pub labels: Vec<BaseLabels>,
}

/// Everything of one look: all the parks, all the motorways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BaseLayer {
    /// `water`, `park`, `boundary`, `waterway`, `road`, `rail`.
    pub kind: String,
    /// The finer class, for instance `motorway` or `cemetery`.
    pub class: String,
    /// Whether its paths are rings to fill.
    pub fill: bool,
    /// Lines or rings, delta-coded like the outlines of areas, in steps.
    pub paths: Vec<Vec<i32>>,
}

/// Named points of one class, from west to east.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BaseLabels {
    /// `place`, `station`, `landmark`.
    pub kind: String,
    /// The finer class, for instance `district`, `rail`, `museum`.
    pub class: String,
    /// What is written.
    pub names: Vec<String>,
    /// Longitudes in steps, each as the difference from the one before.
    pub lon: Vec<i32>,
    /// Latitudes in steps, likewise.
    pub lat: Vec<i32>,
}
