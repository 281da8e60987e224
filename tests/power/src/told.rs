//! What the program told people, read from what it wrote to sockets.

use std::collections::HashMap;

use kenspeckle_shared::ids::{CommandId, Rev};
use serde_json::{Deserializer, Value};

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A command is stored, at a rev.
    Stored(Rev, CommandId),
    /// The board is at a rev, or was.
    Shown(Rev),
    /// This token opens the board.
    Token(String),
}

/// Hears what is written to sockets.
#[derive(Default)]
pub struct Ears(HashMap<String, Vec<u8>>);

impl Ears {
    /// Takes bytes that were written to a socket, and gives what they tell once they are whole.
    pub fn hear(&mut self, socket: &str, bytes: &[u8]) -> Vec<Told> {
        let heard = self.0.entry(socket.to_owned()).or_default();
        heard.extend(bytes);
        let mut told = Vec::new();
        let mut at = 0;
        // Objects stand between heads of HTTP and of WebSocket frames.
        while let Some(start) = heard[at..].windows(2).position(|two| two == b"{\"") {
            at += start;
            let mut objects = Deserializer::from_slice(&heard[at..]).into_iter::<Value>();
            match objects.next() {
                Some(Ok(object)) => {
                    at += objects.byte_offset();
                    told.extend(told_by(&object));
                }
                Some(Err(fault)) if fault.is_eof() => break,
                _ => at += 1,
            }
        }
        let unread = heard[at..].windows(2).any(|two| two == b"{\"");
        // The first half of the sign of an object may be the last byte.
        let read = if unread { at } else { heard.len().saturating_sub(1).max(at) };
        heard.drain(..read);
        told
    }
}

fn told_by(object: &Value) -> Option<Told> {
    let rev = || object["rev"].as_u64();
    match object["t"].as_str() {
        Some("ack") => {
            let id = object["id"].as_str()?.parse().ok()?;
            Some(Told::Stored(rev()?, id))
        }
        Some("frame" | "welcome" | "beat" | "own") => rev().map(Told::Shown),
        Some(_) => None,
        None => Some(Told::Token(object["token"].as_str()?.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_told_when_its_last_byte_is_written() {
        let id = CommandId::now_v7();
        let ack = format!(r#"{{"t":"ack","id":"{id}","rev":7,"outcome":{{"is":"changed"}}}}"#);
        let mut ears = Ears::default();
        let (first, rest) = ack.as_bytes().split_at(20);
        assert_eq!(
            ears.hear("one", &[b"HTTP/1.1 200 OK\r\n\r\n\x81\x7e\0{", &first[1..]].concat()),
            []
        );
        assert_eq!(
            ears.hear("other", b"\x81\x10{\"t\":\"frame\",\"from\":6,\"rev\":7}"),
            [Told::Shown(7)]
        );
        assert_eq!(ears.hear("one", rest), [Told::Stored(7, id)]);
        assert_eq!(
            ears.hear("one", b"\x81{\"board\":\"b\",\"token\":\"T\"}{\"t\":\"beat\",\"rev\":8}"),
            [Told::Token("T".into()), Told::Shown(8)]
        );
    }
}
