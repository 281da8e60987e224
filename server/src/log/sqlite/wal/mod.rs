//! The write-ahead log (`kenspeckle.db-wal`) before SQLite reads it after a crash.
//!
//! SQLite takes the first frame whose check sum is wrong for the end of what was written: so it must
//! after a power cut, which tears what was being written. A bit that flipped looks the same to it,
//! and would silently end the log too early. Here the two are told apart. A flipped bit is found by
//! the check sum that it spoils, and turned back; what is spoilt by more than a bit, or by one that
//! could be one of several, is reported when something stands behind it that was stored later. The
//! form of the file: <https://www.sqlite.org/fileformat2.html#walformat>.

mod frames;
mod sum;
#[cfg(test)]
mod tests;

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::fault::DatabaseFault;
use frames::{End, Frames};

/// Turns back bits that flipped in the write-ahead log of a database that nobody has open, and gives
/// how many.
///
/// # Errors
/// What was stored is spoilt beyond that ([`DatabaseFault::Spoilt`]), or the file cannot be read or
/// written.
pub(crate) fn mend(database: &Path) -> Result<usize, DatabaseFault> {
    let file = beside(database);
    let other = |error: std::io::Error| DatabaseFault::other(&file, &error.to_string());
    let bytes = match fs::read(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        read => read.map_err(other)?,
    };
    let mut log = Frames::of(bytes);
    let end = log.read();
    if !log.turned.is_empty() {
        let mut out = OpenOptions::new().write(true).open(&file).map_err(other)?;
        for bit in &log.turned {
            out.seek(SeekFrom::Start(bit.place as u64)).map_err(other)?;
            out.write_all(&log.bytes[bit.place..=bit.place]).map_err(other)?;
        }
        out.sync_all().map_err(other)?;
        let (file, bits) = (file.display(), log.turned.len());
        tracing::error!(%file, bits, "bits had flipped in the newest part of the log: turned back");
    }
    match end {
        End::Torn | End::Whole => Ok(log.turned.len()),
        End::Spoilt { good } => Err(DatabaseFault::Spoilt { file, good: good as u64 }),
    }
}

/// The name of a database's write-ahead log.
fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}
