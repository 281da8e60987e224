//! Applying an entry: the one place where a board changes.

use crate::entry::{Deed, Entry, Moved, Rules};
use crate::finder::Answer;
use crate::ids::{ActorId, AreaId, CommandId, FinderId, KindId, Rev, Seq};
use crate::moderation::Standing;
use crate::position::Position;
use crate::refusal::RefusalCode;

use super::act::Act;
use super::handling::why;
use super::state::{Board, Seen, Sticker};

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
    /// An opinion finder is asked again: everybody's answer is now that of the round before.
    Round(FinderId),
    /// A person's answer was given, changed or taken back.
    Answer {
        /// To which opinion finder.
        finder: FinderId,
        /// Whose.
        by: ActorId,
    },
    /// A person's name, or whether everybody may read it, by their wish and the facilitator's.
    Name {
        /// Whose.
        by: ActorId,
        /// Whether it is, or was, in the list of who is here.
        guest: bool,
    },
    /// Whether a person's placing and writing is paused.
    Muted(ActorId),
    /// A person had everything of theirs erased.
    Erased(ActorId),
    /// The agenda, or which activity the board is in.
    Agenda,
    /// The timer.
    Timer,
    /// An invitation to come to where the board is.
    Call,
    /// Whether signs are switched off.
    Quiet,
    /// Whether the board was put away.
    Archived,
    /// A facilitator did something to somebody else's thing: that of this rev in
    /// [`Board::handled`].
    Handled(Rev),
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
        if entry.body.is_blank() {
            // Only where no baseline covers it any more: nobody did anything here.
            return Applied { rev, outcome: Outcome::Changed(Vec::new()) };
        }
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
        let mut personal = entry.personal.clone().unwrap_or_default();
        match &entry.body.deed {
            Deed::Define { rules } => self.define(rules),
            Deed::Place { kind, area, at } => {
                let at = at.or(personal.at);
                let note = personal.texts.pop();
                self.place(by, entry.body.id, kind, area.as_ref(), at, note)
            }
            Deed::Change { sticker, kind, moved } => {
                let moved = moved.as_ref().map(|Moved { area, at }| (area, at.or(personal.at)));
                self.change_sticker(by, *sticker, kind, moved, personal.texts.pop())
            }
            Deed::TakeBack { sticker } => self.take_back(by, *sticker),
            Deed::Answer { finder, .. } => self.answer(by, finder, answer),
            Deed::TakeBackAnswer { finder } => self.take_back_answer(by, finder),
            Deed::SetName { shown } => self.set_name(by, personal.texts.pop(), *shown),
            Deed::NoteConsent {} => {
                self.people.entry(by).or_default().consent_noted = true;
                Vec::new()
            }
            Deed::Erase {} => self.erase(by),
            Deed::SetFinderOpen { finder, open } => self.set_open(finder, *open),
            Deed::SetFinderRevealed { finder, revealed } => self.set_revealed(finder, *revealed),
            Deed::AskAgain { finder } => self.ask_again(finder),
            Deed::PutFinder { finder } => self.put_finder(finder),
            Deed::SetHidden { seq, part, hidden, reason } => {
                let why = hidden.then(|| why(*reason, personal.texts.pop()));
                self.set_hidden(entry.body.at_ms, *seq, *part, why)
            }
            Deed::SetNameHidden { guest, hidden, reason } => {
                let why = hidden.then(|| why(*reason, personal.texts.pop()));
                self.set_name_hidden(entry.body.at_ms, guest, why)
            }
            Deed::SetMuted { seq, part, muted, reason } => {
                let why = muted.then(|| why(*reason, personal.texts.pop()));
                self.set_muted(entry.body.at_ms, *seq, *part, why)
            }
            Deed::GoTo { activity } => self.go_to(activity),
            Deed::PutActivity { activity, before } => self.put_activity(activity, before.as_ref()),
            Deed::MoveActivity { activity, before } => {
                self.move_activity(activity, before.as_ref())
            }
            Deed::RemoveActivity { activity } => self.remove_activity(activity),
            Deed::SetActivityState { activity, state } => self.set_activity_state(activity, *state),
            Deed::SetTimer { ms } => self.set_timer(entry.body.at_ms, *ms),
            Deed::Bring {} => self.bring(entry.body.at_ms),
            Deed::SetQuiet { quiet } => {
                self.quiet = *quiet;
                vec![Effect::Quiet]
            }
            Deed::SetArchived { archived } => {
                self.archived = *archived;
                vec![Effect::Archived]
            }
            Deed::SetLocked { locked } => {
                self.locked = *locked;
                vec![Effect::Locked]
            }
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
        let old: Vec<_> = self.finder_rules().cloned().collect();
        self.rules = rules.clone();
        // What the new rules no longer know, nobody used: forget that it was open or shown.
        let known: Vec<_> = self.finder_rules().map(|finder| finder.id.clone()).collect();
        self.finders.retain(|id, _| known.contains(id));
        let new: Vec<_> = self.finder_rules().cloned().collect();
        for rule in new.iter().filter(|rule| !old.contains(rule)) {
            if self.finders.contains_key(&rule.id) {
                self.publish_anew(&rule.id);
            }
        }
        self.showing.take_if(|area| !rules.areas.contains(area));
        self.take_agenda();
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
        let note_standing = self.standing_of_note(note.as_deref(), None);
        let sticker = Sticker { id, by, kind, area, at, note, note_standing, hidden: None };
        self.stickers.insert(seq, sticker);
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
        let standing = self.standing_of_note(note.as_deref(), self.stickers.get(&seq));
        let Some(sticker) = self.stickers.get_mut(&seq) else { return Vec::new() };
        sticker.kind = kind.clone();
        (sticker.note, sticker.note_standing) = (note, standing);
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

    /// A name in the place of a hidden one waits, and goes on waiting until the facilitator shows it.
    /// How it stands outlives its not being shown, which would be a way around the facilitator.
    fn set_name(&mut self, by: ActorId, name: Option<String>, shown: bool) -> Vec<Effect> {
        let person = self.people.entry(by).or_default();
        let was = person.public_name().is_some();
        let is_another = name.is_some() && name != person.name;
        if is_another && person.name_standing.why().is_some() {
            person.name_standing = Standing::Waiting;
        }
        person.name_shown = shown && name.is_some();
        person.name = name;
        vec![Effect::Name { by, guest: was || person.public_name().is_some() }]
    }

    fn count_placed(&mut self, area: Option<&AreaId>) {
        if let Some(area) = area {
            *self.placed_in.entry(area.clone()).or_default() += 1;
        }
    }
}

/// The answer that an entry carries, its words put back; an empty choice for other entries, which
/// the rules never read.
fn whole_answer(entry: &Entry) -> Answer {
    let Deed::Answer { answer, .. } = &entry.body.deed else {
        return Answer::Choice { chosen: Vec::new() };
    };
    let mut answer = answer.clone();
    let texts = entry.personal.as_ref().map(|personal| personal.texts.clone());
    answer.put_texts(texts.unwrap_or_default());
    answer
}
