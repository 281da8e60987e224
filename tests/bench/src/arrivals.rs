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
    refused: usize,
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
    /// Of all that was sent and not refused, whether the server said that it was stored or not.
    pub(crate) expected: usize,
    /// Updates that the server said it did not take.
    pub(crate) refused: usize,
    /// Updates of which the server said nothing.
    pub(crate) unacked: usize,
    /// The 99th percentile of the board that had the highest, in microseconds.
    pub(crate) worst_p99_us: u32,
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

    /// Notes that an update was not taken.
    pub(crate) fn refuse(&mut self) {
        self.refused += 1;
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

    /// Says whether all updates that were sent have been answered, and those that were stored have
    /// been seen by everybody.
    pub(crate) fn is_settled(&self) -> bool {
        let last = self.sent_as.len().max(1) - 1;
        let seen = self.frames.get(last).map_or(0, |frame| frame.arrived.len());
        self.stored + self.refused >= self.sent.len() && (last == 0 || seen >= self.watched_by)
    }

    /// Gives the number of updates sent.
    pub(crate) fn sent(&self) -> usize {
        self.sent.len()
    }

    /// Gives what was seen.
    fn seen(&self) -> Seen {
        let taken = self.sent.len().saturating_sub(self.refused);
        let mut seen = Seen {
            expected: taken * self.watched_by,
            refused: self.refused,
            unacked: taken.saturating_sub(self.stored),
            ..Seen::default()
        };
        for (rev, frame) in self.frames.iter().enumerate() {
            for one in frame.from as usize + 1..=rev {
                let Some(&sent) = self.sent_as.get(one).filter(|sent| **sent != NEVER) else {
                    continue;
                };
                seen.latencies_us.extend(frame.arrived.iter().map(|at| at.saturating_sub(sent)));
            }
        }
        seen.latencies_us.sort_unstable();
        seen.worst_p99_us = seen.percentile_us(99.0).unwrap_or(0);
        seen
    }
}

impl Seen {
    /// Gives all of several boards.
    pub(crate) fn of(boards: &[Board]) -> Self {
        let mut seen = Self::default();
        boards.iter().for_each(|board| seen.take(board.seen()));
        seen.latencies_us.sort_unstable();
        seen
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.take(other);
        self.latencies_us.sort_unstable();
    }

    fn take(&mut self, other: Self) {
        self.expected += other.expected;
        self.refused += other.refused;
        self.unacked += other.unacked;
        self.worst_p99_us = self.worst_p99_us.max(other.worst_p99_us);
        self.latencies_us.extend(other.latencies_us);
    }

    /// Gives the latency that so many of a hundred do not exceed, in milliseconds.
    pub(crate) fn percentile_ms(&self, percent: f64) -> f64 {
        self.percentile_us(percent).map_or(f64::NAN, |us| f64::from(us) / 1000.0)
    }

    fn percentile_us(&self, percent: f64) -> Option<u32> {
        let last = self.latencies_us.len().saturating_sub(1);
        let place = (last as f64 * percent / 100.0).ceil() as usize;
        self.latencies_us.get(place).copied()
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

    #[test]
    fn what_is_not_acked_is_lost_and_what_is_refused_is_counted_apart() {
        let mut board = Board { watched_by: 3, ..Board::default() };
        for at in [100, 200, 300] {
            board.send(at);
        }
        board.store(1, 1);
        (0..3).for_each(|_| board.arrive(0, 1, 150));
        board.refuse();
        assert!(!board.is_settled(), "one has no answer");
        let seen = Seen::of(&[board]);
        assert_eq!((seen.refused, seen.unacked), (1, 1));
        assert_eq!((seen.expected, seen.lost()), (6, 3));
    }

    #[test]
    fn the_worst_board_is_seen_however_many_are_well() {
        let board = |late: u32| {
            let mut board = Board { watched_by: 1, ..Board::default() };
            board.send(0);
            board.store(1, 1);
            board.arrive(0, 1, late);
            board
        };
        let mut boards: Vec<_> = (0..200).map(|_| board(10)).collect();
        boards.push(board(5_000));
        let seen = Seen::of(&boards);
        assert_eq!((seen.percentile_ms(99.0), seen.worst_p99_us), (0.01, 5_000));
    }
}
