//! Taking a GeoJSON file apart into features.

use geojson::{Geometry, GeometryValue};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::fault::{Faults, Spot};
use super::fields::Fields;

/// One feature: its properties, still to be read, and its shape.
pub(super) struct Feature<'a> {
    pub(super) fields: Fields<'a>,
    /// `None` when there is none that can be read, which was told.
    pub(super) shape: Option<GeometryValue>,
}

/// How a feature is called in words about it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Called {
    /// By its id, which its editor gave it.
    ById(&'static str),
    /// By its number and name.
    ByNumber(&'static str),
}

/// Reads a feature collection (RFC 7946), or gives `None` when the file is none. `what` names one
/// feature: `area`.
pub(super) fn read<'a>(
    spot: &Spot,
    text: &str,
    what: &'static str,
    faults: &'a Faults,
) -> Option<Vec<Feature<'a>>> {
    match serde_json::from_str(text) {
        Ok(collection) => of(spot, &collection, Called::ById(what), faults),
        Err(error) => {
            not_json(spot, &error, faults);
            None
        }
    }
}

/// Takes a feature collection apart.
pub(super) fn of<'a>(
    spot: &Spot,
    collection: &Map<String, Value>,
    called: Called,
    faults: &'a Faults,
) -> Option<Vec<Feature<'a>>> {
    other_coordinates(spot, collection, faults);
    let Some(Value::Array(features)) = collection.get("features") else {
        no_collection(spot, faults);
        return None;
    };
    let read = |(index, value)| feature(spot, called, index, value, faults);
    Some(features.iter().enumerate().map(read).collect())
}

/// Tells that the file is JSON of another kind.
pub(super) fn no_collection(spot: &Spot, faults: &Faults) {
    let remedy = "Export it again as GeoJSON; the file then starts with {\"type\": \
                  \"FeatureCollection\", \"features\": [.";
    faults.add(spot, "this is not a GeoJSON FeatureCollection", remedy);
}

fn not_json(spot: &Spot, error: &serde_json::Error, faults: &Faults) {
    let whole = error.to_string();
    let message = whole.split(" at line ").next().unwrap_or_default();
    faults.add(
        &spot.part(&format!("line {}, column {}", error.line(), error.column())),
        format!("this is not JSON ({message})"),
        "Look for a missing or spare comma or bracket there or just before it.",
    );
}

/// Older programs write down a coordinate system; only the one of RFC 7946 can be read.
fn other_coordinates(spot: &Spot, collection: &Map<String, Value>, faults: &Faults) {
    let Some(crs) = collection.get("crs").filter(|crs| !crs.is_null()) else { return };
    let name = crs.pointer("/properties/name").and_then(Value::as_str).unwrap_or_default();
    if !name.ends_with("CRS84") && !name.ends_with(":4326") {
        faults.add(
            spot,
            format!("the coordinate system is {name:?}"),
            "Export the file again as WGS 84 (EPSG:4326): degrees, longitude first.",
        );
    }
}

fn feature<'a>(
    spot: &Spot,
    called: Called,
    index: usize,
    value: &Value,
    faults: &'a Faults,
) -> Feature<'a> {
    let properties = value.get("properties").and_then(Value::as_object);
    let properties = properties.cloned().unwrap_or_default();
    let fields = match called {
        Called::ById(what) => Fields::entry(spot, faults, what, index, properties),
        Called::ByNumber(what) => Fields::numbered(spot, faults, what, index, properties),
    };
    if value.get("type").and_then(Value::as_str) != Some("Feature") {
        fields.fault("it is not a GeoJSON Feature", "Write {\"type\": \"Feature\", … around it.");
    }
    let shape = shape(&fields, value.get("geometry"));
    Feature { fields, shape }
}

fn shape(fields: &Fields<'_>, geometry: Option<&Value>) -> Option<GeometryValue> {
    let Some(geometry) = geometry.filter(|geometry| !geometry.is_null()) else {
        fields.fault("it has no geometry", "Draw its shape, or remove the feature.");
        return None;
    };
    match Geometry::deserialize(geometry) {
        Ok(geometry) => Some(geometry.value),
        Err(_) => {
            let remedy = "Write each position as [longitude, latitude], both of them numbers.";
            fields.fault("its geometry cannot be read", remedy);
            None
        }
    }
}
