//! The browser that the tests drive: the system's own Chromium.

use std::path::PathBuf;

use crate::apt;
use crate::run::{Done, Stop};

/// Names under which Chromium and its kin go, the surest first.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// Gives a Chromium's path, installing the system's package when there is none.
pub(crate) fn path() -> Result<PathBuf, Stop> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let named = PathBuf::from(named);
        return match named.is_file() {
            true => Ok(named),
            false => Err(Stop(format!("CHROMIUM names {}, which is not there.", named.display()))),
        };
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    install()?;
    find().ok_or_else(by_hand)
}

fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut places = NAMES.iter().flat_map(|name| {
        // An absolute name stays as it is when joined.
        folders.iter().map(move |folder| folder.join(name))
    });
    places.find(|place| place.is_file())
}

fn install() -> Done {
    apt::install("Chromium", "chromium", by_hand)
}

fn by_hand() -> Stop {
    Stop(
        "the browser tests need Chromium, and it could not be installed. Please run \
         `sudo apt-get update && sudo apt-get install -y chromium`, or name a Chromium or Chrome: \
         CHROMIUM=/path/to/chrome cargo xtask test"
            .into(),
    )
}
