//! The check sum of a write-ahead log, which is linear: what a bit does to it is known from the bit's
//! place.

/// The running sum.
pub(super) type Sum = [u32; 2];

/// A bit of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bit {
    /// The place of its byte.
    pub(super) place: usize,
    /// The byte that has this bit alone.
    pub(super) mask: u8,
}

/// Gives the sum after some more words, of which there are an even number.
pub(super) fn add_up(words: &[u32], from: Sum) -> Sum {
    words.chunks_exact(2).fold(from, |sum, pair| add(sum, pair[0], pair[1]))
}

fn add([one, two]: Sum, first: u32, second: u32) -> Sum {
    let one = one.wrapping_add(first).wrapping_add(two);
    [one, two.wrapping_add(second).wrapping_add(one)]
}

/// Gives each word, and the bit in it, that would bring the sum from `is` to `stored` if it flipped.
/// For the nine highest bits of a word of a page of 4,096 bytes, several places do the same.
pub(super) fn flipped(words: &[u32], is: Sum, stored: Sum) -> Vec<(usize, u32)> {
    let by = [stored[0].wrapping_sub(is[0]), stored[1].wrapping_sub(is[1])];
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
