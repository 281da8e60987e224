//! How fast one person may ask, how often come, and how often have new words made.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::limits::{
    COMMAND_BURST, COMMANDS_PER_SECOND, NEW_WORDS, NEW_WORDS_PER_MINUTE, VISIT_BURST,
    VISITS_PER_SECOND,
};

use crate::clock::Ticks;

/// People known to the limiter before those who waited long enough are forgotten.
const FORGET_FROM: usize = 1_024;

type Limiter = RateLimiter<
    ActorId,
    HashMapStateStore<ActorId>,
    Ticks,
    NoOpMiddleware<<Ticks as Clock>::Instant>,
>;

/// Counts what each person does, never an address.
pub(crate) struct Pace {
    limiter: Limiter,
    forget_at: AtomicUsize,
}

impl Pace {
    /// Gives how fast one may ask.
    pub(crate) fn of_commands() -> Self {
        Self::new(Quota::per_second(at_least_one(COMMANDS_PER_SECOND)), COMMAND_BURST)
    }

    /// Gives how often one may come.
    pub(crate) fn of_visits() -> Self {
        Self::new(Quota::per_second(at_least_one(VISITS_PER_SECOND)), VISIT_BURST)
    }

    /// Gives how often one may have new words made, each of which costs a slow hash.
    pub(crate) fn of_new_words() -> Self {
        Self::new(Quota::per_minute(at_least_one(NEW_WORDS_PER_MINUTE)), NEW_WORDS)
    }

    fn new(quota: Quota, burst: u32) -> Self {
        let quota = quota.allow_burst(at_least_one(burst));
        let limiter = RateLimiter::new(quota, HashMapStateStore::default(), Ticks);
        Self { limiter, forget_at: AtomicUsize::new(FORGET_FROM) }
    }

    /// Lets one through, or says after how many milliseconds it would be.
    pub(crate) fn ask(&self, actor: ActorId) -> Result<(), u64> {
        self.forget();
        self.limiter.check_key(&actor).map_err(|not_yet| {
            let wait = not_yet.wait_time_from(Ticks.now());
            u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).saturating_add(1)
        })
    }

    /// Forgets people whose burst is whole again, each time there are twice as many as were left.
    fn forget(&self) {
        if self.limiter.len() >= self.forget_at.load(Ordering::Relaxed) {
            self.limiter.retain_recent();
            let next = (2 * self.limiter.len()).max(FORGET_FROM);
            self.forget_at.store(next, Ordering::Relaxed);
        }
    }
}

fn at_least_one(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN)
}

impl std::fmt::Debug for Pace {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Pace").field("people", &self.limiter.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::Duration;

    use tokio::time::advance;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn r2_5_somebody_who_asks_too_often_waits_and_the_others_do_not() {
        let pace = Pace::of_new_words();
        let [one, other] = [1, 2].map(ActorId::from_u128);
        for _ in 0..NEW_WORDS {
            pace.ask(one).unwrap();
        }
        let wait = pace.ask(one).unwrap_err();
        pace.ask(other).unwrap();
        advance(Duration::from_millis(wait)).await;
        pace.ask(one).unwrap();
        assert!(pace.ask(one).is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_asked_nothing_for_long_is_forgotten() {
        let pace = Pace::of_new_words();
        for number in 0..20 * FORGET_FROM as u128 {
            pace.ask(ActorId::from_u128(number)).unwrap();
            advance(Duration::from_millis(100)).await;
        }
        assert!(pace.limiter.len() <= 4 * FORGET_FROM, "{}", pace.limiter.len());
    }
}
