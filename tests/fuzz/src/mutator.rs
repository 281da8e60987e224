//! What strangers might send.

use std::ops::Range;

use kenspeckle_shared::limits::MESSAGE_BYTES;
use kenspeckle_tests::Chance;

use crate::pieces::pieces;

/// What a piece of JSON is swapped for: where numbers, depths, escapes and names end.
const ODD: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1.5",
    "1e999",
    "-1e-999",
    "255",
    "256",
    "65536",
    "4294967296",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "0.1e1",
    "01",
    "+1",
    "NaN",
    "[]",
    "{}",
    "\"\"",
    "\" \"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\udc00\\ud800\"",
    "\"\u{202e}\u{feff}\u{301}\"",
    "\"👩‍👩‍👧‍👦\"",
    "\"__proto__\"",
    "\"t\"",
    "\"do\"",
    "\"form\"",
    "\"command\"",
    "\"hello\"",
    "\"participant\"",
    "\"system\"",
    "\"define\"",
    "\"AAAAAAAAAAAAAAAAAAAAAA\"",
    "\"AAAAAAAAAAAAAAAAAAAAA_\"",
    "\"01920000-0000-7000-8000-000000000001\"",
    "\"00000000-0000-0000-0000-000000000000\"",
    "{\"area\":\"govan\"}",
    "{\"point\":[-425000,5586000]}",
    "{\"point\":[2147483647,-2147483648]}",
    "[[[[[[[[]]]]]]]]",
    "{\"a\":{\"a\":{\"a\":{}}}}",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "/**/",
    "\u{2028}",
];

/// Makes messages out of seeds, by chance.
#[derive(Debug)]
pub struct Mutator {
    seeds: Vec<(String, Vec<Range<usize>>)>,
    chance: Chance,
}

impl Mutator {
    /// Gives one for these seeds.
    pub fn new(seeds: Vec<String>, chance: Chance) -> Self {
        let seeds = seeds.into_iter().map(|seed| (pieces(&seed), seed));
        Self { seeds: seeds.map(|(cut, seed)| (seed, cut)).collect(), chance }
    }

    /// Makes another message: random, or a seed, or one with some things changed.
    pub fn another(&mut self) -> Vec<u8> {
        if self.chance.one_in(32) {
            return self.noise();
        }
        let mut bytes = match self.chance.below(8) {
            0 => self.chance.pick(&self.seeds).0.clone().into_bytes(),
            _ => self.swapped().into_bytes(),
        };
        if self.chance.one_in(3) {
            for _ in 0..=self.chance.below(4) {
                self.spoil(&mut bytes);
            }
        }
        bytes
    }

    /// A seed with some of its pieces swapped, left out, doubled, or nested.
    fn swapped(&mut self) -> String {
        let (seed, cut) = self.chance.pick(&self.seeds).clone();
        let mut parts: Vec<&str> = cut.into_iter().map(|piece| &seed[piece]).collect();
        let (other, other_cut) = self.chance.pick(&self.seeds).clone();
        let deep;
        for _ in 0..=self.chance.below(3) {
            let at = self.chance.below(parts.len());
            match self.chance.below(9) {
                0 => drop(parts.remove(at)),
                1 => parts.insert(at, *self.chance.pick(ODD)),
                2 => {
                    let end = at + self.chance.below(parts.len() - at) + 1;
                    let again: Vec<_> = parts[at..end].to_vec();
                    parts.splice(at..at, again);
                }
                3 if !other_cut.is_empty() => {
                    parts[at] = &other[self.chance.pick(&other_cut).clone()];
                }
                4..=6 if !other_cut.is_empty() => {
                    let like = &other[self.chance.pick(&other_cut).clone()];
                    let alike = parts[at..]
                        .iter()
                        .position(|part| part.as_bytes().first() == like.as_bytes().first());
                    parts[at + alike.unwrap_or(0)] = like;
                }
                7 if self.chance.one_in(8) => {
                    let sign = *self.chance.pick(&["[", "{\"a\":", "[[", "\\", "9", "\"\\u0301"]);
                    deep = sign.repeat(self.chance.below(MESSAGE_BYTES));
                    parts[at] = &deep;
                    break;
                }
                _ => parts[at] = *self.chance.pick(ODD),
            }
            if parts.is_empty() {
                break;
            }
        }
        parts.concat()
    }

    /// Changes bytes, whatever they stand for.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let at = self.chance.below(bytes.len());
        match self.chance.below(5) {
            0 => bytes[at] ^= 1 << self.chance.below(8),
            1 => bytes[at] = self.chance.any().to_le_bytes()[0],
            2 => bytes.truncate(at),
            3 => drop(bytes.remove(at)),
            _ => bytes.insert(at, self.chance.any().to_le_bytes()[0]),
        }
    }

    fn noise(&mut self) -> Vec<u8> {
        let length = 1 << self.chance.below(12);
        (0..self.chance.below(length)).map(|_| self.chance.any().to_le_bytes()[0]).collect()
    }
}
