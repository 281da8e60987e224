//! The `[[agenda]]` of `board.toml`.

use super::fault::Faults;
use super::fault::Spot;
use super::fields::Fields;
use super::validate::{at_most, unique};
use super::{Area, BOARD_FILE, Finder};
use crate::agenda::{Activity, ActivityKind, ActivityState};
use crate::ids::{ActivityId, AreaId, FinderId};
use crate::limits::{
    ACTIVITIES, ACTIVITY_MINUTES, ACTIVITY_NOTES_CHARS, ACTIVITY_TEXT_CHARS, ACTIVITY_TITLE_CHARS,
};

const KINDS: [(&str, ActivityKind); 10] = [
    ("welcome", ActivityKind::Welcome),
    ("stickers", ActivityKind::Stickers),
    ("finder", ActivityKind::Finder),
    ("finding", ActivityKind::Finding),
    ("story", ActivityKind::Story),
    ("tour", ActivityKind::Tour),
    ("vote", ActivityKind::Vote),
    ("break", ActivityKind::Break),
    ("reflection", ActivityKind::Reflection),
    ("close", ActivityKind::Close),
];

const STATES: [(&str, ActivityState); 4] = [
    ("hidden", ActivityState::Hidden),
    ("open", ActivityState::Open),
    ("view_only", ActivityState::ViewOnly),
    ("closed", ActivityState::Closed),
];

/// Reads the activities, in the order of the file.
pub(super) fn read(board: &mut Fields<'_>) -> Vec<Activity> {
    let (spot, faults) = (board.spot.clone(), board.faults);
    let tables = board.tables("agenda");
    at_most(&spot, faults, "activities", tables.len(), ACTIVITIES);
    let read = |(index, values)| activity(Fields::entry(&spot, faults, "activity", index, values));
    let agenda: Vec<_> = tables.into_iter().enumerate().filter_map(read).collect();
    unique(&spot, faults, "activity", agenda.iter().map(|one| one.id.as_str()));
    agenda
}

fn activity(mut fields: Fields<'_>) -> Option<Activity> {
    let id = ActivityId(fields.id("id"));
    let title = fields.text("title", ACTIVITY_TITLE_CHARS);
    let text = fields.optional_text("text", ACTIVITY_TEXT_CHARS);
    let notes = fields.optional_text("notes", ACTIVITY_NOTES_CHARS);
    let finder = fields.optional_id("finder").map(FinderId);
    let area = fields.optional_id("area").map(AreaId);
    let minutes = fields.whole_number("minutes", 1, u32::from(ACTIVITY_MINUTES));
    let approval = fields.yes_no("approval");
    let kind = fields.one_of("kind", &KINDS);
    let state = fields.optional_one_of("state", &STATES);
    fields.finish();
    let kind = kind?;
    Some(Activity {
        id,
        kind,
        title,
        text,
        finder,
        area,
        minutes: minutes.and_then(|minutes| u16::try_from(minutes).ok()),
        approval,
        skipped: false,
        state: state.unwrap_or_else(|| first_state(kind)),
        notes,
    })
}

/// Stickers can be put from the beginning; everything else begins when the board comes to it.
fn first_state(kind: ActivityKind) -> ActivityState {
    match kind {
        ActivityKind::Stickers | ActivityKind::Welcome => ActivityState::Open,
        _ => ActivityState::Closed,
    }
}

/// Reports what activities name and the board does not have.
pub(super) fn check(agenda: &[Activity], finders: &[Finder], areas: &[Area], faults: &Faults) {
    for activity in agenda {
        let spot = Spot::file(BOARD_FILE).part(&format!("activity {:?}", activity.id.as_str()));
        let asks = activity.finder.as_ref();
        if let Some(id) = asks.filter(|id| !finders.iter().any(|finder| finder.id == **id)) {
            let problem = format!("the board has no finder {:?}", id.as_str());
            faults.add(&spot, problem, "Name one of its [[finders]] by its id.");
        }
        let needs = matches!(activity.kind, ActivityKind::Finder | ActivityKind::Vote);
        if needs && asks.is_none() {
            let problem = "it asks no question";
            faults.add(&spot, problem, "Add finder = and the id of one of the [[finders]].");
        }
        let about = activity.area.as_ref();
        if let Some(id) = about.filter(|id| !areas.iter().any(|area| area.id == **id)) {
            let problem = format!("the board has no area {:?}", id.as_str());
            faults.add(&spot, problem, "Name one of the areas of areas.geojson by its id.");
        }
    }
}
