//! Who is let in: requests for an address that is ours, from pages that are ours.
//!
//! A foreign page can lead a name of its own to this machine (DNS rebinding) or simply send a
//! request here; browsers say both, in `Host` and in `Origin`.

mod address;
mod refused;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{ORIGIN, UPGRADE};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ipnet::IpNet;

use super::{App, Arrival, Origin};
pub(crate) use address::Address;
use refused::Refused;

/// Names that lead to this machine wherever they are asked for: none of them is in the public DNS.
const ALWAYS: [&str; 3] = ["localhost", "kenspeckle", "kenspeckle.local"];

/// By which names this server is known, and whose pages may speak to it.
#[derive(Debug, Clone)]
pub struct Doors {
    names: BTreeSet<String>,
    origins: BTreeSet<String>,
    proxies: Vec<IpNet>,
}

impl Doors {
    /// Gives the doors of a server whose machine has these names, and which is told to let pages
    /// of these origins in. Pages of an address that was asked for by IP or by a known name are
    /// let in anyway.
    pub fn new<'a>(
        names: impl IntoIterator<Item = String>,
        origins: impl IntoIterator<Item = &'a Origin>,
    ) -> Self {
        let mut names: BTreeSet<_> = names.into_iter().map(|name| name.to_lowercase()).collect();
        names.extend(ALWAYS.map(str::to_owned));
        let mut told = BTreeSet::new();
        for origin in origins {
            names.extend(Address::parse(origin.authority()).map(|known| known.host().to_owned()));
            told.insert(origin.to_string());
        }
        Self { names, origins: told, proxies: Vec::new() }
    }

    /// Believes what proxies in these networks say of whom they speak for.
    pub fn behind(self, proxies: Vec<IpNet>) -> Self {
        Self { proxies, ..self }
    }

    /// Gives the networks of the proxies that are believed.
    pub(super) fn proxies(&self) -> &[IpNet] {
        &self.proxies
    }

    /// Says whether an address is ours. Nobody else can lead a number to us.
    fn knows(&self, address: &Address) -> bool {
        address.is_number() || self.names.contains(address.host())
    }

    /// Says whether a request comes from a page of ours. There is nothing to interpret: browsers
    /// write an origin in one way only.
    fn are_own(&self, headers: &HeaderMap, address: &Address, https: bool) -> bool {
        let mut said = headers.get_all(ORIGIN).iter();
        let (Some(origin), None) = (said.next(), said.next()) else { return false };
        let Ok(origin) = origin.to_str() else { return false };
        origin == address.origin(https) || self.origins.contains(origin)
    }

    fn refuse(&self, request: &Request) -> Option<Refused> {
        let arrival = request.extensions().get::<Arrival>().copied().unwrap_or_default();
        let Some(address) = Address::asked(request.headers(), request.uri()) else {
            return Some(Refused::NoAddress);
        };
        if !self.knows(&address) {
            return Some(Refused::UnknownAddress { origin: address.origin(arrival.https) });
        }
        let own = !changes(request) || self.are_own(request.headers(), &address, arrival.https);
        (!own).then(|| Refused::ForeignPage { origin: address.origin(arrival.https) })
    }
}

/// Whether a request could change something, or opens a WebSocket, which browsers let any page do.
fn changes(request: &Request) -> bool {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    !reads || request.headers().contains_key(UPGRADE)
}

/// Lets a request in, or answers why not.
pub(super) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    match app.doors().refuse(&request) {
        None => next.run(request).await,
        Some(refused) => {
            tracing::debug!(why = refused.word(), "a request was not let in");
            refused.answer(request.headers()).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn doors() -> Doors {
        let origin: Origin = "https://board.example.org".parse().unwrap();
        Doors::new(["Laptop".to_owned(), "laptop.local".to_owned()], [&origin])
    }

    #[test]
    fn numbers_own_names_and_told_ones_are_known() {
        for (host, known) in [
            ("192.168.1.20:8080", true),
            ("[2001:db8::1]:8080", true),
            ("localhost:8080", true),
            ("LAPTOP.local:8080", true),
            ("board.example.org", true),
            ("kenspeckle.local:8080", true),
            ("laptop.evil.example", false),
            ("board.example.org.evil.example", false),
            ("localhost.", false),
            ("x.localhost", false),
            ("127.1", false),
        ] {
            assert_eq!(doors().knows(&Address::parse(host).unwrap()), known, "{host}");
        }
    }

    #[test]
    fn behind_a_proxy_pages_of_the_public_address_are_own_whatever_it_puts_into_host() {
        let own = |origin: &str, host: &str, https| {
            let headers = HeaderMap::from_iter([(ORIGIN, origin.parse().unwrap())]);
            doors().are_own(&headers, &Address::parse(host).unwrap(), https)
        };
        assert!(own("https://board.example.org", "127.0.0.1:8080", false));
        assert!(own("http://laptop.local:8080", "laptop.local:8080", false));
        assert!(own("https://laptop.local", "laptop.local:443", true));
        assert!(!own("http://board.example.org", "127.0.0.1:8080", false));
        assert!(!own("http://laptop.local:8080", "laptop.local:8080", true));
    }
}
