//! The board at one rev, as one audience may see it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Audience, FinderView, StickerPack, StickerView, finder_view, names, sticker_view};
use crate::board::Board;
use crate::ids::{AreaId, BoardId, Rev};

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
    pub stickers: StickerPack,
    /// Check sum over the stickers, as in a beat.
    pub digest: u32,
    /// Facilitator only: the names that people gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub names: Option<Vec<String>>,
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
        stickers: StickerPack::of(visible(board, audience)),
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
