//! What a board remembers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::entry::{FinderRule, KindRule, Rules};
use crate::finder::{Answer, Counted, HiddenWords, Tally};
use crate::ids::{ActorId, AreaId, CommandId, FinderId, KindId, Rev, Seq};
use crate::position::Position;
use crate::refusal::RefusalCode;

/// One shared map session. Everything in it follows from its log.
///
/// Only ordered maps and whole numbers, so that the same entries give the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub(super) rev: Rev,
    pub(super) rules: Rules,
    pub(super) locked: bool,
    pub(super) ended: bool,
    pub(super) showing: Option<AreaId>,
    pub(super) stickers: BTreeMap<Seq, Sticker>,
    pub(super) finders: BTreeMap<FinderId, FinderState>,
    pub(super) people: BTreeMap<ActorId, Person>,
    /// Stickers ever placed in each area: chooses the next stand-in, so it never goes down.
    pub(super) placed_in: BTreeMap<AreaId, u64>,
}

/// One mark of one kind at one place, by one participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sticker {
    /// Its id for its author: that of the command that placed it.
    pub id: CommandId,
    /// Its author.
    pub by: ActorId,
    /// Its kind.
    pub kind: KindId,
    /// The study area it lies in, if any.
    pub area: Option<AreaId>,
    /// Where it is drawn. `None` once its exact point was erased: then nobody sees it.
    pub at: Option<Position>,
    /// A few words with it.
    pub note: Option<String>,
    /// Whether the facilitator hid it.
    pub hidden: bool,
}

/// Where an opinion finder stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinderState {
    /// Whether answers are taken.
    pub open: bool,
    /// Whether everybody sees the tally.
    pub revealed: bool,
    /// Each participant's present answer.
    pub answers: BTreeMap<ActorId, StoredAnswer>,
}

/// One participant's present answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAnswer {
    /// Its name on the board: the rev at which this person first answered.
    pub seq: Seq,
    /// What they answered.
    pub answer: Answer,
    /// Whether the facilitator hid its words. It stays so when the answer changes.
    pub words_hidden: bool,
}

/// What the board knows of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What they want to be called.
    pub name: Option<String>,
    /// How many stickers they have on the board.
    pub stickers: u64,
    /// Every command of theirs that was applied.
    pub seen: BTreeMap<CommandId, Seen>,
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The rev of its entry.
    pub rev: Rev,
    /// Why it was refused, if it was.
    pub refused: Option<RefusalCode>,
}

impl Board {
    /// Gives the rev of the last applied entry, 0 for an empty board.
    pub fn rev(&self) -> Rev {
        self.rev
    }

    /// Gives the rules that the board follows at present.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Says whether placing is paused.
    pub fn is_locked(&self) -> bool {
        self.locked
    }

    /// Says whether the session has ended.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Gives the study area that all screens are pointed at.
    pub fn showing(&self) -> Option<&AreaId> {
        self.showing.as_ref()
    }

    /// Gives all stickers by their name on the board, hidden ones too.
    pub fn stickers(&self) -> &BTreeMap<Seq, Sticker> {
        &self.stickers
    }

    /// Gives where an opinion finder stands; one that was never touched is closed and hidden.
    pub fn finder(&self, id: &FinderId) -> Option<&FinderState> {
        self.finders.get(id)
    }

    /// Gives everybody who ever asked something of the board.
    pub fn people(&self) -> &BTreeMap<ActorId, Person> {
        &self.people
    }

    /// Gives what became of a command, if it was applied.
    pub fn seen(&self, actor: ActorId, id: CommandId) -> Option<Seen> {
        self.people.get(&actor)?.seen.get(&id).copied()
    }

    /// Gives how many stickers were ever placed in an area.
    pub fn placed_in(&self, area: &AreaId) -> u64 {
        self.placed_in.get(area).copied().unwrap_or(0)
    }

    /// Counts the answers to an opinion finder.
    pub fn tally(&self, rule: &FinderRule, hidden_words: HiddenWords) -> Tally {
        let answers = self.finders.get(&rule.id).into_iter().flat_map(|finder| {
            finder.answers.values().map(|stored| Counted {
                seq: stored.seq,
                answer: &stored.answer,
                words_hidden: stored.words_hidden,
            })
        });
        rule.form.tally(answers, hidden_words)
    }

    /// Gives a fingerprint of the whole state: equal on every node that applied the same entries.
    pub fn state_hash(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        // A board has only string keys and whole numbers, and a hasher takes every write.
        if serde_json::to_writer(&mut hasher, self).is_err() {
            debug_assert!(false, "a board always has a JSON form");
        }
        hasher.finalize()
    }

    pub(super) fn kind(&self, id: &KindId) -> Option<&KindRule> {
        self.rules.kinds.iter().find(|kind| kind.id == *id)
    }

    /// Gives the rule of an opinion finder on this board.
    pub fn finder_rule(&self, id: &FinderId) -> Option<&FinderRule> {
        self.rules.finders.iter().find(|finder| finder.id == *id)
    }

    /// Finds one of a person's stickers by the command that placed it.
    pub(super) fn own_sticker(&self, actor: ActorId, id: CommandId) -> Option<Seq> {
        let seq = self.seen(actor, id)?.rev;
        self.stickers.get(&seq).filter(|sticker| sticker.by == actor && sticker.id == id)?;
        Some(seq)
    }
}
