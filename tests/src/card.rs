//! What a phone knows of its holder's own things.

use kenspeckle_shared::ids::Rev;
use kenspeckle_shared::view::{Card, OwnChange};

/// Applies what became of a person's own things. Applying it twice does nothing more.
pub fn apply(card: &mut Card, changes: &[OwnChange]) {
    for change in changes {
        match change.clone() {
            OwnChange::Sticker(sticker) => {
                card.stickers.retain(|one| one.id != sticker.id);
                card.stickers.push(sticker);
                card.stickers.sort_by_key(|one| -> Rev { one.seq });
            }
            OwnChange::StickerGone { id } => card.stickers.retain(|one| one.id != id),
            OwnChange::Answer(answer) => {
                card.answers.retain(|one| one.finder != answer.finder);
                card.answers.push(answer);
            }
            OwnChange::AnswerGone { finder } => card.answers.retain(|one| one.finder != finder),
            OwnChange::Name { name, shown, standing } => {
                (card.name, card.name_shown, card.name_standing) = (name, shown, standing);
            }
            OwnChange::Muted { why } => card.muted = why,
            OwnChange::Round { finder, .. } => card.answers.retain(|one| one.finder != finder),
        }
    }
}
