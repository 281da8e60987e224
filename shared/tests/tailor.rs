//! Definitions made from a template and wishes, and files that people bring.
#![allow(clippy::unwrap_used, missing_docs)]

mod definition_support;

use std::collections::BTreeSet;

use definition_support::{built_in, lines};
use kenspeckle_shared::agenda::ActivityState;
use kenspeckle_shared::definition::validate::AREAS_MAX;
use kenspeckle_shared::definition::{Definition, Finder, KindWish, Places, Plan, Wishes};
use kenspeckle_shared::finder::Form;
use kenspeckle_shared::geography::Geography;
use kenspeckle_shared::ids::{AreaId, KindId};
use kenspeckle_shared::limits::{FAULTS_SHOWN, UPLOAD_BYTES};
use kenspeckle_shared::position::Position;
use serde_json::{Value, json};

fn from_file(text: impl Into<String>) -> Result<Definition, Vec<String>> {
    let wishes = Wishes { places: Places::File(text.into()), ..Wishes::default() };
    built_in().tailored(wishes).map_err(|faults| lines(&faults))
}

fn kept(id: &str) -> KindWish {
    KindWish::Kept(KindId(id.into()))
}

/// A file of these outlines, as coordinates of a Polygon each.
fn file(outlines: &[Value]) -> Value {
    let feature = |(index, outline): (usize, &Value)| {
        json!({ "type": "Feature", "properties": { "name": format!("Area {index}") },
                "geometry": { "type": "Polygon", "coordinates": outline } })
    };
    json!({ "type": "FeatureCollection",
            "features": outlines.iter().enumerate().map(feature).collect::<Vec<_>>() })
}

fn square(west: f64, south: f64, side: f64) -> Value {
    let (east, north) = (west + side, south + side);
    json!([[west, south], [east, south], [east, north], [west, north], [west, south]])
}

fn told(file: &Value) -> Vec<String> {
    from_file(file.to_string()).unwrap_err()
}

#[test]
fn r9_2_a_file_with_holes_and_several_pieces_becomes_the_map() {
    let lake = json!([square(5.0, 52.0, 0.1), square(5.04, 52.04, 0.02)]);
    let islands = json!([[square(5.2, 52.0, 0.05)], [square(5.3, 52.0, 0.05)]]);
    let text = json!({ "type": "FeatureCollection", "name": "export", "features": [
        { "type": "Feature", "id": 7, "properties": { "NAME": "Lake End", "pop": 812 },
          "geometry": { "type": "Polygon", "coordinates": lake } },
        { "type": "Feature", "properties": { "name": "Île & Co", "colour": "red" },
          "geometry": { "type": "MultiPolygon", "coordinates": islands } },
    ] });
    let made = from_file(format!("\u{feff}{text}")).unwrap();
    let ids: Vec<_> = made.areas.iter().map(|area| area.id.as_str()).collect();
    assert_eq!(ids, ["7", "le-co"]);
    assert_eq!(made.areas[0].name, "Lake End");
    assert_eq!((made.areas[0].polygons[0].len(), made.areas[1].polygons.len()), (2, 2));
    let ground = Geography::new(&made);
    let at = |lon: f64, lat: f64| ground.area_at(Position::from_degrees(lon, lat).unwrap());
    assert_eq!(at(5.02, 52.02).map(|id| id.as_str().to_owned()).as_deref(), Some("7"));
    assert_eq!(at(5.05, 52.05), None, "the hole is not part of it");
    assert!(made.base.layers.is_empty(), "the sketch map of another town is gone");
    assert!(made.bounds[0] < 500_000 && made.bounds[2] > 535_000);
}

#[test]
fn r9_2_a_file_of_the_same_town_keeps_the_sketch_map() {
    let made = from_file(file(&[json!([square(-4.3, 55.86, 0.01)])]).to_string()).unwrap();
    assert!(!made.base.layers.is_empty());
    assert!(made.bounds[0] > built_in().bounds[0]);
}

#[test]
fn areas_of_the_same_name_are_told_apart_by_number() {
    let two = file(&[json!([square(5.0, 52.0, 0.1)]), json!([square(6.0, 52.0, 0.1)])]);
    let text = two.to_string().replace("Area 0", "Park").replace("Area 1", "Park");
    let made = from_file(text).unwrap();
    let ids: Vec<_> = made.areas.iter().map(|area| area.id.as_str()).collect();
    assert_eq!(ids, ["park", "park-2"]);
}

/// Each bad file, and what somebody is told.
fn bad_files() -> Vec<(&'static str, String, &'static str)> {
    let good = || square(5.0, 52.0, 0.1);
    let one = |outline: Value| file(&[outline]).to_string();
    let with = |geometry: Value| {
        json!({ "type": "FeatureCollection", "features": [
            { "type": "Feature", "properties": { "name": "A" }, "geometry": geometry } ] })
        .to_string()
    };
    let mut projected = file(&[json!([square(258_000.0, 665_000.0, 900.0)])]);
    projected["crs"] = json!({ "type": "name", "properties": { "name": "EPSG:27700" } });
    let repeated = file(&[json!([good()]), json!([square(6.0, 52.0, 0.1)])]).to_string();
    let repeated = repeated.replace("\"name\":\"Area 0\"", "\"id\":\"x\",\"name\":\"A\"");
    let repeated = repeated.replace("\"name\":\"Area 1\"", "\"id\":\"x\",\"name\":\"B\"");
    let many: Vec<_> = (0..=AREAS_MAX).map(|_| json!([good()])).collect();
    let ring = |count: usize| -> Value {
        let short = |degrees: f64| (degrees * 1e4).round() / 1e4;
        let angle = |index: usize| index as f64 / count as f64 * std::f64::consts::TAU;
        let mut points: Vec<_> = (0..count)
            .map(|index| json!([short(5.0 + angle(index).cos()), short(52.0 + angle(index).sin())]))
            .collect();
        points.push(points[0].clone());
        json!([points])
    };
    let detailed: Vec<_> = (0..5).map(|_| ring(41_000)).collect();
    vec![
        ("empty", " \n".into(), "it is empty"),
        ("not JSON", "name,lon,lat\nA,5,52".into(), "this is not JSON"),
        ("cut off", one(json!([good()]))[..80].to_owned(), "it ends too early"),
        ("not a number", one(json!([good()])).replace("5.1", "NaN"), "this is not JSON"),
        ("a list", good().to_string(), "not a GeoJSON FeatureCollection"),
        (
            "one feature",
            json!({ "type": "Feature" }).to_string(),
            "not a GeoJSON FeatureCollection",
        ),
        ("no areas", file(&[]).to_string(), "there are no areas"),
        ("no geometry", with(Value::Null), "it has no geometry"),
        (
            "points",
            with(json!({ "type": "Point", "coordinates": [5, 52] })),
            "its shape is a Point",
        ),
        ("no numbers", one(json!([[["5", "52"]]])), "its geometry cannot be read"),
        ("open", one(json!([[[5, 52], [6, 52], [6, 53], [5, 53]]])), "does not close"),
        (
            "crossing",
            one(json!([[[5, 52], [6, 53], [6, 52], [5, 53], [5, 52]]])),
            "crosses or touches itself",
        ),
        ("too few points", one(json!([[[5, 52], [6, 52], [5, 52]]])), "too few points"),
        ("swapped", one(json!([square(55.86, -4.3, 0.01)])), "latitude first"),
        ("off the globe", one(json!([square(258_000.0, 665_000.0, 900.0)])), "not on the globe"),
        ("projected", projected.to_string(), "the coordinate system is \"EPSG:27700\""),
        (
            "hole outside",
            one(json!([good(), square(5.5, 52.5, 0.01)])),
            "the hole is not inside the outline",
        ),
        (
            "pieces on top of each other",
            with(json!({ "type": "MultiPolygon",
                         "coordinates": [[good()], [square(5.05, 52.0, 0.1)]] })),
            "it overlaps polygon 1",
        ),
        (
            "round the world",
            file(&[json!([square(-179.0, 0.0, 1.0)]), json!([square(178.0, 0.0, 1.0)])])
                .to_string(),
            "more than half of the world",
        ),
        ("no name", one(json!([good()])).replace("name", "nom"), "`name` is missing"),
        ("same id twice", repeated, "used more than once"),
        ("too many areas", file(&many).to_string(), "there are 501 areas"),
        ("too much detail", file(&detailed).to_string(), "points together"),
        ("too large", " ".repeat(UPLOAD_BYTES + 1), "it has 6 MB"),
    ]
}

#[test]
fn r9_3_every_bad_file_is_refused_in_plain_words() {
    for (what, text, words) in bad_files() {
        let told = from_file(text).unwrap_err();
        assert!(told.iter().any(|line| line.contains(words)), "{what}: {told:?}");
        assert!(told.len() <= FAULTS_SHOWN, "{what}: {}", told.len());
        for line in told {
            assert!(line.starts_with("the file"), "{what}: {line}");
            assert!(line.ends_with('.'), "{what}: {line}");
        }
    }
}

#[test]
fn r9_3_no_line_speaks_as_a_program_does() {
    for (what, text, _) in bad_files() {
        for line in from_file(text).unwrap_err() {
            for jargon in ["EOF", "parsing", "expected", "invalid type", "null", "unnamed"] {
                assert!(!line.contains(jargon), "{what}: {line}");
            }
        }
    }
}

#[test]
fn r9_3_a_crowd_of_areas_is_counted_and_not_looked_at() {
    let feature = r#"{"type":"Feature","properties":{"name":"A"},"geometry":null}"#;
    let features = vec![feature; 70_000].join(",");
    let file = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
    let told = from_file(file).unwrap_err();
    assert_eq!(told, ["the file: there are 70000 areas. Keep at most 500 of them."]);
}

#[test]
fn names_are_found_where_map_programs_write_them_and_are_plain() {
    let name_of = |properties: Value| {
        let mut file = file(&[json!([square(5.0, 52.0, 0.1)])]);
        file["features"][0]["properties"] = properties;
        from_file(file.to_string()).map(|made| made.areas[0].name.clone())
    };
    for (properties, name) in [
        (json!({ "NAME": "Leith", "name_en": "x" }), "Leith"),
        (json!({ "LAD23CD": "S12000049", "LAD23NM": "Glasgow City" }), "Glasgow City"),
        (json!({ "area_name": " Partick \n East " }), "Partick East"),
        (json!({ "name": 7 }), "7"),
        (json!({ "name": "safe\u{202e}txt\u{7}" }), "safetxt"),
        (json!({ "name": "ن".repeat(70) }), &"ن".repeat(60)),
    ] {
        assert_eq!(name_of(properties).as_deref(), Ok(name));
    }
    assert!(name_of(json!({ "name": "\u{202e}" })).is_err());
    assert!(name_of(Value::Null).is_err());
}

#[test]
fn r9_3_several_mistakes_are_told_at_once_with_their_areas() {
    let file = file(&[
        json!([square(5.0, 52.0, 0.1)]),
        json!([[[5, 52], [6, 52], [6, 53], [5, 53]]]),
        json!([[[5, 52], [6, 53], [6, 52], [5, 53], [5, 52]]]),
    ]);
    let told = told(&file);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("the file, area 2 (\"Area 1\"), ring 1: the ring does not"));
    assert!(told[1].contains("area 3 (\"Area 2\")"));
}

#[test]
fn r9_1_a_board_of_some_places_and_kinds_leaves_nothing_hanging() {
    let template = built_in();
    let wishes = Wishes {
        title: Some("  Govan   and Red Road ".to_owned()),
        places: Places::Some(BTreeSet::from([AreaId("govan".into()), AreaId("red-road".into())])),
        kinds: Some(vec![kept("visited")]),
        plan: Plan::All,
    };
    let made = template.tailored(wishes.clone()).unwrap();
    assert_eq!(made.title, "Govan and Red Road");
    assert_eq!((made.areas.len(), made.kinds.len()), (2, 1));
    assert_eq!(made.agenda.len(), template.agenda.len());
    assert!(
        made.finders
            .iter()
            .all(|one| one.by_area.as_ref().is_none_or(|id| id.as_str() == "visited"))
    );
    assert!(made.area_types.len() < template.area_types.len());
    assert_ne!(made.id, template.id);
    assert_eq!(made, template.tailored(wishes.clone()).unwrap(), "the same wishes, the same board");
    let without = template.tailored(Wishes { plan: Plan::None, ..wishes }).unwrap();
    assert!(without.agenda.is_empty());
    assert_eq!(without.finders.len(), template.finders.len(), "questions are all there is to do");
    assert_ne!(without.id, made.id);
}

#[test]
fn r9_1_a_board_of_one_place_does_not_ask_which() {
    let template = built_in();
    let asks_which = |made: &Definition| {
        let over = |one: &&Finder| matches!(one.form, Form::Dots { areas: true, .. });
        made.finders.iter().find(over).map(|one| one.id.clone())
    };
    let asked = asks_which(&template).unwrap();
    let one = Places::Some(BTreeSet::from([AreaId("govan".into())]));
    let wishes = Wishes { places: one, ..Wishes::default() };
    let made = template.tailored(wishes).unwrap();
    assert_eq!(asks_which(&made), None);
    assert!(made.agenda.iter().all(|step| step.finder.as_ref() != Some(&asked)));
    assert_eq!(made.agenda.len() + 1, template.agenda.len());
}

#[test]
fn r9_1_wishes_that_cannot_be_are_told() {
    let template = built_in();
    let none = Wishes { places: Places::Some(BTreeSet::new()), ..Wishes::default() };
    assert!(lines(&template.tailored(none).unwrap_err())[0].contains("Choose at least one"));
    let unknown = Wishes { kinds: Some(vec![kept("x")]), ..Wishes::default() };
    assert!(lines(&template.tailored(unknown).unwrap_err())[0].contains("the legend"));
    for title in [" ", &"long ".repeat(20)] {
        let wishes = Wishes { title: Some(title.to_owned()), ..Wishes::default() };
        assert!(lines(&template.tailored(wishes).unwrap_err())[0].starts_with("the title"));
    }
}

#[test]
fn r9_4_a_plan_that_was_begun_begins_anew() {
    let template = built_in();
    let mut agenda = template.agenda.clone();
    for activity in &mut agenda {
        activity.state = ActivityState::ViewOnly;
    }
    agenda[1].state = ActivityState::Hidden;
    agenda.truncate(5);
    let planned = template.with_plan(&agenda, template.finders.clone());
    assert_eq!(planned.agenda.len(), 5);
    assert_eq!(planned.agenda[1].state, ActivityState::Hidden);
    assert!(planned.agenda.iter().all(|one| one.state != ActivityState::ViewOnly));
    assert!(planned.tailored(Wishes::default()).is_ok());
}
