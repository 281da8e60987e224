//! From the numbers in a GeoJSON file to lines and rings that can be trusted.

use geo::Coord;

use super::crossing::first_crossing;
use super::effort::Effort;
use super::fault::{Faults, Spot};
use super::frame::{Frame, on_globe};
use crate::position::Position;

/// What a line is checked against, and how many positions were read so far.
pub(super) struct Survey<'a> {
    pub(super) faults: &'a Faults,
    /// The board's bounds, or the extent of its sketch map.
    pub(super) frame: Option<Frame>,
    /// Whether areas must lie in the frame. Where they need not, it only helps to notice swapped
    /// numbers.
    pub(super) bounded: bool,
    pub(super) points: usize,
    pub(super) effort: Effort,
}

const LATITUDE_FIRST: &str = "this looks like latitude first";
const LONGITUDE_FIRST: &str =
    "Swap the two numbers of each position: longitude (east) first, then latitude (north).";

impl<'a> Survey<'a> {
    pub(super) fn new(faults: &'a Faults, frame: Option<Frame>, bounded: bool) -> Self {
        Self { faults, frame, bounded, points: 0, effort: Effort::new() }
    }

    /// Reads positions of a line or point, or tells why they cannot be right.
    pub(super) fn line(
        &mut self,
        spot: &Spot,
        positions: &[geojson::Position],
    ) -> Option<Vec<[f64; 2]>> {
        self.points += positions.len();
        let pairs: Option<Vec<[f64; 2]>> = positions
            .iter()
            .map(|position| position.as_slice().first_chunk::<2>().copied())
            .collect();
        let Some(pairs) = pairs else {
            let remedy = "Write each position as [longitude, latitude].";
            self.faults.add(spot, "a position has fewer than two numbers", remedy);
            return None;
        };
        self.placed(spot, &pairs).then_some(pairs)
    }

    /// Reads a ring: closed, at least a triangle, not crossing itself. Gives its positions
    /// rounded, without repeats, turning counter-clockwise; the last is the first.
    pub(super) fn ring(
        &mut self,
        spot: &Spot,
        positions: &[geojson::Position],
    ) -> Option<Vec<Position>> {
        let pairs = self.closed_line(spot, positions)?;
        if !self.simple(spot, &pairs) {
            return None;
        }
        let ring = wound(&pairs, false);
        if ring.is_none() {
            let remedy = "Draw it larger, or remove it.";
            self.faults.add(spot, "the ring is smaller than a metre", remedy);
        }
        ring
    }

    /// Reads a ring of the sketch map: closed and wound, `None` inside when too small to draw. A
    /// crossing does no harm there.
    pub(super) fn sketched_ring(
        &mut self,
        spot: &Spot,
        positions: &[geojson::Position],
        hole: bool,
    ) -> Option<Option<Vec<Position>>> {
        self.closed_line(spot, positions).map(|pairs| wound(&pairs, hole))
    }

    fn closed_line(
        &mut self,
        spot: &Spot,
        positions: &[geojson::Position],
    ) -> Option<Vec<[f64; 2]>> {
        let mut pairs = self.line(spot, positions)?;
        pairs.dedup();
        self.closed(spot, &pairs).then_some(pairs)
    }

    /// On the globe, and not with latitude and longitude swapped.
    fn placed(&self, spot: &Spot, pairs: &[[f64; 2]]) -> bool {
        let swapped = |pair: &[f64; 2]| [pair[1], pair[0]];
        if let Some(lost) = pairs.iter().find(|pair| !on_globe(**pair)) {
            let (problem, remedy) = if pairs.iter().all(|pair| on_globe(swapped(pair))) {
                (LATITUDE_FIRST, LONGITUDE_FIRST)
            } else {
                let remedy = "Longitude is -180 to 180, latitude -90 to 90. Larger numbers are \
                              often metres of a national grid: export as WGS 84 (EPSG:4326).";
                ("it is not on the globe", remedy)
            };
            self.faults.add(spot, format!("near {}, {problem}", shown(*lost)), remedy);
            return false;
        }
        let Some(frame) = self.frame else { return true };
        let elsewhere = pairs.iter().all(|pair| !frame.holds(*pair));
        if elsewhere && !pairs.is_empty() && pairs.iter().all(|pair| frame.holds(swapped(pair))) {
            let problem = format!("near {}, {LATITUDE_FIRST}", shown(pairs[0]));
            self.faults.add(spot, problem, LONGITUDE_FIRST);
            return false;
        }
        true
    }

    fn closed(&self, spot: &Spot, pairs: &[[f64; 2]]) -> bool {
        let closed = pairs.len() > 1 && pairs.first() == pairs.last();
        let corners = pairs.len() - usize::from(closed);
        if corners < 3 {
            let remedy = "A ring needs at least three different points and its first point again.";
            self.faults.add(spot, "the ring has too few points", remedy);
            return false;
        }
        if !closed {
            let (first, last) = (shown(pairs[0]), shown(pairs[pairs.len() - 1]));
            let problem =
                format!("the ring does not close (first point {first}, last point {last})");
            self.faults.add(spot, problem, "End it with its first point.");
        }
        closed
    }

    fn simple(&mut self, spot: &Spot, pairs: &[[f64; 2]]) -> bool {
        let ring: Vec<_> = pairs.iter().map(|&[x, y]| Coord { x, y }).collect();
        let Ok(crossing) = first_crossing(&ring, &mut self.effort) else {
            self.too_intricate(spot);
            return false;
        };
        if let Some(Coord { x, y }) = crossing {
            let remedy = "Move or remove points there, so that the outline runs round once.";
            let problem = format!("the ring crosses or touches itself near {}", shown([x, y]));
            self.faults.add(spot, problem, remedy);
        }
        crossing.is_none()
    }

    /// Tells that the map is more work than it may be.
    pub(super) fn too_intricate(&mut self, spot: &Spot) {
        if self.effort.tell() {
            let remedy =
                "Simplify the outlines in your map program, or draw fewer holes and pieces.";
            self.faults.add(spot, "the map is too intricate from here on", remedy);
        }
    }
}

/// A longitude and latitude as a person would look for it in the file.
pub(super) fn shown([lon, lat]: [f64; 2]) -> String {
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    format!("[{}, {}]", round(lon), round(lat))
}

/// Rounds to positions and leaves out those that became equal to the one before.
pub(super) fn rounded(pairs: &[[f64; 2]]) -> Vec<Position> {
    let position = |&[lon, lat]: &[f64; 2]| Position::from_degrees(lon, lat);
    let mut positions: Vec<_> = pairs.iter().filter_map(position).collect();
    positions.dedup();
    positions
}

/// Rounds a ring and turns it: holes clockwise, others counter-clockwise. `None` when nothing of
/// it is left.
fn wound(pairs: &[[f64; 2]], hole: bool) -> Option<Vec<Position>> {
    let mut ring = rounded(pairs);
    let doubled_area = doubled_area(&ring);
    if (doubled_area < 0) != hole {
        ring.reverse();
    }
    (doubled_area != 0).then_some(ring)
}

/// Twice the area in square units, positive when the ring turns counter-clockwise.
fn doubled_area(ring: &[Position]) -> i128 {
    let cross = |pair: &[Position]| {
        let [a, b] = [pair[0], pair[1]].map(|at| (i128::from(at.lon), i128::from(at.lat)));
        a.0 * b.1 - b.0 * a.1
    };
    ring.windows(2).map(cross).sum()
}
