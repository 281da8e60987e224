//! The write-ahead log (`kenspeckle.db-wal`) before SQLite reads it after a crash.
//!
//! SQLite takes the first frame whose check sum is wrong for the end of what was written: so it must
//! after a power cut, which tears what was being written. A bit that flipped looks the same to it,
//! and would silently end the log too early. Here the two are told apart. A flipped bit is found by
//! the check sum that it spoils, and turned back; what is spoilt by more than a bit, with something
//! behind it that was stored later, or by a bit that could be one of several, is reported. The form of the file:
//! <https://www.sqlite.org/fileformat2.html#walformat>.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};

use super::fault::DatabaseFault;

/// In bytes, as all below.
const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The first four bytes; with the last bit set, check sums read words with the high byte first.
const MAGIC: u32 = 0x377f_0682;
const VERSION: u32 = 3_007_000;
const SIZES: RangeInclusive<u32> = 512..=65_536;

/// Turns back bits that flipped in the write-ahead log of a database that nobody has open, and gives
/// how many.
///
/// # Errors
/// What was stored is spoilt beyond that ([`DatabaseFault::Spoilt`]), or the file cannot be read or
/// written.
pub(crate) fn mend(database: &Path) -> Result<usize, DatabaseFault> {
    let file = beside(database);
    let other = |error: std::io::Error| DatabaseFault::other(&file, &error.to_string());
    let bytes = match fs::read(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        read => read.map_err(other)?,
    };
    let mut log = Bytes { bytes, flipped: Vec::new() };
    let end = log.read();
    if !log.flipped.is_empty() {
        let mut out = OpenOptions::new().write(true).open(&file).map_err(other)?;
        for at in &log.flipped {
            out.seek(SeekFrom::Start(*at as u64)).map_err(other)?;
            out.write_all(&log.bytes[*at..=*at]).map_err(other)?;
        }
        out.sync_all().map_err(other)?;
        let (file, bits) = (file.display(), log.flipped.len());
        tracing::error!(%file, bits, "bits had flipped in the newest part of the log: turned back");
    }
    match end {
        End::Torn | End::Whole => Ok(log.flipped.len()),
        End::Spoilt { good } => Err(DatabaseFault::Spoilt { file, good: good as u64 }),
    }
}

/// The name of a database's write-ahead log.
fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// How a write-ahead log ends.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// With a frame that is whole.
    Whole,
    /// With what was being written when the power went, or with what an older log has left.
    Torn,
    /// Something that was stored is no longer what it was; up to `good` all is.
    Spoilt { good: usize },
}

/// The running check sum.
type Sum = [u32; 2];

/// What a check sum says of what it covers.
enum Check {
    Good(Sum),
    /// It would be good, were one of these bits not flipped; each a byte's place and a bit of it.
    Flipped(Sum, Vec<(usize, u8)>),
    Bad,
}

/// What is to be said of a frame.
enum Frame {
    /// It is one of this log and whole, or is so now.
    Good(Sum),
    /// A bit of it is flipped for certain, and which cannot be told.
    Flipped,
    /// It is spoilt, or torn, or none of this log.
    Bad,
}

struct Bytes {
    bytes: Vec<u8>,
    /// Where a bit was turned back.
    flipped: Vec<usize>,
}

impl Bytes {
    /// Reads all frames, turning back what flipped.
    fn read(&mut self) -> End {
        let Some((high_first, mut sum)) = self.read_header() else { return End::Torn };
        let size = FRAME_HEADER + self.word(8) as usize;
        let mut at = HEADER;
        while at + size <= self.bytes.len() {
            match self.read_frame(at..at + size, high_first, sum) {
                Frame::Good(next) => (sum, at) = (next, at + size),
                Frame::Flipped => return End::Spoilt { good: at },
                Frame::Bad => return self.end(at, size),
            }
        }
        End::Whole
    }

    /// Gives in which order the bytes of a word are summed, and the sum of the header. Where there is
    /// none, no frame counts either.
    fn read_header(&mut self) -> Option<(bool, Sum)> {
        if self.bytes.len() < HEADER {
            return None;
        }
        for high_first in [false, true] {
            match self.check(&[0..8, 8..HEADER - 8], HEADER - 8, high_first, [0, 0]) {
                Check::Good(sum) if self.is_header(high_first) => return Some((high_first, sum)),
                Check::Flipped(sum, bits) => {
                    let fits = |at: &&(usize, u8)| {
                        let mut turned =
                            Self { bytes: self.bytes[..HEADER].to_vec(), flipped: Vec::new() };
                        turned.turn(**at);
                        turned.is_header(high_first)
                    };
                    if let [one] = bits.iter().filter(fits).collect::<Vec<_>>()[..] {
                        self.turn(*one);
                        return Some((high_first, sum));
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn is_header(&self, high_first: bool) -> bool {
        let size = self.word(8);
        self.word(0) == MAGIC | u32::from(high_first)
            && self.word(4) == VERSION
            && SIZES.contains(&size)
            && size.is_power_of_two()
    }

    fn read_frame(&mut self, at: Range<usize>, high_first: bool, sum: Sum) -> Frame {
        // Which log a frame belongs to is said twice over, by 64 bits that are in no sum.
        let salts = (0..8).map(|i| (at.start + 8 + i, 16 + i));
        let off: Vec<_> = salts
            .filter(|(own, header)| self.bytes[*own] != self.bytes[*header])
            .map(|(own, header)| (own, self.bytes[own] ^ self.bytes[header]))
            .collect();
        let parts = [at.start..at.start + 8, at.start + FRAME_HEADER..at.end];
        match (self.check(&parts, at.start + 16, high_first, sum), &off[..]) {
            (Check::Good(sum), []) => Frame::Good(sum),
            (Check::Good(sum), [(place, bits)]) if bits.is_power_of_two() => {
                self.turn((*place, *bits));
                Frame::Good(sum)
            }
            (Check::Flipped(sum, bits), []) => match bits[..] {
                [one] => {
                    self.turn(one);
                    Frame::Good(sum)
                }
                _ => Frame::Flipped,
            },
            _ => Frame::Bad,
        }
    }

    /// Compares the sum of some parts with that which stands at `stands`.
    fn check(
        &self,
        parts: &[Range<usize>; 2],
        stands: usize,
        high_first: bool,
        from: Sum,
    ) -> Check {
        let places: Vec<usize> = parts.iter().cloned().flat_map(|part| part.step_by(4)).collect();
        let words: Vec<u32> = places.iter().map(|at| read(&self.bytes, *at, high_first)).collect();
        let sum = words.chunks_exact(2).fold(from, |sum, pair| add(sum, pair[0], pair[1]));
        let stored = [self.word(stands), self.word(stands + 4)];
        let off = [stored[0] ^ sum[0], stored[1] ^ sum[1]];
        match off[0].count_ones() + off[1].count_ones() {
            0 => Check::Good(sum),
            1 => {
                // The sum itself was hit. It stands with the high byte first.
                let off: Vec<u8> = off.into_iter().flat_map(u32::to_be_bytes).collect();
                let at = off.iter().position(|bits| *bits != 0).unwrap_or_default();
                Check::Flipped(sum, vec![(stands + at, off[at])])
            }
            _ => {
                let by = [stored[0].wrapping_sub(sum[0]), stored[1].wrapping_sub(sum[1])];
                let bits = flipped(&words, by).into_iter().map(|(word, bit)| {
                    let byte = if high_first { 3 - bit / 8 } else { bit / 8 };
                    (places[word] + byte, 1 << (bit % 8))
                });
                let bits: Vec<_> = bits.collect();
                if bits.is_empty() { Check::Bad } else { Check::Flipped(stored, bits) }
            }
        }
    }

    fn turn(&mut self, (place, bit): (usize, u8)) {
        self.bytes[place] ^= bit;
        self.flipped.push(place);
    }

    /// What it means that a frame is not good. Each transaction waits until the one before is on the
    /// disk: where something follows the next end of a transaction, what is not good was stored.
    fn end(&self, good: usize, size: usize) -> End {
        let frames = (good..(self.bytes.len() + 1).saturating_sub(size)).step_by(size);
        let ours = frames.filter(|at| self.bytes[at + 8..at + 16] == self.bytes[16..24]);
        let mut from_the_end = ours.skip_while(|at| self.word(at + 4) == 0);
        match from_the_end.nth(1) {
            Some(_) => End::Spoilt { good },
            None => End::Torn,
        }
    }

    fn word(&self, at: usize) -> u32 {
        read(&self.bytes, at, true)
    }
}

fn read(bytes: &[u8], at: usize, high_first: bool) -> u32 {
    let word = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    if high_first { u32::from_be_bytes(word) } else { u32::from_le_bytes(word) }
}

fn add([one, two]: Sum, first: u32, second: u32) -> Sum {
    let one = one.wrapping_add(first).wrapping_add(two);
    [one, two.wrapping_add(second).wrapping_add(one)]
}

/// Gives each word, and the bit in it, that would change the sum `by` so much if it flipped. The sum
/// is linear: what a bit does to it depends on its place alone. For the nine highest bits of a word
/// of a page of 4,096 bytes, several places do the same.
fn flipped(words: &[u32], by: Sum) -> Vec<(usize, usize)> {
    // What one more in the first or the second word of a pair does to the sum at the end.
    let (mut first, mut second) = ([1_u32, 1], [0_u32, 1]);
    let mut found = Vec::new();
    for (pair, values) in words.chunks_exact(2).enumerate().rev() {
        for (i, effect) in [first, second].into_iter().enumerate() {
            found.extend((0..32).filter_map(|bit| {
                let one = 1_u32 << bit;
                let more = if values[i] & one == 0 { one } else { one.wrapping_neg() };
                (effect.map(|each| each.wrapping_mul(more)) == by).then_some((pair * 2 + i, bit))
            }));
        }
        (first, second) = (add(first, 0, 0), add(second, 0, 0));
    }
    found
}
