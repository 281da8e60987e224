//! At what pace connections come in from one address.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use kenspeckle_shared::limits::{
    ARRIVAL_BURST, ARRIVAL_WAIT_MS, ARRIVALS_PER_SECOND, ARRIVING_ADDRESSES,
};
use tokio::time::Instant;

use crate::registry::Network;

/// Lets connections from one address wait for one another when there are more than a hall makes.
/// Those who are in notice nothing, and other addresses wait for nobody.
///
/// By the generic cell rate algorithm (ITU-T I.371): of each address, when all that have come would
/// have come at the even pace.
#[derive(Debug, Default)]
pub(super) struct Gate(Mutex<HashMap<Network, Instant>>);

impl Gate {
    /// Notes that a connection comes, and gives how long it has to wait; `None` if so many wait
    /// already that it would wait longer than anybody would.
    pub(super) fn wait(&self, from: Network, now: Instant) -> Option<Duration> {
        let each = Duration::from_secs(1) / ARRIVALS_PER_SECOND;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= ARRIVING_ADDRESSES && !all.contains_key(&from) {
            all.retain(|_, even| *even > now);
            if all.len() >= ARRIVING_ADDRESSES {
                all.clear();
            }
        }
        let even = all.entry(from).or_insert(now);
        let ahead = even.saturating_duration_since(now);
        let wait = (ahead + each).saturating_sub(each * ARRIVAL_BURST);
        if wait > Duration::from_millis(ARRIVAL_WAIT_MS) {
            return None;
        }
        *even = now + ahead + each;
        Some(wait)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::net::{IpAddr, Ipv4Addr};

    use super::*;

    fn network(number: u32) -> Network {
        Network::of(IpAddr::V4(Ipv4Addr::from_bits(number)))
    }

    #[test]
    fn r3_8_a_hall_comes_in_at_once_and_more_wait_their_turn_until_too_many_do() {
        let (gate, now) = (Gate::default(), Instant::now());
        for _ in 0..ARRIVAL_BURST {
            assert_eq!(gate.wait(network(1), now), Some(Duration::ZERO));
        }
        let waiting = u64::from(ARRIVALS_PER_SECOND) * ARRIVAL_WAIT_MS / 1_000;
        for nth in 1..=waiting {
            let wait = Duration::from_secs(1) * u32::try_from(nth).unwrap() / ARRIVALS_PER_SECOND;
            assert_eq!(gate.wait(network(1), now), Some(wait));
        }
        for _ in 0..100 {
            assert_eq!(gate.wait(network(1), now), None);
            assert_eq!(gate.wait(network(2), now), Some(Duration::ZERO), "others go on");
        }
        // Who is sent away costs the others nothing.
        let later = now + Duration::from_secs(1);
        for _ in 0..ARRIVALS_PER_SECOND {
            assert!(gate.wait(network(1), later).is_some());
        }
        assert_eq!(gate.wait(network(1), later), None);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let (gate, now) = (Gate::default(), Instant::now());
        for number in 0..3 * u32::try_from(ARRIVING_ADDRESSES).unwrap() {
            gate.wait(network(number), now);
        }
        assert!(gate.0.lock().unwrap().len() <= ARRIVING_ADDRESSES);
    }
}
