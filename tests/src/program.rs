//! Where the built program is.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Gives the program to test: `KENSPECKLE_BIN`, or else what Cargo builds of this workspace in the
/// profile of the tests. Cargo looks after it once for each test program.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| std::env::var_os("KENSPECKLE_BIN").map_or_else(build, PathBuf::from))
}

fn build() -> PathBuf {
    let this = std::env::current_exe().unwrap();
    // TARGET/PROFILE/deps/test-1234, or of examples, or TARGET/PROFILE/kenspeckle-power.
    let beside = ["deps", "examples"];
    let mut folders = this.ancestors().skip(1);
    let profile = folders.find(|folder| !beside.iter().any(|name| folder.ends_with(name))).unwrap();
    let name = if profile.ends_with("release") { "release" } else { "dev" };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // Of the whole workspace, so that it shares the features, and so the work, of its tests.
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--workspace", "--bin", "kenspeckle", "--profile", name])
        .arg("--target-dir")
        .arg(profile.parent().unwrap())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    let built = built.unwrap_or_else(|fault| panic!("cargo cannot be run: {fault}"));
    assert!(built.success(), "kenspeckle does not build; set KENSPECKLE_BIN to test another one");
    profile.join(format!("kenspeckle{}", std::env::consts::EXE_SUFFIX))
}
