//! What everything in one run shares: chance, time, the record of what happened, and the judge.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};

use kenspeckle_tests::Chance;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::judge::Judge;
use crate::weather::Weather;

/// Server time when a run begins, in milliseconds since 1970-01-01 UTC.
const BEGINNING_MS: u64 = 1_790_000_000_000;

/// What harm does may last so many milliseconds.
const SHORTLY_MS: u64 = 10_000;

/// One run.
pub(crate) struct World {
    /// How bad things are.
    pub(crate) weather: Weather,
    judge: Mutex<Judge>,
    record: Mutex<Record>,
    chance: Mutex<Chance>,
    begun: Instant,
    /// How far the server's clock is off, in milliseconds; wraps below zero.
    clock_off: AtomicU64,
    /// When the disk or the server last came to harm, in milliseconds of the run; at first never.
    harmed_ms: AtomicU64,
    calm: AtomicBool,
    over: watch::Sender<bool>,
}

struct Record {
    lines: Option<String>,
    hash: u64,
    steps: u64,
    fault: Option<String>,
}

impl World {
    pub(crate) fn new(seed: u64, traced: bool) -> Arc<Self> {
        let mut chance = Chance::of(seed);
        let lines = traced.then(String::new);
        Arc::new(Self {
            weather: Weather::draw(&mut chance),
            judge: Mutex::new(Judge::new()),
            record: Mutex::new(Record {
                lines,
                hash: 0xcbf2_9ce4_8422_2325,
                steps: 0,
                fault: None,
            }),
            chance: Mutex::new(chance),
            begun: Instant::now(),
            clock_off: AtomicU64::new(0),
            harmed_ms: AtomicU64::new(u64::MAX),
            calm: AtomicBool::new(false),
            over: watch::Sender::new(false),
        })
    }

    /// Gives chance for one actor of the run.
    pub(crate) fn fork_chance(&self) -> Chance {
        lock(&self.chance).fork()
    }

    /// Draws once from the run's own chance.
    pub(crate) fn draw<T>(&self, draw: impl FnOnce(&mut Chance) -> T) -> T {
        draw(&mut lock(&self.chance))
    }

    /// Milliseconds since the run began, in true time.
    pub(crate) fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// What a right clock shows.
    pub(crate) fn true_ms(&self) -> u64 {
        BEGINNING_MS + self.elapsed_ms()
    }

    /// What the server's clock shows.
    pub(crate) fn server_ms(&self) -> u64 {
        self.true_ms().wrapping_add(self.clock_off.load(Ordering::Relaxed))
    }

    /// Sets the server's clock off by so many milliseconds.
    pub(crate) fn put_clock_off(&self, by_ms: i64) {
        self.clock_off.store(by_ms as u64, Ordering::Relaxed);
    }

    /// The disk or the server comes to harm, so that people may be told to send again.
    pub(crate) fn harm(&self) {
        self.harmed_ms.store(self.elapsed_ms(), Ordering::Relaxed);
    }

    /// Says whether there was harm since shortly before some millisecond of the run.
    pub(crate) fn was_harmed_since(&self, ms: u64) -> bool {
        let harmed_ms = self.harmed_ms.load(Ordering::Relaxed);
        harmed_ms != u64::MAX && harmed_ms + SHORTLY_MS >= ms
    }

    /// Writes down one step; all of them together tell one run from another.
    pub(crate) fn note(&self, what: std::fmt::Arguments<'_>) {
        let now = self.elapsed_ms();
        let mut record = lock(&self.record);
        let before = record.hash;
        let mut hasher = Fnv(before);
        let _ = writeln!(hasher, "{now} {what}");
        record.hash = hasher.0;
        record.steps += 1;
        if let Some(lines) = &mut record.lines {
            let _ = writeln!(lines, "{:>5}.{:03} {what}", now / 1_000, now % 1_000);
        }
    }

    /// Asks the judge; what they find wrong ends the run.
    pub(crate) fn judge<T>(&self, ask: impl FnOnce(&mut Judge) -> Result<T, String>) -> Option<T> {
        let verdict = ask(&mut lock(&self.judge));
        verdict.map_err(|fault| self.fail(fault)).ok()
    }

    /// Ends the run because of a fault.
    pub(crate) fn fail(&self, fault: String) {
        self.note(format_args!("FAULT {fault}"));
        lock(&self.record).fault.get_or_insert(fault);
        self.over.send_replace(true);
    }

    /// Ends the run.
    pub(crate) fn end(&self) {
        self.over.send_replace(true);
    }

    /// Says whether the run has ended, and tells when it does.
    pub(crate) fn over(&self) -> watch::Receiver<bool> {
        self.over.subscribe()
    }

    pub(crate) fn is_over(&self) -> bool {
        *self.over.borrow()
    }

    /// From now on nothing goes wrong any more.
    pub(crate) fn calm_down(&self) {
        self.calm.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_calm(&self) -> bool {
        self.calm.load(Ordering::Relaxed)
    }

    /// Gives what became of the run: fault, hash and number of its steps, and the steps.
    pub(crate) fn close(&self) -> (Option<String>, u64, u64, String) {
        let mut record = lock(&self.record);
        let lines = record.lines.take().unwrap_or_default();
        (record.fault.take(), record.hash, record.steps, lines)
    }
}

/// Locks, whoever fell over before. A run has one thread: what is locked already will stay so.
#[track_caller]
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    match mutex.try_lock() {
        Ok(guard) => guard,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => panic!("locked twice"),
    }
}

struct Fnv(u64);

impl std::fmt::Write for Fnv {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}
