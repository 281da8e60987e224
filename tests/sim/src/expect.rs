//! What the rules say, told a second time and in the plainest way: a judge that asked the rules
//! themselves would not notice that they changed.

use std::collections::{BTreeMap, BTreeSet};

use kenspeckle_shared::board::Board;
use kenspeckle_shared::command::{Command, Role};
use kenspeckle_shared::entry::{Actor, Deed, Entry};
use kenspeckle_shared::finder::Answer;
use kenspeckle_shared::ids::{ActorId, AreaId, CommandId, FinderId, GuestId, KindId, Rev, Seq};
use kenspeckle_shared::limits::NOTE_CHARS;
use kenspeckle_shared::moderation::Standing;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_tests::Memory;

type Verdict = Result<(), String>;

/// Revs that a room may be behind its log: others wrote, or a write landed unnoticed.
const BEHIND: usize = 8;

/// The board as these rules see it.
#[derive(Default)]
pub(crate) struct Expected {
    gates: Vec<Gate>,
    stickers: BTreeMap<Seq, Mark>,
    answers: BTreeMap<(FinderId, ActorId), Answer>,
    names: BTreeMap<ActorId, Called>,
    seen: BTreeSet<(ActorId, CommandId)>,
}

/// What lets people in or not, at one rev.
#[derive(Clone, Default)]
struct Gate {
    locked: bool,
    ended: bool,
    archived: bool,
    muted: BTreeSet<ActorId>,
    erased: BTreeSet<ActorId>,
    /// The entry that paused each of them.
    paused: BTreeMap<ActorId, Rev>,
    marks: BTreeSet<(ActorId, CommandId)>,
    /// Whose names can be hidden.
    guests: BTreeSet<GuestId>,
}

/// What somebody wants to be called.
#[derive(Clone, Default, PartialEq, Debug)]
struct Called {
    name: Option<String>,
    /// Everybody may read it, as far as its owner says.
    shown: bool,
    /// The facilitator hid it.
    hidden: bool,
    /// It stands in the place of one that the facilitator hid.
    waits: bool,
}

#[derive(Clone, PartialEq, Debug)]
struct Mark {
    id: CommandId,
    by: ActorId,
    kind: KindId,
    area: Option<AreaId>,
    note: Option<String>,
    hidden: bool,
}

impl Expected {
    pub(crate) fn new() -> Self {
        Self { gates: vec![Gate::default()], ..Self::default() }
    }

    /// A room lets an entry into the log: it must have had a reason to.
    pub(crate) fn let_in(&self, entry: &Entry) -> Verdict {
        let actor = entry.body.actor;
        let late = self.gates.iter().rev().take(BEHIND);
        let allowed = |gate: &Gate| gate.refusal(actor, &entry.body.deed).is_none();
        match late.into_iter().any(allowed) {
            true => Ok(()),
            false => Err(format!("{} was let in, though {:?}", entry.body.id, entry.body.deed)),
        }
    }

    /// Somebody was refused: there must have been a reason since they asked.
    pub(crate) fn refused(
        &self,
        actor: Actor,
        (id, command): (CommandId, &Command),
        code: RefusalCode,
        since: Rev,
    ) -> Verdict {
        let mut gates = self.gates[(since as usize).saturating_sub(BEHIND)..].iter();
        let right = match code {
            RefusalCode::BadId => id.get_version_num() != 7,
            RefusalCode::WrongRole => actor.role != command.asked_by(),
            RefusalCode::PlacingLocked => gates.any(|gate| gate.locked),
            RefusalCode::SessionEnded => gates.any(|gate| gate.ended),
            RefusalCode::Archived => gates.any(|gate| gate.archived),
            RefusalCode::Erased => gates.any(|gate| gate.erased.contains(&actor.id)),
            RefusalCode::Muted => gates.any(|gate| gate.muted.contains(&actor.id)),
            RefusalCode::UnknownSticker => match command {
                Command::TakeBack { sticker } | Command::Change { sticker, .. } => {
                    gates.any(|gate| !gate.marks.contains(&(actor.id, *sticker)))
                }
                _ => true,
            },
            RefusalCode::UnknownName => match command {
                Command::SetNameHidden { guest, .. } => {
                    gates.any(|gate| !gate.guests.contains(guest))
                }
                _ => false,
            },
            RefusalCode::TooManyStickers | RefusalCode::BoardFull => false,
            _ => true,
        };
        if right { Ok(()) } else { Err(format!("{id} was refused with {code:?} for no reason")) }
    }

    /// An entry was applied, and this came of it.
    pub(crate) fn applied(
        &mut self,
        entry: &Entry,
        outcome: Result<(), RefusalCode>,
        board: &Board,
    ) -> Verdict {
        let (actor, id, deed) = (entry.body.actor, entry.body.id, &entry.body.deed);
        let fresh = self.seen.insert((actor.id, id));
        let mut gate = self.gates.last().cloned().unwrap_or_default();
        if fresh {
            self.fits(&gate, entry, outcome)?;
        }
        if fresh && outcome.is_ok() {
            self.do_it(&mut gate, entry, board);
        }
        gate.marks = self.stickers.values().map(|mark| (mark.by, mark.id)).collect();
        let guests = self.names.iter().filter(|(_, called)| called.shown);
        gate.guests = guests.map(|(by, _)| GuestId::of(*by)).collect();
        self.gates.push(gate);
        self.same(board).map_err(|fault| format!("rev {}: {deed:?}: {fault}", board.rev()))
    }

    fn fits(&self, gate: &Gate, entry: &Entry, outcome: Result<(), RefusalCode>) -> Verdict {
        let (actor, deed) = (entry.body.actor, &entry.body.deed);
        let told = |due: &str| Err(format!("{deed:?} by {actor:?} came to {outcome:?}, not {due}"));
        match gate.refusal(actor, deed) {
            Some(code) if outcome.is_ok() => return told(&format!("{code:?}")),
            None if outcome == Err(RefusalCode::WrongRole) => return told("another refusal"),
            None if matches!(deed, Deed::TakeBack { .. }) && outcome.is_err() => {
                return told("done");
            }
            _ => {}
        }
        let words = entry.personal.iter().flat_map(|personal| &personal.texts);
        let long = words.into_iter().any(|text| text.chars().count() > NOTE_CHARS);
        if long && outcome.is_ok() { told("too long") } else { Ok(()) }
    }

    fn do_it(&mut self, gate: &mut Gate, entry: &Entry, board: &Board) {
        let (by, id) = (entry.body.actor.id, entry.body.id);
        let note = entry.personal.as_ref().and_then(|personal| personal.texts.last().cloned());
        match &entry.body.deed {
            Deed::Place { kind, area, .. } => {
                let (kind, area) = (kind.clone(), area.clone());
                let mark = Mark { id, by, kind, area, note, hidden: false };
                self.stickers.insert(board.rev(), mark);
            }
            Deed::Change { sticker, kind, moved } => {
                let mine = |mark: &&mut Mark| mark.by == by && mark.id == *sticker;
                if let Some(mark) = self.stickers.values_mut().find(mine) {
                    (mark.kind, mark.note) = (kind.clone(), note);
                    if let Some(moved) = moved {
                        mark.area = moved.area.clone();
                    }
                }
            }
            Deed::TakeBack { sticker } => {
                self.stickers.retain(|_, mark| (mark.by, mark.id) != (by, *sticker));
            }
            Deed::SetHidden { seq, part: 0, hidden, .. } => {
                if let Some(mark) = self.stickers.get_mut(seq) {
                    mark.hidden = *hidden;
                }
            }
            Deed::SetName { shown } => {
                let called = self.names.entry(by).or_default();
                if called.hidden && note.is_some() && note != called.name {
                    (called.hidden, called.waits) = (false, true);
                }
                called.shown = *shown && note.is_some();
                called.name = note;
            }
            Deed::SetNameHidden { guest, hidden, .. } => {
                let mut names = self.names.iter_mut().filter(|(_, called)| called.shown);
                if let Some((_, called)) = names.find(|(by, _)| GuestId::of(**by) == *guest) {
                    (called.hidden, called.waits) = (*hidden, false);
                }
            }
            Deed::SetMuted { seq, part, muted, .. } => {
                let by = self.stickers.get(seq).map(|mark| mark.by);
                let by = by.or_else(|| board.author_of(*seq, *part));
                let paused = || gate.paused.iter().find(|(_, at)| *at == seq && *part == 0);
                let by = by.or_else(|| paused().map(|(by, _)| *by));
                match (by, muted) {
                    (Some(by), true) => {
                        gate.muted.insert(by);
                        gate.paused.insert(by, board.rev());
                    }
                    (Some(by), false) => {
                        gate.muted.remove(&by);
                        gate.paused.remove(&by);
                    }
                    (None, _) => {}
                }
            }
            Deed::Answer { finder, answer, .. } => {
                let mut answer = answer.clone();
                let texts = entry.personal.as_ref().map(|personal| personal.texts.clone());
                answer.put_texts(texts.unwrap_or_default());
                self.answers.insert((finder.clone(), by), answer);
            }
            Deed::TakeBackAnswer { finder } => drop(self.answers.remove(&(finder.clone(), by))),
            Deed::AskAgain { finder } => self.answers.retain(|(of, _), _| of != finder),
            Deed::Erase {} => {
                self.stickers.retain(|_, mark| mark.by != by);
                self.answers.retain(|(_, of), _| *of != by);
                self.names.remove(&by);
                gate.muted.remove(&by);
                gate.paused.remove(&by);
                gate.erased.insert(by);
            }
            Deed::SetLocked { locked } => gate.locked = *locked,
            Deed::SetEnded { ended } => gate.ended = *ended,
            Deed::SetArchived { archived } => gate.archived = *archived,
            _ => {}
        }
    }

    /// Compares with what the real rules made of it.
    fn same(&self, board: &Board) -> Verdict {
        let gate = self.gates.last().cloned().unwrap_or_default();
        let flags = (board.is_locked(), board.has_ended(), board.is_archived());
        if flags != (gate.locked, gate.ended, gate.archived) {
            return Err(format!("locked, ended, archived are {flags:?}"));
        }
        let marks = board.stickers().iter().map(|(seq, one)| {
            let (id, by, kind, hidden) = (one.id, one.by, one.kind.clone(), one.hidden.is_some());
            let (area, note) = (one.area.clone(), one.note.clone());
            (*seq, Mark { id, by, kind, area, note, hidden })
        });
        if marks.collect::<BTreeMap<_, _>>() != self.stickers {
            return Err(format!("the stickers are not {:?}", self.stickers));
        }
        for (actor, person) in board.people() {
            let count = self.stickers.values().filter(|mark| mark.by == *actor).count();
            if person.stickers != count as u64
                || person.muted.is_some() != gate.muted.contains(actor)
            {
                return Err(format!("{actor} is counted or paused wrongly"));
            }
            let (name, shown) = (person.name.clone(), person.name_shown);
            let waits = person.name_standing == Standing::Waiting;
            let hidden = person.name_standing.why().is_some();
            let called = Called { name, shown, hidden, waits };
            if called != self.names.get(actor).cloned().unwrap_or_default() {
                return Err(format!("{actor} is called {called:?}"));
            }
        }
        let answers = board.finder_rules().flat_map(|rule| {
            let state = board.finder(&rule.id).into_iter().flat_map(|state| &state.answers);
            state.map(|(by, stored)| ((rule.id.clone(), *by), stored.answer.clone()))
        });
        match answers.collect::<BTreeMap<_, _>>() == self.answers {
            true => Ok(()),
            false => Err("the answers are others".to_owned()),
        }
    }

    /// Looks at what the public is shown of stickers and names.
    pub(crate) fn shown(&self, shown: &Memory) -> Verdict {
        let open: BTreeSet<_> =
            self.stickers.iter().filter(|(_, mark)| !mark.hidden).map(|(seq, _)| *seq).collect();
        let seen = &shown.stickers;
        if seen.keys().copied().collect::<BTreeSet<_>>() != open {
            return Err(format!("the public sees {:?}, not {open:?}", seen.keys()));
        }
        let open = self.names.values().filter(|one| one.shown && !one.hidden && !one.waits);
        let open: BTreeSet<_> = open.filter_map(|called| called.name.clone()).collect();
        match shown.guests.iter().cloned().collect::<BTreeSet<_>>() == open {
            true => Ok(()),
            false => Err(format!("the public reads {:?}, not {open:?}", shown.guests)),
        }
    }
}

impl Gate {
    /// Why something must be refused, as far as these rules tell.
    fn refusal(&self, actor: Actor, deed: &Deed) -> Option<RefusalCode> {
        if actor.role != asked_by(deed) {
            return Some(RefusalCode::WrongRole);
        }
        if self.erased.contains(&actor.id) {
            return Some(RefusalCode::Erased);
        }
        let adds = matches!(deed, Deed::Place { .. } | Deed::Change { .. });
        let takes_part = adds || matches!(deed, Deed::Answer { .. });
        let unknown = match deed {
            Deed::TakeBack { sticker } | Deed::Change { sticker, .. } => {
                !self.marks.contains(&(actor.id, *sticker))
            }
            _ => false,
        };
        let unknown_name =
            matches!(deed, Deed::SetNameHidden { guest, .. } if !self.guests.contains(guest));
        match () {
            () if takes_part && self.archived => Some(RefusalCode::Archived),
            () if takes_part && self.ended => Some(RefusalCode::SessionEnded),
            () if adds && self.locked => Some(RefusalCode::PlacingLocked),
            () if adds && self.muted.contains(&actor.id) => Some(RefusalCode::Muted),
            () if unknown => Some(RefusalCode::UnknownSticker),
            () if unknown_name => Some(RefusalCode::UnknownName),
            () => None,
        }
    }
}

fn asked_by(deed: &Deed) -> Role {
    match deed {
        Deed::Define { .. } => Role::System,
        Deed::Place { .. }
        | Deed::Change { .. }
        | Deed::TakeBack { .. }
        | Deed::Answer { .. }
        | Deed::TakeBackAnswer { .. }
        | Deed::SetName { .. }
        | Deed::NoteConsent {}
        | Deed::Erase {} => Role::Participant,
        _ => Role::Facilitator,
    }
}
