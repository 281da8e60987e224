//! What a board begins with besides its map, so that one map can have several beginnings.

use super::fault::{DefinitionFault, Faults};
use super::{Definition, Finder, StickerKind, Welcome};
use super::{agenda_file, board_file, finder_file};
use crate::agenda::Activity;

/// The words, the legend, the questions and the agenda of a board, without places.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// What such a board is called until somebody says otherwise.
    pub title: String,
    /// The legend.
    pub kinds: Vec<StickerKind>,
    /// The agenda.
    pub agenda: Vec<Activity>,
    language: String,
    welcome: Welcome,
    finders: Vec<Finder>,
}

impl Beginning {
    /// Reads one from a file like [`super::BOARD_FILE`]; what that says of places is passed over.
    ///
    /// # Errors
    /// Every mistake in the file. An activity that is about an area is one: there is no area yet.
    pub fn read(text: &str) -> Result<Self, Vec<DefinitionFault>> {
        let faults = Faults::default();
        let file = board_file::read(text, &faults);
        if let Some(file) = &file {
            agenda_file::check(&file.agenda, &file.finders, &[], &faults);
            finder_file::check(&file.finders, &file.kinds, &faults);
        }
        match (file, faults.into_vec()) {
            (Some(file), faults) if faults.is_empty() => Ok(Self {
                title: file.title,
                kinds: file.kinds,
                agenda: file.agenda,
                language: file.language,
                welcome: file.welcome,
                finders: file.finders,
            }),
            (_, faults) => Err(faults),
        }
    }
}

impl Definition {
    /// Gives the map of this definition with another beginning.
    pub fn beginning_with(&self, beginning: &Beginning) -> Self {
        let Beginning { title, kinds, agenda, language, welcome, finders } = beginning.clone();
        Self { title, language, welcome, kinds, finders, agenda, ..self.clone() }
    }
}
