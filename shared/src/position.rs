//! Where something is: degrees, WGS 84, longitude then latitude, as whole numbers of 1e-5 degree.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Units of a [`Position`] in one degree.
///
/// 1e-5 degree is 1.1 m north-south and 0.6 m east-west at Glasgow: finer than a finger on a map,
/// and whole numbers survive every JSON reader unchanged.
pub const UNITS_PER_DEGREE: i32 = 100_000;

/// A point on the ground, `[longitude, latitude]` on the wire, in 1e-5 degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "[lon: number, lat: number]")]
#[serde(from = "[i32; 2]", into = "[i32; 2]")]
pub struct Position {
    /// Degrees east of Greenwich times 100,000.
    pub lon: i32,
    /// Degrees north of the equator times 100,000.
    pub lat: i32,
}

impl Position {
    /// Gives the position nearest to a longitude and latitude in degrees, or `None` when they are
    /// not on the globe (not finite, beyond ±180 or ±90).
    pub fn from_degrees(lon: f64, lat: f64) -> Option<Self> {
        let on_globe = lon.abs() <= 180.0 && lat.abs() <= 90.0;
        on_globe.then(|| Self {
            lon: (lon * f64::from(UNITS_PER_DEGREE)).round() as i32,
            lat: (lat * f64::from(UNITS_PER_DEGREE)).round() as i32,
        })
    }

    /// Gives longitude and latitude in degrees.
    pub fn to_degrees(self) -> (f64, f64) {
        let unit = f64::from(UNITS_PER_DEGREE);
        (f64::from(self.lon) / unit, f64::from(self.lat) / unit)
    }

    /// Rounds to the nearest multiple of the grid's longitude and latitude steps.
    ///
    /// Whole-number arithmetic only, so that a phone and every server round alike.
    pub fn snapped(self, [lon_step, lat_step]: [i32; 2]) -> Self {
        Self { lon: snap(self.lon, lon_step), lat: snap(self.lat, lat_step) }
    }
}

/// Nearest multiple of `step`, halves towards positive infinity.
fn snap(value: i32, step: i32) -> i32 {
    let (value, step) = (i64::from(value), i64::from(step.max(1)));
    ((value + step / 2).div_euclid(step) * step) as i32
}

impl From<[i32; 2]> for Position {
    fn from([lon, lat]: [i32; 2]) -> Self {
        Self { lon, lat }
    }
}

impl From<Position> for [i32; 2] {
    fn from(position: Position) -> Self {
        [position.lon, position.lat]
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn r5_2_a_street_point_goes_to_the_nearest_crossing_of_the_grid() {
        let grid = [160, 90];
        let snapped = |lon, lat| <[i32; 2]>::from(Position { lon, lat }.snapped(grid));
        assert_eq!(snapped(-425_601, 5_586_301), [-425_600, 5_586_300]);
        assert_eq!(snapped(-425_519, 5_586_256), [-425_440, 5_586_300]);
        assert_eq!(snapped(-425_521, 5_586_254), [-425_600, 5_586_210]);
        assert_eq!(snapped(-425_520, 5_586_255), [-425_440, 5_586_300], "halves go up");
        assert_eq!(snapped(-425_600, 5_586_300), [-425_600, 5_586_300], "rounding twice is once");
    }

    #[test]
    fn degrees_off_the_globe_are_no_position() {
        assert_eq!(Position::from_degrees(-4.2085, 55.88).map(|at| at.lon), Some(-420_850));
        for (lon, lat) in [(181.0, 0.0), (0.0, -90.1), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert_eq!(Position::from_degrees(lon, lat), None);
        }
    }
}
