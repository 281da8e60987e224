//! A rectangle on the globe: what the map opens on, and where mistakes become visible.

use crate::position::{Position, UNITS_PER_DEGREE};

/// Mean radius of the earth in metres, as a sphere (IUGG).
const SPHERE_RADIUS_M: f64 = 6_371_008.8;
/// Side of a cell of the street grid, in metres.
const STREET_M: f64 = 100.0;
/// Free paper round the areas when a definition names no bounds, as a part of their extent.
const PADDING: f64 = 0.05;

/// West, south, east and north in degrees. It does not cross the 180th meridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
}

impl Frame {
    /// The smallest frame round positions, or `None` round nothing.
    pub(super) fn round(positions: impl Iterator<Item = Position>) -> Option<Self> {
        positions.map(Position::to_degrees).fold(None, |frame, (lon, lat)| {
            let Self { west, south, east, north } =
                frame.unwrap_or(Self { west: lon, south: lat, east: lon, north: lat });
            Some(Self {
                west: west.min(lon),
                south: south.min(lat),
                east: east.max(lon),
                north: north.max(lat),
            })
        })
    }

    pub(super) fn is_sound(self) -> bool {
        let corners = on_globe([self.west, self.south]) && on_globe([self.east, self.north]);
        corners && self.west < self.east && self.south < self.north
    }

    /// Whether a longitude and latitude lie inside or on the edge.
    pub(super) fn holds(self, [lon, lat]: [f64; 2]) -> bool {
        (self.west..=self.east).contains(&lon) && (self.south..=self.north).contains(&lat)
    }

    /// The frame with a little free paper on every side.
    pub(super) fn padded(self) -> Self {
        let (wide, high) = ((self.east - self.west) * PADDING, (self.north - self.south) * PADDING);
        Self {
            west: (self.west - wide).max(-180.0),
            south: (self.south - high).max(-90.0),
            east: (self.east + wide).min(180.0),
            north: (self.north + high).min(90.0),
        }
    }

    /// The frame of west, south, east, north in 1e-5 degree.
    pub(super) fn of_units(units: [i32; 4]) -> Self {
        let [west, south, east, north] =
            units.map(|unit| f64::from(unit) / f64::from(UNITS_PER_DEGREE));
        Self { west, south, east, north }
    }

    /// Whether another frame lies inside.
    pub(super) fn holds_all(self, other: Self) -> bool {
        self.holds([other.west, other.south]) && self.holds([other.east, other.north])
    }

    /// West, south, east, north in 1e-5 degree.
    pub(super) fn units(self) -> [i32; 4] {
        [self.west, self.south, self.east, self.north].map(units)
    }

    /// Longitude and latitude steps, in 1e-5 degree, that are about 100 m at the middle latitude.
    ///
    /// On a sphere, d metres are `d / (radius · π / 180)` degrees of latitude, and that over the
    /// cosine of the latitude in degrees of longitude. The cosine is kept above 0.01, so that a
    /// board at a pole has a grid too.
    pub(super) fn street_grid(self) -> [i32; 2] {
        let middle = f64::midpoint(self.south, self.north).to_radians();
        let lat_step = (STREET_M / SPHERE_RADIUS_M).to_degrees();
        [lat_step / middle.cos().max(0.01), lat_step].map(units)
    }
}

/// Whether a longitude and latitude are on the globe.
pub(super) fn on_globe([lon, lat]: [f64; 2]) -> bool {
    Position::from_degrees(lon, lat).is_some()
}

fn units(degrees: f64) -> i32 {
    (degrees * f64::from(UNITS_PER_DEGREE)).round() as i32
}
