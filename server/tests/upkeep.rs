//! Backup, restore and check: of a folder at work, and of what is damaged.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command as Process, Output};
use std::sync::Arc;
use std::time::{Duration, Instant};

use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::sqlite::{DATABASE_FILE, Database, SqliteLog};
use kenspeckle_server::registry::Registry;
use kenspeckle_server::room::{Reply, Room, Rooms, Sizes};
use kenspeckle_server::start::built_in;
use kenspeckle_server::upkeep::{self, UpkeepFault};
use kenspeckle_shared::command::{Command, Place, Role};
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::BoardId;
use rusqlite::Connection;
use tempfile::{TempDir, tempdir};
use uuid::Uuid;

/// A server at work on a folder.
struct AtWork {
    rooms: Rooms<SqliteLog>,
    boards: Vec<Room>,
    ids: Vec<BoardId>,
}

impl AtWork {
    async fn open(folder: &Path, ids: Vec<BoardId>) -> Self {
        let database = Database::open(folder).unwrap();
        let clock = Clock::from_fn(|| 1_790_000_000_000);
        let registry = Arc::new(Registry::new(database.clone(), clock.clone()));
        let log = Arc::new(SqliteLog::new(database));
        let rooms = Rooms::new(log, registry, clock, [Arc::new(built_in().unwrap())]);
        // So that there are snapshots to look at.
        let rooms = rooms.with_sizes(Sizes {
            snapshot_every: 1,
            snapshots_apart: Duration::ZERO,
            ..Sizes::default()
        });
        let mut boards = Vec::new();
        for id in &ids {
            boards.push(rooms.open(id).await.unwrap());
        }
        Self { rooms, boards, ids }
    }

    async fn fresh(folder: &Path) -> Self {
        let mut work = Self::open(folder, Vec::new()).await;
        for _ in 0..2 {
            let id = work.rooms.registry().create(&built_in().unwrap().id).await.unwrap().id;
            work.boards.push(work.rooms.open(&id).await.unwrap());
            work.ids.push(id);
        }
        work.fill(1).await;
        work
    }

    async fn fill(&self, from: u128) {
        for one in from..from + 20 {
            let actor = Actor { id: Uuid::from_u128(one), role: Role::Participant };
            let id = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + one);
            let (kind, note) = ("lived".into(), Some("Jeannie's close".to_owned()));
            let place = Command::Place { kind, place: Place::Area("govan".into()), note };
            for room in &self.boards {
                let reply = room.submit(actor, id, place.clone()).await;
                assert!(matches!(reply, Reply::Ack { .. }), "{reply:?}");
            }
        }
    }

    fn hashes(&self) -> Vec<String> {
        self.boards.iter().map(Room::state_hash).collect()
    }

    async fn epochs(&self) -> Vec<String> {
        let boards = self.rooms.registry().boards().await.unwrap();
        boards.into_iter().map(|board| board.epoch).collect()
    }
}

fn said<T>(task: impl FnOnce(&mut dyn FnMut(String)) -> T) -> (T, Vec<String>) {
    let mut lines = Vec::new();
    let done = task(&mut |line| lines.push(line));
    (done, lines)
}

#[tokio::test]
async fn r8_7_a_backup_of_a_running_server_brings_every_board_back() {
    let (folder, other) = (tempdir().unwrap(), tempdir().unwrap());
    let work = AtWork::fresh(folder.path()).await;
    let file = other.path().join("copy.db");
    let (done, lines) = said(|say| upkeep::backup(folder.path(), &file, say));
    done.unwrap();
    let (then, epochs) = (work.hashes(), work.epochs().await);
    assert_eq!(lines.len(), then.len());
    for line in &lines {
        let is_told = then.iter().any(|hash| line.contains(hash));
        assert!(is_told && line.contains("good, rev 21"), "{line}");
    }
    assert!(!lines.concat().contains("Jeannie") && !lines.concat().contains("govan"));
    work.fill(100).await;
    assert_ne!(work.hashes(), then, "the server went on");
    let (checked, lines) = said(|say| upkeep::check(folder.path(), say));
    checked.unwrap();
    assert_eq!(lines.len(), 2);

    let data = other.path().join("data");
    let (done, _) = said(|say| upkeep::restore(&data, &file, &upkeep::keys_of(&file), say));
    done.unwrap();
    let restored = AtWork::open(&data, work.ids.clone()).await;
    assert_eq!(restored.hashes(), then);
    let anew = restored.epochs().await;
    assert!(anew.iter().zip(&epochs).all(|(now, before)| now != before), "revs mean other things");
    restored.fill(100).await;
    assert_eq!(restored.hashes(), work.hashes());
}

#[tokio::test]
async fn r8_7_nothing_is_overwritten() {
    let (folder, other) = (tempdir().unwrap(), tempdir().unwrap());
    let work = AtWork::fresh(folder.path()).await;
    let file = other.path().join("copy.db");
    said(|say| upkeep::backup(folder.path(), &file, say)).0.unwrap();
    let bytes = fs::read(&file).unwrap();
    let again = said(|say| upkeep::backup(folder.path(), &file, say)).0;
    assert!(matches!(again, Err(UpkeepFault::Exists(_))), "{again:?}");
    let held = said(|say| upkeep::restore(folder.path(), &file, &upkeep::keys_of(&file), say))
        .0
        .unwrap_err();
    assert!(held.to_string().starts_with("another kenspeckle holds"), "{held}");
    work.rooms.close().await.unwrap();
    let restore = || {
        said(|say| upkeep::restore(folder.path(), &file, &upkeep::keys_of(&file), say))
            .0
            .unwrap_err()
    };
    let mut full = restore();
    // A process that another test starts holds every open file until it runs its own program.
    let patience = Instant::now() + Duration::from_secs(20);
    while full.to_string().starts_with("another kenspeckle holds") && Instant::now() < patience {
        tokio::task::yield_now().await;
        full = restore();
    }
    assert!(matches!(full, UpkeepFault::NotEmpty(_)), "{full}");
    assert_eq!(fs::read(&file).unwrap(), bytes);
    assert_eq!(fs::read_dir(other.path()).unwrap().count(), 2, "nothing is left lying about");
}

/// A folder whose server has stopped, changed behind everybody's back.
async fn changed(sql: &str) -> (TempDir, Vec<BoardId>) {
    let folder = tempdir().unwrap();
    let work = AtWork::fresh(folder.path()).await;
    work.rooms.close().await.unwrap();
    let database = Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
    database.execute_batch(&sql.replace("BOARD", work.ids[0].as_str())).unwrap();
    (folder, work.ids)
}

#[tokio::test]
async fn r8_7_a_check_names_the_damaged_board_and_entry() {
    let damage = "UPDATE entries SET body = replace(body, '1790', '1791')
                  WHERE board = 'BOARD' AND rev = 7";
    let (folder, ids) = changed(damage).await;
    let data = folder.path().to_str().unwrap();
    let Output { status, stdout, stderr } = kenspeckle(&["check", "--data", data]);
    let (lines, fault) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(status.code(), Some(1), "{fault}");
    assert_eq!(fault.lines().count(), 1, "{fault}");
    let of = |id: &BoardId| lines.lines().find(|line| line.contains(id.as_str())).unwrap();
    assert!(of(&ids[0]).contains("DAMAGED, entry 7"), "{lines}");
    assert!(of(&ids[1]).contains("good, rev 21"), "{lines}");
    let file = folder.path().join("copy.db");
    let copied = said(|say| upkeep::backup(folder.path(), &file, say)).0;
    assert!(matches!(copied, Err(UpkeepFault::Damaged(_))), "{copied:?}");
    assert!(!file.exists(), "a damaged backup is not kept");
}

#[tokio::test]
async fn r8_7_a_check_finds_a_wrong_snapshot_which_a_backup_does_without() {
    let damage = "UPDATE snapshots SET state = x'00' WHERE board = 'BOARD'";
    let (folder, _) = changed(damage).await;
    let (checked, lines) = said(|say| upkeep::check(folder.path(), say));
    assert!(matches!(checked, Err(UpkeepFault::Damaged(_))), "{checked:?}");
    let told = lines.iter().filter(|line| line.contains("its snapshot is damaged"));
    assert_eq!(told.count(), 1, "{lines:?}");
    let file = folder.path().join("copy.db");
    said(|say| upkeep::backup(folder.path(), &file, say)).0.unwrap();
}

#[test]
fn r8_7_what_is_not_there_is_said_in_one_line() {
    let folder = tempdir().unwrap();
    let data = folder.path().join("nothing");
    let data = data.to_str().unwrap();
    for task in [&["check"][..], &["backup", "copy.db"], &["restore", "no-such-file.db"]] {
        let Output { status, stdout, stderr } = kenspeckle(&[task, &["--data", data]].concat());
        let fault = String::from_utf8(stderr).unwrap();
        assert_eq!((status.code(), fault.lines().count()), (Some(1), 1), "{fault}");
        assert!(fault.contains("there is no data of kenspeckle at"), "{fault}");
        assert!(stdout.is_empty());
        assert!(!Path::new(data).exists(), "nothing is made");
    }
}

fn kenspeckle(arguments: &[&str]) -> Output {
    let mut process = Process::new(env!("CARGO_BIN_EXE_kenspeckle"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("KENSPECKLE_")) {
        process.env_remove(name);
    }
    process.args(arguments).output().unwrap()
}

/// Gives the files of a folder that others than their owner may do something with.
#[cfg(unix)]
fn open_to_others(folder: &Path) -> Vec<std::path::PathBuf> {
    use std::os::unix::fs::PermissionsExt;

    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let is_open =
        |file: &std::path::PathBuf| fs::metadata(file).unwrap().permissions().mode() & 0o077 != 0;
    files.chain([folder.to_owned()]).filter(is_open).collect()
}

#[cfg(unix)]
#[tokio::test]
async fn r8_7_what_is_kept_is_the_owners_alone_to_read_also_after_a_restore_and_an_older_program() {
    use std::os::unix::fs::PermissionsExt;

    let place = tempdir().unwrap();
    let folder = place.path().join("data");
    let work = AtWork::fresh(&folder).await;
    assert!(open_to_others(&folder).is_empty(), "{:?}", open_to_others(&folder));

    let file = place.path().join("backup");
    let keys = upkeep::keys_of(&file);
    said(|say| upkeep::backup(&folder, &file, say)).0.unwrap();
    for file in [&file, &keys] {
        fs::set_permissions(file, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let back = place.path().join("back");
    said(|say| upkeep::restore(&back, &file, &keys, say)).0.unwrap();
    assert!(open_to_others(&back).is_empty(), "{:?}", open_to_others(&back));

    drop(work);
    let database = back.join(DATABASE_FILE);
    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    let _again = AtWork::open(&back, Vec::new()).await;
    assert!(open_to_others(&back).is_empty(), "{:?}", open_to_others(&back));
}
