//! Faults of ours: written down once, shown to people as a number only.

use std::fmt;

use crate::tokens::random_below;

/// The number under which a fault was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incident(u64);

impl Incident {
    /// Writes a fault down and gives its number.
    pub fn write_down(fault: &dyn fmt::Display) -> Self {
        let incident = Self(random_below(1 << 32));
        tracing::error!(%incident, %fault, "the server met a fault");
        incident
    }
}

impl fmt::Display for Incident {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:08x}", self.0)
    }
}
