//! How a request came here: from which address, and whether encrypted.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

use super::App;
use crate::registry::Network;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// How a request came here: first as its connection knows it, then as trusted proxies tell it.
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

    /// Says whether it came from one of these networks.
    pub(super) fn is_of(self, networks: &[IpNet]) -> bool {
        networks.iter().any(|network| network.contains(&self.from))
    }

    /// Gives what the proxies among `trusted` say of it; what anybody else says counts nothing.
    fn told(self, headers: &HeaderMap, trusted: &[IpNet]) -> Self {
        if !self.is_of(trusted) {
            return self;
        }
        let is_trusted = |ip: IpAddr| trusted.iter().any(|net| net.contains(&ip));
        let mut from = self.from;
        // Each proxy adds whom it heard, on the right: the first that is no proxy of ours is the
        // last that can be believed.
        for hop in values(headers, &FORWARDED_FOR) {
            let Some(ip) = read_ip(hop) else { break };
            from = ip;
            if !is_trusted(ip) {
                break;
            }
        }
        let scheme = values(headers, &FORWARDED_PROTO).next();
        let https = scheme.map_or(self.https, |scheme| scheme.eq_ignore_ascii_case("https"));
        Self { https, from }
    }
}

impl<S: Sync> FromRequestParts<S> for Arrival {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or_default())
    }
}

/// Notes what trusted proxies say of a request.
pub(super) async fn note(
    State(app): State<Arc<App>>,
    mut request: Request,
    next: Next,
) -> Response {
    let arrival = request.extensions().get::<Arrival>().copied().unwrap_or_default();
    let arrival = arrival.told(request.headers(), app.doors().proxies());
    request.extensions_mut().insert(arrival);
    next.run(request).await
}

/// The values of a list that several headers may be parts of, from the right.
fn values<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    let lines = headers.get_all(name).iter().rev();
    lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(',')).map(str::trim)
}

/// Some proxies add the port.
fn read_ip(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    text.parse().ok().or_else(with_port).map(|ip: IpAddr| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn told(peer: &str, forwarded: &[&str], proto: Option<&str>) -> (String, bool) {
        let trusted = ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"].map(|net| net.parse().unwrap());
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        if let Some(proto) = proto {
            headers.insert(FORWARDED_PROTO, proto.parse().unwrap());
        }
        let arrival = Arrival::new(SocketAddr::new(peer.parse().unwrap(), 1), false);
        let arrival = arrival.told(&headers, &trusted);
        (arrival.from.to_string(), arrival.https)
    }

    #[test]
    fn the_right_most_address_that_is_no_proxy_counts() {
        for (peer, forwarded, from) in [
            ("127.0.0.1", &["203.0.113.7"][..], "203.0.113.7"),
            ("127.0.0.1", &["198.51.100.1, 203.0.113.7"], "203.0.113.7"),
            ("127.0.0.1", &["198.51.100.1, 203.0.113.7, 10.1.2.3"], "203.0.113.7"),
            ("127.0.0.1", &["198.51.100.1", "203.0.113.7", "10.1.2.3,10.1.2.4"], "203.0.113.7"),
            ("127.0.0.1", &["10.1.2.3"], "10.1.2.3"),
            ("::ffff:127.0.0.1", &["203.0.113.7:5000"], "203.0.113.7"),
            ("fd00::1", &["[2001:db8::7]:5000"], "2001:db8::7"),
            ("127.0.0.1", &["203.0.113.7, unknown, 10.1.2.3"], "10.1.2.3"),
            ("127.0.0.1", &["", "x"], "127.0.0.1"),
            ("127.0.0.1", &[], "127.0.0.1"),
        ] {
            assert_eq!(told(peer, forwarded, None).0, from, "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn what_others_than_proxies_say_counts_nothing() {
        let expected = ("203.0.113.9".to_owned(), false);
        assert_eq!(told("203.0.113.9", &["198.51.100.1"], Some("https")), expected);
    }

    #[test]
    fn the_nearest_proxy_says_whether_it_was_encrypted() {
        assert!(told("127.0.0.1", &[], Some("https")).1);
        assert!(told("127.0.0.1", &[], Some("http, HTTPS")).1);
        assert!(!told("127.0.0.1", &[], Some("https, http")).1);
        assert!(!told("127.0.0.1", &[], None).1);
    }
}
