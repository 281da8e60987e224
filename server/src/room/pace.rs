//! How fast one person may ask, and how often come.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::limits::{
    COMMAND_BURST, COMMANDS_PER_SECOND, VISIT_BURST, VISITS_PER_SECOND,
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
pub(super) struct Pace {
    limiter: Limiter,
    forget_at: AtomicUsize,
}

impl Pace {
    /// Gives how fast one may ask.
    pub(super) fn of_commands() -> Self {
        Self::new(COMMANDS_PER_SECOND, COMMAND_BURST)
    }

    /// Gives how often one may come.
    pub(super) fn of_visits() -> Self {
        Self::new(VISITS_PER_SECOND, VISIT_BURST)
    }

    fn new(per_second: u32, burst: u32) -> Self {
        let quota = Quota::per_second(at_least_one(per_second)).allow_burst(at_least_one(burst));
        let limiter = RateLimiter::new(quota, HashMapStateStore::default(), Ticks);
        Self { limiter, forget_at: AtomicUsize::new(FORGET_FROM) }
    }

    /// Lets one through, or says after how many milliseconds it would be.
    pub(super) fn ask(&self, actor: ActorId) -> Result<(), u64> {
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
