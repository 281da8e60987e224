//! Rooms, from the outside, on a log that can be told to fail.

#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod commands;
mod definitions;
mod erasing;
mod faults;
mod frames;
mod hall;
mod own;
mod pace;
mod presence;
mod snapshots;
