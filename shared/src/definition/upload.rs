//! A GeoJSON file that somebody brings: the areas in it, with whatever properties it has.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::fault::{Faults, Spot};
use super::frame::Frame;
use super::ring::Survey;
use super::validate::{AREA_NAME_CHARS, ID_CHARS, POINTS_MAX};
use super::{Area, AreaType, area_file, features};
use crate::limits::UPLOAD_BYTES;

/// What the file is called in words about it: its own name is nobody's business.
const FILE: &str = "the file";
/// Under which a name stands in the files of common map programs, in the order of preference.
const NAMES: [&str; 6] = ["name", "Name", "NAME", "title", "label", "NAME1"];

/// Reads the areas of a file. `hint` is where they probably are: it lets swapped numbers be
/// noticed, and nothing has to lie in it.
pub(super) fn read(
    text: &str,
    area_type: &AreaType,
    hint: Option<Frame>,
    faults: &Faults,
) -> Vec<Area> {
    let spot = Spot::file(FILE);
    if text.len() > UPLOAD_BYTES {
        let problem = format!("it has {} MB", text.len().div_ceil(1 << 20));
        let remedy = "5 MB is the most. Simplify its lines, or leave areas out.";
        faults.add(&spot, problem, remedy);
        return Vec::new();
    }
    let text = text.trim_start_matches('\u{feff}');
    let Some(mut collection) = features::parse(&spot, text, faults) else { return Vec::new() };
    if let Some(Value::Array(features)) = collection.get_mut("features") {
        plain_properties(features, &area_type.id);
    }
    let mut survey = Survey { faults, frame: hint, bounded: false, points: 0 };
    let Some(features) = features::of(&spot, &collection, "area", faults) else {
        return Vec::new();
    };
    let types = [area_type.clone()];
    let areas = area_file::of_features(&spot, features, Some(&types), &mut survey);
    if survey.points > POINTS_MAX {
        let problem = format!("its outlines have {} points together", survey.points);
        faults.add(&spot, problem, format!("Simplify them to at most {POINTS_MAX}."));
    }
    areas
}

/// Keeps of each feature a name and an id. An id that the file gives stays, so that a repeated one
/// is noticed; others are made from the names.
fn plain_properties(features: &mut [Value], area_type: &str) {
    let mut taken: BTreeSet<String> = features.iter().filter_map(given_id).collect();
    for (index, feature) in features.iter_mut().enumerate() {
        let name = name_of(feature);
        let id = given_id(feature).or_else(|| Some(free_id(name.as_deref()?, &mut taken)));
        let Some(feature) = feature.as_object_mut() else { continue };
        let mut properties = Map::from_iter([("type".to_owned(), json!(area_type))]);
        properties.extend(name.map(|name| ("name".to_owned(), json!(name))));
        // Without a name there is one thing to say, not two, and it says which area.
        let id = id.unwrap_or_else(|| format!("unnamed-{}", index + 1));
        properties.insert("id".to_owned(), json!(id));
        feature.insert("properties".to_owned(), Value::Object(properties));
    }
}

fn given_id(feature: &Value) -> Option<String> {
    let property = feature.pointer("/properties/id").or_else(|| feature.get("id"))?;
    let id = match property {
        Value::String(id) => slug(id),
        Value::Number(number) => number.to_string().replace('.', "-"),
        _ => return None,
    };
    (!id.is_empty()).then_some(id)
}

fn name_of(feature: &Value) -> Option<String> {
    let properties = feature.get("properties")?;
    let text = |name: &&str| match properties.get(*name)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let name = NAMES.iter().find_map(text)?;
    // A name that is longer than a list shows is cut rather than refused: files are seldom ours.
    Some(name.chars().take(AREA_NAME_CHARS).collect())
}

/// Letters, digits and hyphens of a name, in small letters.
fn slug(name: &str) -> String {
    let letters = name.chars().map(|letter| match letter.to_ascii_lowercase() {
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    });
    let dashed: String = letters.collect();
    let words: Vec<_> = dashed.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-").chars().take(ID_CHARS - 4).collect()
}

/// An id that no other area has: from its name, numbered if need be.
fn free_id(name: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "area".into());
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let mut ids = std::iter::once(slug.clone()).chain(numbered);
    let free = ids.find(|id| !taken.contains(id)).unwrap_or(slug);
    taken.insert(free.clone());
    free
}
