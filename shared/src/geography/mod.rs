//! Which place a position is in, and where to draw what has only a place.
//!
//! Whole numbers and exact predicates only, so that every node answers alike. What the board needs
//! of an answer is recorded in its entries; replay never asks again.

mod outline;
mod square;
mod stand_in;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::definition::Definition;
use crate::ids::AreaId;
use crate::limits::BOUNDS_MARGIN_PERCENT;
use crate::position::Position;
use outline::{Extent, Outline};
use stand_in::Found;

pub use square::Square;

/// The places of one board, ready to be asked.
#[derive(Debug)]
pub struct Geography {
    /// Smallest first: an area that lies in another is asked before it.
    places: Vec<Place>,
    by_id: BTreeMap<AreaId, usize>,
    reach: Extent,
    street_grid: [i32; 2],
}

#[derive(Debug)]
struct Place {
    id: AreaId,
    outline: Outline,
    /// Filled when the first sticker asks, so that a board of 500 areas opens at once.
    stand_ins: OnceLock<Vec<Found>>,
}

impl Geography {
    /// Makes the geography of a definition. The work is in proportion to the points of its map.
    pub fn new(definition: &Definition) -> Self {
        let mut areas: Vec<_> = definition.areas.iter().collect();
        areas.sort_by_key(|area| area.size_m2);
        let places: Vec<_> = areas
            .into_iter()
            .map(|area| Place {
                id: area.id.clone(),
                outline: Outline::new(&area.polygons),
                stand_ins: OnceLock::new(),
            })
            .collect();
        // Of two areas with one id (no checked definition has them) the smaller counts.
        let ids = places.iter().enumerate().map(|(index, place)| (place.id.clone(), index));
        let by_id = ids.rev().collect();
        Self { places, by_id, reach: reach(definition), street_grid: definition.street_grid }
    }

    /// Gives the area at a position: of several the smallest. An edge belongs to its area, a hole
    /// does not.
    pub fn area_at(&self, position: Position) -> Option<AreaId> {
        self.places.iter().find(|place| place.outline.holds(position)).map(|place| place.id.clone())
    }

    /// Says whether a sticker may stand at a position: within the board's bounds or its sketch
    /// map, or not further outside than `BOUNDS_MARGIN_PERCENT`.
    pub fn in_bounds(&self, position: Position) -> bool {
        self.reach.holds(position)
    }

    /// Gives the position at which to draw the nth sticker (from 0) of an area; `None` for an
    /// unknown area.
    ///
    /// The same area and number give the same position for ever. Positions are spread over the
    /// area, off its edge where it is wide enough, and never in a smaller area that lies in it,
    /// unless smaller areas cover it wholly.
    pub fn stand_in(&self, area: &AreaId, nth: u64) -> Option<Position> {
        let index = *self.by_id.get(area)?;
        let ground = self.ground(index);
        let found = self.places[index].stand_ins.get_or_init(|| stand_in::spread(&ground));
        stand_in::nth(&ground, found, nth)
    }

    /// Gives the square over which the stand-ins of an area are spread, and the numbers that they
    /// have in it; `None` for an unknown area.
    pub fn numbered(&self, area: &AreaId) -> Option<(Square, HashMap<Position, u32>)> {
        let index = *self.by_id.get(area)?;
        let ground = self.ground(index);
        let found = self.places[index].stand_ins.get_or_init(|| stand_in::spread(&ground));
        let numbers = found.iter().filter(|found| found.number > 0);
        Some((ground.square(), numbers.map(|found| (found.at, found.number)).collect()))
    }

    fn ground(&self, index: usize) -> stand_in::Ground<'_> {
        let outline = &self.places[index].outline;
        let nested = self.places[..index].iter().map(|place| &place.outline);
        let nested = nested.filter(|smaller| smaller.extent.meets(&outline.extent)).collect();
        stand_in::Ground { outline, nested, grid: self.street_grid }
    }
}

/// Bounds and sketch map together, and the margin around them.
fn reach(definition: &Definition) -> Extent {
    let drawn = definition.base.positions();
    let [west, south, east, north] = definition.bounds;
    let corners = [Position { lon: west, lat: south }, Position { lon: east, lat: north }];
    Extent::round(corners.into_iter().chain(drawn)).grown(BOUNDS_MARGIN_PERCENT)
}
