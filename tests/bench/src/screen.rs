//! One WebSocket of the generator: bytes in, whole messages out.

use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;

use mio::net::TcpStream;

use crate::wire::{self, Found};

/// How far a connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It was not opened yet.
    Waiting,
    /// It asked for a WebSocket.
    Opening,
    /// It has a WebSocket and is not in.
    Greeting,
    /// It is in.
    Ready,
    /// It is gone.
    Gone,
}

/// One screen.
pub(crate) struct Screen {
    pub(crate) stage: Stage,
    /// Which board it shows.
    pub(crate) board: usize,
    /// The rev that it shows.
    pub(crate) rev: u64,
    /// It reads little or nothing: what it sees is counted apart.
    pub(crate) is_slow: bool,
    /// It was told to fetch the board, which spares it what it has missed.
    pub(crate) was_skipped: bool,
    /// The server has said goodbye: nothing more is to be read. The stage stays what it was, so that
    /// whoever ends the screen knows whether it was in.
    pub(crate) is_over: bool,
    pub(crate) stream: Option<TcpStream>,
    /// The beginning of a message whose end is still to come.
    partial: Vec<u8>,
    unsent: Vec<u8>,
}

/// What a read gave.
pub(crate) enum Got {
    /// So many bytes in the buffer, and maybe more to come.
    Bytes(usize),
    /// Nothing more at present.
    Nothing,
    /// The other end is gone.
    End,
}

impl Screen {
    pub(crate) fn new(board: usize) -> Self {
        Self {
            stage: Stage::Waiting,
            board,
            rev: 0,
            is_slow: false,
            was_skipped: false,
            is_over: false,
            stream: None,
            partial: Vec::new(),
            unsent: Vec::new(),
        }
    }

    /// Connects and asks for a WebSocket.
    pub(crate) fn open(&mut self, address: SocketAddr, path: &str) {
        let stream = TcpStream::connect(address).unwrap();
        if self.is_slow {
            // The least that the system gives, so that little is in flight.
            rustix::net::sockopt::set_socket_recv_buffer_size(&stream, 1).unwrap();
        }
        self.stage = Stage::Opening;
        self.is_over = false;
        self.partial.clear();
        self.unsent = wire::upgrade(path, &address.to_string());
        self.stream = Some(stream);
    }

    /// Sends a message, or keeps what the system does not take.
    pub(crate) fn say(&mut self, kind: u8, message: &[u8]) {
        let bytes = wire::as_client(kind, message);
        match self.unsent.is_empty() {
            true => self.unsent = bytes,
            false => self.unsent.extend(bytes),
        }
        self.send();
    }

    /// Sends what is left.
    pub(crate) fn send(&mut self) {
        let Some(stream) = &mut self.stream else { return };
        if self.unsent.is_empty() {
            return;
        }
        match stream.write(&self.unsent) {
            Ok(written) if written == self.unsent.len() => self.unsent.clear(),
            Ok(written) => drop(self.unsent.drain(..written)),
            Err(fault)
                if matches!(fault.kind(), ErrorKind::WouldBlock | ErrorKind::NotConnected) => {}
            // The other end is gone, which a read will say.
            Err(_) => self.unsent.clear(),
        }
    }

    /// Reads once.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> Got {
        let Some(stream) = &mut self.stream else { return Got::Nothing };
        match stream.read(buffer) {
            Ok(0) => Got::End,
            Ok(read) => Got::Bytes(read),
            Err(fault) => match fault.kind() {
                ErrorKind::WouldBlock | ErrorKind::NotConnected => Got::Nothing,
                _ => Got::End,
            },
        }
    }

    /// Ends it without a word.
    pub(crate) fn drop_line(&mut self) {
        self.stream = None;
        self.stage = Stage::Gone;
        self.partial.clear();
        self.unsent.clear();
    }

    /// Gives what of `bytes` makes whole messages, the answer to the handshake being one (of kind
    /// 0), together with what was left of the last time; `each` says whether to go on.
    pub(crate) fn messages(&mut self, bytes: &[u8], mut each: impl FnMut(&mut Self, u8, &[u8])) {
        let kept;
        let bytes = if self.partial.is_empty() {
            bytes
        } else {
            let mut joined = std::mem::take(&mut self.partial);
            joined.extend(bytes);
            kept = joined;
            &kept
        };
        let mut rest = bytes;
        while let Some((kind, payload, end)) = self.first(rest) {
            each(self, kind, payload);
            rest = &rest[end..];
        }
        if !rest.is_empty() && !self.is_over {
            self.partial = rest.to_vec();
        }
    }

    fn first<'a>(&self, bytes: &'a [u8]) -> Option<(u8, &'a [u8], usize)> {
        if self.stage == Stage::Opening {
            return wire::head_end(bytes).map(|end| (0, &bytes[..end], end));
        }
        let Found { kind, payload, end } = wire::first(bytes)?;
        Some((kind, &bytes[payload], end))
    }
}
