//! The links of the default board, with tokens made anew at each start.

use std::net::{IpAddr, SocketAddr};

use serde::Serialize;

use super::lan;
use crate::http::Origin;

/// The links to one board. Whoever has the facilitator's can run it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardLinks {
    /// The address and port that the server listens on.
    pub listen: SocketAddr,
    /// The page for phones.
    pub join_url: String,
    /// The board's join code.
    pub join_code: String,
    /// The page for the projector.
    pub display_url: String,
    /// The page that runs the board.
    pub facilitator_url: String,
}

/// By which addresses people reach this server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reach {
    /// The one in links and the QR code.
    pub(super) origin: Origin,
    /// Others that may be right instead.
    pub(super) others: Vec<Origin>,
    /// Whether only this machine can use the links.
    pub(super) only_here: bool,
}

/// Finds out by which addresses people reach a server that listens on `listen`.
pub(super) fn reach(listen: SocketAddr, public_url: Option<Origin>, https: bool) -> Reach {
    let at = |ip: IpAddr| Origin::at(SocketAddr::new(ip, listen.port()), https);
    if let Some(origin) = public_url {
        return Reach { origin, others: Vec::new(), only_here: false };
    }
    if !listen.ip().is_unspecified() {
        let only_here = listen.ip().is_loopback();
        return Reach { origin: at(listen.ip()), others: Vec::new(), only_here };
    }
    let mut found = lan::addresses(listen.is_ipv6()).into_iter().map(at);
    match found.next() {
        Some(origin) => Reach { origin, others: found.collect(), only_here: false },
        None => {
            let here = std::net::Ipv4Addr::LOCALHOST.into();
            Reach { origin: at(here), others: Vec::new(), only_here: true }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn origin(listen: &str, public_url: Option<&str>) -> (String, bool) {
        let public_url = public_url.map(|url| url.parse().unwrap());
        let reach = reach(listen.parse().unwrap(), public_url, false);
        (reach.origin.to_string(), reach.only_here)
    }

    #[test]
    fn a_public_url_is_what_people_are_given() {
        let url = Some("https://board.example.org/");
        assert_eq!(origin("0.0.0.0:8080", url), ("https://board.example.org".to_owned(), false));
    }

    #[test]
    fn one_address_to_listen_on_is_the_one_in_the_links() {
        let found = origin("192.168.7.7:80", None);
        assert_eq!(found, ("http://192.168.7.7".to_owned(), false));
        assert_eq!(origin("127.0.0.1:9000", None), ("http://127.0.0.1:9000".to_owned(), true));
        assert_eq!(origin("[::1]:9000", None), ("http://[::1]:9000".to_owned(), true));
    }

    #[test]
    fn links_of_a_server_that_encrypts_say_so() {
        let reach = |listen: &str| reach(listen.parse().unwrap(), None, true).origin.to_string();
        assert_eq!(reach("192.168.7.7:443"), "https://192.168.7.7");
        assert_eq!(reach("192.168.7.7:80"), "https://192.168.7.7:80");
    }

    #[test]
    fn links_carry_an_address_that_others_can_reach_if_there_is_one() {
        let (origin, only_here) = origin("0.0.0.0:8080", None);
        assert_eq!(only_here, origin == "http://127.0.0.1:8080", "{origin}");
    }
}
