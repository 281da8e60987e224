//! The program `kenspeckle`.

use std::process::ExitCode;

use clap::Parser;
use kenspeckle_server::cli::Cli;
use kenspeckle_server::start;

fn main() -> ExitCode {
    start::run(Cli::parse())
}
