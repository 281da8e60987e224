//! Just enough of WebSocket (RFC 6455): a client's handshake, messages out, headers in.

use std::ops::Range;

/// What a text message is marked with.
pub(crate) const TEXT: u8 = 1;
/// What a binary message is marked with.
pub(crate) const BINARY: u8 = 2;
/// What a goodbye is marked with.
pub(crate) const CLOSE: u8 = 8;
/// What asks for a sign of life.
pub(crate) const PING: u8 = 9;
/// What answers it.
pub(crate) const PONG: u8 = 10;

/// One message, or a control frame, within what was read.
pub(crate) struct Found {
    pub(crate) kind: u8,
    pub(crate) payload: Range<usize>,
    /// Where the next begins.
    pub(crate) end: usize,
}

/// Gives the request that opens a WebSocket. The key is that of the RFC: nobody here checks it.
pub(crate) fn upgrade(path: &str, host: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
         Connection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    .into_bytes()
}

/// Gives the answer to [`upgrade`].
pub(crate) const UPGRADED: &[u8] =
    b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
    Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

/// Finds the end of an HTTP head.
pub(crate) fn head_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4)
}

/// Writes a message as a client does. The mask is of zeros, which spares us the masking; whoever
/// receives it cannot tell and does the work all the same.
pub(crate) fn as_client(kind: u8, payload: &[u8]) -> Vec<u8> {
    let mut out = head(kind, payload.len(), 0x80);
    out.extend([0; 4]);
    out.extend(payload);
    out
}

/// Writes a message as a server does.
pub(crate) fn as_server(kind: u8, payload: &[u8]) -> Vec<u8> {
    let mut out = head(kind, payload.len(), 0);
    out.extend(payload);
    out
}

fn head(kind: u8, length: usize, masked: u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(length + 14);
    out.push(0x80 | kind);
    match length {
        0..126 => out.push(masked | length as u8),
        126..65_536 => {
            out.push(masked | 126);
            out.extend((length as u16).to_be_bytes());
        }
        _ => {
            out.push(masked | 127);
            out.extend((length as u64).to_be_bytes());
        }
    }
    out
}

/// Finds the first whole frame. A mask, if there is one, is taken to be of zeros.
pub(crate) fn first(bytes: &[u8]) -> Option<Found> {
    let (&kind, &short) = (bytes.first()?, bytes.get(1)?);
    let (length, mut start): (u64, usize) = match short & 0x7f {
        126 => (u64::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?)), 4),
        127 => (u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?), 10),
        length => (u64::from(length), 2),
    };
    start += if short & 0x80 == 0 { 0 } else { 4 };
    let end = start.checked_add(usize::try_from(length).ok()?)?;
    (end <= bytes.len()).then_some(Found { kind: kind & 0x0f, payload: start..end, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_found_whole_and_not_before() {
        for length in [0, 125, 126, 65_535, 65_536] {
            let payload = vec![7; length];
            for bytes in [as_client(TEXT, &payload), as_server(TEXT, &payload)] {
                assert!(first(&bytes[..bytes.len() - 1]).is_none());
                let found = first(&bytes).expect("it is whole");
                assert_eq!((found.kind, found.end), (TEXT, bytes.len()));
                assert_eq!(bytes[found.payload], payload);
            }
        }
    }
}
