//! What is done to a data folder beside serving it: backup, restore, check.

mod fault;
mod survey;
mod tasks;

pub use fault::UpkeepFault;
pub use survey::{Found, survey};
pub use tasks::{backup, check, keys_of, restore};
