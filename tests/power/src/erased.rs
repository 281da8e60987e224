//! People who had everything of theirs erased while the program was recorded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use kenspeckle_shared::command::Command;
use kenspeckle_shared::entry::{Entry, EntryBody, Personal};
use kenspeckle_shared::ids::{ActorId, Rev};
use kenspeckle_tests::{Client, DataFolder};
use serde::{Deserialize, Serialize};

/// What somebody had, which must be nowhere once they were told that it is erased.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Erased {
    /// Who.
    pub actor: ActorId,
    /// The rev at which it was asked.
    pub rev: Rev,
    /// What their words were sealed with.
    pub key: Vec<u8>,
    /// What they put in, their words with it, and that they asked to be erased, by rev.
    pub entries: BTreeMap<Rev, (EntryBody, Option<Personal>)>,
}

impl Erased {
    /// Writes down what somebody has, and has it erased.
    pub async fn happens(person: &Client, data: &DataFolder) -> Self {
        let log = data.log_at_work();
        let asked: BTreeSet<_> = person.look(|mind| mind.asked.iter().copied().collect());
        let own = log.entries.iter().find(|entry| asked.contains(&entry.body.id));
        let actor = own.unwrap().body.actor;
        let own = (1..).zip(log.entries).filter(|(_, entry)| entry.body.actor.id == actor.id);
        let own = own.map(|(rev, Entry { body, personal })| (rev, (body, personal)));
        let mut entries: BTreeMap<Rev, _> = own.collect();
        assert!(entries.values().any(|(_, personal)| personal.is_some()));
        let key = data.key_of(actor.id).unwrap();

        let id = person.ask(Command::Erase {});
        person.until_any("the erasing", |mind| mind.answers.contains_key(&id)).await;
        let log = data.log_at_work().entries;
        let mut revs = (1..).zip(log);
        let (rev, asked) = revs.find(|(_, entry)| entry.body.id == id).unwrap();
        assert!(asked.body.is_blank(), "replaced before it is acked");
        entries.insert(rev, (EntryBody { actor, ..asked.body }, None));
        assert_eq!(data.key_of(actor.id), None, "destroyed before it is acked");
        Self { actor: actor.id, rev, key, entries }
    }
}

/// Says in which file of a folder a key is, if any of them is in any.
pub fn key_in(data: &Path, keys: &[&[u8]]) -> Option<String> {
    // Most bytes begin no key, which is seen without comparing.
    let mut begins = [false; 256];
    keys.iter().for_each(|key| begins[usize::from(key[0])] = true);
    let files = fs::read_dir(data).ok()?.map(|entry| entry.unwrap().path());
    let mut files = files.filter(|path| path.is_file());
    let has_one = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        let mut places = bytes.iter().enumerate().filter(|(_, byte)| begins[usize::from(**byte)]);
        places.any(|(at, _)| keys.iter().any(|key| bytes[at..].starts_with(key)))
    };
    files.find(has_one).map(|path| path.display().to_string())
}
