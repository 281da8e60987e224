//! Numbers about the running server, for Prometheus: never a board's or a person's name.

mod counted;
pub use counted::{Counted, Open, counted};
mod listener;
pub use listener::serve;
