//! socket.io, over WebSocket alone (Engine.IO 4).

use super::{Dialect, Heard, frame_like_ours, revs};

/// What comes before the frame in an event.
const EVENT: &str = "42[\"u\",";

/// Screens of socket.io.
pub(crate) struct SocketIo;

impl Dialect for SocketIo {
    fn path(&self, _: usize) -> String {
        "/socket.io/?EIO=4&transport=websocket".to_owned()
    }

    fn greeting(&mut self, _: usize) -> Option<Vec<u8>> {
        None
    }

    fn update(&mut self, _: usize, number: u64) -> Vec<u8> {
        format!("{EVENT}{}]", frame_like_ours(number)).into_bytes()
    }

    fn hear(&mut self, _: usize, message: &[u8]) -> Heard {
        if let Some(frame) = message.strip_prefix(EVENT.as_bytes()) {
            return revs(frame).map_or(Heard::Other, |(from, rev)| Heard::Frame(from, rev));
        }
        match message.first() {
            Some(b'0') => Heard::Say(b"40".to_vec()),
            Some(b'2') => Heard::Say(b"3".to_vec()),
            _ if message.starts_with(b"40") => Heard::Ready,
            _ => Heard::Other,
        }
    }
}
