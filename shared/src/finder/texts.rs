//! People's own words in answers: taken out to be stored apart, and given to whoever may read them.

use super::{Answer, OwnEntry};
use crate::moderation::Text;

/// For whom a tally is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Everybody: words that wait or are hidden are left out.
    Public,
    /// The facilitator, who sees all words and how each stands.
    Facilitator,
}

/// One answer as the tally reads it.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// What was answered.
    pub answer: &'a Answer,
    /// The names and standings of its texts, in the order of [`Answer::texts`].
    pub texts: &'a [Text],
    /// Whether the facilitator paused its author.
    pub muted: bool,
}

impl Counted<'_> {
    /// Gives the answer's texts as a reader may see them.
    pub(super) fn entries(&self, reader: Reader) -> Vec<OwnEntry> {
        let entry = |(text, words): (&Text, &str)| {
            let seen = reader == Reader::Facilitator || text.standing.is_shown();
            let (facilitator, empty) = (reader == Reader::Facilitator, words.is_empty());
            (seen && !empty).then(|| OwnEntry {
                seq: text.seq,
                part: text.part,
                words: words.to_owned(),
                standing: Some(text.standing.clone()).filter(|one| !one.is_shown()),
                muted: facilitator && self.muted,
            })
        };
        self.texts.iter().zip(self.answer.texts()).filter_map(entry).collect()
    }
}

impl Answer {
    /// Gives a person's own words in the answer, in order.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Knowledge { own, .. } => own.iter().map(String::as_str).collect(),
            Self::Words { own, .. } => own.iter().map(String::as_str).collect(),
            Self::Wall { notes } => notes.iter().map(|note| note.words.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes a person's own words out of the answer, so that they can be stored apart.
    pub fn take_texts(&mut self) -> Vec<String> {
        match self {
            Self::Knowledge { own, .. } => own.take().into_iter().collect(),
            Self::Words { own, .. } => std::mem::take(own),
            Self::Wall { notes } => {
                notes.iter_mut().map(|note| std::mem::take(&mut note.words)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Puts words back where [`Answer::take_texts`] took them from; erased ones leave the rest.
    pub fn put_texts(&mut self, texts: Vec<String>) {
        match self {
            Self::Knowledge { own, .. } => *own = texts.into_iter().next(),
            Self::Words { own, .. } => *own = texts,
            Self::Wall { notes } => {
                for (note, words) in notes.iter_mut().zip(texts) {
                    note.words = words;
                }
            }
            _ => {}
        }
    }

    /// Changes each of a person's own words, and leaves out what is then empty.
    pub fn tidy_texts(&mut self, tidy: impl Fn(&str) -> String) {
        let whole = |words: &String| !words.is_empty();
        match self {
            Self::Knowledge { own, .. } => {
                *own = own.as_deref().map(&tidy).filter(whole);
            }
            Self::Words { own, .. } => {
                *own = own.iter().map(|words| tidy(words)).filter(whole).collect();
            }
            Self::Wall { notes } => {
                for note in notes.iter_mut() {
                    note.words = tidy(&note.words);
                }
                notes.retain(|note| whole(&note.words));
            }
            _ => {}
        }
    }

    /// Says whether it is a wish not to answer.
    pub fn is_skip(&self) -> bool {
        matches!(self, Self::Skip {})
    }
}
