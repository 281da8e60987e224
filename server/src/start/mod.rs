//! From the command line to a served board, and to its end.

mod fault;
pub use fault::StartFault;

mod logging;
mod runtime;
pub use runtime::run;

mod definition;
pub use definition::{built_in, from_folder, short_meeting};
mod storage;

mod lan;
mod links;
mod listening;
mod names;
pub use links::BoardLinks;

mod banner;
mod ready_file;
mod signals;
