//! The rows: what is loaded how, beside whom, and what is wanted of it.

mod cold;
mod crowds;
mod floods;
mod join;
mod overload;
mod slow;
mod storm;

use std::time::Duration;

use crate::measure::Task;
use crate::report::Report;

/// A row of the benchmark.
pub(crate) struct Row {
    /// By which it is chosen.
    pub(crate) name: &'static str,
    /// Measures it. The smoke test asks for little.
    pub(crate) measure: fn(Size) -> Report,
}

/// How much to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// What the tables say.
    Whole,
    /// Just enough to see that it works, without other servers.
    Smoke,
}

/// All rows, in the order in which they are measured.
pub(crate) const ROWS: &[Row] = &[
    Row { name: "A", measure: crowds::a },
    Row { name: "B", measure: crowds::b },
    Row { name: "C", measure: crowds::c },
    Row { name: "D", measure: crowds::d },
    Row { name: "E", measure: join::e },
    Row { name: "F", measure: crowds::f },
    Row { name: "overload", measure: overload::overload },
    Row { name: "G", measure: crowds::g },
    Row { name: "slow", measure: slow::slow },
    Row { name: "storm", measure: storm::storm },
    Row { name: "cold", measure: cold::cold },
    Row { name: "floods", measure: floods::floods },
];

/// Gives a load, with pauses that fit its size.
fn task(size: Size, seats: Vec<usize>, rate: f64, time: Duration) -> Task {
    let rest = size.pick(Duration::from_millis(1_500), Duration::from_millis(50));
    // A smoke test says what arrived, not when.
    let drain = size.pick(Duration::from_millis(2_500), Duration::from_secs(60));
    Task { seats, rate, time, rest, drain }
}

impl Size {
    /// Gives the first number for the whole, the second for a smoke test.
    fn pick<T>(self, whole: T, smoke: T) -> T {
        match self {
            Self::Whole => whole,
            Self::Smoke => smoke,
        }
    }
}
