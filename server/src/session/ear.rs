//! Looking at something only when it has called.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures_util::task::AtomicWaker;

/// Asks something that wakes through a waker of its own, and only after it did.
///
/// Looking for something to read costs more than writing a message, and after most wakings there is
/// nothing: the board moved on. It is the same with whatever else seldom happens.
pub(super) struct Ear {
    call: Arc<Call>,
    waker: Waker,
}

struct Call {
    came: AtomicBool,
    task: AtomicWaker,
}

impl Ear {
    pub(super) fn new() -> Self {
        // It may have said something before anybody listened.
        let call = Arc::new(Call { came: AtomicBool::new(true), task: AtomicWaker::new() });
        Self { waker: call.clone().into(), call }
    }

    /// Waits for what `ask` gives.
    pub(super) fn poll<T>(
        &self,
        context: &mut Context<'_>,
        ask: impl FnOnce(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        self.call.task.register(context.waker());
        if !self.call.came.swap(false, Ordering::AcqRel) {
            return Poll::Pending;
        }
        let heard = ask(&mut Context::from_waker(&self.waker));
        if heard.is_ready() {
            // There may be more, and nobody calls for what is there already.
            self.call.came.store(true, Ordering::Release);
        }
        heard
    }
}

impl Wake for Call {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.came.store(true, Ordering::Release);
        self.task.wake();
    }
}
