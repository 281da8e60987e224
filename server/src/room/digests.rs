//! Check sums over the stickers that screens show, kept up as frames are made.

use std::collections::HashMap;

use kenspeckle_shared::board::Board;
use kenspeckle_shared::ids::Seq;
use kenspeckle_shared::view::{Audience, Change, DigestPart, digest_of, digest_parts};

/// The check sum of each audience, over exactly what its frames told it.
///
/// Counting all stickers anew for every beat would keep a busy board of 50,000 busy with nothing
/// else.
#[derive(Debug, Default)]
pub(super) struct Digests([Sum; 2]);

#[derive(Debug, Default)]
struct Sum {
    parts: HashMap<Seq, u32>,
    total: u32,
}

impl Digests {
    pub(super) fn of(board: &Board) -> Self {
        let mut digests = Self::default();
        for DigestPart { seq, sum, seen } in digest_parts(board) {
            let sums = digests.0.iter_mut().zip(seen);
            sums.filter(|(_, seen)| *seen).for_each(|(all, _)| all.put(seq, sum));
        }
        digests
    }

    /// Follows what an audience is told.
    pub(super) fn note(&mut self, audience: Audience, changes: &[Change]) {
        let sum = &mut self.0[audience as usize];
        for change in changes {
            match change {
                Change::Sticker(view) => sum.put(view.seq, digest_of(std::iter::once(view))),
                Change::StickerGone { seq } => sum.take(*seq),
                _ => {}
            }
        }
    }

    pub(super) fn sum(&self, audience: Audience) -> u32 {
        self.0[audience as usize].total
    }
}

impl Sum {
    fn put(&mut self, seq: Seq, part: u32) {
        let before = self.parts.insert(seq, part).unwrap_or(0);
        self.total = self.total.wrapping_add(part).wrapping_sub(before);
    }

    fn take(&mut self, seq: Seq) {
        let part = self.parts.remove(&seq).unwrap_or(0);
        self.total = self.total.wrapping_sub(part);
    }
}
