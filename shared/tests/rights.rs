//! Who may do what when (rule 4.9): every command, asked by every role, at every moment.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;
mod rights_support;

use std::collections::BTreeSet;

use common::{command, facilitator, person, system};
use kenspeckle_shared::command::{Command, Role};
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::refusal::RefusalCode;
use rights_support::scene::{ME, Scene};
use rights_support::table::{FACILITATOR, PARTICIPANT, columns, rows};
use rights_support::wishes::wish;
use serde_json::json;

/// Lists things and matches them without a wildcard, so that a new one must be put in here; then
/// the test of the tables asks for its rows.
macro_rules! each {
    ($list:ident, $name:ident($of:ty) { $($pattern:pat => $known:literal,)* }) => {
        const $list: &[&str] = &[$($known),*];
        fn $name(one: &$of) -> &'static str {
            match one { $($pattern => $known),* }
        }
    };
}

each!(COMMANDS, name(Command) {
    Command::Place { .. } => "place",
    Command::Change { .. } => "change",
    Command::TakeBack { .. } => "take_back",
    Command::Answer { .. } => "answer",
    Command::TakeBackAnswer { .. } => "take_back_answer",
    Command::SetName { .. } => "set_name",
    Command::NoteConsent { .. } => "note_consent",
    Command::Erase { .. } => "erase",
    Command::SetFinderOpen { .. } => "set_finder_open",
    Command::SetFinderRevealed { .. } => "set_finder_revealed",
    Command::SetLocked { .. } => "set_locked",
    Command::SetHidden { .. } => "set_hidden",
    Command::SetNameHidden { .. } => "set_name_hidden",
    Command::SetMuted { .. } => "set_muted",
    Command::GoTo { .. } => "go_to",
    Command::PutActivity { .. } => "put_activity",
    Command::MoveActivity { .. } => "move_activity",
    Command::RemoveActivity { .. } => "remove_activity",
    Command::SetActivityState { .. } => "set_activity_state",
    Command::SetTimer { .. } => "set_timer",
    Command::Bring { .. } => "bring",
    Command::PutFinder { .. } => "put_finder",
    Command::AskAgain { .. } => "ask_again",
    Command::SetQuiet { .. } => "set_quiet",
    Command::SetArchived { .. } => "set_archived",
    Command::ShowArea { .. } => "show_area",
    Command::SetEnded { .. } => "set_ended",
});

each!(ROLES, role_name(Role) {
    Role::Participant => "participant",
    Role::Display => "display",
    Role::Facilitator => "facilitator",
    Role::System => "system",
});

/// Somebody of each role. The participant is the one whose things the scene has; the others have
/// the same id, so that nothing but the role tells them apart.
fn everybody() -> [Actor; 4] {
    let as_me = |role| Actor { id: person(ME).id, role };
    [person(ME), as_me(Role::Display), as_me(Role::Facilitator), as_me(Role::System)]
}

/// Every kind of moment, with the boards of it.
fn moments() -> Vec<(&'static str, Vec<(&'static str, Scene)>)> {
    columns(PARTICIPANT).into_iter().map(|kind| (kind, Scene::moments(kind))).collect()
}

/// Asks for something at one moment. `check` and `apply` must agree, and what is refused must
/// leave all but the count of entries as it was.
fn answer(scene: &Scene, actor: Actor, command: Command) -> Option<RefusalCode> {
    let mut play = scene.play.clone();
    let before = without_memory_of_commands(&play.board);
    let refused = play.ask(actor, command).err();
    if refused.is_some() {
        assert_eq!(before, without_memory_of_commands(&play.board), "a refusal changed the board");
    }
    refused
}

fn without_memory_of_commands(board: &kenspeckle_shared::board::Board) -> serde_json::Value {
    let mut board = serde_json::to_value(board).unwrap();
    board["rev"].take();
    for person in board["people"].as_object_mut().unwrap().values_mut() {
        person["seen"].take();
    }
    board
}

fn code(refused: Option<RefusalCode>) -> Option<String> {
    refused.map(|code| serde_json::to_value(code).unwrap().as_str().unwrap().to_owned())
}

#[test]
fn r4_9_every_command_has_a_row_in_the_table_of_its_role() {
    let scene = Scene::new();
    let mut shown = BTreeSet::new();
    for (table, role) in [(PARTICIPANT, Role::Participant), (FACILITATOR, Role::Facilitator)] {
        for row in rows(table) {
            let command = command(wish(row.wish, &scene));
            assert_eq!(command.asked_by(), role, "{}", row.wish);
            assert!(row.wish.starts_with(&format!("`{}`", name(&command))), "{}", row.wish);
            assert_eq!(row.answers.len(), columns(table).len(), "{}", row.wish);
            shown.insert(name(&command));
        }
    }
    assert_eq!(shown, COMMANDS.iter().copied().collect(), "a command without a row");
}

#[test]
fn r4_9_a_participant_may_do_what_the_table_says_and_nothing_else() {
    for (column, (kind, moments)) in moments().into_iter().enumerate() {
        for (moment, scene) in moments {
            for row in rows(PARTICIPANT) {
                let answer = answer(&scene, person(ME), command(wish(row.wish, &scene)));
                let expected = row.answers[column];
                assert_eq!(code(answer).as_deref(), expected, "{} ({kind}: {moment})", row.wish);
            }
        }
    }
}

#[test]
fn r4_9_a_facilitator_may_do_what_the_table_says_at_every_moment() {
    for (moment, mut scene) in moments().into_iter().flat_map(|(_, moments)| moments) {
        scene.play.lead(json!({ "do": "go_to", "activity": "welcome" }));
        for row in rows(FACILITATOR) {
            let answer = answer(&scene, facilitator(), command(wish(row.wish, &scene)));
            assert_eq!(code(answer).as_deref(), row.answers[0], "{} ({moment})", row.wish);
        }
    }
}

#[test]
fn r4_6_every_other_role_is_refused_every_command_at_every_moment() {
    let everybody = everybody();
    let roles: BTreeSet<_> = everybody.iter().map(|actor| role_name(&actor.role)).collect();
    assert_eq!(roles, ROLES.iter().copied().collect(), "a role that is not tried");
    let mut tried = 0;
    for (moment, scene) in moments().into_iter().flat_map(|(_, moments)| moments) {
        for row in rows(PARTICIPANT).into_iter().chain(rows(FACILITATOR)) {
            let command = command(wish(row.wish, &scene));
            for actor in everybody.iter().filter(|actor| actor.role != command.asked_by()) {
                let answer = answer(&scene, *actor, command.clone());
                let text = format!("{} as {} ({moment})", row.wish, role_name(&actor.role));
                assert_eq!(answer, Some(RefusalCode::WrongRole), "{text}");
                tried += 1;
            }
        }
    }
    assert!(tried > 3_000, "only {tried} were tried");
}

#[test]
fn r4_6_only_the_server_itself_defines_a_board() {
    use kenspeckle_shared::board::Outcome;
    use kenspeckle_shared::entry::Deed;
    let scene = Scene::new();
    let rules = scene.play.board.rules().clone();
    for actor in [&everybody()[..], &[facilitator(), system()]].concat() {
        let mut play = scene.play.clone();
        let applied = play.enter(actor, Deed::Define { rules: rules.clone() }, None);
        let refused = matches!(applied.outcome, Outcome::Refused(RefusalCode::WrongRole));
        assert_eq!(refused, actor.role != Role::System, "{}", role_name(&actor.role));
    }
    assert!(system().id == ActorId::nil());
}

#[test]
fn r4_9_of_several_reasons_the_first_is_told() {
    let mut scene = Scene::new();
    let reasons = [
        ("muted", json!({ "do": "set_muted", "seq": scene.mine.1, "muted": true })),
        ("view_only", state_of("stickers", "closed")),
        ("finder_closed", json!({ "do": "set_finder_open", "finder": "wall", "open": false })),
        ("placing_locked", json!({ "do": "set_locked", "locked": true })),
        ("session_ended", json!({ "do": "set_ended", "ended": true })),
        ("archived", json!({ "do": "set_archived", "archived": true })),
    ];
    let (mut place, mut words) = (Vec::new(), Vec::new());
    for (_, deed) in &reasons {
        scene.play.lead(deed.clone());
        let told = |row| code(answer(&scene, person(ME), command(wish(row, &scene)))).unwrap();
        place.push(told("`place` a sticker with a note"));
        words.push(told("`answer` in words"));
    }
    let names = reasons.map(|(name, _)| name);
    let [muted, view_only, closed, locked, ended, archived] = names;
    assert_eq!(place, [muted, view_only, view_only, locked, ended, archived]);
    assert_eq!(words, [muted, muted, closed, closed, ended, archived]);
}

fn state_of(activity: &str, state: &str) -> serde_json::Value {
    json!({ "do": "set_activity_state", "activity": activity, "state": state })
}

#[test]
fn r4_9_the_tables_are_those_of_the_page() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/PROTOCOL.md");
    let page = std::fs::read_to_string(page).unwrap();
    for table in [PARTICIPANT, FACILITATOR] {
        assert!(page.contains(table), "docs/PROTOCOL.md needs this table:\n\n{table}");
    }
}
