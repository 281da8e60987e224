//! What was erased is soon in none of the files, also not in what is beside the database.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::sqlite::{DATABASE_FILE, Database, SqliteLog};
use kenspeckle_server::registry::{BoardRecord, Registry};
use kenspeckle_server::room::{Reply, Rooms};
use kenspeckle_server::start::built_in;
use kenspeckle_shared::command::{Command, Place, Role};
use kenspeckle_shared::ids::CommandId;
use rusqlite::Connection;
use tempfile::{TempDir, tempdir};

/// Words that nothing else holds; those of the facilitator are not sealed.
const PLAN: &str = "kelpie-plan-58";
const NOTE: &str = "kelpie-note-58";
const PATIENCE: Duration = Duration::from_secs(20);

/// A server at work on a folder with one board, on which a resident and a facilitator wrote.
struct House {
    folder: TempDir,
    database: Database,
    rooms: Rooms<SqliteLog>,
    board: BoardRecord,
    /// What the resident wrote, as it is stored.
    sealed: Vec<u8>,
}

impl House {
    async fn new() -> Self {
        let folder = tempdir().unwrap();
        let database = Database::open(folder.path()).unwrap();
        let clock = Clock::from_fn(|| 1_790_000_000_000);
        let registry = Arc::new(Registry::new(database.clone(), clock.clone()));
        let log = Arc::new(SqliteLog::new(database.clone()));
        let definition = Arc::new(built_in().unwrap());
        let board = registry.create(&definition.id).await.unwrap();
        let mut activity = definition.agenda[0].clone();
        activity.notes = Some(PLAN.to_owned());
        let rooms = Rooms::new(log, registry, clock, [definition]);
        let mut house = Self { folder, database, rooms, board, sealed: Vec::new() };
        let activity = Box::new(activity);
        house.put(Role::Facilitator, vec![Command::PutActivity { activity, before: None }]).await;
        let place = Place::Area("govan".into());
        let place = Command::Place { kind: "lived".into(), place, note: Some(NOTE.to_owned()) };
        house.put(Role::Participant, vec![place]).await;
        let sql = "SELECT personal FROM entries WHERE personal IS NOT NULL";
        house.sealed = house.beside().query_row(sql, [], |row| row.get(0)).unwrap();
        assert!(!house.holding(PLAN.as_bytes()).is_empty());
        assert!(!house.holding(&house.sealed).is_empty());
        house
    }

    /// Lets one person do something.
    async fn put(&self, role: Role, commands: Vec<Command>) {
        let (_, grant) = self.rooms.registry().invite(&self.board.id, role).await.unwrap();
        let room = self.rooms.open(&self.board.id).await.unwrap();
        for command in commands {
            let reply = room.submit(grant.actor, CommandId::now_v7(), command).await;
            assert!(matches!(reply, Reply::Ack { .. }), "{reply:?}");
        }
    }

    /// Another program that reads the file, such as a backup.
    fn beside(&self) -> Connection {
        Connection::open(self.folder.path().join(DATABASE_FILE)).unwrap()
    }

    /// Everybody goes, and the board is erased.
    async fn erase_board(&self) {
        self.rooms.rest();
        self.rooms.rest();
        self.rooms.registry().erase(&self.board.id).await.unwrap();
    }

    /// The files in which some bytes are, by name.
    fn holding(&self, bytes: &[u8]) -> Vec<String> {
        let files = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let holds = |file: &std::path::PathBuf| {
            fs::read(file).unwrap().windows(bytes.len()).any(|window| window == bytes)
        };
        files.filter(holds).map(|file| file.to_string_lossy().into_owned()).collect()
    }

    async fn soon_holds_no(&self, bytes: &[u8]) {
        let patience = Instant::now() + PATIENCE;
        while !self.holding(bytes).is_empty() {
            assert!(Instant::now() < patience, "still in {:?}", self.holding(bytes));
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn r9_9_of_a_board_that_was_erased_no_file_holds_anything_while_the_server_goes_on() {
    let house = House::new().await;
    house.erase_board().await;
    let code = house.board.join_code.as_str().as_bytes();
    let id = house.board.id.as_str().as_bytes();
    for gone in [PLAN.as_bytes(), NOTE.as_bytes(), &house.sealed, code] {
        let gone_from = house.holding(gone);
        assert_eq!(gone_from, Vec::<String>::new(), "{}", String::from_utf8_lossy(gone));
    }
    let known = house.holding(id);
    assert!(known.len() == 1 && known[0].contains("keys"), "only that it was erased: {known:?}");
}

#[tokio::test]
async fn r9_9_while_somebody_reads_the_log_it_is_tried_again_and_nobody_waits_for_it() {
    let house = House::new().await;
    let reader = house.beside();
    reader.execute_batch("BEGIN").unwrap();
    let entries = || {
        let sql = "SELECT count(*) FROM entries";
        reader.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let before = entries();
    house.erase_board().await;
    assert!(!house.holding(PLAN.as_bytes()).is_empty(), "the reader still needs it");
    assert!(house.database.takes_writes().await);
    assert_eq!(entries(), before, "what is read is of one moment");
    reader.execute_batch("COMMIT").unwrap();
    house.soon_holds_no(PLAN.as_bytes()).await;
    assert_eq!(entries(), 0);
    assert!(house.database.takes_writes().await);
}

#[tokio::test]
async fn r8_10_what_an_erased_person_wrote_is_soon_in_no_file_also_not_sealed() {
    let house = House::new().await;
    let author = {
        let sql = "SELECT actor FROM tokens WHERE role = 'participant'";
        let actor: String = house.beside().query_row(sql, [], |row| row.get(0)).unwrap();
        actor.parse().unwrap()
    };
    let actor = kenspeckle_shared::entry::Actor { id: author, role: Role::Participant };
    let room = house.rooms.open(&house.board.id).await.unwrap();
    let reply = room.submit(actor, CommandId::now_v7(), Command::Erase {}).await;
    assert!(matches!(reply, Reply::Ack { .. }), "{reply:?}");
    house.soon_holds_no(&house.sealed).await;
    assert!(!house.holding(PLAN.as_bytes()).is_empty(), "the board goes on");
}
