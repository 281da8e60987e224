//! The board as a pure state machine: [`Board::check`] before the log, [`Board::apply`] after it.
//!
//! Both ask the same rules (`rules.rs`). `apply` is total: whatever entry comes, it numbers it and
//! says what it did, and the same log gives the same board, byte for byte, everywhere.

mod answers;
mod apply;
mod erasing;
mod handling;
mod publishing;
mod steering;

mod act;
mod agenda_rules;
mod rules;
mod state;

pub use apply::{Applied, Effect, Outcome};
pub use state::{Board, FinderState, Person, Seen, Sticker, StoredAnswer, hash_of_state};
