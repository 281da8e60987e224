//! Bringing the screens in.

use std::time::{Duration, Instant};

use mio::{Interest, Token};

use super::{Crowd, Next};
use crate::dialect::Dialect;
use crate::screen::Stage;

/// Screens that are on their way in at once, when all are to be in soon.
const AT_ONCE: usize = 256;
/// How long all of them may take.
const PATIENCE: Duration = Duration::from_secs(60);

impl<D: Dialect> Crowd<'_, D> {
    /// Opens all screens, some at a time, and waits until all are in. Gives how long that took.
    pub(crate) fn open_all(&mut self) -> Duration {
        self.open(|crowd, opened| {
            let done = crowd.counts.came_in + crowd.counts.ended;
            AT_ONCE.saturating_sub(opened.saturating_sub(done))
        })
    }

    /// Opens the screens evenly over a time, whether the earlier ones are in or not, and waits
    /// until all are in. Gives how long that took.
    pub(crate) fn open_evenly(&mut self, over: Duration) -> Duration {
        let begun = Instant::now();
        let all = self.screens.len();
        self.open(move |_, opened| {
            let part = (begun.elapsed().as_secs_f64() / over.as_secs_f64()).min(1.0);
            ((part * all as f64) as usize).saturating_sub(opened)
        })
    }

    fn open(&mut self, may: impl Fn(&Self, usize) -> usize) -> Duration {
        let begun = Instant::now();
        let (all, mut opened) = (self.screens.len(), 0);
        self.run(|crowd| {
            for _ in 0..may(crowd, opened).min(all - opened) {
                crowd.enter(opened);
                opened += 1;
            }
            let in_or_gone = crowd.counts.came_in + crowd.counts.ended;
            if in_or_gone >= all || begun.elapsed() > PATIENCE {
                return Next::Done;
            }
            Next::At(Instant::now() + Duration::from_millis(if opened < all { 1 } else { 100 }))
        });
        begun.elapsed()
    }

    /// Begins one screen's way in.
    pub(crate) fn enter(&mut self, seat: usize) {
        match self.dialect.entrance(seat) {
            Some(request) => self.fetch(seat, request),
            None => self.open_socket(seat),
        }
    }

    pub(crate) fn open_socket(&mut self, seat: usize) {
        let screen = &mut self.screens[seat];
        debug_assert!(screen.stage != Stage::Ready, "it is in already");
        let path = self.dialect.path(screen.board);
        screen.open(self.address, &path);
        if let Some(stream) = &mut screen.stream {
            let interest = Interest::READABLE | Interest::WRITABLE;
            self.poll.registry().register(stream, Token(2 * seat), interest).unwrap();
        }
    }
}
