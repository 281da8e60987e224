//! Every form of opinion finder: what it takes, what it counts, skipping, asking again.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Play, facilitator, person, rules};
use kenspeckle_shared::entry::Rules;
use kenspeckle_shared::finder::{Answer, Form};
use kenspeckle_shared::ids::{AreaId, BoardId};
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{Audience, Card, FinderView, snapshot};
use serde_json::{Value, json};

fn options() -> Value {
    json!(["a", "b", "c"].map(|id| json!({ "id": id, "label": id })))
}

fn axis() -> Value {
    json!({ "from": "x", "to": "y" })
}

/// Each form, an answer to it, another answer, and what the two make together.
fn forms() -> Vec<(Value, Value, Value, Value)> {
    vec![
        (
            json!({ "form": "dots", "options": options(), "areas": false, "dots": 3 }),
            json!({ "form": "dots", "given": [{ "option": "a", "dots": 2 }, { "option": "c", "dots": 1 }] }),
            json!({ "form": "dots", "given": [{ "option": "a", "dots": 3 }] }),
            json!({ "form": "dots", "people": 2, "options": [
                { "option": "a", "dots": 5, "people": 2 }, { "option": "b", "dots": 0, "people": 0 },
                { "option": "c", "dots": 1, "people": 1 }] }),
        ),
        (
            json!({ "form": "dots", "options": [], "areas": true, "dots": 2 }),
            json!({ "form": "dots", "given": [{ "option": "govan", "dots": 2 }] }),
            json!({ "form": "dots", "given": [{ "option": "govan", "dots": 1 }] }),
            json!({ "form": "dots", "people": 2, "options": [{ "option": "govan", "dots": 3, "people": 2 }] }),
        ),
        (
            json!({ "form": "words", "bank": options(), "most": 2, "own": true }),
            json!({ "form": "words", "chosen": ["a"], "own": ["Couthy"] }),
            json!({ "form": "words", "chosen": [], "own": ["couthy!"] }),
            json!({ "form": "words", "people": 2, "bank": [
                { "option": "a", "people": 1 }, { "option": "b", "people": 0 }, { "option": "c", "people": 0 }],
                "own": [{ "seq": 3, "words": "Couthy", "people": 2 }] }),
        ),
        (
            json!({ "form": "target", "statements": options() }),
            json!({ "form": "target", "aimed": [{ "option": "a", "ring": 0 }, { "option": "b", "ring": 3 }] }),
            json!({ "form": "target", "aimed": [{ "option": "a", "ring": 1 }] }),
            json!({ "form": "target", "people": 2, "statements": [
                { "option": "a", "people": 2, "rings": [1, 1, 0, 0] },
                { "option": "b", "people": 1, "rings": [0, 0, 0, 1] },
                { "option": "c", "people": 0, "rings": [0, 0, 0, 0] }] }),
        ),
        (
            json!({ "form": "quadrant", "across": axis(), "up": axis() }),
            json!({ "form": "quadrant", "at": { "kind": "point", "x": 1000, "y": 0 } }),
            json!({ "form": "quadrant", "at": { "kind": "not_sure" } }),
            json!({ "form": "quadrant", "people": 2, "side": 4,
                "cells": [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "not_sure": 1 }),
        ),
        (
            json!({ "form": "rank", "options": options() }),
            json!({ "form": "rank", "order": ["b", "a", "c"] }),
            json!({ "form": "rank", "order": ["a"] }),
            json!({ "form": "rank", "people": 2, "options": [
                { "option": "a", "place": 1, "places": [1, 1, 0] },
                { "option": "b", "place": 2, "places": [1, 0, 0] },
                { "option": "c", "place": 3, "places": [0, 0, 1] }] }),
        ),
        (
            json!({ "form": "wall", "prompts": options() }),
            json!({ "form": "wall", "notes": [{ "prompt": "b", "words": "ONE" }, { "prompt": "a", "words": "TWO" }] }),
            json!({ "form": "wall", "notes": [{ "prompt": "b", "words": "THREE" }] }),
            json!({ "form": "wall", "people": 2, "prompts": [
                { "prompt": "a", "notes": [{ "seq": 3, "part": 1, "words": "TWO" }] },
                { "prompt": "b", "notes": [{ "seq": 3, "words": "ONE" }, { "seq": 4, "words": "THREE" }] },
                { "prompt": "c", "notes": [] }] }),
        ),
    ]
}

fn hall(form: &Value) -> Play {
    let finder = json!([{ "id": "f", "question": "?", "form": form, "threshold": 1 }]);
    let mut play =
        Play::with(Rules { finders: serde_json::from_value(finder).unwrap(), ..rules() });
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": true }));
    play
}

fn say(answer: &Value) -> Value {
    json!({ "do": "answer", "finder": "f", "answer": answer })
}

fn view(play: &Play, audience: Audience) -> FinderView {
    snapshot(&play.board, &BoardId::from("b"), "e", audience).finders.remove(0)
}

fn reveal(play: &mut Play, revealed: bool) {
    play.lead(json!({ "do": "set_finder_revealed", "finder": "f", "revealed": revealed }));
}

#[test]
fn r5_6_every_form_counts_its_answers_and_hides_them_until_the_reveal() {
    for (form, one, other, tally) in forms() {
        let mut play = hall(&form);
        play.act(1, say(&one));
        play.act(2, say(&other));
        let hidden = serde_json::to_string(&view(&play, Audience::Public)).unwrap();
        assert_eq!(hidden, r#"{"id":"f","open":true,"revealed":false}"#);
        assert_eq!(view(&play, Audience::Facilitator).answered, Some(2));
        reveal(&mut play, true);
        let shown = view(&play, Audience::Public).tally.unwrap();
        assert_eq!(serde_json::to_value(shown).unwrap(), tally);
    }
}

#[test]
fn r5_5_every_answer_can_be_changed_while_open_and_taken_back_always() {
    for (form, one, other, _) in forms() {
        let mut play = hall(&form);
        play.act(1, say(&one));
        play.act(1, say(&other));
        let mine = Card::of(&play.board, person(1).id).answers.remove(0).answer;
        assert_eq!(serde_json::to_value(mine).unwrap(), other);
        assert_eq!(view(&play, Audience::Facilitator).answered, Some(1));
        play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": false }));
        assert_eq!(play.refusal(person(1), say(&one)), RefusalCode::FinderClosed);
        play.act(1, json!({ "do": "take_back_answer", "finder": "f" }));
        assert_eq!(view(&play, Audience::Facilitator).answered, Some(0));
    }
}

#[test]
fn r5_27_skipping_counts_nowhere_and_can_be_changed() {
    for (form, one, ..) in forms() {
        let mut play = hall(&form);
        play.act(1, say(&json!({ "form": "skip" })));
        let whole = view(&play, Audience::Facilitator);
        assert_eq!((whole.answered, whole.skipped), (Some(0), Some(1)));
        reveal(&mut play, true);
        let seen = view(&play, Audience::Public);
        assert_eq!((seen.skipped, seen.tally.unwrap().people()), (None, Some(0)));
        play.act(1, say(&one));
        assert_eq!(view(&play, Audience::Facilitator).skipped, Some(0));
    }
}

#[test]
fn r5_28_a_finder_that_is_asked_again_shows_both_rounds() {
    for (form, one, other, _) in forms() {
        let mut play = hall(&form);
        play.act(1, say(&one));
        reveal(&mut play, true);
        play.lead(json!({ "do": "ask_again", "finder": "f" }));
        let between = view(&play, Audience::Public);
        assert!(between.open && !between.revealed && between.tally.is_none());
        assert!(between.before.is_none(), "the round before is hidden with the new one");
        play.act(1, say(&other));
        reveal(&mut play, true);
        let both = view(&play, Audience::Public);
        assert_eq!((both.round, both.tally.unwrap().people()), (1, Some(1)));
        assert_eq!(both.before.unwrap().people(), Some(1));
        let mine = Card::of(&play.board, person(1).id).answers.remove(0);
        assert_eq!(serde_json::to_value(mine.before.unwrap()).unwrap(), one);
        play.act(1, json!({ "do": "take_back_answer", "finder": "f" }));
        let gone = view(&play, Audience::Public);
        assert_eq!(gone.before.unwrap().people(), Some(0), "taking back takes back both");
    }
}

#[test]
fn r5_28_an_answer_that_comes_late_counts_for_no_later_round() {
    for (form, one, other, _) in forms() {
        let mut play = hall(&form);
        let said = |answer: &Value, round: u32| {
            let mut command = say(answer);
            command["round"] = json!(round);
            command
        };
        play.act(1, said(&one, 0));
        play.lead(json!({ "do": "ask_again", "finder": "f" }));
        for late in [said(&other, 0), said(&other, 2), said(&json!({ "form": "skip" }), 0)] {
            assert_eq!(play.refusal(person(2), late), RefusalCode::AskedAgain);
        }
        play.act(2, said(&other, 1));
        reveal(&mut play, true);
        let seen = view(&play, Audience::Public);
        assert_eq!(seen.tally.unwrap().people(), Some(1));
        assert_eq!(seen.before.unwrap().people(), Some(1));
    }
}

#[test]
fn r5_6_answers_that_do_not_fit_are_refused() {
    use RefusalCode::{EmptyAnswer, OutOfBounds, TooLong, TooMany, UnknownOption, WrongForm};
    let dots = |given: Value| json!({ "form": "dots", "given": given });
    let words =
        |chosen: Value, own: Value| json!({ "form": "words", "chosen": chosen, "own": own });
    let wall = |notes: Value| json!({ "form": "wall", "notes": notes });
    let aimed = |aimed: Value| json!({ "form": "target", "aimed": aimed });
    let one = |option: &str, dots: u8| json!({ "option": option, "dots": dots });
    let note = |words: &str| json!({ "prompt": "a", "words": words });
    for (form, bad) in [
        (
            0,
            vec![
                (dots(json!([])), EmptyAnswer),
                (dots(json!([one("a", 0)])), EmptyAnswer),
                (dots(json!([one("a", 4)])), WrongForm),
                (dots(json!([one("a", 1), one("a", 1)])), UnknownOption),
                (dots(json!([one("z", 1)])), UnknownOption),
            ],
        ),
        (1, vec![(dots(json!([one("a", 1)])), UnknownOption)]),
        (
            2,
            vec![
                (words(json!([]), json!([])), EmptyAnswer),
                (words(json!([]), json!(["!!"])), EmptyAnswer),
                (words(json!(["z"]), json!([])), UnknownOption),
                (words(json!(["a", "b", "c"]), json!([])), WrongForm),
                (words(json!([]), json!(["x".repeat(25)])), TooLong),
            ],
        ),
        (
            3,
            vec![
                (aimed(json!([])), EmptyAnswer),
                (aimed(json!([{ "option": "a", "ring": 4 }])), OutOfBounds),
                (aimed(json!([{ "option": "z", "ring": 0 }])), UnknownOption),
            ],
        ),
        (
            4,
            vec![(
                json!({ "form": "quadrant", "at": { "kind": "point", "x": 0, "y": 1001 } }),
                OutOfBounds,
            )],
        ),
        (
            5,
            vec![
                (json!({ "form": "rank", "order": [] }), EmptyAnswer),
                (json!({ "form": "rank", "order": ["a", "a"] }), UnknownOption),
            ],
        ),
        (
            6,
            vec![
                (wall(json!([])), EmptyAnswer),
                (wall(json!([note(" ")])), EmptyAnswer),
                (wall(json!([note(&"x".repeat(141))])), TooLong),
                (wall(json!([{ "prompt": "z", "words": "x" }])), UnknownOption),
                (wall(json!(vec![note("x"); 13])), TooMany),
            ],
        ),
    ] {
        let mut play = hall(&forms()[form].0);
        for (answer, code) in bad {
            assert_eq!(play.refusal(person(1), say(&answer)), code, "{answer}");
        }
        assert_eq!(
            play.refusal(person(1), say(&json!({ "form": "choice", "chosen": ["a"] }))),
            WrongForm
        );
    }
}

#[test]
fn r8_2_answers_whose_words_were_erased_still_fit() {
    for (form, one, ..) in forms() {
        let form: Form = serde_json::from_value(form).unwrap();
        let mut answer: Answer = serde_json::from_value(one).unwrap();
        let texts = answer.take_texts();
        let areas = [AreaId::from("govan")];
        assert_eq!(form.check(&answer, &areas, true), Ok(()));
        answer.put_texts(Vec::new());
        assert!(answer.texts().iter().all(|words| words.is_empty()));
        answer.put_texts(texts);
        assert_eq!(form.check(&answer, &areas, false), Ok(()));
    }
}

#[test]
fn r5_29_a_finder_can_be_written_while_the_board_runs() {
    let mut play = hall(&forms()[0].0);
    let put = |id: &str, form: &Value, threshold: u32| json!({ "do": "put_finder", "finder": { "id": id, "question": "Now?", "form": form, "threshold": threshold } });
    for (form, one, ..) in forms() {
        play.lead(put("new", &form, 5));
        play.lead(json!({ "do": "set_finder_open", "finder": "new", "open": true }));
        let made = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public);
        assert_eq!(made.finders[1].made.as_ref().unwrap().question, "Now?");
        play.act(1, json!({ "do": "answer", "finder": "new", "answer": one }));
        assert_eq!(play.refusal(facilitator(), put("new", &form, 4)), RefusalCode::FinderInUse);
        play.lead(put("new", &form, 5));
        play.act(1, json!({ "do": "take_back_answer", "finder": "new" }));
    }
    let line = json!({ "form": "line", "from": "x", "to": "x" });
    for (bad, code) in [
        (put("new", &line, 5), RefusalCode::BadFinder),
        (put("new", &forms()[0].0, 0), RefusalCode::BadFinder),
        (put("new", &forms()[0].0, 21), RefusalCode::BadFinder),
        (put("two words", &forms()[0].0, 5), RefusalCode::BadFinder),
    ] {
        assert_eq!(play.refusal(facilitator(), bad.clone()), code, "{bad}");
    }
}
