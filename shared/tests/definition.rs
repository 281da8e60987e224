//! A good definition is read whole, and has one name.
#![allow(clippy::unwrap_used, missing_docs)]

mod definition_support;

use std::collections::BTreeSet;

use definition_support::{built_in, good, loaded, replace, with_outline};
use kenspeckle_shared::definition::{Definition, Precision, unpack_path};
use kenspeckle_shared::finder::Form;
use kenspeckle_shared::position::Position;
use proptest::prelude::*;

#[test]
fn the_built_in_board_has_sixteen_areas_two_kinds_and_its_finders() {
    let board = built_in();
    assert_eq!(board.areas.len(), 16);
    let kinds: Vec<_> = board.kinds.iter().map(|kind| (kind.id.as_str(), kind.precision)).collect();
    assert_eq!(kinds, [("lived", Precision::Area), ("visited", Precision::Street)]);
    assert!(board.finders.len() >= 5);
    let first = &board.finders[0];
    assert_eq!(first.question, "What kinds of knowledge do you bring about GoWell?");
    assert!(matches!(first.form, Form::Knowledge { depth: true, own: true, .. }));
}

#[test]
fn the_built_in_board_asks_in_every_form() {
    let board = built_in();
    let forms: Vec<_> = board.finders.iter().map(|finder| &finder.form).collect();
    let has = |wanted: fn(&Form) -> bool| forms.iter().any(|form| wanted(form));
    assert!(has(|form| matches!(form, Form::Knowledge { .. })));
    assert!(has(|form| matches!(form, Form::Choice { many: false, .. })));
    assert!(has(|form| matches!(form, Form::Choice { many: true, .. })));
    assert!(has(|form| matches!(form, Form::Line { .. })));
}

#[test]
fn the_built_in_board_finds_old_places_by_name() {
    let board = built_in();
    let area_of = |name: &str| {
        let known = |area: &&kenspeckle_shared::definition::Area| {
            area.name == name || area.also.iter().any(|other| other == name)
        };
        board.areas.iter().find(known).map(|area| area.id.to_string()).unwrap()
    };
    assert_eq!(area_of("Red Road"), "red-road");
    assert_eq!(area_of("Pollokshaws"), "shawbridge");
    assert_eq!(area_of("Plean Street"), "scotstoun-msf");
    assert_eq!(area_of("Dalmarnock"), "gowell-east");
}

#[test]
fn the_built_in_board_shows_its_sources() {
    let attribution = built_in().attribution.join(" ");
    for source in ["OS and NRS data © Crown copyright", "DfT NaPTAN data", "OpenStreetMap"] {
        assert!(attribution.contains(source), "{source}");
    }
}

#[test]
fn the_street_grid_is_about_a_hundred_metres_at_the_middle_latitude() {
    // 100 m are 0.000899 degree of latitude; at 55.86 degrees north, 0.00160 of longitude.
    assert_eq!(built_in().street_grid, [160, 90]);
    assert_eq!(loaded(&good()).street_grid, [140, 90]);
}

#[test]
fn an_area_knows_its_size_on_the_ground() {
    let board = loaded(&good());
    // 0.06 by 0.03 degree at 50 degrees north: about 4.30 km by 3.34 km.
    let north = board.areas[0].size_m2;
    assert!((14_200_000..14_500_000).contains(&north), "{north}");
    let with_hole = board.areas[1].size_m2;
    assert!(with_hole < 19_400_000 && with_hole > 18_000_000, "{with_hole}");
}

#[test]
fn a_given_centre_is_kept_and_a_missing_one_is_found_inside() {
    let board = loaded(&good());
    assert_eq!(board.areas[2].centre, Position { lon: 1_003_200, lat: 5_003_200 });
    assert_eq!(board.areas[0].centre, Position { lon: 1_005_000, lat: 5_007_500 });
}

#[test]
fn a_bent_area_has_its_centre_inside_although_its_centroid_is_not() {
    let bent = vec![vec![
        [10.0, 50.0],
        [10.1, 50.0],
        [10.1, 50.01],
        [10.01, 50.01],
        [10.01, 50.1],
        [10.0, 50.1],
        [10.0, 50.0],
    ]];
    let Position { lon, lat } = loaded(&with_outline(&bent)).areas[0].centre;
    assert!(lon <= 1_001_000 || lat <= 5_001_000, "{lon} {lat}");
}

#[test]
fn rings_are_stored_outer_counter_clockwise_and_holes_clockwise_however_they_are_drawn() {
    let board = loaded(&good());
    for area in &board.areas {
        for (index, ring) in area.polygons.iter().flat_map(|rings| rings.iter().enumerate()) {
            assert_eq!(turns_left(&unpack_path(ring)), index == 0, "{} ring {index}", area.id);
        }
    }
}

fn turns_left(ring: &[Position]) -> bool {
    let cross = |pair: &[Position]| {
        i64::from(pair[0].lon) * i64::from(pair[1].lat)
            - i64::from(pair[1].lon) * i64::from(pair[0].lat)
    };
    ring.windows(2).map(cross).sum::<i64>() > 0
}

#[test]
fn the_sketch_map_is_grouped_in_drawing_order() {
    let layers = built_in().base.layers;
    let order: Vec<_> = layers
        .iter()
        .map(|layer| (layer.kind.as_str(), layer.class.as_str(), layer.fill))
        .collect();
    let expected = [
        ("park", "cemetery", true),
        ("park", "park", true),
        ("park", "wood", true),
        ("water", "lake", true),
        ("water", "river", true),
        ("boundary", "city", false),
        ("waterway", "canal", false),
        ("waterway", "river", false),
        ("rail", "rail", false),
        ("rail", "subway", false),
        ("road", "local", false),
        ("road", "secondary", false),
        ("road", "primary", false),
        ("road", "motorway", false),
    ];
    assert_eq!(order, expected);
}

#[test]
fn a_board_without_a_sketch_map_or_bounds_opens_on_its_areas() {
    let mut files = good();
    files.remove("base.geojson");
    let bounds = "bounds = { west = 10.0, south = 50.0, east = 10.1, north = 50.1 }\n";
    replace(&mut files, "board.toml", bounds, "");
    assert_eq!(loaded(&files).bounds, [1_001_700, 5_000_600, 1_008_300, 5_009_400]);
}

#[test]
fn line_breaks_of_the_file_are_not_line_breaks_of_the_page() {
    assert_eq!(loaded(&good()).welcome.text, "Put a sticker where you have lived.");
}

#[test]
fn a_byte_order_mark_of_an_editor_does_no_harm() {
    let mut files = good();
    for bytes in files.values_mut() {
        bytes.splice(0..0, "\u{feff}".bytes());
    }
    assert_eq!(loaded(&files), loaded(&good()));
}

#[test]
fn the_hash_names_exactly_one_definition() {
    let board = loaded(&good());
    assert_eq!(board.hash(), loaded(&good()).hash());
    assert!(board.hash().len() == 32 && board.hash().bytes().all(|byte| byte.is_ascii_hexdigit()));
    let mut other = board.clone();
    other.areas[0].name.push('!');
    assert_ne!(board.hash(), other.hash());
}

#[test]
fn ids_are_kept_from_the_facts() {
    let ids: BTreeSet<_> = built_in().areas.iter().map(|area| area.id.to_string()).collect();
    let expected = "birness-drive carntyne castlemilk drumchapel gorbals-riverside govan \
                    gowell-east red-road riddrie scotstoun-msf shawbridge sighthill \
                    st-andrews-drive townhead wider-red-road wider-scotstoun";
    assert_eq!(ids.iter().map(String::as_str).collect::<Vec<_>>().join(" "), expected);
}

#[test]
fn the_built_in_board_survives_being_sent() {
    let board = built_in();
    let sent: Definition = serde_json::from_slice(&serde_json::to_vec(&board).unwrap()).unwrap();
    assert_eq!(sent, board);
    assert_eq!(sent.hash(), board.hash());
}

proptest! {
    #[test]
    fn any_good_definition_survives_being_sent_with_its_hash(
        title in "[a-zA-Zà-ž]{1,20}( [a-z]{1,20})?",
        radii in prop::collection::vec(0.002..0.04_f64, 3..40),
    ) {
        let mut files = with_outline(&[star(&radii)]);
        replace(&mut files, "board.toml", "title = \"Littleton\"", &format!("title = {title:?}"));
        let board = loaded(&files);
        prop_assert_eq!(&board.title, &title);
        let sent: Definition = serde_json::from_slice(&serde_json::to_vec(&board).unwrap()).unwrap();
        prop_assert_eq!(sent.hash(), board.hash());
        prop_assert_eq!(sent, board);
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), which in 0..3_usize) {
        let mut files = good();
        files.insert(kenspeckle_shared::definition::FILES[which].to_owned(), bytes);
        prop_assert!(Definition::from_files(&files).is_err());
    }

    #[test]
    fn any_numbers_as_a_ring_are_answered_without_a_panic(
        ring in prop::collection::vec(prop::array::uniform2(-200.0..200.0_f64), 0..12),
        close in any::<bool>(),
    ) {
        let mut ring = ring;
        if close { ring.extend(ring.first().copied()); }
        let _ = Definition::from_files(&with_outline(&[ring]));
    }
}

/// A ring round the middle of the small board; its corners lie at these distances in degrees.
fn star(radii: &[f64]) -> Vec<[f64; 2]> {
    let corner = |(index, radius): (usize, &f64)| {
        let angle = std::f64::consts::TAU * index as f64 / radii.len() as f64;
        [10.05 + radius * angle.cos(), 50.05 + radius * angle.sin()]
    };
    let mut ring: Vec<_> = radii.iter().enumerate().map(corner).collect();
    ring.push(ring[0]);
    ring
}
