//! The physical limit: one thread, one `send` of a ready frame for each screen and update. It
//! stores nothing, checks nothing, and knows no boards.

use std::io::{ErrorKind, Read, Write};

use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};

use crate::wire::{self, head_end};

const DOOR: Token = Token(usize::MAX);
const BUFFER: usize = 16 << 10;

struct Limit {
    poll: Poll,
    door: TcpListener,
    lines: Vec<Option<Line>>,
}

struct Line {
    stream: TcpStream,
    unread: Vec<u8>,
    is_open: bool,
}

/// Serves until it is killed; says where it listens.
#[expect(clippy::print_stdout, reason = "it is how servers tell the benchmark where they are")]
pub(crate) fn serve() {
    let mut door = TcpListener::bind(([127, 0, 0, 1], 0).into()).unwrap();
    let poll = Poll::new().unwrap();
    poll.registry().register(&mut door, DOOR, Interest::READABLE).unwrap();
    println!("listening {}", door.local_addr().unwrap().port());
    let mut limit = Limit { poll, door, lines: Vec::new() };
    let mut events = Events::with_capacity(1_024);
    loop {
        // Interrupted waits are waited for again.
        let _ = limit.poll.poll(&mut events, None);
        for event in &events {
            match event.token() {
                DOOR => limit.accept(),
                Token(nth) => limit.read(nth),
            }
        }
    }
}

impl Limit {
    fn accept(&mut self) {
        while let Ok((mut stream, _)) = self.door.accept() {
            stream.set_nodelay(true).unwrap();
            let token = Token(self.lines.len());
            self.poll.registry().register(&mut stream, token, Interest::READABLE).unwrap();
            self.lines.push(Some(Line { stream, unread: Vec::new(), is_open: false }));
        }
    }

    fn read(&mut self, nth: usize) {
        let mut updates = Vec::new();
        let goes_on = self.lines[nth].as_mut().is_some_and(|line| line.read(&mut updates));
        if !goes_on {
            self.lines[nth] = None;
        }
        for update in updates {
            let frame = wire::as_server(wire::TEXT, &update);
            for line in &mut self.lines {
                if !sends(line, &frame) {
                    *line = None;
                }
            }
        }
    }
}

/// Sends a frame whole; a line that does not take it is given up.
fn sends(line: &mut Option<Line>, frame: &[u8]) -> bool {
    match line {
        Some(line) if line.is_open => {
            matches!(line.stream.write(frame), Ok(written) if written == frame.len())
        }
        _ => true,
    }
}

impl Line {
    /// Reads what is there; false at the end.
    fn read(&mut self, updates: &mut Vec<Vec<u8>>) -> bool {
        let mut buffer = [0; BUFFER];
        match self.stream.read(&mut buffer) {
            Ok(0) => return false,
            Ok(read) => self.unread.extend(&buffer[..read]),
            Err(fault) => return fault.kind() == ErrorKind::WouldBlock,
        }
        if !self.is_open {
            let Some(end) = head_end(&self.unread) else { return true };
            self.unread.drain(..end);
            self.is_open = true;
            if self.stream.write(wire::UPGRADED).is_err() {
                return false;
            }
        }
        while let Some(found) = wire::first(&self.unread) {
            if found.kind == wire::TEXT {
                updates.push(self.unread[found.payload].to_vec());
            }
            self.unread.drain(..found.end);
        }
        true
    }
}
