//! A definition for another board, made from one that there is and a few wishes.

use std::collections::BTreeSet;

use super::fault::{DefinitionFault, Faults, Spot};
use super::frame::Frame;
use super::validate::{TITLE_CHARS, at_most};
use super::{Area, AreaType, BaseMap, Definition, KindWish, legend, unpack_path, upload};
use super::{agenda_file, finder_file};
use crate::agenda::{Activity, ActivityKind, ActivityState};
use crate::finder::Form;
use crate::ids::{ActivityId, AreaId, FinderId};
use crate::limits::FAULTS_SHOWN;

/// In degrees. No town is wider; what seems so has a corner beyond the 180th meridian.
const HALF_TURN: f64 = 180.0;

/// What the new board is to be called and to have.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// Its title; that of the template if `None`.
    pub title: Option<String>,
    /// Where its areas come from.
    pub places: Places,
    /// The legend, in its order; the template's if `None`.
    pub kinds: Option<Vec<KindWish>>,
    /// What of the template's agenda it has.
    pub plan: Plan,
}

/// Where the areas of the new board come from.
#[derive(Debug, Clone, Default)]
pub enum Places {
    /// All of the template's.
    #[default]
    All,
    /// Some of the template's.
    Some(BTreeSet<AreaId>),
    /// The text of a GeoJSON file.
    File(String),
}

/// What the new board has of the template's agenda.
#[derive(Debug, Clone, Default)]
pub enum Plan {
    /// All of it.
    #[default]
    All,
    /// These activities, in this order. Questions that only others ask are left out with them.
    Some(Vec<ActivityId>),
    /// None of it. All questions stay: without an agenda they are what there is to work with.
    None,
}

impl Definition {
    /// Gives the definition of a new board: this one, with wishes. Its id is the hash of what it
    /// holds, so that the same wishes give the same definition.
    ///
    /// # Errors
    /// Every fault of the wishes and of the file, `FAULTS_SHOWN` at most.
    pub fn tailored(&self, wishes: Wishes) -> Result<Self, Vec<DefinitionFault>> {
        let faults = Faults::default();
        let definition = tailor(self.clone(), wishes, &faults);
        let mut faults = faults.into_vec();
        faults.truncate(FAULTS_SHOWN);
        if faults.is_empty() { Ok(definition.named()) } else { Err(faults) }
    }

    /// Gives the same definition, named by what it holds.
    fn named(mut self) -> Self {
        self.id = String::new();
        let written = serde_json::to_vec(&self).unwrap_or_default();
        let hash = blake3::hash(&written).to_hex();
        self.id = format!("made-{}", hash.get(..24).unwrap_or_default());
        self
    }
}

fn tailor(mut made: Definition, wishes: Wishes, faults: &Faults) -> Definition {
    if let Some(title) = wishes.title {
        made.title = title_of(&title, faults);
    }
    match wishes.places {
        Places::All => {}
        Places::Some(ids) => keep_areas(&mut made, &ids, faults),
        Places::File(text) => take_areas(&mut made, &text, faults),
    }
    if let Some(kinds) = wishes.kinds {
        made.kinds = legend::wished(&made.kinds, kinds, faults);
        count_by_kinds_that_are_left(&mut made);
    }
    match wishes.plan {
        Plan::All => {}
        Plan::Some(ids) => keep_activities(&mut made, &ids, faults),
        Plan::None => made.agenda.clear(),
    }
    if made.areas.len() < 2 {
        leave_out_which(&mut made);
    }
    // What cannot be because of the wishes was mended; this tells if that was forgotten.
    agenda_file::check(&made.agenda, &made.finders, &made.areas, faults);
    finder_file::check(&made.finders, &made.kinds, faults);
    made
}

fn title_of(title: &str, faults: &Faults) -> String {
    let title = upload::plain_words(title);
    let spot = Spot::file("the title");
    if title.is_empty() {
        faults.add(&spot, "it is empty", "Give the board a title.");
    }
    at_most(&spot, faults, "letters", title.chars().count(), TITLE_CHARS);
    title
}

fn keep_areas(made: &mut Definition, ids: &BTreeSet<AreaId>, faults: &Faults) {
    let known = |id: &&AreaId| made.areas.iter().any(|area| area.id == **id);
    if ids.is_empty() || !ids.iter().all(|id| known(&id)) {
        let spot = Spot::file("the places");
        faults.add(&spot, "none, or one that is not there, was chosen", "Choose at least one.");
    }
    made.areas.retain(|area| ids.contains(&area.id));
    let used: BTreeSet<_> = made.areas.iter().map(|area| area.area_type.clone()).collect();
    made.area_types.retain(|one| used.contains(&one.id));
    look_at_areas(made);
}

/// The areas of a file come with a type that says no more than is known of them.
fn take_areas(made: &mut Definition, text: &str, faults: &Faults) {
    let place = AreaType {
        id: "place".to_owned(),
        name: "Place".to_owned(),
        plain: "A place on this map.".to_owned(),
    };
    let old = Frame::of_units(made.bounds);
    made.areas = upload::read(text, &place, Some(old), faults);
    made.area_types = vec![place];
    if extent(&made.areas).is_some_and(|frame| frame.east - frame.west > HALF_TURN) {
        let remedy = "A board cannot lie across the 180th meridian: leave out what is beyond it.";
        let spot = Spot::file(upload::FILE);
        faults.add(&spot, "its areas go round more than half of the world", remedy);
    }
    // Elsewhere the sketch map and those who made it have nothing to say.
    if extent(&made.areas).is_none_or(|new| !old.holds_all(new)) {
        made.base = BaseMap::default();
        made.attribution.clear();
    }
    look_at_areas(made);
}

/// The map opens on the areas, and what names an area that is gone names none.
fn look_at_areas(made: &mut Definition) {
    if let Some(frame) = extent(&made.areas) {
        made.bounds = frame.padded().units();
        made.street_grid = frame.street_grid();
    }
    let areas = &made.areas;
    for activity in &mut made.agenda {
        activity.area = activity.area.take().filter(|id| areas.iter().any(|area| area.id == *id));
    }
}

/// Where there is one area only, nobody is asked to give dots to areas.
fn leave_out_which(made: &mut Definition) {
    made.finders.retain(|finder| !matches!(finder.form, Form::Dots { areas: true, .. }));
    let finders = &made.finders;
    let is_left = |id: &FinderId| finders.iter().any(|finder| finder.id == *id);
    made.agenda.retain(|step| step.finder.as_ref().is_none_or(is_left));
}

fn extent(areas: &[Area]) -> Option<Frame> {
    let rings = areas.iter().flat_map(|area| area.polygons.iter().flatten());
    Frame::round(rings.flat_map(|ring| unpack_path(ring)))
}

/// Questions that count by a kind that is gone count in no such way.
fn count_by_kinds_that_are_left(made: &mut Definition) {
    for finder in &mut made.finders {
        let by = finder.by_area.take();
        finder.by_area = by.filter(|id| made.kinds.iter().any(|kind| kind.id == *id));
    }
}

fn keep_activities(made: &mut Definition, ids: &[ActivityId], faults: &Faults) {
    let asked = |agenda: &[Activity]| -> BTreeSet<FinderId> {
        agenda.iter().filter_map(|step| step.finder.clone()).collect()
    };
    let before = asked(&made.agenda);
    let distinct: BTreeSet<_> = ids.iter().collect();
    let find = |id: &ActivityId| made.agenda.iter().find(|step| step.id == *id).cloned();
    let kept: Vec<_> = distinct.iter().filter_map(|id| find(id)).collect();
    if distinct.len() < ids.len() || kept.len() < distinct.len() {
        let spot = Spot::file("the agenda");
        let remedy = "Choose each activity of the list at most once.";
        faults.add(&spot, "one that is not there, or one twice, was chosen", remedy);
        return;
    }
    made.agenda = ids.iter().filter_map(find).collect();
    let after = asked(&made.agenda);
    made.finders.retain(|finder| !before.contains(&finder.id) || after.contains(&finder.id));
}

impl Definition {
    /// Gives this definition with the agenda and the questions that a board has come to: as a plan
    /// for another board, that nobody has begun.
    pub fn with_plan(&self, agenda: &[Activity], finders: Vec<super::Finder>) -> Self {
        let asked: BTreeSet<&FinderId> = finders.iter().map(|finder| &finder.id).collect();
        let fresh = |activity: &Activity| Activity {
            state: match (activity.kind, activity.state) {
                (_, ActivityState::Hidden) => ActivityState::Hidden,
                (ActivityKind::Stickers | ActivityKind::Welcome, _) => ActivityState::Open,
                _ => ActivityState::Closed,
            },
            finder: activity.finder.clone().filter(|finder| asked.contains(finder)),
            ..activity.clone()
        };
        let agenda = agenda.iter().map(fresh).collect();
        Self { agenda, finders, ..self.clone() }
    }
}
