//! Node and npm: whether they are there, and what they say when something fails.

use std::path::Path;
use std::process::Command;

use crate::Trouble;

/// The oldest Node that the pages can be built with.
const OLDEST: (u32, u32) = (20, 19);

/// Makes sure that a Node is there that can build the pages.
pub(crate) fn is_there() -> Result<(), Trouble> {
    let remedy = "install Node 20.19 or newer from https://nodejs.org to build the web pages, or \
                  set WEB_DIST to a folder of pages that are built already";
    let Ok(output) = Command::new("node").arg("--version").output() else {
        return Err(format!("Node is missing: {remedy}"));
    };
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match version(&said) {
        Some(found) if found >= OLDEST => Ok(()),
        _ => Err(format!("Node is too old (found {said:?}): {remedy}")),
    }
}

/// Installs exactly what the lock file names, when it is newer than what is installed.
pub(crate) fn install(web: &Path) -> Result<(), Trouble> {
    let modified = |path: &str| web.join(path).metadata().and_then(|meta| meta.modified()).ok();
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(web);
    run(&mut command, "npm", "npm could not install what the web pages need")
}

/// Runs a command. When it fails, says `what`, and then what the command said.
pub(crate) fn run(command: &mut Command, name: &str, what: &str) -> Result<(), Trouble> {
    let Ok(output) = command.output() else {
        return Err(format!("{name} is missing: it comes with Node, please install that again"));
    };
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{what}:\n{}", String::from_utf8_lossy(&said).trim()))
}

/// Reads `v20.19.1`.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said.strip_prefix('v')?.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}
