//! Where things are.

use std::path::{Path, PathBuf};

/// Gives the repository's top folder.
pub(crate) fn root() -> &'static Path {
    // tests/xtask lies two folders below.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Gives the folder of the web pages' package.
pub(crate) fn web() -> PathBuf {
    root().join("web")
}

/// Gives the folder of the browser tests' package.
pub(crate) fn browser() -> PathBuf {
    root().join("tests/browser")
}

/// Gives the folder of the benchmark.
pub(crate) fn bench() -> PathBuf {
    root().join("tests/bench")
}

/// Gives cargo's target folder.
pub(crate) fn target() -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR");
    named.map_or_else(|| root().join("target"), |named| root().join(named))
}

/// Gives the built program of a profile's folder, `debug` or `release`.
pub(crate) fn program(profile: &str) -> PathBuf {
    let name = format!("kenspeckle{}", std::env::consts::EXE_SUFFIX);
    target().join(profile).join(name)
}
