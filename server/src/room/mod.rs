//! The live board in memory: the one place where entries are applied.
//!
//! [`Rooms`] opens a room when it is first asked for; a [`Room`] takes commands and gives what
//! screens need. Behind it one task per board (`task`) checks, locates, stores, applies and
//! publishes, in this order: nothing is shown before it is stored.

mod rooms;
pub use rooms::{RoomFault, Rooms};
mod opening;

mod sizes;
pub use sizes::Sizes;

mod handle;
mod head;
pub use handle::{Asked, Reply, Room};

mod batch;
mod locate;
mod rhythm;
mod task;
mod tidy;
pub use tidy::tidy;
mod withdrawing;

mod digests;
mod frames;
mod live;
pub use frames::Missed;

mod bell;
pub use bell::News;
mod followers;
pub use followers::{Follower, NoneOwn};

mod encoded;
mod erasing;
mod guest;
mod keeping;
pub(crate) use keeping::board_of_snapshot;
mod presence;
mod signs;
pub use encoded::EncodedSnapshot;
pub use guest::Report;
pub use presence::PresenceGuard;
