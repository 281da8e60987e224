//! What is left after a cut is opened with the program's own code, and must keep what was told.

use std::path::Path;
use std::sync::Arc;

use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::Log;
use kenspeckle_server::log::sqlite::{Database, SqliteLog};
use kenspeckle_server::registry::Registry;
use kenspeckle_server::room::{Reply, Room, Rooms};
use kenspeckle_server::start::built_in;
use kenspeckle_server::tokens::Token;
use kenspeckle_server::upkeep;
use kenspeckle_shared::board::Board;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::definition::Definition;
use kenspeckle_shared::entry::Entry;
use kenspeckle_shared::ids::{BoardId, Rev};
use kenspeckle_shared::wire::AckOutcome;
use kenspeckle_tests::{AREAS, place_in_with_note};
use tokio::runtime::Runtime;

use crate::told::Told;

/// Commands before the end of what is left that are sent again, and after it.
const AGAIN: Rev = 3;

/// What came of a whole recording: nothing else may ever be shown.
#[derive(Debug)]
pub struct Truth {
    board: BoardId,
    definition: Arc<Definition>,
    entries: Vec<Entry>,
    /// The state's hash after each entry, from that of none on.
    hashes: Vec<String>,
}

/// A data folder that was opened.
struct Opened {
    registry: Arc<Registry>,
    log: Arc<SqliteLog>,
    rooms: Rooms<SqliteLog>,
    board: BoardId,
    created: bool,
}

impl Truth {
    /// Reads it from what the program left at last.
    pub fn of(data: &Path) -> Self {
        let definition = Arc::new(built_in().unwrap());
        runtime().block_on(async {
            let opened = Opened::open(data, &definition).await.unwrap();
            let entries = opened.entries().await.unwrap();
            let mut board = Board::default();
            let hash = |board: &Board| board.state_hash().to_hex().to_string();
            let mut hashes = vec![hash(&board)];
            for entry in &entries {
                board.apply(entry);
                hashes.push(hash(&board));
            }
            Self { board: opened.board, definition, entries, hashes }
        })
    }

    /// Gives how many entries there are.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// Says what is wrong with what everybody was told in the whole recording, if anything.
    pub fn contradicts(&self, told: &[Told]) -> Option<String> {
        let mut ids: Vec<_> = self.entries.iter().map(|entry| entry.body.id).collect();
        ids.sort();
        ids.dedup();
        if ids.len() != self.entries.len() {
            return Some("a command is stored twice".to_owned());
        }
        told.iter().find_map(|told| match told {
            Told::Stored(rev, id) => {
                let entry = self.entries.get(*rev as usize - 1);
                let right = entry.is_some_and(|entry| entry.body.id == *id);
                (!right).then(|| format!("the ack of {id} names rev {rev}, which is another's"))
            }
            _ => None,
        })
    }

    /// Says what is wrong with a data folder after a cut, before which this was told.
    pub fn judge(&self, data: &Path, told: &[Told], runtime: &Runtime) -> Result<(), String> {
        runtime.block_on(self.judge_open(data, told))
    }

    async fn judge_open(&self, data: &Path, told: &[Told]) -> Result<(), String> {
        let opened = Opened::open(data, &self.definition).await?;
        if opened.created || opened.board != self.board {
            return match told.is_empty() {
                true => opened.close().await,
                false => Err("the board is gone".to_owned()),
            };
        }
        let entries = opened.entries().await?;
        let last = entries.len();
        if entries[..] != self.entries[..last.min(self.entries.len())] {
            return Err(format!("the log of {last} entries is not the beginning of what was"));
        }
        let lost = told.iter().find(|told| match told {
            Told::Stored(rev, _) | Told::Shown(rev) => *rev > last as Rev,
            Told::Token(_) => false,
        });
        if let Some(lost) = lost {
            return Err(format!("{lost:?} was told, and the log ends at {last}"));
        }
        opened.know(told).await?;
        let room = opened.rooms.open(&self.board).await.map_err(|fault| fault.to_string())?;
        if last > 0 && room.state_hash() != self.hashes[last] {
            return Err(format!("the board at rev {last} is another one"));
        }
        if last > 0 {
            self.send_again(&room, last as Rev).await?;
        }
        opened.close().await
    }

    /// Sends commands again from both sides of the log's end: those that are stored do nothing, the
    /// others are stored now, once.
    async fn send_again(&self, room: &Room, last: Rev) -> Result<(), String> {
        let mut next = last;
        for rev in last.saturating_sub(AGAIN).max(1)..=last + AGAIN {
            let Some(entry) = self.entries.get(rev as usize - 1) else { break };
            let (actor, id) = (entry.body.actor, entry.body.id);
            if actor.role != Role::Participant {
                continue;
            }
            let reply = room.submit(actor, id, place_in_with_note(AREAS[0], "again")).await;
            let right = match rev <= last {
                true => Reply::Ack { rev, outcome: AckOutcome::Repeated {} },
                false => {
                    next += 1;
                    Reply::Ack { rev: next, outcome: AckOutcome::Changed {} }
                }
            };
            if reply != right {
                return Err(format!("{id} of rev {rev}, sent again, gave {reply:?}"));
            }
        }
        Ok(())
    }
}

impl Opened {
    async fn open(data: &Path, definition: &Arc<Definition>) -> Result<Self, String> {
        let words = |fault: &dyn std::fmt::Display| fault.to_string();
        let database = Database::open(data).map_err(|fault| words(&fault))?;
        let clock = Clock::from_fn(|| 1_790_000_000_000);
        let registry = Arc::new(Registry::new(database.clone(), clock.clone()));
        let log = Arc::new(SqliteLog::new(database));
        let rooms = Rooms::new(log.clone(), registry.clone(), clock, [definition.clone()]);
        let before = registry.boards().await.map_err(|fault| words(&fault))?.len();
        let board = registry.open_or_create(&definition.id).await;
        let board = board.map_err(|fault| words(&fault))?.id;
        Ok(Self { registry, log, rooms, board, created: before == 0 })
    }

    async fn entries(&self) -> Result<Vec<Entry>, String> {
        let entries = self.log.read_after(&self.board, 0, usize::MAX).await;
        entries.map_err(|fault| fault.to_string())
    }

    /// Whoever was given a token can come back.
    async fn know(&self, told: &[Told]) -> Result<(), String> {
        for told in told {
            let Told::Token(token) = told else { continue };
            let token = Token::parse(token).ok_or_else(|| format!("{token} is no token"))?;
            let grant = self.registry.grant(&token).await.map_err(|fault| fault.to_string())?;
            if grant.is_none_or(|grant| grant.board != self.board) {
                return Err("somebody's token opens nothing any more".to_owned());
            }
        }
        Ok(())
    }

    async fn close(self) -> Result<(), String> {
        self.rooms.close().await.map_err(|fault| fault.to_string())
    }
}

/// Says what `kenspeckle check` finds in a data folder.
pub fn check(data: &Path) -> Result<(), String> {
    let mut said = Vec::new();
    let checked = upkeep::check(data, &mut |line| said.push(line));
    checked.map_err(|fault| format!("kenspeckle check: {fault}; {said:?}"))
}

/// Gives a runtime for one thread of judging.
pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}
