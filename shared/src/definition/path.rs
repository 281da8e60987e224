//! Lines and rings as small whole numbers: a first position, then steps.

use crate::position::Position;

/// Packs positions as `[lon, lat, dlon, dlat, dlon, dlat, …]` in 1e-5 degree.
pub fn pack_path(positions: &[Position]) -> Vec<i32> {
    let mut last = Position { lon: 0, lat: 0 };
    let mut packed = Vec::with_capacity(positions.len() * 2);
    for position in positions {
        packed.push(position.lon.wrapping_sub(last.lon));
        packed.push(position.lat.wrapping_sub(last.lat));
        last = *position;
    }
    packed
}

/// Unpacks what [`pack_path`] packed. An odd number at the end is left out; sums wrap, so that no
/// input can panic.
pub fn unpack_path(packed: &[i32]) -> Vec<Position> {
    let (steps, _odd) = packed.as_chunks::<2>();
    let from_last = |last: &mut Position, [lon, lat]: &[i32; 2]| {
        last.lon = last.lon.wrapping_add(*lon);
        last.lat = last.lat.wrapping_add(*lat);
        Some(*last)
    };
    steps.iter().scan(Position { lon: 0, lat: 0 }, from_last).collect()
}
