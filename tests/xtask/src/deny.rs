//! What the project depends on: licences, sources and bans; and, where their databases can be
//! reached, known faults.

use std::path::PathBuf;
use std::process::Command;

use crate::root::{bench, browser, root, target, web};
use crate::run::{Done, cargo_command, npm_program, output, wait};

/// The cargo-deny that the file `deny.toml` is written for.
const VERSION: &str = "0.20.2";

/// Checks licences, bans and sources of every crate.
pub(crate) fn check() -> Done {
    wait(asked(&["licenses", "bans", "sources"])?)
}

/// Asks the databases of known faults about every crate and every npm package.
pub(crate) fn advisories() -> Done {
    wait(asked(&["advisories"])?)?;
    for folder in [web(), browser(), bench()] {
        let mut audit = Command::new(npm_program());
        audit.current_dir(folder).arg("audit");
        wait(audit)?;
    }
    Ok(())
}

fn asked(what: &[&str]) -> Result<Command, crate::run::Stop> {
    install()?;
    let mut command = Command::new(program());
    command.current_dir(root()).args(["--locked", "check", "--hide-inclusion-graph"]).args(what);
    Ok(command)
}

/// Builds it once, in some minutes: nobody offers it built where only registries are reached.
fn install() -> Done {
    let found = output(program(), &["--version"]);
    if found.is_some_and(|found| found.contains(VERSION)) {
        return Ok(());
    }
    println!("   No cargo-deny {VERSION} found. Building it: cargo install cargo-deny");
    let mut command = cargo_command(&["install", "cargo-deny", "--locked", "--quiet"]);
    command.args(["--version", VERSION, "--root"]).arg(folder());
    wait(command)
}

fn program() -> PathBuf {
    folder().join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX))
}

/// Of the project's own, so that nothing of the developer's is replaced.
fn folder() -> PathBuf {
    target().join("tools")
}
