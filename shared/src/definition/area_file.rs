//! `areas.geojson`: the study areas.

use geo::{Centroid, GeodesicArea, InteriorPoint, Intersects, MultiPolygon, Point};
use serde_json::Value;

use super::fault::Spot;
use super::features::{self, Feature};
use super::fields::Fields;
use super::outline::{self, Outline};
use super::path::pack_path;
use super::ring::{Survey, shown};
use super::validate::{ALSO_MAX, AREA_NAME_CHARS, AREAS_MAX, ID_CHARS, SENTENCE_CHARS};
use super::validate::{at_most, did_you_mean, unique};
use super::{AREAS_FILE, Area, AreaType};
use crate::ids::AreaId;
use crate::position::Position;

/// Reads the areas in the order of the file. Without `types` (their file was unreadable) the
/// areas' types are not looked up.
pub(super) fn read(text: &str, types: Option<&[AreaType]>, survey: &mut Survey<'_>) -> Vec<Area> {
    let spot = Spot::file(AREAS_FILE);
    let features = features::read(&spot, text, "area", survey.faults);
    features.map_or_else(Vec::new, |features| of_features(&spot, features, types, survey))
}

/// Reads the areas out of features, whatever file they came in.
pub(super) fn of_features(
    spot: &Spot,
    features: Vec<Feature<'_>>,
    types: Option<&[AreaType]>,
    survey: &mut Survey<'_>,
) -> Vec<Area> {
    let faults = survey.faults;
    at_most(spot, faults, "areas", features.len(), AREAS_MAX);
    if features.is_empty() {
        faults.add(spot, "there are no areas", "Draw at least one area.");
    }
    let read = |feature| area(feature, types, survey);
    let areas: Vec<_> = features.into_iter().take(AREAS_MAX).map(read).collect();
    unique(spot, faults, "area", areas.iter().map(|(id, _)| id.as_str()));
    areas.into_iter().filter_map(|(_, area)| area).collect()
}

/// Gives the id of a faulty area too, so that repeated ids are told in the same reading.
fn area(
    Feature { mut fields, shape }: Feature<'_>,
    types: Option<&[AreaType]>,
    survey: &mut Survey<'_>,
) -> (AreaId, Option<Area>) {
    let id = AreaId(fields.id("id"));
    let name = fields.text("name", AREA_NAME_CHARS);
    let area_type = area_type(&mut fields, types);
    let also = fields.texts("also", ALSO_MAX, AREA_NAME_CHARS);
    let note = fields.optional_text("note", SENTENCE_CHARS);
    let wanted = wanted_centre(&mut fields);
    let spot = fields.spot.clone();
    fields.finish();
    let place = shape.and_then(|shape| outline::read(&spot, &shape, survey)).and_then(|outline| {
        let ground = outline::in_degrees(&outline);
        within(&spot, &outline, survey).then_some(())?;
        let centre = centre(&spot, wanted, &ground, survey)?;
        Some((centre, ground.geodesic_area_unsigned().round() as u64, packed(&outline)))
    });
    let area = place.map(|(centre, size_m2, polygons)| Area {
        id: id.clone(),
        name,
        also,
        area_type,
        note,
        centre,
        size_m2,
        polygons,
    });
    (id, area)
}

fn area_type(fields: &mut Fields<'_>, types: Option<&[AreaType]>) -> String {
    let id = fields.text("type", ID_CHARS);
    let Some(types) = types.filter(|_| !id.is_empty()) else { return id };
    let known: Vec<_> = types.iter().map(|area_type| area_type.id.as_str()).collect();
    if !known.contains(&id.as_str()) {
        let remedy = format!("{} Types are listed in board.toml.", did_you_mean(&id, &known));
        fields.fault(format!("unknown type {id:?}"), remedy);
    }
    id
}

fn wanted_centre(fields: &mut Fields<'_>) -> Option<[f64; 2]> {
    let value = fields.take("centre")?;
    let numbers = value.as_array().map(|pair| pair.iter().map(Value::as_f64).collect::<Vec<_>>());
    match numbers.as_deref() {
        Some([Some(lon), Some(lat)]) => Some([*lon, *lat]),
        _ => {
            fields.fault("`centre` is not a position", "Write it as [longitude, latitude].");
            None
        }
    }
}

/// Every position lies in the board's bounds, or on its sketch map if no bounds are given.
fn within(spot: &Spot, outline: &Outline, survey: &Survey<'_>) -> bool {
    let Some(frame) = survey.frame.filter(|_| survey.bounded) else { return true };
    let degrees = outline.iter().flatten().flatten().map(|position| position.to_degrees().into());
    let outside = degrees.into_iter().find(|degrees: &[f64; 2]| !frame.holds(*degrees));
    if let Some(outside) = outside {
        let remedy = "Move the area, or make `bounds` in board.toml larger (without `bounds`, the \
                      extent of base.geojson counts).";
        let problem = format!("it lies outside the map near {}", shown(outside));
        survey.faults.add(spot, problem, remedy);
    }
    outside.is_none()
}

/// The centre that the file gives; else the centroid if it is inside; else a point inside.
fn centre(
    spot: &Spot,
    wanted: Option<[f64; 2]>,
    ground: &MultiPolygon<f64>,
    survey: &Survey<'_>,
) -> Option<Position> {
    let inside = |point: &Point<f64>| ground.intersects(point);
    let point = match wanted {
        Some(wanted) if !inside(&Point::from(wanted)) => {
            let problem = format!("its `centre` {} is outside its outline", shown(wanted));
            let remedy = "Move the centre inside, longitude first, or leave it out.";
            survey.faults.add(spot, problem, remedy);
            return None;
        }
        Some(wanted) => Point::from(wanted),
        None => ground.centroid().filter(inside).or_else(|| ground.interior_point())?,
    };
    Position::from_degrees(point.x(), point.y())
}

fn packed(outline: &Outline) -> Vec<Vec<Vec<i32>>> {
    let rings = |rings: &Vec<Vec<Position>>| rings.iter().map(|ring| pack_path(ring)).collect();
    outline.iter().map(rings).collect()
}
