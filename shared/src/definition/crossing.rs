//! Where a ring crosses or touches itself.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Coord, Line};

use super::effort::{Effort, TooIntricate};

/// Finds a place where a ring meets itself, or `None` when it is simple.
///
/// The ring is closed and has no equal neighbours. Segments are visited from west to east, and
/// only those that overlap in longitude and latitude are compared, so that a detailed coast takes
/// moments.
///
/// # Errors
/// The ring is more work than is left.
pub(super) fn first_crossing(
    ring: &[Coord<f64>],
    effort: &mut Effort,
) -> Result<Option<Coord<f64>>, TooIntricate> {
    let segments: Vec<_> = ring.windows(2).map(|ends| Line::new(ends[0], ends[1])).collect();
    let mut order: Vec<usize> = (0..segments.len()).collect();
    order.sort_by(|a, b| west(segments[*a]).total_cmp(&west(segments[*b])));
    let mut open: Vec<usize> = Vec::new();
    for current in order {
        effort.spend(open.len())?;
        open.retain(|other| east(segments[*other]) >= west(segments[current]));
        let met = open.iter().find_map(|other| meeting(&segments, *other, current));
        if met.is_some() {
            return Ok(met);
        }
        open.push(current);
    }
    Ok(None)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A comb that lies aslant: each of its teeth overlaps all others from west to east.
    fn comb(teeth: u32) -> Vec<Coord<f64>> {
        let corner = |index: u32| {
            let (step, up) = (f64::from(index) * 1e-3, f64::from((index / 2 + index) % 2));
            Coord { x: up + step, y: up - step }
        };
        let handle = [Coord { x: -1.0, y: -2.0 }, corner(0)];
        (0..2 * teeth).map(corner).chain(handle).collect()
    }

    #[test]
    fn r9_3_no_outline_takes_longer_than_it_may() {
        let ring = comb(200);
        assert_eq!(first_crossing(&ring, &mut Effort::new()), Ok(None));
        assert_eq!(first_crossing(&ring, &mut Effort::of(10_000)), Err(TooIntricate));
    }
}
