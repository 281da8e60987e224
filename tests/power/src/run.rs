//! Many cuts of one recording, judged by several threads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::cut::Cut;
use crate::disk::{Disk, Left};
use crate::event::{Change, Event, events};
use crate::judge::{Truth, check, runtime};
use crate::record::Recording;
use crate::told::Told;

/// Threads that judge.
const JUDGES: usize = 2;

/// After every so many cuts, `kenspeckle check` is asked as well.
const CHECKED: u64 = 4;

/// A recording that was read, and what came of it at last.
pub struct Played {
    events: Vec<Event>,
    /// All that was told, in order.
    told: Vec<Told>,
    root: String,
    truth: Arc<Truth>,
}

/// What came of many cuts.
#[derive(Debug)]
pub struct Outcome {
    /// How many were judged.
    pub cuts: u64,
    /// In this time.
    pub took: Duration,
    /// Changes that were not synced, on average.
    pub unsynced: f64,
    /// The number of the first that is bad, and what is wrong.
    pub bad: Option<(u64, String)>,
}

/// Something to judge.
struct Case {
    number: u64,
    left: Left,
    told: usize,
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { cuts, took, unsynced, .. } = self;
        let seconds = took.as_secs_f64();
        write!(
            out,
            "{cuts} cuts in {seconds:.0} s; not synced then, on average: {unsynced:.1} changes"
        )
    }
}

impl Played {
    /// Reads a recording.
    ///
    /// # Panics
    /// When what the program told and what it left contradict each other without any cut.
    pub fn of(recording: &Recording) -> Self {
        let (traces, root) = (recording.traces(), recording.root());
        let events = events(traces.iter().map(String::as_str), &root);
        let mut disk = Disk::default();
        events.iter().for_each(|event| disk.happen(event, &root));
        let folder = scratch();
        put(
            &disk.cut(crate::disk::Fate::Kept, &mut kenspeckle_tests::Chance::of(0)),
            folder.path(),
        );
        let told = events.iter().filter_map(|event| match event {
            Event::Told(told) => Some(told.clone()),
            _ => None,
        });
        let told: Vec<_> = told.collect();
        let truth = Truth::of(&folder.path().join("data"), &told, recording.erased());
        let truth = Arc::new(truth);
        assert_eq!(truth.contradicts(&told), None);
        Self { events, told, root, truth }
    }

    /// Gives the same on a disk that ends no sync of one file, named by its path below the root.
    pub fn deaf_to_syncs_of(&self, file: &str) -> Self {
        let path_of_it = format!("{}{file}", self.root);
        let mut deaf = BTreeSet::new();
        let mut events = self.events.clone();
        events.retain(|event| match event {
            Event::SyncBegins { sync, path } if *path == path_of_it => {
                deaf.insert(*sync);
                false
            }
            Event::SyncEnds { sync } => !deaf.contains(sync),
            _ => true,
        });
        let (told, root, truth) = (self.told.clone(), self.root.clone(), self.truth.clone());
        Self { events, told, root, truth }
    }

    /// Says in a line what was recorded.
    pub fn words(&self) -> String {
        let count = |is: fn(&Event) -> bool| self.events.iter().filter(|event| is(event)).count();
        let changes = count(|event| matches!(event, Event::Change(_)));
        let bytes = self.events.iter().map(|event| match event {
            Event::Change(Change::Write { bytes, .. }) => bytes.len(),
            _ => 0,
        });
        let syncs = count(|event| matches!(event, Event::SyncEnds { .. }));
        let acks = self.told.iter().filter(|told| matches!(told, Told::Stored(..))).count();
        format!(
            "{changes} changes of {} kB, {syncs} syncs, {acks} acks, {} entries, {} people erased",
            bytes.sum::<usize>() / 1_000,
            self.truth.entries(),
            self.truth.erased().len()
        )
    }

    /// Makes cuts until there are so many, or the time is over, or one is bad.
    pub fn cut(&self, seed: u64, cuts: u64, time: Duration) -> Outcome {
        let (begun, mut judged, mut unsynced) = (Instant::now(), 0, 0);
        let mut bad = None;
        // In batches, each of which goes through the recording once.
        let batch = cuts.clamp(1, 100);
        while judged < cuts && begun.elapsed() < time && bad.is_none() {
            let numbers = judged..(judged + batch).min(cuts);
            let found = self.judge(numbers.clone().map(|nth| Cut::draw(seed, nth, &self.events)));
            judged = numbers.end;
            unsynced += found.0;
            bad = found.1;
        }
        let unsynced = unsynced as f64 / judged as f64;
        Outcome { cuts: judged, took: begun.elapsed(), unsynced, bad }
    }

    /// Makes one cut again.
    pub fn cut_again(&self, seed: u64, number: u64) -> (Cut, Option<String>) {
        let cut = Cut::draw(seed, number, &self.events);
        let bad = self.judge([cut.clone()].into_iter()).1;
        (cut, bad.map(|(_, bad)| bad))
    }

    fn judge(&self, cuts: impl Iterator<Item = Cut>) -> (usize, Option<(u64, String)>) {
        let mut cuts: Vec<_> = cuts.collect();
        cuts.sort_by_key(|cut| cut.at);
        let (send, cases) = mpsc::sync_channel::<Case>(JUDGES);
        let cases = Arc::new(Mutex::new(cases));
        thread::scope(|scope| {
            let judges: Vec<_> = (0..JUDGES)
                .map(|_| {
                    let cases = cases.clone();
                    scope.spawn(move || self.judge_all(&cases))
                })
                .collect();
            drop(cases);
            let unsynced = self.walk(&cuts, &send);
            drop(send);
            let bad = judges.into_iter().filter_map(|judge| judge.join().unwrap());
            (unsynced, bad.min_by_key(|(number, _)| *number))
        })
    }

    /// Goes through the recording, and hands out what is left at each cut.
    fn walk(&self, cuts: &[Cut], send: &mpsc::SyncSender<Case>) -> usize {
        let (mut disk, mut at, mut told, mut unsynced) = (Disk::default(), 0, 0, 0);
        for cut in cuts {
            for event in &self.events[at..cut.at] {
                disk.happen(event, &self.root);
                told += usize::from(matches!(event, Event::Told(_)));
            }
            at = cut.at;
            unsynced += disk.unsure();
            let case = Case { number: cut.number, left: cut.left(&disk), told };
            if send.send(case).is_err() {
                break;
            }
        }
        unsynced
    }

    fn judge_all(&self, cases: &Mutex<mpsc::Receiver<Case>>) -> Option<(u64, String)> {
        let runtime = runtime();
        loop {
            let case = cases.lock().unwrap().recv().ok()?;
            let folder = scratch();
            put(&case.left, folder.path());
            let data = folder.path().join("data");
            let told = &self.told[..case.told];
            let mut judged = self.truth.judge(&data, told, &runtime);
            // It reads all once more, and takes as long as all the rest.
            if judged.is_ok() && case.number % CHECKED == 0 {
                judged = check(&data);
            }
            if let Err(bad) = judged {
                return Some((case.number, bad));
            }
        }
    }
}

/// A folder in memory where there is one: nothing in it has to outlive anything.
fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    TempDir::new_in(memory).or_else(|_| TempDir::new()).unwrap()
}

fn put(left: &Left, folder: &Path) {
    for (path, bytes) in left {
        let path: PathBuf = folder.join(path);
        match bytes {
            None => fs::create_dir(path).unwrap(),
            Some(bytes) => fs::write(path, bytes).unwrap(),
        }
    }
}
