//! The short code on the screen by which people join a board.

use std::fmt;

use kenspeckle_shared::limits::CODE_LETTERS;

use super::NoChance;
use super::chance::random_text;

/// The letters of join codes: those that are not mistaken for one another or for digits.
pub const JOIN_LETTERS: &str = "ABCDEFGHJKMNPQRTUVWXYZ";

/// A join code in its one form: `CODE_LETTERS` capital letters.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct JoinCode(String);

impl JoinCode {
    /// Draws a new code.
    pub fn fresh() -> Result<Self, NoChance> {
        random_text(JOIN_LETTERS.as_bytes(), CODE_LETTERS).map(Self)
    }

    /// Reads a code as people type it: any case, blanks and hyphens anywhere, and look-alikes for
    /// the letters that they were read from. `None` if it cannot be one.
    pub fn parse(typed: &str) -> Option<Self> {
        // A pasted novel is not a code.
        let typed = typed.get(..typed.len().min(64))?;
        let letters = typed.chars().filter(|letter| !is_gap(*letter)).map(meant);
        let code: Option<String> = letters.collect();
        code.filter(|code| code.len() == CODE_LETTERS).map(Self)
    }

    /// Gives the letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for JoinCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JoinCode(…)")
    }
}

fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '‐' | '‑' | '–' | '—' | '.' | '_' | '\u{ad}')
}

/// The letter of ours that a typed one stands for.
fn meant(typed: char) -> Option<char> {
    let letter = match typed.to_ascii_uppercase() {
        '2' => 'Z',
        '4' => 'A',
        '6' => 'G',
        '7' => 'T',
        '8' => 'B',
        '0' | 'O' => 'Q',
        'I' | '1' => 'J',
        letter => letter,
    };
    JOIN_LETTERS.contains(letter).then_some(letter)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn r2_2_a_code_is_read_in_any_case_and_with_gaps() {
        let code = JoinCode::parse("KWMTRP").unwrap();
        for typed in ["kwmtrp", " Kwm-Trp ", "K W M T R P", "kwm\u{2011}trp\n", "KWM7RP"] {
            assert_eq!(JoinCode::parse(typed), Some(code.clone()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        let long = "é".repeat(50);
        for typed in ["", "KWMTR", "KWMTRPP", "KWM!RP", "SSSSSS", long.as_str()] {
            assert_eq!(JoinCode::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn r2_2_a_fresh_code_has_six_of_the_22_letters() {
        for _ in 0..100 {
            let code = JoinCode::fresh().unwrap();
            assert_eq!(JoinCode::parse(code.as_str()), Some(code));
        }
    }
}
