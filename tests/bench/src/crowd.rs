//! Many screens on one thread: the generator.

mod load;
mod opening;
mod returning;
mod slow;

pub(crate) use load::Load;
use returning::Returning;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use mio::{Events, Interest, Poll, Token};

use crate::arrivals::Board;
use crate::dialect::{Dialect, Heard};
use crate::fetch::Fetch;
use crate::screen::{Got, Screen, Stage};
use crate::wire;

/// In bytes: what is read at once.
const BUFFER: usize = 64 << 10;
/// Each screen says this often that it is there.
const BEAT: Duration = Duration::from_secs(8);

/// All screens of one measurement.
pub(crate) struct Crowd<'a, D> {
    pub(crate) dialect: &'a mut D,
    pub(crate) boards: Vec<Board>,
    pub(crate) screens: Vec<Screen>,
    /// The seats that updates come from, in turn.
    speakers: Vec<usize>,
    pub(crate) counts: Counts,
    pub(crate) address: SocketAddr,
    /// If screens come back by themselves.
    returning: Option<Returning>,
    fetches: Vec<Option<Fetch>>,
    poll: Poll,
    buffer: Vec<u8>,
    begun: Instant,
    beaten: usize,
}

/// What was counted.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counts {
    /// Screens that are in.
    pub(crate) ready: usize,
    /// How often a screen came in.
    pub(crate) came_in: usize,
    /// Connections that the server ended, or that could not be had.
    pub(crate) ended: usize,
    /// Frames that did not join on to what the screen had: something was left out silently.
    pub(crate) gaps: usize,
    /// Screens that were told to fetch the whole board.
    pub(crate) fetches: usize,
    /// Frames that were read.
    pub(crate) frames: usize,
    /// Everything that was read, in bytes.
    pub(crate) bytes: u64,
    /// Of the frame with the most revs: how many, and how long it was, in bytes.
    pub(crate) fullest: (u64, usize),
}

/// Until when to wait.
pub(crate) enum Next {
    At(Instant),
    Done,
}

impl<'a, D: Dialect> Crowd<'a, D> {
    /// Makes screens that are not connected, one for each seat, which names its board.
    pub(crate) fn new(dialect: &'a mut D, address: SocketAddr, seats: &[usize]) -> Self {
        let boards = seats.iter().max().map_or(0, |most| most + 1);
        let mut crowd = Self {
            dialect,
            boards: (0..boards).map(|_| Board::default()).collect(),
            screens: seats.iter().map(|board| Screen::new(*board)).collect(),
            speakers: (0..seats.len()).collect(),
            counts: Counts::default(),
            address,
            returning: None,
            fetches: seats.iter().map(|_| None).collect(),
            poll: Poll::new().unwrap(),
            buffer: vec![0; BUFFER],
            begun: Instant::now(),
            beaten: 0,
        };
        seats.iter().for_each(|board| crowd.boards[*board].watched_by += 1);
        crowd
    }

    /// Lets the screens live until `next` says that it is done; it is asked before each wait.
    pub(crate) fn run(&mut self, mut next: impl FnMut(&mut Self) -> Next) {
        let mut events = Events::with_capacity(1_024);
        while let Next::At(until) = next(self) {
            self.beat();
            self.come_back();
            let wait = until.saturating_duration_since(Instant::now());
            // Interrupted waits are waited for again.
            let _ = self.poll.poll(&mut events, Some(wait.min(Duration::from_millis(100))));
            for event in &events {
                let Token(token) = event.token();
                match token % 2 {
                    0 => self.wake(token / 2),
                    _ => self.wake_fetch(token / 2),
                }
            }
        }
    }

    /// Lets the screens live for a while.
    pub(crate) fn rest(&mut self, time: Duration) {
        let end = Instant::now() + time;
        self.run(|_| if Instant::now() < end { Next::At(end) } else { Next::Done });
    }

    /// Gives the microseconds since the crowd was made.
    pub(crate) fn now_us(&self) -> u32 {
        self.begun.elapsed().as_micros() as u32
    }

    fn wake(&mut self, seat: usize) {
        self.screens[seat].send();
        let mut buffer = std::mem::take(&mut self.buffer);
        loop {
            match self.screens[seat].read(&mut buffer) {
                Got::Bytes(read) => {
                    self.counts.bytes += read as u64;
                    self.read(seat, &buffer[..read]);
                    // A read that did not fill the buffer has emptied the socket.
                    if read < buffer.len() {
                        break;
                    }
                }
                Got::Nothing => break,
                Got::End => {
                    self.end(seat);
                    break;
                }
            }
        }
        self.buffer = buffer;
    }

    fn read(&mut self, seat: usize, bytes: &[u8]) {
        let mut screen = std::mem::replace(&mut self.screens[seat], Screen::new(0));
        let now = self.now_us();
        screen.messages(bytes, |screen, kind, payload| self.hear(seat, screen, kind, payload, now));
        let is_over = screen.is_over;
        self.screens[seat] = screen;
        if is_over {
            self.end(seat);
        }
    }

    fn hear(&mut self, seat: usize, screen: &mut Screen, kind: u8, payload: &[u8], now: u32) {
        match kind {
            0 if payload.starts_with(b"HTTP/1.1 101") => self.opened(seat, screen),
            wire::PING => screen.say(wire::PONG, payload),
            0 => screen.is_over = true,
            wire::CLOSE => {
                screen.is_over = true;
                self.note_wait(seat, payload);
            }
            wire::TEXT | wire::BINARY => {
                let heard = self.dialect.hear(seat, payload);
                if let Heard::Frame(from, rev) = heard {
                    let most = (rev.saturating_sub(from), payload.len());
                    self.counts.fullest = self.counts.fullest.max(most);
                }
                self.act(seat, screen, heard, now);
            }
            _ => {}
        }
    }

    fn opened(&mut self, seat: usize, screen: &mut Screen) {
        screen.stage = Stage::Greeting;
        if let Some(greeting) = self.dialect.greeting(seat) {
            screen.say(self.dialect.kind(), &greeting);
        }
        if self.dialect.ready_when_open() {
            self.let_in(screen);
        }
    }

    fn act(&mut self, seat: usize, screen: &mut Screen, heard: Heard, now: u32) {
        match heard {
            Heard::Frame(from, rev) => self.frame(screen, from, rev, now),
            Heard::Stored(update, rev) => {
                self.boards[screen.board].store(update, rev);
                self.forget(seat, update);
            }
            Heard::Refused(_) => self.boards[screen.board].refuse(),
            Heard::Say(message) => screen.say(self.dialect.kind(), &message),
            Heard::Ready => {
                screen.rev = self.dialect.rev(seat);
                self.let_in(screen);
                self.send_again(seat, screen);
            }
            Heard::Whole => self.let_in(screen),
            Heard::Fetch => {
                self.counts.fetches += 1;
                screen.was_skipped = true;
                let request = self.dialect.board(seat);
                self.fetch(seat, request);
            }
            Heard::Other => {}
        }
    }

    fn frame(&mut self, screen: &mut Screen, from: u64, rev: u64, now: u32) {
        self.counts.frames += 1;
        if self.dialect.is_dense() && from != screen.rev {
            self.counts.gaps += 1;
        }
        screen.rev = rev;
        if !screen.is_slow {
            self.boards[screen.board].arrive(from, rev, now);
        }
    }

    fn let_in(&mut self, screen: &mut Screen) {
        if screen.stage != Stage::Ready {
            screen.stage = Stage::Ready;
            self.counts.ready += 1;
            self.counts.came_in += 1;
        }
    }

    fn end(&mut self, seat: usize) {
        let screen = &mut self.screens[seat];
        self.counts.ended += 1;
        if screen.stage == Stage::Ready {
            self.counts.ready -= 1;
            self.dialect.remember(seat, screen.rev);
        }
        screen.drop_line();
        self.fetches[seat] = None;
        self.come_back_later(seat);
    }

    fn fetch(&mut self, seat: usize, request: Vec<u8>) {
        let (address, poll) = (self.address, &self.poll);
        let fetch = self.fetches[seat].get_or_insert_with(|| {
            let mut fetch = Fetch::open(address);
            let interest = Interest::READABLE | Interest::WRITABLE;
            poll.registry().register(&mut fetch.stream, Token(2 * seat + 1), interest).unwrap();
            fetch
        });
        fetch.ask(request);
    }

    fn wake_fetch(&mut self, seat: usize) {
        let Some(fetch) = &mut self.fetches[seat] else { return };
        let Some((head, body)) = fetch.go_on(&mut self.buffer) else { return };
        self.counts.bytes += fetch.bytes() as u64;
        fetch.ask(Vec::new());
        match self.dialect.fetched(seat, &head, &body) {
            None => self.open_socket(seat),
            Some((resume, rev)) => {
                let mut screen = std::mem::replace(&mut self.screens[seat], Screen::new(0));
                screen.rev = rev;
                screen.say(self.dialect.kind(), &resume);
                self.let_in(&mut screen);
                self.send_again(seat, &mut screen);
                self.screens[seat] = screen;
            }
        }
    }

    /// In turn, so that not all say it at once.
    fn beat(&mut self) {
        let Some(beat) = self.dialect.beat() else { return };
        let wanted = self.begun.elapsed().as_secs_f64() / BEAT.as_secs_f64();
        let wanted = (wanted * self.screens.len() as f64) as usize;
        while self.beaten < wanted {
            let seat = self.beaten % self.screens.len();
            self.beaten += 1;
            if self.screens[seat].stage == Stage::Ready {
                self.screens[seat].say(self.dialect.kind(), &beat);
            }
        }
    }
}
