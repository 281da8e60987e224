//! Sealing with XChaCha20-Poly1305: what was changed, moved or sealed with another key does not open.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::tokens::{NoChance, random_bytes};

/// The first byte of what is sealed in this way.
const FORM: u8 = 1;
/// In bytes. Long enough to be drawn by chance for every sealing.
const NONCE: usize = 24;
/// In bytes.
const KEY: usize = 32;

/// A secret key. It is wiped from memory when it is let go.
#[derive(Clone)]
pub(in crate::log) struct Key(Zeroizing<[u8; KEY]>);

impl Key {
    /// Draws a key.
    ///
    /// # Errors
    /// The operating system gave no random bytes.
    pub(super) fn fresh() -> Result<Self, NoChance> {
        Ok(Self(Zeroizing::new(random_bytes()?)))
    }

    /// Gives the key that was kept as these bytes, if it has the form of one.
    pub(super) fn read(kept: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(kept.try_into().ok()?)))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &*self.0
    }

    /// Seals a text so that it opens with the same `place` only.
    ///
    /// # Errors
    /// The operating system gave no random bytes.
    pub(in crate::log) fn seal(&self, place: &str, text: &[u8]) -> Result<Vec<u8>, NoChance> {
        let nonce: [u8; NONCE] = random_bytes()?;
        let payload = Payload { msg: text, aad: place.as_bytes() };
        // Fails only for texts of hundreds of gigabytes.
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload).map_err(|_| NoChance)?;
        Ok([&[FORM][..], &nonce, &sealed].concat())
    }

    /// Gives the text again, if it was sealed with this key for this place and is whole.
    pub(in crate::log) fn open(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (form, rest) = sealed.split_first()?;
        let (nonce, sealed) = rest.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let opened = self.cipher().decrypt(&XNonce::from(nonce), payload).ok()?;
        (*form == FORM).then_some(opened)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Key")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn r8_9_only_the_same_key_and_place_open_what_is_whole() {
        let (key, other) = (Key::fresh().unwrap(), Key::fresh().unwrap());
        let sealed = key.seal("b 1", b"my words").unwrap();
        assert_eq!(key.open("b 1", &sealed).unwrap(), b"my words");
        assert_eq!((key.open("b 2", &sealed), other.open("b 1", &sealed)), (None, None));
        for at in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[at] ^= 1;
            assert_eq!(key.open("b 1", &bad), None, "byte {at}");
            assert_eq!(key.open("b 1", &sealed[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn r8_9_the_same_words_are_sealed_differently_each_time() {
        let key = Key::fresh().unwrap();
        assert_ne!(key.seal("b", b"words").unwrap(), key.seal("b", b"words").unwrap());
        assert_eq!(format!("{key:?}"), "Key");
        assert_eq!(Key::read(key.bytes()).unwrap().bytes(), key.bytes());
        assert!(Key::read(b"short").is_none());
    }
}
