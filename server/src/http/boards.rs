//! Links of a board, and new boards: for facilitators.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::wire::{Created, Links, NewBoard};

use super::App;
use super::asked::Asked;
use super::bearer::Holder;
use super::join::Nothing;
use super::problem::Failed;
use crate::registry::{BoardRecord, RegistryFault};
use crate::room::RoomFault;

/// `POST /api/links`: gives the links of the facilitator's board, with a new display token.
pub(super) async fn links(
    State(app): State<Arc<App>>,
    holder: Holder,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Links>, Failed> {
    let board = holder.in_role(Role::Facilitator)?.board;
    let unknown = || RoomFault::UnknownBoard { board: board.clone() };
    let record = app.registry().board(&board).await?.ok_or_else(unknown)?;
    Ok(Json(links_of(&app, &record).await?))
}

/// `POST /api/boards`: makes a new, empty board of the same definition.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    holder: Holder,
    Asked(NewBoard {}): Asked<NewBoard>,
) -> Result<Json<Created>, Failed> {
    let board = holder.in_role(Role::Facilitator)?.board;
    let room = app.rooms().open(&board).await?;
    let record = app.registry().create(room.definition_id()).await?;
    let links = links_of(&app, &record).await?;
    let (token, _) = app.registry().invite(&record.id, Role::Facilitator).await?;
    let facilitator_url = app.origin().facilitator_url(&token);
    Ok(Json(Created { board: record.id, links, facilitator_url }))
}

async fn links_of(app: &App, record: &BoardRecord) -> Result<Links, RegistryFault> {
    let (display, _) = app.registry().invite(&record.id, Role::Display).await?;
    let join_code = record.join_code.as_str().to_owned();
    Ok(Links {
        join_url: app.origin().join_url(&join_code),
        display_url: app.origin().display_url(&display),
        join_code,
    })
}
