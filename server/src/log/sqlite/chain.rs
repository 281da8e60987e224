//! The rolling hash over a board's log, by which a flipped bit, a gap or a lost end is noticed.

use kenspeckle_shared::ids::{BoardId, Rev};

/// Bytes of a link: enough that no damage ever gives the same one.
const LINK_BYTES: usize = 16;

/// Tells seals from every other hash.
const SEAL: &str = "kenspeckle 2026-11 what stands for an entry of somebody who was erased";

/// What an entry carries: a hash of everything in the log up to and including it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link([u8; LINK_BYTES]);

impl Link {
    /// Gives the link before a board's first entry.
    pub(super) fn start(board: &BoardId) -> Self {
        Self::cut(&blake3::hash(board.as_str().as_bytes()))
    }

    /// Gives the link of the entry after this one. Of the personal part it takes the hash, so
    /// that whoever takes it out can leave the hash in its place and the chain still holds.
    pub(super) fn next(self, rev: Rev, body: &[u8], personal: Option<&[u8; 32]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0).update(&rev.to_le_bytes());
        hasher.update(&(body.len() as u64).to_le_bytes()).update(body);
        if let Some(personal) = personal {
            hasher.update(personal);
        }
        Self::cut(&hasher.finalize())
    }

    /// Gives what seals this link to a body from which it does not follow, because the body that it
    /// followed from was erased.
    pub(super) fn seal(&self, rev: Rev, body: &[u8]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_derive_key(SEAL);
        hasher.update(&self.0).update(&rev.to_le_bytes()).update(body);
        *hasher.finalize().as_bytes()
    }

    /// Gives a stored link, if it has the form of one.
    pub(super) fn read(stored: &[u8]) -> Option<Self> {
        stored.try_into().ok().map(Self)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn cut(hash: &blake3::Hash) -> Self {
        let mut link = [0; LINK_BYTES];
        link.copy_from_slice(&hash.as_bytes()[..LINK_BYTES]);
        Self(link)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_depends_on_everything_before_it() {
        let start = Link::start(&"a".into());
        let one = start.next(1, b"body", None);
        assert_ne!(start, Link::start(&"b".into()));
        assert_ne!(one, Link::start(&"b".into()).next(1, b"body", None));
        assert_ne!(one, start.next(2, b"body", None));
        assert_ne!(one, start.next(1, b"bodz", None));
        assert_ne!(one, start.next(1, b"body", Some(&[0; 32])));
        assert_eq!(Link::read(one.bytes()), Some(one));
        assert_eq!(Link::read(b"short"), None);
    }

    #[test]
    fn a_seal_depends_on_the_link_the_place_and_the_body() {
        let one = Link::start(&"a".into()).next(1, b"body", None);
        let seal = one.seal(1, b"blank");
        assert_ne!(seal, one.seal(2, b"blank"));
        assert_ne!(seal, one.seal(1, b"blanc"));
        assert_ne!(seal, Link::start(&"a".into()).seal(1, b"blank"));
    }
}
