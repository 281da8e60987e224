//! What wakes a connection: one bell, whatever there is to be told.

use std::ops::BitOr;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use futures_util::task::AtomicWaker;

/// Kinds of news; which of them there are, not what they say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct News(u8);

impl News {
    /// The board moved on.
    pub const BOARD: Self = Self(1);
    /// Something of one's own changed.
    pub const OWN: Self = Self(2);
    /// The room ended.
    pub const END: Self = Self(4);
    /// Somebody came or went.
    pub const PRESENCE: Self = Self(8);
    /// A hand or a sign was shown, or taken down.
    pub const SIGNS: Self = Self(16);
    /// Somebody stands otherwise than before.
    pub const STAND: Self = Self(32);

    /// Gives those that are among these.
    pub fn only(self, of: Self) -> Self {
        Self(self.0 & of.0)
    }

    /// Gives those that are not among these.
    pub fn without(self, these: Self) -> Self {
        Self(self.0 & !these.0)
    }

    /// Says whether any of these are among them.
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for News {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The bell of one connection.
///
/// To wait at one costs a fraction of waiting for five channels, and a hall of a thousand waits
/// anew after each change.
#[derive(Debug, Default)]
pub(super) struct Bell {
    rung: AtomicU8,
    waiting: AtomicWaker,
}

impl Bell {
    /// Wakes the connection, unless it has such news already and did not look yet.
    pub(super) fn ring(&self, news: News) {
        if self.rung.fetch_or(news.0, Ordering::AcqRel) & news.0 != news.0 {
            self.waiting.wake();
        }
    }

    /// Waits for other news than those that are `known`.
    pub(super) fn poll(&self, context: &mut Context<'_>, known: News) -> Poll<News> {
        self.waiting.register(context.waker());
        let rung = self.rung.load(Ordering::Acquire);
        match rung & !known.0 {
            0 => Poll::Pending,
            _ => Poll::Ready(News(rung)),
        }
    }

    /// Gives those of these that there are, which are about to be looked at: whatever happens from
    /// now on rings again.
    pub(super) fn take(&self, of: News) -> News {
        News(self.rung.fetch_and(!of.0, Ordering::AcqRel) & of.0)
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    fn heard(bell: &Bell, known: News) -> Option<News> {
        match bell.poll(&mut Context::from_waker(Waker::noop()), known) {
            Poll::Ready(news) => Some(news),
            Poll::Pending => None,
        }
    }

    #[test]
    fn news_stay_until_they_are_looked_at_and_then_ring_again() {
        let (bell, none) = (Bell::default(), News::default());
        assert_eq!(heard(&bell, none), None);
        bell.ring(News::SIGNS);
        bell.ring(News::BOARD);
        assert_eq!(heard(&bell, none), Some(News::SIGNS | News::BOARD));
        assert_eq!(bell.take(News::BOARD | News::OWN), News::BOARD);
        assert_eq!(heard(&bell, none), Some(News::SIGNS));
        assert_eq!(heard(&bell, News::SIGNS), None, "it waits for its time");
        bell.ring(News::BOARD);
        assert_eq!(heard(&bell, News::SIGNS), Some(News::SIGNS | News::BOARD));
    }
}
