//! Hiding, waiting and pausing: with a reason, never silently, and absent from others' bytes.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Play, facilitator, person, rules};
use kenspeckle_shared::board::Outcome;
use kenspeckle_shared::entry::Rules;
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::moderation::{Handle, Handling, Reason, Standing};
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{Audience, Card, Change, changes, snapshot};
use serde_json::{Value, json};

/// A wall and a word finder, both revealed and open; the wall waits for approval if asked.
fn hall(approval: bool) -> Play {
    let finder =
        |id: &str, form: Value| json!({ "id": id, "question": "?", "form": form, "threshold": 1 });
    let option = |id: &str| json!({ "id": id, "label": id });
    let finders = json!([
        finder("wall", json!({ "form": "wall", "prompts": [option("a"), option("b")] })),
        finder("words", json!({ "form": "words", "bank": [], "most": 3, "own": true })),
    ]);
    let agenda = json!([
        { "id": "s", "kind": "stickers", "title": "S", "state": "open", "approval": approval },
        { "id": "w", "kind": "reflection", "title": "W", "state": "closed", "finder": "wall",
          "approval": approval },
    ]);
    let mut play = Play::with(Rules {
        finders: serde_json::from_value(finders).unwrap(),
        agenda: serde_json::from_value(agenda).unwrap(),
        ..rules()
    });
    play.lead(json!({ "do": "go_to", "activity": "w" }));
    for finder in ["wall", "words"] {
        play.lead(json!({ "do": "set_finder_open", "finder": finder, "open": true }));
        play.lead(json!({ "do": "set_finder_revealed", "finder": finder, "revealed": true }));
    }
    play
}

fn bytes(play: &Play, audience: Audience) -> String {
    serde_json::to_string(&snapshot(&play.board, &BoardId::from("b"), "e", audience)).unwrap()
}

fn public(play: &Play) -> String {
    bytes(play, Audience::Public)
}

fn wall(words: &[&str]) -> Value {
    let notes: Vec<_> =
        words.iter().map(|words| json!({ "prompt": "a", "words": words })).collect();
    json!({ "do": "answer", "finder": "wall", "answer": { "form": "wall", "notes": notes } })
}

fn hide(seq: u64, part: u8, hidden: bool) -> Value {
    json!({ "do": "set_hidden", "seq": seq, "part": part, "hidden": hidden,
            "why": { "reason": "about_somebody", "words": "THE NEIGHBOUR" } })
}

#[test]
fn r5_19_words_wait_where_the_activity_asks_for_it() {
    let mut play = hall(true);
    let seq = play.act(1, wall(&["FIRST", "SECOND"]));
    assert!(!public(&play).contains("FIRST"));
    assert!(bytes(&play, Audience::Facilitator).contains(r#""standing":{"is":"waiting"}"#));
    let mine = &Card::of(&play.board, person(1).id).answers[0];
    assert_eq!(mine.standings, [Standing::Waiting, Standing::Waiting], "its author knows");
    play.lead(json!({ "do": "set_hidden", "seq": seq, "part": 1, "hidden": false }));
    let seen = public(&play);
    assert!(seen.contains("SECOND") && !seen.contains("FIRST"));
    play.act(1, wall(&["THIRD", "SECOND"]));
    let seen = public(&play);
    assert!(seen.contains("SECOND") && !seen.contains("THIRD"), "old words keep how they stand");
}

#[test]
fn r5_19_notes_of_stickers_wait_likewise_and_the_sticker_does_not() {
    let mut play = hall(true);
    let place =
        json!({ "do": "place", "kind": "lived", "place": { "area": "govan" }, "note": "MY NOTE" });
    let seq = play.act(1, place);
    let seen = public(&play);
    assert!(!seen.contains("MY NOTE") && seen.contains(r#""seq":["#));
    play.lead(json!({ "do": "set_hidden", "seq": seq, "part": 1, "hidden": false }));
    assert!(public(&play).contains("MY NOTE"));
    assert_eq!(play.board.handled()[0].deed, Handling::Approved);
    assert_eq!(play.board.handled()[0].to, Handle::Note);
}

#[test]
fn r5_20_the_author_of_something_hidden_learns_why_and_nobody_else_does() {
    let mut play = hall(false);
    let seq = play.act(1, wall(&["ABOUT HER", "FINE"]));
    assert!(public(&play).contains("ABOUT HER"));
    play.lead(hide(seq, 0, true));
    let seen = public(&play);
    assert!(!seen.contains("ABOUT HER") && seen.contains("FINE"));
    assert!(!seen.contains("THE NEIGHBOUR"), "the words to the reason are the author's");
    let mine = &Card::of(&play.board, person(1).id).answers[0];
    let why = mine.standings[0].why().unwrap();
    assert_eq!((why.reason, why.words.as_deref()), (Reason::AboutSomebody, Some("THE NEIGHBOUR")));
    play.act(1, wall(&["ABOUT HIM", "FINE"]));
    assert!(!public(&play).contains("ABOUT HIM"), "what takes its place waits");
    play.lead(json!({ "do": "set_hidden", "seq": play.board.rev(), "hidden": false }));
    assert!(public(&play).contains("ABOUT HIM"));
}

#[test]
fn r5_20_a_word_that_several_people_said_is_hidden_and_shown_as_one() {
    let mut play = hall(false);
    let say = |words: &str| json!({ "do": "answer", "finder": "words", "answer": { "form": "words", "chosen": [], "own": [words] } });
    let seq = play.act(1, say("GRIM"));
    play.act(2, say("Grim!"));
    play.lead(hide(seq, 0, true));
    assert!(!public(&play).to_lowercase().contains("grim"), "nor as another said it");
    for who in [1, 2] {
        let standing = &Card::of(&play.board, person(who).id).answers[0].standings[0];
        assert_eq!(standing.why().unwrap().reason, Reason::AboutSomebody, "all its authors know");
    }
    assert_eq!(play.board.handled().len(), 1, "it was one deed");
    play.act(3, say("grim"));
    assert!(!public(&play).to_lowercase().contains("grim"), "nor when somebody says it again");
    play.lead(json!({ "do": "set_hidden", "seq": seq, "hidden": false }));
    assert!(public(&play).contains(r#""words":"GRIM","people":2"#));
}

#[test]
fn r5_21_what_was_done_to_others_things_is_there_to_read_without_names_or_words() {
    let mut play = hall(false);
    let seq = play.act(1, wall(&["ABOUT HER"]));
    play.lead(hide(seq, 0, true));
    play.lead(json!({ "do": "set_hidden", "seq": seq, "hidden": false }));
    play.lead(json!({ "do": "set_muted", "seq": seq, "muted": true }));
    let deeds: Vec<_> = play.board.handled().iter().map(|one| (one.deed, one.to)).collect();
    assert_eq!(
        deeds,
        [
            (Handling::Hidden, Handle::Words),
            (Handling::Restored, Handle::Words),
            (Handling::Muted, Handle::Placing)
        ]
    );
    let shown = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public);
    let list = serde_json::to_string(&shown.handled).unwrap();
    assert!(list.contains("about_somebody"), "{list}");
    for secret in ["NEIGHBOUR", "ABOUT HER", &person(1).id.to_string()] {
        assert!(!list.contains(secret), "{secret}");
    }
}

#[test]
fn r5_22_whoever_is_paused_neither_places_nor_writes_but_takes_back_and_answers() {
    let mut play = hall(false);
    let place = json!({ "do": "place", "kind": "lived", "place": { "area": "govan" } });
    let seq = play.act(1, place.clone());
    let mine = play.log.last().unwrap().body.id;
    play.lead(
        json!({ "do": "set_muted", "seq": seq, "muted": true, "why": { "reason": "hurtful" } }),
    );
    assert_eq!(play.refusal(person(1), place.clone()), RefusalCode::Muted);
    assert_eq!(play.refusal(person(1), wall(&["WORDS"])), RefusalCode::Muted);
    play.act(1, json!({ "do": "answer", "finder": "wall", "answer": { "form": "skip" } }));
    play.act(1, json!({ "do": "take_back", "sticker": mine }));
    play.act(2, place.clone());
    let why = Card::of(&play.board, person(1).id).muted.unwrap();
    assert_eq!(why.reason, Reason::Hurtful);
    assert!(!public(&play).contains("muted\":"), "nobody else sees who");
    let seq = play.act(1, json!({ "do": "take_back_answer", "finder": "wall" }));
    assert_eq!(
        play.refusal(facilitator(), json!({ "do": "set_muted", "seq": seq, "muted": false })),
        RefusalCode::UnknownSticker
    );
}

#[test]
fn r5_22_a_pause_can_be_ended_when_nothing_of_that_person_is_left() {
    let mut play = hall(false);
    let place = json!({ "do": "place", "kind": "lived", "place": { "area": "govan" } });
    let seq = play.act(1, place.clone());
    let mine = play.log.last().unwrap().body.id;
    play.lead(json!({ "do": "set_muted", "seq": seq, "muted": true }));
    let pause = play.board.rev();
    play.act(1, json!({ "do": "take_back", "sticker": mine }));
    play.lead(json!({ "do": "set_muted", "seq": pause, "muted": false }));
    let deed = play.board.handled().last().unwrap();
    assert_eq!((deed.deed, deed.ends), (Handling::Unmuted, Some(pause)));
    play.act(1, place);
    let again = json!({ "do": "set_muted", "seq": pause, "muted": false });
    assert_eq!(play.refusal(facilitator(), again), RefusalCode::UnknownSticker);
}

#[test]
fn r5_22_a_pause_ends_by_any_thing_of_that_person() {
    let mut play = hall(false);
    let place = json!({ "do": "place", "kind": "lived", "place": { "area": "govan" } });
    let (one, other) = (play.act(1, place.clone()), play.act(1, place.clone()));
    play.lead(json!({ "do": "set_muted", "seq": one, "muted": true }));
    assert!(bytes(&play, Audience::Facilitator).contains(r#""muted":["#));
    play.lead(json!({ "do": "set_muted", "seq": other, "muted": false }));
    play.act(1, place);
}

#[test]
fn r5_23_a_name_is_read_by_all_only_if_its_owner_wants_it() {
    let mut play = hall(false);
    play.act(1, json!({ "do": "set_name", "name": "JEAN" }));
    assert!(!public(&play).contains("JEAN"));
    play.act(1, json!({ "do": "set_name", "name": "JEAN", "shown": true }));
    assert!(public(&play).contains("JEAN"));
    play.act(1, json!({ "do": "set_name" }));
    assert!(!public(&play).contains("JEAN"));
}

#[test]
fn r6_1_facilitators_are_told_of_a_pause_where_only_the_round_before_shows_it() {
    let mut play = hall(false);
    let seq = play.act(
        1,
        json!({ "do": "answer", "finder": "words", "answer":
        { "form": "words", "chosen": [], "own": ["home"] } }),
    );
    play.lead(json!({ "do": "ask_again", "finder": "words" }));
    let mute = json!({ "do": "set_muted", "seq": seq, "muted": true });
    let applied = play.force(facilitator(), serde_json::from_value(mute).unwrap()).1;
    let Outcome::Changed(effects) = applied.outcome else { panic!("it was refused") };
    let told = changes(&play.board, &effects, Audience::Facilitator);
    let told = told.iter().find_map(|change| match change {
        Change::Finder(view) => serde_json::to_string(&view.before).ok(),
        _ => None,
    });
    assert!(told.unwrap().contains("muted"));
}
