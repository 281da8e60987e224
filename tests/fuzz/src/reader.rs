//! The way of a message through the server, without a socket.

use axum::extract::ws::{Message, Utf8Bytes};
use kenspeckle_server::room::tidy;
use kenspeckle_server::session::understand;
use kenspeckle_server::tokens::Token;
use kenspeckle_shared::board::Board;
use kenspeckle_shared::command::{Command, Role};
use kenspeckle_shared::wire::ClientMessage;

use crate::boards::{boards, facilitator, participant};

/// How far a message came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Came {
    /// It is no message: its connection ends.
    Bad,
    /// It is a hello.
    Hello,
    /// It is a message that no board has to judge.
    Aside,
    /// It is a command that every board refused.
    Refused,
    /// It is a command that a board would do.
    Done,
}

/// Reads messages. Keeps nothing of them.
#[derive(Debug)]
pub struct Reader(Vec<Board>);

impl Reader {
    /// Gives one with boards that differ: empty, in full swing, ended, put away.
    pub fn new() -> Self {
        Self(boards())
    }

    /// Reads a message that came as these bytes, and says how far it came. As in a WebSocket, bytes
    /// that are no text are a binary message.
    pub fn read(&self, bytes: &[u8]) -> Came {
        let message = match Utf8Bytes::try_from(bytes.to_vec()) {
            Ok(text) => Message::Text(text),
            Err(_) => Message::binary(bytes.to_vec()),
        };
        match understand(message) {
            Err(_) | Ok(None) => Came::Bad,
            Ok(Some(ClientMessage::Hello { token, .. })) => {
                // What a hello's token is looked up by.
                std::hint::black_box(Token::parse(&token));
                Came::Hello
            }
            Ok(Some(ClientMessage::Command { command, .. })) => self.judge(command),
            Ok(Some(_)) => Came::Aside,
        }
    }

    fn judge(&self, mut command: Command) -> Came {
        tidy(&mut command);
        let actor = match command.asked_by() {
            Role::Facilitator => facilitator(),
            _ => participant(),
        };
        let would = self.0.iter().any(|board| board.check(actor, &command).is_ok());
        if would { Came::Done } else { Came::Refused }
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}
