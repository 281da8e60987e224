//! The suites of tests.

use std::path::PathBuf;
use std::process::Command;

use crate::root::{browser, program, target, web};
use crate::run::{Done, Stop, cargo, cargo_command, npm_run, wait};
use crate::{chromium, count, nginx, npm, tools};

/// Which build of the program the browser meets.
const TESTED: &str = "debug";

/// The variable that tells tests where the built program is.
pub(crate) const PROGRAM: &str = "KENSPECKLE_BIN";

/// Runs all Rust tests.
pub(crate) fn rust() -> Done {
    // Builds tests and program at once, so that both share their dependencies' features and work.
    cargo(&["test", "--workspace", "--locked", "--no-run"])?;
    let mut tests = cargo_command(&["test", "--workspace", "--locked"]);
    tests.env(PROGRAM, program(TESTED)).env("NGINX_BIN", nginx::path()?);
    count::wait(tests)
}

/// Runs the Rust tests that start no program: the rules, and the server's parts.
pub(crate) fn rust_units() -> Done {
    let units = ["--workspace", "--exclude", "kenspeckle-tests"];
    count::wait(cargo_command(&[&["test", "--locked"], &units[..]].concat()))
}

/// Reads messages that strangers may send: 2 million, or as many as a word says.
pub(crate) fn fuzz() -> Done {
    // Of the whole workspace, so that what `cargo xtask test` has built is used.
    let mut tests = cargo_command(&["test", "--workspace", "--locked", "--test", "total"]);
    if let Some(count) = std::env::args().nth(2) {
        tests.env("KENSPECKLE_FUZZ", count);
    }
    tests.args(["--", "--nocapture"]);
    wait(tests)
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
    cargo(&["test", "--workspace", "--locked", "--no-run"])?;
    let chosen: Vec<String> = std::env::args().skip(2).collect();
    let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
    wait(in_browser("test", &chosen)?)
}

/// Measures the released program and prints the table.
pub(crate) fn budgets() -> Done {
    wait(of_release("budgets")?)
}

/// Measures a page that is at work for ten minutes, or for as many as the word after it says.
pub(crate) fn endurance() -> Done {
    let mut command = of_release("endurance")?;
    if let Some(minutes) = std::env::args().nth(2) {
        command.env("MINUTES", minutes);
    }
    wait(command)
}

/// Asks Lighthouse, which nothing else needs, what it thinks of the released program's pages.
pub(crate) fn lighthouse() -> Done {
    tools::node()?;
    npm::install(&browser().join("lighthouse"))?;
    wait(of_release("lighthouse")?)
}

/// Gives a script of the browser tests that measures the released program.
fn of_release(script: &str) -> Result<Command, Stop> {
    prepare()?;
    cargo(&["build", "--release", "--locked"])?;
    let mut command = in_browser(script, &[])?;
    command.env(PROGRAM, program("release"));
    Ok(command)
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
    command.env(PROGRAM, tested);
    command.env("CHROMIUM", chromium::path()?);
    Ok(command)
}
