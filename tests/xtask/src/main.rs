//! The developer's one command: `cargo xtask help` lists what it does.

#![expect(clippy::print_stdout, reason = "a command speaks to its terminal")]

use std::process::ExitCode;

mod task;

mod bench;
mod checks;
mod deny;
mod mutants;
mod pictures;
mod power;
#[cfg(test)]
mod security;
mod simulation;
mod suites;
mod tests_all;
mod wire;

mod apt;
mod chromium;
mod count;
mod nginx;
mod npm;
mod root;
mod run;
mod steps;
mod tools;

fn main() -> ExitCode {
    let asked = std::env::args().nth(1);
    match task::find(asked.as_deref()) {
        Some(task) => match (task.work)() {
            Ok(()) => ExitCode::SUCCESS,
            Err(stop) => {
                println!("\n✗ {stop}");
                ExitCode::FAILURE
            }
        },
        None => {
            println!("{}", task::help());
            let wanted_help = matches!(asked.as_deref(), None | Some("help" | "--help" | "-h"));
            ExitCode::from(if wanted_help { 0 } else { 2 })
        }
    }
}
