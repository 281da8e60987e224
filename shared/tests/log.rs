//! What may be relied on of a log (section 8 of `docs/PROTOCOL.md`): replay and golden logs.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Play, command, facilitator, hide, hide_name, open, person, place_area, place_point};
use kenspeckle_shared::board::{Board, Outcome, hash_of_state};
use kenspeckle_shared::command::Command;
use kenspeckle_shared::entry::{Entry, EntryBody, Personal};
use kenspeckle_shared::limits::STICKERS_PER_PERSON;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// One line of a golden log: the stored forms of an entry's two parts, and the rev's state hash.
#[derive(Serialize, Deserialize)]
struct GoldenLine {
    body: EntryBody,
    personal: Option<Personal>,
    state_hash: String,
}

/// A log that does everything once, refusals and repetitions included.
fn everything() -> Play {
    let mut play = Play::new();
    let mine = play.ask(person(1), place_area("lived", "red-road")).unwrap();
    play.ask(person(2), place_point("visited")).unwrap();
    play.ask(person(2), place_point("tree")).unwrap();
    for (actor, body) in [
        (person(1), json!({ "do": "set_name", "name": "Jean" })),
        (
            person(1),
            json!({ "do": "change", "sticker": mine, "kind": "lived", "place": { "area": "govan" }, "note": "Two rooms & a view – «bonnie»" }),
        ),
        (facilitator(), json!({ "do": "set_finder_open", "finder": "knowledge", "open": true })),
        (facilitator(), json!({ "do": "set_finder_open", "finder": "topics", "open": true })),
        (facilitator(), json!({ "do": "set_finder_open", "finder": "line", "open": true })),
        (
            person(1),
            json!({ "do": "answer", "finder": "knowledge", "answer": { "form": "knowledge", "chosen": [{ "option": "living", "depth": "tell" }], "own": "The steamie" } }),
        ),
        (
            person(2),
            json!({ "do": "answer", "finder": "topics", "answer": { "form": "choice", "chosen": ["history", "work"] } }),
        ),
        (
            person(2),
            json!({ "do": "answer", "finder": "line", "answer": { "form": "line", "at": { "kind": "not_sure" } } }),
        ),
        (
            person(2),
            json!({ "do": "answer", "finder": "line", "answer": { "form": "line", "at": { "kind": "point", "value": 250 } } }),
        ),
        (
            person(2),
            json!({ "do": "answer", "finder": "one", "answer": { "form": "choice", "chosen": ["work"] } }),
        ),
        (
            facilitator(),
            json!({ "do": "set_finder_revealed", "finder": "knowledge", "revealed": true }),
        ),
        (facilitator(), json!({ "do": "set_hidden", "seq": 3, "hidden": true })),
        (facilitator(), json!({ "do": "show_area", "area": "govan" })),
        (facilitator(), json!({ "do": "set_locked", "locked": true })),
        (person(1), json!({ "do": "place", "kind": "lived", "place": { "area": "govan" } })),
        (person(1), json!({ "do": "take_back", "sticker": mine })),
        (person(2), json!({ "do": "take_back_answer", "finder": "topics" })),
        (person(2), json!({ "do": "set_name", "name": "Ali", "shown": true })),
        (person(2), json!({ "do": "note_consent" })),
        (
            facilitator(),
            json!({ "do": "put_finder", "finder": { "id": "wall-1", "question": "And now?", "threshold": 5,
                "form": { "form": "wall", "prompts": [{ "id": "a", "label": "A" }, { "id": "b", "label": "B" }] } } }),
        ),
        (
            facilitator(),
            json!({ "do": "put_activity", "activity": { "id": "tea", "kind": "break", "title": "Tea", "state": "open" } }),
        ),
        (
            facilitator(),
            json!({ "do": "put_activity", "before": "tea", "activity": { "id": "wall", "kind": "reflection",
                "title": "The wall", "finder": "wall-1", "approval": true, "notes": "Read first", "state": "closed" } }),
        ),
        (facilitator(), json!({ "do": "go_to", "activity": "wall" })),
        (facilitator(), json!({ "do": "set_timer", "ms": 300_000 })),
        (
            person(1),
            json!({ "do": "answer", "finder": "wall-1", "answer": { "form": "wall", "notes": [
                { "prompt": "a", "words": "The close was clean" }, { "prompt": "b", "words": "More trees" } ] } }),
        ),
        (facilitator(), json!({ "do": "set_hidden", "seq": 30, "hidden": false })),
        (
            facilitator(),
            json!({ "do": "set_hidden", "seq": 30, "part": 1, "hidden": true, "why": { "reason": "elsewhere", "words": "Tomorrow" } }),
        ),
        (
            facilitator(),
            json!({ "do": "set_muted", "seq": 30, "muted": true, "why": { "reason": "hurtful" } }),
        ),
        (facilitator(), json!({ "do": "ask_again", "finder": "wall-1" })),
        (
            facilitator(),
            json!({ "do": "set_activity_state", "activity": "tea", "state": "view_only" }),
        ),
        (facilitator(), json!({ "do": "move_activity", "activity": "tea", "before": "wall" })),
        (facilitator(), json!({ "do": "remove_activity", "activity": "tea" })),
        (facilitator(), json!({ "do": "bring" })),
        (facilitator(), json!({ "do": "set_quiet", "quiet": true })),
        (facilitator(), hide_name(2, true)),
        (person(2), json!({ "do": "set_name", "name": "Alison", "shown": true })),
        (facilitator(), hide_name(2, false)),
        (facilitator(), hide_name(1, true)),
        (facilitator(), hide_name(2, true)),
        (person(2), json!({ "do": "answer", "finder": "wall-1", "answer": { "form": "skip" } })),
        (facilitator(), json!({ "do": "set_ended", "ended": true })),
        (facilitator(), json!({ "do": "set_archived", "archived": true })),
    ] {
        play.force(actor, command(body));
    }
    let again = play.log[1].clone();
    play.board.apply(&again);
    play.log.push(again);
    play
}

fn golden_of(log: &[Entry]) -> String {
    let mut board = Board::default();
    let mut lines = String::new();
    for entry in log {
        board.apply(entry);
        let line = GoldenLine {
            body: entry.body.clone(),
            personal: entry.personal.clone(),
            state_hash: board.state_hash().to_hex().to_string(),
        };
        lines.push_str(&serde_json::to_string(&line).unwrap());
        lines.push('\n');
    }
    lines
}

/// Every golden log is kept as its release wrote it; a new entry version adds a file. To make the
/// first one: `KENSPECKLE_WRITE_GOLDEN=1 cargo test -p kenspeckle-shared --test log`, which writes
/// missing files only.
#[test]
fn r8_3_golden_logs_of_every_release_replay_to_the_same_state() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/golden");
    let newest = format!("{folder}/entry-version-1-names.jsonl");
    if std::env::var_os("KENSPECKLE_WRITE_GOLDEN").is_some() && !std::fs::exists(&newest).unwrap() {
        std::fs::write(&newest, golden_of(&everything().log)).unwrap();
    }
    let mut logs = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let mut board = Board::default();
        for (number, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            let line: GoldenLine = serde_json::from_str(line).unwrap();
            board.apply(&Entry { body: line.body, personal: line.personal });
            let hash = board.state_hash().to_hex().to_string();
            assert_eq!(hash, line.state_hash, "{}:{}", path.display(), number + 1);
        }
        assert!(board.rev() > 0, "{} is empty", path.display());
        logs += 1;
    }
    assert!(logs > 0, "no golden log in {folder}");
}

#[test]
fn r8_2_an_entry_without_its_personal_part_still_applies() {
    let play = everything();
    let mut erased = Board::default();
    for entry in &play.log {
        let personal = (entry.body.actor != person(1)).then(|| entry.personal.clone()).flatten();
        erased.apply(&Entry { body: entry.body.clone(), personal });
    }
    let bytes = serde_json::to_string(&erased).unwrap();
    assert!(!bytes.contains("Jean") && !bytes.contains("steamie") && !bytes.contains("bonnie"));
    let theirs = |board: &Board| {
        let mine = board.stickers().values().filter(|one| one.by == person(2).id);
        mine.cloned().collect::<Vec<_>>()
    };
    assert_eq!(theirs(&erased), theirs(&play.board), "everybody else's state is unchanged");
}

#[test]
fn r5_12_a_board_survives_its_own_json() {
    let board = everything().board;
    let text = serde_json::to_string(&board).unwrap();
    let back: Board = serde_json::from_str(&text).unwrap();
    assert_eq!(back, board);
    assert_eq!(back.state_hash(), board.state_hash());
    assert_eq!(hash_of_state(text.as_bytes()), board.state_hash());
}

/// A wish of somebody, sensible or not.
fn any_command() -> impl Strategy<Value = Command> {
    let area = prop_oneof![Just("govan"), Just("red-road"), Just("atlantis")];
    let kind = prop_oneof![Just("lived"), Just("visited"), Just("tree"), Just("loved")];
    let finder = prop_oneof![Just("knowledge"), Just("one"), Just("line"), Just("gone")];
    let option = prop_oneof![Just("living"), Just("work"), Just("flying")];
    let sticker = (0_u128..40)
        .prop_map(|n| uuid::Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + n));
    prop_oneof![
        3 => (kind.clone(), area.clone()).prop_map(|(kind, area)| place_area(kind, area)),
        2 => kind.clone().prop_map(place_point),
        2 => (sticker.clone(), kind).prop_map(|(sticker, kind)|
            command(json!({ "do": "change", "sticker": sticker, "kind": kind, "note": "n" }))),
        2 => sticker.prop_map(|sticker| Command::TakeBack { sticker }),
        3 => (finder.clone(), option).prop_map(|(finder, option)| command(json!({ "do": "answer",
            "finder": finder, "answer": { "form": "choice", "chosen": [option] } }))),
        1 => finder.clone().prop_map(|finder| command(json!({ "do": "take_back_answer", "finder": finder }))),
        2 => finder.prop_map(open),
        1 => (1_u64..40, any::<bool>()).prop_map(|(seq, hidden)| hide(seq, hidden)),
        2 => (0_u8..3, any::<bool>()).prop_map(|(name, shown)|
            command(json!({ "do": "set_name", "name": format!("N{name}"), "shown": shown }))),
        1 => (0_u128..4, any::<bool>()).prop_map(|(who, hidden)| command(hide_name(who, hidden))),
        1 => any::<bool>().prop_map(|locked| Command::SetLocked { locked }),
        1 => area.prop_map(|area| command(json!({ "do": "show_area", "area": area }))),
        1 => any::<bool>().prop_map(|ended| Command::SetEnded { ended }),
    ]
}

proptest! {
    /// Whatever comes, applying does not fail, `check` and `apply` agree, a second replay gives the
    /// same bytes, and the counts that the board keeps are true.
    #[test]
    fn r5_12_the_same_entries_give_the_same_board(
        wishes in prop::collection::vec((0_u128..4, any::<bool>(), any_command()), 0..80)
    ) {
        let mut play = Play::new();
        for (number, swap, wish) in wishes {
            let asker = if swap { facilitator() } else { person(number) };
            let _ = play.ask(asker, wish);
        }
        let mut again = Board::default();
        for (index, entry) in play.log.iter().enumerate() {
            let applied = again.apply(entry);
            prop_assert_eq!(applied.rev, index as u64 + 1);
            prop_assert!(!matches!(applied.outcome, Outcome::Repeated(_)));
        }
        prop_assert_eq!(again.state_hash(), play.board.state_hash());
        for (id, person) in again.people() {
            let count = again.stickers().values().filter(|one| one.by == *id).count();
            prop_assert_eq!(person.stickers, count as u64);
            prop_assert!(count <= STICKERS_PER_PERSON);
        }
    }
}
