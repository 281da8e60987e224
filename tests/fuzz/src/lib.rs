//! Whatever strangers send, through the server's own parsers.
//!
//! [`Reader`] reads a message as a session does before and after its hello, and has real boards
//! judge what it asks; [`Bodies`] and [`Heads`] do the same for what is sent over HTTP. [`Mutator`]
//! and [`HeadMaker`] make what they are given. `docs/FUZZING.md` says how to run it, also with `cargo fuzz`.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc)]

mod reader;
pub use reader::{Came, Reader};
mod boards;

mod bodies;
pub use bodies::{Bodies, asks_for_a_board};
mod heads;
pub use heads::Heads;

mod mutator;
pub use mutator::Mutator;
mod head_maker;
pub use head_maker::HeadMaker;
mod pieces;
mod seeds;
pub use seeds::{bodies as body_seeds, messages as message_seeds};

mod cost;
pub use cost::{memory_bytes, thread_cpu};
