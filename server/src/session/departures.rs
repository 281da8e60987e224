//! When those come back whom a stopping server sends away.

use std::sync::atomic::{AtomicU64, Ordering};

use kenspeckle_shared::limits::{RETURN_MOST_MS, RETURN_MS, RETURNS_PER_SECOND};

/// Sends people away one after the other, so that they come back one after the other: all at once
/// would keep the next start from serving anybody.
#[derive(Debug, Default)]
pub struct Departures(AtomicU64);

impl Departures {
    /// Gives how long the next one is to wait, in milliseconds.
    pub(super) fn wait_ms(&self) -> u64 {
        let place = self.0.fetch_add(1, Ordering::Relaxed);
        // More than fit into the time share it.
        RETURN_MS + place * 1_000 / RETURNS_PER_SECOND % (RETURN_MOST_MS - RETURN_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_7_a_second_of_returns_has_so_many_and_no_more_however_many_there_are() {
        let departures = Departures::default();
        let all = (RETURN_MOST_MS - RETURN_MS) * RETURNS_PER_SECOND / 1_000;
        let mut seconds = vec![0; RETURN_MOST_MS as usize / 1_000];
        for _ in 0..all {
            let wait = departures.wait_ms();
            assert!((RETURN_MS..RETURN_MOST_MS).contains(&wait), "{wait}");
            seconds[wait as usize / 1_000] += 1;
        }
        assert!(seconds[1..].iter().all(|count| *count == RETURNS_PER_SECOND), "{seconds:?}");
        assert_eq!(departures.wait_ms(), RETURN_MS);
    }
}
