//! Programs that the system's own packages bring.

use std::fs;
use std::path::Path;
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

/// Fetches a package and unpacks it into a folder, saying so; nothing of the system changes.
pub(crate) fn unpack(what: &str, package: &str, folder: &Path, by_hand: fn() -> Stop) -> Done {
    println!("   No {what} found. Unpacking the system's package: apt-get download {package}");
    let download = || {
        let mut command = Command::new("apt-get");
        command.current_dir(folder).args(["download", "-qq", package]);
        wait(command)
    };
    download()
        .or_else(|_| {
            // The list of packages is missing, or too old.
            wait(apt_get(&["update", "-qq"]))?;
            download()
        })
        .map_err(|_| by_hand())?;
    let fetched = fs::read_dir(folder).map_err(|_| by_hand())?.flatten().map(|file| file.path());
    for archive in fetched.filter(|file| file.extension().is_some_and(|end| end == "deb")) {
        let mut unpack = Command::new("dpkg");
        unpack.arg("--extract").arg(archive).arg(folder);
        wait(unpack).map_err(|_| by_hand())?;
    }
    Ok(())
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
