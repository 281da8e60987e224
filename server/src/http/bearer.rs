//! Who asks: a token, or for some requests a join code, in `Authorization: Bearer …`.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::view::Audience;
use kenspeckle_shared::wire::ProblemCode;

use super::problem::Failed;
use super::{App, Arrival};
use crate::registry::Grant;
use crate::tokens::{JoinCode, Token};

/// Somebody with a token.
#[derive(Debug)]
pub(super) struct Holder {
    pub(super) token: Token,
    grant: Grant,
}

/// Somebody who may look at a board: with a token, or with a join code.
#[derive(Debug)]
pub(super) struct Viewer {
    pub(super) board: BoardId,
    pub(super) audience: Audience,
}

impl Holder {
    /// Gives what the holder may do, if that is in this role.
    pub(super) fn in_role(self, role: Role) -> Result<Grant, Failed> {
        match self.grant.actor.role == role {
            true => Ok(self.grant),
            false => Err(Failed::of(ProblemCode::WrongRole)),
        }
    }
}

impl FromRequestParts<Arc<App>> for Holder {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failed> {
        let token = Token::parse(bearer(parts)?).ok_or_else(unknown)?;
        let grant = app.registry().grant(&token).await?.ok_or_else(unknown)?;
        Ok(Self { token, grant })
    }
}

impl FromRequestParts<Arc<App>> for Viewer {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failed> {
        let bearer = bearer(parts)?;
        if JoinCode::parse(bearer).is_none() || Token::parse(bearer).is_some() {
            let Grant { board, actor } = app.grant(bearer).await?.ok_or_else(unknown)?;
            return Ok(Self { board, audience: Audience::of(actor.role) });
        }
        let from = parts.extensions.get::<Arrival>().copied().unwrap_or_default().network();
        let board = app.board_by_code(bearer, from).await?.id;
        Ok(Self { board, audience: Audience::Public })
    }
}

fn bearer(parts: &Parts) -> Result<&str, Failed> {
    let value = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (scheme, bearer) = value.and_then(|value| value.split_once(' ')).ok_or_else(unknown)?;
    match scheme.eq_ignore_ascii_case("bearer") {
        true => Ok(bearer.trim()),
        false => Err(unknown()),
    }
}

fn unknown() -> Failed {
    Failed::of(ProblemCode::UnknownToken)
}
