//! Screens that come back by themselves, as pages do, with an outbox of what was not acked.

use std::time::{Duration, Instant};

use super::Crowd;
use crate::dialect::Dialect;
use crate::screen::{Screen, Stage};

/// As pages do: the first wait, doubled each time, up to the longest; each varied by a quarter.
const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(10);

/// What screens need to come back.
pub(super) struct Returning {
    /// What each has sent and has no ack for.
    outboxes: Vec<Vec<u64>>,
    /// When each comes back.
    due: Vec<Option<Instant>>,
    /// How often each has tried since it was in.
    tries: Vec<u32>,
    /// How long each was told to wait before it comes back (R7.7).
    told: Vec<Option<Duration>>,
}

impl<D: Dialect> Crowd<'_, D> {
    /// From now on screens come back when their line ends.
    pub(crate) fn let_them_return(&mut self) {
        let screens = self.screens.len();
        self.returning = Some(Returning {
            outboxes: vec![Vec::new(); screens],
            due: vec![None; screens],
            tries: vec![0; screens],
            told: vec![None; screens],
        });
    }

    /// Notes what a goodbye says about coming back.
    pub(super) fn note_wait(&mut self, seat: usize, goodbye: &[u8]) {
        if let Some(returning) = &mut self.returning {
            returning.told[seat] = told_wait(goodbye);
        }
    }

    /// Gives the number of updates that were asked for and not acked.
    pub(crate) fn unacked(&self) -> usize {
        self.returning.as_ref().map_or(0, |all| all.outboxes.iter().map(Vec::len).sum())
    }

    pub(super) fn keep(&mut self, seat: usize, update: u64) {
        if let Some(returning) = &mut self.returning {
            returning.outboxes[seat].push(update);
        }
    }

    pub(super) fn forget(&mut self, seat: usize, update: u64) {
        if let Some(returning) = &mut self.returning {
            returning.outboxes[seat].retain(|kept| *kept != update);
        }
    }

    pub(super) fn send_again(&mut self, seat: usize, screen: &mut Screen) {
        let Some(returning) = &mut self.returning else { return };
        returning.tries[seat] = 0;
        for update in returning.outboxes[seat].clone() {
            let message = self.dialect.update(seat, update);
            screen.say(self.dialect.kind(), &message);
        }
    }

    pub(super) fn come_back_later(&mut self, seat: usize) {
        let Some(returning) = &mut self.returning else { return };
        let tries = &mut returning.tries[seat];
        let wait = FIRST.saturating_mul(1 << (*tries).min(5)).min(LONGEST);
        *tries += 1;
        // Not chance, but evenly spread over the seats, so that runs are alike.
        let spread = 0.75 + 0.5 * (seat * 97 % 101) as f64 / 100.0;
        let wait = returning.told[seat].take().unwrap_or_else(|| wait.mul_f64(spread));
        returning.due[seat] = Some(Instant::now() + wait);
    }

    pub(super) fn come_back(&mut self) {
        let Some(returning) = &mut self.returning else { return };
        let now = Instant::now();
        let mut back = Vec::new();
        for (seat, due) in returning.due.iter_mut().enumerate() {
            if due.is_some_and(|due| due <= now) {
                *due = None;
                back.push(seat);
            }
        }
        for seat in back {
            if self.screens[seat].stage == Stage::Gone {
                self.open_socket(seat);
            }
        }
    }
}

/// Reads how long a goodbye asks to wait: after its code of two bytes, `going_away 1250`.
fn told_wait(goodbye: &[u8]) -> Option<Duration> {
    let ms = goodbye.get(2..)?.strip_prefix(b"going_away ")?;
    let ms: u64 = std::str::from_utf8(ms).ok()?.parse().ok()?;
    Some(Duration::from_millis(ms).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_7_a_goodbye_with_a_number_says_how_long_to_wait_and_no_other_does() {
        let told = |reason: &str| told_wait(&[&[3, 233], reason.as_bytes()].concat());
        assert_eq!(told("going_away 1250"), Some(Duration::from_millis(1_250)));
        assert_eq!(told("going_away 99999"), Some(LONGEST));
        for reason in ["going_away", "going_away soon", "too_slow 1250", ""] {
            assert_eq!(told(reason), None, "{reason}");
        }
        assert_eq!(told_wait(&[]), None);
    }
}
