//! `cargo xtask bench`: the released program under load, beside the physical limit and well-known
//! servers. See docs/BENCHMARKS.md.

#![allow(clippy::unwrap_used)]
#![expect(clippy::print_stdout, reason = "a command speaks to its terminal")]

mod arrivals;
mod conditions;
mod crowd;
mod dialect;
mod fan_out;
mod fetch;
mod honest;
mod limit;
mod measure;
mod ours;
mod page;
mod peer;
mod process;
mod report;
mod rows;
mod screen;
mod strangers;
mod wire;

use std::process::ExitCode;

use conditions::Conditions;
use report::Report;
use rows::{ROWS, Row, Size};
use serde::Serialize;

/// All that a run says.
#[derive(Serialize)]
struct Results {
    conditions: Conditions,
    rows: Vec<Report>,
}

/// `limit` serves as the physical limit and `flood` does harm, for a run that starts them as
/// processes of their own; otherwise the words are rows (all, if there are none),
/// `--smoke` makes them small, `--alone` leaves the other servers out, and `--write` puts the
/// results into docs/BENCHMARKS.md.
fn main() -> ExitCode {
    let files = process::raise_files();
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == "limit") {
        limit::serve();
        return ExitCode::FAILURE;
    }
    if words.first().is_some_and(|word| word == "flood") {
        strangers::flood(&words[1..]);
        return ExitCode::FAILURE;
    }
    if std::env::var_os("KENSPECKLE_BIN").is_none() {
        println!("Please run `cargo xtask bench`, which builds the program and says where it is.");
        return ExitCode::from(2);
    }
    let (flags, names): (Vec<_>, Vec<_>) = words.iter().partition(|word| word.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|word| *word == flag);
    let size = if has("--smoke") { Size::Smoke } else { Size::Whole };
    let known = |name: &&&String| !ROWS.iter().any(|row| row.name.eq_ignore_ascii_case(name));
    if let Some(unknown) = names.iter().find(known) {
        let rows: Vec<_> = ROWS.iter().map(|row| row.name).collect();
        println!("There is no row `{unknown}`. The rows are: {}.", rows.join(" "));
        return ExitCode::from(2);
    }
    let chosen = |row: &&Row| {
        names.is_empty() || names.iter().any(|name| row.name.eq_ignore_ascii_case(name))
    };
    let mut results = Results { conditions: Conditions::here(files), rows: Vec::new() };
    println!("{}", results.conditions.markdown());
    for row in ROWS.iter().filter(chosen) {
        let report = (row.measure)(size);
        println!("{}", report.markdown());
        results.rows.push(report);
    }
    page::keep(&results, has("--write"));
    ExitCode::SUCCESS
}
