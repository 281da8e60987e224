//! What arrived when, and what should have.

/// Marks an update that was not stored (yet).
const NEVER: u32 = u32::MAX;
/// Later than this is not on time. In microseconds.
pub(crate) const ON_TIME_US: u32 = 1_000_000;

/// One board's updates and frames.
#[derive(Default)]
pub(crate) struct Board {
    /// When each update was sent, by its number less one, in microseconds.
    sent: Vec<u32>,
    /// When the update of each rev was sent, by rev.
    sent_as: Vec<u32>,
    /// By the rev that a frame leads to.
    frames: Vec<Frame>,
    /// Screens that should see everything.
    pub(crate) watched_by: usize,
    stored: usize,
}

#[derive(Default, Clone)]
struct Frame {
    from: u64,
    arrived: Vec<u32>,
}

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// From sending to each screen, in microseconds, ascending.
    pub(crate) latencies_us: Vec<u32>,
    pub(crate) expected: usize,
}

impl Board {
    /// Notes that an update was sent and gives its number.
    pub(crate) fn send(&mut self, at_us: u32) -> u64 {
        self.sent.push(at_us);
        self.sent.len() as u64
    }

    /// Notes that an update was stored as a rev.
    pub(crate) fn store(&mut self, update: u64, rev: u64) {
        let Some(sent) = (update as usize).checked_sub(1).and_then(|at| self.sent.get(at)) else {
            return;
        };
        let rev = rev as usize;
        if self.sent_as.len() <= rev {
            self.sent_as.resize(rev + 1, NEVER);
        }
        if self.sent_as[rev] == NEVER {
            self.stored += 1;
        }
        self.sent_as[rev] = *sent;
    }

    /// Where nobody says what was stored as what: the update's number is its rev.
    pub(crate) fn store_all_as_sent(&mut self) {
        (1..=self.sent.len() as u64).for_each(|update| self.store(update, update));
    }

    /// Notes that a frame arrived on a screen.
    pub(crate) fn arrive(&mut self, from: u64, rev: u64, at_us: u32) {
        let place = rev as usize;
        if self.frames.len() <= place {
            self.frames.resize(place + 1, Frame::default());
        }
        let frame = &mut self.frames[place];
        frame.from = from;
        frame.arrived.push(at_us);
    }

    /// Gives how long ago what a rev says was sent.
    pub(crate) fn age_us(&self, rev: u64, at_us: u32) -> Option<u32> {
        let sent = self.sent_as.get(rev as usize)?;
        (*sent != NEVER).then(|| at_us.saturating_sub(*sent))
    }

    /// Says whether all updates that were sent have been stored, and seen by everybody.
    pub(crate) fn is_settled(&self) -> bool {
        let last = self.sent_as.len().max(1) - 1;
        let seen = self.frames.get(last).map_or(0, |frame| frame.arrived.len());
        self.stored == self.sent.len() && (last == 0 || seen >= self.watched_by)
    }

    /// Gives the number of updates sent, and of those stored.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.sent.len(), self.stored)
    }

    /// Adds up what was seen.
    pub(crate) fn sum(&self, seen: &mut Seen) {
        seen.expected += self.stored * self.watched_by;
        for (rev, frame) in self.frames.iter().enumerate() {
            for one in frame.from as usize + 1..=rev {
                let Some(&sent) = self.sent_as.get(one).filter(|sent| **sent != NEVER) else {
                    continue;
                };
                seen.latencies_us.extend(frame.arrived.iter().map(|at| at.saturating_sub(sent)));
            }
        }
    }
}

impl Seen {
    /// Gives all of several boards.
    pub(crate) fn of(boards: &[Board]) -> Self {
        let mut seen = Self::default();
        boards.iter().for_each(|board| board.sum(&mut seen));
        seen.latencies_us.sort_unstable();
        seen
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.expected += other.expected;
        self.latencies_us.extend(other.latencies_us);
        self.latencies_us.sort_unstable();
    }

    /// Gives the latency that so many of a hundred do not exceed, in milliseconds.
    pub(crate) fn percentile_ms(&self, percent: f64) -> f64 {
        let last = self.latencies_us.len().saturating_sub(1);
        let place = (last as f64 * percent / 100.0).ceil() as usize;
        self.latencies_us.get(place).map_or(f64::NAN, |us| f64::from(*us) / 1000.0)
    }

    /// Gives the number of deliveries that were on time.
    pub(crate) fn on_time(&self) -> usize {
        self.latencies_us.partition_point(|us| *us <= ON_TIME_US)
    }

    /// Gives the number of deliveries that never came.
    pub(crate) fn lost(&self) -> usize {
        self.expected.saturating_sub(self.latencies_us.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_update_counts_on_each_screen_also_when_several_come_in_one_frame() {
        let mut board = Board { watched_by: 2, ..Board::default() };
        for at in [100, 200, 300] {
            board.send(at);
        }
        for (update, rev) in [(1, 11), (3, 12), (2, 13)] {
            board.store(update, rev);
        }
        board.arrive(10, 11, 150);
        board.arrive(10, 11, 160);
        board.arrive(11, 13, 400);
        assert!(!board.is_settled());
        let seen = Seen::of(&[board]);
        assert_eq!(seen.latencies_us, [50, 60, 100, 200]);
        assert_eq!((seen.expected, seen.lost(), seen.on_time()), (6, 2, 4));
    }
}
