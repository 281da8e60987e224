//! What holds for every answer: security headers, one line in the log, and no panic gets out.

use std::any::Any;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, HOST, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kenspeckle_shared::wire::ProblemCode;

use super::App;
use super::problem::Failed;

/// Headers that are the same on every answer.
const ALWAYS: [(HeaderName, &str); 4] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Keeps windows of other origins apart. Browsers take it from trustworthy origins only, and
/// complain in the console about any other.
const OPENER: (HeaderName, &str) =
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin");

/// Puts the security headers on an answer.
pub(super) async fn secure(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let host = host(request.headers());
    let policy = policy(host);
    let trusted = app.origin().is_https() || host.is_some_and(is_this_machine);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS.into_iter().chain(trusted.then_some(OPENER)) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Writes one line: which address (its pattern, never what stands in it), how it ended, how long.
pub(super) async fn note(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    let (method, began) = (request.method().clone(), Instant::now());
    let response = next.run(request).await;
    let path = path.as_ref().map_or("other", MatchedPath::as_str);
    let (status, micros) = (response.status().as_u16(), began.elapsed().as_micros());
    tracing::debug!(%method, path, status, micros, "answered");
    response
}

/// Answers a request whose handler met a bug; the panic hook has written down where.
pub(super) fn caught(_: Box<dyn Any + Send>) -> Response {
    Failed::of(ProblemCode::Fault).into_response()
}

/// Our own files and nothing else. Safari before 15.4 does not count sockets of the same host to
/// `'self'`, so they are named.
fn policy(host: Option<&str>) -> String {
    let sockets = host.map(|host| format!(" ws://{host} wss://{host}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'{sockets}; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'"
    )
}

fn host(asked: &HeaderMap) -> Option<&str> {
    asked.get(HOST).and_then(|host| host.to_str().ok()).filter(|host| is_host(host))
}

/// Addresses that browsers trust without encryption.
fn is_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Says whether a text is a host, maybe with a port, and nothing that could end a directive.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (text, "80"),
    };
    let good_port = (1..=5).contains(&port.len()) && port.bytes().all(|one| one.is_ascii_digit());
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let good_host = match inner {
        Some(ip) => ip.parse::<std::net::Ipv6Addr>().is_ok(),
        None => host.bytes().all(|one| one.is_ascii_alphanumeric() || matches!(one, b'.' | b'-')),
    };
    good_port && good_host && !host.is_empty()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn connect(named: &str) -> String {
        let asked = HeaderMap::from_iter([(HOST, named.parse().unwrap())]);
        let policy = policy(host(&asked));
        policy.split("; ").find(|one| one.starts_with("connect-src")).unwrap().to_owned()
    }

    #[test]
    fn sockets_of_the_host_that_was_asked_are_allowed() {
        for host in ["192.168.1.20:8080", "board.example.org", "[::1]:8080", "[fe80::1]"] {
            assert_eq!(connect(host), format!("connect-src 'self' ws://{host} wss://{host}"));
        }
    }

    #[test]
    fn what_is_no_host_does_not_get_into_the_policy() {
        for host in ["a b", "x; script-src *", "x,y", "", ":80", "x:", "x:123456", "[x]:80", "*"] {
            assert_eq!(connect(host), "connect-src 'self'", "{host}");
        }
    }
}
