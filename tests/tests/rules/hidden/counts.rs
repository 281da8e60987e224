//! Where counts can be in what was received.

use serde_json::Value;

/// Fields that only a tally has, or say how many answered.
const COUNTS: [&str; 12] = [
    "tally", "before", "by_area", "answered", "skipped", "people", "bins", "not_sure", "cells",
    "rings", "places", "depths",
];

/// Fields that hold numbers of people, or of dots.
const NUMBERS: [&str; 8] =
    ["people", "dots", "bins", "not_sure", "cells", "rings", "places", "depths"];

/// Every JSON text that was received.
pub(super) fn messages(received: &str) -> Vec<Value> {
    received
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
        .collect()
}

/// Demands that nothing that was received about one finder has a field for counts.
pub(super) fn none(who: &str, received: &str, finder: &str) {
    for view in views(received, finder) {
        for (field, _) in view.as_object().unwrap() {
            let known = ["t", "id", "open", "revealed", "round", "made"];
            assert!(known.contains(&field.as_str()), "{who} received {field}: {view}");
        }
        let mut rest = view.clone();
        rest["made"].take();
        each(&rest, &mut |field, _| assert!(!COUNTS.contains(&field), "{who} received {view}"));
    }
}

/// Every number of people in the tallies of one finder; `None` for those withheld.
pub(super) fn numbers(received: &str, finder: &str) -> Vec<Option<u64>> {
    let mut found = Vec::new();
    for view in views(received, finder) {
        for tally in ["tally", "before", "by_area"] {
            each(&view[tally], &mut |field, value| {
                if NUMBERS.contains(&field) {
                    match value {
                        Value::Array(list) => found.extend(list.iter().map(Value::as_u64)),
                        one => found.push(one.as_u64()),
                    }
                }
            });
        }
    }
    found
}

/// Everything that was said of one finder, in frames and in snapshots.
pub(super) fn views(received: &str, finder: &str) -> Vec<Value> {
    let mut found = Vec::new();
    for message in messages(received) {
        let changes = message["changes"].as_array().into_iter().flatten();
        let changes = changes.filter(|change| change["t"] == "finder");
        // A definition has finders too, without their state.
        let listed = message["finders"].as_array().into_iter().flatten();
        let listed = listed.filter(|one| one.get("revealed").is_some());
        found.extend(changes.chain(listed).filter(|one| one["id"] == finder).cloned());
    }
    found
}

fn each(value: &Value, look: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                look(field, value);
                each(value, look);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| each(value, look)),
        _ => {}
    }
}
