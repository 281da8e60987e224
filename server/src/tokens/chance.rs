//! Random bytes of the operating system.

use thiserror::Error;

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, Error)]
#[error("the operating system gave no random numbers")]
pub struct NoChance;

/// Gives so many random bytes.
pub(crate) fn random_bytes<const COUNT: usize>() -> Result<[u8; COUNT], NoChance> {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).map_err(|_| NoChance)?;
    Ok(bytes)
}

/// Gives letters drawn evenly from an alphabet of at most 256.
pub(crate) fn random_text(alphabet: &[u8], count: usize) -> Result<String, NoChance> {
    let letters = alphabet.len();
    // Bytes past the last whole multiple would favour the first letters.
    let even = 256 / letters * letters;
    let mut text = String::with_capacity(count);
    while text.len() < count {
        for byte in random_bytes::<16>()? {
            if usize::from(byte) < even && text.len() < count {
                text.push(char::from(alphabet[usize::from(byte) % letters]));
            }
        }
    }
    Ok(text)
}

/// Gives a random number below a limit, 0 without chance: for spreading, not for secrets.
pub(crate) fn random_below(limit: u64) -> u64 {
    random_bytes().map_or(0, |bytes| u64::from_le_bytes(bytes) % limit.max(1))
}
