//! `GET /ws`: the door to sessions.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::response::Response;

use super::App;
use super::lingering::Farewell;
use super::problem::Failed;
use crate::session;

pub(super) async fn open(
    State(app): State<Arc<App>>,
    farewell: Option<Extension<Farewell>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Failed> {
    let upgrade = upgrade.map_err(|rejection| Failed::form(rejection.status()))?;
    if let Some(Extension(farewell)) = farewell {
        farewell.of_messages();
    }
    let counted = app.connections().token();
    let serve = move |socket| async move {
        session::serve(socket, app).await;
        drop(counted);
    };
    Ok(session::sized(upgrade).on_upgrade(serve))
}
