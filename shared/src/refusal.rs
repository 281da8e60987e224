//! A refusal is a person's answer: a stable code and plain words.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident => $words:literal;)*) => {
        /// Why a command was not done. The code is stable; pages translate by it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum RefusalCode {
            $($(#[$doc])* $name,)*
        }

        impl RefusalCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// What the code means, in plain English.
            pub fn words(self) -> &'static str {
                match self {
                    $(Self::$name => $words,)*
                }
            }
        }
    };
}

refusals! {
    /// The id is not a UUID of version 7.
    BadId => "This page sent something with a broken number. Please reload the page.";
    /// The role behind the token may not do this.
    WrongRole => "Only the facilitator can do that.";
    /// More commands than `COMMANDS_PER_SECOND` allows; send again after `retry_ms`.
    TooFast => "That was very fast. It will be sent again in a moment.";
    /// The log could not take it; nothing was done; send again after `retry_ms`.
    NotStored => "The board could not save this just now. It will be sent again.";
    /// Words longer than their limit.
    TooLong => "That is too long. Please make it shorter.";
    /// No such sticker kind on this board.
    UnknownKind => "This board does not have that kind of sticker.";
    /// No such study area on this board.
    UnknownArea => "This board does not have that area.";
    /// No such opinion finder on this board.
    UnknownFinder => "This board does not have that question.";
    /// An option that the opinion finder does not have, or the same one twice.
    UnknownOption => "That answer is not on the list.";
    /// No such sticker, or not yours.
    UnknownSticker => "That sticker is not there any more.";
    /// Nobody of this handle shows a name.
    UnknownName => "That name is not there any more.";
    /// A point where the kind wants an area, or an area where it wants a point.
    WrongPlace => "This kind of sticker is placed in another way.";
    /// The point lies outside the board's map.
    OutOfBounds => "That place is outside this map.";
    /// The answer has another form than the opinion finder.
    WrongForm => "That does not fit this question.";
    /// Nothing was chosen.
    EmptyAnswer => "Please choose something first.";
    /// The opinion finder is not open.
    FinderClosed => "This question is closed just now.";
    /// The opinion finder was asked again since.
    AskedAgain => "This question has been asked once more. Please answer it again.";
    /// The facilitator has locked placing.
    PlacingLocked => "Stickers are paused just now.";
    /// The session has ended. Taking back is still possible.
    SessionEnded => "This session has ended. You can still take back what you put in.";
    /// `STICKERS_PER_PERSON` reached.
    TooManyStickers => "You have put up as many stickers as one person can. Take one back to add another.";
    /// `STICKERS_PER_BOARD` reached.
    BoardFull => "This board is full.";
    /// The facilitator has paused this person's placing and writing.
    Muted => "The facilitator has paused your stickers and words for now. You can still take back what you put in.";
    /// The present activity is to be looked at, not changed.
    ViewOnly => "This is to look at just now.";
    /// No such activity in the agenda.
    UnknownActivity => "This board does not have that activity.";
    /// The board is in this activity, so that it cannot be taken away or left out.
    ActivityInUse => "The board is in this activity just now. Go to another one first.";
    /// More activities than `ACTIVITIES`, or finders than `FINDERS_PER_BOARD`.
    TooMany => "There is no room for more of these.";
    /// The opinion finder or activity lacks something, or has something that does not fit.
    BadFinder => "This question is not complete yet.";
    /// An opinion finder that people have answered cannot become one that their answers do not fit.
    FinderInUse => "People have answered this question. Ask a new one instead.";
    /// The board was put away.
    Archived => "This board has been put away. You can still take back what you put in.";
    /// This person had everything of theirs erased.
    Erased => "Everything of yours was erased. To take part again, please join anew.";
    /// A new definition lacks something that the board already uses.
    DefinitionInUse => "The new board definition lacks something that people have used.";
}
