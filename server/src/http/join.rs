//! Becoming a participant, coming back as one, and the words to come back with.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::wire::{Join, Joined, ProblemCode, Return, Words};
use serde::Deserialize;

use super::asked::Asked;
use super::bearer::Holder;
use super::problem::Failed;
use super::{App, Arrival};
use crate::metrics::counted;

/// A body without anything in it: `{}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// `POST /api/join`: makes a participant.
pub(super) async fn join(
    State(app): State<Arc<App>>,
    arrival: Arrival,
    Asked(join): Asked<Join>,
) -> Result<Json<Joined>, Failed> {
    let board = app.board_by_code(&join.code, arrival.network()).await?.id;
    if app.rooms().open(&board).await?.is_archived() {
        return Err(Failed::of(ProblemCode::Archived));
    }
    let (token, _) = app.registry().invite(&board, Role::Participant).await?;
    counted().joined();
    Ok(Json(Joined { board, token: token.reveal() }))
}

/// `POST /api/return`: gives another device a token of a participant.
pub(super) async fn come_back(
    State(app): State<Arc<App>>,
    arrival: Arrival,
    Asked(asked): Asked<Return>,
) -> Result<Json<Joined>, Failed> {
    let from = arrival.network();
    let board = app.board_by_code(&asked.code, from).await?.id;
    let (token, _) = app.registry().return_by_words(&board, &asked.words, from).await?;
    Ok(Json(Joined { board, token: token.reveal() }))
}

/// `POST /api/words`: gives a participant new words; the older ones are void.
pub(super) async fn words(
    State(app): State<Arc<App>>,
    arrival: Arrival,
    holder: Holder,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Words>, Failed> {
    let token = holder.token.clone();
    let grant = holder.in_role(Role::Participant)?;
    let words = app.registry().issue_words(&token, &grant, arrival.network()).await?;
    Ok(Json(Words { words: words.reveal() }))
}
