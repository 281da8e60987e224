//! Format and lints, all denied.

use crate::root::{browser, web};
use crate::run::{Done, cargo, npm_run, wait};

/// Stops when a file is not formatted.
pub(crate) fn format() -> Done {
    cargo(&["fmt", "--all", "--check"])?;
    in_both("format")
}

/// Stops at the first warning of a linter or type checker of the pages and browser tests.
pub(crate) fn web_lints() -> Done {
    in_both("lint")?;
    in_both("check")
}

/// Stops at the first warning of rustc or clippy.
pub(crate) fn rust_lints() -> Done {
    let all = ["clippy", "--workspace", "--all-targets", "--locked"];
    cargo(&[&all[..], &["--", "--deny", "warnings"]].concat())
}

fn in_both(script: &str) -> Done {
    wait(npm_run(&web(), script, &[]))?;
    wait(npm_run(&browser(), script, &[]))
}
