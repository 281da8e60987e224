//! Host and port by which a request asks for this server.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::http::header::HOST;
use axum::http::{HeaderMap, Uri};

/// Host and port as a browser writes them: `192.168.1.20:8080`, `board.example.org`, `[::1]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// In lower case; an IPv6 address in its brackets.
    host: String,
    port: Option<u16>,
}

impl Address {
    /// Gives the address that a request asks for; `None` if it names none, or more than one.
    pub(crate) fn asked(headers: &HeaderMap, uri: &Uri) -> Option<Self> {
        let mut named = headers.get_all(HOST).iter();
        let (Some(host), None) = (named.next(), named.next()) else { return None };
        let address = Self::parse(host.to_str().ok()?)?;
        // A request line may name one as well (RFC 9112, 3.2.2).
        match uri.authority() {
            Some(other) if Self::parse(other.as_str())? != address => None,
            _ => Some(address),
        }
    }

    /// Reads a `Host`. What it takes cannot end a directive of a policy or a tag of a page.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(read_port(port)?)),
            _ => (text, None),
        };
        let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let good = match inner {
            Some(ip) => ip.parse::<Ipv6Addr>().is_ok(),
            None => !host.is_empty() && host.bytes().all(is_of_name),
        };
        good.then(|| Self { host: host.to_ascii_lowercase(), port })
    }

    /// Gives the host without the port.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Says whether the host is a number: no foreign name was led to us.
    pub(crate) fn is_number(&self) -> bool {
        self.host.starts_with('[') || self.host.parse::<Ipv4Addr>().is_ok()
    }

    /// Says whether browsers trust the address without encryption.
    pub(crate) fn is_this_machine(&self) -> bool {
        matches!(&*self.host, "localhost" | "127.0.0.1" | "[::1]")
    }

    /// Gives host and port, the port only if it was named.
    pub(crate) fn text(&self) -> String {
        self.port.map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }

    /// Gives the origin that a browser says for pages of this address.
    pub(crate) fn origin(&self, https: bool) -> String {
        let (scheme, usual) = if https { ("https", 443) } else { ("http", 80) };
        match self.port {
            Some(port) if port != usual => format!("{scheme}://{}:{port}", self.host),
            _ => format!("{scheme}://{}", self.host),
        }
    }
}

fn read_port(text: &str) -> Option<u16> {
    let digits = (1..=5).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
    text.parse().ok().filter(|port| digits && *port > 0)
}

fn is_of_name(one: u8) -> bool {
    one.is_ascii_alphanumeric() || matches!(one, b'.' | b'-' | b'_')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn addresses_are_read_as_browsers_write_them() {
        for (text, origin, number) in [
            ("192.168.1.20:8080", "http://192.168.1.20:8080", true),
            ("192.168.1.20:80", "http://192.168.1.20", true),
            ("Board.Example.org", "http://board.example.org", false),
            ("[::1]:8080", "http://[::1]:8080", true),
            ("[FE80::1]", "http://[fe80::1]", true),
            ("laptop", "http://laptop", false),
        ] {
            let address = Address::parse(text).unwrap();
            assert_eq!((&*address.origin(false), address.is_number()), (origin, number), "{text}");
        }
        assert_eq!(Address::parse("a:443").unwrap().origin(true), "https://a");
        assert_eq!(Address::parse("a:80").unwrap().origin(true), "https://a:80");
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in [
            "",
            " ",
            ":80",
            "a:",
            "a:0",
            "a:65536",
            "a:123456",
            "a:+80",
            "[x]:80",
            "[fe80::1%eth0]",
            "[::1",
            "::1]",
            "::1",
            "u@a",
            "a b",
            "a,b",
            "a/b",
            "a;b",
            "*",
            "a\"b",
            "bücher.example",
        ] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
        for number in ["127.1", "0x7f.0.0.1", "2130706433", "127.0.0.1.", "127.0.0.1.evil.example"]
        {
            assert!(!Address::parse(number).unwrap().is_number(), "{number}");
        }
    }

    #[test]
    fn a_request_names_one_address() {
        let asked = |hosts: &[&str], uri: &str| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(HOST, host.parse().unwrap());
            }
            Address::asked(&headers, &uri.parse().unwrap()).map(|address| address.text())
        };
        assert_eq!(asked(&["a:1"], "/").as_deref(), Some("a:1"));
        assert_eq!(asked(&["A:1"], "http://a:1/").as_deref(), Some("a:1"));
        assert_eq!(asked(&["a:1"], "http://b:1/"), None);
        assert_eq!(asked(&["a", "a"], "/"), None);
        assert_eq!(asked(&[], "/"), None);
    }
}
