//! Making a recording: the real program, traced, under real load, through several lives.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use kenspeckle_tests::{
    AREAS, Client, DataFolder, PATIENCE, Server, Start, answer_line, open, place_in_with_note,
};
use tempfile::TempDir;

use crate::erased::Erased;

/// Calls that change a disk, make sure of it, or tell somebody something.
const CALLS: &str = "trace=openat,open,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat,\
                     renameat2,link,linkat,pwrite64,pwritev,pwritev2,write,writev,sendto,sendmsg,\
                     ftruncate,truncate,fallocate,copy_file_range,fsync,fdatasync";

/// People at once.
const PEOPLE: usize = 4;
/// How often others take their turn.
const TURNS: usize = 4;
/// Of each person: fewer than they may send at once.
const COMMANDS: usize = 28;

/// How a life of the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Killed,
    Stopped,
}

/// Killed with a log that is not put into the one file; stopped calmly; and killed again.
const LIVES: [End; 3] = [End::Killed, End::Stopped, End::Killed];

/// A recording in a folder of its own.
#[derive(Debug)]
pub struct Recording {
    folder: PathBuf,
    /// Goes when the recording does, unless it is kept.
    around: Option<TempDir>,
}

/// Says why nothing can be recorded here, if so.
pub fn missing() -> Option<&'static str> {
    let mut strace = Command::new("strace");
    let status = strace.arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let there = status.is_ok_and(|status| status.success());
    (!there).then_some(
        "power cuts are recorded with strace, which is not there: apt-get install strace \
         (`cargo xtask test` does so)",
    )
}

impl Recording {
    /// Makes one.
    pub async fn make() -> Self {
        let around = TempDir::with_prefix("kenspeckle-power-").unwrap();
        let recording = Self { folder: around.path().to_owned(), around: Some(around) };
        let data = DataFolder::not_made();
        let root = data.path().parent().unwrap().to_str().unwrap().to_owned();
        fs::write(recording.folder.join("root"), root).unwrap();
        let mut erased = Vec::new();
        for (life, end) in LIVES.into_iter().enumerate() {
            let trace = recording.trace(life);
            erased.extend(live(data.clone(), &trace, end).await);
            until_whole(&trace).await;
        }
        fs::write(recording.erased_file(), serde_json::to_vec(&erased).unwrap()).unwrap();
        recording
    }

    /// Takes one that was kept.
    pub fn kept(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), around: None }
    }

    /// Keeps it, and gives where.
    pub fn keep(&mut self) -> &Path {
        if let Some(around) = self.around.take() {
            let _ = around.keep();
        }
        &self.folder
    }

    /// Gives the path of the folder in which the program had its data folder.
    pub fn root(&self) -> String {
        fs::read_to_string(self.folder.join("root")).unwrap()
    }

    /// Gives what strace wrote of each life.
    pub fn traces(&self) -> Vec<String> {
        let bytes = (0..LIVES.len()).map(|life| fs::read(self.trace(life)).unwrap());
        bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
    }

    /// Gives what those had who were erased.
    pub fn erased(&self) -> Vec<Erased> {
        serde_json::from_slice(&fs::read(self.erased_file()).unwrap()).unwrap()
    }

    fn erased_file(&self) -> PathBuf {
        self.folder.join("erased.json")
    }

    fn trace(&self, life: usize) -> PathBuf {
        self.folder.join(format!("life-{life}.strace"))
    }
}

async fn live(data: DataFolder, trace: &Path, end: End) -> Vec<Erased> {
    let trace = trace.to_str().unwrap();
    // With -D the program is our child and strace its companion, so that signals reach it.
    let through =
        ["strace", "-D", "-f", "-y", "--seccomp-bpf", "-s", "16777216", "-e", CALLS, "-o", trace];
    let how = Start { through: &through, ..Start::default() };
    let mut server = Server::start_with(data, how).await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    facilitator.do_it(open("say", true)).await;
    let (mut before, mut erased) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let people = (0..PEOPLE).map(|_| Client::join(server.address, &server.code));
        let people = join_all(people).await;
        let work = people.iter().enumerate().map(|(nth, one)| work(one, turn * PEOPLE + nth));
        // Some of those who had their turn leave no trace, while others work.
        let leave = async {
            for person in before.iter().take(turn % 3) {
                erased.push(Erased::happens(person, &server.data).await);
            }
        };
        tokio::join!(join_all(work), leave);
        before = people;
    }
    match end {
        End::Killed => drop(server.kill()),
        End::Stopped => {
            server.ask_to_stop();
            server.until_stopped().await;
        }
    }
    erased
}

/// Some ask for one thing after the other, some for several at once.
async fn work(person: &Client, nth: usize) {
    let under_way = 1 + nth % 3;
    for command in 0..COMMANDS {
        let note = format!("note {command} of {nth}");
        match command % 7 {
            6 => person.ask(answer_line((command * 30) as u16)),
            _ => person.ask(place_in_with_note(AREAS[command % AREAS.len()], &note)),
        };
        person.until("an answer", |mind| mind.outbox.len() < under_way).await;
    }
    person.until_answered().await;
}

/// The tracer ends a little after the program: its last line tells of the program's end.
async fn until_whole(trace: &Path) {
    let end = Instant::now() + PATIENCE;
    loop {
        let text = fs::read(trace).unwrap();
        let tail = String::from_utf8_lossy(&text[text.len().saturating_sub(400)..]).into_owned();
        let first = String::from_utf8_lossy(&text[..text.len().min(20)]).into_owned();
        let process = first.split_whitespace().next().unwrap_or_default();
        let ended = |line: &str| line.starts_with(process) && line.contains("+++ ");
        if !process.is_empty() && tail.lines().next_back().is_some_and(ended) {
            return;
        }
        assert!(Instant::now() < end, "strace did not end: {tail}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
