//! What can be asked for, in the order in which help shows it.

use crate::run::Done;
use crate::{bench, deny, mutants, pictures, power, simulation, suites, tests_all, wire};

/// One word after `cargo xtask`.
pub(crate) struct Task {
    name: &'static str,
    about: &'static str,
    /// Does it.
    pub(crate) work: fn() -> Done,
}

const TASKS: &[Task] = &[
    Task {
        name: "test",
        about: "everything: format, lints, Rust, web and browser tests. Installs what they need",
        work: tests_all::everything,
    },
    Task {
        name: "fast",
        about: "format, lints, Rust and web unit tests; no browser",
        work: tests_all::fast,
    },
    Task {
        name: "browser",
        about: "the browser tests alone; words after it choose files, as in `browser journey`",
        work: suites::browser_chosen,
    },
    Task {
        name: "budgets",
        about: "measures bytes, times and frames in the real browser and prints them as a table",
        work: suites::budgets,
    },
    Task {
        name: "endurance",
        about: "a page at work for ten minutes: memory and frames; a number says how many minutes",
        work: suites::endurance,
    },
    Task {
        name: "lighthouse",
        about: "asks Lighthouse about the pages: performance and accessibility; installs it first",
        work: suites::lighthouse,
    },
    Task {
        name: "bench",
        about: "measures the released server under load, beside others; words after it choose rows, \
                as in `bench B slow`; `--write` puts all into docs/BENCHMARKS.md",
        work: bench::measure,
    },
    Task {
        name: "floods",
        about: "that row of the benchmark which shows what honest people notice of floods",
        work: bench::floods,
    },
    Task {
        name: "simulate",
        about: "the simulation: 5,000 seeds, or those that words name: `--seed 7`, `--seeds 900 --all`",
        work: simulation::simulate,
    },
    Task {
        name: "mutants",
        about: "plants bugs in a copy and shows that the simulation notices each; takes a while",
        work: mutants::show,
    },
    Task {
        name: "fuzz",
        about: "reads 2 million messages that strangers may send; a number says how many",
        work: suites::fuzz,
    },
    Task {
        name: "licences",
        about: "checks licences, bans and sources of dependencies, by deny.toml",
        work: deny::check,
    },
    Task {
        name: "advisories",
        about: "asks for known faults of dependencies (cargo-deny, npm audit); needs the internet",
        work: deny::advisories,
    },
    Task {
        name: "power",
        about: "power cuts: 2,000 of a new recording, or those that words name: `--cuts 9 --seed 7`",
        work: power::cut,
    },
    Task {
        name: "screenshots",
        about: "takes the pictures in docs/pictures",
        work: pictures::take,
    },
    Task {
        name: "wire",
        about: "writes web/src/wire/types.ts from the Rust types",
        work: wire::write,
    },
];

/// Gives the task of that name.
pub(crate) fn find(name: Option<&str>) -> Option<&'static Task> {
    TASKS.iter().find(|task| Some(task.name) == name)
}

/// Gives the list of tasks as people read it.
pub(crate) fn help() -> String {
    let mut text = String::from("cargo xtask TASK\n\n");
    for Task { name, about, .. } in TASKS {
        text.push_str(&format!("  {name:<12} {about}\n"));
    }
    text.push_str("\nCHROMIUM=/path/to/chromium names the browser, when it is not on the PATH.");
    text
}
