//! One HTTP request of a screen, beside its WebSocket.

use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;

use mio::net::TcpStream;

use crate::wire::head_end;

/// A connection that is kept for a screen's requests.
pub(crate) struct Fetch {
    pub(crate) stream: TcpStream,
    unsent: Vec<u8>,
    answer: Vec<u8>,
}

impl Fetch {
    pub(crate) fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        Self { stream, unsent: Vec::new(), answer: Vec::new() }
    }

    /// Asks for something; the answer comes with a later [`Fetch::go_on`].
    pub(crate) fn ask(&mut self, request: Vec<u8>) {
        self.answer.clear();
        self.unsent = request;
        self.send();
    }

    /// Sends and reads what it can. Gives head and body when the whole answer is there.
    pub(crate) fn go_on(&mut self, buffer: &mut [u8]) -> Option<(String, Vec<u8>)> {
        self.send();
        loop {
            match self.stream.read(buffer) {
                Ok(0) => break,
                Ok(read) => self.answer.extend(&buffer[..read]),
                Err(_) => break,
            }
        }
        let body = head_end(&self.answer)?;
        let head = String::from_utf8_lossy(&self.answer[..body]).into_owned();
        let length: usize = header(&head, "content-length")?.parse().ok()?;
        let whole = self.answer.len() >= body + length;
        whole.then(|| (head, self.answer[body..body + length].to_vec()))
    }

    /// Gives how much of the answer is there.
    pub(crate) fn bytes(&self) -> usize {
        self.answer.len()
    }

    fn send(&mut self) {
        match self.stream.write(&self.unsent) {
            Ok(written) => drop(self.unsent.drain(..written)),
            Err(fault) if fault.kind() == ErrorKind::WouldBlock => {}
            // Not connected yet; there will be an event.
            Err(fault) if fault.kind() == ErrorKind::NotConnected => {}
            Err(_) => self.unsent.clear(),
        }
    }
}

/// Gives a header of an answer.
pub(crate) fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}
