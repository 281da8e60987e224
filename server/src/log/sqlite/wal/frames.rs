//! The bytes of a write-ahead log: its header, and a frame for each page that was written.

use std::ops::{Range, RangeInclusive};

use super::sum::{Bit, Sum, add_up, flipped};

/// In bytes, as all below.
pub(super) const HEADER: usize = 32;
pub(super) const FRAME_HEADER: usize = 24;
/// The first four bytes; with the last bit set, check sums read words with the high byte first.
const MAGIC: u32 = 0x377f_0682;
const VERSION: u32 = 3_007_000;
const SIZES: RangeInclusive<u32> = 512..=65_536;
/// Where the header and each frame have which log they are of, 64 bits that are in no frame's sum, and
/// their own sum.
const SALTS: usize = 16;
const SUM: usize = 24;
const FRAME_SALTS: usize = 8;
const FRAME_SUM: usize = 16;
/// Where a frame has a word that is not zero if a transaction ends with it.
const FRAME_END: usize = 4;

/// How a write-ahead log ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a frame that is whole.
    Whole,
    /// With what was being written when the power went, or with what an older log has left.
    Torn,
    /// Something that was stored is no longer what it was; up to `good` all is.
    Spoilt { good: usize },
}

/// What a check sum says of what it covers.
enum Check {
    Good,
    /// It would be good, were one of these bits another.
    Flipped(Vec<Bit>),
    Bad,
}

/// What is to be said of a frame.
enum Frame {
    /// It is one of this log and whole, or is so now.
    Good,
    /// It is spoilt, or torn, or none of this log.
    Bad {
        /// A transaction ends with it for certain.
        ends: bool,
    },
}

/// A write-ahead log that was read into memory.
pub(super) struct Frames {
    pub(super) bytes: Vec<u8>,
    /// The bits that were turned back.
    pub(super) turned: Vec<Bit>,
    /// How the words of what is summed are read.
    high_first: bool,
}

impl Frames {
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, turned: Vec::new(), high_first: false }
    }

    /// Reads all frames, turning back what flipped.
    pub(super) fn read(&mut self) -> End {
        // Without a header no frame counts.
        if self.bytes.len() < HEADER || !self.read_header() {
            return End::Torn;
        }
        let (mut frame, mut sum) = (self.first(), self.sum_at(SUM));
        while frame.end <= self.bytes.len() {
            if let Frame::Bad { ends } = self.read_frame(&frame, sum) {
                return self.end(frame, ends);
            }
            (sum, frame) = (self.sum_at(frame.start + FRAME_SUM), next(&frame));
        }
        End::Whole
    }

    /// Says whether there is one, and finds how words are read.
    fn read_header(&mut self) -> bool {
        for high_first in [false, true] {
            self.high_first = high_first;
            match self.check(&[0..FRAME_SALTS, FRAME_SALTS..SUM], SUM, [0, 0]) {
                Check::Good if self.is_header() => return true,
                Check::Flipped(mut bits) => {
                    bits.retain(|bit| self.with(*bit, Self::is_header_of_the_first));
                    if let [one] = bits[..] {
                        self.turn(one);
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    }

    fn is_header(&self) -> bool {
        let size = self.word(8);
        self.word(0) == MAGIC | u32::from(self.high_first)
            && self.word(4) == VERSION
            && SIZES.contains(&size)
            && size.is_power_of_two()
    }

    fn is_header_of_the_first(&self) -> bool {
        if !self.is_header() {
            return false;
        }
        let first = self.first();
        first.end > self.bytes.len() || self.follows(&first, self.sum_at(SUM))
    }

    fn read_frame(&mut self, frame: &Range<usize>, sum: Sum) -> Frame {
        let salts = (0..8).map(|i| (frame.start + FRAME_SALTS + i, SALTS + i));
        let off = salts.map(|(own, header)| (own, self.bytes[own] ^ self.bytes[header]));
        let off: Vec<_> = off.filter(|(_, mask)| *mask != 0).collect();
        match (self.check_frame(frame, sum), &off[..]) {
            (Check::Good, []) => Frame::Good,
            (Check::Good, [(place, mask)]) if mask.is_power_of_two() => {
                self.turn(Bit { place: *place, mask: *mask });
                Frame::Good
            }
            (Check::Flipped(bits), []) => self.settle(frame, &bits),
            _ => Frame::Bad { ends: false },
        }
    }

    /// Turns back that of some bits which has flipped, if it can be told.
    fn settle(&mut self, frame: &Range<usize>, bits: &[Bit]) -> Frame {
        let mut asked = bits.to_vec();
        let after = next(frame);
        if after.end <= self.bytes.len() {
            // The next one's sum goes on from this one's.
            let speaks = |log: &Self| log.follows(&after, log.sum_at(frame.start + FRAME_SUM));
            asked.retain(|bit| self.with(*bit, speaks));
        }
        if asked.is_empty() {
            asked = bits.to_vec();
        }
        if let [one] = asked[..] {
            self.turn(one);
            return Frame::Good;
        }
        // One of them has flipped, or is all that a torn write did not change. Whichever it is, a
        // transaction ends here if the word that says so is not zero.
        let is_an_end = |log: &Self| log.word(frame.start + FRAME_END) != 0;
        let ends = is_an_end(self) && asked.iter().all(|bit| self.with(*bit, is_an_end));
        Frame::Bad { ends }
    }

    /// What it means that a frame is not good. Each transaction waits until the one before is on the
    /// disk: where something follows the end of a transaction, what is not good was stored. What was
    /// torn can look like such an end, so that only whole frames count.
    fn end(&self, bad: Range<usize>, ends: bool) -> End {
        let (good, mut ended, mut before) = (bad.start, ends, bad);
        loop {
            let frame = next(&before);
            if frame.end > self.bytes.len() {
                return End::Torn;
            }
            if self.follows(&frame, self.sum_at(before.start + FRAME_SUM)) {
                if ended {
                    return End::Spoilt { good };
                }
                ended = self.word(frame.start + FRAME_END) != 0;
            }
            before = frame;
        }
    }

    /// Says whether a frame is one of this log and whole, after one that has this sum.
    fn follows(&self, frame: &Range<usize>, sum: Sum) -> bool {
        let own = frame.start + FRAME_SALTS;
        self.bytes[own..own + 8] == self.bytes[SALTS..SALTS + 8]
            && matches!(self.check_frame(frame, sum), Check::Good)
    }

    fn check_frame(&self, frame: &Range<usize>, sum: Sum) -> Check {
        let (start, page) = (frame.start, frame.start + FRAME_HEADER..frame.end);
        self.check(&[start..start + FRAME_SALTS, page], start + FRAME_SUM, sum)
    }

    /// Compares the sum of some parts with that which stands at `stands`.
    fn check(&self, parts: &[Range<usize>; 2], stands: usize, from: Sum) -> Check {
        let words = parts.iter().flat_map(|part| self.bytes[part.clone()].chunks_exact(4));
        let words: Vec<u32> = words.map(|word| read(word, self.high_first)).collect();
        let (sum, stored) = (add_up(&words, from), self.sum_at(stands));
        if sum == stored {
            return Check::Good;
        }
        let places: Vec<usize> = parts.iter().cloned().flat_map(|part| part.step_by(4)).collect();
        let bits = flipped(&words, sum, stored).into_iter().map(|(word, bit)| {
            let byte = if self.high_first { 3 - bit / 8 } else { bit / 8 };
            Bit { place: places[word] + byte as usize, mask: 1 << (bit % 8) }
        });
        let mut bits: Vec<_> = bits.collect();
        // Or the sum itself was hit, which stands with the high byte first.
        let off = [stored[0] ^ sum[0], stored[1] ^ sum[1]].map(u32::to_be_bytes).concat();
        let off = (stands..).zip(off).filter(|(_, mask)| *mask != 0);
        let off: Vec<_> = off.map(|(place, mask)| Bit { place, mask }).collect();
        bits.extend(off.iter().filter(|bit| off.len() == 1 && bit.mask.is_power_of_two()));
        if bits.is_empty() { Check::Bad } else { Check::Flipped(bits) }
    }

    /// Asks something of the log as it would be, were a bit another.
    fn with(&mut self, bit: Bit, ask: impl Fn(&Self) -> bool) -> bool {
        self.bytes[bit.place] ^= bit.mask;
        let said = ask(self);
        self.bytes[bit.place] ^= bit.mask;
        said
    }

    fn turn(&mut self, bit: Bit) {
        self.bytes[bit.place] ^= bit.mask;
        self.turned.push(bit);
    }

    fn first(&self) -> Range<usize> {
        HEADER..HEADER + FRAME_HEADER + self.word(8) as usize
    }

    fn sum_at(&self, at: usize) -> Sum {
        [self.word(at), self.word(at + 4)]
    }

    fn word(&self, at: usize) -> u32 {
        read(&self.bytes[at..at + 4], true)
    }
}

/// The place of the frame after one.
fn next(frame: &Range<usize>) -> Range<usize> {
    frame.end..frame.end + frame.len()
}

fn read(word: &[u8], high_first: bool) -> u32 {
    let word = [word[0], word[1], word[2], word[3]];
    if high_first { u32::from_be_bytes(word) } else { u32::from_le_bytes(word) }
}
