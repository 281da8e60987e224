//! What is counted, once for the process.

use std::sync::LazyLock;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use kenspeckle_shared::wire::AckOutcome;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

use crate::room::Reply;

/// One label, whose values are words of the program's own.
type Words = Family<[(&'static str, String); 1], Counter>;

/// Every number.
#[derive(Debug)]
pub struct Counted {
    registry: Registry,
    connections: Gauge,
    ends: Words,
    commands: Words,
    joins: Counter,
    sent_bytes: Counter<u64, AtomicU64>,
    log_write: Histogram,
    boards: Gauge,
    waiting: Gauge,
}

/// Gives the numbers of this process.
pub fn counted() -> &'static Counted {
    static COUNTED: LazyLock<Counted> = LazyLock::new(Counted::new);
    &COUNTED
}

/// A connection that is counted as open until this is dropped.
#[derive(Debug)]
pub struct Open(());

impl Drop for Open {
    fn drop(&mut self) {
        counted().connections.dec();
    }
}

impl Counted {
    fn new() -> Self {
        let mut new = Self {
            registry: Registry::with_prefix("kenspeckle"),
            connections: Gauge::default(),
            ends: Words::default(),
            commands: Words::default(),
            joins: Counter::default(),
            sent_bytes: Counter::default(),
            // From 0.1 ms to 3.3 s.
            log_write: Histogram::new(exponential_buckets(0.000_1, 2.0, 16)),
            boards: Gauge::default(),
            waiting: Gauge::default(),
        };
        new.register();
        new
    }

    fn register(&mut self) {
        let to = &mut self.registry;
        to.register("connections", "WebSocket connections now", self.connections.clone());
        to.register("connection_ends", "Connections that ended, and how", self.ends.clone());
        to.register("commands", "Commands, and what became of them", self.commands.clone());
        to.register("joins", "Participants that were made", self.joins.clone());
        let help = "Messages written to connections, before framing";
        to.register_with_unit("sent", help, Unit::Bytes, self.sent_bytes.clone());
        let help = "From a batch of entries to its being durable";
        to.register_with_unit("log_write", help, Unit::Seconds, self.log_write.clone());
        to.register("boards_open", "Boards in memory", self.boards.clone());
        to.register("commands_waiting", "Commands that wait for a room", self.waiting.clone());
    }

    /// Counts a connection until what it gives is dropped.
    pub fn connection(&self) -> Open {
        self.connections.inc();
        Open(())
    }

    /// Counts the end of a connection.
    pub fn ended(&self, how: &'static str) {
        self.ends.get_or_create(&[("how", how.to_owned())]).inc();
    }

    /// Counts a command by its answer.
    pub fn answered(&self, reply: &Reply) {
        let outcome = match reply {
            Reply::Ack { outcome: AckOutcome::Changed {}, .. } => "acked".to_owned(),
            Reply::Ack { outcome: AckOutcome::Repeated {}, .. } => "repeated".to_owned(),
            Reply::Ack { outcome: AckOutcome::Refused { code, .. }, .. }
            | Reply::Refused { code, .. } => word(code),
        };
        self.commands.get_or_create(&[("outcome", outcome)]).inc();
    }

    /// Counts a new participant.
    pub fn joined(&self) {
        self.joins.inc();
    }

    /// Counts bytes that leave.
    pub fn sent(&self, bytes: usize) {
        self.sent_bytes.inc_by(bytes as u64);
    }

    /// Counts a batch that is durable.
    pub fn stored(&self, took: Duration) {
        self.log_write.observe(took.as_secs_f64());
    }

    /// Gives everything as Prometheus reads it, with what only the rooms know.
    pub(super) fn text(&self, boards: usize, waiting: usize) -> String {
        self.boards.set(i64::try_from(boards).unwrap_or(i64::MAX));
        self.waiting.set(i64::try_from(waiting).unwrap_or(i64::MAX));
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// The code as the protocol writes it.
fn word(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code)
        .ok()
        .and_then(|code| Some(code.as_str()?.to_owned()))
        .unwrap_or_default()
}
