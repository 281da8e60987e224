//! What is left after a cut is opened with the program's own code, and must keep what was told.

use std::collections::BTreeSet;
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

use crate::erased::{Erased, key_in};
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
    erased: Vec<Erased>,
    /// Tokens that open nothing at last: those of the erased.
    dead: BTreeSet<String>,
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
    pub fn of(data: &Path, told: &[Told], erased: Vec<Erased>) -> Self {
        let definition = Arc::new(built_in().unwrap());
        runtime().block_on(async {
            let opened = Opened::open(data, &definition).await.unwrap();
            let mut entries = opened.entries().await.unwrap();
            for (rev, (body, personal)) in erased.iter().flat_map(|one| &one.entries) {
                let was = Entry { body: body.clone(), personal: personal.clone() };
                let entry = &mut entries[*rev as usize - 1];
                assert_eq!(*entry, blank(&was), "erased");
                *entry = was;
            }
            let mut dead = BTreeSet::new();
            for told in told {
                if let Told::Token(token) = told
                    && !opened.opens(token).await.unwrap()
                {
                    dead.insert(token.clone());
                }
            }
            assert_eq!(dead.len(), erased.len());
            let mut board = Board::default();
            let hash = |board: &Board| board.state_hash().to_hex().to_string();
            let mut hashes = vec![hash(&board)];
            for entry in &entries {
                board.apply(entry);
                hashes.push(hash(&board));
            }
            let board = opened.board.clone();
            opened.close().await.unwrap();
            Self { board, definition, entries, hashes, erased, dead }
        })
    }

    /// Gives who was erased.
    pub fn erased(&self) -> &[Erased] {
        &self.erased
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
        let is_told = |one: &Erased| {
            told.iter().any(|told| matches!(told, Told::Stored(rev, _) if *rev == one.rev))
        };
        // As the cut left it: whoever was told so is erased before anything is opened.
        self.no_key_is_left(data, is_told)?;
        let opened = Opened::open(data, &self.definition).await?;
        if opened.created || opened.board != self.board {
            return match told.is_empty() {
                true => opened.close().await,
                false => Err("the board is gone".to_owned()),
            };
        }
        let last = self.know_entries(&opened.entries().await?, false)?;
        let lost = told.iter().find(|told| match told {
            Told::Stored(rev, _) | Told::Shown(rev) => *rev > last as Rev,
            Told::Token(_) => false,
        });
        if let Some(lost) = lost {
            return Err(format!("{lost:?} was told, and the log ends at {last}"));
        }
        let room = opened.rooms.open(&self.board).await.map_err(|fault| fault.to_string())?;
        // A board whose log is empty begins anew, with an entry of this opening.
        if last > 0 {
            if room.state_hash() != self.hashes[last] {
                return Err(format!("the board at rev {last} is another one"));
            }
            self.know_entries(&opened.entries().await?, true)?;
            self.send_again(&room, last as Rev).await?;
        }
        self.know_tokens(&opened, told, last as Rev).await?;
        opened.close().await?;
        self.no_key_is_left(data, |one| one.rev <= last as Rev)
    }

    /// No file has the key of one of these.
    fn no_key_is_left(&self, data: &Path, of: impl Fn(&Erased) -> bool) -> Result<(), String> {
        let erased = self.erased.iter().filter(|one| of(one));
        let keys: Vec<_> = erased.map(|one| one.key.as_slice()).collect();
        match key_in(data, &keys) {
            Some(file) => Err(format!("the key of somebody who was erased is in {file}")),
            None => Ok(()),
        }
    }

    /// The log is the beginning of what was, but for what the erased put in: that may be gone once
    /// it was asked, and is when the board `is_open`. Gives how many entries there are.
    fn know_entries(&self, entries: &[Entry], is_open: bool) -> Result<usize, String> {
        let last = entries.len();
        let ids = entries.iter().map(|entry| entry.body.id);
        if last > self.entries.len() || !ids.eq(self.entries[..last].iter().map(|one| one.body.id))
        {
            return Err(format!("the log of {last} entries is not the beginning of what was"));
        }
        let asked: Vec<_> = self
            .erased
            .iter()
            .filter(|one| one.rev as usize <= last)
            .map(|one| one.actor)
            .collect();
        for (found, was) in entries.iter().zip(&self.entries) {
            let (is_kept, is_gone) = (found == was, *found == blank(was));
            let good = match asked.contains(&was.body.actor.id) {
                true if is_open => is_gone,
                // With or without the baseline, and the keys after both.
                true => is_kept || is_gone,
                false => is_kept,
            };
            if !good {
                return Err(format!("{} is not as it should be", found.body.id));
            }
        }
        Ok(last)
    }

    /// Whoever was given a token can come back, and who was erased cannot.
    async fn know_tokens(&self, opened: &Opened, told: &[Told], last: Rev) -> Result<(), String> {
        let revs = || self.erased.iter().map(|one| one.rev);
        let (nobody, all) = (revs().all(|rev| rev > last), revs().all(|rev| rev <= last));
        for told in told {
            let Told::Token(token) = told else { continue };
            match (opened.opens(token).await?, self.dead.contains(token)) {
                (false, false) => return Err("somebody's token opens nothing any more".to_owned()),
                (false, true) if nobody => return Err("a token died early".to_owned()),
                (true, true) if all => return Err("an erased person's token opens".to_owned()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Sends commands again from both sides of the log's end: those that are stored do nothing, the
    /// others are stored now, once.
    async fn send_again(&self, room: &Room, last: Rev) -> Result<(), String> {
        let mut next = last;
        for rev in last.saturating_sub(AGAIN).max(1)..=last + AGAIN {
            let Some(entry) = self.entries.get(rev as usize - 1) else { break };
            let (actor, id) = (entry.body.actor, entry.body.id);
            let is_gone = self.erased.iter().any(|one| one.actor == actor.id);
            if actor.role != Role::Participant || is_gone {
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

    async fn opens(&self, token: &str) -> Result<bool, String> {
        let token = Token::parse(token).ok_or_else(|| format!("{token} is no token"))?;
        let grant = self.registry.grant(&token).await.map_err(|fault| fault.to_string())?;
        Ok(grant.is_some_and(|grant| grant.board == self.board))
    }

    async fn close(self) -> Result<(), String> {
        self.rooms.close().await.map_err(|fault| fault.to_string())
    }
}

/// Gives what stands for an entry of somebody who was erased.
fn blank(entry: &Entry) -> Entry {
    Entry { body: entry.body.blank(), personal: None }
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
