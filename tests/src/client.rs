//! A screen as a page is one: it remembers, keeps an outbox, and comes back.

use std::net::SocketAddr;

use kenspeckle_shared::command::Command;
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::wire::Here;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::http::Http;
use crate::line::Line;
use crate::memory::Memory;
use crate::mind::{Answer, Connection, Mind};
use crate::within_patience;

/// A screen with a token. Dropping it is pulling its plug.
#[derive(Debug)]
pub struct Client {
    token: String,
    here: Here,
    mind: watch::Sender<Mind>,
    line: Option<(JoinHandle<()>, UnboundedSender<CommandId>)>,
}

impl Client {
    /// Makes a screen that is not connected.
    pub fn new(token: &str, here: Here) -> Self {
        let mind = watch::Sender::new(Mind::default());
        Self { token: token.to_owned(), here, mind, line: None }
    }

    /// Joins a board as a new participant in the room, and waits until it is shown.
    pub async fn join(address: SocketAddr, code: &str) -> Self {
        let joined = Http(address).join(code).await;
        Self::open(address, &joined.token).await
    }

    /// Opens a board with a token, in the room, and waits until it is shown.
    pub async fn open(address: SocketAddr, token: &str) -> Self {
        let mut client = Self::new(token, Here::Room);
        client.connect(address).await;
        client
    }

    /// Connects, or connects again, with what it has in mind, and waits until it is up to date.
    pub async fn connect(&mut self, address: SocketAddr) {
        self.lose_network();
        self.mind.send_modify(|mind| mind.connection = Connection::Opening);
        let (later, asked) = unbounded_channel();
        let line = Line {
            address,
            token: self.token.clone(),
            here: self.here,
            mind: self.mind.clone(),
            later: later.clone(),
        };
        self.line = Some((tokio::spawn(line.run(asked)), later));
        self.until("a welcome and the board", Mind::is_live).await;
    }

    /// Pulls the plug: the connection is gone without a word. What is asked waits in the outbox.
    pub fn lose_network(&mut self) {
        if let Some((line, _)) = self.line.take() {
            line.abort();
        }
        self.mind.send_modify(|mind| mind.connection = Connection::Away);
    }

    /// Gives its token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Asks for something; the command waits in the outbox until it is finally answered.
    pub fn ask(&self, command: Command) -> CommandId {
        let id = CommandId::now_v7();
        self.ask_as(id, command);
        id
    }

    /// Asks for something under a given id.
    pub fn ask_as(&self, id: CommandId, command: Command) {
        self.mind.send_modify(|mind| mind.ask(id, command));
        if let Some((_, asked)) = &self.line {
            let _ = asked.send(id);
        }
    }

    /// Asks for something and waits for the final answer.
    pub async fn do_it(&self, command: Command) -> Answer {
        let id = self.ask(command);
        self.answer(id).await
    }

    /// Waits for the final answer to a command.
    pub async fn answer(&self, id: CommandId) -> Answer {
        self.until("an answer", |mind| mind.answers.contains_key(&id)).await;
        self.mind.borrow().answers[&id].0.clone()
    }

    /// Waits until nothing is left in the outbox.
    pub async fn until_answered(&self) {
        self.until("an empty outbox", |mind| mind.outbox.is_empty()).await;
    }

    /// Waits until the board is shown at a rev or a later one.
    pub async fn until_rev(&self, rev: u64) {
        self.until("a rev", |mind| mind.rev() >= rev).await;
    }

    /// Waits until the server has ended the connection, and gives code and reason.
    pub async fn until_ended(&self) -> (u16, String) {
        self.until_any("the end", |mind| matches!(mind.connection, Connection::Ended(..))).await;
        match &self.mind.borrow().connection {
            Connection::Ended(code, reason) => (*code, reason.clone()),
            other => panic!("{other:?}"),
        }
    }

    /// Waits until something holds of what it has in mind. Ends the test when the connection ends
    /// before.
    pub async fn until(&self, what: &str, holds: impl Fn(&Mind) -> bool) {
        let ended = |mind: &Mind| matches!(mind.connection, Connection::Ended(..));
        self.until_any(what, |mind| holds(mind) || ended(mind)).await;
        let mind = self.mind.borrow();
        assert!(holds(&mind), "waiting for {what}: {:?}", mind.connection);
    }

    /// The same, whether or not there is a connection.
    pub async fn until_any(&self, what: &str, holds: impl Fn(&Mind) -> bool) {
        let mut mind = self.mind.subscribe();
        let broken = |mind: &Mind| matches!(mind.connection, Connection::Broken(_));
        let wait = mind.wait_for(|mind| holds(mind) || broken(mind));
        let mind = within_patience(what, wait).await.unwrap();
        assert!(!broken(&mind), "waiting for {what}: {:?}", mind.connection);
    }

    /// Gives something of what it has in mind.
    pub fn look<T>(&self, look: impl FnOnce(&Mind) -> T) -> T {
        look(&self.mind.borrow())
    }

    /// Gives the board as it is shown.
    pub fn board(&self) -> Memory {
        self.look(|mind| mind.board().clone())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.lose_network();
    }
}
