//! What published counts give away: nothing about fewer people than the threshold.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::forms::{OPTIONS, answer, counts, finder, forms, options};
use kenspeckle_shared::finder::{Answer, Counted, Finder, Published, Tally};
use kenspeckle_shared::ids::AreaId;
use proptest::prelude::*;
use serde_json::{Value, json};

fn publish(finder: &Finder, people: &[(Answer, Option<AreaId>)], areas: &[AreaId]) -> Published {
    let counted = people
        .iter()
        .map(|(answer, area)| (Counted { answer, texts: &[], muted: false }, area.as_ref()));
    finder.publish(counted, areas)
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
                // What is left of a whole count may be known where it is of enough people.
                assert!(
                    values.len() > 1 || values.iter().all(|value| *value >= threshold as usize),
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

fn shown(form: &Value, answers: &[Value]) -> Value {
    let areas: Vec<AreaId> = ["north", "south"].map(AreaId::from).to_vec();
    let people: Vec<(Answer, Option<AreaId>)> = answers
        .iter()
        .map(|answer| (serde_json::from_value(answer.clone()).unwrap(), None))
        .collect();
    serde_json::to_value(publish(&finder(form, 5, false), &people, &areas).tally).unwrap()
}

#[test]
fn r5_24_an_area_that_few_people_chose_looks_like_one_that_nobody_chose() {
    let form = json!({ "form": "dots", "options": [], "areas": true, "dots": 3 });
    let give = |area: &str| json!({ "form": "dots", "given": [{ "option": area, "dots": 2 }] });
    let nothing = json!({ "form": "dots", "people": null, "options": [] });
    assert_eq!(shown(&form, &[give("north")]), nothing);
    let many = [vec![give("north"); 4], vec![give("south"); 5]].concat();
    let south = json!([{ "option": "south", "dots": 10, "people": null }]);
    assert_eq!(shown(&form, &many)["options"], south);
}

#[test]
fn r5_24_of_an_order_nothing_but_the_order_is_given() {
    let form = json!({ "form": "rank", "options": options() });
    let order = |ids: &[&str]| json!({ "form": "rank", "order": ids });
    let many = [vec![order(&["a", "b"]); 6], vec![order(&["b", "c", "a"]); 5]].concat();
    let none = [Value::Null, Value::Null, Value::Null];
    let row = |id: &str, place: u32| json!({ "option": id, "place": place, "places": none });
    let rows = json!([row("a", 2), row("b", 1), row("c", 3)]);
    assert_eq!(shown(&form, &many), json!({ "form": "rank", "people": null, "options": rows }));
    assert_eq!(shown(&form, &many[..4])["options"][0]["place"], Value::Null);
}

#[test]
fn r5_24_who_did_not_choose_a_thing_cannot_be_counted() {
    let form = json!({ "form": "choice", "options": options(), "many": true });
    let all = json!({ "form": "choice", "chosen": ["a", "b", "c"] });
    let most = json!({ "form": "choice", "chosen": ["b", "c"] });
    let tally = shown(&form, &[vec![all; 8], vec![most]].concat());
    assert_eq!(tally["options"][0]["people"], json!(8));
    assert_eq!(tally["people"], Value::Null, "nine less eight is one");
}

#[test]
fn r5_25_no_count_by_area_follows_from_what_is_published() {
    nothing_follows(8, 2, 2, 1);
    nothing_follows(9, 3, 2, 1);
    nothing_follows(6, 2, 2, 2);
    nothing_follows(6, 3, 2, 2);
}
