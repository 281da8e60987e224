//! Listening to a connection only when it has something to say.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures_util::task::AtomicWaker;

use super::ending::Ending;
use super::letters::{Heard, poll_hear};
use super::line::Line;

/// Hears a connection whose reader is woken apart from its writer.
///
/// Looking for something to read costs more than writing a message, and after most wakings there is
/// nothing: the board moved on. So the connection wakes through a waker of its own, and only then
/// is it looked at.
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

    /// Waits for the next thing to be heard.
    pub(super) fn poll(
        &self,
        socket: &mut impl Line,
        context: &mut Context<'_>,
    ) -> Poll<Result<Heard, Ending>> {
        self.call.task.register(context.waker());
        if !self.call.came.swap(false, Ordering::AcqRel) {
            return Poll::Pending;
        }
        let heard = poll_hear(socket, &mut Context::from_waker(&self.waker));
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
