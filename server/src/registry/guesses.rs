//! A limit on wrong codes, on the whole server: a hall shares one address.

use std::num::NonZeroU32;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use kenspeckle_shared::limits::GUESSES_PER_SECOND;

use super::RegistryFault;
use crate::clock::Ticks;

type Limiter =
    RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<<Ticks as Clock>::Instant>>;

/// Counts wrong codes.
pub(super) struct Guesses(Limiter);

impl Guesses {
    pub(super) fn new() -> Self {
        let most = NonZeroU32::new(GUESSES_PER_SECOND).unwrap_or(NonZeroU32::MIN);
        Self(RateLimiter::direct_with_clock(Quota::per_second(most), Ticks))
    }

    /// Gives the answer to a wrong code: what it is, or that there were too many.
    pub(super) fn wrong(&self, fault: RegistryFault) -> RegistryFault {
        self.0.check().map_or(RegistryFault::TooFast, |()| fault)
    }
}

impl std::fmt::Debug for Guesses {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Guesses")
    }
}
