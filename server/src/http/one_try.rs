//! One try for all who ask meanwhile: what strangers may ask for must not cost a write each.

use std::time::Instant;

use tokio::sync::Mutex;

/// When the last try began, and what came of it.
#[derive(Debug, Default)]
pub(super) struct OneTry(Mutex<Option<(Instant, bool)>>);

impl OneTry {
    /// Gives what came of a try that began after it was asked for. Only one is under way at a time.
    pub(super) async fn of<F: Future<Output = bool>>(&self, attempt: impl FnOnce() -> F) -> bool {
        let asked = Instant::now();
        let mut last = self.0.lock().await;
        if let Some((begun, answer)) = *last
            && begun >= asked
        {
            return answer;
        }
        let begun = Instant::now();
        let answer = attempt().await;
        *last = Some((begun, answer));
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use futures_util::future::join_all;
    use tokio::task::yield_now;

    use super::*;

    #[tokio::test]
    async fn a_thousand_who_ask_at_once_cost_two_tries_and_who_asks_later_another() {
        let (one, tries) = (OneTry::default(), AtomicU32::new(0));
        let attempt = || async {
            yield_now().await;
            tries.fetch_add(1, Ordering::Relaxed);
            true
        };
        let answers = join_all((0..1000).map(|_| one.of(attempt))).await;
        assert!(answers.into_iter().all(|answer| answer));
        assert!(tries.load(Ordering::Relaxed) <= 2);
        let before = tries.load(Ordering::Relaxed);
        assert!(!one.of(|| async { false }).await, "an older answer is not passed on");
        assert!(one.of(attempt).await);
        assert_eq!(tries.load(Ordering::Relaxed), before + 1);
    }
}
