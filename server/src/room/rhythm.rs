//! How far apart a room's writes are.

use std::time::Duration;

use kenspeckle_shared::limits::{FLUSH_MOST_MS, FLUSH_MS, FLUSH_SCREENS};
use tokio::time::Instant;

/// The rhythm of a room: one change at once, the next ones together.
///
/// Each write to a screen costs the same, whatever is in it, and each write to the log waits for
/// the disk once. So a hall of a thousand is told thirty times a second of all that has happened.
#[derive(Debug, Default)]
pub(super) struct Rhythm {
    next: Option<Instant>,
}

impl Rhythm {
    /// Gives when the next write may begin, if that is still to come.
    pub(super) fn next(&self) -> Option<Instant> {
        self.next.filter(|next| *next > Instant::now())
    }

    /// Notes that a write begins, to so many screens.
    pub(super) fn begin(&mut self, screens: usize) {
        self.next = Some(Instant::now() + pause(screens));
    }
}

fn pause(screens: usize) -> Duration {
    let share = FLUSH_MS as f64 * screens as f64 / FLUSH_SCREENS as f64;
    Duration::from_secs_f64(share.min(FLUSH_MOST_MS as f64) / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_6_the_more_screens_the_further_apart_up_to_a_limit() {
        let pauses = [0, 500, 1_000, 5_000, 100_000].map(|screens| pause(screens).as_millis());
        assert_eq!(pauses, [0, 16, 32, 96, 96]);
    }

    #[tokio::test(start_paused = true)]
    async fn r7_6_the_first_after_a_pause_is_not_held_up() {
        let mut rhythm = Rhythm::default();
        assert_eq!(rhythm.next(), None);
        rhythm.begin(1_000);
        assert_eq!(rhythm.next(), Some(Instant::now() + Duration::from_millis(32)));
        tokio::time::advance(Duration::from_millis(33)).await;
        assert_eq!(rhythm.next(), None);
    }
}
