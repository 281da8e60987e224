//! Erasing on the real thing: what is left of a person in any file, and of everybody else.
#![allow(clippy::unwrap_used)]

mod edge;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use edge::{Screen, Server};
use kenspeckle_server::log::keys::KEYS_FILE;
use kenspeckle_server::log::sqlite::DATABASE_FILE;
use kenspeckle_server::registry::{Network, RegistryFault};
use kenspeckle_server::upkeep;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::view::Audience;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::tempdir;

/// Words that nothing else holds.
const MARKS: [&str; 3] = ["kelpie-note-93", "kelpie-name-93", "kelpie-word-93"];
/// The digits of an exact point, as JSON has them.
const POINT: &str = "-426931";

/// One of everything that is personal, from one person; the same from another with other words.
async fn take_part(server: &Server, screen: &mut Screen, words: [&str; 3], lon: i64) {
    let area = json!({ "area": "govan" });
    let point = json!({ "point": [lon, 5_587_931] });
    let kind = exact_kind(server).await;
    for command in [
        json!({ "do": "set_name", "name": words[1], "shown": true }),
        json!({ "do": "place", "kind": "lived", "place": area, "note": words[0] }),
        json!({ "do": "place", "kind": kind, "place": point, "note": words[0] }),
        json!({ "do": "answer", "finder": "knowledge", "answer":
            { "form": "knowledge", "chosen": [], "own": words[2] } }),
    ] {
        let id = screen.command(command).await;
        let heard = screen.hear("ack").await;
        assert_eq!((&heard["id"], &heard["outcome"]["is"]), (&json!(id), &json!("changed")));
    }
}

/// The id of a kind whose point is kept.
async fn exact_kind(server: &Server) -> String {
    let definition = server.room().await.definition_hash();
    let definition = server.app.rooms().definition(&definition).await.unwrap().unwrap();
    let point = |kind: &&kenspeckle_shared::definition::StickerKind| {
        kind.precision != kenspeckle_shared::definition::Precision::Area
    };
    definition.kinds.iter().find(point).unwrap().id.0.clone()
}

/// A server where somebody, and somebody else, have put in one of everything.
async fn hall() -> (Server, Screen, String) {
    let server = Server::start().await;
    let mut desk = server.screen(Role::Facilitator).await;
    for command in [
        json!({ "do": "go_to", "activity": "stickers" }),
        json!({ "do": "set_finder_open", "finder": "knowledge", "open": true }),
    ] {
        desk.command(command).await;
        desk.hear("ack").await;
    }
    let token = server.token(Role::Participant).await;
    let mut one = Screen::welcomed(server.address, &token).await;
    take_part(&server, &mut one, [MARKS[0], MARKS[1], MARKS[2]], -426_931).await;
    let mut other = server.screen(Role::Participant).await;
    take_part(&server, &mut other, ["Ann's note", "Ann", "Ann's word"], -427_777).await;
    (server, one, token)
}

/// Where in the files of a folder some bytes are, by name.
fn found(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let held = fs::read(&file).unwrap();
        if held.windows(bytes.len()).any(|window| window == bytes) {
            names.push(file.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    names
}

fn find_no_words(folder: &Path) {
    for words in MARKS.into_iter().chain([POINT, "Ann's note", "Ann's word"]) {
        assert_eq!(found(folder, words.as_bytes()), Vec::<String>::new(), "{words}");
    }
}

/// Every key in a file of keys, by its owner.
fn keys(folder: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    let file = Connection::open(folder.join(KEYS_FILE)).unwrap();
    let mut select = file.prepare("SELECT owner, key FROM keys").unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

async fn erase(screen: &mut Screen) -> Value {
    screen.command(json!({ "do": "erase" })).await;
    screen.hear("ack").await
}

/// What everybody else sees and has.
async fn others(server: &Server) -> (String, Value) {
    let room = server.room().await;
    let json = room.snapshot(Audience::Public).await.json.clone();
    let mut board: Value = serde_json::from_slice(&json).unwrap();
    board["rev"].take();
    board["epoch"].take();
    (room.epoch().to_owned(), board)
}

#[tokio::test]
async fn r8_10_after_erasing_no_file_holds_a_word_a_name_a_point_or_the_key() {
    let (server, mut one, token) = hall().await;
    // Also what the server keeps when it rests.
    let server = {
        drop(one);
        let server = server.again().await;
        find_no_words(server.folder());
        one = Screen::welcomed(server.address, &token).await;
        server
    };
    let before = keys(server.folder());
    let acked = erase(&mut one).await;
    assert_eq!(acked["outcome"]["is"], "changed");
    assert_eq!(one.closed().await, (4401, "unknown_token".to_owned()));
    let after = keys(server.folder());
    let gone: Vec<_> = before.iter().filter(|kept| !after.contains(kept)).collect();
    assert!(gone.len() >= 2, "the person's key and that of the kept states: {gone:?}");
    for (owner, key) in gone {
        assert_eq!(found(server.folder(), key.as_ref().unwrap()), Vec::<String>::new(), "{owner}");
    }
    find_no_words(server.folder());
    let elsewhere = tempdir().unwrap();
    let file = elsewhere.path().join("backup.db");
    upkeep::backup(server.folder(), &file, &mut |_| {}).unwrap();
    find_no_words(elsewhere.path());
    let room = server.room().await;
    for audience in Audience::ALL {
        let json = room.snapshot(audience).await.json.clone();
        let text = String::from_utf8(json.to_vec()).unwrap();
        assert!(MARKS.iter().all(|words| !text.contains(words)), "{text}");
    }
    let server = server.again().await;
    find_no_words(server.folder());
}

/// What only one person chose, as it stands in the bodies of entries.
const CHOICES: [&str; 2] = [r#""kind":"lived","area":"sighthill""#, r#""chosen":[{"option":"#];

/// What stands there of somebody, once the write-ahead log has been moved, is not theirs to be known
/// by. That their key was destroyed stays known.
async fn find_nobody(folder: &Path, actor: ActorId) {
    let of_them = |bytes: &str| {
        let mut files = found(folder, bytes.as_bytes());
        files.retain(|file| !file.contains("keys"));
        files
    };
    let until = Instant::now() + Duration::from_secs(20);
    for bytes in CHOICES.into_iter().chain([&*actor.to_string()]) {
        while !of_them(bytes).is_empty() {
            assert!(Instant::now() < until, "{bytes} is in {:?}", of_them(bytes));
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn r8_10_after_erasing_no_file_says_what_somebody_chose_and_where() {
    let (server, ..) = hall().await;
    let (token, actor) = server.invite(Role::Participant).await;
    let mut one = Screen::welcomed(server.address, &token).await;
    let option = knowledge_option(&server).await;
    for command in [
        json!({ "do": "place", "kind": "lived", "place": { "area": "sighthill" } }),
        json!({ "do": "answer", "finder": "knowledge", "answer":
            { "form": "knowledge", "chosen": [{ "option": option }] } }),
    ] {
        one.command(command).await;
        assert_eq!(one.hear("ack").await["outcome"]["is"], "changed");
    }
    for bytes in CHOICES.into_iter().chain([&*actor.id.to_string()]) {
        assert!(!found(server.folder(), bytes.as_bytes()).is_empty(), "{bytes}");
    }
    erase(&mut one).await;
    find_nobody(server.folder(), actor.id).await;
    let elsewhere = tempdir().unwrap();
    upkeep::backup(server.folder(), &elsewhere.path().join("backup.db"), &mut |_| {}).unwrap();
    find_nobody(elsewhere.path(), actor.id).await;
    let (then, hash) = (others(&server).await, server.room().await.state_hash());
    upkeep::check(server.folder(), &mut |_| {}).unwrap();
    let server = server.again().await;
    assert_eq!((others(&server).await, server.room().await.state_hash()), (then, hash));
    find_nobody(server.folder(), actor.id).await;
    upkeep::check(server.folder(), &mut |_| {}).unwrap();
}

async fn knowledge_option(server: &Server) -> String {
    let definition = server.room().await.definition_hash();
    let definition = server.app.rooms().definition(&definition).await.unwrap().unwrap();
    let finder = definition.finders.iter().find(|finder| finder.id.0 == "knowledge").unwrap();
    let form = serde_json::to_value(finder).unwrap();
    form["form"]["options"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn r8_10_everybody_else_sees_the_same_before_and_after_a_restart() {
    let (server, mut one, _) = hall().await;
    let mut ann = server.screen(Role::Participant).await;
    take_part(&server, &mut ann, ["Bea's note", "Bea", "Bea's word"], -425_555).await;
    erase(&mut one).await;
    let (epoch, then) = others(&server).await;
    let text = then.to_string();
    assert!(text.contains("Ann's note") && text.contains("Bea's note"), "{text}");
    assert!(MARKS.iter().all(|words| !text.contains(words)), "{text}");
    let hash = server.room().await.state_hash();
    let server = server.again().await;
    assert_eq!(others(&server).await, (epoch, then), "the life of the log goes on");
    assert_eq!(server.room().await.state_hash(), hash);
    upkeep::check(server.folder(), &mut |_| {}).unwrap();
}

#[tokio::test]
async fn r8_10_the_token_and_the_words_open_nothing_any_more() {
    let (server, mut one, token) = hall().await;
    let mut second = Screen::welcomed(server.address, &token).await;
    let registry = server.app.registry();
    let board = server.app.default_board().clone();
    let parsed = kenspeckle_server::tokens::Token::parse(&token).unwrap();
    let grant = registry.grant(&parsed).await.unwrap().unwrap();
    let here = Network::of([192, 0, 2, 1].into());
    let words = registry.issue_words(&parsed, &grant, here).await.unwrap();
    erase(&mut one).await;
    assert_eq!(one.closed().await.0, 4401);
    assert_eq!(second.closed().await.0, 4401, "on every device");
    assert_eq!(registry.grant(&parsed).await.unwrap(), None);
    assert!(registry.return_by_words(&board, &words.reveal(), here).await.is_err());
    // A request that was let in before makes none that would outlive it.
    let late = registry.issue_words(&parsed, &grant, here).await;
    assert!(matches!(late, Err(RegistryFault::UnknownToken)));
    let mut back = Screen::silent(server.address).await;
    back.say(&json!({ "t": "hello", "protocol": 1, "token": token, "rev": 0, "here": "room" }))
        .await;
    assert_eq!(back.closed().await.0, 4401);
}

#[tokio::test]
async fn r8_10_an_erasing_that_was_interrupted_is_finished_at_the_next_start() {
    let (server, mut one, _) = hall().await;
    let keys_then = tempdir().unwrap();
    let kept = keys_then.path().join(KEYS_FILE);
    fs::copy(server.folder().join(KEYS_FILE), &kept).unwrap();
    erase(&mut one).await;
    let then = others(&server).await;
    let series = keys(server.folder());
    // As if the power had failed after the baseline was stored and before the keys were destroyed.
    let server = server
        .again_with(|folder| {
            let file = Connection::open(folder.join(KEYS_FILE)).unwrap();
            let old = Connection::open(&kept).unwrap();
            let mut select = old.prepare("SELECT owner, key FROM keys").unwrap();
            let mut rows = select.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let (owner, key): (String, Vec<u8>) = (row.get(0).unwrap(), row.get(1).unwrap());
                let sql = "UPDATE keys SET key = ?2 WHERE owner = ?1";
                file.execute(sql, rusqlite::params![owner, key]).unwrap();
            }
        })
        .await;
    assert_eq!(others(&server).await, then);
    let destroyed = |all: &[(String, Option<Vec<u8>>)]| {
        let gone = all.iter().filter(|(owner, key)| key.is_none() && !owner.contains(':'));
        gone.count()
    };
    assert_eq!((destroyed(&series), destroyed(&keys(server.folder()))), (1, 1));
    find_no_words(server.folder());
}

#[tokio::test]
async fn r8_11_an_older_backup_with_the_newest_keys_brings_nobody_back() {
    let (server, mut one, _) = hall().await;
    let elsewhere = tempdir().unwrap();
    let file = elsewhere.path().join("before.db");
    upkeep::backup(server.folder(), &file, &mut |_| {}).unwrap();
    erase(&mut one).await;
    let newest = elsewhere.path().join("newest.keys");
    let later = elsewhere.path().join("later.db");
    upkeep::backup(server.folder(), &later, &mut |_| {}).unwrap();
    fs::rename(upkeep::keys_of(&later), &newest).unwrap();
    let server = server
        .again_with(|folder| {
            for entry in fs::read_dir(folder).unwrap() {
                fs::remove_file(entry.unwrap().path()).unwrap();
            }
            upkeep::restore(folder, &file, &newest, &mut |_| {}).unwrap();
        })
        .await;
    let (_, board) = others(&server).await;
    let text = board.to_string();
    assert!(text.contains("Ann's note"), "{text}");
    assert!(MARKS.iter().all(|words| !text.contains(words)), "{text}");
    assert_eq!(board["stickers"].as_array().map_or(0, Vec::len) % 3, 0, "{text}");
    upkeep::check(server.folder(), &mut |_| {}).unwrap();
}

#[tokio::test]
async fn r8_11_a_backup_from_between_two_erasings_brings_neither_back() {
    let (server, mut one, _) = hall().await;
    let (token, actor) = server.invite(Role::Participant).await;
    let mut bea = Screen::welcomed(server.address, &token).await;
    take_part(&server, &mut bea, ["Bea's note", "Bea", "Bea's word"], -425_555).await;
    let place = json!({ "do": "place", "kind": "lived", "place": { "area": "sighthill" } });
    bea.command(place).await;
    bea.hear("ack").await;
    erase(&mut one).await;
    let elsewhere = tempdir().unwrap();
    let (between, later) = (elsewhere.path().join("between.db"), elsewhere.path().join("later.db"));
    upkeep::backup(server.folder(), &between, &mut |_| {}).unwrap();
    erase(&mut bea).await;
    upkeep::backup(server.folder(), &later, &mut |_| {}).unwrap();
    let stickers = others(&server).await.1["stickers"].clone();
    let server = server
        .again_with(|folder| {
            for entry in fs::read_dir(folder).unwrap() {
                fs::remove_file(entry.unwrap().path()).unwrap();
            }
            let newest = upkeep::keys_of(&later);
            upkeep::restore(folder, &between, &newest, &mut |_| {}).unwrap();
        })
        .await;
    let (then, hash) = (others(&server).await, server.room().await.state_hash());
    let text = then.1.to_string();
    assert!(text.contains("Ann's note"), "{text}");
    assert!(MARKS.iter().chain(&["Bea"]).all(|words| !text.contains(words)), "{text}");
    assert_eq!(then.1["stickers"], stickers);
    // The file itself can have pieces of what was moved in it in unused parts of pages.
    let copy = elsewhere.path().join("copy");
    fs::create_dir(&copy).unwrap();
    upkeep::backup(server.folder(), &copy.join("backup.db"), &mut |_| {}).unwrap();
    find_nobody(&copy, actor.id).await;
    let server = server.again().await;
    assert_eq!((others(&server).await, server.room().await.state_hash()), (then, hash));
    upkeep::check(server.folder(), &mut |_| {}).unwrap();
}

#[tokio::test]
async fn r8_9_without_its_keys_a_board_is_not_opened_and_says_so() {
    let (server, _, _) = hall().await;
    let (board, folder) = (server.app.default_board().clone(), tempdir().unwrap());
    server.app.stop().cancel();
    server.app.rooms().close().await.unwrap();
    fs::copy(server.folder().join(DATABASE_FILE), folder.path().join(DATABASE_FILE)).unwrap();
    let checked = upkeep::check(folder.path(), &mut |_| {}).unwrap_err();
    assert!(checked.to_string().contains("the file of keys"), "{checked}");
    let mut said = Vec::new();
    fs::copy(server.folder().join(KEYS_FILE), folder.path().join(KEYS_FILE)).unwrap();
    Connection::open(folder.path().join(KEYS_FILE))
        .unwrap()
        .execute("DELETE FROM keys", [])
        .unwrap();
    upkeep::check(folder.path(), &mut |line| said.push(line)).unwrap_err();
    let named = said.iter().any(|line| line.contains(board.as_str()) && line.contains("keys"));
    assert!(named, "{said:?}");
}

#[tokio::test]
async fn r8_6_a_flipped_bit_in_a_baseline_is_noticed() {
    let (server, mut one, _) = hall().await;
    erase(&mut one).await;
    server.app.stop().cancel();
    server.app.rooms().close().await.unwrap();
    let file = server.folder().join(DATABASE_FILE);
    let database = Connection::open(&file).unwrap();
    // Without the snapshot, so that the baseline is needed.
    database.execute("DELETE FROM snapshots", []).unwrap();
    let read = |row: &rusqlite::Row<'_>| row.get::<_, Vec<u8>>(0);
    let mut state = database.query_row("SELECT state FROM baselines", [], read).unwrap();
    let middle = state.len() / 2;
    state[middle] ^= 4;
    database.execute("UPDATE baselines SET state = ?1", [state]).unwrap();
    let mut said = Vec::new();
    upkeep::check(server.folder(), &mut |line| said.push(line)).unwrap_err();
    assert!(said.iter().any(|line| line.contains("DAMAGED")), "{said:?}");
}
