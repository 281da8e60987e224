//! A question of every form, and answers to it.

use kenspeckle_shared::finder::{Answer, Finder};
use serde_json::{Value, json};

pub const OPTIONS: [&str; 3] = ["a", "b", "c"];

pub fn options() -> Value {
    json!(OPTIONS.map(|id| json!({ "id": id, "label": id })))
}

pub fn forms() -> Vec<Value> {
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

pub fn finder(form: &Value, threshold: u32, by_area: bool) -> Finder {
    let mut finder = json!({ "id": "f", "question": "?", "form": form, "threshold": threshold });
    if by_area {
        finder["by_area"] = json!("lived");
    }
    serde_json::from_value(finder).unwrap()
}

/// Some answer to a form, from three small numbers.
pub fn answer(form: &Value, [x, y, z]: [u16; 3]) -> Answer {
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

/// Every count in a published tally, by its path.
pub fn counts(value: &Value, path: &str, found: &mut Vec<(String, Option<u64>)>) {
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
