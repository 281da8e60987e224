//! How fast a connection may talk beside its commands.

use std::time::Duration;

use kenspeckle_shared::limits::{ASIDE_BURST, ASIDES_PER_SECOND, PING_ASIDES};
use tokio::time::Instant;

use super::letters::Heard;

/// Counts what is no command: beats, pings, hands, signs, what one is doing.
///
/// By the generic cell rate algorithm, which needs one instant (ITU-T I.371).
#[derive(Debug)]
pub(super) struct Pace {
    /// When all that was said would be used up at the even pace.
    even: Instant,
}

impl Pace {
    pub(super) fn new(now: Instant) -> Self {
        Self { even: now }
    }

    /// Notes that something was said; gives whether that is still bearable.
    pub(super) fn bears(&mut self, heard: &Heard, now: Instant) -> bool {
        let each = Duration::from_secs(1) / ASIDES_PER_SECOND;
        let counts = match heard {
            Heard::Said(_) => 1,
            Heard::Life => PING_ASIDES,
        };
        self.even = self.even.max(now) + each * counts;
        self.even - now <= each * ASIDE_BURST
    }
}

#[cfg(test)]
mod tests {
    use kenspeckle_shared::wire::ClientMessage;

    use super::*;

    #[test]
    fn r1_9_a_burst_passes_and_then_an_even_pace() {
        let mut now = Instant::now();
        let mut pace = Pace::new(now);
        let beat = Heard::Said(ClientMessage::Beat {});
        assert!((0..ASIDE_BURST).all(|_| pace.bears(&beat, now)));
        assert!(!pace.bears(&beat, now));
        let mut pace = Pace::new(now);
        assert!((0..ASIDE_BURST / PING_ASIDES).all(|_| pace.bears(&Heard::Life, now)));
        assert!(!pace.bears(&Heard::Life, now));
        let mut pace = Pace::new(now);
        for _ in 0..20 * ASIDE_BURST {
            now += Duration::from_secs(1) / ASIDES_PER_SECOND;
            assert!(pace.bears(&beat, now));
        }
    }
}
