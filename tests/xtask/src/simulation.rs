//! The simulation: a seed to replay, many seeds, and the planted bugs that it must notice.

use std::path::Path;
use std::process::Command;

use crate::root::{root, target};
use crate::run::{Done, cargo_command, wait};

/// Runs the seeds of a change that is to pass; or, with words such as `--seed 7`, these.
pub(crate) fn simulate() -> Done {
    let words: Vec<String> = std::env::args().skip(2).collect();
    match words.is_empty() {
        true => tests(),
        false => {
            let mut command = prepared(root(), &["run", "--quiet"]);
            command.arg("--").args(words);
            wait(command)
        }
    }
}

/// Runs the simulation's tests.
pub(crate) fn tests() -> Done {
    wait(prepared(root(), &["test", "--locked"]))
}

/// Gives a cargo command on the simulation of a workspace. It has a target folder of its own: tokio
/// takes a seed for its own chance only where `tokio_unstable` is set, and that is set for nothing
/// else. Nobody looks at the server's pages there, so that they are left out, as for docs.rs.
pub(crate) fn prepared(workspace: &Path, verb: &[&str]) -> Command {
    let mut command = cargo_command(verb);
    let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
    command.current_dir(workspace);
    command.env("RUSTFLAGS", format!("{flags} --cfg tokio_unstable"));
    command.env("DOCS_RS", "1");
    command.args(["--package", "kenspeckle-sim", "--profile", "simulation", "--target-dir"]);
    command.arg(target().join("simulation"));
    command
}
