//! The rules of the board (section 5 of `docs/PROTOCOL.md`), on the pure state machine.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Play, command, facilitator, open, person, place_area, place_point, rules, system};
use kenspeckle_shared::board::Outcome;
use kenspeckle_shared::command::{Command, Role};
use kenspeckle_shared::entry::{Actor, Deed};
use kenspeckle_shared::limits::{NAME_CHARS, NOTE_CHARS, OWN_ENTRY_CHARS, STICKERS_PER_PERSON};
use kenspeckle_shared::refusal::RefusalCode as Code;
use serde_json::{Value, json};

fn answer(finder: &str, answer: &Value) -> Command {
    command(json!({ "do": "answer", "finder": finder, "answer": answer }))
}

#[test]
fn r5_1_an_area_kind_takes_an_area_and_never_a_point() {
    let mut play = Play::new();
    assert_eq!(play.ask(person(1), place_point("lived")), Err(Code::WrongPlace));
    assert_eq!(play.ask(person(1), place_area("visited", "govan")), Err(Code::WrongPlace));
    assert_eq!(play.ask(person(1), place_area("lived", "atlantis")), Err(Code::UnknownArea));
    assert_eq!(play.ask(person(1), place_area("loved", "govan")), Err(Code::UnknownKind));
    assert!(play.ask(person(1), place_area("lived", "govan")).is_ok());
    assert!(play.ask(person(1), place_point("visited")).is_ok());
    assert_eq!(play.board.stickers().len(), 2);
}

#[test]
fn r5_5_a_finder_is_closed_and_hidden_at_first() {
    let mut play = Play::new();
    let yes = answer("one", &json!({ "form": "choice", "chosen": ["living"] }));
    let no = answer("one", &json!({ "form": "choice", "chosen": ["work"] }));
    assert_eq!(play.ask(person(1), yes.clone()), Err(Code::FinderClosed));
    play.ask(facilitator(), open("one")).unwrap();
    assert!(play.ask(person(1), yes).is_ok());
    assert!(play.ask(person(1), no.clone()).is_ok(), "an answer can be changed while open");
    let state = play.board.finder(&"one".into()).unwrap();
    assert!(!state.revealed);
    assert_eq!(state.answers.len(), 1);
    let close = command(json!({ "do": "set_finder_open", "finder": "one", "open": false }));
    play.ask(facilitator(), close).unwrap();
    assert_eq!(play.ask(person(1), no), Err(Code::FinderClosed));
}

#[test]
fn r5_6_an_answer_has_its_finders_form() {
    let mut play = Play::new();
    for finder in ["knowledge", "plain", "one", "topics", "line"] {
        play.ask(facilitator(), open(finder)).unwrap();
    }
    let long = "x".repeat(OWN_ENTRY_CHARS + 1);
    let cases = [
        (
            "knowledge",
            json!({ "form": "knowledge", "chosen": [{ "option": "living", "depth": "tell" }] }),
            None,
        ),
        ("knowledge", json!({ "form": "knowledge", "chosen": [], "own": "The baths" }), None),
        ("knowledge", json!({ "form": "knowledge", "chosen": [] }), Some(Code::EmptyAnswer)),
        (
            "knowledge",
            json!({ "form": "knowledge", "chosen": [], "own": long }),
            Some(Code::TooLong),
        ),
        (
            "knowledge",
            json!({ "form": "knowledge", "chosen": [{ "option": "living" }, { "option": "living" }] }),
            Some(Code::UnknownOption),
        ),
        (
            "knowledge",
            json!({ "form": "knowledge", "chosen": [{ "option": "flying" }] }),
            Some(Code::UnknownOption),
        ),
        (
            "plain",
            json!({ "form": "knowledge", "chosen": [{ "option": "living", "depth": "tell" }] }),
            Some(Code::WrongForm),
        ),
        (
            "plain",
            json!({ "form": "knowledge", "chosen": [], "own": "The baths" }),
            Some(Code::WrongForm),
        ),
        ("one", json!({ "form": "choice", "chosen": ["living", "work"] }), Some(Code::WrongForm)),
        ("topics", json!({ "form": "choice", "chosen": ["living", "work"] }), None),
        (
            "topics",
            json!({ "form": "choice", "chosen": ["living", "living"] }),
            Some(Code::UnknownOption),
        ),
        ("topics", json!({ "form": "choice", "chosen": [] }), Some(Code::EmptyAnswer)),
        ("line", json!({ "form": "line", "at": { "kind": "point", "value": 1000 } }), None),
        (
            "line",
            json!({ "form": "line", "at": { "kind": "point", "value": 1001 } }),
            Some(Code::OutOfBounds),
        ),
        ("line", json!({ "form": "line", "at": { "kind": "not_sure" } }), None),
        ("line", json!({ "form": "choice", "chosen": ["living"] }), Some(Code::WrongForm)),
        ("gone", json!({ "form": "choice", "chosen": ["living"] }), Some(Code::UnknownFinder)),
    ];
    for (finder, body, refused) in cases {
        let got = play.ask(person(1), answer(finder, &body)).err();
        assert_eq!(got, refused, "{finder}: {body}");
    }
}

#[test]
fn r5_7_words_have_limits_counted_in_characters() {
    let mut play = Play::new();
    let note = |count: usize| {
        let note = "ä".repeat(count);
        command(
            json!({ "do": "place", "kind": "lived", "place": { "area": "govan" }, "note": note }),
        )
    };
    assert!(play.ask(person(1), note(NOTE_CHARS)).is_ok());
    assert_eq!(play.ask(person(1), note(NOTE_CHARS + 1)), Err(Code::TooLong));
    let name = |count: usize| command(json!({ "do": "set_name", "name": "é".repeat(count) }));
    assert!(play.ask(person(1), name(NAME_CHARS)).is_ok());
    assert_eq!(play.ask(person(1), name(NAME_CHARS + 1)), Err(Code::TooLong));
}

#[test]
fn r5_8_locked_and_ended_boards_take_nothing_new() {
    let mut play = Play::new();
    let mine = play.ask(person(1), place_area("lived", "govan")).unwrap();
    let change = command(json!({ "do": "change", "sticker": mine, "kind": "lived", "note": "x" }));
    play.ask(facilitator(), open("one")).unwrap();
    let reply = answer("one", &json!({ "form": "choice", "chosen": ["living"] }));
    let set = |what: &str, on: bool| match what {
        "locked" => command(json!({ "do": "set_locked", "locked": on })),
        _ => command(json!({ "do": "set_ended", "ended": on })),
    };
    play.ask(facilitator(), set("locked", true)).unwrap();
    assert_eq!(play.ask(person(1), place_area("lived", "govan")), Err(Code::PlacingLocked));
    assert_eq!(play.ask(person(1), change.clone()), Err(Code::PlacingLocked));
    assert!(play.ask(person(1), reply.clone()).is_ok(), "a lock is for stickers");
    play.ask(facilitator(), set("ended", true)).unwrap();
    for late in [place_area("lived", "govan"), change.clone(), reply] {
        assert_eq!(play.ask(person(1), late), Err(Code::SessionEnded));
    }
    play.ask(facilitator(), set("ended", false)).unwrap();
    play.ask(facilitator(), set("locked", false)).unwrap();
    assert!(play.ask(person(1), change).is_ok());
}

#[test]
fn r5_9_taking_back_is_always_possible() {
    let mut play = Play::new();
    let mine = play.ask(person(1), place_area("lived", "govan")).unwrap();
    play.ask(facilitator(), open("one")).unwrap();
    play.ask(person(1), answer("one", &json!({ "form": "choice", "chosen": ["work"] }))).unwrap();
    for stop in [
        json!({ "do": "set_finder_open", "finder": "one", "open": false }),
        json!({ "do": "set_locked", "locked": true }),
        json!({ "do": "set_ended", "ended": true }),
    ] {
        play.ask(facilitator(), command(stop)).unwrap();
    }
    for back in [
        json!({ "do": "take_back", "sticker": mine }),
        json!({ "do": "take_back_answer", "finder": "one" }),
        json!({ "do": "set_name" }),
    ] {
        assert!(play.ask(person(1), command(back)).is_ok());
    }
    assert!(play.board.stickers().is_empty());
    assert!(play.board.finder(&"one".into()).unwrap().answers.is_empty());
}

#[test]
fn r5_10_one_changes_ones_own_things_only() {
    let mut play = Play::new();
    let mine = play.ask(person(1), place_area("lived", "govan")).unwrap();
    for theirs in [
        json!({ "do": "take_back", "sticker": mine }),
        json!({ "do": "change", "sticker": mine, "kind": "lived", "place": { "area": "red-road" } }),
    ] {
        assert_eq!(play.ask(person(2), command(theirs)), Err(Code::UnknownSticker));
    }
    let sticker = play.board.stickers().values().next().unwrap();
    assert_eq!(sticker.area, Some("govan".into()));
}

#[test]
fn r5_10_a_change_keeps_the_place_only_between_kinds_of_one_precision() {
    let mut play = Play::new();
    let mine = play.ask(person(1), place_point("visited")).unwrap();
    let to = |kind: &str| command(json!({ "do": "change", "sticker": mine, "kind": kind }));
    assert_eq!(play.ask(person(1), to("lived")), Err(Code::WrongPlace));
    assert_eq!(play.ask(person(1), to("tree")), Err(Code::WrongPlace));
    assert!(play.ask(person(1), to("visited")).is_ok());
    let moved =
        json!({ "do": "change", "sticker": mine, "kind": "lived", "place": { "area": "govan" } });
    assert!(play.ask(person(1), command(moved)).is_ok());
}

#[test]
fn r5_11_a_person_has_a_limit_that_taking_back_gives_room_under() {
    let mut play = Play::new();
    let mut last = None;
    for _ in 0..STICKERS_PER_PERSON {
        last = Some(play.ask(person(1), place_area("lived", "govan")).unwrap());
    }
    assert_eq!(play.ask(person(1), place_area("lived", "govan")), Err(Code::TooManyStickers));
    assert!(play.ask(person(2), place_area("lived", "govan")).is_ok(), "others are not affected");
    play.ask(person(1), Command::TakeBack { sticker: last.unwrap() }).unwrap();
    assert!(play.ask(person(1), place_area("lived", "govan")).is_ok());
}

#[test]
fn r4_4_a_command_sent_again_does_nothing_twice() {
    let mut play = Play::new();
    let id = play.fresh_id();
    let first = play.force_with_id(person(1), id, place_area("lived", "govan"));
    let again = play.force_with_id(person(1), id, place_area("lived", "red-road"));
    assert!(matches!(first.outcome, Outcome::Changed(_)));
    let Outcome::Repeated(seen) = again.outcome else { panic!("{:?}", again.outcome) };
    assert_eq!((seen.rev, seen.refused), (first.rev, None));
    assert_eq!(play.board.stickers().len(), 1);
    // The same id from somebody else is another command: nobody can block another's.
    let other = play.force_with_id(person(2), id, place_area("lived", "govan"));
    assert!(matches!(other.outcome, Outcome::Changed(_)));
}

#[test]
fn r4_6_every_command_belongs_to_one_role() {
    let id = "01920000-0000-7000-8000-000000000001";
    let commands = [
        json!({ "do": "place", "kind": "lived", "place": { "area": "govan" } }),
        json!({ "do": "change", "sticker": id, "kind": "lived" }),
        json!({ "do": "take_back", "sticker": id }),
        json!({ "do": "answer", "finder": "one", "answer": { "form": "choice", "chosen": ["work"] } }),
        json!({ "do": "take_back_answer", "finder": "one" }),
        json!({ "do": "set_name", "name": "Jean" }),
        json!({ "do": "set_finder_open", "finder": "one", "open": true }),
        json!({ "do": "set_finder_revealed", "finder": "one", "revealed": true }),
        json!({ "do": "set_locked", "locked": true }),
        json!({ "do": "set_hidden", "seq": 1, "hidden": true }),
        json!({ "do": "show_area" }),
        json!({ "do": "set_ended", "ended": true }),
    ];
    for body in commands {
        let wish = command(body.clone());
        for role in [Role::Participant, Role::Display, Role::Facilitator, Role::System] {
            let mut play = Play::new();
            let before = play.board.clone();
            let actor = Actor { id: person(9).id, role };
            let refused = play.board.check(actor, &wish) == Err(Code::WrongRole);
            assert_eq!(refused, role != wish.asked_by(), "{role:?}: {body}");
            let outcome = play.force(actor, wish.clone()).1.outcome;
            assert_eq!(outcome == Outcome::Refused(Code::WrongRole), refused, "{role:?}: {body}");
            if refused {
                assert_eq!(play.board.stickers(), before.stickers());
                assert_eq!(play.board.is_locked(), before.is_locked());
            }
        }
    }
}

#[test]
fn r8_5_a_new_definition_keeps_what_people_have_used() {
    let mut play = Play::new();
    play.ask(person(1), place_area("lived", "govan")).unwrap();
    play.ask(facilitator(), open("one")).unwrap();
    play.ask(person(1), answer("one", &json!({ "form": "choice", "chosen": ["work"] }))).unwrap();
    let define = |change: &dyn Fn(&mut kenspeckle_shared::entry::Rules)| {
        let mut rules = rules();
        rules.definition = "d2".to_owned();
        change(&mut rules);
        Deed::Define { rules }
    };
    let drops: [&dyn Fn(&mut kenspeckle_shared::entry::Rules); 3] = [
        &|rules| rules.kinds.retain(|kind| kind.id.as_str() != "lived"),
        &|rules| rules.areas.retain(|area| area.as_str() != "govan"),
        &|rules| rules.finders.retain(|finder| finder.id.as_str() != "one"),
    ];
    for drop in drops {
        let applied = play.enter(system(), define(drop), None);
        assert_eq!(applied.outcome, Outcome::Refused(Code::DefinitionInUse));
        assert_eq!(play.board.rules().definition, "d1");
    }
    let unused: &dyn Fn(&mut kenspeckle_shared::entry::Rules) = &|rules| {
        rules.kinds.retain(|kind| kind.id.as_str() != "tree");
        rules.areas.retain(|area| area.as_str() != "red-road");
    };
    let applied = play.enter(system(), define(unused), None);
    assert!(matches!(applied.outcome, Outcome::Changed(_)));
    assert_eq!(play.board.rules().definition, "d2");
}
