//! Whether the rings of an area fit together: holes in outlines, nothing on top of anything.

use geo::coordinate_position::CoordPos;
use geo::dimensions::Dimensions;
use geo::indexed::PreparedGeometry;
use geo::{BoundingRect, CoordsIter, Intersects, MultiPolygon, Polygon, Rect, Relate};

use super::effort::{Effort, TooIntricate};
use super::fault::Spot;
use super::outline::part;
use super::ring::Survey;

/// Says whether holes lie inside their outer rings and no part lies on top of another; tells what
/// does not.
pub(super) fn fits(spot: &Spot, ground: &MultiPolygon<f64>, survey: &mut Survey<'_>) -> bool {
    look(spot, ground, survey).unwrap_or_else(|TooIntricate| {
        survey.too_intricate(spot);
        false
    })
}

fn look(
    spot: &Spot,
    ground: &MultiPolygon<f64>,
    survey: &mut Survey<'_>,
) -> Result<bool, TooIntricate> {
    let mut fits = true;
    for (index, polygon) in ground.iter().enumerate() {
        let spot = part(spot, ground.0.len(), index);
        let holes: Vec<_> =
            polygon.interiors().iter().map(|hole| Polygon::new(hole.clone(), Vec::new())).collect();
        fits &= inside(&spot, polygon, &holes, survey)?;
        fits &= apart(&spot, "ring", 2, &holes, survey)?;
    }
    Ok(fits & apart(spot, "polygon", 1, &ground.0, survey)?)
}

fn inside(
    spot: &Spot,
    polygon: &Polygon<f64>,
    holes: &[Polygon<f64>],
    survey: &mut Survey<'_>,
) -> Result<bool, TooIntricate> {
    if holes.is_empty() {
        return Ok(true);
    }
    let outer = PreparedGeometry::from(Polygon::new(polygon.exterior().clone(), Vec::new()));
    let corners = polygon.exterior().0.len();
    let mut inside = true;
    for (index, hole) in holes.iter().enumerate() {
        survey.effort.spend_on(corners + hole.coords_count())?;
        if !outer.relate(hole).is_contains() {
            let remedy = "Ring 1 is the outline; the rings after it are holes and lie inside it. \
                          For a second piece of land use a MultiPolygon.";
            let spot = spot.part(&format!("ring {}", index + 2));
            survey.faults.add(&spot, "the hole is not inside the outline", remedy);
            inside = false;
        }
    }
    Ok(inside)
}

fn apart(
    spot: &Spot,
    what: &str,
    from: usize,
    parts: &[Polygon<f64>],
    survey: &mut Survey<'_>,
) -> Result<bool, TooIntricate> {
    let rects: Vec<Option<Rect<f64>>> = parts.iter().map(Polygon::bounding_rect).collect();
    for (index, part) in parts.iter().enumerate() {
        survey.effort.spend(index)?;
        let near = |other: &usize| rects[*other].zip(rects[index]).is_some_and(meet);
        for other in (0..index).filter(near) {
            if overlap(part, &parts[other], &mut survey.effort)? {
                survey.faults.add(
                    &spot.part(&format!("{what} {}", index + from)),
                    format!("it overlaps {what} {}", other + from),
                    "Draw them apart, or join them into one.",
                );
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn meet((one, other): (Rect<f64>, Rect<f64>)) -> bool {
    one.intersects(&other)
}

fn overlap(
    one: &Polygon<f64>,
    other: &Polygon<f64>,
    effort: &mut Effort,
) -> Result<bool, TooIntricate> {
    effort.spend_on(one.coords_count() + other.coords_count())?;
    Ok(one.relate(other).get(CoordPos::Inside, CoordPos::Inside) == Dimensions::TwoDimensional)
}
