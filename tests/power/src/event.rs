//! What happened to a disk, and what was said over sockets meanwhile.

use std::collections::HashSet;

use crate::told::{Ears, Told};
use crate::trace::{Call, Moment, read};

/// Something that happened, in its order.
#[derive(Debug, Clone)]
pub enum Event {
    /// A change was asked of the disk. From now on any part of it may have arrived.
    Change(Change),
    /// A sync of a file or folder began.
    SyncBegins {
        /// Which sync.
        sync: usize,
        /// Of what.
        path: String,
    },
    /// It ended: what was asked before it began has arrived.
    SyncEnds {
        /// Which sync.
        sync: usize,
    },
    /// Somebody began to be told something.
    Told(Told),
    /// The program was ended, and is started anew on the same disk.
    Life,
}

/// A change that was asked of the disk. Files and folders are named by their paths.
#[derive(Debug, Clone)]
pub enum Change {
    /// Bytes of a file.
    Write {
        /// Of which.
        path: String,
        /// From where.
        at: usize,
        /// Which.
        bytes: Vec<u8>,
    },
    /// The length of a file.
    Length {
        /// Of which.
        path: String,
        /// In bytes.
        bytes: usize,
    },
    /// A new file, or folder, that is empty.
    New {
        /// Which.
        path: String,
        /// It is a folder.
        folder: bool,
    },
    /// A name that is taken away.
    Gone {
        /// Which.
        path: String,
    },
}

/// Reads the traces of lives of a program, and keeps what concerns one folder.
///
/// # Panics
/// When the program did something to the folder that is not known here.
pub fn events<'a>(traces: impl IntoIterator<Item = &'a str>, root: &str) -> Vec<Event> {
    let folders = HashSet::from([root.to_owned()]);
    let mut reader = Reader { root, events: Vec::new(), syncs: 0, folders, ears: Ears::default() };
    for trace in traces {
        let (calls, moments) = read(trace);
        let mut begun = vec![None; calls.len()];
        for moment in moments {
            match moment {
                Moment::Begins(number) => begun[number] = reader.begins(&calls[number]),
                Moment::Ends(number) => reader.ends(&calls[number], begun[number].take()),
            }
        }
        reader.ears = Ears::default();
        reader.events.push(Event::Life);
    }
    reader.events
}

struct Reader<'a> {
    root: &'a str,
    events: Vec<Event>,
    syncs: usize,
    folders: HashSet<String>,
    ears: Ears,
}

impl Reader<'_> {
    /// Gives the number of a sync that began.
    fn begins(&mut self, call: &Call) -> Option<usize> {
        if matches!(call.name.as_str(), "sendto" | "writev" | "write" | "sendmsg")
            && let Some(socket) = call.file().filter(|file| file.starts_with("socket:"))
        {
            return self.said(socket, call);
        }
        match call.name.as_str() {
            // Its flags say whether it made the file, and its end whether there was none before.
            "openat" => self.opens(call),
            "mkdir" => self.makes_folder(call),
            "unlink" => self.takes_away(call),
            _ => {}
        }
        let path = call.file().filter(|path| self.concerns(path))?.to_owned();
        match call.name.as_str() {
            "pwrite64" => {
                let mut bytes = call.bytes();
                // Of one that did not end, all may have arrived.
                bytes.truncate(call.gave.map_or(bytes.len(), |gave| gave as usize));
                let at = call.last_number() as usize;
                self.change(Change::Write { path, at, bytes });
            }
            "ftruncate" => {
                self.change(Change::Length { path, bytes: call.last_number() as usize });
            }
            // It promises the bytes of a file. A folder's names need not be among them.
            "fdatasync" if self.folders.contains(&path) => {}
            "fsync" | "fdatasync" => {
                self.syncs += 1;
                self.events.push(Event::SyncBegins { sync: self.syncs, path });
                return Some(self.syncs);
            }
            "openat" => {}
            other => panic!("{other}({}) is not known here", call.words),
        }
        None
    }

    fn ends(&mut self, call: &Call, sync: Option<usize>) {
        if let Some(sync) = sync
            && call.gave == Some(0)
        {
            self.events.push(Event::SyncEnds { sync });
        }
    }

    fn opens(&mut self, call: &Call) {
        assert!(!call.words.contains("O_TRUNC") || !call.words.contains(self.root));
        let path = call.opened().filter(|path| self.concerns(path));
        if let Some(path) = path.filter(|_| call.words.contains("O_CREAT")) {
            self.change(Change::New { path: path.to_owned(), folder: false });
        }
    }

    fn makes_folder(&mut self, call: &Call) {
        let path = String::from_utf8(call.bytes()).unwrap();
        if call.gave.is_some() && self.concerns(&path) {
            self.folders.insert(path.clone());
            self.change(Change::New { path, folder: true });
        }
    }

    fn takes_away(&mut self, call: &Call) {
        let path = String::from_utf8(call.bytes()).unwrap();
        if call.gave.is_some() && self.concerns(&path) {
            self.change(Change::Gone { path });
        }
    }

    fn said(&mut self, socket: &str, call: &Call) -> Option<usize> {
        let mut bytes = call.bytes();
        bytes.truncate(call.gave.map_or(bytes.len(), |gave| gave as usize));
        let told = self.ears.hear(socket, &bytes);
        self.events.extend(told.into_iter().map(Event::Told));
        None
    }

    fn change(&mut self, change: Change) {
        self.events.push(Event::Change(change));
    }

    fn concerns(&self, path: &str) -> bool {
        path.starts_with(self.root)
    }
}
