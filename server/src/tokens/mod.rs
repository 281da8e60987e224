//! What people hold: tokens in links, join codes on a screen, three words to come back with.

mod card_words;
mod chance;
mod join_code;
mod token;

pub use card_words::CardWords;
pub use chance::NoChance;
pub(crate) use chance::{random_below, random_bytes, random_text};
pub use join_code::{JOIN_LETTERS, JoinCode};
pub use token::{TOKEN_CHARS, Token};
