//! The links as JSON, for scripts and tests: written whole, and readable by its owner only.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::{BoardLinks, StartFault};

/// Writes the file. Whoever waits for it to appear finds it complete.
pub(super) fn write(file: &Path, links: &BoardLinks) -> Result<(), StartFault> {
    put(file, links)
        .map_err(|fault| StartFault::ReadyFile { file: file.to_owned(), reason: fault.to_string() })
}

fn put(file: &Path, links: &BoardLinks) -> io::Result<()> {
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = Path::new(&unfinished);
    // One that a crash left may have other permissions, or be a link to somewhere else.
    match fs::remove_file(unfinished) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault),
        _ => {}
    }
    let mut open = private();
    let mut out = open.write(true).create_new(true).open(unfinished)?;
    serde_json::to_writer(&mut out, links)?;
    out.write_all(b"\n")?;
    out.sync_all()?;
    fs::rename(unfinished, file)
}

#[cfg(unix)]
fn private() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

#[cfg(not(unix))]
fn private() -> OpenOptions {
    OpenOptions::new()
}
