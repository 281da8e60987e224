//! The board at one rev, as one audience may see it.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AgendaView, Audience, FinderView, GuestName, StickerPack, StickerView};
use super::{agenda_view, finder_view, guest_names, guests, is_seen, names, sticker_view};
use crate::agenda::{Call, Timer};
use crate::board::Board;
use crate::ids::{AreaId, BoardId, KindId, Rev, Seq};
use crate::moderation::Handled;
use crate::position::Position;

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
    /// Whether the board was put away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub archived: bool,
    /// Whether signs from people's phones are switched off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub quiet: bool,
    /// The agenda, and where in it the board is.
    pub agenda: AgendaView,
    /// The timer, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub timer: Option<Timer>,
    /// The last invitation to come to where the board is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub call: Option<Call>,
    /// The names of those who want everybody to know that they are here, hidden ones left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub guests: Vec<String>,
    /// What facilitators did to other people's things, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Handled>>", optional)]
    pub handled: Vec<Handled>,
    /// Every opinion finder: the definition's in its order, then those written on this board.
    pub finders: Vec<FinderView>,
    /// Every sticker that this audience may see.
    pub stickers: StickerPack,
    /// Check sum over the stickers, as in a beat.
    pub digest: u32,
    /// Facilitator only: the names that people gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub names: Option<Vec<String>>,
    /// Facilitator only: those among them that their owners show to everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<GuestName>>", optional)]
    pub guest_names: Vec<GuestName>,
}

/// Gives the board as it stands, for one audience.
pub fn snapshot(board: &Board, id: &BoardId, epoch: &str, audience: Audience) -> Snapshot {
    let rules = board.rules();
    let finders = board.finder_rules().map(|rule| finder_view(board, rule, audience));
    let facilitator = audience == Audience::Facilitator;
    Snapshot {
        board: id.clone(),
        epoch: epoch.to_owned(),
        rev: board.rev(),
        definition: rules.definition.clone(),
        locked: board.is_locked(),
        ended: board.has_ended(),
        showing: board.showing().cloned(),
        archived: board.is_archived(),
        quiet: board.is_quiet(),
        agenda: agenda_view(board, audience),
        timer: board.timer(),
        call: board.call(),
        guests: guests(board),
        handled: board.handled().to_vec(),
        finders: finders.collect(),
        stickers: StickerPack::of(visible(board, audience)),
        digest: digest(board, audience),
        names: facilitator.then(|| names(board)),
        guest_names: if facilitator { guest_names(board) } else { Vec::new() },
    }
}

/// Gives a check sum over the stickers that an audience sees, for a screen to compare with its own:
/// the wrapping 32-bit sum, over all of them, of FNV-1a over `seq:kind:lon:lat`.
pub fn digest(board: &Board, audience: Audience) -> u32 {
    let parts = digest_parts(board).filter(|part| part.seen[audience as usize]);
    parts.map(|part| part.sum).fold(0, u32::wrapping_add)
}

/// What a sticker adds to the check sum of those who see it.
pub struct DigestPart {
    /// Which sticker.
    pub seq: Seq,
    /// What it adds.
    pub sum: u32,
    /// Whether each audience sees it, in the order of [`Audience::ALL`].
    pub seen: [bool; 2],
}

/// Gives what each sticker adds to the check sums.
pub fn digest_parts(board: &Board) -> impl Iterator<Item = DigestPart> {
    board.stickers().iter().filter_map(|(seq, one)| {
        let sum = digest_part(*seq, &one.kind, one.at?);
        let seen = Audience::ALL.map(|audience| is_seen(one, audience));
        Some(DigestPart { seq: *seq, sum, seen })
    })
}

/// Gives the same check sum over stickers that a screen holds.
pub fn digest_of<'a>(stickers: impl Iterator<Item = &'a StickerView>) -> u32 {
    let parts = stickers.map(|view| digest_part(view.seq, &view.kind, view.at));
    parts.fold(0, u32::wrapping_add)
}

fn digest_part(seq: Seq, kind: &KindId, at: Position) -> u32 {
    let mut hash = Fnv1a::default();
    // It takes everything.
    let _ = write!(hash, "{seq}:{kind}:{}:{}", at.lon, at.lat);
    hash.0
}

/// FNV-1a, 32 bits (draft-eastlake-fnv): any few lines of any language give the same number.
struct Fnv1a(u32);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Write for Fnv1a {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let step = |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        self.0 = text.bytes().fold(self.0, step);
        Ok(())
    }
}

fn visible(board: &Board, audience: Audience) -> impl Iterator<Item = StickerView> {
    board.stickers().iter().filter_map(move |(seq, one)| sticker_view(board, *seq, one, audience))
}
