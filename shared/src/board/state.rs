//! What a board remembers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agenda::{Activity, ActivityKind, ActivityState, Call, Timer};
use crate::entry::{KindRule, Rules};
use crate::finder::{Answer, Finder, Frozen};
use crate::ids::{ActivityId, ActorId, AreaId, CommandId, FinderId, GuestId, KindId, Rev, Seq};
use crate::moderation::{Handled, Standing, Text, Why};
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
    /// Opinion finders written on this board, and those of the definition that were rewritten.
    pub(super) made: Vec<Finder>,
    pub(super) agenda: Vec<Activity>,
    /// Whether the agenda was changed on this board, so that a new definition leaves it alone.
    pub(super) agenda_edited: bool,
    /// The present activity; none only where the agenda is empty.
    pub(super) now: Option<ActivityId>,
    pub(super) timer: Option<Timer>,
    pub(super) call: Option<Call>,
    pub(super) quiet: bool,
    pub(super) archived: bool,
    /// What facilitators did to other people's things, oldest first, the last `HANDLED_KEPT`.
    pub(super) handled: Vec<Handled>,
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
    /// Whether others see the note.
    pub note_standing: Standing,
    /// Why the facilitator hid it, note and all, if so.
    pub hidden: Option<Why>,
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
    /// How often it was asked again.
    pub round: u32,
    /// The answers of the round before.
    pub before: BTreeMap<ActorId, StoredAnswer>,
    /// What the public's tally counts while it is frozen; none where it follows the answers.
    pub published: Option<Frozen>,
    /// What the public's tally of the round before counts; none where it follows the answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_before: Option<Frozen>,
}

/// One participant's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAnswer {
    /// What they answered.
    pub answer: Answer,
    /// Its texts in their order: their names, and how they stand.
    pub texts: Vec<Text>,
}

/// What the board knows of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What they want to be called.
    pub name: Option<String>,
    /// Whether everybody may read it in the list of who is here.
    pub name_shown: bool,
    /// Whether the facilitator lets everybody read it.
    #[serde(default, skip_serializing_if = "Standing::is_shown")]
    pub name_standing: Standing,
    /// Whether they agreed in spoken words, having no device of their own.
    pub consent_noted: bool,
    /// Why the facilitator paused their placing and writing, if so.
    pub muted: Option<Why>,
    /// The entry that paused them: it names them even when nothing of theirs is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_at: Option<Rev>,
    /// How many stickers they have on the board.
    pub stickers: u64,
    /// Whether they had everything of theirs erased.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
    /// Every command of theirs that was applied.
    pub seen: BTreeMap<CommandId, Seen>,
}

/// Gives the hash that [`Board::state_hash`] gives, from the JSON form of a state.
pub fn hash_of_state(json: &[u8]) -> blake3::Hash {
    blake3::hash(json)
}

impl Person {
    /// Gives the name that they show to everybody, also while it is hidden or waits.
    pub fn offered_name(&self) -> Option<&str> {
        self.name.as_deref().filter(|_| self.name_shown)
    }

    /// Gives the name that everybody may read: the only one that leaves the board for others.
    pub fn public_name(&self) -> Option<&str> {
        self.offered_name().filter(|_| self.name_standing.is_shown())
    }
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

    /// Says whether the agenda has activities for stickers, and none of them is open.
    pub fn is_closed_to_stickers(&self) -> bool {
        let mut steps = self.agenda.iter().filter(|one| one.kind == ActivityKind::Stickers);
        let there = steps.clone().next().is_some();
        there && !steps.any(|one| one.state == ActivityState::Open)
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

    /// Says whether the board was put away.
    pub fn is_archived(&self) -> bool {
        self.archived
    }

    /// Says whether signs from people's phones are switched off.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Gives all activities in their order, hidden ones and the facilitator's notes too.
    pub fn agenda(&self) -> &[Activity] {
        &self.agenda
    }

    /// Gives the activity that the board is in; none where the agenda is empty.
    pub fn now(&self) -> Option<&Activity> {
        self.activity(self.now.as_ref()?)
    }

    /// Gives an activity of the agenda.
    pub fn activity(&self, id: &ActivityId) -> Option<&Activity> {
        self.agenda.iter().find(|activity| activity.id == *id)
    }

    /// Gives the timer that runs, or has run out and was not put away.
    pub fn timer(&self) -> Option<Timer> {
        self.timer
    }

    /// Gives the last invitation to come to where the board is.
    pub fn call(&self) -> Option<Call> {
        self.call
    }

    /// Gives what facilitators did to other people's things, oldest first.
    pub fn handled(&self) -> &[Handled] {
        &self.handled
    }

    /// Gives everybody who ever asked something of the board.
    pub fn people(&self) -> &BTreeMap<ActorId, Person> {
        &self.people
    }

    /// Gives who shows a name to everybody, by the handle that facilitators have for it.
    pub fn guest(&self, guest: &GuestId) -> Option<ActorId> {
        let mut offering = self.people.iter().filter(|(_, one)| one.offered_name().is_some());
        offering.find(|(actor, _)| GuestId::of(**actor) == *guest).map(|(actor, _)| *actor)
    }

    /// Says whether a person had everything of theirs erased.
    pub fn is_erased(&self, actor: ActorId) -> bool {
        self.people.get(&actor).is_some_and(|person| person.erased)
    }

    /// Gives what became of a command, if it was applied.
    pub fn seen(&self, actor: ActorId, id: CommandId) -> Option<Seen> {
        self.people.get(&actor)?.seen.get(&id).copied()
    }

    /// Gives how many stickers were ever placed in an area.
    pub fn placed_in(&self, area: &AreaId) -> u64 {
        self.placed_in.get(area).copied().unwrap_or(0)
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

    /// Gives an opinion finder of this board.
    pub fn finder_rule(&self, id: &FinderId) -> Option<&Finder> {
        let all = self.made.iter().chain(&self.rules.finders);
        all.into_iter().find(|finder| finder.id == *id)
    }

    /// Gives every opinion finder of this board: those of the definition in its order, then those
    /// written here.
    pub fn finder_rules(&self) -> impl Iterator<Item = &Finder> {
        let defined = self.rules.finders.iter().map(|finder| &finder.id);
        let made = self.made.iter().map(|finder| &finder.id);
        let only_made = made.filter(|id| !self.is_defined(id));
        defined.chain(only_made).filter_map(|id| self.finder_rule(id))
    }

    /// Says whether an opinion finder was written, or rewritten, on this board.
    pub fn is_made(&self, id: &FinderId) -> bool {
        self.made.iter().any(|finder| finder.id == *id)
    }

    fn is_defined(&self, id: &FinderId) -> bool {
        self.rules.finders.iter().any(|finder| finder.id == *id)
    }

    /// Finds one of a person's stickers by the command that placed it.
    pub(super) fn own_sticker(&self, actor: ActorId, id: CommandId) -> Option<Seq> {
        let seq = self.seen(actor, id)?.rev;
        self.stickers.get(&seq).filter(|sticker| sticker.by == actor && sticker.id == id)?;
        Some(seq)
    }
}
