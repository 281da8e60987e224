//! Counts that the public reads stand still, so that two of them, compared, tell of nobody.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Play, facilitator, person, rules};
use kenspeckle_shared::board::Outcome;
use kenspeckle_shared::entry::Rules;
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::view::{Audience, Change, changes, snapshot};
use serde_json::{Value, json};

fn options() -> Value {
    json!(["a", "b", "c"].map(|id| json!({ "id": id, "label": id })))
}

fn hall() -> Play {
    hall_of(3)
}

fn hall_of(threshold: u32) -> Play {
    let finders = json!([{ "id": "f", "question": "?", "threshold": threshold,
        "form": { "form": "choice", "options": options(), "many": false } }]);
    Play::with(Rules { finders: serde_json::from_value(finders).unwrap(), ..rules() })
}

fn choose(play: &mut Play, who: u128, option: &str) {
    play.act(who, json!({ "do": "answer", "finder": "f", "answer": { "form": "choice", "chosen": [option] } }));
}

fn seen(play: &Play) -> String {
    let snapshot = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public);
    serde_json::to_string(&snapshot.finders[0]).unwrap()
}

/// How many the public reads chose an option, in a tally by its field.
fn chose(play: &Play, tally: &str, option: usize) -> Value {
    let whole = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public);
    serde_json::to_value(&whole.finders[0]).unwrap()[tally]["options"][option]["people"].take()
}

#[test]
fn r5_26_a_tally_that_withholds_stands_still_while_people_answer() {
    let mut play = hall();
    let switch = |play: &mut Play, what: &str, on: bool| {
        let (field, command) = match what {
            "open" => ("open", "set_finder_open"),
            _ => ("revealed", "set_finder_revealed"),
        };
        play.ask(
            facilitator(),
            common::command(json!({ "do": command, "finder": "f", field: on })),
        )
        .unwrap();
    };
    switch(&mut play, "open", true);
    for who in 1..=4 {
        choose(&mut play, who, "a");
    }
    switch(&mut play, "reveal", true);
    let first = seen(&play);
    assert!(first.contains(r#""people":4"#) && first.contains(r#""frozen":true"#), "{first}");
    choose(&mut play, 5, "a");
    choose(&mut play, 6, "a");
    assert_eq!(seen(&play), first);
    switch(&mut play, "open", false);
    assert!(seen(&play).contains(r#""people":4"#), "two more would be told by the difference");
    switch(&mut play, "open", true);
    choose(&mut play, 7, "b");
    switch(&mut play, "open", false);
    assert!(seen(&play).contains(r#""people":6"#), "three more may be");
    assert_eq!(
        play.board
            .check(person(8), &common::command(json!({ "do": "take_back_answer", "finder": "f" }))),
        Ok(())
    );
}

#[test]
fn r5_26_that_somebody_answers_is_not_told_while_the_tally_stands_still() {
    let mut play = hall();
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": true }));
    for who in 1..=4 {
        choose(&mut play, who, "a");
    }
    play.lead(json!({ "do": "set_finder_revealed", "finder": "f", "revealed": true }));
    let answer =
        json!({ "do": "answer", "finder": "f", "answer": { "form": "choice", "chosen": ["b"] } });
    let Outcome::Changed(effects) = play.force(person(5), common::command(answer)).1.outcome else {
        panic!("the answer is let in")
    };
    assert_eq!(changes(&play.board, &effects, Audience::Public), []);
    assert_eq!(changes(&play.board, &effects, Audience::Facilitator).len(), 1);
}

/// A board on which five people chose a, then b when asked again, and where both rounds are shown.
fn two_rounds(threshold: u32) -> Play {
    let mut play = hall_of(threshold);
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": true }));
    for who in 1..=5 {
        choose(&mut play, who, "a");
    }
    play.lead(json!({ "do": "ask_again", "finder": "f" }));
    for who in 1..=5 {
        choose(&mut play, who, "b");
    }
    play.lead(json!({ "do": "set_finder_revealed", "finder": "f", "revealed": true }));
    play
}

/// What the public is told when somebody takes back both their answers.
fn told_of_taking_back(play: &mut Play, who: u128) -> Vec<Change> {
    let back = common::command(json!({ "do": "take_back_answer", "finder": "f" }));
    let Outcome::Changed(effects) = play.force(person(who), back).1.outcome else {
        panic!("taking back is let in")
    };
    changes(&play.board, &effects, Audience::Public)
}

#[test]
fn r6_1_a_count_of_the_round_before_that_moves_is_told() {
    let mut play = two_rounds(1);
    let told = told_of_taking_back(&mut play, 1);
    let [Change::Finder(told)] = &told[..] else { panic!("{told:?}") };
    let whole = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public);
    assert_eq!(Some(&**told), whole.finders.iter().find(|finder| finder.id == told.id));
    assert_eq!(told.before.as_ref().unwrap().people(), Some(4));
}

#[test]
fn r5_28_the_round_before_stands_still_when_somebody_takes_back_their_answer() {
    let mut play = two_rounds(3);
    let first = seen(&play);
    assert_eq!(chose(&play, "before", 0), json!(5), "{first}");
    assert_eq!(told_of_taking_back(&mut play, 1), [], "nor that anything was taken back");
    told_of_taking_back(&mut play, 2);
    assert_eq!(seen(&play), first);
    let open = |play: &mut Play, open: bool| {
        play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": open }));
    };
    open(&mut play, false);
    assert_eq!(chose(&play, "before", 0), json!(5), "two fewer would be told by the difference");
    told_of_taking_back(&mut play, 3);
    assert_eq!(chose(&play, "before", 0), json!(5));
    open(&mut play, true);
    open(&mut play, false);
    assert_eq!(chose(&play, "before", 0), Value::Null, "three fewer may be: two are left");
}

#[test]
fn r5_28_the_round_before_is_what_was_read_of_it_when_it_was_the_present_one() {
    let mut play = hall_of(3);
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": true }));
    for who in 1..=5 {
        choose(&mut play, who, "a");
    }
    play.lead(json!({ "do": "set_finder_revealed", "finder": "f", "revealed": true }));
    choose(&mut play, 6, "a");
    play.lead(json!({ "do": "ask_again", "finder": "f" }));
    for who in 1..=6 {
        choose(&mut play, who, "b");
    }
    play.lead(json!({ "do": "set_finder_revealed", "finder": "f", "revealed": true }));
    assert_eq!(chose(&play, "before", 0), json!(5));
    assert_eq!(chose(&play, "tally", 1), json!(6));
}
