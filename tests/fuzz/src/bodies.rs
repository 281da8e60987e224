//! The way of an HTTP body through the server, without a socket.

use kenspeckle_server::start::built_in;
use kenspeckle_server::tokens::{CardWords, JoinCode};
use kenspeckle_shared::definition::Definition;
use kenspeckle_shared::wire::{Join, NewBoard, Return};

use crate::Came;

/// Reads bodies. Keeps nothing of them.
#[derive(Debug)]
pub struct Bodies(Definition);

impl Bodies {
    /// Gives one that makes boards from the built-in one.
    pub fn new() -> Self {
        Self(built_in().unwrap_or_else(|fault| panic!("{fault}")))
    }

    /// Reads a body as each address that takes one does, and says how far it came.
    pub fn read(&self, bytes: &[u8]) -> Came {
        if let Ok(asked) = serde_json::from_slice::<Join>(bytes) {
            return known(JoinCode::parse(&asked.code).is_some());
        }
        if let Ok(asked) = serde_json::from_slice::<Return>(bytes) {
            let code = JoinCode::parse(&asked.code).is_some();
            return known(CardWords::parse(&asked.words).is_some() && code);
        }
        match serde_json::from_slice::<NewBoard>(bytes) {
            Ok(asked) => match asked.wishes() {
                Some(wishes) => known(self.0.tailored(wishes).is_ok()),
                None => Came::Refused,
            },
            Err(_) => Came::Bad,
        }
    }
}

/// Says whether a body asks for a board: making one is done off the threads that serve, and may
/// take longer than anything else.
pub fn asks_for_a_board(bytes: &[u8]) -> bool {
    serde_json::from_slice::<NewBoard>(bytes).is_ok()
}

impl Default for Bodies {
    fn default() -> Self {
        Self::new()
    }
}

fn known(found: bool) -> Came {
    if found { Came::Done } else { Came::Refused }
}
