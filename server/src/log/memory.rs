//! A log in memory for tests, which can be told to fail, to wait or to fall over.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use kenspeckle_shared::entry::Entry;
use kenspeckle_shared::ids::{ActorId, BoardId, Rev};
use tokio::sync::watch;

use super::{KeptSnapshot, Log, LogFault};

/// What goes wrong with the next append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// It fails and nothing is stored.
    Fails,
    /// It is stored, and yet a fault is reported.
    LandsAndFails,
    /// It is stored after entries that somebody else wrote first.
    ComesSecond,
    /// Whoever appends falls over.
    Panics,
}

/// A log that forgets everything with the process.
#[derive(Debug)]
pub struct MemoryLog {
    state: Mutex<State>,
    held: watch::Sender<bool>,
    waiting: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct State {
    entries: HashMap<BoardId, Vec<Entry>>,
    snapshots: HashMap<BoardId, KeptSnapshot>,
    baselines: HashMap<BoardId, KeptSnapshot>,
    erased: HashMap<BoardId, Vec<ActorId>>,
    mishaps: Vec<(Mishap, Vec<Entry>)>,
    appends: usize,
    snapshots_kept: usize,
    reads_fail: bool,
    erasing_fails: bool,
    full: bool,
    closed: bool,
}

impl Default for MemoryLog {
    fn default() -> Self {
        Self {
            state: Mutex::default(),
            held: watch::channel(false).0,
            waiting: watch::channel(0).0,
        }
    }
}

impl MemoryLog {
    /// Lets something go wrong with the next append that has no mishap yet.
    pub fn next(&self, mishap: Mishap) {
        self.lock().mishaps.push((mishap, Vec::new()));
    }

    /// Lets the next append come after these entries of somebody else.
    pub fn next_comes_after(&self, others: Vec<Entry>) {
        self.lock().mishaps.push((Mishap::ComesSecond, others));
    }

    /// Lets appends wait (`true`) until they are let go (`false`).
    pub fn hold(&self, held: bool) {
        self.held.send_replace(held);
    }

    /// Lets reads fail, or work again.
    pub fn fail_reads(&self, fail: bool) {
        self.lock().reads_fail = fail;
    }

    /// Lets every append fail as on a full disk, or work again.
    pub fn fill_up(&self, full: bool) {
        self.lock().full = full;
    }

    /// Lets erasing fail, or work again.
    pub fn fail_erasing(&self, fail: bool) {
        self.lock().erasing_fails = fail;
    }

    /// Waits until so many appends are being held.
    pub async fn until_held(&self, appends: usize) {
        // The sender lives as long as the log.
        let _ = self.waiting.subscribe().wait_for(|waiting| *waiting == appends).await;
    }

    /// Opens the log again after it was closed.
    pub fn reopen(&self) {
        self.lock().closed = false;
    }

    /// Gives how many appends have stored something.
    pub fn appends(&self) -> usize {
        self.lock().appends
    }

    /// Gives how many snapshots were kept.
    pub fn snapshots_kept(&self) -> usize {
        self.lock().snapshots_kept
    }

    /// Gives a board's entries.
    pub fn entries(&self, board: &BoardId) -> Vec<Entry> {
        self.lock().entries.get(board).cloned().unwrap_or_default()
    }

    /// Replaces or removes a board's kept snapshot behind everybody's back.
    pub fn set_snapshot(&self, board: &BoardId, kept: Option<KeptSnapshot>) {
        let mut state = self.lock();
        state.snapshots.remove(board);
        state.snapshots.extend(kept.map(|kept| (board.clone(), kept)));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while appends are held.
    async fn turn(&self) {
        self.waiting.send_modify(|waiting| *waiting += 1);
        let mut held = self.held.subscribe();
        // The sender lives as long as the log.
        let _ = held.wait_for(|held| !held).await;
        self.waiting.send_modify(|waiting| *waiting -= 1);
    }
}

impl State {
    fn open(&self) -> Result<(), LogFault> {
        if self.closed { Err(LogFault::Closed) } else { Ok(()) }
    }

    fn append(&mut self, board: &BoardId, entries: &[Entry]) -> Rev {
        let log = self.entries.entry(board.clone()).or_default();
        let first = log.len() as Rev + 1;
        log.extend_from_slice(entries);
        self.appends += usize::from(!entries.is_empty());
        first
    }
}

impl Log for MemoryLog {
    async fn append(&self, board: &BoardId, entries: &[Entry]) -> Result<Rev, LogFault> {
        if entries.is_empty() {
            let mut state = self.lock();
            return state.open().map(|()| state.append(board, entries));
        }
        self.turn().await;
        let mut state = self.lock();
        state.open()?;
        let failed = Err(LogFault::NotStored { reason: "the test wants it so".to_owned() });
        if state.full {
            return failed;
        }
        let mishap = (!state.mishaps.is_empty()).then(|| state.mishaps.remove(0));
        match mishap {
            None => Ok(state.append(board, entries)),
            Some((Mishap::Fails, _)) => failed,
            Some((Mishap::LandsAndFails, _)) => {
                state.append(board, entries);
                failed
            }
            Some((Mishap::ComesSecond, others)) => {
                state.append(board, &others);
                Ok(state.append(board, entries))
            }
            Some((Mishap::Panics, _)) => {
                drop(state);
                panic!("the test wants it so")
            }
        }
    }

    async fn takes_entries(&self) -> bool {
        let state = self.lock();
        !state.full && !state.closed
    }

    async fn read_after(
        &self,
        board: &BoardId,
        rev: Rev,
        most: usize,
    ) -> Result<Vec<Entry>, LogFault> {
        let state = self.lock();
        state.open()?;
        if state.reads_fail {
            return Err(LogFault::NotRead { reason: "the test wants it so".to_owned() });
        }
        let entries = state.entries.get(board).into_iter().flatten();
        let skip = usize::try_from(rev).unwrap_or(usize::MAX);
        Ok(entries.skip(skip).take(most).cloned().collect())
    }

    async fn keep_snapshot(&self, board: &BoardId, snapshot: KeptSnapshot) -> Result<(), LogFault> {
        let mut state = self.lock();
        state.open()?;
        state.snapshots.insert(board.clone(), snapshot);
        state.snapshots_kept += 1;
        Ok(())
    }

    async fn kept_snapshot(&self, board: &BoardId) -> Result<Option<KeptSnapshot>, LogFault> {
        let state = self.lock();
        state.open().map(|()| state.snapshots.get(board).cloned())
    }

    async fn erase(
        &self,
        board: &BoardId,
        people: &[ActorId],
        baseline: KeptSnapshot,
    ) -> Result<(), LogFault> {
        let mut state = self.lock();
        state.open()?;
        if state.erasing_fails {
            return Err(LogFault::NotStored { reason: "the test wants it so".to_owned() });
        }
        for (rev, entry) in (1..).zip(state.entries.get_mut(board).into_iter().flatten()) {
            if people.contains(&entry.body.actor.id) {
                entry.personal = None;
                if rev <= baseline.rev {
                    entry.body = entry.body.blank();
                }
            }
        }
        state.snapshots.remove(board);
        state.baselines.insert(board.clone(), baseline);
        state.erased.entry(board.clone()).or_default().extend(people);
        Ok(())
    }

    async fn baseline(&self, board: &BoardId) -> Result<Option<KeptSnapshot>, LogFault> {
        let state = self.lock();
        state.open().map(|()| state.baselines.get(board).cloned())
    }

    async fn erased(&self, board: &BoardId) -> Result<Vec<ActorId>, LogFault> {
        let state = self.lock();
        state.open().map(|()| state.erased.get(board).cloned().unwrap_or_default())
    }

    async fn close(&self) -> Result<(), LogFault> {
        self.lock().closed = true;
        Ok(())
    }
}
