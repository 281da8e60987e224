//! Where to draw stickers that say only their area.
//!
//! Candidates come from a sequence (`square.rs`) whose first ten are spread as well as its first five
//! hundred.

use super::outline::{Extent, Outline};
use super::square::{Square, r2, scaled};
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

/// A position found for an area.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) at: Position,
    /// Its number in the area's square; 0 if it has none.
    pub(super) number: u32,
}

/// An area and the smaller areas in it.
pub(super) struct Ground<'a> {
    pub(super) outline: &'a Outline,
    pub(super) nested: Vec<&'a Outline>,
    /// The street grid: so many units of longitude and latitude are 100 m.
    pub(super) grid: [i32; 2],
}

/// Finds positions for the first stickers of an area, well spread. Never empty, unless the area
/// has no corner.
pub(super) fn spread(ground: &Ground<'_>) -> Vec<Found> {
    let candidates = ground.candidates();
    let inset_m = INSET_M.min(INSET_PART * ground.side_m());
    let far =
        candidates.iter().copied().filter(|found| ground.edge_distance_m(found.at) >= inset_m);
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
pub(super) fn nth(ground: &Ground<'_>, found: &[Found], nth: u64) -> Option<Position> {
    let count = u64::try_from(found.len()).ok()?;
    let lap = nth.checked_div(count)?;
    let Found { at, .. } = *found.get(usize::try_from(nth % count).ok()?)?;
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
    fn candidates(&self) -> Vec<Found> {
        let square = self.square();
        let corners = self.outlines().map(|outline| outline.corners().count()).sum::<usize>();
        (1..=TRIES.min(WORK / corners.max(1)) as u32)
            .map(|number| Found { at: square.position(u64::from(number)), number })
            .filter(|found| self.own(found.at))
            .take(FOUND_MAX * 2)
            .collect()
    }

    /// The square on the ground round the area.
    pub(super) fn square(&self) -> Square {
        let Extent { west, south, east, north } = self.outline.extent;
        let [lon_step, lat_step] = self.grid.map(|step| i64::from(step.max(1)));
        let (wide, high) = (i64::from(east) - i64::from(west), i64::from(north) - i64::from(south));
        let wide_at_least = wide.max(high * lon_step / lat_step);
        let high_at_least = high.max(wide * lat_step / lon_step);
        let sides = [wide_at_least, high_at_least].map(|side| u32::try_from(side + 1).unwrap_or(1));
        Square { corner: Position { lon: west, lat: south }, sides }
    }

    fn side_m(&self) -> f64 {
        f64::from(self.square().sides[1]) * self.unit_m()[1]
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
    fn last_resort(&self) -> Vec<Found> {
        let corners = self.outline.corners().filter(|at| self.own(*at));
        let corners: Vec<_> = corners.take(FOUND_MAX).collect();
        if corners.is_empty() && !self.nested.is_empty() {
            return spread(&Ground { outline: self.outline, nested: Vec::new(), grid: self.grid });
        }
        corners.into_iter().map(|at| Found { at, number: 0 }).collect()
    }
}
