//! Where a ring crosses or touches itself.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Coord, Line};

/// Finds a place where a ring meets itself, or `None` when it is simple.
///
/// The ring is closed and has no equal neighbours. Segments are visited from west to east, and
/// only those that overlap in longitude and latitude are compared, so that a detailed coast takes
/// moments.
pub(super) fn first_crossing(ring: &[Coord<f64>]) -> Option<Coord<f64>> {
    let segments: Vec<_> = ring.windows(2).map(|ends| Line::new(ends[0], ends[1])).collect();
    let mut order: Vec<usize> = (0..segments.len()).collect();
    order.sort_by(|a, b| west(segments[*a]).total_cmp(&west(segments[*b])));
    let mut open: Vec<usize> = Vec::new();
    for current in order {
        open.retain(|other| east(segments[*other]) >= west(segments[current]));
        let met = open.iter().find_map(|other| meeting(&segments, *other, current));
        if met.is_some() {
            return met;
        }
        open.push(current);
    }
    None
}

/// Where two segments meet, apart from the corner that neighbours share.
fn meeting(segments: &[Line<f64>], one: usize, other: usize) -> Option<Coord<f64>> {
    let (a, b) = (segments[one], segments[other]);
    if a.start.y.max(a.end.y) < b.start.y.min(b.end.y)
        || b.start.y.max(b.end.y) < a.start.y.min(a.end.y)
    {
        return None;
    }
    let neighbours = one.abs_diff(other) == 1 || one.abs_diff(other) == segments.len() - 1;
    match line_intersection(a, b)? {
        LineIntersection::Collinear { intersection } if intersection.start != intersection.end => {
            Some(intersection.start)
        }
        LineIntersection::Collinear { .. } | LineIntersection::SinglePoint { .. } if neighbours => {
            None
        }
        LineIntersection::Collinear { intersection } => Some(intersection.start),
        LineIntersection::SinglePoint { intersection, .. } => Some(intersection),
    }
}

fn west(segment: Line<f64>) -> f64 {
    segment.start.x.min(segment.end.x)
}

fn east(segment: Line<f64>) -> f64 {
    segment.start.x.max(segment.end.x)
}
