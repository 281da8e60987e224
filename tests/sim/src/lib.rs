//! A deterministic simulation: one seed gives one run.
//!
//! The server's rooms, sessions and rules are the real ones. What lies around them (disk, network,
//! clocks, people) is made here, and fails as venues, phones and disks do. `docs/SIMULATION.md`
//! says what is simulated, what must hold, and how to replay a seed.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc)]

mod run;
pub use run::{Outcome, Simulator};
mod panics;

mod watch;
mod weather;
mod world;

mod disk;
mod house;
mod site;
mod venue;
mod wire;

mod mind;
mod screen;
mod script;

mod expect;
mod judge;
