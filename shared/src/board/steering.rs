//! Moving the board through its agenda, and changing the agenda while it runs.

use crate::agenda::{Activity, ActivityKind, ActivityState, Call, Timer};
use crate::ids::{ActivityId, FinderId};

use super::apply::Effect;
use super::state::Board;

impl Board {
    /// Follows the agenda of new rules, unless it was changed on this board.
    pub(super) fn take_agenda(&mut self) {
        if !self.agenda_edited {
            let states: Vec<_> = self.agenda.drain(..).map(|old| (old.id, old.state)).collect();
            self.agenda = self.rules.agenda.clone();
            for (id, state) in states {
                if let Some(same) = self.agenda.iter_mut().find(|one| one.id == id) {
                    same.state = state;
                }
            }
        }
        let here = self.now.take().filter(|id| self.activity(id).is_some());
        if here.is_none() {
            self.begin();
        } else {
            self.now = here;
        }
    }

    /// Stands at the first activity, which asks its question if it is open.
    fn begin(&mut self) {
        let Some(first) = self.agenda.first().cloned() else { return };
        self.now = Some(first.id);
        if let Some(finder) = first.finder.filter(|_| first.state == ActivityState::Open) {
            self.turn(&finder, true);
        }
    }

    pub(super) fn go_to(&mut self, id: &ActivityId) -> Vec<Effect> {
        let left = self.now.replace(id.clone());
        let mut effects = left.map_or_else(Vec::new, |left| self.leave_welcome(&left));
        let Some(activity) = self.activity_mut(id) else { return effects };
        activity.skipped = false;
        effects.extend(match activity.state {
            ActivityState::Hidden | ActivityState::Closed => {
                self.set_activity_state(id, ActivityState::Open)
            }
            ActivityState::Open | ActivityState::ViewOnly => vec![Effect::Agenda],
        });
        // A timer belongs to the activity it was started in.
        if self.timer.take().is_some() {
            effects.push(Effect::Timer);
        }
        effects
    }

    /// The easy question of the welcome is for while people arrive: it must not wait for an answer
    /// when the board has gone on.
    fn leave_welcome(&mut self, left: &ActivityId) -> Vec<Effect> {
        let welcome = self.activity(left).filter(|left| left.kind == ActivityKind::Welcome);
        let asks = welcome.is_some_and(|left| left.finder.is_some() && is_open(left));
        match asks && self.now.as_ref() != Some(left) {
            true => self.set_activity_state(left, ActivityState::ViewOnly),
            false => Vec::new(),
        }
    }

    pub(super) fn set_activity_state(
        &mut self,
        id: &ActivityId,
        state: ActivityState,
    ) -> Vec<Effect> {
        let is_now = self.now.as_ref() == Some(id);
        let Some(activity) = self.activity_mut(id) else { return Vec::new() };
        // Where the board is, people can at least look.
        activity.state = match state {
            ActivityState::Hidden if is_now => ActivityState::Closed,
            state => state,
        };
        let open = is_open(activity);
        let mut effects = vec![Effect::Agenda];
        let Some(finder) = activity.finder.clone() else { return effects };
        if open {
            effects.extend(self.turn(&finder, true));
        } else if is_now {
            // The question of the present activity is what it says, whoever else asks it.
            effects.extend(self.set_open(&finder, false));
        } else {
            effects.extend(self.ask_no_more(&finder));
        }
        effects
    }

    /// Closes the question of an activity that asks it no more, unless another one does.
    fn ask_no_more(&mut self, finder: &FinderId) -> Vec<Effect> {
        let mut asking = self.agenda.iter().filter(|one| one.finder.as_ref() == Some(finder));
        match asking.any(is_open) {
            true => Vec::new(),
            false => self.turn(finder, false),
        }
    }

    pub(super) fn put_activity(
        &mut self,
        activity: &Activity,
        before: Option<&ActivityId>,
    ) -> Vec<Effect> {
        self.agenda_edited = true;
        let state = activity.state;
        match self.activity_mut(&activity.id) {
            Some(old) => *old = activity.clone(),
            None => {
                let at = self.place_before(before);
                self.agenda.insert(at, activity.clone());
            }
        }
        if self.now.is_none() {
            self.now = Some(activity.id.clone());
            // Where the board is, people can at least look.
            if let Some(here) = self.activity_mut(&activity.id) {
                here.skipped = false;
                if here.state == ActivityState::Hidden {
                    here.state = ActivityState::Closed;
                }
            }
        }
        match activity.kind {
            ActivityKind::Finder | ActivityKind::Vote | ActivityKind::Reflection => {
                self.set_activity_state(&activity.id, state)
            }
            _ => vec![Effect::Agenda],
        }
    }

    pub(super) fn move_activity(
        &mut self,
        id: &ActivityId,
        before: Option<&ActivityId>,
    ) -> Vec<Effect> {
        let Some(from) = self.agenda.iter().position(|one| one.id == *id) else {
            return Vec::new();
        };
        if before == Some(id) {
            return Vec::new();
        }
        self.agenda_edited = true;
        let activity = self.agenda.remove(from);
        let at = self.place_before(before);
        self.agenda.insert(at, activity);
        vec![Effect::Agenda]
    }

    pub(super) fn remove_activity(&mut self, id: &ActivityId) -> Vec<Effect> {
        self.agenda_edited = true;
        let finder = self.activity(id).and_then(|activity| activity.finder.clone());
        self.agenda.retain(|activity| activity.id != *id);
        let mut effects = vec![Effect::Agenda];
        effects.extend(finder.into_iter().flat_map(|finder| self.ask_no_more(&finder)));
        effects
    }

    pub(super) fn set_timer(&mut self, at_ms: u64, ms: Option<u64>) -> Vec<Effect> {
        self.timer = ms.map(|length_ms| Timer { started_ms: at_ms, length_ms });
        vec![Effect::Timer]
    }

    pub(super) fn bring(&mut self, at_ms: u64) -> Vec<Effect> {
        self.call = Some(Call { rev: self.rev, at_ms });
        vec![Effect::Call]
    }

    fn place_before(&self, before: Option<&ActivityId>) -> usize {
        let at = before.and_then(|id| self.agenda.iter().position(|one| one.id == *id));
        at.unwrap_or(self.agenda.len())
    }

    fn activity_mut(&mut self, id: &ActivityId) -> Option<&mut Activity> {
        self.agenda.iter_mut().find(|activity| activity.id == *id)
    }
}

fn is_open(activity: &Activity) -> bool {
    activity.state == ActivityState::Open
}
