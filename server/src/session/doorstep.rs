//! Those who have not yet said what they want or who they are: never more than there is room for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kenspeckle_shared::limits::DOORSTEP;
use tokio::sync::Notify;

/// Holds connections that have not come in. When there are too many, those who came first go: an
/// honest one is in long before its turn comes.
#[derive(Debug, Clone, Default)]
pub struct Doorstep(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    next: u64,
    by_arrival: BTreeMap<u64, Arc<Notify>>,
}

/// A place on the doorstep. Dropping it means coming in, or going.
#[derive(Debug)]
pub struct Place {
    of: Doorstep,
    number: u64,
    cut: Cut,
}

/// That a place was lost to somebody else.
#[derive(Debug, Clone)]
pub struct Cut(Arc<Notify>);

impl Doorstep {
    /// Takes a place, if need be from whoever came first.
    pub fn stand(&self) -> Place {
        let cut = Arc::new(Notify::new());
        let mut waiting = self.waiting();
        let number = waiting.next;
        waiting.next += 1;
        waiting.by_arrival.insert(number, cut.clone());
        if waiting.by_arrival.len() > DOORSTEP
            && let Some((_, first)) = waiting.by_arrival.pop_first()
        {
            first.notify_one();
        }
        drop(waiting);
        Place { of: self.clone(), number, cut: Cut(cut) }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Gives what happens if somebody else takes it.
    pub fn cut(&self) -> Cut {
        self.cut.clone()
    }
}

impl Cut {
    /// Waits until it happens; for ever, if the place was left before.
    pub async fn happens(&self) {
        self.0.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.of.waiting().by_arrival.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn r3_7_when_the_doorstep_is_full_the_first_who_came_goes() {
        let doorstep = Doorstep::default();
        let mut places: Vec<_> = (0..DOORSTEP).map(|_| doorstep.stand()).collect();
        // The second has come in.
        drop(places.remove(1));
        places.push(doorstep.stand());
        assert!(places.iter().all(|place| place.cut().happens().now_or_never().is_none()));
        places.push(doorstep.stand());
        assert!(places[0].cut().happens().now_or_never().is_some());
        assert!(places[1].cut().happens().now_or_never().is_none());
        places.clear();
        assert!(doorstep.waiting().by_arrival.is_empty());
    }
}
