//! Stickers as short columns of whole numbers: what makes a full board small enough for a bad line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Spread, StickerView};
use crate::ids::{AreaId, KindId, Seq};
use crate::moderation::Standing;
use crate::position::Position;

/// Stickers in groups of one kind and one area: about 3.5 bytes each when compressed, where a list
/// of objects takes 23.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StickerPack {
    /// All stickers, but for notes and hiding.
    pub groups: Vec<StickerGroup>,
    /// Names and notes of those that have one.
    pub notes: Vec<(Seq, String)>,
    /// Facilitator only: names of those that are hidden from everybody else.
    pub hidden: Vec<Seq>,
    /// Facilitator only: names of those whose author's placing and writing is paused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Seq>>", optional)]
    pub muted: Vec<Seq>,
    /// Facilitator only: how notes stand that not everybody sees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<(Seq, Standing)>>", optional)]
    pub standings: Vec<(Seq, Standing)>,
}

/// Stickers of one kind in one area, or outside of all.
///
/// The sticker at place `i` of the columns is drawn at `origin + step * [lon[i], lat[i]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StickerGroup {
    /// Their kind.
    pub kind: KindId,
    /// The study area they lie in, if any.
    pub area: Option<AreaId>,
    /// The south-west corner of them all.
    pub origin: Position,
    /// The grid they lie on: 1 or more units of longitude and latitude.
    pub step: [i32; 2],
    /// Names, ascending, each as the difference from the one before.
    pub seq: Vec<u64>,
    /// Steps east of the origin.
    pub lon: Vec<i32>,
    /// Steps north of the origin.
    pub lat: Vec<i32>,
    /// Where they are, in the place of `lon` and `lat`, which are empty then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub spread: Option<Spread>,
}

impl StickerPack {
    /// Packs stickers that come in the order of their names.
    pub fn of(stickers: impl Iterator<Item = StickerView>) -> Self {
        let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut pack = Self::default();
        for view in stickers {
            pack.hidden.extend(view.hidden.then_some(view.seq));
            pack.muted.extend(view.muted.then_some(view.seq));
            pack.standings.extend(view.note_standing.map(|standing| (view.seq, standing)));
            pack.notes.extend(view.note.map(|note| (view.seq, note)));
            groups.entry((view.kind, view.area)).or_default().push((view.seq, view.at));
        }
        let group = |((kind, area), members): (_, Vec<_>)| StickerGroup::of(kind, area, &members);
        pack.groups = groups.into_iter().map(group).collect();
        pack
    }

    /// Gives the stickers by name, as they were before packing.
    pub fn unpack(&self) -> BTreeMap<Seq, StickerView> {
        let mut stickers: BTreeMap<_, _> = self
            .groups
            .iter()
            .flat_map(StickerGroup::unpack)
            .map(|view| (view.seq, view))
            .collect();
        for (seq, note) in &self.notes {
            if let Some(view) = stickers.get_mut(seq) {
                view.note = Some(note.clone());
            }
        }
        for seq in &self.muted {
            if let Some(view) = stickers.get_mut(seq) {
                view.muted = true;
            }
        }
        for (seq, standing) in &self.standings {
            if let Some(view) = stickers.get_mut(seq) {
                view.note_standing = Some(standing.clone());
            }
        }
        for seq in &self.hidden {
            if let Some(view) = stickers.get_mut(seq) {
                view.hidden = true;
            }
        }
        stickers
    }
}

impl StickerGroup {
    pub(super) fn of(kind: KindId, area: Option<AreaId>, members: &[(Seq, Position)]) -> Self {
        let least = |axis: fn(&Position) -> i32| members.iter().map(|(_, at)| axis(at)).min();
        let origin = Position {
            lon: least(|at| at.lon).unwrap_or_default(),
            lat: least(|at| at.lat).unwrap_or_default(),
        };
        let lon: Vec<_> = members.iter().map(|(_, at)| at.lon - origin.lon).collect();
        let lat: Vec<_> = members.iter().map(|(_, at)| at.lat - origin.lat).collect();
        let step = [common_step(&lon), common_step(&lat)];
        let mut before = 0;
        Self {
            kind,
            area,
            origin,
            step,
            seq: members
                .iter()
                .map(|(seq, _)| seq - std::mem::replace(&mut before, *seq))
                .collect(),
            lon: lon.into_iter().map(|offset| offset / step[0]).collect(),
            lat: lat.into_iter().map(|offset| offset / step[1]).collect(),
            spread: None,
        }
    }

    /// Gives names and positions.
    pub(super) fn members(&self) -> impl Iterator<Item = (Seq, Position)> {
        let names = self.seq.iter().scan(0, |before, step| {
            *before += step;
            Some(*before)
        });
        let on_grid = self.lon.iter().zip(&self.lat).map(|(lon, lat)| Position {
            lon: self.origin.lon + self.step[0] * lon,
            lat: self.origin.lat + self.step[1] * lat,
        });
        let spread = self.spread.iter().flat_map(|spread| spread.positions(self.origin));
        names.zip(on_grid.chain(spread))
    }

    fn unpack(&self) -> impl Iterator<Item = StickerView> {
        self.members().map(|(seq, at)| StickerView {
            seq,
            kind: self.kind.clone(),
            area: self.area.clone(),
            at,
            note: None,
            note_standing: None,
            hidden: false,
            muted: false,
        })
    }
}

/// The greatest step that all offsets are multiples of; 1 if there is none.
fn common_step(offsets: &[i32]) -> i32 {
    let mut step = 0;
    for offset in offsets {
        let mut other = *offset;
        while other != 0 {
            (step, other) = (other, step % other);
        }
    }
    step.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(seq: Seq, kind: &str, area: Option<&str>, at: [i32; 2]) -> StickerView {
        let (kind, area) = (kind.into(), area.map(AreaId::from));
        let at = at.into();
        let (note, note_standing) = (None, None);
        StickerView { seq, kind, area, at, note, note_standing, hidden: false, muted: false }
    }

    #[test]
    fn r6_7_packing_and_unpacking_gives_the_same_stickers() {
        let mut stickers = vec![
            view(2, "lived", Some("govan"), [-431_878, 5_586_119]),
            view(3, "visited", None, [-425_600, 5_586_300]),
            view(7, "lived", Some("govan"), [-431_900, 5_586_000]),
            view(8, "visited", None, [-425_280, 5_586_120]),
            view(20, "visited", Some("govan"), [-431_840, 5_586_030]),
            view(21, "visited", None, [-425_760, 5_586_210]),
        ];
        stickers[1].note = Some("Near the park".to_owned());
        stickers[4].hidden = true;
        let pack = StickerPack::of(stickers.clone().into_iter());
        assert!(stickers.into_iter().eq(pack.unpack().into_values()));
        let outside = pack.groups.iter().find(|group| group.area.is_none());
        assert_eq!(outside.map(|group| group.step), Some([160, 90]), "the street grid is found");
    }

    #[test]
    fn r6_7_numbers_that_are_none_give_no_positions() {
        let spread = |n| Some(Spread { sides: [10, 10], n });
        let (origin, step) = ([0, 0].into(), [1, 1]);
        for (n, some) in [(vec![1, 2], 2), (vec![-1, 2], 0), (vec![i64::MAX, 1], 1)] {
            let group = StickerGroup {
                kind: "lived".into(),
                area: None,
                origin,
                step,
                seq: vec![1, 1],
                lon: Vec::new(),
                lat: Vec::new(),
                spread: spread(n),
            };
            assert_eq!(group.members().count(), some);
        }
    }

    #[test]
    fn a_step_is_the_greatest_common_one() {
        assert_eq!(common_step(&[0, 160, 480]), 160);
        assert_eq!(common_step(&[0, 160, 481]), 1);
        assert_eq!(common_step(&[0]), 1);
        assert_eq!(common_step(&[]), 1);
    }
}
