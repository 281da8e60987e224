//! Outlines and maps that cannot be right are refused with the ring and the place.
#![allow(clippy::unwrap_used, missing_docs)]

mod definition_support;

use definition_support::{good, lines, replace, told, told_after, with_outline};
use kenspeckle_shared::definition::Definition;

const BOARD: &str = "board.toml";
const AREAS: &str = "areas.geojson";
const BASE: &str = "base.geojson";

const NORTH: &str =
    "[[[10.02, 50.06], [10.08, 50.06], [10.08, 50.09], [10.02, 50.09], [10.02, 50.06]]]";

/// What is told of the area `north` with another outline.
fn told_of_north(coordinates: &str) -> Vec<String> {
    told_after(AREAS, NORTH, coordinates)
}

// Rings

#[test]
fn an_open_ring_is_told_with_both_its_ends() {
    assert_eq!(
        told_of_north("[[[10.02, 50.06], [10.08, 50.06], [10.08, 50.09], [10.02, 50.09]]]"),
        ["areas.geojson, area \"north\", ring 1: the ring does not close (first point [10.02, \
          50.06], last point [10.02, 50.09]). End it with its first point."]
    );
}

#[test]
fn a_ring_that_crosses_itself_is_told_with_the_place() {
    assert_eq!(
        told_of_north(
            "[[[10.02, 50.06], [10.08, 50.08], [10.08, 50.06], [10.02, 50.08], [10.02, 50.06]]]"
        ),
        ["areas.geojson, area \"north\", ring 1: the ring crosses or touches itself near [10.05, \
          50.07]. Move or remove points there, so that the outline runs round once."]
    );
}

#[test]
fn a_spike_and_a_touch_are_crossings_too() {
    let spike = "[[[10.02, 50.06], [10.08, 50.06], [10.09, 50.06], [10.07, 50.06], [10.07, 50.09], [10.02, 50.06]]]";
    let touch = "[[[10.02, 50.06], [10.05, 50.07], [10.08, 50.06], [10.08, 50.09], [10.05, 50.07], [10.02, 50.09], [10.02, 50.06]]]";
    for ring in [spike, touch] {
        let told = told_of_north(ring);
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("ring 1: the ring crosses or touches itself near"), "{}", told[0]);
    }
}

#[test]
fn a_ring_with_too_few_points_is_told() {
    let expected = "areas.geojson, area \"north\", ring 1: the ring has too few points. A ring needs \
                    at least three different points and its first point again.";
    for ring in ["[[]]", "[[[10.02, 50.06]]]", "[[[10.02, 50.06], [10.08, 50.06], [10.02, 50.06]]]"]
    {
        assert_eq!(told_of_north(ring), [expected]);
    }
}

#[test]
fn a_ring_smaller_than_a_metre_is_told() {
    assert_eq!(
        told_of_north(
            "[[[10.02, 50.06], [10.020001, 50.06], [10.020001, 50.060001], [10.02, 50.06]]]"
        ),
        [
            "areas.geojson, area \"north\", ring 1: the ring is smaller than a metre. Draw it larger, \
          or remove it."
        ]
    );
}

#[test]
fn a_hole_outside_its_outline_is_told_with_its_ring() {
    let told = told_after(
        AREAS,
        "[[10.06, 50.02], [10.07, 50.02], [10.07, 50.03], [10.06, 50.03], [10.06, 50.02]]",
        "[[10.06, 50.07], [10.07, 50.07], [10.07, 50.08], [10.06, 50.07]]",
    );
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with(
            "areas.geojson, area \"south\", ring 2: the hole is not inside the outline."
        )
    );
}

#[test]
fn pieces_of_an_area_that_overlap_are_told() {
    let told =
        told_after(AREAS, "[10.045, 50.03], [10.05, 50.03]", "[10.035, 50.03], [10.05, 50.03]");
    let told_again = told_after(
        AREAS,
        "[[[10.045, 50.03], [10.05, 50.03], [10.05, 50.04], [10.045, 50.03]]]",
        "[[[10.035, 50.03], [10.05, 50.03], [10.05, 50.04], [10.035, 50.03]]]",
    );
    assert!(told[0].contains("does not close"));
    assert_eq!(
        told_again,
        [
            "areas.geojson, area \"mill\", polygon 2: it overlaps polygon 1. Draw them apart, or join \
          them into one."
        ]
    );
}

#[test]
fn every_faulty_ring_is_told() {
    let told = told_of_north("[[[10.02, 50.06], [10.08, 50.06]], [[10.03, 50.07]]]");
    assert_eq!(told.len(), 2);
    assert!(told[0].contains("ring 1") && told[1].contains("ring 2"));
}

#[test]
fn a_shape_that_is_no_polygon_is_told() {
    let told = told_after(
        AREAS,
        &format!("\"Polygon\", \"coordinates\": {NORTH}"),
        "\"Point\", \"coordinates\": [10.02, 50.06]",
    );
    assert_eq!(
        told,
        [
            "areas.geojson, area \"north\": its shape is a Point. Draw it as a Polygon or MultiPolygon."
        ]
    );
}

#[test]
fn a_position_that_is_not_numbers_is_told() {
    let told =
        told_of_north("[[[\"10.02\", 50.06], [10.08, 50.06], [10.08, 50.09], [10.02, 50.06]]]");
    assert_eq!(
        told,
        ["areas.geojson, area \"north\": its geometry cannot be read. Write each position as \
          [longitude, latitude], both of them numbers."]
    );
}

// Where on the globe

#[test]
fn latitude_first_is_recognised_by_the_boards_bounds() {
    assert_eq!(
        told_of_north("[[[50.06, 10.02], [50.06, 10.08], [50.09, 10.08], [50.06, 10.02]]]"),
        ["areas.geojson, area \"north\", ring 1: near [50.06, 10.02], this looks like latitude \
          first. Swap the two numbers of each position: longitude (east) first, then latitude \
          (north)."]
    );
}

#[test]
fn latitude_first_is_recognised_by_a_latitude_beyond_the_pole() {
    let mut files =
        with_outline(&[vec![[40.0, 120.0], [41.0, 120.0], [41.0, 121.0], [40.0, 120.0]]]);
    let bounds = "bounds = { west = 10.0, south = 50.0, east = 10.1, north = 50.1 }\n";
    replace(&mut files, BOARD, bounds, "");
    let told = told(&files);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("near [40, 120], this looks like latitude first"), "{}", told[0]);
}

#[test]
fn latitude_first_on_the_sketch_map_is_told() {
    let told =
        told_after(BASE, "\"coordinates\": [10.05, 50.05]", "\"coordinates\": [50.05, 10.05]");
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("base.geojson, feature 4 (\"Littleton\"): near [50.05, 10.05], this looks like latitude first."));
}

#[test]
fn metres_of_a_national_grid_are_not_on_the_globe() {
    let told =
        told_of_north("[[[259000, 665000], [260000, 665000], [260000, 666000], [259000, 665000]]]");
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("near [259000, 665000], it is not on the globe."), "{}", told[0]);
    assert!(told[0].ends_with("export as WGS 84 (EPSG:4326)."));
}

#[test]
fn an_area_outside_the_map_is_told() {
    let told = told_of_north("[[[10.02, 50.06], [10.2, 50.06], [10.08, 50.09], [10.02, 50.06]]]");
    assert_eq!(
        told,
        [
            "areas.geojson, area \"north\": it lies outside the map near [10.2, 50.06]. Move the area, \
          or make `bounds` in board.toml larger (without `bounds`, the extent of base.geojson \
          counts)."
        ]
    );
}

#[test]
fn an_area_outside_the_sketch_map_is_told_when_there_are_no_bounds() {
    let mut files = good();
    let bounds = "bounds = { west = 10.0, south = 50.0, east = 10.1, north = 50.1 }\n";
    replace(&mut files, BOARD, bounds, "");
    assert_eq!(told(&files), [""; 0]);
    replace(&mut files, AREAS, "[10.08, 50.09]", "[10.2, 50.09]");
    let told = told(&files);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with(
            "areas.geojson, area \"north\": it lies outside the map near [10.2, 50.09]."
        )
    );
}

#[test]
fn bounds_the_wrong_way_round_are_told() {
    let told = told_after(BOARD, "west = 10.0", "west = 10.2");
    assert_eq!(
        told,
        ["board.toml, bounds: west must be less than east, south less than north, all of them on \
          the globe. West and east are longitudes (-180 to 180), south and north latitudes (-90 to \
          90)."]
    );
}

#[test]
fn a_centre_outside_its_area_is_told() {
    assert_eq!(
        told_after(AREAS, "[10.032, 50.032]", "[50.032, 10.032]"),
        [
            "areas.geojson, area \"mill\": its `centre` [50.032, 10.032] is outside its outline. Move \
          the centre inside, longitude first, or leave it out."
        ]
    );
}

// The sketch map

#[test]
fn a_sketch_feature_of_the_wrong_shape_is_told() {
    let told = told_after(BASE, "\"kind\": \"station\"", "\"kind\": \"road\"");
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("base.geojson, feature 4 (\"Littleton\"): its shape is a Point. Parks and water are Polygons;"));
}

#[test]
fn a_sketch_label_without_a_name_is_told() {
    assert_eq!(
        told_after(BASE, "\"class\": \"rail\", \"name\": \"Littleton\"", "\"class\": \"rail\""),
        [
            "base.geojson, feature 4: `name` is missing. Give it a `name`: a point is drawn as words."
        ]
    );
}

#[test]
fn a_ring_of_ten_thousand_points_is_checked_in_moments() {
    let corner = |index: u32| {
        let angle = std::f64::consts::TAU * f64::from(index) / 10_000.0;
        [10.05 + 0.04 * angle.cos(), 50.05 + 0.04 * angle.sin()]
    };
    let mut ring: Vec<_> = (0..10_000).map(corner).collect();
    ring.push(ring[0]);
    let faults = Definition::from_files(&with_outline(&[ring.clone()]));
    assert_eq!(faults.map_err(|faults| lines(&faults)).map(|board| board.areas.len()), Ok(1));
    ring.swap(3, 7);
    assert!(Definition::from_files(&with_outline(&[ring])).is_err());
}
