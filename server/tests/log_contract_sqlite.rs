//! What the log on disk promises besides: durability, one holder, and faults in plain words.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;

use kenspeckle_server::log::sqlite::{DATABASE_FILE, Database, DatabaseFault, SqliteLog};
use kenspeckle_server::log::{KeptSnapshot, Log, LogFault};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::{Actor, Deed, ENTRY_VERSION, Entry, EntryBody, Personal};
use kenspeckle_shared::ids::BoardId;
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::{TempDir, tempdir};
use uuid::Uuid;

fn named(words: &str) -> Entry {
    let body = EntryBody {
        version: ENTRY_VERSION,
        id: Uuid::from_u128(1),
        actor: Actor { id: Uuid::from_u128(2), role: Role::Participant },
        at_ms: 1_790_000_000_000,
        deed: Deed::SetName { shown: false },
    };
    Entry { body, personal: Some(Personal { texts: vec![words.to_owned()], at: None }) }
}

fn board() -> BoardId {
    "k3v9q2mx".into()
}

fn open(folder: &Path) -> SqliteLog {
    SqliteLog::new(Database::open(folder).unwrap())
}

/// Makes a data folder with a log, and changes its database behind everybody's back.
async fn changed(entries: &[Entry], sql: &str) -> TempDir {
    let folder = tempdir().unwrap();
    let log = open(folder.path());
    log.append(&board(), entries).await.unwrap();
    log.close().await.unwrap();
    Connection::open(folder.path().join(DATABASE_FILE)).unwrap().execute_batch(sql).unwrap();
    folder
}

#[tokio::test]
async fn entries_are_there_after_opening_again() {
    let folder = tempdir().unwrap();
    let log = open(folder.path());
    log.append(&board(), &[named("Jean"), named("Ali")]).await.unwrap();
    log.close().await.unwrap();
    let log = open(folder.path());
    assert_eq!(log.read_after(&board(), 0, 9).await, Ok(vec![named("Jean"), named("Ali")]));
    assert_eq!(log.append(&board(), &[named("Mo")]).await, Ok(3));
}

#[tokio::test]
async fn a_closed_log_is_one_file() {
    let folder = changed(&[named("Jean")], "").await;
    let wal = folder.path().join(format!("{DATABASE_FILE}-wal"));
    assert!(!fs::exists(wal).unwrap());
}

#[tokio::test]
async fn writing_waits_for_the_disk() {
    let folder = tempdir().unwrap();
    let database = Database::open(folder.path()).unwrap();
    let pragma = |connection: &Connection, name: &str| {
        connection.pragma_query_value(None, name, |row| row.get::<_, Value>(0))
    };
    let settings = database
        .write(move |writer| {
            let names = ["synchronous", "journal_mode", "foreign_keys"];
            Ok(names.map(|name| pragma(writer, name).unwrap()))
        })
        .await;
    assert_eq!(settings.unwrap(), [2.into(), "wal".to_owned().into(), 1.into()]);
}

#[tokio::test]
async fn r8_2_personal_fields_have_a_part_of_their_own() {
    let folder = changed(&[named("Jean")], "").await;
    let file = folder.path().join(DATABASE_FILE);
    assert!(!holds(&file, "Jean"), "the name is sealed");
    let database = Connection::open(&file).unwrap();
    let read = |row: &rusqlite::Row<'_>| row.get::<_, Vec<u8>>(0);
    let part = database.query_row("SELECT personal FROM entries", [], read).unwrap();
    let erase = format!("UPDATE entries SET personal = NULL, erased = x'{}'", blake3::hash(&part));
    database.execute(&erase, []).unwrap();
    let read = open(folder.path()).read_after(&board(), 0, 9).await.unwrap();
    assert_eq!(read, [Entry { personal: None, ..named("Jean") }]);
}

fn holds(file: &Path, words: &str) -> bool {
    fs::read(file).unwrap().windows(words.len()).any(|some| some == words.as_bytes())
}

#[tokio::test]
async fn a_data_folder_has_one_holder() {
    let folder = tempdir().unwrap();
    let first = open(folder.path());
    let second = Database::open(folder.path()).unwrap_err();
    assert_eq!(second, DatabaseFault::Held { folder: folder.path().to_owned() });
    assert!(second.to_string().starts_with("another kenspeckle holds the data folder"));
    first.close().await.unwrap();
    assert!(Database::open(folder.path()).is_ok());
}

#[test]
fn a_folder_that_cannot_be_written_is_refused() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    fs::write(&file, "not a folder").unwrap();
    let fault = Database::open(&file).unwrap_err();
    assert!(matches!(fault, DatabaseFault::NotWritable { .. }), "{fault}");
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempdir().unwrap();
    let file = folder.path().join(DATABASE_FILE);
    let text = "Dear diary, ".repeat(100);
    fs::write(&file, &text).unwrap();
    let fault = Database::open(folder.path()).unwrap_err();
    assert_eq!(fault, DatabaseFault::NotOurs { file: file.clone() });
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}

#[test]
fn somebody_elses_database_is_refused_and_left_alone() {
    let folder = tempdir().unwrap();
    let file = folder.path().join(DATABASE_FILE);
    Connection::open(&file).unwrap().execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    let before = fs::read(&file).unwrap();
    let fault = Database::open(folder.path()).unwrap_err();
    assert_eq!(fault, DatabaseFault::NotOurs { file: file.clone() });
    assert_eq!(fs::read(file).unwrap(), before);
}

#[tokio::test]
async fn a_database_of_a_newer_kenspeckle_is_refused() {
    let folder = changed(&[named("Jean")], "PRAGMA user_version = 99").await;
    let fault = Database::open(folder.path()).unwrap_err();
    assert!(matches!(fault, DatabaseFault::Newer { found: 99, .. }), "{fault}");
    assert!(fault.to_string().contains("newer kenspeckle"));
}

#[tokio::test]
async fn r8_3_an_entry_of_a_newer_kenspeckle_is_refused() {
    let mut newer = named("Ali");
    newer.body.version = 2;
    let folder = changed(&[named("Jean"), newer], "").await;
    let fault = open(folder.path()).read_after(&board(), 0, 9).await.unwrap_err();
    assert_eq!(fault, LogFault::Newer { board: board(), rev: 2, version: 2 });
    assert!(fault.to_string().contains("newer kenspeckle"));
}

#[tokio::test]
async fn r8_6_damage_is_found_and_named() {
    let damages = [
        "UPDATE entries SET body = '{\"version\": 1}' WHERE rev = 2",
        "UPDATE entries SET body = 'Jean' WHERE rev = 2",
        "UPDATE entries SET personal = x'00' WHERE rev = 2",
        "UPDATE entries SET personal = (SELECT personal FROM entries WHERE rev = 1) WHERE rev = 2",
        "UPDATE entries SET personal = NULL WHERE rev = 2",
        "UPDATE entries SET body = replace(body, '1790', '1791') WHERE rev = 2",
        "UPDATE entries SET link = (SELECT link FROM entries WHERE rev = 3) WHERE rev = 2",
        "UPDATE entries SET link = x'' WHERE rev = 2",
        "UPDATE heads SET rev = 2",
        "UPDATE entries SET board = 'k3v9q2mz' WHERE rev = 2",
        "DELETE FROM entries WHERE rev = 2",
    ];
    for damage in damages {
        let folder = changed(&[named("Jean"), named("Ali"), named("Mo")], damage).await;
        let fault = open(folder.path()).read_after(&board(), 0, 9).await.unwrap_err();
        assert_eq!(fault, LogFault::Damaged { board: board(), rev: 2 }, "{damage}");
    }
}

#[tokio::test]
async fn r8_6_a_flipped_bit_in_what_stands_for_an_erased_entry_is_found_and_named() {
    let folder = tempdir().unwrap();
    let log = open(folder.path());
    log.append(&board(), &[named("Jean"), named("Ali"), named("Mo")]).await.unwrap();
    let state = KeptSnapshot { rev: 3, version: 1, state: Vec::new(), state_hash: String::new() };
    log.erase(&board(), &[named("").body.actor.id], state).await.unwrap();
    let blank = Entry { body: named("").body.blank(), personal: None };
    let left = Ok(vec![blank.clone(), blank.clone(), blank]);
    assert_eq!(log.read_after(&board(), 0, 9).await, left);
    let beside = Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
    beside.pragma_update(None, "synchronous", "OFF").unwrap();
    let damaged = Err(LogFault::Damaged { board: board(), rev: 2 });
    for column in ["body", "link", "erased"] {
        let sql = format!("SELECT CAST({column} AS BLOB) FROM entries WHERE rev = 2");
        let whole: Vec<u8> = beside.query_row(&sql, [], |row| row.get(0)).unwrap();
        let cast = if column == "body" { "CAST(?1 AS TEXT)" } else { "?1" };
        let sql = format!("UPDATE entries SET {column} = {cast} WHERE rev = 2");
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << (at % 8);
            beside.execute(&sql, [flipped]).unwrap();
            assert_eq!(log.read_after(&board(), 0, 9).await, damaged, "{column} {at}");
        }
        beside.execute(&sql, [whole]).unwrap();
        assert_eq!(log.read_after(&board(), 0, 9).await, left);
    }
    for damage in ["erased = NULL", "personal = x'00'", "link = x''"] {
        let kept = "SELECT personal, link, erased FROM entries WHERE rev = 2";
        let kept = beside.query_row(kept, [], |row| {
            Ok((row.get::<_, Value>(0)?, row.get::<_, Value>(1)?, row.get::<_, Value>(2)?))
        });
        beside.execute(&format!("UPDATE entries SET {damage} WHERE rev = 2"), []).unwrap();
        assert_eq!(log.read_after(&board(), 0, 9).await, damaged, "{damage}");
        let back = "UPDATE entries SET personal = ?1, link = ?2, erased = ?3 WHERE rev = 2";
        beside.execute(back, kept.unwrap()).unwrap();
    }
    // In the place of one another.
    let swap = "UPDATE entries SET rev = 9 WHERE rev = 2; UPDATE entries SET rev = 2 WHERE rev = 1;
                UPDATE entries SET rev = 1 WHERE rev = 9;";
    beside.execute_batch(swap).unwrap();
    let fault = log.read_after(&board(), 0, 9).await;
    assert_eq!(fault, Err(LogFault::Damaged { board: board(), rev: 1 }));
}

#[tokio::test]
async fn r8_10_the_link_that_stays_does_not_tell_what_was_chosen() {
    let mut links = Vec::new();
    for _ in 0..2 {
        let folder = changed(&[Entry { personal: None, ..named("") }], "").await;
        let database = Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
        let read = |row: &rusqlite::Row<'_>| row.get::<_, Vec<u8>>(0);
        links.push(database.query_row("SELECT link FROM entries", [], read).unwrap());
    }
    assert_ne!(links[0], links[1], "whoever tries every choice learns nothing");
}

#[tokio::test]
async fn r8_6_a_lost_end_is_noticed() {
    for damage in
        ["DELETE FROM entries WHERE rev = 3", "DELETE FROM heads", "UPDATE heads SET rev = 4"]
    {
        let folder = changed(&[named("Jean"), named("Ali"), named("Mo")], damage).await;
        let fault = open(folder.path()).read_after(&board(), 0, 9).await.unwrap_err();
        assert!(matches!(fault, LogFault::Damaged { .. }), "{damage}: {fault}");
    }
}

#[tokio::test]
async fn r8_6_an_older_folder_gets_its_links_and_seals_when_it_is_opened() {
    let older = "
        ALTER TABLE entries DROP COLUMN link; ALTER TABLE entries DROP COLUMN erased;
        DROP TABLE heads; DROP TABLE baselines; DROP TABLE due; PRAGMA user_version = 2;
        UPDATE entries SET personal = CAST('{\"texts\":[\"Jean\"]}' AS BLOB) WHERE rev = 1;
        UPDATE entries SET personal = CAST('{\"texts\":[\"Ali\"]}' AS BLOB) WHERE rev = 2;";
    let folder = changed(&[named("Jean"), named("Ali")], older).await;
    let file = folder.path().join(DATABASE_FILE);
    assert!(holds(&file, "Jean"));
    let log = open(folder.path());
    assert!(!holds(&file, "Jean"), "nor in what was free then");
    assert_eq!(log.read_after(&board(), 0, 9).await, Ok(vec![named("Jean"), named("Ali")]));
    assert_eq!(log.append(&board(), &[named("Mo")]).await, Ok(3));
    assert_eq!(log.read_after(&board(), 2, 9).await, Ok(vec![named("Mo")]));
}

#[tokio::test]
async fn r8_8_a_full_disk_leaves_nothing_half_done_and_is_told() {
    let folder = tempdir().unwrap();
    let database = Database::open(folder.path()).unwrap();
    let log = SqliteLog::new(database.clone());
    log.append(&board(), &[named("Jean")]).await.unwrap();
    let room_for = |pages: i64| {
        database.write(move |writer| {
            writer.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
            Ok(())
        })
    };
    assert!(database.takes_writes().await);
    room_for(1).await.unwrap();
    let long: Vec<_> = (0..200).map(|_| named(&"x".repeat(4_000))).collect();
    let full = log.append(&board(), &long).await;
    assert!(matches!(full, Err(LogFault::NotStored { .. })), "{full:?}");
    while log.append(&board(), &[named(&"x".repeat(4_000))]).await.is_ok() {}
    assert!(!database.takes_writes().await, "what watches over the server hears of it");
    let stored = log.append(&board(), &[]).await.unwrap();
    let last = log.read_after(&board(), stored - 2, 9).await;
    assert_eq!(last.map(|last| last.len()), Ok(1), "readers go on");
    room_for(100_000).await.unwrap();
    assert!(database.takes_writes().await);
    assert_eq!(log.read_after(&board(), 0, 1).await, Ok(vec![named("Jean")]));
    assert_eq!(log.append(&board(), &[named("Ali")]).await, Ok(stored));
}

#[tokio::test]
async fn a_piece_of_writing_that_fails_takes_no_other_with_it() {
    let folder = tempdir().unwrap();
    let database = Database::open(folder.path()).unwrap();
    let log = SqliteLog::new(database.clone());
    let fault = || LogFault::NotStored { reason: "as the test wants".to_owned() };
    let fails = database.write(move |writer| {
        let sql = "INSERT INTO entries (board, rev, body) VALUES ('half', 1, '{}')";
        writer.execute(sql, []).unwrap();
        Err::<(), _>(fault())
    });
    let (board, entries) = (board(), [named("Jean")]);
    let (before, failed, after) =
        tokio::join!(log.append(&board, &entries), fails, log.append(&board, &entries));
    assert_eq!((before, failed, after), (Ok(1), Err(fault()), Ok(2)));
    assert_eq!(log.append(&"half".into(), &[]).await, Ok(1));
}
