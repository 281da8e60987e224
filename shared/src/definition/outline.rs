//! The outline of an area: polygons of rings that fit together.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use geojson::GeometryValue;

use super::fault::Spot;
use super::fitting::fits;
use super::ring::Survey;
use crate::position::Position;

/// Polygons; each has its outer ring first, counter-clockwise, then its holes, clockwise (RFC
/// 7946, section 3.1.6).
pub(super) type Outline = Vec<Vec<Vec<Position>>>;

/// Reads a Polygon or MultiPolygon, or tells every ring that is faulty.
pub(super) fn read(spot: &Spot, shape: &GeometryValue, survey: &mut Survey<'_>) -> Option<Outline> {
    let one: [geojson::PolygonType; 1];
    let polygons = match shape {
        GeometryValue::Polygon { coordinates } => {
            one = [coordinates.clone()];
            one.as_slice()
        }
        GeometryValue::MultiPolygon { coordinates } => coordinates.as_slice(),
        other => {
            let problem = format!("its shape is a {}", other.type_name());
            survey.faults.add(spot, problem, "Draw it as a Polygon or MultiPolygon.");
            return None;
        }
    };
    if polygons.is_empty() {
        survey.faults.add(spot, "its shape is empty", "Draw at least one ring.");
        return None;
    }
    // All rings are read before any fault ends it, so that each faulty ring is told.
    let read: Vec<Option<Vec<_>>> = polygons
        .iter()
        .enumerate()
        .map(|(index, rings)| polygon(&part(spot, polygons.len(), index), rings, survey))
        .collect();
    let outline: Outline = read.into_iter().collect::<Option<_>>()?;
    fits(spot, &in_degrees(&outline), survey).then_some(outline)
}

/// The same outline in degrees, for the `geo` crate.
pub(super) fn in_degrees(outline: &Outline) -> MultiPolygon<f64> {
    let coord = |position: &Position| Coord::from(position.to_degrees());
    let ring = |ring: &Vec<Position>| LineString(ring.iter().map(coord).collect());
    let polygon = |rings: &Vec<Vec<Position>>| {
        let mut rings: Vec<_> = rings.iter().map(ring).collect();
        Polygon::new(rings.remove(0), rings)
    };
    outline.iter().map(polygon).collect()
}

/// The place of one polygon among so many.
pub(super) fn part(spot: &Spot, count: usize, index: usize) -> Spot {
    if count > 1 { spot.part(&format!("polygon {}", index + 1)) } else { spot.clone() }
}

/// Never gives an empty list of rings.
fn polygon(
    spot: &Spot,
    rings: &[Vec<geojson::Position>],
    survey: &mut Survey<'_>,
) -> Option<Vec<Vec<Position>>> {
    if rings.is_empty() {
        survey.faults.add(spot, "its shape is empty", "Draw at least one ring.");
        return None;
    }
    let read: Vec<Option<Vec<_>>> = rings
        .iter()
        .enumerate()
        .map(|(index, ring)| survey.ring(&spot.part(&format!("ring {}", index + 1)), ring))
        .collect();
    let mut rings: Vec<Vec<_>> = read.into_iter().collect::<Option<_>>()?;
    rings.iter_mut().skip(1).for_each(|hole| hole.reverse());
    Some(rings)
}
