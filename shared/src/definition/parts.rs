//! A definition in two parts, so that a phone's first screen waits for little.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BaseLabels, BaseLayer, BaseMap, Definition};
use crate::finder::Finder;

/// Layers that pages draw only when one is close: kinds and classes.
const CLOSE_LAYERS: [(&str, &str); 2] = [("road", "local"), ("rail", "subway")];
/// Kinds of words that pages write only when one is close.
const CLOSE_LABELS: [&str; 2] = ["station", "landmark"];

/// What pages fetch of a definition when the first screen stands: what it does not show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Later {
    /// The opinion finders, in the order in which they are meant to be opened.
    pub finders: Vec<Finder>,
    /// Layers of the sketch map, in drawing order: the first part has each of them without paths,
    /// where it lies among the others.
    pub layers: Vec<BaseLayer>,
    /// Words of the sketch map.
    pub labels: Vec<BaseLabels>,
}

impl Definition {
    /// Gives what the first screen of a page shows: all but what is in [`Later`].
    pub fn first(&self) -> Self {
        let BaseMap { step, layers, labels } = self.base.clone();
        let emptied = |layer: BaseLayer| match is_close(&layer) {
            true => BaseLayer { paths: Vec::new(), ..layer },
            false => layer,
        };
        let layers = layers.into_iter().map(emptied).collect();
        let labels = labels.into_iter().filter(|labels| !are_close(labels)).collect();
        let base = BaseMap { step, layers, labels };
        Self { finders: Vec::new(), base, ..self.for_pages() }
    }

    /// Gives the rest of what pages may fetch.
    pub fn later(&self) -> Later {
        let BaseMap { layers, labels, .. } = self.base.clone();
        Later {
            finders: self.finders.clone(),
            layers: layers.into_iter().filter(is_close).collect(),
            labels: labels.into_iter().filter(are_close).collect(),
        }
    }
}

fn is_close(layer: &BaseLayer) -> bool {
    CLOSE_LAYERS.contains(&(&layer.kind, &layer.class))
}

fn are_close(labels: &BaseLabels) -> bool {
    CLOSE_LABELS.contains(&labels.kind.as_str())
}
