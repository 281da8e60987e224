//! Programs that the system's own packages bring.

use std::process::Command;

use crate::run::{Done, Stop, output, wait};

/// Installs a package, saying so; otherwise stops with what can be done by hand.
pub(crate) fn install(what: &str, package: &str, by_hand: fn() -> Stop) -> Done {
    if output("apt-get", &["--version"]).is_none() {
        return Err(by_hand());
    }
    println!("   No {what} found. Installing the system's package: apt-get install -y {package}");
    let refreshed = wait(apt_get(&["update", "-qq"]));
    let installed = wait(apt_get(&["install", "-y", "-qq", package]));
    refreshed.and(installed).map_err(|_| by_hand())
}

/// As root where we are it, otherwise by a sudo that asks no password.
fn apt_get(arguments: &[&str]) -> Command {
    let is_root = output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
    if !is_root {
        command.args(["-n", "apt-get"]);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
    command
}
