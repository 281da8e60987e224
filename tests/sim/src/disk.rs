//! The log as a bad disk keeps it. It outlives the server; what was written and not yet durable may
//! be lost.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kenspeckle_server::log::{KeptSnapshot, Log, LogFault};
use kenspeckle_shared::entry::{Entry, EntryBody, Personal};
use kenspeckle_shared::ids::{ActorId, BoardId, Rev};
use kenspeckle_tests::Chance;
use tokio::time::sleep;

use crate::script::foreign_entry;
use crate::weather::strikes;
use crate::world::{World, lock};

/// What is on the disk.
#[derive(Default)]
pub(crate) struct Disk {
    entries: Vec<Stored>,
    /// Handed to the disk by a write that has not ended.
    in_flight: Vec<Stored>,
    kept: Vec<KeptSnapshot>,
    /// Where the log begins, since somebody was erased.
    baseline: Option<KeptSnapshot>,
    erased: Vec<ActorId>,
}

/// An entry in the form in which it is stored.
#[derive(Clone)]
struct Stored {
    body: String,
    personal: Option<String>,
}

/// The log of one life of the server.
pub(crate) struct DiskLog {
    world: Arc<World>,
    disk: Arc<Mutex<Disk>>,
    chance: Mutex<Chance>,
    dead: Arc<AtomicBool>,
    closed: AtomicBool,
}

/// What becomes of one append.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Done,
    Fails,
    LandsAndFails,
    ComesSecond,
    Falls,
}

impl Disk {
    /// What a crash leaves of the writes under way: nothing, a torn one, which recovery takes out,
    /// or all of it though nobody was told.
    pub(crate) fn crash(&mut self, world: &World, chance: &mut Chance) {
        let in_flight = std::mem::take(&mut self.in_flight);
        if !in_flight.is_empty() && chance.one_in(3) {
            world.note(format_args!("disk: {} in flight landed", in_flight.len()));
            self.put(world, in_flight);
        }
    }

    /// While nobody looks, what was kept may rot.
    pub(crate) fn lie(&mut self, world: &World, chance: &mut Chance) {
        if strikes(chance, world.weather.rot) {
            self.rot(world, chance);
        }
    }

    /// A kept snapshot is lost, an older one, cut short, of another rev or version, or has a bit or a
    /// number changed.
    fn rot(&mut self, world: &World, chance: &mut Chance) {
        let how = chance.below(8);
        world.note(format_args!("disk: the kept snapshot rots, way {how}"));
        if how == 0 {
            self.kept.clear();
        }
        if how == 1 {
            self.kept.pop();
        }
        let Some(kept) = self.kept.last_mut().filter(|kept| !kept.state.is_empty()) else { return };
        let at = chance.below(kept.state.len());
        match how {
            2 => kept.state.truncate(at),
            3 => kept.rev += 1 + chance.between(0, 3),
            4 => kept.version += 1,
            5 => kept.state[at] ^= 1 << chance.below(8),
            6 | 7 => {
                // It can still be read, and is another board.
                let numbers = kept.state[at..].iter_mut();
                if let Some(number) = numbers.into_iter().find(|byte| (b'1'..b'9').contains(byte)) {
                    *number += 1;
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, world: &World, stored: Vec<Stored>) {
        let entries: Vec<_> = stored.iter().map(Stored::read).collect();
        self.entries.extend(stored);
        world.judge(|judge| judge.stored(world, &entries));
    }
}

impl Stored {
    fn of(entry: &Entry) -> Self {
        let body = serde_json::to_string(&entry.body).unwrap();
        let personal = entry.personal.as_ref().map(|part| serde_json::to_string(part).unwrap());
        Self { body, personal }
    }

    fn read(&self) -> Entry {
        let body: EntryBody = serde_json::from_str(&self.body).unwrap();
        let personal: Option<Personal> =
            self.personal.as_ref().map(|part| serde_json::from_str(part).unwrap());
        Entry { body, personal }
    }
}

impl DiskLog {
    pub(crate) fn new(world: Arc<World>, disk: Arc<Mutex<Disk>>, dead: Arc<AtomicBool>) -> Self {
        let chance = Mutex::new(world.fork_chance());
        Self { world, disk, chance, dead, closed: AtomicBool::new(false) }
    }

    fn fate(&self) -> Fate {
        let (weather, mut chance) = (&self.world.weather, lock(&self.chance));
        if self.world.is_calm() {
            return Fate::Done;
        }
        let mut struck = |times, fate| strikes(&mut chance, times).then_some(fate);
        struck(weather.fail, Fate::Fails)
            .or_else(|| struck(weather.land, Fate::LandsAndFails))
            .or_else(|| struck(weather.second, Fate::ComesSecond))
            .or_else(|| struck(weather.fall, Fate::Falls))
            .unwrap_or(Fate::Done)
    }

    async fn take_time(&self) {
        let wait = {
            let mut chance = lock(&self.chance);
            let slow = !self.world.is_calm() && strikes(&mut chance, self.world.weather.slow);
            chance.between(0, if slow { 4_000 } else { 6 })
        };
        sleep(Duration::from_millis(wait)).await;
        self.outlive().await;
    }

    /// The dead never learn what came of anything.
    async fn outlive(&self) {
        if self.dead.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
    }

    fn open(&self) -> Result<(), LogFault> {
        if self.closed.load(Ordering::Relaxed) { Err(LogFault::Closed) } else { Ok(()) }
    }

    fn reads(&self) -> Result<(), LogFault> {
        self.open()?;
        let bad =
            !self.world.is_calm() && strikes(&mut lock(&self.chance), self.world.weather.read);
        let reason = || "the run wants it so".to_owned();
        if bad {
            self.world.harm();
        }
        if bad { Err(LogFault::NotRead { reason: reason() }) } else { Ok(()) }
    }

    /// One of several steps of the disk: each may fail, also after it was done, and between them the
    /// power may go.
    async fn step(&self, what: String, work: impl FnOnce(&mut Disk)) -> Result<(), LogFault> {
        self.take_time().await;
        let fate = self.fate();
        self.world.note(format_args!("disk: {what} {fate:?}"));
        if fate != Fate::Fails {
            work(&mut lock(&self.disk));
        }
        if matches!(fate, Fate::Fails | Fate::LandsAndFails) {
            self.world.harm();
            return Err(LogFault::NotStored { reason: "the run wants it so".to_owned() });
        }
        Ok(())
    }

    fn land(&self, stored: Vec<Stored>) -> Rev {
        let mut disk = lock(&self.disk);
        disk.in_flight.clear();
        let first = disk.entries.len() as Rev + 1;
        disk.put(&self.world, stored);
        first
    }
}

impl Log for DiskLog {
    async fn append(&self, _: &BoardId, entries: &[Entry]) -> Result<Rev, LogFault> {
        self.outlive().await;
        self.open()?;
        if entries.is_empty() {
            return Ok(lock(&self.disk).entries.len() as Rev + 1);
        }
        self.world.judge(|judge| judge.let_in(entries));
        let fate = self.fate();
        let stored: Vec<_> = entries.iter().map(Stored::of).collect();
        lock(&self.disk).in_flight = stored.clone();
        self.take_time().await;
        self.world.note(format_args!("disk: append {} {fate:?}", entries.len()));
        if fate != Fate::Done {
            self.world.harm();
        }
        let failed = Err(LogFault::NotStored { reason: "the run wants it so".to_owned() });
        let done = match fate {
            Fate::Done => Ok(self.land(stored)),
            Fate::LandsAndFails => {
                self.land(stored);
                failed
            }
            Fate::ComesSecond => {
                let at_ms = self.world.server_ms();
                let chance = &mut *lock(&self.chance);
                // Another server, too, may have been asked for the very same.
                let other = match chance.one_in(2) {
                    true => stored[0].clone(),
                    false => Stored::of(&foreign_entry(chance, at_ms)),
                };
                self.land(vec![other]);
                Ok(self.land(stored))
            }
            Fate::Fails => {
                lock(&self.disk).in_flight.clear();
                failed
            }
            Fate::Falls => {
                lock(&self.disk).in_flight.clear();
                resume_unwind(Box::new("the run wants it so"))
            }
        };
        self.take_time().await;
        done
    }

    async fn takes_entries(&self) -> bool {
        self.take_time().await;
        self.fate() == Fate::Done
    }

    async fn read_after(&self, _: &BoardId, rev: Rev, most: usize) -> Result<Vec<Entry>, LogFault> {
        self.take_time().await;
        self.reads()?;
        let disk = lock(&self.disk);
        let after = disk.entries.iter().skip(usize::try_from(rev).unwrap_or(usize::MAX));
        Ok(after.take(most).map(Stored::read).collect())
    }

    async fn keep_snapshot(&self, _: &BoardId, snapshot: KeptSnapshot) -> Result<(), LogFault> {
        self.take_time().await;
        self.open()?;
        self.world.note(format_args!("disk: kept a snapshot at {}", snapshot.rev));
        let mut disk = lock(&self.disk);
        disk.kept.push(snapshot);
        let old = disk.kept.len().saturating_sub(3);
        disk.kept.drain(..old);
        Ok(())
    }

    async fn kept_snapshot(&self, _: &BoardId) -> Result<Option<KeptSnapshot>, LogFault> {
        self.take_time().await;
        self.reads()?;
        Ok(lock(&self.disk).kept.last().cloned())
    }

    async fn erase(
        &self,
        _: &BoardId,
        people: &[ActorId],
        baseline: KeptSnapshot,
    ) -> Result<(), LogFault> {
        self.outlive().await;
        self.open()?;
        // As with the real files: first the log loses the words, then their keys are destroyed.
        let words = self.step(format!("erase {}", people.len()), |disk| {
            for (rev, stored) in (1..).zip(&mut disk.entries) {
                let mut body = stored.read().body;
                if people.contains(&body.actor.id) {
                    if rev <= baseline.rev {
                        body = body.blank();
                    }
                    *stored = Stored::of(&Entry { body, personal: None });
                }
            }
            disk.kept.clear();
            disk.baseline = Some(baseline);
        });
        words.await?;
        let keys = self.step(format!("destroy keys of {}", people.len()), |disk| {
            disk.erased.extend(people);
            self.world.judge(|judge| judge.lost(people));
        });
        keys.await
    }

    async fn baseline(&self, _: &BoardId) -> Result<Option<KeptSnapshot>, LogFault> {
        self.take_time().await;
        self.reads()?;
        Ok(lock(&self.disk).baseline.clone())
    }

    async fn erased(&self, _: &BoardId) -> Result<Vec<ActorId>, LogFault> {
        self.take_time().await;
        self.reads()?;
        Ok(lock(&self.disk).erased.clone())
    }

    async fn close(&self) -> Result<(), LogFault> {
        self.outlive().await;
        self.closed.store(true, Ordering::Relaxed);
        Ok(())
    }
}
