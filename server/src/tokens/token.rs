//! A capability: whoever holds it may do what its role may do on its board.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::NoChance;
use super::chance::random_bytes;

/// Characters of a token: 128 bits in base64url.
pub const TOKEN_CHARS: usize = 22;

/// A secret of 128 random bits. It never shows itself in `Debug`; the server stores its hash only.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 16]);

impl Token {
    /// Draws a new token.
    pub fn fresh() -> Result<Self, NoChance> {
        random_bytes().map(Self)
    }

    /// Reads a token as it stands in a link; `None` if it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = (text.len() == TOKEN_CHARS).then(|| URL_SAFE_NO_PAD.decode(text).ok())??;
        bytes.try_into().ok().map(Self)
    }

    /// Gives the token as it stands in a link: say it to its holder and to nobody else.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Gives what the server stores. A plain hash is enough, for 128 bits cannot be guessed.
    pub fn hash(&self) -> [u8; 32] {
        blake3::hash(&self.0).into()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn r2_3_a_token_has_128_random_bits_and_reads_back() {
        let (one, other) = (Token::fresh().unwrap(), Token::fresh().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.reveal().len(), TOKEN_CHARS);
        assert_eq!(Token::parse(&one.reveal()), Some(one));
    }

    #[test]
    fn what_is_no_token_is_none() {
        for text in ["", "KWMTRP", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA/", "ä"] {
            assert_eq!(Token::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_token_is_not_in_its_debug_form() {
        let token = Token::fresh().unwrap();
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
