//! Steps one after the other, each with a heading and its time, until one fails.

use std::time::{Duration, Instant};

use crate::count;
use crate::run::{Done, Stop};

/// A list of steps that is being worked through.
pub(crate) struct Steps {
    task: &'static str,
    started: Instant,
    done: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Begins a task's steps.
    pub(crate) fn of(task: &'static str) -> Self {
        Self { task, started: Instant::now(), done: Vec::new() }
    }

    /// Does one step; a failed one ends the task, saying which it was.
    pub(crate) fn step(&mut self, name: &'static str, work: impl FnOnce() -> Done) -> Done {
        println!("\n── {name}");
        let started = Instant::now();
        let task = self.task;
        work().map_err(|Stop(why)| Stop(format!("{task} stopped at \"{name}\": {why}")))?;
        let took = started.elapsed();
        println!("   {name}: good, {}", spoken(took));
        self.done.push((name, took));
        Ok(())
    }

    /// Prints where the time went, and the closing line.
    pub(crate) fn close(self) {
        println!("\n── Time");
        for (name, took) in &self.done {
            println!("   {:<40} {:>12}", name, spoken(*took));
        }
        let (steps, took) = (self.done.len(), spoken(self.started.elapsed()));
        println!("\n✓ {}: all {steps} steps good in {took}.", self.task);
        println!("Tests: {}", count::sum());
    }
}

fn spoken(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}
