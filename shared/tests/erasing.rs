//! Erasing: nothing of a person is left on the board, and nothing of anybody else's moves.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Play, command, facilitator, person, rules};
use kenspeckle_shared::board::{Board, Outcome};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::{Actor, Deed, ENTRY_VERSION, Entry, EntryBody, Rules};
use kenspeckle_shared::ids::{ActorId, BoardId};
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{Audience, Card, Change, changes, snapshot};
use serde_json::{Value, json};

const MARK: &str = "kelpie-7731";

/// A board with every form of question, asked without a threshold or with one.
fn hall(threshold: u32) -> Play {
    let options = json!(["a", "b"].map(|id| json!({ "id": id, "label": id })));
    let forms = [
        json!({ "form": "knowledge", "options": options, "depth": false, "own": true }),
        json!({ "form": "words", "bank": options, "most": 3, "own": true }),
        json!({ "form": "wall", "prompts": options }),
        json!({ "form": "choice", "options": options, "many": false }),
    ];
    let finder = |(at, form): (usize, Value)| json!({ "id": format!("f{at}"), "question": "?", "threshold": threshold, "form": form });
    let finders: Vec<_> = forms.into_iter().enumerate().map(finder).collect();
    Play::with(Rules { finders: serde_json::from_value(json!(finders)).unwrap(), ..rules() })
}

fn answers(words: &str) -> [Value; 4] {
    [
        json!({ "form": "knowledge", "chosen": [{ "option": "a" }], "own": words }),
        json!({ "form": "words", "chosen": ["a"], "own": [words] }),
        json!({ "form": "wall", "notes": [{ "prompt": "a", "words": words }] }),
        json!({ "form": "choice", "chosen": ["a"] }),
    ]
}

/// A person puts in one of everything.
fn take_part(play: &mut Play, who: u128, words: &str) {
    play.act(who, json!({ "do": "set_name", "name": words, "shown": true }));
    play.act(who, json!({ "do": "note_consent" }));
    let area = json!({ "area": "govan" });
    play.act(who, json!({ "do": "place", "kind": "lived", "place": area, "note": words }));
    let point = json!({ "point": [-431000, 5586000] });
    play.act(who, json!({ "do": "place", "kind": "tree", "place": point, "note": words }));
    for (at, answer) in answers(words).into_iter().enumerate() {
        let finder = format!("f{at}");
        play.act(who, json!({ "do": "answer", "finder": finder, "answer": answer }));
    }
}

/// All questions are shown, asked again, answered again and shown again.
fn two_rounds(threshold: u32) -> Play {
    let mut play = hall(threshold);
    let every = |play: &mut Play, wish: &dyn Fn(String) -> Value| {
        (0..4).for_each(|at| play.lead(wish(format!("f{at}"))));
    };
    let open = |id| json!({ "do": "set_finder_open", "finder": id, "open": true });
    let reveal = |id| json!({ "do": "set_finder_revealed", "finder": id, "revealed": true });
    every(&mut play, &open);
    (1..=6).for_each(|who| take_part(&mut play, who, if who == 1 { MARK } else { "tea" }));
    every(&mut play, &reveal);
    every(&mut play, &|id| json!({ "do": "ask_again", "finder": id }));
    (1..=6).for_each(|who| take_part(&mut play, who, if who == 1 { MARK } else { "scones" }));
    every(&mut play, &reveal);
    play
}

fn erase(play: &mut Play, who: u128) -> Vec<kenspeckle_shared::board::Effect> {
    match play.force(person(who), command(json!({ "do": "erase" }))).1.outcome {
        Outcome::Changed(effects) => effects,
        other => panic!("{other:?}"),
    }
}

fn text(board: &Board) -> String {
    serde_json::to_string(board).unwrap()
}

#[test]
fn r5_31_nothing_of_an_erased_person_is_left() {
    for threshold in [1, 5] {
        let mut play = two_rounds(threshold);
        assert!(text(&play.board).contains(MARK));
        let effects = erase(&mut play, 1);
        assert!(!text(&play.board).contains(MARK), "threshold {threshold}");
        assert!(play.board.stickers().values().all(|sticker| sticker.by != person(1).id));
        assert_eq!(Card::of(&play.board, person(1).id), Card::default());
        for audience in Audience::ALL {
            let told = serde_json::to_string(&changes(&play.board, &effects, audience)).unwrap();
            assert!(!told.contains(MARK), "{told}");
        }
    }
}

#[test]
fn r5_31_what_the_frames_tell_of_erasing_is_what_the_snapshot_tells() {
    let mut play = two_rounds(1);
    let effects = erase(&mut play, 1);
    for audience in Audience::ALL {
        let whole = snapshot(&play.board, &BoardId::from("b"), "e", audience);
        for change in changes(&play.board, &effects, audience) {
            match change {
                Change::Finder(told) => {
                    let there = whole.finders.iter().find(|one| one.id == told.id).unwrap();
                    assert_eq!(*told, *there);
                }
                Change::Guests { names } => assert_eq!(names, whole.guests),
                Change::Names { names, guest_names } => {
                    assert_eq!(Some(names), whole.names);
                    assert_eq!(guest_names, whole.guest_names);
                }
                Change::StickerGone { .. } => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn r5_31_counts_that_stand_still_lose_words_and_no_number() {
    let mut play = two_rounds(5);
    let seen = |play: &Play| {
        let whole = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public);
        let choice = serde_json::to_value(&whole.finders[3]).unwrap();
        let bank = serde_json::to_value(&whole.finders[1]).unwrap();
        (choice, bank["tally"]["bank"].clone(), bank["before"]["bank"].clone())
    };
    let first = seen(&play);
    erase(&mut play, 1);
    assert_eq!(seen(&play), first);
}

#[test]
fn r5_31_everybody_else_stays_as_they_were() {
    let mut play = two_rounds(1);
    play.lead(json!({ "do": "set_locked", "locked": true }));
    let rest = |board: &Board| {
        let others = 2..=6;
        let cards: Vec<_> = others.map(|who| Card::of(board, person(who).id)).collect();
        (cards, board.handled().to_vec(), board.agenda().to_vec(), board.is_locked())
    };
    let before = rest(&play.board);
    erase(&mut play, 1);
    assert_eq!(rest(&play.board), before);
}

#[test]
fn r5_31_whoever_was_erased_can_do_nothing_more_under_that_name() {
    let mut play = two_rounds(1);
    let again = command(json!({ "do": "erase" }));
    let (id, _) = play.force(person(1), again.clone());
    for wish in [json!({ "do": "set_name", "name": "x" }), json!({ "do": "erase" })] {
        assert_eq!(play.refusal(person(1), wish), RefusalCode::Erased);
    }
    let repeated = play.force_with_id(person(1), id, again).outcome;
    assert!(matches!(repeated, Outcome::Repeated(seen) if seen.refused.is_none()));
    assert_eq!(
        play.refusal(facilitator(), json!({ "do": "erase" })),
        RefusalCode::WrongRole,
        "nobody erases somebody else"
    );
}

#[test]
fn r5_31_somebody_who_put_in_nothing_can_be_erased_too() {
    let mut play = hall(1);
    erase(&mut play, 9);
    assert!(play.board.is_erased(person(9).id));
}

#[test]
fn r8_11_what_stands_for_an_erased_entry_changes_nothing_and_is_of_nobody() {
    let mut play = two_rounds(1);
    let mut body = EntryBody {
        version: ENTRY_VERSION,
        id: uuid::Uuid::from_u128(7),
        actor: person(1),
        at_ms: 1_790_000_000_000,
        deed: Deed::NoteConsent {},
    };
    let (rev, people) = (play.board.rev(), play.board.people().clone());
    for _ in 0..2 {
        play.board.apply(&Entry { body: body.blank(), personal: None });
    }
    assert_eq!((play.board.rev(), play.board.people()), (rev + 2, &people));
    // What the program writes itself is under the same number, and is done.
    body.actor = Actor { id: ActorId::nil(), role: Role::System };
    body.deed = Deed::Define { rules: play.board.rules().clone() };
    let defined = play.board.apply(&Entry { body, personal: None });
    assert!(matches!(defined.outcome, Outcome::Changed(_)));
}
