//! Who may do what: hashes of tokens.

use std::time::Instant;

use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::{ActorId, BoardId};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Grant, Registry, RegistryFault};
use crate::log::LogFault;
use crate::log::sqlite::{not_read, not_stored};
use crate::tokens::Token;

impl Registry {
    /// Makes a new person with a role on a board, and gives their token.
    ///
    /// # Errors
    /// The database or the operating system did not do its part.
    pub async fn invite(
        &self,
        board: &BoardId,
        role: Role,
    ) -> Result<(Token, Grant), RegistryFault> {
        let actor = Actor { id: ActorId::new_v4(), role };
        let fresh = self.database.fresh();
        let before = fresh.before();
        let token = self.issue_token(board, actor).await?;
        fresh.keep(token.hash(), (board.clone(), actor), before, Instant::now());
        Ok((token, Grant { board: board.clone(), actor }))
    }

    /// Gives a new token of somebody. Older ones stay good.
    ///
    /// # Errors
    /// The database or the operating system did not do its part. No token gives the role
    /// [`Role::System`].
    pub async fn issue_token(&self, board: &BoardId, actor: Actor) -> Result<Token, RegistryFault> {
        let token = Token::fresh()?;
        let (hash, board, now_ms) = (token.hash(), board.clone(), self.clock.now_ms());
        self.database.write(move |writer| insert(writer, hash, &board, actor, now_ms)).await?;
        Ok(token)
    }

    /// Gives what a token allows; `None` if it opens nothing here.
    ///
    /// # Errors
    /// The database did not do its part.
    pub async fn grant(&self, token: &Token) -> Result<Option<Grant>, RegistryFault> {
        let hash = token.hash();
        if let Some((board, actor)) = self.database.fresh().find(&hash, Instant::now()) {
            return Ok(Some(Grant { board, actor }));
        }
        Ok(self.database.read(move |reader| find(reader, hash)).await?)
    }
}

pub(super) fn insert(
    writer: &Connection,
    hash: [u8; 32],
    board: &BoardId,
    actor: Actor,
    now_ms: u64,
) -> Result<(), LogFault> {
    let no_role = || LogFault::NotStored { reason: "no token gives this role".to_owned() };
    let role = role_name(actor.role).ok_or_else(no_role)?;
    let sql = "INSERT INTO tokens (hash, board, role, actor, created_ms)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let values = params![hash, board.as_str(), role, actor.id.to_string(), now_ms];
    let mut insert = writer.prepare_cached(sql).map_err(not_stored)?;
    insert.execute(values).map(drop).map_err(not_stored)
}

pub(super) fn find(reader: &Connection, hash: [u8; 32]) -> Result<Option<Grant>, LogFault> {
    let sql = "SELECT board, role, actor FROM tokens WHERE hash = ?1";
    let mut select = reader.prepare_cached(sql).map_err(not_read)?;
    let grant = select.query_row([hash], |row| {
        let (role, actor): (String, String) = (row.get(1)?, row.get(2)?);
        let role = role_of(&role).ok_or(rusqlite::Error::InvalidQuery)?;
        let id = ActorId::parse_str(&actor).map_err(|_| rusqlite::Error::InvalidQuery)?;
        Ok(Grant { board: BoardId(row.get(0)?), actor: Actor { id, role } })
    });
    grant.optional().map_err(not_read)
}

const ROLES: [(Role, &str); 3] = [
    (Role::Participant, "participant"),
    (Role::Display, "display"),
    (Role::Facilitator, "facilitator"),
];

fn role_name(role: Role) -> Option<&'static str> {
    ROLES.iter().find(|(one, _)| *one == role).map(|(_, name)| *name)
}

fn role_of(name: &str) -> Option<Role> {
    ROLES.iter().find(|(_, one)| *one == name).map(|(role, _)| *role)
}
