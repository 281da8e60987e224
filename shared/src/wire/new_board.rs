//! Asking for another board, and what there is to choose from.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agenda::ActivityKind;
use crate::definition::{KindWish, Places, Plan, StickerKind, Wishes};
use crate::ids::{ActivityId, AreaId};

/// `POST /api/boards`, by a facilitator of any board: a new, empty board. Without any field it is
/// one like theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewBoard {
    /// Its title; else that of the template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub title: Option<String>,
    /// Whether the facilitator's own board, as its agenda and questions stand now, is the template
    /// (nothing that people put in is copied); else it is the server's own map, with `start`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub copy: bool,
    /// What it begins with; else as the server's own board. Not together with `copy`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub start: Option<Start>,
    /// Which of the template's areas it has; else all. Not together with `geojson`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub areas: Option<Vec<AreaId>>,
    /// The text of a GeoJSON file with its areas, at most `UPLOAD_BYTES`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub geojson: Option<String>,
    /// Its legend, at most `KINDS_PER_BOARD`; else the template's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub kinds: Option<Vec<KindWish>>,
    /// Which of the template's activities it has, in this order; else all. Questions that only
    /// others ask are left out. Not together with `without_agenda`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub activities: Option<Vec<ActivityId>>,
    /// Whether it goes without the template's agenda, and with all of its questions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub without_agenda: bool,
}

impl NewBoard {
    /// Gives what is wished for; `None` if two fields are there that cannot be together.
    pub fn wishes(self) -> Option<Wishes> {
        if self.copy && self.start.is_some() {
            return None;
        }
        let places = match (self.areas, self.geojson) {
            (None, None) => Places::All,
            (Some(areas), None) => Places::Some(areas.into_iter().collect()),
            (None, Some(text)) => Places::File(text),
            (Some(_), Some(_)) => return None,
        };
        let plan = match (self.activities, self.without_agenda) {
            (None, false) => Plan::All,
            (Some(activities), false) => Plan::Some(activities),
            (None, true) => Plan::None,
            (Some(_), true) => return None,
        };
        Some(Wishes { title: self.title, places, kinds: self.kinds, plan })
    }
}

/// What a new board begins with besides its map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The words, legend, questions and agenda of the server's own board.
    Full,
    /// Those of a meeting of an hour: stickers, and one question.
    Short,
}

/// A beginning that a new board can have, as somebody chooses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StartOffer {
    /// Which one.
    pub start: Start,
    /// What the board that it is taken from is called.
    pub title: String,
    /// Its legend.
    pub kinds: Vec<StickerKind>,
    /// Its agenda.
    pub agenda: Vec<StepOffer>,
}

/// An activity of such a beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepOffer {
    /// Its id.
    pub id: ActivityId,
    /// What is done in it.
    pub kind: ActivityKind,
    /// What it is called.
    pub title: String,
}
