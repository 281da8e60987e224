//! Messages as text: reading what arrives, strictly, and writing what leaves.

use std::future::poll_fn;
use std::task::{Context, Poll, ready};

use axum::extract::ws::{Message, Utf8Bytes};
use futures_util::StreamExt;
use kenspeckle_shared::limits::MESSAGE_BYTES;
use kenspeckle_shared::wire::{ClientMessage, CloseCode, PROTOCOL, ServerMessage};
use serde::Deserialize;

use super::ending::Ending;
use super::line::Line;

/// Something that was heard.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A message of the protocol.
    Said(ClientMessage),
    /// Only that the other end is there.
    Life,
}

/// Waits for the next thing to be heard. May be dropped while it waits; nothing is lost.
pub(super) async fn hear(socket: &mut impl Line) -> Result<Heard, Ending> {
    poll_fn(|context| poll_hear(socket, context)).await
}

/// The same, as a step of something larger.
pub(super) fn poll_hear(
    socket: &mut impl Line,
    context: &mut Context<'_>,
) -> Poll<Result<Heard, Ending>> {
    Poll::Ready(match ready!(socket.poll_next_unpin(context)) {
        Some(Ok(message)) => read(message),
        Some(Err(fault)) => Err(Ending::of_reading(fault)),
        None => Err(Ending::Gone),
    })
}

fn read(message: Message) -> Result<Heard, Ending> {
    let length = match &message {
        Message::Text(text) => text.len(),
        Message::Binary(bytes) => bytes.len(),
        Message::Ping(_) | Message::Pong(_) => return Ok(Heard::Life),
        Message::Close(_) => return Err(Ending::Left),
    };
    if length > MESSAGE_BYTES {
        return Err(Ending::Close(CloseCode::TooBig));
    }
    let bad = Ending::Close(CloseCode::BadMessage);
    let Message::Text(text) = message else { return Err(bad) };
    match serde_json::from_str(&text) {
        Ok(said) => Ok(Heard::Said(said)),
        Err(_) if is_hello_of_another_protocol(&text) => {
            Err(Ending::Close(CloseCode::WrongProtocol))
        }
        Err(_) => Err(bad),
    }
}

/// Reads a message as every session does, and gives it; `None` for one that says nothing by itself,
/// such as a ping.
///
/// # Errors
/// The code with which its connection ends.
pub fn understand(message: Message) -> Result<Option<ClientMessage>, CloseCode> {
    match read(message) {
        Ok(Heard::Said(said)) => Ok(Some(said)),
        Err(Ending::Close(code)) => Err(code),
        Ok(Heard::Life) | Err(_) => Ok(None),
    }
}

/// A hello of another version may look different, and yet must learn what is wrong.
fn is_hello_of_another_protocol(text: &str) -> bool {
    #[derive(Deserialize)]
    struct AnyHello {
        t: String,
        protocol: u64,
    }
    serde_json::from_str::<AnyHello>(text)
        .is_ok_and(|any| any.t == "hello" && any.protocol != u64::from(PROTOCOL))
}

/// Gives a message as it travels.
pub(super) fn write(message: &ServerMessage) -> Result<Utf8Bytes, Ending> {
    serde_json::to_string(message).map(Utf8Bytes::from).map_err(|fault| Ending::fault(&fault))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn closed(message: impl Into<Message>) -> Option<CloseCode> {
        match read(message.into()) {
            Err(Ending::Close(code)) => Some(code),
            _ => None,
        }
    }

    #[test]
    fn r1_1_what_is_no_message_of_ours_ends_the_connection() {
        for text in ["", "beat", "[]", r#"{"t":"shout"}"#, r#"{"t":"beat","loud":true}"#] {
            assert_eq!(closed(text), Some(CloseCode::BadMessage), "{text}");
        }
        assert_eq!(closed(br#"{"t":"beat"}"#.to_vec()), Some(CloseCode::BadMessage));
        let beat = read(r#"{"t":"beat"}"#.into()).unwrap();
        assert_eq!(beat, Heard::Said(ClientMessage::Beat {}));
    }

    #[test]
    fn r1_2_size_comes_before_shape() {
        let padded = |length: usize| format!("{{\"t\":\"beat\"{}}}", " ".repeat(length - 12));
        assert!(read(padded(MESSAGE_BYTES).into()).is_ok());
        assert_eq!(closed(padded(MESSAGE_BYTES + 1)), Some(CloseCode::TooBig));
        assert_eq!(closed("x".repeat(MESSAGE_BYTES + 1)), Some(CloseCode::TooBig));
    }

    #[test]
    fn r3_2_a_hello_of_another_version_is_told_so_whatever_else_it_says() {
        let hello = r#"{"t":"hello","protocol":2,"key":"…"}"#;
        assert_eq!(closed(hello), Some(CloseCode::WrongProtocol));
        let strange = r#"{"t":"hello","protocol":1,"key":"…"}"#;
        assert_eq!(closed(strange), Some(CloseCode::BadMessage));
    }

    #[test]
    fn r7_1_pings_are_signs_of_life() {
        assert_eq!(read(Message::Ping(Vec::new().into())), Ok(Heard::Life));
    }
}
