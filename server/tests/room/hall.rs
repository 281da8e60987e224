//! A board with people on it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::memory::MemoryLog;
use kenspeckle_server::log::sqlite::Database;
use kenspeckle_server::registry::Registry;
use kenspeckle_server::room::{Missed, Reply, Room, RoomFault, Rooms};
use kenspeckle_shared::board::Board;
use kenspeckle_shared::command::{Command, Place, Role};
use kenspeckle_shared::definition::{Definition, FILES};
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::{BoardId, CommandId, Rev};
use kenspeckle_shared::position::Position;
use kenspeckle_shared::view::{Audience, Change};
use kenspeckle_shared::wire::{AckOutcome, ServerMessage};
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

pub const NOW_MS: u64 = 1_790_000_000_000;

pub struct Hall {
    pub log: Arc<MemoryLog>,
    pub registry: Arc<Registry>,
    pub definition: Arc<Definition>,
    pub rooms: Rooms<MemoryLog>,
    pub board: BoardId,
    pub room: Room,
    _folder: TempDir,
}

/// The built-in definition, with a third kind that is placed exactly.
pub fn definition() -> Definition {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../boards/gowell-glasgow");
    let files =
        FILES.iter().map(|name| (String::from(*name), std::fs::read(folder.join(name)).unwrap()));
    let mut definition = Definition::from_files(&files.collect::<BTreeMap<_, _>>()).unwrap();
    let mut tree = definition.kinds[1].clone();
    tree.id = "tree".into();
    tree.precision = kenspeckle_shared::definition::Precision::Exact;
    definition.kinds.push(tree);
    definition
}

impl Hall {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(folder.path()).unwrap();
        let clock = Clock::from_fn(|| NOW_MS);
        let registry = Arc::new(Registry::new(database, clock.clone()));
        let (log, definition) = (Arc::new(MemoryLog::default()), Arc::new(definition()));
        let board = registry.create(&definition.id).await.unwrap().id;
        let rooms = Rooms::new(log.clone(), registry.clone(), clock, [definition.clone()]);
        let room = rooms.open(&board).await.unwrap();
        Self { log, registry, definition, rooms, board, room, _folder: folder }
    }

    /// Stops the server and starts it with this definition.
    pub async fn restart_with(&mut self, definition: Definition) -> Result<(), RoomFault> {
        self.rooms.close().await.unwrap();
        self.log.reopen();
        let (log, registry) = (self.log.clone(), self.registry.clone());
        let clock = Clock::from_fn(|| NOW_MS);
        self.rooms = Rooms::new(log, registry, clock, [Arc::new(definition)]);
        self.room = self.rooms.open(&self.board).await?;
        Ok(())
    }

    pub async fn restart(&mut self) {
        self.restart_with((*self.definition).clone()).await.unwrap();
    }

    /// Asks with a fresh id.
    pub async fn ask(&self, actor: Actor, command: Command) -> Reply {
        self.room.submit(actor, fresh_id(), command).await
    }

    /// Asks, and gives the rev at which it was done.
    pub async fn done(&self, actor: Actor, command: Command) -> Rev {
        rev_of(&self.ask(actor, command).await)
    }

    /// The board as the log tells it.
    pub fn replayed(&self) -> Board {
        let mut board = Board::default();
        for entry in self.log.entries(&self.board) {
            board.apply(&entry);
        }
        board
    }

    pub fn head(&self) -> Rev {
        *self.room.head().borrow()
    }

    /// The messages that a reader at `rev` misses.
    pub fn missed(&self, rev: Rev, audience: Audience) -> Vec<ServerMessage> {
        match self.room.frames_after(rev, audience) {
            Missed::Frames { frames, .. } => {
                frames.iter().map(|frame| serde_json::from_str(frame).unwrap()).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    /// All changes that a reader at `rev` misses.
    pub fn changes(&self, rev: Rev, audience: Audience) -> Vec<Change> {
        let changes = |message| match message {
            ServerMessage::Frame { changes, .. } => changes,
            other => panic!("{other:?}"),
        };
        self.missed(rev, audience).into_iter().flat_map(changes).collect()
    }

    pub async fn snapshot(&self, audience: Audience) -> Value {
        serde_json::from_slice(&self.room.snapshot(audience).await.json).unwrap()
    }
}

/// A new id, as a phone makes it, the same in every run.
pub fn fresh_id() -> CommandId {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let next = u128::from(NEXT.fetch_add(1, Ordering::Relaxed));
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + next)
}

/// A participant with a number.
pub fn person(number: u128) -> Actor {
    Actor { id: Uuid::from_u128(number), role: Role::Participant }
}

pub fn facilitator() -> Actor {
    Actor { id: Uuid::from_u128(0xfac), role: Role::Facilitator }
}

pub fn display() -> Actor {
    Actor { id: Uuid::from_u128(0xd15), role: Role::Display }
}

pub fn lived(area: &str) -> Command {
    Command::Place { kind: "lived".into(), place: Place::Area(area.into()), note: None }
}

pub fn at_point(kind: &str, lon: i32, lat: i32) -> Command {
    let place = Place::Point(Position { lon, lat });
    Command::Place { kind: kind.into(), place, note: None }
}

pub fn changed(rev: Rev) -> Reply {
    Reply::Ack { rev, outcome: AckOutcome::Changed {} }
}

pub fn repeated(rev: Rev) -> Reply {
    Reply::Ack { rev, outcome: AckOutcome::Repeated {} }
}

pub fn rev_of(reply: &Reply) -> Rev {
    match reply {
        Reply::Ack { rev, outcome: AckOutcome::Changed {} } => *rev,
        other => panic!("{other:?}"),
    }
}

/// Reads a command as a client writes it.
pub fn command(json: Value) -> Command {
    serde_json::from_value(json).unwrap()
}
