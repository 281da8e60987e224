//! The packages of the web pages and of the browser tests.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::run::{Done, npm_program, wait};

/// Installs a package's dependencies from its lock file, unless they are there already.
pub(crate) fn install(folder: &Path) -> Done {
    if !is_stale(folder) {
        return Ok(());
    }
    println!("   npm ci in {}", folder.display());
    let mut command = Command::new(npm_program());
    command.current_dir(folder);
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    wait(command)
}

/// npm writes `.package-lock.json` last, so it is as new as a finished installation.
fn is_stale(folder: &Path) -> bool {
    let lock = changed(&folder.join("package-lock.json"));
    let installed = changed(&folder.join("node_modules/.package-lock.json"));
    installed.is_none() || lock > installed
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|facts| facts.modified()).ok()
}
