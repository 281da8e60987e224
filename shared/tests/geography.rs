//! Positions find their areas, and areas give positions that find them again.
#![allow(clippy::unwrap_used, missing_docs)]

mod definition_support;

use std::collections::BTreeMap;

use definition_support::{built_in, folder, good, loaded, replace, with_outline};
use geo::{Contains, Coord, LineString, Point, Polygon};
use kenspeckle_shared::definition::{Area, Definition, unpack_path};
use kenspeckle_shared::geography::Geography;
use kenspeckle_shared::ids::AreaId;
use kenspeckle_shared::position::Position;
use kenspeckle_shared::view::{StickerPack, StickerView};
use proptest::prelude::*;

fn at(lon: f64, lat: f64) -> Position {
    Position::from_degrees(lon, lat).unwrap()
}

fn area_at(geography: &Geography, lon: f64, lat: f64) -> Option<String> {
    geography.area_at(at(lon, lat)).map(|area| area.to_string())
}

#[test]
fn r5_4_a_position_in_two_areas_is_in_the_smaller() {
    let geography = Geography::new(&loaded(&good()));
    assert_eq!(area_at(&geography, 10.035, 50.035).as_deref(), Some("mill"));
    assert_eq!(area_at(&geography, 10.025, 50.035).as_deref(), Some("south"));
    let glasgow = Geography::new(&built_in());
    assert_eq!(area_at(&glasgow, -4.3588, 55.8833).as_deref(), Some("scotstoun-msf"));
    assert_eq!(area_at(&glasgow, -4.2085, 55.88).as_deref(), Some("red-road"));
}

#[test]
fn an_edge_belongs_to_its_area_and_a_hole_does_not() {
    let geography = Geography::new(&loaded(&good()));
    assert_eq!(area_at(&geography, 10.02, 50.06).as_deref(), Some("north"));
    assert_eq!(area_at(&geography, 10.05, 50.09).as_deref(), Some("north"));
    assert_eq!(area_at(&geography, 10.065, 50.025), None);
    assert_eq!(area_at(&geography, 10.06, 50.025).as_deref(), Some("south"));
    assert_eq!(area_at(&geography, 10.05, 50.0999), None);
}

#[test]
fn r5_3_bounds_reach_a_margin_past_the_map() {
    let geography = Geography::new(&loaded(&good()));
    assert!(geography.in_bounds(at(10.05, 50.05)));
    assert!(geography.in_bounds(at(9.9901, 50.1099)));
    assert!(!geography.in_bounds(at(9.98, 50.05)));
    assert!(!geography.in_bounds(at(50.05, 10.05)));
}

#[test]
fn everything_drawn_on_the_sketch_map_is_in_bounds() {
    let board = built_in();
    let geography = Geography::new(&board);
    assert!(board.base.positions().all(|at| geography.in_bounds(at)));
}

#[test]
fn an_unknown_area_has_no_stand_in() {
    let geography = Geography::new(&loaded(&good()));
    assert_eq!(geography.stand_in(&AreaId::from("nowhere"), 0), None);
}

#[test]
fn r5_1_every_stand_in_lies_in_its_area_and_is_found_there() {
    for board in [built_in(), loaded(&good())] {
        let geography = Geography::new(&board);
        for area in &board.areas {
            let outline = in_degrees(area);
            for nth in (0..600).chain([640, 641, 9_999, u64::MAX - 1, u64::MAX]) {
                let stand_in = geography.stand_in(&area.id, nth).unwrap();
                assert_eq!(geography.area_at(stand_in).as_ref(), Some(&area.id), "{nth}");
                let point = Point::from(stand_in.to_degrees());
                assert!(
                    outline.iter().any(|polygon| polygon.contains(&point)),
                    "{} {nth}",
                    area.id
                );
            }
        }
    }
}

#[test]
fn the_same_area_and_number_give_the_same_stand_in() {
    let (one, other) = (Geography::new(&built_in()), Geography::new(&built_in()));
    let area = AreaId::from("govan");
    // In another order, so that nothing hangs on who asked first.
    let backwards: Vec<_> = (0..900).rev().map(|nth| one.stand_in(&area, nth)).collect();
    let forwards: Vec<_> = (0..900).map(|nth| other.stand_in(&area, nth)).collect();
    assert!(forwards.iter().eq(backwards.iter().rev()));
}

#[test]
fn the_first_thirty_stand_ins_are_spread_over_the_area() {
    let board = built_in();
    let geography = Geography::new(&board);
    for area in &board.areas {
        let found: Vec<_> = (0..30).filter_map(|nth| geography.stand_in(&area.id, nth)).collect();
        let nearest = nearest_m(&found, board.street_grid);
        // Thirty squares that tile the area have sides of `cell` metres.
        let cell = (area.size_m2 as f64 / 30.0).sqrt();
        assert!(nearest > cell * 0.35, "{}: {nearest} m apart, cells of {cell} m", area.id);
    }
}

#[test]
fn six_hundred_stand_ins_are_six_hundred_places() {
    let board = built_in();
    let geography = Geography::new(&board);
    for area in &board.areas {
        let mut found: Vec<_> = (0..600).map(|nth| geography.stand_in(&area.id, nth)).collect();
        found.sort();
        found.dedup();
        assert!(found.len() >= 590, "{}: {}", area.id, found.len());
    }
}

#[test]
fn an_area_covered_by_smaller_ones_still_has_stand_ins_inside() {
    let mut files = folder("tests/definitions/good");
    let north =
        "[[[10.02, 50.06], [10.08, 50.06], [10.08, 50.09], [10.02, 50.09], [10.02, 50.06]]]";
    let hill = format!(
        "{{\"type\": \"Feature\", \"properties\": {{\"id\": \"hill\", \"name\": \"Hill\", \
         \"type\": \"OLD\"}}, \"geometry\": {{\"type\": \"Polygon\", \"coordinates\": {north}}}}},\n"
    );
    replace(&mut files, "areas.geojson", "\"features\": [\n", &format!("\"features\": [\n{hill}"));
    let board = loaded(&files);
    let geography = Geography::new(&board);
    for id in ["north", "hill"] {
        for nth in 0..700 {
            let stand_in = geography.stand_in(&AreaId::from(id), nth).unwrap();
            assert!((1_002_000..=1_008_000).contains(&stand_in.lon), "{id} {nth}");
            assert!((5_006_000..=5_009_000).contains(&stand_in.lat), "{id} {nth}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn stand_ins_of_any_polygon_lie_inside_it(
        radii in prop::collection::vec(0.0005..0.045_f64, 3..30),
        squash in 0.01..1.0_f64,
    ) {
        let ring = star(&radii, squash);
        let Ok(board) = Definition::from_files(&with_outline(&[ring])) else { return Ok(()) };
        let geography = Geography::new(&board);
        let area = &board.areas[0];
        for nth in (0..200).chain(1_000..1_020) {
            let stand_in = geography.stand_in(&area.id, nth).unwrap();
            let found = geography.area_at(stand_in);
            prop_assert_eq!(found.as_ref(), Some(&area.id));
        }
    }

    #[test]
    fn stand_ins_of_any_convex_polygon_are_spread(
        corners in 3..12_usize,
        squash in 0.3..1.0_f64,
    ) {
        let board = loaded(&with_outline(&[star(&vec![0.04; corners], squash)]));
        let geography = Geography::new(&board);
        let area = &board.areas[0];
        let found: Vec<_> = (0..20).filter_map(|nth| geography.stand_in(&area.id, nth)).collect();
        let cell = (area.size_m2 as f64 / 20.0).sqrt();
        prop_assert!(nearest_m(&found, board.street_grid) > cell * 0.35);
    }
}

/// The smallest distance between two of the positions, on a plane where a step of the street grid
/// is 100 m.
fn nearest_m(positions: &[Position], grid: [i32; 2]) -> f64 {
    let metres = |units: i32, step: i32| f64::from(units) * 100.0 / f64::from(step);
    let apart = |a: &Position, b: &Position| {
        metres(a.lon - b.lon, grid[0]).hypot(metres(a.lat - b.lat, grid[1]))
    };
    let pairs = positions
        .iter()
        .enumerate()
        .flat_map(|(index, one)| positions[..index].iter().map(move |other| apart(one, other)));
    pairs.fold(f64::INFINITY, f64::min)
}

fn in_degrees(area: &Area) -> Vec<Polygon<f64>> {
    let ring = |ring: &Vec<i32>| {
        LineString(unpack_path(ring).into_iter().map(|at| Coord::from(at.to_degrees())).collect())
    };
    let polygon = |rings: &Vec<Vec<i32>>| {
        Polygon::new(ring(&rings[0]), rings[1..].iter().map(ring).collect())
    };
    area.polygons.iter().map(polygon).collect()
}

/// A ring round the middle of the small board, pressed flat by `squash`.
fn star(radii: &[f64], squash: f64) -> Vec<[f64; 2]> {
    let corner = |(index, radius): (usize, &f64)| {
        let angle = std::f64::consts::TAU * index as f64 / radii.len() as f64;
        [10.05 + radius * angle.cos(), 50.05 + radius * squash * angle.sin()]
    };
    let mut ring: Vec<_> = radii.iter().enumerate().map(corner).collect();
    ring.push(ring[0]);
    ring
}

#[test]
fn r6_7_stickers_at_stand_ins_travel_as_numbers_and_stand_where_they_stood() {
    let geography = Geography::new(&built_in());
    let mut stickers = BTreeMap::new();
    for (seq, nth) in (1..).zip(0..900) {
        let area = AreaId::from(["govan", "red-road", "gowell-east"][nth as usize % 3]);
        let mut at = geography.stand_in(&area, nth / 2).unwrap();
        // Now and then one from before its area was drawn anew.
        at.lon += i32::from(nth % 50 == 7);
        let (note, note_standing, area) = (None, None, Some(area));
        let (hidden, muted, kind) = (false, false, "lived".into());
        let view = StickerView { seq, kind, area, at, note, note_standing, hidden, muted };
        stickers.insert(seq, view);
    }
    let plain = StickerPack::of(stickers.values().cloned());
    let spread = plain.clone().spread_over(&geography);
    assert_eq!(spread.unpack(), stickers);
    let bytes = |pack: &StickerPack| serde_json::to_vec(pack).unwrap().len();
    assert!(2 * bytes(&spread) < bytes(&plain), "{} of {}", bytes(&spread), bytes(&plain));
}
