//! Many seeds, and that a seed is a run.

// Without it a seed goes several ways: see docs/SIMULATION.md. `cargo xtask simulate` sets it.
#![cfg(tokio_unstable)]
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use kenspeckle_sim::{Outcome, Simulator};

/// How many seeds: `KENSPECKLE_SEEDS`, or else those of a change that is to pass.
fn seeds() -> u64 {
    std::env::var("KENSPECKLE_SEEDS").map_or(5_000, |text| text.parse().unwrap())
}

#[test]
fn every_seed_keeps_every_promise() {
    let (next, seeds) = (AtomicU64::new(0), seeds());
    let work = || {
        let simulator = Simulator::new();
        let turns = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let turns = turns.take_while(|seed| *seed < seeds);
        let mut outcomes = turns.map(|seed| simulator.run(seed, false));
        outcomes.find(|outcome| outcome.fault.is_some())
    };
    let bad: Vec<Outcome> = thread::scope(|scope| {
        let workers = [scope.spawn(work), scope.spawn(work)];
        workers.into_iter().filter_map(|worker| worker.join().unwrap()).collect()
    });
    let told = bad.iter().map(|Outcome { seed, fault, .. }| {
        let fault = fault.as_deref().unwrap_or_default();
        format!("seed {seed}: {fault}\nreplay it: cargo xtask simulate --seed {seed}\n")
    });
    assert!(bad.is_empty(), "\n{}", told.collect::<String>());
}

#[test]
fn the_same_seed_goes_the_same_way() {
    let (one, other) = (Simulator::new(), Simulator::new());
    for seed in [1, 2, 3, 40, 500] {
        let first = one.run(seed, true);
        let again = other.run(seed, true);
        let lines = first.trace.lines().zip(again.trace.lines());
        let parted = lines.into_iter().find(|(first, again)| first != again);
        assert_eq!(parted, None, "seed {seed} went two ways");
        assert_eq!((first.hash, first.steps), (again.hash, again.steps), "seed {seed}");
        assert!(first.steps > 50, "seed {seed} did nothing");
    }
}
