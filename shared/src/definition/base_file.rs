//! `base.geojson`: the sketch map that lies under the areas, grouped by what is drawn alike.

use std::collections::BTreeMap;

use geojson::GeometryValue;

use super::fault::Spot;
use super::features::{self, Feature};
use super::path::{pack_path, unpack_path};
use super::ring::{Survey, rounded};
use super::validate::{AREA_NAME_CHARS, BASE_FEATURES_MAX, ID_CHARS, at_most};
use super::{BASE_FILE, BaseLabels, BaseLayer, BaseMap};
use crate::position::Position;

/// In 1e-5 degree: 3 to 6 metres in most inhabited places, less than a line is wide.
const STEP: i32 = 5;

/// A named point: kind, class, position, name.
type Label = (String, String, Position, String);

/// How features of a kind are drawn. The order of the variants is the drawing order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    Fill(u8),
    Outline(u8),
    Stroke(u8),
    Label,
}

/// The kinds, in drawing order from the bottom up.
const KINDS: [(&str, Look); 9] = [
    ("park", Look::Fill(0)),
    ("water", Look::Fill(1)),
    ("boundary", Look::Outline(0)),
    ("waterway", Look::Stroke(0)),
    ("rail", Look::Stroke(1)),
    ("road", Look::Stroke(2)),
    ("place", Look::Label),
    ("station", Look::Label),
    ("landmark", Look::Label),
];

/// The classes of roads whose order matters, from the bottom up; all others lie below.
const ROADS: [&str; 5] = ["local", "secondary", "primary", "trunk", "motorway"];

/// Sorts layers into drawing order: look, then road class, then class by name.
type LayerKey = (Look, Option<usize>, String, String);

/// Reads the sketch map. Layers with `fill` hold outer rings counter-clockwise and holes
/// clockwise, so that one path with the non-zero rule draws them.
pub(super) fn read(text: &str, survey: &mut Survey<'_>) -> BaseMap {
    let (spot, faults) = (Spot::file(BASE_FILE), survey.faults);
    let features = features::read(&spot, text, "feature", faults).unwrap_or_default();
    at_most(&spot, faults, "features", features.len(), BASE_FEATURES_MAX);
    let mut layers = BTreeMap::<LayerKey, Vec<Vec<i32>>>::new();
    let mut labels = Vec::new();
    for feature in features.into_iter().take(BASE_FEATURES_MAX) {
        add(feature, survey, &mut layers, &mut labels);
    }
    let layer = |((look, _, kind, class), paths)| BaseLayer {
        kind,
        class,
        fill: matches!(look, Look::Fill(_)),
        paths,
    };
    let layers = layers.into_iter().map(layer).collect();
    BaseMap { step: STEP, layers, labels: grouped(labels) }
}

/// Puts labels of one class together, from west to east.
fn grouped(mut labels: Vec<Label>) -> Vec<BaseLabels> {
    labels.sort();
    let mut groups: Vec<BaseLabels> = Vec::new();
    let mut last = Position { lon: 0, lat: 0 };
    for (kind, class, at, name) in labels {
        if groups.last().is_none_or(|group| (&group.kind, &group.class) != (&kind, &class)) {
            groups.push(BaseLabels { kind, class, ..BaseLabels::default() });
            last = Position { lon: 0, lat: 0 };
        }
        let Some(group) = groups.last_mut() else { continue };
        let at = in_steps(at);
        group.names.push(name);
        group.lon.push(at.lon - last.lon);
        group.lat.push(at.lat - last.lat);
        last = at;
    }
    groups
}

/// Gives a path in steps, without points that then lie on the one before.
fn sketched(path: &[Position]) -> Vec<Position> {
    let mut steps: Vec<_> = path.iter().copied().map(in_steps).collect();
    steps.dedup();
    steps
}

fn in_steps(at: Position) -> Position {
    let round = |value: i32| (value + STEP / 2).div_euclid(STEP);
    Position { lon: round(at.lon), lat: round(at.lat) }
}

impl BaseMap {
    /// Gives every position that the sketch map draws or labels.
    pub fn positions(&self) -> impl Iterator<Item = Position> {
        let paths = self.layers.iter().flat_map(|layer| &layer.paths);
        let drawn = paths.flat_map(|path| unpack_path(path));
        let labelled = self.labels.iter().flat_map(BaseLabels::steps);
        let (step, units) = (self.step, i32::wrapping_mul);
        drawn
            .chain(labelled)
            .map(move |at| Position { lon: units(at.lon, step), lat: units(at.lat, step) })
    }
}

impl BaseLabels {
    fn steps(&self) -> Vec<Position> {
        let pairs = self.lon.iter().zip(&self.lat);
        unpack_path(&pairs.flat_map(|(lon, lat)| [*lon, *lat]).collect::<Vec<_>>())
    }
}

fn add(
    Feature { mut fields, shape }: Feature<'_>,
    survey: &mut Survey<'_>,
    layers: &mut BTreeMap<LayerKey, Vec<Vec<i32>>>,
    labels: &mut Vec<Label>,
) {
    let spot = fields.spot.clone();
    let kind = fields.text("kind", ID_CHARS);
    let look = fields.known("kind", &kind, &KINDS);
    let class = fields.text("class", ID_CHARS);
    let name = fields.optional_text("name", AREA_NAME_CHARS);
    // Road numbers are kept in the file for its editor; the sketch does not draw them.
    fields.optional_text("ref", ID_CHARS);
    let (Some(look), Some(shape)) = (look, shape) else { return fields.finish() };
    let Some(paths) = paths(&spot, look, &shape, survey) else { return fields.finish() };
    if look == Look::Label {
        if name.is_none() {
            fields.fault("`name` is missing", "Give it a `name`: a point is drawn as words.");
        }
        let at = paths.iter().flatten().copied();
        let label = |at| (kind.clone(), class.clone(), at, name.clone().unwrap_or_default());
        labels.extend(at.map(label));
    } else {
        let rank = ROADS.iter().position(|road| kind == "road" && *road == class);
        let layer = layers.entry((look, rank, kind, class)).or_default();
        let lines = paths.iter().map(|path| sketched(path)).filter(|path| path.len() > 1);
        layer.extend(lines.map(|path| pack_path(&path)));
    }
    fields.finish();
}

/// The lines, rings or points of a feature, if they suit its kind.
fn paths(
    spot: &Spot,
    look: Look,
    shape: &GeometryValue,
    survey: &mut Survey<'_>,
) -> Option<Vec<Vec<Position>>> {
    use GeometryValue::{LineString, MultiLineString, MultiPolygon, Point, Polygon};
    match (look, shape) {
        (Look::Label, Point { coordinates }) => {
            lines(spot, std::slice::from_ref(&vec![coordinates.clone()]), 1, survey)
        }
        (Look::Stroke(_) | Look::Outline(_), LineString { coordinates }) => {
            lines(spot, std::slice::from_ref(coordinates), 2, survey)
        }
        (Look::Stroke(_) | Look::Outline(_), MultiLineString { coordinates }) => {
            lines(spot, coordinates, 2, survey)
        }
        (Look::Fill(_) | Look::Outline(_), Polygon { coordinates }) => {
            rings(spot, coordinates, survey)
        }
        (Look::Fill(_) | Look::Outline(_), MultiPolygon { coordinates }) => {
            let read: Vec<_> =
                coordinates.iter().map(|polygon| rings(spot, polygon, survey)).collect();
            Some(read.into_iter().collect::<Option<Vec<_>>>()?.concat())
        }
        (_, other) => {
            let problem = format!("its shape is a {}", other.type_name());
            let remedy = "Parks and water are Polygons; boundaries Polygons or LineStrings; \
                          waterways, rail and roads LineStrings; places, stations and landmarks \
                          Points.";
            survey.faults.add(spot, problem, remedy);
            None
        }
    }
}

fn lines(
    spot: &Spot,
    lines: &[Vec<geojson::Position>],
    least: usize,
    survey: &mut Survey<'_>,
) -> Option<Vec<Vec<Position>>> {
    let mut read = Vec::with_capacity(lines.len());
    for line in lines {
        let positions = rounded(&survey.line(spot, line)?);
        if line.len() < least {
            survey.faults.add(spot, "the line has too few points", "Give it two or more.");
            return None;
        }
        // A line shorter than a metre is no fault of its editor; it has nothing to draw.
        if positions.len() >= least {
            read.push(positions);
        }
    }
    Some(read)
}

/// Rings of the sketch are closed and wound like those of areas, but a crossing does not matter.
fn rings(
    spot: &Spot,
    rings: &[Vec<geojson::Position>],
    survey: &mut Survey<'_>,
) -> Option<Vec<Vec<Position>>> {
    let read: Vec<_> = rings
        .iter()
        .enumerate()
        .map(|(index, ring)| {
            let spot = spot.part(&format!("ring {}", index + 1));
            survey.sketched_ring(&spot, ring, index > 0)
        })
        .collect();
    Some(read.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}
