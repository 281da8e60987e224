//! What has to be on the machine: a plain sentence for each thing that is not.

use crate::run::{Done, Stop, npm_program, output};

/// The oldest Node that the web tools run on.
const NODE: (u32, u32) = (20, 19);

/// Checks for Node and npm.
pub(crate) fn node() -> Done {
    let Some(version) = output("node", &["--version"]) else {
        return Err(Stop(format!(
            "Node is not there. Please install Node {}.{} or newer (https://nodejs.org, or the \
             package `nodejs` of your system).",
            NODE.0, NODE.1
        )));
    };
    if read(&version).is_none_or(|found| found < NODE) {
        return Err(Stop(format!(
            "Node is {}, and {}.{} or newer is needed (https://nodejs.org).",
            version.trim(),
            NODE.0,
            NODE.1
        )));
    }
    match output(npm_program(), &["--version"]) {
        Some(_) => Ok(()),
        None => {
            Err(Stop("npm is not there, though Node is. Please install it (package `npm`).".into()))
        }
    }
}

/// Checks for the parts of Rust that not every machine has.
pub(crate) fn rust_parts() -> Done {
    for (command, part) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        if output(cargo, &[command, "--version"]).is_none() {
            return Err(Stop(format!(
                "{part} is not there. Please run: rustup component add {part}"
            )));
        }
    }
    Ok(())
}

fn read(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim().trim_start_matches('v').split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{NODE, read};

    #[test]
    fn versions_are_compared_by_number() {
        assert_eq!(read("v20.19.0\n"), Some(NODE));
        assert!(read("v20.9.0") < Some(NODE));
        assert!(read("v100.1.2") > Some(NODE));
        assert_eq!(read("nonsense"), None);
    }
}
