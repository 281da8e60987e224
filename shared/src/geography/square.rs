//! The square over which an area's stand-ins are spread, and its numbered positions.
//!
//! They come from the R2 sequence (Martin Roberts, 'The unreasonable effectiveness of quasirandom
//! sequences', 2018): each next point falls into a large gap between the earlier ones.

use crate::position::Position;

/// 2^64 over the plastic number 1.3247…, and over its square.
const R2: [u64; 2] = [0xC13F_A9A9_02A6_328F, 0x91E1_0DA5_C79E_7B1D];

/// A square on the ground. Whoever knows it and a number knows the position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Square {
    /// Its south-west corner.
    pub corner: Position,
    /// Its sides in units of longitude and latitude.
    pub sides: [u32; 2],
}

impl Square {
    /// Gives the position with a number, from 1.
    pub fn position(&self, number: u64) -> Position {
        let [x, y] = r2(number);
        let [wide, high] = self.sides;
        Position {
            lon: self.corner.lon.wrapping_add(scaled(x, wide)),
            lat: self.corner.lat.wrapping_add(scaled(y, high)),
        }
    }
}

/// The point of the sequence with a number, each axis as a part of 2^32.
pub(super) fn r2(number: u64) -> [u32; 2] {
    R2.map(|step| (number.wrapping_mul(step).wrapping_add(1 << 63) >> 32) as u32)
}

/// A part of 2^32 of a length, from 0 to the length less one.
pub(super) fn scaled(part: u32, length: u32) -> i32 {
    ((u64::from(part) * u64::from(length)) >> 32) as i32
}
