//! Moving the board through its agenda, and changing the agenda while it runs.

use crate::agenda::{Activity, ActivityKind, ActivityState, Call, Timer};
use crate::ids::ActivityId;

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
        let mut effects = self.leave_welcome(id);
        self.now = Some(id.clone());
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
    fn leave_welcome(&mut self, to: &ActivityId) -> Vec<Effect> {
        let left = self.now().filter(|left| left.kind == ActivityKind::Welcome && left.id != *to);
        let asks = left.filter(|left| left.finder.is_some() && left.state == ActivityState::Open);
        let Some(left) = asks.map(|left| left.id.clone()) else { return Vec::new() };
        self.set_activity_state(&left, ActivityState::ViewOnly)
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
        let open = activity.state == ActivityState::Open;
        let mut effects = vec![Effect::Agenda];
        if let Some(finder) = activity.finder.clone() {
            effects.extend(self.turn(&finder, open));
        }
        effects
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
        effects.extend(finder.into_iter().flat_map(|finder| self.turn(&finder, false)));
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
