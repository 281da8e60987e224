//! Three words by which a participant comes back on another device.

use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::{ActorId, BoardId};
use rusqlite::{Connection, OptionalExtension, params};
use tokio::task::spawn_blocking;

use super::{Grant, Network, Registry, RegistryFault, tokens};
use crate::log::LogFault;
use crate::log::sqlite::{not_read, not_stored};
use crate::tokens::{CardWords, Token};

/// Hashes computed at once: what guessing may take of the machine.
pub(super) const HASHES_AT_ONCE: usize = 1;
/// Draws of words before giving up: a second one is needed once in millions of people.
const DRAWS: usize = 4;

impl Registry {
    /// Gives the participant who holds a token new words; older ones are void.
    ///
    /// # Errors
    /// [`RegistryFault::TooFast`] if they had too many just now, [`RegistryFault::UnknownToken`] if
    /// everything of theirs was erased meanwhile, or the database or the operating system did not
    /// do its part.
    pub async fn issue_words(
        &self,
        token: &Token,
        Grant { board, actor }: &Grant,
        from: Network,
    ) -> Result<CardWords, RegistryFault> {
        self.words_pace.ask(actor.id).map_err(|_| RegistryFault::TooFast)?;
        let check = self.guesses.check(from);
        let _turn = check.acquire().await.map_err(|_| RegistryFault::NoHash)?;
        for _ in 0..DRAWS {
            let words = CardWords::fresh()?;
            let (hash, board) = (self.hash(&words, board).await?, board.clone());
            let (token, actor) = (token.hash(), actor.id);
            let issue = move |writer: &Connection| match tokens::find(writer, token)? {
                Some(_) => replace(writer, &board, hash, actor).map(Some),
                None => Ok(None),
            };
            match self.database.write(issue).await? {
                Some(true) => return Ok(words),
                Some(false) => (),
                None => return Err(RegistryFault::UnknownToken),
            }
        }
        Err(RegistryFault::NoHash)
    }

    /// Gives a new token of the participant whose words these are, however they are typed.
    ///
    /// # Errors
    /// [`RegistryFault::UnknownWords`], or [`RegistryFault::TooFast`] after too many of these from
    /// there.
    pub async fn return_by_words(
        &self,
        board: &BoardId,
        typed: &str,
        from: Network,
    ) -> Result<(Token, Grant), RegistryFault> {
        self.guesses.turn(from).await?;
        let back = self.token_by_words(board, typed, from).await?;
        if back.is_none() {
            self.guesses.wrong(from);
        }
        back.ok_or(RegistryFault::UnknownWords)
    }

    async fn token_by_words(
        &self,
        board: &BoardId,
        typed: &str,
        from: Network,
    ) -> Result<Option<(Token, Grant)>, RegistryFault> {
        let Some(words) = CardWords::parse(typed) else { return Ok(None) };
        // Somebody who tries many stands in their own line, not in everybody's.
        let check = self.guesses.check(from);
        let turn = check.acquire().await.map_err(|_| RegistryFault::NoHash)?;
        let (hash, on) = (self.hash(&words, board).await?, board.clone());
        drop(turn);
        // Wrong ones cost no write.
        let look = {
            let on = on.clone();
            move |reader: &Connection| find(reader, &on, hash)
        };
        if self.database.read(look).await?.is_none() {
            return Ok(None);
        }
        // In one piece with the look at the words: who was erased between has no words any more,
        // and gets no token.
        let (token, now_ms) = (Token::fresh()?, self.clock.now_ms());
        let of_token = token.hash();
        let issue = move |writer: &Connection| {
            let Some(id) = find(writer, &on, hash)? else { return Ok(None) };
            let actor = Actor { id, role: Role::Participant };
            tokens::insert(writer, of_token, &on, actor, now_ms)?;
            Ok(Some(Grant { board: on, actor }))
        };
        let grant = self.database.write(issue).await?;
        Ok(grant.map(|grant| (token, grant)))
    }

    async fn hash(&self, words: &CardWords, board: &BoardId) -> Result<[u8; 32], RegistryFault> {
        let (words, board) = (words.clone(), board.clone());
        let turn = self.hashing.acquire().await.map_err(|_| RegistryFault::NoHash)?;
        let hash = spawn_blocking(move || words.hash(&board)).await;
        drop(turn);
        hash.ok().and_then(Result::ok).ok_or(RegistryFault::NoHash)
    }
}

/// Says whether the words were free.
fn replace(
    writer: &Connection,
    board: &BoardId,
    hash: [u8; 32],
    actor: ActorId,
) -> Result<bool, LogFault> {
    let sql = "DELETE FROM card_words WHERE board = ?1 AND actor = ?2";
    let (id, actor) = (board.as_str(), actor.to_string());
    if find(writer, board, hash)?.is_some() {
        return Ok(false);
    }
    writer.execute(sql, params![id, actor]).map_err(not_stored)?;
    let sql = "INSERT INTO card_words (board, words_hash, actor) VALUES (?1, ?2, ?3)";
    writer.execute(sql, params![id, hash, actor]).map_err(not_stored)?;
    Ok(true)
}

fn find(reader: &Connection, board: &BoardId, hash: [u8; 32]) -> Result<Option<ActorId>, LogFault> {
    let sql = "SELECT actor FROM card_words WHERE board = ?1 AND words_hash = ?2";
    let mut select = reader.prepare_cached(sql).map_err(not_read)?;
    let actor = select.query_row(params![board.as_str(), hash], |row| {
        let actor: String = row.get(0)?;
        ActorId::parse_str(&actor).map_err(|_| rusqlite::Error::InvalidQuery)
    });
    actor.optional().map_err(not_read)
}
