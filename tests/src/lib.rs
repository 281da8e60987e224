//! What the tests of the built program need: the program itself, phones with a memory of their
//! own, a plain HTTP client, and eyes for the data folder.
//!
//! Nothing here stands in for the program. Everything speaks to it over real sockets, by the rules
//! of `docs/PROTOCOL.md`, as a page does.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc)]

mod card;
mod chance;
mod client;
mod commands;
mod data;
mod examples;
pub mod flood;
mod http;
mod line;
mod memory;
mod mind;
mod phone;
mod program;
mod proxy;
pub mod raw;
mod sealed;
pub mod secure;
mod server;
mod wire;

pub use card::apply as apply_to_card;
pub use chance::{Chance, chosen_seed};
pub use client::Client;
pub use commands::{
    AREAS, answer_line, command, open, place_in, place_in_with_note, reveal, visit,
};
pub use data::{DataFolder, StoredLog};
pub use examples::{Example, examples};
pub use http::{Http, Reply};
pub use memory::Memory;
pub use mind::{Answer, Connection, Mind};
pub use phone::Phone;
pub use program::program;
pub use proxy::{Fate, Proxy, Weather};
pub use server::{Server, Start};
pub use wire::{Heard, Wire};

use std::io::Write;
use std::time::Duration;

/// How long a test waits for what must come. Far more than is needed, so that a slow machine fails
/// no test, and little enough that a hanging one is noticed.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Gives what a future gives, or ends the test with what was waited for.
pub async fn within_patience<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, future).await {
        Ok(value) => value,
        Err(_) => panic!("waited {PATIENCE:?} in vain: {what}"),
    }
}

/// Says a figure in the output of a test that passes, too: what the print macros say is kept back.
pub fn announce(words: &str) {
    let _ = writeln!(std::io::stderr(), "   {words}");
}
