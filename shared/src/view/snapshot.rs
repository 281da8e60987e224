//! The board at one rev, as one audience may see it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Audience, FinderView, StickerView, finder_view, names, sticker_view};
use crate::board::Board;
use crate::ids::{AreaId, BoardId, KindId, Rev, Seq};

/// Everything a screen needs to draw the board, apart from its definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Snapshot {
    /// Which board.
    pub board: BoardId,
    /// The life of its log; another epoch means that revs cannot be compared.
    pub epoch: String,
    /// The rev it shows.
    pub rev: Rev,
    /// Content hash of its definition.
    pub definition: String,
    /// Whether placing is paused.
    pub locked: bool,
    /// Whether the session has ended.
    pub ended: bool,
    /// The area that all screens are pointed at.
    pub showing: Option<AreaId>,
    /// Every opinion finder, in the definition's order.
    pub finders: Vec<FinderView>,
    /// Every sticker that this audience may see.
    pub stickers: StickerColumns,
    /// Check sum over the stickers, as in a beat.
    pub digest: u32,
    /// Facilitator only: the names that people gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub names: Option<Vec<String>>,
}

/// Stickers as columns of whole numbers: a fifth of the size of a list of objects.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StickerColumns {
    /// The kinds that `kind` counts into.
    pub kinds: Vec<KindId>,
    /// The areas that `area` counts into.
    pub areas: Vec<AreaId>,
    /// Names, ascending, each as the difference from the one before.
    pub seq: Vec<u64>,
    /// Place in `kinds`.
    pub kind: Vec<u32>,
    /// Place in `areas` plus one; 0 for none.
    pub area: Vec<u32>,
    /// Longitude, each as the difference from the one before, in 1e-5 degree.
    pub lon: Vec<i32>,
    /// Latitude, likewise.
    pub lat: Vec<i32>,
    /// Names and notes of those that have one.
    pub notes: Vec<(Seq, String)>,
    /// Facilitator only: names of those that are hidden from everybody else.
    pub hidden: Vec<Seq>,
}

/// Gives the board as it stands, for one audience.
pub fn snapshot(board: &Board, id: &BoardId, epoch: &str, audience: Audience) -> Snapshot {
    let rules = board.rules();
    let finders = rules.finders.iter().map(|rule| finder_view(board, rule, audience));
    Snapshot {
        board: id.clone(),
        epoch: epoch.to_owned(),
        rev: board.rev(),
        definition: rules.definition.clone(),
        locked: board.is_locked(),
        ended: board.has_ended(),
        showing: board.showing().cloned(),
        finders: finders.collect(),
        stickers: columns(board, audience),
        digest: digest(board, audience),
        names: (audience == Audience::Facilitator).then(|| names(board)),
    }
}

/// Gives a check sum over the stickers that an audience sees, for a screen to compare with its own:
/// the wrapping 32-bit sum, over all of them, of FNV-1a over `seq:kind:lon:lat`.
pub fn digest(board: &Board, audience: Audience) -> u32 {
    visible(board, audience).map(|view| digest_part(&view)).fold(0, u32::wrapping_add)
}

/// Gives the same check sum over stickers that a screen holds.
pub fn digest_of<'a>(stickers: impl Iterator<Item = &'a StickerView>) -> u32 {
    stickers.map(digest_part).fold(0, u32::wrapping_add)
}

fn digest_part(view: &StickerView) -> u32 {
    fnv1a(&digest_text(view))
}

fn digest_text(view: &StickerView) -> String {
    format!("{}:{}:{}:{}", view.seq, view.kind, view.at.lon, view.at.lat)
}

/// FNV-1a, 32 bits (draft-eastlake-fnv): any few lines of any language give the same number.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn visible(board: &Board, audience: Audience) -> impl Iterator<Item = StickerView> {
    board.stickers().iter().filter_map(move |(seq, one)| sticker_view(*seq, one, audience))
}

fn columns(board: &Board, audience: Audience) -> StickerColumns {
    let rules = board.rules();
    let mut columns = StickerColumns {
        kinds: rules.kinds.iter().map(|kind| kind.id.clone()).collect(),
        areas: rules.areas.clone(),
        ..StickerColumns::default()
    };
    let (mut seq, mut lon, mut lat) = (0, 0, 0);
    for view in visible(board, audience) {
        columns.push(&view);
        columns.seq.push(view.seq - std::mem::replace(&mut seq, view.seq));
        columns.lon.push(view.at.lon - std::mem::replace(&mut lon, view.at.lon));
        columns.lat.push(view.at.lat - std::mem::replace(&mut lat, view.at.lat));
    }
    columns
}

impl StickerColumns {
    /// Adds all of a sticker but its deltas.
    fn push(&mut self, view: &StickerView) {
        let place = |found: Option<usize>| found.map_or(0, |place| place as u32);
        self.kind.push(place(self.kinds.iter().position(|kind| *kind == view.kind)));
        let area = |area: &AreaId| self.areas.iter().position(|one| one == area);
        self.area.push(place(view.area.as_ref().and_then(area).map(|place| place + 1)));
        self.notes.extend(view.note.iter().map(|note| (view.seq, note.clone())));
        self.hidden.extend(view.hidden.then_some(view.seq));
    }
}
