//! How much work checking one map may be.
//!
//! What is asked of outlines grows faster than their points do: without a bound, a file of 5 MB
//! could keep a processor busy for minutes.

/// In comparisons of two segments; about two seconds at worst. A detailed city takes a hundredth.
const MOST: usize = 60_000_000;
/// Comparisons that relating two shapes takes for each of their points.
const PER_POINT: usize = 24;

/// What is left of the work that a map may be.
#[derive(Debug)]
pub(super) struct Effort {
    left: usize,
    told: bool,
}

/// The map is more work than it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooIntricate;

impl Effort {
    pub(super) fn new() -> Self {
        Self { left: MOST, told: false }
    }

    #[cfg(test)]
    pub(super) fn of(left: usize) -> Self {
        Self { left, told: false }
    }

    /// Takes so many comparisons off what is left.
    pub(super) fn spend(&mut self, comparisons: usize) -> Result<(), TooIntricate> {
        let left = self.left.checked_sub(comparisons);
        self.left = left.unwrap_or(0);
        left.map(drop).ok_or(TooIntricate)
    }

    /// Takes off what relating shapes with so many points together costs.
    pub(super) fn spend_on(&mut self, points: usize) -> Result<(), TooIntricate> {
        self.spend(points.saturating_mul(PER_POINT))
    }

    /// Says whether this is the first time: one mistake is told once, whatever comes after it.
    pub(super) fn tell(&mut self) -> bool {
        !std::mem::replace(&mut self.told, true)
    }
}
