//! What holds for every answer: security headers, one line in the log, and no panic gets out.

use std::any::Any;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kenspeckle_shared::wire::ProblemCode;

use super::doors::Address;
use super::problem::Failed;
use super::{App, Arrival};

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

/// Whoever came encrypted once comes encrypted for a month. A name that is lent to a board for a
/// day is not bound for a year.
const STAY: (HeaderName, &str) = (STRICT_TRANSPORT_SECURITY, "max-age=2592000");

/// Puts the security headers on an answer.
pub(super) async fn secure(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let asked = Address::asked(request.headers(), request.uri());
    let policy = policy(asked.as_ref());
    let https = request.extensions().get::<Arrival>().is_some_and(|arrival| arrival.https);
    let trusted =
        https || app.origin().is_https() || asked.is_some_and(|one| one.is_this_machine());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in
        ALWAYS.into_iter().chain(trusted.then_some(OPENER)).chain(https.then_some(STAY))
    {
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
fn policy(asked: Option<&Address>) -> String {
    let host = asked.map(Address::text);
    let sockets = host.map(|host| format!(" ws://{host} wss://{host}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'{sockets}; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn sockets_of_the_address_that_was_asked_are_allowed() {
        for (asked, sockets) in [
            (Address::parse("[::1]:8080"), " ws://[::1]:8080 wss://[::1]:8080"),
            (Address::parse("a.example"), " ws://a.example wss://a.example"),
            (None, ""),
        ] {
            let policy = policy(asked.as_ref());
            let connect = policy.split("; ").find(|one| one.starts_with("connect-src")).unwrap();
            assert_eq!(connect, format!("connect-src 'self'{sockets}"));
        }
    }
}
