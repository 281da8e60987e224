//! What is mutated: every example of the protocol page, and bodies with a file in them.

use kenspeckle_tests::examples;
use serde_json::json;

/// Gives messages: what clients say, what they must not say, and what servers say.
pub fn messages() -> Vec<String> {
    let kinds = ["client", "bad-client", "server"];
    kinds.iter().flat_map(|kind| examples(kind)).map(|one| one.value.to_string()).collect()
}

/// Gives HTTP bodies.
pub fn bodies() -> Vec<String> {
    let of_page = ["http-join", "http-new-board"].iter().flat_map(|kind| examples(kind));
    let mut bodies: Vec<_> = of_page.map(|one| one.value.to_string()).collect();
    let points = |from: f64| {
        json!([[from, 55.8], [from + 0.1, 55.8], [from + 0.1, 55.9], [from, 55.9], [from, 55.8]])
    };
    let feature = |kind: &str, coordinates| {
        let geometry = json!({ "type": kind, "coordinates": coordinates });
        json!({ "type": "Feature", "properties": { "name": "A park" }, "geometry": geometry })
    };
    let features = [
        feature("Polygon", json!([points(-4.3)])),
        feature("MultiPolygon", json!([[points(-4.2)], [points(-4.0)]])),
        feature("Point", json!([-4.2, 55.8])),
    ];
    for count in 1..=features.len() {
        let file = json!({ "type": "FeatureCollection", "features": features[..count] });
        bodies.push(json!({ "title": "Our park", "geojson": file.to_string() }).to_string());
    }
    bodies.push(json!({ "code": "KWMTRP", "words": "able about above" }).to_string());
    bodies.push(json!({ "areas": ["govan"], "kinds": ["lived"], "copy": true }).to_string());
    bodies
}
