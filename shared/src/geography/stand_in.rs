//! Where to draw stickers that say only their area.
//!
//! Candidates come from the R2 sequence (Martin Roberts, 'The unreasonable effectiveness of
//! quasirandom sequences', 2018): each next point falls into a large gap between the earlier ones,
//! so that the first ten are spread as well as the first five hundred.

use super::outline::{Extent, Outline};
use crate::position::Position;

/// Positions found ahead for an area. Later stickers stand beside these.
const FOUND_MAX: usize = 640;
/// Candidates looked at for an area; a thin diagonal strip fills a twentieth of its square.
const TRIES: usize = 16_384;
/// Comparisons of a candidate with a point of an outline that one area may cost: about 0.1 s.
const WORK: usize = 40_000_000;
/// Wanted distance from an edge in metres: half the width of a sticker on a zoomed map.
const INSET_M: f64 = 25.0;
/// The distance from an edge is at most this part of the side of the area's square.
const INSET_PART: f64 = 0.04;
/// Fewer positions than this with an inset, and the area is too narrow for one.
const ENOUGH: usize = 160;
/// How far from an earlier position a later lap stands, in cells of the street grid: 15 m.
const BESIDE_PART: f64 = 0.15;
/// Places looked at beside an earlier position.
const BESIDE_TRIES: u64 = 8;

/// 2^64 over the plastic number 1.3247…, and over its square.
const R2: [u64; 2] = [0xC13F_A9A9_02A6_328F, 0x91E1_0DA5_C79E_7B1D];

/// An area and the smaller areas in it.
pub(super) struct Ground<'a> {
    pub(super) outline: &'a Outline,
    pub(super) nested: Vec<&'a Outline>,
    /// The street grid: so many units of longitude and latitude are 100 m.
    pub(super) grid: [i32; 2],
}

/// Finds positions for the first stickers of an area, well spread. Never empty, unless the area
/// has no corner.
pub(super) fn spread(ground: &Ground<'_>) -> Vec<Position> {
    let candidates = ground.candidates();
    let inset_m = INSET_M.min(INSET_PART * ground.side_m());
    let far = candidates.iter().copied().filter(|at| ground.edge_distance_m(*at) >= inset_m);
    let far: Vec<_> = far.take(FOUND_MAX).collect();
    if far.len() >= ENOUGH {
        return far;
    }
    if !candidates.is_empty() {
        return candidates.into_iter().take(FOUND_MAX).collect();
    }
    ground.last_resort()
}

/// The nth position: the found ones in turn, then again and again a little beside them.
pub(super) fn nth(ground: &Ground<'_>, found: &[Position], nth: u64) -> Option<Position> {
    let count = u64::try_from(found.len()).ok()?;
    let lap = nth.checked_div(count)?;
    let at = *found.get(usize::try_from(nth % count).ok()?)?;
    if lap == 0 {
        return Some(at);
    }
    let beside = (0..BESIDE_TRIES).map(|go| ground.beside(at, nth.wrapping_mul(BESIDE_TRIES) + go));
    Some(beside.into_iter().find(|beside| ground.own(*beside)).unwrap_or(at))
}

impl Ground<'_> {
    /// Whether asking for the area at a position gives this area.
    fn own(&self, at: Position) -> bool {
        self.outline.holds(at) && !self.nested.iter().any(|smaller| smaller.holds(at))
    }

    /// Own positions of the R2 sequence over a square on the ground round the area.
    fn candidates(&self) -> Vec<Position> {
        let Extent { west, south, .. } = self.outline.extent;
        let [wide, high] = self.square();
        let corners = self.outlines().map(|outline| outline.corners().count()).sum::<usize>();
        (1..=TRIES.min(WORK / corners.max(1)) as u64)
            .map(|index| {
                let [x, y] = r2(index);
                Position { lon: west + scaled(x, wide), lat: south + scaled(y, high) }
            })
            .filter(|at| self.own(*at))
            .take(FOUND_MAX * 2)
            .collect()
    }

    /// Sides of the square in units of longitude and latitude.
    fn square(&self) -> [u32; 2] {
        let Extent { west, south, east, north } = self.outline.extent;
        let [lon_step, lat_step] = self.grid.map(|step| i64::from(step.max(1)));
        let (wide, high) = (i64::from(east) - i64::from(west), i64::from(north) - i64::from(south));
        let wide_at_least = wide.max(high * lon_step / lat_step);
        let high_at_least = high.max(wide * lat_step / lon_step);
        [wide_at_least, high_at_least].map(|side| u32::try_from(side + 1).unwrap_or(1))
    }

    fn side_m(&self) -> f64 {
        f64::from(self.square()[1]) * self.unit_m()[1]
    }

    /// Metres in a unit of longitude and of latitude.
    fn unit_m(&self) -> [f64; 2] {
        self.grid.map(|step| 100.0 / f64::from(step.max(1)))
    }

    fn edge_distance_m(&self, at: Position) -> f64 {
        let unit_m = self.unit_m();
        let distances = self.outlines().map(|outline| outline.edge_distance_m(at, unit_m));
        distances.fold(f64::INFINITY, f64::min)
    }

    fn outlines(&self) -> impl Iterator<Item = &Outline> {
        std::iter::once(self.outline).chain(self.nested.iter().copied())
    }

    /// A place within 15 m of a position, by a number.
    fn beside(&self, at: Position, index: u64) -> Position {
        let offsets = r2(index);
        let reach = self.grid.map(|step| (f64::from(step) * BESIDE_PART) as u32);
        let [lon, lat] = [0, 1].map(|axis| {
            scaled(offsets[axis], 2 * reach[axis] + 1).wrapping_sub_unsigned(reach[axis])
        });
        Position { lon: at.lon.wrapping_add(lon), lat: at.lat.wrapping_add(lat) }
    }

    /// For slivers that no candidate fell into: corners, which belong to their area. If smaller
    /// areas cover all of them, positions inside are what is left.
    fn last_resort(&self) -> Vec<Position> {
        let corners = self.outline.corners().filter(|at| self.own(*at));
        let corners: Vec<_> = corners.take(FOUND_MAX).collect();
        if corners.is_empty() && !self.nested.is_empty() {
            return spread(&Ground { outline: self.outline, nested: Vec::new(), grid: self.grid });
        }
        corners
    }
}

/// The point of the sequence with a number, each axis as a part of 2^32.
fn r2(index: u64) -> [u32; 2] {
    R2.map(|step| (index.wrapping_mul(step).wrapping_add(1 << 63) >> 32) as u32)
}

/// A part of 2^32 of a length, from 0 to the length less one.
fn scaled(part: u32, length: u32) -> i32 {
    ((u64::from(part) * u64::from(length)) >> 32) as i32
}
