//! What must hold, at every step and at rest.

use std::collections::{BTreeMap, BTreeSet};

use kenspeckle_shared::board::{Board, Outcome};
use kenspeckle_shared::command::{Command, Place, Role};
use kenspeckle_shared::entry::{Actor, Deed, Entry};
use kenspeckle_shared::ids::{ActorId, CommandId, Rev};
use kenspeckle_shared::moderation::Standing;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{Audience, Card, StickerView, snapshot};
use kenspeckle_shared::wire::AckOutcome;
use kenspeckle_tests::{Chance, Memory};

use crate::expect::Expected;
use crate::mind::Mind;
use crate::site::{EPOCH, board_id};
use crate::world::World;

type Verdict = Result<(), String>;

/// Knows what is durable, and what everybody was told.
pub(crate) struct Judge {
    board: Board,
    expected: Expected,
    entries: Vec<Entry>,
    /// What came of each entry.
    outcomes: Vec<Result<(), RefusalCode>>,
    /// What each audience is to see at each rev.
    views: Vec<[Memory; 2]>,
    /// And at which rev.
    asked: BTreeMap<(ActorId, CommandId), (Command, Rev)>,
    acked: BTreeMap<(ActorId, CommandId), Rev>,
    refused: BTreeSet<(ActorId, CommandId)>,
    /// Whose words the log has lost.
    lost: BTreeSet<ActorId>,
}

impl Judge {
    pub(crate) fn new() -> Self {
        let board = Board::default();
        let views = vec![views(&board)];
        Self {
            board,
            expected: Expected::new(),
            entries: Vec::new(),
            outcomes: Vec::new(),
            views,
            asked: BTreeMap::new(),
            acked: BTreeMap::new(),
            refused: BTreeSet::new(),
            lost: BTreeSet::new(),
        }
    }

    /// Gives the rev of the last durable entry.
    pub(crate) fn head(&self) -> Rev {
        self.entries.len() as Rev
    }

    /// Somebody asked for something.
    pub(crate) fn asked(&mut self, actor: Actor, id: CommandId, command: &Command) -> Verdict {
        self.asked.insert((actor.id, id), (command.clone(), self.head()));
        Ok(())
    }

    /// Gives a command of somebody else.
    pub(crate) fn of_another(&self, actor: Actor, chance: &mut Chance) -> Option<CommandId> {
        let others = self.asked.keys().filter(|(by, _)| *by != actor.id);
        let others: Vec<_> = others.map(|(_, id)| *id).collect();
        (!others.is_empty()).then(|| *chance.pick(&others))
    }

    /// The room hands entries to the log.
    pub(crate) fn let_in(&mut self, entries: &[Entry]) -> Verdict {
        for entry in entries {
            let key = (entry.body.actor.id, entry.body.id);
            self.expected.let_in(entry)?;
            if self.acked.contains_key(&key) {
                return Err(format!("{} was acked, and is stored once more", key.1));
            }
            if let Some((command, _)) = self.asked.get(&key) {
                same(command, &entry.body.deed)
                    .map_err(|fault| format!("{} is not what was asked: {fault}", key.1))?;
            }
        }
        Ok(())
    }

    /// Entries are durable from now on.
    pub(crate) fn stored(&mut self, world: &World, entries: &[Entry]) -> Verdict {
        for entry in entries {
            let applied = self.board.apply(entry);
            self.entries.push(entry.clone());
            let outcome = match applied.outcome {
                Outcome::Changed(_) => Ok(()),
                Outcome::Refused(code) => Err(code),
                Outcome::Repeated(seen) => match seen.refused {
                    Some(code) => Err(code),
                    None => Ok(()),
                },
            };
            self.expected.applied(entry, outcome, &self.board)?;
            let views = views(&self.board);
            self.expected.shown(&views[Audience::Public as usize])?;
            self.views.push(views);
            let (rev, id) = (self.head(), entry.body.id);
            match entry.body.actor.role {
                // Its id is of the server's own chance.
                Role::System => world.note(format_args!("log: {rev} of the server {outcome:?}")),
                _ => world.note(format_args!("log: {rev} {id} {outcome:?}")),
            }
            self.outcomes.push(outcome);
        }
        Ok(())
    }

    /// Somebody was told that the board is at a rev.
    pub(crate) fn told_of(&mut self, rev: Rev) -> Verdict {
        match rev <= self.head() {
            true => Ok(()),
            false => Err(format!("told of rev {rev}, but only {} is durable", self.head())),
        }
    }

    /// A screen shows this.
    pub(crate) fn shown(&mut self, number: usize, audience: Audience, shown: &Memory) -> Verdict {
        self.told_of(shown.rev)?;
        let due = &self.views[shown.rev as usize][audience as usize];
        match due == shown {
            true => Ok(()),
            false => Err(format!(
                "screen {number} shows another board at rev {}:\n  due   {}\n  shown {}",
                shown.rev,
                difference(due, shown),
                difference(shown, due),
            )),
        }
    }

    /// Whoever came back with an older board, when it was at `rev`, is told this of a sticker on the
    /// way there: nothing that others may not see any more.
    pub(crate) fn told_on_the_way(&mut self, view: &StickerView, rev: Rev) -> Verdict {
        let now = &self.views[rev as usize][Audience::Facilitator as usize];
        let Some(now) = now.stickers.get(&view.seq) else { return Ok(()) };
        let note_hidden = matches!(now.note_standing, Some(Standing::Hidden(_)));
        match now.hidden || (note_hidden && now.note == view.note) {
            true => {
                Err(format!("{} is hidden at {rev}, and was told to a returning screen", view.seq))
            }
            false => Ok(()),
        }
    }

    /// Likewise of names. Nobody has the name of somebody else here.
    pub(crate) fn names_on_the_way(&mut self, names: &[String], rev: Rev) -> Verdict {
        let now = &self.views[rev as usize][Audience::Facilitator as usize];
        let hidden = now.guest_names.iter().filter(|one| one.standing.why().is_some());
        match hidden.into_iter().find(|one| names.contains(&one.name)) {
            None => Ok(()),
            Some(one) => {
                Err(format!("{} is hidden at {rev}, and was told to a returning screen", one.name))
            }
        }
    }

    /// Somebody was told that their command is stored.
    pub(crate) fn acked(
        &mut self,
        actor: Actor,
        id: CommandId,
        rev: Rev,
        outcome: &AckOutcome,
    ) -> Verdict {
        self.told_of(rev).map_err(|fault| format!("ack of {id}: {fault}"))?;
        let entry = rev.checked_sub(1).and_then(|at| self.entries.get(at as usize));
        let is_it = |entry: &&Entry| entry.body.id == id && entry.body.actor == actor;
        entry
            .filter(is_it)
            .ok_or_else(|| format!("the ack of {id} names rev {rev}, not its own"))?;
        let is_erased = entry.is_some_and(|entry| entry.body.deed == Deed::Erase {});
        if is_erased && !self.lost.contains(&actor.id) {
            return Err(format!("the erasing {id} is acked, and the log still has their words"));
        }
        let was = self.acked.insert((actor.id, id), rev);
        if was.is_some_and(|was| was != rev) {
            return Err(format!("{id} was acked at {was:?} and at {rev}"));
        }
        let told = match outcome {
            AckOutcome::Changed {} | AckOutcome::Repeated {} => Ok(()),
            AckOutcome::Refused { code, .. } => Err(*code),
        };
        let came = self.outcomes[rev as usize - 1];
        match told == came {
            true => Ok(()),
            false => {
                Err(format!("{id} at {rev} came to {came:?}, and its author is told {told:?}"))
            }
        }
    }

    /// Somebody was told that their command is not let in.
    pub(crate) fn refused(
        &mut self,
        actor: Actor,
        id: CommandId,
        command: &Command,
        code: RefusalCode,
    ) -> Verdict {
        self.refused.insert((actor.id, id));
        let since = self.asked.get(&(actor.id, id)).map_or(0, |(_, rev)| *rev);
        self.expected.refused(actor, (id, command), code, since)
    }

    /// A card shows a sticker no later than its author is told that it is stored.
    pub(crate) fn card_after(&mut self, actor: Actor, id: CommandId, card: &Card) -> Verdict {
        let Some((Command::Place { .. }, _)) = self.asked.get(&(actor.id, id)) else {
            return Ok(());
        };
        let due = Card::of(&self.board, actor.id);
        let due = due.stickers.iter().any(|sticker| sticker.id == id);
        match !due || card.stickers.iter().any(|sticker| sticker.id == id) {
            true => Ok(()),
            false => Err(format!("the author of {id} is told it is stored, and does not see it")),
        }
    }

    /// The log has lost these people's words.
    pub(crate) fn lost(&mut self, people: &[ActorId]) -> Verdict {
        self.lost.extend(people);
        Ok(())
    }

    /// Somebody was told that their token opens nothing: only when everything of theirs is erased.
    pub(crate) fn sent_away(&mut self, actor: Actor) -> Verdict {
        match self.board.is_erased(actor.id) {
            true => Ok(()),
            false => Err(format!("{actor:?} was sent away, and never asked to be erased")),
        }
    }

    /// Everything has come to rest: looks at what a screen is left with.
    pub(crate) fn at_rest(&mut self, mind: &Mind) -> Verdict {
        if mind.gone {
            return Ok(());
        }
        let number = mind.number;
        let memory =
            mind.memory.as_ref().ok_or_else(|| format!("screen {number} shows nothing"))?;
        if memory.rev != self.head() {
            return Err(format!("screen {number} rests at {}", memory.rev));
        }
        self.shown(number, mind.audience, memory)?;
        if let Some(card) = &mind.card {
            let due = sorted(Card::of(&self.board, mind.actor.id));
            if sorted(card.clone()) != due {
                return Err(format!("screen {number} has the card {card:?}, not {due:?}"));
            }
        }
        Ok(())
    }

    /// Everything has come to rest: looks at the log.
    pub(crate) fn log_at_rest(&mut self) -> Verdict {
        let mut board = Board::default();
        let mut changed = BTreeMap::new();
        for entry in &self.entries {
            if let Outcome::Changed(_) = board.apply(entry).outcome {
                *changed.entry((entry.body.actor.id, entry.body.id)).or_insert(0) += 1;
            }
        }
        if board != self.board {
            return Err("the log replays to another board".to_owned());
        }
        let mut people = board.people().keys();
        if let Some(left) = people.find(|one| board.is_erased(**one) && !self.lost.contains(*one)) {
            return Err(format!("{left} was erased, and the log still has their words"));
        }
        for (key, rev) in &self.acked {
            let seen = board.seen(key.0, key.1).map(|seen| seen.rev);
            if seen != Some(*rev) {
                return Err(format!("{} was acked at {rev}; the log has it at {seen:?}", key.1));
            }
        }
        for key in self.asked.keys() {
            let answered = self.acked.contains_key(key) || self.refused.contains(key);
            let times = changed.get(key).copied().unwrap_or(0);
            // Whoever was erased is told so, and nothing else any more.
            if !(answered || self.board.is_erased(key.0)) || times > 1 {
                return Err(format!("{}: answered {answered}, done {times} times", key.1));
            }
        }
        Ok(())
    }

    /// Gives the fingerprint that a room at the head must have.
    pub(crate) fn state_hash(&self) -> String {
        self.board.state_hash().to_hex().to_string()
    }
}

/// A card is a set of answers; the order in which they came is nobody's business.
fn sorted(mut card: Card) -> Card {
    card.answers.sort_by(|one, other| one.finder.cmp(&other.finder));
    card
}

fn views(board: &Board) -> [Memory; 2] {
    Audience::ALL.map(|audience| Memory::of(snapshot(board, &board_id(), EPOCH, audience)))
}

/// Says whether an entry is the command that was asked.
fn same(command: &Command, deed: &Deed) -> Verdict {
    let kept = match (command, deed) {
        (Command::Place { kind, place, .. }, Deed::Place { kind: stored, area, at }) => {
            let placed = match place {
                Place::Area(wish) => area.as_ref() == Some(wish) && at.is_some(),
                Place::Point(_) => at.is_none(),
            };
            kind == stored && placed
        }
        (Command::TakeBack { sticker }, Deed::TakeBack { sticker: stored }) => sticker == stored,
        (Command::SetLocked { locked }, Deed::SetLocked { locked: stored }) => locked == stored,
        (Command::GoTo { activity }, Deed::GoTo { activity: stored }) => activity == stored,
        _ => true,
    };
    if kept { Ok(()) } else { Err(format!("{command:?} became {deed:?}")) }
}

/// Where one memory parts from the other, with what stands around it.
fn difference(one: &Memory, other: &Memory) -> String {
    let [one, other] = [one, other].map(|memory| format!("{memory:#?}"));
    let parted = one.lines().zip(other.lines()).position(|(one, other)| one != other);
    let at = parted.unwrap_or(0).saturating_sub(9);
    one.lines().skip(at).take(16).map(str::trim).collect::<Vec<_>>().join(" ")
}
