//! Chance that can be had again.

/// Numbers that look random and follow from a seed (SplitMix64), so that a failing run can be
/// repeated: set `KENSPECKLE_SEED` to the number that it printed.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Takes the seed from `KENSPECKLE_SEED`, or else from the clock, and prints it.
    pub fn announced() -> Self {
        let clock = || {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
            since.as_millis() as u64
        };
        let given = std::env::var("KENSPECKLE_SEED").ok();
        let seed = given.map_or_else(clock, |text| text.parse().unwrap());
        eprintln!("KENSPECKLE_SEED={seed} repeats this run");
        Self(seed)
    }

    /// Gives a number from 0 up to, but not including, `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
