//! The suites of tests.

use std::path::PathBuf;
use std::process::Command;

use crate::root::{browser, program, target, web};
use crate::run::{Done, Stop, cargo, cargo_tests, npm_run, wait};
use crate::{chromium, count, npm, tools};

/// Which build of the program the browser meets.
const TESTED: &str = "debug";

/// Runs all Rust tests.
pub(crate) fn rust() -> Done {
    // Builds the program first: tests from outside start it.
    cargo(&["build", "--workspace", "--locked"])?;
    cargo_tests(&["test", "--workspace", "--locked"])
}

/// Runs the Rust tests that start no program: the rules, and the server's parts.
pub(crate) fn rust_units() -> Done {
    let units = ["-p", "kenspeckle-shared", "-p", "kenspeckle", "-p", "xtask"];
    cargo_tests(&[&["test", "--locked"], &units[..]].concat())
}

/// Runs the unit tests of the pages.
pub(crate) fn web_units() -> Done {
    count::wait(npm_run(&web(), "test", &[]))
}

/// Builds the pages and checks that Chromium 80 can read them.
pub(crate) fn old_browsers() -> Done {
    let built = target().join("xtask/web");
    let out = built.display().to_string();
    wait(npm_run(&web(), "build", &["--logLevel", "warn", "--outDir", &out]))?;
    let scripts = built.join("assets/*.js").display().to_string();
    wait(npm_run(&web(), "es-check", &[&scripts]))
}

/// Runs the browser tests with the program that the Rust tests built.
pub(crate) fn browser_tests() -> Done {
    count::wait(in_browser("test", &[])?)
}

/// Builds what is needed and runs the browser tests whose files are named.
pub(crate) fn browser_chosen() -> Done {
    prepare()?;
    cargo(&["build", "--locked"])?;
    let chosen: Vec<String> = std::env::args().skip(2).collect();
    let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
    wait(in_browser("test", &chosen)?)
}

/// Measures the released program and prints the table.
pub(crate) fn budgets() -> Done {
    prepare()?;
    cargo(&["build", "--release", "--locked"])?;
    let mut command = in_browser("budgets", &[])?;
    command.env("KENSPECKLE", program("release"));
    wait(command)
}

/// Installs what browser tests need.
pub(crate) fn prepare() -> Done {
    tools::node()?;
    npm::install(&web())?;
    npm::install(&browser())?;
    chromium::path().map(|_| ())
}

/// Gives a script of the browser tests, told which program and browser to use.
pub(crate) fn in_browser(script: &str, arguments: &[&str]) -> Result<Command, Stop> {
    let tested: PathBuf = program(TESTED);
    let mut command = npm_run(&browser(), script, arguments);
    command.env("KENSPECKLE", tested);
    command.env("CHROMIUM", chromium::path()?);
    Ok(command)
}
