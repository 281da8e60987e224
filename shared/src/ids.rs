//! Names of things: what a board's parts, people and commands are called.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS,
        )]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub String);

        impl $name {
            /// Gives the id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// Id of a study area in its definition.
    AreaId
);
text_id!(
    /// Id of a sticker kind in its definition.
    KindId
);
text_id!(
    /// Id of an opinion finder in its definition.
    FinderId
);
text_id!(
    /// Id of one option of an opinion finder.
    OptionId
);
text_id!(
    /// Id of an activity of a board's agenda.
    ActivityId
);
text_id!(
    /// Id of a board on its server: random, lower-case letters and digits.
    BoardId
);
text_id!(
    /// Names a person who shows a name to everybody, for facilitators, who may hide it.
    ///
    /// It follows from the person alone: so it tells nothing of the name, which may have been
    /// erased, and nothing leads from it to their stickers and answers, which are named by `seq`.
    GuestId
);

impl GuestId {
    /// What sets this hash apart from all others of the same person's id.
    const PURPOSE: &str = "kenspeckle 1: the name of a guest for facilitators";
    /// 64 bits: nobody chooses the ids of people, and a board has some thousands.
    const DIGITS: usize = 16;

    /// Gives the name of a person.
    pub fn of(person: ActorId) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(Self::PURPOSE);
        hasher.update(person.as_bytes());
        Self(hasher.finalize().to_hex().chars().take(Self::DIGITS).collect())
    }
}

/// The dense number of an applied entry, from 1 on, per board. 0 is the empty board.
pub type Rev = u64;

/// The name of one thing on a board: the rev of the entry that first put it there.
pub type Seq = u64;

/// A command's id, made by the client (UUIDv7); sending the same id again does nothing twice.
pub type CommandId = Uuid;

/// A person behind a token: random, never sent to anybody but the server's own log.
pub type ActorId = Uuid;
