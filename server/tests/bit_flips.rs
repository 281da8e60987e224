//! A data folder in which bits flip: every board is as it was, or is not opened at all.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::LogFault;
use kenspeckle_server::log::keys::KEYS_FILE;
use kenspeckle_server::log::sqlite::{DATABASE_FILE, Database, SqliteLog};
use kenspeckle_server::registry::Registry;
use kenspeckle_server::room::{Reply, RoomFault, Rooms, Sizes};
use kenspeckle_server::start::built_in;
use kenspeckle_server::upkeep;
use kenspeckle_shared::command::{Command, Place, Role};
use kenspeckle_shared::definition::Definition;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::BoardId;
use rusqlite::Connection;
use tempfile::{TempDir, tempdir};
use uuid::Uuid;

const WAL_FILE: &str = "kenspeckle.db-wal";
/// The headers of that file and of each frame in it, in bytes.
const WAL_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const ENTRIES: u128 = 60;
const RAW_FLIPS: u64 = 300;
/// Of files in which nearly every used byte counts.
const FEWER_FLIPS: u64 = 150;

/// A data folder whose server has stopped: its files, and what its boards were.
struct Kept {
    bytes: Vec<u8>,
    keys: Vec<u8>,
    /// Empty after a stop.
    wal: Vec<u8>,
    definition: Arc<Definition>,
    boards: Vec<(BoardId, String)>,
}

impl Kept {
    /// As a stop leaves it.
    async fn new() -> Self {
        Self::made(false).await
    }

    /// As a kill leaves it: with the newest entries in the write-ahead log alone.
    async fn killed() -> Self {
        Self::made(true).await
    }

    async fn made(killed: bool) -> Self {
        let folder = tempdir().unwrap();
        let definition = Arc::new(built_in().unwrap());
        let rooms = rooms(folder.path(), &definition).unwrap();
        let mut boards = Vec::new();
        for board in 0..2 {
            let board = Uuid::from_u128(1_000 * (board + 1));
            let id = rooms.registry().create(&definition.id).await.unwrap().id;
            let room = rooms.open(&id).await.unwrap();
            for one in 0..ENTRIES {
                let actor = Actor { id: Uuid::from_u128(1 + one), role: Role::Participant };
                let id = fresh_id(board.as_u128() + one);
                let place = Place::Area("govan".into());
                let note = Some(format!("note {one}"));
                let reply = room
                    .submit(actor, id, Command::Place { kind: "lived".into(), place, note })
                    .await;
                assert!(matches!(reply, Reply::Ack { .. }), "{reply:?}");
            }
            boards.push((id, room.state_hash()));
        }
        if !killed {
            rooms.close().await.unwrap();
        }
        let read = |file: &str| fs::read(folder.path().join(file)).unwrap_or_default();
        let (bytes, keys, wal) = (read(DATABASE_FILE), read(KEYS_FILE), read(WAL_FILE));
        assert_eq!(wal.is_empty(), !killed);
        if killed {
            rooms.close().await.unwrap();
        }
        Self { bytes, keys, wal, definition, boards }
    }

    /// From now on one board is read from its snapshot, and the other from its entries.
    fn lose_a_snapshot(&mut self) {
        let folder = self.folder(&self.bytes);
        let file = folder.path().join(DATABASE_FILE);
        let database = Connection::open(&file).unwrap();
        database
            .execute("DELETE FROM snapshots WHERE board = ?1", [self.boards[1].0.as_str()])
            .unwrap();
        drop(database);
        self.bytes = fs::read(file).unwrap();
    }

    fn folder(&self, bytes: &[u8]) -> TempDir {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join(DATABASE_FILE), bytes).unwrap();
        fs::write(folder.path().join(KEYS_FILE), &self.keys).unwrap();
        if !self.wal.is_empty() {
            fs::write(folder.path().join(WAL_FILE), &self.wal).unwrap();
        }
        folder
    }

    /// Opens the boards of a folder; each that opens must be what it was.
    async fn opened(&self, folder: &Path, what: &str) -> Vec<Option<RoomFault>> {
        let Ok(rooms) = rooms(folder, &self.definition) else { return Vec::new() };
        let mut faults = Vec::new();
        for (id, hash) in &self.boards {
            match rooms.open(id).await {
                Ok(room) => assert_eq!(&room.state_hash(), hash, "{what}: a wrong board"),
                Err(fault) => {
                    assert!(!matches!(fault, RoomFault::Broken { .. }), "{what}: a panic");
                    faults.push(Some(fault));
                    continue;
                }
            }
            faults.push(None);
        }
        drop(rooms.close().await);
        faults
    }
}

impl Kept {
    /// Flips one bit of a file, so many times, and gives how often a board, or all, did not open.
    async fn noticed_flips(
        &mut self,
        flips: u64,
        seed: u64,
        file: impl Fn(&mut Self) -> &mut Vec<u8>,
    ) -> u64 {
        let mut chance = Chance(seed);
        let whole = file(self).clone();
        let mut noticed = 0;
        for _ in 0..flips {
            let what = chance.flip(&whole, file(self));
            let faults = self.opened(self.folder(&self.bytes).path(), &what).await;
            noticed += u64::from(faults.iter().any(Option::is_some) || faults.is_empty());
        }
        noticed
    }
}

fn rooms(folder: &Path, definition: &Arc<Definition>) -> Result<Rooms<SqliteLog>, String> {
    let database = Database::open(folder).map_err(|fault| fault.to_string())?;
    let clock = Clock::from_fn(|| 1_790_000_000_000);
    let registry = Arc::new(Registry::new(database.clone(), clock.clone()));
    let log = Arc::new(SqliteLog::new(database));
    let rooms = Rooms::new(log, registry, clock, [definition.clone()]);
    // So that there is a snapshot to flip a bit in.
    Ok(rooms.with_sizes(Sizes {
        snapshot_every: 1,
        snapshots_apart: Duration::ZERO,
        ..Sizes::default()
    }))
}

/// Gives how many there are, and the bytes of each.
fn frames_of_the_newest_log(wal: &[u8]) -> (usize, usize) {
    let size = FRAME_HEADER + u32::from_be_bytes(wal[8..12].try_into().unwrap()) as usize;
    let frames = wal[WAL_HEADER..].chunks_exact(size);
    (frames.take_while(|frame| frame[8..16] == wal[16..24]).count(), size)
}

fn fresh_id(number: u128) -> Uuid {
    Uuid::from_u128((1_790_000_000_000_u128 << 80) | (7 << 76) | (2 << 62) | number)
}

/// Even numbers below a limit, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// Makes `bytes` what the whole ones are, but for one bit; says which.
    fn flip(&mut self, whole: &[u8], bytes: &mut Vec<u8>) -> String {
        // Most of a file is free space, overwritten with zeros.
        let used: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] != 0).collect();
        let (byte, bit) = (used[self.below(used.len() as u64) as usize], self.below(8));
        bytes.clear();
        bytes.extend(whole);
        bytes[byte] ^= 1 << bit;
        format!("byte {byte}, bit {bit}")
    }
}

#[tokio::test]
async fn r8_6_a_flipped_bit_in_the_file_never_gives_a_wrong_board() {
    let mut kept = Kept::new().await;
    kept.lose_a_snapshot();
    let noticed = kept.noticed_flips(RAW_FLIPS, 7, |kept| &mut kept.bytes).await;
    assert!(noticed > RAW_FLIPS / 10, "many flips hit what is read, but {noticed} were noticed");
}

#[tokio::test]
async fn r8_6_a_flipped_bit_in_the_file_of_keys_never_gives_a_wrong_board() {
    let mut kept = Kept::new().await;
    kept.lose_a_snapshot();
    let noticed = kept.noticed_flips(FEWER_FLIPS, 17, |kept| &mut kept.keys).await;
    // Keys of the board that is read from its snapshot are not asked for.
    assert!(noticed > FEWER_FLIPS / 10, "many flips hit a key, but {noticed} were noticed");
}

#[tokio::test]
async fn r8_6_a_flipped_bit_in_an_entry_is_named_and_leaves_other_boards_open() {
    let kept = Kept::new().await;
    let mut chance = Chance(11);
    for column in ["body", "personal", "link"].repeat(8) {
        let rev = 2 + chance.below(ENTRIES as u64 - 2);
        let folder = kept.folder(&kept.bytes);
        let database = Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
        let board = kept.boards[0].0.as_str();
        let of = format!("FROM entries WHERE board = '{board}' AND rev = {rev}");
        let sql = format!("SELECT CAST({column} AS BLOB) {of}");
        let mut value: Vec<u8> = database.query_row(&sql, [], |row| row.get(0)).unwrap();
        let byte = chance.below(value.len() as u64) as usize;
        value[byte] ^= 1 << chance.below(8);
        let cast = if column == "body" { "CAST(?1 AS TEXT)" } else { "?1" };
        let change =
            format!("UPDATE entries SET {column} = {cast} WHERE board = '{board}' AND rev = {rev}");
        database.execute(&change, [value]).unwrap();
        // Without the snapshot, so that every entry is read.
        database.execute("DELETE FROM snapshots", []).unwrap();
        drop(database);
        let faults = kept.opened(folder.path(), column).await;
        let named = LogFault::Damaged { board: kept.boards[0].0.clone(), rev };
        assert!(matches!(&faults[0], Some(RoomFault::Log(fault)) if *fault == named), "{faults:?}");
        assert!(faults[1].is_none(), "the other board opens");
    }
}

#[tokio::test]
async fn r8_6_a_flipped_bit_in_a_snapshot_changes_nothing() {
    let kept = Kept::new().await;
    let mut chance = Chance(13);
    for column in ["state", "series"].repeat(12) {
        let folder = kept.folder(&kept.bytes);
        let database = Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
        let sql = format!("SELECT CAST({column} AS BLOB) FROM snapshots LIMIT 1");
        let mut value: Vec<u8> = database.query_row(&sql, [], |row| row.get(0)).unwrap();
        let byte = chance.below(value.len() as u64) as usize;
        value[byte] ^= 1 << chance.below(8);
        let cast = if column == "state" { "?1" } else { "CAST(?1 AS TEXT)" };
        database.execute(&format!("UPDATE snapshots SET {column} = {cast}"), [value]).unwrap();
        drop(database);
        let faults = kept.opened(folder.path(), column).await;
        assert!(faults.iter().all(Option::is_none), "rebuilt from the log: {faults:?}");
    }
}

#[tokio::test]
async fn r8_6_a_flipped_bit_in_the_write_ahead_log_is_turned_back_or_reported() {
    let mut kept = Kept::killed().await;
    let mut chance = Chance(19);
    let mut reported = 0_u64;
    let whole = kept.wal.clone();
    // In the last transaction, what is told apart by nothing from a torn write is taken for one.
    let (newest, size) = frames_of_the_newest_log(&whole);
    let ends = |frame: &usize| whole[WAL_HEADER + frame * size + 4..][..4] != [0; 4];
    let last = (0..newest - 1).rfind(ends).unwrap() + 1;
    let (before, after) = whole.split_at(WAL_HEADER + last * size);
    for _ in 0..FEWER_FLIPS {
        let what = chance.flip(before, &mut kept.wal);
        kept.wal.extend(after);
        let faults = kept.opened(kept.folder(&kept.bytes).path(), &what).await;
        assert!(faults.iter().all(Option::is_none), "{what}: {faults:?}");
        reported += u64::from(faults.is_empty());
    }
    // The highest bits of a word look alike in the check sum.
    assert!(reported < FEWER_FLIPS * 2 / 5, "{reported} of {FEWER_FLIPS} were not turned back");
}

#[tokio::test]
async fn r8_6_what_is_spoilt_in_the_write_ahead_log_is_reported_and_what_is_torn_is_not() {
    let mut kept = Kept::killed().await;
    let (newest, size) = frames_of_the_newest_log(&kept.wal);
    assert!(newest > 20, "{newest} frames");
    let whole = kept.wal.clone();
    let spoil = |frame: usize| {
        let mut wal = whole.clone();
        let at = WAL_HEADER + frame * size;
        wal[at + 100..at + 200].fill(0xa5);
        (wal, at)
    };

    // Whoever checks the folder is told of a bit that could be turned back.
    kept.wal = whole.clone();
    kept.wal[WAL_HEADER + newest / 2 * size + 100] ^= 1;
    let mut said = Vec::new();
    let checked = kept.folder(&kept.bytes);
    upkeep::check(checked.path(), &mut |line| said.push(line)).unwrap();
    assert!(said[0].ends_with("turned back: 1"), "{said:?}");

    let (wal, at) = spoil(newest * 3 / 4);
    kept.wal = wal;
    let folder = kept.folder(&kept.bytes);
    let words = rooms(folder.path(), &kept.definition).unwrap_err();
    assert!(words.contains(&format!("damaged after its first {at} bytes")), "{words}");
    // Cut as the words say: everything before is there.
    kept.wal.truncate(at);
    let folder = kept.folder(&kept.bytes);
    let rooms_again = rooms(folder.path(), &kept.definition).unwrap();
    let room = rooms_again.open(&kept.boards[1].0).await.unwrap();
    assert_ne!(room.state_hash(), kept.boards[1].1, "what came later is not there");
    rooms_again.close().await.unwrap();

    // What is last may have been torn by the power cut: also where all but one bit has arrived.
    let mut all_but_a_bit = whole.clone();
    all_but_a_bit[WAL_HEADER + newest * size - 1] ^= 1 << 7;
    for torn in [spoil(newest - 1).0, all_but_a_bit] {
        kept.wal = torn;
        let folder = kept.folder(&kept.bytes);
        let rooms = rooms(folder.path(), &kept.definition).unwrap();
        rooms.open(&kept.boards[1].0).await.unwrap();
        rooms.close().await.unwrap();
    }
}
