//! A disk that has taken all that was synced, and of the rest what chance will have.
//!
//! Stricter than most file systems: a name is sure only when its folder was synced, a length may
//! arrive without the bytes, and changes arrive in any order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kenspeckle_tests::Chance;

use crate::event::{Change, Event};

/// What a disk holds for sure, and what it was asked for since.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    sure: Content,
    /// What a path leads to, for the running program.
    names: BTreeMap<String, Node>,
    nodes: Node,
    /// In the order in which they were asked.
    unsure: Vec<Asked>,
    /// Of each sync that is under way: what it is about, and how much had been asked before it.
    syncs: BTreeMap<usize, (Node, u64)>,
    asked: u64,
}

/// A file or folder by number, for names come and go.
type Node = usize;

/// The folder that was there before.
const ROOT: Node = 0;

/// Files and names.
#[derive(Debug, Clone, Default)]
struct Content {
    files: BTreeMap<Node, Vec<u8>>,
    names: BTreeMap<(Node, String), Node>,
}

#[derive(Debug, Clone)]
struct Asked {
    number: u64,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Write { node: Node, at: usize, bytes: Vec<u8> },
    Length { node: Node, bytes: usize },
    Name { folder: Node, name: String, leads_to: Option<Node> },
}

/// What becomes of what was not synced when the power goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nothing of it arrived.
    Lost,
    /// All of it arrived.
    Kept,
    /// It arrived in order, up to some change, which is torn.
    InOrder,
    /// About half of the changes arrived, each whole.
    Half,
    /// Of each change some part arrived, or all, or nothing.
    Torn,
}

/// All fates.
pub const FATES: [Fate; 5] = [Fate::Lost, Fate::Kept, Fate::InOrder, Fate::Half, Fate::Torn];

/// The files that are there after a cut, by their paths below the root.
pub type Left = BTreeMap<PathBuf, Option<Vec<u8>>>;

impl Disk {
    /// Lets something happen to the disk, whose root has this path.
    pub fn happen(&mut self, event: &Event, root: &str) {
        match event {
            Event::Change(change) => self.change(change, root),
            Event::SyncBegins { sync, path } => {
                self.syncs.insert(*sync, (self.node(path, root), self.asked));
            }
            Event::SyncEnds { sync } => {
                let (node, before) = self.syncs.remove(sync).unwrap();
                self.make_sure(node, before);
            }
            // What the system holds outlives the program.
            Event::Life | Event::Told(_) => {}
        }
    }

    fn change(&mut self, change: &Change, root: &str) {
        match change {
            Change::Write { path, at, bytes } => {
                let (node, bytes) = (self.node(path, root), bytes.clone());
                self.ask(What::Write { node, at: *at, bytes });
            }
            Change::Length { path, bytes } => {
                let node = self.node(path, root);
                self.ask(What::Length { node, bytes: *bytes });
            }
            Change::New { path, .. } if self.names.contains_key(path) => {}
            Change::New { path, folder } => {
                self.nodes += 1;
                let node = self.nodes;
                if !folder {
                    self.sure.files.insert(node, Vec::new());
                }
                self.name(path, root, Some(node));
                self.names.insert(path.clone(), node);
            }
            Change::Gone { path } => {
                self.name(path, root, None);
                self.names.remove(path);
            }
        }
    }

    fn name(&mut self, path: &str, root: &str, leads_to: Option<Node>) {
        let (folder, name) = path.rsplit_once('/').unwrap();
        let (folder, name) = (self.node(folder, root), name.to_owned());
        self.ask(What::Name { folder, name, leads_to });
    }

    fn node(&self, path: &str, root: &str) -> Node {
        if path == root {
            return ROOT;
        }
        *self.names.get(path).unwrap_or_else(|| panic!("{path} is not there"))
    }

    fn ask(&mut self, what: What) {
        self.asked += 1;
        self.unsure.push(Asked { number: self.asked, what });
    }

    fn make_sure(&mut self, node: Node, before: u64) {
        let sure = &mut self.sure;
        self.unsure.retain(|asked| {
            let synced = asked.number <= before && asked.what.is_of(node);
            if synced {
                sure.take(&asked.what);
            }
            !synced
        });
    }

    /// Gives what is there when the power goes now.
    pub fn cut(&self, fate: Fate, chance: &mut Chance) -> Left {
        let mut content = self.sure.clone();
        let last = chance.below(self.unsure.len() + 1);
        for (index, Asked { what, .. }) in self.unsure.iter().enumerate() {
            match fate {
                Fate::Lost => break,
                Fate::Kept => content.take(what),
                Fate::InOrder if index < last => content.take(what),
                Fate::InOrder => {
                    content.take_part(what, chance);
                    break;
                }
                Fate::Half if chance.one_in(2) => content.take(what),
                Fate::Half => {}
                Fate::Torn => match chance.below(4) {
                    0 => content.take(what),
                    1 => {}
                    _ => content.take_part(what, chance),
                },
            }
        }
        content.left()
    }

    /// Gives how many changes were not synced yet.
    pub fn unsure(&self) -> usize {
        self.unsure.len()
    }
}

impl What {
    fn is_of(&self, one: Node) -> bool {
        match self {
            Self::Write { node, .. } | Self::Length { node, .. } => *node == one,
            Self::Name { folder, .. } => *folder == one,
        }
    }
}

impl Content {
    fn take(&mut self, what: &What) {
        match what {
            What::Write { node, at, bytes } => self.write(*node, *at, bytes),
            What::Length { node, bytes } => self.file(*node).resize(*bytes, 0),
            What::Name { folder, name, leads_to: Some(node) } => {
                self.names.insert((*folder, name.clone()), *node);
            }
            What::Name { folder, name, leads_to: None } => {
                self.names.remove(&(*folder, name.clone()));
            }
        }
    }

    /// Takes what a torn write leaves: some of its bytes, by pieces of some size; or the length
    /// that it gives the file alone. A length or a name is there or not.
    fn take_part(&mut self, what: &What, chance: &mut Chance) {
        let What::Write { node, at, bytes } = what else {
            if chance.one_in(2) {
                self.take(what);
            }
            return;
        };
        let some = chance.below(bytes.len() + 1);
        match chance.below(4) {
            0 => self.write(*node, *at, &bytes[..some]),
            1 => self.write(*node, at + some, &bytes[some..]),
            2 => {
                let file = self.file(*node);
                let length = file.len().max(at + bytes.len());
                file.resize(length, 0);
            }
            _ => {
                let piece = *chance.pick(&[1, 8, 64, 512, 1_024]);
                for (nth, part) in bytes.chunks(piece).enumerate() {
                    if chance.one_in(2) {
                        self.write(*node, at + nth * piece, part);
                    }
                }
            }
        }
    }

    fn write(&mut self, node: Node, at: usize, bytes: &[u8]) {
        let file = self.file(node);
        let end = at + bytes.len();
        if file.len() < end && !bytes.is_empty() {
            file.resize(end, 0);
        }
        if !bytes.is_empty() {
            file[at..end].copy_from_slice(bytes);
        }
    }

    fn file(&mut self, node: Node) -> &mut Vec<u8> {
        self.files.get_mut(&node).unwrap()
    }

    fn left(&self) -> Left {
        let mut left = Left::new();
        self.collect(ROOT, Path::new(""), &mut left);
        left
    }

    fn collect(&self, folder: Node, path: &Path, left: &mut Left) {
        let within = self.names.range((folder, String::new())..(folder + 1, String::new()));
        for ((_, name), node) in within {
            let path = path.join(name);
            match self.files.get(node) {
                Some(bytes) => drop(left.insert(path, Some(bytes.clone()))),
                None => {
                    left.insert(path.clone(), None);
                    self.collect(*node, &path, left);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disk(events: &[Event]) -> Disk {
        let mut disk = Disk::default();
        events.iter().for_each(|event| disk.happen(event, "/r"));
        disk
    }

    fn new(path: &str) -> Event {
        Event::Change(Change::New { path: path.into(), folder: false })
    }

    fn write(bytes: &[u8]) -> Event {
        Event::Change(Change::Write { path: "/r/a".into(), at: 0, bytes: bytes.into() })
    }

    fn begins(sync: usize, path: &str) -> Event {
        Event::SyncBegins { sync, path: path.into() }
    }

    fn a(disk: &Disk, fate: Fate) -> Option<Vec<u8>> {
        disk.cut(fate, &mut Chance::of(1)).remove(Path::new("a")).flatten()
    }

    #[test]
    fn what_was_not_synced_may_be_lost_and_what_was_is_there() {
        let (file, folder) = (begins(1, "/r/a"), begins(2, "/r"));
        let (file_ends, folder_ends) = (Event::SyncEnds { sync: 1 }, Event::SyncEnds { sync: 2 });
        let mut events = vec![new("/r/a"), write(b"one"), file, write(b"two"), file_ends];
        assert_eq!(a(&disk(&events), Fate::Lost), None, "its name is not sure");
        assert_eq!(a(&disk(&events), Fate::Kept), Some(b"two".to_vec()));
        events.extend([folder, folder_ends]);
        assert_eq!(a(&disk(&events), Fate::Lost), Some(b"one".to_vec()), "'two' came too late");
        assert_eq!(disk(&events).unsure(), 1);
    }

    #[test]
    fn a_torn_write_leaves_any_part() {
        let events = [new("/r/a"), begins(1, "/r"), Event::SyncEnds { sync: 1 }, write(&[1; 64])];
        let disk = disk(&events);
        let mut lengths = std::collections::BTreeSet::new();
        let mut torn = false;
        for seed in 0..400 {
            let left = disk.cut(Fate::Torn, &mut Chance::of(seed)).remove(Path::new("a"));
            let left = left.flatten().unwrap();
            torn |= left.contains(&0) && left.contains(&1);
            lengths.insert(left.len());
        }
        assert!(torn && lengths.len() > 30, "{lengths:?}");
    }
}
