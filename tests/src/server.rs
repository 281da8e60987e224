//! The program at work.

use std::ffi::OsStr;
use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::http::Http;
use crate::program::program;
use crate::{PATIENCE, data::DataFolder};

/// A running kenspeckle on a free port. Dropping it kills it.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// The join code of its board.
    pub code: String,
    /// A token of the display role.
    pub display: String,
    /// A token of the facilitator role.
    pub facilitator: String,
    /// Where it stores.
    pub data: DataFolder,
    child: Child,
    /// What it said, and its ready file. Apart from the data folder.
    aside: TempDir,
}

/// How to start it.
#[derive(Debug, Default, Clone, Copy)]
pub struct Start<'a> {
    /// More arguments.
    pub arguments: &'a [&'a str],
    /// Words before the program's own, such as those of a tracer that lets the program be its
    /// parent's child.
    pub through: &'a [&'a str],
}

impl Server {
    /// Starts it with an empty data folder.
    pub async fn fresh() -> Self {
        Self::start(DataFolder::new()).await
    }

    /// Starts it on what a data folder holds.
    pub async fn start(data: DataFolder) -> Self {
        Self::start_with(data, Start::default()).await
    }

    /// Starts it in a special way, and waits until it is ready.
    pub async fn start_with(data: DataFolder, how: Start<'_>) -> Self {
        let aside = TempDir::new().unwrap();
        let ready = aside.path().join("ready.json");
        let said = File::create(aside.path().join("said")).unwrap();
        let words = how.through.iter().map(OsStr::new).chain([program().as_os_str()]);
        let words: Vec<_> = words.collect();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        // What somebody has set for themselves is not for tests.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("KENSPECKLE_") {
                command.env_remove(name);
            }
        }
        let mut child = command
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(data.path())
            .arg("--ready-file")
            .arg(&ready)
            .args(how.arguments)
            .stdin(Stdio::null())
            .stdout(said.try_clone().unwrap())
            .stderr(said)
            .spawn()
            .unwrap_or_else(|fault| panic!("{}: {fault}", program().display()));
        let links = until_ready(&mut child, &ready, aside.path()).await;
        let part =
            |name: &str| links[name].as_str().unwrap_or_else(|| panic!("{links}")).to_owned();
        let fragment = |name: &str| part(name).rsplit_once('#').unwrap().1.to_owned();
        Self {
            address: part("listen").parse().unwrap(),
            code: part("join_code"),
            display: fragment("display_url"),
            facilitator: fragment("facilitator_url"),
            data,
            child,
            aside,
        }
    }

    /// Gives the number of its process, for whoever measures it.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Gives a plain HTTP client to it.
    pub fn http(&self) -> Http {
        Http(self.address)
    }

    /// Gives all that it has said so far, in its log and to the person who started it.
    pub fn said(&self) -> String {
        said(self.aside.path())
    }

    /// Kills it, as a power cut would (SIGKILL), and gives what it leaves behind.
    pub fn kill(mut self) -> DataFolder {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.data.clone()
    }

    /// Asks it to stop (SIGTERM), without waiting.
    pub fn ask_to_stop(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
    }

    /// Waits until it has stopped by itself.
    pub async fn until_stopped(&mut self) -> ExitStatus {
        eventually("the server to stop", || self.child.try_wait().unwrap()).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn until_ready(child: &mut Child, ready: &Path, aside: &Path) -> serde_json::Value {
    let file: PathBuf = ready.to_owned();
    eventually("the server to be ready", || {
        if let Some(status) = child.try_wait().unwrap() {
            panic!("kenspeckle stopped ({status}): {}", said(aside));
        }
        serde_json::from_slice(&std::fs::read(&file).ok()?).ok()
    })
    .await
}

/// Asks again and again: neither a file nor a child says by itself that it is there or gone.
async fn eventually<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(Instant::now() < end, "waited {PATIENCE:?} in vain for {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn said(aside: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(aside.join("said")).unwrap()).into_owned()
}
