//! When the writer waits for more to write.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use kenspeckle_shared::limits::FLUSH_MS;

/// How far apart transactions begin when many want one.
const APART: Duration = Duration::from_millis(FLUSH_MS);
/// How far back it looks, and how much writing in that time is much.
const LOOKS_BACK: Duration = Duration::from_millis(4 * FLUSH_MS);
const MUCH: usize = 6;

/// What was written last.
///
/// Each transaction waits for the disk once, whatever is in it. So the changes of many boards, and
/// the tokens of many newcomers, share one every few milliseconds. One room or person alone, who
/// asks for the next only after the last is stored, is never held up, however fast that is.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    /// When each of the last transactions began, and how many pieces were in it.
    last: VecDeque<(Instant, usize)>,
}

impl Crowd {
    /// Gives how long a transaction of so many pieces is to wait for others, if it is.
    pub(super) fn pause(&mut self, pieces: usize, now: Instant) -> Option<Duration> {
        while self.last.front().is_some_and(|(began, _)| now >= *began + LOOKS_BACK) {
            self.last.pop_front();
        }
        let (before, _) = self.last.back()?;
        let counts = || self.last.iter().map(|(_, count)| *count).chain([pieces]);
        // Only where several came while one was stored are there several.
        let is_crowded = counts().any(|count| count > 1) && counts().sum::<usize>() >= MUCH;
        let rest = (*before + APART).saturating_duration_since(now);
        (is_crowded && pieces > 0 && !rest.is_zero()).then_some(rest)
    }

    /// Notes that a transaction begins.
    pub(super) fn note(&mut self, pieces: usize, now: Instant) {
        if pieces > 0 {
            self.last.push_back((now, pieces));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn r7_9_whoever_waits_for_one_before_asking_for_the_next_is_never_held_up() {
        let (mut crowd, mut now) = (Crowd::default(), Instant::now());
        for _ in 0..1_000 {
            assert_eq!(crowd.pause(1, now), None);
            crowd.note(1, now);
            now += MS;
        }
    }

    #[test]
    fn r7_9_where_many_write_they_share_a_transaction_every_while() {
        let (mut crowd, now) = (Crowd::default(), Instant::now());
        for began in 0..4 {
            assert_eq!(crowd.pause(1, now + began * MS), None);
            crowd.note(1, now + began * MS);
        }
        assert_eq!(crowd.pause(2, now + 4 * MS), Some(APART - MS));
        crowd.note(5, now + 19 * MS);
        assert_eq!(crowd.pause(1, now + 20 * MS), Some(APART - MS));
        assert_eq!(crowd.pause(1, now + 19 * MS + APART), None, "it has waited");
        assert_eq!(crowd.pause(0, now + 20 * MS), None, "nothing waits");
        assert_eq!(crowd.pause(3, now + 19 * MS + LOOKS_BACK), None, "it is quiet again");
    }
}
