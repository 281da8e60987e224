//! A GeoJSON file that somebody brings: the areas in it, with whatever properties it has.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::fault::{Faults, Spot};
use super::features::Called;
use super::frame::Frame;
use super::ring::Survey;
use super::validate::{AREA_NAME_CHARS, AREAS_MAX, ID_CHARS, POINTS_MAX, at_most};
use super::{Area, AreaType, area_file, features};
use crate::limits::UPLOAD_BYTES;

/// What the file is called in words about it: its own name is nobody's business.
pub(super) const FILE: &str = "the file";
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
    let Some(mut collection) = parse(&spot, text, faults) else { return Vec::new() };
    if let Some(Value::Array(features)) = collection.get_mut("features") {
        if !is_small_enough(&spot, features, faults) {
            return Vec::new();
        }
        plain_properties(features, &area_type.id);
    }
    let features = features::of(&spot, &collection, Called::ByNumber("area"), faults);
    let mut survey = Survey::new(faults, hint, false);
    let types = std::slice::from_ref(area_type);
    let read = |features| area_file::of_features(&spot, features, Some(types), &mut survey);
    features.map_or_else(Vec::new, read)
}

/// Reads the JSON object that the file is, or tells in words of no program why it is none.
fn parse(spot: &Spot, text: &str, faults: &Faults) -> Option<Map<String, Value>> {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > UPLOAD_BYTES {
        let megabytes = text.len().div_ceil(1 << 20);
        let remedy = "5 MB is the most. Simplify its outlines, or leave areas out.";
        faults.add(spot, format!("it has {megabytes} MB"), remedy);
        return None;
    }
    if text.trim().is_empty() {
        faults.add(spot, "it is empty", "Choose a file that your map program saved as GeoJSON.");
        return None;
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(collection)) => return Some(collection),
        Ok(_) => features::no_collection(spot, faults),
        Err(error) if error.is_eof() => {
            faults.add(spot, "it ends too early", "Export or copy it again: a part is missing.");
        }
        Err(error) => {
            let spot = spot.part(&format!("line {}, letter {}", error.line(), error.column()));
            let remedy = "Export it again from your map program as GeoJSON.";
            faults.add(&spot, "this is not JSON, which GeoJSON is written in", remedy);
        }
    }
    None
}

/// Counted before anything is looked at: what follows takes its time for every point.
fn is_small_enough(spot: &Spot, features: &[Value], faults: &Faults) -> bool {
    at_most(spot, faults, "areas", features.len(), AREAS_MAX);
    let outlines = features.iter().filter_map(|one| one.pointer("/geometry/coordinates"));
    let count: usize = outlines.map(points).sum();
    if count > POINTS_MAX {
        let problem = format!("its outlines have {count} points together");
        let remedy = format!("Simplify them in your map program to at most {POINTS_MAX}.");
        faults.add(spot, problem, remedy);
    }
    features.len() <= AREAS_MAX && count <= POINTS_MAX
}

fn points(coordinates: &Value) -> usize {
    match coordinates {
        Value::Array(parts) if parts.iter().any(Value::is_array) => parts.iter().map(points).sum(),
        _ => 1,
    }
}

/// Keeps of each feature a name and an id. An id that the file gives stays, so that a repeated one
/// is noticed; others are made from the names.
fn plain_properties(features: &mut [Value], area_type: &str) {
    let mut taken: BTreeSet<String> = features.iter().filter_map(given_id).collect();
    for feature in features {
        let name = name_of(feature);
        let made = || free_id(name.as_deref().unwrap_or_default(), "area", &mut taken);
        let id = given_id(feature).unwrap_or_else(made);
        let Some(feature) = feature.as_object_mut() else { continue };
        let mut properties = Map::new();
        properties.insert("id".to_owned(), json!(id));
        properties.insert("type".to_owned(), json!(area_type));
        properties.extend(name.map(|name| ("name".to_owned(), json!(name))));
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

/// The name of an area, as most programs write it down; else what looks most like one.
fn name_of(feature: &Value) -> Option<String> {
    let properties = feature.get("properties")?.as_object()?;
    let usual = NAMES.iter().find_map(|name| words(properties.get(*name)?));
    let mut names = properties.iter().filter(|(key, _)| is_like_a_name(key));
    usual.or_else(|| names.find_map(|(_, value)| words(value)))
}

/// Statistical offices write `LAD23NM`, others `area_name`.
fn is_like_a_name(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.ends_with("name") || key.ends_with("nm")
}

/// A longer name than a list shows is cut rather than refused: files are seldom one's own. Marks
/// that would turn the page's own words round go.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let words: String = plain_words(&text).chars().take(AREA_NAME_CHARS).collect();
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}

/// Words on one line, without marks that nobody sees.
pub(super) fn plain_words(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = |letter: &char| !letter.is_control() && !turns_text(*letter);
    joined.chars().filter(plain).collect::<String>().trim().to_owned()
}

/// Marks that turn the text after them round.
fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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

/// An id that nothing else has: from a name, or else `otherwise`, numbered if need be.
pub(super) fn free_id(name: &str, otherwise: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| otherwise.into());
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let mut ids = std::iter::once(slug.clone()).chain(numbered);
    let free = ids.find(|id| !taken.contains(id)).unwrap_or(slug);
    taken.insert(free.clone());
    free
}
