//! The three tasks. Each says one line for every board, and ends well or with a fault.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::UpkeepFault;
use super::survey::{Found, survey};
use crate::log::keys::KEYS_FILE;
use crate::log::sqlite::private::own_file;
use crate::log::sqlite::{DATABASE_FILE, LOCK_FILE, Stored, hold, mend};
use crate::registry::fresh_epoch;

/// How often a backup is begun anew when somebody was erased while it was made.
const ATTEMPTS: usize = 5;

/// Checks a data folder, also while a server works with it.
///
/// # Errors
/// It is not there, cannot be read, or something in it is damaged.
pub fn check(folder: &Path, say: &mut dyn FnMut(String)) -> Result<(), UpkeepFault> {
    let file = database_in(folder, say)?;
    let found = sound(&Stored::open(&file, &folder.join(KEYS_FILE))?, &file, say)?;
    let whole = found.iter().all(|found| !found.bad_snapshot);
    if whole { Ok(()) } else { Err(UpkeepFault::Damaged(file)) }
}

/// Gives the name of the file of keys that belongs to a backup.
pub fn keys_of(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".keys");
    PathBuf::from(name)
}

/// Writes everything into two new files, the data and, in [`keys_of`] it, the keys; also while a
/// server works with the folder. Checks both.
///
/// # Errors
/// A file is there already or cannot be written, or something is damaged.
pub fn backup(folder: &Path, into: &Path, say: &mut dyn FnMut(String)) -> Result<(), UpkeepFault> {
    let source = Stored::open(&database_in(folder, say)?, &folder.join(KEYS_FILE))?;
    let into_keys = keys_of(into);
    if let Some(there) = [into, &into_keys].into_iter().find(|file| file.exists()) {
        return Err(UpkeepFault::Exists(there.to_owned()));
    }
    let (part, keys) = copied(&source, into, &into_keys)?;
    let copy = Stored::open(&part.0, &keys.0)?;
    leave_out_erased(&copy, say)?;
    for found in sound(&copy, into, say)? {
        if !source.contains(&copy, &found.board)? {
            return Err(UpkeepFault::Differs(into.to_owned()));
        }
    }
    drop(copy);
    // The keys first: data without keys is no backup.
    keys.becomes(&into_keys)?;
    part.becomes(into)
}

/// Copies data and keys that fit each other.
fn copied(source: &Stored, into: &Path, keys: &Path) -> Result<(Part, Part), UpkeepFault> {
    for attempt in 1.. {
        let (part, keys) = (Part::beside(into)?, Part::beside(keys)?);
        source.copy_into(&part.0)?;
        source.copy_keys_into(&keys.0)?;
        // Had somebody been erased between the two, the keys would be too new for the data.
        let fits = Stored::open(&part.0, &keys.0)?.opens()?;
        if fits || attempt == ATTEMPTS {
            return Ok((part, keys));
        }
    }
    Err(UpkeepFault::Differs(into.to_owned()))
}

/// Puts a backup into an empty data folder and checks it. Screens that were open on one of its
/// boards begin anew. Newer keys than its own bring back nobody, and no board, that was erased since.
///
/// # Errors
/// The folder is not empty or is held, or the backup is damaged.
pub fn restore(
    folder: &Path,
    from: &Path,
    keys: &Path,
    say: &mut dyn FnMut(String),
) -> Result<(), UpkeepFault> {
    if let Some(missing) = [from, keys].into_iter().find(|file| !file.is_file()) {
        return Err(UpkeepFault::Missing(missing.to_owned()));
    }
    let lock = hold(folder)?;
    must_be_empty(folder)?;
    let (target, target_keys) = (folder.join(DATABASE_FILE), folder.join(KEYS_FILE));
    let (part, part_keys) = (Part::beside(&target)?, Part::beside(&target_keys)?);
    part.takes(from)?;
    part_keys.takes(keys)?;
    let copy = Stored::open(&part.0, &part_keys.0)?;
    leave_out_erased(&copy, say)?;
    let before = sound(&copy, from, say)?;
    copy.begin_anew(|| fresh_epoch().ok())?;
    if survey(&copy)? != before {
        return Err(UpkeepFault::Differs(target));
    }
    drop(copy);
    part_keys.becomes(&target_keys)?;
    part.becomes(&target)?;
    drop(lock);
    Ok(())
}

/// Takes boards out of a copy that were erased since it was made, and says so.
fn leave_out_erased(copy: &Stored, say: &mut dyn FnMut(String)) -> Result<(), UpkeepFault> {
    for board in copy.leave_out_erased()? {
        say(format!("board {board}: erased since, and left out"));
    }
    Ok(())
}

/// Says what was found, and gives it if every log is whole; a snapshot is only a cache.
fn sound(
    stored: &Stored,
    file: &Path,
    say: &mut dyn FnMut(String),
) -> Result<Vec<Found>, UpkeepFault> {
    let damage = stored.integrity()?;
    let found = survey(stored)?;
    found.iter().for_each(|found| say(found.to_string()));
    for board in stored.erased_boards()? {
        say(format!("board {board}: erased; what is left of it goes at the server's next start"));
    }
    let whole = damage.is_none() && found.iter().all(|found| found.state.is_ok());
    damage.into_iter().for_each(say);
    if whole { Ok(found) } else { Err(UpkeepFault::Damaged(file.to_owned())) }
}

fn database_in(folder: &Path, say: &mut dyn FnMut(String)) -> Result<PathBuf, UpkeepFault> {
    let file = folder.join(DATABASE_FILE);
    if !file.is_file() {
        return Err(UpkeepFault::Missing(folder.to_owned()));
    }
    // A server that works with it has done so.
    if let Ok(_lock) = hold(folder) {
        let bits = mend(&file)?;
        if bits > 0 {
            say(format!(
                "bits that had flipped in the newest part of the log, turned back: {bits}"
            ));
        }
    }
    Ok(file)
}

fn must_be_empty(folder: &Path) -> Result<(), UpkeepFault> {
    for entry in fs::read_dir(folder).map_err(UpkeepFault::file(folder))? {
        if entry.map_err(UpkeepFault::file(folder))?.file_name() != LOCK_FILE {
            return Err(UpkeepFault::NotEmpty(folder.to_owned()));
        }
    }
    Ok(())
}

/// A file that is being written; it goes away unless it is finished.
struct Part(PathBuf);

impl Part {
    /// Makes it, for its owner alone: it holds what people wrote.
    fn beside(file: &Path) -> Result<Self, UpkeepFault> {
        let mut name = file.as_os_str().to_owned();
        name.push(".part");
        let part = PathBuf::from(name);
        let made = own_file().write(true).create_new(true).open(&part);
        made.map_err(UpkeepFault::file(&part))?;
        Ok(Self(part))
    }

    /// Copies what is in a file, and not who may read it.
    fn takes(&self, from: &Path) -> Result<(), UpkeepFault> {
        let mut from = File::open(from).map_err(UpkeepFault::file(from))?;
        let part = File::options().write(true).open(&self.0);
        part.and_then(|mut part| io::copy(&mut from, &mut part))
            .map_err(UpkeepFault::file(&self.0))?;
        Ok(())
    }

    /// Makes it durable under its real name, which nothing has yet.
    fn becomes(self, file: &Path) -> Result<(), UpkeepFault> {
        let fault = UpkeepFault::file(file);
        File::open(&self.0).and_then(|part| part.sync_all()).map_err(&fault)?;
        // Unlike a rename, never in place of a file that somebody made meanwhile.
        fs::hard_link(&self.0, file).or_else(|_| move_to_new(&self.0, file)).map_err(&fault)?;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        #[cfg(unix)]
        File::open(folder.unwrap_or(Path::new(".")))
            .and_then(|it| it.sync_all())
            .map_err(&fault)?;
        Ok(())
    }
}

/// For file systems without links, such as those of memory sticks.
fn move_to_new(part: &Path, file: &Path) -> std::io::Result<()> {
    if file.exists() {
        return Err(std::io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(part, file)
}

impl Drop for Part {
    fn drop(&mut self) {
        // It may have got its real name.
        let _ = fs::remove_file(&self.0);
    }
}
