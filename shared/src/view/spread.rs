//! Stand-ins as numbers of a sequence: what a screen can reckon need not travel.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pack::{StickerGroup, StickerPack};
use crate::geography::{Geography, Square};
use crate::ids::Seq;
use crate::position::Position;

/// Fewer stickers than this, and the columns are as short.
const WORTH: usize = 8;
/// Longer sides than this, and a browser's numbers would not be exact.
const SIDE_MAX: u32 = 1 << 20;

/// Positions over a square by their numbers, for groups whose stickers are drawn at stand-ins.
///
/// The position with number `n` is `origin + floor(side * part / 2^32)` on each axis, where `part`
/// are the upper 32 bits of `n * step + 2^63` modulo 2^64, and `step` is 0xC13FA9A902A6328F for
/// longitude and 0x91E10DA5C79E7B1D for latitude.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Spread {
    /// The sides of the square, in units of longitude and latitude, at most 2^20; its south-west
    /// corner is the group's origin.
    pub sides: [u32; 2],
    /// The numbers of the stickers' positions, from 1, each as the difference from the one before.
    pub n: Vec<i64>,
}

impl StickerPack {
    /// Gives the same stickers with numbers in the place of columns, where they stand at positions
    /// that have one.
    pub fn spread_over(self, geography: &Geography) -> Self {
        let groups = self.groups.into_iter().flat_map(|group| split(group, geography)).collect();
        Self { groups, ..self }
    }
}

impl Spread {
    /// Gives the positions, if the numbers are some.
    pub(super) fn positions(&self, corner: Position) -> impl Iterator<Item = Position> {
        let square = Square { corner, sides: self.sides };
        self.n.iter().scan(0_i64, move |before, step| {
            *before = before.wrapping_add(*step);
            u64::try_from(*before).ok().map(|number| square.position(number))
        })
    }
}

/// The stickers that stand at numbered positions, and the others.
fn split(group: StickerGroup, geography: &Geography) -> Vec<StickerGroup> {
    let numbered = group.area.as_ref().filter(|_| group.seq.len() >= WORTH);
    let numbered = numbered.and_then(|area| geography.numbered(area));
    match numbered {
        Some((square, numbers)) if square.sides.iter().all(|side| *side <= SIDE_MAX) => {
            by_number(&group, square, &numbers)
        }
        _ => vec![group],
    }
}

fn by_number(
    group: &StickerGroup,
    square: Square,
    numbers: &HashMap<Position, u32>,
) -> Vec<StickerGroup> {
    let (kind, area) = (&group.kind, &group.area);
    let members: Vec<(Seq, Position)> = group.members().collect();
    let (numbered, other): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|(_, at)| numbers.contains_key(at));
    let mut groups = Vec::new();
    if !other.is_empty() {
        groups.push(StickerGroup::of(kind.clone(), area.clone(), &other));
    }
    if !numbered.is_empty() {
        let mut before = 0;
        let number = |(_, at): &(Seq, Position)| numbers.get(at).copied().map_or(0, i64::from);
        let mut step = |number: i64| number - std::mem::replace(&mut before, number);
        let n = numbered.iter().map(number).map(&mut step).collect();
        let mut spread = StickerGroup::of(kind.clone(), area.clone(), &numbered);
        (spread.origin, spread.step) = (square.corner, [1, 1]);
        (spread.lon, spread.lat) = (Vec::new(), Vec::new());
        spread.spread = Some(Spread { sides: square.sides, n });
        groups.push(spread);
    }
    groups
}
