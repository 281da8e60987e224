//! How screens speak with a kind of server.

mod hocuspocus;
mod kenspeckle;
mod relay;
mod socket_io;

pub(crate) use hocuspocus::Hocuspocus;
pub(crate) use kenspeckle::{Kenspeckle, Knows};
pub(crate) use relay::Relay;
pub(crate) use socket_io::SocketIo;

/// What a screen made of a message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// It is in, and follows.
    Ready,
    /// The board from one rev to another.
    Frame(u64, u64),
    /// An update was stored as this rev.
    Stored(u64, u64),
    /// An update was not taken.
    Refused(u64),
    /// It must fetch the whole board.
    Fetch,
    /// It has the whole board.
    Whole,
    /// It answers this.
    Say(Vec<u8>),
    /// Nothing of interest.
    Other,
}

/// One kind of server, as its clients speak to it.
pub(crate) trait Dialect {
    /// Gives the path at which a screen opens its WebSocket.
    fn path(&self, board: usize) -> String;

    /// Gives the kind of message: text or binary.
    fn kind(&self) -> u8 {
        crate::wire::TEXT
    }

    /// Gives what a screen says first, if it speaks first.
    fn greeting(&mut self, seat: usize) -> Option<Vec<u8>>;

    /// Says whether a screen is in as soon as its WebSocket is open.
    fn ready_when_open(&self) -> bool {
        false
    }

    /// Gives the message that asks for an update, by its number.
    fn update(&mut self, seat: usize, number: u64) -> Vec<u8>;

    /// Reads a message.
    fn hear(&mut self, seat: usize, message: &[u8]) -> Heard;

    /// Gives the HTTP request by which a screen gets what it needs before it opens a WebSocket.
    fn entrance(&mut self, _seat: usize) -> Option<Vec<u8>> {
        None
    }

    /// Gives the HTTP request for the whole board.
    fn board(&mut self, _seat: usize) -> Vec<u8> {
        Vec::new()
    }

    /// Reads the answer to [`Dialect::entrance`] (without a rev) or [`Dialect::board`]: what the
    /// screen says then, and the rev that it has.
    fn fetched(&mut self, _seat: usize, _head: &str, _body: &[u8]) -> Option<(Vec<u8>, u64)> {
        None
    }

    /// Gives the rev that a screen has when it comes in.
    fn rev(&self, _seat: usize) -> u64 {
        0
    }

    /// Learns the rev that a screen has reached when its line ends.
    fn remember(&mut self, _seat: usize, _rev: u64) {}

    /// Gives what says that a screen is still there, if that is needed within half a minute.
    fn beat(&self) -> Option<Vec<u8>> {
        None
    }

    /// Says whether the server numbers updates by itself, without gaps, so that each screen's
    /// frames must join on to one another.
    fn is_dense(&self) -> bool {
        false
    }
}

/// What comes before the two revs in a frame.
const FROM: &[u8] = b"{\"t\":\"frame\",\"from\":";
const REV: &[u8] = b",\"rev\":";

/// Reads the revs of a frame, and nothing else of it.
fn revs(message: &[u8]) -> Option<(u64, u64)> {
    let (from, rest) = number(message.strip_prefix(FROM)?)?;
    let (rev, _) = number(rest.strip_prefix(REV)?)?;
    Some((from, rev))
}

fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value = bytes[..digits].iter().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    (digits > 0).then_some((value, &bytes[digits..]))
}

/// Gives what servers that only pass things on are given: a frame like ours, of the same length.
fn frame_like_ours(number: u64) -> String {
    let from = number.saturating_sub(1);
    format!(
        "{{\"t\":\"frame\",\"from\":{from},\"rev\":{number},\"changes\":[{{\"t\":\"sticker\",\
         \"seq\":{number},\"kind\":\"lived\",\"area\":\"red-road\",\"at\":[-420790,5588100],\
         \"note\":null}}]}}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_revs_of_a_frame_are_read_and_of_nothing_else() {
        assert_eq!(revs(frame_like_ours(42).as_bytes()), Some((41, 42)));
        assert_eq!(revs(b"{\"t\":\"beat\",\"rev\":41}"), None);
        assert_eq!(revs(b"{\"t\":\"frame\",\"from\":"), None);
    }
}
