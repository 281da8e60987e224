//! The address that people reach this server by, and the links under it.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

use axum::http::Uri;

use crate::tokens::Token;

/// Scheme, host and port: `http://192.168.1.20:8080`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    scheme: &'static str,
    authority: String,
}

impl Origin {
    /// Gives the origin of a plain HTTP server.
    pub fn http(address: SocketAddr) -> Self {
        Self::at(address, false)
    }

    /// Gives the origin of a server that speaks HTTPS, or plain HTTP.
    pub fn at(address: SocketAddr, https: bool) -> Self {
        let (scheme, usual) = if https { ("https", 443) } else { ("http", 80) };
        // Browsers leave the usual port out, so that `Host` and `Origin` do, too.
        let authority = match address {
            _ if address.port() != usual => address.to_string(),
            SocketAddr::V4(address) => address.ip().to_string(),
            SocketAddr::V6(address) => format!("[{}]", address.ip()),
        };
        Self { scheme, authority }
    }

    /// Gives host and port, the port only if it is not the usual one.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Says whether what travels is encrypted.
    pub fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    /// Gives the link for phones. The fragment does not leave the browser.
    pub fn join_url(&self, join_code: &str) -> String {
        format!("{self}/#{join_code}")
    }

    /// Gives the link for the projector.
    pub fn display_url(&self, token: &Token) -> String {
        format!("{self}/display#{}", token.reveal())
    }

    /// Gives the link for whoever runs the board.
    pub fn facilitator_url(&self, token: &Token) -> String {
        format!("{self}/facilitator#{}", token.reveal())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}", self.scheme, self.authority)
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |why| Err(format!("{why}; write it like https://board.example.org"));
        let Ok(uri) = text.parse::<Uri>() else { return wrong("this is not an address") };
        let scheme = match uri.scheme_str() {
            Some("http") => "http",
            Some("https") => "https",
            _ => return wrong("it must begin with http:// or https://"),
        };
        let Some(authority) = uri.authority() else { return wrong("it has no host") };
        if authority.as_str().contains('@') || uri.host().is_none_or(str::is_empty) {
            return wrong("it must have a host and no user");
        }
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() || text.contains('#') {
            return wrong("nothing may follow the host and port");
        }
        let usual = if scheme == "http" { ":80" } else { ":443" };
        let authority = authority.as_str().to_ascii_lowercase();
        let authority = authority.strip_suffix(usual).unwrap_or(&authority).to_owned();
        Ok(Self { scheme, authority })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_address_is_read_without_its_usual_port_and_slash() {
        for text in ["https://Board.Example.org", "https://board.example.org:443/"] {
            let origin: Origin = text.parse().unwrap();
            assert_eq!(origin.to_string(), "https://board.example.org");
            assert_eq!(origin.join_url("KWMTRP"), "https://board.example.org/#KWMTRP");
        }
        assert_eq!("http://[::1]:81".parse::<Origin>().unwrap().authority(), "[::1]:81");
    }

    #[test]
    fn what_is_no_address_of_a_server_is_refused_with_what_to_do() {
        for text in ["", "board.example.org", "ftp://x", "http://", "http://a@b", "http://a/b?c"] {
            let fault = text.parse::<Origin>().unwrap_err();
            assert!(fault.contains("write it like"), "{text}: {fault}");
        }
    }
}
