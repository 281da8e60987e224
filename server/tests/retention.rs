//! Boards that nobody uses are erased whole; the others stay as they are.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::keys::KEYS_FILE;
use kenspeckle_server::log::sqlite::{DATABASE_FILE, Database, SqliteLog};
use kenspeckle_server::registry::{BoardRecord, Grant, Network, Registry, Retention};
use kenspeckle_server::room::{Reply, RoomFault, Rooms, Sizes};
use kenspeckle_server::start::built_in;
use kenspeckle_server::tokens::Token;
use kenspeckle_server::upkeep::{self, UpkeepFault};
use kenspeckle_shared::command::{Command, Role};
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::view::Audience;
use rusqlite::Connection;
use serde_json::{from_value, json};
use tempfile::{TempDir, tempdir};

const DAY_MS: u64 = 86_400_000;
const KEPT: u16 = 730;
/// Days after which a board is marked, and how many days later it is erased.
const DUE: u64 = KEPT as u64 - GRACE;
const GRACE: u64 = 7;
/// Words that nothing else holds.
const OLD: &str = "kelpie-old-41";
const NEW: &str = "kelpie-new-41";

/// A data folder with an old board and a newer one.
struct House {
    folder: TempDir,
    today: Arc<AtomicU64>,
    rooms: Rooms<SqliteLog>,
    old: (BoardRecord, Token),
    new: (BoardRecord, Token),
}

impl House {
    async fn new() -> Self {
        let folder = tempdir().unwrap();
        let today = Arc::new(AtomicU64::new(1_000));
        let (rooms, registry) = open(folder.path(), &today);
        let definition = built_in().unwrap();
        let old = registry.create(&definition.id).await.unwrap();
        let token = write(&rooms, &old, OLD).await;
        let old = (old, token);
        today.store(1_300, Ordering::SeqCst);
        let new = registry.create(&definition.id).await.unwrap();
        let token = write(&rooms, &new, NEW).await;
        let new = (new, token);
        rooms.close().await.unwrap();
        drop((rooms, registry));
        let (rooms, _) = open(folder.path(), &today);
        Self { folder, today, rooms, old, new }
    }

    async fn expire_on(&self, day: u64, days: u16) -> usize {
        self.today.store(day, Ordering::SeqCst);
        self.rooms.expire(Retention::days(days), None).await.unwrap()
    }

    /// Somebody uses the older board, and everybody goes.
    async fn use_old_on(&self, day: u64) {
        self.today.store(day, Ordering::SeqCst);
        write(&self.rooms, &self.old.0, OLD).await;
        self.rooms.rest();
        self.rooms.rest();
    }

    async fn old_used_on(&self) -> u64 {
        let used_ms = self.rooms.registry().last_used(&self.old.0.id).await.unwrap();
        used_ms.unwrap() / DAY_MS
    }

    async fn grant(&self, token: &Token) -> Option<Grant> {
        self.rooms.registry().grant(token).await.unwrap()
    }

    fn files_with(&self, bytes: &[u8]) -> Vec<String> {
        let files = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let holds = |file: &std::path::PathBuf| {
            fs::read(file).unwrap().windows(bytes.len()).any(|window| window == bytes)
        };
        files.filter(holds).map(|file| file.to_string_lossy().into_owned()).collect()
    }
}

fn open(folder: &Path, today: &Arc<AtomicU64>) -> (Rooms<SqliteLog>, Arc<Registry>) {
    let today = today.clone();
    let clock = Clock::from_fn(move || today.load(Ordering::SeqCst) * DAY_MS);
    let database = Database::open(folder).unwrap();
    let registry = Arc::new(Registry::new(database.clone(), clock.clone()));
    let log = Arc::new(SqliteLog::new(database));
    let rooms = Rooms::new(log, registry.clone(), clock, [Arc::new(built_in().unwrap())]);
    // So that there are snapshots to be gone.
    (
        rooms.with_sizes(Sizes {
            snapshot_every: 1,
            snapshots_apart: Duration::ZERO,
            ..Sizes::default()
        }),
        registry,
    )
}

/// Lets somebody write something on a board.
async fn write(rooms: &Rooms<SqliteLog>, board: &BoardRecord, words: &str) -> Token {
    let (token, grant) = rooms.registry().invite(&board.id, Role::Participant).await.unwrap();
    let room = rooms.open(&board.id).await.unwrap();
    let name = json!({ "do": "set_name", "name": words, "shown": true });
    let command: Command = from_value(name).unwrap();
    let reply = room.submit(grant.actor, CommandId::now_v7(), command).await;
    assert!(matches!(reply, Reply::Ack { .. }), "{reply:?}");
    token
}

/// The rows about a board in every table of both files, and its keys.
fn traces(folder: &Path, board: &BoardRecord) -> (i64, Vec<Vec<u8>>) {
    let database = Connection::open(folder.join(DATABASE_FILE)).unwrap();
    let mut rows = 0;
    for (table, column) in [
        ("boards", "id"),
        ("entries", "board"),
        ("heads", "board"),
        ("snapshots", "board"),
        ("baselines", "board"),
        ("tokens", "board"),
        ("card_words", "board"),
        ("due", "board"),
    ] {
        let sql = format!("SELECT count(*) FROM {table} WHERE {column} = ?1");
        rows += database.query_row(&sql, [board.id.as_str()], |row| row.get::<_, i64>(0)).unwrap();
    }
    let keys = Connection::open(folder.join(KEYS_FILE)).unwrap();
    let sql = "SELECT key FROM keys WHERE board = ?1 AND key IS NOT NULL";
    let mut select = keys.prepare(sql).unwrap();
    let found = select.query_map([board.id.as_str()], |row| row.get(0)).unwrap();
    (rows, found.collect::<Result<_, _>>().unwrap())
}

#[tokio::test]
async fn r9_9_a_board_whose_time_is_over_is_gone_from_every_file_and_the_other_stays() {
    let house = House::new().await;
    let (rows, keys) = traces(house.folder.path(), &house.old.0);
    assert!(rows >= 4 && keys.len() >= 2, "{rows} rows, {} keys", keys.len());
    let before = traces(house.folder.path(), &house.new.0);

    assert_eq!(house.expire_on(1_000 + DUE, KEPT).await, 0);
    assert_eq!(house.expire_on(1_001 + DUE, KEPT).await, 0, "it is marked");
    assert_eq!(house.expire_on(1_000 + u64::from(KEPT), KEPT).await, 0, "its last day");
    assert_eq!(house.expire_on(1_001 + u64::from(KEPT), KEPT).await, 1);

    assert_eq!(traces(house.folder.path(), &house.old.0), (0, Vec::new()));
    for key in keys {
        assert_eq!(house.files_with(&key), Vec::<String>::new(), "a key");
    }
    assert_eq!(house.grant(&house.old.1).await, None, "its links open nothing");
    let code = house.old.0.join_code.as_str();
    assert!(
        house
            .rooms
            .registry()
            .board_by_code(code, Network::of([192, 0, 2, 1].into()))
            .await
            .is_err()
    );
    let gone = house.rooms.open(&house.old.0.id).await;
    assert!(matches!(gone, Err(RoomFault::UnknownBoard { .. })), "{gone:?}");

    assert_eq!(traces(house.folder.path(), &house.new.0), before, "the other board's");
    assert!(house.grant(&house.new.1).await.is_some());
    let room = house.rooms.open(&house.new.0.id).await.unwrap();
    let seen = room.snapshot(Audience::Facilitator).await.json.to_vec();
    assert!(String::from_utf8(seen).unwrap().contains(NEW));
    for words in [OLD, NEW] {
        assert_eq!(house.files_with(words.as_bytes()), Vec::<String>::new(), "{words}");
    }
}

#[tokio::test]
async fn r9_9_a_board_that_somebody_has_open_or_that_is_spared_is_kept() {
    let house = House::new().await;
    let _open = house.rooms.open(&house.old.0.id).await.unwrap();
    let all_over = 1_301 + u64::from(KEPT);
    assert_eq!(house.expire_on(1_301 + DUE, KEPT).await, 0, "both are marked");
    house.today.store(all_over, Ordering::SeqCst);
    let spared = Some(&house.new.0.id);
    assert_eq!(house.rooms.expire(Retention::days(KEPT), spared).await.unwrap(), 0);
    assert_eq!(house.expire_on(all_over, KEPT).await, 1, "the one that is not open");
    assert!(house.grant(&house.old.1).await.is_some());
}

#[tokio::test]
async fn r9_9_using_a_board_keeps_it_and_no_days_are_for_ever() {
    let house = House::new().await;
    house.use_old_on(1_500).await;
    assert_eq!(house.old_used_on().await, 1_500);
    assert_eq!(house.expire_on(1_301 + DUE, KEPT).await, 0);
    assert_eq!(house.expire_on(1_301 + u64::from(KEPT), KEPT).await, 1, "the newer, unused one");
    assert!(house.grant(&house.old.1).await.is_some());
    assert_eq!(house.expire_on(1_000_000, 0).await, 0);
    assert_eq!(house.expire_on(1_000_000, KEPT).await, 0, "it is marked");
    assert_eq!(house.expire_on(1_000_000 + GRACE, KEPT).await, 1, "it was let go when it rested");
}

#[tokio::test]
async fn r9_9_a_board_that_was_used_by_a_clock_years_behind_is_kept_if_it_is_used_within_the_grace()
{
    let house = House::new().await;
    // The clock is right at last: both boards look as if nobody had used them for years.
    assert_eq!(house.expire_on(5_000, KEPT).await, 0);
    assert_eq!(house.expire_on(5_000 + GRACE - 1, KEPT).await, 0);
    house.use_old_on(5_000 + GRACE - 1).await;
    assert_eq!(house.expire_on(5_000 + GRACE, KEPT).await, 1, "the one that nobody uses");
    assert!(house.grant(&house.old.1).await.is_some());
    assert_eq!(house.expire_on(5_000 + 2 * GRACE, KEPT).await, 0, "it is no longer marked");
}

#[tokio::test]
async fn r9_9_a_use_after_the_mark_counts_also_if_the_clock_has_gone_back_meanwhile() {
    let house = House::new().await;
    assert_eq!(house.expire_on(5_000, KEPT).await, 0);
    house.use_old_on(1_310).await;
    assert_eq!(house.expire_on(5_000 + GRACE, KEPT).await, 1, "the one that nobody uses");
    assert!(house.grant(&house.old.1).await.is_some());
    assert_eq!(house.expire_on(5_000 + 2 * GRACE, KEPT).await, 1, "it was marked anew");
}

#[tokio::test]
async fn r9_9_a_clock_that_was_years_ahead_for_an_hour_erases_nothing() {
    let house = House::new().await;
    assert_eq!(house.expire_on(5_000, KEPT).await, 0);
    assert_eq!(house.expire_on(1_310, KEPT).await, 0, "it is right again");
    assert_eq!(house.expire_on(5_000 + GRACE, KEPT).await, 0, "no mark is left of the first time");
    assert_eq!(house.expire_on(1_310, KEPT).await, 0);
    assert_eq!(house.expire_on(1_001 + DUE, KEPT).await, 0);
    assert_eq!(house.expire_on(1_001 + u64::from(KEPT), KEPT).await, 1, "in its own time");
}

#[tokio::test]
async fn r9_9_a_board_was_last_used_at_the_latest_time_that_its_log_bears() {
    let house = House::new().await;
    house.use_old_on(1_500).await;
    house.use_old_on(1_001).await;
    assert_eq!(house.old_used_on().await, 1_500);
    house.expire_on(1_301 + DUE, KEPT).await;
    assert_eq!(house.expire_on(1_301 + u64::from(KEPT), KEPT).await, 1, "the other");
    assert!(house.grant(&house.old.1).await.is_some());
}

#[tokio::test]
async fn r9_9_boards_are_kept_until_the_day_that_is_told_and_a_longer_time_takes_the_marks_away() {
    let house = House::new().await;
    let until = async |day: u64, days: u16| {
        house.expire_on(day, days).await;
        let (registry, retention) = (house.rooms.registry(), Retention::days(days));
        let until = registry.kept_until(&house.old.0.id, retention).await.unwrap();
        until.map(|until| until / DAY_MS)
    };
    let over = 1_000 + u64::from(KEPT);
    assert_eq!(until(1_400, KEPT).await, Some(over));
    assert_eq!(until(1_001 + DUE, KEPT).await, Some(over + 1), "found a day late");
    assert_eq!(until(1_003 + DUE, KEPT).await, Some(over + 1), "the mark stands");
    assert_eq!(until(1_003 + DUE, 2 * KEPT).await, Some(1_000 + 2 * u64::from(KEPT)));
    assert_eq!(until(5_000, KEPT).await, Some(5_000 + GRACE), "marked anew");
    assert_eq!(until(5_000, 0).await, None);
}

#[tokio::test]
async fn r9_9_a_backup_that_is_older_than_the_grace_is_not_erased_at_the_first_start() {
    let house = House::new().await;
    assert_eq!(house.expire_on(1_301 + DUE, KEPT).await, 0, "both are marked");
    let elsewhere = tempdir().unwrap();
    let file = elsewhere.path().join("backup.db");
    upkeep::backup(house.folder.path(), &file, &mut |_| {}).unwrap();
    let data = elsewhere.path().join("data");
    upkeep::restore(&data, &file, &upkeep::keys_of(&file), &mut |_| {}).unwrap();
    let (rooms, registry) = open(&data, &house.today);
    house.today.store(5_000, Ordering::SeqCst);
    assert_eq!(rooms.expire(Retention::days(KEPT), None).await.unwrap(), 0);
    assert_eq!(registry.boards().await.unwrap().len(), 2);
    house.today.store(5_000 + GRACE, Ordering::SeqCst);
    assert_eq!(rooms.expire(Retention::days(KEPT), None).await.unwrap(), 2);
}

/// A backup that still has both boards, and the keys from after the older one was erased.
async fn before_and_after(house: &House, elsewhere: &Path) -> (PathBuf, PathBuf) {
    let (before, after) = (elsewhere.join("before.db"), elsewhere.join("after.db"));
    upkeep::backup(house.folder.path(), &before, &mut |_| {}).unwrap();
    assert_eq!(house.expire_on(1_001 + DUE, KEPT).await, 0, "it is marked");
    assert_eq!(house.expire_on(1_001 + u64::from(KEPT), KEPT).await, 1);
    upkeep::backup(house.folder.path(), &after, &mut |_| {}).unwrap();
    (before, upkeep::keys_of(&after))
}

fn holds(file: &Path, words: &str) -> bool {
    let bytes = fs::read(file).unwrap();
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[tokio::test]
async fn r8_11_an_older_backup_with_the_newest_keys_brings_back_every_board_but_the_erased() {
    let (house, elsewhere) = (House::new().await, tempdir().unwrap());
    let (before, newest) = before_and_after(&house, elsewhere.path()).await;
    let (data, code) = (elsewhere.path().join("data"), house.old.0.join_code.as_str());
    assert!(holds(&before, code));
    let mut lines = Vec::new();
    upkeep::restore(&data, &before, &newest, &mut |line| lines.push(line)).unwrap();
    let (old, new) = (&house.old.0.id, &house.new.0.id);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[0], format!("board {old}: erased since, and left out"));
    assert!(lines[1].starts_with(&format!("board {new}: good")), "{lines:?}");
    assert_eq!(traces(&data, &house.old.0), (0, Vec::new()));
    assert!(!holds(&data.join(DATABASE_FILE), code), "nor in what is free");
    let (rooms, registry) = open(&data, &house.today);
    assert_eq!(registry.boards().await.unwrap().len(), 1);
    let seen = rooms.open(new).await.unwrap().snapshot(Audience::Facilitator).await;
    assert!(String::from_utf8(seen.json.to_vec()).unwrap().contains(NEW));
}

#[tokio::test]
async fn r8_11_an_older_file_beside_the_newest_keys_is_told_by_a_check_and_loses_the_erased_board()
{
    let (house, elsewhere) = (House::new().await, tempdir().unwrap());
    let (before, newest) = before_and_after(&house, elsewhere.path()).await;
    let data = tempdir().unwrap();
    fs::copy(&before, data.path().join(DATABASE_FILE)).unwrap();
    fs::copy(&newest, data.path().join(KEYS_FILE)).unwrap();
    let mut lines = Vec::new();
    upkeep::check(data.path(), &mut |line| lines.push(line)).unwrap();
    let told = format!("board {}: erased; what is left of it", house.old.0.id);
    assert!(lines.iter().any(|line| line.starts_with(&told)), "{lines:?}");
    let (rooms, registry) = open(data.path(), &house.today);
    assert_eq!(registry.boards().await.unwrap().len(), 1);
    rooms.close().await.unwrap();
    assert_eq!(traces(data.path(), &house.old.0), (0, Vec::new()));
}

#[tokio::test]
async fn r8_11_keys_that_are_missing_for_no_known_reason_are_refused() {
    let (house, elsewhere) = (House::new().await, tempdir().unwrap());
    let (before, newest) = before_and_after(&house, elsewhere.path()).await;
    let keys = Connection::open(&newest).unwrap();
    let forgotten = keys.execute("DELETE FROM keys WHERE board = ?1", [house.old.0.id.as_str()]);
    assert_eq!(forgotten, Ok(1), "the one row by which it is known to be erased");
    drop(keys);
    let data = elsewhere.path().join("data");
    let mut lines = Vec::new();
    let refused = upkeep::restore(&data, &before, &newest, &mut |line| lines.push(line));
    assert!(matches!(refused, Err(UpkeepFault::Damaged(_))), "{refused:?}");
    let of_old = lines.iter().find(|line| line.contains(house.old.0.id.as_str())).unwrap();
    assert!(of_old.contains("DAMAGED"), "{of_old}");
    assert!(!data.join(DATABASE_FILE).exists());
}
