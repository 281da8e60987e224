//! Screens that read little, or nothing.

use std::time::Duration;

use super::Crowd;
use crate::dialect::Dialect;
use crate::screen::{Got, Stage};

impl<D: Dialect> Crowd<'_, D> {
    /// Makes a screen, which is not open yet, one that is counted apart and only listens.
    pub(crate) fn make_slow(&mut self, seat: usize) {
        let screen = &mut self.screens[seat];
        screen.is_slow = true;
        self.boards[screen.board].watched_by -= 1;
        self.speakers.retain(|speaker| *speaker != seat);
    }

    /// Does not read a screen any more, unless [`Crowd::sip`] does.
    pub(crate) fn stop_reading(&mut self, seat: usize) {
        if let Some(stream) = &mut self.screens[seat].stream {
            // One that has just ended is not read either.
            let _ = self.poll.registry().deregister(stream);
        }
    }

    /// Gives how old the newest change is that a screen shows, or nothing if that was not sent here.
    pub(crate) fn age(&self, seat: usize) -> Option<Duration> {
        let screen = &self.screens[seat];
        let us = self.boards[screen.board].age_us(screen.rev, self.now_us())?;
        Some(Duration::from_micros(us.into()))
    }

    /// Says whether a screen is still connected and was never told to fetch the board.
    pub(crate) fn is_left_alone(&self, seat: usize) -> bool {
        let screen = &self.screens[seat];
        screen.stage == Stage::Ready && !screen.was_skipped
    }

    /// Reads once, so many bytes at most, of a screen that is not read otherwise. Says whether
    /// there was anything.
    pub(crate) fn sip(&mut self, seat: usize, most: usize) -> bool {
        if self.screens[seat].stage == Stage::Gone {
            return false;
        }
        let mut buffer = vec![0; most];
        match self.screens[seat].read(&mut buffer) {
            Got::Bytes(read) => {
                self.counts.bytes += read as u64;
                self.read(seat, &buffer[..read]);
                true
            }
            Got::Nothing => false,
            Got::End => {
                self.end(seat);
                true
            }
        }
    }
}
