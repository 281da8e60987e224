//! The agenda: the board is always in one of its activities.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Play, facilitator, person, rules};
use kenspeckle_shared::agenda::ActivityState;
use kenspeckle_shared::board::Outcome;
use kenspeckle_shared::entry::Rules;
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{Audience, Change, changes, snapshot};
use serde_json::{Value, json};

fn activity(id: &str, kind: &str, state: &str) -> Value {
    json!({ "id": id, "kind": kind, "title": format!("The {id}"), "state": state })
}

fn planned() -> Rules {
    let mut question = activity("question", "finder", "closed");
    question["finder"] = json!("line");
    question["notes"] = json!("MY OWN NOTE");
    let mut later = activity("later", "vote", "hidden");
    later["finder"] = json!("one");
    let agenda = json!([
        activity("welcome", "welcome", "open"),
        activity("stickers", "stickers", "open"),
        question,
        later,
        activity("close", "close", "closed"),
    ]);
    Rules { agenda: serde_json::from_value(agenda).unwrap(), ..rules() }
}

fn now(play: &Play) -> &str {
    play.board.now().unwrap().id.as_str()
}

fn order(play: &Play) -> Vec<&str> {
    play.board.agenda().iter().map(|one| one.id.as_str()).collect()
}

fn place() -> Value {
    json!({ "do": "place", "kind": "lived", "place": { "area": "govan" } })
}

fn answer() -> Value {
    json!({ "do": "answer", "finder": "line",
            "answer": { "form": "line", "at": { "kind": "not_sure" } } })
}

fn public_bytes(play: &Play) -> String {
    let snapshot = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public);
    serde_json::to_string(&snapshot).unwrap()
}

#[test]
fn r5_13_a_board_is_in_the_first_activity_until_it_goes_to_another() {
    let mut play = Play::with(planned());
    assert_eq!(now(&play), "welcome");
    play.lead(json!({ "do": "go_to", "activity": "close" }));
    assert_eq!(now(&play), "close");
    assert_eq!(
        play.refusal(facilitator(), json!({ "do": "go_to", "activity": "nowhere" })),
        RefusalCode::UnknownActivity
    );
    assert_eq!(
        play.refusal(facilitator(), json!({ "do": "remove_activity", "activity": "close" })),
        RefusalCode::ActivityInUse
    );
    assert!(Play::new().board.now().is_none(), "a board without an agenda is in none");
}

#[test]
fn r5_14_going_to_an_activity_opens_it_with_its_question() {
    let mut play = Play::with(planned());
    assert_eq!(play.refusal(person(1), answer()), RefusalCode::FinderClosed);
    play.lead(json!({ "do": "go_to", "activity": "question" }));
    play.act(1, answer());
    play.lead(json!({ "do": "set_activity_state", "activity": "question", "state": "view_only" }));
    assert_eq!(play.refusal(person(1), answer()), RefusalCode::FinderClosed);
    play.lead(json!({ "do": "go_to", "activity": "question" }));
    assert_eq!(play.refusal(person(1), answer()), RefusalCode::FinderClosed, "as it was left");
    play.lead(json!({ "do": "set_finder_open", "finder": "line", "open": true }));
    let question = play.board.activity(&"question".into()).unwrap();
    assert_eq!(question.state, ActivityState::Open, "the two are one");
}

/// An agenda whose present activity asks the same question as another.
fn twice(state: &str) -> Play {
    let mut play = Play::with(planned());
    play.lead(json!({ "do": "go_to", "activity": "question" }));
    let mut twin = activity("twin", "finder", state);
    twin["finder"] = json!("line");
    play.lead(json!({ "do": "put_activity", "activity": twin }));
    play
}

#[test]
fn r5_14_a_question_that_is_asked_twice_is_open_while_one_of_the_two_is() {
    let close = |id: &str| json!({ "do": "set_activity_state", "activity": id, "state": "closed" });
    for state in ["closed", "hidden", "view_only", "open"] {
        let mut play = twice(state);
        play.act(1, answer());
        play.lead(close("twin"));
        play.act(2, answer());
        play.lead(json!({ "do": "remove_activity", "activity": "twin" }));
        play.act(3, answer());
        play.lead(json!({ "do": "go_to", "activity": "close" }));
        play.act(4, answer());
        play.lead(json!({ "do": "remove_activity", "activity": "question" }));
        assert_eq!(play.refusal(person(1), answer()), RefusalCode::FinderClosed, "{state}");
    }
}

#[test]
fn r5_14_closing_the_present_activity_closes_its_question_whoever_else_asks_it() {
    let mut play = twice("open");
    play.lead(json!({ "do": "set_activity_state", "activity": "question", "state": "closed" }));
    assert_eq!(play.refusal(person(1), answer()), RefusalCode::FinderClosed);
    let twin = play.board.activity(&"twin".into()).unwrap();
    assert_eq!(twin.state, ActivityState::ViewOnly, "nothing says open that is closed");
}

#[test]
fn r5_30_a_question_of_the_welcome_that_is_asked_next_stays_open() {
    let mut rules = planned();
    rules.agenda[0].finder = Some("line".into());
    let mut play = Play::with(rules);
    play.lead(json!({ "do": "set_activity_state", "activity": "question", "state": "open" }));
    play.lead(json!({ "do": "go_to", "activity": "question" }));
    play.act(1, answer());
    let question = play.board.activity(&"question".into()).unwrap();
    assert_eq!(question.state, ActivityState::Open);
}

/// What phones and displays are told of stickers.
fn said_closed(play: &Play) -> bool {
    snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public).agenda.stickers_closed
}

#[test]
fn r5_15_stickers_are_placed_while_an_activity_for_them_is_open() {
    let mut play = Play::with(planned());
    play.act(1, place());
    for state in ["view_only", "closed", "hidden"] {
        play.lead(json!({ "do": "set_activity_state", "activity": "stickers", "state": state }));
        assert_eq!(play.refusal(person(1), place()), RefusalCode::ViewOnly, "{state}");
        // Phones know beforehand, also of an activity that is hidden from them.
        assert!(said_closed(&play), "{state}");
    }
    play.lead(json!({ "do": "go_to", "activity": "stickers" }));
    play.act(1, place());
    play.lead(json!({ "do": "go_to", "activity": "close" }));
    assert!(!said_closed(&play));
    play.act(1, place());
}

#[test]
fn r5_16_the_agenda_can_be_changed_while_it_runs() {
    let mut play = Play::with(planned());
    let tea = activity("tea", "break", "closed");
    play.lead(json!({ "do": "put_activity", "activity": tea, "before": "question" }));
    assert_eq!(order(&play), ["welcome", "stickers", "tea", "question", "later", "close"]);
    play.lead(json!({ "do": "move_activity", "activity": "tea" }));
    play.lead(json!({ "do": "move_activity", "activity": "close", "before": "stickers" }));
    assert_eq!(order(&play), ["welcome", "close", "stickers", "question", "later", "tea"]);
    let mut skipped = activity("tea", "break", "closed");
    skipped["skipped"] = json!(true);
    play.lead(json!({ "do": "put_activity", "activity": skipped }));
    assert!(!public_bytes(&play).contains("The tea"), "what is left out is not announced");
    play.lead(json!({ "do": "go_to", "activity": "tea" }));
    assert!(!play.board.now().unwrap().skipped);
    play.lead(json!({ "do": "remove_activity", "activity": "close" }));
    assert_eq!(order(&play).len(), 5);
}

#[test]
fn r5_16_what_does_not_fit_the_agenda_is_refused() {
    let mut play = Play::with(planned());
    let put = |activity: Value| json!({ "do": "put_activity", "activity": activity });
    let with = |field: &str, value: Value| {
        let mut one = activity("new", "finding", "closed");
        one[field] = value;
        put(one)
    };
    for (bad, code) in [
        (with("id", json!("no spaces")), RefusalCode::BadFinder),
        (with("title", json!("  ")), RefusalCode::BadFinder),
        (with("title", json!("x".repeat(81))), RefusalCode::TooLong),
        (with("text", json!("x".repeat(601))), RefusalCode::TooLong),
        (with("notes", json!("x".repeat(1001))), RefusalCode::TooLong),
        (with("minutes", json!(0)), RefusalCode::OutOfBounds),
        (with("finder", json!("nothing")), RefusalCode::UnknownFinder),
        (with("area", json!("nowhere")), RefusalCode::UnknownArea),
        (put(activity("welcome", "welcome", "hidden")), RefusalCode::ActivityInUse),
    ] {
        assert_eq!(play.refusal(facilitator(), bad.clone()), code, "{bad}");
    }
    for number in 0..55 {
        play.lead(put(activity(&format!("more-{number}"), "break", "closed")));
    }
    assert_eq!(play.refusal(facilitator(), with("title", json!("x"))), RefusalCode::TooMany);
}

#[test]
fn r5_17_a_timer_runs_from_the_servers_time_and_ends_with_its_activity() {
    let mut play = Play::with(planned());
    play.lead(json!({ "do": "set_timer", "ms": 300_000 }));
    let timer = play.board.timer().unwrap();
    assert_eq!(timer.started_ms, play.log.last().unwrap().body.at_ms);
    assert_eq!(timer.length_ms, 300_000);
    assert_eq!(
        play.refusal(facilitator(), json!({ "do": "set_timer", "ms": 36_000_001 })),
        RefusalCode::OutOfBounds
    );
    play.lead(json!({ "do": "go_to", "activity": "close" }));
    assert!(play.board.timer().is_none());
    play.lead(json!({ "do": "set_timer", "ms": 1 }));
    play.lead(json!({ "do": "set_timer" }));
    assert!(play.board.timer().is_none());
}

#[test]
fn r5_18_an_invitation_to_come_is_named_by_its_entry() {
    let mut play = Play::with(planned());
    play.lead(json!({ "do": "bring" }));
    let first = play.board.call().unwrap();
    play.lead(json!({ "do": "bring" }));
    assert_eq!((first.rev, play.board.call().unwrap().rev), (2, 3));
}

#[test]
fn r6_3_hidden_activities_and_the_facilitators_notes_are_absent() {
    let mut play = Play::with(planned());
    let bytes = public_bytes(&play);
    assert!(!bytes.contains("MY OWN NOTE") && !bytes.contains("The later"), "{bytes}");
    assert!(bytes.contains("The question"));
    play.lead(json!({ "do": "go_to", "activity": "later" }));
    assert!(public_bytes(&play).contains("The later"));
    let whole = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Facilitator);
    assert!(serde_json::to_string(&whole).unwrap().contains("MY OWN NOTE"));
}

#[test]
fn r8_5_an_agenda_that_was_changed_here_outlives_a_new_definition() {
    let mut play = Play::with(planned());
    let define = |agenda: Value| kenspeckle_shared::entry::Deed::Define {
        rules: Rules { agenda: serde_json::from_value(agenda).unwrap(), ..rules() },
    };
    play.lead(json!({ "do": "go_to", "activity": "stickers" }));
    let shorter =
        json!([activity("stickers", "stickers", "closed"), activity("x", "break", "open")]);
    play.enter(common::system(), define(shorter.clone()), None);
    assert_eq!((order(&play), now(&play)), (vec!["stickers", "x"], "stickers"));
    play.act(1, place());
    play.lead(json!({ "do": "put_activity", "activity": activity("mine", "break", "open") }));
    play.enter(common::system(), define(json!([activity("y", "close", "open")])), None);
    assert_eq!(order(&play), ["stickers", "x", "mine"]);
}

#[test]
fn r5_8_a_board_that_was_put_away_takes_nothing_but_taking_back() {
    let mut play = Play::with(planned());
    play.act(1, place());
    let mine = play.log.last().unwrap().body.id;
    play.lead(json!({ "do": "set_archived", "archived": true }));
    assert_eq!(play.refusal(person(1), place()), RefusalCode::Archived);
    play.act(1, json!({ "do": "take_back", "sticker": mine }));
    play.lead(json!({ "do": "set_archived", "archived": false }));
    play.act(1, place());
}

#[test]
fn r5_30_the_question_of_the_welcome_is_open_until_the_board_goes_on() {
    let mut rules = planned();
    rules.agenda[0].finder = Some("line".into());
    rules.agenda[2].finder = None;
    let mut play = Play::with(rules);
    assert!(play.board.finder(&"line".into()).unwrap().open);
    play.act(1, answer());
    play.lead(json!({ "do": "go_to", "activity": "stickers" }));
    assert!(!play.board.finder(&"line".into()).unwrap().open);
    assert_eq!(play.board.activity(&"welcome".into()).unwrap().state, ActivityState::ViewOnly);
    assert_eq!(play.refusal(person(2), answer()), RefusalCode::FinderClosed);
}

#[test]
fn r5_13_the_first_activity_of_an_empty_agenda_is_where_the_board_is_and_not_hidden() {
    for (state, skipped) in [("hidden", false), ("open", true)] {
        let mut play = Play::with(Rules { agenda: Vec::new(), ..rules() });
        let activity = json!({ "id": "a", "kind": "break", "title": "Tea", "state": state, "skipped": skipped });
        play.lead(json!({ "do": "put_activity", "activity": activity }));
        let now = play.board.now().unwrap();
        assert!(now.is_public(), "{now:?}");
    }
}

#[test]
fn r6_1_whoever_learns_of_a_question_by_the_agenda_gets_the_question() {
    let mut play = Play::with(planned());
    play.lead(json!({ "do": "put_finder", "finder": {
        "id": "new", "question": "NEW?", "hint": null, "threshold": 1,
        "form": { "form": "line", "from": "no", "to": "yes" }
    } }));
    let tell = |play: &mut Play, json: Value| {
        let asked = serde_json::from_value(json).unwrap();
        let Outcome::Changed(effects) = play.force(facilitator(), asked).1.outcome else {
            panic!("it was refused")
        };
        let told = changes(&play.board, &effects, Audience::Public);
        let asks = |change: &Change| matches!(change, Change::Finder(view) if view.made.is_some());
        told.iter().any(asks)
    };
    let mut story = activity("story", "story", "hidden");
    story["finder"] = json!("new");
    let put = |story: &Value| json!({ "do": "put_activity", "activity": story });
    assert!(!tell(&mut play, put(&story)), "of a hidden activity nobody is to know");
    story["state"] = json!("closed");
    assert!(tell(&mut play, put(&story)));
    story["skipped"] = json!(true);
    story["state"] = json!("view_only");
    assert!(!tell(&mut play, put(&story)));
    assert!(tell(&mut play, json!({ "do": "go_to", "activity": "story" })));
}
