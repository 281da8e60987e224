//! How a request came here: from which address, and whether encrypted.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::registry::Network;

/// How a request came here, as its connection knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arrival {
    /// It was encrypted on its way from the browser.
    pub(super) https: bool,
    /// The address that it came from.
    pub(super) from: IpAddr,
}

impl Default for Arrival {
    fn default() -> Self {
        Self { https: false, from: Ipv4Addr::UNSPECIFIED.into() }
    }
}

impl Arrival {
    /// Gives how a request of a connection from `peer` came here.
    pub(super) fn new(peer: SocketAddr, https: bool) -> Self {
        Self { https, from: peer.ip().to_canonical() }
    }

    /// Gives whose guess a wrong code would be.
    pub(super) fn network(self) -> Network {
        Network::of(self.from)
    }
}

impl<S: Sync> FromRequestParts<S> for Arrival {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or_default())
    }
}
