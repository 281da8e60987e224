//! Counting the tests that other programs report, while their words go on to the terminal.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::run::{Done, Stop, words_of};

static PASSED: AtomicU64 = AtomicU64::new(0);
static FAILED: AtomicU64 = AtomicU64::new(0);

/// Runs a command, passes on what it prints, and adds up its tests.
pub(crate) fn wait(mut command: Command) -> Done {
    let words = words_of(&command);
    let failed = |what: String| Stop(format!("`{words}` {what}."));
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|fault| failed(format!("could not be started: {fault}")))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            println!("{line}");
            add(&line);
        }
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(format!("ended with {status}"))),
        Err(fault) => Err(failed(format!("was lost: {fault}"))),
    }
}

/// Gives the sum as people read it.
pub(crate) fn sum() -> String {
    let (passed, failed) = (PASSED.load(Ordering::Relaxed), FAILED.load(Ordering::Relaxed));
    format!("{passed} passed, {failed} failed")
}

fn add(line: &str) {
    let (passed, failed) = read(line);
    PASSED.fetch_add(passed, Ordering::Relaxed);
    FAILED.fetch_add(failed, Ordering::Relaxed);
}

/// Gives how many tests a line says have passed and failed.
///
/// cargo: `test result: ok. 12 passed; 0 failed; …`, Vitest: `Tests  1 failed | 12 passed (13)`.
fn read(line: &str) -> (u64, u64) {
    let plain = without_colour(line);
    let plain = plain.trim_start();
    if !plain.starts_with("test result:") && !plain.starts_with("Tests ") {
        return (0, 0);
    }
    let words: Vec<&str> = plain.split([' ', ';']).filter(|w| !w.is_empty()).collect();
    let before = |what: &str| {
        let pairs = words.windows(2).filter(|pair| pair[1] == what);
        pairs.filter_map(|pair| pair[0].parse::<u64>().ok()).sum()
    };
    (before("passed"), before("failed"))
}

fn without_colour(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn cargos_line_is_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured";
        assert_eq!(read(line), (12, 3));
    }

    #[test]
    fn vitests_line_is_read_in_colour_too() {
        let plain = "      Tests  1 failed | 12 passed (13)";
        let colour = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m (7)";
        assert_eq!(read(plain), (12, 1));
        assert_eq!(read(colour), (7, 0));
    }

    #[test]
    fn other_lines_say_nothing() {
        assert_eq!(read(" Test Files  2 passed (2)"), (0, 0));
        assert_eq!(read("running 5 tests"), (0, 0));
    }
}
