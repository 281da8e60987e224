//! Three words that a person can remember, to come back with on another device.

use std::fmt;

use argon2::{Algorithm, Argon2, ParamsBuilder, Version};
use bip39::Language;
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::limits::WORDS_IN_CODE;

use super::NoChance;
use super::chance::random_bytes;

/// Memory of one hash in KiB, and passes over it: some 20 ms, so that a thief of the data folder
/// pays for every guess, and a small computer can still serve a hall.
const MEMORY_KIB: u32 = 8_192;
const PASSES: u32 = 3;

/// A three-word code. It never shows itself in `Debug`; the server stores its hash only.
#[derive(Clone, PartialEq, Eq)]
pub struct CardWords([u16; WORDS_IN_CODE]);

impl CardWords {
    /// Draws a new code from the 2,048 English words of BIP 39, which differ in their first four
    /// letters.
    pub fn fresh() -> Result<Self, NoChance> {
        let bytes = random_bytes::<{ 2 * WORDS_IN_CODE }>()?;
        // 2^16 is a multiple of 2,048, so every word is as likely as any other.
        let word = |at: usize| u16::from_le_bytes([bytes[2 * at], bytes[2 * at + 1]]) % 2_048;
        Ok(Self(std::array::from_fn(word)))
    }

    /// Reads a code as people type it: any case, parted by blanks, hyphens or commas. `None` if it
    /// cannot be one.
    pub fn parse(typed: &str) -> Option<Self> {
        let parts = typed.split(|letter: char| !letter.is_alphabetic());
        let words = parts.filter(|part| !part.is_empty()).take(WORDS_IN_CODE + 1);
        let found: Option<Vec<_>> =
            words.map(|word| Language::English.find_word(&word.to_ascii_lowercase())).collect();
        found?.try_into().ok().map(Self)
    }

    /// Gives the words, parted by blanks: say them to their holder and to nobody else.
    pub fn reveal(&self) -> String {
        let list = Language::English.word_list();
        self.0.map(|word| list[usize::from(word)]).join(" ")
    }

    /// Gives what the server stores for a board. Takes milliseconds of a processor: not for an
    /// async thread.
    pub(crate) fn hash(&self, board: &BoardId) -> Result<[u8; 32], argon2::Error> {
        let params = ParamsBuilder::new().m_cost(MEMORY_KIB).t_cost(PASSES).p_cost(1).build()?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        // The board is the salt: the same words on two boards have different hashes, and one hash
        // still finds a person on a board.
        let salt = format!("kenspeckle {board}");
        let mut hash = [0; 32];
        argon.hash_password_into(self.reveal().as_bytes(), salt.as_bytes(), &mut hash)?;
        Ok(hash)
    }
}

impl fmt::Debug for CardWords {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("CardWords(…)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn r2_5_words_are_read_in_any_case_and_with_hyphens() {
        let words = CardWords::parse("apple river stone").unwrap();
        for typed in ["Apple River STONE", " apple-river, stone. ", "apple\triver\nstone"] {
            assert_eq!(CardWords::parse(typed), Some(words.clone()), "{typed}");
        }
        assert_eq!(words.reveal(), "apple river stone");
    }

    #[test]
    fn what_are_no_three_words_is_none() {
        for typed in
            ["", "apple river", "apple river stone stone", "apple river kenspeckle", "é é é"]
        {
            assert_eq!(CardWords::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn r2_5_hashes_differ_by_board_and_words() {
        let hash = |words: &str, board: &str| {
            CardWords::parse(words).unwrap().hash(&board.into()).unwrap()
        };
        assert_eq!(hash("apple river stone", "a"), hash("apple river stone", "a"));
        assert_ne!(hash("apple river stone", "a"), hash("apple river stone", "b"));
        assert_ne!(hash("apple river stone", "a"), hash("river apple stone", "a"));
    }
}
