//! What published counts give away: nothing about fewer people than the threshold.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};

use kenspeckle_shared::finder::{Answer, Counted, Finder, Published, Tally};
use kenspeckle_shared::ids::AreaId;
use proptest::prelude::*;
use serde_json::{Value, json};

const OPTIONS: [&str; 3] = ["a", "b", "c"];

fn options() -> Value {
    json!(OPTIONS.map(|id| json!({ "id": id, "label": id })))
}

fn forms() -> Vec<Value> {
    vec![
        json!({ "form": "knowledge", "options": options(), "depth": true, "own": true }),
        json!({ "form": "choice", "options": options(), "many": true }),
        json!({ "form": "choice", "options": options(), "many": false }),
        json!({ "form": "line", "from": "x", "to": "y" }),
        json!({ "form": "dots", "options": options(), "areas": false, "dots": 3 }),
        json!({ "form": "words", "bank": options(), "most": 3, "own": true }),
        json!({ "form": "target", "statements": options() }),
        json!({ "form": "quadrant", "across": { "from": "x", "to": "y" }, "up": { "from": "x", "to": "y" } }),
        json!({ "form": "rank", "options": options() }),
        json!({ "form": "wall", "prompts": options() }),
    ]
}

fn finder(form: &Value, threshold: u32, by_area: bool) -> Finder {
    let mut finder = json!({ "id": "f", "question": "?", "form": form, "threshold": threshold });
    if by_area {
        finder["by_area"] = json!("lived");
    }
    serde_json::from_value(finder).unwrap()
}

/// Some answer to a form, from three small numbers.
fn answer(form: &Value, [x, y, z]: [u16; 3]) -> Answer {
    let option = |at: u16| OPTIONS[usize::from(at) % 3];
    let two = || if x % 3 == y % 3 { vec![option(x)] } else { vec![option(x), option(y)] };
    let depth = ["heard", "some", "tell"][usize::from(z) % 3];
    let answer = match form["form"].as_str().unwrap() {
        "knowledge" => {
            json!({ "form": "knowledge", "chosen": [{ "option": option(x), "depth": depth }] })
        }
        "choice" if form["many"] == true => json!({ "form": "choice", "chosen": two() }),
        "choice" => json!({ "form": "choice", "chosen": [option(x)] }),
        "line" if z == 0 => json!({ "form": "line", "at": { "kind": "not_sure" } }),
        "line" => json!({ "form": "line", "at": { "kind": "point", "value": x * 100 } }),
        "dots" => json!({ "form": "dots", "given": [{ "option": option(x), "dots": 1 + y % 3 }] }),
        "words" => {
            json!({ "form": "words", "chosen": [option(x)], "own": [format!("word{}", y % 2)] })
        }
        "target" => json!({ "form": "target", "aimed": [{ "option": option(x), "ring": y % 4 }] }),
        "quadrant" => {
            json!({ "form": "quadrant", "at": { "kind": "point", "x": x * 100, "y": y * 100 } })
        }
        "rank" => json!({ "form": "rank", "order": two() }),
        _ => json!({ "form": "wall", "notes": [{ "prompt": option(x), "words": "w" }] }),
    };
    serde_json::from_value(answer).unwrap()
}

fn publish(finder: &Finder, people: &[(Answer, Option<AreaId>)], areas: &[AreaId]) -> Published {
    let counted = people
        .iter()
        .map(|(answer, area)| (Counted { answer, texts: &[], muted: false }, area.as_ref()));
    finder.publish(counted, areas)
}

/// Every count in a published tally, by its path.
fn counts(value: &Value, path: &str, found: &mut Vec<(String, Option<u64>)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in
                fields.iter().filter(|(name, _)| !["side", "place"].contains(&name.as_str()))
            {
                counts(value, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                counts(value, &format!("{path}[{at}]"), found);
            }
        }
        Value::Number(number) => found.push((path.to_owned(), number.as_u64())),
        Value::Null => found.push((path.to_owned(), None)),
        _ => {}
    }
}

fn counts_of(tally: &Tally) -> Vec<(String, Option<u64>)> {
    let mut found = Vec::new();
    counts(&serde_json::to_value(tally).unwrap(), "", &mut found);
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn r5_24_no_published_count_is_below_the_threshold(
        threshold in 2_u32..7,
        people in prop::collection::vec((any::<[u8; 3]>(), 0_usize..4), 0..40),
    ) {
        let areas: Vec<AreaId> = ["north", "south", "east"].map(AreaId::from).to_vec();
        for form in forms() {
            let finder = finder(&form, threshold, true);
            let people: Vec<_> = people.iter().map(|([x, y, z], area)| {
                let small = [u16::from(x % 10), u16::from(y % 10), u16::from(z % 4)];
                (answer(&form, small), areas.get(*area).cloned())
            }).collect();
            let published = publish(&finder, &people, &areas);
            let all = std::iter::once(&published.tally).chain(published.by_area.iter().map(|one| &one.tally));
            for tally in all {
                for (path, count) in counts_of(tally) {
                    prop_assert!(count.is_none_or(|count| count >= u64::from(threshold)), "{path} of {tally:?}");
                }
            }
            let told = counts_of(&published.tally);
            let total = published.tally.people();
            prop_assert!(total.is_none() || told.iter().all(|(path, count)| count.is_some() || path.contains("depths")), "{told:?}");
        }
    }
}

/// All ways to put `people` people into `cells` cells.
fn tables(people: usize, cells: usize) -> Vec<Vec<usize>> {
    if cells == 1 {
        return vec![vec![people]];
    }
    let first = |most: usize| {
        tables(people - most, cells - 1).into_iter().map(move |mut rest| {
            rest.insert(0, most);
            rest
        })
    };
    (0..=people).flat_map(first).collect()
}

/// Looks at all tables of up to `checked` people, among somewhat larger ones. Whoever sees only what is published cannot tell any withheld count: of all the tables that give
/// the same publication, at least two differ in it.
fn nothing_follows(checked: usize, threshold: u32, options: usize, areas: usize) {
    let names: Vec<AreaId> = (0..areas).map(|at| AreaId(format!("area{at}"))).collect();
    let form = json!({ "form": "choice", "many": false,
        "options": OPTIONS[..options].iter().map(|id| json!({ "id": id, "label": id })).collect::<Vec<_>>() });
    let finder = finder(&form, threshold, areas > 0);
    let groups = areas + 1;
    let mut same: BTreeMap<String, Vec<Vec<usize>>> = BTreeMap::new();
    let larger = checked + threshold as usize;
    for table in (0..=larger).flat_map(|people| tables(people, options * groups)) {
        let one = |(cell, count): (usize, &usize)| {
            let answer = json!({ "form": "choice", "chosen": [OPTIONS[cell % options]] });
            let answer: Answer = serde_json::from_value(answer).unwrap();
            vec![(answer, names.get(cell / options).cloned()); *count]
        };
        let people: Vec<_> = table.iter().enumerate().flat_map(one).collect();
        let published = publish(&finder, &people, &names);
        let seen = serde_json::to_string(&(&published.tally, &published.by_area)).unwrap();
        same.entry(seen).or_default().push(table);
    }
    let few =
        |alike: &Vec<Vec<usize>>| alike.iter().any(|table| table.iter().sum::<usize>() <= checked);
    for (seen, alike) in same.into_iter().filter(|(_, alike)| few(alike)) {
        let shown: Value = serde_json::from_str(&seen).unwrap();
        for option in 0..options {
            let total = |table: &Vec<usize>| {
                (0..groups).map(|g| table[g * options + option]).sum::<usize>()
            };
            let whole = &shown[0]["options"][option]["people"];
            if whole.is_null() {
                let values: BTreeSet<_> = alike.iter().map(total).collect();
                assert!(values.len() > 1, "option {option} follows from {seen}");
            }
            for group in 0..if areas > 0 { groups } else { 0 } {
                let name = names.get(group).map(AreaId::as_str).unwrap_or_default();
                let rows = shown[1].as_array().unwrap();
                let row = rows.iter().find(|row| row["area"] == name);
                if row.is_some_and(|row| row["tally"]["options"][option]["people"].is_u64()) {
                    continue;
                }
                let values: BTreeSet<_> =
                    alike.iter().map(|table| table[group * options + option]).collect();
                assert!(
                    values.len() > 1,
                    "group {group}, option {option} follows from {seen}: {alike:?}"
                );
            }
        }
    }
}

#[test]
fn r5_24_no_withheld_count_follows_from_what_is_published() {
    for threshold in 2..=4 {
        nothing_follows(14, threshold, 2, 0);
        nothing_follows(9, threshold, 3, 0);
    }
}

#[test]
fn r5_25_no_count_by_area_follows_from_what_is_published() {
    nothing_follows(8, 2, 2, 1);
    nothing_follows(9, 3, 2, 1);
    nothing_follows(6, 2, 2, 2);
    nothing_follows(6, 3, 2, 2);
}
