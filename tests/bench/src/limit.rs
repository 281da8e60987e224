//! The physical limit: one thread, one `send` of a ready frame for each screen and update. It
//! stores nothing, checks nothing, and knows of a board only who is on it.

use std::collections::BTreeMap;
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
    /// Its lines, by the path that they asked for.
    boards: BTreeMap<Vec<u8>, Vec<usize>>,
}

struct Line {
    stream: TcpStream,
    unread: Vec<u8>,
    /// The path that it asked for, once it is open.
    board: Option<Vec<u8>>,
}

/// Serves until it is killed; says where it listens.
#[expect(clippy::print_stdout, reason = "it is how servers tell the benchmark where they are")]
pub(crate) fn serve() {
    let mut door = TcpListener::bind(([127, 0, 0, 1], 0).into()).unwrap();
    let poll = Poll::new().unwrap();
    poll.registry().register(&mut door, DOOR, Interest::READABLE).unwrap();
    println!("listening {}", door.local_addr().unwrap().port());
    let mut limit = Limit { poll, door, lines: Vec::new(), boards: BTreeMap::new() };
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
            self.lines.push(Some(Line { stream, unread: Vec::new(), board: None }));
        }
    }

    fn read(&mut self, nth: usize) {
        let mut updates = Vec::new();
        let Some(line) = &mut self.lines[nth] else { return };
        let was_open = line.board.is_some();
        let goes_on = line.read(&mut updates);
        let board = line.board.clone().unwrap_or_default();
        let on_it = self.boards.entry(board).or_default();
        if line.board.is_some() && !was_open {
            on_it.push(nth);
        }
        if !goes_on {
            self.lines[nth] = None;
            on_it.retain(|other| *other != nth);
        }
        for update in updates {
            let frame = wire::as_server(wire::TEXT, &update);
            for nth in &*on_it {
                if !sends(&mut self.lines[*nth], &frame) {
                    self.lines[*nth] = None;
                }
            }
        }
    }
}

/// Sends a frame whole; a line that does not take it is given up.
fn sends(line: &mut Option<Line>, frame: &[u8]) -> bool {
    match line {
        Some(line) if line.board.is_some() => {
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
        if self.board.is_none() {
            let Some(end) = head_end(&self.unread) else { return true };
            let head: Vec<u8> = self.unread.drain(..end).collect();
            self.board = head.split(|byte| *byte == b' ').nth(1).map(<[u8]>::to_vec);
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
