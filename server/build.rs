//! Builds the web pages and puts them into the program.
//!
//! `WEB_DIST=DIR` takes pages that are built already; `DOCS_RS` does without any.
#![allow(clippy::print_stdout, reason = "build scripts speak to cargo on standard output")]

#[path = "build/node.rs"]
mod node;
#[path = "build/table.rs"]
mod table;
#[path = "build/vite.rs"]
mod vite;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why the pages could not be built, in lines for the person at the terminal.
type Trouble = String;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            trouble.lines().for_each(|line| println!("cargo::error={line}"));
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Trouble> {
    for name in ["WEB_DIST", "DOCS_RS"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    rerun_if_changed(Path::new("build.rs"));
    rerun_if_changed(Path::new("build"));
    let out = folder("OUT_DIR")?;
    if env::var_os("DOCS_RS").is_some() {
        return table::write_empty(&out);
    }
    let root = folder("CARGO_MANIFEST_DIR")?.join("..");
    types_are_fresh(&root)?;
    let dist = match env::var_os("WEB_DIST") {
        Some(dist) => given(&root.join(dist)),
        None => vite::build(&root.join("web"), &out)?,
    };
    table::write(&dist, &out)
}

/// The pages' types come from the Rust ones; a page built with older ones would misread messages.
fn types_are_fresh(root: &Path) -> Result<(), Trouble> {
    let path = root.join(kenspeckle_shared::typescript::PATH);
    rerun_if_changed(&path);
    let found = fs::read_to_string(&path).unwrap_or_default();
    if found.replace("\r\n", "\n") == kenspeckle_shared::typescript::generate() {
        return Ok(());
    }
    Err(format!("{} is stale: run `cargo xtask wire`", kenspeckle_shared::typescript::PATH))
}

fn given(dist: &Path) -> PathBuf {
    rerun_if_changed(dist);
    dist.to_owned()
}

/// Asks cargo to run this again when a file or a folder's contents change. Cargo runs a script
/// every time when a named path does not exist, so those are left out.
fn rerun_if_changed(path: &Path) {
    if path.exists() {
        println!("cargo::rerun-if-changed={}", path.display());
    }
}

fn folder(name: &str) -> Result<PathBuf, Trouble> {
    env::var_os(name).map(PathBuf::from).ok_or(format!("cargo did not set {name}"))
}
