//! Hocuspocus: one Yjs document for a board, each update a new entry of its map.

use super::{Dialect, Heard, frame_like_ours, revs};

/// Types of messages, after the name of the document.
const SYNC: u8 = 0;
const AUTH: u8 = 2;
const UPDATE: u8 = 2;
/// A string as a value of any type.
const ANY_STRING: u8 = 119;
/// An item with a value of any type, in a map.
const ITEM_IN_MAP: u8 = 8 | 0x20;

/// Screens of Hocuspocus. Each writes as a Yjs client of its own.
pub(crate) struct Hocuspocus {
    /// How many items each screen has made.
    pub(crate) clocks: Vec<u64>,
    /// Added to the screens' numbers, so that they are new clients in each round.
    pub(crate) first_client: u64,
}

impl Dialect for Hocuspocus {
    fn path(&self, _: usize) -> String {
        "/".to_owned()
    }

    fn kind(&self) -> u8 {
        crate::wire::BINARY
    }

    fn greeting(&mut self, _: usize) -> Option<Vec<u8>> {
        let mut out = named();
        // A token and the version of the provider: anything will do.
        out.extend([AUTH, 0]);
        text(&mut out, "token");
        text(&mut out, "4.7.0");
        Some(out)
    }

    fn update(&mut self, seat: usize, number: u64) -> Vec<u8> {
        let update = self.item(seat, number);
        let mut out = named();
        out.extend([SYNC, UPDATE]);
        count(&mut out, update.len() as u64);
        out.extend(update);
        out
    }

    fn hear(&mut self, _: usize, message: &[u8]) -> Heard {
        let Some(rest) = message.strip_prefix(named().as_slice()) else { return Heard::Other };
        match rest {
            [AUTH, 2, ..] => Heard::Ready,
            [SYNC, UPDATE, ..] => {
                let at = rest.windows(super::FROM.len()).position(|part| part == super::FROM);
                let found = at.and_then(|at| revs(&rest[at..]));
                found.map_or(Heard::Other, |(from, rev)| Heard::Frame(from, rev))
            }
            _ => Heard::Other,
        }
    }
}

impl Hocuspocus {
    /// A Yjs update (version 1) of one item: a new key of the map `stickers`.
    fn item(&mut self, seat: usize, number: u64) -> Vec<u8> {
        let clock = &mut self.clocks[seat];
        let mut out = vec![1, 1];
        count(&mut out, self.first_client + seat as u64);
        count(&mut out, *clock);
        *clock += 1;
        out.push(ITEM_IN_MAP);
        // Its parent is named, not an item.
        out.push(1);
        text(&mut out, "stickers");
        text(&mut out, &number.to_string());
        out.extend([1, ANY_STRING]);
        text(&mut out, &frame_like_ours(number));
        // Nothing is deleted.
        out.push(0);
        out
    }
}

fn named() -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    text(&mut out, "board");
    out
}

fn text(out: &mut Vec<u8>, text: &str) {
    count(out, text.len() as u64);
    out.extend(text.as_bytes());
}

/// Seven bits a byte, the lowest first.
fn count(out: &mut Vec<u8>, mut count: u64) {
    while count > 127 {
        out.push(0x80 | (count & 0x7f) as u8);
        count >>= 7;
    }
    out.push(count as u8);
}
