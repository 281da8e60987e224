//! Everything that is asked over HTTP.

mod app;
pub use app::{App, AppParts};
mod origin;
pub use origin::Origin;
mod arrival;
mod doors;
use arrival::Arrival;
pub use doors::Doors;

mod router;
pub use router::router;
mod serve;
mod tls;
pub use serve::serve;
pub use tls::{Tls, TlsFault};
mod lingering;

mod boards;
mod definitions;
mod health;
mod join;
mod qr;
mod qr_image;
mod snapshot;
mod socket;
mod tuning;
pub use qr::Qr;

mod asked;
mod bearer;
mod negotiate;
mod one_try;

mod gate;
mod guards;
mod incident;
mod problem;
pub use incident::Incident;
pub(crate) use negotiate::Content;
pub(crate) use problem::Failed;
