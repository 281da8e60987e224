//! The nginx that tests put before the server: the machine's own, or the system's package, unpacked
//! beside what is built. Nothing is installed, and no service starts.

use std::fs;
use std::path::{Path, PathBuf};

use crate::apt;
use crate::root::target;
use crate::run::{Stop, output};

const INSTALLED: &str = "/usr/sbin/nginx";

/// Gives a nginx's path, fetching the system's package when there is none.
pub(crate) fn path() -> Result<PathBuf, Stop> {
    if let Some(named) = std::env::var_os("NGINX_BIN") {
        return Ok(named.into());
    }
    let folder = target().join("tools/nginx");
    let fetched = folder.join("usr/sbin/nginx");
    let places = [PathBuf::from(INSTALLED), fetched.clone()];
    if let Some(found) = places.into_iter().find(|place| runs(place)) {
        return Ok(found);
    }
    fs::create_dir_all(&folder).map_err(|_| by_hand())?;
    apt::unpack("nginx", "nginx", &folder, by_hand)?;
    if runs(&fetched) {
        return Ok(fetched);
    }
    // A system that keeps the program in another package, or lacks a library of it.
    apt::install("nginx that runs", "nginx", by_hand)?;
    Ok(INSTALLED.into())
}

fn runs(place: &Path) -> bool {
    output(place, &["-v"]).is_some()
}

fn by_hand() -> Stop {
    Stop(
        "one test needs nginx, and it could not be fetched. Please run `sudo apt-get install -y \
         nginx`, or name one: NGINX_BIN=/path/to/nginx cargo xtask test"
            .into(),
    )
}
