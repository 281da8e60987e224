//! The wire types for TypeScript, which are generated from Rust.

use std::fs;

use kenspeckle_shared::typescript;

use crate::root::root;
use crate::run::{Done, Stop};

/// Writes the file.
pub(crate) fn write() -> Done {
    let fault = |fault| Stop(format!("{} cannot be written: {fault}.", typescript::PATH));
    fs::write(root().join(typescript::PATH), typescript::generate()).map_err(fault)?;
    println!("{} is written.", typescript::PATH);
    Ok(())
}

/// Stops when the file is not what the Rust types say.
pub(crate) fn check() -> Done {
    let found = fs::read_to_string(root().join(typescript::PATH)).unwrap_or_default();
    if found == typescript::generate() {
        return Ok(());
    }
    Err(Stop(format!(
        "{} is not what the Rust types say. Please run: cargo xtask wire",
        typescript::PATH
    )))
}
