//! `GET /ws`: the door to sessions.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;

use super::App;
use super::problem::Failed;
use crate::session;

pub(super) async fn open(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Failed> {
    let upgrade = upgrade.map_err(|rejection| Failed::form(rejection.status()))?;
    if !is_own_page(&headers, app.origin().authority()) {
        return Err(Failed::form(StatusCode::FORBIDDEN));
    }
    let counted = app.connections().token();
    let serve = move |socket| async move {
        session::serve(socket, app).await;
        drop(counted);
    };
    Ok(session::sized(upgrade).on_upgrade(serve))
}

/// Browsers name the page that opens a socket. It must be one of ours: of the address that was
/// asked, or of the public one when a proxy puts its own name into `Host`.
fn is_own_page(headers: &HeaderMap, public: &str) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let origin = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok());
    let Some(page) = origin.as_ref().and_then(Uri::authority) else { return false };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    [host, public].iter().any(|own| page.as_str().eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_our_own_pages_and_programs_open_a_socket() {
        for (origin, allowed) in [
            (None, true),
            (Some("http://192.168.1.20:8080"), true),
            (Some("https://Board.example.org"), true),
            (Some("http://192.168.1.20:8081"), false),
            (Some("http://192.168.1.20"), false),
            (Some("https://evil.example"), false),
            (Some("null"), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, "192.168.1.20:8080".parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(ORIGIN, origin.parse().unwrap());
            }
            assert_eq!(is_own_page(&headers, "board.example.org"), allowed, "{origin:?}");
        }
    }
}
