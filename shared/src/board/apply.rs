//! Applying an entry: the one place where a board changes.

use crate::entry::{Deed, Entry, Moved, Rules};
use crate::finder::Answer;
use crate::ids::{ActorId, AreaId, CommandId, FinderId, KindId, Rev, Seq};
use crate::position::Position;
use crate::refusal::RefusalCode;

use super::rules::Act;
use super::state::{Board, FinderState, Seen, Sticker, StoredAnswer};

/// What applying one entry did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The entry's number.
    pub rev: Rev,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The board changed here.
    Changed(Vec<Effect>),
    /// The rules said no.
    Refused(RefusalCode),
    /// The same command was applied before, with this end.
    Repeated(Seen),
}

/// A part of the board that changed. Who may see what of it is decided in [`crate::view`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// The rules.
    Rules,
    /// A sticker was placed, changed, hidden or restored.
    Sticker {
        /// Its name on the board.
        seq: Seq,
        /// Its author.
        by: ActorId,
    },
    /// A sticker was taken back.
    StickerGone {
        /// Its name on the board.
        seq: Seq,
        /// Its author.
        by: ActorId,
        /// Its id for its author.
        id: CommandId,
    },
    /// An opinion finder was opened, closed, revealed or hidden, or words in it were.
    Finder(FinderId),
    /// A person's answer was given, changed or taken back.
    Answer {
        /// To which opinion finder.
        finder: FinderId,
        /// Whose.
        by: ActorId,
    },
    /// A person's name.
    Name(ActorId),
    /// Whether placing is paused.
    Locked,
    /// Which area all screens are pointed at.
    Showing,
    /// Whether the session has ended.
    Ended,
}

impl Board {
    /// Applies the next entry of the log and says what it did. Never fails.
    pub fn apply(&mut self, entry: &Entry) -> Applied {
        self.rev += 1;
        let rev = self.rev;
        let actor = entry.body.actor;
        if let Some(seen) = self.seen(actor.id, entry.body.id) {
            return Applied { rev, outcome: Outcome::Repeated(seen) };
        }
        let answer = whole_answer(entry);
        let verdict = self.judge(actor, &Act::of_entry(entry, &answer));
        let seen = Seen { rev, refused: verdict.err() };
        self.people.entry(actor.id).or_default().seen.insert(entry.body.id, seen);
        let outcome = match verdict {
            Ok(()) => Outcome::Changed(self.change(entry, answer)),
            Err(code) => Outcome::Refused(code),
        };
        Applied { rev, outcome }
    }

    /// Does what the rules have allowed.
    fn change(&mut self, entry: &Entry, answer: Answer) -> Vec<Effect> {
        let by = entry.body.actor.id;
        let personal = entry.personal.clone().unwrap_or_default();
        match &entry.body.deed {
            Deed::Define { rules } => self.define(rules),
            Deed::Place { kind, area, at } => {
                let at = at.or(personal.at);
                self.place(by, entry.body.id, kind, area.as_ref(), at, personal.words)
            }
            Deed::Change { sticker, kind, moved } => {
                let moved = moved.as_ref().map(|Moved { area, at }| (area, at.or(personal.at)));
                self.change_sticker(by, *sticker, kind, moved, personal.words)
            }
            Deed::TakeBack { sticker } => self.take_back(by, *sticker),
            Deed::Answer { finder, .. } => self.answer(by, finder, answer),
            Deed::TakeBackAnswer { finder } => self.take_back_answer(by, finder),
            Deed::SetName {} => {
                self.people.entry(by).or_default().name = personal.words;
                vec![Effect::Name(by)]
            }
            Deed::SetFinderOpen { finder, open } => {
                self.finder_mut(finder).open = *open;
                vec![Effect::Finder(finder.clone())]
            }
            Deed::SetFinderRevealed { finder, revealed } => {
                self.finder_mut(finder).revealed = *revealed;
                vec![Effect::Finder(finder.clone())]
            }
            Deed::SetLocked { locked } => {
                self.locked = *locked;
                vec![Effect::Locked]
            }
            Deed::SetHidden { seq, hidden } => self.set_hidden(*seq, *hidden),
            Deed::ShowArea { area } => {
                self.showing = area.clone();
                vec![Effect::Showing]
            }
            Deed::SetEnded { ended } => {
                self.ended = *ended;
                vec![Effect::Ended]
            }
        }
    }

    fn define(&mut self, rules: &Rules) -> Vec<Effect> {
        self.rules = rules.clone();
        // What the new rules no longer know, nobody used: forget that it was open or shown.
        let known = |id: &FinderId| rules.finders.iter().any(|finder| finder.id == *id);
        self.finders.retain(|id, _| known(id));
        self.showing.take_if(|area| !rules.areas.contains(area));
        vec![Effect::Rules]
    }

    fn place(
        &mut self,
        by: ActorId,
        id: CommandId,
        kind: &KindId,
        area: Option<&AreaId>,
        at: Option<Position>,
        note: Option<String>,
    ) -> Vec<Effect> {
        let seq = self.rev;
        self.count_placed(area);
        let (kind, area) = (kind.clone(), area.cloned());
        self.stickers.insert(seq, Sticker { id, by, kind, area, at, note, hidden: false });
        self.people.entry(by).or_default().stickers += 1;
        vec![Effect::Sticker { seq, by }]
    }

    fn change_sticker(
        &mut self,
        by: ActorId,
        id: CommandId,
        kind: &KindId,
        moved: Option<(&Option<AreaId>, Option<Position>)>,
        note: Option<String>,
    ) -> Vec<Effect> {
        let Some(seq) = self.own_sticker(by, id) else { return Vec::new() };
        if let Some((area, _)) = moved {
            self.count_placed(area.as_ref());
        }
        let Some(sticker) = self.stickers.get_mut(&seq) else { return Vec::new() };
        sticker.kind = kind.clone();
        sticker.note = note;
        if let Some((area, at)) = moved {
            (sticker.area, sticker.at) = (area.clone(), at);
        }
        vec![Effect::Sticker { seq, by }]
    }

    fn take_back(&mut self, by: ActorId, id: CommandId) -> Vec<Effect> {
        let Some(seq) = self.own_sticker(by, id) else { return Vec::new() };
        self.stickers.remove(&seq);
        if let Some(person) = self.people.get_mut(&by) {
            person.stickers = person.stickers.saturating_sub(1);
        }
        vec![Effect::StickerGone { seq, by, id }]
    }

    fn answer(&mut self, by: ActorId, finder: &FinderId, answer: Answer) -> Vec<Effect> {
        let seq = self.rev;
        let answers = &mut self.finder_mut(finder).answers;
        let stored = answers.entry(by).or_insert_with(|| StoredAnswer {
            seq,
            answer: answer.clone(),
            words_hidden: false,
        });
        stored.answer = answer;
        vec![Effect::Answer { finder: finder.clone(), by }]
    }

    fn take_back_answer(&mut self, by: ActorId, finder: &FinderId) -> Vec<Effect> {
        match self.finder_mut(finder).answers.remove(&by) {
            Some(_) => vec![Effect::Answer { finder: finder.clone(), by }],
            None => Vec::new(),
        }
    }

    fn set_hidden(&mut self, seq: Seq, hidden: bool) -> Vec<Effect> {
        if let Some(sticker) = self.stickers.get_mut(&seq) {
            sticker.hidden = hidden;
            return vec![Effect::Sticker { seq, by: sticker.by }];
        }
        for (id, finder) in &mut self.finders {
            for (by, stored) in &mut finder.answers {
                if stored.seq == seq {
                    stored.words_hidden = hidden;
                    return vec![Effect::Answer { finder: id.clone(), by: *by }];
                }
            }
        }
        Vec::new()
    }

    fn count_placed(&mut self, area: Option<&AreaId>) {
        if let Some(area) = area {
            *self.placed_in.entry(area.clone()).or_default() += 1;
        }
    }

    fn finder_mut(&mut self, id: &FinderId) -> &mut FinderState {
        self.finders.entry(id.clone()).or_default()
    }
}

/// The answer that an entry carries, its words put back; an empty choice for other entries, which
/// the rules never read.
fn whole_answer(entry: &Entry) -> Answer {
    let Deed::Answer { answer, .. } = &entry.body.deed else {
        return Answer::Choice { chosen: Vec::new() };
    };
    let mut answer = answer.clone();
    answer.put_words(entry.personal.as_ref().and_then(|personal| personal.words.clone()));
    answer
}
