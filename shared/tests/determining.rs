//! Whoever reads all that is published of a question, once or one count after the other, can work
//! out no count of fewer people than the threshold: every small table of answers is tried, and for
//! each there is another one that looks the same and differs in that count.

#![allow(missing_docs)]

mod determining_support;

use determining_support::Case;
use serde_json::{Value, json};

fn options(ids: &[&str]) -> Value {
    json!(ids.iter().map(|id| json!({ "id": id, "label": id })).collect::<Vec<_>>())
}

fn choice(many: bool, ids: &[&str]) -> Value {
    json!({ "form": "choice", "options": options(ids), "many": many })
}

fn choose(ids: &[&str]) -> Value {
    json!({ "form": "choice", "chosen": ids })
}

/// As many of two things as one likes.
fn many() -> (Value, Vec<Value>) {
    (choice(true, &["a", "b"]), vec![choose(&["a"]), choose(&["b"]), choose(&["a", "b"])])
}

/// One thing of three, and one of two.
fn choices() -> Vec<(Value, Vec<Value>)> {
    vec![
        (choice(false, &["a", "b", "c"]), vec![choose(&["a"]), choose(&["b"]), choose(&["c"])]),
        (choice(false, &["a", "b"]), vec![choose(&["a"]), choose(&["b"])]),
    ]
}

fn knowledge() -> (Value, Vec<Value>) {
    let form =
        json!({ "form": "knowledge", "options": options(&["a"]), "depth": true, "own": true });
    let know =
        |depth: &str| json!({ "form": "knowledge", "chosen": [{ "option": "a", "depth": depth }] });
    let plain = json!({ "form": "knowledge", "chosen": [{ "option": "a" }] });
    let own = json!({ "form": "knowledge", "chosen": [], "own": "MINE" });
    let both = json!({ "form": "knowledge", "chosen": [{ "option": "a" }], "own": "MINE" });
    (form, vec![plain, both, own, know("heard")])
}

fn line() -> (Value, Vec<Value>) {
    let at = |value: u16| json!({ "form": "line", "at": { "kind": "point", "value": value } });
    let unsure = json!({ "form": "line", "at": { "kind": "not_sure" } });
    (json!({ "form": "line", "from": "x", "to": "y" }), vec![at(0), at(50), at(500), unsure])
}

fn dots() -> (Value, Vec<Value>) {
    let form =
        json!({ "form": "dots", "options": options(&["a", "b"]), "areas": false, "dots": 2 });
    let give = |given: &[(&str, u8)]| {
        let one = |(option, dots): &(&str, u8)| json!({ "option": option, "dots": dots });
        json!({ "form": "dots", "given": given.iter().map(one).collect::<Vec<_>>() })
    };
    (
        form,
        vec![give(&[("a", 1)]), give(&[("a", 2)]), give(&[("b", 1)]), give(&[("a", 1), ("b", 1)])],
    )
}

fn dots_on_areas() -> (Value, Vec<Value>) {
    let give = |area: &str| json!({ "form": "dots", "given": [{ "option": area, "dots": 1 }] });
    let form = json!({ "form": "dots", "options": [], "areas": true, "dots": 1 });
    (form, vec![give("area0"), give("area1"), give("area2")])
}

fn words() -> (Value, Vec<Value>) {
    let form = json!({ "form": "words", "bank": options(&["a"]), "most": 2, "own": true });
    let say = |bank: &[&str], own: &[&str]| json!({ "form": "words", "chosen": bank, "own": own });
    (form, vec![say(&["a"], &[]), say(&[], &["w"]), say(&["a"], &["w"]), say(&[], &["v"])])
}

fn target() -> (Value, Vec<Value>) {
    let aim = |aimed: &[(&str, u8)]| {
        let one = |(option, ring): &(&str, u8)| json!({ "option": option, "ring": ring });
        json!({ "form": "target", "aimed": aimed.iter().map(one).collect::<Vec<_>>() })
    };
    let form = json!({ "form": "target", "statements": options(&["a", "b"]) });
    (form, vec![aim(&[("a", 0)]), aim(&[("a", 3)]), aim(&[("b", 0)]), aim(&[("a", 0), ("b", 1)])])
}

fn quadrant() -> (Value, Vec<Value>) {
    let axis = json!({ "from": "x", "to": "y" });
    let at =
        |x: u16, y: u16| json!({ "form": "quadrant", "at": { "kind": "point", "x": x, "y": y } });
    let unsure = json!({ "form": "quadrant", "at": { "kind": "not_sure" } });
    let form = json!({ "form": "quadrant", "across": axis, "up": axis });
    (form, vec![at(0, 0), at(300, 300), at(900, 0), unsure])
}

fn rank() -> (Value, Vec<Value>) {
    let order = |ids: &[&str]| json!({ "form": "rank", "order": ids });
    let form = json!({ "form": "rank", "options": options(&["a", "b"]) });
    (form, vec![order(&["a"]), order(&["a", "b"]), order(&["b", "a"])])
}

fn others() -> Vec<(Value, Vec<Value>)> {
    vec![line(), quadrant()]
}

/// Where the table that looks the same is one of up to twice as many people.
fn doubled() -> Vec<(Value, Vec<Value>)> {
    vec![many(), knowledge(), dots(), words(), target(), rank()]
}

#[test]
fn r5_24_no_count_of_a_few_follows_from_one_publication() {
    for threshold in 2..=3 {
        for (form, answers) in others().into_iter().chain(choices()) {
            Case::new(&form, threshold, &answers, 0).tells_of_nobody(1, 9, 9);
        }
        for (form, answers) in doubled() {
            Case::new(&form, threshold, &answers, 0).tells_of_nobody(1, 6, 12);
        }
        let (form, answers) = dots_on_areas();
        Case::new(&form, threshold, &answers, 3).tells_of_nobody(1, 9, 9);
    }
}

#[test]
fn r5_25_no_count_of_a_few_follows_by_area() {
    for threshold in 2..=3 {
        for (form, answers) in choices() {
            Case::new(&form, threshold, &answers[..2], 2).tells_of_nobody(1, 7, 7);
        }
        for (form, answers) in others() {
            Case::new(&form, threshold, &answers[..2], 1).tells_of_nobody(1, 9, 9);
        }
        for (form, answers) in doubled() {
            Case::new(&form, threshold, &answers[..3], 1).tells_of_nobody(1, 4, 8);
        }
    }
}

#[test]
fn r5_26_no_count_of_a_few_follows_from_two_publications() {
    for threshold in 2..=3 {
        for (form, answers) in others().into_iter().chain(choices()) {
            let answers = &answers[..answers.len().min(3)];
            Case::new(&form, threshold, answers, 0).tells_of_nobody(2, 6, 6);
        }
        for (form, answers) in doubled() {
            Case::new(&form, threshold, &answers[..3], 0).tells_of_nobody(2, 4, 8);
        }
        let (form, answers) = dots_on_areas();
        Case::new(&form, threshold, &answers[..2], 2).tells_of_nobody(2, 8, 8);
    }
}

#[test]
fn r5_26_no_count_of_a_few_by_area_follows_from_two_publications() {
    for (form, answers) in choices().into_iter().chain([line()]) {
        Case::new(&form, 2, &answers[..2], 1).tells_of_nobody(2, 5, 5);
    }
    for (form, answers) in [many(), words()] {
        Case::new(&form, 2, &answers[..2], 1).tells_of_nobody(2, 3, 6);
    }
}

#[test]
fn r5_26_no_count_of_a_few_follows_from_three_publications() {
    for (form, answers) in others().into_iter().chain(choices()) {
        Case::new(&form, 2, &answers[..2], 0).tells_of_nobody(3, 7, 7);
    }
    for (form, answers) in doubled() {
        Case::new(&form, 2, &answers[..2], 0).tells_of_nobody(3, 3, 6);
    }
}
