//! Updates at a rate, each from the next screen in turn.

use std::time::{Duration, Instant};

use super::{Crowd, Next};
use crate::dialect::Dialect;
use crate::screen::Stage;

/// How much is asked of the server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    /// Updates a second, of all screens together.
    pub(crate) rate: f64,
    /// For how long.
    pub(crate) time: Duration,
    /// How long to wait at most for what is still on its way at the end.
    pub(crate) drain: Duration,
}

impl<D: Dialect> Crowd<'_, D> {
    /// Sends updates and waits until everybody has seen everything, or the wait is over. Gives how
    /// late the latest update was sent: if that is much, the generator was the limit.
    pub(crate) fn load(&mut self, load: Load) -> Duration {
        let late = self.send_updates(load, |_| {});
        self.drain(load.drain);
        late
    }

    /// Sends updates; `also` is done before each wait.
    pub(crate) fn send_updates(&mut self, load: Load, mut also: impl FnMut(&mut Self)) -> Duration {
        let begun = Instant::now();
        let (mut sent, mut late) = (0_u32, Duration::ZERO);
        let all = (load.rate * load.time.as_secs_f64()) as u32;
        let due = |nth: u32| begun + Duration::from_secs_f64(f64::from(nth) / load.rate);
        self.run(|crowd| {
            also(crowd);
            while sent < all && due(sent) <= Instant::now() {
                late = late.max(due(sent).elapsed());
                crowd.send_update(sent as usize);
                sent += 1;
            }
            if sent < all { Next::At(due(sent)) } else { Next::Done }
        });
        late
    }

    /// Waits until everybody has seen everything, for so long at most.
    pub(crate) fn drain(&mut self, most: Duration) {
        let end = Instant::now() + most;
        self.run(|crowd| {
            if !crowd.dialect.is_dense() {
                crowd.boards.iter_mut().for_each(|board| board.store_all_as_sent());
            }
            let settled = crowd.boards.iter().all(|board| board.is_settled());
            if settled || Instant::now() >= end {
                return Next::Done;
            }
            Next::At(Instant::now() + Duration::from_millis(20))
        });
    }

    /// From the speaker whose turn it is, or the next one that can.
    fn send_update(&mut self, turn: usize) {
        let all = self.speakers.len();
        // One that comes back keeps what it could not send.
        let can =
            |seat: &usize| self.screens[*seat].stage == Stage::Ready || self.returning.is_some();
        let mut turns = (turn..turn + all).map(|nth| self.speakers[nth % all]);
        let Some(seat) = turns.find(can) else { return };
        let now = self.now_us();
        let board = self.screens[seat].board;
        let number = self.boards[board].send(now);
        self.keep(seat, number);
        if self.screens[seat].stage == Stage::Ready {
            let message = self.dialect.update(seat, number);
            self.screens[seat].say(self.dialect.kind(), &message);
        }
    }
}
