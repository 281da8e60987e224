//! Where the power is cut.

use kenspeckle_tests::Chance;

use crate::disk::{Disk, FATES, Fate, Left};
use crate::event::Event;

/// One cut of a recording: which follows from a seed and its number.
#[derive(Debug, Clone)]
pub struct Cut {
    /// Its number.
    pub number: u64,
    /// Before this event.
    pub at: usize,
    /// What becomes of what was not synced.
    pub fate: Fate,
    chance: Chance,
}

impl Cut {
    /// Draws a cut. One in three comes right after somebody was told something: then least has
    /// arrived of what they were told. One in ten comes before anybody was told anything, while the
    /// data folder is being made.
    pub fn draw(seed: u64, number: u64, events: &[Event]) -> Self {
        let mut chance = Chance::of(seed.wrapping_mul(0x9e37_79b9).wrapping_add(number)).fork();
        let told = |event: &Event| matches!(event, Event::Told(_));
        let mut at = chance.below(events.len() + 1);
        if chance.one_in(10) {
            let first = events.iter().position(told).unwrap_or(events.len());
            at = chance.below(first + 1);
        } else if chance.one_in(3) {
            at += events[at..].iter().position(told).map_or(0, |told| told + 1);
        }
        Self { number, at, fate: *chance.pick(&FATES), chance }
    }

    /// Gives what is left of a disk that came to this point. A file of shared memory (`-shm`) is
    /// written past all calls, and may hold anything.
    pub fn left(&self, disk: &Disk) -> Left {
        let mut chance = self.chance.clone();
        let mut left = disk.cut(self.fate, &mut chance);
        for (path, bytes) in &mut left {
            if let Some(bytes) = bytes
                && path.to_string_lossy().ends_with("-shm")
                && chance.one_in(2)
            {
                bytes.fill_with(|| chance.any() as u8);
            }
        }
        left
    }
}
