//! How often one person may have something made that costs the machine much.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::limits::{NEW_WORDS, NEW_WORDS_PER_MINUTE};
use tokio::time::Instant;

use super::RegistryFault;
use super::leak::Leak;

/// So many people are remembered at most; a megabyte or two.
const PEOPLE: usize = 16_384;
const PER_SECOND: f64 = NEW_WORDS_PER_MINUTE as f64 / 60.0;

/// Counts how often each person had new words made just now.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<HashMap<ActorId, Leak>>);

impl Pace {
    /// Takes one turn of a person.
    ///
    /// # Errors
    /// [`RegistryFault::TooFast`] if they had too many just now.
    pub(super) fn turn(&self, person: ActorId) -> Result<(), RegistryFault> {
        let (mut all, now) =
            (self.0.lock().unwrap_or_else(PoisonError::into_inner), Instant::now());
        if all.len() >= PEOPLE && !all.contains_key(&person) {
            all.retain(|_, had| had.count(now, PER_SECOND) > 0.0);
            // Full of people who are busy with this: to forget them is better than to forget none.
            if all.len() >= PEOPLE {
                all.clear();
            }
        }
        let had = all.entry(person).or_insert_with(|| Leak::new(now));
        if had.count(now, PER_SECOND) + 1.0 > f64::from(NEW_WORDS) {
            return Err(RegistryFault::TooFast);
        }
        had.add(now, PER_SECOND, f64::from(NEW_WORDS));
        Ok(())
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
        let pace = Pace::default();
        let [one, other] = [1, 2].map(ActorId::from_u128);
        for _ in 0..NEW_WORDS {
            pace.turn(one).unwrap();
        }
        assert!(matches!(pace.turn(one), Err(RegistryFault::TooFast)));
        pace.turn(other).unwrap();
        advance(Duration::from_secs_f64(1.01 / PER_SECOND)).await;
        pace.turn(one).unwrap();
        assert!(matches!(pace.turn(one), Err(RegistryFault::TooFast)));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_remembered_is_bounded() {
        let pace = Pace::default();
        for number in 0..3 * PEOPLE as u128 {
            pace.turn(ActorId::from_u128(number)).unwrap();
        }
        assert!(pace.0.lock().unwrap().len() <= PEOPLE);
    }
}
