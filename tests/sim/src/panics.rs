//! Panics of any code in a run, which are faults of the run.

use std::cell::{Cell, RefCell};
use std::panic::{set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Begins to listen on this thread; what panics there is not printed.
pub(crate) fn listen() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |info| {
            if LISTENING.get() {
                LAST.with_borrow_mut(|last| {
                    last.get_or_insert_with(|| info.to_string());
                });
            } else {
                usual(info);
            }
        }));
    });
    LAST.take();
    LISTENING.set(true);
}

/// Stops listening, and gives the first panic that was heard.
pub(crate) fn take() -> Option<String> {
    LISTENING.set(false);
    LAST.take().map(|panic| format!("panic: {panic}"))
}
