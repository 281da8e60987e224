//! Counts that the public reads stand still, so that two of them, compared, tell of nobody.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Play, facilitator, person, rules};
use kenspeckle_shared::board::Outcome;
use kenspeckle_shared::entry::Rules;
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::refusal::RefusalCode;
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
    choose(&mut play, 7, "a");
    switch(&mut play, "open", false);
    assert!(seen(&play).contains(r#""people":7"#), "three more may be");
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

/// A board whose first question takes words of people's own.
fn hall_of_words(form: &Value) -> Play {
    let finders = json!([{ "id": "f", "question": "?", "threshold": 3, "form": form }]);
    let mut play =
        Play::with(Rules { finders: serde_json::from_value(finders).unwrap(), ..rules() });
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": true }));
    play
}

fn reveal(play: &mut Play) {
    play.lead(json!({ "do": "set_finder_revealed", "finder": "f", "revealed": true }));
}

fn say(who: u128, words: &str) -> (u128, Value) {
    let answer = json!({ "form": "words", "chosen": ["a"], "own": [words] });
    (who, json!({ "do": "answer", "finder": "f", "answer": answer }))
}

/// What the public is told when a person does this.
fn told_of(play: &mut Play, (who, wish): (u128, Value)) -> Vec<Change> {
    let Outcome::Changed(effects) = play.force(person(who), common::command(wish)).1.outcome else {
        panic!("it is let in")
    };
    changes(&play.board, &effects, Audience::Public)
}

fn own(play: &Play) -> Value {
    let whole = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public);
    serde_json::to_value(&whole.finders[0]).unwrap()["tally"]["own"].take()
}

#[test]
fn r5_26_a_word_keeps_its_number_until_nobody_says_it_any_more() {
    let form = json!({ "form": "words", "bank": options(), "most": 2, "own": true });
    let mut play = hall_of_words(&form);
    for who in 1..=4 {
        let (who, wish) = say(who, "tea");
        play.act(who, wish);
    }
    reveal(&mut play);
    let first = json!([{ "seq": 0, "words": "tea", "people": 4 }]);
    assert_eq!(own(&play), first);
    let back = || json!({ "do": "take_back_answer", "finder": "f" });
    assert_eq!(told_of(&mut play, say(4, "scones")), []);
    assert_eq!(told_of(&mut play, (3, back())), []);
    assert_eq!(own(&play), first);
    assert_eq!(told_of(&mut play, (1, json!({ "do": "erase" }))), []);
    assert_eq!(own(&play), first, "it is somebody else's word too");
    assert_eq!(told_of(&mut play, say(2, "cake")).len(), 1);
    assert_eq!(own(&play), json!([]));
    assert_eq!(told_of(&mut play, say(2, "tea")), [], "nor does it come back with the old number");
    assert_eq!(own(&play), json!([]));
}

#[test]
fn r5_26_an_entry_that_its_author_takes_away_or_the_facilitator_hides_leaves_at_once() {
    let form = json!({ "form": "knowledge", "options": options(), "depth": false, "own": true });
    let mut play = hall_of_words(&form);
    let know = |who: u128, own: &str| {
        let answer = json!({ "form": "knowledge", "chosen": [{ "option": "a" }], "own": own });
        (who, json!({ "do": "answer", "finder": "f", "answer": answer }))
    };
    for (who, own) in [(1, "one"), (2, "two"), (3, "three")] {
        let (who, wish) = know(who, own);
        play.act(who, wish);
    }
    reveal(&mut play);
    let words = |play: &Play| {
        let own = own(play);
        let word = |one: &Value| one["words"].as_str().unwrap().to_owned();
        own.as_array().unwrap().iter().map(word).collect::<Vec<_>>()
    };
    assert_eq!(words(&play), ["one", "two", "three"]);
    assert_eq!(told_of(&mut play, know(1, "other")).len(), 1);
    assert_eq!(words(&play), ["two", "three"]);
    assert_eq!(told_of(&mut play, know(1, "and again")), [], "new ones wait for the next count");
    play.lead(json!({ "do": "set_hidden", "seq": 4, "hidden": true }));
    assert_eq!(words(&play), ["three"]);
    play.lead(json!({ "do": "set_hidden", "seq": 4, "hidden": false }));
    assert_eq!(words(&play), ["two", "three"]);
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": false }));
    assert_eq!(words(&play), ["two", "three", "and again"]);
}

#[test]
fn r5_24_entries_of_ones_own_are_given_beside_a_count_only() {
    let form = json!({ "form": "knowledge", "options": options(), "depth": false, "own": true });
    let mut play = hall_of_words(&form);
    for (who, option) in [(1, "a"), (2, "b"), (3, "c"), (4, "b")] {
        let answer =
            json!({ "form": "knowledge", "chosen": [{ "option": option }], "own": "words" });
        play.act(who, json!({ "do": "answer", "finder": "f", "answer": answer }));
    }
    reveal(&mut play);
    assert_eq!(own(&play), json!([]));
}

/// Whether an audience learns that late answers are left out.
fn late(play: &Play, audience: Audience) -> bool {
    let whole = snapshot(&play.board, &BoardId::from("b"), "e", audience);
    whole.finders[0].late
}

#[test]
fn r5_26_facilitators_alone_learn_that_late_answers_of_a_few_are_left_out() {
    let mut play = hall();
    let turn = |play: &mut Play, open: bool| {
        play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": open }));
    };
    turn(&mut play, true);
    for who in 1..=4 {
        choose(&mut play, who, "a");
    }
    reveal(&mut play);
    turn(&mut play, false);
    assert!(!late(&play, Audience::Facilitator), "everybody is counted");
    turn(&mut play, true);
    choose(&mut play, 5, "a");
    assert!(!late(&play, Audience::Facilitator), "more may still come");
    turn(&mut play, false);
    assert!(late(&play, Audience::Facilitator));
    assert!(!late(&play, Audience::Public));
    assert!(!seen(&play).contains("late"), "{}", seen(&play));
    // Shown again, it is still one answer that would be told.
    reveal(&mut play);
    assert!(late(&play, Audience::Facilitator));
    turn(&mut play, true);
    choose(&mut play, 6, "a");
    choose(&mut play, 7, "a");
    turn(&mut play, false);
    assert!(!late(&play, Audience::Facilitator), "three are enough to be added");
    choose_late_and_ask_again(&mut play);
}

/// One more comes too late; then all are asked again, and all who answer are counted.
fn choose_late_and_ask_again(play: &mut Play) {
    let turn = |play: &mut Play, open: bool| {
        play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": open }));
    };
    turn(play, true);
    choose(play, 8, "b");
    turn(play, false);
    assert!(!late(play, Audience::Facilitator), "one b is neither shown before nor after");
    turn(play, true);
    choose(play, 9, "a");
    turn(play, false);
    assert!(late(play, Audience::Facilitator));
    play.lead(json!({ "do": "ask_again", "finder": "f" }));
    for who in 1..=9 {
        choose(play, who, "a");
    }
    turn(play, false);
    assert!(!late(play, Audience::Facilitator), "nothing was shown yet");
    reveal(play);
    assert!(!late(play, Audience::Facilitator));
    assert_eq!(chose(play, "tally", 0), json!(9));
}

#[test]
fn r5_26_taking_back_is_left_out_only_as_long_as_a_few_do() {
    let mut play = hall();
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": true }));
    for who in 1..=9 {
        choose(&mut play, who, "a");
    }
    reveal(&mut play);
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": false }));
    let back = |play: &mut Play, who: u128| {
        play.act(who, json!({ "do": "take_back_answer", "finder": "f" }));
    };
    back(&mut play, 1);
    assert!(late(&play, Audience::Facilitator));
    back(&mut play, 2);
    back(&mut play, 3);
    // They are enough, and are counted when it is shown again.
    assert!(!late(&play, Audience::Facilitator));
    reveal(&mut play);
    assert_eq!(chose(&play, "tally", 0), json!(6));
}

#[test]
fn r5_26_neither_skips_nor_moves_of_one_person_bring_a_new_count() {
    let mut play = hall_of(5);
    let turn = |play: &mut Play, open: bool| {
        play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": open }));
    };
    turn(&mut play, true);
    for who in 1..=5 {
        choose(&mut play, who, "a");
    }
    reveal(&mut play);
    for who in 6..=9 {
        let skip = json!({ "do": "answer", "finder": "f", "answer": { "form": "skip" } });
        play.act(who, skip);
    }
    choose(&mut play, 10, "a");
    turn(&mut play, false);
    assert_eq!(chose(&play, "tally", 0), json!(5), "one more is told by nothing");
    turn(&mut play, true);
    for who in 11..=15 {
        choose(&mut play, who, "b");
    }
    turn(&mut play, false);
    assert_eq!(chose(&play, "tally", 0), json!(5), "nor by coming with enough others");
    assert_eq!(chose(&play, "tally", 1), Value::Null);
    turn(&mut play, true);
    for who in 16..=19 {
        choose(&mut play, who, "a");
    }
    turn(&mut play, false);
    assert_eq!(chose(&play, "tally", 0), json!(10));
    assert_eq!(chose(&play, "tally", 1), json!(5));
}

#[test]
fn r5_26_a_threshold_that_is_raised_before_anybody_answers_stops_the_count_too() {
    let mut play = hall_of(1);
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": true }));
    reveal(&mut play);
    let finder = json!({ "id": "f", "question": "?", "threshold": 5,
        "form": { "form": "choice", "options": options(), "many": false } });
    play.lead(json!({ "do": "put_finder", "finder": finder }));
    for who in 1..=6 {
        let answer = json!({ "form": "choice", "chosen": ["a"] });
        let wish = json!({ "do": "answer", "finder": "f", "answer": answer });
        assert_eq!(told_of(&mut play, (who, wish)), []);
    }
    assert_eq!(chose(&play, "tally", 0), Value::Null);
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": false }));
    assert_eq!(chose(&play, "tally", 0), json!(6));
}

#[test]
fn r5_29_what_stands_still_keeps_its_options() {
    let mut play = two_rounds(3);
    let put = |ids: &[&str], label: &str| {
        let options: Vec<_> = ids.iter().map(|id| json!({ "id": id, "label": label })).collect();
        json!({ "do": "put_finder", "finder": { "id": "f", "question": "Now?", "threshold": 3,
            "form": { "form": "choice", "options": options, "many": false } } })
    };
    play.lead(put(&["a", "b", "c"], "other words"));
    assert_eq!(chose(&play, "before", 0), json!(5));
    let other = common::command(put(&["a", "b", "c", "d"], "one more"));
    assert_eq!(play.board.check(facilitator(), &other), Err(RefusalCode::FinderInUse));
}
