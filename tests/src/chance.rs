//! Chance that can be had again.

/// Numbers that look random and follow from a seed (SplitMix64), so that a failing run can be
/// repeated: set `KENSPECKLE_SEED` to the number that it printed.
#[derive(Debug, Clone)]
#[allow(clippy::should_implement_trait)]
pub struct Chance(u64);

impl Chance {
    /// Takes the seed from `KENSPECKLE_SEED`, or else from the clock, and prints it.
    pub fn announced() -> Self {
        let seed = chosen_seed();
        eprintln!("KENSPECKLE_SEED={seed} repeats this run");
        Self(seed)
    }

    /// Takes this seed.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Gives chance of its own, so that what one draws does not move what another one gets.
    pub fn fork(&mut self) -> Self {
        Self(self.any())
    }

    /// Says yes once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Gives a number between two, both possible.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.any() % (most - least + 1)
    }

    /// Gives one of these.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Gives a number from 0 up to, but not including, `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.any() % end as u64) as usize
    }

    /// Gives any number.
    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Gives the seed in `KENSPECKLE_SEED`, or else one from the clock.
pub fn chosen_seed() -> u64 {
    let clock = || {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        since.as_millis() as u64
    };
    let given = std::env::var("KENSPECKLE_SEED").ok();
    given.map_or_else(clock, |text| text.parse().unwrap())
}
