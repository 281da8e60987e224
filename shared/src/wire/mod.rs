//! What travels: WebSocket messages, HTTP bodies and close codes.

mod close;
mod http;
mod message;
mod new_board;
mod signs;
mod truth;

pub use close::CloseCode;
pub use http::{BoardSummary, Created, Join, Joined, Links, Problem, ProblemCode, Return, Words};
pub use message::{AckOutcome, ClientMessage, Here, Presence, Resume, ServerMessage};
pub use new_board::{NewBoard, Start, StartOffer, StepOffer};
pub use signs::{Hand, Sign, Signs};
pub use truth::Truth;

/// The version of the protocol that this release speaks.
pub const PROTOCOL: u16 = 1;
