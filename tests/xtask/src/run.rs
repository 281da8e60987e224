//! Starting other programs, and saying in one line what went wrong with them.

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::root;

/// Why a task stopped, as one line for people.
#[derive(Debug)]
pub(crate) struct Stop(pub(crate) String);

/// What came of a task or a step.
pub(crate) type Done = Result<(), Stop>;

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Starts cargo in the repository's top folder, and waits for it.
pub(crate) fn cargo(arguments: &[&str]) -> Done {
    wait(cargo_command(arguments))
}

/// Gives a command for cargo in the repository's top folder.
pub(crate) fn cargo_command(arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(root::root()).args(arguments);
    command
}

/// Gives a command for `npm run SCRIPT -- …` in a package's folder.
pub(crate) fn npm_run(folder: &Path, script: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(npm_program());
    command.current_dir(folder);
    command.args(["run", "--silent", script]);
    if !arguments.is_empty() {
        command.arg("--").args(arguments);
    }
    command
}

/// The name under which npm can be started on this system.
pub(crate) fn npm_program() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// Runs a command in the terminal; anything but success is a stop.
pub(crate) fn wait(mut command: Command) -> Done {
    let words = words_of(&command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Stop(format!("`{words}` ended with {status}."))),
        Err(fault) => Err(Stop(format!("`{words}` could not be started: {fault}."))),
    }
}

/// Gives what a program prints, or nothing if it is not there or fails.
pub(crate) fn output(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    let output = command.args(arguments).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// Gives a command as one would type it.
pub(crate) fn words_of(command: &Command) -> String {
    let parts = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = parts.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
