//! What others hid, what waits and what was not revealed is in no byte that the public received
//! (rule 6.3), for each form of opinion finder and each kind of thing; and what is to come comes.

mod counts;
mod forms;
mod hall;
mod things;
