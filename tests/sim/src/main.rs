//! Runs seeds and says what was wrong with the first that fails.

#![expect(clippy::print_stdout, reason = "a command speaks to its terminal")]

use std::process::ExitCode;

use kenspeckle_sim::Simulator;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse::<u64>().ok()
    };
    let simulator = Simulator::new();
    if let Some(seed) = number("--seed") {
        let outcome = simulator.run(seed, true);
        println!("{}", outcome.trace);
        println!("seed {seed}: {} steps, hash {:016x}", outcome.steps, outcome.hash);
        return said(outcome.fault.as_deref());
    }
    let (from, seeds) = (number("--from").unwrap_or(0), number("--seeds").unwrap_or(200));
    let keep_going = arguments.iter().any(|argument| argument == "--all");
    let mut bad = 0;
    for seed in from..from + seeds {
        if let Some(fault) = simulator.run(seed, false).fault {
            println!("seed {seed}: {fault}\nreplay it: cargo xtask simulate --seed {seed}");
            bad += 1;
            if !keep_going {
                return ExitCode::FAILURE;
            }
        }
    }
    println!("{seeds} seeds from {from}, {bad} bad");
    ExitCode::from(u8::from(bad > 0))
}

fn said(fault: Option<&str>) -> ExitCode {
    match fault {
        None => ExitCode::SUCCESS,
        Some(fault) => {
            println!("FAULT: {fault}");
            ExitCode::FAILURE
        }
    }
}
