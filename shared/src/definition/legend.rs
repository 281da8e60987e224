//! The legend: what its entries must have, whoever wrote them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::fault::{Faults, Spot};
use super::validate::at_most;
use super::{Colour, Precision, Shape, StickerKind, upload};
use crate::ids::KindId;
use crate::limits::{KIND_CHARS, KINDS_PER_BOARD};

/// An entry of the legend that a new board is to have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum KindWish {
    /// One of the template's, as it is.
    Kept(KindId),
    /// One in somebody's own words.
    Own(OwnKind),
}

/// An entry of the legend as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OwnKind {
    /// Which of the template's it is in other words; a new one, which gets an id, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<KindId>,
    /// What somebody says with it, at most `KIND_CHARS` characters.
    pub label: String,
    /// The same after a number, at most `KIND_CHARS` characters.
    pub short: String,
    /// How exactly it says where.
    pub precision: Precision,
    /// Its outline; no other entry has the same.
    pub shape: Shape,
    /// Its colour.
    pub colour: Colour,
}

/// Gives the legend that somebody wishes for, in their order, and tells what is wrong with it.
pub(super) fn wished(
    template: &[StickerKind],
    wishes: Vec<KindWish>,
    faults: &Faults,
) -> Vec<StickerKind> {
    let spot = Spot::file("the legend");
    if wishes.is_empty() {
        faults.add(&spot, "there is no sticker in it", "Choose at least one.");
    }
    at_most(&spot, faults, "kinds of sticker", wishes.len(), KINDS_PER_BOARD);
    if wishes.len() > KINDS_PER_BOARD {
        return Vec::new();
    }
    let mut writer = Writer { template, taken: ids_of(template), used: BTreeSet::new(), faults };
    let numbered = wishes.into_iter().enumerate();
    let kinds: Vec<_> = numbered
        .filter_map(|(index, wish)| {
            let spot = spot.part(&format!("sticker {}", index + 1));
            writer.kind(&spot, wish)
        })
        .collect();
    shapes_differ(&spot, faults, &kinds, |index, kind| match kind.label.is_empty() {
        true => format!("sticker {}", index + 1),
        false => format!("sticker {} ({:?})", index + 1, kind.label),
    });
    kinds
}

/// Reports twins. People who do not see colours tell kinds by their shapes.
pub(super) fn shapes_differ(
    spot: &Spot,
    faults: &Faults,
    kinds: &[StickerKind],
    called: impl Fn(usize, &StickerKind) -> String,
) {
    for (index, kind) in kinds.iter().enumerate() {
        let twin = kinds[..index].iter().position(|other| other.shape == kind.shape);
        if let Some(twin) = twin {
            faults.add(
                &spot.part(&called(index, kind)),
                format!("it has the same shape as {}", called(twin, &kinds[twin])),
                "Give it another shape: not everyone can tell kinds by their colour.",
            );
        }
    }
}

fn ids_of(kinds: &[StickerKind]) -> BTreeSet<String> {
    kinds.iter().map(|kind| kind.id.as_str().to_owned()).collect()
}

/// Makes entries out of wishes.
struct Writer<'a> {
    template: &'a [StickerKind],
    /// Ids that are not free for new entries: also those of entries that were left out, for
    /// questions may name them.
    taken: BTreeSet<String>,
    /// Entries of the template that are there already.
    used: BTreeSet<KindId>,
    faults: &'a Faults,
}

impl Writer<'_> {
    fn kind(&mut self, spot: &Spot, wish: KindWish) -> Option<StickerKind> {
        let own = match wish {
            KindWish::Kept(id) => return self.of_template(spot, &id).cloned(),
            KindWish::Own(own) => own,
        };
        let label = self.words(spot, "what people say with it", &own.label);
        let short = self.words(spot, "what stands after a number", &own.short);
        let id = match &own.id {
            Some(id) => self.of_template(spot, id)?.id.clone(),
            None => KindId(upload::free_id(&label, "sticker", &mut self.taken)),
        };
        let OwnKind { precision, shape, colour, .. } = own;
        Some(StickerKind { id, label, short, precision, shape, colour })
    }

    /// An entry of the template, which may be asked for once.
    fn of_template(&mut self, spot: &Spot, id: &KindId) -> Option<&StickerKind> {
        let found = self.template.iter().find(|kind| kind.id == *id);
        if found.is_none() {
            self.faults.add(spot, "it is not in the legend that was copied", "Leave it out.");
        } else if !self.used.insert(id.clone()) {
            self.faults.add(spot, "it is there twice", "Leave one of them out.");
        }
        found
    }

    fn words(&self, spot: &Spot, what: &str, words: &str) -> String {
        let words = upload::plain_words(words);
        let chars = words.chars().count();
        if words.is_empty() {
            let remedy = "Write a few words, such as 'I lived here'.";
            self.faults.add(spot, format!("{what} is missing"), remedy);
        } else if chars > KIND_CHARS {
            let remedy = format!("Shorten it to at most {KIND_CHARS}.");
            self.faults.add(spot, format!("{what} has {chars} letters"), remedy);
        }
        words
    }
}
