//! Outlines in whole units, for exact questions.

use geo::{Coord, Distance, Euclidean, Intersects, LineString, MapCoords, Point, Polygon};

use crate::definition::unpack_path;
use crate::position::{Position, UNITS_PER_DEGREE};

/// A rectangle in 1e-5 degree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub(super) west: i32,
    pub(super) south: i32,
    pub(super) east: i32,
    pub(super) north: i32,
}

/// Round nothing: holds no position.
const NOWHERE: Extent = Extent { west: i32::MAX, south: i32::MAX, east: i32::MIN, north: i32::MIN };

impl Extent {
    pub(super) fn round(positions: impl Iterator<Item = Position>) -> Self {
        positions.fold(NOWHERE, |extent, Position { lon, lat }| Self {
            west: extent.west.min(lon),
            south: extent.south.min(lat),
            east: extent.east.max(lon),
            north: extent.north.max(lat),
        })
    }

    pub(super) fn holds(&self, Position { lon, lat }: Position) -> bool {
        (self.west..=self.east).contains(&lon) && (self.south..=self.north).contains(&lat)
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// Larger on each side by a part of its width and height, but not beyond the globe.
    pub(super) fn grown(&self, percent: i32) -> Self {
        let part = |from: i32, to: i32| {
            let part = (i64::from(to) - i64::from(from)) * i64::from(percent) / 100;
            i32::try_from(part).unwrap_or(0).max(0)
        };
        let (wide, high) = (part(self.west, self.east), part(self.south, self.north));
        let (half_turn, pole) = (180 * UNITS_PER_DEGREE, 90 * UNITS_PER_DEGREE);
        Self {
            west: self.west.saturating_sub(wide).max(-half_turn),
            south: self.south.saturating_sub(high).max(-pole),
            east: self.east.saturating_add(wide).min(half_turn),
            north: self.north.saturating_add(high).min(pole),
        }
    }
}

/// The polygons of an area, with their extent for a quick no.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) extent: Extent,
    polygons: Vec<Polygon<i64>>,
}

impl Outline {
    /// Unpacks the polygons of an area as its definition holds them.
    pub(super) fn new(polygons: &[Vec<Vec<i32>>]) -> Self {
        let polygons: Vec<_> = polygons.iter().map(|rings| polygon(rings)).collect();
        let corners = polygons.iter().flat_map(|polygon| &polygon.exterior().0);
        // Every corner came from 32 bits.
        let position =
            |corner: &Coord<i64>| Position { lon: corner.x as i32, lat: corner.y as i32 };
        Self { extent: Extent::round(corners.map(position)), polygons }
    }

    /// Whether a position is inside or on an edge; a hole is outside.
    pub(super) fn holds(&self, position: Position) -> bool {
        let point = Coord { x: i64::from(position.lon), y: i64::from(position.lat) };
        self.extent.holds(position)
            && self.polygons.iter().any(|polygon| polygon.intersects(&point))
    }

    /// The distance from a position to the nearest edge in metres, where a unit of longitude and
    /// of latitude are so many metres; infinite without edges.
    pub(super) fn edge_distance_m(&self, position: Position, unit_m: [f64; 2]) -> f64 {
        let scaled = |x: f64, y: f64| Coord { x: x * unit_m[0], y: y * unit_m[1] };
        let point = Point(scaled(f64::from(position.lon), f64::from(position.lat)));
        self.rings()
            .flat_map(LineString::lines)
            .map(|line| {
                let ends = line.map_coords(|end| scaled(end.x as f64, end.y as f64));
                Euclidean.distance(&point, &ends)
            })
            .fold(f64::INFINITY, f64::min)
    }

    /// Every corner, outer rings and holes.
    pub(super) fn corners(&self) -> impl Iterator<Item = Position> {
        let corners = self.rings().flat_map(|ring| &ring.0);
        corners.map(|corner| Position { lon: corner.x as i32, lat: corner.y as i32 })
    }

    fn rings(&self) -> impl Iterator<Item = &LineString<i64>> {
        let rings = |polygon| {
            let polygon: &Polygon<i64> = polygon;
            std::iter::once(polygon.exterior()).chain(polygon.interiors())
        };
        self.polygons.iter().flat_map(rings)
    }
}

fn polygon(rings: &[Vec<i32>]) -> Polygon<i64> {
    let coord = |at: Position| Coord { x: i64::from(at.lon), y: i64::from(at.lat) };
    let ring =
        |ring: &Vec<i32>| unpack_path(ring).into_iter().map(coord).collect::<LineString<i64>>();
    let mut rings = rings.iter().map(ring);
    let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Polygon::new(outer, rings.collect())
}
