//! Servers that pass on what they are sent, to everybody on the same board.

use super::{Dialect, Heard, frame_like_ours, revs};

/// `ws`, bun and the bare loop.
pub(crate) struct Relay {
    /// A screen is given the whole board when it comes.
    pub(crate) gives_board: bool,
}

impl Dialect for Relay {
    fn path(&self, board: usize) -> String {
        format!("/{board}")
    }

    fn greeting(&mut self, _: usize) -> Option<Vec<u8>> {
        None
    }

    fn ready_when_open(&self) -> bool {
        !self.gives_board
    }

    fn update(&mut self, _: usize, number: u64) -> Vec<u8> {
        frame_like_ours(number).into_bytes()
    }

    fn hear(&mut self, _: usize, message: &[u8]) -> Heard {
        match revs(message) {
            Some((from, rev)) => Heard::Frame(from, rev),
            None if message.starts_with(b"{\"t\":\"board\"") => Heard::Whole,
            None => Heard::Other,
        }
    }
}
