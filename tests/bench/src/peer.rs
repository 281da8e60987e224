//! Other servers, each a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// What is measured beside Kenspeckle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Limit,
    Ws,
    SocketIo,
    Hocuspocus,
    Bun,
}

/// A server at work. Dropping it kills it.
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    child: Child,
}

impl Kind {
    /// Gives its name in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Ws => "ws",
            Self::SocketIo => "socket.io",
            Self::Hocuspocus => "Hocuspocus",
            Self::Bun => "bun",
        }
    }

    /// Starts it, with further words for it, and waits until it listens; none if it cannot run
    /// here, or is not wanted.
    pub(crate) fn start(self, words: &[&str]) -> Option<Peer> {
        if std::env::args().any(|word| word == "--alone") {
            return None;
        }
        let mut child = self.command().args(words).stdout(Stdio::piped()).spawn().ok()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take()?).read_line(&mut line).ok()?;
        let port = line.trim().strip_prefix("listening ").and_then(|port| port.parse().ok());
        match port {
            Some(port) => Some(Peer { address: ([127, 0, 0, 1], port).into(), child }),
            None => {
                drop(child.kill());
                drop(child.wait());
                None
            }
        }
    }

    fn command(self) -> Command {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let script = |name: &str| folder.join("peers").join(name);
        let (program, file) = match self {
            Self::Limit => {
                let mut command = Command::new(std::env::current_exe().unwrap());
                command.arg("limit");
                return command;
            }
            Self::Ws => ("node".into(), script("ws.mjs")),
            Self::SocketIo => ("node".into(), script("socket.io.mjs")),
            Self::Hocuspocus => ("node".into(), script("hocuspocus.mjs")),
            Self::Bun => (bun(folder), script("bun.mjs")),
        };
        let mut command = Command::new(program);
        command.arg(file).env("NODE_ENV", "production");
        command
    }
}

/// The program: in the package of this system, or where an install script has moved it, if npm let it.
fn bun(folder: &Path) -> std::path::PathBuf {
    let architecture = if cfg!(target_arch = "aarch64") { "aarch64" } else { "x64" };
    let packed = folder.join(format!("node_modules/@oven/bun-linux-{architecture}/bin/bun"));
    if packed.exists() { packed } else { folder.join("node_modules/bun/bin/bun.exe") }
}

impl Peer {
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
