//! What a facilitator may do to the agenda and to opinion finders.

use crate::agenda::Activity;
use crate::finder::Finder;
use crate::ids::{ActivityId, AreaId};
use crate::limits::{
    ACTIVITIES, ACTIVITY_MINUTES, ACTIVITY_NOTES_CHARS, ACTIVITY_TEXT_CHARS, ACTIVITY_TITLE_CHARS,
    FINDERS_PER_BOARD,
};
use crate::refusal::RefusalCode;

use super::rules::{Verdict, fits};
use super::state::{Board, FinderState, StoredAnswer};

/// Ids of activities and opinion finders are made by pages: short, and of plain letters.
const ID_CHARS: usize = 40;

impl Board {
    pub(super) fn knows_activity(&self, id: &ActivityId) -> Verdict {
        self.activity(id).map(drop).ok_or(RefusalCode::UnknownActivity)
    }

    pub(super) fn may_put_activity(
        &self,
        activity: &Activity,
        before: Option<&ActivityId>,
    ) -> Verdict {
        let old = self.activity(&activity.id);
        if old.is_none() && self.agenda.len() >= ACTIVITIES {
            return Err(RefusalCode::TooMany);
        }
        before.map_or(Ok(()), |before| self.knows_activity(before))?;
        let is_now = self.now.as_ref() == Some(&activity.id);
        if is_now && (activity.skipped || !activity.is_public()) {
            return Err(RefusalCode::ActivityInUse);
        }
        is_id(activity.id.as_str())?;
        if activity.title.trim().is_empty() {
            return Err(RefusalCode::BadFinder);
        }
        fits(Some(&activity.title), ACTIVITY_TITLE_CHARS)?;
        fits(activity.text.as_deref(), ACTIVITY_TEXT_CHARS)?;
        fits(activity.notes.as_deref(), ACTIVITY_NOTES_CHARS)?;
        if activity.minutes.is_some_and(|minutes| minutes == 0 || minutes > ACTIVITY_MINUTES) {
            return Err(RefusalCode::OutOfBounds);
        }
        let finder = activity.finder.as_ref();
        finder.map_or(Ok(()), |id| {
            self.finder_rule(id).map(drop).ok_or(RefusalCode::UnknownFinder)
        })?;
        activity.area.as_ref().map_or(Ok(()), |area| self.knows_area(area))
    }

    pub(super) fn may_remove_activity(&self, id: &ActivityId) -> Verdict {
        self.knows_activity(id)?;
        if self.now.as_ref() == Some(id) { Err(RefusalCode::ActivityInUse) } else { Ok(()) }
    }

    /// A finder that was answered may be reworded, but not become one its answers do not fit.
    pub(super) fn may_put_finder(&self, finder: &Finder) -> Verdict {
        is_id(finder.id.as_str())?;
        if self.finder_rule(&finder.id).is_none()
            && self.finder_rules().count() >= FINDERS_PER_BOARD
        {
            return Err(RefusalCode::TooMany);
        }
        let kinds: Vec<_> = self.rules.kinds.iter().map(|kind| kind.id.clone()).collect();
        finder.check_itself(&kinds)?;
        let Some(state) = self.finders.get(&finder.id) else { return Ok(()) };
        match state.may_follow(self.finder_rule(&finder.id), Some(finder), &self.rules.areas) {
            true => Ok(()),
            false => Err(RefusalCode::FinderInUse),
        }
    }
}

impl FinderState {
    /// Says whether a finder that stands like this may follow another rule, or none.
    pub(super) fn may_follow(
        &self,
        old: Option<&Finder>,
        new: Option<&Finder>,
        areas: &[AreaId],
    ) -> bool {
        let (Some(old), Some(new), true) = (old, new, self.is_answered()) else {
            return !self.is_answered();
        };
        // A threshold that fell while people answer would show what they were told is not shown.
        let same_shield = old.threshold == new.threshold && old.by_area == new.by_area;
        // What stands still is a count of these options, and of no others.
        let still = self.published.is_some() || self.published_before.is_some();
        let kept = self.answers.values().chain(self.before.values());
        let fits = |stored: &StoredAnswer| new.form.check(&stored.answer, areas, true).is_ok();
        same_shield && (!still || old.form.is_like(&new.form)) && kept.into_iter().all(fits)
    }
}

fn is_id(id: &str) -> Verdict {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    match !id.is_empty() && id.len() <= ID_CHARS && id.chars().all(plain) {
        true => Ok(()),
        false => Err(RefusalCode::BadFinder),
    }
}
